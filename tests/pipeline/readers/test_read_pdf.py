"""Born-digital PDF files: text layer, geometry, and what cannot be read."""

from __future__ import annotations

import re

import cv2
import numpy as np
import pytest
from reader_samples import LETTER, Painter, cells, draw_page, encode, flat, make_pdf, write
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas
from reportlab.pdfgen.canvas import FILL_EVEN_ODD

from pipeline.document import ReadError
from pipeline.readers import Limits, read

PROSE = [f"rad {i} löper texten om vänorter vidare i sin spalt" for i in range(14)]


def lines(data: bytes, page: int = 0) -> list[str]:
    return [line for line in read(data, "a.pdf", ocr="off").pages[page].text.split("\n") if line]


def test_letter_comes_out_as_it_looks() -> None:
    document = read(make_pdf(write(LETTER), write("Sida två")), "a.pdf")
    first, second = document.pages
    assert flat(first.text) == flat(LETTER) and second.text == "Sida två\n"
    assert first.text.split("\n")[:4] == LETTER.split("\n")[:4]
    assert cells(first.text.strip().split("\n")[-1]) == ["Ordförandens signatur", "Justerarens signatur"]
    assert (document.media_type, document.warnings, first.text_source, first.ocr_confidence) == ("application/pdf", [], "pdf_text", None)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_rotated_pages_read_the_same(rotation: int) -> None:
    assert lines(make_pdf(write(LETTER), size=(842, 842), rotation=rotation)) == lines(make_pdf(write(LETTER), size=(842, 842)))


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_text_drawn_sideways_is_turned(angle: int) -> None:
    def paint(c: canvas.Canvas) -> None:
        c.translate(421, 421)
        c.rotate(angle)
        c.translate(-421, -421)
        write(LETTER)(c)

    assert lines(make_pdf(paint, size=(842, 842))) == lines(make_pdf(write(LETTER), size=(842, 842)))


def test_note_along_the_margin_does_not_mix_with_the_text() -> None:
    def paint(c: canvas.Canvas) -> None:
        write(LETTER)(c)
        c.translate(30, 300)
        c.rotate(90)
        c.drawString(0, 0, "Protokollet justerat digitalt")

    found = lines(make_pdf(paint))
    assert found[-1] == "Protokollet justerat digitalt" and found[:-1] == lines(make_pdf(write(LETTER)))


def test_running_text_in_columns_is_read_column_by_column() -> None:
    def paint(c: canvas.Canvas) -> None:
        write("\n".join("vänster " + p for p in PROSE), 8, 50, 700)(c)
        write("\n".join("höger " + p for p in PROSE), 8, 310, 700)(c)

    assert lines(make_pdf(paint)) == ["vänster " + p for p in PROSE] + ["höger " + p for p in PROSE]


def test_attendance_list_stays_side_by_side() -> None:
    def paint(c: canvas.Canvas) -> None:
        write("Ledamöter\nAnna Ek (S), ordförande\nBo Öst (M)\nCilla Ås (V)")(c)
        write("Ersättare\nDan Dahl (C)\nEva Berg (L) §§ 1–4\nFia Falk (SD)", x=320)(c)

    assert [cells(line) for line in lines(make_pdf(paint))] == [
        ["Ledamöter", "Ersättare"],
        ["Anna Ek (S), ordförande", "Dan Dahl (C)"],
        ["Bo Öst (M)", "Eva Berg (L) §§ 1–4"],
        ["Cilla Ås (V)", "Fia Falk (SD)"],
    ]


def ruled(c: canvas.Canvas) -> None:
    """A ruled vote list with narrow cells, one of them on two lines."""
    write("Omröstning", y=800)(c)
    xs, ys = [60, 130, 150, 175, 205], [780, 750, 730, 710]
    c.grid(xs, ys)
    c.setFont("Vera", 9)
    for x, y, text in (
        *((63, 768, "Anna-Karin"), (63, 756, "Lindström"), (133, 762, "S"), (155, 762, "Ja")),
        *((63, 736, "Bo Öst"), (133, 736, "M"), (178, 736, "Nej"), (63, 716, "Cilla Ås"), (133, 716, "V"), (155, 716, "Ja")),
    ):
        c.drawString(x, y, text)
    write("Kommunstyrelsen beslutar enligt förslaget.", y=690)(c)


def test_ruled_vote_list_has_a_line_a_row() -> None:
    found = lines(make_pdf(ruled))
    assert [cells(line) for line in found[1:4]] == [["Anna-Karin Lindström", "S", "Ja"], ["Bo Öst", "M", "Nej"], ["Cilla Ås", "V", "Ja"]]
    assert found[1].index(" S ") == found[2].index(" M ") and found[1].index("Ja") < found[2].index("Nej")
    assert (found[0].strip(), found[4].strip()) == ("Omröstning", "Kommunstyrelsen beslutar enligt förslaget.")


