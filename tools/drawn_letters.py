"""Letters that the standard fonts of PDF lack: an embedded font, and marks drawn over the base letters that it has."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

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


def in_standard_fonts(word: str) -> bool:
    """Whether the standard fonts of PDF hold the word's letters."""
    return not any(letter.isalpha() and letter > "\u00ff" for letter in word)


def width_of(word: str, size: float) -> float:
    """The width of the word in the embedded font, in points."""
    return float(pdfmetrics.stringWidth(_writable(word), _letters().name, size))


def draw_word(canvas: Canvas, word: str, x: float, y: float, size: float, width: float) -> None:
    """A word in the embedded font, as wide as ``width`` points; a letter that it does not have either is a question mark."""
    font, word = _letters(), _writable(word)
    scale = width / pdfmetrics.stringWidth(word, font.name, size)
    text = canvas.beginText(x, y)
    text.setFont(font.name, size)
    text.setHorizScale(100 * scale)
    text.textOut(word)
    # The scale outlasts the text object.
    text.setHorizScale(100)
    canvas.drawText(text)
    canvas.setLineWidth(0.6)
    for i, letter in enumerate(word):
        if ord(letter) in font.borrowed:
            left = x + scale * pdfmetrics.stringWidth(word[:i], font.name, size)
            _draw_marks(canvas, letter, left, y, scale * pdfmetrics.stringWidth(letter, font.name, size), size)


def _writable(word: str) -> str:
    return "".join(letter if ord(letter) in _letters().known else "?" for letter in word)


def _draw_marks(canvas: Canvas, letter: str, x: float, y: float, width: float, size: float) -> None:
    height = size * (0.98 if letter.isupper() else 0.8)
    for stroke in (stroke for mark in _parts(letter)[1:] for stroke in MARKS.get(mark, [])):
        points = [(x + dx * width, y + dy * (height if dy > 0.5 else size)) for dx, dy in stroke]
        for (x1, y1), (x2, y2) in pairwise(points):
            canvas.line(x1, y1, x2, y2)
