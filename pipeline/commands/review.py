"""Commands of the human check: ``review`` and ``publish``."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands.options import Out
from pipeline.exit_codes import ExitCode, UserError
from pipeline.wording import counted

if TYPE_CHECKING:
    from pipeline.review.desk import Desk


def review(
    out: Out,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to serve on.", show_default="any free one")] = 0,
    reviewer: Annotated[str | None, typer.Option(help="Name that judgements are signed with.", show_default="the user's")] = None,
    open_: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = True,
) -> None:
    """Check rows against their sources, in the browser of this computer.

    Judgements are kept in OUT/reviews.jsonl and become corrections in OUT/corrections.csv; `run` and `publish` apply them.
    Several reviewers may work at once, each with a command of their own. Ctrl-C ends the review.
    """
    from pipeline.review.server import serve

    def ready(url: str, desk: Desk) -> None:
        for report in desk.journal.reports:
            typer.echo(f"note: {report}", err=True)
        typer.echo(f"Reviewing {out} as {desk.reviewer}: {url}\nCtrl-C ends.")
        if open_:
            import webbrowser

            webbrowser.open(url)

    serve(out, reviewer if reviewer is not None else _user(), port, ready)


def publish(out: Out) -> None:
    """Publish the tables again with the corrections as they are now, reading no document."""
    from pipeline.republish import republish

    counts = republish(out)
    typer.echo(f"{counted(counts['applied'], 'correction')} applied")
    if misfits := counts.total() - counts["applied"]:
        typer.echo(f"{counted(misfits, 'correction does', 'corrections do')} not fit; the table correction_log says why")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        raise UserError("who reviews? give a name with --reviewer", ExitCode.BAD_ARGUMENTS) from error
