#!/usr/bin/env python3
"""Render plain-text documents as born-digital PDF, Word or noisy scans, to measure what a format costs.

    python tools/render_documents.py SOURCE OUT --format pdf|docx|scan

Every ``.txt`` in SOURCE becomes a file of the same stem in OUT. Text is set in a fixed-width font so that its columns stay;
lines wider than the page are wrapped, and words with letters that the font lacks are set in an embedded one, as wide. Scans
are 200 dots per inch, skewed by up to 1.5 degrees, softened and noisy, with a fixed seed a document. Needs the ``dev`` extra.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import textwrap
import unicodedata
import zlib
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path

import pypdfium2 as pdfium
from docx import Document
from docx.shared import Pt
from make_samples import scanned
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from sample_pdf import A4

SIZE, LEADING, MARGIN, COLUMNS = 9.0, 11.5, 42.0, 95
DPI = 200
CELL = 0.6 * SIZE

# Strokes of the marks above or below a letter, as broken lines in a box of 1 × 1 whose foot is the base line.
MARKS: dict[str, list[tuple[tuple[float, float], ...]]] = {
    "\u0300": [((0.35, 1.0), (0.6, 0.84))],
    "\u0301": [((0.4, 0.84), (0.65, 1.0))],
    "\u0302": [((0.3, 0.84), (0.5, 1.0), (0.7, 0.84))],
    "\u0303": [((0.25, 0.86), (0.42, 0.95), (0.58, 0.87), (0.75, 0.96))],
    "\u0304": [((0.25, 0.92), (0.75, 0.92))],
    "\u0306": [((0.3, 1.0), (0.4, 0.87), (0.6, 0.87), (0.7, 1.0))],
    "\u0307": [((0.45, 0.92), (0.55, 0.92))],
    "\u030a": [((0.5, 0.82), (0.4, 0.91), (0.5, 1.0), (0.6, 0.91), (0.5, 0.82))],
    "\u030b": [((0.3, 0.84), (0.45, 1.0)), ((0.55, 0.84), (0.7, 1.0))],
    "\u030c": [((0.3, 1.0), (0.5, 0.84), (0.7, 1.0))],
    "\u0323": [((0.45, -0.12), (0.55, -0.12))],
    "\u0326": [((0.55, -0.08), (0.45, -0.22))],
    "\u0327": [((0.5, 0.0), (0.6, -0.1), (0.45, -0.2))],
    "\u0335": [((-0.05, 0.36), (0.45, 0.36))],
    "\u0328": [((0.7, 0.0), (0.58, -0.12), (0.7, -0.2), (0.8, -0.16))],
}


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


STROKED = {"Đ": "D\u0335", "Ħ": "H\u0335", "ħ": "h\u0335"}


@dataclass(frozen=True)
class Letters:
    """An embedded font, told that it has each letter whose base letter it has; those are ``borrowed``, their marks are drawn."""

    name: str
    known: frozenset[int]
    borrowed: frozenset[int]


@cache
def _letters() -> Letters:
    # Of a face registered before under another name, reportlab gives the font that it has.
    pdfmetrics.registerFont(TTFont("Letters", "Vera.ttf"))
    face = pdfmetrics.getFont("Letters").face
    glyphs, widths = face.charToGlyph, face.charWidths
    borrowed = set()
    for code in range(0x100, 0x250):
        base = ord(_parts(chr(code))[0])
        if not glyphs.get(code) and glyphs.get(base):
            glyphs[code], widths[code] = glyphs[base], widths[base]
            borrowed.add(code)
    return Letters("Letters", frozenset(code for code, glyph in glyphs.items() if glyph), frozenset(borrowed))


def _parts(letter: str) -> str:
    """A letter's base letter and its marks."""
    return STROKED.get(letter) or unicodedata.normalize("NFD", letter)


def _in_courier(word: str) -> bool:
    return not any(letter.isalpha() and letter > "\u00ff" for letter in word)


def _draw_line(canvas: Canvas, line: str, x: float, y: float) -> None:
    """A line in cells of equal width; a word that Courier cannot write is as wide as its cells in the embedded font."""
    words = re.split(r"(\S+)", unicodedata.normalize("NFC", line))
    for plain, run in groupby(words, _in_courier):
        text = "".join(run)
        if plain:
            canvas.setFont("Courier", SIZE)
            canvas.drawString(x, y, text.encode("cp1252", "replace").decode("cp1252"))
        else:
            _draw_word(canvas, text, x, y)
        x += len(text) * CELL


def _draw_word(canvas: Canvas, word: str, x: float, y: float) -> None:
    """A word in the embedded font; a letter that it does not have either is a question mark."""
    font = _letters()
    word = "".join(letter if ord(letter) in font.known else "?" for letter in word)
    scale = len(word) * CELL / pdfmetrics.stringWidth(word, font.name, SIZE)
    text = canvas.beginText(x, y)
    text.setFont(font.name, SIZE)
    text.setHorizScale(100 * scale)
    text.textOut(word)
    # The scale outlasts the text object.
    text.setHorizScale(100)
    canvas.drawText(text)
    canvas.setLineWidth(0.6)
    for i, letter in enumerate(word):
        if ord(letter) in font.borrowed:
            left = x + scale * pdfmetrics.stringWidth(word[:i], font.name, SIZE)
            _draw_marks(canvas, letter, left, y, scale * pdfmetrics.stringWidth(letter, font.name, SIZE))


def _draw_marks(canvas: Canvas, letter: str, x: float, y: float, width: float) -> None:
    height = SIZE * (0.98 if letter.isupper() else 0.8)
    for stroke in (stroke for mark in _parts(letter)[1:] for stroke in MARKS.get(mark, [])):
        points = [(x + dx * width, y + dy * (height if dy > 0.5 else SIZE)) for dx, dy in stroke]
        for (x1, y1), (x2, y2) in pairwise(points):
            canvas.line(x1, y1, x2, y2)


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
