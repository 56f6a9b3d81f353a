"""The texts that are worst for a regular expression.

Its parse tree says where a repetition without bound stands; a text that reaches it, feeds it on and on and then disappoints it makes a
search backtrack.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

REPOSITORY = Path(__file__).parents[1]
_ENDLESS = 200
_PER_REPEAT = 3


class Pattern:
    """A pattern as compiled: its text and flags, and the line of the packages that asked for it first."""

    def __init__(self, text: str, flags: int, place: str) -> None:
        self.text, self.flags, self.place = text, flags, place

    @property
    def tree(self) -> Any:
        return _parser.parse(self.text, self.flags)


def example(tree: Any, choice: int = 0) -> str:
    """A text that the tree matches, or nearly; ``choice`` picks among alternatives."""
    return "".join(_example_of(op, argument, choice) for op, argument in tree)


def _example_of(op: Any, argument: Any, choice: int) -> str:
    if op is _constants.LITERAL:
        return chr(argument)
    if op is _constants.NOT_LITERAL:
        return "a" if argument != ord("a") else "b"
    if op is _constants.ANY:
        return "a"
    if op is _constants.IN:
        return _member(argument, choice)
    if op is _constants.BRANCH:
        branches = argument[1]
        return example(branches[choice % len(branches)], choice)
    if op is _constants.SUBPATTERN:
        return example(argument[3], choice)
    if op in (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT):
        low, _, inner = argument
        return example(inner, choice) * max(low, choice % 2)
    if op is _constants.ATOMIC_GROUP:
        return example(argument, choice)
    return ""


def _member(members: list[Any], choice: int) -> str:
    """A character of a class."""
    wanted = " a1-å\n.X(,\t" if choice % 2 else "a 1-å\n.X(,\t"
    for char in wanted:
        if is_member(members, char):
            return char
    for op, argument in members:
        if op is _constants.LITERAL:
            return chr(argument)
        if op is _constants.RANGE:
            return chr(argument[0])
    return "a"


_CATEGORIES = {
    _constants.CATEGORY_DIGIT: str.isdigit,
    _constants.CATEGORY_SPACE: str.isspace,
    _constants.CATEGORY_WORD: lambda c: c.isalnum() or c == "_",
    _constants.CATEGORY_NOT_DIGIT: lambda c: not c.isdigit(),
    _constants.CATEGORY_NOT_SPACE: lambda c: not c.isspace(),
    _constants.CATEGORY_NOT_WORD: lambda c: not (c.isalnum() or c == "_"),
}


def is_member(members: list[Any], char: str) -> bool:
    negated = bool(members) and members[0][0] is _constants.NEGATE
    inside = any(
        (op is _constants.LITERAL and argument == ord(char))
        or (op is _constants.RANGE and argument[0] <= ord(char) <= argument[1])
        or (op is _constants.CATEGORY and _CATEGORIES[argument](char))
        for op, argument in members
    )
    return inside != negated


def repeats(tree: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Each repetition without bound, with a text that leads up to it."""
    for op, argument in tree:
        if op in (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT):
            _, high, inner = argument
            if high is _constants.MAXREPEAT or high >= _ENDLESS:
                yield before, inner
            yield from repeats(inner, before)
        elif op is _constants.BRANCH:
            for branch in argument[1]:
                yield from repeats(branch, before)
        elif op is _constants.SUBPATTERN:
            yield from repeats(argument[3], before)
        elif op in (_constants.ASSERT, _constants.ASSERT_NOT):
            yield from repeats(argument[1], before)
        elif op is _constants.ATOMIC_GROUP:
            yield from repeats(argument, before)
        before += _example_of(op, argument, 0)


def ambiguous_repeats(tree: Any) -> Iterator[Any]:
    """Repetitions without bound of what is itself nothing but a repetition without bound, as in ``(a+|b)*``: n characters can be
    parted in 2**n ways, and all are tried where the text disappoints."""
    for op, argument in tree:
        if op in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
            _, high, inner = argument
            if high is _constants.MAXREPEAT and any(_is_one_repeat(sequence) for sequence in _alternatives(inner)):
                yield inner
            yield from ambiguous_repeats(inner)
        elif op is _constants.BRANCH:
            for branch in argument[1]:
                yield from ambiguous_repeats(branch)
        elif op is _constants.SUBPATTERN:
            yield from ambiguous_repeats(argument[3])
        elif op in (_constants.ASSERT, _constants.ASSERT_NOT):
            yield from ambiguous_repeats(argument[1])


def _alternatives(tree: Any) -> Iterator[list[Any]]:
    """The sequences a tree stands for, single groups and alternatives opened."""
    items = list(tree)
    if len(items) == 1 and items[0][0] is _constants.SUBPATTERN:
        yield from _alternatives(items[0][1][3])
    elif len(items) == 1 and items[0][0] is _constants.BRANCH:
        for branch in items[0][1][1]:
            yield from _alternatives(branch)
    else:
        yield items


def _is_one_repeat(items: list[Any]) -> bool:
    """Whether all that must be there is one repetition without bound, with no boundary to hold it."""
    items = [_opened(item) for item in items]
    needed = [(op, argument) for op, argument in items if not (op in (_constants.MAX_REPEAT, _constants.MIN_REPEAT) and argument[0] == 0)]
    endless = [a for op, a in items if op in (_constants.MAX_REPEAT, _constants.MIN_REPEAT) and a[1] is _constants.MAXREPEAT]
    if not needed:
        return bool(endless)
    only = needed[0]
    return len(needed) == 1 and only[0] in (_constants.MAX_REPEAT, _constants.MIN_REPEAT) and only[1][1] is _constants.MAXREPEAT


def _opened(item: Any) -> Any:
    """What a group of one thing holds."""
    while item[0] is _constants.SUBPATTERN and len(item[1][3]) == 1:
        item = item[1][3][0]
    return item


def worst_units(pattern: Pattern) -> list[tuple[str, str]]:
    """Pairs of a beginning and a unit to repeat after it."""
    units: dict[tuple[str, str], None] = {}
    for before, inner in repeats(pattern.tree):
        for choice in range(_PER_REPEAT):
            pump = example(inner, choice) or "a"
            units.setdefault((before, pump))
            units.setdefault(("", before + pump))
    whole = example(pattern.tree) or "a"
    units.setdefault(("", whole))
    units.setdefault(("", whole[:-1] or "a"))
    return list(units)
