"""Commands that read what was published: ``schema``, ``show``, ``compare``, ``timeline`` and ``query``."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.options import Document, Format, Out, To
from pipeline.results import ResultFormat, write_result


def schema(format: Annotated[Format, typer.Option(help="A table for reading, JSON or Markdown.")] = Format.table) -> None:
    """Print the codebook: every table, column, type, meaning and code."""
    from rich.console import Console

    from pipeline import codebook

    if format is Format.table:
        codebook.print_codebook(Console())
    else:
        typer.echo(codebook.as_json() if format is Format.json else codebook.as_markdown())


def show(
    document: Document,
    out: Out,
) -> None:
    """Show everything extracted from one document, with its quotes."""
    from rich.console import Console

    from pipeline.show import show as show_document

    show_document(out, document, Console())


def compare(
    out: Out,
    country: Annotated[str | None, typer.Option(help="Counterparts' country: ISO code or Swedish name.", show_default=False)] = None,
    municipality: Annotated[
        list[str] | None, typer.Option("--municipality", "-m", help="Name or SCB code; may be given again.", show_default=False)
    ] = None,
    since: Annotated[int | None, typer.Option(help="Leave out those without news since this year.", show_default=False)] = None,
    format: Annotated[ResultFormat, typer.Option(help="How to write the rows.")] = ResultFormat.table,
    to: To = None,
) -> None:
    """Show municipalities' partnerships side by side."""
    from pipeline.compare import compare as compare_all

    write_result(compare_all(out, country, municipality or [], since), format, to)


def timeline(
    municipality: Annotated[str, typer.Argument(help="Name or SCB code.", show_default=False)],
    counterpart: Annotated[str | None, typer.Argument(help="One counterpart; all where none is named.", show_default=False)] = None,
    *,
    out: Out,
    format: Annotated[ResultFormat, typer.Option(help="A history for reading, or its rows.")] = ResultFormat.table,
    to: To = None,
) -> None:
    """Tell the history of a municipality's partnerships, with quotes and registry numbers."""
    from rich.console import Console

    from pipeline.compare import print_timeline
    from pipeline.compare import timeline as history

    rows = history(out, municipality, counterpart)
    if format is ResultFormat.table and to is None:
        print_timeline(rows, Console())
    else:
        write_result(rows, format, to)


def query(
    sql: Annotated[str, typer.Argument(help="A DuckDB query over the tables and views of the codebook.", show_default=False)],
    out: Out,
    format: Annotated[ResultFormat, typer.Option(help="How to write the rows.")] = ResultFormat.table,
    to: To = None,
) -> None:
    """Run a DuckDB query over the published tables and views (read-only)."""
    from pipeline.compare import query as run_query

    write_result(run_query(out, sql), format, to)
