"""Who chairs and who writes the minutes of the meeting that a notice calls to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from extractors.core import Block, Cell, Structure
from extractors.person_groups import Role
from extractors.persons import Person, people_in
from extractors.roles import role_label

_ROLES: Final = ("chair", "secretary")
_LONGEST: Final = 140
_NEAR: Final = 3
_LABELLED: Final = re.compile(r"(?P<label>[^:\n\t]{3,40}):\s*")


def find_conveners(text: str, structure: Structure, with_party: list[Person]) -> Iterator[Role]:
    """``Ordförande: Anna Ek (S)``, and names side by side over their titles, in notices."""
    for part in structure.parts:
        if part.document_type != "notice":
            continue
        blocks = [b for b in structure.blocks_in(part.start, part.end) if b.end - b.start <= _LONGEST]
        for block in blocks:
            yield from _labelled(text, block, with_party)
        for upper, lower in pairwise(blocks):
            if lower.blank_before <= 1:
                yield from _titled(text, _cells(upper), _cells(lower), with_party)


def _cells(block: Block) -> tuple[Cell, ...]:
    return tuple(block.cells or (Cell(block.start, block.end, block.column),))


def _labelled(text: str, block: Block, with_party: list[Person]) -> Iterator[Role]:
    """The one named right behind a label and its colon, in a cell or a line."""
    for match in _LABELLED.finditer(text, block.start, block.end):
        role = role_label(match["label"])
        people = people_in(text, match.end(), min(block.end, match.end() + 60), with_party)
        if role in _ROLES and people and people[0].start == match.end():
            yield Role(role, people[0], "notice_label", 0.85)


def _titled(text: str, names: tuple[Cell, ...], titles: tuple[Cell, ...], with_party: list[Person]) -> Iterator[Role]:
    """Names in a row over titles in a row, of which one is the chair's and another the secretary's."""
    roles = {c.column: role_label(text[c.start : c.end]) for c in titles}
    if len(titles) != len(names) or sorted(filter(None, roles.values())) != sorted(_ROLES):
        return
    for name, title in zip(names, titles, strict=True):
        people = people_in(text, name.start, name.end, with_party)
        alone = len(people) == 1 and people[0].start == name.start and not text[people[0].tail : name.end].strip()
        role = roles[title.column]
        if alone and role is not None and (abs(name.column - title.column) <= _NEAR or len(names) == len(_ROLES)):
            yield Role(role, people[0], "notice_title", 0.85)


__all__ = ["find_conveners"]
