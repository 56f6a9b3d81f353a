"""The order in which work is handed out."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import TypeVar

T = TypeVar("T")


def largest_first(tasks: Iterable[T], size: Callable[[T], int], window: int) -> Iterator[T]:
    """The tasks, always the largest of the next ``window`` at hand, of the same size the first.

    So a long one is begun while there is other work beside it, wherever it lies in the input: when it is handed out, as many
    that are no longer follow it as the window holds, or as are left. No more than the window is held.

    >>> list(largest_first([1, 5, 2, 9, 3], lambda n: n, 2))
    [5, 2, 9, 3, 1]
    """
    numbers = count()
    held: list[tuple[int, int, T]] = []
    for task in tasks:
        heapq.heappush(held, (-size(task), next(numbers), task))
        if len(held) >= window:
            yield heapq.heappop(held)[2]
    while held:
        yield heapq.heappop(held)[2]
