"""The items that are compared: what the gold and the output say of a document, one thing at a time.

An output item knows the rows it rests on, so that a miss can be shown with its quote and a row's confidence be judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.evaluation.gold import Gold
from pipeline.evaluation.output import Document, Row
from pipeline.evaluation.values import fold, is_none, options

Values = dict[str, Any]
Test = Callable[[Any, Any], bool]

# Roles that the labels tell of; parties in other roles are not scored.
PERSON_ROLES = frozenset(
    ("chair", "adjuster", "secretary", "member", "substitute", "proposer", "mover", "case_officer", "signatory", "dissenter")
)
ORGANISATION_ROLES = frozenset(("partner", "consulted"))
DATE_ROLES = frozenset(
    (
        *("document", "meeting", "received", "decision", "motion_submitted", "adjusted"),
        *("agreement_signed", "agreement_start", "agreement_end"),
    )
)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing said: its values, and the rows of the output that say it (none for gold). ``optional`` gold need not be found."""

    values: Values
    rows: tuple[Row, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """What is scored under one name.

    ``key`` is the gold key without which the field is not scored. ``items_of_gold`` and ``items_of_output`` make the items
    (the output's may depend on what the gold labels). ``kind``: ``value`` one value a document; ``items`` matched one to one;
    ``some`` asks only that some output item fits each gold item. ``compare`` holds the values compared, each with its test of
    (gold value, output value); an item is right where all pass. Items that are alike in the values of ``identity`` speak of
    the same thing. ``repeatable`` values may be told several times. ``table`` is the table whose rows' confidence the field
    judges, if it does.
    """

    name: str
    key: str
    items_of_gold: Callable[[Gold], list[Item]]
    items_of_output: Callable[[Document, Gold], list[Item]]
    compare: Mapping[str, Test]
    identity: tuple[str, ...] = ()
    kind: str = "items"
    repeatable: bool = False
    table: str | None = None

    def same(self, gold: Item, output: Item) -> bool:
        """Does the output item say what the gold item says?"""
        return _passes(self.compare, gold, output)

    def same_thing(self, gold: Item, output: Item) -> bool:
        """Do the two speak of the same thing, whatever they say of it?"""
        return bool(self.identity) and _passes({k: self.compare[k] for k in self.identity}, gold, output)


def _passes(tests: Mapping[str, Test], gold: Item, output: Item) -> bool:
    return all(test(gold.values.get(k), output.values.get(k)) for k, test in tests.items())


# ---------------------------------------------------------------- how items are made


def labelled(key: str) -> Callable[[Gold], list[Item]]:
    return lambda gold: [Item(item, optional=item.get("optional", False)) for item in gold[key]]


def distinct(rows: Iterable[Row], *keys: str) -> list[Item]:
    """An item for each set of values of ``keys``, with all rows that have them, in the order of the first."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(repr(row[k]) for k in keys), []).append(row)
    return [Item({k: group[0][k] for k in keys}, tuple(group)) for group in groups.values()]


def items_of(rows: Iterable[Row]) -> list[Item]:
    return [Item(row, (row,)) for row in rows]


# ---------------------------------------------------------------- values of the document


def witnesses(name: str, document: Document) -> tuple[Row, ...]:
    """Rows that show where a value of ``documents`` stands in the text."""
    value, tables = document.row[name], document.tables
    if name.endswith("_date"):
        role = name.removesuffix("_date")
        return tuple(d for d in tables["dates"] if d["role"] == role and d["date_start"] == value)
    actor = {"municipality": "issuer", "body": "decision_maker"}.get(name)
    return tuple(p for p in tables["parties"] if p["role"] == actor and p["name"] == value)


def parts_of_output(document: Document, _: Gold) -> list[Item]:
    rows = sorted(document.tables["parts"], key=lambda p: p["part"])
    return [Item({"document_type": r["document_type"]}) for r in rows]


# ---------------------------------------------------------------- matters


def sections_of_gold(gold: Gold) -> list[Item]:
    return [i for i in labelled("cases")(gold) if not is_none(i.values["section_number"])]


def sections_of_output(document: Document, gold: Gold) -> list[Item]:
    if not sections_of_gold(gold):
        return []
    return items_of(c for c in document.tables["cases"] if not is_none(c["section_number"]))


def titles_of_gold(gold: Gold) -> list[Item]:
    return labelled("case_titles" if "case_titles" in gold else "cases")(gold)


def titles_of_output(document: Document, gold: Gold) -> list[Item]:
    """Matters with their titles; where only some titles are labelled, those of the same sections."""
    cases = document.tables["cases"]
    if "case_titles" in gold:
        sections = {fold(option) for t in gold["case_titles"] for option in options(t["section_number"])}
        cases = [c for c in cases if fold(c["section_number"]) in sections]
    return items_of(cases)


# ---------------------------------------------------------------- parties, dates, focus areas


def parties_in_roles(roles: frozenset[str], person: bool, *keys: str) -> Callable[[Document, Gold], list[Item]]:
    return lambda document, _: distinct(
        (p for p in document.tables["parties"] if p["role"] in roles and (p["kind"] == "person") is person), *keys
    )


def counterparts_of_output(document: Document, _: Gold) -> list[Item]:
    found = distinct((p for p in document.tables["parties"] if p["role"] == "counterpart"), "name", "country_code")
    return [Item({"name": i.values["name"], "country": i.values["country_code"]}, i.rows) for i in found]


def persons_of_output(document: Document, gold: Gold) -> list[Item]:
    """Persons in their roles, with the party told where the person is first named in the role."""
    found = parties_in_roles(PERSON_ROLES, True, "name", "role")(document, gold)
    return [Item({**i.values, "political_party": i.rows[0]["political_party"]}, i.rows) for i in found]


def with_party(items: list[Item]) -> list[Item]:
    return [i for i in items if not is_none(i.values.get("political_party"))]


def date_told(row: Row) -> str | None:
    """The date as exactly as the text tells it: ``2019-03-14``, ``2019-03`` or ``2019``."""
    if row["date_start"] is None:
        return None
    length = {"day": 10, "month": 7}.get(row["precision"], 4)
    return str(row["date_start"])[:length]


def dates_of_output(document: Document, _: Gold) -> list[Item]:
    told = [{"date": date_told(d), "role": d["role"], "row": d} for d in document.tables["dates"] if d["role"] in DATE_ROLES]
    found = distinct((t for t in told if t["date"]), "date", "role")
    return [Item(i.values, tuple(t["row"] for t in i.rows)) for i in found]


def areas_of_gold(gold: Gold) -> list[Item]:
    """The areas labelled, whatever their status; optional where no label requires it."""
    found: dict[str, Item] = {}
    for item in labelled("focus_areas")(gold):
        for area in options(item.values["area"])[:1]:
            if area not in found or not item.optional:
                found[area] = Item({"area": area}, optional=item.optional)
    return list(found.values())


def areas_of_output(document: Document, _: Gold) -> list[Item]:
    return distinct(sorted(document.tables["focus_areas"], key=lambda f: str(f["area"])), "area")


# ---------------------------------------------------------------- decisions


def decisions_of_output(document: Document, _: Gold) -> list[Item]:
    return items_of(document.with_section("decisions"))


def votes_counted(items: list[Item]) -> list[Item]:
    """The votes counted, once a section."""
    counted = [i for i in items if not is_none(i.values.get("votes_for"))]
    found: dict[tuple[str, ...], Item] = {}
    for item in counted:
        found.setdefault(tuple(repr(item.values.get(k)) for k in ("section_number", "votes_for", "votes_against")), item)
    return list(found.values())


def reservations_entered(items: list[Item]) -> list[Item]:
    """The parties that entered reservations, once a section."""
    found: dict[tuple[str, str], Item] = {}
    for item in items:
        section = item.values.get("section_number")
        for party in item.values.get("reservations") or item.values.get("parties") or []:
            said = Item({"section_number": section, "party": party}, item.rows, item.optional)
            key = ("" if is_none(section) else str(section), fold(party))
            if key not in found or not said.optional:
                found[key] = said
    return [found[key] for key in sorted(found)]


# ---------------------------------------------------------------- the fate of partnerships


def reasons_given(items: list[Item]) -> list[Item]:
    return [
        Item({"counterpart": i.values["counterpart"], "reason": reason}, i.rows, i.optional)
        for i in items
        for reason in i.values.get("reasons") or []
    ]


def rows_of(table: str) -> Callable[[Document, Gold], list[Item]]:
    return lambda document, _: items_of(document.tables[table])
