"""Rendered documents hold their text's letters, at the text's places, and are the same each time."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from types import ModuleType

import docx
import pdfplumber
import pypdfium2 as pdfium
import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def render() -> ModuleType:
    pytest.importorskip("reportlab")
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import render_documents
    finally:
        sys.path.remove(str(ROOT / "tools"))
    return render_documents


def text_of(content: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(content))


NAMES = ["Słupsk", "Elbląg", "Győr", "Łódź", "Poznań", "Čačak", "Plzeň", "Jūrmala", "Đakovo", "Tromsø", "Šiauliai", "Ålborg", "İzmir"]


@pytest.mark.parametrize("name", NAMES)
def test_each_latin_letter_is_in_the_text_layer(render: ModuleType, name: str) -> None:
    assert f"avtalet med {name} löper ut" in " ".join(text_of(render.make_pdf(f"Vänortsavtalet med {name} löper ut.\n")).split())


def test_signs_that_no_font_has_are_question_marks(render: ModuleType) -> None:
    assert "till ????? i" in text_of(render.make_pdf("Resa till Αθήνα i maj.\n"))


def test_columns_stay_beneath_each_other(render: ModuleType) -> None:
    names = ("Petrović Amir", "Lind Nils", "Łącka Ćśńź Ęąść")
    content = render.make_pdf("".join(f"{name:<30}Z\n" for name in names))
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        found = [char["x0"] for char in pdf.pages[0].chars if char["text"] == "Z"]
    assert len(found) == len(names)
    assert max(found) - min(found) < 0.1


def test_what_stands_beyond_the_margin_moves_to_the_left(render: ModuleType) -> None:
    (page,) = render.pages_of(" " * 80 + "Dnr KFKS 2014/311-2\n" + " " * 60 + "ord " * 20)
    assert page[0].strip() == "Dnr KFKS 2014/311-2" and len(page[0]) == render.COLUMNS
    assert " ".join(" ".join(page[1:]).split()) == "ord " * 19 + "ord" and all(len(line) <= render.COLUMNS for line in page)


def test_the_same_text_gives_the_same_bytes(render: ModuleType) -> None:
    text = "Avtalet med Słupsk\fAvtalet med Győr\n"
    assert render.make_pdf(text) == render.make_pdf(text)
    assert render.make_scan(render.make_pdf(text), 3) == render.make_scan(render.make_pdf(text), 3)


FLOWING = """Beslutande        Bo Ek (S), ordförande
                  Eva Dahl (M)

Samarbetet med Słupsk har pågått sedan 1998 och omfattar kultur och närings-
liv i båda kommunerna.
- skola
- kultur
"""


@pytest.mark.parametrize("form", ["flowing-pdf", "flowing-scan"])
def test_flowing_pages_are_drawn(render: ModuleType, form: str) -> None:
    content = render.render(FLOWING + "\f" + FLOWING, form, "a")
    assert len(pdfium.PdfDocument(content)) == 2
    assert render.render(FLOWING + "\f" + FLOWING, form, "a") == content


def test_paragraphs_are_broken_anew_in_proportional_letters(render: ModuleType) -> None:
    lines = [" ".join(line.split()) for line in text_of(render.render(FLOWING, "flowing-pdf", "a")).splitlines()]
    assert "Samarbetet med Słupsk har pågått sedan 1998 och omfattar kultur och näringsliv i båda kommunerna." in lines
    assert lines[-2:] == ["- skola", "- kultur"]
    with pdfplumber.open(io.BytesIO(render.render(FLOWING, "flowing-pdf", "a"))) as pdf:
        left = {word["text"]: word["x0"] for word in pdf.pages[0].extract_words()}
        fonts = {char["fontname"] for char in pdf.pages[0].chars if char["text"] in "BEO("}
    assert abs(left["Bo"] - left["Eva"]) < 0.1
    assert fonts == {"Times-Roman"}


def test_a_word_file_has_a_paragraph_for_each_and_tabs_between_cells(render: ModuleType) -> None:
    document = docx.Document(io.BytesIO(render.render(FLOWING, "flowing-docx", "a")))
    assert [p.text for p in document.paragraphs] == [
        "Beslutande\tBo Ek (S), ordförande",
        "Eva Dahl (M)",
        "Samarbetet med Słupsk har pågått sedan 1998 och omfattar kultur och näringsliv i båda kommunerna.",
        "- skola",
        "- kultur",
    ]
