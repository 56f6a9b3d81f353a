"""Sets plain text as word processors do: proportional letters, paragraphs broken anew, cells at tab stops, blank lines kept.

What goes together follows from the lines alone: a line goes on with the one above if that is long, holds no cells and the line
begins neither a list's point nor a §. So short lines stay lines, as names in a list of those present do.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator

from docx import Document
from drawn_letters import draw_word, in_standard_fonts, width_of
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from sample_pdf import A4

FONT, SIZE, LEADING, MARGIN = "Times-Roman", 11.0, 13.5, 62.0
# A character's share of a line in the text from which tab stops are taken, in points.
STOP = 5.4
_CELLS = re.compile(r"\S+(?: {1,2}\S+)*")
_POINT = re.compile(r"[-–•*o\uf0b7]\s|\(?\w{1,2}[.)]\s|att\b|§|\d+ ?§|[A-ZÅÄÖ][A-Za-z]{0,4} §", re.IGNORECASE)
# A shorter line, in characters, ends its paragraph.
_LONG = 58


def paragraphs(page: str) -> Iterator[str]:
    """The paragraphs of a page; empty ones are its blank lines, and cells stay apart by three spaces or more."""
    held: str | None = None
    last = ""
    for line in page.strip("\n").split("\n"):
        if held is not None and _goes_on(last, line):
            broken = re.search(r"[a-zåäö]-$", held) and line.strip()[0].islower()
            held = held[:-1] + line.strip() if broken else f"{held} {line.strip()}"
        else:
            if held is not None:
                yield held
            held = line.rstrip()
        last = line
    if held is not None:
        yield held


def _goes_on(above: str, line: str) -> bool:
    cells = max(len(_CELLS.findall(above)), len(_CELLS.findall(line)))
    return cells == 1 and len(above) >= _LONG and bool(line.strip()) and not _POINT.match(line.strip())


def make_pdf(text: str) -> bytes:
    """A born-digital PDF in Times, one page or more for each of the text's."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for page in _pages(text):
        y = A4[1] - MARGIN
        for paragraph in paragraphs(page):
            for line in _set(paragraph):
                if y < MARGIN:
                    canvas.showPage()
                    y = A4[1] - MARGIN
                for x, word in line:
                    _draw(canvas, word, x, y)
                y -= LEADING
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def make_docx(text: str) -> bytes:
    """A Word file: a paragraph for each of the text's, tabs between cells, page breaks where the text has form feeds."""
    document = Document()
    for number, page in enumerate(_pages(text)):
        if number:
            document.add_page_break()
        for paragraph in paragraphs(page):
            if paragraph.strip():
                document.add_paragraph("\t".join(_CELLS.findall(paragraph)))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _pages(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text.expandtabs(8).replace("\u00ad", "").replace("\uf0b7", "•")).split("\f")


def _set(paragraph: str) -> Iterator[list[tuple[float, str]]]:
    """The lines of a paragraph, each as words with their places; cells go to their stops, or behind the cell before."""
    cells = list(_CELLS.finditer(paragraph))
    if len(cells) > 1:
        line: list[tuple[float, str]] = []
        right = 0.0
        for cell in cells:
            left = max(MARGIN + cell.start() * STOP, right)
            right = left + _width(cell.group()) + 2 * _width("n")
            line.append((left, cell.group()))
        yield line
        return
    indent = MARGIN + (cells[0].start() * STOP if cells else 0)
    held = ""
    for word in paragraph.split():
        longer = f"{held} {word}".strip()
        if held and indent + _width(longer) > A4[0] - MARGIN:
            yield [(indent, held)]
            longer = word
        held = longer
    yield [(indent, held)]


def _width(words: str) -> float:
    space = stringWidth(" ", FONT, SIZE)
    widths = (stringWidth(w, FONT, SIZE) if in_standard_fonts(w) else width_of(w, SIZE) for w in words.split(" "))
    return float(sum(widths) + space * words.count(" "))


def _draw(canvas: Canvas, words: str, x: float, y: float) -> None:
    for word in re.findall(r"\S+ *", words):
        bare = word.rstrip()
        if in_standard_fonts(bare):
            canvas.setFont(FONT, SIZE)
            canvas.drawString(x, y, word.encode("cp1252", "replace").decode("cp1252"))
        else:
            draw_word(canvas, bare, x, y, SIZE, width_of(bare, SIZE))
        x += _width(bare) + (len(word) - len(bare)) * stringWidth(" ", FONT, SIZE)
