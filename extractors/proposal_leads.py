"""Lines and headings that open a list of proposals, and whose proposals they are."""

from __future__ import annotations

import re
from functools import cache

from extractors.anchors import Anchored
from extractors.bodies import canonical_body, heading_pattern
from extractors.speakers import DECIDE, bodies_in


@cache
def _lead_in_proposal() -> Anchored:
    """A line that only opens a list of proposals: "Arbetsutskottet beslöt den 26 september att föreslå kommunstyrelsen besluta"."""
    return Anchored(
        rf"(?P<who>.{{3,160}}?)\b(?P<decide>{DECIDE})\b.{{0,80}}\batt föreslå\s++"
        r"(?P<to>.{3,80}?)(?:(?<!\s)\s++(?:att )?besluta(?: att)?| att)?:?$",
        re.IGNORECASE,
    )


@cache
def _told_proposal() -> Anchored:
    """A line that tells what a preparing body has proposed, and opens the list of it: "Arbetsutskottet har den 18 maj, § 88, föreslagit
    kommunstyrelsen"."""
    body = heading_pattern()
    return Anchored(
        rf"{body}\s++(?:(?:har|hade)\b[^:\n]{{0,60}}?\s(?:föreslagit|hemställt(?:\s++hos)?)|föreslog|hemställde(?:\s++hos)?)\s++(?P<to>{body})"
        r"(?:\s++besluta)?(?:\s++att)?\s*+:?",
        re.IGNORECASE,
    )


def recommended_to(line: str, meeting: bool) -> str | None:
    """The body to which a line that only opens a list says that a preparing body has proposed it."""
    proposal = _lead_in_proposal().match(line)
    if proposal and (bodies := bodies_in(proposal["to"])) and not re.search(r"\batt\b", proposal["to"]):
        return bodies[-1]
    told = _told_proposal().fullmatch(line) if meeting else None
    return canonical_body(told["to"]) if told else None


OF_OFFICE = re.compile(r"(?:förvaltning|kontor|kansli|stab|direktör|chef)(?:en|et)?s förslag\b", re.IGNORECASE)


@cache
def own_proposal() -> Anchored:
    """A heading over a body's own proposal: "Kommunstyrelsens förslag till kommunfullmäktige"."""
    body = heading_pattern()
    return Anchored(rf"(?:{body})\s+(?:besluts)?förslag(?:\s+till\s+(?:beslut\s+(?:i|för|från|till)\s+)?(?P<to>{body}))?", re.IGNORECASE)


# The words over a list of proposals in a report.
LIST_OF_PROPOSALS = Anchored(
    r"\b(?:(?:föreslår|föreslås|rekommenderar|rekommenderas|hemställer)\b(?: (?:därför|därmed|vidare|också))?"
    r"|(?:följande|våra|dessa) (?:förslag|rekommendationer)\b)[^.:]{0,80}?"
    r"(?:\batt|:|(?:fullmäktige|styrelsen|nämnden|utskottet|kommunen|regionen)(?: (?:att )?besluta)?(?: följande)?)\s*:?$",
    re.IGNORECASE,
)
# A member's demand under a proposal: the proposal is over.
MOVED = re.compile(
    r"[A-ZÅÄÖ][^.:\n()]{2,60}\([A-Za-zÅÄÖåäö]{1,5}\)[^.:\n]{0,120}? yrka(?:r|de)\b"
    r"|(?:På|Till) \w{4,30} yrka(?:s|des)\b|Ordföranden yrka(?:r|de)\b"
)
# A member who takes a side, in minutes whose debate has no heading: "Bo Ek (M) ställer sig bakom styrelsens förslag."
BACKING = re.compile(
    r"[A-ZÅÄÖ][^.:\n()]{2,60}\([A-Za-zÅÄÖåäö]{1,5}\)[^.:\n]{0,120}? (?:ställer sig bakom|instämmer i|ansluter sig till|förordar|föreslår)\b"
)
# The words over a list of what a motion or a resident asks for.
_HAS_ASKED = Anchored(r"(?i)\b(?:motion|medborgarförslag)\w*\b[^.]{0,160}\b(?:föreslagit|yrkat|hemställt|begärt)(?: följande| att)?\s*:?$")
_ASKS = Anchored(
    r"(?i)\b(?:vill|yrkar|yrkas|föreslår|föreslås|begär|begärs|hemställer|önskar|mynnar ut i|utmynnar i)"
    r"(?: (?:därför|följande|dels|att|bland annat|kommunen|fullmäktige|kommunfullmäktige|regionfullmäktige)){0,3}\s*:?$"
)
_OF_PETITION = re.compile(r"\b(?:motion|medborgarförslag)", re.IGNORECASE)


def asks_as_list(words: str) -> bool:
    """Do the words tell of a motion or resident's proposal, and end as the lead over what it asks: "De vill", "Motionen mynnar ut i"?"""
    return _HAS_ASKED.search(words) is not None or (_ASKS.search(words) is not None and _OF_PETITION.search(words) is not None)


def is_asked(listed: bool, words: str) -> bool:
    """Is a block under such words one of what is asked for: "att kommunen ...", "dels att ..."; in a list also an infinitive?"""
    begun = words.lstrip()
    return begun.lower().startswith(("att ", "att\t", "dels att ")) or (listed and begun[:1].islower())


__all__ = ["BACKING", "LIST_OF_PROPOSALS", "MOVED", "OF_OFFICE", "asks_as_list", "is_asked", "own_proposal", "recommended_to"]
