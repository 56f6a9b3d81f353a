"""Whole runs of the program: one worker and two, few documents and many, a rerun without changes, memory of driver and workers."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from benchmarks.inputs import OTHERS, SCAN_KINDS, write_dump, write_scans, write_texts
from benchmarks.sizes import Size
from benchmarks.watch import Watched, watched
from pipeline.config import Settings
from pipeline.progress import Silent
from pipeline.run import run

# Short papers to each long minutes.
_PAPERS: Final = 5


class _Clock(Silent):
    """Notes when the last document was done."""

    def __init__(self) -> None:
        self.began = self.last = time.perf_counter()

    def update(self, done: int, total: int, failed: int) -> None:
        self.last = time.perf_counter()

    @property
    def seconds(self) -> float:
        return self.last - self.began


def workers(size: Size, folder: Path) -> dict[str, Any]:
    """Pages a second of wall time with one worker and with two, by turns, the best of two rounds each: from the first file found to the
    last document handed over, without what starting takes, which a run over one document for each worker tells."""
    dump = write_dump(folder / "workers", ".txt", size.workers, _PAPERS * size.workers)
    rates = {1: 0.0, 2: 0.0}
    for jobs in rates:
        write_dump(folder / f"few-{jobs}", ".txt", 0, jobs, OTHERS)
    _read(folder / "few-1", 1)  # the process that workers are forked from loads the program once, for all the runs
    for _ in range(2):
        for jobs in rates:
            starting, all_ = (_read(folder / name, jobs) for name in (f"few-{jobs}", "workers"))
            rates[jobs] = max(rates[jobs], dump.pages / (all_ - starting))
    return {"minutes": size.workers, "papers": _PAPERS * size.workers, "pages": dump.pages, "one": rates[1], "two": rates[2]}


def _read(documents: Path, jobs: int) -> float:
    with TemporaryDirectory() as out:
        clock = _Clock()
        run([documents], Settings(Path(out), jobs=jobs), clock)
        return clock.seconds


def scale(size: Size, folder: Path) -> dict[str, Any]:
    """Processor seconds, wall seconds and memory of runs of growing size, and of a rerun over the largest without any change."""
    start = _run(folder, 1, folder / "out-1")
    sizes = []
    for count in size.documents:
        took = _run(folder, count, folder / f"out-{count}")
        rest = {"driver_cpu": took.driver_cpu - start.driver_cpu, "worker_cpu": took.worker_cpu - start.worker_cpu}
        sizes.append({"documents": count, **rest, "cpu": took.cpu - start.cpu, **_memory(took)})
    again = _run(folder, size.documents[-1], folder / f"out-{size.documents[-1]}")
    rerun = {"documents": size.documents[-1], "seconds": again.seconds, "cpu": again.cpu}
    return {"start": start.cpu, "sizes": sizes, "rerun": rerun}


def memory(size: Size, folder: Path) -> dict[str, Any]:
    """Peak memory of driver and worker over text alone and over scanned pages."""
    for kind in SCAN_KINDS:
        write_scans(folder / "scanned", kind, size.scans)
    scanned = watched([*_command(folder / "scanned", folder / "out-scanned"), "--jobs", "1"])
    return {"text": _memory(_run(folder, max(size.texts, 2), folder / "out-text")), "scans": _memory(scanned)}


def _run(folder: Path, count: int, out: Path) -> Watched:
    documents = folder / f"documents-{count}"
    if not documents.exists():
        write_texts(documents, count)
    return watched(_command(documents, out))


def _command(documents: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "pipeline.cli", "run", str(documents), "--out", str(out), "--quiet"]


def _memory(took: Watched) -> dict[str, float]:
    return {"seconds": took.seconds, "driver_peak": took.driver_peak, "worker_peak": took.worker_peak}
