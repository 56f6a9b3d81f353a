"""A matter's counterparts, and how a sentence names them by where they lie: "de nordiska vänorterna", "vår vänort i Finland"."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.places import PlaceMention
from extractors.relation_words import words
from extractors.sentence import Sentence

# Countries by the name of their part of the world.
_REGIONS = {"nordic": ("DK", "FI", "FO", "IS", "NO", "AX", "GL"), "baltic": ("EE", "LV", "LT")}
# How far before a country the words stand that name a twin town by it, in characters.
_NEAR = 60


@dataclass(slots=True)
class Counterpart:
    """A foreign place that a matter has, had or would have a relation with; ``mentions`` are those that show it."""

    name: str
    country: str
    identifier: str
    case: int | None
    mentions: list[PlaceMention]
    strength: float = 0.0


def of_row(sentence: Sentence, known: dict[str, Counterpart]) -> list[str]:
    """The counterpart of a table's row that names only its country; none where the row is of a place that is no counterpart."""
    return _only_one({p.country_code for p in sentence.places}, known)


def by_region(sentence: Sentence, known: dict[str, Counterpart]) -> list[str]:
    """The counterparts that a sentence names together by where they lie: "de nordiska vänorterna"."""
    told = [c for name, countries in _REGIONS.items() if known and words(name).search(sentence.text) for c in countries]
    return [c.name for c in known.values() if c.country in told]


def by_country(sentence: Sentence, known: dict[str, Counterpart]) -> list[str] | None:
    """The counterpart that a sentence names by its country alone: "har haft vänort i Finland"; none where that is not clear, None
    where it names none so."""
    countries = [p for p in sentence.places if p.kind == "country"]
    ahead = [sentence.text[max(0, p.start - sentence.start - _NEAR) : p.start - sentence.start] for p in countries]
    if not any(words("twin_in").search(text) for text in ahead):
        return None
    return _only_one({p.country_code for p in countries}, known)


def _only_one(countries: set[str], known: dict[str, Counterpart]) -> list[str]:
    there = [c.name for c in known.values() if c.country in countries]
    return there if len(countries) == 1 and len(there) == 1 else []


__all__ = ["Counterpart", "by_country", "by_region", "of_row"]
