"""Names of persons as Swedish papers write them, with the letter code of a political party behind them where there is one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from extractors.resources import table, toml

_UPPER: Final = "A-ZÀ-ÖØ-ÞĀĆĈČĎĐĒĖĘĚĞĢĪİĶŁĻŃŅŇŌŐŒŘŚŞŠŤŪŮŰŹŻŽȘȚ"
_LETTER: Final = r"[^\W\d_]"
# Anna, Ann-Kristin, O'Hara, D’Angelo, McKay
_WORD: Final = rf"[{_UPPER}]{_LETTER}*(?:['’´`-]{_LETTER}+)*"
_INITIAL: Final = rf"[{_UPPER}]\."
_PARTICLE: Final = r"(?:af|von|van|de|der|den|del|della|la|le|da|di|do|dos|du|bin|ibn|ben|el|al|zu|zur|ten|ter|y|e)"
# Anna Ek, Anna af Ekenstam, Anna M. Ek, Sun Guoqiang, Anna Ek Svensson
NAME: Final = rf"{_WORD}(?: (?:{_INITIAL}|{_WORD}|{_PARTICLE}(?= ))){{0,4}} {_WORD}"
_CODE: Final = r"[A-Za-zÅÄÖåäö]{1,5}!?"
PARTY_BRACKET: Final = rf"\(\s?(?:{_CODE}|-|–)\s?\)"

_NAME = re.compile(rf"(?<![\w@.&-]){NAME}(?![\w@]|-\w)")
_NAME_BEFORE = re.compile(rf"(?<![\w@.&-]){NAME}$")
_BROKEN = re.compile(rf"(?<![\w@.&-])({_WORD}(?: {_WORD})*)\n{_WORD}$")
# ..., Anna Ek (M) och Bo / Erik Ek (M): the first name stands at the end of the line before
_CUT_OFF = re.compile(rf"(?:\b(?:och|samt|av|från)|,) ({_WORD})$")
# (S), (s), (S, ordf), (Centerpartiet), (-), (partilös)
_BRACKET = re.compile(
    rf"\(\s?({_CODE}|-|–|[A-ZÅÄÖ][a-zåäö]+(?: [a-zåäö]+)?|partilös|obunden|opolitisk|politisk vilde)\s?(?:,[^()\n\t]{{1,40}})?\)"
)
_LONG_PARTY = re.compile(r".*(?:partiet|demokraterna|väl|väljarna|listan|framtid)$|moderaterna|liberalerna")
_NO_PARTY: Final = frozenset({"-", "–", "partilös", "obunden", "opolitisk", "politisk vilde"})
_NOT_CODES: Final = frozenset(
    [
        "ORDF",
        "TF",
        "TJG",
        "ERS",
        "VIK",
        "LED",
        "JUST",
        "SEKR",
        "EJ",
        "MFL",
        "KL",
        "NR",
        "SE",
        "OBS",
        "DEL",
        "JÄV",
        "SKR",
        "SKL",
        "EU",
        "FN",
        "USA",
        "VD",
        "KSO",
        "AB",
        "UD",
        "IT",
        "KS",
        "KF",
        "KSAU",
        "AU",
        "EJTJG",
        "ADJ",
        "FRV",
        "BIL",
        "FORTS",
    ]
)
_WINDOW: Final = 75


@dataclass(frozen=True, slots=True)
class Person:
    """A person named at ``text[start:end]``. ``party`` is the letter code, upper-case, or None; ``tail`` is where the bracket behind the
    name ends (``end`` where there is none); ``known`` says that the bracket is surely about a party, if only that there is none."""

    start: int
    end: int
    name: str
    party: str | None = None
    tail: int = 0
    known: bool = False

    @property
    def marked(self) -> bool:
        """Whether a bracket behind the name shows that it is a councillor's."""
        return self.known or self.party is not None


@cache
def party_codes() -> frozenset[str]:
    """The known letter codes of parties, upper-case."""
    return frozenset(row["code"] for row in table("political_parties"))


