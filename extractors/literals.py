"""Looks for many literals in a text at once, by an automaton, instead of for one after the other.

The automaton copies the whole text that it is given at each call: it is given no more than what is looked through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import ahocorasick

# So many literals are found faster one after the other.
_FEW = 4


class Held:
    """Literals with a number each, whose bits tell what they stand for."""

    __slots__ = ("_characters", "_found")

    def __init__(self, bits: Mapping[str, int]) -> None:
        # A text holds a character many times, and the automaton tells of each.
        self._characters = [(literal, bit) for literal, bit in bits.items() if len(literal) == 1]
        longer = {literal: bit for literal, bit in bits.items() if len(literal) > 1}
        self._found = _automaton(longer) if longer else None

    def within(self, text: str, start: int, end: int) -> int:
        """The bits of all literals in ``text[start:end]``, put together; ``end`` is within the text."""
        bits = 0
        if start < end:
            part = text[start:end]
            for character, bit in self._characters:
                if character in part:
                    bits |= bit
            for _, bit in self._found.iter(part) if self._found else ():
                bits |= bit
        return bits


class AnyOf:
    """Literals of which a text may hold one; the automaton is made when it is first asked for."""

    __slots__ = ("_found", "_literals")

    def __init__(self, literals: Iterable[str]) -> None:
        self._literals = tuple(literals)
        self._found: ahocorasick.Automaton | None = None

    def within(self, text: str) -> bool:
        """Does the text hold one of the literals?"""
        if self._found is None:
            self._found = _automaton(dict.fromkeys(self._literals, 1))
        return next(self._found.iter(text), None) is not None


class Places:
    """Literals whose places are asked for; ``longest`` is the length of the longest of them."""

    __slots__ = ("_few", "_found", "longest")

    def __init__(self, literals: Iterable[str]) -> None:
        lengths = {literal: len(literal) for literal in literals}
        self._few = tuple(lengths) if len(lengths) <= _FEW else ()
        self._found = _automaton({literal: length - 1 for literal, length in lengths.items()})
        self.longest = max(lengths.values())

    def within(self, text: str, start: int, end: int) -> list[int]:
        """Where the literals begin in ``text[start:end]``, in order, each place once; ``end`` is within the text."""
        if start >= end:
            return []
        if self._few:
            found = [at for literal in self._few for at in _each_place(literal, text, start, end)]
        else:
            found = [start + last - length for last, length in self._found.iter(text[start:end])]
        return sorted(set(found)) if len(found) > 1 else found

    def extents(self, text: str) -> Iterator[tuple[int, int]]:
        """Where each of the literals stands in the text, overlaps and all."""
        return ((last - length, last + 1) for last, length in self._found.iter(text))


def _each_place(literal: str, text: str, start: int, end: int) -> Iterator[int]:
    at = text.find(literal, start, end)
    while at >= 0:
        yield at
        at = text.find(literal, at + 1, end)


def _automaton(values: Mapping[str, int]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for literal, value in values.items():
        automaton.add_word(literal, value)
    automaton.make_automaton()
    return automaton


__all__ = ["AnyOf", "Held", "Places"]
