"""Ruled tables of votes and attendance, where the cell that a word stands in carries meaning."""

from __future__ import annotations

import ctypes
import io
import logging
from statistics import median
from typing import Any, Final

from pipeline.readers.layout import Word, lay_out

_TRIGGERS: Final = ("omröstning", "votering", "röstlängd", "närvaro", "närvarande", "ledamot", "ledamöt", "ersättare")
_FEWEST_RULES: Final = 6
_MOST_OBJECTS: Final = 4000
_MOST_SEGMENTS: Final = 400
_THIN: Final = 2.5
_APART: Final = 3.0
_MOST_CROSSINGS: Final = 6000
_CELL_PART: Final = 0.02

Box = tuple[float, float, float, float]


def has_ruled_table(page: Any, text: str) -> bool:
    """Whether a page speaks of votes or attendance and has ruling lines, but not so many that to find their cells takes seconds."""
    folded = text.casefold()
    if page.get_rotation() or not any(trigger in folded for trigger in _TRIGGERS):
        return False
    import pypdfium2.raw as raw

    rules = 0
    across: set[float] = set()
    along: set[float] = set()
    for i, item in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3)):
        strokes = _straight_strokes(item.raw)
        rules += len(strokes)
        if len(strokes) == 1:
            # The box is in the page's measure, which the points of a path need not be.
            left, bottom, right, top = item.get_bounds()
            strokes = [(left, bottom), (right, top)]
        across.update(x // _APART for x, _ in strokes)
        along.update(y // _APART for _, y in strokes)
        if len(across) * len(along) > _MOST_CROSSINGS:
            return False
        if i > _MOST_OBJECTS:
            break
    return rules >= _FEWEST_RULES


def _straight_strokes(path: Any) -> list[tuple[float, float]]:
    """Where each of the lines or rectangles begins that a path is made of; empty for drawings with curves or slanting lines."""
    import pypdfium2.raw as raw

    count = raw.FPDFPath_CountSegments(path)
    if not 2 <= count <= _MOST_SEGMENTS:
        return []
    x, y = ctypes.c_float(), ctypes.c_float()
    strokes: list[tuple[float, float]] = []
    last = 0.0, 0.0
    for i in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, i)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            return []
        point = x.value, y.value
        if kind == raw.FPDF_SEGMENT_MOVETO:
            strokes.append(point)
        elif min(abs(point[0] - last[0]), abs(point[1] - last[1])) > _THIN:
            return []
        last = point
    return strokes


def put_rows_together(data: bytes, page_index: int, words: list[Word]) -> list[Word]:
    """Replace the words of each ruled table by one piece a cell, so that a row is laid out as one line.

    ``words`` are in points from the page's upper left corner. Returned unchanged where no table is found.
    """
    taken: set[int] = set()
    pieces: list[Word] = []
    for rows in _tables(data, page_index):
        for row in rows:
            cells = [[(i, w) for i, w in enumerate(words) if i not in taken and _inside(w, cell)] for cell in row]
            filled = [(cell, found) for cell, found in zip(row, cells, strict=True) if found]
            pieces += _row([[w for _, w in found] for _, found in filled])
            taken |= {i for _, found in filled for i, _ in found}
    return [w for i, w in enumerate(words) if i not in taken] + pieces if pieces else words


def _tables(data: bytes, page_index: int) -> list[list[list[Box]]]:
    """The cells of each table, row by row; layout frames of a single column are no tables."""
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it tells of every small fault of a font
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[page_index + 1]) as pdf:
            tables = pdf.pages[0].find_tables()
            found = [[[cell for cell in row.cells if cell] for row in table.rows] for table in tables]
    except MemoryError:
        raise
    except Exception:  # of a damaged file it may raise anything; PDFium has read the words
        return []
    return [rows for rows in found if len(rows) > 1 and sum(len(row) > 1 for row in rows) > len(rows) / 2]


def _inside(word: Word, cell: Box) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]


def _row(cells: list[list[Word]]) -> list[Word]:
    """One piece a cell, all of one height; a narrow right edge keeps neighbours apart however little room is between them."""
    if not cells:
        return []
    every = [w for cell in cells for w in cell]
    height = median(w.y1 - w.y0 for w in every)
    top, bottom = min(w.y0 for w in every), max(w.y1 for w in every)
    middle = (top + bottom) / 2
    # The row keeps most of its height, so that no empty line is seen between a tall row and its neighbours.
    half = max(height, (bottom - top) * 0.95) / 2
    texts = [" ".join(lay_out(cell).split()) for cell in cells]
    starts = [min(w.x0 for w in cell) for cell in cells]
    return [Word(text, x, middle - half, x + _CELL_PART, middle + half) for text, x in zip(texts, starts, strict=True)]
