"""Agreements and their terms, and the matters of a history that several papers tell of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tools.generator.catalogue import Form
from tools.generator.facts import DateNote, Place

if TYPE_CHECKING:
    from tools.generator.desk import Desk


@dataclass(frozen=True)
class Term:
    """When an agreement was signed, begins and ends; no end where it runs on."""

    signed: dt.date
    start: dt.date
    end: dt.date | None


@dataclass(frozen=True)
class Matter:
    """A matter that several papers treat, and the relation it is about.

    Attributes:
        home: The municipality.
        city: The foreign place.
        date: The day of this paper.
        fate: What becomes of the relation.
        title: The matter's title, the same in all its papers.
        number: Year and serial of its registry number.
        house: The municipality's forms by axis (registry number, label, kind of relation).
        letters: The registry's letters.
        office: The administration that prepares its matters.
        body: The body that meets: ``board`` or ``council``; empty where none does.
        bond: The relation since it began.
        old: The agreement before the present one, if any.
        cur: The present agreement, if any.
        new: The agreement that is proposed, if any.
    """

    home: Place
    city: Place
    date: dt.date
    fate: str
    title: str
    number: tuple[int, int]
    house: dict[str, Form]
    letters: str
    office: str
    body: str
    bond: Term
    old: Term | None
    cur: Term | None
    new: Term | None


@dataclass
class Agreement:
    """An agreement or relation; what is written of it is what gold tells of it."""

    desk: Desk
    signed_day: dt.date
    start_day: dt.date
    end_day: dt.date | None
    status: str
    told: set[str] = field(default_factory=set)

    def _date(self, day: dt.date, what: str) -> DateNote:
        inner = self.desk.day(day, f"agreement_{what}")
        # No paper tells the weekday of a term.
        pattern = inner.pattern.removeprefix("{weekday} ")

        def note(value: str, quote: str) -> None:
            self.told.add(what)
            inner.note(value, quote)

        return DateNote(day, pattern, note)

    @property
    def signed(self) -> DateNote:
        """The day of signing."""
        return self._date(self.signed_day, "signed")

    @property
    def start(self) -> DateNote:
        """The first day."""
        return self._date(self.start_day, "start")

    @property
    def begun(self) -> DateNote:
        """The first day or that of signing, where the words leave open which."""
        inner = self.desk.day(self.start_day, ["agreement_start", "agreement_signed"])

        def note(value: str, quote: str) -> None:
            self.told.add("start")
            inner.note(value, quote)

        return DateNote(self.start_day, inner.pattern, note)

    @property
    def end(self) -> DateNote:
        """The last day."""
        assert self.end_day is not None
        return self._date(self.end_day, "end")

    def note(self, city: str, kind: str, merged: bool = False) -> None:
        """Annotate what was told; ``merged`` where another row tells of the same beginning."""
        if not self.told:
            return
        began = self.start_day.year if self.told & {"signed", "start"} else None
        ended = self.end_day.year if self.end_day and "end" in self.told else None
        signed = self.signed_day.isoformat() if "signed" in self.told else None
        self.desk.gold.agreement(city, kind, began, ended, self.status, signed, optional=merged)
