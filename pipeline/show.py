"""Show everything extracted from one document, each row with its quote, page and confidence."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.published import Row, find_document, read_rows
from pipeline.results import for_terminal
from pipeline.schema import DOCUMENT_ID, EVIDENCE, TABLES, Table, table

if TYPE_CHECKING:
    from rich.console import Console

_QUOTE_CHARACTERS = 90


def show(out: Path, wanted: str, console: Console) -> None:
    """Print the document, then its rows table by table."""
    document = find_document(out, wanted)
    _print_values(table("documents"), document, console)
    for table_ in TABLES:
        if DOCUMENT_ID not in table_.columns or table_.name in ("documents", "pages"):
            continue
        rows = read_rows(out, table_.name, {document["document_id"]})
        if rows:
            _print_rows(table_, rows, console)


def _print_values(table_: Table, row: Row, console: Console) -> None:
    from rich.table import Table as RichTable

    shown = RichTable(title=f"[bold]{table_.name}[/bold]", title_justify="left", show_header=False)
    shown.add_column(no_wrap=True, style="bold")
    shown.add_column(overflow="fold")
    for column in table_.columns:
        if row[column.name] not in (None, []):
            lines = row[column.name] if column.in_words else [row[column.name]]
            shown.add_row(column.name, "\n".join(map(_plain, lines)))
    console.print(shown)


def _print_rows(table_: Table, rows: list[Row], console: Console) -> None:
    """The table's rows, each on a line of its own with its values; the words it rests on stand under it."""
    from rich.padding import Padding

    hidden = {"document_id", *(c.name for c in EVIDENCE)} if table_.evidence else {"document_id"}
    names = [n for n in table_.column_names if n not in hidden and any(r[n] not in (None, []) for r in rows)]
    console.print(f"\n[bold]{table_.name}[/bold] ({len(rows)})")
    for row in rows:
        values = [(n.removesuffix("_id"), _short_case(row[n]) if n == "case_id" else row[n]) for n in names if row[n] not in (None, [])]
        told = "  ".join(f"[dim]{n}[/dim] {_plain(v)}" for n, v in values)
        console.print(Padding(told, (0, 0, 0, 2)))
        if table_.evidence:
            evidence = (
                f'[italic]"{_plain(_shortened(row["quote"]))}"[/italic] [dim]page {row["page"]}, confidence {row["confidence"]:.2f}[/dim]'
                f"{' [bold yellow]uncertain[/bold yellow]' if row.get('uncertain') else ''}"
            )
            console.print(Padding(evidence, (0, 0, 0, 6)))


def _short_case(case_id: str | None) -> str:
    """The case's place in the document: the document_id before it is the same in every row."""
    return re.sub(r"^[0-9a-f]{16}\W?", "", case_id) if case_id else ""


def _shortened(quote: str) -> str:
    text = " ".join(quote.split())
    return text if len(text) <= _QUOTE_CHARACTERS else text[: _QUOTE_CHARACTERS - 1].rstrip() + "…"


def _plain(value: object) -> str:
    from rich.markup import escape

    if value is None:
        return ""
    if isinstance(value, list):
        return escape(for_terminal(", ".join(str(v) for v in value)))
    return escape(f"{value:g}" if isinstance(value, float) else for_terminal(str(value)))
