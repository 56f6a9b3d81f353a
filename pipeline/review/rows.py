"""The rows that can be judged: which columns they are judged on, and the keys by which they are found again."""

from __future__ import annotations

from typing import Final

from pipeline.corrections import correctable
from pipeline.review.journal import Row
from pipeline.schema import Column, Table

TABLES: Final[dict[str, Table]] = {t.name: t for t in correctable()}

# Made by the program about the row, by linking, or told by other columns: no part of what a row says.
_ABOUT: Final = frozenset({"extractor", "confidence", "uncertain", "strength", "agreement_id", "matter_id"})
_UNMATCHED: Final = _ABOUT | {"document_id", "quote", "page", "text"}
_PLACE: Final = frozenset({"case_id", "part", "ordinal", "char_start", "char_end", "text_start", "text_end"})
_PAPER: Final = ("municipality_code", "municipality")
_DOCUMENT_FIELDS: Final = (
    "municipality",
    "municipality_code",
    "document_type",
    "body",
    "document_date",
    "meeting_date",
    "title",
    "language",
)
_HEADS: Final[dict[str, tuple[str, ...]]] = {
    "documents": ("document_type", "title"),
    "outcomes": ("outcome", "counterpart"),
    "agreements": ("kind", "counterpart"),
    "focus_areas": ("area", "counterpart"),
    "decisions": ("action", "text"),
    "cases": ("section_number", "title"),
    "case_numbers": ("case_number", "role"),
    "case_references": ("raw", "body"),
    "parties": ("role", "name"),
    "dates": ("role", "raw"),
}


def fields(table: Table) -> list[Column]:
    """The columns of a row that a reviewer judges and can correct: those that tell it apart first, whose paper it is and its quote last."""
    if not table.evidence:
        return [c for c in table.columns if c.name in _DOCUMENT_FIELDS]
    found = [c for c in table.columns if c.name == "quote" or c.name not in _UNMATCHED - {"text"} | _PLACE]
    first = _HEADS.get(table.name, ())
    places = {name: place - len(first) for place, name in enumerate(first)}
    return sorted(found, key=lambda c: (places.get(c.name, 0), c.name in _PAPER, c.name == "quote"))


def heads(table: Table) -> tuple[str, str]:
    """The two columns that tell rows of a table apart in a list."""
    first, second = _HEADS.get(table.name) or (fields(table)[0].name, fields(table)[1].name)
    return first, second


def match_of(table: str, row: Row) -> Row:
    """What a correction says to mean just this row; nothing for a document, which its ``document_id`` means."""
    found = TABLES[table]
    return {c.name: row.get(c.name) for c in found.columns if c.name not in _UNMATCHED} if found.evidence else {}


def key_sql(table: Table) -> str:
    """An SQL expression for the key of a row: 16 hexadecimal digits, the same as long as the row says the same in the same place."""
    if not table.evidence:
        return _digest(table, ["document_id"])
    return _digest(table, ["document_id", *(c.name for c in table.columns if c.name not in _UNMATCHED)])


def corrected_key_sql(table: Table) -> str:
    """As :func:`key_sql`, of what a corrected row says wherever it is counted in."""
    return _digest(table, ["document_id", *(c.name for c in table.columns if c.name not in _UNMATCHED | {"case_id", "ordinal"})])


def _digest(table: Table, names: list[str]) -> str:
    told = ", ".join(f"'{n}': {n}" for n in names)
    return f"left(md5('{table.name}' || to_json({{{told}}})::VARCHAR), 16)"
