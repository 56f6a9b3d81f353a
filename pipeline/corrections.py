"""An analyst's corrections: values overridden, removed or added by hand, with name, day and reason.

They stand in ``OUT/corrections.csv`` (or ``.parquet``) with the columns of :data:`COLUMNS`, and are applied whenever tables are
published: the store keeps what was extracted, so that a rerun loses neither. ``match`` and ``values`` are JSON objects, or
``column=value`` pairs parted by semicolons; an empty value is null, a list is written ``a|b``. A corrected row says
``extractor = "correction"``; what became of each correction is told in the table ``correction_log``, so that one that no longer
fits its document is seen and not dropped.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline.exit_codes import ExitCode, UserError
from pipeline.rows import SchemaError, check_row
from pipeline.schema import TABLES, Column, Table, table

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]
FILE_NAMES: Final = ("corrections.csv", "corrections.parquet")
COLUMNS: Final = ("action", "table", "document_id", "match", "values", "author", "date", "reason")
EXTRACTOR: Final = "correction"
_SCHEMA: Final = "corrected"
_BY_HAND: Final = {"extractor": EXTRACTOR, "confidence": 1.0, "uncertain": False, "strength": 1.0}
# Names that would need quoting in SQL are others in the log.
_LOGGED: Final = {"table": "table_name", "match": "matched", "values": "new_values"}
_FIXED: Final = frozenset({"document_id", "page", "char_start", "char_end", "corrected", *_BY_HAND})
# What follows from the content, or what other rows are named by.
_OF_CONTENT: Final = {
    "documents": frozenset({"sha256", "source_path", "duplicate_paths", "size_bytes", "pages", "characters", "pipeline_version"}),
    "cases": frozenset({"case_id", "matter_id"}),
}


def correctable() -> list[Table]:
    """The tables a correction may name: those of facts, and ``documents``."""
    return [t for t in TABLES if (t.evidence and t.name != "case_links") or t.name == "documents"]


class Misfit(Exception):
    """A correction that cannot be applied: ``status`` is a code of the log, the message says what to do."""

    def __init__(self, status: str, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Correction:
    """A row of the file, as written; ``number`` counts rows from 1."""

    number: int
    action: str
    table: str
    document_id: str
    match: str
    values: str
    author: str
    date: str
    reason: str
    origin: str = field(default="", compare=False)


def read_corrections(out: Path) -> list[Correction]:
    """The corrections of an output folder, in the order of the file; none where there is no file.

    Raises :class:`UserError` where the file cannot be read, lacks a column, or where there are two files.
    """
    paths = [out / name for name in FILE_NAMES if (out / name).exists()]
    if len(paths) > 1:
        raise UserError(f"{out}: holds both {' and '.join(FILE_NAMES)}; keep one of them", ExitCode.BAD_ARGUMENTS)
    if not paths:
        return []
    try:
        rows = _csv_rows(paths[0]) if paths[0].suffix == ".csv" else _parquet_rows(paths[0])
    except (OSError, ValueError, csv.Error) as error:
        raise UserError(
            f"{paths[0]}: cannot be read ({error}); save it as UTF-8 with the columns {', '.join(COLUMNS)}", ExitCode.BAD_ARGUMENTS
        ) from error
    missing = [c for c in COLUMNS if rows and c not in rows[0]]
    if missing:
        raise UserError(f"{paths[0]}: lacks the column {missing[0]}; it needs {', '.join(COLUMNS)}", ExitCode.BAD_ARGUMENTS)
    texts = ({c: "" if row[c] is None else str(row[c]).strip() for c in COLUMNS} for row in rows)
    return [Correction(number, **t, origin=paths[0].name) for number, t in enumerate(texts, 1)]


def _csv_rows(path: Path) -> list[Row]:
    text = path.read_text("utf-8-sig")
    first = text.partition("\n")[0]
    reader = csv.DictReader(text.splitlines(keepends=True), delimiter=";" if first.count(";") > first.count(",") else ",")
    return [dict(row) for row in reader]


def _parquet_rows(path: Path) -> list[Row]:
    import pyarrow.parquet as pq

    rows: list[Row] = pq.read_table(path).to_pylist()
    return rows


@contextmanager
def corrected(connection: duckdb.DuckDBPyConnection, out: Path) -> Iterator[Counter[str]]:
    """While entered, the tables that corrections touch are seen as corrected, in a schema before the store's own.

    Fills ``correction_log`` and gives the number of corrections by status. The store's own rows stay as they were extracted.
    """
    corrections = read_corrections(out)
    connection.execute("DELETE FROM correction_log")
    if not corrections:
        yield Counter()
        return
    connection.execute(f"DROP SCHEMA IF EXISTS {_SCHEMA} CASCADE")
    connection.execute(f"CREATE SCHEMA {_SCHEMA}")
    try:
        for target in correctable():
            connection.execute(f"CREATE TABLE {_SCHEMA}.{target.name} AS SELECT * FROM {target.name}")
        log = apply_corrections(connection, corrections)
        _write_log(connection, log)
        connection.execute(f"SET search_path = '{_SCHEMA},main'")
        yield Counter(row["status"] for row in log)
    finally:
        connection.execute("SET search_path = 'main'")
        connection.execute(f"DROP SCHEMA IF EXISTS {_SCHEMA} CASCADE")


def _write_log(connection: duckdb.DuckDBPyConnection, log: list[Row]) -> None:
    import pyarrow as pa

    connection.register("told", pa.Table.from_pylist(log, schema=table("correction_log").arrow_schema))
    connection.execute("INSERT INTO correction_log BY NAME SELECT * FROM told")
    connection.unregister("told")


def apply_corrections(connection: duckdb.DuckDBPyConnection, corrections: Iterable[Correction]) -> list[Row]:
    """Apply corrections, in order, to the copies of the tables; gives the rows of ``correction_log``."""
    log = []
    for correction in corrections:
        try:
            rows = _apply(connection, correction)
            status, message = "applied", None
        except (Misfit, SchemaError) as misfit:
            rows, status, message = 0, getattr(misfit, "status", "invalid"), str(misfit)
        told: Row = {_LOGGED.get(c, c): getattr(correction, c) or None for c in COLUMNS} | {"date": _day(correction.date)}
        log.append({"number": correction.number, **told, "status": status, "rows": rows, "message": message})
    return log


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None


def _apply(connection: duckdb.DuckDBPyConnection, correction: Correction) -> int:
    """Apply one correction; the number of rows it changed."""
    known = {t.name: t for t in correctable()}
    if correction.table not in known:
        raise Misfit("invalid", f"there is no table {correction.table!r} to correct; name one of {', '.join(known)}")
    if not (correction.author and correction.reason and _day(correction.date)):
        raise Misfit("invalid", "give an author, a date (YYYY-MM-DD) and a reason")
    target = known[correction.table]
    place = f"{_SCHEMA}.{target.name}"
    if not _rows(connection, f"SELECT 1 FROM {_SCHEMA}.documents WHERE document_id = ?", [correction.document_id]):
        raise Misfit("no_such_document", f"no document {correction.document_id!r} is here (a changed file is another document)")
    if correction.action == "add":
        return _add(connection, target, correction)
    condition, bound = _condition(target, correction)
    found = _rows(connection, f"SELECT count(*) FROM {place} WHERE {condition}", bound)[0][0]
    if not found:
        raise Misfit(
            "no_such_row", f"no row of {target.name} matches {correction.match}; see what the document has now with `kommunbeslut show`"
        )
    if correction.action == "remove":
        if not target.evidence:
            raise Misfit("invalid", "a document cannot be removed by a correction; take it out of the input and run with --prune")
        if target.name == "cases":
            _check_unnamed(connection, condition, bound)
        connection.execute(f"DELETE FROM {place} WHERE {condition}", bound)
    elif correction.action == "set":
        _set(connection, target, correction, condition, bound)
    else:
        raise Misfit("invalid", f"{correction.action!r} is no action; write set, remove or add")
    return int(found)


def _condition(target: Table, correction: Correction) -> tuple[str, list[Any]]:
    match = _typed(target, _pairs(correction.match, "match"))
    if target.evidence and not match:
        raise Misfit("invalid", "match names no column; say which rows are meant (counterpart=Wuxi; outcome=renewed)")
    return " AND ".join(["document_id = ?", *(f"{c} IS NOT DISTINCT FROM ?" for c in match)]), [correction.document_id, *match.values()]


def _set(connection: duckdb.DuckDBPyConnection, target: Table, correction: Correction, condition: str, bound: list[Any]) -> None:
    values = _typed(target, _pairs(correction.values, "values"))
    if fixed := sorted(values.keys() & (_FIXED | _OF_CONTENT.get(target.name, frozenset()))):
        raise Misfit("invalid", f"{fixed[0]} cannot be set; give a quote where the evidence is another")
    if not values:
        raise Misfit("invalid", "values names no column to set")
    _check(target, values)
    _check_places(connection, target, correction.document_id, values)
    if target.evidence:
        values |= _BY_HAND
        if "quote" in values:
            values |= _evidence(connection, correction.document_id, values["quote"])
    else:
        before = _rows(connection, f"SELECT corrected FROM {_SCHEMA}.documents WHERE {condition}", bound)[0][0] or []
        values["corrected"] = sorted({*before, *values})
    setters = ", ".join(f"{c} = ?" for c in values)
    connection.execute(f"UPDATE {_SCHEMA}.{target.name} SET {setters} WHERE {condition}", [*values.values(), *bound])


def _add(connection: duckdb.DuckDBPyConnection, target: Table, correction: Correction) -> int:
    if not target.evidence:
        raise Misfit("invalid", "a document cannot be added by a correction; put the file into the input")
    values = _typed(target, _pairs(correction.values, "values"))
    if not values.get("quote"):
        raise Misfit("invalid", "an added value needs a quote: the document's own words that it rests on")
    row = values | _evidence(connection, correction.document_id, values["quote"])
    row |= {"document_id": correction.document_id, **_BY_HAND}
    if "case_id" in target.column_names and target.name != "cases" and not row.get("case_id"):
        row["case_id"] = _case_at(connection, correction.document_id, row["char_start"])
    for column in ("municipality_code", "municipality"):
        if column in target.column_names and column not in values:
            row[column] = _rows(connection, f"SELECT {column} FROM {_SCHEMA}.documents WHERE document_id = ?", [correction.document_id])[0][
                0
            ]
    if "ordinal" in target.column_names and row.get("ordinal") is None:
        top = _rows(connection, f"SELECT max(ordinal) FROM {_SCHEMA}.{target.name} WHERE document_id = ?", [correction.document_id])
        row["ordinal"] = (top[0][0] or 0) + 1
    if target.column_names.count("raw"):
        row.setdefault("raw", row["quote"])
    _check(target, row, whole=True)
    _check_places(connection, target, correction.document_id, row)
    names = ", ".join(row)
    connection.execute(f"INSERT INTO {_SCHEMA}.{target.name} ({names}) VALUES ({', '.join('?' * len(row))})", list(row.values()))
    return 1


def _check(target: Table, values: Row, whole: bool = False) -> None:
    """Raise :class:`Misfit` where a value breaks the schema."""
    if whole:
        check_row(target, values)
        return
    columns = {c.name: c for c in target.columns}
    for name, value in values.items():
        if value is None and columns[name].required:
            raise Misfit("invalid", f"{target.name}.{name} needs a value")
    check_row(Table(target.name, "", tuple(columns[n] for n in values), ()), values)


def _check_places(connection: duckdb.DuckDBPyConnection, target: Table, document_id: str, values: Row) -> None:
    """Raise :class:`Misfit` where a value names a matter or a paper that the document does not have."""
    column, owner = ("part", "parts") if target.name == "cases" else ("case_id", f"{_SCHEMA}.cases")
    value = values.get(column)
    if value is not None and not _rows(connection, f"SELECT 1 FROM {owner} WHERE document_id = ? AND {column} = ?", [document_id, value]):
        raise Misfit("invalid", f"the document has no {column} {value!r}; see `kommunbeslut show` for those that it has")
    if target.name != "cases":
        return
    new = values.get("case_id")
    if new and (not new.startswith(f"{document_id}-") or _rows(connection, f"SELECT 1 FROM {_SCHEMA}.cases WHERE case_id = ?", [new])):
        raise Misfit("invalid", f"a new matter needs a case_id of its own that begins with {document_id}-")
    if values.keys() & {"text_start", "text_end"}:
        (length,) = _rows(connection, "SELECT characters FROM documents WHERE document_id = ?", [document_id])[0]
        if not 0 <= values.get("text_start", 0) <= values.get("text_end", length) <= length:
            raise Misfit("invalid", f"text_start and text_end lie within the document's {length} characters, in this order")


def _check_unnamed(connection: duckdb.DuckDBPyConnection, condition: str, bound: list[Any]) -> None:
    """Raise :class:`Misfit` where rows of other tables belong to a matter that is to be removed."""
    matters = f"SELECT case_id FROM {_SCHEMA}.cases WHERE {condition}"
    for other in correctable():
        if other.name in ("cases", "documents"):
            continue
        if _rows(connection, f"SELECT 1 FROM {_SCHEMA}.{other.name} WHERE case_id IN ({matters}) LIMIT 1", bound):
            raise Misfit("invalid", f"rows of {other.name} belong to the matter; remove them first, or set their case_id")


def _pairs(text: str, what: str) -> dict[str, Any]:
    """``{"a": 1}`` or ``a=1; b=2`` as a dictionary."""
    if not text:
        return {}
    if text.startswith("{"):
        try:
            pairs = json.loads(text)
        except ValueError as error:
            raise Misfit("invalid", f"{what} is no JSON object ({error})") from error
        return dict(pairs)
    parts = [p for p in re.split(r"\s*;\s*", text) if p]
    if wrong := [p for p in parts if "=" not in p]:
        raise Misfit("invalid", f"{what} holds {wrong[0]!r}; write column=value, parted by semicolons")
    return {k.strip(): v.strip() for k, _, v in (p.partition("=") for p in parts)}


def _typed(target: Table, pairs: dict[str, Any]) -> dict[str, Any]:
    """The values in their columns' types; raises :class:`Misfit` for an unknown column or an unfit value."""
    columns = {c.name: c for c in target.columns}
    for name in pairs:
        if name not in columns:
            raise Misfit("invalid", f"{target.name} has no column {name!r}")
    return {name: _value(columns[name], value) for name, value in pairs.items()}


