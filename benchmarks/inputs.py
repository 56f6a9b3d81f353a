"""The documents that are measured: made papers as text and PDF, and scanned pages whose text is known. All facts are invented."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final, Literal

from benchmarks.minutes import long_minutes
from tools.generator.catalogue import Catalogue
from tools.generator.compose import compose

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

SEED: Final = 20260101
# The first number of papers that are read before, or beside, those that are measured.
OTHERS: Final = 5_000
PROSE: Final = ("official_report", "position_paper", "motion_response", "consultation_response")
SCAN_KINDS: Final = ("clean", "skewed", "noisy", "stamped")
A4: Final = (595.28, 841.89)
DPI: Final = 200
_FONTS: Final = ("Times-Roman", "Helvetica", "Courier", "Times-Roman")
_SIZE, _LEADING, _MARGIN, _LINES = 11.0, 14.5, 72.0, 44
# A column is as wide as a character of the font is on average.
_PAPER_SIZE, _PAPER_MARGIN, _PAPER_COLUMN = 9.0, 42.0, 5.4
_HEADING: Final = re.compile(r"§|[A-ZÅÄÖ][\w-]*(?: [\w-]+){0,4}$")
_STAMP: Final = ("INKOM", "Kommunstyrelsen", "2019-03-14")


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """A page as PNG at 200 dots per inch, of a kind of ``SCAN_KINDS``, and its text."""

    kind: str
    png: bytes
    text: str


def papers(count: int, first: int = 0) -> Iterator[str]:
    """The texts of ``count`` made municipal papers of every kind, form feeds between pages; the same each time."""
    catalogue = Catalogue("all")
    for index in range(first, first + count):
        yield compose(SEED, index, catalogue).text


def write_texts(folder: Path, count: int) -> list[Path]:
    """Write made papers as text files, a hundred different ones told apart by their registry numbers."""
    folder.mkdir(parents=True, exist_ok=True)
    different = list(papers(min(count, 100)))
    paths = []
    for number in range(count):
        paths.append(folder / f"{number // 1000:03}" / f"{number:06}.txt")
        paths[-1].parent.mkdir(exist_ok=True)
        paths[-1].write_text(f"{different[number % len(different)]}\nDnr KS 2019/{number}\n", "utf-8")
    return paths


def make_pdf(texts: list[list[str]], font: str = "Times-Roman") -> bytes:
    """A born-digital PDF, each list of lines a page, set in a font that every PDF reader has."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for lines in texts:
        canvas.setFont(font, _SIZE)
        for number, line in enumerate(lines, 1):
            canvas.drawString(_MARGIN, A4[1] - _MARGIN - number * _LEADING, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def paper_pdf(text: str) -> bytes:
    """A born-digital PDF of a paper as word processors write it: an embedded TrueType font, headings in bold, every word placed by itself,
    the cells of a line at their columns."""
    from reportlab.pdfbase.pdfmetrics import stringWidth
    from reportlab.pdfgen.canvas import Canvas

    plain, bold = _embedded_fonts()
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for page in text.split("\f"):
        for number, line in enumerate(page.split("\n"), 1):
            font = bold if _HEADING.match(line) else plain
            canvas.setFont(font, _PAPER_SIZE)
            for cell in re.finditer(r"\S+(?: \S+)*", line):
                x = _PAPER_MARGIN + _PAPER_COLUMN * cell.start()
                for word in cell.group().split():
                    canvas.drawString(x, A4[1] - _PAPER_MARGIN - 1.3 * _PAPER_SIZE * number, word)
                    x += stringWidth(f"{word} ", font, _PAPER_SIZE)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _embedded_fonts() -> tuple[str, str]:
    """The names of a plain and a bold TrueType font that reportlab brings along."""
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    for name in ("Vera", "VeraBd"):
        registerFont(TTFont(name, f"{name}.ttf"))
    return "Vera", "VeraBd"


@dataclass(frozen=True, slots=True)
class Dump:
    """Files as a dump holds them: most pages are in long minutes, most files are short papers. The order is mixed."""

    paths: list[Path]
    texts: list[str]

    @property
    def characters(self) -> int:
        return sum(map(len, self.texts))

    @property
    def pages(self) -> int:
        return sum(t.count("\f") + 1 for t in self.texts)


def write_dump(folder: Path, suffix: Literal[".txt", ".pdf"], minutes: int, count: int, first: int = 0) -> Dump:
    """Write long minutes and ``count`` papers, no two alike, as text or as born-digital PDF; those of another ``first`` are others."""
    folder.mkdir(parents=True, exist_ok=True)
    short, every = list(papers(count, first)), max(1, count // max(1, minutes))
    texts: list[str] = []
    for number, long in enumerate(long_minutes(minutes, first)):
        texts += [long, *short[number * every : (number + 1) * every]]
    texts += short[minutes * every :]
    paths = [folder / f"{number:06}{suffix}" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_bytes(paper_pdf(text) if suffix == ".pdf" else text.encode())
    return Dump(paths, texts)


def write_scans(folder: Path, kind: str, count: int) -> list[ScannedPage]:
    """Write scanned pages of a kind as PNG files, numbered in their order."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = scanned_pages(kind, count)
    for number, page in enumerate(pages):
        (folder / f"{kind}-{number:03}.png").write_bytes(page.png)
    return pages


def prose_pages(count: int, font: str = "Times-Roman", top: int = 0, first: int = 0) -> list[list[str]]:
    """Pages of running text in lines as wide as the page, from the made paper ``first`` on; ``top`` lines are left free at the head of
    each."""
    lines: list[str] = []
    pages: list[list[str]] = []
    catalogue = Catalogue("all")
    index = first
    while len(pages) < count:
        if len(lines) < _LINES:
            lines += _wrapped(compose(SEED, index, catalogue, PROSE).text, font)
            index += 1
        else:
            pages.append([*[""] * top, *lines[: _LINES - top]])
            del lines[: _LINES - top]
    return pages


def _wrapped(text: str, font: str) -> list[str]:
    """The paragraphs of a text in lines that fit between the margins, an empty line after each."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    lines = []
    for paragraph in text.replace("\f", "\n\n").split("\n\n"):
        line = ""
        # Characters that the standard fonts lack would not be on the page.
        for word in paragraph.encode("cp1252", "ignore").decode("cp1252").split():
            if line and stringWidth(f"{line} {word}", font, _SIZE) > A4[0] - 2 * _MARGIN:
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        lines += [line, ""] if line else []
    return lines


def scanned_pages(kind: str, count: int, first: int = 0) -> list[ScannedPage]:
    """Pages as a scanner gives them, the same each time; those of another ``first`` paper are other pages."""
    top = 6 if kind == "stamped" else 0
    texts = {font: prose_pages(count, font, top, first) for font in set(_FONTS)}
    pages = []
    for number in range(count):
        font = _FONTS[number % len(_FONTS)]
        lines = texts[font][number]
        image = _distorted(_drawn(make_pdf([lines], font)), kind, Random(f"{kind}:{first + number}"))  # noqa: S311
        buffer = io.BytesIO()
        image.save(buffer, "PNG")
        stamp = list(_STAMP) if kind == "stamped" else []
        pages.append(ScannedPage(kind, buffer.getvalue(), " ".join(" ".join([*stamp, *lines]).split())))
    return pages


def _drawn(pdf: bytes) -> Image.Image:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        image: Image.Image = document[0].render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
    finally:
        document.close()
    return image


def _distorted(image: Image.Image, kind: str, random: Random) -> Image.Image:
    from PIL import Image, ImageFilter

    if kind == "stamped":
        _stamp(image, random)
    if kind == "skewed":
        angle = random.choice((-1, 1)) * random.uniform(0.5, 2.5)
        image = image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    if kind == "noisy":
        image = image.rotate(random.uniform(-0.4, 0.4), resample=Image.Resampling.BICUBIC, fillcolor=255)
        image = Image.fromarray(_noisy(image.filter(ImageFilter.GaussianBlur(0.9)), random.randrange(1 << 30)))
    return image


def _noisy(image: Image.Image, seed: int) -> NDArray[np.uint8]:
    """Greyish paper, grain, and specks of dust."""
    import numpy as np

    random = np.random.default_rng(seed)
    grey = np.asarray(image, dtype=np.float64) * 0.8 + 30 + random.normal(0, 12.0, (image.height, image.width))
    specks = random.random(grey.shape) < 0.001
    grey[specks] = random.uniform(20, 120, int(specks.sum()))
    return np.asarray(grey.clip(0, 255), dtype=np.uint8)


def _stamp(page: Image.Image, random: Random) -> None:
    """Put a registry stamp, grey and askew, into the free head of a page."""

    import reportlab
    from PIL import Image, ImageDraw, ImageFont

    font = ImageFont.truetype(str(Path(reportlab.__file__).parent / "fonts" / "VeraBd.ttf"), 30)
    box = Image.new("L", (420, 40 * len(_STAMP) + 30), 255)
    draw = ImageDraw.Draw(box)
    draw.rectangle((3, 3, box.width - 4, box.height - 4), outline=100, width=4)
    for number, line in enumerate(_STAMP):
        draw.text((24, 14 + 40 * number), line, font=font, fill=100)
    box = box.rotate(random.uniform(-5, 5), resample=Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    page.paste(box, (int(page.width * random.uniform(0.15, 0.6)), int(page.height * 0.09)))
