"""Repetitions that can take the same text, told from a pattern's parse tree: what makes a search take the square of a text's length.

Where two repetitions without bound can both take the piece that leads from one to the other, as in ``\\s*,?\\s*!`` or ``\\w*avtal\\w*;``,
n such pieces can be parted in n ways, and each is tried where the text disappoints. A search begins anew at every piece besides, as in
``\\d+;``, unless something before the repetition forbids it. Only repetitions of single characters are looked at; nothing is timed.
"""

from __future__ import annotations

from re import _constants as ops  # type: ignore[attr-defined]
from typing import Any

from benchmarks.worst_inputs import Pattern, is_member

# A repetition of at most so many characters has a bound.
_BOUND = 400
_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)
_ASSERTIONS = (ops.AT, ops.ASSERT, ops.ASSERT_NOT)
_SINGLE = (ops.IN, ops.LITERAL, ops.NOT_LITERAL, ops.ANY)
# Characters of every kind that the patterns tell apart.
_KINDS = ' \n\ta1ZåÅ.,;:-–§()"/_'
_MOST_PATHS = 200
# Characters at least that an assertion may look at on either side.
_LOOK = 20

Item = tuple[Any, Any]
Guarded = tuple[str, list[tuple[int, Item]]]


def overlapping(pattern: Pattern, searched: bool) -> str | None:
    """A text that two repetitions without bound of the pattern can both take; None where there is none.

    :param searched: whether the pattern is searched for, and not only tried at one place.
    """
    for path in _paths(list(pattern.tree)):
        endless = [(n, one) for n, item in enumerate(path) if (one := _endless(item)) is not None and _can_fail(path[n + 1 :])]
        for number, (at, one) in enumerate(endless):
            if searched and (piece := _piece(path[:at], [one])) is not None:
                return piece
            if path[at][0] is ops.POSSESSIVE_REPEAT:
                continue  # gives nothing back
            for behind, other in endless[number + 1 :]:
                if (piece := _piece(path[at + 1 : behind], [one, other])) is not None:
                    return piece
    return None


def _paths(items: list[Item]) -> list[list[Item]]:
    """The ways through a sequence: alternatives and groups that hold a repetition without bound are opened."""
    paths: list[list[Item]] = [[]]
    for item in items:
        paths = [[*path, *way] for path in paths for way in _ways(item)][:_MOST_PATHS]
    return paths


def _ways(item: Item) -> list[list[Item]]:
    op, value = item
    if op is ops.SUBPATTERN:
        return _paths(list(value[3]))
    if op is ops.ATOMIC_GROUP:
        return _paths(list(value))
    if _holds_endless(item):
        if op is ops.BRANCH:
            return [way for branch in value[1] for way in _paths(list(branch))]
        if op in _REPEATS and _endless(item) is None:
            once = _paths(list(value[2]))
            return once if value[0] else [[], *once]
    return [[item]]


def _holds_endless(item: Item) -> bool:
    op, value = item
    if op in _REPEATS:
        return value[1] > _BOUND or any(map(_holds_endless, value[2]))
    if op is ops.BRANCH:
        return any(_holds_endless(inner) for branch in value[1] for inner in branch)
    if op is ops.SUBPATTERN:
        return any(map(_holds_endless, value[3]))
    return op is ops.ATOMIC_GROUP and any(map(_holds_endless, value))


def _endless(item: Item) -> Item | None:
    """What a repetition without bound repeats, where it is a single character."""
    op, value = item
    if op not in _REPEATS or value[1] <= _BOUND:
        return None
    inner = list(value[2])
    while len(inner) == 1 and inner[0][0] is ops.SUBPATTERN:
        inner = list(inner[0][1][3])
    return inner[0] if len(inner) == 1 and inner[0][0] in _SINGLE else None


def _can_fail(rest: list[Item]) -> bool:
    """Can what follows a repetition disappoint? An end of the word, and what need not be there, cannot."""
    while rest and rest[0] == (ops.AT, ops.AT_BOUNDARY):
        rest = rest[1:]
    return any(not (op in _REPEATS and value[0] == 0) for op, value in rest)


def _piece(items: list[Item], takers: list[Item]) -> str | None:
    """A text that the items match and all the takers take, which may stand again right behind itself."""
    found = _text(items, takers)
    if found is None:
        return None
    text, guards = found
    for piece in [text] if text else [kind for kind in _KINDS if all(_takes(taker, kind) for taker in takers)]:
        around = piece * _LOOK
        if all(_allows(guard, around + piece[:place], piece[place:] + around) for place, guard in guards):
            return piece
    return None


def _text(items: list[Item], takers: list[Item]) -> Guarded | None:
    """The text, and what is asserted at which place of it."""
    text, guards = "", []
    for item in items:
        op = item[0]
        if op in _ASSERTIONS:
            guards.append((len(text), item))
        elif op in _REPEATS or op is ops.BRANCH or op is ops.SUBPATTERN or op is ops.ATOMIC_GROUP:
            inner = _inner(item, takers)
            if inner is None:
                return None
            guards += [(len(text) + place, guard) for place, guard in inner[1]]
            text += inner[0]
        elif (one := next((kind for kind in _spelt(item) if all(_takes(taker, kind) for taker in takers)), None)) is None:
            return None
        else:
            text += one
    return text, guards


def _inner(item: Item, takers: list[Item]) -> Guarded | None:
    """The same of a group, of the first alternative that there is one of, or of a repetition as short as may be."""
    op, value = item
    if op in _REPEATS and value[0] == 0:
        return "", []
    sequences = value[1] if op is ops.BRANCH else [value[3] if op is ops.SUBPATTERN else value[2] if op in _REPEATS else value]
    found = next((told for sequence in sequences if (told := _text(list(sequence), takers)) is not None), None)
    return (found[0] * value[0], found[1]) if found is not None and op in _REPEATS else found


def _spelt(item: Item) -> str:
    return chr(item[1]) if item[0] is ops.LITERAL else "".join(kind for kind in _KINDS if _takes(item, kind))


def _takes(item: Item, char: str) -> bool:
    """Does a literal, a set or a dot take a character, the case not minded?"""
    op, value = item
    if op is ops.ANY:
        return char != "\n"
    if op is ops.IN:
        return is_member(value, char) or is_member(value, char.swapcase())
    return (chr(value).lower() == char.lower()) == (op is ops.LITERAL)


def _allows(guard: Item, before: str, behind: str) -> bool:
    """Does an assertion hold between two texts? One of more than single characters is taken to hold."""
    op, value = guard
    if op is ops.AT:
        is_boundary = _is_of_word(before[-1]) != _is_of_word(behind[0])
        return {ops.AT_BOUNDARY: is_boundary, ops.AT_NON_BOUNDARY: not is_boundary}.get(value, False)
    direction, inner = value
    items = list(inner)
    if any(item[0] not in _SINGLE for item in items):
        return True
    seen = before[-len(items) :] if direction < 0 else behind[: len(items)]
    return all(map(_takes, items, seen)) == (op is ops.ASSERT)


def _is_of_word(char: str) -> bool:
    return char.isalnum() or char == "_"
