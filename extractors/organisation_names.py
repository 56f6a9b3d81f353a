"""Names of organisations in running text: where they begin and end, what kind they tell, and enumerations of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from extractors.anchors import alternatives
from extractors.bodies import body_pattern, canonical_body, office_pattern
from extractors.formulas import formula
from extractors.gazetteer import fold, gazetteer
from extractors.municipalities import find_municipalities
from extractors.resources import toml

_U: Final = "A-ZÀ-ÖØ-Þ"
_CAP: Final = rf"[{_U}][\wåäöÅÄÖé&/´’'.:–+-]*[\wåäöé&+]|[{_U}]"
# The first words of "Kultur- och fritidsnämnden" and "Miljö-, bygg- och hälsonämnden".
_JOINED: Final = rf"[{_U}][a-zåäöé]{{1,30}}-(?:, [a-zåäöé]{{1,30}}-){{0,3}} och [a-zåäöé]{{2,40}}"
_KINDS: Final = ("company", "higher_education", "public_body", "association")


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation named at ``text[start:end]``. ``certain`` says that its name or the word before it tells what it is, ``own`` that it
    is a board of the municipality or region itself."""

    start: int
    end: int
    name: str
    kind: str
    certain: bool
    identifier: str | None = None
    own: bool = False


@cache
def _known() -> tuple[re.Pattern[str], list[tuple[re.Pattern[str], str, str]]]:
    entries = [
        (p, kind, name) for kind, names in toml("organisations")["known"].items() for name, patterns in names.items() for p in patterns
    ]
    folded = [(re.compile(rf"{p if p.isupper() or p == 'Sida' else _any_case(p)}s?"), kind, name) for p, kind, name in entries]
    return re.compile("|".join(f"(?:{f[0].pattern})" for f in folded)), folded


def _any_case(pattern: str) -> str:
    """The pattern with its first letter, and every letter that begins a word, in either case."""
    return re.sub(r"(?<![\\\w\[?:(])([a-zåäö])(?=[a-zåäö])", lambda m: f"[{m[1]}{m[1].upper()}]", pattern)


@cache
def _item() -> re.Pattern[str]:
    """One organisation in an enumeration, with the noun before it."""
    lexicon = toml("organisations")
    nouns = alternatives([p for kind in _KINDS for p in lexicon["before"].get(kind, [])])
    inside = "|".join(lexicon["inside"]["words"])
    linked = rf"N(?:o|r|umber)\.? \d{{1,3}}(?!\d)|(?:i|för|på|of|and|in|for|the|&) (?=[{_U}])(?:{_CAP})|(?:centrum|center|centret)(?= i )"
    name = rf"(?:{_JOINED}|{_CAP})(?: (?:{linked}|{_CAP}|(?:{inside})(?![\wåäö])))*"
    lead, no_name = formula("organisation", "lead").pattern, formula("organisation", "no_name").pattern
    known = rf"(?:{_known()[0].pattern})(?![\wåäö]|:?s? (?:{'|'.join(lexicon['inside']['branches'])})(?![\wåäö]))"
    # The municipality's own bodies, and what is named in small letters (fackliga organisationer), are passed over.
    word = rf"(?!{no_name}\b)[a-zåäö-]+"
    passed = rf"(?:{body_pattern()}|{office_pattern()})(?![\wåäö])|{word}(?: i (?:{_CAP})|(?: {word}){{0,2}}?)(?=,| och | samt )"
    return re.compile(
        rf"(?P<lead>(?:{lead} ){{0,8}})(?:(?P<noun>{nouns}) )?(?:(?P<name>{known}|{name})(?: i (?:{_CAP}))?|(?P<own>{passed}))"
        rf"(?P<short> \((?:[{_U}][\wÅÄÖåäö]{{1,8}})\))?"
    )


_CONJUNCTION: Final = re.compile(r",? (?:och|samt|liksom|respektive|jämte|and) (?:av |från |med |till )?|, (?:av |från |med |till )?|/")


@cache
def _joined() -> re.Pattern[str]:
    """The first of two names that "and" joins, each with a word that tells its kind: no part of one name as in "Water and Sanitation"."""
    heads = r"(?:University|College|Polytechnic|School|Gymnasium|Hospital|Museum|Institute|Company|Academy|Association|Chamber|Ltd\.?|AB)"
    return re.compile(rf".{{0,300}}?\b{heads}\b.{{0,300}}?(?= and .{{0,300}}?\b{heads}\b)")


@lru_cache(maxsize=4096)
def kind_of(name: str) -> str | None:
    """The kind that the words of an organisation's name tell; None where they tell nothing."""
    _, known = _known()
    for pattern, kind, _name in known:
        if pattern.fullmatch(name):
            return kind
    words = name.split()
    for kind in _KINDS:
        pattern = _words("kind", kind, re.IGNORECASE)
        if any(pattern.fullmatch(w) for w in words):
            return kind
    behind = toml("organisations")["kind_behind"]
    return next((k for k in behind if any(_words("kind_behind", k).fullmatch(w) for w in words[1:])), None)


@cache
def _words(group: str, name: str, flags: int = 0) -> re.Pattern[str]:
    """An entry of the lexicon as one pattern, which matches nothing where the entry is missing."""
    return re.compile(alternatives(toml("organisations")[group].get(name, ["(?!)"])), flags)


@cache
def _never() -> re.Pattern[str]:
    office = rf"(?:[a-zåäöé]{{1,30}}-(?: och|,) ){{0,4}}{office_pattern()}"
    return re.compile(rf"(?:{alternatives(toml('organisations')['never']['names'])}|{body_pattern()}|{office})", re.IGNORECASE)


