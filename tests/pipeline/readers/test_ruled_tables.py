"""Which pages are searched for the cells of ruled tables."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2
import pytest
from reader_samples import make_pdf
from reportlab.pdfgen.canvas import Canvas

from pipeline.readers.pdf_tables import has_ruled_table

Grid = Callable[[Canvas, int, int], None]
_LEFT, _BOTTOM, _WIDTH, _HEIGHT = 40.0, 40.0, 500.0, 740.0


def _places(first: float, length: float, cells: int) -> list[float]:
    return [first + length * i / cells for i in range(cells + 1)]


def by_lines(c: Canvas, rows: int, columns: int) -> None:
    for y in _places(_BOTTOM, _HEIGHT, rows):
        c.line(_LEFT, y, _LEFT + _WIDTH, y)
    for x in _places(_LEFT, _WIDTH, columns):
        c.line(x, _BOTTOM, x, _BOTTOM + _HEIGHT)


def by_boxes(c: Canvas, rows: int, columns: int) -> None:
    for y in _places(_BOTTOM, _HEIGHT, rows)[:-1]:
        for x in _places(_LEFT, _WIDTH, columns)[:-1]:
            c.rect(x, y, _WIDTH / columns, _HEIGHT / rows)


def by_boxes_moved_into_place(c: Canvas, rows: int, columns: int) -> None:
    for y in _places(_BOTTOM, _HEIGHT, rows)[:-1]:
        for x in _places(_LEFT, _WIDTH, columns)[:-1]:
            c.saveState()
            c.translate(x, y)
            c.rect(0, 0, _WIDTH / columns, _HEIGHT / rows)
            c.restoreState()


def by_one_path(c: Canvas, rows: int, columns: int) -> None:
    c.grid(_places(_LEFT, _WIDTH, columns), _places(_BOTTOM, _HEIGHT, rows))


def searched(grid: Grid, rows: int, columns: int, heading: str = "Närvarande ledamöter") -> bool:
    def page(c: Canvas) -> None:
        c.drawString(_LEFT, 800, heading)
        grid(c, rows, columns)

    document = pypdfium2.PdfDocument(make_pdf(page))
    try:
        return has_ruled_table(document[0], heading)
    finally:
        document.close()


GRIDS = pytest.mark.parametrize("grid", [by_lines, by_boxes, by_boxes_moved_into_place, by_one_path])


@GRIDS
@pytest.mark.parametrize(("rows", "columns"), [(3, 3), (45, 7), (60, 12)])
def test_lists_of_votes_and_attendance_are_searched(grid: Grid, rows: int, columns: int) -> None:
    assert searched(grid, rows, columns)


@GRIDS
def test_squared_paper_is_not_as_its_cells_would_take_seconds_to_find(grid: Grid) -> None:
    assert not searched(grid, 100, 100)


@GRIDS
def test_tables_of_other_things_are_not(grid: Grid) -> None:
    assert not searched(grid, 45, 7, "Budget per nämnd")
