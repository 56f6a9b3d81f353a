"""What a vote was about: the matter itself, when to decide it, or only which proposal to set against another."""

from __future__ import annotations

import re
from typing import Final

# How far before a vote its question is told, and behind it its meaning, in characters
_BEFORE: Final = 700
_BEHIND: Final = 220

_LATER = re.compile(
    r"avgöra(?:s|nde)?(?: ärendet| frågan)? (?:i ?dag|idag|nu|vid (?:dagens|detta|sittande))|(?:avgörs|avgjord) (?:i ?dag|nu)"
    r"|\båterremi(?:ss|tter)|\bbordlägg|\bremittera",
    re.IGNORECASE,
)
# "Ja-röst för bifall", "Den som vill avslå röstar nej": the way to vote
_WAY: Final = re.compile(
    r"(?:\bja-?röst(?:er)?\b(?! (?:avges|och|mot))|\bden som vill\b|\bden det vill\b|\bja(?= ?[:=–-] ?[a-zåäö])"
    r"|\bja (?:för|innebär|till|är)\b)[^\n]{0,200}",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d+\s*$")
_PREPARATORY = re.compile(
    r"förberedande (?:(?:om)?röstning|votering)|kontraproposition|motförslag i huvud|vilket[^.\n]{0,120}motförslag"
    r"|(?:bli|blir|utse|utses|utgöra|vara|till|antas som|ställas som) motförslag"
    r"|(?:utsetts|utsedd|utsett|antagits|valts)[^.]{0,60} motförslag",
    re.IGNORECASE,
)
_AGREED = re.compile(r"\b(?:acklamation|utan (?:om)?röstning|enhälligt)\b", re.IGNORECASE)
_MAIN = re.compile(
    r"(?<!i )(?<!till )huvud(?:omröstning|röstning|votering)|\b(?-i:I) huvud(?:omröstningen|röstningen|voteringen)\b|\bdärefter\b"
    r"|slutlig (?:om)?röstning|omröstning \d|votering \d",
    re.IGNORECASE,
)
_SET_UP = re.compile(
    r"\bmotförslag(?:et)?\b[^.]{0,20}(?:i huvud|blir)|\b(?:blir|utses? till|utsetts? till|antas som|därmed)\b[^.\n]{0,80}\bmotförslag",
    re.IGNORECASE,
)


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    return max(pattern.finditer(text, start, end), key=re.Match.start, default=None)


def is_preparatory(text: str, floor: int, start: int, end: int, following: int) -> bool:
    """Whether the vote told in ``text[start:end]`` only chose the proposal to be set against another.

    :param floor: where the vote before it ends; ``following`` is where the next begins.
    """
    begin = max(floor, start - _BEFORE)
    said = _last(_PREPARATORY, text, begin, start)
    if said is not None and _AGREED.search(
        text, max(begin, text.rfind(". ", begin, said.start())), text.find(".", said.end()) + 1 or start
    ):
        # "Till motförslag utses med acklamation ...": what is counted behind it is the main vote.
        return False
    main = _last(_MAIN, text, begin, start)
    if said is not None and (main is None or main.start() < said.start()):
        return True
    return bool(_SET_UP.search(text, end, min(following, end + _BEHIND))) and main is None


def is_about_when(text: str, floor: int, start: int, end: int) -> bool:
    """Whether the vote was on deciding the matter later (återremiss, bordläggning), not on the matter itself."""
    begin = max(floor, start - _BEFORE)
    ways = [m for m in _WAY.finditer(text, begin, start) if not _FIGURE.search(text, max(begin, m.start() - 5), m.start())]
    if ways:
        return any(_LATER.search(m.group()) for m in ways[-2:])
    line = max(begin, text.rfind("\n", begin, start) + 1, text.rfind(". ", begin, start) + 1)
    stop = min((i for i in (text.find(". ", end), text.find("\n", end)) if i >= 0), default=len(text))
    return bool(_LATER.search(text, line, min(stop + 1, end + _BEHIND)))


def decides_when(clause: str) -> bool:
    """Whether a decision or a demand only puts the matter off or sends it elsewhere."""
    return bool(_LATER.search(clause))


__all__ = ["decides_when", "is_about_when", "is_preparatory"]
