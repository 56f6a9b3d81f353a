"""What a date is of a relation by the verb or noun that it goes with: "tecknades 1992", "skrev 1992 under", "gick ut 1996"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extractors import resources
from extractors.anchors import Anchored
from extractors.relation_words import words
from extractors.verbs import parse

# How far before and behind a date the verb may stand that tells what it is of, in characters.
BEFORE, AFTER = 80, 50
# A verb behind a date tells of it where none stands about as near before it; one parted from it by another date rarely does.
BEHIND, PARTED = 20, 60
# How far behind its verb the agreement or relation may stand, in characters.
OBJECT = 70

_LASTED = r"\b(?:fanns|gällde|pågick|varade|löpte|bedrevs|bestod|existerade|var i kraft)"
_LASTED_BEFORE = re.compile(_LASTED + r"(?:\s+(?:mellan|under|åren|tiden|perioden|från|för|i))*\s*$", re.IGNORECASE)
# "inleda ett samarbete med Brest för åren 2021–2023"
_FOR_YEARS = re.compile(
    r"\b(?:ett|nytt|fortsatt) (?:\w*samarbete|\w*utbyte|partnerskap)\s+med\s+"
    r"(?:(?!\bför\b)[^.;,]){1,60}\sför\s+(?:åren|perioden|tiden)\s+$",
    re.IGNORECASE,
)
_LASTED_BEHIND = re.compile(r"\s*(?:fanns|hade|gällde|löpte|pågick|bedrev|bedrevs|rådde)\b(?P<what>[^.;]{0,60})", re.IGNORECASE)
# "deltog kommunen i ett partnerskap med Brest", "samarbetade kommunen med Brest"
_TOOK_PART = re.compile(
    r"\s*(?:(?:deltog|medverkade|ingick)\b[^.;]{0,40}?\bi\s+(?:[\w-]+\s+){0,4}?\w{0,20}(?:partnerskap|samarbete|utbyte)\w{0,2}\b[^.;]{0,30}"
    r"|(?:samarbetade|samverkade)\b[^.;]{0,50})\b(?:med|mellan)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[.;:]\s|\b(?:att|som|där|när|då|medan|eftersom|innan|vilket|vars|men)\s")
# A verb behind "och" governs what follows it: "har gällt sedan 2014 och upphör 2019".
_ADDED = re.compile(r"\b(?:och|samt)\s")
# How it came about is no beginning of an agreement: "inleddes 1986 genom studentutbyte".
_PRELUDE = re.compile(r"\s+(?:genom|via)\b(?![^.;]{0,40}(?:avtal|överenskommelse|avsiktsförklaring|partnerskap))")
# What may stand between the relation and what befalls it: "samarbetet med Brest, som formellt inleddes".
_JOINS = re.compile(
    r"(?:\s+(?:med|mellan|till|om|i)\s[^.;:]{1,90}?)?,?(?:\s+\d{4})?(?:\s+(?:som|vilket|vilken|och))?(?:\s+[a-zåäö]+){0,3}\s*",
    re.IGNORECASE,
)
# Within a relation something else begins or ends: "inom samarbetet med Brest startade ett projekt".
_WITHIN = re.compile(
    r"\b(?:inom|i|under|genom|för|via|från|vid|om|till|inför|av)\s+(?:ramen för\s+)?"
    r"(?:(?:det|den|vårt|vår|detta|denna|stadens|kommunens)\s+)?$",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:inte|aldrig|ej|inga|inget|ingen)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Event:
    """Words that tell what a date is of; ``of_subject`` says that the relation itself must be what they tell of."""

    role: str
    patterns: tuple[Anchored, ...]
    of_subject: bool


@cache
def _events() -> list[_Event]:
    return [
        _Event(
            entry["role"],
            (
                *(parse(verb).patterns[tense] for verb in entry["verbs"] for tense in entry["tenses"]),
                *(Anchored(rf"\b(?:{p})\b", re.IGNORECASE) for p in entry["words"]),
            ),
            entry.get("of_subject", False),
        )
        for entry in resources.toml("date_roles")["event"]
    ]


def masked(text: str, dates: Sequence[tuple[int, int]]) -> str:
    """``text`` with each date as one word of its length, so that verbs are found across it: "skrev xxxx under"."""
    for start, end in dates:
        text = f"{text[:start]}{'x' * (end - start)}{text[end:]}"
    return text


def lasted(before: str, after: str) -> bool:
    """Is a period the time that a relation lasted: "samarbetet pågick 2003–2009", "åren 2003–2009 fanns ett partnerskap"?"""
    noun = words("relation_noun")
    behind = _LASTED_BEHIND.match(after)
    if behind is not None and noun.search(after, behind.start("what"), behind.end()):
        return True
    if _FOR_YEARS.search(before) or _TOOK_PART.match(after):
        return True
    ahead = _LASTED_BEFORE.search(before)
    return ahead is not None and any(
        _JOINS.fullmatch(before, found.end(), ahead.start()) and not _WITHIN.search(before[: found.start()])
        for found in noun.finditer(before, 0, ahead.start())
    )


def is_prelude(text: str, end: int) -> bool:
    """Does what follows a date say how a cooperation came about, before there was any agreement?"""
    return _PRELUDE.match(text, end) is not None


def role_by_event(text: str, date: tuple[int, int], dates: Sequence[tuple[int, int]], named: bool) -> str | None:
    """The role of a date by the nearest verb of its clause; None where there is none, or it does not tell of a relation.

    :param text: the sentence, its dates masked.
    :param dates: the extents of all dates in it.
    :param named: whether the sentence names the counterpart, so that what somebody begins may be the relation with it.
    """
    near = min(_near(text, date, dates), key=lambda found: found[0], default=None)
    if near is None:
        return None
    _, event, told = near
    if _DENIED.search(text, max(0, told.start() - 25), told.start()) or (event.of_subject and not _of_relation(text, told, named)):
        return None
    return event.role


def _near(text: str, date: tuple[int, int], dates: Sequence[tuple[int, int]]) -> Iterator[tuple[int, _Event, re.Match[str]]]:
    start, end = date
    low, high = max(0, start - BEFORE), min(len(text), end + AFTER)
    for event in _events():
        for pattern in event.patterns:
            for told in pattern.finditer(text, low, high):
                if told.start() < start:
                    between = (told.start(), start)
                    distance = max(0, start - told.end())
                else:
                    between = (end, told.start())
                    distance = told.start() - end + BEHIND
                if _CLAUSE_END.search(text, *between) or (told.start() >= end and _ADDED.search(text, *between)):
                    continue
                distance += PARTED * any(between[0] <= other < between[1] for other, _ in dates if other != start)
                yield distance, event, told


def _of_relation(text: str, told: re.Match[str], named: bool) -> bool:
    """Is it a relation that begins or ends: as subject before the verb, or as what stands behind it?"""
    noun = words("relation_noun")
    if noun.search(text, told.start(), told.end()) or re.match(r"\W*(?:Det|Den|Detta|Denna)\s+(?:\w+\s+)?$", text[: told.start()]):
        return True
    before = [found for found in noun.finditer(text, 0, told.start()) if _JOINS.fullmatch(text, found.end(), told.start())]
    if before:
        return _WITHIN.search(text[: before[-1].start()]) is None
    if not named:
        return False
    behind = noun.search(text, told.end(), told.end() + OBJECT)
    return behind is not None and not re.search(r"[.;:]", text[told.end() : behind.start()])


__all__ = ["is_prelude", "lasted", "masked", "role_by_event"]
