"""ZIP archives as folders: names as their makers meant them, archives in archives, and nothing ever unpacked to disk by name."""

from __future__ import annotations

import hashlib
import struct
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import IO, cast

from pipeline import storage
from pipeline.document import InputItem, ReadError
from pipeline.exit_codes import UserError

HEAD_BYTES = 512
_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OTHER_ARCHIVES = {
    b"7z\xbc\xaf\x27\x1c": "7-Zip",
    b"Rar!\x1a\x07": "RAR",
    b"\x1f\x8b": "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ\x00": "xz",
    b"\x28\xb5\x2f\xfd": "Zstandard",
}
# A ZIP holding one of these is a document (Office Open XML, OpenDocument, EPUB), not an archive.
_DOCUMENT_MARKS = frozenset({"[Content_Types].xml", "mimetype"})
_DOCUMENT_SUFFIXES = frozenset({".docx", ".docm", ".dotx", ".dotm", ".xlsx", ".pptx", ".odt", ".ott", ".ods", ".odp", ".epub"})
_NAME_ENCODINGS = ("cp437", "cp850", "cp1252", "mac_roman")
_EXPECTED_LETTERS = frozenset("åäöÅÄÖéÉüÜ§–—’”´ ")
_UNICODE_PATH = 0x7075
_SPOOL_BYTES = 32 << 20
_FETCHES = 8
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, struct.error, ValueError)


class ArchiveError(ReadError):
    """An archive or a member of it that cannot be opened."""

    def __init__(self, code: str, message: str, stage: str = "discover") -> None:
        super().__init__(code, message, stage)


def looks_like_zip(head: bytes, name: str) -> bool:
    """Whether content that begins with ``head`` is to be opened as a ZIP (a damaged Office document is left to its reader)."""
    return head.startswith(_ZIP_MAGIC) and Path(name).suffix.lower() not in _DOCUMENT_SUFFIXES


def other_archive(head: bytes) -> str | None:
    """Name of the archive format that is not opened here, if ``head`` begins one."""
    if head[257:262] == b"ustar":
        return "tar"
    return next((kind for magic, kind in _OTHER_ARCHIVES.items() if head.startswith(magic)), None)


def decode_name(raw: bytes) -> str:
    """A member's name without a declared encoding: UTF-8 where it is valid, else the code page giving Swedish letters.

    >>> decode_name("kallelse å.txt".encode("cp437")), decode_name("kallelse å.txt".encode("cp1252"))
    ('kallelse å.txt', 'kallelse å.txt')
    """
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        readings = [raw.decode(encoding, errors="replace") for encoding in _NAME_ENCODINGS]
        return max(readings, key=_swedishness)


def _swedishness(name: str) -> int:
    return sum(1 if c in _EXPECTED_LETTERS else -1 for c in name if ord(c) > 126)


def _unicode_path(info: zipfile.ZipInfo, raw: bytes) -> str | None:
    """The UTF-8 name in the member's extra field, if it belongs to the name in the header."""
    extra = info.extra
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        body, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_PATH and len(body) > 5 and struct.unpack("<I", body[1:5])[0] == zlib.crc32(raw):
            return body[5:].decode("utf-8", errors="replace")
    return None


def member_name(info: zipfile.ZipInfo) -> str:
    """The member's name: NFC, ``/`` between folders, and no way out of the archive (``..``, drive or root)."""
    if info.flag_bits & 0x800:
        name = info.orig_filename
    else:
        raw = info.orig_filename.encode("cp437", errors="replace")
        name = _unicode_path(info, raw) or decode_name(raw)
    name = unicodedata.normalize("NFC", name.split("\0")[0]).replace("\\", "/")
    parts = [p for p in name.split("/") if p not in ("", ".", "..")]
    return "/".join("".join(c if c.isprintable() else "_" for c in p) for p in parts)


