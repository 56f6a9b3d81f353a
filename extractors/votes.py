"""Counted votes (omröstning, votering): yes, no and abstaining, in the ways minutes write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.core import Structure

_WORDS = {
    w: n
    for n, w in enumerate(
        (
            "noll",
            "en",
            "två",
            "tre",
            "fyra",
            "fem",
            "sex",
            "sju",
            "åtta",
            "nio",
            "tio",
            "elva",
            "tolv",
            "tretton",
            "fjorton",
            "femton",
            "sexton",
            "sjutton",
            "arton",
            "nitton",
            "tjugo",
        )
    )
}
_N = rf"(?:\d{{1,3}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"

# "8 ja-röster och 5 nej-röster", "37 ja mot 21 nej", "7 röster för ... mot 5 röster för ..."
_COUNTS = re.compile(
    rf"\b(?P<ja>{_N})\s*(?:st\.? )?(?:ja\b|ja-?röst(?:er)?\b|röst(?:er)? ja\b)[^.\n]{{0,40}}?\b(?P<nej>{_N})\s*(?:st\.? )?(?:nej\b|nej-?röst(?:er)?\b|röst(?:er)? nej\b)",
    re.IGNORECASE,
)
_COUNTS_REVERSED = re.compile(
    rf"\b(?P<nej>{_N})\s*(?:nej\b|nej-?röst(?:er)?\b)[^.\n]{{0,40}}?\b(?P<ja>{_N})\s*(?:ja\b|ja-?röst(?:er)?\b)", re.IGNORECASE
)
# "Ja 10 / Nej 4 / Avstår 1" in rows, cells or one line; "Ja: 10", "Ja-röster: 10"
_LISTED = re.compile(
    rf"\bja(?:-röst(?:er)?)?\s*[:=–-]?\s*(?P<ja>{_N})\b(?:\s*(?:röster|st))?[\s,;./och]{{1,8}}nej(?:-röst(?:er)?)?\s*[:=–-]?\s*(?P<nej>{_N})\b",
    re.IGNORECASE,
)
# "A (S), B (M) röstar Ja (9). C (SD) röstar Nej (4)."
_NAMED = re.compile(rf"\bröst(?:ar|ade) (?P<what>ja|nej)\s*\((?P<n>{_N})\)", re.IGNORECASE)
# "Med 9 röster mot 4": yes first, by custom.
_AGAINST = re.compile(rf"\bmed (?P<ja>{_N}) (?:röster )?mot (?P<nej>{_N})(?: röster)?\b(?!\s*(?:nej|ja))", re.IGNORECASE)
_ABSTAIN = (
    re.compile(rf"\b(?P<n>{_N}) (?:ledam\w+ )?(?:som )?avstå(?:r|tt|ende|s)?\b", re.IGNORECASE),
    re.compile(rf"\bavstå(?:r|tt|ende)\b(?: från att rösta| att rösta)?\s*[:=–-]?\s*\(?(?P<n>{_N})\)?(?!\w)", re.IGNORECASE),
)
_SECTION_IN_LIST = re.compile(r"§\s*(\d{1,4}(?:\s?[A-Z])?)")


@dataclass(frozen=True, slots=True)
class Vote:
    """A counted vote and where the text tells it."""

    start: int
    end: int
    votes_for: int
    votes_against: int
    votes_abstained: int | None


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS[word.lower()]


def _abstained(text: str, start: int, end: int) -> int | None:
    """The abstentions told beside a vote that ends at ``start``."""
    near = text[start : min(end, start + 260)]
    stop = re.search(r"\n(?=.*\brösta)|(?<=\w)\n\n", near)
    for pattern in _ABSTAIN:
        if (match := pattern.search(near)) and (stop is None or match.start() < stop.start() + 260):
            return _number(match["n"])
    return None


def find_votes(text: str, start: int, end: int) -> list[Vote]:
    """The votes counted in ``text[start:end]``, in order; a vote told twice in the same figures is one."""
    found: list[Vote] = []
    taken: list[tuple[int, int]] = []
    for pattern in (_COUNTS, _COUNTS_REVERSED, _LISTED, _AGAINST):
        for match in pattern.finditer(text, start, end):
            if any(match.start() < b and a < match.end() for a, b in taken):
                continue
            taken.append(match.span())
            found.append(Vote(match.start(), match.end(), _number(match["ja"]), _number(match["nej"]), _abstained(text, match.end(), end)))
    found += _named_votes(text, start, end)
    unique: list[Vote] = []
    for vote in sorted(found, key=lambda v: v.start):
        if (
            not unique
            or (unique[-1].votes_for, unique[-1].votes_against) != (vote.votes_for, vote.votes_against)
            or vote.start - unique[-1].end > 1500
        ):
            unique.append(vote)
    return unique


def _named_votes(text: str, start: int, end: int) -> list[Vote]:
    votes = []
    marks = list(_NAMED.finditer(text, start, end))
    for first, second in zip(marks, marks[1:], strict=False):
        kinds = (first["what"].lower(), second["what"].lower())
        if set(kinds) == {"ja", "nej"} and not any(v.end > first.start() for v in votes) and second.start() - first.end() < 1500:
            yes, no = (first, second) if kinds[0] == "ja" else (second, first)
            votes.append(Vote(first.start(), second.end(), _number(yes["n"]), _number(no["n"]), _abstained(text, second.end(), end)))
    return votes


def listed_votes(text: str, structure: Structure) -> dict[str, Vote]:
    """Votes summed up in lists appended to the minutes, by the § number that each list names."""
    found: dict[str, Vote] = {}
    if not structure.cases:
        return found
    tail = max(c.end for c in structure.cases)
    marks = list(_SECTION_IN_LIST.finditer(text, tail))
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        votes = find_votes(text, mark.end(), following.start() if following else len(text))
        if votes:
            found.setdefault(" ".join(mark[1].split()), votes[-1])
    return found
