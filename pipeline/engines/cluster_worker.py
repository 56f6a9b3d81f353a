"""What runs inside a Dask worker: documents in processes of their own under the local engine's limits, and hashing of contents.

A document that hangs, crashes or eats memory costs its own process, not the Dask worker. The worker has as many of these
processes as it has threads.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.archive import content_hashes
from pipeline.config import pipeline_version
from pipeline.document import InputItem, ReadError
from pipeline.engines.local import Failure, Limits, LocalPool

Function = Callable[[Any], Any]


class _Bench:
    """One process of the local engine, kept from task to task."""

    def __init__(self, function: Function, limits: Limits) -> None:
        self.made_for = (function, limits)
        self._tasks: deque[Any] = deque()
        self._results: Generator[tuple[Any, Any], None, None] = LocalPool(function, limits).run(self._waiting())

    def _waiting(self) -> Iterator[Any]:
        while True:  # the pool asks only when the task before has come back, and then there is the next
            yield self._tasks.popleft()

    def do(self, task: Any) -> Any:
        self._tasks.append(task)
        return next(self._results)[1]

    def close(self) -> None:
        self._results.close()


class _Benches:
    """The benches of this Dask worker: one document for each of its threads at a time, whoever sent them; the others wait."""

    def __init__(self, count: int) -> None:
        self._free = threading.BoundedSemaphore(count)
        self._lock = threading.Lock()
        self._idle: list[_Bench] = []
        multiprocessing.current_process().daemon = False  # which Dask makes it, and which must not start processes

    def do(self, function: Function, limits: Limits, task: Any) -> Any:
        with self._free:
            bench = self._take(function, limits)
            try:
                result = bench.do(task)
            except BaseException:
                bench.close()
                raise
            with self._lock:
                self._idle.append(bench)
            return result

    def _take(self, function: Function, limits: Limits) -> _Bench:
        with self._lock:
            fitting = next((b for b in self._idle if b.made_for == (function, limits)), None)
            others = [b for b in self._idle if b.made_for != (function, limits)]  # of another run
            self._idle = [b for b in self._idle if b.made_for == (function, limits) and b is not fitting]
        for bench in others:
            bench.close()
        return fitting or _Bench(function, limits)


_BENCHES: list[_Benches] = []
_LOCK = threading.Lock()


def work_on(function: Function, limits: Limits, task: Any) -> Any:
    """Do a task in a process of its own; its result, or the :class:`Failure` it ended in."""
    from distributed import get_worker, secede

    with _LOCK:
        if not _BENCHES:
            _BENCHES.append(_Benches(int(get_worker().state.nthreads)))
    secede()  # this thread only waits from here on; Dask's own threads stay free for hashing
    return _BENCHES[0].do(function, limits, task)


def hash_contents(items: Sequence[InputItem]) -> list[str | ReadError]:
    """SHA-256 of each content, or why it cannot be had."""
    return content_hashes(items)


def introduce(version: str, folders: Sequence[str]) -> str | None:
    """Why this worker cannot work for a driver of this version on these local folders; None where it can."""
    own = pipeline_version()
    if own != version:
        return f"runs kommunbeslut {own}, not {version}; install the same version on all machines"
    missing = [f for f in folders if not Path(f).exists()]
    if missing:
        return f"does not see {missing[0]}; put the input on storage that all machines share, or give its address (s3://...)"
    return None


__all__ = ["Failure", "hash_contents", "introduce", "work_on"]
