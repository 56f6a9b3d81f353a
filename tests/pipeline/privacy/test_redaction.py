"""The law of offsets: whatever is replaced, a quote is what stands at its mapped place, and what was replaced is gone."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.privacy.redaction import BLOCK, RedactedText, Redaction, masked

TEXTS = st.text("ab åé😀\n\f.", min_size=1, max_size=60)
REPLACEMENTS = st.sampled_from([None, "Person-abc", "[person]", "x"])


@st.composite
def redacted(draw: st.DrawFn) -> tuple[str, list[Redaction], list[int]]:
    text = draw(TEXTS)
    places = st.integers(0, len(text))
    stretches = [
        Redaction(*sorted(draw(st.tuples(places, places))), replacement=draw(REPLACEMENTS)) for _ in range(draw(st.integers(0, 4)))
    ]
    return text, stretches, sorted({0, *draw(st.lists(places, max_size=3))})


@given(redacted(), st.data())
def test_what_lies_outside_is_kept_at_its_mapped_place(case: tuple[str, list[Redaction], list[int]], data: st.DataObject) -> None:
    text, stretches, pages = case
    new = RedactedText(text, stretches, pages)
    start, end = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    if start == end:
        return
    mapped_start, mapped_end = new.start(start), new.end(end)
    assert 0 <= mapped_start <= mapped_end <= len(new.text)
    quote = new.text[mapped_start:mapped_end]
    touched = [p for p in new.pieces if p.start < end and start < p.end]
    if not touched:
        assert quote == text[start:end]
    expected, at = "", min([start, *(p.start for p in touched)])
    for piece in touched:
        expected += text[at : piece.start] + (piece.replacement if piece.replacement is not None else masked(text[piece.start : piece.end]))
        at = piece.end
    assert quote == expected + text[at : max([end, *(p.end for p in touched)])]


@given(redacted())
def test_pages_stay_end_to_end_and_the_whole_is_their_sum(case: tuple[str, list[Redaction], list[int]]) -> None:
    text, stretches, pages = case
    new = RedactedText(text, stretches, pages)
    edges = [*pages, len(text)]
    parts = [new.text[new.start(a) : new.end(b)] if a < b else "" for a, b in pairwise(edges)]
    assert "".join(parts) == new.text


@given(redacted())
def test_nothing_of_what_is_replaced_remains(case: tuple[str, list[Redaction], list[int]]) -> None:
    text, stretches, pages = case
    covered = {i for r in stretches for i in range(r.start, r.end) if not text[i].isspace()}
    pieces = RedactedText(text, stretches, pages).pieces
    assert covered == {i for p in pieces for i in range(p.start, p.end) if not text[i].isspace()}


def test_a_mask_is_as_long_as_what_it_hides_and_keeps_white_space() -> None:
    new = RedactedText("tel 016-710 00\nslut", [Redaction(4, 14)])
    assert new.text == f"tel {BLOCK * 7} {BLOCK * 2}\nslut"


def test_overlapping_stretches_are_masked_together() -> None:
    assert RedactedText("Bo Ek 811218", [Redaction(0, 5, "Person-x"), Redaction(3, 12)]).text == f"{BLOCK * 2} {BLOCK * 2} {BLOCK * 6}"


def test_a_name_over_two_pages_is_replaced_on_both() -> None:
    assert RedactedText("av Bo\n\fEk sa", [Redaction(3, 9, "Person-x")], [0, 6]).text == "av Person-x\n\fPerson-x sa"
