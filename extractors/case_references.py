"""References to a § of another meeting: ``KS 2019-03-04 § 45``, ``kommunfullmäktige den 14 mars 2016, § 27``, ``§ 27/2016``.

They are what an archivist follows from a decision back to the motion that began it. A § without a day or year is left out: it may be any.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Any, Final

from spacy.language import Language
from spacy.tokens import Doc

from extractors.bodies import canonical_body, heading_regex
from extractors.core import Case, Fact, Structure, facts_of, text_of

# § 45, §45, §§ 45-47, § 12 A; the year after a slash or a blank (§ 45/2019, § 45 2019)
_SECTION = re.compile(r"§{1,2}\s?(?P<number>\d{1,4}(?:\s?[A-Z](?!\w))?)(?:\s?/\s?(?P<year>(?:19|20)\d\d|\d\d)(?![\d-]))?")
# What may stand between the day and the §: "den 4 mars 2019, § 45", "2019-03-04 (§ 45)"
_BETWEEN = re.compile(r"[^\S\n]?[\s,;(–-][^\S\n(]?[(]?(?:(?:under|i|genom)\s)?$")
_REACH: Final = 40
_BODY_REACH: Final = 70


def _date_beside(text: str, match: re.Match[str], dates: list[Fact], starts: list[int], ends: list[int]) -> Fact | None:
    """The date that stands right before or right after a §."""
    at = bisect_right(ends, match.start()) - 1
    if at >= 0 and match.start() - ends[at] <= _REACH and _BETWEEN.fullmatch(text[ends[at] : match.start()]):
        return dates[at]
    at = bisect_left(starts, match.end())
    if at < len(starts) and starts[at] - match.end() <= _REACH and re.fullmatch(r"[\s,;(]{0,3}(?:den\s)?", text[match.end() : starts[at]]):
        return dates[at]
    return None


def _body_before(text: str, start: int) -> str | None:
    """The body named last before a reference, in the same sentence."""
    before = text[max(0, start - _BODY_REACH) : start]
    before = re.split(r"[.;:!?]\s|\n\s*\n", before)[-1]
    found = [m.group() for m in heading_regex().finditer(before)]
    return canonical_body(found[-1]) if found else None


def _is_own_heading(structure: Structure, case: Case | None, match: re.Match[str]) -> bool:
    """Whether the § opens the case that it stands in."""
    if case is None or case.section_number is None:
        return False
    at = structure.block_at(case.start)
    opening = structure.blocks[at].end if at is not None else case.heading[1]
    same = " ".join(match["number"].split()) == " ".join(case.section_number.split())
    return same and match.start() < max(opening, case.heading[1])


@Language.component("case_references")
def case_references(doc: Doc) -> Doc:
    """Adds a ``case_references`` fact for each § of another meeting that is named with its day or year."""
    structure: Structure = doc._.structure
    text = text_of(doc)
    if "§" not in text:
        return doc
    dates = sorted((f for f in facts_of(doc, "dates") if f.values["precision"] == "day"), key=lambda f: f.start)
    starts, ends = [f.start for f in dates], [f.end for f in dates]
    for match in _SECTION.finditer(text):
        case = structure.case_at(match.start())
        if _is_own_heading(structure, case, match):
            continue
        beside = _date_beside(text, match, dates, starts, ends)
        if beside is None and not match["year"]:
            continue
        start, end = min(match.start(), beside.start if beside else match.start()), max(match.end(), beside.end if beside else match.end())
        values: dict[str, Any] = {
            "raw": text[start:end],
            "section_number": " ".join(match["number"].split()),
            "meeting_date": beside.values["date_start"] if beside else None,
            "year": beside.values["date_start"].year if beside else _full_year(match["year"]),
            "body": _body_before(text, start),
        }
        doc._.facts.append(Fact("case_references", start, end, "case_references", 0.9, values, case.ordinal if case else None))
    return doc


def _full_year(year: str) -> int:
    return int(year) if len(year) == 4 else int(year) + (1900 if int(year) > 60 else 2000)
