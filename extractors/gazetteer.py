"""The places and countries that ``find_places`` knows, indexed once per process by their folded names.

The cities (``lexicon/gazetteer.tsv.gz``, made by ``tools/make_places.py``) are GeoNames' data, licensed CC BY 4.0.
"""

from __future__ import annotations

import gzip
import unicodedata
from functools import cache, lru_cache
from typing import Final, NamedTuple

from extractors.resources import LEXICON, table, toml

# Words that end the name of a first-level division and may as well stand apart from it (Lvivregionen, oblasten Lviv).
DIVISION_WORDS: Final = ("oblast", "kraj", "fylke", "län", "county", "prefektur", "provins", "landskap", "kanton", "district")
LARGE: Final = 100_000
# Where most Swedish twin towns lie: of namesakes, a town there is meant rather than one as large far away.
NORDIC_BALTIC: Final = frozenset({"NO", "DK", "FI", "IS", "FO", "GL", "AX", "EE", "LV", "LT"})
_NEARNESS: Final = 20
_TRANSLATED = str.maketrans(
    {"ø": "ö", "æ": "ä", "ß": "ss", "ł": "l", "đ": "d", "ı": "i", "’": "", "'": "", "´": "", "`": "", ".": "", ":": "", "-": " "}
)


class Place(NamedTuple):
    """A place outside Sweden. ``curated`` says that ``place_names.csv`` names it, ``main`` that the key is its main name, ``noun`` that
    the key means it only with such a word as ``oblast`` beside it; ``division`` is GeoNames' code of the province it lies in."""

    name: str
    country: str
    kind: str
    identifier: str
    population: int
    division: str
    curated: bool
    main: bool
    noun: bool = False


class Gazetteer(NamedTuple):
    """``places`` by folded name; ``longest`` tells how many words the longest name beginning with a word has; ``domestic`` are Swedish
    places' names, ``municipal`` those of municipalities; ``words`` are names that are also words or persons' names."""

    places: dict[str, tuple[Place, ...]]
    longest: dict[str, int]
    domestic: frozenset[str]
    municipal: frozenset[str]
    words: frozenset[str]


@lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """The key of a name: lower-case, no apostrophes, hyphens as spaces, ø and æ as ö and ä. Other diacritics stay."""
    return " ".join(name.casefold().translate(_TRANSLATED).split())


def plain(key: str) -> str:
    """A key without any diacritics, as in ``Swinoujscie``."""
    if key.isascii():
        return key
    return "".join(c for c in unicodedata.normalize("NFKD", key) if not unicodedata.combining(c))


@cache
def countries() -> dict[str, str]:
    """Country names in Swedish by ISO 3166-1 alpha-2 code."""
    from babel import Locale

    names = {c: n for c, n in Locale("sv").territories.items() if len(c) == 2 and c.isalpha() and c not in _NO_COUNTRIES}
    names |= {row["code"]: row["name"] for row in table("country_names") if row["name"]}
    return names


# Sweden, and the two whose name means a city to Swedish readers: the gazetteer has them.
_NAMED_AS_CITIES = frozenset({"SE", "HK", "MO"})
# Codes that Unicode uses for other things than countries.
_NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "AC", "DG", "EA", "IC", "TA", "CP"})


@cache
def adjectives() -> dict[str, str]:
    """Codes by every form of the adjectives (kinesisk, kinesiska, kinesiskt, kinesiske, kinesiskas)."""
    forms: dict[str, str] = {}
    for row in table("country_names"):
        for stem in filter(None, row["adjectives"].split("|")):
            forms |= {stem + ending: row["code"] for ending in ("", "a", "t", "e", "as", "s")}
    return forms


