"""Rendered documents hold their text's letters, at the text's places, and are the same each time."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from types import ModuleType

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


def test_the_same_text_gives_the_same_bytes(render: ModuleType) -> None:
    text = "Avtalet med Słupsk\fAvtalet med Győr\n"
    assert render.make_pdf(text) == render.make_pdf(text)
    assert render.make_scan(text, 3) == render.make_scan(text, 3)
