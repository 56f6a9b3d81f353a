"""Swedish municipalities and regions named in a text, by official name, bare name or web domain."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from extractors.anchors import Anchored
from extractors.remembered import remembered
from extractors.resources import table

GOTLAND: Final = "0980"

# A name is letters with inner hyphens; two words of one name stand at most two spaces or one line break apart.
_LETTERS = r"[^\W\d_]+"
_BREAK = r"(?:[^\S\n]{1,2}|[^\S\n]*\n[^\S\n]*)"
# The class comes first, as a search for it passes over the text many times as fast.
_CAPITALISED = re.compile(rf"[A-ZÅÄÖ](?<![\w@.-].)[^\W\d_]+(?:-{_LETTERS})*(?![\w-])")
_PAIR = re.compile(rf"({_LETTERS})(?:-|{_BREAK})({_LETTERS})(?![\w-])")
_NEXT = re.compile(rf"{_BREAK}({_LETTERS})(?!\w)")
_HOST = Anchored(r"(?<![\w-])(?:[a-z0-9-]{1,63}\.){0,9}([a-z0-9-]{1,63}\.se)(?![\w-]|\.\w)", re.IGNORECASE)

_AFTER = re.compile(
    r"(?:kommun|kommunen|kommuner|stad|(?:kommun|stads)fullmäktige|kommunstyrelse|kommunstyrelsen|municipality)s?$", re.IGNORECASE
)
_BEFORE = re.compile(
    r"(?:kommunfullmäktige|stadsfullmäktige|kommunstyrelsen?|kommunledningen|kommunen|kommunalråd)[^\S\n]+i[^\S\n]+$"
    r"|(?:municipality|(?:city|town|municipal)(?:[^\S\n]+council)?)[^\S\n]+of[^\S\n]+$",
    re.IGNORECASE,
)
# What stands beside a bare name that belongs to something else's name: Kalmar län, Lunds universitet, Högskolan i Gävle.
_NOT_AFTER = re.compile(
    r"(?:län|universitet|universitetssjukhus|högskola|tingsrätt|hovrätt|förvaltningsrätt|kammarrätt|församling|domkyrkoförsamling|pastorat"
    r"|stift|landsting|hamn|flygplats|station|centralstation|sjukhus|lasarett|tekniska|airport|university|ab|fc|ff|if|is|bk)s?$",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"(?:universitetet|högskolan|tingsrätten|hovrätten|förvaltningsrätten|kammarrätten|university)(?:[^\S\n]+(?:i|för|of))?[^\S\n]+$",
    re.IGNORECASE,
)
_PARTY = re.compile(r"[^\S\n]{0,2}\([A-Za-zÅÄÖåäö]{1,3}\)")


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality (4-digit SCB code) or region (2-digit county code) by its official name, without ``kommun``."""

    code: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class MunicipalityMention:
    """A municipality or region named at ``text[start:end]``. ``form`` is ``official`` (with ``kommun``, ``stad``, ``Region`` or the
    like), ``domain`` (web or e-mail domain) or ``bare``; ``kind`` is ``municipality`` or ``region``."""

    start: int
    end: int
    code: str
    name: str
    kind: str
    form: str


@dataclass(frozen=True, slots=True)
class _Index:
    by_code: dict[str, Municipality]
    names: dict[tuple[str, ...], Municipality]
    first_words: frozenset[str]
    ambiguous: frozenset[str]
    domains: dict[str, Municipality]
    areas: dict[str, Municipality]
    area_pattern: Anchored


def _words(name: str) -> tuple[str, ...]:
    return tuple(re.split(r"[\s-]+", name.casefold()))


