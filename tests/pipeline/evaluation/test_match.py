"""Matching: what is held for right, missing and wrong, field by field."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from labelled_samples import TEXTS, rows_of

from pipeline.evaluation.match import match_document, misses
from pipeline.evaluation.output import EVIDENCE_TABLES, Document
from pipeline.evaluation.values import fold, same_name, same_organisation, same_title

_EVIDENCE = {"quote": "§ 1", "page": 1, "char_start": 0, "char_end": 3, "extractor": "prov", "confidence": 0.9}
_DOCUMENT = {"municipality": None, "document_type": "other", "body": None, "document_date": None, "meeting_date": None}


def document(**tables: list[dict[str, Any]]) -> Document:
    """A document with these rows; ``documents`` may give values of its own row."""
    own = tables.pop("documents", [{}])[0]
    rows = {name: [{**_EVIDENCE, "case_id": "c1", **row} for row in tables.get(name, [])] for name in EVIDENCE_TABLES}
    return Document({**_DOCUMENT, **own}, {"parts": tables.get("parts", []), **rows})


def counts(field: str, gold: dict[str, Any], **tables: list[dict[str, Any]]) -> tuple[int, int, int]:
    return match_document(gold, document(**tables))[field].counts


@pytest.mark.parametrize(
    ("gold", "output", "expected"),
    [
        ("Solberga", "solberga", (1, 0, 0)),
        ("Solberga", "Älvsund", (0, 1, 1)),
        ("Solberga", None, (0, 0, 1)),
        (None, "Solberga", (0, 1, 0)),
        (None, None, (0, 0, 0)),
        (["Solberga", None], "Solberga", (1, 0, 0)),
        (["Solberga", None], None, (0, 0, 0)),
        (["Solberga", None], "Älvsund", (0, 1, 0)),
    ],
)
def test_values_of_the_document(gold: object, output: object, expected: tuple[int, int, int]) -> None:
    assert counts("municipality", {"documents": {"municipality": gold}}, documents=[{"municipality": output}]) == expected


def test_a_key_that_the_gold_lacks_is_not_scored() -> None:
    found = match_document({"documents": {"body": "Kommunstyrelsen"}}, document(documents=[{"body": "Kommunstyrelsen"}]))
    assert found["body"].counts == (1, 0, 0) and found["municipality"].counts == (0, 0, 0)
    assert "dates" not in found and "sections" not in found


NUMBER = {"case_number": "KS 2020/1", "role": "own"}


def test_mentions_told_again_are_one_item() -> None:
    assert counts("case_numbers", {"case_numbers": [NUMBER]}, case_numbers=[NUMBER, NUMBER, NUMBER]) == (1, 0, 0)


def test_optional_gold_is_neither_required_nor_held_against_the_output() -> None:
    gold = {"case_numbers": [{**NUMBER, "optional": True}]}
    assert counts("case_numbers", gold) == (0, 0, 0)
    assert counts("case_numbers", gold, case_numbers=[NUMBER]) == (0, 0, 0)
    assert counts("case_numbers", gold, case_numbers=[{**NUMBER, "role": "reference"}]) == (0, 1, 0)


def test_a_decision_told_twice_is_wrong_once() -> None:
    clause = {"stage": "decided", "action": "approve", "votes_for": None, "votes_against": None, "reservations": []}
    gold = {"decisions": [{"section_number": "4", "stage": "decided", "action": ["approve", "renew"]}]}
    case = {"section_number": "4"}
    assert counts("decisions", gold, cases=[case], decisions=[clause, clause]) == (1, 1, 0)
    assert counts("decisions", gold, cases=[{"section_number": "5"}], decisions=[clause]) == (0, 1, 1)


def test_votes_and_reservations_are_told_once_a_section() -> None:
    clause = {"stage": "decided", "action": "approve", "votes_for": 31, "votes_against": 20, "reservations": ["V", "mp"]}
    labels = {"section_number": "4", "stage": "decided", "action": "approve"}
    gold = {"decisions": [{**labels, "votes_for": 31, "votes_against": 20, "reservations": ["V", "MP"]}, labels]}
    found = match_document(gold, document(cases=[{"section_number": "4"}], decisions=[clause, clause]))
    assert found["votes"].counts == (1, 0, 0) and found["reservations"].counts == (2, 0, 0)
    gold["decisions"][0] |= {"votes_against": 21, "reservations": ["S"]}
    found = match_document(gold, document(cases=[{"section_number": "4"}], decisions=[clause]))
    assert found["votes"].counts == (0, 1, 1) and found["reservations"].counts == (0, 2, 1)


def test_section_labels_ask_only_that_some_decision_fits() -> None:
    clause = {"action": "approve", "votes_for": 31, "votes_against": 20, "reservations": []}
    decisions = [{**clause, "stage": "proposed"}, {**clause, "stage": "decided"}]
    gold = {
        "section_actions": [{"section_number": "4", "stage": "decided", "action": "approve"}],
        "section_votes": [{"section_number": "4", "votes_for": 31, "votes_against": 20}],
        "section_reservations": [{"section_number": "4", "parties": ["V"]}],
    }
    found = match_document(gold, document(cases=[{"section_number": "4"}], decisions=decisions))
    assert [found[f].counts for f in gold] == [(1, 0, 0), (1, 0, 0), (0, 0, 1)]


def test_sections_are_scored_where_the_gold_has_any() -> None:
    cases = [
        {"section_number": "4", "case_number": "KS 2020/1", "title": "Val"},
        {"section_number": None, "case_number": None, "title": None},
    ]
    gold = {"cases": [{"section_number": "4", "title": "Val av justerare", "case_number": ["KS 2020/1", None]}]}
    assert counts("sections", gold, cases=cases) == (1, 0, 0)
    gold = {"cases": [{"section_number": None, "title": None, "case_number": None}]}
    assert counts("sections", gold, cases=cases) == (0, 0, 0)
    assert counts("case_titles", gold, cases=cases) == (1, 1, 0)


def test_only_labelled_titles_are_scored_where_titles_are_labelled_apart() -> None:
    cases = [{"section_number": n, "case_number": None, "title": "Val av justerare"} for n in ("4", "5")]
    gold = {"cases": [], "case_titles": [{"section_number": "5", "title": "Val av justerare"}]}
    assert counts("case_titles", gold, cases=cases) == (1, 0, 0)


def test_fates_and_their_reasons() -> None:
    row = {"counterpart": "Zibo", "outcome": "ended", "stage": "recommended", "reasons": ["cost", "inactivity"]}
    gold = {"outcomes": [{"counterpart": "Zibo", "outcome": "ended", "stage": "decided", "reasons": ["cost", "security"]}]}
    found = match_document(gold, document(outcomes=[row]))
    assert found["outcomes"].counts == (1, 0, 0) and found["outcome_stages"].counts == (0, 1, 1)
    assert found["reasons"].counts == (1, 1, 1)


@pytest.mark.parametrize(("start", "right"), [(1998, True), ("1998", True), ([1997, 1998], True), (None, False), (1999, False)])
def test_agreements_by_their_years(start: object, right: bool) -> None:
    gold = {"agreements": [{"counterpart": "Zibo", "start_year": start, "end_year": None}]}
    row = {"counterpart": "Zibo", "start_year": 1998, "end_year": None}
    assert counts("agreements", gold, agreements=[row]) == ((1, 0, 0) if right else (0, 1, 1))


def test_a_focus_area_may_leave_open_whose_it_is() -> None:
    row = {"counterpart": None, "area": "culture", "status": "agreed"}
    gold = {"focus_areas": [{"counterpart": "Zibo", "area": "culture", "status": "agreed"}]}
    assert counts("focus_areas", gold, focus_areas=[row]) == (1, 0, 0)
    assert counts("focus_areas", gold, focus_areas=[{**row, "counterpart": "Kunshan"}]) == (0, 1, 1)
    assert counts("areas", gold, focus_areas=[{**row, "counterpart": "Kunshan", "status": "previous"}]) == (1, 0, 0)


def test_names_misspelt_by_a_letter_are_the_same() -> None:
    assert same_name("Åsa Wiklund Lång", "Åsa Wiklund-Lång") and same_name("Xi’an", "Xi'an") and same_name("Zürich", "zurich")
    assert not same_name("Anna Berg", "Anna Ek") and not same_name("Bo", "Ba"), "short names must be equal"
    assert same_organisation("Movexum", "Movexum AB") and not same_organisation("AB", "Movexum AB")
    assert same_title("Val av justerare", "Val av  justerare.") and same_title(None, None) and not same_title("Val", None)


@given(st.text(min_size=1, max_size=40))
def test_every_name_is_the_same_as_itself_whatever_its_case_and_spaces(name: str) -> None:
    assert same_name(name, name)
    assert fold(f"  {name}  ") == fold(name) == fold(fold(name))


def test_misses_show_both_sides_and_the_words() -> None:
    rows = rows_of({"utdrag-31": TEXTS["utdrag-31"]})
    read = Document(rows["documents"][0], {"parts": rows["parts"], **{name: rows[name] for name in EVIDENCE_TABLES}})
    gold = {
        "documents": {"meeting_date": "2021-03-10"},
        "cases": [{"section_number": "31", "title": "Förnyat samarbetsavtal med Kunshan, Kina", "case_number": "KS 2021/99"}],
        "persons": [],
        "outcomes": [{"counterpart": "Zibo", "outcome": "ended", "stage": "decided", "quote": "Avtalet sägs upp"}],
    }
    listed = {(m.field, m.kind): m for m in misses("utdrag-31", match_document(gold, read))}
    date = listed["meeting_date", "differs"]
    assert (date.gold, date.output, date.quote, date.page) == ("2021-03-10", "2021-03-09", "2021-03-09", 1)
    section = listed["sections", "differs"]
    assert section.gold["case_number"] == "KS 2021/99" and section.output["case_number"] == "KS 2021/88" and "§ 31" in str(section.quote)
    assert listed["persons", "wrong"].output["name"] == "Karin Lundmark" and listed["persons", "wrong"].gold is None
    assert listed["outcomes", "missing"].quote == "Avtalet sägs upp" and listed["outcomes", "wrong"].output["counterpart"] == "Kunshan"
