"""Which rows of agreements mean one agreement. All facts are invented."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.linking.agreements import Told, clusters


def told(*rows: tuple[str, str, int | None, int | None]) -> list[set[int]]:
    made = [Told(number, document, kind, start, end, 0) for number, (document, kind, start, end) in enumerate(rows)]
    return sorted(({t.rowid for t in cluster} for cluster in clusters(made)), key=min)


def test_the_same_terms_in_two_papers_are_one_agreement() -> None:
    assert told(("a", "twin_town", 2007, 2011), ("b", "twin_town", 2007, 2011)) == [{0, 1}]


def test_a_conflicting_end_stays_with_the_agreement() -> None:
    """One paper says that the agreement of 2011 runs to May 2011, another to the end of 2014."""
    assert told(("a", "sister_city", 2011, 2014), ("b", "sister_city", 2011, 2015)) == [{0, 1}]


def test_an_end_told_alone_is_of_the_agreement_that_ends_then_though_a_paper_tells_of_the_whole_relation() -> None:
    """One paper tells of the whole relation, 2004 to 2012; the term that ended in 2012 began in 2008."""
    rows = (("a", "twin_town", 2004, 2008), ("b", "twin_town", None, 2008), ("b", "twin_town", None, 2012))
    assert told(*rows, ("c", "twin_town", 2004, 2012), ("d", "twin_town", None, 2012)) == [{0, 1, 3}, {2, 4}]


def test_a_relation_and_its_latest_term_are_two_agreements_in_one_paper() -> None:
    assert told(("a", "twin_town", 1997, None), ("a", "twin_town", 2015, 2018)) == [{0}, {1}]


def test_a_paper_that_calls_it_cooperation_means_the_same_relation_but_a_memorandum_is_another() -> None:
    rows = (("a", "sister_city", 1997, None), ("b", "cooperation", 1997, None), ("c", "memorandum", 1997, None))
    assert told(*rows) == [{0, 1}, {2}]


def test_terms_after_each_other_are_different_agreements() -> None:
    assert told(("a", "twin_town", 2007, 2011), ("b", "twin_town", 2011, 2014), ("c", "twin_town", 2016, 2020)) == [{0}, {1}, {2}]


def test_an_undated_telling_joins_the_only_agreement_of_its_kind() -> None:
    assert told(("a", "twin_town", 1987, None), ("b", "twin_town", None, None)) == [{0, 1}]
    assert told(("a", "twin_town", 1987, None), ("a", "twin_town", 2001, 2005), ("b", "twin_town", None, None)) == [{0}, {1}, {2}]


YEARS = st.one_of(st.none(), st.integers(1990, 1996))
ROWS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["twin_town", "cooperation", "memorandum"]), YEARS, YEARS), max_size=8)


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(rows: list[tuple[str, str, int | None, int | None]], random: object) -> None:
    made = [Told(number, *row, number) for number, row in enumerate(sorted(rows, key=repr))]
    shuffled = list(made)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert clusters(made) == clusters(shuffled)


@given(ROWS)
def test_every_row_is_in_one_agreement(rows: list[tuple[str, str, int | None, int | None]]) -> None:
    made = [Told(number, *row, number) for number, row in enumerate(rows)]
    assert sorted(t.rowid for cluster in clusters(made) for t in cluster) == list(range(len(rows)))
