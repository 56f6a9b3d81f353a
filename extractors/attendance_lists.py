"""The lists of those present that are open while minutes are read, and which of them a name goes into by its column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

NEAR = 3
"""Columns, in characters, that count as one."""


@dataclass(slots=True)
class Carried:
    """What a list has read since a line that nothing parts from the ones before it: where it begins, where it ends, the list's kind and
    how many people were known there."""

    start: int
    end: int
    kind: str
    known: int


@dataclass(slots=True)
class NameList:
    """A list under a label. ``column`` is the label's, ``values`` the names' once one is seen; ``party`` is the letter code of the party
    whose name stands over the entries; ``signed`` says that a line for a signature stands beside the label."""

    kind: str
    column: int
    values: int | None = None
    misses: int = 0
    party: str | None = None
    carried: Carried | None = None
    signed: bool = False

    def takes(self, column: int) -> bool:
        """Whether a name in the column is one of the list's."""
        place = self.column if self.values is None else self.values
        return abs(place - column) <= NEAR or (self.values is None and column > self.column)


def list_in(lists: Sequence[NameList], column: int) -> NameList | None:
    """The open list that a name in the column goes into."""
    fitting = [x for x in lists if x.takes(column)]
    return min(fitting, key=lambda x: (abs((x.column if x.values is None else x.values) - column), -x.column), default=None)


def list_out_of_column(lists: Sequence[NameList], column: int, with_party: bool) -> NameList | None:
    """The list that goes on with a name in no list's column: the one opened last, where no other stands beside it.

    The name under the line for a signature is that of the label beside the line. Word processors' tabs and proportional letters leave the
    first name of a list beside its label and the others in a column of their own, or at the margin, where only a name with its party is
    surely one of the list.
    """
    last = lists[-1] if lists else None
    if last is None or any(abs(x.column - last.column) > NEAR for x in lists):
        return None
    if last.values is None:
        return last if last.signed else None
    indented = column > last.column + NEAR
    return last if indented or (with_party and last.kind in ("member", "substitute")) else None


__all__ = ["NEAR", "Carried", "NameList", "list_in", "list_out_of_column"]