@lru_cache(maxsize=4096)
def canonical(raw: str) -> str:
    """The name used in the tables: that of the lexicon, else as written without a genitive's or AB's ``:s``."""
    for pattern, _, name in _known()[1]:
        if pattern.fullmatch(raw) and not re.search(rf"\b[{_U}]", raw[1:]):
            return name
    return " ".join(raw.removesuffix(":s").split())


@lru_cache(maxsize=4096)
def _is_place(name: str) -> bool:
    """Whether a name without any word that tells its kind is a place's."""
    key = fold(name)
    known = gazetteer()
    if name.removesuffix("s") in toml("organisations")["provinces"]["names"]:
        return True
    if any(k in known.places or k in known.domestic for k in (key, key.removesuffix("s"))):
        return True
    return any(m.start == 0 and m.end == len(name) for m in find_municipalities(name))


def _organisation(text: str, match: re.Match[str]) -> Organisation | None:
    """The organisation of a matched item; None for offices and deciding bodies of the municipality itself, places and persons."""
    if match["name"] is None:
        return _board(text, *match.span("own"))
    start, end = match.span("name")
    while text[end - 1] in ".,:;–":
        end -= 1
    end = start + len(_without_place(text[start:end]))
    if match["noun"] and _belongs_to_name(text, match.start("noun"), text[start:end]):
        start = match.start("noun")
    raw = text[start:end]
    kind = kind_of(raw)
    told = next((k for k in _KINDS if match["noun"] and _words("before", k, re.IGNORECASE).fullmatch(match["noun"])), None)
    if board := _board(text, start, end):
        return board
    if (_never().fullmatch(raw) and not _known()[0].fullmatch(raw)) or (len(raw) < 3 and kind is None):
        return None
    if re.search(r"(?:\b(?:[Kk]ommun|[Ss]tad)|(?<!Business )[Rr]egion\w{0,40}+|[Ll]andsting(?:et)?)s?$|^(?:Region|Landstinget) ", raw):
        municipality = _municipality(raw, start, end)
        if municipality or kind is None:
            return municipality
    if kind is None and told is None and (_is_place(raw) or re.match(r" ?\([a-zåäö]{1,3}\)", text[end : end + 6])):
        return None
    return Organisation(start, end, canonical(raw), kind or told or "association", bool(kind or told))


def _board(text: str, start: int, end: int) -> Organisation | None:
    """A board (nämnd) of the municipality that is named at ``text[start:end]``."""
    raw = text[start:end]
    if not _words("own", "boards", re.IGNORECASE).fullmatch(raw):
        return None
    return Organisation(start, end, canonical_body(raw), "public_body", True, own=True)


def _belongs_to_name(text: str, at: int, name: str) -> bool:
    """Is a noun before a name a part of it: "Vänortsföreningen Motala", "Samordningsförbundet RAR", but "branschorganisationen Teko"?"""
    if _words("before", "whole", re.IGNORECASE).match(text, at):
        return True
    return text[at : at + 2].istitle() and (
        all(map(_is_place, re.split("[–/-]", name)))
        or name.isupper()
        or re.search(r"(?:^|[.!?:\n]\s*)$", text[max(0, at - 3) : at]) is None
    )


def _without_place(raw: str) -> str:
    """A name without the place its bearer lies in: "ABB i Ludvika" is ABB, but "Rotaryklubben i Nora" and "Högskolan i Borås" are names."""
    located = re.fullmatch(r"(?P<name>.+?) (?P<link>i|in) (?P<place>[^ ]+)", raw)
    if located is None or not _is_place(located["place"]) or _known()[0].fullmatch(raw):
        return raw
    named = kind_of(located["name"].split()[-1]) is not None and located["link"] == "i"
    return raw if named else located["name"]


def _municipality(raw: str, start: int, end: int) -> Organisation | None:
    """Another municipality or region by its official name."""
    mention = next((m for m in find_municipalities(raw) if m.form == "official" and m.start == 0 and m.end == len(raw)), None)
    return Organisation(start, end, mention.name, mention.kind, True, f"scb:{mention.code}") if mention else None


def enumeration(text: str, start: int, end: int, people: frozenset[int]) -> list[Organisation]:
    """The organisations enumerated from ``start`` on (``X, Y och branschorganisationen Z``). ``people`` are where persons' names begin."""
    found: list[Organisation] = []
    at = start
    while at < end and (match := _item().match(text, at, end)):
        if match["name"] and match.start("name") in people:
            break
        if match["name"] and (two := _joined().match(match["name"])):
            match = _item().match(text, at, match.start("name") + two.end()) or match
        organisation = _organisation(text, match)
        # Sveriges Kommuner och Regioner, SKR, ...
        if organisation and not (found and organisation.name.isupper() and organisation.name == _initials(found[-1].name)):
            found.append(organisation)
        at = match.end()
        link = _CONJUNCTION.match(text, at, end)
        if not link:
            break
        at = link.end()
    return found


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if len(word) > 3).upper()


def enumeration_before(text: str, start: int, end: int, people: frozenset[int]) -> list[Organisation]:
    """The enumeration that ends at ``end``, found by trying its possible beginnings from the sentence's on."""
    for match in re.finditer(r"(?<![\w-])(?=[\wÅÄÖåäö])", text[start:end]):
        at = start + match.start()
        if not (text[at].isupper() or _item().match(text, at, end)):
            continue
        last = at
        while item := _item().match(text, last, end):
            last = item.end()
            link = _CONJUNCTION.match(text, last, end)
            if not link:
                break
            last = link.end()
        if last > at and text[last:end].strip(" ,.") == "":
            return enumeration(text, at, end, people)
    return []


__all__ = ["Organisation", "canonical", "enumeration", "enumeration_before", "kind_of"]
