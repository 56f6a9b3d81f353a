"""The main job: from files, folders and archives to published tables."""

from __future__ import annotations

import json
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any

from pipeline.archive import close_archives
from pipeline.config import Settings, pipeline_version, program_version
from pipeline.corrections import corrected
from pipeline.discover import check_inputs, count_files, discover
from pipeline.engines.cluster import ClusterPool, connect
from pipeline.engines.local import EngineError, Failure, Limits, LocalPool
from pipeline.engines.order import largest_first
from pipeline.engines.worker import Processed, WorkItem, process_item
from pipeline.exit_codes import ExitCode, UserError
from pipeline.integrity import check_integrity
from pipeline.isolation import temporary_folder
from pipeline.link import link
from pipeline.lock import OutputLock
from pipeline.log import log_to
from pipeline.manifest import RunRecord
from pipeline.memory import give_back, with_room
from pipeline.plan import Ledger, Planner
from pipeline.privacy.state import compact, read_otherwise
from pipeline.progress import Progress, Silent
from pipeline.publish import finish_publication, publish, state_of
from pipeline.publish_remote import check_output, fetch_corrections, publish_to
from pipeline.storage import exists, is_remote
from pipeline.store import Store, unusable
from pipeline.summary import Summary, printable
from pipeline.wording import counted

_CLUSTER_WINDOWS = 4


class Interrupts:
    """While entered, Ctrl-C and a request to end are noted in ``stopped`` instead of breaking off; a second Ctrl-C breaks off."""

    def __init__(self) -> None:
        self.stopped = False
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Interrupts:
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                self._before[number] = signal.signal(number, self._note)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _note(self, number: int, frame: FrameType | None) -> None:
        if self.stopped:
            raise KeyboardInterrupt
        self.stopped = True


def run(
    inputs: Sequence[Path | str],
    settings: Settings,
    progress: Progress | None = None,
    verbose: bool = False,
    function: Callable[[WorkItem], Processed] = process_item,
) -> Summary:
    """Read ``inputs``, files and folders on disk or on shared storage, into ``settings.out`` and publish the tables.

    ``function`` is what workers do with an input. Raises :class:`UserError` where the input or output cannot be used at all;
    inputs that fail one by one are told in the summary and the table ``failures``.
    """
    if settings.prune and settings.limit is not None:
        raise UserError("--prune needs to see the whole input; leave out --limit", ExitCode.BAD_ARGUMENTS)
    roots = check_inputs(inputs)
    if settings.publish_to:
        check_output(settings.publish_to)
    began = time.monotonic()
    summary = Summary(settings.out)
    with OutputLock(settings.out) as lock, log_to(settings.log_file), temporary_folder(lock), Interrupts() as interrupts:
        finish_publication(settings.out)
        record = RunRecord(settings, roots)
        with _stored(settings, lock) as store:
            ledger = Ledger(store, settings, pipeline_version(), summary, time.monotonic)
            planner = Planner(ledger, settings, lambda: interrupts.stopped)
            with progress or Silent() as told:
                _read_all(roots, planner, told, verbose, function)
                if verbose:
                    told.say("publishing")
                if planner.complete and not interrupts.stopped:
                    _forget_gone(roots, planner)
                lock.check()
                _publish(store, settings, summary)
                summary.read_otherwise = read_otherwise(store.connection, settings.privacy)
                store.settle()
        if record.tightened:
            compact(settings.out)
        summary.interrupted = interrupts.stopped
        record.end(summary)
    summary.seconds = time.monotonic() - began
    return summary


@contextmanager
def _stored(settings: Settings, lock: OutputLock) -> Iterator[Store]:
    """The state of the runs on an output. Where it can no longer be used, :class:`UserError` tells why."""
    import duckdb

    store = Store(settings.out, settings.fresh, settings.database_memory)
    try:
        yield store
    except (duckdb.ProgrammingError, duckdb.DataError, duckdb.IntegrityError):
        raise  # a fault of the program
    except duckdb.Error as error:
        lock.check()
        raise unusable(store.path, error) from error
    finally:
        with suppress(duckdb.Error):  # what was stored is in the database's log, if it cannot be written to its place now
            store.close()
        close_archives()


def _publish(store: Store, settings: Settings, summary: Summary) -> None:
    """Link what is stored and publish it, on shared storage too if it is to be there."""
    if settings.publish_to:
        fetch_corrections(settings.publish_to, settings.out)
    _publish_here(store, settings, summary)
    if settings.publish_to:
        summary.published = publish_to(settings.out, settings.publish_to)


