#!/usr/bin/env python3
"""Make the sample documents of ``data/raw`` from the texts of ``data/sources``.

    python tools/make_samples.py [--sources DIR] [--out DIR] [--only STEM]

``data/sources/samples.toml`` says what is made of each text. The same sources give the same bytes: noise has fixed seeds,
and every date that a format wants is fixed. Needs the ``dev`` extra (reportlab) and the project's own dependencies.

The sources' markup: ``#``, ``##``, ``###`` headings (``left || right`` puts a part at the right margin), ``===`` page break,
``---`` a short rule, ``|`` ruled table row, ``!`` row of columns without rules, ``~`` line kept as it is, ``>`` line at the
right, ``-`` and ``1.`` list items, ``att`` decision clause, ``**bold**``, ``*italic*``; all else are paragraphs.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import re
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import reportlab
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from sample_pdf import A4, Block, Sample, make_pdf, parse

ROOT = Path(__file__).resolve().parent.parent
FONT_FOLDER = Path(reportlab.__file__).parent / "fonts"
TIMESTAMP = dt.datetime(2024, 1, 2, 3, 4, 6)


# --- scans ---------------------------------------------------------------------------------------------------------------


def _render(pdf: bytes, dpi: int) -> list[Image.Image]:
    document = pdfium.PdfDocument(pdf)
    return [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document]


def _stamped(page: Image.Image, lines: list[str], at: list[float]) -> Image.Image:
    """The page with a registry stamp set askew; ``at`` is its upper left corner in shares of the page."""
    font = ImageFont.truetype(str(FONT_FOLDER / "VeraBd.ttf"), 22)
    box = Image.new("L", (380, 34 * len(lines) + 24), 255)
    draw = ImageDraw.Draw(box)
    draw.rectangle((3, 3, box.width - 4, box.height - 4), outline=90, width=3)
    for i, line in enumerate(lines):
        draw.text((18, 12 + 34 * i), line, font=font, fill=90)
    box = box.rotate(3.0, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    page.paste(box, (int(at[0] * page.width), int(at[1] * page.height)), Image.eval(box, lambda v: 255 if v < 250 else 0))
    return page


def scanned(page: Image.Image, angle: float, turn: int, seed: int) -> Image.Image:
    """The page as a copier gives it back: turned, skewed, a little soft, on greyish paper with noise and specks."""
    random = np.random.default_rng(seed)
    page = page.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.6))
    grey = np.asarray(page, dtype=np.float64) * 0.86 + 26
    grey += random.normal(0, 5.0, grey.shape)
    specks = random.random(grey.shape) < 0.0004
    grey[specks] = random.uniform(40, 140, int(specks.sum()))
    return Image.fromarray(grey.clip(0, 255).astype(np.uint8)).rotate(turn, expand=True)


def make_scan(sample: Sample, source: str) -> bytes:
    """A PDF of page images and nothing else, 150 dots per inch, grey JPEG."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, pageCompression=0)
    for i, page in enumerate(_render(make_pdf(sample, source), 150)):
        if i == 0 and sample.stamp:
            page = _stamped(page, sample.stamp, sample.stamp_at)
        image = scanned(page, sample.skew[i], sample.rotate[i] if sample.rotate else 0, seed=1000 + i)
        jpeg = io.BytesIO()
        image.save(jpeg, "JPEG", quality=42, dpi=(150, 150))
        size = (image.width * 72 / 150, image.height * 72 / 150)
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(jpeg), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def make_image(sample: Sample, source: str) -> bytes:
    """A PNG or, for several pages, TIFF in black and white, 200 dots per inch."""
    pages = []
    for i, page in enumerate(_render(make_pdf(sample, source), 200)):
        skewed = page.rotate(sample.skew[i], resample=Image.Resampling.BICUBIC, fillcolor=255)
        specks = np.random.default_rng(2000 + i).random((page.height, page.width)) < 0.0002
        grey = np.where(specks, 0, np.asarray(skewed))
        pages.append(Image.fromarray((grey > 150).astype(np.uint8) * 255).convert("1"))
    buffer = io.BytesIO()
    if sample.output.endswith(".png"):
        pages[0].save(buffer, "PNG", dpi=(200, 200))
    else:
        pages[0].save(buffer, "TIFF", compression="group4", dpi=(200, 200), save_all=True, append_images=pages[1:])
    return buffer.getvalue()


# --- Word ----------------------------------------------------------------------------------------------------------------


def _add_runs(paragraph: Any, text: str) -> Any:
    for piece in re.split(r"(\*\*.+?\*\*|\*.+?\*)", text):
        run = paragraph.add_run(piece.strip("*"))
        run.bold = piece.startswith("**") or None
        run.italic = (piece.startswith("*") and not piece.startswith("**")) or None
    return paragraph


