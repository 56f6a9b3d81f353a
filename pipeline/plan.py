"""Decide what is to be done with each input found: skip it, know it for a duplicate, note its failure, or have it read."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from logging import WARNING
from pathlib import Path

from pipeline import storage
from pipeline.archive import content_hashes
from pipeline.config import Settings
from pipeline.discover import FailedInput, Found, OpenedArchive
from pipeline.document import InputItem, ReadError
from pipeline.engines.local import Failure
from pipeline.engines.worker import Processed, WorkItem
from pipeline.log import event
from pipeline.privacy.forgotten import read_forgotten
from pipeline.privacy.policy import Mode
from pipeline.store import Batch, FailedRow, Input, KnownInput, Store
from pipeline.summary import Summary

Hashes = list[str | ReadError]
Hasher = Callable[[Sequence[InputItem]], Callable[[], Hashes]]
"""Begins to hash contents and gives what waits for the hashes."""


def hash_here(items: Sequence[InputItem]) -> Callable[[], Hashes]:
    """Hashes contents in this process, when they are asked for."""
    return partial(content_hashes, items)


@dataclass(frozen=True, slots=True)
class _Candidate:
    item: InputItem
    input: Input
    sha256: str


@dataclass(frozen=True, slots=True)
class _Window:
    """Inputs whose content is being hashed, and what the store knew of them by name."""

    items: list[InputItem]
    inputs: list[Input]
    known: dict[str, KnownInput]
    hashes: Callable[[], Hashes]


class Ledger:
    """Collects results into batches, counts them in the summary and stores a batch when it is full."""

    def __init__(self, store: Store, settings: Settings, version: str, summary: Summary, clock: Callable[[], float]) -> None:
        self.store = store
        self.settings = settings
        self.version = version
        self.summary = summary
        self.clock = clock
        self.batch = Batch()
        self.batch_bytes = 0
        self.began = clock()

    def holds(self, sha256: str) -> bool:
        """Whether the content's document waits to be stored."""
        return sha256[:16] in self.batch.documents

    def known(self, input_: Input, sha256: str, unchanged: bool = False) -> None:
        """The input's content is stored already, or about to be."""
        self.batch.inputs.append((input_, sha256))
        if unchanged:
            self.summary.unchanged += 1
        else:
            self.summary.duplicates += 1

    def document(self, processed: Processed, inputs: Sequence[Input]) -> None:
        """A document that was read, and the inputs that hold it."""
        self.batch.documents[processed.document_id] = processed
        self.batch_bytes += processed.size_bytes
        self.batch.inputs.extend((i, processed.sha256) for i in inputs)
        self.summary.documents += 1
        self.summary.pages += processed.pages
        self.summary.worker_memory = max(self.summary.worker_memory, processed.peak_memory)
        event("document_read", document_id=processed.document_id, source_paths=[i.source_path for i in inputs], pages=processed.pages)
        self.summary.warnings += bool(processed.warnings)
        self.summary.duplicates += len(inputs) - 1

    def failure(self, row: FailedRow) -> None:
        """An input that gave no document."""
        self.batch.failures.append(row)
        self.summary.failures.append((row.input.source_path, row.error, row.message))
        event("input_failed", WARNING, source_path=row.input.source_path, stage=row.stage, error=row.error, message=row.message)

    def save_if_full(self) -> None:
        """Store the batch if it is large or old enough."""
        count = len(self.batch.inputs) + len(self.batch.failures)
        if (
            len(self.batch.documents) >= self.settings.batch_documents
            or count >= 8 * self.settings.batch_documents
            or self.batch_bytes >= self.settings.batch_bytes
            or (count and self.clock() - self.began >= self.settings.batch_seconds)
        ):
            self.save()

    def save(self) -> None:
        """Store the batch."""
        batch, self.batch, self.batch_bytes = self.batch, Batch(), 0
        self.store.save(batch, self.version, self.settings.options)
        self.began = self.clock()


