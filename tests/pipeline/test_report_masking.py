"""What is masked in a page's text is black in its picture, in the pixels; where that cannot be made sure there is no picture."""

from __future__ import annotations

import io

import numpy as np
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.privacy.contact import find_contact_data
from pipeline.privacy.redaction import RedactedText, Redaction, masked
from pipeline.published import Row
from pipeline.readers.image import read_image
from pipeline.readers.layout import Word
from pipeline.readers.limits import Limits
from pipeline.readers.pdf import read_pdf
from pipeline.report.boxes import QuoteFinder
from pipeline.report.images import pictures
from pipeline.report.masking import pieces_under, word_boxes

MAIL, TELEPHONE = "karin.rosenquist@trosa.se", "0156-520 00 00"
LINES = (
    "Trosa kommun",
    "Sammanträdesdatum 2019-05-06",
    "§ 7 Vänortsavtalet med Paide",
    f"Handläggare: Karin Rosenquist, {MAIL}, telefon {TELEPHONE}",
    "Kommunfullmäktige beslutar att förlänga vänortsavtalet med Paide till och med 2023.",
)
PDF = {"media_type": "application/pdf"}
SIZE, LEFT, TOP, STEP = 11, 60, 760, 30


def pdf(rotation: int = 0, cut: bool = False, note: str = "", image: tuple[int, int, int, int] | None = None) -> bytes:
    held, turned = io.BytesIO(), io.BytesIO()
    canvas = Canvas(held, pagesize=(595, 842))
    if image:
        canvas.drawImage(ImageReader(Image.new("L", (8, 8), 240)), *image)
    canvas.setFont("Helvetica", SIZE)
    for i, line in enumerate(LINES):
        canvas.drawString(LEFT, TOP - STEP * i, line)
    if note:
        canvas.highlightAnnotation(note, Rect=(60, 300, 400, 400), Color=[1, 0, 0])
    canvas.save()
    document = pypdfium2.PdfDocument(held.getvalue())
    document[0].set_rotation(rotation)
    if cut:
        document[0].set_cropbox(20, 30, 575, 812)
    document.save(turned)
    document.close()
    return turned.getvalue()


def as_read(data: bytes, hide: bool = True, source: str = "pdf_text") -> Row:
    """The page's row, its contact data masked as a run masks them."""
    page = (read_pdf(data, "off", Limits()) if source == "pdf_text" else read_image(data, "image/png", "always", Limits())).pages[0]
    found = [Redaction(d.start, d.end) for d in find_contact_data(page.text)] if hide else []
    assert len(found) == 2 * hide
    return {"page": 1, "text": RedactedText(page.text, found).text, "text_source": source}


def pixels(webp: bytes) -> NDArray[np.uint8]:
    return np.asarray(Image.open(io.BytesIO(webp)).convert("L"))


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("cut", [False, True], ids=["whole", "cut"])
def test_masked_characters_are_black_and_all_others_stay(rotation: int, cut: bool) -> None:
    data = pdf(rotation, cut)
    (plain,) = pictures(PDF, data, [as_read(data, hide=False)])
    (hidden,) = pictures(PDF, data, [as_read(data)])
    before, after = pixels(plain.webp).astype(int), pixels(hidden.webp).astype(int)
    scale = before.shape[1] / (555 if cut else 595)
    left, top = (LEFT - 20, 812) if cut else (LEFT, 842)
    canvas = Canvas(io.BytesIO())
    for secret in (MAIL, TELEPHONE):
        x0 = left + canvas.stringWidth(LINES[3][: LINES[3].index(secret)], "Helvetica", SIZE)
        x1 = x0 + canvas.stringWidth(secret, "Helvetica", SIZE)
        baseline = top - (TOP - 3 * STEP)
        rows = slice(int((baseline - 0.72 * SIZE) * scale), int((baseline + 0.2 * SIZE) * scale))
        place = after[rows, int(x0 * scale) + 1 : int(x1 * scale) - 1]
        assert place.size and place.max() < 40
    changed = np.abs(before - after) > 60
    line = int((top - (TOP - 3 * STEP)) * scale)
    assert changed.any()
    assert not changed[: line - int(1.5 * SIZE * scale)].any() and not changed[line + int(SIZE * scale) :].any()


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("cut", [False, True], ids=["whole", "cut"])
def test_the_box_of_a_quote_lies_on_its_words_however_the_page_is_turned_or_cut(rotation: int, cut: bool) -> None:
    data = pdf(rotation, cut)
    row = as_read(data)
    (picture,) = pictures(PDF, data, [row])
    assert picture.words is not None
    start = row["text"].index("Vänortsavtalet")
    (box,) = QuoteFinder(row["text"], picture.words).boxes(start, start + len("Vänortsavtalet med Paide"))
    band = pixels(picture.webp)[int(box.y0 * picture.height) : int(box.y1 * picture.height) + 1]
    inside = band[:, int(box.x0 * picture.width) : int(box.x1 * picture.width)]
    assert (inside < 128).any(axis=0).mean() > 0.6
    assert not (band[:, int(box.x1 * picture.width) + 3 :] < 128).any()


