"""Ink that the detector overlooked beside a line: strokes, bullets and lone letters get into a box, dust and rules do not."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.readers.ocr import _without_dust
from pipeline.readers.ocr_missed import with_missed

Image = NDArray[np.uint8]
TOPS = (200, 260, 320)


def page() -> tuple[Image, NDArray[np.float32]]:
    """Three lines of bars, 40 pixels between the feet of the boxes, and their boxes."""
    image = np.full((600, 900), 240, dtype=np.uint8)
    boxes = []
    for top in TOPS:
        for left in range(200, 700, 20):
            image[top + 10 : top + 30, left : left + 12] = 20
        boxes.append([(190, top), (710, top), (710, top + 40), (190, top + 40)])
    return image, np.array(boxes, dtype=np.float32)


def covered(boxes: NDArray[np.float32], x: int, y: int) -> list[int]:
    return [i for i, box in enumerate(boxes) if box[:, 0].min() <= x <= box[:, 0].max() and box[:, 1].min() <= y <= box[:, 1].max()]


@pytest.mark.parametrize(("size", "x"), [((5, 16), 160), ((12, 12), 158), ((5, 16), 730)])
def test_a_stroke_or_bullet_beside_a_line_is_of_the_line(size: tuple[int, int], x: int) -> None:
    image, boxes = page()
    image[280 - size[0] // 2 : 280 + size[0] // 2 + 1, x : x + size[1]] = 20
    found = with_missed(image, boxes)
    assert len(found) == 3 and covered(found, x, 280) == covered(found, x + size[1], 280) == [1]
    assert np.array_equal(found[[0, 2]], boxes[[0, 2]])


def test_a_letter_alone_in_its_column_has_a_box() -> None:
    image, boxes = page()
    image[330:350, 830:845] = 20
    found = with_missed(image, boxes)
    assert len(found) == 4 and np.array_equal(found[:3], boxes)
    assert covered(found, 830, 330) == covered(found, 845, 350) == [3]


def test_a_slanting_line_is_widened_along_its_slant() -> None:
    image, boxes = page()
    boxes[:, 1:3, 1] += 30
    image[274:281, 150:166] = 20
    image[294:301, 500:600] = 240
    found = with_missed(image, boxes)[1]
    upper = (found[1] - found[0]) / np.linalg.norm(found[1] - found[0])
    before = (boxes[1, 1] - boxes[1, 0]) / np.linalg.norm(boxes[1, 1] - boxes[1, 0])
    assert found[0, 0] < 150 and upper == pytest.approx(before, abs=1e-3)


def test_what_is_between_lines_or_as_long_as_a_rule_is_left_alone() -> None:
    image, boxes = page()
    image[248:252, 150:160] = 20  # between two lines
    image[500:520, 300:312] = 20  # level with none
    image[278:282, 20:150] = 20  # a rule
    assert np.array_equal(with_missed(image, boxes), boxes)


def test_a_page_of_pictures_is_left_alone() -> None:
    image, boxes = page()
    for x in range(20, 180, 12):
        for y in range(20, 560, 12):
            image[y : y + 6, x : x + 6] = 20
    assert np.array_equal(with_missed(image, boxes), boxes)


def test_a_dark_pixel_alone_is_dust_and_two_are_ink() -> None:
    image = np.full((40, 40), 240, dtype=np.uint8)
    image[10, 10] = 20
    image[20, 20:22] = 20
    image[30:40, 5] = 20
    clean = _without_dust(image)
    assert clean[10, 10] == 240
    assert (clean[20, 20:22] == 20).all() and (clean[30:40, 5] == 20).all()
