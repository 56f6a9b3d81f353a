"""The command line. Each command is a few lines over the module that does the work, imported when it is called for."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.config import MIB, Settings, available_cores, package_version
from pipeline.exit_codes import MEANINGS, ExitCode, UserError
from pipeline.results import ResultFormat, write_result

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


class Ocr(StrEnum):
    """When pages are read by optical character recognition."""

    auto = "auto"
    off = "off"
    always = "always"


class Format(StrEnum):
    """How something is told: a table for reading, JSON for programs, Markdown for papers."""

    table = "table"
    json = "json"
    md = "md"


Out = Annotated[Path, typer.Option("--out", "-o", help="Folder of the output tables and the state of the runs.", show_default=False)]

To = Annotated[Path | None, typer.Option("--to", help="File to write to, instead of the terminal.", show_default=False)]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kommunbeslut {package_version()}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")] = False,
) -> None:
    pass


@app.command(epilog=_EXIT_CODES)
def run(
    inputs: Annotated[list[Path], typer.Argument(metavar="INPUT", help="Files, folders and ZIP archives.", show_default=False)],
    out: Out,
    jobs: Annotated[int | None, typer.Option(min=1, help="Worker processes.", show_default="one for each core")] = None,
    ocr: Annotated[Ocr, typer.Option(help="Recognise text in images: where a page needs it, never, or on every page.")] = Ocr.auto,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget earlier runs on this output and start over.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="Look at so many inputs only.", show_default=False)] = None,
    prune: Annotated[bool, typer.Option("--prune", help="Remove the documents whose files are gone.")] = False,
    timeout: Annotated[float, typer.Option(min=1, help="Seconds that one document may take.")] = 300,
    memory: Annotated[int, typer.Option(min=512, help="MiB of memory that one worker may use (Linux).")] = 4096,
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
    settings = Settings(
        out=out,
        jobs=jobs or available_cores(),
        ocr=ocr.value,
        fresh=fresh,
        limit=limit,
        prune=prune,
        timeout_seconds=timeout,
        memory_bytes=memory * MIB,
    )
    summary = run_all(inputs, settings, make_progress(quiet), verbose)
    if quiet:
        print_failures(summary, Console(stderr=True))
    else:
        print_summary(summary, Console())
    raise typer.Exit(summary.exit_code)


@app.command()
def schema(format: Annotated[Format, typer.Option(help="A table for reading, JSON or Markdown.")] = Format.table) -> None:
    """Print the codebook: every table, column, type, meaning and code."""
    from rich.console import Console

    from pipeline import codebook

    if format is Format.table:
        codebook.print_codebook(Console())
    else:
        typer.echo(codebook.as_json() if format is Format.json else codebook.as_markdown())


@app.command()
def show(
    document: Annotated[str, typer.Argument(help="Beginning of a document_id, source path, file name or its stem.", show_default=False)],
    out: Out,
) -> None:
    """Show everything extracted from one document, with its quotes."""
    from rich.console import Console

    from pipeline.show import show as show_document

    show_document(out, document, Console())


@app.command()
def compare(
    out: Out,
    country: Annotated[str | None, typer.Option(help="Counterparts' country: ISO code or Swedish name.", show_default=False)] = None,
    municipality: Annotated[
        list[str] | None, typer.Option("--municipality", "-m", help="Name or SCB code; may be given again.", show_default=False)
    ] = None,
    since: Annotated[int | None, typer.Option(help="Leave out those without news since this year.", show_default=False)] = None,
    format: Annotated[ResultFormat, typer.Option(help="How to write the rows.")] = ResultFormat.table,
    to: To = None,
) -> None:
    """Show municipalities' partnerships side by side."""
    from pipeline.compare import compare as compare_all

    write_result(compare_all(out, country, municipality or [], since), format, to)


@app.command()
def timeline(
    municipality: Annotated[str, typer.Argument(help="Name or SCB code.", show_default=False)],
    counterpart: Annotated[str | None, typer.Argument(help="One counterpart; all where none is named.", show_default=False)] = None,
    *,
    out: Out,
    format: Annotated[ResultFormat, typer.Option(help="A history for reading, or its rows.")] = ResultFormat.table,
    to: To = None,
) -> None:
    """Tell the history of a municipality's partnerships, with quotes and registry numbers."""
    from rich.console import Console

    from pipeline.compare import print_timeline
    from pipeline.compare import timeline as history

    rows = history(out, municipality, counterpart)
    if format is ResultFormat.table and to is None:
        print_timeline(rows, Console())
    else:
        write_result(rows, format, to)


@app.command()
def query(
    sql: Annotated[str, typer.Argument(help="A DuckDB query over the tables and views of the codebook.", show_default=False)],
    out: Out,
    format: Annotated[ResultFormat, typer.Option(help="How to write the rows.")] = ResultFormat.table,
    to: To = None,
) -> None:
    """Run a DuckDB query over the published tables and views (read-only)."""
    from pipeline.compare import query as run_query

    write_result(run_query(out, sql), format, to)


@app.command(epilog=_EXIT_CODES)
def evaluate(
    out: Out,
    gold: Annotated[list[Path], typer.Option("--gold", "-g", help="Folder of gold files, or a file; may be repeated.", show_default=False)],
    format: Annotated[Format, typer.Option(help="A table for reading, JSON or Markdown with every miss.")] = Format.table,
    to: Annotated[Path | None, typer.Option(help="Write to this file.", show_default="the terminal")] = None,
    misses: Annotated[int, typer.Option(min=0, help="Misses listed in a table.")] = 30,
) -> None:
    """Score the tables against documents labelled by hand.

    Tells precision, recall and F1 of every field with 95 % intervals, codes that are confused, and every miss with its quote.
    A gold file is named after the document's file; `kommunbeslut gold` writes one to begin with.
    Ends with exit code 3 where gold files have no document in the output.
    """
    from pipeline.evaluation.evaluate import evaluate as score
    from pipeline.evaluation.report import write_report

    found = score(out, gold)
    write_report(found, format.value, to, misses)
    raise typer.Exit(found.exit_code)


@app.command()
def gold(
    document: Annotated[str, typer.Argument(help="Beginning of a document_id, source path, file name or its stem.", show_default=False)],
    out: Out,
    to: Annotated[Path | None, typer.Option(help="Write to this new file, or into this folder.", show_default="the terminal")] = None,
) -> None:
    """Write a gold file for one document, filled in from the output, for you to correct."""
    from pipeline.evaluation.skeleton import write_skeleton

    text = write_skeleton(out, document, to)
    if to is None:
        typer.echo(text, nl=False)


def main() -> None:
    """Run the command line and exit with one of the documented codes."""
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
