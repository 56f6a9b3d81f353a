"""One run at a time for an output folder."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from pipeline.exit_codes import ExitCode, UserError

LOCK_NAME = ".kommunbeslut.lock"
# What the systems say of a lock that another process has.
_HELD = {errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}


class OutputLock:
    """Holds ``OUT`` for this process; the operating system lets go of it when the process ends, however it ends.

    Entering raises :class:`UserError` naming who holds it (process, host, since when), or why the folder cannot be written.
    ``left_behind`` is what the last holder noted, if it did not end in order.
    """

    def __init__(self, out: Path) -> None:
        self.path = out / LOCK_NAME
        self.left_behind: dict[str, object] = {}
        self._handle: int | None = None
        self._holder: dict[str, object] = {}

    def __enter__(self) -> OutputLock:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            while self._handle is None:
                self._handle = self._acquire()
            self.left_behind = self._read()
            self._holder = {key: value for key, value in self.left_behind.items() if key == "temporary"}  # until it has been removed
            self.note(pid=os.getpid(), host=socket.gethostname(), since=dt.datetime.now().astimezone().isoformat(timespec="seconds"))
        except OSError as error:
            self._release()
            folder = self.path.parent
            message = f"{folder}: cannot be written to ({error.strerror}); make room or check its permissions, or choose another --out"
            raise UserError(message, ExitCode.OUTPUT_UNUSABLE) from error
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._release()

    def note(self, **facts: object) -> None:
        """Write facts about the holder into the lock's file, for who finds it."""
        self._holder |= facts
        if self._handle is not None:
            # In one call, what was there being overwritten by spaces: killed at any moment, the file says the old or the new.
            told = json.dumps(self._holder).encode().ljust(os.fstat(self._handle).st_size)
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, told)

    def check(self) -> None:
        """Raise :class:`UserError` unless the output is still the folder that was locked: it may have been removed or replaced."""
        if self._handle is None or not self._is_at_its_place(self._handle):
            message = f"{self.path.parent}: was removed or replaced while the run went on; put it back, or run again into a new --out"
            raise UserError(message, ExitCode.OUTPUT_UNUSABLE)

    def _release(self) -> None:
        if self._handle is None:
            return
        removable = self._is_at_its_place(self._handle)  # else the file at the place is another run's
        if sys.platform == "win32":  # an open file cannot be removed there
            os.close(self._handle)
        with suppress(OSError):
            if removable:
                self.path.unlink(missing_ok=True)
        if sys.platform != "win32":
            os.close(self._handle)
        self._handle = None

    def _acquire(self) -> int | None:
        """The open, locked file; None where another process removed it in between (try again)."""
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock(handle)
        except OSError as error:
            os.close(handle)
            if error.errno in _HELD:
                raise UserError(self._held(), ExitCode.OUTPUT_UNUSABLE) from error
            message = f"{self.path.parent}: cannot be locked ({error.strerror}); choose an --out on a disk that has file locks"
            raise UserError(message, ExitCode.OUTPUT_UNUSABLE) from error
        if not self._is_at_its_place(handle):
            os.close(handle)
            return None
        return handle

    def _is_at_its_place(self, handle: int) -> bool:
        """Whether the open file is still the one found at the path."""
        try:
            return os.path.samestat(self.path.stat(), os.fstat(handle))
        except OSError:
            return False

    def _read(self) -> dict[str, object]:
        """What the file says of its holder; nothing where it says nothing sensible."""
        try:
            told = json.loads(self.path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return told if isinstance(told, dict) else {}

    def _held(self) -> str:
        holder = self._read()
        known = all(key in holder for key in ("pid", "host", "since"))
        who = f"process {holder['pid']} on {holder['host']} since {holder['since']}" if known else "another process"
        return f"{self.path.parent}: the output is in use by {who}; wait until it has ended, or choose another --out"


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(handle, 1 << 20, os.SEEK_SET)  # beyond the text, which others may read meanwhile
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
