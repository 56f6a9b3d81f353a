"""When a value of the output is the value of the gold: the matching guideline, value by value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

Same = Callable[[Any, Any], bool]
# Names alike in so many of their characters are one name, misspelt or misread; shorter names must be equal.
ALIKE = 0.9
SHORTEST_ALIKE = 5
# A title may be cut or put together otherwise than in the gold.
TITLE_ALIKE = 0.8
SHORTEST_CONTAINED = 4


@lru_cache(maxsize=100_000)
def fold(text: object) -> str:
    """``text`` without differences of case, apostrophes, runs of space, and marks on letters other than å, ä and ö."""
    lowered = unicodedata.normalize("NFC", str(text)).casefold()
    plain = "".join(c if c in "åäö" else unicodedata.normalize("NFKD", c)[0] for c in lowered)
    return " ".join(re.sub("['’´`]", "", plain).split())


def is_none(value: object) -> bool:
    """Is there no value?"""
    return value is None or value == ""


def same_text(a: object, b: object) -> bool:
    return fold(a) == fold(b)


def same_name(a: object, b: object) -> bool:
    """Names of persons, places and bodies: equal, or misspelt by a letter or two."""
    first, second = fold(a), fold(b)
    if first == second:
        return True
    if min(len(first), len(second)) < SHORTEST_ALIKE:
        return False
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= ALIKE


def same_organisation(a: object, b: object) -> bool:
    """Names of organisations: as :func:`same_name`, or one within the other (``Movexum`` in ``Movexum AB``)."""
    first, second = fold(a), fold(b)
    return same_name(a, b) or (min(len(first), len(second)) >= SHORTEST_CONTAINED and (first in second or second in first))


def same_title(a: object, b: object) -> bool:
    """Headings of matters: alike in most characters; no heading is like no heading only."""
    if is_none(a) or is_none(b):
        return is_none(a) and is_none(b)
    return SequenceMatcher(None, fold(a), fold(b), autojunk=False).ratio() >= TITLE_ALIKE


def same_year(a: object, b: object) -> bool:
    return _year(a) == _year(b)


def same_or_silent(a: object, b: object) -> bool:
    """Names, where one side may leave open whom it means."""
    return is_none(a) or is_none(b) or same_name(a, b)


def options(gold: object) -> list[Any]:
    """The values that a gold value allows: a list stands for any of them."""
    return gold if isinstance(gold, list) else [gold]


def allowed(gold: object, value: object, same: Same = same_text) -> bool:
    """Is ``value`` right by ``gold``, a value or a list of acceptable ones (null among them means that none is right too)?"""
    return any(is_none(o) and is_none(value) if is_none(o) or is_none(value) else same(o, value) for o in options(gold))


def _year(value: object) -> str | None:
    return None if is_none(value) else str(value)[:4]
