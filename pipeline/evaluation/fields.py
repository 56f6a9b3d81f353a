"""The fields that are scored, as data: which items the gold and the output hold, and when two of them say the same."""

from __future__ import annotations

from functools import partial

from pipeline.evaluation.gold import Gold
from pipeline.evaluation.items import (
    ORGANISATION_ROLES,
    Field,
    Item,
    Test,
    areas_of_gold,
    areas_of_output,
    counterparts_of_output,
    dates_of_output,
    decisions_of_output,
    distinct,
    items_of,
    labelled,
    parties_in_roles,
    parts_of_output,
    persons_of_output,
    reasons_given,
    reservations_entered,
    rows_of,
    sections_of_gold,
    sections_of_output,
    titles_of_gold,
    titles_of_output,
    votes_counted,
    with_party,
    witnesses,
)
from pipeline.evaluation.output import Document
from pipeline.evaluation.values import (
    Same,
    allowed,
    options,
    same_name,
    same_or_silent,
    same_organisation,
    same_text,
    same_title,
    same_year,
)


def _by(same: Same) -> Test:
    """The value is allowed by the gold's, compared by ``same``."""
    return partial(allowed, same=same)


_TEXT, _NAME = _by(same_text), _by(same_name)


def _value_field(name: str, same: Same = same_text) -> Field:
    def of_gold(gold: Gold) -> list[Item]:
        documents = gold["documents"]
        return [Item({name: documents[name]})] if name in documents else []

    def of_output(document: Document, _: Gold) -> list[Item]:
        return [Item({name: document.row[name]}, witnesses(name, document))]

    return Field(name, "documents", of_gold, of_output, {name: _by(same)}, kind="value")


def _whom(gold: object, output: object) -> bool:
    return any(same_or_silent(option, output) for option in options(gold))


_FATE: dict[str, Test] = {"counterpart": _NAME, "outcome": _TEXT}
_CLAUSE: dict[str, Test] = {"section_number": _TEXT, "stage": _TEXT, "action": _TEXT}
_COUNT: dict[str, Test] = {"section_number": _TEXT, "votes_for": _TEXT, "votes_against": _TEXT}
_PARTY: dict[str, Test] = {"section_number": _TEXT, "party": _TEXT}
_PERSON: dict[str, Test] = {"name": _NAME, "role": _TEXT}
_FOCUS: dict[str, Test] = {"counterpart": _whom, "area": _TEXT, "status": _TEXT}
_AGREEMENT: dict[str, Test] = {"counterpart": _NAME, "start_year": _by(same_year), "end_year": _by(same_year)}

FIELDS: tuple[Field, ...] = (
    _value_field("municipality"),
    _value_field("document_type"),
    _value_field("body", same_name),
    _value_field("document_date"),
    _value_field("meeting_date"),
    Field("parts", "parts", lambda g: [Item({"document_type": p}) for p in g["parts"]], parts_of_output, {"document_type": _TEXT}),
    Field(
        "sections",
        "cases",
        sections_of_gold,
        sections_of_output,
        {"section_number": _TEXT, "case_number": _TEXT},
        ("section_number",),
        table="cases",
    ),
    Field(
        "case_titles",
        "cases",
        titles_of_gold,
        titles_of_output,
        {"section_number": _TEXT, "title": _by(same_title)},
        ("section_number",),
        table="cases",
    ),
    Field(
        "case_numbers",
        "case_numbers",
        labelled("case_numbers"),
        lambda document, _: distinct(document.tables["case_numbers"], "case_number", "role"),
        {"case_number": _TEXT, "role": _TEXT},
        ("case_number",),
        repeatable=True,
        table="case_numbers",
    ),
    Field(
        "counterparts",
        "counterparts",
        labelled("counterparts"),
        counterparts_of_output,
        {"name": _NAME, "country": _TEXT},
        ("name",),
        repeatable=True,
        table="parties",
    ),
    Field("persons", "persons", labelled("persons"), persons_of_output, _PERSON, repeatable=True, table="parties"),
    Field(
        "person_parties",
        "persons",
        lambda gold: with_party(labelled("persons")(gold)),
        lambda document, gold: with_party(persons_of_output(document, gold)),
        {**_PERSON, "political_party": _TEXT},
        ("name", "role"),
        repeatable=True,
        table="parties",
    ),
    Field(
        "organisations",
        "organisations",
        labelled("organisations"),
        parties_in_roles(ORGANISATION_ROLES, False, "name", "role"),
        {"name": _by(same_organisation), "role": _TEXT},
        repeatable=True,
        table="parties",
    ),
    Field("dates", "dates", labelled("dates"), dates_of_output, {"date": _TEXT, "role": _TEXT}, repeatable=True, table="dates"),
    Field("areas", "focus_areas", areas_of_gold, areas_of_output, {"area": _TEXT}, repeatable=True),
    Field(
        "focus_areas",
        "focus_areas",
        labelled("focus_areas"),
        lambda document, _: distinct(document.tables["focus_areas"], "counterpart", "area", "status"),
        _FOCUS,
        ("counterpart", "area"),
        repeatable=True,
        table="focus_areas",
    ),
    Field("decisions", "decisions", labelled("decisions"), decisions_of_output, _CLAUSE, table="decisions"),
    Field(
        "votes",
        "decisions",
        lambda gold: votes_counted(labelled("decisions")(gold)),
        lambda document, gold: votes_counted(decisions_of_output(document, gold)),
        _COUNT,
        ("section_number",),
    ),
    Field(
        "reservations",
        "decisions",
        lambda gold: reservations_entered(labelled("decisions")(gold)),
        lambda document, gold: reservations_entered(decisions_of_output(document, gold)),
        _PARTY,
    ),
    Field("section_actions", "section_actions", labelled("section_actions"), decisions_of_output, _CLAUSE, kind="some"),
    Field("section_votes", "section_votes", labelled("section_votes"), decisions_of_output, _COUNT, ("section_number",), kind="some"),
    Field(
        "section_reservations",
        "section_reservations",
        lambda gold: reservations_entered(labelled("section_reservations")(gold)),
        lambda document, gold: reservations_entered(decisions_of_output(document, gold)),
        _PARTY,
    ),
    Field("outcomes", "outcomes", labelled("outcomes"), rows_of("outcomes"), _FATE, ("counterpart",), table="outcomes"),
    Field(
        "outcome_stages",
        "outcomes",
        labelled("outcomes"),
        rows_of("outcomes"),
        {**_FATE, "stage": _TEXT},
        ("counterpart",),
        table="outcomes",
    ),
    Field(
        "reasons",
        "outcomes",
        lambda gold: reasons_given(labelled("outcomes")(gold)),
        lambda document, _: reasons_given(items_of(document.tables["outcomes"])),
        {"counterpart": _NAME, "reason": _TEXT},
        repeatable=True,
    ),
    Field("agreements", "agreements", labelled("agreements"), rows_of("agreements"), _AGREEMENT, ("counterpart",), table="agreements"),
)
