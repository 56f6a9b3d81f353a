"""Points of a decision that a sentence names ("mot beslutet i punkt 2 och 3", "under 1 a"), and the clauses that bear their numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.clause_cutting import Clause

_LABEL = r"\d{1,2}(?: ?[a-h](?!\w))?"
_POINTS = re.compile(
    rf"\b(?:(?:besluts)?punkt(?:en|erna)?|p\.|att-sats(?:en|erna)?|beslutet under)\s+({_LABEL}(?:\s*(?:,|och|samt|-|–)\s*{_LABEL})*)",
    re.IGNORECASE,
)
_ORDINALS = ("första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde")
_ORDINAL_POINTS = re.compile(
    rf"\b((?:{'|'.join(_ORDINALS)})(?:\s++(?:och|samt)\s++(?:{'|'.join(_ORDINALS)})){{0,7}})\s++(?:punkt|att-sats)", re.IGNORECASE
)
# The number in front of a clause on its line.
_MARKER = re.compile(rf"[ \t]*(?:(?:besluts)?punkt )?({_LABEL})\s?[.):]?(?:[ \t]+|\s+(?=att\b))(?:att:?\s+)?$", re.IGNORECASE)
_LONGEST_MARKER = 40


def points_in(sentence: str) -> tuple[str, ...]:
    """The points that a sentence names, as they are numbered: ``("2", "3")``, ``("1a",)``."""
    match = _POINTS.search(sentence)
    if not match:
        ordinal = _ORDINAL_POINTS.search(sentence)
        words = re.findall(r"\w+", ordinal[1].lower()) if ordinal else []
        return tuple(str(_ORDINALS.index(w) + 1) for w in words if w in _ORDINALS)
    labels = re.findall(_LABEL, match[1])
    if re.fullmatch(r"\d+\s*[-–]\s*\d+", match[1]):
        return tuple(map(str, range(int(labels[0]), int(labels[1]) + 1)))
    return tuple(label.replace(" ", "").lower() for label in labels)


def _numbers(text: str, clauses: Sequence[Clause]) -> list[str]:
    """The number before each clause; a clause cut from the end of another's point has that one's, one of a list without numbers none."""
    found: list[str] = []
    for n, clause in enumerate(clauses):
        line = text.rfind("\n", 0, clause.start) + 1
        marker = _MARKER.match(text[max(line, clause.start - _LONGEST_MARKER) : clause.start])
        goes_on = n > 0 and clauses[n - 1].end <= clause.start and "\n\n" not in text[clauses[n - 1].end : clause.start]
        cut = marker is None and goes_on and text[line : clause.start].strip()[-1:].isalpha()
        found.append(marker[1].replace(" ", "").lower() if marker else found[-1] if cut else "")
    return found


def pointed_at(points: Sequence[str], text: str, clauses: Sequence[Clause], taken: Sequence[int]) -> list[int]:
    """The places of the clauses that ``points`` are the numbers of: of those ``taken``, else of all that are no proposals; in a list
    without numbers the places themselves count. Empty where a point is none of them."""
    numbers = dict(enumerate(_numbers(text, clauses)))
    other = [i for i, clause in enumerate(clauses) if clause.stage != "proposed"]
    for candidates in (taken, other):
        known = {numbers[i] for i in candidates}
        if points and known.issuperset(points):
            return [i for i in candidates if numbers[i] in points]
    plain = all(not numbers[i] for i in taken)
    places = [int(p) for p in points if p.isdigit()]
    if not plain or len(places) < len(points) or not places or not 1 <= min(places) <= max(places) <= len(taken):
        return []
    return [taken[p - 1] for p in places]


__all__ = ["pointed_at", "points_in"]
