"""The queue of rows to judge: an index over the published tables, kept in memory and asked by SQL a page at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline.corrections import EXTRACTOR
from pipeline.database import connect
from pipeline.review.journal import Row
from pipeline.review.judgements import Judgements, RowReview
from pipeline.review.rows import TABLES, corrected_key_sql, heads, key_sql
from pipeline.schema import Table

if TYPE_CHECKING:
    import duckdb

ORDERS: Final = {"doubt": "doubt_place", "random": "random_place", "document": "document_place"}
# What a row must be to the reviewer: not yet judged by him; by nobody; by another only; disputed; judged by him; any.
STATES: Final = {
    "todo": "m.mine IS NULL",
    "open": "m.mine IS NULL AND coalesce(m.others, 0) = 0",
    "second": "m.mine IS NULL AND m.others > 0",
    "disputed": "m.mine IS NOT NULL AND m.disputed",
    "done": "m.mine IS NOT NULL",
    "all": "true",
}
# Warnings of a document, and the rows that they call into question.
_DOUBTED: Final = {
    "agreements": "agreement_id IN (SELECT agreement_id FROM agreement_conflicts) "
    "OR list_has_any(codes, ['past_end', 'conflicting_years'])",
    "case_numbers": "role = 'own' AND list_contains(codes, 'conflicting_numbers')",
    "dates": "role IN ('meeting', 'document') AND list_contains(codes, 'conflicting_dates')",
    "documents": "list_has_any(codes, ['unknown_type', 'no_municipality', 'conflicting_dates'])",
}
_ITEM_COLUMNS: Final = "key, table_name, document_id, municipality, confidence, doubted, head, detail, char_start"
_DETAIL_CHARACTERS: Final = 120


@dataclass(frozen=True, slots=True)
class Filters:
    """Which rows are asked for; empty texts ask for all. ``document`` is a part of an identifier, path or title."""

    table: str = ""
    municipality: str = ""
    document: str = ""
    state: str = "todo"
    order: str = "doubt"


class Index:
    """The rows of the published tables with what the reviewer thinks of them. Not for several threads at once."""

    def __init__(self, out: Path, reviewer: str, judgements: Judgements) -> None:
        self.connection: duckdb.DuckDBPyConnection = connect(out)
        self._reviewer = reviewer
        self._make_items(judgements)
        self.connection.execute("CREATE TABLE marks (key VARCHAR, mine VARCHAR, others INTEGER, disputed BOOLEAN)")
        self.mark(judgements.rows.values())

    def close(self) -> None:
        """Let go of the tables."""
        self.connection.close()

    def rows(self, sql: str, bound: Iterable[Any] = ()) -> list[Row]:
        """The rows of a query as dictionaries."""
        found = self.connection.execute(sql, list(bound))
        names = [d[0] for d in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def _make_items(self, judgements: Judgements) -> None:
        run = self.connection.execute
        run(
            "CREATE TABLE document_codes AS SELECT document_id, municipality, "
            "list_transform(coalesce(warnings, []), lambda w: split_part(w, ':', 1)) AS codes FROM documents"
        )
        together = " UNION ALL ".join(_items_sql(t) for t in TABLES.values())
        run(f"CREATE TABLE found AS {together}")
        run("DELETE FROM found WHERE corrected_key IN (SELECT unnest(?::VARCHAR[]))", [list(judgements.made)])
        self._insert_judged(judgements)
        run(
            f"""CREATE TABLE items AS SELECT {_ITEM_COLUMNS},
            row_number() OVER (ORDER BY doubted DESC, confidence ASC NULLS LAST, document_id, char_start, key) AS doubt_place,
            row_number() OVER (ORDER BY md5(key), key) AS random_place,
            row_number() OVER (ORDER BY document_id, char_start NULLS FIRST, key) AS document_place
            FROM (SELECT key, {", ".join(f"any_value({c}) AS {c}" for c in _ITEM_COLUMNS.split(", ")[1:])} FROM found GROUP BY key)"""
        )
        run("DROP TABLE found")

    def _insert_judged(self, judgements: Judgements) -> None:
        """Judged rows that are not published as they were judged (corrected since, rejected, not yet added, no longer found) are
        known from the journal; so a second reviewer is shown what the first was."""
        keys = list(judgements.rows)
        known = {r["key"] for r in self.rows("SELECT key FROM found WHERE key IN (SELECT unnest(?::VARCHAR[]))", [keys])}
        self._insert(
            "found", [self._item_of(r) | {"corrected_key": None} for r in judgements.rows.values() if r.row not in known and r.is_live]
        )

    def _insert(self, name: str, rows: list[Row]) -> None:
        import pyarrow as pa

        if not rows:
            return
        self.connection.register("fresh", pa.Table.from_pylist(rows))
        self.connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM fresh")
        self.connection.unregister("fresh")

    def _item_of(self, review: RowReview) -> Row:
        """What the index holds of a row that is known from the journal alone."""
        head, detail = heads(TABLES[review.table])
        row = review.before
        found = self.rows("SELECT municipality FROM document_codes WHERE document_id = ?", [review.document_id])
        return {
            "key": review.row,
            "table_name": review.table,
            "document_id": review.document_id,
            "municipality": found[0]["municipality"] if found else None,
            "confidence": row.get("confidence"),
            "doubted": False,
            "head": row.get(head),
            "detail": str(row.get(detail) or "")[:_DETAIL_CHARACTERS] or None,
            "char_start": row.get("char_start"),
        }

    def mark(self, reviews: Iterable[RowReview]) -> None:
        """Note what the reviews have come to; a row added since stands last."""
        changed = list(reviews)
        keys = [r.row for r in changed]
        self.connection.execute("DELETE FROM marks WHERE key IN (SELECT unnest(?::VARCHAR[]))", [keys])
        marks = []
        for review in changed:
            standing = review.standing()
            mine = standing.get(self._reviewer)
            others = len(standing) - (mine is not None)
            marks.append({"key": review.row, "mine": mine.verdict if mine else None, "others": others, "disputed": review.disputed})
        self._insert("marks", marks)
        for review in (r for r in changed if r.added is not None):
            self._show_added(review)

    def _show_added(self, review: RowReview) -> None:
        known = bool(self.rows("SELECT 1 FROM items WHERE key = ?", [review.row]))
        if not review.is_live and known:
            self.connection.execute("DELETE FROM items WHERE key = ?", [review.row])
        elif review.is_live and not known:
            last = self.rows("SELECT coalesce(max(doubt_place), 0) + 1 AS place FROM items")[0]["place"]
            self._insert("items", [self._item_of(review) | dict.fromkeys(ORDERS.values(), last)])

    def page(self, filters: Filters, after: tuple[int, int] | None, limit: int) -> list[Row]:
        """The next rows of the queue, those disputed first; ``after`` is the place (``rank``, ``place``) of the last one known."""
        condition, bound = self._condition(filters)
        place = ORDERS[filters.order]
        if after is not None:
            condition += f" AND (rank, {place}) > (?, ?)"
            bound += after
        return self.rows(
            f"""SELECT {", ".join("i." + c for c in _ITEM_COLUMNS.split(", "))}, m.mine,
            coalesce(m.mine IS NOT NULL AND m.disputed, false) AS disputed,
            CASE WHEN m.mine IS NOT NULL AND m.disputed THEN 0 ELSE 1 END AS rank, i.{place} AS place
            FROM items AS i LEFT JOIN marks AS m USING (key) WHERE {condition} ORDER BY rank, place LIMIT ?""",
            [*bound, limit],
        )

    def counts(self, filters: Filters) -> Row:
        """How many rows the filters let through whatever their state (``all``), are judged by the reviewer (``done``), disputed
        (``disputed``), and how many are in the state asked for (``shown``)."""
        condition, bound = self._condition(Filters(filters.table, filters.municipality, filters.document, "all"))
        return self.rows(
            f"""SELECT count(*) AS "all", count(m.mine) AS done, count(*) FILTER ({STATES["disputed"]}) AS disputed,
            count(*) FILTER ({STATES[filters.state]}) AS shown FROM items AS i LEFT JOIN marks AS m USING (key) WHERE {condition}""",
            bound,
        )[0]

    def _condition(self, filters: Filters) -> tuple[str, list[Any]]:
        parts, bound = [f"({STATES[filters.state]})"], list[Any]()
        if filters.table:
            parts.append("i.table_name = ?")
            bound.append(filters.table)
        if filters.municipality:
            parts.append("i.municipality = ?")
            bound.append(filters.municipality)
        if filters.document:
            parts.append(
                "i.document_id IN (SELECT document_id FROM documents "
                "WHERE contains(lower(concat_ws(' ', document_id, source_path, title)), lower(?)))"
            )
            bound.append(filters.document)
        return " AND ".join(parts), bound

    def place_of(self, key: str) -> tuple[str, str] | None:
        """The table and document of a row that is in the queue."""
        found = self.rows("SELECT table_name, document_id FROM items WHERE key = ?", [key])
        return (found[0]["table_name"], found[0]["document_id"]) if found else None

    def published(self, key: str) -> Row | None:
        """A row as it is published; None where there is none of this key."""
        place = self.place_of(key)
        if place is None:
            return None
        table = TABLES[place[0]]
        found = self.rows(f"SELECT * FROM {table.name} WHERE document_id = ? AND {key_sql(table)} = ? LIMIT 1", [place[1], key])
        return found[0] if found else None

    def document(self, document_id: str) -> Row | None:
        """The document's row."""
        found = self.rows("SELECT * FROM documents WHERE document_id = ?", [document_id])
        return found[0] if found else None

    def municipalities(self) -> list[str]:
        """The municipalities and regions whose papers are here."""
        found = self.rows("SELECT DISTINCT municipality FROM documents WHERE municipality IS NOT NULL ORDER BY municipality")
        return [r["municipality"] for r in found]


def _items_sql(table: Table) -> str:
    """What the index holds of a table's rows."""
    head, detail = heads(table)
    evidence = table.evidence
    return f"""SELECT {key_sql(table)} AS key, '{table.name}' AS table_name, document_id, paper_municipality AS municipality,
        {"confidence" if evidence else "NULL::DOUBLE"} AS confidence, coalesce({_DOUBTED.get(table.name, "false")}, false) AS doubted,
        {head} AS head, left({detail}, {_DETAIL_CHARACTERS}) AS detail, {"char_start" if evidence else "NULL::BIGINT"} AS char_start,
        {f"CASE WHEN extractor = '{EXTRACTOR}' THEN {corrected_key_sql(table)} END" if evidence else "NULL::VARCHAR"} AS corrected_key
        FROM (SELECT t.*, d.codes, d.municipality AS paper_municipality
            FROM {table.name} AS t JOIN document_codes AS d USING (document_id))"""
