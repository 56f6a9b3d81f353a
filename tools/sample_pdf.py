"""The sources' markup of the sample documents and their rendering as PDF (see make_samples.py)."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from pathlib import Path

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate, Paragraph, Spacer, Table, TableStyle

A4 = (595.28, 841.89)
MARGIN = 62.0
LOST = re.compile(r"ffi|ffe|ff|fi|fl|ft|tti|tt|ti")
FONTS = {"Vera": "Vera.ttf", "Vera-Bold": "VeraBd.ttf", "Vera-Italic": "VeraIt.ttf", "Lost": "Vera.ttf", "Lost-Bold": "VeraBd.ttf"}


@dataclass(frozen=True, slots=True)
class Sample:
    """An entry of ``samples.toml`` (its head says what the keys mean); sizes are points, angles degrees."""

    output: str
    source: str
    format: str
    kind: str
    note: str
    header: list[str] = field(default_factory=list)
    footer: list[str] = field(default_factory=list)
    size: float = 9.5
    indent: float = 0.0
    encoding: str = "utf-8"
    skew: list[float] = field(default_factory=list)
    rotate: list[int] = field(default_factory=list)
    stamp: list[str] = field(default_factory=list)
    stamp_at: list[float] = field(default_factory=list)
    broken_layer: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a source text: ``kind`` is ``h1`` to ``h3``, ``break``, ``rule``, ``table``, ``columns``, ``line``, ``right``, ``bullet``,
    ``number``, ``clause`` or ``text``; ``rows`` holds the cells of tables and columns."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


_LINE_KINDS = (
    ("break", re.compile(r"===$()")),
    ("rule", re.compile(r"---$()")),
    ("h3", re.compile(r"### (.+)")),
    ("h2", re.compile(r"## (.+)")),
    ("h1", re.compile(r"# (.+)")),
    ("table", re.compile(r"\| ?(.*?) ?\|$")),
    ("columns", re.compile(r"! ?(.*)")),
    ("line", re.compile(r"~ ?(.*)")),
    ("right", re.compile(r"> (.+)")),
    ("bullet", re.compile(r"- (.+)")),
    ("number", re.compile(r"(\d+\. .+)")),
    ("clause", re.compile(r"(att .+)")),
)


_TIGHT = ("line", "right", "bullet", "number", "clause")


def parse(source: str) -> list[Block]:
    """The blocks of a source text, in order."""
    blocks: list[Block] = []
    joining = False
    for line in source.splitlines():
        kind, match = next(((k, m) for k, p in _LINE_KINDS if (m := p.match(line))), ("text", None))
        text = match.group(1) if match else line.strip()
        if kind in ("table", "columns"):
            row = tuple(cell.strip() for cell in text.split("|"))
            rows = (*blocks.pop().rows, row) if joining and blocks[-1].kind == kind else (row,)
            blocks.append(Block(kind, rows=rows))
        elif kind == "text" and joining and blocks[-1].kind == "text":
            blocks.append(Block("text", f"{blocks.pop().text} {text}"))
        elif kind != "text" or text:
            blocks.append(Block(kind, text))
        joining = bool(line.strip())
    return blocks


def _register_fonts() -> None:
    for name, file in FONTS.items():
        font = TTFont(name, file)
        if name.startswith("Lost"):
            # A face of its own, or reportlab would take it for the other font of the same file.
            font.face.name = name.encode()
        pdfmetrics.registerFont(font)
    for family in ("Vera", "Lost"):
        pdfmetrics.registerFontFamily(family, normal=family, bold=f"{family}-Bold", italic="Vera-Italic", boldItalic=f"{family}-Bold")


def _inline(text: str, broken: bool, bold: bool = False) -> str:
    """Markup of the sources as reportlab's; ``broken`` sets ligatures in the font whose text layer will be destroyed."""
    pieces = []
    for piece in re.split(r"(\*\*.+?\*\*)", text):
        strong = bold or piece.startswith("**")
        if broken:
            piece = LOST.sub(lambda m, b=strong: f'<font name="Lost{"-Bold" if b else ""}">{m.group()}</font>', piece)
        pieces.append(f'<font name="Vera-Bold">{piece[2:-2]}</font>' if piece.startswith("**") else piece)
    return re.sub(r"\*(.+?)\*", r"<i>\1</i>", "".join(pieces))


