"""Candidates for places: capitalised runs that the gazetteer knows, whatever they mean in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from extractors.gazetteer import LARGE, NORDIC_BALTIC, Place, fold, gazetteer, plain, weight
from extractors.resources import toml

_WORD = re.compile(r"[^\W\d_](?:[\w’'´`]|[-:](?=\w))*")
# The class comes first, as a search for it passes over the text many times as fast.
CAPITALISED = re.compile(r"[A-ZÀ-ÞĀ-Ž](?<![\w@.:’'´-].)(?:[\w’'´`]|[-:](?=\w)|(?<=\bS[tT])\.(?= [A-Z]))*")
# What comes before a name inside a web address (www.example.se/Paris).
_ADDRESS = re.compile(r"[.:/][^\s/]*/(?:[^\s/]*/)*$")
_LOWER = re.compile(r"(?<![\w@/.-])[a-zåäöéü]{3,}(?![\w@/]|\.\w|-\w)")
# A letter that no Swedish word or name has.
_FOREIGN_LETTER = re.compile(r"[^a-zåäöéèàáüçñß '’.-]")
_GAP = re.compile(r"[^\S\n]{1,2}|[^\S\n]*\n[^\S\n]*")

# Countries so near that their middle-sized towns are named without explanation.
NEIGHBOURS: Final = NORDIC_BALTIC | {"PL", "DE", "UA", "RU", "BY"}
NEAR_SIZE: Final = 15_000
# Where large cities are known by name; elsewhere only those of half a million.
FAMILIAR: Final = frozenset(re.findall("..", "ATBABEBGCHCNCZESFRGBGRHRHUIEITJPKRMDNLPTRORSSISK"))
_VERY_LARGE: Final = 500_000


@dataclass(slots=True)
class Hit:
    """A candidate. ``noun`` is the kind that a word beside it announces; ``country`` the one that the text names with it."""

    start: int
    end: int
    key: str
    places: tuple[Place, ...]
    noun: str = ""
    country: str = ""
    division: str = ""
    plural: bool = False
    listed: bool = False
    weak: bool = False
    abroad: bool = False
    settled: bool = False
    near: bool = False
    related: bool = False
    place: Place | None = None


@cache
def _suffix() -> re.Pattern[str]:
    groups = "|".join(rf"(?P<{kind}>{'|'.join(words)})" for kind, words in toml("place_contexts")["suffix"].items())
    return re.compile(rf"[ ]?(?:{groups})$")


@lru_cache(maxsize=2)
def lower_words(text: str) -> frozenset[str]:
    """The folded words that the text writes in lower case."""
    return frozenset(fold(word) for word in set(_LOWER.findall(text)))


def candidates(text: str) -> Iterator[Hit]:
    """Capitalised runs that the gazetteer knows, the longest at each place."""
    free = 0
    for word in CAPITALISED.finditer(text):
        if word.start() < free or _is_no_place(word.group()):
            continue
        hit = longest_name(text, word)
        if (hit is None and "-" not in word.group()) or _ADDRESS.search(text, max(0, word.start() - 80), word.start()):
            continue
        if hit is not None:
            free = hit.end
            yield hit
        else:
            yield from _compound(word)


@lru_cache(maxsize=16384)
def _is_no_place(word: str) -> bool:
    """Is a word neither a place, nor the beginning of one's name, nor places joined by hyphens?"""
    return "-" not in word and _longest(fold(word)) == 1 and lookup(fold(word)) is None


def _longest(key: str) -> int:
    """The number of words of the longest name that begins like ``key``."""
    longest, first = gazetteer().longest, key.partition(" ")[0]
    return max(longest.get(first, 1), longest.get(first.removesuffix("s"), 1))


def longest_name(text: str, word: re.Match[str]) -> Hit | None:
    key = fold(word.group())
    ends, keys, limit = [word.end()], [key], _longest(key)
    if limit == 1:
        known = lookup(key)
        return Hit(word.start(), word.end(), *known) if known else None
    while len(ends) < limit and (gap := _GAP.match(text, ends[-1])) and (following := _WORD.match(text, gap.end())):
        ends.append(following.end())
        keys.append(f"{keys[-1]} {fold(following.group())}")
    for end, key in zip(reversed(ends), reversed(keys), strict=True):
        if found := lookup(key):
            return Hit(word.start(), end, *found)
    return None


