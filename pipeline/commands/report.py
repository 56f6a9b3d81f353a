"""``kommunbeslut report``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.options import Out
from pipeline.config import available_cores
from pipeline.wording import counted


class Language(StrEnum):
    """Languages that the report can be read in."""

    sv = "sv"
    en = "en"


def report(
    out: Out,
    to: Annotated[Path, typer.Option("--to", help="Folder to write the site to: new, empty, or an earlier report.", show_default=False)],
    images: Annotated[
        bool,
        typer.Option("--images/--no-images", help="Show pages of PDFs and scans; scans are recognised again, to place quotes."),
    ] = True,
    jobs: Annotated[int | None, typer.Option(min=1, help="Worker processes.", show_default="one for each core")] = None,
    language: Annotated[Language, typer.Option(help="Language the site opens in; each page has a switch.")] = Language.sv,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Tell errors only.")] = False,
) -> None:
    """Make a web site of the tables: every value beside its source.

    The site is a folder of plain files. Open its index.html in a browser: it needs no server and no network.
    """
    from pipeline.progress import make_progress
    from pipeline.report.build import build_report

    with make_progress(quiet) as progress:
        built = build_report(out, to, language.value, images, jobs or available_cores(), lambda d, total: progress.update(d, total, 0))
    if not quiet:
        municipalities = counted(built.municipalities, "municipality or region", "municipalities and regions")
        typer.echo(f"{counted(built.documents, 'document')}, {municipalities}, {counted(built.partnerships, 'partnership')}")
        typer.echo(f"Open {(to / 'index.html').resolve()}")