class _Layout:
    """Turns blocks into reportlab's flowables for one sample."""

    def __init__(self, sample: Sample) -> None:
        self.sample = sample
        self.width = A4[0] - 2 * MARGIN
        size = sample.size
        numbers = {"bulletFontName": "Vera", "bulletFontSize": size}
        base = ParagraphStyle(
            "text", fontName="Vera", fontSize=size, leading=size * 1.36, spaceAfter=size * 0.7, leftIndent=sample.indent, **numbers
        )
        item = {"parent": base, "spaceAfter": size * 0.25}
        hang = sample.indent + 22
        self.styles = {
            "text": base,
            "h1": ParagraphStyle(
                "h1", parent=base, fontName="Vera-Bold", fontSize=size + 3, leading=size * 1.7, spaceBefore=size * 0.5, keepWithNext=1
            ),
            "h2": ParagraphStyle(
                "h2", parent=base, fontName="Vera-Bold", fontSize=size + 1, leftIndent=0, spaceBefore=size, keepWithNext=1
            ),
            "h3": ParagraphStyle("h3", parent=base, fontName="Vera-Bold", spaceBefore=size * 0.5, spaceAfter=size * 0.3, keepWithNext=1),
            "line": ParagraphStyle("line", spaceAfter=0, parent=base),
            "right": ParagraphStyle("right", parent=base, leftIndent=self.width * 0.55, spaceAfter=2),
            "bullet": ParagraphStyle("bullet", leftIndent=hang, bulletIndent=sample.indent + 8, **item),
            "number": ParagraphStyle("number", leftIndent=hang, bulletIndent=sample.indent + 4, **item),
            "clause": ParagraphStyle("clause", leftIndent=hang + 4, bulletIndent=sample.indent, **item),
            "cell": ParagraphStyle("cell", parent=base, leftIndent=0, spaceAfter=0, leading=size * 1.25),
        }

    def _paragraph(self, text: str, style: str, bullet: str | None = None) -> Paragraph:
        bold = style in ("h1", "h2", "h3")
        return Paragraph(_inline(text, self.sample.broken_layer, bold), self.styles[style], bulletText=bullet)

    def _column_widths(self, columns: list[list[str]], available: float) -> list[float]:
        """Widths that break no short cell and share what is left by the length of the longest cell."""
        cells = [[pdfmetrics.stringWidth(cell, "Vera-Bold", self.sample.size) + 14 for cell in column] for column in columns]
        least = [max(min(width, 90.0) for width in column) for column in cells]
        wanted = [min(max(column), 260.0) for column in cells]
        spare, lack = available - sum(least), sum(wanted) - sum(least)
        if lack <= 0:
            return [width + spare / len(least) for width in least]
        return [low + (high - low) / lack * spare for low, high in zip(least, wanted, strict=True)]

    def _table(self, block: Block) -> list[Flowable]:
        ruled = block.kind == "table"
        count = max(len(row) for row in block.rows)
        rows = [[self._paragraph(cell, "cell") for cell in (*row, *[""] * (count - len(row)))] for row in block.rows]
        available = self.width - (0 if ruled else self.sample.indent)
        widths = self._column_widths([[row[i] if i < len(row) else "" for row in block.rows] for i in range(count)], available)
        table = Table(rows, colWidths=widths, hAlign="RIGHT", repeatRows=1 if ruled else 0)
        grid = [("GRID", (0, 0), (-1, -1), 0.5, "black")] if ruled else [("LEFTPADDING", (0, 0), (0, -1), 0)]
        table.setStyle(TableStyle([*grid, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 1.5)]))
        return [table, Spacer(1, self.sample.size)]

    def _heading(self, block: Block) -> Flowable:
        left, _, right = block.text.partition(" || ")
        if not right:
            return self._paragraph(left, block.kind)
        share = 0.62
        style = TableStyle([("LEFTPADDING", (0, 0), (0, 0), 0), ("TOPPADDING", (0, 0), (-1, -1), self.sample.size * 0.7)])
        cells = [self._paragraph(f"**{left}**", "cell"), self._paragraph(right if block.kind == "h2" else f"**{right}**", "cell")]
        table = Table([cells], colWidths=[self.width * share, self.width * (1 - share)], style=style)
        table.keepWithNext = 1
        return table

    def flowables(self, blocks: list[Block]) -> list[Flowable]:
        """The flowables of all blocks."""
        story: list[Flowable] = []
        for block, following in zip(blocks, [*blocks[1:], None], strict=True):
            if block.kind == "break":
                story.append(PageBreak())
            elif block.kind == "rule":
                story.append(self._paragraph("_____", "text"))
            elif block.kind in ("table", "columns"):
                story += self._table(block)
            elif block.kind in ("h1", "h2", "h3"):
                story.append(self._heading(block))
            elif block.kind == "bullet":
                story.append(self._paragraph(block.text, "bullet", "•"))
            elif block.kind in ("number", "clause"):
                marker, _, text = block.text.partition(" ")
                story.append(self._paragraph(text, block.kind, marker))
            else:
                story.append(self._paragraph(block.text or "\u00a0", block.kind))
            if block.kind in _TIGHT and (following is None or following.kind != block.kind):
                story.append(Spacer(1, self.sample.size * 0.6))
        return story


