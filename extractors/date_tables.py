"""Dates in rows: in the columns of a table of relations, which the header over a column explains, and beside those who sign minutes."""

from __future__ import annotations

import re
from functools import cache

from extractors import resources
from extractors.core import Block
from extractors.formulas import union

# How far from its header's beginning a cell of the same column may begin, in characters.
SHIFT = 6
# The heading over those who sign minutes, each with a day, and rows under it.
_SIGNING = re.compile(
    r"(?:protokollet )?(?:justera[st]|signera[st]|undertecknas|undertecknat) (?:digitalt|elektroniskt)(?: av)?:?"
    r"|(?:digital|elektronisk)(?:a|t)? (?:justering|signering|underskrift)(?:er)?:?",
    re.IGNORECASE,
)
_SIGNERS = 6


@cache
def _headers() -> list[tuple[str, re.Pattern[str]]]:
    entries: dict[str, list[str]] = resources.toml("date_roles")["headers"]
    return [(role, re.compile(union(patterns, {}), re.IGNORECASE)) for role, patterns in entries.items()]


def column_role(text: str, header: Block, row: Block, offset: int) -> str | None:
    """The role that ``header`` gives the dates of the column in which the cell of ``row`` at ``offset`` stands."""
    index = next((i for i, cell in enumerate(row.cells) if cell.start <= offset < cell.end), None)
    if index is None:
        return None
    if len(header.cells) == len(row.cells):
        over = header.cells[index]
    else:
        over = min(header.cells, key=lambda cell: abs(cell.column - row.cells[index].column))
        if abs(over.column - row.cells[index].column) > SHIFT:
            return None
    words = text[over.start : over.end].strip(" :")
    return next((role for role, pattern in _headers() if pattern.fullmatch(words)), None)


def words_above(text: str, blocks: list[Block], at: int, column: int) -> str:
    """The words of the cell over block ``at`` that goes on in the column of it, without figures: "avvecklat av KF" over "2016-03-01"."""
    above = blocks[at - 1] if at else None
    if above is None or blocks[at].blank_before:
        return ""
    cell = next((c for c in above.cells if abs(c.column - column) <= 1), None)
    words = text[cell.start : cell.end] if cell else ""
    return words if " " in words and not re.search(r"\d", words) else ""


def beside_signer(text: str, blocks: list[Block], at: int) -> bool:
    """Does block ``at`` stand in the rows under a heading such as "Digital justering", where those who sign the minutes are named?"""
    for i in range(at - 1, max(-1, at - 1 - _SIGNERS), -1):
        if _SIGNING.fullmatch(text, blocks[i].start, blocks[i].end):
            return True
        if not blocks[i].cells or blocks[i + 1].blank_before > 1:
            return False
    return False


__all__ = ["beside_signer", "column_role", "words_above"]