def _publish_here(store: Store, settings: Settings, summary: Summary) -> None:
    """Link and publish, unless nothing has changed since that was done last."""
    deciding = (program_version(), settings.publish)
    told = json.loads(store.published() or "{}")
    if told.get("state") == state_of(settings.out, *deciding):
        summary.rows, summary.uncertain, summary.corrections = told["rows"], told["uncertain"], Counter(told["corrections"])
        return
    connection = store.connection
    give_back()
    with corrected(connection, settings.out) as summary.corrections:
        with_room(connection, lambda: link(connection))
        with_room(connection, lambda: check_integrity(connection))
        give_back()
        with_room(connection, lambda: publish(connection, settings.out, settings.publish))
        summary.rows, summary.uncertain = store.counts(), store.uncertain()
    told = {"rows": summary.rows, "uncertain": summary.uncertain, "corrections": summary.corrections}
    store.note_published(json.dumps({"state": state_of(settings.out, *deciding), **told}))


Pool = LocalPool[WorkItem, Processed] | ClusterPool[WorkItem, Processed]


@contextmanager
def _engine(
    roots: Sequence[Path | str], planner: Planner, say: Callable[[str], None], function: Callable[[WorkItem], Processed]
) -> Iterator[Pool]:
    """The processes that do the work: of this machine, or of a cluster."""
    settings = planner.settings
    limits = Limits(
        settings.jobs,
        settings.timeout_seconds,
        settings.memory_bytes,
        settings.tasks_per_worker,
        written_bytes=settings.written_bytes,
        network=any(is_remote(str(root)) for root in roots),
        start_seconds=settings.start_seconds,
    )
    if settings.cluster is None:
        yield LocalPool(function, limits, planner.should_stop)
        return
    with connect(settings.cluster) as client:
        folders = [str(r) for r in roots if isinstance(r, Path)]
        pool = ClusterPool(client, function, limits, pipeline_version(), folders, planner.should_stop, say)
        planner.hasher, planner.windows = pool.hash_there, _CLUSTER_WINDOWS
        yield pool


def _read_all(
    roots: Sequence[Path | str], planner: Planner, progress: Progress, verbose: bool, function: Callable[[WorkItem], Processed]
) -> None:
    """Hand the inputs to the workers and store what comes back."""
    settings, summary = planner.settings, planner.ledger.summary
    planner.total = count_files(roots, settings.out, settings.inputs)
    found = discover(roots, settings.inputs, settings.out, settings.publish_to)
    work = largest_first(planner.work(found), lambda w: w.item.size_bytes, settings.look_ahead)
    try:
        with _engine(roots, planner, progress.say, function) as pool, closing(pool.run(work)) as results:
            for item, result in results:
                planner.take(item, result)
                if verbose:
                    progress.say(_told(item, result))
                done = summary.documents + summary.duplicates + summary.unchanged + len(summary.failures)
                total = max(planner.total, summary.inputs)
                progress.update(done, total if settings.limit is None else min(total, settings.limit), len(summary.failures))
    except EngineError as error:
        raise UserError(str(error), ExitCode.UNEXPECTED) from error
    finally:
        planner.ledger.save()


def _told(work: WorkItem, result: Processed | Failure) -> str:
    if isinstance(result, Failure):
        told = printable(f"failed {work.item.source_path}: {result.code}: {result.message}")
        return told + (f"\n{result.detail}" if result.detail else "")
    return printable(f"read {work.item.source_path}: {counted(result.pages, 'page')}" + "".join(f"; {w}" for w in result.warnings))


def _forget_gone(roots: Sequence[Path | str], planner: Planner) -> None:
    """After the whole input was seen: forget obstacles that are no longer met, and with ``prune`` the inputs that are gone."""
    store = planner.store
    store.forget([n for n, p in store.places(failed_in="discover") if n not in planner.failed_paths and _is_under(p, roots)])
    if not planner.settings.prune:
        return
    obstacles = tuple(p + end for p in planner.failed_paths for end in ("/", "!/"))  # what lies behind them was not seen, but may be there
    gone = [
        name
        for name, place in store.places()
        if name not in planner.seen
        and (_is_under(place, roots) or not exists(place.split("!/")[0]))
        and not (obstacles and name.startswith(obstacles))
    ]
    store.forget(gone)
    planner.ledger.summary.pruned = len(gone)


def _is_under(place: str, roots: Sequence[Path | str]) -> bool:
    return any(place == str(r) or place.startswith((f"{r}/", f"{r}!/", f"{r}\\")) for r in roots)
