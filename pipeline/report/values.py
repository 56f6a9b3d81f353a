"""How an extracted value is told: its headline, the facts beside it, and the quote it rests on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup, escape

from pipeline.published import Row
from pipeline.report.links import document_link
from pipeline.report.markup import Span
from pipeline.report.source import VALUE_TABLES, Bundle
from pipeline.report.texts import Texts
from pipeline.schema import EVIDENCE, Column, Table

_QUOTE_CHARACTERS: Final = 160
_HIDDEN: Final = frozenset({"document_id", "case_id", "text_start", "text_end", "part", "ordinal"} | {c.name for c in EVIDENCE})

# What heads a value; its other columns stand below. Tables come in this order, others after them.
_HEADS: Final[dict[str, tuple[str, ...]]] = {
    "outcomes": ("outcome", "counterpart"),
    "agreements": ("kind", "counterpart"),
    "decisions": ("action",),
    "focus_areas": ("area", "counterpart"),
    "cases": ("section_number", "title"),
    "case_numbers": ("case_number",),
    "case_references": ("section_number", "meeting_date"),
    "case_links": ("kind",),
    "parties": ("name",),
    "dates": ("raw",),
}
# Told in the headline or in the quote already, or of use to a program only.
_LEFT_OUT: Final[dict[str, frozenset[str]]] = {
    "outcomes": frozenset({"municipality_code", "effective_from_precision", "effective_to_precision"}),
    "agreements": frozenset({"municipality_code", "agreement_id", "signed_on_precision", "valid_from_precision", "valid_to_precision"}),
    "decisions": frozenset({"text"}),
    "case_numbers": frozenset({"registry", "year", "serial"}),
    "case_links": frozenset({"linked_case_id"}),
    "cases": frozenset({"matter_id"}),
}
# Columns that tell how exactly a date is known.
_PRECISE: Final = "_precision"


@dataclass(frozen=True, slots=True)
class Fact:
    """A column's name (key of the texts) and what it holds, as HTML."""

    key: str
    shown: Markup


@dataclass(frozen=True, slots=True)
class Value:
    """A row as it is shown; ``number`` is unique in the document."""

    number: int
    table: str
    row: Row
    head: Markup
    facts: list[Fact]
    quote: str
    section: str | None
    is_first_at_place: bool

    @property
    def anchor(self) -> str:
        """Where links lead: the same for all values of one quote."""
        return f"q{self.row['char_start']}-{self.row['char_end']}"

    @property
    def span(self) -> Span:
        return Span(self.row["char_start"], self.row["char_end"], self.number, self.table)


def ordered_tables() -> list[Table]:
    """The tables of values in the order in which they are shown."""
    names = list(_HEADS)
    return sorted(VALUE_TABLES, key=lambda t: names.index(t.name) if t.name in names else len(names))


def values_of(bundle: Bundle, texts: Texts) -> list[Value]:
    """All values of a document, numbered; by table, and within it in the order of the text."""
    sections = {c["case_id"]: c["section_number"] for c in bundle.values.get("cases", ())}
    seen: set[tuple[int, int]] = set()
    values: list[Value] = []
    for table_ in ordered_tables():
        for row in sorted(bundle.values.get(table_.name, ()), key=lambda r: (r["char_start"], r["char_end"])):
            place = row["char_start"], row["char_end"]
            section = sections.get(row.get("case_id")) if table_.name != "cases" else None
            values.append(
                Value(
                    len(values) + 1,
                    table_.name,
                    row,
                    _head(table_, row, texts),
                    _facts(table_, row, texts),
                    shortened(row["quote"]),
                    section,
                    place not in seen,
                )
            )
            seen.add(place)
    return values


def shortened(quote: str, length: int = _QUOTE_CHARACTERS) -> str:
    """A quote on one line, cut at a length."""
    text = " ".join(quote.split())
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _head(table_: Table, row: Row, texts: Texts) -> Markup:
    names = _HEADS.get(table_.name) or tuple(c.name for c in table_.columns if c.name not in _HIDDEN)[:1]
    columns = {c.name: c for c in table_.columns}
    parts = [_shown(table_, columns[n], row[n], texts, row) for n in names if n in columns and row[n] not in (None, [], "")]
    if table_.name in ("cases", "case_references") and row.get("section_number"):
        parts[0] = escape(f"§ {row['section_number']}")
    return Markup(" · ").join(parts) if parts else texts.span(f"table.{table_.name}.one")


def _facts(table_: Table, row: Row, texts: Texts) -> list[Fact]:
    left_out = _HIDDEN | _LEFT_OUT.get(table_.name, frozenset()) | set(_HEADS.get(table_.name, ()))
    facts = []
    for column in table_.columns:
        value = row[column.name]
        if column.name in left_out or value in (None, [], ""):
            continue
        if column.name == "raw" and value == row["quote"]:
            continue
        facts.append(Fact(f"column.{column.name}", _shown(table_, column, value, texts, row)))
    return facts


def _shown(table_: Table, column: Column, value: Any, texts: Texts, row: Row) -> Markup:
    """A column's value: codes and countries in words, dates as exact as they are told."""
    if isinstance(value, list):
        return Markup(", ").join(_shown(table_, column, v, texts, row) for v in value)
    if column.codes and value in column.codes:
        return texts.code(table_.name, column.name, value)
    if column.name in ("counterpart_country", "country_code"):
        return texts.country(value)
    if column.name == "linked_document_id":
        return document_link(value, value, depth=2)
    if isinstance(value, dt.date):
        return escape(told_date(value, row.get(column.name + _PRECISE) or "day"))
    return escape(f"{value:g}" if isinstance(value, float) else str(value))


def told_date(day: dt.date, precision: str = "day") -> str:
    """A date in ISO form, as exact as it is told: ``2019``, ``2019-05``, ``2019-05-06``."""
    return day.isoformat()[: {"year": 4, "month": 7}.get(precision, 10)]
