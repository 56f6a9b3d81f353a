"""``kommunbeslut failures``."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.options import LogFile, Out, To
from pipeline.exit_codes import ExitCode, UserError
from pipeline.results import ResultFormat, write_result


def failures(
    out: Out,
    retry: Annotated[bool, typer.Option("--retry", help="Read the failed inputs again, with the options of the last run.")] = False,
    format: Annotated[ResultFormat, typer.Option(help="How to write the list.")] = ResultFormat.table,
    to: To = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Worker processes for --retry.", show_default="one for each core")] = None,
    timeout: Annotated[float | None, typer.Option(min=1, help="Seconds for one document.", show_default="as in the last run")] = None,
    memory: Annotated[int | None, typer.Option(min=512, help="MiB of memory for one worker.", show_default="as in the last run")] = None,
    log_file: LogFile = None,
) -> None:
    """List the inputs that gave no document, each with its remedy; with --retry read them again.

    An archive with a failed member is opened again; its other members are skipped as unchanged.
    """
    from pipeline import failures as steps

    if not retry:
        if jobs or timeout or memory or log_file:
            raise UserError("--jobs, --timeout, --memory and --log-file are for --retry; add it, or leave them out", ExitCode.BAD_ARGUMENTS)
        write_result(steps.failures(out), format, to)
        return
    from rich.console import Console

    from pipeline.progress import make_progress
    from pipeline.run import run
    from pipeline.summary import print_summary

    there, gone = steps.failed_inputs(out)
    if gone:
        typer.echo(
            f"{len(gone)} of the failed inputs are gone, the first is {gone[0]}; run on their folder with --prune to forget them", err=True
        )
    if not there:
        typer.echo("There is nothing to read again.")
        return
    summary = run(there, steps.retry_settings(out, jobs, timeout, memory, log_file), make_progress())
    print_summary(summary, Console())
    raise typer.Exit(summary.exit_code)
