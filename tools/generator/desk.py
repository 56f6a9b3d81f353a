"""Everything one document is written with: its chance, its forms, its facts and its gold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cached_property
from random import Random
from typing import Any

from tools.generator.catalogue import Catalogue, Form
from tools.generator.facts import DateNote, Fact, Place, capital, fill_in, genitive, listed
from tools.generator.gold import Gold
from tools.generator.layout import Paragraph
from tools.generator.terms import Matter
from tools.generator.world import Person, Population, municipalities, regions, tables


class Desk:
    """The state of a document being written.

    Attributes:
        rng: All chance of the document.
        gold: Its annotation.
        used: The forms picked, by axis.
        date: The document's or meeting's day.
        matter: The matter of a history that the document tells of, if any.
        home: The municipality or region whose paper it is.
    """

    def __init__(self, catalogue: Catalogue, rng: Random, kind: str, matter: Matter | None = None) -> None:
        self.catalogue, self.rng, self.kind, self.matter = catalogue, rng, kind, matter
        self.gold = Gold()
        self.used: dict[str, list[str]] = {}
        self.date = matter.date if matter else _workday(rng, rng.randint(1995, 2025))
        self.home = matter.home if matter else self._home()
        self.people = Population(rng, self.date.year)
        self.serials: set[int] = set()
        self.registry = self.pick("registry", lambda form: form.get("until", 9999) >= self.date.year >= form.get("since", 0))
        self.label = self.pick("registry_label")
        self.date_style = self.pick("date", lambda form: form.get("until", 9999) >= self.date.year)
        self.party_style = self.pick("party", lambda form: form.get("until", 9999) >= self.date.year)
        self.letters = self.rng.choice(["RS", "RS", "RK"] if self.is_region else ["KS", "KS", "KS", "KSK", "KK", "KF", "KLF"])
        if matter:
            self.registry, self.label, self.letters = matter.house["registry"], matter.house["registry_label"], matter.letters

    def _home(self) -> Place:
        if self.rng.random() < 0.1 and self.date.year >= 2019 and self.kind not in {"citizen_proposal"}:
            return self.rng.choice(regions())
        return self.rng.choice(municipalities())

    @property
    def is_region(self) -> bool:
        """Whether the paper is a region's."""
        return len(self.home.code) == 2

    @cached_property
    def board(self) -> str:
        """``kommunstyrelsen`` or ``regionstyrelsen``."""
        return "regionstyrelsen" if self.is_region else "kommunstyrelsen"

    @cached_property
    def council(self) -> str:
        """``kommunfullmäktige`` or ``regionfullmäktige``."""
        return "regionfullmäktige" if self.is_region else "kommunfullmäktige"

    @cached_property
    def first_decision(self) -> bool:
        """Whether decisions stand before the text that leads to them."""
        return self.rng.random() < 0.2

    @cached_property
    def proposals_told(self) -> bool:
        """Whether minutes give the proposal that a matter came with."""
        return self.rng.random() < 0.3

    @cached_property
    def office(self) -> str:
        """The administration that prepares the board's matters."""
        if self.matter:
            return self.matter.office
        names = tables()["offices"]
        return str(self.rng.choice(names["region" if self.is_region else "municipality"]))

    def describe(self, kind: str, body: str | None, dated: bool = True, meeting: bool = False) -> None:
        """Note what gold says of the document as a whole."""
        self.gold.documents = {
            "municipality": self.home.canonical,
            "municipality_code": self.home.code,
            "document_type": kind,
            "body": body and capital(body),
            "document_date": self.date.isoformat() if dated else None,
            "meeting_date": self.date.isoformat() if meeting else None,
        }
        self.gold.parts = [kind]

    def pick(self, axis: str, fits: Callable[[Form], bool] | None = None) -> Form:
        """A form of an axis, noted as used."""
        form = self.catalogue.pick(axis, self.rng, fits)
        known = self.used.setdefault(axis, [])
        if form.id not in known:
            known.append(form.id)
        return form

    def of(self, axis: str, group: str) -> Form:
        """A form of a group of an axis, noted as used."""
        return self.pick(axis, lambda form: form.get("group") == group)

    def house(self, axis: str, fits: Callable[[Form], bool] | None = None, key: object = "") -> Form:
        """The form that this document keeps to on an axis (for each ``key``), picked the first time."""
        if (axis, key) not in self._kept:
            self._kept[axis, key] = self.pick(axis, fits)
        return self._kept[axis, key]

    def chance(self, share: float) -> bool:
        """True in ``share`` of the cases."""
        return self.rng.random() < share

    def day(self, day: dt.date, role: str | list[str] | None, optional: bool = False, style: Form | None = None) -> DateNote:
        """A date that is noted in ``role`` when written; None notes nothing."""
        pattern = (style or self.date_style).text

        def note(value: str, quote: str) -> None:
            if role is not None:
                self.gold.date(value, role, quote, optional)

        return DateNote(day, pattern, note)

    def before(self, least: int, most: int) -> dt.date:
        """A working day that many days before the document's."""
        return _weekday(self.date - dt.timedelta(days=self.rng.randint(least, most)))

    def after(self, least: int, most: int) -> dt.date:
        """A working day that many days after the document's."""
        return _weekday(self.date + dt.timedelta(days=self.rng.randint(least, most)))

    def number(self, role: str, year: int | None = None) -> tuple[Fact, str]:
        """A new registry number as written, and its normal form."""
        serial = self.rng.randint(2, 998)
        while serial in self.serials:
            serial = self.rng.randint(2, 998)
        if self.matter and role == "own":
            year, serial = self.matter.number
        self.serials.add(serial)
        year = year or self.date.year - (1 if self.chance(0.25) else 0)
        parts = {
            "reg": self.registry.get("letters") or self.letters,
            "yyyy": year,
            "yy": f"{year % 100:02}",
            "s": serial,
            "s4": f"{serial:04}",
            "s5": f"{serial:05}",
            "cls": self.rng.choice(["106", "041", "214", "009", "101", "053"]),
        }
        if self.registry.get("lower"):
            parts["reg"] = capital(str(parts["reg"]).lower())
        raw = self.registry.text.format(**parts)
        normal = f"{year}/{serial}" if self.registry.get("bare") else f"{str(parts['reg']).upper()} {year}/{serial}"
        return Fact(raw, lambda quote: self.gold.number(normal, role, quote)), normal

    def person(self, person: Person, role: str | None = None, party: bool = True) -> Fact:
        """A person with the party letter as this document writes it; noted in ``role`` when written."""
        return self.persons([person], role, party)

    def persons(self, people: list[Person], role: str | None = None, party: bool = True) -> Fact:
        """Persons in a row, noted in ``role`` when written."""

        def note(_: str) -> None:
            for one in people:
                if one.party and party:
                    self.gold.parties[one.name] = one.party
                if role:
                    self.gold.person(one.name, role)

        return Fact(listed([self.shown(one, party) for one in people]), note)

    def shown(self, person: Person, party: bool = True) -> str:
        """A name with its party letter, noting nothing."""
        if not (person.party and party):
            return person.name
        return self.party_style.text.format(name=person.name, party=person.party, small=person.party.lower())

    def values(self, **more: Any) -> dict[str, Any]:
        """What every template may name."""
        home = self.home
        base = {
            "home": home,
            "board": self.board,
            "council": self.council,
            "office": self.office,
            "Board": capital(self.board),
            "Council": capital(self.council),
            "Office": capital(self.office),
            "office_gen": genitive(self.office),
            "Office_gen": capital(genitive(self.office)),
            "board_gen": genitive(self.board),
            "council_gen": f"{self.council}s",
            "kommunen": "regionen" if self.is_region else "kommunen",
            "kommunens": "regionens" if self.is_region else "kommunens",
            "year": self.date.year,
            "Kommunen": "Regionen" if self.is_region else "Kommunen",
            "Kommunens": "Regionens" if self.is_region else "Kommunens",
        }
        return {**base, **more}

    def write(self, template: str, values: Mapping[str, Any] | None = None, **more: Any) -> str:
        """A template with its slots written, first letter large."""
        return capital(fill_in(template, self.values(**(values or {}), **more)))

    def write_plain(self, template: str, **values: Any) -> str:
        """A template of its own values only, as it is."""
        return template.format_map(values)

    def say(self, axis: str, group: str = "", **more: Any) -> str:
        """A picked form's text, written."""
        return self.write((self.of(axis, group) if group else self.pick(axis)).text, more)

    def heading(self, zone: str) -> Paragraph | None:
        """The heading of a zone in this document's wording; None where the document has none."""
        form = self.house(f"heading_{zone}")
        text = self.write(form.text) if form.text else ""
        return Paragraph(text, keep=True) if text else None

    @cached_property
    def _kept(self) -> dict[tuple[str, object], Form]:
        return {}


def _weekday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=max(0, day.weekday() - 4))


def _workday(rng: Random, year: int) -> dt.date:
    return _weekday(dt.date(year, rng.choice([1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12]), rng.randint(3, 28)))
