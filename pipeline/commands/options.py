"""Options and choices that several commands share."""

from __future__ import annotations

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

To = Annotated[Path | None, typer.Option("--to", help="File to write to, instead of the terminal.", show_default=False)]

Document = Annotated[str, typer.Argument(help="Beginning of a document_id, source path, file name or its stem.", show_default=False)]