@cache
def gazetteer() -> Gazetteer:
    """Everything, read once: about half a second."""
    collected: dict[str, list[Place]] = {}
    municipal = frozenset(fold(row["name"]) for row in table("municipalities"))
    domestic = set(municipal)
    named, used = _curated_cities(), set()
    for line in gzip.decompress((LEXICON / "gazetteer.tsv.gz").read_bytes()).decode().splitlines():
        number, country, division, population, name, others = line.split("\t")
        if country == "SE":
            domestic.add(fold(name))
            continue
        spellings = others.split("|") if others else []
        row = next((r for n in (name, *spellings) if (r := named.get((country, plain(fold(n)))))), None)
        if row is not None and row["name"] in used:
            row = None
        main = {name}
        if row:
            used.add(row["name"])
            main |= {row["name"], row["match"], *row["variants"].split("|")}
        shown = row["name"] if row else name
        _add(
            collected,
            Place(shown, country, "city", f"geonames:{number}", int(population), division, row is not None, True),
            main,
            spellings,
        )
    for row in table("place_names"):
        if row["kind"] != "city" or row["name"] not in used:
            _add_curated(collected, row)
    _add_countries(collected)
    places = {key: tuple(sorted(found, key=weight)) for key, found in collected.items()}
    longest: dict[str, int] = {}
    for key in places:
        first, _, rest = key.partition(" ")
        if rest:
            longest[first] = max(longest.get(first, 1), key.count(" ") + 1)
    words = {fold(word) for group in toml("ordinary_words").values() for word in group.split()}
    return Gazetteer(places, longest, frozenset(domestic), municipal, frozenset(words))


def size(place: Place) -> int:
    """The population, counted as many times over in the Nordic and Baltic countries as makes namesakes comparable."""
    return place.population * _NEARNESS if place.country in NORDIC_BALTIC else place.population


def weight(place: Place) -> tuple[bool, bool, bool, int, str]:
    """The order of namesakes, the likeliest first."""
    return (
        place.noun,
        place.kind != "country",
        not place.curated,
        -size(place) if place.main else -size(place) // 10,
        place.identifier,
    )


def kind_and_parent(name: str, country: str | None) -> tuple[str | None, str | None]:
    """What kind of place a canonical name means in a country, and the province or city that it lies in, each None where not known."""
    found = next((p for p in gazetteer().places.get(fold(name), ()) if p.name == name and country in (None, p.country)), None)
    if found is None:
        return None, None
    if found.kind == "city" and found.division:
        return found.kind, next((r["name"] for r in table("place_names") if _is_division(r, found)), None)
    if found.kind == "district":
        return found.kind, next((r["parent"] for r in table("place_names") if r["name"] == name and r["kind"] == "district"), None) or None
    return found.kind, None


def _is_division(row: dict[str, str], place: Place) -> bool:
    return row["kind"] == "province" and row["country"] == place.country and row["match"] == place.division


def _curated_cities() -> dict[tuple[str, str], dict[str, str]]:
    """The rows of ``place_names.csv`` that rename a city, by country and every spelling."""
    rows = [row for row in table("place_names") if row["kind"] == "city"]
    return {(r["country"], plain(fold(n))): r for r in rows for n in (*r["variants"].split("|"), r["name"], r["match"]) if n}


def _add(collected: dict[str, list[Place]], place: Place, main: set[str], others: list[str]) -> None:
    """File a place under its names, with and without diacritics."""
    keys = {k: True for name in main if name for k in (fold(name), plain(fold(name)))}
    for name in filter(None, others):
        keys.setdefault(fold(name), False)
        keys.setdefault(plain(fold(name)), False)
    minor = place._replace(main=False, curated=False)
    for key, is_main in keys.items():
        collected.setdefault(key, []).append(place if is_main else minor)


def _add_curated(collected: dict[str, list[Place]], row: dict[str, str]) -> None:
    """File a province, district or the like, also by the stem of its name where that needs a word beside it."""
    shown = row["name"].removeprefix("delstaten ")
    place = Place(shown, row["country"], row["kind"], "", 0, row["match"], True, True)
    if shown == row["name"]:
        _add(collected, place, {shown, *row["variants"].split("|")}, [])
    for name in (row["name"], *row["variants"].split("|")):
        stem, _, last = name.rpartition(" ")
        if stem and last in DIVISION_WORDS:
            _add(collected, place._replace(noun=True), {stem}, [])
        elif name.startswith("delstaten "):
            _add(collected, place._replace(noun=True), {shown}, [])


def _add_countries(collected: dict[str, list[Place]]) -> None:
    variants = {row["code"]: row["variants"].split("|") for row in table("country_names")}
    for code, name in countries().items():
        if code not in _NAMED_AS_CITIES:
            _add(collected, Place(name, code, "country", "", 0, "", True, True), {name, *variants.get(code, ())}, [])