class Archive:
    """An open ZIP. ``members`` maps names, made unique, to the members that are files, sorted by name."""

    def __init__(self, file: str | IO[bytes]) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
        except _DAMAGE as error:
            raise ArchiveError(
                "damaged_archive", f"the archive cannot be opened ({error}); get it again, or give its unpacked folder"
            ) from error
        self.packed_bytes = sum(i.compress_size for i in self._zip.infolist())
        self.is_document = any(i.filename in _DOCUMENT_MARKS for i in self._zip.infolist())
        found: dict[str, zipfile.ZipInfo] = {}
        for info in self._zip.infolist():
            name = member_name(info)
            if info.is_dir() or info.orig_filename.endswith("\\") or not name:
                continue
            unique, copy = name, 1
            while unique in found:
                copy += 1
                unique = f"{name}#{copy}"
            found[unique] = info
        self.members = dict(sorted(found.items()))

    def head(self, name: str) -> bytes:
        """The member's first bytes."""
        return self._read(name, HEAD_BYTES)

    def read(self, name: str) -> bytes:
        """The member's whole content; :class:`ArchiveError` says why it cannot be had."""
        return self._read(name, -1)

    def spool(self, name: str) -> IO[bytes]:
        """The member's content as a file, in memory while small."""
        copy = tempfile.SpooledTemporaryFile(max_size=_SPOOL_BYTES)  # noqa: SIM115 - handed to the caller
        try:
            with self._zip.open(self.members[name]) as stream:
                while chunk := stream.read(1 << 20):
                    copy.write(chunk)
        except (*_DAMAGE, RuntimeError, NotImplementedError) as error:
            copy.close()
            raise self._error(name, error) from error
        copy.seek(0)
        return cast(IO[bytes], copy)

    def _read(self, name: str, count: int) -> bytes:
        try:
            with self._zip.open(self.members[name]) as stream:
                return stream.read(count)
        except KeyError as error:
            raise ArchiveError("unreadable", "the member is no longer in the archive; run again", "read") from error
        except (*_DAMAGE, RuntimeError, NotImplementedError) as error:
            raise self._error(name, error) from error

    def _error(self, name: str, error: Exception) -> ArchiveError:
        if self.members[name].flag_bits & 0x1:
            return ArchiveError("encrypted", "the member is protected by a password; unpack the archive with it and give the folder")
        if isinstance(error, NotImplementedError):
            return ArchiveError("unsupported_archive", f"the member is packed in an unknown way ({error}); repack it as an ordinary ZIP")
        return ArchiveError("damaged_archive", f"the member is damaged ({error}); get the archive again")


@lru_cache(maxsize=8)
def _open(path: str, stamp: int, size: int, inner: tuple[str, ...]) -> Archive:
    """Archives stay open while their members are read one after the other, so that an inner archive is unpacked once."""
    if not inner:
        return Archive(storage.open_binary(path) if storage.is_remote(path) else path)
    return Archive(_open(path, stamp, size, inner[:-1]).spool(inner[-1]))


def open_archive(path: str, inner: tuple[str, ...] = ()) -> Archive:
    """The archive at ``path``, or the one nested in it by the names ``inner``; :class:`ArchiveError` if it cannot be opened."""
    try:
        status = storage.status(path)
        return _open(path, status.stamp, status.size, inner)
    except OSError as error:
        raise ArchiveError("unreadable", f"the archive cannot be read ({error.strerror}); check its permissions") from error


def close_archives() -> None:
    """Let go of the archives kept open."""
    _open.cache_clear()


def read_item(item: InputItem) -> bytes:
    """The whole content of an input, from disk, shared storage or out of its archives; :class:`ReadError` says why it cannot be had."""
    try:
        if item.members:
            return open_archive(item.path, item.members[:-1]).read(item.members[-1])
        return storage.read_bytes(item.path)
    except UserError as error:  # a worker without the driver of this storage
        raise ReadError("unreadable", error.message) from error
    except OSError as error:
        raise _unreadable(error) from error


def content_hash(item: InputItem) -> str:
    """SHA-256 of an input's content, in hexadecimal digits; :class:`ReadError` says why it cannot be had."""
    if item.members:
        return hashlib.sha256(read_item(item)).hexdigest()
    try:
        return storage.content_hash(item.path)
    except OSError as error:
        raise _unreadable(error) from error


def content_hashes(items: Sequence[InputItem]) -> list[str | ReadError]:
    """The hash of each input, or why it cannot be had; several at a time from shared storage, where most of the time is waiting."""
    if len(items) > 1 and all(storage.is_remote(i.path) and not i.members for i in items):
        with ThreadPoolExecutor(_FETCHES) as threads:
            return list(threads.map(_hash_or_error, items))
    return [_hash_or_error(item) for item in items]


def _hash_or_error(item: InputItem) -> str | ReadError:
    try:
        return content_hash(item)
    except ReadError as error:
        return error


def _unreadable(error: OSError) -> ReadError:
    return ReadError("unreadable", f"the file cannot be read ({error.strerror}); check its permissions")
