"""A sentence with the places and municipalities that it names."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.municipalities import MunicipalityMention
from extractors.places import PlaceMention


@dataclass(slots=True)
class Sentence:
    """A sentence with what it names. ``others`` says that it speaks of another Swedish municipality's affairs; ``lead`` is the text of
    the line that leads the list of twin towns it is an item of, or speaks of as a whole; ``head`` are the counterparts named by the heading
    of the section it stands in."""

    start: int
    end: int
    block: int
    case: int | None
    part: int
    zone: str
    text: str
    places: list[PlaceMention] = field(default_factory=list)
    municipalities: list[MunicipalityMention] = field(default_factory=list)
    others: bool = False
    counterparts: list[str] = field(default_factory=list)
    lead: str = ""
    head: tuple[str, ...] = ()


__all__ = ["Sentence"]
