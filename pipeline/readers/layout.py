"""Turn positioned words into text that keeps the look of the page.

Lines come out top to bottom. An ordinary word gap is one space, a wide gap at least three, and cells that begin at the same
place on the page begin at the same character column. Columns of running text are put out one after the other; tables,
attendance lists and signature blocks stay side by side; a stamp stands on lines of its own.

Coordinates may be points or pixels; ``y`` grows downwards. Tolerances are in units of the page's own character width and
word height, so that the same routine serves text layers and recognised scans.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

WIDE_GAP: Final = 2.0
"""A gap this many character widths wide parts two cells."""

CELL_SPACES: Final = 3
"""The fewest spaces between two cells."""

_PARAGRAPH_EXTRA: Final = 0.3
_SECTION_EXTRA: Final = 3.0
_SENTENCE_ENDS: Final = frozenset('.:!?;”"')
_LIST_MARKER: Final = re.compile(r"(?:[•●○▪■◦·‣–—\-*\uf000-\uf0ff]|\d{1,2}[.)]|[A-Za-zÅÄÖåäö][.)])\Z")


class Word(NamedTuple):
    """A piece of text without wide gaps, and its box."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Segment:
    """Words of one line with nothing but ordinary gaps between them."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def height(self) -> float:
        """Height of the box."""
        return self.y1 - self.y0

    @property
    def center(self) -> float:
        """Vertical middle of the box."""
        return (self.y0 + self.y1) / 2


@dataclass(frozen=True, slots=True)
class Scale:
    """The page's units: typical character width and word height."""

    width: float
    height: float

    def gap_unit(self, a: float, b: float) -> float:
        """The character width to measure a gap with, between words of heights ``a`` and ``b``."""
        return self.width * min(3.0, max(0.7, min(a, b) / self.height))


Line = list[Segment]


def lay_out(words: Sequence[Word]) -> str:
    """The text of a page from its ``words`` (in any order; reading order within a line is fastest). Empty without words."""
    from pipeline.readers.columns import arrange

    usable = [w for w in words if w.text and w.x1 >= w.x0 and w.y1 > w.y0]
    if not usable:
        return ""
    scale = measure(usable)
    text = ""
    for band in arrange(_segments(usable, scale), scale):
        part = _render(_lines(band, scale), scale)
        # A sentence that goes on in the next column is not torn apart by an empty line.
        goes_on = text[-2:-1] not in _SENTENCE_ENDS and part.lstrip()[:1].islower()
        text += part if not text or goes_on else "\n" + part
    return text


def measure(words: Sequence[Word]) -> Scale:
    """The typical character width and word height, weighted by length so that running text decides."""
    widths = [(x1 - x0) / len(text) for text, x0, _, x1, _ in words if len(text) >= 3]
    widths = widths or [(x1 - x0) / len(text) for text, x0, _, x1, _ in words]
    height = median([y1 - y0 for _, _, y0, _, y1 in words])
    width = median(widths)
    return Scale(max(width, height * 0.1, 1e-6), height)


def _segments(words: Sequence[Word], scale: Scale) -> list[Segment]:
    """Join words that follow each other on a line with ordinary gaps, in the order given."""
    segments: list[Segment] = []
    texts: list[str] = []
    # The line so far is kept in local names and the rules of ``Scale.gap_unit`` are written out: this runs for every word.
    unit, usual = scale.width, scale.height
    nearest, farthest = -0.5 * unit, 3 * WIDE_GAP * unit
    left = right = upper = lower = 0.0
    for text, x0, y0, x1, y1 in words:
        if texts:
            gap = x0 - right
            if nearest <= gap < farthest:
                height, other = y1 - y0, lower - upper
                low = height if height < other else other
                overlap = (y1 if y1 < lower else lower) - (y0 if y0 > upper else upper)
                if overlap >= 0.5 * low and gap < WIDE_GAP * (unit * min(3.0, max(0.7, low / usual))):
                    texts.append(text)
                    if x1 > right:
                        right = x1
                    if y0 < upper:
                        upper = y0
                    if y1 > lower:
                        lower = y1
                    continue
            segments.append(Segment(" ".join(texts), left, upper, right, lower))
        texts, left, upper, right, lower = [text], x0, y0, x1, y1
    if texts:
        segments.append(Segment(" ".join(texts), left, upper, right, lower))
    return segments


def _same_line(a: Segment, b: Segment) -> bool:
    """Whether two segments stand on one line: they overlap well, agree in middle or foot, and do not cover each other."""
    low = min(a.height, b.height)
    if min(a.y1, b.y1) - max(a.y0, b.y0) < 0.5 * low:
        return False
    if abs(a.center - b.center) > 0.35 * low and abs(a.y1 - b.y1) > 0.35 * low:
        return False
    return min(a.x1, b.x1) - max(a.x0, b.x0) <= 0.3 * min(a.x1 - a.x0, b.x1 - b.x0)


