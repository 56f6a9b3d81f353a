"""Organisations that two ends of a sentence or a list name: "X har ett utbyte med Y", "Följande föreningar deltar:" over a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractors.anchors import Anchored, alternatives
from extractors.core import Block, Structure
from extractors.gazetteer import fold, gazetteer
from extractors.organisation_names import Organisation, enumeration, enumeration_before
from extractors.persons import is_name
from extractors.resources import toml

# What says of a cooperation that there is none yet.
_NOT_YET = re.compile(
    r"\b(?:inte|ej|inga|inget|ingen|önska|önskar|vill|ville|intresserade?|planerar|möjligt?|eventuell\w*)\b[^.;,]{0,40}$", re.IGNORECASE
)
# How many items of a list are read.
_LONGEST_LIST = 30


@cache
def _frame(name: str) -> Anchored:
    return Anchored(alternatives(toml("organisations")["frames"][name]), re.IGNORECASE)


@cache
def _foreign_heads() -> re.Pattern[str]:
    return re.compile(alternatives(toml("organisations")["frames"]["foreign"]))


def _is_foreign(organisation: Organisation) -> bool:
    """Does the name of an organisation tell that it lies abroad: by an English head or the name of a place?"""
    known = gazetteer()
    words = [fold(w) for w in organisation.name.split()]
    return any(_foreign_heads().fullmatch(w) for w in organisation.name.split()) or any(
        k in known.places and k not in known.domestic and k not in known.words for w in words for k in (w, w.removesuffix("s"))
    )


def paired(text: str, start: int, end: int, people: frozenset[int]) -> Iterator[Organisation]:
    """The organisations that a sentence says to cooperate with ones abroad, and those: "X har ett utbyte med Y University", "har X och
    Y University ett utbyte"."""
    for match in _frame("cooperates_with").finditer(text, start, end):
        yield from _pair(enumeration_before(text, start, match.start(), people), enumeration(text, match.end(), end, people))
    for match in _frame("verb").finditer(text, start, end):
        ours = enumeration(text, match.end(), end, people)
        rest = _frame("with").match(text, ours[-1].end, end) if ours else None
        if rest is not None:
            yield from _pair(ours, enumeration(text, rest.end(), end, people))
        elif len(ours) > 1 and _frame("jointly").match(text, ours[-1].end, end):
            yield from _pair(ours[:-1], ours[-1:])


def led_to(text: str, start: int, end: int, people: frozenset[int]) -> Iterator[Organisation]:
    """The organisations before which a sentence says that they take part and whose name tells what they are."""
    for match in _frame("before_certain").finditer(text, start, end):
        yield from (o for o in enumeration(text, _after_blanks(text, match.end(), end), end, people) if o.certain)
    for match in _frame("before_foreign").finditer(text, start, end):
        if _NOT_YET.search(text, start, match.start()) is None:
            yield from (o for o in enumeration(text, match.end(), end, people) if o.certain and _is_foreign(o))


def _pair(ours: list[Organisation], theirs: list[Organisation]) -> Iterator[Organisation]:
    if ours and theirs and all(o.certain for o in ours) and theirs[0].certain and _is_foreign(theirs[0]):
        yield from ours
        yield from (o for o in theirs if o.certain)


def announced(text: str, structure: Structure, role: str, start: int, end: int, people: frozenset[int]) -> Iterator[Organisation]:
    """The organisations that a sentence announces and then names, behind a colon or in the list below it.

    :param role: ``partner`` or ``consulted``: which leads are read.
    """
    lead = next(_frame(role).finditer(text, start, end), None)
    if lead is None:
        return
    if text[lead.end() : end].strip(" \n.:"):
        found = enumeration(text, _after_blanks(text, lead.end(), end), end, people)
        whole = bool(found) and not text[found[-1].end : end].strip(" .\n)")
        if whole or text[lead.end() - 1] == ":":
            yield from _likely(found)
        return
    at = structure.block_at(start)
    if at is None or text[lead.end() : structure.blocks[at].end].strip(" .:\n"):
        return
    for block in structure.blocks[at + 1 : at + 1 + _LONGEST_LIST]:
        if block.kind != "item":
            return
        yield from _likely(_of_item(text, block, people))


def _of_item(text: str, block: Block, people: frozenset[int]) -> list[Organisation]:
    """The organisations that an item of a list begins with."""
    at = block.start + (len(block.marker) if text.startswith(block.marker, block.start) else 0)
    return enumeration(text, _after_blanks(text, at, block.end), block.end, people)


def _after_blanks(text: str, at: int, end: int) -> int:
    while at < end and text[at] in " \t\n:":
        at += 1
    return at


def _likely(found: list[Organisation]) -> list[Organisation]:
    """The organisations of an enumeration, none where all of it may be persons."""
    return [] if all(is_name(o.name) and not o.certain for o in found) else found


__all__ = ["announced", "led_to", "paired"]
