"""Patterns that are tried one after the other on the same texts: which of them can match is found out for all of them at once."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Generic, TypeVar

from extractors.anchors import Anchored, Clause, folded
from extractors.literals import Held

K = TypeVar("K")


class Family(Generic[K]):
    """Patterns with what each stands for, in the order in which they are tried. A clause that several need is looked for once."""

    def __init__(self, members: Iterable[tuple[K, Anchored]]) -> None:
        self.members = tuple(members)
        bits: dict[Clause, int] = {}
        self._needs = [sum(bits.setdefault(clause, 1 << len(bits)) for clause in pattern.clauses) for _, pattern in self.members]
        of_literal: dict[str, int] = {}
        for clause, bit in bits.items():
            for literal in clause:
                of_literal[literal] = of_literal.get(literal, 0) | bit
        self._literals = Held(of_literal)
        self._chosen: dict[int, tuple[tuple[K, Anchored], ...]] = {}

    def likely(self, text: str, start: int = 0, end: int = sys.maxsize) -> tuple[tuple[K, Anchored], ...]:
        """The members that may match within ``text[start:end]``, in their order: all that do are among them."""
        alike = folded(text)
        held = self._literals.within(alike, max(0, start), min(end, len(alike)))
        chosen = self._chosen.get(held)
        if chosen is None:
            chosen = tuple(member for member, needs in zip(self.members, self._needs, strict=True) if needs & held == needs)
            if len(self._chosen) < _MOST_CHOSEN:
                self._chosen[held] = chosen
        return chosen


# Sets of clauses that the texts held, remembered with the members that may match where they do.
_MOST_CHOSEN = 4096

__all__ = ["Family"]
