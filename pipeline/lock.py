"""One run at a time for an output folder."""

from __future__ import annotations

import datetime as dt
import json
import os
import socket
import sys
from pathlib import Path
from types import TracebackType

from pipeline.exit_codes import ExitCode, UserError

LOCK_NAME = ".kommunbeslut.lock"


class OutputLock:
    """Holds ``OUT`` for this process; the operating system lets go of it when the process ends, however it ends.

    Entering raises :class:`UserError` naming who holds it (process, host, since when), or why the folder cannot be written.
    """

    def __init__(self, out: Path) -> None:
        self.path = out / LOCK_NAME
        self._handle: int | None = None

    def __enter__(self) -> OutputLock:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            while self._handle is None:
                self._handle = self._acquire()
        except OSError as error:
            folder = self.path.parent
            message = f"{folder}: cannot be written to ({error.strerror}); check its permissions, or choose another --out"
            raise UserError(message, ExitCode.OUTPUT_UNUSABLE) from error
        holder = {"pid": os.getpid(), "host": socket.gethostname(), "since": dt.datetime.now().astimezone().isoformat(timespec="seconds")}
        os.ftruncate(self._handle, 0)
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, json.dumps(holder).encode())
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._handle is None:
            return
        if sys.platform == "win32":  # an open file cannot be removed there
            os.close(self._handle)
            self.path.unlink(missing_ok=True)
        else:
            self.path.unlink(missing_ok=True)
            os.close(self._handle)
        self._handle = None

    def _acquire(self) -> int | None:
        """The open, locked file; None where another process removed it in between (try again)."""
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock(handle)
        except OSError as error:
            os.close(handle)
            raise UserError(self._held(), ExitCode.OUTPUT_UNUSABLE) from error
        try:
            current = self.path.stat().st_ino == os.fstat(handle).st_ino
        except FileNotFoundError:
            current = False
        if not current:
            os.close(handle)
            return None
        return handle

    def _held(self) -> str:
        try:
            holder = json.loads(self.path.read_text("utf-8"))
            who = f"process {holder['pid']} on {holder['host']} since {holder['since']}"
        except (OSError, ValueError, KeyError, TypeError):
            who = "another process"
        return f"{self.path.parent}: the output is in use by {who}; wait until it has ended, or choose another --out"


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(handle, 1 << 20, os.SEEK_SET)  # beyond the text, which others may read meanwhile
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
