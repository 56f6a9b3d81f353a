"""Documents of every format, made on the spot."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import reportlab
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

FONT = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
A4 = (1654, 2339)

LETTER = """Norrvikens kommun
Kommunstyrelsen
Sammanträdesprotokoll 2021-03-14

§ 47      Dnr KS 2020/345
Svar på motion om att avsluta vänortsavtalet med Åbyborg

Kommunstyrelsens beslut
1. Kommunstyrelsen föreslår kommunfullmäktige att motionen anses besvarad.
2. Uppdra åt kommundirektören att återkomma med en utvärdering senast den 30 juni 2022.

Sammanfattning av ärendet
Örjan Ängsäter (S) och Märta Öberg (C) har lämnat in en motion där de föreslår att
kommunen ska säga upp samarbetsavtalet – som förlängdes 2018 – med hänvisning till
mänskliga rättigheter. Avtalet löper till och med den 31 december 2021 och omfattar
utbildning, kultur och hållbar stadsutveckling.

Kommunledningskontoret bedömer att samarbetet varit begränsat sedan 2016. Kostnaden
uppgick till 125 000 kronor per år. Näringslivet har inte visat något större intresse.

Ordförandens signatur            Justerarens signatur
"""

pdfmetrics.registerFont(TTFont("Vera", str(FONT)))


def flat(text: str) -> str:
    """The words of a text with single spaces."""
    return " ".join(text.split())


def draw_page(text: str = LETTER, size: int = 28) -> Image.Image:
    """A white A4 page at 200 dpi with ``text`` on it; runs of three spaces become wide gaps."""
    image = Image.new("L", A4, 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(FONT), size)
    for row, line in enumerate(text.split("\n")):
        x = 150.0
        for piece in re.split(r"( {3,})", line):
            if piece.strip():
                draw.text((x, 150 + row * size * 1.45), piece, font=font, fill=0)
                x += draw.textlength(piece, font=font)
            else:
                x += 8 * len(piece)
    return image


def spoil(image: Image.Image, degrees: float) -> Image.Image:
    """The page as a poor scan: slanted, grey, with noise."""
    slanted = image.rotate(degrees, fillcolor=255, resample=Image.Resampling.BICUBIC)
    values = np.asarray(slanted).astype(float) * 0.85 + 20 + np.random.default_rng(1).normal(0, 15, slanted.size[::-1])
    return Image.fromarray(values.clip(0, 255).astype("uint8"))


def encode(image: Image.Image, form: str, **options: object) -> bytes:
    """An image as a file of the format ``form``."""
    out = io.BytesIO()
    image.save(out, form, **options)  # type: ignore[arg-type]
    return out.getvalue()


Painter = Callable[[canvas.Canvas], None]


def write(text: str, size: float = 10, x: float = 70, y: float = 780) -> Painter:
    """Paints lines of text; runs of three spaces become wide gaps."""

    def paint(c: canvas.Canvas) -> None:
        c.setFont("Vera", size)
        for row, line in enumerate(text.split("\n")):
            at = x
            for piece in re.split(r"( {3,})", line):
                if piece.strip():
                    c.drawString(at, y - row * size * 1.4, piece)
                    at += c.stringWidth(piece, "Vera", size)
                else:
                    at += 4 * len(piece)

    return paint


def make_pdf(*pages: Painter, size: tuple[float, float] = (595, 842), rotation: int = 0, encrypt: object = None) -> bytes:
    """A PDF with a page a painter."""
    out = io.BytesIO()
    c = canvas.Canvas(out, pagesize=size, encrypt=encrypt)
    for paint in pages:
        paint(c)
        if rotation:
            c.setPageRotation(rotation)
        c.showPage()
    c.save()
    return out.getvalue()


def cells(line: str) -> list[str]:
    """A line's cells as the later steps see them: parted by three spaces or more."""
    return re.split(r" {3,}", line.strip())
