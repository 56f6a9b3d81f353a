"""Sentences: a stop ends one, an abbreviation does not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.sentences import sentences, sentences_one_by_one


def split(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Motionen avslås. Beslutet är enhälligt.", ["Motionen avslås.", "Beslutet är enhälligt."]),
        ("Varför då? Det vet ingen! Så är det.", ["Varför då?", "Det vet ingen!", "Så är det."]),
        ("Bl.a. Malmö och t.ex. Lund svarade.", ["Bl.a. Malmö och t.ex. Lund svarade."]),
        ("Enligt dnr. KS 2019/12 och kap. Fem gäller det.", ["Enligt dnr. KS 2019/12 och kap. Fem gäller det."]),
        ("A. Berg (S) yrkar bifall. B. Dahl (M) yrkar avslag.", ["A. Berg (S) yrkar bifall.", "B. Dahl (M) yrkar avslag."]),
        ("Avtalet gäller t.o.m. 2019. Därefter upphör det.", ["Avtalet gäller t.o.m. 2019.", "Därefter upphör det."]),
        ("Rad ett\nRad två", ["Rad ett", "Rad två"]),
        ("Hon sade ”ja.” Sedan gick hon.", ["Hon sade ”ja.”", "Sedan gick hon."]),
        ("Anna Berg, Bo Dahl m.fl. Ärendet bordläggs.", ["Anna Berg, Bo Dahl m.fl. Ärendet bordläggs."]),
    ],
)
def test_splits(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@given(st.text(alphabet="aA. \n?”(1", max_size=80))
def test_sentences_lie_in_order_and_lose_only_space(text: str) -> None:
    extents = list(sentences(text, 0, len(text)))
    assert all(a < b for a, b in extents)
    assert all(b <= c for (_, b), (c, _) in pairwise(extents))
    assert "".join("".join(text[a:b] for a, b in extents).split()) == "".join(text.split())
    assert list(sentences_one_by_one(text, 0, len(text))) == extents
    for a, _ in extents:
        assert list(sentences_one_by_one(text, a, len(text))) == [extent for extent in extents if extent[0] >= a]


def test_an_extent_inside_the_text() -> None:
    text = "Ett. Två. Tre."
    assert [text[a:b] for a, b in sentences(text, 5, len(text))] == ["Två.", "Tre."]
