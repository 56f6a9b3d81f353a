"""Safe access to the XML inside zipped document formats."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from typing import Any, Final

from pipeline.document import ReadError
from pipeline.readers.limits import Limits

# What the libraries that read zipped formats raise on a file that breaks the rules of its format. RuntimeError: nested too deep.
MALFORMED: Final = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, OSError, EOFError, NotImplementedError, RuntimeError),
    *(SyntaxError, ValueError, LookupError, AttributeError, TypeError, AssertionError),
)


def open_package(data: bytes, limits: Limits, kind: str) -> zipfile.ZipFile:
    """The package as an archive. Raises ReadError ``damaged``, ``encrypted`` or ``too_large`` (a compression bomb)."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except MALFORMED as error:
        raise damaged(kind) from error
    members = archive.infolist()
    if any(member.flag_bits & 0x1 for member in members):
        raise ReadError("encrypted", f"the {kind} file is protected by a password; save a copy without password")
    if len(members) > limits.members:
        raise ReadError(
            "too_large", f"the {kind} file holds {len(members):,} parts, more than the {limits.members:,} allowed; save it anew"
        )
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.unpacked_bytes:
        raise ReadError("too_large", f"the {kind} file unpacks to {unpacked:,} bytes; split it, or raise the limit")
    return archive


def parse_xml(content: bytes) -> Any:
    """The root of an XML member; no entity is expanded, nothing is fetched."""
    from lxml import etree  # type: ignore[import-untyped, unused-ignore]

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(content, parser)


def damaged(kind: str) -> ReadError:
    """The failure of a file that is cut off or not what it claims to be."""
    return ReadError("damaged", f"the {kind} file is damaged or cut off; open it in a word processor, save it again, or export it as PDF")
