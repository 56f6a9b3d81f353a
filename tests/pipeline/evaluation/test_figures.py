"""Intervals, confusion tables and calibration: laws that hold whatever the figures."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_match import document

from pipeline.evaluation.bootstrap import intervals
from pipeline.evaluation.calibration import Judged, judge, reliability
from pipeline.evaluation.confusion import NAMES, Table, add_document, as_rows
from pipeline.evaluation.match import match_document

Counts = tuple[int, int, int]


# ---------------------------------------------------------------- intervals


@given(st.lists(st.tuples(*[st.integers(0, 9)] * 3), min_size=2, max_size=12))
def test_an_interval_holds_the_figure_itself_and_is_the_same_each_time(counts: list[Counts]) -> None:
    counts = [*counts, (1, 0, 0), (3, 1, 1)]
    found = intervals({"dates": counts})
    assert found == intervals({"dates": list(counts)})
    tp, fp, fn = (sum(column) for column in zip(*counts, strict=True))
    measures = {"precision": tp / (tp + fp), "recall": tp / (tp + fn), "f1": 2 * tp / (2 * tp + fp + fn)}
    of_field = found.fields["dates"]
    assert of_field is not None
    for measure, value in measures.items():
        low, high = of_field[measure]
        assert 0 <= low <= high <= 1
        assert low - 0.05 <= value <= high + 0.05


def test_documents_are_drawn_and_not_values() -> None:
    together = intervals({"dates": [(50, 0, 0), (0, 0, 50), (50, 0, 0), (0, 0, 50)]}).fields["dates"]
    apart = intervals({"dates": [(1, 0, 0), (0, 0, 1)] * 100}).fields["dates"]
    assert together and apart
    assert together["recall"] == (0.0, 1.0), "four documents tell little, however many values they hold"
    assert apart["recall"][1] - apart["recall"][0] < 0.2


def test_too_few_documents_give_no_interval() -> None:
    assert intervals({"dates": [(5, 1, 0)]}).fields == {"dates": None}
    found = intervals({"dates": [(5, 1, 0), (0, 0, 0)], "persons": [(5, 1, 0), (4, 0, 0)]})
    assert found.fields["dates"] is None and found.fields["persons"] is not None
    assert intervals({}).macro_f1 is None


# ---------------------------------------------------------------- confusion


def confusion(gold: dict[str, Any], **tables: list[dict[str, Any]]) -> dict[str, Table]:
    found: dict[str, Table] = {name: Counter() for name in NAMES}
    add_document(found, gold, document(**tables))
    return found


def clause(stage: str, action: str, **more: object) -> dict[str, Any]:
    return {"section_number": None, "stage": stage, "action": action, **more}


def test_codes_are_counted_as_gold_and_output() -> None:
    found = confusion({"documents": {"document_type": ["motion", "notice"]}}, documents=[{"document_type": "notice"}])
    assert found["document_type"] == {("notice", "notice"): 1}
    found = confusion({"documents": {"document_type": ["motion", "notice"]}}, documents=[{"document_type": "report"}])
    assert found["document_type"] == {("motion", "report"): 1}


def test_clauses_are_paired_from_the_surest_on() -> None:
    gold = {"decisions": [clause("decided", "approve"), clause("decided", "renew"), clause("proposed", "reject")]}
    found = confusion(gold, decisions=[clause("decided", "enter"), clause("decided", "approve")])
    assert found["decision_action"] == {("approve", "approve"): 1, ("renew", "enter"): 1, ("reject", "missing"): 1}
    assert found["decision_stage"] == {("decided", "decided"): 2, ("proposed", "missing"): 1}
    assert confusion({"decisions": []}, decisions=[clause("decided", "note")])["decision_action"] == {("none", "note"): 1}


def test_optional_gold_explains_output_but_is_not_missed() -> None:
    gold = {"decisions": [clause("decided", "note", optional=True), clause("decided", "approve")]}
    assert confusion(gold, decisions=[clause("decided", "note")])["decision_action"] == {("note", "note"): 1, ("approve", "missing"): 1}
    assert confusion(gold, decisions=[clause("decided", "approve")])["decision_action"] == {("approve", "approve"): 1}


def test_section_labels_take_the_nearest_clause() -> None:
    gold = {"section_actions": [clause("decided", "approve"), clause("recommended", "reject")]}
    found = confusion(gold, decisions=[clause("proposed", "approve"), clause("decided", "refer_back")])
    assert found["decision_action"] == {("approve", "refer_back"): 1, ("reject", "approve"): 1}


def test_fates_of_the_same_counterpart_are_confronted() -> None:
    gold = {"outcomes": [{"counterpart": "Zibo", "outcome": "ended", "stage": "decided", "reasons": []}]}
    row = {"counterpart": "Zibo", "outcome": "under_review", "stage": "decided", "reasons": None}
    found = confusion(gold, outcomes=[row, {**row, "counterpart": "Kunshan"}])
    assert found["outcome"] == {("ended", "under_review"): 1, ("none", "under_review"): 1}
    assert found["outcome_stage"] == {("decided", "decided"): 1, ("none", "decided"): 1}


@given(st.lists(st.sampled_from(["approve", "reject", "note"])), st.lists(st.sampled_from(["approve", "reject", "note"])))
def test_every_gold_and_every_output_is_counted_once(gold: list[str], output: list[str]) -> None:
    table = confusion({"decisions": [clause("decided", a) for a in gold]}, decisions=[clause("decided", a) for a in output])[
        "decision_action"
    ]
    wanted, told = Counter[str](), Counter[str]()
    for (g, o), n in table.items():
        wanted[g] += n
        told[o] += n
    assert {a: n for a, n in wanted.items() if a != "none"} == Counter(gold)
    assert {a: n for a, n in told.items() if a != "missing"} == Counter(output)
    assert sum(table[a, a] for a in set(gold)) == sum((Counter(gold) & Counter(output)).values()), "agreement is never overlooked"


def test_rows_of_a_confusion_table_begin_with_the_agreement() -> None:
    rows = as_rows(Counter({("a", "b"): 3, ("a", "a"): 1, ("b", "b"): 9, ("none", "a"): 90}))
    assert list(rows) == ["b", "a", "none"] and list(rows["a"]) == ["a", "b"]


# ---------------------------------------------------------------- calibration


def judged(confidence: float, right: bool) -> Judged:
    return Judged("dates", "dates", confidence, right)


def test_reliability_by_hand() -> None:
    found = reliability([judged(0.9, True)] * 9 + [judged(0.9, False)] + [judged(0.35, True)] * 5 + [judged(0.35, False)] * 5)["dates"]
    assert [(b.low, b.rows, round(b.confidence, 6), b.right) for b in found.bins] == [(0.3, 10, 0.35, 0.5), (0.9, 10, 0.9, 0.9)]
    assert (found.rows, found.right) == (20, 0.7) and found.ece == pytest.approx(0.075)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_every_row_is_in_one_bin_and_the_error_is_a_share(rows: list[tuple[float, bool]]) -> None:
    found = reliability(judged(*row) for row in rows)["dates"]
    assert sum(b.rows for b in found.bins) == found.rows == len(rows)
    assert all(b.low - 1e-9 <= b.confidence <= b.high + 1e-9 for b in found.bins)
    assert 0 <= found.ece <= 1 + 1e-9
    assert found.ece >= abs(found.confidence - found.right) - 1e-9


def test_a_row_is_right_where_every_field_it_is_in_holds_it_for_right() -> None:
    person = {"name": "Anna Berg", "role": "chair", "kind": "person", "political_party": "S"}
    gold = {"persons": [{"name": "Anna Berg", "role": "chair", "political_party": "M"}], "organisations": [], "counterparts": []}
    read = document(parties=[person, {**person, "role": "mentioned"}])
    (row,) = judge(match_document(gold, read), read)
    assert (row.table, row.confidence, row.right) == ("parties", 0.9, False), "the role mentioned is not judged"
    gold["persons"][0]["political_party"] = "S"
    (row,) = judge(match_document(gold, read), read)
    assert row.right


def test_each_row_behind_an_item_is_judged() -> None:
    number = {"case_number": "KS 2020/1", "role": "own"}
    read = document(case_numbers=[number, number, {**number, "case_number": "KS 2020/2"}])
    rows = judge(match_document({"case_numbers": [{"case_number": "KS 2020/1", "role": "own"}]}, read), read)
    assert sorted(r.right for r in rows) == [False, True, True]