@cache
def _never() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(toml('person_titles')['never']['words'])})", re.IGNORECASE)


@cache
def _leading() -> re.Pattern[str]:
    lexicon = toml("person_titles")
    titles = "|".join(lexicon["titles"]["endings"])
    return re.compile(rf"(?:{'|'.join(lexicon['leading']['words'])}|{_LETTER}*-?(?:{titles}))", re.IGNORECASE)


@cache
def title_pattern() -> str:
    """A regular expression (case to be ignored) for a title as a whole: ``kommundirektör``, ``1:e vice ordförande``,
    ``ledamot av kommunfullmäktige``, ``chef för näringsliv och tillväxt``."""
    titles = toml("person_titles")["titles"]
    word = rf"(?:[\wåäöÅÄÖé&/-]*(?:{'|'.join(titles['endings'])}))"
    tail = rf"(?:(?: {titles['after'][0]}| ?[,/&]) ?[\wåäöÅÄÖé -]{{1,50}})?"
    return rf"(?:{titles['before'][0]} ){{0,3}}(?:[\wåäöÅÄÖé-]+s? (?:och [\wåäö-]+s? )?)?{word}{tail}"


@cache
def _title() -> re.Pattern[str]:
    return re.compile(title_pattern(), re.IGNORECASE)


def is_title(text: str) -> bool:
    """Whether ``text`` is nothing but a title (``Kommundirektör``, ``ordförande i kommunstyrelsen``)."""
    text = text.strip(" ,.")
    return 1 < len(text) <= 80 and bool(_title().fullmatch(text)) and not is_name(text)


@lru_cache(maxsize=8192)
def is_name(text: str) -> bool:
    """Whether ``text`` can be a person's name and nothing else."""
    if not _NAME.fullmatch(text) or len(text) > 60:
        return False
    words = text.split()
    if text.isupper() and max(len(w) for w in words) > 3 and any(_never().fullmatch(w) for w in words):
        return False
    capitalised = [w for w in words if w[0].isupper()]
    if sum(len(w.strip(".")) > 1 for w in capitalised) < 2 or len(capitalised[-1].strip(".")) < 2:
        return False
    if any(_leading().fullmatch(w) and i < 2 for i, w in enumerate(capitalised)):
        return False
    return not any(_never().fullmatch(part) for w in capitalised for part in {w, w.strip(".")})


