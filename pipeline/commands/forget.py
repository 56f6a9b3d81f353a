"""``kommunbeslut forget``."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.options import Document, Out
from pipeline.wording import counted


def forget(
    document: Document,
    out: Out,
    remember: Annotated[bool, typer.Option("--remember", help="Let the next run read it again (give its document_id).")] = False,
) -> None:
    """Remove a document and everything made from it, for good.

    Its rows go from the state and the tables, its bytes from the state's file, and later runs leave its content out.
    The input file itself is yours to remove.
    """
    from pipeline import forget as steps

    if remember:
        target = steps.remember(out, document)
        typer.echo(f"{target.document_id} is no longer left out; the next run that meets its file reads it")
        return
    target, corrections = steps.forget(out, document)
    typer.echo(f"{target.document_id} is forgotten: later runs leave it out (undo: kommunbeslut forget {target.document_id} --remember)")
    if corrections:
        still = counted(corrections, f"correction in {out} still names it", f"corrections in {out} still name it")
        typer.echo(f"{still}; remove those lines, they are published in correction_log")
