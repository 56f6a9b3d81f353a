"""Finding and reading lines: what bears ink is looked at, widths come in few steps, and East Asian characters are not lost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from pipeline.readers import ocr_models, ocr_read
from pipeline.readers.ocr_alike import MEANT
from pipeline.readers.ocr_detect import DETECTION_SIDE, ink_extent, look_at
from pipeline.readers.ocr_graph import convolutions
from pipeline.readers.ocr_read import line_tensor
from pipeline.readers.ocr_spaces import Reading

Image = NDArray[np.uint8]


def paper(height: int, width: int, level: int = 240) -> Image:
    return np.full((height, width), level, dtype=np.uint8)


@given(st.integers(0, 700), st.integers(0, 500), st.integers(12, 90), st.integers(12, 90), st.integers(140, 255))
def test_all_ink_is_looked_at(top: int, left: int, height: int, width: int, level: int) -> None:
    page = paper(800, 600, level)
    page[top : top + height, left : left + width] = level - 100
    extent = ink_extent(page)
    assert extent is not None
    x0, y0, x1, y1 = extent
    rows, columns = np.nonzero(page < level)
    assert x0 <= columns.min() and columns.max() < x1 <= 600 and y0 <= rows.min() and rows.max() < y1 <= 800
    assert (x1 - x0) * (y1 - y0) <= (width + 96) * (height + 96)


def test_an_empty_page_has_no_ink_even_with_grain_and_dust() -> None:
    random = np.random.default_rng(1)
    page = (230 + random.normal(0, 8, (1200, 900))).clip(0, 255)
    page[random.random(page.shape) < 0.0002] = 60
    assert ink_extent(page.astype(np.uint8)) is None
    assert look_at(page.astype(np.uint8), DETECTION_SIDE) is None


def test_the_detector_sees_pages_in_few_sizes_and_at_the_pages_own_scale() -> None:
    shapes = set()
    for bottom in range(400, 2300, 50):
        page = paper(2339, 1654)
        page[200:bottom:20, 200:1450] = 0
        look = look_at(page, DETECTION_SIDE)
        assert look is not None and look.scale == pytest.approx(DETECTION_SIDE / 2339)
        assert (look.left, look.top) == (168, 168)
        shapes.add(look.tensor.shape)
    assert len(shapes) <= 10 and all(side % 128 == 0 for shape in shapes for side in shape[2:])


@given(st.integers(5, 80), st.integers(5, 4000))
def test_lines_are_drawn_in_few_widths(height: int, width: int) -> None:
    tensor, filled = line_tensor(paper(height, width))
    assert tensor.shape[:3] == (1, 3, 48) and tensor.shape[3] % 64 == 0
    drawn = round(tensor.shape[3] * filled)
    assert drawn == max(16, -(-48 * width // height)) or abs(drawn - 48 * width / height) <= 1
    assert np.all(tensor[..., drawn:] == 0) and np.all(tensor[..., :drawn] > 0)


@dataclass(frozen=True)
class Alphabets:
    own: list[str]
    whole: ocr_models.WholeAlphabet


@pytest.fixture(scope="module")
def alphabets() -> Alphabets:
    found = ocr_models.recogniser()
    return Alphabets(found.characters, found.whole)


def steps(text: str, whole: ocr_models.WholeAlphabet, chance: float) -> ocr_read._Steps:
    """A line as the networks would give it whose features point at each character of ``text``, in doubt by ``chance``."""
    columns = [whole.characters.index(c) for c in text]
    features = (20 * whole.weights / np.linalg.norm(whole.weights, axis=0)).T[columns]
    rivals = np.zeros((len(text), 1 + len(MEANT)), dtype=np.float32)
    return ocr_read._Steps(np.zeros(len(text), dtype=np.intp), np.full(len(text), chance, dtype=np.float32), rivals, features, 1.0)


def decoded(said: str, chances: list[float], rivals: dict[int, tuple[str, float]]) -> Reading:
    """What is read of steps that say ``said`` (``_`` is the blank), some with a rival: a character and its chance."""
    characters = ["_", *sorted(set(said) - {"_"})]
    columns = [" ", *MEANT]
    weighed = np.zeros((len(said), len(columns)), dtype=np.float32)
    for step, (character, chance) in rivals.items():
        weighed[step, columns.index(character)] = chance
    best = np.array([characters.index(c) for c in said], dtype=np.intp)
    features = np.zeros((len(said), 1), dtype=np.float32)
    return ocr_read._decoded(ocr_read._Steps(best, np.array(chances, dtype=np.float32), weighed, features, 1.0), characters)


def test_a_character_of_several_steps_is_as_sure_as_its_surest() -> None:
    reading = decoded("_aa_b", [0.9, 0.6, 0.98, 0.9, 0.94], {})
    assert reading.text == "ab" and reading.score == pytest.approx(0.96)
    assert reading.along == [pytest.approx(0.3), pytest.approx(0.9)]


def test_a_rarer_look_alike_that_is_half_seen_is_taken() -> None:
    assert decoded("S_6", [0.97, 0.9, 0.99], {0: ("§", 0.01)}).text == "§6"
    assert decoded("S_6", [0.97, 0.9, 0.99], {0: ("§", 0.0001)}).text == "S6"
    assert decoded("5 §", [0.99, 0.9, 0.99], {1: ("§", 0.1)}).text == "5 §"  # what the step of another character says is not asked


def test_between_two_characters_the_likeliest_space_counts() -> None:
    reading = decoded("a__bc", [0.9] * 5, {1: (" ", 0.2), 2: (" ", 0.4)})
    assert reading.spaces == [pytest.approx(0.4), 0.0]


def test_the_recogniser_has_every_letter_of_europe_and_no_chinese(alphabets: Alphabets) -> None:
    assert set("abcåäöÅÄÖéüßłžșğøæ§–—”’…•€½°") <= set(alphabets.own)
    assert not set("市上海無锡，：（") & set(alphabets.own)
    assert set("市上海锡") <= set(alphabets.whole.characters)
    assert len(alphabets.own) < 0.15 * len(alphabets.whole.characters)


def test_lines_with_chinese_are_read_with_the_whole_alphabet(alphabets: Alphabets) -> None:
    lines = [steps("上海市", alphabets.whole, 0.5), steps("avtal", alphabets.whole, 0.5), steps("上海市", alphabets.whole, 0.99)]
    assert ocr_read._east_asian_lines(lines, alphabets.whole) == [True, False, False]
    assert ocr_read._decoded(ocr_read._with_whole(lines[0], alphabets.whole), alphabets.whole.characters).text == "上海市"


def test_the_ranges_belong_to_the_installed_network() -> None:
    names = {node.get_friendly_name() for node in convolutions(ocr_models.read_model("rec"))}
    assert set(ocr_models.known_ranges()) == names  # else: python tools/calibrate_ocr.py


def test_another_network_has_no_known_ranges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_models, "digest", lambda kind: "0" * 64)
    assert ocr_models.known_ranges() == {}
