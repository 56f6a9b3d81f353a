"""Options and choices that several commands share."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How something is told: a table for reading, JSON for programs, Markdown for papers."""

    table = "table"
    json = "json"
    md = "md"


Out = Annotated[Path, typer.Option("--out", "-o", help="Folder of the output tables and the state of the runs.", show_default=False)]

LogFile = Annotated[Path | None, typer.Option("--log-file", help="Append a log in JSON lines to this file.", show_default=False)]

To = Annotated[Path | None, typer.Option("--to", help="File to write to, instead of the terminal.", show_default=False)]

Document = Annotated[str, typer.Argument(help="Beginning of a document_id, source path, file name or its stem.", show_default=False)]

Title = Annotated[str | None, typer.Option(help="Of the dataset; made from its years where left out.", show_default=False)]

Creator = Annotated[
    list[str] | None,
    typer.Option(help='Of the dataset: "Family, Given" or an organisation; may be given again.', show_default=False),
]

Published = Annotated[
    dt.datetime | None,
    typer.Option(
        help="Day of the dataset's publication; the day the tables were written where left out.", formats=["%Y-%m-%d"], show_default=False
    ),
]