def _value(column: Column, value: Any) -> Any:
    if value in ("", None):
        return [] if column.type == "list" and value == "" else None
    try:
        if column.type == "list":
            return list(value) if isinstance(value, list) else [v.strip() for v in str(value).split("|")]
        if column.type == "integer":
            return int(value)
        if column.type == "number":
            return float(value)
        if column.type == "boolean":
            return str(value).lower() in ("true", "1", "yes")
        return dt.date.fromisoformat(str(value)) if column.type == "date" else str(value)
    except ValueError as error:
        raise Misfit("invalid", f"{column.name}: {value!r} is no {column.type} (write dates as YYYY-MM-DD)") from error


def _evidence(connection: duckdb.DuckDBPyConnection, document_id: str, quote: str) -> Row:
    """Where ``quote`` stands: the first place in the document, line breaks and runs of space read as one."""
    pages = _rows(connection, "SELECT page, text, char_start FROM pages WHERE document_id = ? ORDER BY page", [document_id])
    text = "".join(p[1] for p in pages)
    found = re.search(r"\s+".join(map(re.escape, quote.split())), text)
    if not found:
        raise Misfit("no_such_quote", f"the document does not hold the quote {quote[:60]!r}")
    page = max((p for p in pages if p[2] <= found.start()), key=lambda p: p[2])
    return {"quote": found.group(), "page": page[0], "char_start": found.start(), "char_end": found.end()}


def _case_at(connection: duckdb.DuckDBPyConnection, document_id: str, at: int) -> str | None:
    rows = _rows(
        connection,
        f"SELECT case_id FROM {_SCHEMA}.cases WHERE document_id = ? ORDER BY (text_start <= ? AND ? < text_end) DESC, ordinal",
        [document_id, at, at],
    )
    return str(rows[0][0]) if rows else None


def _rows(connection: duckdb.DuckDBPyConnection, query: str, bound: list[Any]) -> list[tuple[Any, ...]]:
    return connection.execute(query, bound).fetchall()
