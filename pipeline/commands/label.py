"""Commands that hold the output against documents labelled by hand: ``evaluate`` and ``gold``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.options import Document, Format, Out


def evaluate(
    out: Out,
    gold: Annotated[list[Path], typer.Option("--gold", "-g", help="Folder of gold files, or a file; may be repeated.", show_default=False)],
    format: Annotated[Format, typer.Option(help="A table for reading, JSON or Markdown with every miss.")] = Format.table,
    to: Annotated[Path | None, typer.Option(help="Write to this file.", show_default="the terminal")] = None,
    misses: Annotated[int, typer.Option(min=0, help="Misses listed in a table.")] = 30,
) -> None:
    """Score the tables against documents labelled by hand.

    Tells precision, recall and F1 of every field with 95 % intervals, codes that are confused, and every miss with its quote.
    A gold file is named after the document's file; `kommunbeslut gold` writes one to begin with.
    Ends with exit code 3 where gold files have no document in the output.
    """
    from pipeline.evaluation.evaluate import evaluate as score
    from pipeline.evaluation.report import write_report

    found = score(out, gold)
    write_report(found, format.value, to, misses)
    raise typer.Exit(found.exit_code)


def gold(
    document: Document,
    out: Out,
    to: Annotated[Path | None, typer.Option(help="Write to this new file, or into this folder.", show_default="the terminal")] = None,
) -> None:
    """Write a gold file for one document, filled in from the output, for you to correct."""
    from pipeline.evaluation.skeleton import write_skeleton

    text = write_skeleton(out, document, to)
    if to is None:
        typer.echo(text, nl=False)
