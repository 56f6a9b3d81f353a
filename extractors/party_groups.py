"""Political parties that act as such: ``Moderaterna och Liberalerna reserverar sig mot beslutet``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.anchors import Anchored
from extractors.person_groups import extents_with
from extractors.political_parties import party_forms

_STEMS = Anchored("yrka|reserver|motion")
_ACTS = (
    ("dissenter", re.compile(r"(?:s (?:ledamöter|grupp))?[\s,]*(?:har )?reserver(?:ar|ade|at) sig\b", re.IGNORECASE)),
    ("mover", re.compile(r"(?:s (?:ledamöter|grupp))?[\s,]*(?:har )?yrka(?:r|de|t)\b", re.IGNORECASE)),
    ("proposer", re.compile(r"[\s,]*(?:har |hade )?(?:väckt|väckte|lämnat|lämnade|inkommit|inkom)\b[^.]{0,40}\bmotion", re.IGNORECASE)),
)
_AFTER = (
    ("dissenter", re.compile(r"\breserver(?:ar|ade) sig (?:även |också )?$", re.IGNORECASE)),
    ("proposer", re.compile(r"\bmotion(?:en)? (?:av|från) $", re.IGNORECASE)),
)
_LINK = re.compile(r"(?:,| och| samt|, och)\s+")


@dataclass(frozen=True, slots=True)
class PartyRole:
    """A political party named at ``text[start:end]`` in a role; ``code`` is its letter code."""

    role: str
    start: int
    end: int
    name: str
    code: str
    confidence: float


def find_party_roles(text: str) -> Iterator[PartyRole]:
    """Parties that move, dissent or bring a motion under their own name."""
    pattern, forms = party_forms()
    for start, end in extents_with(text, _STEMS):
        group: list[re.Match[str]] = []
        for match in pattern.finditer(text, start, end):
            group = [*group, match] if group and _LINK.fullmatch(text, group[-1].end(), match.start()) else [match]
            role = next((r for r, act in _ACTS if act.match(text, match.end(), end)), None)
            members = group if role else [match]
            role = role or next((r for r, act in _AFTER if act.search(text, start, group[0].start())), None)
            if role:
                yield from (PartyRole(role, m.start(), m.end(), *forms[m.group().lower()], 0.85) for m in members)


__all__ = ["PartyRole", "find_party_roles"]
