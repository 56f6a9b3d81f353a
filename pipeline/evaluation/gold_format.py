"""The gold format as data: which keys the labels of a document may hold, and what each may say.

A list stands for "any of these is right"; an item with ``"optional": true`` is neither required nor held against the output; a
key that a file lacks is not scored; other keys are the labeller's own notes.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from extractors import codes

_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_FORMS = {
    "text": "a text",
    "date": "a date as text: YYYY-MM-DD, YYYY-MM or YYYY",
    "year": "a year with four digits",
    "count": "a whole number of 0 or more",
    "list": "a list of texts, [] where there are none",
    "flag": "true or false",
    "page": "a page number of 1 or more",
}


@dataclass(frozen=True, slots=True)
class Key:
    """What the value of a key may be: ``form`` is a key of the forms above, ``codes`` what a text may say."""

    form: str = "text"
    codes: Collection[str] = field(default=())
    required: bool = False
    nullable: bool = True

    def faults(self, value: object, place: str) -> list[str]:
        """What is wrong with the value at ``place``, with the remedy; [] where nothing is."""
        if self.form == "list":
            if not isinstance(value, list):
                return [f"{place}: must be {_FORMS['list']}"]
            return [f for v in value for f in self._fault(v, place)]
        if isinstance(value, list):
            if not value:
                return [f"{place}: an empty list allows nothing; write null, a value or the values that are right"]
            return [f for v in value for f in self._fault(v, place)]
        return self._fault(value, place)

    def _fault(self, value: object, place: str) -> list[str]:
        if value is None or value == "":
            if self.nullable and self.form != "list":
                return []
            return [f"{place}: must not be empty; write {_FORMS['text' if self.form == 'list' else self.form]}"]
        if self.codes:
            if value not in self.codes:
                return [f"{place}: {value!r} is not one of {', '.join(self.codes)}; `kommunbeslut schema` tells what they mean"]
            return []
        return [] if self._fits(value) else [f"{place}: {value!r} must be {_FORMS['text' if self.form == 'list' else self.form]}"]

    def _fits(self, value: object) -> bool:
        if self.form == "flag":
            return isinstance(value, bool)
        if self.form in ("count", "page"):
            return isinstance(value, int) and not isinstance(value, bool) and value >= (self.form == "page")
        if self.form == "year":
            return re.fullmatch(r"\d{4}", str(value)) is not None
        if self.form == "date":
            return isinstance(value, str) and _DATE.fullmatch(value) is not None
        return isinstance(value, str)


def _item(**keys: Key) -> dict[str, Key]:
    return {**keys, "optional": Key("flag", nullable=False), "quote": Key(), "page": Key("page")}


_NAME = Key(required=True, nullable=False)
_ANY = Key()
_SECTION = Key(required=True)


def _code(of: Collection[str], nullable: bool = False) -> Key:
    return Key("text", of, required=True, nullable=nullable)


DOCUMENT_KEYS: dict[str, Key] = {
    "municipality": Key(),
    "municipality_code": Key(),
    "document_type": Key("text", codes.DOCUMENT_TYPES),
    "body": Key(),
    "document_date": Key("date"),
    "meeting_date": Key("date"),
}
LISTS: dict[str, dict[str, Key]] = {
    "cases": _item(section_number=_SECTION, title=Key(required=True), case_number=Key(required=True)),
    "case_titles": _item(section_number=_SECTION, title=Key(required=True)),
    "case_numbers": _item(case_number=_NAME, role=_code(codes.CASE_NUMBER_ROLES)),
    "counterparts": _item(name=_NAME, country=Key(required=True)),
    "persons": _item(name=_NAME, role=_code(codes.PARTY_ROLES), political_party=_ANY),
    "organisations": _item(name=_NAME, role=_code(codes.PARTY_ROLES)),
    "dates": _item(date=Key("date", required=True, nullable=False), role=_code(codes.DATE_ROLES)),
    "focus_areas": _item(
        counterpart=Key(required=True),
        area=_code(codes.FOCUS_AREAS),
        status=_code(codes.FOCUS_STATUSES),
    ),
    "decisions": _item(
        section_number=_SECTION,
        stage=_code(codes.STAGES),
        action=_code(codes.ACTIONS),
        body=_ANY,
        votes_for=Key("count"),
        votes_against=Key("count"),
        votes_abstained=Key("count"),
        reservations=Key("list"),
    ),
    "section_actions": _item(section_number=_SECTION, stage=_code(codes.STAGES), action=_code(codes.ACTIONS)),
    "section_votes": _item(section_number=_SECTION, votes_for=Key("count", required=True), votes_against=Key("count", required=True)),
    "section_reservations": _item(section_number=_SECTION, parties=Key("list", required=True)),
    "outcomes": _item(
        section_number=_ANY,
        counterpart=Key(required=True),
        outcome=_code(codes.OUTCOMES),
        stage=_code(codes.OUTCOME_STAGES),
        effective_from=Key("date"),
        effective_to=Key("date"),
        reasons=Key("list", codes.REASONS),
    ),
    "agreements": _item(
        counterpart=Key(required=True),
        kind=Key("text", codes.AGREEMENT_KINDS),
        signed_on=Key("date"),
        start_year=Key("year", required=True),
        end_year=Key("year", required=True),
        status=Key("text", codes.AGREEMENT_STATUSES),
    ),
}
# Lists whose items are codes themselves.
CODED_LISTS: dict[str, Key] = {"parts": Key("text", codes.DOCUMENT_TYPES, nullable=False)}
TOP_KEYS: set[str] = {"documents", "source_path", "notes", *LISTS, *CODED_LISTS}
