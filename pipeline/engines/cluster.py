"""The same work on a Dask cluster: the driver hands documents to workers, and none is lost when a worker is.

The driver itself decides which worker has which document. So it is known which documents a lost worker was at: each of them is
tried again alone on a worker, and given up when it has lost three. Few documents are under way at a time, and a result stays
with its worker until the driver takes it; so the driver's memory does not grow with the input.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import time
import uuid
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing import resource_tracker
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Generic, TypeVar

from pipeline.archive import content_hashes
from pipeline.document import InputItem, ReadError
from pipeline.engines.cluster_worker import hash_contents, introduce, work_on
from pipeline.engines.local import EngineError, Failure, Limits, quiet_start
from pipeline.exit_codes import ExitCode, UserError

if TYPE_CHECKING:
    from distributed import Client, Future

T = TypeVar("T")
R = TypeVar("R")
_POLL_SECONDS = 0.25
_LOOK_SECONDS = 0.5
_CONNECT_SECONDS = 30
_ANSWER_SECONDS = 5
_FETCH_SECONDS = 1
_FETCHES = 60
_SILENT_SECONDS = 10.0
_DEATHS = 3
_AHEAD = 2
_HASHED_TOGETHER = 16
_HASH_POLL_SECONDS = 0.01


@contextlib.contextmanager
def connect(address: str) -> Iterator[Client]:
    """A client of the cluster at ``address``: ``tcp://HOST:PORT`` (or ``tls://``), a scheduler's JSON file, or ``local:N`` for N
    workers on this machine, which end with it.

    Raises :class:`UserError` where Dask is not installed, the address is none, or nobody answers there.
    """
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError as error:
        message = "--cluster needs Dask; install it with: pip install 'kommunbeslut[cluster]'"
        raise UserError(message, ExitCode.BAD_ARGUMENTS) from error
    if address.startswith("local:"):
        count = address.removeprefix("local:")
        if not count.isdigit() or int(count) < 1:
            raise UserError(f"--cluster {address}: give the number of workers, as in local:4", ExitCode.BAD_ARGUMENTS)
        # Workers keep no data beyond the results on their way, and documents have processes and limits of their own.
        options = {"n_workers": int(count), "threads_per_worker": 1, "memory_limit": 0, "silence_logs": logging.CRITICAL}
        resource_tracker.ensure_running()  # begun later, it would open the ears of the processes to Ctrl-C again
        with quiet_start():
            cluster = LocalCluster(dashboard_address="127.0.0.1:0", **options)
        with cluster, Client(cluster) as client:
            yield client
        return
    where = {"scheduler_file": address} if address.endswith(".json") else {"address": address}
    if address.endswith(".json") and not Path(address).exists():  # Dask would wait for it for ever
        raise UserError(f"--cluster {address}: no such scheduler file; check the path, and that it runs", ExitCode.BAD_ARGUMENTS)
    try:
        with dask.config.set({"distributed.comm.timeouts.connect": _CONNECT_SECONDS}):
            client = Client(**where, timeout=_CONNECT_SECONDS, name="kommunbeslut")
    except (OSError, TimeoutError, ValueError) as error:
        message = f"--cluster {address}: no scheduler answers there ({_first_line(error)}); check the address, and that it runs"
        raise UserError(message, ExitCode.BAD_ARGUMENTS) from error
    with client:
        yield client


@dataclass(eq=False)
class _Job(Generic[T]):
    task: T
    deaths: int = 0


@dataclass(eq=False)
class _Worker(Generic[T]):
    threads: int
    jobs: dict[str, tuple[_Job[T], Future]] = field(default_factory=dict)

    @property
    def is_reserved(self) -> bool:
        """Whether it works on a document that has lost a worker before, which has to be alone there."""
        return any(job.deaths for job, _ in self.jobs.values())


class ClusterPool(Generic[T, R]):
    """Runs ``function`` (importable by name on the workers) over tasks on the workers of a cluster.

    ``limits`` hold for each document as in the local engine; ``jobs`` is not asked, for Dask's workers say how many threads they
    have. Workers that come later get work, those of another ``version`` of the program or without the ``folders`` of the input
    get none. ``say`` is told of what the user should know.
    """

    def __init__(
        self,
        client: Client,
        function: Callable[[T], R],
        limits: Limits,
        version: str,
        folders: Sequence[str] = (),
        should_stop: Callable[[], bool] = lambda: False,
        say: Callable[[str], None] = lambda line: None,
    ) -> None:
        self.client = client
        self.function = function
        self.limits = replace(limits, jobs=1, queued=1)
        self.version = version
        self.folders = list(folders)
        self.should_stop = should_stop
        self.say = say
        self._run = uuid.uuid4().hex[:8]
        self._numbers = itertools.count()
        self._workers: dict[str, _Worker[T]] = {}
        self._met: dict[str, Future] = {}
        self._refused: dict[str, str] = {}
        self._done: SimpleQueue[tuple[str, str]] = SimpleQueue()
        self._again: deque[_Job[T]] = deque()
        self._suspects: deque[_Job[T]] = deque()
        self._given_up: list[tuple[T, Failure]] = []
        self._exhausted = False
        self._looked = 0.0
        self._waiting_since = time.monotonic()

    def hash_there(self, items: Sequence[InputItem]) -> Callable[[], list[str | ReadError]]:
        """Begin to hash contents on the workers; what is given waits for the hashes."""
        there = list(self._workers)
        if not there:
            return partial(content_hashes, items)
        parts = [list(items[i : i + _HASHED_TOGETHER]) for i in range(0, len(items), _HASHED_TOGETHER)]
        futures = [self.client.submit(hash_contents, part, workers=there, pure=False, priority=1) for part in parts]
        return lambda: [one for part, future in zip(parts, futures, strict=True) for one in self._hashes(part, future, there)]

    def _hashes(self, part: list[InputItem], future: Future, there: list[str]) -> list[str | ReadError]:
        while not future.done():
            time.sleep(_HASH_POLL_SECONDS)
            self._look()
            if self.should_stop() or not any(address in self._workers for address in there):
                break
        try:
            found: list[str | ReadError] = future.result(timeout=_ANSWER_SECONDS if future.done() else 0)
        except Exception:  # the workers that were to do it are gone
            found = content_hashes(part)
        return found

    def run(self, tasks: Iterable[T]) -> Generator[tuple[T, R | Failure], None, None]:
        """Each task with its result, or with the :class:`Failure` it ended in. Raises :class:`EngineError` where the scheduler is
        lost or no worker can be used."""
        source = iter(tasks)
        try:
            while not self.should_stop():
                self._look()
                self._feed(source)
                if self._given_up:
                    yield self._given_up.pop()
                elif self._is_over():
                    return
                else:
                    yield from self._collect()
        finally:
            self._cancel()

    def _is_over(self) -> bool:
        return self._exhausted and not (self._again or self._suspects or any(w.jobs for w in self._workers.values()))

    def _look(self) -> None:
        """See which workers have come and gone."""
        if time.monotonic() - self._looked < _LOOK_SECONDS:
            return
        self._looked = time.monotonic()
        try:
            present: dict[str, int] = self.client.nthreads() if self.client.status == "running" else {}
        except (OSError, TimeoutError) as error:
            raise _scheduler_lost() from error
        if self.client.status != "running":
            raise _scheduler_lost()
        for address in [a for a in self._workers if a not in present]:
            self._lose(address)
        for known in (self._met, self._refused):
            for address in known.keys() - present.keys():
                del known[address]
        for address in present.keys() - self._workers.keys() - self._met.keys() - self._refused.keys():
            self._met[address] = self.client.submit(introduce, self.version, self.folders, workers=[address], pure=False, priority=2)
        self._hear_introductions(present)
        if present and self._refused.keys() == present.keys():
            raise EngineError("no worker of the cluster can be used: " + "; ".join(f"{a} {w}" for a, w in sorted(self._refused.items())))

    def _hear_introductions(self, present: dict[str, int]) -> None:
        for address, future in [(a, f) for a, f in self._met.items() if f.done()]:
            del self._met[address]
            try:
                complaint = future.result(timeout=_ANSWER_SECONDS)
            except (CancelledError, TimeoutError, OSError):
                continue  # it has left; if not, it is asked again
            except Exception as error:
                complaint = f"has no kommunbeslut of this version ({type(error).__name__}: {_first_line(error)}); install {self.version}"
            if complaint:
                self._refuse(address, complaint)
            else:
                self._workers[address] = _Worker(present[address])

    def _refuse(self, address: str, complaint: str) -> None:
        """Give a worker nothing any more; what it had goes to others."""
        self._refused[address] = complaint
        self.say(f"worker {address} gets no work: it {complaint}")
        worker = self._workers.pop(address, None)
        if worker:
            self._again.extend(job for job, _ in worker.jobs.values())
            self.client.cancel([future for _, future in worker.jobs.values()])

    def _lose(self, address: str) -> None:
        """Take back what a lost worker had; what it was working on may have been its end."""
        worker = self._workers.pop(address)
        unfinished = [job for job, future in worker.jobs.values() if future.status != "finished"]
        for job, future in worker.jobs.values():
            if job in unfinished[: worker.threads]:
                self._blame(job)
            else:
                self._again.append(job)
            future.cancel()

    def _blame(self, job: _Job[T]) -> None:
        job.deaths += 1
        if job.deaths < _DEATHS:
            self._suspects.append(job)
        else:
            self._given_up.append((job.task, _deadly()))

    def _feed(self, source: Iterator[T]) -> None:
        """Give workers their next documents: each thread one, then one more each; a suspect to a worker that has nothing else."""
        for address, worker in list(self._workers.items()):
            if self._suspects and not worker.jobs:
                self._give(address, self._suspects.popleft())
        free = [a for a, w in self._workers.items() if not w.is_reserved]
        if self._suspects:
            free = free[1:]  # the first is let run dry for a suspect
        for depth in range(1, _AHEAD + 1):
            for address in free:
                while address in self._workers and len(self._workers[address].jobs) < depth * self._workers[address].threads:
                    job = self._next(source)
                    if job is None:
                        return
                    if address in self._workers:  # hashing may have shown that it has gone
                        self._give(address, job)
                    else:
                        self._again.append(job)

    def _next(self, source: Iterator[T]) -> _Job[T] | None:
        if self._again:
            return self._again.popleft()
        for task in source:
            return _Job(task)
        self._exhausted = True
        return None

    def _give(self, address: str, job: _Job[T]) -> None:
        number = next(self._numbers)
        key = f"kommunbeslut-{self._run}-{number}"
        options = {"key": key, "workers": [address], "allow_other_workers": False, "pure": False, "priority": -number}
        future = self.client.submit(work_on, self.function, self.limits, job.task, **options)
        self._workers[address].jobs[key] = (job, future)
        future.add_done_callback(lambda _: self._done.put((address, key)))

    def _collect(self) -> Iterator[tuple[T, R | Failure]]:
        """The results that have come in, waiting a little where there is none."""
        try:
            address, key = self._done.get(timeout=_POLL_SECONDS)
        except Empty:
            self._tell_of_waiting()
            return
        worker = self._workers.get(address)
        if worker is None or key not in worker.jobs:
            return  # taken back before
        job, future = worker.jobs.pop(key)
        try:
            result = self._fetch(address, future)
        except (CancelledError, TimeoutError, OSError):  # lost with its worker
            self._again.append(job)
        except Exception as error:
            if type(error).__name__ == "KilledWorker":  # it came back at its old address, again and again
                self._blame(job)
            else:
                self._again.append(job)
                self._refuse(address, f"cannot work ({type(error).__name__}: {_first_line(error)})")
        else:
            yield job.task, result

    def _fetch(self, address: str, future: Future) -> R:
        """A result that is ready, from its worker; in short waits, for Dask would wait on for a worker that has just died."""
        for _ in range(_FETCHES):
            with contextlib.suppress(TimeoutError):
                result: R = future.result(timeout=_FETCH_SECONDS)
                return result
            self._look()
            if address not in self._workers:
                break
        raise TimeoutError

    def _tell_of_waiting(self) -> None:
        if self._workers:
            self._waiting_since = time.monotonic()
        elif time.monotonic() - self._waiting_since > _SILENT_SECONDS:
            self._waiting_since = float("inf")
            self.say("the cluster has no worker; waiting for one")

    def _cancel(self) -> None:
        futures = [future for worker in self._workers.values() for _, future in worker.jobs.values()]
        with contextlib.suppress(OSError, TimeoutError):
            self.client.cancel(futures)


def _scheduler_lost() -> EngineError:
    return EngineError("the connection to the scheduler was lost; what was stored is kept: start the cluster, and run again")


def _deadly() -> Failure:
    message = f"the worker on it was lost {_DEATHS} times; give workers more memory, or try the document alone"
    return Failure("crashed", message, "process")


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0]
