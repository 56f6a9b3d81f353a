"""Writes the result of a query: a table for reading, CSV, JSON or Parquet."""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline.exit_codes import ExitCode, UserError
from pipeline.wording import counted

if TYPE_CHECKING:
    import pyarrow as pa


class ResultFormat(StrEnum):
    """How rows are written."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"


_WIDEST = 48
# What a spreadsheet would take for a formula, behind blanks too.
_SIGN: Final = "[\\s\ufeff\u200b]*[=+\\-@＝＋－＠]"
# At the beginning, and behind what parts cells in another locale.
_FORMULA: Final = re.compile(rf"(?:\A|(?<=[;\t]))(?={_SIGN})|\A(?=[\t\n])")
# At the beginning only, for files whose texts are had back by taking one apostrophe away: those before it count too.
FORMULA: Final = f"^'*(?:{_SIGN}|[\t\n\r])"
# What a terminal would take for a command; line ends and tabs do no harm.
_CONTROLS: Final = dict.fromkeys({*range(32), *range(127, 160)} - {9, 10}, "\ufffd")


def write_result(rows: pa.Table, format: ResultFormat, to: Path | None = None) -> None:
    """Write ``rows`` to a file, or to standard output.

    Raises :class:`UserError` where Parquet is wanted without a file, or where the file cannot be written.
    """
    if format is ResultFormat.parquet:
        if to is None:
            raise UserError("Parquet is no text for the terminal; name a file with --to", ExitCode.BAD_ARGUMENTS)
        import pyarrow.parquet as pq

        _guarded(to, lambda: pq.write_table(rows, to))
    elif format is ResultFormat.table and to is None:
        print_rows(rows)
    else:
        text = as_json(rows) if format is ResultFormat.json else as_csv(rows)
        if to is None:
            sys.stdout.write(text)
        else:
            _guarded(to, lambda: to.write_text(text, "utf-8"))


def _guarded(to: Path, write: Any) -> None:
    try:
        write()
    except OSError as error:
        raise UserError(f"{to}: cannot be written ({error.strerror or error}); check the path", ExitCode.OUTPUT_UNUSABLE) from error


def as_json(rows: pa.Table) -> str:
    """A JSON array of objects; dates in ISO form."""
    return json.dumps(rows.to_pylist(), ensure_ascii=False, indent=1, default=str) + "\n"


def as_csv(rows: pa.Table) -> str:
    """CSV with a heading; lists are written ``a|b``, and before what a spreadsheet would take for a formula stands an
    apostrophe."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(map(_cell, rows.column_names))
    for row in rows.to_pylist():
        writer.writerow(_cell(v) for v in row.values())
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = "|".join(str(v) for v in value)
    if not isinstance(value, str):
        return value
    # A carriage return alone would begin another row: the library does not quote it.
    return _FORMULA.sub("'", value.replace("\r\n", "\n").replace("\r", "\n"))


def for_terminal(text: str) -> str:
    """The text without control characters: what a document holds must not steer the terminal it is shown on."""
    return text.translate(_CONTROLS)


def print_rows(rows: pa.Table) -> None:
    """A table on standard output; where that is no terminal, as wide as it needs to be."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console() if sys.stdout.isatty() else Console(width=max(80, _WIDEST * rows.num_columns))
    shown = Table(header_style="bold")
    for name in rows.column_names:
        shown.add_column(name, overflow="fold")
    for row in rows.to_pylist():
        shown.add_row(*(escape(_shown(v)) for v in row.values()))
    console.print(shown)
    console.print(counted(rows.num_rows, "row"), highlight=False)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return for_terminal(", ".join(str(v) for v in value))
    if isinstance(value, dt.date):
        return value.isoformat()
    return f"{value:g}" if isinstance(value, float) else for_terminal(str(value))
