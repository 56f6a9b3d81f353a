"""Cheap looks at a line tell only of lines that nothing is to be done to."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import lines
from pipeline.blocks import _ends_sentence
from pipeline.lines import make_line
from pipeline.readers import textform

_PIECES = st.sampled_from(
    ["a", "B", "att", " ", "  ", "   ", "\t", "*", "**", "__", "`", "#", "<b>", "[x](https://y)", "\u00ad", "-", ".", "a t t", "B E S L"]
)
_TEXTS = st.lists(_PIECES, max_size=16).map("".join)


@settings(max_examples=300)
@given(_TEXTS)
def test_what_is_deleted_is_announced(text: str) -> None:
    marked = "  " in text or "](" in text or lines._MARKED_UP.search(text) is not None
    assert marked or not any(pattern.search(text) for pattern in lines._DELETE)
    assert lines._LONE_LETTERS.search(text) or not lines._SPACED_WORD.search(text)
    assert "\t" in text or "   " in text or not lines.GAP.search(text)


@settings(max_examples=300)
@given(_TEXTS, st.integers(0, 50))
def test_each_character_of_a_line_stands_where_its_offset_says(text: str, offset: int) -> None:
    line = make_line(text, offset, 1)
    if line is None:
        return
    assert len(line.text) == len(line.offsets) and list(line.offsets) == sorted(line.offsets)
    raw = text.translate(lines._ONE_FOR_ONE)
    assert all(c in (raw[at - offset], "\t", " ") for c, at in zip(line.text, line.offsets, strict=True))


@settings(max_examples=300)
@given(st.lists(st.one_of(_PIECES, st.sampled_from(list("ÃÂâ\u00a0\u2010\ufffd\u019f\u200bå"))), max_size=12).map("".join))
def test_a_plain_line_is_read_as_any_other(text: str) -> None:
    plain = lines._NOT_PLAIN.search(text) is None
    assert make_line(text, 0, 1, plain) == make_line(text, 0, 1)
    assert not any(c in text for c in "#*_`<Ã\u00a0\ufffd") or not plain


@given(st.text("ab \t", max_size=30), st.integers(0, 20))
def test_the_width_of_a_piece_is_that_of_the_whole_line(text: str, column: int) -> None:
    assert column + lines._width(text, column) == len((" " * column + text).expandtabs(8))


@settings(max_examples=300)
@given(st.lists(st.sampled_from(["kap.", "a", " ", ".", ":", "?", '"', ")", "”", "8 "]), min_size=1, max_size=6).map("".join))
def test_the_end_of_a_sentence(text: str) -> None:
    assert _ends_sentence(text) == bool(re.search(r"[.!?:;][\"”’)]*(?<!\bkap\.)$", text))


@given(st.text(max_size=40))
def test_text_without_a_mapped_character_is_not_mapped(text: str) -> None:
    assert textform._TRANSLATED.search(text) or text.translate(textform._TRANSLATION) == text
