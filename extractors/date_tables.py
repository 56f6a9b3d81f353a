"""Dates in the columns of a table of relations: the header over a column tells what they are of."""

from __future__ import annotations

import re
from functools import cache

from extractors import resources
from extractors.core import Block
from extractors.formulas import union

# How far from its header's beginning a cell of the same column may begin, in characters.
SHIFT = 6


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


__all__ = ["column_role"]
