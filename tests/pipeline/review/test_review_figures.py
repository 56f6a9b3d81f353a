"""Intervals and agreement against figures worked out by hand, and the laws they keep."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.review.figures import agreement, cohens_kappa, precision, wilson
from pipeline.review.journal import Entry
from pipeline.review.judgements import Judgements

TIME = "2026-01-15T10:00:00+00:00"


def entry(number: int, row: str, reviewer: str, verdict: str, **more) -> Entry:
    before = {"counterpart": "Paide", "outcome": "renewed", "stage": "decided", "decided_by": None}
    return Entry(number, row, "outcomes", "a" * 16, reviewer, TIME, verdict, before=before, **more)


@pytest.mark.parametrize(
    ("right", "judged", "low", "high"), [(0, 0, 0.0, 1.0), (8, 10, 0.4902, 0.9433), (10, 10, 0.7225, 1.0), (0, 10, 0.0, 0.2775)]
)
def test_wilson_intervals_are_those_of_the_literature(right: int, judged: int, low: float, high: float) -> None:
    assert wilson(right, judged) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_share_within_0_and_1_and_mirrors(pair: tuple[int, int]) -> None:
    right, judged = pair
    low, high = wilson(right, judged)
    assert 0 <= low <= right / judged <= high <= 1
    assert wilson(judged - right, judged) == (pytest.approx(1 - high), pytest.approx(1 - low))


def test_kappa_is_that_of_a_worked_example() -> None:
    pairs = [("accept", "accept")] * 20 + [("accept", "reject")] * 5 + [("reject", "accept")] * 10 + [("reject", "reject")] * 15
    assert cohens_kappa(pairs) == pytest.approx(0.4)
    assert cohens_kappa([]) is None and cohens_kappa([("accept", "accept")]) is None


@given(st.lists(st.tuples(*[st.sampled_from(["accept", "correct", "reject"])] * 2), max_size=30))
def test_kappa_is_one_only_where_all_agree_and_never_more(pairs: list[tuple[str, str]]) -> None:
    kappa = cohens_kappa(pairs)
    assert kappa == cohens_kappa([(b, a) for a, b in pairs])
    if kappa is not None:
        assert -1.0001 <= kappa <= 1.0001
        assert (kappa == pytest.approx(1)) == all(a == b for a, b in pairs)


def test_precision_counts_what_was_changed_as_wrong_and_nothing_under_dispute_or_empty() -> None:
    state = Judgements(
        [
            entry(1, "a", "Anna", "accept", order="random"),
            entry(2, "b", "Anna", "correct", values={"outcome": "ended"}),
            entry(3, "c", "Anna", "reject"),
            entry(4, "d", "Anna", "accept"),
            entry(5, "d", "Bo", "reject"),
            entry(6, "e", "Anna", "accept"),
            entry(7, "e", "Anna", "undo", undoes=6),
        ]
    )
    found = {r["field"]: (r["right"], r["judged"]) for r in precision(state.rows.values())}
    assert found == {"": (1, 3), "outcome": (1, 3), "counterpart": (2, 3), "stage": (2, 3)}
    assert {r["judged"] for r in precision(state.rows.values(), drawn_at_random=True)} == {1}


def test_agreement_is_of_judgements_given_blind() -> None:
    state = Judgements(
        [
            entry(1, "a", "Anna", "accept"),
            entry(2, "a", "Bo", "accept"),
            entry(3, "b", "Anna", "correct", values={"outcome": "ended"}),
            entry(4, "b", "Bo", "correct", values={"outcome": "paused"}),
            entry(5, "c", "Anna", "reject"),
            entry(6, "c", "Bo", "accept"),
            entry(7, "c", "Bo", "reject", blind=False),
            entry(8, "d", "Anna", "accept"),
        ]
    )
    [pair] = agreement(state.rows.values())
    assert (pair["reviewers"], pair["rows"], pair["same_verdict"], pair["same_values"]) == (["Anna", "Bo"], 3, 2, 1)
    assert pair["kappa"] == pytest.approx(0.5)
