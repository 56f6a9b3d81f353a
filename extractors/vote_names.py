"""Votes told by the names of those who voted yes, no or abstained, counted where the text gives no figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractors.anchors import Anchored, may_hold
from extractors.sentences import sentences

_PERSON = r"[A-ZÅÄÖÉ][\w'’.-]*(?: [\w'’.-]+){1,4} \([A-ZÅÄÖa-zåäö!-]{1,5}\)"
_TITLE = r"(?:\w{0,40}(?:ledam|ersätt|ordför)\w++ )?"
_NAME_LIST = re.compile(rf"{_TITLE}{_PERSON}(?:(?:,| och| samt|, samt|, och) {_TITLE}{_PERSON})*\W*")
_PARTY = re.compile(r"\([A-ZÅÄÖa-zåäö!-]{1,5}\)")
# "A (S), B (M) röstar Ja (9). C (SD) röstar Nej (4)."
_FIGURE_BEHIND = Anchored(r"\bröst(?:ar|ade) (?P<what>ja|nej)\s*\((?P<n>\d{1,3})\)", re.IGNORECASE)
# "Röstar ja: A (S), B (M)", "Ja-röster: A (S), B (M)", "Ja-röst avges av A (S)"
_NAMES_BEHIND = Anchored(
    r"(?:röst(?:ar|ade) (?P<a>ja|nej)|(?P<b>ja|nej)(?:-?röst(?:er)?| röst(?:ar|ade))|^(?P<c>ja|nej)|(?P<d>avstår)(?: från att rösta)?)"
    r"(?:\s*:\s*|\s+(?:avges|avgavs|lämnas|lämnades) av:?\s+)(?P<names>\S.*)",
    re.IGNORECASE,
)
# "A (S), B (M) och C (V) röstar ja"
_NAMES_BEFORE = re.compile(
    r"(?P<names>.+?) (?:röst(?:ar|ade) (?P<what>ja|nej)|(?P<abstain>avstår|avstod)(?: från att rösta)?)\W*", re.IGNORECASE
)
# A label with nothing behind it: the names stand on the lines below.
_LABEL = re.compile(
    r"\W*(?:följande )?(?:(?:ledamöter|personer) )?"
    r"(?:(?:har )?röst(?:ar|ade|at) (?P<a>ja|nej)|(?P<b>ja|nej)(?:-?röst(?:er)?)?|(?P<c>avstår|avstod))\W*",
    re.IGNORECASE,
)
_WHAT = {"ja": "yes", "nej": "no", "avstår": "abstain", "avstod": "abstain"}
# How far apart two lists of one vote stand, in characters
FAR = 1500


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a vote: ``what`` is ``yes``, ``no`` or ``abstain``."""

    start: int
    end: int
    what: str
    count: int


def _of_groups(match: re.Match[str]) -> str:
    return _WHAT[next(v for k, v in match.groupdict().items() if v and k != "names").lower()]


def _sides(text: str, start: int, end: int) -> Iterator[_Side]:
    for match in _FIGURE_BEHIND.finditer(text, start, end):
        yield _Side(*match.span(), _WHAT[match["what"].lower()], int(match["n"]))
    label: tuple[int, str] | None = None
    below: _Side | None = None
    for a, b in sentences(text, start, end):
        sentence = text[a:b]
        if label and "(" in sentence and _NAME_LIST.fullmatch(sentence.lstrip("•*–- ")):
            count = len(_PARTY.findall(sentence)) + (below.count if below else 0)
            below = _Side(label[0], b, label[1], count)
            continue
        if below:
            yield below
        heading = _LABEL.fullmatch(sentence) if b - a < 60 else None
        label, below = ((a, _of_groups(heading)) if heading else None), None
        if "(" in sentence and re.search(r"(?i)\b(?:ja|nej|avst)", sentence):
            match_ = _NAMES_BEHIND.search(sentence) or _NAMES_BEFORE.fullmatch(sentence)
            if match_ and _NAME_LIST.fullmatch(match_["names"]):
                yield _Side(a, b, _of_groups(match_), len(_PARTY.findall(match_["names"])))
    if below:
        yield below


def named_votes(text: str, start: int, end: int) -> list[tuple[int, int, int, int, int | None]]:
    """The votes told by name in ``text[start:end]``: (start, end, yes, no, abstained or None where nobody is said to)."""
    # A vote has two sides.
    if not (may_hold(text, ("nej",), start, end) and may_hold(text, ("ja",), start, end)):
        return []
    sides = sorted(_sides(text, start, end), key=lambda s: s.start)
    votes: list[tuple[int, int, int, int, int | None]] = []
    for first, second in pairwise([s for s in sides if s.what != "abstain"]):
        if {first.what, second.what} != {"yes", "no"} or any(v[1] > first.start for v in votes) or second.start - first.end >= FAR:
            continue
        yes, no = (first, second) if first.what == "yes" else (second, first)
        near = [s for s in sides if s.what == "abstain" and first.end <= s.start < second.end + FAR // 3]
        votes.append((first.start, max([second.end, *(s.end for s in near)]), yes.count, no.count, near[0].count if near else None))
    return votes


__all__ = ["FAR", "named_votes"]
