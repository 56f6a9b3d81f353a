"""What a worker process may do: read files, compute, and write into the run's temporary folder; nothing else.

A document is other people's data, and the libraries that read it are large. A worker therefore cannot open a network connection,
start a program, or write outside the temporary folder; its memory and the files it writes are bounded, and it ends with its
driver. Python code is held to this by an audit hook everywhere; on Linux 5.13 or later the kernel (Landlock) holds native code to
it too. Time is bounded by the pool, which ends a worker that takes too long.
"""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import os
import re
import secrets
import shutil
import signal
import socket
import struct
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import util
from pathlib import Path
from typing import Final

from pipeline.exit_codes import ExitCode, UserError
from pipeline.lock import OutputLock

_PREFIX: Final = "kb-"  # short, for the names of sockets may not be long
_OURS: Final = re.compile(r"kb-[0-9a-f]{8}")
_DENIED: Final = frozenset(
    {
        *("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"),
        *("socket.gethostbyaddr", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "pty.spawn"),
    }
)
_HELD: Final = "held"  # a file in the folder of a process, locked for as long as the process lives
_AFTER_SOCKETS: Final = -101
_SOCKET_NAME, _LONGEST_SOCKET = len("/pymp-xxxxxxxx/listener-xxxxxxxx"), 104  # bytes
_SHORT_PLACES: Final = ("/tmp", "/var/tmp", "/dev/shm")  # noqa: S108 - each gets a folder of its own, with a name that cannot be guessed
_folder: str | None = None
_own: Path | None = None
_made: Final[set[Path]] = set()


@dataclass(frozen=True, slots=True)
class Confinement:
    """Bounds of a worker: bytes of memory, bytes written to any one file, the only folder it may write into, and whether it may use
    the network, which it needs only to read from shared storage."""

    memory_bytes: int
    written_bytes: int
    folder: str
    network: bool = False


def writable_folder() -> str:
    """The only folder workers may write into: the run's temporary folder, or the system's where no run is under way."""
    return _folder or tempfile.gettempdir()


@contextlib.contextmanager
def temporary_folder(lock: OutputLock) -> Iterator[Path]:
    """A folder for the temporary files of this process and its workers, removed at the end.

    Its name is kept in the lock's file, so that the next run on the output removes what a killed run left; what a process left that
    was killed when it had let go of its output, any run removes. Raises :class:`UserError` where no folder can be made.
    """
    global _folder
    _remove_left(lock)
    _remove_ownerless()
    before = tempfile.tempdir, _folder
    try:
        folder = _process_folder(lock) / "run"
        folder.mkdir(mode=0o700)
    except OSError as error:
        message = f"no temporary folder can be made ({error.strerror or error}); make room, or name another by TMPDIR"
        raise UserError(message, ExitCode.OUTPUT_UNUSABLE) from error
    tempfile.tempdir = _folder = str(folder)
    try:
        yield folder
    finally:
        tempfile.tempdir, _folder = before
        shutil.rmtree(folder, ignore_errors=True)


def _process_folder(lock: OutputLock) -> Path:
    """The folder of this process, made when first needed and removed at its end; multiprocessing keeps its sockets in it."""
    global _own
    made = _own or _unused(tempfile.gettempdir())
    lock.note(temporary=str(made))  # before it is made: killed at any moment, the next run knows of it
    if _own is None:
        _make(made)
        sockets = made if _holds_sockets(made) else _elsewhere(made)
        before = tempfile.tempdir
        try:
            tempfile.tempdir = str(sockets)
            util.get_temp_dir()
        finally:
            tempfile.tempdir = before
        _own = made
    return made


def _unused(place: str) -> Path:
    return Path(place, _PREFIX + secrets.token_hex(4))


def _make(folder: Path) -> None:
    """Make a folder that is this process's, and is removed with it."""
    folder.mkdir(mode=0o700)
    _made.add(folder)
    _hold(folder)
    util.Finalize(None, _remove, args=[folder], exitpriority=_AFTER_SOCKETS)


def _holds_sockets(folder: Path) -> bool:
    """Is the folder's path short enough for the sockets of the workers? The system bounds theirs (``sun_path`` of unix(7))."""
    return sys.platform == "win32" or len(os.fsencode(folder)) + _SOCKET_NAME < _LONGEST_SOCKET


def _elsewhere(long: Path) -> Path:
    """A folder for the sockets of the workers where the temporary folder's path is too long for them."""
    for folder in map(_unused, _SHORT_PLACES):
        with contextlib.suppress(OSError):
            _make(folder)
            return folder
    message = f"the path of the temporary folder is too long for the workers' sockets: {long.parent}; name a shorter one by TMPDIR"
    raise UserError(message, ExitCode.OUTPUT_UNUSABLE)