def trim_name(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The extent of the name at the end of the capitalised run ``text[start:end]``, titles and other words before it left out; None
    if nothing that can be a name is left."""
    while True:
        run = text[start:end]
        if is_name(run):
            return start, end
        space = run.find(" ")
        if space < 0 or not (_leading().fullmatch(run[:space].strip(".")) or run[0].islower()):
            return None
        start += space + 1


@cache
def _codes_by_name() -> dict[str, str]:
    return {row["name"].lower(): row["code"] for row in reversed(table("political_parties")) if row["scope"] != "local"}


def party_named(name: str) -> str | None:
    """The letter code of the party called so (``Vänsterpartiet``); None for other names."""
    return _codes_by_name().get(name.strip(" .,").lower())


def _read_bracket(raw: str) -> tuple[str | None, bool] | None:
    """The letter code in a bracket and whether it is surely about a party; None if the bracket is about something else."""
    if raw in _NO_PARTY:
        return None, True
    if len(raw) > 5:
        return (party_named(raw), True) if _LONG_PARTY.match(raw.lower()) else None
    code = party_of(raw)
    if code is None or not (code in party_codes() or raw.isupper() or raw.istitle()):
        return None
    return code, code in party_codes()


def name_before(text: str, start: int, stop: int) -> tuple[int, int] | None:
    """The extent of the name that ends at ``stop``, on the same line and in the same cell; None where none does."""
    floor = max(start, stop - _WINDOW, text.rfind("\t", start, stop) + 1, text.rfind("\n", start, stop) + 1)
    match = _NAME_BEFORE.search(text, floor, stop)
    return trim_name(text, match.start(), stop) if match else None


def party_of(raw: str) -> str | None:
    """The letter code written as ``raw``, upper-case; None if it is an abbreviation that is no party (ordf, tjg)."""
    code = raw.strip(" ()").upper()
    return None if code in _NOT_CODES or not code or code in "-–" else code


def people_with_party(text: str, start: int = 0, end: int | None = None) -> list[Person]:
    """Everybody named with a letter code in brackets behind the name (``Anna Ek (S)``), in order."""
    found: list[Person] = []
    for match in _BRACKET.finditer(text, start, len(text) if end is None else end):
        bracket = _read_bracket(match[1])
        stop = match.start()
        while stop > start and text[stop - 1] in " \n\t":
            stop -= 1
        if bracket is None or match.start() - stop > 3:
            continue
        floor = found[-1].tail if found else start
        extent = name_before(text, floor, stop) or _over_line_break(text, max(floor, stop - _WINDOW), stop)
        if extent:
            extent = _with_first_name(text, floor, *extent)
            found.append(Person(extent[0], extent[1], clean_name(text[extent[0] : extent[1]]), bracket[0], match.end(), bracket[1]))
    return found


def _over_line_break(text: str, start: int, stop: int) -> tuple[int, int] | None:
    """The extent of a name that a line break parts (``Motion av Anna Ek (M) och Bo\\nEk (M)``)."""
    match = _BROKEN.search(text, start, stop)
    if match is None:
        return None
    first = match.start() + (match[1].rfind(" ") + 1 if not is_name(clean_name(match.group())) else 0)
    return (first, stop) if is_name(clean_name(text[first:stop])) else None


def _with_first_name(text: str, floor: int, start: int, end: int) -> tuple[int, int]:
    """The extent with the first name that a line break cut off (``... (M) och Bo`` / ``Erik Ek (M)``)."""
    if start > floor and text[start - 1] == "\n" and (first := _CUT_OFF.search(text, max(floor, start - 40), start - 1)):
        return (first.start(1), end) if is_name(clean_name(text[first.start(1) : end])) else (start, end)
    return start, end


def bare_people(text: str, start: int, end: int) -> Iterator[Person]:
    """Every run in ``text[start:end]`` that can be a person's name, without regard to what stands beside it."""
    for match in _NAME.finditer(text, start, end):
        extent = trim_name(text, match.start(), match.end())
        if extent:
            yield Person(extent[0], extent[1], clean_name(text[extent[0] : extent[1]]), None, extent[1])


def people_in(text: str, start: int, end: int, with_party: list[Person]) -> list[Person]:
    """The people named in ``text[start:end]``: those of ``with_party`` (sorted) that lie in it, and bare names between them."""
    first = bisect_left(with_party, start, key=lambda p: p.start)
    marked = []
    for person in with_party[first:]:
        if person.start >= end:
            break
        marked.append(person)
    found, at = list(marked), start
    for stop, following in [*((p.start, p.tail) for p in marked), (end, end)]:
        found += [p for p in bare_people(text, at, stop) if p.start >= at]
        at = following
    return sorted(found, key=lambda p: p.start)


def clean_name(raw: str) -> str:
    """A name as the tables give it: as written, in single spaces."""
    return " ".join(raw.split())


# Surnames that end in s in the nominative and are the same in the genitive.
_KEEPS_S: Final = re.compile(r"(?:ss|[eéi]us|aus|[ée]s|ius|x|z)$", re.IGNORECASE)


def nominative(name: str, others: frozenset[str] = frozenset()) -> str:
    """``name`` without the genitive's s. ``others`` are names in the nominative in the same document: a form found there is taken."""
    if not name.endswith("s") or name in others or (name[:-1] not in others and _KEEPS_S.search(name)):
        return name
    return name[:-1]


__all__ = [
    "NAME",
    "PARTY_BRACKET",
    "Person",
    "bare_people",
    "clean_name",
    "is_name",
    "is_title",
    "name_before",
    "nominative",
    "party_codes",
    "party_named",
    "party_of",
    "people_in",
    "people_with_party",
    "title_pattern",
    "trim_name",
]
