"""Values that annotate themselves when they are written.

A template names them (``{agreement.signed}``, ``{city.genitive}``); formatting one writes its text and notes its annotation,
so that gold holds exactly what the document says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

MONTHS = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december")
DAYS = ("måndagen", "tisdagen", "onsdagen", "torsdagen", "fredagen", "lördagen", "söndagen")
DATE_BARE = {
    "den {d} {month} {yyyy}": "{d} {month} {yyyy}",
    "{weekday} den {d} {month} {yyyy}": "{d} {month} {yyyy}",
    "den {d}/{m} {yyyy}": "{d}/{m} {yyyy}",
    "den {yyyy}-{mm}-{dd}": "{yyyy}-{mm}-{dd}",
}


def genitive(name: str) -> str:
    """The genitive of a name."""
    return name if name[-1:].lower() in "sxz" else f"{name}s"


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def listed(parts: list[str], last: str = "och") -> str:
    """``a, b och c``."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def write_date(pattern: str, day: dt.date) -> str:
    """A date in a style given as a pattern of its parts."""
    parts = {
        "d": day.day,
        "dd": f"{day.day:02}",
        "m": day.month,
        "mm": f"{day.month:02}",
        "month": MONTHS[day.month - 1],
        "yyyy": day.year,
        "yy": f"{day.year % 100:02}",
        "weekday": DAYS[day.weekday()],
        "Month": capital(MONTHS[day.month - 1]),
        "weekday_indefinite": DAYS[day.weekday()].removesuffix("en"),
    }
    return pattern.format(**parts)


class Fact:
    """A text whose writing is noted. ``note`` is told the text as written."""

    def __init__(self, text: str, note: Callable[[str], object] | None = None) -> None:
        self.text = text
        self.note = note

    def __format__(self, spec: str) -> str:
        if self.note:
            self.note(self.text)
        return format(self.text, spec)

    def __str__(self) -> str:
        return format(self, "")


@dataclass(frozen=True)
class DateNote:
    """Where a date's writing goes: told its ISO value, precision included, and its text."""

    day: dt.date
    pattern: str
    note: Callable[[str, str], object]

    def _fact(self, text: str, length: int) -> Fact:
        iso = self.day.isoformat()[:length]
        return Fact(text, lambda quote: self.note(iso, quote))

    def __format__(self, spec: str) -> str:
        return format(self._fact(write_date(self.pattern, self.day), 10), spec)

    @property
    def bare(self) -> Fact:
        """The date without ``den``, for ranges."""
        return self._fact(write_date(DATE_BARE.get(self.pattern, self.pattern), self.day), 10)

    @property
    def iso(self) -> Fact:
        """``2019-05-14``."""
        return self._fact(self.day.isoformat(), 10)

    @property
    def long(self) -> Fact:
        """``den 14 maj 2019``."""
        return self._fact(write_date("den {d} {month} {yyyy}", self.day), 10)

    @property
    def month(self) -> Fact:
        """``maj 2019``."""
        return self._fact(f"{MONTHS[self.day.month - 1]} {self.day.year}", 7)

    @property
    def year(self) -> Fact:
        """``2019``."""
        return self._fact(str(self.day.year), 4)


@dataclass(frozen=True)
class Place:
    """A municipality, region or foreign place.

    Attributes:
        name: As the paper writes it.
        canonical: As the tables name it.
        code: SCB's code, or the country's code of a foreign place.
        country: The country's Swedish name; empty for Swedish places.
    """

    name: str
    canonical: str
    code: str
    country: str = ""

    def __format__(self, spec: str) -> str:
        return format(self.name, spec)

    @property
    def genitive(self) -> str:
        """``Wuxis``."""
        return genitive(self.name)

    @property
    def full(self) -> str:
        """``Sundsvalls kommun``, ``Region Skåne``."""
        if len(self.code) == 2:
            return self.name
        if self.canonical in CITIES:
            return f"{genitive(self.name) if self.name[-1] not in 'aeiouyåäö' else self.name} stad"
        return f"{linked(self.name)} kommun"

    @property
    def full_genitive(self) -> str:
        """``Sundsvalls kommuns``."""
        return genitive(self.full)


CITIES = {"Stockholm", "Göteborg", "Malmö", "Borås", "Solna", "Lidingö", "Helsingborg", "Västerås", "Vaxholm", "Landskrona", "Mölndal"}
# Names ending in a consonant that take no s before ``kommun``, and some ending in a vowel that do.
UNLINKED = {"Kalmar", "Kramfors", "Hofors"}


def linked(name: str) -> str:
    """A municipality's name as it stands before ``kommun``."""
    return name if name[-1] in "aeiouyåäösxz" or name in UNLINKED else f"{name}s"


def fill_in(template: str, values: dict[str, Any]) -> str:
    """The template with its slots written; every slot is noted in the order of the text."""
    return template.format_map(values)
