"""Spaces that recognition lost are put back where it half saw one and the picture has a gap. Letters here are drawn as bars."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from pipeline.readers.ocr_spaces import Reading, restore_spaces

HEIGHT, LETTER, GAP, SPACE = 48, 16, 4, 20


def line(drawn: str, read: str, space: int = SPACE, gap: int = GAP, chance: float = 0.2) -> tuple[NDArray[np.uint8], Reading]:
    """The picture of ``drawn``, read as ``read``: the same letters with some of the spaces. Where there is one it was half seen,
    with ``chance``."""
    places, x = [], 6
    for character in drawn:
        if character == " ":
            x += space - gap
        else:
            places.append(x)
            x += LETTER + gap
    image = np.full((HEIGHT, x + 6), 250, dtype=np.uint8)
    for place in places:
        image[10:-10, place : place + LETTER] = 20
    ends = [i for i, c in enumerate(drawn) if c != " "]
    spaces = [chance if after - before > 1 else 1e-6 for before, after in pairwise(ends)]
    return image, Reading(read, 0.9, [(place + LETTER / 2) / image.shape[1] for place in places], spaces)


# Enough gaps between words to measure by
PAGE = [line(text, text) for text in ["ett avtal med en stad", "som ingicks för en tid sedan", "och nu ska ses över igen"]]


def restored(*lines: tuple[NDArray[np.uint8], Reading]) -> list[str]:
    together = [*PAGE, *lines]
    readings = restore_spaces([image for image, _ in together], [reading for _, reading in together])
    assert [r.text for r in readings[: len(PAGE)]] == [r.text for _, r in PAGE]
    return [r.text for r in readings[len(PAGE) :]]


def test_a_lost_space_is_put_back() -> None:
    assert restored(line("Leif Nordmalm för Lars", "Leif Nordmalmför Lars")) == ["Leif Nordmalm för Lars"]


def test_a_word_stays_whole() -> None:
    assert restored(line("vänortsavtalet", "vänortsavtalet")) == ["vänortsavtalet"]


def test_a_heading_set_apart_letter_by_letter_is_left_alone() -> None:
    assert restored(line("BESLUT", "BESLUT", gap=SPACE)) == ["BESLUT"]


def test_neither_a_gap_nor_a_doubt_alone_is_a_space() -> None:
    assert restored(line("avta let", "avtalet", chance=0.001)) == ["avtalet"]
    image, reading = line("till", "till")
    assert restored((image, reading._replace(spaces=[0.4, 0.0, 0.0]))) == ["till"]


def test_the_wider_the_gap_the_less_must_be_seen() -> None:
    assert restored(line("en stad", "enstad", chance=0.02)) == ["en stad"]
    assert restored(line("en stad", "enstad", space=SPACE // 2, chance=0.02)) == ["enstad"]
    assert restored(line("en stad", "enstad", space=SPACE // 2, chance=0.2)) == ["en stad"]


def test_beside_a_bracket_and_a_figure_spaces_are_found() -> None:
    assert restored(line("Rydell (S)", "Rydell(S)"), line("den 24 maj", "den24maj")) == ["Rydell (S)", "den 24 maj"]


def test_within_dates_and_numbers_more_must_be_seen() -> None:
    assert restored(line("2021: 15", "2021:15", chance=0.1)) == ["2021:15"]
    assert restored(line("2021: 15", "2021:15", chance=0.3)) == ["2021: 15"]


def test_a_page_with_few_words_gives_no_measure() -> None:
    image, reading = line("Nordmalm för", "Nordmalmför")
    assert restore_spaces([image], [reading]) == [reading]


def test_the_paper_beyond_the_last_letter_is_no_gap() -> None:
    image, reading = line("Protokoll", "Protokoll")
    off = [min(1.0, a + 0.04) for a in reading.along]
    assert restored((np.pad(image, ((0, 0), (0, 60)), constant_values=250), reading._replace(along=off))) == ["Protokoll"]


def test_unknown_places_and_empty_pictures_are_left_alone() -> None:
    image, reading = line("Nordmalm för", "Nordmalmför")
    blank = np.full_like(image, 250)
    assert restored((image, reading._replace(along=[0.5])), (blank, reading)) == ["Nordmalmför", "Nordmalmför"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("abcdefghå", min_size=2, max_size=7), min_size=3, max_size=6), st.data())
def test_any_lost_space_is_found_and_none_is_invented(words: list[str], data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.sampled_from([" ", " ", ""]), min_size=len(words) - 1, max_size=len(words) - 1))
    read = words[0] + "".join(space + word for space, word in zip(kept, words[1:], strict=True))
    assert restored(line(" ".join(words), read)) == [" ".join(words)]
