"""Dates in rows: in the columns of a table of relations, which the header over a column explains, and beside those who sign minutes."""

from __future__ import annotations

import re
from functools import cache

from extractors import resources
from extractors.core import Block
from extractors.date_roles import role_in_sentence
from extractors.formulas import union
from extractors.gazetteer import fold
from extractors.place_candidates import lookup

# How far from its header's beginning a cell of the same column may begin, in characters.
SHIFT = 6
# The heading over those who sign minutes, each with a day, and rows under it.
_SIGNING = re.compile(
    r"(?:protokollet )?(?:justera[st]|signera[st]|undertecknas|undertecknat) (?:digitalt|elektroniskt)(?: av)?:?"
    r"|(?:digital|elektronisk)(?:a|t)? (?:justering|signering|underskrift)(?:er)?:?",
    re.IGNORECASE,
)
_SIGNERS = 6
_LABEL_BEGINS = re.compile(r"\bdatum (?:för|då)(?=\s*(?:\d|$))", re.IGNORECASE)
_LABEL_WIDTH, _NOTICE_WIDTH = 120, 160
_NOTICE = re.compile(
    r"\b(?:anslag(?:et)?s? )?(?:(?P<posted>uppsätt\w*|sätts upp|sattes upp)|(?P<deadline>nedtag\w*|tas ned|tas ner|togs ned))\b",
    re.IGNORECASE,
)


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


def decided_above(text: str, blocks: list[Block], at: int, start: int) -> bool:
    """Does the cell over the day alone in its cell that begins at ``start`` in block ``at`` tell of a decision: "avvecklat av KF" over
    "2016-03-01"?"""
    above = blocks[at - 1] if at else None
    if above is None or blocks[at].blank_before:
        return False
    column = next((c.column for c in blocks[at].cells if c.start == start), blocks[at].column)
    cell = next((c for c in above.cells if abs(c.column - column) <= 1), None)
    words = text[cell.start : cell.end] if cell else ""
    told = " " in words and not re.search(r"\d", words)
    return told and role_in_sentence(f"{words} ", "", "day", False) == "decision"


def beside_signer(text: str, blocks: list[Block], at: int) -> bool:
    """Does block ``at`` stand in the rows under a heading such as "Digital justering", where those who sign the minutes are named?"""
    for i in range(at - 1, max(-1, at - 1 - _SIGNERS), -1):
        if _SIGNING.fullmatch(text, blocks[i].start, blocks[i].end):
            return True
        if not blocks[i].cells or blocks[i + 1].blank_before > 1:
            return False
    return False


def cell_above(text: str, above: Block | None, row: Block, offset: int) -> str:
    """What the cell above says that the cell of ``row`` at ``offset`` goes on with, where the row only goes on with the one above."""
    if above is None or above.kind != "row" or not above.cells or not _goes_on(text, above, row):
        return ""
    cell = next((c for c in row.cells if c.start <= offset < c.end), None)
    over = min(above.cells, key=lambda c: abs(c.column - cell.column)) if cell is not None else None
    if cell is None or over is None or abs(over.column - cell.column) > SHIFT or over is above.cells[0]:
        return ""
    return text[over.start : over.end].rstrip() + " "


def label_below(text: str, at: int) -> str | None:
    """The role of a day at ``at`` whose label goes on behind it, as the form of notices sets it in two lines: "Datum för 2018-03-16"
    over "anslags uppsättande", twice beside each other."""
    line = text.rfind("\n", 0, at) + 1
    begun = list(_LABEL_BEGINS.finditer(text, max(line, at - _LABEL_WIDTH), at))
    if not begun or text[begun[-1].end() : at].strip():
        return None
    labels = [m.lastgroup for m in _NOTICE.finditer(text, at, at + _NOTICE_WIDTH)]
    return labels[len(begun) - 1] if len(begun) <= len(labels) else None


def _goes_on(text: str, above: Block, row: Block) -> bool:
    """Does a row only go on with what the one above began: its first column empty, or the country of the town above?"""
    first = row.cells[0]
    if first.column - above.cells[0].column > SHIFT:
        return True
    found = lookup(fold(text[first.start : first.end].strip(" ,()")))
    return found is not None and found[1][0].kind == "country"


__all__ = ["beside_signer", "cell_above", "column_role", "decided_above", "label_below"]
