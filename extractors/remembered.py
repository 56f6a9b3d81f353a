"""Remembers what was found of a line: the steps of the way ask about the same lines again and again, and running heads recur."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

T = TypeVar("T")
# Many longer texts would fill the memory of a worker.
LONGEST = 400
_LINES = 8192


def remembered(function: Callable[[str], T]) -> Callable[[str], T]:
    """Remembers the values of a function of one text: of the last few thousand lines, and of the last two longer texts. They must not
    be changed."""
    of_line = lru_cache(maxsize=_LINES)(function)
    of_text = lru_cache(maxsize=2)(function)

    @wraps(function)
    def recall(text: str) -> T:
        return of_line(text) if len(text) <= LONGEST else of_text(text)

    return recall


__all__ = ["LONGEST", "remembered"]
