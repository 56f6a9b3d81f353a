"""A pool of worker processes where a document that hangs, crashes or eats memory costs that document alone.

Each worker has a pipe of its own, so it is always known which task a process died of. A worker holds more tasks than the one it
works on, so that it need not wait while the driver writes.
"""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from pipeline.document import ReadError
from pipeline.isolation import Confinement, confine, writable_folder

T = TypeVar("T")
R = TypeVar("R")
_READY = "ready"
_POLL_SECONDS = 0.25
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_THREAD_LIMIT", "ARROW_IO_THREADS"), "1")
# Arrow's own allocator reserves 1 GiB at its first use, which counts as a worker's memory though nothing lies in it.
_VARIABLES = {**_ONE_THREAD, "ARROW_DEFAULT_MEMORY_POOL": "system"}
_STARTING = threading.Lock()  # what a start changes for a moment belongs to the whole process
_STARTS = 3  # tried one after the other, once a process has started at all
_START_REMEDY = "a higher --memory or fewer --jobs may help"
_MEMORY_WORDS = ("bad_alloc", "bad allocation", "insufficient memory", "cannot allocate memory", "failed to allocate", "unable to allocate")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a task gave no result: ``code`` and ``message`` for the table ``failures``, ``detail`` (a traceback) for the developer."""

    code: str
    message: str
    stage: str
    detail: str = ""


class EngineError(RuntimeError):
    """The workers cannot be started at all."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of the pool: processes, seconds and bytes of memory for one task, tasks after which a process is renewed, tasks that a
    process is given at a time (the first is worked on), bytes that it may write to one file, whether it may use the network, as
    it must where the inputs lie on shared storage, and seconds that a process may take to be ready for its first task."""

    jobs: int
    timeout_seconds: float = 300.0
    memory_bytes: int = 4 << 30
    tasks_per_worker: int = 500
    queued: int = 3
    written_bytes: int = 1 << 30
    network: bool = False
    start_seconds: float = 300.0


@dataclass(eq=False)
class _Worker(Generic[T]):
    process: BaseProcess
    pipe: Connection
    queue: deque[T] = field(default_factory=deque)
    ready: bool = False
    since: float = 0.0
    started: float = 0.0
    given: int = 0
    done: int = 0


class LocalPool(Generic[T, R]):
    """Runs ``function`` (importable by name) over tasks in worker processes. Where these are forked, its module and the modules that it
    names in ``PRELOADED`` are loaded once, before the first of them.

    Results come in the order they are ready. Memory stays flat: tasks are taken from their iterator only as workers come free.
    ``should_stop`` is asked several times a second; once it says yes, work in hand is dropped and the iteration ends.
    """

    def __init__(self, function: Callable[[T], R], limits: Limits, should_stop: Callable[[], bool] = lambda: False) -> None:
        self.function = function
        self.limits = limits
        self.should_stop = should_stop
        method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        self._context: Any = multiprocessing.get_context(method)
        self._workers: list[_Worker[T]] = []
        self._again: deque[T] = deque()
        self._retried: list[T] = []
        self._starts = 1  # that may still fail

    def run(self, tasks: Iterable[T]) -> Generator[tuple[T, R | Failure], None, None]:
        """Each task with its result, or with the :class:`Failure` it ended in. Raises :class:`EngineError` if no worker starts, or
        several one after the other do not."""
        source = iter(tasks)
        try:
            while not self.should_stop():
                self._feed(source)
                if not self._workers:
                    return
                yield from self._events()
        finally:
            for worker in list(self._workers):
                self._remove(worker)

    def _feed(self, source: Iterator[T]) -> None:
        """Give every worker its next tasks, starting and ending workers as needed."""
        for worn in [w for w in self._workers if not w.queue and w.given >= self.limits.tasks_per_worker]:
            self._remove(worn)
        for depth in range(1, self.limits.queued + 1):  # one round after the other, so that few tasks are spread over all workers
            for index in range(self.limits.jobs):
                worker = self._workers[index] if index < len(self._workers) else None
                if worker and (len(worker.queue) >= depth or worker.given >= self.limits.tasks_per_worker):
                    continue
                task = self._next(source)
                if not task:
                    break
                worker = worker or self._start()
                worker.queue.append(task[0])
                worker.given += 1
                if len(worker.queue) == 1:
                    worker.since = time.monotonic()
                with contextlib.suppress(OSError):  # a dead worker is seen in _events
                    worker.pipe.send(task[0])
        for worker in [w for w in self._workers if not w.queue]:
            self._remove(worker)

    def _next(self, source: Iterator[T]) -> tuple[T] | None:
        if self._again:
            return (self._again.popleft(),)
        return next(((t,) for t in itertools.islice(source, 1)), None)

    def _events(self) -> Iterator[tuple[T, R | Failure]]:
        """What workers report until something has happened or a short time has passed."""
        awaited: list[Any] = [w.pipe for w in self._workers] + [w.process.sentinel for w in self._workers]
        happened = set(wait(awaited, _POLL_SECONDS))
        now = time.monotonic()
        for worker in list(self._workers):
            if worker.pipe in happened or worker.process.sentinel in happened:
                yield from self._receive(worker)
            elif worker.ready and now - worker.since > self.limits.timeout_seconds:
                yield self._lost(worker, _timed_out(self.limits.timeout_seconds))
            elif not worker.ready and now - worker.started > self.limits.start_seconds:
                self._not_started(worker, _hung_at_start(self.limits.start_seconds))

    def _receive(self, worker: _Worker[T]) -> Iterator[tuple[T, R | Failure]]:
        try:
            if not worker.pipe.poll():
                raise EOFError
            message = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join(5)
            if not worker.ready:
                self._not_started(worker, _died_at_start(worker.process.exitcode))
                return
            yield self._lost(worker, _crashed(worker.process.exitcode))
            return
        worker.since = time.monotonic()
        if message == _READY:
            worker.ready = True
            self._starts = _STARTS
            return
        task = worker.queue.popleft()
        worker.done += 1
        if isinstance(message, Failure) and message.code == "out_of_memory":
            self._again.extend(worker.queue)
            worker.queue.clear()
            self._remove(worker)  # what it holds is no longer to be trusted
            # What earlier documents left behind may have filled the process: once more, in a new one.
            if worker.done > 1 and not any(t is task for t in self._retried):
                self._retried.append(task)
                self._again.append(task)
                return
        yield task, message

    def _lost(self, worker: _Worker[T], failure: Failure) -> tuple[T, Failure]:
        """End a worker that hangs or has died: its present task fails, the one behind it goes to another worker."""
        task = worker.queue.popleft()
        self._again.extend(worker.queue)
        worker.queue.append(task)
        self._remove(worker)
        return task, failure

    def _not_started(self, worker: _Worker[T], why: str) -> None:
        """Give the tasks of a worker that never came to read them to another, unless too many have failed to start."""
        self._again.extend(worker.queue)
        self._remove(worker)
        self._starts -= 1
        if not self._starts:
            raise EngineError(why)

    def _start(self) -> _Worker[T]:
        ours, theirs = self._context.Pipe()
        bounds = Confinement(self.limits.memory_bytes, self.limits.written_bytes, writable_folder(), self.limits.network)
        process = self._context.Process(target=_worker_main, args=(theirs, self.function, bounds), daemon=True)
        if hasattr(self._context, "set_forkserver_preload"):
            module = self.function.__module__
            self._context.set_forkserver_preload([module, *getattr(sys.modules.get(module), "PRELOADED", ())])
            _start_by_server(process, self.limits.start_seconds)
        else:
            with quiet_start():
                process.start()
        theirs.close()
        worker: _Worker[T] = _Worker(process, ours, since=time.monotonic(), started=time.monotonic())
        self._workers.append(worker)
        return worker

    def _remove(self, worker: _Worker[T]) -> None:
        self._workers.remove(worker)
        worker.pipe.close()  # an idle worker ends by itself at that
        if worker.queue:
            worker.process.kill()
        worker.process.join(5)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()
        worker.process.close()


def _start_by_server(process: Any, seconds: float) -> None:
    """Start a process by way of the server that forks them. The server answers once it has loaded the program, which may hang as
    well; it is ended then, and :class:`EngineError` raised."""
    errors: list[BaseException] = []

    def start() -> None:
        try:
            with quiet_start():
                process.start()
        except BaseException as error:
            errors.append(error)

    starting = threading.Thread(target=start, daemon=True, name="start a worker")
    starting.start()
    starting.join(seconds)
    if starting.is_alive():
        server = getattr(sys.modules.get("multiprocessing.forkserver"), "_forkserver", None)
        if pid := getattr(server, "_forkserver_pid", None):
            os.kill(pid, signal.SIGKILL)
            starting.join(5)
        raise EngineError(_hung_at_start(seconds))
    if errors:
        raise EngineError(f"a worker process could not start ({errors[0]}); {_START_REMEDY}") from errors[0]


def _hung_at_start(seconds: float) -> str:
    return (
        f"a worker process was not ready after {seconds:g} s; the program's files may lie on a disk that is slow or does not answer, "
        "or the machine be overloaded: use fewer --jobs, or raise start_seconds (--limits)"
    )


def _died_at_start(exit_code: int | None) -> str:
    return f"a worker process could not start ({_exit_text(exit_code)}); {_START_REMEDY}"


def _timed_out(seconds: float) -> Failure:
    return Failure("timeout", f"took longer than {seconds:g} s; raise --timeout, or split the document", "process")


def _crashed(exit_code: int | None) -> Failure:
    reason = _exit_text(exit_code)
    if exit_code == -getattr(signal, "SIGKILL", 9):
        reason += ", perhaps by the system for lack of memory"
    return Failure("crashed", f"the worker process died ({reason}); try the document alone, or save it anew in another format", "process")


def _exit_text(exit_code: int | None) -> str:
    if exit_code is not None and exit_code < 0:
        with contextlib.suppress(ValueError):
            return f"killed by {signal.Signals(-exit_code).name}"
    return f"exit code {exit_code}"


@contextlib.contextmanager
def quiet_start() -> Iterator[None]:
    """Start processes deaf to Ctrl-C (the driver ends them) and with numerical libraries held to one thread and little memory."""
    with _STARTING:
        yield from _changed_for_children()


def _changed_for_children() -> Iterator[None]:
    before = {name: os.environ.get(name) for name in _VARIABLES}
    os.environ.update(_VARIABLES)
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if sys.platform != "win32" else None
    try:
        yield
    finally:
        if sys.platform != "win32" and mask is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _worker_main(pipe: Connection, function: Callable[[Any], Any], bounds: Confinement) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    confine(bounds)
    with contextlib.suppress(EOFError, OSError):  # the driver has gone, or needs this process no more
        pipe.send(_READY)
        while True:
            pipe.send(_attempt(function, pipe.recv(), bounds.memory_bytes))


def _attempt(function: Callable[[Any], Any], task: Any, memory_bytes: int) -> Any:
    try:
        return function(task)
    except ReadError as error:
        return Failure(error.code, error.message, error.stage)
    except MemoryError:
        return _out_of_memory(memory_bytes)
    except Exception as error:
        if any(word in str(error).lower() for word in _MEMORY_WORDS):
            return _out_of_memory(memory_bytes)
        message = f"unexpected {type(error).__name__}: {error}; please report it with the document"
        return Failure("unexpected_error", message, "process", traceback.format_exc())


def _out_of_memory(memory_bytes: int) -> Failure:
    message = f"needed more than {memory_bytes >> 20} MiB of memory; raise --memory, or split the document"
    return Failure("out_of_memory", message, "process")
