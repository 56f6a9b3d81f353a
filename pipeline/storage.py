"""Files wherever they lie: on disk by their path, or on shared storage by their address (``s3://bucket/folder/file``) with fsspec.

Whatever goes wrong with shared storage is an :class:`OSError` with ``strerror``, as on disk. Credentials and endpoints come from
the storage driver's own configuration: its environment variables and files.
"""

from __future__ import annotations

import errno
import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from pipeline.exit_codes import ExitCode, UserError

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_CHUNK_BYTES = 1 << 20
# What a driver calls the mark of an object's content; the first that is there is taken.
_MARKS = ("ETag", "etag", "md5Hash", "generation", "content_md5", "LastModified", "last_modified", "mtime", "modified", "created")


@dataclass(frozen=True, slots=True)
class Status:
    """Size in bytes, and a number that changes with the content: nanoseconds of the last change on disk, a digest of the entity
    tag on shared storage."""

    size: int
    stamp: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A file or folder in a folder on shared storage; ``address`` names it in full."""

    name: str
    address: str
    is_folder: bool
    status: Status


def is_remote(path: str) -> bool:
    """Whether ``path`` is an address on shared storage.

    >>> is_remote("s3://dump/2024"), is_remote("/dump/2024"), is_remote("C:/dump")
    (True, False, False)
    """
    return bool(_ADDRESS.match(path))


def local_path(path: str) -> str:
    """The path of a ``file://`` address; everything else as it is."""
    return path[len("file://") :] if path.lower().startswith("file://") else path


def file_system(address: str) -> Any:
    """The fsspec file system of an address. Raises :class:`UserError` where what it needs is not installed."""
    scheme = address.split("://", 1)[0]
    try:
        import fsspec
    except ImportError as error:
        message = f"{address}: shared storage needs the extra `cluster`; install it with: pip install 'kommunbeslut[cluster]'"
        raise UserError(message, ExitCode.BAD_ARGUMENTS) from error
    try:
        return fsspec.filesystem(scheme, use_listings_cache=False)
    except ImportError as error:
        message = f"{address}: {error}; install it with pip, on the workers of a cluster too"
        raise UserError(message, ExitCode.BAD_ARGUMENTS) from error
    except ValueError as error:
        raise UserError(f"{address}: no such kind of storage ({error}); check the address", ExitCode.BAD_ARGUMENTS) from error


@contextmanager
def as_os_errors() -> Iterator[None]:
    """Turn a storage driver's own kinds of errors into OSError."""
    try:
        yield
    except (UserError, MemoryError):
        raise
    except OSError as error:
        if error.strerror:
            raise
        raise type(error)(error.errno or errno.EIO, _first_line(error)) from error
    except Exception as error:
        raise OSError(errno.EIO, _first_line(error)) from error


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def status(path: str) -> Status:
    """Size and stamp of a file."""
    if not is_remote(path):
        found = Path(path).stat()
        return Status(found.st_size, found.st_mtime_ns)
    with as_os_errors():
        return _status(file_system(path).info(path))


def _status(info: dict[str, Any]) -> Status:
    mark = next((str(info[k]) for k in _MARKS if info.get(k) is not None), "")
    return Status(int(info.get("size") or 0), int.from_bytes(hashlib.sha256(mark.encode()).digest()[:7], "big"))


def is_folder(path: str) -> bool:
    """Whether a folder, not a file, lies at an address; :class:`FileNotFoundError` where nothing does."""
    with as_os_errors():
        return bool(file_system(path).info(path)["type"] == "directory")


def exists(path: str) -> bool:
    """Whether there is a file or folder. Storage that cannot be asked is taken to hold it still."""
    if not is_remote(path):
        return Path(path).exists()
    try:
        with as_os_errors():
            return bool(file_system(path).exists(path))
    except OSError:
        return True


def open_binary(path: str) -> IO[bytes]:
    """The file, open for reading at any place."""
    if not is_remote(path):
        return Path(path).open("rb")
    with as_os_errors():
        # Drivers read ahead by 5 to 50 MB, far more than a member of an archive needs.
        return cast(IO[bytes], file_system(path).open(path, "rb", block_size=_CHUNK_BYTES))


def read_bytes(path: str) -> bytes:
    """The whole content."""
    if not is_remote(path):
        return Path(path).read_bytes()
    with as_os_errors():
        return cast(bytes, file_system(path).cat_file(path))


def heads(addresses: Sequence[str], count: int) -> list[bytes | OSError]:
    """The first ``count`` bytes of files on shared storage that are not empty, fetched together; or why one cannot be read."""
    if not addresses:
        return []
    paths = list(addresses)
    try:
        with as_os_errors():
            found = file_system(paths[0]).cat_ranges(paths, [0] * len(paths), [count] * len(paths), on_error="return")
    except OSError as error:
        return [error] * len(paths)
    return [part if isinstance(part, bytes) else _as_os_error(part) for part in found]


def _as_os_error(error: Exception) -> OSError:
    try:
        with as_os_errors():
            raise error
    except OSError as told:
        return told


def list_folder(address: str) -> list[Entry]:
    """What lies in a folder on shared storage, sorted by name."""
    with as_os_errors():
        system = file_system(address)
        itself = system._strip_protocol(address).rstrip("/")
        entries = []
        for info in system.ls(address, detail=True):
            path = info["name"].rstrip("/")
            if path != itself:  # some programs leave an empty object in a folder's place
                is_dir = info["type"] == "directory"
                entries.append(Entry(path.rsplit("/", 1)[-1], system.unstrip_protocol(path), is_dir, _status(info)))
    return sorted(entries, key=lambda e: (e.name, e.is_folder))


def content_hash(path: str) -> str:
    """SHA-256 of a file's content, in hexadecimal digits."""
    digest = hashlib.sha256()
    with io.BytesIO(read_bytes(path)) if is_remote(path) else Path(path).open("rb") as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()
