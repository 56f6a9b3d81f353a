"""Telling how far a run has come: a bar on a terminal, a line now and then elsewhere, nothing when quiet."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Protocol, TextIO

from pipeline.wording import counted

_LINE_SECONDS = 10.0


class Progress(Protocol):
    """What a run tells while it goes on. ``done`` counts inputs dealt with in any way, ``failed`` those without a document."""

    def __enter__(self) -> Progress: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...

    def update(self, done: int, total: int, failed: int) -> None: ...

    def say(self, line: str) -> None: ...


class Silent:
    """Tells nothing."""

    def __enter__(self) -> Silent:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        pass

    def update(self, done: int, total: int, failed: int) -> None:
        pass

    def say(self, line: str) -> None:
        pass


class Lines(Silent):
    """A plain line every ``interval`` seconds."""

    def __init__(self, stream: TextIO, interval: float = _LINE_SECONDS) -> None:
        self.stream = stream
        self.interval = interval
        self._began = self._told = time.monotonic()

    def __enter__(self) -> Lines:
        return self

    def update(self, done: int, total: int, failed: int) -> None:
        now = time.monotonic()
        if now - self._told < self.interval:
            return
        self._told = now
        rate = done / (now - self._began)
        left = f", about {(total - done) / rate:.0f} s left" if rate and total > done else ""
        self.say(f"{done} of {counted(total, 'document')}, {rate:.1f}/s, {failed} failed{left}")

    def say(self, line: str) -> None:
        print(line, file=self.stream, flush=True)


class Bar(Silent):
    """A bar with documents done, rate, time left and failures."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
        from rich.progress import Progress as RichProgress

        self._bar = RichProgress(
            TextColumn("documents"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            TimeElapsedColumn(),
            TextColumn("[red]{task.fields[failed]}"),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task("", total=None, rate="", failed="")
        self._began = time.monotonic()

    def __enter__(self) -> Bar:
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._bar.stop()

    def update(self, done: int, total: int, failed: int) -> None:
        seconds = time.monotonic() - self._began
        rate = f"{done / seconds:.1f}/s" if seconds > 1 else ""
        self._bar.update(self._task, completed=done, total=max(done, total), rate=rate, failed=f"{failed} failed" if failed else "")

    def say(self, line: str) -> None:
        self._bar.console.print(line, markup=False, highlight=False)


def make_progress(quiet: bool = False, stream: TextIO | None = None) -> Progress:
    """The progress that fits: silent, a bar if standard error is a terminal, else lines on ``stream`` (standard error)."""
    if quiet:
        return Silent()
    if stream is None and sys.stderr.isatty():
        return Bar()
    return Lines(stream or sys.stderr)
