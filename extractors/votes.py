"""Counted votes (omröstning, votering): yes, no and abstaining, in the ways minutes write them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from extractors.anchors import Anchored
from extractors.core import Structure
from extractors.vote_names import FAR, named_votes
from extractors.vote_questions import is_about_when, is_preparatory
from extractors.vote_tables import Tally, tabled_votes

_NUMERALS = "noll en två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton tjugo"
_WORDS = {w: n for n, w in enumerate(_NUMERALS.split(" "))}
_N = rf"(?:\d{{1,3}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_YES = r"(?:ja\b|ja-?\s?röst(?:er|erna)?\b|röst(?:er)? (?:på )?ja\b|(?:ledam\w+ )?röst(?:ar|ade) ja\b|ja-(?=\s))"
_NO = r"(?:nej\b|nej-?\s?röst(?:er|erna)?\b|röst(?:er)? (?:på )?nej\b|(?:ledam\w+ )?(?:röst(?:ar|ade) )?nej\b)"

# "8 ja-röster och 5 nej-röster", "37 ja mot 21 nej", "8 ja- och 5 nej-röster", "8 ledamöter röstar ja och 5 röstar nej"
_COUNTS = Anchored(rf"\b(?P<ja>{_N})\s*(?:st\.? )?{_YES}[^.\n]{{0,40}}?\b(?P<nej>{_N})\s*(?:st\.? )?{_NO}", re.IGNORECASE)
_COUNTS_REVERSED = Anchored(rf"\b(?P<nej>{_N})\s*(?:st\.? )?{_NO}[^.\n]{{0,40}}?\b(?P<ja>{_N})\s*(?:st\.? )?{_YES}", re.IGNORECASE)
# "Ja 10 / Nej 4 / Avstår 1" in rows, cells or one line; "Ja: 10", "Ja-röster: 10"
_LISTED = Anchored(
    rf"\bja(?:-?röst(?:er)?)?(?:\s*[:=–-])?\s*(?P<ja>{_N})\b(?:\s*(?:röster|st))?[\s,;./och]{{1,8}}"
    rf"nej(?:-?röst(?:er)?)?(?:\s*[:=–-])?\s*(?P<nej>{_N})\b",
    re.IGNORECASE,
)
# "Med 9 röster mot 4", "med 9 röster för bifall mot 4 för avslag": yes first, by custom.
_AGAINST = Anchored(
    rf"\bmed (?:siffrorna |röstetalen |röstsiffrorna )?(?P<ja>{_N}) (?:röster )?(?:för [^.,\n]{{3,80}}? )?"
    rf"mot (?P<nej>{_N})\b(?: röster)?(?!\s*(?:nej|ja)\b)",
    re.IGNORECASE,
)
# "Alltså sju röster mot två"; "med ordförandens utslagsröst, fyra mot fyra"
_VOTES_AGAINST = Anchored(rf"\b(?P<ja>{_N}) röster mot (?P<nej>{_N})\b(?!\s*(?:nej|ja)\b)", re.IGNORECASE)
_CASTING = Anchored(rf"\butslagsröst[^.\n\d]{{0,20}}?\b(?P<ja>{_N}) mot (?P<nej>{_N})\b", re.IGNORECASE)
# The proposals in rows: "Nämndens förslag  10" over "Bo Eks förslag  3"
_BY_PROPOSAL = Anchored(
    rf"^[^\n\d]{{2,60}}\b(?:förslag|yrkande)[ \t]+(?P<ja>{_N})[ \t]*\n[ \t]*[^\n\d]{{2,60}}\b(?:förslag|yrkande)[ \t]+(?P<nej>{_N})[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
# "För ordförandens yrkande avgavs 7 röster. För Bo Eks yrkande avgavs 4 röster.": the proposal that is told first is the one set up first.
_CAST = Anchored(
    rf"\bför [^.\n\d]{{3,80}}? (?:avgavs|avges|avgivits|lämnades|lämnas) (?P<ja>{_N}) röster\b"
    rf"[^\n\d]{{1,90}}?\b(?:(?:avgavs|avges|lämnades|lämnas) )?(?P<nej>{_N})(?: röster\b|(?=\.))",
    re.IGNORECASE,
)
# "röstar 6 ledamöter ja och 5 ledamöter nej"
_ROUND = Anchored(
    rf"\bröst(?:ar|ade) (?P<ja>{_N}) (?:ledam\w+ )?ja[^.\n]{{0,30}}?\b(?P<nej>{_N}) (?:ledam\w+ )?(?:röst\w+ )?nej\b", re.IGNORECASE
)
# "4 röstar ja: A (S), B (M)", then "1 röstar nej: C (V)"; "5 ja, A (S) och B (M), samt 3 nej, C (V)"
_WITH_NAMES = Anchored(
    rf"\b(?P<ja>{_N}) (?:(?:ledam\w+ )?röst(?:ar|ade) ja ?:|ja(?:-?röster)?(?:,| ?[:(]) ?(?-i:[A-ZÅÄÖ]))"
    rf"[^\d]{{3,400}}?\b(?P<nej>{_N}) (?:(?:ledam\w+ )?röst(?:ar|ade) )?nej(?:-?röster)?\b",
    re.IGNORECASE,
)
# "efter votering 8–5", "med 8-5 att": nothing but figures, behind a word that says they are votes
_BARE = Anchored(
    r"\b(?:(?:om)?röstning(?:en)?|votering(?:en)?|röstsiffrorna|röstetalen|med)[^.\n\d]{0,30}?\b(?P<ja>\d{1,3}) ?[–-] ?(?P<nej>\d{1,3})\b"
    r"(?=\s*(?:att\b|[.,;)]|röster|$)|\s+(?:bifall|avslå|besluta)\w*)(?!\s*(?:procent|år))",
    re.IGNORECASE | re.MULTILINE,
)
# Rows of a table: "Ja  11  bifall till förslaget" over "Nej  3  avslag"
_ROWS = Anchored(
    rf"^ja(?:-?röst(?:er)?)?(?:\s*[:=]|[^\S\t ]*[\t ])\s*(?P<ja>{_N})\b[^\n]{{0,120}}\n"
    rf"nej(?:-?röst(?:er)?)?(?:\s*[:=]|[^\S\t ]*[\t ])\s*(?P<nej>{_N})\b",
    re.IGNORECASE | re.MULTILINE,
)
_ABSTAIN = (
    re.compile(rf"\b(?P<n>{_N}) (?:ledam\w+ )?(?:som )?(?:avstå(?:r|tt|ende|s)?|avstod|nedlagda? röst\w*)\b", re.IGNORECASE),
    re.compile(rf"\bavst(?:å(?:r|tt|ende)|od|\.)?(?: från att rösta| att rösta)?(?:\s*[:=–-])?\s*\(?(?P<n>{_N})\)?(?!\w)", re.IGNORECASE),
)
_LIST_HEADING = re.compile(r"(?:bilaga\b.{0,30}?)?(?:omröstnings|voterings|röst)(?:lista|listor|resultat|bilaga|protokoll)", re.IGNORECASE)
_SECTION_IN_LIST = Anchored(r"§\s*(\d{1,4}(?:\s?[A-Z](?![\wåäö]))?)")
# How far behind the figures the abstentions are told, in characters
_NEAR = 260


@dataclass(frozen=True, slots=True)
class Vote:
    """A counted vote and where the text tells it; ``about_when`` says that it was on deciding the matter later, or now."""

    start: int
    end: int
    votes_for: int
    votes_against: int
    votes_abstained: int | None
    about_when: bool = False


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS[word.lower()]


def _abstained(text: str, start: int, end: int) -> int | None:
    """The abstentions told in ``text[start:end]``, just behind the figures of a vote."""
    near = text[start : min(end, start + _NEAR)]
    return next((_number(m["n"]) for m in (p.search(near) for p in _ABSTAIN) if m), None)


def _counted(text: str, start: int, end: int) -> list[tuple[int, int, int, int]]:
    """The votes told in figures: (start, end, yes, no)."""
    found: list[tuple[int, int, int, int]] = []
    for pattern in (
        _COUNTS,
        _COUNTS_REVERSED,
        _ROUND,
        _WITH_NAMES,
        _LISTED,
        _ROWS,
        _AGAINST,
        _VOTES_AGAINST,
        _CASTING,
        _BY_PROPOSAL,
        _CAST,
        _BARE,
    ):
        earlier = sorted(found)
        for match in pattern.finditer(text, start, end):
            near = earlier[max(0, (at := bisect_left(earlier, match.span())) - 1) : at + 1]
            # "Den som vill bifalla avger en ja-röst, den som vill avslå en nej-röst" counts nothing.
            if match["ja"].lower() == match["nej"].lower() == "en" or any(match.start() < v[1] and v[0] < match.end() for v in near):
                continue
            found.append((*match.span(), _number(match["ja"]), _number(match["nej"])))
    return sorted(found)


def find_votes(text: str, start: int, end: int, tallies: list[Tally] | None = None) -> list[Vote]:
    """The votes counted in ``text[start:end]``, in order; a vote told twice in the same figures is one.

    :param tallies: votes summed up in tables, from :func:`extractors.vote_tables.tabled_votes`.
    """
    told = _counted(text, start, end)
    limits = [*(t[0] for t in told[1:]), end]
    found = [Vote(a, b, yes, no, _abstained(text, b, limit)) for (a, b, yes, no), limit in zip(told, limits, strict=False)]
    found += [Vote(*v) for v in named_votes(text, start, end) if not any(_same(Vote(*v), f) for f in found)]
    for tally in tallies or []:
        told_of = any((v.start < tally.end and tally.start < v.end) or _names_under(tally, v) for v in found)
        if start <= tally.start < end and not told_of:
            found.append(Vote(tally.start, tally.end, tally.yes, tally.no, tally.abstained))
    unique: list[Vote] = []
    for vote in sorted(found, key=lambda v: v.start):
        same = unique and (unique[-1].votes_for, unique[-1].votes_against) == (vote.votes_for, vote.votes_against)
        if not same or vote.start - unique[-1].end > FAR:
            unique.append(vote)
    return _questions(text, start, end, unique)


def _names_under(tally: Tally, vote: Vote) -> bool:
    """Does a table under a vote told in figures only name those who cast it, perhaps not all of them?"""
    within = tally.yes <= vote.votes_for and tally.no <= vote.votes_against
    return within and 0 <= tally.start - vote.end < FAR


def _same(a: Vote, b: Vote) -> bool:
    """Whether two tellings are of one vote."""
    near = a.start < b.end + FAR and b.start < a.end + FAR
    return near and (a.votes_for, a.votes_against) == (b.votes_for, b.votes_against)


def _questions(text: str, start: int, end: int, votes: list[Vote]) -> list[Vote]:
    """The votes without preparatory ones, each knowing whether it was on deciding later."""
    kept = []
    for i, vote in enumerate(votes):
        floor = votes[i - 1].end if i else start
        following = votes[i + 1].start if i + 1 < len(votes) else end
        if not is_preparatory(text, floor, vote.start, vote.end, following):
            kept.append(replace(vote, about_when=is_about_when(text, floor, vote.start, vote.end)))
    return kept


def lists_begin(text: str, structure: Structure) -> int:
    """Where lists of votes appended to the minutes begin: behind the last matter, or within what was taken for its end."""
    last = max(structure.cases, key=lambda c: c.end, default=None)
    if last is None:
        return len(text)
    for block in structure.blocks_in(last.heading[1], last.end):
        if _LIST_HEADING.match(text, block.start, block.end) and _SECTION_IN_LIST.search(
            text, block.start, min(last.end, block.start + 160)
        ):
            return block.start
    return last.end


def listed_votes(text: str, structure: Structure) -> dict[str, Vote]:
    """Votes summed up in lists appended to the minutes, by the § number that each list names."""
    found: dict[str, Vote] = {}
    if not structure.cases:
        return found
    tail = lists_begin(text, structure)
    tallies = tabled_votes(text, structure, tail, len(text))
    marks = list(_SECTION_IN_LIST.finditer(text, tail))
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        votes = find_votes(text, mark.end(), following.start() if following else len(text), tallies)
        if votes:
            found.setdefault(" ".join(mark[1].split()), votes[-1])
    return found