class Planner:
    """Turns what is found into work, looking a few inputs ahead; and takes the results back."""

    def __init__(self, ledger: Ledger, settings: Settings, should_stop: Callable[[], bool]) -> None:
        self.ledger = ledger
        self.store = ledger.store
        self.settings = settings
        self.should_stop = should_stop
        self.hasher: Hasher = hash_here
        self.windows = 1
        self.total = 0
        self.complete = False
        self.failed_paths: set[str] = set()
        self.seen: set[str] = set()
        self._forgotten = {f.sha256 for f in read_forgotten(settings.out)}
        self._waiting: dict[str, list[Input]] = {}
        self._failed: dict[str, Failure] = {}
        self._stats: tuple[str, int] = ("", 0)

    def work(self, found: Iterable[Found]) -> Iterator[WorkItem]:
        """The inputs that have to be read, lazily; the larger first among those at hand. Everything else is noted at once.

        ``windows`` look-aheads are hashed at a time, so that workers that hash have always something to do.
        """
        chunks = self._chunks(iter(found))
        ahead: deque[_Window] = deque()
        while not self.should_stop():
            ahead.extend(self._look(files) for files in islice(chunks, self.windows - len(ahead)))
            if not ahead:
                return
            yield from self._plan(ahead.popleft())

    def _chunks(self, source: Iterator[Found]) -> Iterator[list[InputItem | FailedInput]]:
        left = self.settings.limit
        while left is None or left > 0:
            chunk = list(islice(source, self.settings.look_ahead))
            if not chunk:
                self.complete = True
                return
            for archive in (f for f in chunk if isinstance(f, OpenedArchive)):
                self.total += archive.members - 1
            files = [f for f in chunk if not isinstance(f, OpenedArchive)]
            if left is not None:
                files = files[:left]
                left -= len(files)
            yield files

    def _look(self, files: Sequence[InputItem | FailedInput]) -> _Window:
        """Name these inputs, note those that need no reading, and begin to hash the others."""
        known, inputs = self._identify(files)
        self.ledger.summary.inputs += len(files)
        to_hash: list[tuple[InputItem, Input]] = []
        for file, input_ in zip(files, inputs, strict=True):
            if self.settings.prune:
                self.seen.add(input_.source_path)
            if isinstance(file, FailedInput):
                self._fail(input_, Failure(file.error, file.message, "discover"), None)
            elif self._unchanged(known.get(input_.source_path), input_):
                self.ledger.summary.unchanged += 1
            else:
                to_hash.append((file, input_))
        items = [file for file, _ in to_hash]
        return _Window(items, [input_ for _, input_ in to_hash], known, self.hasher(items))

    def _plan(self, window: _Window) -> list[WorkItem]:
        """What of these has to be read. The whole look-ahead is decided before any is handed out, so that the store cannot change
        in between."""
        candidates: list[_Candidate] = []
        for item, input_, sha256 in zip(window.items, window.inputs, window.hashes(), strict=True):
            if isinstance(sha256, ReadError):
                self._fail(input_, Failure(sha256.code, sha256.message, sha256.stage), None)
            else:
                candidates.append(_Candidate(replace(item, source_path=input_.source_path), input_, sha256))
        candidates = self._not_forgotten(candidates)
        stored = self.store.known_contents((c.sha256 for c in candidates), self.ledger.version, self.settings.options)
        work: list[WorkItem] = []
        for candidate in sorted(candidates, key=lambda c: -c.item.size_bytes):
            earlier = window.known.get(candidate.input.source_path)
            if candidate.sha256 in stored or self.ledger.holds(candidate.sha256):
                self.ledger.known(candidate.input, candidate.sha256, earlier is not None and earlier.sha256 == candidate.sha256)
            elif failure := self._failed.get(candidate.sha256):
                self._fail(candidate.input, failure, candidate.sha256)
            elif candidate.sha256 in self._waiting:
                self._waiting[candidate.sha256].append(candidate.input)
            else:
                self._waiting[candidate.sha256] = [candidate.input]
                settings = self.settings
                work.append(
                    WorkItem(candidate.item, candidate.sha256, settings.ocr, self.ledger.version, settings.privacy, settings.document)
                )
        self.ledger.save_if_full()
        return work

    def _not_forgotten(self, candidates: list[_Candidate]) -> list[_Candidate]:
        """The candidates without those that the user had forgotten; their names are not kept either."""
        gone = [c.input.source_path for c in candidates if c.sha256 in self._forgotten]
        self.ledger.summary.forgotten += len(gone)
        self.store.forget(gone)
        return [c for c in candidates if c.sha256 not in self._forgotten]

    def take(self, work: WorkItem, result: Processed | Failure) -> None:
        """Note the result of work handed out, for all inputs of that content."""
        inputs = self._waiting.pop(work.sha256)
        if isinstance(result, Failure):
            result = self._discreet(result)
            self._failed[work.sha256] = result
            for input_ in inputs:
                self._fail(input_, result, work.sha256)
        elif result.sha256 == work.sha256:
            self.ledger.document(result, inputs)
        else:
            self.ledger.document(result, inputs[:1])
            for input_ in inputs[1:]:
                self._fail(input_, Failure("changed", "a file changed while it was read; run again", "read"), None)
        self.ledger.save_if_full()

    def _discreet(self, failure: Failure) -> Failure:
        """The failure, without an error's own words where private persons are not to be named: they may hold text of the document."""
        if failure.code != "unexpected_error" or self.settings.privacy.mode is Mode.public:
            return failure
        return replace(failure, message="unexpected error; read the file with --privacy public into another --out to see which", detail="")

    def _fail(self, input_: Input, failure: Failure, sha256: str | None) -> None:
        self.failed_paths.add(input_.source_path)
        self.ledger.failure(FailedRow(input_, sha256, failure.stage, failure.code, failure.message))

    def _unchanged(self, known: KnownInput | None, input_: Input) -> bool:
        """Whether the file looks the same as when it was read, by this version and with these options."""
        return (
            known is not None
            and known.status == "done"
            and known.input == input_
            and known.pipeline_version == self.ledger.version
            and known.options == self.settings.options
        )

    def _identify(self, files: Sequence[InputItem | FailedInput]) -> tuple[dict[str, KnownInput], list[Input]]:
        """Give each file its name. A location keeps the name it once got; a name that another existing file has is lengthened by the
        folders above. Names never seen before are taken in the store."""
        locations = [_location(f) for f in files]
        rows = self.store.known_inputs((f.source_path for f in files), locations)
        by_name = {k.input.source_path: k for k in rows}
        by_location = {k.input.location: k for k in rows}
        asked = {f.source_path for f in files}  # what of these is not in the store is free without asking again
        inputs: list[Input] = []
        new: list[Input] = []
        for file, location in zip(files, locations, strict=True):
            if location in by_location:
                name = by_location[location].input.source_path
            else:
                name = next(n for n in _names(file.source_path, location) if self._is_free(n, by_name, asked))
            size = file.size_bytes if isinstance(file, InputItem) else 0
            input_ = Input(name, location, size, self._stamp(file))
            if name not in by_name:
                new.append(input_)
                by_name[name] = KnownInput(input_, None, None, None, "pending")
            inputs.append(input_)
        self.store.add_pending(new)
        return by_name, inputs

    def _is_free(self, name: str, by_name: dict[str, KnownInput], asked: set[str]) -> bool:
        if name not in by_name and name not in asked:
            by_name.update({k.input.source_path: k for k in self.store.known_inputs([name])})
        holder = by_name.get(name)
        return holder is None or not storage.exists(holder.input.location.split("!/")[0])

    def _stamp(self, file: InputItem | FailedInput) -> int:
        if storage.is_remote(file.path):
            return file.stamp if isinstance(file, InputItem) else 0
        return self._mtime(file.path)

    def _mtime(self, path: str) -> int:
        if self._stats[0] != path:
            try:
                self._stats = (path, Path(path).stat().st_mtime_ns)
            except OSError:
                self._stats = (path, 0)
        return self._stats[1]


def _location(file: InputItem | FailedInput) -> str:
    """Where the file lies, as text: its path on disk and, after ``!/``, in its archives."""
    members = file.members if isinstance(file, InputItem) else tuple(file.source_path.split("!/")[1:])
    return "!/".join((os.fsencode(file.path).decode("utf-8", errors="backslashreplace"), *members))


def _names(source_path: str, location: str) -> Iterator[str]:
    """The name, then longer and longer ones by the folders that the input lies in, then numbered ones."""
    yield source_path
    depth = len(Path(source_path.split("!/")[0]).parts)
    above = Path(location.split("!/")[0]).parent.parts[1:]
    above = above[: max(0, len(above) - depth + 1)]
    name = source_path
    for folder in reversed(above):
        name = f"{folder}/{name}"
        yield name
    number = 2
    while True:
        yield f"{name}#{number}"
        number += 1
