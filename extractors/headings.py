"""Recognises the headings of municipal papers and the zone of text each opens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors import bodies, resources
from extractors.anchors import Anchored
from extractors.families import Family
from extractors.remembered import remembered

MAX_HEADING = 160
# "Kommunstyrelsens förvaltnings förslag": the office speaks, and not the body that it is named after.
_OF_OFFICE = re.compile(r"(?<=s) (?:förvaltning|kontor|kansli|stab)(?:en|et)?s? (?:förslag|yttrande|bedömning|synpunkter)\b", re.IGNORECASE)
_NUMBERING = re.compile(r"^(?:\d+(?:\.\d+)*\.?\s+)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A recognised heading: the zone it opens, and the bodies it names in order."""

    kind: str
    bodies: tuple[str, ...]


@cache
def _patterns() -> Family[str]:
    slots = {"{body}": bodies.heading_pattern(), "{office}": bodies.office_pattern()}
    compiled = []
    for kind, patterns in resources.toml("headings").items():
        filled = []
        for pattern in patterns:
            for slot, value in slots.items():
                pattern = pattern.replace(slot, value)
            filled.append(pattern)
        compiled.append((kind.removesuffix("_formula"), Anchored(rf"(?:{'|'.join(filled)})\s*[:.]?", re.IGNORECASE)))
    # A proposal for a decision would also match as a decision of the body it names.
    return Family(sorted(compiled[:-1], key=lambda item: item[0] != "proposal") + compiled[-1:])


def classify(line: str) -> Heading | None:
    """The zone that ``line`` opens if it is a known heading, else None.

    Numbering before the words (``1.2 Bakgrund``) and markup after them are passed over.
    """
    # Nearly every line of running text goes on in lower case; no heading begins so.
    if line[:1].islower() or len(line) > MAX_HEADING:
        return None
    return _classified(line)


@remembered
def _classified(line: str) -> Heading | None:
    text = _NUMBERING.sub("", " ".join(line.split())).strip(" *_#–-")
    return _match(text) if text[:1].isupper() else None


def _match(text: str) -> Heading | None:
    for kind, pattern in _patterns().likely(text):
        if pattern.compiled.fullmatch(text):
            # "... för egen del, under förutsättning av kommunfullmäktiges beslut" names the body that speaks first alone.
            speaks = text.lower().split("under förutsättning")[0]
            named = bodies.heading_regex().finditer(text, 0, len(speaks))
            return Heading(kind, tuple(bodies.canonical_body(m.group()) for m in named if not _OF_OFFICE.match(text, m.end())))
    return None
