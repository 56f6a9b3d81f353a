"""Images of pages, read by recognition."""

from __future__ import annotations

import io
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reader_samples import LETTER, cells, draw_page, encode, flat, spoil

from pipeline.document import ReadError
from pipeline.readers import Limits, read
from pipeline.readers.ocr import recognise

RECOGNISES = pytest.mark.ocr


@pytest.fixture(scope="module")
def letter_image() -> Image.Image:
    """The letter drawn as a page."""
    return draw_page()


def error_rate(text: str, truth: str = LETTER) -> float:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(flat(text), flat(truth)) / len(flat(truth))


@RECOGNISES
def test_clean_page_is_read_without_error(letter_image: Image.Image) -> None:
    page = read(encode(letter_image, "PNG"), "sida.png").pages[0]
    assert flat(page.text) == flat(LETTER)
    assert page.text_source == "ocr" and page.ocr_confidence is not None and 0.95 < page.ocr_confidence <= 1
    lines = page.text.strip().split("\n")
    assert cells(lines[4]) == ["§ 47", "Dnr KS 2020/345"] and lines[3] == ""
    assert cells(lines[-1]) == ["Ordförandens signatur", "Justerarens signatur"]


@RECOGNISES
def test_slanted_noisy_scan_keeps_its_lines(letter_image: Image.Image) -> None:
    page = read(encode(spoil(letter_image, 2), "JPEG", quality=70), "scan.jpg").pages[0]
    assert error_rate(page.text) < 0.015
    assert sum(1 for line in page.text.split("\n") if line) == sum(1 for line in LETTER.split("\n") if line)


@RECOGNISES
@pytest.mark.parametrize(("degrees", "turn"), [(90, 90), (180, 180), (270, 270)])
def test_scan_on_its_side_or_head_is_turned(letter_image: Image.Image, degrees: int, turn: int) -> None:
    found = recognise(np.asarray(letter_image.rotate(degrees, expand=True)))
    assert found.rotation == turn and error_rate(found.text) < 0.005


@RECOGNISES
def test_large_slant_is_taken_out(letter_image: Image.Image) -> None:
    found = recognise(np.asarray(letter_image.rotate(8, fillcolor=255, resample=Image.Resampling.BICUBIC)))
    assert found.skew == pytest.approx(-8, abs=0.5) and error_rate(found.text) < 0.01


@RECOGNISES
def test_tiff_of_several_pages_and_a_blank_one() -> None:
    first, second, blank = draw_page("Protokoll från Åre"), draw_page("Bilaga till § 12"), draw_page("")
    document = read(encode(first, "TIFF", save_all=True, append_images=[blank, second]), "a.tif")
    assert [(p.number, p.text, p.ocr_confidence is None) for p in document.pages] == [
        (1, "Protokoll från Åre\n", False),
        (2, "", True),
        (3, "Bilaga till § 12\n", False),
    ]


@RECOGNISES
def test_table_and_stamp_are_kept_apart_from_the_text() -> None:
    body = "Ledamot            Parti            Röst\nAnna Ek            S            Ja\nBo Öst            M            Nej"
    text = read(encode(draw_page(body, 34), "PNG"), "a").pages[0].text
    assert [cells(line) for line in text.strip().split("\n")] == [
        ["Ledamot", "Parti", "Röst"],
        ["Anna Ek", "S", "Ja"],
        ["Bo Öst", "M", "Nej"],
    ]


@RECOGNISES
@settings(max_examples=6, deadline=None)
@given(st.sampled_from(["1", "L", "LA", "RGB", "RGBA", "P", "I;16", "CMYK"]), st.sampled_from(["PNG", "TIFF"]))
def test_any_colour_model_is_read(mode: str, form: str) -> None:
    if form == "PNG" and mode == "CMYK":
        mode = "RGB"
    small = draw_page("Beslut att avslå motionen", 40).crop((100, 100, 1300, 400))
    image = Image.fromarray(np.asarray(small).astype("uint16") * 200) if mode == "I;16" else small.convert(mode)
    assert read(encode(image, form), "a").pages[0].text == "Beslut att avslå motionen\n"


def test_blank_image_has_no_text() -> None:
    assert recognise(np.full((400, 300), 255, dtype=np.uint8)).text == ""
    with pytest.raises(ReadError) as caught:
        read(encode(Image.new("L", (300, 400), 255), "PNG"), "a.png")
    assert caught.value.code == "no_text"


def code_of(data: bytes, **options: object) -> str:
    with pytest.raises(ReadError) as caught:
        read(data, "a.png", **options)  # type: ignore[arg-type]
    return caught.value.code


def test_images_that_cannot_be_read(letter_image: Image.Image) -> None:
    whole = encode(letter_image, "PNG")
    assert code_of(whole[: len(whole) // 2]) == "damaged"
    assert code_of(whole[:20]) in {"damaged", "unsupported_format"}
    assert code_of(whole, limits=Limits(pixels=1_000_000)) == "too_large"
    assert code_of(whole, ocr="off") == "no_text"
    bomb = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(bomb, "PNG")
    assert code_of(bomb.getvalue()) == "too_large"
    tiff = encode(Image.new("L", (10, 10)), "TIFF", save_all=True, append_images=[Image.new("L", (10, 10))] * 4)
    assert code_of(tiff, limits=Limits(pages=3)) == "too_large"


@RECOGNISES
def test_recognition_reports_nothing_over_the_network(letter_image: Image.Image) -> None:
    recognise(np.asarray(letter_image.crop((0, 0, 1654, 300))))
    assert sys.modules.get("openvino") is not None and sys.modules["openvino_telemetry"] is None
