"""The journal of judgements, ``OUT/reviews.jsonl``: one JSON object a line, only ever added to.

Writers take turns by a file lock, and a line is on the disk before its judgement counts. A line that a crash cut short is set
aside in ``OUT/reviews.torn`` and reported. Lines that cannot be understood are passed over, kept and reported.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Final

from pipeline.exit_codes import ExitCode, UserError

Row = dict[str, Any]
JOURNAL_NAME: Final = "reviews.jsonl"
TORN_NAME: Final = "reviews.torn"
LOCK_NAME: Final = ".reviews.lock"
VERDICTS: Final = ("accept", "correct", "reject", "add", "undo")
_LOCK_SECONDS: Final = 30.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the journal.

    ``id`` counts entries from 1. ``before`` is the row that was judged, as it was published (of an added row: as it was added);
    ``values`` are those given in place of its own, ``after_key`` says by which key the row that comes of them is found again.
    ``blind`` tells whether the reviewer judged without sight of another's verdict, ``order`` how the row was drawn. ``undoes``
    is the entry taken back, ``resolves`` the judgements that a dispute was resolved with sight of. ``time`` is UTC, ISO 8601.
    """

    id: int
    row: str
    table: str
    document_id: str
    reviewer: str
    time: str
    verdict: str
    values: Row = field(default_factory=dict)
    before: Row = field(default_factory=dict)
    after_key: str | None = None
    note: str = ""
    blind: bool = True
    order: str = ""
    undoes: int | None = None
    resolves: tuple[int, ...] = ()

    def line(self) -> bytes:
        """The entry as it stands in the journal, its line break included."""
        return json.dumps(asdict(self), ensure_ascii=False, default=str).encode() + b"\n"


class JournalError(ValueError):
    """A line that is no entry."""


def parse_line(line: bytes) -> Entry:
    """The entry of a line; raises :class:`JournalError`."""
    try:
        told = json.loads(line)
        known = {f.name for f in fields(Entry)}
        entry = Entry(**{k: v for k, v in told.items() if k in known} | {"resolves": tuple(told.get("resolves", ()))})
    except (ValueError, TypeError, AttributeError) as error:
        raise JournalError(str(error)) from error
    texts = (entry.row, entry.table, entry.document_id, entry.reviewer, entry.time)
    if type(entry.id) is not int or entry.verdict not in VERDICTS or not all(isinstance(t, str) for t in texts):
        raise JournalError("no judgement")
    numbers = (*entry.resolves, *((entry.undoes,) if entry.undoes is not None else ()))
    if not (isinstance(entry.values, dict) and isinstance(entry.before, dict) and all(type(n) is int for n in numbers)):
        raise JournalError("no judgement")
    return entry


class Journal:
    """The journal of an output folder, followed as others write to it.

    Call :meth:`refresh` to take in what is new. ``reports`` are sentences on what was set aside or passed over.
    """

    def __init__(self, out: Path) -> None:
        self.path = out / JOURNAL_NAME
        self.entries: list[Entry] = []
        self.reports: list[str] = []
        self._offset = 0
        self._lines = 0
        self._lock_path = out / LOCK_NAME

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the journal: nobody else writes, everything written is in ``entries``, and the file ends with a whole line.

        Raises :class:`UserError` where the folder cannot be written or another holds it too long.
        """
        import filelock

        try:
            with filelock.FileLock(self._lock_path, timeout=_LOCK_SECONDS):
                self.refresh()
                self._mend()
                yield
        except filelock.Timeout as error:
            message = f"{self._lock_path}: another review has held the journal for {_LOCK_SECONDS:.0f} s; end it and try again"
            raise UserError(message, ExitCode.OUTPUT_UNUSABLE) from error
        except OSError as error:
            message = f"{self.path.parent}: cannot be written to ({error.strerror}); check its permissions and the room on the disk"
            raise UserError(message, ExitCode.OUTPUT_UNUSABLE) from error

    @property
    def next_id(self) -> int:
        """The number of the next entry; call while the journal is held."""
        return max((e.id for e in self.entries[-1:]), default=0) + 1

    def append(self, entry: Entry) -> None:
        """Write an entry and wait until it is on the disk; call while the journal is held."""
        line = entry.line()
        is_new = not self.path.exists()
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
        try:
            if os.write(handle, line) != len(line):
                raise OSError(28, "no room left on the disk")
            os.fsync(handle)
        finally:
            os.close(handle)
        if is_new:
            sync_folder(self.path.parent)
        self.refresh()

    def refresh(self) -> list[Entry]:
        """Take in the whole lines that were added since; gives their entries."""
        try:
            with self.path.open("rb") as file:
                size = os.fstat(file.fileno()).st_size
                if size < self._offset:
                    self.reports.append(f"{self.path.name} became shorter while it was followed; it was read anew")
                    self.entries, self._offset, self._lines = [], 0, 0
                file.seek(self._offset)
                data = file.read(size - self._offset)
        except FileNotFoundError:
            return []
        whole = data[: data.rfind(b"\n") + 1]
        self._offset += len(whole)
        new = [e for line in whole.splitlines() if (e := self._entry(line)) is not None]
        self.entries += new
        return new

    def _entry(self, line: bytes) -> Entry | None:
        self._lines += 1
        if not line.strip():
            return None
        try:
            entry = parse_line(line)
        except JournalError:
            self.reports.append(f"{self.path.name}, line {self._lines}: is no judgement; it was passed over and kept")
            return None
        if self.entries and entry.id <= self.entries[-1].id:
            self.reports.append(f"{self.path.name}, line {self._lines}: repeats the number {entry.id}; it was passed over and kept")
            return None
        return entry

    def _mend(self) -> None:
        """After a crash: finish a last line that lacks its line break only, set aside one that was cut short."""
        if not self.path.exists() or self.path.stat().st_size == self._offset:
            return
        with self.path.open("rb+") as file:
            file.seek(self._offset)
            torn = file.read()
            try:
                parse_line(torn)
                file.write(b"\n")
            except JournalError:
                with self.path.with_name(TORN_NAME).open("ab") as aside:
                    aside.write(torn + b"\n")
                    aside.flush()
                    os.fsync(aside.fileno())
                file.truncate(self._offset)
                self.reports.append(f"{self.path.name}: its last line was cut short by a crash; it was set aside in {TORN_NAME}")
            file.flush()
            os.fsync(file.fileno())
        self.refresh()


def sync_folder(folder: Path) -> None:
    """Make sure that new names in a folder are on the disk (nothing to do on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
