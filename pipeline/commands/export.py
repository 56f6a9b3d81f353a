"""The command that hands tables on in other formats."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.options import Creator, Out, Published, Title
from pipeline.export.formats import ExportFormat
from pipeline.wording import counted


def export(
    out: Out,
    to: Annotated[
        Path,
        typer.Option(
            "--to", help="Folder to write to, or a file (.xlsx, .zip; .csv, .dta, .json, .jsonl for one table).", show_default=False
        ),
    ],
    format: Annotated[
        ExportFormat | None, typer.Option(help="What to write; told by the suffix of --to where left out.", show_default=False)
    ] = None,
    table: Annotated[
        list[str] | None, typer.Option("--table", "-t", help="One table; may be given again. All where none is named.", show_default=False)
    ] = None,
    labels: Annotated[
        bool, typer.Option("--labels", help="Put the meanings of codes in columns beside them (csv, xlsx, json, package).")
    ] = False,
    verbatim: Annotated[
        bool, typer.Option("--verbatim", help="In CSV, leave texts that a spreadsheet would take for formulas as they are.")
    ] = False,
    licence: Annotated[
        str, typer.Option(help="Of a data package: CC0-1.0, CC-BY-4.0, CC-BY-SA-4.0, CC-BY-NC-4.0, ODC-By-1.0, ODbL-1.0.")
    ] = "CC-BY-4.0",
    dataset_version: Annotated[
        str | None, typer.Option(help="Of a data package; the tables' digest where left out.", show_default=False)
    ] = None,
    title: Title = None,
    creator: Creator = None,
    published: Published = None,
) -> None:
    """Write the tables as CSV, Excel, Stata or JSON, or as a data package to deposit."""
    from pipeline.export.citation import Deposit
    from pipeline.export.write import Wanted, export

    deposit = Deposit(title, tuple(creator or ()), published.date() if published else None)
    wanted = Wanted(tuple(table or ()), labels, verbatim, deposit, licence, dataset_version)
    done = export(out, to, format, wanted)
    for name, rows in done.rows.items():
        typer.echo(f"{rows:>10,}  {name}")
    if done.cut:
        longer = counted(done.cut, "text was cut to what a cell of Excel holds", "texts were cut to what a cell of Excel holds")
        typer.echo(f"{longer}; CSV, Stata and JSON are whole", err=True)
    if format is ExportFormat.package and not deposit.creators:
        typer.echo("no creators are named; give them with --creator before you deposit the package", err=True)
    typer.echo(f"written to {done.path}")
