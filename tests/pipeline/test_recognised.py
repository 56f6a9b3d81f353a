"""Reading through the damage of recognised text: what is mended, what is left alone, and the verbatim text under it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.clean import CleanView, clean
from pipeline.document import Page

# Tells the words that the page itself knows.
SURROUNDINGS = (
    "\n\nKommunstyrelsen i kommunen har behandlat ärendet. Kommunstyrelsen har i kommunen en vänort, och kommunen har ett avtal.\n"
    "Avtalet om samarbete gäller och avtalet om samarbete förnyas. Ledamöter och ledamöter deltar. Barn och barn leker med Bo Ek.\n"
    "Kommunfullmäktige beslutar. Kommunfullmäktige beslutar. Protokoll för nämnden och protokoll för nämnden.\n"
)


def recognised(text: str) -> CleanView:
    return clean([Page(1, text + SURROUNDINGS, "ocr")])


def first_line(text: str) -> str:
    return recognised(text).text.split("\n")[0]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Kommunstyre1sen beslutar", "Kommunstyrelsen beslutar"),
        ("KOMMUNSTYRE1SEN BESLUTAR", "KOMMUNSTYRELSEN BESLUTAR"),
        ("K0MMUNFULLMÄKTIGE BESLUTAR", "KOMMUNFULLMÄKTIGE BESLUTAR"),
        ("Kornmunfullmäktige beslutar", "Kommunfullmäktige beslutar"),
        ("Iedamöter som deltar", "ledamöter som deltar"),
        ("Kommunfullmaktige beslutar", "Kommunfullmäktige beslutar"),
        ("Kommunfullmàktige beslutar", "Kommunfullmäktige beslutar"),
        ("Proto koll för namnden", "Protokoll för nämnden"),
        ("Kommun fullmäktige beslutar", "Kommunfullmäktige beslutar"),
        ("Enligt beslut i ärende KS 2O19/l23 gäller detta", "Enligt beslut i ärende KS 2019/123 gäller detta"),
        ("den l4 mars 2019 hölls möte", "den l4 mars 2019 hölls möte"),
        ("K§ § 40 Avtal med Lindvik", "KS § 40 Avtal med Lindvik"),
        ("R§§ 41 Avtal med Lindvik", "RS § 41 Avtal med Lindvik"),
        ("enligt K§ § 41 och KSA§ §§ 3-5", "enligt KS § 41 och KSAS §§ 3-5"),
        ("ett aytal om samarbete", "ett avtal om samarbete"),
        ("avtalet.gäller fortsatt", "avtalet gäller fortsatt"),
    ],
)
def test_what_is_read_through(read: str, meant: str) -> None:
    assert first_line(read) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Kostnaden är à 10 kr per barn",
        "Per J. Ek och Bo A. Ek deltar",
        "The partnership agreement is mentioned in Annex 1",
        "Motion av Karl-Oskar Almlund (S) om barn",
        "Office O365 och A4-papper används",
        "Bo Ek bor i Kornhamn",
        "10 l mjölk och 3 kg mjöl",
        "Sala har 22 000 invånare",
        "barn och bam leker",
        "KF §§ 40-41 och AU§ 3",
        "Se www.sala.se eller bo.ek@sala.se",
        "Ersättare Inga Ek (S)",
        "Kvarteret 1A och rum B1",
        "klockan 13.15 den 9 mars",
        "har behandlat ett ärende",
        "Avtalet är på 3 ooo kr",
    ],
)
def test_what_is_left_alone(text: str) -> None:
    assert first_line(text) == text


def test_the_verbatim_text_stays() -> None:
    text = "Kornmunfullmäktige beslutar om av talet enligt KS 2O19/l23"
    view = recognised(text)
    start = view.text.index("Kommunfullmäktige")
    a, b = view.raw_span(start, start + len("Kommunfullmäktige"))
    assert (text + SURROUNDINGS)[a:b] == "Kornmunfullmäktige"
    start = view.text.index("2019/123")
    a, b = view.raw_span(start, start + len("2019/123"))
    assert (text + SURROUNDINGS)[a:b] == "2O19/l23"


def test_cells_move_with_their_words() -> None:
    view = recognised("Kornmunfullmäktige      Protokoll      2019-03-14")
    assert [view.text[c.start : c.end] for c in view.blocks[0].cells] == ["Kommunfullmäktige", "Protokoll", "2019-03-14"]


def test_pages_read_from_a_text_layer_are_not_mended() -> None:
    assert clean([Page(1, "Kornmunfullmäktige beslutar" + SURROUNDINGS, "pdf_text")]).text.startswith("Kornmunfullmäktige")


@given(st.text(alphabet="kommunrnlI01OoåäöaoKS §/-.\n   2019", max_size=120))
def test_offsets_point_into_the_page(text: str) -> None:
    view = recognised(text)
    raw = text + SURROUNDINGS
    assert len(view.offsets) == len(view.text)
    assert all(a <= b for a, b in zip(view.offsets, list(view.offsets)[1:], strict=False))
    assert all(0 <= o < len(raw) for o in view.offsets)
    for block in view.blocks:
        assert all(view.text[c.start : c.end].strip() == view.text[c.start : c.end] for c in block.cells)