def _remove(folder: Path) -> None:
    """Remove the folder of a process, last of all the file that tells whose it is: killed in the midst, another run goes on with it."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if path.name != _HELD:
                shutil.rmtree(path, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


def _hold(folder: Path) -> None:
    """Lock a file in the folder until this process ends, however it ends."""
    if sys.platform != "win32":
        import fcntl

        with contextlib.suppress(OSError):  # a file system without locks
            unheld = folder / f"{_HELD}.new"
            fcntl.flock(os.open(unheld, os.O_RDWR | os.O_CREAT, 0o600), fcntl.LOCK_EX | fcntl.LOCK_NB)
            unheld.rename(folder / _HELD)  # once it is locked, lest another run take the folder for left behind


def _remove_ownerless() -> None:
    """Remove the temporary folders of this user's processes that have died."""
    if sys.platform == "win32":
        return
    import fcntl

    for path in (path for place in {tempfile.gettempdir(), *_SHORT_PLACES} for path in Path(place).glob(f"{_PREFIX}*")):
        with contextlib.suppress(OSError):  # in use, or another user's
            if path in _made or path.is_symlink() or not _OURS.fullmatch(path.name) or path.stat().st_uid != os.getuid():
                continue
            handle = os.open(path / _HELD, os.O_RDWR)  # one without the file has only just been made, or has no locks
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                _remove(path)
            finally:
                os.close(handle)


def _remove_left(lock: OutputLock) -> None:
    """Remove the temporary folder of the run that last held the output, where it was killed on this host."""
    left = lock.left_behind
    if left.get("host") != socket.gethostname() or left.get("pid") == os.getpid():
        return
    path = Path(str(left.get("temporary")))
    with contextlib.suppress(OSError):
        if _OURS.fullmatch(path.name) and not path.is_symlink() and (os.name == "nt" or path.stat().st_uid == os.getuid()):
            _remove(path)


def confine(bounds: Confinement) -> None:
    """Put this process, which must have one thread, under ``bounds`` for good. What the system does not offer is left out."""
    tempfile.tempdir = bounds.folder
    _limit("RLIMIT_DATA", bounds.memory_bytes)  # RLIMIT_AS would count reserved address space, of which numerical libraries take a lot
    _limit("RLIMIT_FSIZE", bounds.written_bytes)
    _limit("RLIMIT_CORE", 0)
    if sys.platform == "linux":
        _restrict(bounds.folder, bounds.network)
    _end_with_driver()
    sys.addaudithook(_refuse_programs if bounds.network else _refuse)


def _limit(name: str, value: int) -> None:
    with contextlib.suppress(ImportError, AttributeError, ValueError, OSError):
        import resource

        kind = getattr(resource, name)
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event in _DENIED:
        raise PermissionError(f"a worker may not do this: {event}")


def _refuse_programs(event: str, arguments: tuple[object, ...]) -> None:
    if event in _DENIED and not event.startswith("socket."):
        raise PermissionError(f"a worker may not do this: {event}")


def _end_with_driver() -> None:
    """End this process when the driver has ended, even in the midst of a document."""
    driver = multiprocessing.parent_process()
    if driver is None:
        return

    def wait() -> None:
        driver.join()
        os._exit(1)

    # The signal comes when the process that forked this one ends, which is the driver or ends with it; it stops native code too.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    threading.Thread(target=wait, daemon=True, name="end with driver").start()


_PR_SET_PDEATHSIG: Final = 1
_PR_SET_NO_NEW_PRIVS: Final = 38
# Landlock's system calls and flags (linux/landlock.h); the numbers are the same on all architectures.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_RULE_PATH_BENEATH: Final = 1
_EXECUTE: Final = 1 << 0
_WRITE_FILE: Final = 1 << 1
_CHANGE_FOLDERS: Final = sum(1 << bit for bit in range(4, 13))  # remove and make files, folders, links, sockets, devices
_REFER: Final = 1 << 13
_TRUNCATE: Final = 1 << 14
_TCP: Final = 0b11
_SCOPES: Final = 0b11  # abstract sockets and signals of other processes


def _restrict(folder: str, network: bool) -> None:
    """Let the kernel refuse writing outside ``folder``, starting programs and, but for ``network``, TCP, as far as it knows how to."""
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), 1)
    if version < 1:
        return
    writing = _WRITE_FILE | _CHANGE_FOLDERS | (_REFER if version >= 2 else 0) | (_TRUNCATE if version >= 3 else 0)
    fields = [writing | _EXECUTE] + ([0 if network else _TCP] if version >= 4 else []) + ([_SCOPES] if version >= 6 else [])
    attributes = struct.pack(f"={len(fields)}Q", *fields)
    ruleset = libc.syscall(_CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), 0)
    if ruleset < 0:
        return
    try:
        _allow(libc, ruleset, folder, writing)
        _allow(libc, ruleset, os.devnull, writing & (_WRITE_FILE | _TRUNCATE))
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        libc.syscall(_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, rights: int) -> None:
    handle = os.open(path, os.O_PATH | os.O_CLOEXEC) if sys.platform == "linux" else -1
    try:
        libc.syscall(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, struct.pack("=Qi", rights, handle), 0)
    finally:
        os.close(handle)