def _without_diacritics(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _default_domain(name: str) -> str:
    return re.sub(r"[\s-]", "", _without_diacritics(name).casefold()) + ".se"


# Names that lose their ending before "kommun".
_SHORT_FORMS = {"Falun": "Falu"}


@cache
def _index() -> _Index:
    """Both lists, read once."""
    by_code, names, domains, areas = {}, {}, {}, {}
    ambiguous = set()
    for row in table("municipalities"):
        municipality = by_code[row["code"]] = Municipality(row["code"], row["name"], "municipality")
        names[_words(row["name"])] = municipality
        if form := _SHORT_FORMS.get(row["name"]):
            names[_words(form)] = municipality
        if row["ambiguous"] == "1":
            ambiguous.add(row["code"])
        for domain in row["domains"].split("|") if row["domains"] else [_default_domain(row["name"])]:
            domains[domain] = municipality
    for row in table("regions"):
        region = by_code[row["code"]] = Municipality(row["code"], row["name"], "region")
        areas.update({area.casefold(): region for area in row["areas"].split("|")})
        domains.update(dict.fromkeys(row["domains"].split("|"), region))
    areas["gotland"] = areas["gotlands län"] = by_code[GOTLAND]
    first_words = frozenset(words[0] for words in names)
    return _Index(by_code, names, first_words, frozenset(ambiguous), domains, areas, _area_pattern(areas))


def _area_pattern(areas: dict[str, Municipality]) -> Anchored:
    """``Region Skåne``, ``Landstinget i Värmland``, ``Norrbottens läns landsting``, ``Västra Götalandsregionen``."""
    names = "|".join(re.escape(a).replace(r"\ ", r"\s{1,3}") for a in sorted(areas, key=len, reverse=True))
    return Anchored(
        rf"\b(?:(?:region(?:en)?|landstinget|landstinget\s{{1,3}}i|regionfullmäktige\s{{1,3}}i|regionstyrelsen\s{{1,3}}i)\s{{1,3}}(?P<area>{names})s?"
        rf"|(?P<council>{names})s?\s{{1,3}}landstings?|(?P<west>västra\s{{1,3}}götalandsregionens?|vgr))\b",
        re.IGNORECASE,
    )


def municipality_by_code(code: str) -> Municipality | None:
    """The municipality with a 4-digit SCB code or the region with a 2-digit county code; None where there is none."""
    return _index().by_code.get(code)


def find_municipalities(text: str) -> list[MunicipalityMention]:
    """All mentions of Swedish municipalities and regions in ``text``, in order, without overlaps.

    A name that is also a word or a surname (Åre, Lund, Mark) counts only in its official form or as a domain.
    """
    return list(_found(text))


@remembered
def _found(text: str) -> tuple[MunicipalityMention, ...]:
    found = [*_domains(text), *_regions(text)]
    taken = {offset for m in found for offset in range(m.start, m.end)}
    found += (m for m in _named(text) if m.start not in taken)
    return tuple(sorted(found, key=lambda m: m.start))


def _mention(start: int, end: int, owner: Municipality, form: str) -> MunicipalityMention:
    return MunicipalityMention(start, end, owner.code, owner.name, owner.kind, form)


def _domains(text: str) -> Iterator[MunicipalityMention]:
    for match in _HOST.finditer(text):
        owner = _index().domains.get(match.group(1).lower())
        if owner:
            yield _mention(match.start(), match.end(), owner, "domain")


def _regions(text: str) -> Iterator[MunicipalityMention]:
    index = _index()
    for match in index.area_pattern.finditer(text):
        if not match.group()[0].isupper():
            continue
        area = match["area"] or match["council"] or "västra götaland"
        yield _mention(match.start(), match.end(), index.areas[" ".join(area.casefold().split())], "official")


def _named(text: str) -> Iterator[MunicipalityMention]:
    """Municipalities by name, official or bare."""
    index, free = _index(), 0
    for word in _CAPITALISED.finditer(text):
        if word.start() < free or not _begins_name(word.group()):
            continue
        pair = _PAIR.match(text, word.start())
        owner, end = (_owner(_words(f"{pair[1]} {pair[2]}")), pair.end()) if pair else (None, 0)
        if owner is None:
            owner, end = _owner(_words(word.group())), word.end()
        if owner is None:
            continue
        after = _NEXT.match(text, end)
        if after and _AFTER.match(after[1]):
            free = after.end()
            yield _mention(word.start(), free, owner, "official")
        elif _BEFORE.search(text, max(0, word.start() - 40), word.start()):
            yield _mention(word.start(), end, owner, "official")
        elif owner.code not in index.ambiguous and not _belongs_to_another_name(text, word.start(), end):
            yield _mention(word.start(), end, owner, "bare")
        free = max(free, end)


@lru_cache(maxsize=16384)
def _begins_name(word: str) -> bool:
    """Does a municipality's name begin with the word, or with its first part before a hyphen, also in the genitive?"""
    first, known = word.partition("-")[0].casefold(), _index().first_words
    return first in known or first.removesuffix("s") in known


def _owner(words: tuple[str, ...]) -> Municipality | None:
    """The municipality called so, also in the genitive."""
    names = _index().names
    return names.get(words) or (names.get((*words[:-1], words[-1][:-1])) if words[-1].endswith("s") else None)


def _belongs_to_another_name(text: str, start: int, end: int) -> bool:
    """Whether a bare name is part of a person's, a company's or an authority's name (Lunds universitet, Malmö Live AB)."""
    after = _NEXT.match(text, end)
    if _PARTY.match(text, end) or (after and (_NOT_AFTER.match(after[1]) or _is_proper(after))):
        return True
    return bool(_NOT_BEFORE.search(text, max(0, start - 40), start))


def _is_proper(after: re.Match[str]) -> bool:
    """Whether the next word, on the same line, is a capitalised one, as in ``Göteborg Energi``."""
    word = after[1]
    return "\n" not in after.group() and word[:1].isupper() and len(word) > 2 and not word.isupper()
