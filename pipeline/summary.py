"""What a run tells when it has ended."""

from __future__ import annotations

import shlex
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.exit_codes import ExitCode

if TYPE_CHECKING:
    from rich.console import Console

_NAMED_FAILURES = 10


@dataclass(slots=True)
class Summary:
    """Counts of a run. ``failures`` are (source path, code, message); ``rows`` is what the output holds, by table, and
    ``uncertain`` how many of them are to be checked before use; ``published`` is the address of the tables on shared storage and
    ``worker_memory`` the most that a worker held, in bytes."""

    out: Path
    inputs: int = 0
    documents: int = 0
    pages: int = 0
    duplicates: int = 0
    unchanged: int = 0
    pruned: int = 0
    forgotten: int = 0
    worker_memory: int = 0
    read_otherwise: int = 0
    warnings: int = 0
    failures: list[tuple[str, str, str]] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    uncertain: int = 0
    seconds: float = 0.0
    interrupted: bool = False
    published: str | None = None
    corrections: Counter[str] = field(default_factory=Counter)

    @property
    def exit_code(self) -> ExitCode:
        if self.interrupted:
            return ExitCode.INTERRUPTED
        return ExitCode.SOME_FAILED if self.failures else ExitCode.OK


def print_summary(summary: Summary, console: Console) -> None:
    """Print the summary, readable with and without a terminal."""
    state = "Interrupted; what was done is kept" if summary.interrupted else "Done"
    rate = f", {summary.documents / summary.seconds:.1f} documents/s" if summary.seconds and summary.documents else ""
    console.print(f"\n[bold]{state}[/bold] in {_duration(summary.seconds)}{rate}")
    for number, one, several in _counts(summary):
        if number or several in ("documents read", "failed"):
            console.print(f"  {number:>8,}  {one if number == 1 else several}", highlight=False)
    if not summary.inputs:
        console.print("  No documents were found in the input; check the path.")
    print_failures(summary, console)
    if summary.rows:
        console.print("\n[bold]Rows[/bold]")
        for name, number in summary.rows.items():
            console.print(f"  {number:>8,}  {name}", highlight=False)
    if summary.uncertain:
        console.print(f"  {summary.uncertain:>8,}  of them uncertain: check before use (column uncertain)", highlight=False)
    where = summary.published or str(summary.out)
    console.print(f"\nThe tables are in {_escape(where)}/<table>.parquet", highlight=False, soft_wrap=True)
    if summary.rows and not summary.published:
        shown = _escape(f"kommunbeslut report --out {shlex.quote(where)} --to {shlex.quote(f'{where}/site')}")
        console.print(f"To see every value in its source: {shown}", highlight=False, soft_wrap=True)


def _counts(summary: Summary) -> list[tuple[int, str, str]]:
    """What is counted, told of one and of several."""
    return [
        (summary.documents, "document read", "documents read"),
        (summary.pages, "page read", "pages read"),
        (summary.unchanged, *_same("unchanged since an earlier run, skipped")),
        (summary.duplicates, *_same("with the same content as another")),
        (
            summary.warnings,
            "document with warnings (column warnings of documents)",
            "documents with warnings (column warnings of documents)",
        ),
        (summary.pruned, *_same("removed (--prune)")),
        (summary.forgotten, *_same("left out (kommunbeslut forget)")),
        (summary.corrections["applied"], "correction applied", "corrections applied"),
        (
            summary.corrections.total() - summary.corrections["applied"],
            "correction that does not fit (table correction_log says why)",
            "corrections that do not fit (table correction_log says why)",
        ),
        (summary.read_otherwise, *_same("read earlier with other --privacy options: run on their files too")),
        (len(summary.failures), *_same("failed")),
    ]


def _same(what: str) -> tuple[str, str]:
    """What is told of one and of several alike."""
    return what, what


def print_failures(summary: Summary, console: Console) -> None:
    """Print the failures by code, each with its file and remedy."""
    by_code: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for path, code, message in sorted(summary.failures):
        by_code[code].append((path, message))
    for code, failed in sorted(by_code.items()):
        console.print(f"\n[bold red]{code}[/bold red] ({len(failed)})", highlight=False)
        for path, message in failed[:_NAMED_FAILURES]:
            console.print(f"  {_escape(path)}: {_escape(message)}", highlight=False, soft_wrap=True)
        if len(failed) > _NAMED_FAILURES:
            console.print(f"  … and {len(failed) - _NAMED_FAILURES} more (table failures)", highlight=False)


def printable(text: str) -> str:
    """The text with line breaks and control characters spelt out, so that a file's name cannot act upon the terminal."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def _escape(text: str) -> str:
    from rich.markup import escape

    return escape(printable(text))


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{seconds:.1f} s"
