"""Looks for many literals in a text at once, by an automaton, instead of for one after the other.

The automaton copies the whole text that it is given at each call: it is given no more than what is looked through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import ahocorasick


class Held:
    """Literals with a number each, whose bits tell what they stand for."""

    __slots__ = ("_found",)

    def __init__(self, bits: Mapping[str, int]) -> None:
        self._found = _automaton(bits)

    def within(self, text: str, start: int, end: int) -> int:
        """The bits of all literals in ``text[start:end]``, put together; ``end`` is within the text."""
        bits = 0
        if start < end:
            for _, bit in self._found.iter(text[start:end]):
                bits |= bit
        return bits


class Places:
    """Literals whose places are asked for; ``longest`` is the length of the longest of them."""

    __slots__ = ("_found", "longest")

    def __init__(self, literals: Iterable[str]) -> None:
        lengths = {literal: len(literal) for literal in literals}
        self._found = _automaton({literal: length - 1 for literal, length in lengths.items()})
        self.longest = max(lengths.values())

    def within(self, text: str, start: int, end: int) -> list[int]:
        """Where the literals begin in ``text[start:end]``, in order, each place once; ``end`` is within the text."""
        if start >= end:
            return []
        found = [start + last - length for last, length in self._found.iter(text[start:end])]
        return sorted(set(found)) if len(found) > 1 else found

    def extents(self, text: str) -> Iterator[tuple[int, int]]:
        """Where each of the literals stands in the text, overlaps and all."""
        return ((last - length, last + 1) for last, length in self._found.iter(text))


def _automaton(values: Mapping[str, int]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for literal, value in values.items():
        automaton.add_word(literal, value)
    automaton.make_automaton()
    return automaton


__all__ = ["Held", "Places"]