def _draw_lines(canvas: Canvas, lines: list[str], top: float, page: int, pages: int) -> None:
    """Draw running heads or feet; ``top`` is the height of the first line's base."""
    for y, text in ((top - 13 * i, line) for i, line in enumerate(lines)):
        for cell, place in zip(text.split("|"), ("left", "centre", "right"), strict=False):
            shown = cell.strip().replace("{page}", str(page)).replace("{pages}", str(pages))
            canvas.setFont("Vera-Bold" if shown.startswith("**") else "Vera", 9)
            shown = shown.strip("*")
            draw = {"left": canvas.drawString, "centre": canvas.drawCentredString, "right": canvas.drawRightString}[place]
            draw({"left": MARGIN, "centre": A4[0] / 2, "right": A4[0] - MARGIN}[place], y, shown)


def _build_pdf(sample: Sample, source: str, pages: int) -> tuple[bytes, int]:
    """The PDF, given its number of pages, and the number it turned out to have."""
    _register_fonts()
    buffer = io.BytesIO()
    document = BaseDocTemplate(buffer, pagesize=A4, pageCompression=0, invariant=1, title=Path(sample.output).stem, author="", lang="sv")
    bottom, top = 52.0, A4[1] - 44 - 13 * len(sample.header)
    frame = Frame(MARGIN, bottom, A4[0] - 2 * MARGIN, top - bottom, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)

    def head(canvas: Canvas, doc: BaseDocTemplate) -> None:
        _draw_lines(canvas, sample.header, A4[1] - 36, doc.page, pages)

    def foot(canvas: Canvas, doc: BaseDocTemplate) -> None:
        _draw_lines(canvas, sample.footer, 32, doc.page, pages)

    document.addPageTemplates(PageTemplate(frames=[frame], onPage=head, onPageEnd=foot))
    document.build(_Layout(sample).flowables(parse(source)))
    return buffer.getvalue(), document.page


def _lose_ligatures(pdf: bytes) -> bytes:
    """Map every character of the fonts named ``Lost`` to U+FFFD, as some programs do to ligatures. Lengths stay the same."""

    def spoil(match: re.Match[bytes]) -> bytes:
        return re.sub(rb"(<[0-9A-F]{2}>) <[0-9A-F]{4}>(?=\n)", rb"\1 <FFFD>", match.group())

    return re.sub(rb"/CMapName /\S*\+Lost.*?endcmap", spoil, pdf, flags=re.S)


def make_pdf(sample: Sample, source: str) -> bytes:
    """A born-digital PDF with running heads and feet on every page."""
    _, pages = _build_pdf(sample, source, 0)
    pdf, _ = _build_pdf(sample, source, pages)
    return _lose_ligatures(pdf) if sample.broken_layer else pdf
