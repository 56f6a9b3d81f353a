"""Votes in tables: columns for yes, no and abstaining, a row for each member with a mark, and often a row of sums."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.core import Block, Structure

_YES = re.compile(r"ja(?:-?röst(?:er)?)?", re.IGNORECASE)
_NO = re.compile(r"nej(?:-?röst(?:er)?)?", re.IGNORECASE)
_ABSTAIN = re.compile(r"avst(?:år|\.|ått|ående)?", re.IGNORECASE)
_MARK = re.compile(r"[Xx×✓1√]")
_SUM = re.compile(r"(?:summa|s:a|totalt|total|antal|resultat|summering|transport|röster)\b.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tally:
    """A vote as a table tells it, and the extent of the table."""

    start: int
    end: int
    yes: int
    no: int
    abstained: int | None


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where on the line the columns of a table begin, in characters."""

    yes: int
    no: int
    abstain: int | None

    def nearest(self, column: int) -> str | None:
        """The column that a mark at ``column`` stands in; None where it stands in none of the three."""
        places = {"yes": self.yes, "no": self.no} | ({"abstain": self.abstain} if self.abstain is not None else {})
        name = min(places, key=lambda n: abs(places[n] - column))
        return name if abs(places[name] - column) <= max(2, (self.no - self.yes) // 2) else None


def _cells(text: str, block: Block) -> list[tuple[str, int]]:
    if block.cells:
        return [(text[c.start : c.end].strip(), c.column) for c in block.cells]
    return [(text[block.start : block.end].strip(), block.column)]


def _header(text: str, block: Block) -> _Columns | None:
    found: dict[str, int] = {}
    for cell, column in _cells(text, block):
        # Narrow columns run together into one cell: "Ja Nej Avstår".
        for match in re.finditer(r"\S+", cell):
            for name, pattern in (("yes", _YES), ("no", _NO), ("abstain", _ABSTAIN)):
                if pattern.fullmatch(match.group()):
                    found.setdefault(name, column + match.start())
    if "yes" in found and "no" in found and found["yes"] < found["no"]:
        return _Columns(found["yes"], found["no"], found.get("abstain"))
    return None


def _sums(cells: list[tuple[str, int]], columns: _Columns) -> tuple[int, int, int | None] | None:
    """The figures of a row of sums, in the order of the columns."""
    if not cells or not _SUM.fullmatch(cells[0][0]):
        return None
    figures = [int(n) for n in re.findall(r"(?<![\d§])\d{1,3}(?!\d)", " ".join(c for c, _ in cells))]
    if len(figures) < (3 if columns.abstain is not None else 2):
        return None
    return figures[0], figures[1], figures[2] if columns.abstain is not None else None


def _mark(cells: list[tuple[str, int]], columns: _Columns) -> str | None:
    """The column of the one mark in a member's row."""
    marks = [columns.nearest(column) for cell, column in cells[1:] if _MARK.fullmatch(cell)]
    return marks[0] if len(marks) == 1 else None


def tabled_votes(text: str, structure: Structure, start: int, end: int) -> list[Tally]:
    """The votes told by tables in ``text[start:end]``: by their row of sums, else by counting marks, one to a row."""
    found: list[Tally] = []
    blocks = list(structure.blocks_in(start, end))
    i = 0
    while i < len(blocks):
        columns = _header(text, blocks[i])
        if columns is None:
            i += 1
            continue
        tally, i = _read(text, blocks, i, columns)
        if tally:
            found.append(tally)
    return found


def _read(text: str, blocks: list[Block], first: int, columns: _Columns) -> tuple[Tally | None, int]:
    """The table whose header is ``blocks[first]``, and the block behind it."""
    counts = {"yes": 0, "no": 0, "abstain": 0}
    unclear = 0
    i = first + 1
    while i < len(blocks):
        cells = _cells(text, blocks[i])
        if sums := _sums(cells, columns):
            return Tally(blocks[first].start, blocks[i].end, *sums), i + 1
        if blocks[i].kind != "row" or _header(text, blocks[i]):
            break
        mark = _mark(cells, columns)
        if mark:
            counts[mark] += 1
        else:
            unclear += 1
        i += 1
    # Rows that cannot be read make the count a guess.
    if unclear or counts["yes"] + counts["no"] < 3:
        return None, i
    return Tally(
        blocks[first].start, blocks[i - 1].end, counts["yes"], counts["no"], counts["abstain"] if columns.abstain is not None else None
    ), i
