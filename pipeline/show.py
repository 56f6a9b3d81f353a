"""Show everything extracted from one document, each row with its quote, page and confidence."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.exit_codes import ExitCode, UserError
from pipeline.schema import DOCUMENT_ID, EVIDENCE, TABLES, Table, table

if TYPE_CHECKING:
    from rich.console import Console

_QUOTE_CHARACTERS = 90
_LISTED = 20
Row = dict[str, Any]


def find_document(out: Path, wanted: str) -> Row:
    """The row of ``documents`` that ``wanted`` means: the beginning of a document_id, a source path, a file's name or its
    stem, or a part of a path.

    Raises :class:`UserError` where it means none or several, or where ``out`` holds no tables.
    """
    documents = read_rows(out, "documents")
    places = {id(d): [d["source_path"], *(d["duplicate_paths"] or [])] for d in documents}
    tests = (
        lambda d: wanted in places[id(d)],
        lambda d: any(re.split(r"/", p)[-1] == wanted for p in places[id(d)]),
        lambda d: any(Path(re.split(r"/", p)[-1]).stem == wanted for p in places[id(d)]),
        lambda d: bool(re.fullmatch("[0-9a-f]{4,64}", wanted)) and d["sha256"].startswith(wanted),
        lambda d: len(wanted) >= 3 and any(wanted.lower() in p.lower() for p in places[id(d)]),
    )
    for test in tests:
        found = [d for d in documents if test(d)]
        if len(found) == 1:
            return found[0]
        if found:
            names = "\n".join(f"  {d['document_id']}  {d['source_path']}" for d in found[:_LISTED])
            raise UserError(
                f"{wanted}: {len(found)} documents have this name; give the document_id of one:\n{names}", ExitCode.BAD_ARGUMENTS
            )
    failed = next((f for f in read_rows(out, "failures") if wanted in (f["source_path"], Path(f["source_path"]).name)), None)
    if failed:
        raise UserError(f"{wanted}: gave no document: {failed['error']}: {failed['message']}", ExitCode.BAD_ARGUMENTS)
    message = (
        f"{wanted}: no such document in {out}; give the beginning of a document_id (4 characters or more), a source path or a file name"
    )
    raise UserError(message, ExitCode.BAD_ARGUMENTS)


def read_rows(out: Path, name: str, document_id: str | None = None) -> list[Row]:
    """Rows of a published table, all or one document's."""
    import pyarrow.parquet as pq

    path = out / f"{name}.parquet"
    if not path.exists():
        raise UserError(f"{path}: there is no such table; check --out, or make it by `kommunbeslut run`", ExitCode.OUTPUT_UNUSABLE)
    filters = [("document_id", "=", document_id)] if document_id else None
    rows: list[Row] = pq.read_table(path, filters=filters).to_pylist()
    return rows


def show(out: Path, wanted: str, console: Console) -> None:
    """Print the document, then its rows table by table."""
    document = find_document(out, wanted)
    _print_values(table("documents"), document, console)
    for table_ in TABLES:
        if DOCUMENT_ID not in table_.columns or table_.name in ("documents", "pages"):
            continue
        rows = read_rows(out, table_.name, document["document_id"])
        if rows:
            _print_rows(table_, rows, console)


def _print_values(table_: Table, row: Row, console: Console) -> None:
    from rich.table import Table as RichTable

    shown = RichTable(title=f"[bold]{table_.name}[/bold]", title_justify="left", show_header=False)
    shown.add_column(no_wrap=True, style="bold")
    shown.add_column(overflow="fold")
    for column in table_.columns:
        if row[column.name] not in (None, []):
            shown.add_row(column.name, _plain(row[column.name]))
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
        return escape(", ".join(str(v) for v in value))
    return escape(f"{value:g}" if isinstance(value, float) else str(value))
