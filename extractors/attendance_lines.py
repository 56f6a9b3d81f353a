"""How the lines of a list of those present hang together: labels that go over several lines, and names parted by a line's end."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.core import Cell
from extractors.roles import is_replaced

# A longer first cell of a line is no label.
_LONGEST_LABEL = 40
# ..., Anna Ek (S), Bo / Berg (M)
_PARTED_NAME = re.compile(r"[,;] (?:och )?[A-ZÅÄÖÉ][\w'’-]*(?: [A-ZÅÄÖÉa-z][\w'’-]*){0,2}$|[,;:] ?(?:och)?$|(?<=\w)[–-]$")


@dataclass(slots=True)
class Above:
    """The first cell of the line above, with the lines above it that it goes on with: its column, its words, how many people were known
    before it."""

    column: int
    words: str
    known: int


def goes_on(text: str, cell: Cell, above: Above | None) -> bool:
    """Do the words of a line's first cell go on with those above it (``Närvarande, ej`` / ``tjänstgörande``)?"""
    return text[cell.start].islower() and above is not None and abs(above.column - cell.column) <= 1


def first_words(text: str, cell: Cell, above: Above | None, known: int) -> Above | None:
    """The words of a line's first cell, with those above that it goes on with; None where they are too long for a label.

    :param known: how many people were known before the line.
    """
    words = text[cell.start : cell.end]
    if len(words) >= _LONGEST_LABEL:
        return None
    if above is not None and goes_on(text, cell, above):
        return Above(cell.column, f"{above.words} {words}", above.known)
    return Above(cell.column, words, known)


def is_unfinished(text: str, start: int, end: int, following: int) -> bool:
    """Whether the entry at the end of the line ``text[start:end]`` goes on at ``following``."""
    if text[following] == "(" or text[following].islower() or text[following] == "§":
        return True
    return bool(is_replaced(text[max(start, end - 40) : end]) or _PARTED_NAME.search(text, start, end))


__all__ = ["Above", "first_words", "goes_on", "is_unfinished"]
