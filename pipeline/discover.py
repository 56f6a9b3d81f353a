"""Find the documents in files, folders and archives, one after the other and in the same order every time."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import storage
from pipeline.archive import HEAD_BYTES, Archive, ArchiveError, decode_name, looks_like_zip, open_archive, other_archive
from pipeline.config import MIB, InputLimits
from pipeline.document import InputItem
from pipeline.exit_codes import ExitCode, UserError

_HEADS_TOGETHER = 256
_DEFAULT_LIMITS = InputLimits()
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini", "__macosx", "$recycle.bin", "system volume information"})


@dataclass(frozen=True, slots=True)
class FailedInput:
    """Something found that cannot be a document: ``error`` is a code of the table ``failures``, ``message`` has the remedy."""

    source_path: str
    path: str
    error: str
    message: str


@dataclass(frozen=True, slots=True)
class OpenedArchive:
    """An archive whose members follow; ``members`` says how many."""

    source_path: str
    members: int


Found = InputItem | FailedInput | OpenedArchive


def is_system_name(name: str) -> bool:
    """Whether a file or folder of this name is the system's, not the user's: hidden, thumbnails, an open document's lock."""
    return name.startswith((".", "~$")) or name.lower() in _SYSTEM_FILES


def check_inputs(inputs: Sequence[Path | str]) -> list[Path | str]:
    """The inputs in a fixed order, without those that lie in another of them: absolute paths, and addresses on shared storage as
    text.

    Raises :class:`UserError` naming the first that is missing or cannot be opened.
    """
    roots: dict[str, Path | str] = {}
    for given in inputs:
        name = storage.local_path(str(given))
        try:
            real, root = _check_remote(name) if storage.is_remote(name) else _check_local(name)
        except OSError as error:
            remedy = "check the path" if isinstance(error, FileNotFoundError) else "check its permissions"
            raise UserError(f"{given}: cannot be read ({error.strerror}); {remedy}", ExitCode.INPUT_MISSING) from error
        roots.setdefault(real, root)
    outermost = [p for real, p in roots.items() if not any(up in roots for up in _parents(real))]
    return sorted(outermost, key=lambda p: (Path(p).name, str(p)))


def _parents(real: str) -> Iterator[str]:
    """The folders above a path or an address, from the inside out."""
    if not storage.is_remote(real):
        yield from map(str, Path(real).parents)
        return
    scheme, _, rest = real.partition("://")
    while "/" in rest:
        rest = rest.rsplit("/", 1)[0]
        yield f"{scheme}://{rest}"


def _check_local(name: str) -> tuple[str, Path]:
    path = Path(os.path.abspath(name))  # noqa: PTH100 - resolve() would follow links and change names
    if path.is_dir():
        os.scandir(path).close()
    else:
        path.open("rb").close()
    return os.path.realpath(path), path


def _check_remote(address: str) -> tuple[str, str]:
    address = address.rstrip("/")
    storage.is_folder(address)
    return address, address


def count_files(inputs: Sequence[Path | str], exclude: Path | None = None, limits: InputLimits = _DEFAULT_LIMITS) -> int:
    """Number of files to be looked at, archives counted as one; for telling progress. What lies on shared storage is not counted:
    listing it twice would cost more than it tells."""
    real = os.path.realpath(exclude) if exclude else None
    total = 0
    for root in inputs:
        if isinstance(root, str):
            continue
        if not root.is_dir():
            total += 1
            continue
        base = len(root.parts)
        for folder, folders, files in os.walk(root):
            deep = len(Path(folder).parts) - base >= limits.folder_depth
            folders[:] = [] if deep else [f for f in folders if not is_system_name(f) and str(Path(folder, f)) != real]
            total += sum(not is_system_name(f) for f in files)
    return total


