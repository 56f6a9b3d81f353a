"""How the lines of a list of those present hang together: labels that go over several lines, and names parted by a line's end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.attendance_entries import SIGNING
from extractors.core import Cell
from extractors.roles import inner_label, is_replaced, role_label

# A longer first cell of a line is no label.
_LONGEST_LABEL = 40
# ..., Anna Ek (S), Bo / Berg (M)
_PARTED_NAME = re.compile(r"[,;] (?:och )?[A-ZÅÄÖÉ][\w'’-]*(?: [A-ZÅÄÖÉa-z][\w'’-]*){0,2}$|[,;:] ?(?:och)?$|(?<=\w)[–-]$")
# All members but those named are present.
_ALL_BUT = re.compile(r"\s*(?:\w+ )?samtliga\b[^.,:\n]{0,40}\b(?:utom|förutom|undantag (?:för|av))\b", re.IGNORECASE)
_REPLACED_BY = re.compile(r"\bersätts av\s+", re.IGNORECASE)
# Who was present stands elsewhere: "Närvarande: Se särskild uppropslista"
ELSEWHERE = re.compile(
    r"\s*(?:(?:se|enligt|framgår av|redovisas i|jämlikt)\b[^.:\n]{0,30})?"
    r"(?:bilaga|bilagda?|(?:närvaro|upprops|tjänstgörings|särskild )\w*(?:lista|förteckning))\b",
    re.IGNORECASE,
)


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


def stretches(text: str, start: int, end: int, kind: str) -> Iterator[tuple[int, int, str]]:
    """The parts of a cell between the labels in it (lists whose lines were taken for a paragraph), each with its kind."""
    at = start
    if _ALL_BUT.match(text, start, end):
        by = _REPLACED_BY.search(text, start, end)
        yield start, by.start() if by else end, "absent"
        if by:
            stop = text.find(".", by.end(), end)
            yield by.end(), stop if stop > 0 else end, "substitute"
        return
    for match in inner_label().finditer(text, start, end):
        inner = role_label(match[1])
        remark = text[match.start() - 2] == "," or (inner in SIGNING and match.end() == end)
        if inner is not None and (match.group().endswith(":") or not remark):
            yield at, match.start(), kind
            at, kind = match.end(), inner
    yield at, end, kind


__all__ = ["ELSEWHERE", "Above", "first_words", "goes_on", "is_unfinished", "stretches"]
