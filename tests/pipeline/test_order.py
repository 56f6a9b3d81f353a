"""In which order work is handed out."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from pipeline.engines.order import largest_first

SIZES = st.lists(st.integers(0, 50), max_size=40)


@given(SIZES, st.integers(1, 12))
def test_everything_is_handed_out_once_and_large_ones_have_others_behind_them(sizes: list[int], window: int) -> None:
    tasks = list(enumerate(sizes))
    given_out = list(largest_first(tasks, lambda t: t[1], window))
    assert sorted(given_out) == tasks
    for at, task in enumerate(given_out):
        behind = given_out[at + 1 :]
        not_larger = sum(other[1] <= task[1] for other in behind)
        assert not_larger >= min(window - 1, len(behind)), "as many that are no larger follow as the window holds"


@given(st.integers(1, 12))
def test_no_more_than_the_window_is_held(window: int) -> None:
    taken = 0

    def endless() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken % 7

    order = largest_first(endless(), lambda n: n, window)
    for received in range(1, 30):
        next(order)
        assert taken - received <= window


def test_equal_sizes_keep_their_order() -> None:
    assert list(largest_first("abcdef", lambda _: 1, 3)) == list("abcdef")
