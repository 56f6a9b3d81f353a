"""The annotations of one document, written down while its text is."""

from __future__ import annotations

from typing import Any

Value = Any
Item = dict[str, Any]


class Gold:
    """What a careful coder would annotate.

    Items are kept once each; ``section`` is the § that decisions and outcomes belong to. A value that is a list means that
    any of its members is right.
    """

    def __init__(self) -> None:
        self.documents: Item = {}
        self.parts: list[Value] = []
        self.section: str | None = None
        self.items: dict[str, list[Item]] = {
            key: []
            for key in (
                "cases",
                "case_numbers",
                "counterparts",
                "persons",
                "organisations",
                "dates",
                "focus_areas",
                "decisions",
                "outcomes",
                "agreements",
            )
        }
        self.parties: dict[str, str] = {}
        self.case_titles: list[Item] | None = None

    def add(self, table: str, key: tuple[str, ...], /, **item: Value) -> Item:
        """The item of this table that agrees on the key's fields, made if there is none; a required one outdoes an optional one."""
        for known in self.items[table]:
            if all(known.get(field) == item.get(field) for field in key):
                if known.get("optional") and not item.get("optional"):
                    known.pop("optional")
                return known
        self.items[table].append(item)
        return item

    def case(self, title: str, case_number: str | None, section: str | None = None) -> None:
        """A matter, and the § that what follows belongs to."""
        self.section = section
        self.items["cases"].append({"section_number": section, "title": title, "case_number": case_number})

    def person(self, name: str, role: str, quote: str | None = None, optional: bool = False) -> None:
        """Someone in a role; the party is filled in at the end, when it is known whether the text tells it."""
        extra = {"optional": True} if optional else {}
        self.add("persons", ("name", "role"), name=name, role=role, quote=quote or name, **extra)

    def date(self, value: str, role: str | list[str], quote: str, optional: bool = False) -> None:
        """A date told in a role: ``2019-05-14``, ``2019-05`` or ``2019``."""
        extra = {"optional": True} if optional else {}
        self.add("dates", ("date", "role"), date=value, role=role, quote=quote, **extra)

    def number(self, case_number: str, role: str, quote: str) -> None:
        """A registry number."""
        self.add("case_numbers", ("case_number", "role"), case_number=case_number, role=role, quote=quote)

    def counterpart(self, name: str, country: str | list[str], optional: bool = False) -> None:
        """A foreign place that the relation is, was or would be with."""
        extra = {"optional": True} if optional else {}
        self.add("counterparts", ("name",), name=name, country=country, **extra)

    def organisation(self, name: str, role: str) -> None:
        """An organisation that takes part or was asked."""
        self.add("organisations", ("name", "role"), name=name, role=role, quote=name)

    def area(self, counterpart: str, area: str, status: str | list[str], quote: str, optional: bool = False) -> None:
        """An area of cooperation."""
        extra = {"optional": True} if optional else {}
        self.add("focus_areas", ("counterpart", "area", "status"), counterpart=counterpart, area=area, status=status, quote=quote, **extra)

    def decision(
        self, stage: str | list[str], action: str | list[str], quote: str, body: str | None = None, optional: bool = False
    ) -> Item:
        """A decision clause of the present section."""
        item: Item = {
            "section_number": self.section,
            "stage": stage,
            "action": action,
            "body": body,
            "quote": quote,
            "votes_for": None,
            "votes_against": None,
            "votes_abstained": None,
            "reservations": [],
        }
        if optional:
            item["optional"] = True
        self.items["decisions"].append(item)
        return item

    def outcome(
        self, counterpart: str, outcome: str | list[str], stage: str | list[str], reasons: list[str], optional: bool = False
    ) -> None:
        """What becomes of a relation."""
        extra = {"optional": True} if optional else {}
        item = {"section_number": self.section, "counterpart": counterpart, "outcome": outcome, "stage": stage, "reasons": reasons}
        self.items["outcomes"].append({**item, "effective_from": None, "effective_to": None, **extra})

    def agreement(
        self, counterpart: str, kind: str, start: Value, end: Value, status: str, signed: str | None = None, optional: bool = False
    ) -> None:
        """An agreement or relation told of; years as numbers."""
        extra = {"optional": True} if optional else {}
        item = {"counterpart": counterpart, "kind": kind, "signed_on": signed, "start_year": start, "end_year": end, "status": status}
        self.add("agreements", ("counterpart", "start_year", "end_year"), **item, **extra)

    def finished(self, forms: dict[str, list[str]]) -> Item:
        """The annotation file's content, with the forms that made the document."""
        for person in self.items["persons"]:
            person["political_party"] = self.parties.get(person["name"])
        titles = {} if self.case_titles is None else {"case_titles": self.case_titles}
        return {"documents": self.documents, "parts": self.parts, **self.items, **titles, "forms": forms}
