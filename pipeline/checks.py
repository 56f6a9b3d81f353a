"""What a reader should check before relying on a document's rows: the column ``warnings`` of ``documents``.

A warning is a code of ``extractors.codes.WARNINGS``, a colon, and a sentence that says what to look at.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.confidence import POOR_OCR, UNCERTAIN
from pipeline.document import Page

Row = dict[str, Any]
_NAMED = 5
_MINUTES = ("minutes", "minutes_extract")
# Relations that begin once; agreements are renewed and may begin many times.
_LASTING_KINDS = ("twin_town", "sister_city")


@dataclass(frozen=True, slots=True)
class _Reading:
    """A document as read and understood."""

    document: Row
    pages: list[Page]
    rows: dict[str, list[Row]]

    def of(self, table: str) -> list[Row]:
        return self.rows.get(table, [])


def warnings_of(document: Row, pages: list[Page], rows: dict[str, list[Row]], said: Iterable[str]) -> list[str]:
    """The document's warnings: what was ``said`` while it was read, then what its rows show, in the order of the codes.
    ``document`` is its row of ``documents``, ``rows`` those of the other tables."""
    reading = _Reading(document, pages, rows)
    return [*(f"reading: {text}" for text in said), *(f"{code}: {text}" for code, check in _CHECKS.items() for text in check(reading))]


def _poor_recognition(reading: _Reading) -> Iterator[str]:
    poor = [p.number for p in reading.pages if p.ocr_confidence is not None and p.ocr_confidence < POOR_OCR]
    if poor:
        yield f"the text of page {_runs(poor)} was recognised poorly; check names, numbers and dates against the image"


def _unknown_type(reading: _Reading) -> Iterator[str]:
    if reading.document["document_type"] == "other":
        yield "the type of paper was not recognised; check what it is and whether its parts were told apart"


def _no_municipality(reading: _Reading) -> Iterator[str]:
    if reading.document["municipality"] is None:
        yield "no municipality or region was found; check whose paper it is"


def _no_section(reading: _Reading) -> Iterator[str]:
    if reading.document["document_type"] in _MINUTES and not any(c["section_number"] for c in reading.of("cases")):
        yield "no § was found in the minutes; check that its matters were told apart"


def _section_gap(reading: _Reading) -> Iterator[str]:
    """§§ that are lacking between a paper's first and last; a paper that lacks more than it has is a selection."""
    for part in (p for p in reading.of("parts") if p["document_type"] == "minutes"):
        told = [c["section_number"] for c in reading.of("cases") if c["part"] == part["part"]]
        numbers = {int(n[0]) for t in told if t and (n := re.match(r"\d+", t))}
        if not numbers:
            continue
        missing = sorted(set(range(min(numbers), max(numbers) + 1)) - numbers)
        if 0 < len(missing) < len(numbers):
            yield f"between § {min(numbers)} and § {max(numbers)} no § {_runs(missing)} was found; check whether the minutes have it"


def _no_decision(reading: _Reading) -> Iterator[str]:
    if reading.document["document_type"] in _MINUTES and not reading.of("decisions"):
        yield "no decision was found in the minutes; check what was decided"


def _conflicting_numbers(reading: _Reading) -> Iterator[str]:
    by_case: dict[str | None, set[str]] = defaultdict(set)
    for row in reading.of("case_numbers"):
        if row["role"] == "own":
            by_case[row["case_id"]].add(row["case_number"])
    several = {case: numbers for case, numbers in by_case.items() if case is not None and len(numbers) > 1}
    if several:
        sections = {c["case_id"]: c["section_number"] for c in reading.of("cases")}
        told = [_of_section(sections.get(case), " and ".join(sorted(numbers))) for case, numbers in several.items()]
        yield f"one matter bears several registry numbers: {_first(told)}; check which is its own"


def _conflicting_dates(reading: _Reading) -> Iterator[str]:
    """Days told at the head of the minutes as the meeting's (a matter may speak of other meetings), or as a paper's own."""
    heads = {
        p["part"]: min((c["text_start"] for c in reading.of("cases") if c["part"] == p["part"]), default=0) for p in reading.of("parts")
    }
    for role, what in (("meeting", "meeting"), ("document", "paper")):
        days: dict[int, set[dt.date]] = defaultdict(set)
        for row in reading.of("dates"):
            part = _part_at(reading, row["char_start"])
            if row["role"] == role and row["precision"] == "day" and (role == "document" or row["char_start"] < heads.get(part, 0)):
                days[part].add(row["date_start"])
        several = [" and ".join(map(str, sorted(found))) for found in days.values() if len(found) > 1]
        if several:
            yield f"several dates are told as the {what}'s own: {_first(several)}; check which it is"


def _past_end(reading: _Reading) -> Iterator[str]:
    day = reading.document["document_date"] or reading.document["meeting_date"]
    past = [
        f"{row['counterpart']} ({row['valid_to'] or row['end_year']})"
        for row in reading.of("agreements")
        if day and row["status"] == "in_force" and _ends_before(row, day)
    ]
    if past:
        yield f"an agreement is told of as in force after its end: {_first(sorted(set(past)))}; check whether it was prolonged"


def _ends_before(row: Row, day: dt.date) -> bool:
    if row["valid_to"] is not None:
        return bool(row["valid_to"] < day)
    return row["end_year"] is not None and bool(row["end_year"] < day.year)


def _conflicting_years(reading: _Reading) -> Iterator[str]:
    years: dict[tuple[str, str], set[int]] = defaultdict(set)
    for row in reading.of("agreements"):
        if row["kind"] in _LASTING_KINDS and row["start_year"] is not None and row["end_year"] is None and row["counterpart"]:
            years[row["counterpart"], row["kind"]].add(row["start_year"])
    several = [f"{whom} ({' and '.join(map(str, sorted(found)))})" for (whom, _), found in years.items() if len(found) > 1]
    if several:
        yield f"one relation is told of with several first years: {_first(several)}; check which it is"


def _uncertain_rows(reading: _Reading) -> Iterator[str]:
    found = Counter(name for name, rows in reading.rows.items() for row in rows if row.get("uncertain"))
    if found:
        told = ", ".join(f"{name} {n}" for name, n in sorted(found.items()))
        yield f"rows are kept whose confidence is under {UNCERTAIN} ({told}); check them before use"


_CHECKS = {
    "poor_recognition": _poor_recognition,
    "unknown_type": _unknown_type,
    "no_municipality": _no_municipality,
    "no_section": _no_section,
    "section_gap": _section_gap,
    "no_decision": _no_decision,
    "conflicting_numbers": _conflicting_numbers,
    "conflicting_dates": _conflicting_dates,
    "past_end": _past_end,
    "conflicting_years": _conflicting_years,
    "uncertain_rows": _uncertain_rows,
}


def _part_at(reading: _Reading, offset: int) -> int:
    """The paper that holds the character at ``offset`` of the document."""
    return max((p["part"] for p in reading.of("parts") if p["char_start"] <= offset), default=0)


def _of_section(number: str | None, text: str) -> str:
    return f"§ {number}: {text}" if number else text


def _first(told: list[str]) -> str:
    """What is told, the first few of many."""
    return "; ".join(told[:_NAMED]) + (f"; and {len(told) - _NAMED} more" if len(told) > _NAMED else "")


def _runs(numbers: list[int]) -> str:
    """Numbers in order, runs of them joined: ``2, 4–7``."""
    runs: list[list[int]] = []
    for n in numbers:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}–{r[-1]}" for r in runs)
