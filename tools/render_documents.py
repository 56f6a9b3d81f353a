#!/usr/bin/env python3
"""Render plain-text documents as born-digital PDF, Word or noisy scans, to measure what a format costs.

    python tools/render_documents.py SOURCE OUT --format pdf|docx|scan

Every ``.txt`` in SOURCE becomes a file of the same stem in OUT. Text is set in a fixed-width font so that its columns stay;
lines wider than the page are wrapped. Scans are 200 dots per inch, skewed by up to 1.5 degrees, softened and noisy, with a
fixed seed a document. Needs the ``dev`` extra.
"""

from __future__ import annotations

import argparse
import io
import sys
import textwrap
import zlib
from pathlib import Path

import pypdfium2 as pdfium
from docx import Document
from docx.shared import Pt
from make_samples import scanned
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from sample_pdf import A4

SIZE, LEADING, MARGIN, COLUMNS = 9.0, 11.5, 42.0, 95
DPI = 200


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
    if len(line) <= COLUMNS:
        return [line]
    indent = line[: len(line) - len(line.lstrip())]
    return textwrap.wrap(line.strip(), COLUMNS - len(indent), initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def make_pdf(text: str) -> bytes:
    """A born-digital PDF, one word or run of spaces after another as word processors draw them."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for lines in pages_of(text):
        canvas.setFont("Courier", SIZE)
        for i, line in enumerate(lines):
            shown = line.replace("\uf0b7", "\u2022").encode("cp1252", "replace").decode("cp1252")
            canvas.drawString(MARGIN, A4[1] - MARGIN - (i + 1) * LEADING, shown)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def make_scan(text: str, seed: int) -> bytes:
    """A PDF of skewed, noisy page images."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for number, page in enumerate(pdfium.PdfDocument(make_pdf(text))):
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


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Render plain-text documents as PDF, Word or scans.")
    parser.add_argument("source", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--format", choices=("pdf", "docx", "scan"), required=True)
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    for path in sorted(options.source.rglob("*.txt")):
        text = path.read_text("utf-8")
        if options.format == "docx":
            (options.out / f"{path.stem}.docx").write_bytes(make_docx(text))
            continue
        content = make_pdf(text) if options.format == "pdf" else make_scan(text, zlib.crc32(path.stem.encode()) % 1000)
        (options.out / f"{path.stem}.pdf").write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
