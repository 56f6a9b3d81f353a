"""``kommunbeslut run``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.options import LogFile
from pipeline.config import MIB, Settings, available_cores
from pipeline.exit_codes import ExitCode, UserError
from pipeline.limits_file import read_limits
from pipeline.privacy.policy import Mode, make_policy


class Ocr(StrEnum):
    """When pages are read by optical character recognition."""

    auto = "auto"
    off = "off"
    always = "always"


def run(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT", help="Files, folders and ZIP archives; also s3://, abfs://, gs://.", show_default=False)
    ],
    out: Annotated[
        str, typer.Option("--out", "-o", help="Folder of the output tables and the state of the runs; also s3://.", show_default=False)
    ],
    jobs: Annotated[int | None, typer.Option(min=1, help="Worker processes.", show_default="one for each core")] = None,
    ocr: Annotated[Ocr, typer.Option(help="Recognise text in images: where a page needs it, never, or on every page.")] = Ocr.auto,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget earlier runs on this output and start over.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="Look at so many inputs only.", show_default=False)] = None,
    prune: Annotated[bool, typer.Option("--prune", help="Remove the documents whose files are gone.")] = False,
    timeout: Annotated[float, typer.Option(min=1, help="Seconds that one document may take.")] = 300,
    memory: Annotated[int, typer.Option(min=512, help="MiB of memory that one worker may use (Linux).")] = 4096,
    privacy: Annotated[Mode, typer.Option(help="Private persons' names: as they stand, as pseudonyms, or removed.")] = Mode.public,
    privacy_key: Annotated[
        Path | None, typer.Option("--privacy-key", help="File with the key of the pseudonyms.", show_default="OUT/privacy.key, made once")
    ] = None,
    keep_contact_data: Annotated[
        bool, typer.Option("--keep-contact-data", help="Do not mask personal identity numbers, telephone numbers and e-mail addresses.")
    ] = False,
    log_file: LogFile = None,
    cluster: Annotated[
        str | None, typer.Option(help="Work on a Dask cluster: tcp://HOST:PORT, a scheduler file, or local:N.", show_default=False)
    ] = None,
    state: Annotated[
        Path | None, typer.Option(help="Local folder of the state, where --out is on shared storage.", show_default=False)
    ] = None,
    limits: Annotated[
        Path | None, typer.Option(help="TOML file of limits on archives and documents (docs/RELIABILITY.md).", show_default=False)
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Tell errors only.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Tell of every document.")] = False,
) -> None:
    """Read documents into tables.

    Documents that have not changed since an earlier run are skipped.
    A file that cannot be read becomes a row of the table failures, and the run goes on.
    """
    from rich.console import Console

    from pipeline.progress import make_progress
    from pipeline.run import run as run_all
    from pipeline.summary import print_failures, print_summary

    if quiet and verbose:
        raise UserError("--quiet and --verbose exclude each other; leave out one of them", ExitCode.BAD_ARGUMENTS)
    folder, address = _output(out, state)
    bounds = read_limits(limits)
    settings = Settings(
        out=folder,
        publish_to=address,
        cluster=cluster,
        jobs=jobs or available_cores(),
        ocr=ocr.value,
        privacy=make_policy(folder, privacy, keep_contact_data, privacy_key),
        log_file=log_file,
        fresh=fresh,
        limit=limit,
        prune=prune,
        timeout_seconds=timeout,
        memory_bytes=memory * MIB,
        inputs=bounds.input,
        document=bounds.document,
        written_bytes=bounds.worker.written_bytes,
        start_seconds=bounds.worker.start_seconds,
    )
    summary = run_all(inputs, settings, make_progress(quiet), verbose)
    if quiet:
        print_failures(summary, Console(stderr=True))
    else:
        print_summary(summary, Console())
    raise typer.Exit(summary.exit_code)


def _output(out: str, state: Path | None) -> tuple[Path, str | None]:
    """The local folder of the state, and the address of the tables where they are to be on shared storage."""
    from pipeline.storage import is_remote, local_path

    out = local_path(out)
    if not is_remote(out):
        if state is not None:
            raise UserError("--state is for an --out on shared storage; a local --out holds its state itself", ExitCode.BAD_ARGUMENTS)
        return Path(out), None
    if state is None:
        message = f"--out {out} is on shared storage; name a local folder for the state of the runs with --state DIR, and keep it"
        raise UserError(message, ExitCode.BAD_ARGUMENTS)
    return state, out.rstrip("/")
