"""The command that tells how to cite the program and a dataset."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.options import Creator, Published, Title
from pipeline.export.formats import CitationFormat


def cite(
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Folder of output tables, to cite them as a dataset too.", show_default=False)
    ] = None,
    format: Annotated[CitationFormat, typer.Option(help="Text, BibTeX or the Citation File Format.")] = CitationFormat.text,
    title: Title = None,
    creator: Creator = None,
    published: Published = None,
) -> None:
    """Tell how to cite the program, and a dataset made with it."""
    from pipeline.export.citation import Deposit
    from pipeline.export.citation import cite as citation
    from pipeline.export.dataset import describe_dataset

    dataset = describe_dataset(out) if out else None
    typer.echo(citation(format, dataset, Deposit(title, tuple(creator or ()), published.date() if published else None)), nl=False)
    if dataset and not creator:
        typer.echo('name the creators of the dataset with --creator "Family, Given"', err=True)