def test_a_note_laid_on_a_page_is_not_in_its_picture_where_something_is_masked() -> None:
    with_note, without = pdf(note=f"ring {TELEPHONE}"), pdf()
    (first,) = pictures(PDF, with_note, [as_read(with_note)])
    (second,) = pictures(PDF, without, [as_read(without)])
    assert first.webp == second.webp


def test_what_stands_on_an_image_is_not_the_text_layers_to_black_out() -> None:
    scanned, logo = pdf(image=(0, 0, 595, 842)), pdf(image=(480, 770, 60, 60))
    assert list(pictures(PDF, scanned, [as_read(scanned)])) == []
    assert len(list(pictures(PDF, logo, [as_read(logo)]))) == 1


def test_a_page_that_reads_otherwise_now_has_no_picture() -> None:
    row = as_read(pdf())
    for other in (row["text"].replace("Trosa", "Gnesta"), row["text"].replace("\n", " \n", 1), row["text"] + masked("12")):
        assert list(pictures(PDF, pdf(), [{**row, "text": other}])) == []


def test_a_scan_is_black_where_its_text_is_masked() -> None:
    scan = Image.new("L", (1240, 700), 255)
    draw, font = ImageDraw.Draw(scan), ImageFont.load_default(24)
    for i, line in enumerate(LINES):
        draw.text((60, 60 + 60 * i), line, font=font, fill=0)
    held = io.BytesIO()
    scan.save(held, "PNG")
    row = as_read(held.getvalue(), source="ocr")
    (hidden,) = pictures({"media_type": "image/png"}, held.getvalue(), [row])
    again = read_image(hidden.webp, "image/webp", "always", Limits()).pages[0].text
    assert "Karin Rosenquist" in again and "med 2023" in again
    assert "@" not in again and "trosa.se" not in again and "520" not in again


@given(st.text("ab1@ \n", max_size=30), st.data())
def test_what_stands_under_the_masks_is_told_only_of_the_same_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown = text[:start] + masked(text[start:end]) + text[end:]
    pieces = pieces_under(shown, text)
    assert pieces is not None and "".join(pieces) == "".join(text[start:end].split())
    assert pieces_under(shown, text + "a") is None and pieces_under("b" + shown, "a" + text) is None


def test_every_place_of_what_is_masked_is_covered_and_a_single_character_is_refused() -> None:
    words = [Word("08-12", 0, 0, 50, 10), Word("34", 60, 0, 80, 10), Word("annat", 0, 20, 50, 30), Word("08-1234", 0, 40, 70, 50)]
    boxes = word_boxes(["081234"], words)
    assert boxes is not None and [round((y0 + y1) / 2) for _, y0, _, y1 in boxes] == [5, 5, 45]
    assert word_boxes(["081234", "gone"], words) is None and word_boxes(["0"], words) is None
