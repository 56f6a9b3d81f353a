"""Votes in tables: columns for yes, no and abstaining, a row for each member with a mark, and often a row of sums."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.anchors import may_hold
from extractors.core import Block, Structure

_YES = re.compile(r"ja(?:-?röst(?:er)?)?", re.IGNORECASE)
_NO = re.compile(r"nej(?:-?röst(?:er)?)?", re.IGNORECASE)
_ABSTAIN = re.compile(r"avst(?:år|\.|ått|ående)?", re.IGNORECASE)
_MARK = re.compile(r"[Xx×✓1√]")
_VOTE = re.compile(r"röst(?:ade|ar|ning)?|omröstning|votering", re.IGNORECASE)
_KINDS = (("yes", _YES), ("no", _NO), ("abstain", _ABSTAIN))
# How far from its header a vote in words may begin, in characters
_ASIDE = 4
_FIGURE = re.compile(r"\d{1,3}")
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
            for name, pattern in _KINDS:
                if pattern.fullmatch(match.group()):
                    found.setdefault(name, column + match.start())
    if "yes" in found and "no" in found and found["yes"] < found["no"]:
        return _Columns(found["yes"], found["no"], found.get("abstain"))
    return None


def _sums(cells: list[tuple[str, int]], columns: _Columns) -> tuple[int, int, int | None] | None:
    """The figures of a row of sums, under their columns or else in their order."""
    if not cells or not _SUM.fullmatch(cells[0][0]):
        return None
    placed = {columns.nearest(column): int(cell) for cell, column in cells[1:] if _FIGURE.fullmatch(cell)}
    if "yes" in placed and "no" in placed:
        return placed["yes"], placed["no"], placed.get("abstain", 0 if columns.abstain is not None else None)
    figures = [int(n) for n in re.findall(r"(?<![\d§])\d{1,3}(?!\d)", " ".join(c for c, _ in cells))]
    if len(figures) < (3 if columns.abstain is not None else 2):
        return None
    return figures[0], figures[1], figures[2] if columns.abstain is not None else None


def _marks(cells: list[tuple[str, int]], columns: _Columns) -> dict[str, int] | None:
    """What a row adds to each column: a member's one mark, or the figures of a party. None where it cannot be told."""
    crosses = [columns.nearest(column) for cell, column in cells[1:] if _MARK.fullmatch(cell)]
    figures = {columns.nearest(column): int(cell) for cell, column in cells[1:] if _FIGURE.fullmatch(cell)}
    if "yes" in figures and "no" in figures:
        return {name: n for name, n in figures.items() if name}
    return {crosses[0]: 1} if len(crosses) == 1 and crosses[0] else None


def _only_figures(cells: list[tuple[str, int]], columns: _Columns) -> tuple[int, int, int | None] | None:
    """The figures of a row that stand right under the header with nothing before them."""
    figures = {columns.nearest(column): int(cell) for cell, column in cells if _FIGURE.fullmatch(cell)}
    if not all(_FIGURE.fullmatch(cell) for cell, _ in cells) or "yes" not in figures or "no" not in figures:
        return None
    return figures["yes"], figures["no"], figures.get("abstain")


def tabled_votes(text: str, structure: Structure, start: int, end: int) -> list[Tally]:
    """The votes told by tables in ``text[start:end]``: by their row of sums, else by counting marks, one to a row."""
    found: list[Tally] = []
    if not may_hold(text, ("nej", "röst", "votering"), start, end):
        return found
    blocks = list(structure.blocks_in(start, end))
    i = 0
    while i < len(blocks):
        columns = _header(text, blocks[i])
        if columns is None:
            tally, i = _read_words(text, blocks, i)
            found += [tally] if tally else []
            continue
        tally, i = _read(text, blocks, i, columns)
        if tally:
            found.append(tally)
    return found


def _read_words(text: str, blocks: list[Block], first: int) -> tuple[Tally | None, int]:
    """The table whose header ``blocks[first]`` has one column for everybody's vote in words (``Namn  Parti  Röst``), and the block
    behind it."""
    column = next((at for cell, at in _cells(text, blocks[first])[1:] if _VOTE.fullmatch(cell)), None)
    i = first + 1
    if column is None:
        return None, i
    counts = {"yes": 0, "no": 0, "abstain": 0}
    while i < len(blocks) and blocks[i].kind == "row":
        said = [cell for cell, at in _cells(text, blocks[i])[1:] if abs(at - column) <= _ASIDE]
        name = next((n for n, pattern in _KINDS for cell in said if pattern.fullmatch(cell)), None)
        if name:
            counts[name] += 1
        i += 1
    if counts["yes"] + counts["no"] < 3:
        return None, i
    return Tally(blocks[first].start, blocks[i - 1].end, counts["yes"], counts["no"], counts["abstain"]), i


def _read(text: str, blocks: list[Block], first: int, columns: _Columns) -> tuple[Tally | None, int]:
    """The table whose header is ``blocks[first]``, and the block behind it."""
    counts = {"yes": 0, "no": 0, "abstain": 0}
    unclear = 0
    i = first + 1
    while i < len(blocks):
        cells = _cells(text, blocks[i])
        if sums := _sums(cells, columns) or (_only_figures(cells, columns) if i == first + 1 else None):
            return Tally(blocks[first].start, blocks[i].end, *sums), i + 1
        if blocks[i].kind != "row" or _header(text, blocks[i]):
            break
        marks = _marks(cells, columns) if not _SUM.fullmatch(cells[0][0]) else None
        unclear += marks is None
        for name, count in (marks or {}).items():
            counts[name] += count
        i += 1
    # Rows that cannot be read make the count a guess.
    if unclear or counts["yes"] + counts["no"] < 3:
        return None, i
    return Tally(
        blocks[first].start, blocks[i - 1].end, counts["yes"], counts["no"], counts["abstain"] if columns.abstain is not None else None
    ), i