def _add_table(document: Any, block: Block) -> None:
    table = document.add_table(rows=0, cols=max(len(row) for row in block.rows))
    if block.kind == "table":
        table.style = "Table Grid"
    for row in block.rows:
        for cell, text in zip(table.add_row().cells, row, strict=False):
            _add_runs(cell.paragraphs[0], text)
    document.add_paragraph()


def _add_block(document: Any, block: Block) -> None:
    if block.kind in ("h1", "h2", "h3"):
        document.add_heading(block.text, level=int(block.kind[1]))
    elif block.kind == "break":
        document.add_page_break()
    elif block.kind in ("table", "columns"):
        _add_table(document, block)
    elif block.kind == "number":
        # Word numbers the list itself: the digits stand nowhere in the text.
        _add_runs(document.add_paragraph(style="List Number"), block.text.partition(" ")[2])
    elif block.kind == "bullet":
        _add_runs(document.add_paragraph(style="List Bullet"), block.text)
    else:
        paragraph = _add_runs(document.add_paragraph(), "_____" if block.kind == "rule" else block.text)
        if block.kind == "line":
            paragraph.paragraph_format.space_after = Pt(0)
        if block.kind == "right":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def make_docx(sample: Sample, source: str) -> bytes:
    """A Word document with real headings, lists, tables, header and footer."""
    document = Document()
    properties = document.core_properties
    properties.author, properties.title, properties.comments, properties.language = "", Path(sample.output).stem, "", "sv-SE"
    properties.created = properties.modified = TIMESTAMP
    properties.last_modified_by, properties.revision = "", 1
    for lines, place in ((sample.header, document.sections[0].header), (sample.footer, document.sections[0].footer)):
        for i, line in enumerate(lines):
            paragraph = place.paragraphs[0] if i == 0 else place.add_paragraph()
            paragraph.text = "\t\t".join(cell.strip() for cell in line.split("|"))
    for block in parse(source):
        _add_block(document, block)
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as saved:
        return make_zip({name: saved.read(name) for name in saved.namelist()})


# --- everything ----------------------------------------------------------------------------------------------------------


def make_zip(members: dict[str, bytes]) -> bytes:
    """A ZIP of the members in their order, all with the same timestamp."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, TIMESTAMP.timetuple()[:6])
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(info, content)
    return buffer.getvalue()


def make_text(sample: Sample, source: str) -> bytes:
    """Plain text: ``===`` becomes a form feed; Windows-1252 has Windows line ends."""
    text = re.sub(r"(?m)^===\n", "\f", source)
    return (text.replace("\n", "\r\n") if sample.encoding == "cp1252" else text).encode(sample.encoding)


MAKERS = {"text": make_text, "copy": make_text, "pdf": make_pdf, "scan": make_scan, "image": make_image, "docx": make_docx}


def load_samples(sources: Path) -> list[Sample]:
    """The entries of ``samples.toml``."""
    return [Sample(**entry) for entry in tomllib.loads((sources / "samples.toml").read_text("utf-8"))["sample"]]


README_HEAD = """# Sample documents (`data/raw`)

Everything here is fictitious: the matters, the decisions, the agreements, the sums and every person's name. The municipalities
and regions are real, because the program has to recognise them, but none of them has written or decided any of this.

The files are made from `data/sources` by `python tools/make_samples.py`; change the sources, not the files. What a reader
should find in each is in `data/sources/EXPECTED.toml`.

| file | what it shows |
| --- | --- |
"""


def make_readme(samples: list[Sample]) -> bytes:
    """The README of the folder above ``data/raw``: a line for each sample."""
    return (README_HEAD + "".join(f"| `{s.output}` | {s.note} |\n" for s in samples)).encode()


def build(sources: Path, only: str = "") -> dict[str, bytes]:
    """Every sample by its path under ``data/raw``; ``only`` limits it to outputs that contain the word."""
    samples = load_samples(sources)
    files: dict[str, bytes] = {}
    archives: dict[str, dict[str, bytes]] = {}
    for sample in samples:
        if only not in sample.output:
            continue
        content = MAKERS[sample.format](sample, (sources / sample.source).read_text("utf-8"))
        archive, _, member = sample.output.partition("!/")
        if member:
            archives.setdefault(archive, {})[member] = content
        else:
            files[sample.output] = content
    return files | {name: make_zip(members) for name, members in archives.items()}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Make the sample documents from their sources.")
    parser.add_argument("--sources", type=Path, default=ROOT / "data" / "sources")
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "raw")
    parser.add_argument("--only", default="", help="a part of the output's name")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out.parent / "README.md").write_bytes(make_readme(load_samples(options.sources)))
    for name, content in sorted(build(options.sources, options.only).items()):
        (options.out / name).write_bytes(content)
        print(f"{len(content):9,d}  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
