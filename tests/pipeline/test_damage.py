"""Lost ligatures, double-encoded characters and letters set apart are read through; the verbatim text stays."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.clean import clean
from pipeline.damage import read_through
from pipeline.document import Page

LOST = "\ufffd"


def read(text: str) -> str:
    return read_through(text, list(range(len(text))))[0]


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        (f"interpella{LOST}on", "interpellation"),
        (f"{LOST}ll kommunfullmäk{LOST}ge", "till kommunfullmäktige"),
        (f"o{LOST}entlig handling", "offentlig handling"),
        (f"Mo{LOST}on om samarbete", "Motion om samarbete"),
        (f"e{LOST}er beslut a{LOST} avslå", "efter beslut att avslå"),
        (f"mänskliga rä{LOST}igheter och demokra{LOST}", "mänskliga rättigheter och demokrati"),
        (f"u{LOST}ärda och u{LOST}orma", "utfärda och utforma"),
        (f"{LOST}nansiering av in{LOST}ytande", "finansiering av inflytande"),
        (f"poli{LOST}sk tra{LOST}k", "politisk trafik"),
        ("beslutaƟ om MoƟonen", "beslutati om Motionen"),
        ("aƩ fullmäkƟge", "att fullmäktige"),
        ("upphör eŌer avtalet", "upphör efter avtalet"),
        (f"sam{LOST}digt i {LOST}llväxt", "samtidigt i tillväxt"),
    ],
)
def test_lost_ligatures(damaged: str, meant: str) -> None:
    assert read(damaged) == meant


@pytest.mark.parametrize("text", [f"Ho{LOST}s", f"xy{LOST}zq", "Ōsaka och Kyōto", LOST, f"12{LOST}34"])
def test_a_sign_whose_letters_no_word_tells_stays(text: str) -> None:
    assert read(text) == text


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzåäöÅÄÖé §–”’0123456789.,", max_size=60), st.sampled_from(("cp1252", "latin-1")))
def test_double_encoded_text_is_read_as_it_was_written(text: str, codec: str) -> None:
    damaged = "".join(c if ord(c) < 128 else c.encode().decode(codec, errors="replace") for c in text)
    assume("\ufffd" not in damaged)
    assert read(damaged) == text


def test_evidence_quotes_the_whole_of_a_double_encoded_character() -> None:
    raw = "Ã¥tgÃ¤rden som kommunen fÃ¥r\n"
    view = clean([Page(1, raw, "text")])
    assert view.text == "åtgärden som kommunen får"
    for word, verbatim in (("åtgärden", "Ã¥tgÃ¤rden"), ("få", "fÃ¥"), ("åtgä", "Ã¥tgÃ¤")):
        start = view.text.rindex(word)
        a, b = view.raw_span(start, start + len(word))
        assert raw[a:b] == verbatim


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        ("PRO T OK OL L", "PROTOKOLL"),
        ("K o m m u n s t yr e l s e n", "Kommunstyrelsen"),
        ("K O M M U N F U L L M Ä K T IG E", "KOMMUNFULLMÄKTIGE"),
        ("T J Ä N S T E S K R I V E L S E", "TJÄNSTESKRIVELSE"),
    ],
)
def test_letters_set_apart(damaged: str, meant: str) -> None:
    assert read(damaged) == meant


@pytest.mark.parametrize(
    "text",
    [
        "à 10 kr per st",
        "J R R Ek och Bo Ek",
        "São Paulo, SÃO TOMÉ",
        "Château och Câmara",
        "X X X X X",
        "Ja Nej Avst Ja",
        "A B C och D",
        "§ 12 och 13 §",
        "Inte en enda av de tre",
        "motion och interpellation",
    ],
)
def test_what_is_left_alone(text: str) -> None:
    assert read(text) == text


@given(st.text(alphabet=f"tillmoonpe{LOST}ƟƩŌÃ¤¥¶Â§ \t", max_size=80))
def test_offsets_stay_true(text: str) -> None:
    seen, offsets = read_through(text, list(range(len(text))))
    assert len(seen) == len(offsets)
    assert offsets == sorted(offsets)
    assert all(0 <= o < len(text) for o in offsets)
