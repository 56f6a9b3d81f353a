"""Find a file's format from its content; the name only tells formats apart that look the same inside."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import PurePosixPath
from typing import Final

from pipeline.readers.archive_guard import MALFORMED

TEXT: Final = "text/plain"
MARKDOWN: Final = "text/markdown"
HTML: Final = "text/html"
XML: Final = "application/xml"
PDF: Final = "application/pdf"
RTF: Final = "application/rtf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT: Final = "application/vnd.oasis.opendocument.text"
OLE: Final = "application/x-ole-storage"
DOC: Final = "application/msword"
ENCRYPTED_OFFICE: Final = "application/x-encrypted-office"
ZIP: Final = "application/zip"
JSON: Final = "application/json"
UNKNOWN: Final = "application/octet-stream"

_OLE_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML_START: Final = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_MARKDOWN_NAMES: Final = {".md", ".markdown", ".mkd"}
_HTML_NAMES: Final = {".html", ".htm", ".xhtml"}


def detect(data: bytes, name: str = "") -> str:
    """The media type of ``data``. ``name`` is consulted for its ending only, where the content is text."""
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(_OLE_MAGIC):
        return _ole(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return RTF
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x00\x00\xfe\xff")):
        return _text(data, name)
    known = _by_signature(data)
    return known or _text(data, name)


def _by_signature(data: bytes) -> str | None:
    import filetype

    kind = filetype.guess(data[:8192])
    return str(kind.mime) if kind is not None else None


def _ole(data: bytes) -> str:
    """Old Word, encrypted Office or another compound file, by the names of the streams inside (stored as UTF-16)."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return ENCRYPTED_OFFICE
    return DOC if "WordDocument".encode("utf-16-le") in data else OLE


def _zipped(data: bytes) -> str:
    """Word, OpenDocument and their kin are ZIP archives with known members."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                inner = archive.read("mimetype").decode("ascii", "replace").strip()
                return ODT if inner == ODT + "-template" else inner or ZIP
    except MALFORMED:
        return _damaged_zip(data)
    for member, kind in (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX), ("ppt/presentation.xml", PPTX)):
        if member in names:
            return kind
    return DOCX if "[Content_Types].xml" in names and any(n.startswith("word/") for n in names) else ZIP


def _damaged_zip(data: bytes) -> str:
    """A truncated archive has lost its directory; the first members' names still tell what it was."""
    head = data[:20_000]
    return DOCX if b"word/" in head and b"[Content_Types].xml" in head else ZIP


def _text(data: bytes, name: str) -> str:
    ending = PurePosixPath(name.lower()).suffix
    head = data[:4096].replace(b"\x00", b"")
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if _HTML_START.search(start[:2048]) and start.startswith(b"<"):
        return HTML
    if start.startswith(b"<?xml"):
        return XML
    if start.startswith((b"{", b"[")) and _is_json(data):
        return JSON
    if ending in _HTML_NAMES and start.startswith(b"<"):
        return HTML
    if _is_binary(data):
        return UNKNOWN
    return MARKDOWN if ending in _MARKDOWN_NAMES else TEXT


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


def _is_binary(data: bytes) -> bool:
    """Control characters that no text encoding uses often; UTF-16 and UTF-32 have regular NULs and are let through."""
    from pipeline.readers.text import wide_encoding

    sample = data[:65_536]
    if not sample or wide_encoding(sample) is not None:
        return False
    control = sum(sample.count(bytes([c])) for c in (*range(9), *range(14, 27), *range(28, 32)))
    return control > 0.005 * len(sample) + 1
