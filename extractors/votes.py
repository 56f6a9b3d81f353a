"""Counted votes (omröstning, votering): yes, no and abstaining, in the ways minutes write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractors.core import Structure
from extractors.sentences import sentences
from extractors.vote_tables import Tally, tabled_votes

_NUMERALS = "noll en två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton tjugo"
_WORDS = {w: n for n, w in enumerate(_NUMERALS.split(" "))}
_N = rf"(?:\d{{1,3}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_YES = r"(?:ja\b|ja-?\s?röst(?:er|erna)?\b|röst(?:er)? (?:på )?ja\b|(?:ledam\w+ )?röst(?:ar|ade) ja\b|ja-(?=\s))"
_NO = r"(?:nej\b|nej-?\s?röst(?:er|erna)?\b|röst(?:er)? (?:på )?nej\b|(?:ledam\w+ )?(?:röst(?:ar|ade) )?nej\b)"

# "8 ja-röster och 5 nej-röster", "37 ja mot 21 nej", "8 ja- och 5 nej-röster", "8 ledamöter röstar ja och 5 röstar nej"
_COUNTS = re.compile(rf"\b(?P<ja>{_N})\s*(?:st\.? )?{_YES}[^.\n]{{0,40}}?\b(?P<nej>{_N})\s*(?:st\.? )?{_NO}", re.IGNORECASE)
_COUNTS_REVERSED = re.compile(rf"\b(?P<nej>{_N})\s*(?:st\.? )?{_NO}[^.\n]{{0,40}}?\b(?P<ja>{_N})\s*(?:st\.? )?{_YES}", re.IGNORECASE)
# "Ja 10 / Nej 4 / Avstår 1" in rows, cells or one line; "Ja: 10", "Ja-röster: 10"
_LISTED = re.compile(
    rf"\bja(?:-?röst(?:er)?)?\s*[:=–-]?\s*(?P<ja>{_N})\b(?:\s*(?:röster|st))?[\s,;./och]{{1,8}}"
    rf"nej(?:-?röst(?:er)?)?\s*[:=–-]?\s*(?P<nej>{_N})\b",
    re.IGNORECASE,
)
# "Med 9 röster mot 4", "med 9 röster för bifall mot 4 för avslag": yes first, by custom.
_AGAINST = re.compile(
    rf"\bmed (?:siffrorna |röstetalen |röstsiffrorna )?(?P<ja>{_N}) (?:röster )?(?:för [^.,\n]{{3,80}}? )?"
    rf"mot (?P<nej>{_N})\b(?: röster)?(?!\s*(?:nej|ja)\b)",
    re.IGNORECASE,
)
# "A (S), B (M) röstar Ja (9). C (SD) röstar Nej (4)."
_NAMED = re.compile(rf"\bröst(?:ar|ade) (?P<what>ja|nej)\s*\((?P<n>{_N})\)", re.IGNORECASE)
# "Röstar ja: A (S), B (M)", "Ja-röster: A (S), B (M)", and "A (S), B (M) röstar ja": lists of names to be counted.
_NAMES_BEHIND = re.compile(
    r"(?:röst(?:ar|ade) (?P<a>ja|nej)|(?P<b>ja|nej)(?:-?röst(?:er)?| röst(?:ar|ade))(?: avges av| lämnas av)?|^(?P<c>ja|nej))"
    r"\s*:\s*(?P<names>.+)",
    re.IGNORECASE,
)
_NAMES_BEFORE = re.compile(r"(?P<names>.+?) röst(?:ar|ade) (?P<what>ja|nej)\W*", re.IGNORECASE)
_PERSON = r"[A-ZÅÄÖÉ][\w'’.-]*(?: [\w'’.-]+){1,4} \([A-ZÅÄÖa-zåäö!-]{1,5}\)"
_NAME_LIST = re.compile(
    rf"(?:\w*(?:ledam|ersätt|ordför)\w+ )?{_PERSON}(?:(?:,| och| samt|, samt|, och) (?:\w*(?:ersätt|ordför)\w+ )?{_PERSON})*\W*"
)
_PARTY = re.compile(r"\([A-ZÅÄÖa-zåäö!-]{1,5}\)")

_ABSTAIN = (
    re.compile(rf"\b(?P<n>{_N}) (?:ledam\w+ )?(?:som )?(?:avstå(?:r|tt|ende|s)?|avstod|nedlagda? röst\w*)\b", re.IGNORECASE),
    re.compile(rf"\bavst(?:å(?:r|tt|ende)|od|\.)?(?: från att rösta| att rösta)?\s*[:=–-]?\s*\(?(?P<n>{_N})\)?(?!\w)", re.IGNORECASE),
)
_SECTION_IN_LIST = re.compile(r"§\s*(\d{1,4}(?:\s?[A-Z](?![\wåäö]))?)")
# How far behind the figures the abstentions are told, and how far apart two lists of one vote stand, in characters.
_NEAR = 260
_FAR = 1500


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
    """The abstentions told in ``text[start:end]``, just behind the figures of a vote."""
    near = text[start : min(end, start + _NEAR)]
    return next((_number(m["n"]) for m in (p.search(near) for p in _ABSTAIN) if m), None)


def _counted(text: str, start: int, end: int) -> list[tuple[int, int, int, int]]:
    """The votes told in figures: (start, end, yes, no)."""
    found: list[tuple[int, int, int, int]] = []
    for pattern in (_COUNTS, _COUNTS_REVERSED, _LISTED, _AGAINST):
        for match in pattern.finditer(text, start, end):
            # "Den som vill bifalla avger en ja-röst, den som vill avslå en nej-röst" counts nothing.
            if match["ja"].lower() == match["nej"].lower() == "en" or any(match.start() < b and a < match.end() for a, b, _, _ in found):
                continue
            found.append((*match.span(), _number(match["ja"]), _number(match["nej"])))
    return sorted(found)


def _marked(text: str, start: int, end: int) -> Iterator[tuple[int, int, str, int]]:
    """The sides of votes told by name: (start, end, ``ja`` or ``nej``, how many), counted where the text gives no figure."""
    for match in _NAMED.finditer(text, start, end):
        yield *match.span(), match["what"].lower(), _number(match["n"])
    for a, b in sentences(text, start, end):
        sentence = text[a:b]
        if "(" not in sentence or not re.search(r"(?i)\b(?:ja|nej)", sentence):
            continue
        match_ = _NAMES_BEHIND.search(sentence) or _NAMES_BEFORE.fullmatch(sentence)
        if match_ and _NAME_LIST.fullmatch(match_["names"]):
            groups = match_.groupdict()
            what = next(groups[g] for g in ("a", "b", "c", "what") if groups.get(g))
            yield a, b, what.lower(), len(_PARTY.findall(match_["names"]))


def _named_votes(text: str, start: int, end: int) -> list[tuple[int, int, int, int]]:
    votes: list[tuple[int, int, int, int]] = []
    for first, second in pairwise(sorted(_marked(text, start, end))):
        if {first[2], second[2]} == {"ja", "nej"} and not any(v[1] > first[0] for v in votes) and second[0] - first[1] < _FAR:
            yes, no = (first, second) if first[2] == "ja" else (second, first)
            votes.append((first[0], second[1], yes[3], no[3]))
    return votes


def find_votes(text: str, start: int, end: int, tallies: list[Tally] | None = None) -> list[Vote]:
    """The votes counted in ``text[start:end]``, in order; a vote told twice in the same figures is one.

    :param tallies: votes summed up in tables, from :func:`extractors.vote_tables.tabled_votes`.
    """
    told = _counted(text, start, end)
    told += [v for v in _named_votes(text, start, end) if not any(v[0] < t[1] + _FAR and t[0] < v[1] and v[2:] == t[2:] for t in told)]
    told.sort()
    limits = [*(t[0] for t in told[1:]), end]
    found = [Vote(a, b, yes, no, _abstained(text, b, limit)) for (a, b, yes, no), limit in zip(told, limits, strict=False)]
    for tally in tallies or []:
        if start <= tally.start < end and not any(v.start < tally.end and tally.start < v.end for v in found):
            found.append(Vote(tally.start, tally.end, tally.yes, tally.no, tally.abstained))
    unique: list[Vote] = []
    for vote in sorted(found, key=lambda v: v.start):
        same = unique and (unique[-1].votes_for, unique[-1].votes_against) == (vote.votes_for, vote.votes_against)
        if not same or vote.start - unique[-1].end > _FAR:
            unique.append(vote)
    return unique


def listed_votes(text: str, structure: Structure) -> dict[str, Vote]:
    """Votes summed up in lists appended to the minutes, by the § number that each list names."""
    found: dict[str, Vote] = {}
    if not structure.cases:
        return found
    tail = max(c.end for c in structure.cases)
    tallies = tabled_votes(text, structure, tail, len(text))
    marks = list(_SECTION_IN_LIST.finditer(text, tail))
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        votes = find_votes(text, mark.end(), following.start() if following else len(text), tallies)
        if votes:
            found.setdefault(" ".join(mark[1].split()), votes[-1])
    return found