def discover(
    inputs: Sequence[Path | str], limits: InputLimits | None = None, exclude: Path | None = None, exclude_address: str | None = None
) -> Iterator[Found]:
    """Everything found in ``inputs`` (as from :func:`check_inputs`), lazily.

    A folder's files are named relative to it, a file given by itself by its name. The folder ``exclude`` (the output) is passed by,
    and so is ``exclude_address`` on shared storage.
    """
    walker = _Walker(limits or InputLimits(), os.path.realpath(exclude) if exclude else None, exclude_address)
    for root in inputs:
        if isinstance(root, str):
            yield from walker.remote(root)
        elif root.is_dir():
            yield from walker.folder(root, os.path.realpath(root), "")
        else:
            yield from walker.file(str(root), readable_name(root.name))


def readable_name(name: str) -> str:
    """A file's name as proper Unicode (NFC), also where the file system holds it in an old code page."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        name = decode_name(os.fsencode(name))
    return unicodedata.normalize("NFC", name)


def _unreadable(what: str, error: OSError) -> str:
    return f"the {what} cannot be read ({error.strerror}); check its permissions"


def _mib(size: int) -> str:
    return f"{size / MIB:.1f} MiB"


class _Walker:
    def __init__(self, limits: InputLimits, exclude: str | None, exclude_address: str | None) -> None:
        self.limits = limits
        self.exclude = exclude
        self.exclude_address = exclude_address.rstrip("/") if exclude_address else None
        self.members_seen = 0  # in the outermost archive at hand, all its inner archives counted in
        self.bytes_seen = 0

    def folder(self, folder: Path, root: str, prefix: str) -> Iterator[Found]:
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda e: e.name)
        except OSError as error:
            yield FailedInput(prefix.rstrip("/"), str(folder), "unreadable", _unreadable("folder", error))
            return
        for entry in entries:
            if is_system_name(entry.name):
                continue
            yield from self._entry(entry, root, prefix + readable_name(entry.name))

    def _entry(self, entry: os.DirEntry[str], root: str, name: str) -> Iterator[Found]:
        if entry.is_symlink():
            target = os.path.realpath(entry.path)
            if target != root and not target.startswith(root.rstrip(os.sep) + os.sep):
                message = "a link that leads out of the input is not followed; put the file there, or give its folder as an input too"
                yield FailedInput(name, entry.path, "outside_input", message)
                return
            if Path(target).is_dir():
                return  # what it leads to is found at its own place
        if entry.is_dir(follow_symlinks=False):
            if name.count("/") >= self.limits.folder_depth:
                message = f"folders lie in folders more than {self.limits.folder_depth} deep; give this folder as an input of its own"
                yield FailedInput(name, entry.path, "unreadable", message)
            elif os.path.realpath(entry.path) != self.exclude:
                yield from self.folder(Path(entry.path), root, name + "/")
        elif entry.is_file() or not Path(entry.path).exists():
            yield from self.file(entry.path, name)
        else:
            yield FailedInput(name, entry.path, "unreadable", "not a regular file (a device, pipe or socket); remove it from the input")

    def file(self, path: str, name: str) -> Iterator[Found]:
        try:
            size = Path(path).stat().st_size
            with Path(path).open("rb") as stream:
                head = stream.read(HEAD_BYTES)
        except OSError as error:
            yield FailedInput(name, path, "unreadable", _unreadable("file", error))
            return
        self.members_seen = self.bytes_seen = 0
        yield from self._content(InputItem(name, path, (), size), head, 0)

    def remote(self, address: str) -> Iterator[Found]:
        """What lies at an address on shared storage, a file or a folder."""
        try:
            if storage.is_folder(address):
                yield from self._remote_folder(address, "")
                return
            status = storage.status(address)
        except OSError as error:
            yield FailedInput(address.rsplit("/", 1)[-1], address, "unreadable", _unreadable("input", error))
            return
        name = address.rsplit("/", 1)[-1]
        yield from self._remote_files([storage.Entry(name, address, False, status)], "")

    def _remote_folder(self, address: str, prefix: str) -> Iterator[Found]:
        try:
            entries = [e for e in storage.list_folder(address) if not is_system_name(e.name)]
        except OSError as error:
            yield FailedInput(prefix.rstrip("/"), address, "unreadable", _unreadable("folder", error))
            return
        for start in range(0, len(entries), _HEADS_TOGETHER):
            yield from self._remote_files(entries[start : start + _HEADS_TOGETHER], prefix)

    def _remote_files(self, entries: Sequence[storage.Entry], prefix: str) -> Iterator[Found]:
        """These entries in order; the beginnings of files are fetched together, for each costs a round trip."""
        addresses = [e.address for e in entries if not e.is_folder and e.status.size]
        heads = dict(zip(addresses, storage.heads(addresses, HEAD_BYTES), strict=True))
        for entry in entries:
            name = prefix + readable_name(entry.name)
            head = heads.get(entry.address, b"")
            if entry.is_folder:
                if entry.address != self.exclude_address:
                    yield from self._remote_folder(entry.address, name + "/")
            elif isinstance(head, OSError):
                yield FailedInput(name, entry.address, "unreadable", _unreadable("file", head))
            else:
                self.members_seen = self.bytes_seen = 0
                yield from self._content(InputItem(name, entry.address, (), entry.status.size, entry.status.stamp), head, 0)

    def _content(self, item: InputItem, head: bytes, depth: int) -> Iterator[Found]:
        """The item itself, what is in it if it is an archive, or why it cannot be read."""
        if looks_like_zip(head, item.source_path):
            try:
                archive = open_archive(item.path, item.members)
            except ArchiveError as error:
                yield FailedInput(item.source_path, item.path, error.code, error.message)
                return
            if not archive.is_document:
                yield from self._members(item, archive, depth + 1)
                return
        elif kind := other_archive(head):
            message = f"archives of the kind {kind} are not opened; unpack it and give the folder, or repack it as ZIP"
            yield FailedInput(item.source_path, item.path, "unsupported_archive", message)
            return
        if item.size_bytes > self.limits.file_bytes:
            message = f"{_mib(item.size_bytes)} is more than the limit of {_mib(self.limits.file_bytes)}; split the document"
            yield FailedInput(item.source_path, item.path, "too_large", message)
            return
        yield item

    def _members(self, outer: InputItem, archive: Archive, depth: int) -> Iterator[Found]:
        members = {n: i for n, i in archive.members.items() if not any(is_system_name(p) for p in n.split("/"))}
        if reason := self._over_limit(archive, depth):
            yield FailedInput(outer.source_path, outer.path, "archive_limits", f"{reason}; unpack it and give the folder, or split it")
            return
        if not members:
            yield FailedInput(outer.source_path, outer.path, "empty", "the archive holds no files; check that it is the right one")
            return
        yield OpenedArchive(outer.source_path, len(members))
        for name, info in members.items():
            item = InputItem(f"{outer.source_path}!/{name}", outer.path, (*outer.members, name), info.file_size, outer.stamp)
            if stat.S_ISLNK(info.external_attr >> 16):
                message = "a link in an archive is not followed; put the file itself there"
                yield FailedInput(item.source_path, item.path, "outside_input", message)
                continue
            if info.file_size > self.limits.file_bytes or self._suspicious(info.file_size, info.compress_size):
                message = f"{_mib(info.file_size)} packed in {_mib(info.compress_size)} is over the limits; unpack it and give the file"
                yield FailedInput(item.source_path, item.path, "archive_limits", message)
                continue
            try:
                head = archive.head(name)
            except ArchiveError as error:
                yield FailedInput(item.source_path, item.path, error.code, error.message)
                continue
            yield from self._content(item, head, depth)

    def _suspicious(self, unpacked: int, packed: int) -> bool:
        return unpacked > self.limits.ratio_floor and unpacked > self.limits.ratio * max(1, packed)

    def _over_limit(self, archive: Archive, depth: int) -> str | None:
        self.members_seen += len(archive.members)
        self.bytes_seen += sum(i.file_size for i in archive.members.values())
        if depth > self.limits.depth:
            return f"archives lie in archives more than {self.limits.depth} deep"
        if self.members_seen > self.limits.archive_members:
            return f"the archive holds {self.members_seen} files, more than the limit of {self.limits.archive_members}"
        if self.bytes_seen > self.limits.archive_bytes:
            return f"the archive unpacks to {_mib(self.bytes_seen)}, more than the limit of {_mib(self.limits.archive_bytes)}"
        return None
