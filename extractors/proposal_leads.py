"""Lines and headings that open a list of proposals, and whose proposals they are."""

from __future__ import annotations

import re
from functools import cache

from extractors.anchors import Anchored
from extractors.bodies import heading_pattern
from extractors.speakers import DECIDE


@cache
def lead_in_proposal() -> Anchored:
    """A line that only opens a list of proposals: "Arbetsutskottet beslöt den 26 september att föreslå kommunstyrelsen besluta"."""
    return Anchored(
        rf"(?P<who>.{{3,160}}?)\b(?P<decide>{DECIDE})\b.{{0,80}}\batt föreslå\s++"
        r"(?P<to>.{3,80}?)(?:(?<!\s)\s++(?:att )?besluta(?: att)?| att)?:?$",
        re.IGNORECASE,
    )


OF_OFFICE = re.compile(r"(?:förvaltning|kontor|kansli|stab|direktör|chef)(?:en|et)?s förslag\b", re.IGNORECASE)


@cache
def own_proposal() -> Anchored:
    """A heading over a body's own proposal: "Kommunstyrelsens förslag till kommunfullmäktige"."""
    body = heading_pattern()
    return Anchored(rf"(?:{body})\s+(?:besluts)?förslag(?:\s+till\s+(?:beslut\s+(?:i|för|från|till)\s+)?(?P<to>{body}))?", re.IGNORECASE)


__all__ = ["OF_OFFICE", "lead_in_proposal", "own_proposal"]
