"""Tables as one Excel workbook: a sheet a table, its heading frozen and with filters, then the codebook and its codes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline import codebook
from pipeline.exit_codes import ExitCode, UserError
from pipeline.export.rows import batches, columns, joined, written_beside
from pipeline.schema import Column, Table

# What Excel holds: characters in a cell, and rows on a sheet with its heading.
CELL_CHARACTERS = 32_767
SHEET_ROWS = 1_048_576
_UNUSABLE = ExitCode.OUTPUT_UNUSABLE
_CUT = " … [cut]"
_FIRST_DAY = dt.date(1900, 3, 1)  # Excel's days before it are one off, and before 1900 there are none
_WIDTHS = {"text": 20, "list": 24, "integer": 11, "number": 11, "date": 12, "boolean": 11}
_WIDE = {"quote": 60, "text": 60, "title": 40, "source_path": 40, "raw": 30, "message": 60}


@dataclass(slots=True)
class _Sheets:
    """The workbook being written, its formats, and how many texts were cut."""

    book: Any
    head: Any = field(init=False)
    day: Any = field(init=False)
    wrapped: Any = field(init=False)
    cut: int = 0

    def __post_init__(self) -> None:
        self.head = self.book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.day = self.book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self.wrapped = self.book.add_format({"text_wrap": True, "valign": "top"})


def write_workbook(
    out: Path, tables: Sequence[Table], to: Path, *, about: Sequence[tuple[str, str]], made: dt.date | None, labels: bool = False
) -> tuple[dict[str, int], int]:
    """Write published tables to the file ``to``; the rows of each, and how many texts were longer than a cell and were cut.

    ``about`` stands on the first sheet. A table of more rows than a sheet holds goes on on another. ``made`` is told as the
    workbook's day, so that the same tables give the same bytes.
    """
    import xlsxwriter
    import xlsxwriter.exceptions

    with written_beside(to) as file:
        # Rows go to the disk as they come, so that memory stays flat.
        book = xlsxwriter.Workbook(file, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
        book.set_properties({"title": "kommunbeslut", "created": dt.datetime.combine(made or dt.date(1980, 1, 1), dt.time())})
        sheets = _Sheets(book)
        _plain_sheet(sheets, "about", ("", ""), [*about], (24, 100))
        rows = {table.name: _table_sheets(sheets, out, table, labels) for table in tables}
        _codebook(sheets, tables)
        try:
            book.close()
        except xlsxwriter.exceptions.XlsxFileError as error:
            raise UserError(f"{to}: no workbook can be made of it ({error}); leave out pages, or take --format csv", _UNUSABLE) from error
    return rows, sheets.cut


def _table_sheets(sheets: _Sheets, out: Path, table: Table, labels: bool) -> int:
    told = columns(table, labels)
    sheet, line, number, total = _new_sheet(sheets, table.name, told), 0, 1, 0
    for batch in batches(out, table, labels):
        for row in batch.to_pylist():
            if line == SHEET_ROWS - 1:
                _close_sheet(sheet, line, told)
                number += 1
                sheet, line = _new_sheet(sheets, f"{table.name} {number}", told), 0
            line += 1
            total += 1
            for place, column in enumerate(told):
                _write(sheets, sheet, line, place, row[column.name], column)
    _close_sheet(sheet, line, told)
    return total


def _new_sheet(sheets: _Sheets, name: str, told: Sequence[Column]) -> Any:
    sheet = sheets.book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(told):
        width = max(_WIDE.get(column.name, _WIDTHS[column.type]), min(len(column.name) + 3, 30))
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, column.name, sheets.head)
    return sheet


def _close_sheet(sheet: Any, lines: int, told: Sequence[Column]) -> None:
    sheet.autofilter(0, 0, lines, len(told) - 1)


def _write(sheets: _Sheets, sheet: Any, line: int, place: int, value: Any, column: Column) -> None:
    """A value in the type of its column. Texts are written as texts whatever they begin with, so none becomes a formula or link."""
    if column.type == "list":
        value = joined(value)
    if value is None:
        return
    if column.type in ("text", "list"):
        if len(value) > CELL_CHARACTERS:
            value = value[: CELL_CHARACTERS - len(_CUT)] + _CUT
            sheets.cut += 1
        sheet.write_string(line, place, value)
    elif column.type == "boolean":
        sheet.write_boolean(line, place, value)
    elif column.type == "date":
        if value < _FIRST_DAY:
            sheet.write_string(line, place, value.isoformat())
        else:
            sheet.write_datetime(line, place, value, sheets.day)
    else:
        sheet.write_number(line, place, value)


def _codebook(sheets: _Sheets, tables: Sequence[Table]) -> None:
    """What each table, column and code means."""
    meanings = [
        (t.name, c.name, c.type, "yes" if c.required else "", c.description, ", ".join(c.codes or ())) for t in tables for c in t.columns
    ]
    _plain_sheet(sheets, "codebook", ("table", "column", "type", "never empty", "meaning", "codes"), meanings, (18, 26, 10, 12, 70, 60))
    names = {t.name for t in tables}
    codes = [
        (", ".join(users), code, meaning)
        for lists, told in codebook.code_lists().items()
        if (users := [user for user in lists.split(", ") if user.split(".")[0] in names])
        for code, meaning in told.items()
    ]
    _plain_sheet(sheets, "codes", ("columns", "code", "meaning"), codes, (50, 26, 80))


def _plain_sheet(sheets: _Sheets, name: str, head: Sequence[str], lines: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    sheet = sheets.book.add_worksheet(name)
    headed = any(head)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    for number, cells in enumerate([head, *lines] if headed else lines):
        for place, cell in enumerate(cells):
            bold = number == 0 if headed else place == 0
            sheet.write_string(number, place, cell, sheets.head if bold else sheets.wrapped)
    if headed:
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(lines), len(head) - 1)
