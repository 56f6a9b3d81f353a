"""Readers: a file's bytes in, its pages of text out. One module a format."""

from __future__ import annotations

from typing import Literal

from pipeline.document import ReadDocument, ReadError
from pipeline.readers import detect as formats
from pipeline.readers.detect import detect
from pipeline.readers.limits import DEFAULT_LIMITS, Limits

OcrMode = Literal["auto", "off", "always"]

_ARCHIVES = {
    *("application/zip", "application/gzip", "application/x-tar", "application/x-7z-compressed", "application/x-rar-compressed"),
    *("application/vnd.rar", "application/x-bzip2", "application/x-xz", "application/zstd"),
}
_REMEDIES = {
    formats.DOC: "an old Word file (.doc); convert it to .docx or PDF (soffice --headless --convert-to docx FILE)",
    formats.OLE: "an old Office file; convert it to .docx or PDF",
    formats.XLSX: "a spreadsheet; export it as PDF",
    formats.PPTX: "a presentation; export it as PDF",
    formats.XML: "an XML file that is no document; export the document as PDF, .docx or HTML",
    formats.JSON: "data (JSON), not a document; leave it out of the input",
    formats.UNKNOWN: "of no known document format; convert it to PDF, .docx or plain text",
}


def read(data: bytes, name: str, *, ocr: OcrMode = "auto", limits: Limits = DEFAULT_LIMITS) -> ReadDocument:
    """Read a document of any supported format.

    ``data`` is the whole file, ``name`` its file name (its ending tells Markdown from plain text, nothing else). ``ocr`` says
    whether pages without usable text are recognised from their image: ``auto`` where needed, ``always`` for every page of a
    PDF, ``off`` never. Raises ReadError with one of the codes ``empty``, ``unsupported_format``, ``encrypted``, ``damaged``,
    ``too_large``, ``no_text``, ``archive``.
    """
    if not data.strip(b"\x00 \t\r\n\f"):
        raise ReadError("empty", "the file is empty; fetch or save it again")
    if len(data) > limits.bytes:
        raise ReadError("too_large", f"the file has {len(data):,} bytes, more than the {limits.bytes:,} allowed; split it")
    document = _dispatch(data, detect(data, name), ocr, limits)
    characters = sum(len(page.text) for page in document.pages)
    if characters > limits.characters:
        raise ReadError("too_large", f"the document has {characters:,} characters, more than the {limits.characters:,} allowed; split it")
    if not characters:
        raise ReadError("no_text", _no_text(document, ocr))
    return document


def _dispatch(data: bytes, media_type: str, ocr: OcrMode, limits: Limits) -> ReadDocument:
    if media_type == formats.PDF:
        from pipeline.readers.pdf import read_pdf

        return read_pdf(data, ocr, limits)
    if media_type in {formats.TEXT, formats.MARKDOWN}:
        from pipeline.readers.text import read_text

        return read_text(data, media_type)
    if media_type == formats.DOCX:
        from pipeline.readers.docx import read_docx

        return read_docx(data, limits)
    if media_type == formats.HTML:
        from pipeline.readers.html import read_html

        return read_html(data)
    if media_type == formats.ODT:
        from pipeline.readers.odt import read_odt

        return read_odt(data, limits)
    if media_type == formats.RTF:
        from pipeline.readers.rtf import read_rtf

        return read_rtf(data)
    if media_type.startswith("image/") and media_type != "image/svg+xml":
        from pipeline.readers.image import read_image

        return read_image(data, media_type, ocr, limits)
    raise _unsupported(media_type)


def _unsupported(media_type: str) -> ReadError:
    if media_type in _ARCHIVES:
        return ReadError("archive", "the file is an archive; unpack it, or name it as an input so that its members are read")
    if media_type == formats.ENCRYPTED_OFFICE:
        return ReadError("encrypted", "the Office file is protected by a password; save a copy without password")
    what = _REMEDIES.get(media_type, f"of the type {media_type}, which is not read; convert it to PDF, .docx or plain text")
    return ReadError("unsupported_format", f"the file is {what}")


def _no_text(document: ReadDocument, ocr: OcrMode) -> str:
    if ocr == "off" and document.media_type == formats.PDF:
        return "the PDF has no text of its own; allow text recognition (--ocr auto)"
    return "no text was found in the document; check that it is not blank, or scan it again with better quality"


__all__ = ["Limits", "OcrMode", "ReadDocument", "ReadError", "detect", "read"]
