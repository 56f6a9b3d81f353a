"""Runs the whole way of a document over a text written in a test and shows its relations in few words."""

from __future__ import annotations

import textwrap
from typing import Any

from pipeline.document import Page, ReadDocument
from pipeline.process import understand

Row = dict[str, Any]


def rows_of(text: str, source: str = "text") -> dict[str, list[Row]]:
    """The rows of a document by table; a form feed parts the pages. Each quote is the document's own text."""
    pages = textwrap.dedent(text).lstrip("\n").split("\f")
    read = [Page(i + 1, page if page.endswith("\n") else page + "\n", source) for i, page in enumerate(pages)]
    rows = understand(ReadDocument("text/plain", read), "prov.txt", "ab" * 32, len(text))
    raw = "".join(page.text for page in read)
    for table in ("parties", "dates", "agreements", "focus_areas", "outcomes", "case_numbers"):
        for row in rows.get(table, []):
            assert row["quote"] == raw[row["char_start"] : row["char_end"]] != ""
    return rows


def counterparts(rows: dict[str, list[Row]]) -> set[tuple[str, str]]:
    """(name, country) of each counterpart."""
    return {(r["name"], r["country_code"]) for r in rows.get("parties", []) if r["role"] == "counterpart"}


def places_mentioned(rows: dict[str, list[Row]]) -> set[str]:
    """The foreign places that are merely named."""
    return {r["name"] for r in rows.get("parties", []) if r["role"] == "mentioned" and r["kind"] == "foreign_place"}


def fates(rows: dict[str, list[Row]]) -> set[tuple[str, str, str]]:
    """(counterpart, outcome, stage) of each outcome."""
    return {(r["counterpart"], r["outcome"], r["stage"]) for r in rows.get("outcomes", [])}


def reasons(rows: dict[str, list[Row]], counterpart: str) -> set[str]:
    """The reasons of the one outcome with a counterpart."""
    (row,) = (r for r in rows["outcomes"] if r["counterpart"] == counterpart)
    return set(row["reasons"])


def effective(rows: dict[str, list[Row]], counterpart: str) -> tuple[str | None, str | None]:
    """(first day, last day) of the one outcome with a counterpart."""
    (row,) = (r for r in rows["outcomes"] if r["counterpart"] == counterpart)
    return tuple(str(row[c]) if row[c] else None for c in ("effective_from", "effective_to"))  # type: ignore[return-value]


def agreements(rows: dict[str, list[Row]]) -> set[tuple[str, str, int | None, int | None, str]]:
    """(counterpart, kind, first year, last year, status) of each agreement."""
    return {(r["counterpart"], r["kind"], r["start_year"], r["end_year"], r["status"]) for r in rows.get("agreements", [])}


def terms(rows: dict[str, list[Row]]) -> dict[int | None, float | None]:
    """The length in years of each agreement by its first year."""
    return {r["start_year"]: r["term_years"] for r in rows.get("agreements", [])}


def areas(rows: dict[str, list[Row]], status: str | None = None) -> set[tuple[str, str]]:
    """(counterpart, area) of each area of cooperation, of one status or of all."""
    return {(r["counterpart"], r["area"]) for r in rows.get("focus_areas", []) if status in (None, r["status"])}


def focus(rows: dict[str, list[Row]]) -> set[tuple[str, str, str]]:
    """(counterpart, area, status) of each area of cooperation."""
    return {(r["counterpart"], r["area"], r["status"]) for r in rows.get("focus_areas", [])}


def date_roles(rows: dict[str, list[Row]]) -> dict[str, str]:
    """The role of each date by the words that tell it."""
    return {r["raw"]: r["role"] for r in rows.get("dates", [])}


def report(text: str, title: str = "Kommunens samarbete", date: str = "2019-03-14") -> dict[str, list[Row]]:
    """The rows of an official's report of Västervik that says ``text``."""
    head = f"Västerviks kommun\nTJÄNSTESKRIVELSE\nDatum {date}\nHandläggare: Bo Ek\n\n{title}\nDnr KS 2019/45\n\n"
    return rows_of(head + textwrap.dedent(text).strip("\n") + "\n")


def minutes(text: str, title: str, body: str = "Kommunfullmäktige", date: str = "2019-03-14") -> dict[str, list[Row]]:
    """The rows of an extract of the minutes of a body of Västervik, whose one § says ``text``."""
    head = f"Västerviks kommun\n{body}\nPROTOKOLLSUTDRAG\nSammanträdesdatum {date}\n\n§ 21\n{title}\nDnr KS 2019/45\n\n"
    return rows_of(head + textwrap.dedent(text).strip("\n") + "\n")
