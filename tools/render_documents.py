#!/usr/bin/env python3
"""Render plain-text documents as born-digital PDF, Word or noisy scans, to measure what a format costs.

    python tools/render_documents.py SOURCE OUT --format pdf|docx|scan|flowing-pdf|flowing-docx|flowing-scan

Every ``.txt`` in SOURCE becomes a file of the same stem in OUT. Text is set in a fixed-width font so that its columns stay;
lines wider than the page are wrapped, and words with letters that the font lacks are set in an embedded one, as wide. The
``flowing`` formats are as word processors write: proportional letters, paragraphs broken anew, cells parted by tabs
(``flowing_text.py``). Scans are 200 dots per inch, skewed by up to 1.5 degrees, softened and noisy, with a fixed seed a
document. Needs the ``dev`` extra.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import textwrap
import unicodedata
import zlib
from itertools import groupby
from pathlib import Path

import flowing_text
import pypdfium2 as pdfium
from docx import Document
from docx.shared import Pt
from drawn_letters import draw_word, in_standard_fonts
from make_samples import scanned
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from sample_pdf import A4

SIZE, LEADING, MARGIN, COLUMNS = 9.0, 11.5, 42.0, 95
DPI = 200
CELL = 0.6 * SIZE
FORMATS = ("pdf", "docx", "scan", "flowing-pdf", "flowing-docx", "flowing-scan")


def pages_of(text: str) -> list[list[str]]:
    """The lines of each page: form feeds end a page, long lines are wrapped, overlong pages are cut."""
    height = int((A4[1] - 2 * MARGIN) / LEADING)
    pages: list[list[str]] = []
    for page in text.expandtabs(8).replace("\u00ad", "").split("\f"):
        lines = [piece for line in page.split("\n") for piece in (_wrapped(line) or [""])]
        while len(lines) > 1 and not lines[-1].strip():
            lines.pop()
        pages += [lines[i : i + height] for i in range(0, len(lines), height)]
    return pages


def _wrapped(line: str) -> list[str]:
    """The line in pieces that a page holds. What stands far to the right and would end beyond the margin moves to the left instead."""
    if len(line) <= COLUMNS:
        return [line]
    words = line.strip()
    room = COLUMNS - (len(line) - len(line.lstrip()))
    if len(words) <= COLUMNS // 2:
        return [words.rjust(COLUMNS)]
    indent = " " * (COLUMNS - max(room, COLUMNS // 2))
    return textwrap.wrap(words, COLUMNS, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def _draw_line(canvas: Canvas, line: str, x: float, y: float) -> None:
    """A line in cells of equal width; a word that Courier cannot write is as wide as its cells in the embedded font."""
    words = re.split(r"(\S+)", unicodedata.normalize("NFC", line))
    for plain, run in groupby(words, in_standard_fonts):
        text = "".join(run)
        if plain:
            canvas.setFont("Courier", SIZE)
            canvas.drawString(x, y, text.encode("cp1252", "replace").decode("cp1252"))
        else:
            draw_word(canvas, text, x, y, SIZE, len(text) * CELL)
        x += len(text) * CELL


def make_pdf(text: str) -> bytes:
    """A born-digital PDF, one word or run of spaces after another as word processors draw them."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for lines in pages_of(text):
        canvas.setFont("Courier", SIZE)
        for i, line in enumerate(lines):
            _draw_line(canvas, line.replace("\uf0b7", "\u2022"), MARGIN, A4[1] - MARGIN - (i + 1) * LEADING)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def make_scan(pdf: bytes, seed: int) -> bytes:
    """A PDF of skewed, noisy images of the pages of another."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for number, page in enumerate(pdfium.PdfDocument(pdf)):
        image = page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
        angle = ((seed + 7 * number) % 31 - 15) / 10
        jpeg = io.BytesIO()
        scanned(image, angle, 0, seed + number).save(jpeg, "JPEG", quality=60)
        canvas.drawImage(ImageReader(jpeg), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def make_docx(text: str) -> bytes:
    """A Word file: a paragraph a line in a fixed-width font, page breaks where the text has form feeds."""
    document = Document()
    document.styles["Normal"].font.name = "Courier New"
    document.styles["Normal"].font.size = Pt(SIZE)
    for number, page in enumerate(text.split("\f")):
        if number:
            document.add_page_break()
        for line in page.split("\n"):
            document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def render(text: str, form: str, name: str) -> bytes:
    """The document as a file of one of ``FORMATS``; a scan's noise follows from its name."""
    pdf, docx = (flowing_text.make_pdf, flowing_text.make_docx) if form.startswith("flowing-") else (make_pdf, make_docx)
    if form.endswith("docx"):
        return docx(text)
    return make_scan(pdf(text), zlib.crc32(name.encode()) % 1000) if form.endswith("scan") else pdf(text)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Render plain-text documents as PDF, Word or scans.")
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--format", choices=FORMATS, required=True)
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    for path in sorted(options.source.rglob("*.txt")):
        suffix = ".docx" if options.format.endswith("docx") else ".pdf"
        (options.out / f"{path.stem}{suffix}").write_bytes(render(path.read_text("utf-8"), options.format, path.stem))
    return 0


if __name__ == "__main__":
    sys.exit(main())
