"""Whose paper it is, who decides each matter, and whom the decision is sent to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from extractors.bodies import body_pattern, body_regex, canonical_body, office_pattern
from extractors.core import Block, Case, Structure, Zone
from extractors.formulas import formula
from extractors.municipalities import find_municipalities
from extractors.organisations import canonical, kind_of
from extractors.persons import Person, is_name, is_title, people_in
from extractors.roles import role_label

_OFFICIAL_FORMS: Final = ("official", "bare", "domain")
# The issuer is sought in so many characters first.
_HEAD: Final = 20000
_SPLIT = re.compile(r"\s*(?:[,;\n\t/]|\boch\b(?= [A-ZÅÄÖ])|\bsamt\b)\s*")


@dataclass(frozen=True, slots=True)
class Addressee:
    """A party that is no person or organisation in a role of its own: whose paper it is, who decides, who is told."""

    role: str
    start: int
    end: int
    name: str
    kind: str
    identifier: str | None
    rule: str
    confidence: float
    case: int | None = None


def find_issuer(text: str, structure: Structure) -> Iterator[Addressee]:
    """The municipality or region whose paper it is, at its first mention."""
    code = structure.metadata.municipality_code
    for start in (0, _HEAD) if code else ():
        mentions = [m for m in find_municipalities(text[start : start + _HEAD] if start == 0 else text[start:]) if m.code == code]
        if mentions:
            best = min(mentions, key=lambda m: (_OFFICIAL_FORMS.index(m.form), m.start))
            yield Addressee("issuer", best.start + start, best.end + start, best.name, best.kind, f"scb:{code}", "issuer", 0.9)
            return


def find_decision_makers(text: str, structure: Structure) -> Iterator[Addressee]:
    """The body that decides each matter, where a heading over the decision (or else the paper's head) names it."""
    zones: dict[int | None, list[Zone]] = {}
    for zone in structure.zones:
        zones.setdefault(zone.case, []).append(zone)
    for case in structure.cases:
        own = zones.get(case.ordinal, [])
        if case.body is None and not any(z.body for z in own):
            continue
        found = _in_headings(text, own, case) or _in_head(text, structure, case)
        if found:
            yield found


def _in_headings(text: str, zones: list[Zone], case: Case) -> Addressee | None:
    kinds = ("decision", "proposal")
    for kind in kinds:
        for zone in zones:
            if zone.kind != kind or zone.heading[1] <= zone.heading[0]:
                continue
            named = list(body_regex().finditer(text, *zone.heading))
            if named:
                last = named[-1]
                return _body("decision_heading", text, last.start(), last.end(), 0.9 if kind == "decision" else 0.8, case.ordinal)
    return None


def _in_head(text: str, structure: Structure, case: Case) -> Addressee | None:
    for match in body_regex().finditer(text, 0, min(len(text), 4000)):
        if canonical_body(match.group()) == case.body:
            return _body("head", text, match.start(), match.end(), 0.8, case.ordinal)
    return None


def _body(rule: str, text: str, start: int, end: int, confidence: float, case: int) -> Addressee:
    return Addressee("decision_maker", start, end, canonical_body(text[start:end]), "public_body", None, rule, confidence, case)


@cache
def _own() -> re.Pattern[str]:
    return re.compile(rf"(?:{body_pattern()}|{office_pattern()})", re.IGNORECASE)


def find_recipients(text: str, structure: Structure, with_party: list[Person]) -> Iterator[Addressee]:
    """The entries of the lists of those to whom a decision is sent."""
    for zone in structure.zones:
        if zone.kind != "recipients":
            continue
        heading = text[zone.heading[0] : zone.heading[1]]
        inline = re.search(r"(?:\btill\b|:)[\s:]*(?=[A-ZÅÄÖ])", heading)
        if inline:
            yield from _entries(text, zone.heading[0] + inline.end(), zone.heading[1], zone.case, with_party)
        for block in _listed(text, structure, zone):
            yield from _entries(text, block.start, min(block.end, zone.end), zone.case, with_party)


def _listed(text: str, structure: Structure, zone: Zone) -> Iterator[Block]:
    """The blocks of a list of recipients, up to the signatures or what else follows behind a wider gap."""
    spacing = 0
    for i, block in enumerate(structure.blocks_in(zone.start, zone.end)):
        spacing = block.blank_before if i == 1 else spacing
        first = text[block.start : block.cells[0].end if block.cells else block.end]
        if i > 25 or block.end - block.start > 220 or block.kind == "heading" or (i and block.blank_before > max(spacing, 1)):
            return
        if (i > 1 and block.blank_before > spacing) or role_label(first) is not None or formula("recipient", "end").match(first):
            return
        yield block


def _entries(text: str, start: int, end: int, case: int, with_party: list[Person]) -> Iterator[Addressee]:
    at, previous = start, ""
    for split in [*_SPLIT.finditer(text, start, end), None]:
        stop = split.start() if split else end
        entry = _entry(text, at, stop, case, with_party)
        # Anna Ek, kommundirektör: one addressee
        if entry and not (previous == "person" and is_title(text[at:stop])):
            yield entry
        previous = entry.kind if entry else ""
        at = split.end() if split else end


def _entry(text: str, start: int, end: int, case: int, with_party: list[Person]) -> Addressee | None:
    if intro := formula("recipient", "intro").match(text[start:end]):
        start += intro.end()
    if remark := formula("recipient", "remark").search(text[start:end]):
        end = start + remark.start()
    while end > start and text[end - 1] in " .,:;":
        end -= 1
    raw = text[start:end]
    if not 2 < len(raw) <= 90 or formula("recipient", "nobody").fullmatch(raw) or not raw[0].isalpha():
        return None
    municipal = [m for m in find_municipalities(raw) if m.form == "official" and m.start == 0 and m.end == len(raw)]
    if municipal:
        return Addressee(
            "recipient", start, end, municipal[0].name, municipal[0].kind, f"scb:{municipal[0].code}", "recipients", 0.85, case
        )
    people = people_in(text, start, end, with_party)
    if people and people[0].start == start and (is_name(raw) or people[0].tail == end):
        return Addressee("recipient", people[0].start, people[0].end, people[0].name, "person", None, "recipients", 0.75, case)
    kind = kind_of(raw)
    if _own().fullmatch(raw) or formula("recipient", "own").search(raw):
        return Addressee("recipient", start, end, raw[0].upper() + raw[1:], "public_body", None, "recipients", 0.85, case)
    if kind:
        return Addressee("recipient", start, end, canonical(raw), kind, None, "recipients", 0.85, case)
    return None


__all__ = ["Addressee", "find_decision_makers", "find_issuer", "find_recipients"]