def test_ligatures_are_spelled_out() -> None:
    text = lines(make_pdf(write("\ufb01nansiering av o\ufb01n")))
    assert text == ["finansiering av ofin"]


def test_password_truncation_and_rubbish_are_told_apart() -> None:
    whole = make_pdf(*[write(LETTER)] * 3)
    for data, code in (
        (make_pdf(write(LETTER), encrypt="hemligt"), "encrypted"),
        (whole[: len(whole) // 2], "damaged"),
        (whole[: len(whole) - len(whole) // 10], "damaged"),
        (b"%PDF-1.7\n" + b"skr\xe4p " * 200 + b"%%EOF", "damaged"),
    ):
        with pytest.raises(ReadError) as caught:
            read(data, "a.pdf")
        assert caught.value.code == code


def test_pdf_without_pages_and_with_too_many() -> None:
    none = re.sub(rb"/Count 1 /Kids \[ \d+ 0 R \]", b"/Count 0 /Kids [ ]", make_pdf(write("x")))
    assert b"/Count 0" in none
    with pytest.raises(ReadError) as caught:
        read(none, "a.pdf")
    assert caught.value.code == "damaged"
    with pytest.raises(ReadError) as caught:
        read(make_pdf(*[write("x")] * 4), "a.pdf", limits=Limits(pages=3))
    assert caught.value.code == "too_large" and "split" in caught.value.message


def picture(text: str = LETTER) -> Painter:
    """A page that is nothing but the picture of a text."""
    image = ImageReader(draw_page(text))
    return lambda c: c.drawImage(image, 0, 0, 595, 842)


def test_scan_without_recognition_is_kept_with_a_warning_or_refused() -> None:
    document = read(make_pdf(write(LETTER), picture()), "a.pdf", ocr="off")
    assert document.pages[1].text == "" and "page 2" in document.warnings[0]
    with pytest.raises(ReadError) as caught:
        read(make_pdf(picture()), "a.pdf", ocr="off")
    assert caught.value.code == "no_text" and "--ocr" in caught.value.message


def outlines(c: canvas.Canvas) -> None:
    """The letter as filled shapes without any text, as some programs write their fonts."""
    ink = (np.asarray(draw_page()) < 128).astype("uint8")
    contours, _ = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    path = c.beginPath()
    for contour in contours:
        points = contour[:, 0, :] * (72 / 200)
        path.moveTo(points[0][0], 842 - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, 842 - y)
        path.close()
    c.drawPath(path, stroke=0, fill=1, fillMode=FILL_EVEN_ODD)


def noise(c: canvas.Canvas) -> None:
    """The letter as a picture over a hidden text layer that is rubbish."""
    picture()(c)
    hidden = c.beginText(70, 780)
    hidden.setFont("Vera", 10)
    hidden.setTextRenderMode(3)
    for line in LETTER.split("\n"):
        hidden.textLine("".join(chr(33 + (ord(char) * 7) % 90) if char.strip() else char for char in line))
    c.drawText(hidden)


@pytest.mark.ocr
def test_pages_without_sound_text_are_recognised_and_the_others_are_not() -> None:
    document = read(make_pdf(write(LETTER), picture(), noise), "a.pdf")
    assert [page.text_source for page in document.pages] == ["pdf_text", "ocr", "ocr"]
    assert [flat(page.text) == flat(LETTER) for page in document.pages] == [True, True, True]
    assert document.pages[0].ocr_confidence is None and (document.pages[1].ocr_confidence or 0) > 0.9
    assert document.warnings == ["text layer unreadable, text recognised from the image: page 3"]


@pytest.mark.ocr
def test_text_drawn_as_outlines_is_recognised() -> None:
    page = read(make_pdf(outlines), "a.pdf").pages[0]
    assert page.text_source == "ocr" and flat(page.text) == flat(LETTER)


@pytest.mark.ocr
def test_recognition_can_be_asked_for_on_every_page() -> None:
    page = read(make_pdf(write("Kommunstyrelsen beslutar\natt avslå motionen", 14)), "a.pdf", ocr="always").pages[0]
    assert (page.text_source, page.text) == ("ocr", "Kommunstyrelsen beslutar\natt avslå motionen\n")


def test_title_page_with_a_picture_keeps_its_text_layer_without_recognition() -> None:
    logo = ImageReader(draw_page("").crop((0, 0, 300, 300)))

    def paint(c: canvas.Canvas) -> None:
        c.drawImage(logo, 60, 700, 60, 60)
        write("Internationell strategi\nNorrvikens kommun", 20, y=600)(c)

    page = read(make_pdf(paint), "a.pdf").pages[0]
    assert (page.text_source, page.text) == ("pdf_text", "Internationell strategi\nNorrvikens kommun\n")


def test_content_decides_not_the_name() -> None:
    assert read(make_pdf(write(LETTER)), "protokoll.docx").media_type == "application/pdf"
    assert encode(draw_page(""), "PNG").startswith(b"\x89PNG")