def _lines(segments: Sequence[Segment], scale: Scale) -> list[Line]:
    """Group segments into lines, top to bottom, each a list of cells from left to right."""
    lines: list[Line] = []
    feet: list[float] = []
    for segment in sorted(segments, key=lambda s: (s.center, s.x0)):
        for i in range(len(lines) - 1, max(len(lines) - 7, -1), -1):
            if feet[i] <= segment.y0:
                continue
            line = lines[i]
            nearest = line[0]
            if len(line) > 1:
                nearest = min(line, key=lambda other: max(other.x0 - segment.x1, segment.x0 - other.x1))
            if _same_line(nearest, segment):
                line.append(segment)
                feet[i] = max(feet[i], segment.y1)
                break
        else:
            lines.append([segment])
            feet.append(segment.y1)
    lines = sorted((_cells(sorted(line, key=lambda s: s.x0), scale) for line in lines), key=_line_center)
    _mend_justified(lines, scale)
    return lines


def _line_center(line: Line) -> float:
    if len(line) == 1:
        return line[0].center
    return sum(s.center for s in line) / len(line)


def _cells(line: Line, scale: Scale) -> Line:
    """Join neighbours with an ordinary gap; a list marker belongs to its text, however wide the tab between them."""
    cells: Line = [line[0]]
    for segment in line[1:]:
        last = cells[-1]
        gap = segment.x0 - last.x1
        unit = scale.gap_unit(segment.height, last.height)
        marker = len(cells) == 1 and gap < 3 * WIDE_GAP * unit and _LIST_MARKER.match(last.text) is not None
        if marker or gap < WIDE_GAP * unit:
            _join(last, segment)
        else:
            cells.append(segment)
    return cells


def _join(left: Segment, right: Segment) -> None:
    left.text += " " + right.text
    left.x1 = max(left.x1, right.x1)
    left.y0, left.y1 = min(left.y0, right.y0), max(left.y1, right.y1)


def _mend_justified(lines: list[Line], scale: Scale) -> None:
    """Close the wide gaps of a stretched line: running text that fills exactly the width of an unbroken neighbour line."""
    for i, line in enumerate(lines):
        if len(line) == 1 or not all(word[0].islower() for cell in line[1:] for word in cell.text.split()[:1]):
            continue
        neighbours = [n[0] for n in (*lines[max(0, i - 1) : i], *lines[i + 1 : i + 2]) if len(n) == 1 and len(n[0].text) > 20]
        if any(abs(n.x1 - line[-1].x1) <= 0.7 * scale.width and abs(n.x0 - line[0].x0) <= 3 * scale.width for n in neighbours):
            for segment in line[1:]:
                _join(line[0], segment)
            del line[1:]


def _render(lines: list[Line], scale: Scale) -> str:
    """Write the lines out with indentation, cell columns and blank lines; ends in a line end."""
    columns = _columns(lines, scale)
    centers = [_line_center(line) for line in lines]
    heights = [max(s.height for s in line) if len(line) > 1 else line[0].height for line in lines]
    pitch = _pitch(centers, scale)
    out: list[str] = []
    for index, (line, places) in enumerate(zip(lines, columns, strict=True)):
        if index:
            distance, height = centers[index] - centers[index - 1], heights[index - 1] + heights[index]
            out.extend([""] * _blank_lines(distance, height / 2, pitch, scale))
        text = ""
        for segment, place in zip(line, places, strict=True):
            text += " " * (max(place, len(text) + CELL_SPACES) - len(text) if text else place) + segment.text
        out.append(text.rstrip())
    return "\n".join(out) + "\n"


def _columns(lines: list[Line], scale: Scale) -> list[list[int]]:
    """The character column of every cell: cells that begin at the same place share one, and every cell before it fits."""
    cells = sorted((segment.x0, row, i) for row, line in enumerate(lines) for i, segment in enumerate(line))
    left = _left_margin([line[0].x0 for line in lines], scale)
    places = [[0] * len(line) for line in lines]
    start = before = 0
    while start < len(cells):
        end = start
        while end < len(cells) and cells[end][0] - cells[start][0] <= scale.width:
            end += 1
        column = max(0, round((cells[start][0] - left) / scale.width))
        if start == 0 or cells[start][0] <= left:
            column = 0
        if start and cells[start - 1][0] >= left:
            # Where earlier text takes more room than on the page, later columns keep their order and a little distance.
            steps = round((cells[start][0] - cells[start - 1][0]) / scale.width)
            column = max(column, before + min(CELL_SPACES, steps))
        for _, row, i in cells[start:end]:
            if i:
                column = max(column, places[row][i - 1] + len(lines[row][i - 1].text) + CELL_SPACES)
        for _, row, i in cells[start:end]:
            places[row][i] = column
        before, start = column, end
    return places


def _left_margin(starts: list[float], scale: Scale) -> float:
    """The left edge that at least two lines share, or the leftmost line where none is shared."""
    ordered = sorted(starts)
    for a, b in pairwise(ordered):
        if b - a <= scale.width:
            return a
    return ordered[0]


def _pitch(centers: list[float], scale: Scale) -> float:
    """The usual distance between the middles of two lines."""
    steps = sorted(b - a for a, b in pairwise(centers) if 0.7 * scale.height <= b - a <= 2.6 * scale.height)
    return steps[int(len(steps) * 0.4)] if steps else 1.2 * scale.height


def _blank_lines(distance: float, height: float, pitch: float, scale: Scale) -> int:
    """How many empty lines the ``distance`` between the middles of two lines of this mean ``height`` is worth."""
    expected = pitch * max(1.0, height / scale.height)
    extra = (distance - expected) / pitch
    if extra < _PARAGRAPH_EXTRA:
        return 0
    return 1 if extra < _SECTION_EXTRA else 2
