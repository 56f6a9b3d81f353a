"""Checks all that is about to be published, by set-based SQL: no row may be wrong in a way that can be seen without the source.

Checked are required values and code lists of every table, unique identifiers, every reference from one table to another, pages that
lie end to end, and that every quote is what stands at its offsets. DuckDB's ``length`` and ``substring`` count code points, as
Python does. A quote is cut from its own page, which is short, not from the whole document: time grows with the number of rows. The
first violation stops the publishing, and its row is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from pipeline.exit_codes import ExitCode, UserError
from pipeline.schema import TABLES, Column, Table, table

if TYPE_CHECKING:
    import duckdb

_SHOWN_CHARACTERS: Final = 80
# column of a table, what it names, in which table that is found; lists are unnested
_REFERENCES: Final = (
    *((t.name, "document_id", "documents", "document_id") for t in TABLES if "document_id" in t.column_names and t.name != "documents"),
    ("case_links", "linked_document_id", "documents", "document_id"),
    ("case_links", "linked_case_id", "cases", "case_id"),
    ("cases", "matter_id", "cases", "case_id"),
    ("partnerships", "document_ids", "documents", "document_id"),
)
# The log of corrections tells of documents that are not here, too.
_FREE: Final = frozenset({"correction_log"})
# Tables that lack something, though they are empty, where an input is told of nowhere.
_OF_ALL_INPUTS: Final = frozenset({"documents", "failures"})
# Made from all documents together.
_DERIVED: Final = frozenset({"case_links", "partnerships"})
_UNIQUE: Final = {
    "documents": ("document_id",),
    "parts": ("document_id", "part"),
    "cases": ("case_id",),
    "pages": ("document_id", "page"),
    "failures": ("source_path",),
}


class IntegrityError(UserError):
    """Rows that must not be published; ``table`` is theirs."""

    def __init__(self, table_: str, fault: str, row: str) -> None:
        message = (
            f"{table_}: {fault}: {row}; nothing was published, and the tables of the last run stay as they are. "
            "Read the documents anew with --fresh; if it happens again, please report it"
        )
        super().__init__(message, ExitCode.UNEXPECTED)
        self.table = table_


def check_integrity(connection: duckdb.DuckDBPyConnection, linked: bool = True) -> None:
    """Raise :class:`IntegrityError`, naming the first row, unless all tables of the store may be published.

    Where they are not ``linked`` (a run was killed before that), what is made from all documents together is left out.
    """
    filled = {t.name for t in TABLES if connection.execute(f"SELECT 1 FROM {t.name} LIMIT 1").fetchone()}
    for name, fault, query in _checks(linked):
        if name not in filled and name not in _OF_ALL_INPUTS:
            continue
        found = connection.execute(f"{query} LIMIT 1")
        columns = [c[0] for c in found.description or ()]
        if row := found.fetchone():
            told = dict(zip(columns, row, strict=True))
            raise IntegrityError(name, told.pop("fault", fault), _told(told))


def _told(row: dict[str, Any]) -> str:
    shown = ((c, str(v)) for c, v in row.items() if v is not None)
    return ", ".join(f"{c}={v if len(v) <= _SHOWN_CHARACTERS else v[:_SHOWN_CHARACTERS] + '…'!r}" for c, v in shown)


def _checks(linked: bool) -> Iterator[tuple[str, str, str]]:
    """The table, what would be wrong with it (where the query does not tell), and the query for rows where it is."""
    tables = [t for t in TABLES if linked or t.name not in _DERIVED]
    for table_ in tables:
        faults = [pair for column in table_.columns for pair in _of_column(column)]
        if table_.evidence:
            faults.append(("a confidence outside 0–1", "NOT (confidence BETWEEN 0 AND 1)"))
        told = " ".join(f"WHEN {condition} THEN {_literal(fault)}" for fault, condition in faults)
        yield table_.name, "", f"SELECT * FROM ({_where(table_, 'true', f'CASE {told} END AS fault')}) WHERE fault IS NOT NULL"
    for name, columns in _UNIQUE.items():
        key = ", ".join(columns)
        yield name, f"two rows with the same {key}", f"SELECT {key}, count(*) AS rows FROM {name} GROUP BY {key} HAVING count(*) > 1"
    yield from _of_references(linked)
    yield from _of_documents()
    if linked:
        yield from _of_inputs()
    yield from _of_pages()
    for table_ in (t for t in tables if t.evidence):
        yield from _of_quotes(table_)


def _where(table_: Table, condition: str, *shown: str) -> str:
    key = dict.fromkeys((*table_.key, *(("quote",) if table_.evidence else ())))
    return f"SELECT {', '.join((*shown, *(f't.{k}' for k in key)))} FROM {table_.name} AS t WHERE {condition}"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _of_column(column: Column) -> Iterator[tuple[str, str]]:
    """What would be wrong with a value, and when it is."""
    if column.required:
        yield f"no value in {column.name}", f"{column.name} IS NULL"
    if column.codes:
        codes = ", ".join(map(_literal, column.codes))
        if column.type == "list":
            item = "split_part(item, ':', 1)" if column.in_words else "item"
            wrong = f"len(list_filter({column.name}, lambda item: {item} NOT IN ({codes}))) > 0"
        else:
            wrong = f"{column.name} NOT IN ({codes})"
        yield f"a code of {column.name} that is not in its list", wrong


def _of_references(linked: bool) -> Iterator[tuple[str, str, str]]:
    for name, column, target, key in _REFERENCES:
        if name in _FREE or (not linked and (name in _DERIVED or column == "matter_id")):
            continue
        table_ = table(name)
        fault = f"{column} names a row that {target} does not have"
        if next(c for c in table_.columns if c.name == column).type == "list":
            keys = ", ".join(f"t.{k}" for k in table_.key)
            items = f"{name} AS t, unnest(t.{column}) AS u(item)"
            query = f"SELECT {keys}, item AS names FROM {items} ANTI JOIN {target} ON {target}.{key} = item"
            yield name, fault, query
        else:
            condition = f"t.{column} IS NOT NULL AND NOT EXISTS (FROM {target} WHERE {target}.{key} = t.{column})"
            yield name, fault, _where(table_, condition, f"t.{column} AS names")
    for table_ in TABLES:
        if "case_id" in table_.column_names and table_.name != "cases" and (linked or table_.name not in _DERIVED):
            condition = (
                "t.case_id IS NOT NULL AND NOT EXISTS (FROM cases WHERE cases.case_id = t.case_id AND cases.document_id = t.document_id)"
            )
            yield table_.name, "case_id names a matter that its document does not have", _where(table_, condition, "t.case_id AS names")
    lacking = "NOT EXISTS (FROM parts WHERE parts.document_id = t.document_id AND parts.part = t.part)"
    yield "cases", "part names a paper that its document does not have", _where(table("cases"), lacking)


def _of_documents() -> Iterator[tuple[str, str, str]]:
    """A document is named after its content, and as long as its pages."""
    documents = table("documents")
    yield "documents", "document_id is not the beginning of sha256", _where(documents, "document_id <> left(sha256, 16)")
    yield (
        "documents",
        "the pages are not as many or as long as the document tells",
        "SELECT document_id, pages, characters, found, length FROM documents LEFT JOIN (SELECT document_id, count(*) AS found, "
        "sum(length(text)) AS length FROM pages GROUP BY document_id) USING (document_id) "
        "WHERE pages IS DISTINCT FROM found OR characters IS DISTINCT FROM length",
    )


def _of_inputs() -> Iterator[tuple[str, str, str]]:
    """Every input is told of, in ``documents`` or in ``failures``."""
    told = "(SELECT unnest(list_prepend(source_path, coalesce(duplicate_paths, []))) AS source_path, sha256 FROM documents)"
    yield (
        "documents",
        "an input that was read is not told of",
        f"SELECT source_path, sha256 FROM inputs ANTI JOIN {told} AS told USING (source_path, sha256) WHERE status = 'done'",
    )
    yield (
        "failures",
        "an input that failed is not told of",
        "SELECT source_path FROM inputs ANTI JOIN failures USING (source_path) WHERE status = 'failed'",
    )


def _of_pages() -> Iterator[tuple[str, str, str]]:
    yield (
        "pages",
        "a page does not begin where the one before it ends, or is not as long as its text",
        "SELECT document_id, page, char_start, char_end, length(text) AS length FROM pages "
        "WINDOW w AS (PARTITION BY document_id ORDER BY page) "
        "QUALIFY char_end - char_start <> length(text) OR char_start <> coalesce(lag(char_end) OVER w, 0) "
        "OR page <> 1 + coalesce(lag(page) OVER w, 0)",
    )
    for name, start, end in (("parts", "char_start", "char_end"), ("cases", "text_start", "text_end")):
        outside = (
            f"NOT (0 <= t.{start} AND t.{start} <= t.{end}) "
            f"OR EXISTS (FROM documents WHERE documents.document_id = t.document_id AND t.{end} > documents.characters)"
        )
        yield name, f"{start} and {end} are no extent of the document", _where(table(name), outside)


def _of_quotes(table_: Table) -> Iterator[tuple[str, str, str]]:
    keys = ", ".join(f"t.{k}" for k in dict.fromkeys((*table_.key, "page", "char_end", "quote")))
    on = "pages.document_id = t.document_id AND pages.page = t.page"
    yield (
        table_.name,
        "the quote does not begin on its page",
        f"SELECT {keys} FROM {table_.name} AS t LEFT JOIN pages ON {on} "
        "WHERE pages.page IS NULL OR t.quote = '' OR NOT (pages.char_start <= t.char_start AND t.char_start < pages.char_end)",
    )
    fault = "the quote is not what stands at its offsets"
    yield (
        table_.name,
        fault,
        f"SELECT {keys} FROM {table_.name} AS t JOIN pages ON {on} WHERE t.char_end <= pages.char_end "
        "AND t.quote <> substring(pages.text, t.char_start - pages.char_start + 1, t.char_end - t.char_start)",
    )
    # A quote over several pages: those pages put end to end.
    yield (
        table_.name,
        fault,
        f"""WITH over AS (
            SELECT t.*, row_number() OVER () AS number, pages.char_start AS begins FROM {table_.name} AS t JOIN pages ON {on}
            WHERE t.char_end > pages.char_end
        ), texts AS (
            SELECT over.number, string_agg(pages.text, '' ORDER BY pages.page) AS text
            FROM over JOIN pages ON pages.document_id = over.document_id AND pages.page >= over.page AND pages.char_start < over.char_end
            GROUP BY over.number
        )
        SELECT {keys} FROM over AS t JOIN texts USING (number)
        WHERE t.quote <> substring(texts.text, t.char_start - t.begins + 1, t.char_end - t.char_start)""",
    )
