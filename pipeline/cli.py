"""The command line: its commands, and what it exits with."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from pipeline.commands import label, read
from pipeline.commands import review as checking
from pipeline.commands.cite import cite
from pipeline.commands.doctor import doctor
from pipeline.commands.export import export
from pipeline.commands.failures import failures
from pipeline.commands.forget import forget
from pipeline.commands.report import report
from pipeline.commands.run import run
from pipeline.config import package_version
from pipeline.exit_codes import MEANINGS, ExitCode, UserError
from pipeline.memory import be_frugal

_EXIT_CODES = "Exit codes:\n\n" + "\n\n".join(f"{code.value}  {meaning}" for code, meaning in MEANINGS.items())

app = typer.Typer(
    name="kommunbeslut",
    help="Swedish municipal decision documents in, evidence-backed Parquet tables out.",
    epilog=_EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kommunbeslut {package_version()}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")] = False,
) -> None:
    pass


_COMMANDS = (
    *(run, checking.publish, failures, forget, doctor),
    *(read.compare, read.timeline, read.query, read.show, report, checking.review, export, cite),
    *(read.schema, label.gold, label.evaluate),
)
for command in _COMMANDS:
    app.command(epilog=_EXIT_CODES)(command)


def main() -> None:
    """Run the command line and exit with one of the documented codes."""
    be_frugal()
    try:
        app()
    except UserError as error:
        print(f"error: {error.message}", file=sys.stderr)
        sys.exit(error.code)
    except KeyboardInterrupt:
        print("interrupted; what was stored is kept, run again to go on", file=sys.stderr)
        sys.exit(ExitCode.INTERRUPTED)


if __name__ == "__main__":
    main()