def _compound(word: re.Match[str]) -> Iterator[Hit]:
    """The foreign names among several joined by hyphens, all of them places (``Gävle-Zhuhai``)."""
    parts = [(m.start(), m.group(), lookup(fold(m.group()))) for m in re.finditer(r"[^-]+", word.group())]
    if all(part[0].isupper() and (found or fold(part) in gazetteer().domestic) for _, part, found in parts):
        for offset, part, found in parts:
            if found:
                start = word.start() + offset
                yield Hit(start, start + len(part), *found)


@lru_cache(maxsize=16384)
def lookup(key: str) -> tuple[str, tuple[Place, ...], str] | None:
    """The known name behind a key as written, with what its suffix announces: as it is, in the genitive, with a suffix."""
    places = gazetteer().places
    if key.endswith("s") and key[:-1] in gazetteer().municipal and not (key in places and places[key][0].curated):
        return None
    for form in (key, "" if _has_short_word(key) else key.replace(" ", "")):
        if form in places:
            return _prefer_stem(form)
    if key.endswith("s") and key[:-1] in places:
        return key[:-1], places[key[:-1]], ""
    first, _, rest = key.partition(" ")
    if rest and first.endswith("s") and f"{first[:-1]} {rest}" in places:
        return f"{first[:-1]} {rest}", places[f"{first[:-1]} {rest}"], ""
    if (bare := plain(key)) != key and (_FOREIGN_LETTER.search(key) or _is_respelt(key, bare)) and (found := lookup(bare)):
        return found
    suffix = _suffix().search(key) if len(key) > 6 else None
    if suffix:
        stem = key[: suffix.start()].rstrip()
        for form in (stem, stem.removesuffix("s"), stem.replace(" ", "")):
            if len(form) > 2 and form in places and (is_known(places[form][0]) and form not in gazetteer().words):
                return form, places[form], (suffix.lastgroup or "").replace("any", "suffix")
    return None


def _is_respelt(key: str, bare: str) -> bool:
    """Whether Swedish letters stand for other accented ones of a place's name (Pölva for Põlva), as typists and recognition put them."""
    if bare not in gazetteer().places:
        key, bare = key.removesuffix("s"), bare.removesuffix("s")
    if bare not in gazetteer().places or key in gazetteer().domestic:
        return False
    name = fold(gazetteer().places[bare][0].name)
    return len(name) == len(key) and all(a == b or not (a.isascii() or b.isascii()) for a, b in zip(key, name, strict=True))


def _has_short_word(key: str) -> bool:
    """Whether a word of the key is one letter (``Alta i``): no part of a name that recognition tore apart."""
    return " " in key and any(len(word) == 1 for word in key.split())


def _prefer_stem(key: str) -> tuple[str, tuple[Place, ...], str]:
    """A key that is both a small place's name and a far larger one's genitive (Parma, Parmas) means the larger."""
    places = gazetteer().places
    stem = key[:-1]
    if key.endswith("s") and stem in places and not places[key][0].curated:
        ours, other = places[key][0], places[stem][0]
        if other.curated or (other.main and other.population > 10 * ours.population):
            return stem, places[stem], ""
    return key, _with_plain_namesakes(key), ""


def _with_plain_namesakes(key: str) -> tuple[Place, ...]:
    """The key's places, and those written without its diacritics (San José, San Jose), the weightiest first."""
    places, bare = gazetteer().places, plain(key)
    if bare == key or bare not in places or places[key][0].curated:
        return places[key]
    return tuple(sorted({*places[key], *places[bare]}, key=weight))


def is_known(place: Place) -> bool:
    """Whether a Swedish reader may be expected to know the place without its country."""
    if place.curated or place.kind == "country":
        return True
    if place.country in NEIGHBOURS:
        return place.population >= NEAR_SIZE
    return place.population >= (LARGE if place.country in FAMILIAR else _VERY_LARGE)
