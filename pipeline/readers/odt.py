"""OpenDocument text (.odt): paragraphs, lists and tables."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from pipeline.document import Page, ReadDocument, ReadError
from pipeline.readers.archive_guard import MALFORMED, damaged, open_package, parse_xml
from pipeline.readers.detect import ODT
from pipeline.readers.limits import Limits
from pipeline.readers.textform import CELL_GAP, finish, table_text

_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO: Final = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_DRAW: Final = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SKIPPED: Final = {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}note", f"{_TEXT}sequence-decls"}
_MOST_SPACES: Final = 200


def read_odt(data: bytes, limits: Limits) -> ReadDocument:
    """Pages of an OpenDocument text, parted at explicit page breaks. Raises ReadError ``damaged``, ``encrypted``, ``too_large``."""
    with open_package(data, limits, "OpenDocument") as archive:
        if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise ReadError("encrypted", "the OpenDocument file is protected by a password; save a copy without password")
        try:
            text = _text(archive)
        except MALFORMED as error:
            raise damaged("OpenDocument") from error
    pages = [page for page in map(finish, text.split("\f")) if page] or [""]
    return ReadDocument(ODT, [Page(i, page, "text") for i, page in enumerate(pages, start=1)])


def _text(archive: zipfile.ZipFile) -> str:
    """Header, body and footer; form feeds part the pages. Raises ValueError where there is no body."""
    content = parse_xml(archive.read("content.xml"))
    styles = parse_xml(archive.read("styles.xml")) if "styles.xml" in archive.namelist() else None
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise ValueError("no text body")
    writer = _Writer(content, styles)
    header, footer = ("", "") if styles is None else (_margin(styles, name, writer) for name in ("header", "footer"))
    text = "\n".join(writer.blocks(body, 0))
    return "\n\n".join(part for part in (header, text, footer) if part.strip())


def _margin(styles: Any, name: str, writer: _Writer) -> str:
    texts = ["\n".join(line for line in writer.blocks(e, 0) if line) for e in styles.iter(f"{_STYLE}{name}")]
    return "\n".join(dict.fromkeys(t for t in texts if t.strip()))


class _Writer:
    """Writes blocks as lines; knows which paragraph styles begin a page and which lists are numbered."""

    def __init__(self, content: Any, styles: Any | None) -> None:
        roots = [content] if styles is None else [content, styles]
        self.page_breaks = {
            style.get(f"{_STYLE}name")
            for root in roots
            for style in root.iter(f"{_STYLE}style")
            if any(p.get(f"{_FO}break-before") == "page" for p in style.iter(f"{_STYLE}paragraph-properties"))
        }
        self.numbered = {
            (style.get(f"{_STYLE}name"), int(level.get(f"{_TEXT}level", "1")))
            for root in roots
            for style in root.iter(f"{_TEXT}list-style")
            for level in style.iter(f"{_TEXT}list-level-style-number")
        }

    def blocks(self, parent: Any, depth: int) -> Iterator[str]:
        """The lines of what is inside ``parent``."""
        for child in parent.iterchildren():
            if child.tag in {f"{_TEXT}p", f"{_TEXT}h"}:
                yield from self.paragraph(child)
            elif child.tag == f"{_TEXT}list":
                yield from self.list(child, depth, child.get(f"{_TEXT}style-name"))
                if depth == 0:
                    yield ""
            elif child.tag == f"{_TABLE}table":
                yield from ("", self.table(child), "")
            elif child.tag not in _SKIPPED and isinstance(child.tag, str):
                yield from self.blocks(child, depth)

    def paragraph(self, element: Any) -> Iterator[str]:
        """A paragraph or heading with an empty line after it."""
        if element.get(f"{_TEXT}style-name") in self.page_breaks:
            yield "\f"
        heading = element.tag == f"{_TEXT}h"
        text = "".join(_inline(element))
        if heading:
            yield ""
        yield text
        if text.strip():
            yield ""
        for box in element.iter(f"{_DRAW}text-box"):
            yield from self.blocks(box, 0)

    def list(self, element: Any, depth: int, style: str | None) -> Iterator[str]:
        """A list; inner lists are indented."""
        numbered = (style, depth + 1) in self.numbered
        number = 0
        for item in element.iterchildren(f"{_TEXT}list-item", f"{_TEXT}list-header"):
            number += item.tag == f"{_TEXT}list-item"
            marker = f"{number}. " if numbered else "• "
            for child in item.iterchildren():
                if child.tag == f"{_TEXT}list":
                    yield from self.list(child, depth + 1, child.get(f"{_TEXT}style-name") or style)
                elif child.tag in {f"{_TEXT}p", f"{_TEXT}h"}:
                    yield "  " * depth + marker + "".join(_inline(child)).strip()
                    marker = "   "

    def table(self, element: Any) -> str:
        """A table, its rows as lines."""
        rows = []
        for row in element.iter(f"{_TABLE}table-row"):
            if next(row.iterancestors(f"{_TABLE}table")) is element:
                cells = row.iterchildren(f"{_TABLE}table-cell")
                rows.append([re.sub(r"\n\n+", "\n", "\n".join(self.blocks(cell, 0))).strip("\n\f") for cell in cells])
        return table_text(rows)


def _inline(element: Any) -> Iterator[str]:
    """The text of a paragraph as shown."""
    yield re.sub(r"[ \t\r\n]+", " ", element.text or "")
    for child in element.iterchildren():
        if child.tag == f"{_TEXT}s":
            yield " " * min(int(child.get(f"{_TEXT}c", "1")), _MOST_SPACES)
        elif child.tag == f"{_TEXT}tab":
            yield CELL_GAP
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag == f"{_DRAW}text-box" or child.tag in _SKIPPED:
            pass
        elif isinstance(child.tag, str):
            yield from _inline(child)
        yield re.sub(r"[ \t\r\n]+", " ", child.tail or "")
