"""Geography for the extractors: Swedish municipalities and regions, places abroad, countries.

>>> [m.name for m in find_municipalities("Borås Stad och Piteå kommun")]
['Borås', 'Piteå']
>>> [(p.raw, p.name, p.country_code) for p in find_places("Avtalet med Guangdong-provinsen och Swinoujscie")]
[('Guangdong-provinsen', 'Guangdong', 'CN'), ('Swinoujscie', 'Świnoujście', 'PL')]
"""

from __future__ import annotations

from extractors.gazetteer import adjectives, countries
from extractors.municipalities import Municipality, MunicipalityMention, find_municipalities, municipality_by_code
from extractors.places import PlaceMention, find_places


def country_name(code: str, lang: str = "sv") -> str | None:
    """The country's usual name by its ISO 3166-1 alpha-2 code, in the language ``lang`` (ISO 639-1); None where there is none."""
    if lang == "sv":
        return countries().get(code)
    from babel import Locale

    name: str | None = Locale(lang).territories.get(code) if code in countries() else None
    return name


def country_of_adjective(word: str) -> str | None:
    """The country code behind an adjective in any form (``kinesiska`` → ``CN``); None where it is no country's."""
    return adjectives().get(word.lower())


__all__ = [
    "Municipality",
    "MunicipalityMention",
    "PlaceMention",
    "country_name",
    "country_of_adjective",
    "find_municipalities",
    "find_places",
    "municipality_by_code",
]
