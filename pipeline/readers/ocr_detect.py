"""Find the lines of a page: where they lie, and cut out upright.

Only the part of the page that bears ink is looked at, for empty margins cost as much as text.
"""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import median
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pipeline.readers import ocr_models
from pipeline.readers.ocr_graph import unfolded
from pipeline.readers.ocr_missed import with_missed
from pipeline.readers.ocr_read import as_tensor

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Image = NDArray[np.uint8]

DETECTION_SIDE: Final = 1280
"""Longest side of the picture that lines are looked for in: at less, lone pieces such as ``§ 47`` are overlooked."""

_FINE_SIDE: Final = 2000
_SMALLEST_TEXT: Final = 11.0
_SIDE_STEP: Final = 128
_CELL: Final = 8
_INK: Final = 7.0
"""A cell of 8 × 8 pixels so much darker than the paper bears ink (of 255): text does by 20 and more, grain and dust do not."""
_AROUND_INK: Final = 32


class Look(NamedTuple):
    """What the detector is shown of a page: the ``tensor``, its upper left corner on the page and the scale that it is drawn at."""

    tensor: NDArray[np.float32]
    left: int
    top: int
    scale: float


@lru_cache(maxsize=1)
def _detector() -> Any:
    return ocr_models.detector()


@lru_cache(maxsize=1)
def _box_finder() -> Any:
    """What makes boxes of the detector's map. Doubtful ones are let through: the recogniser judges them better."""
    # RapidOCR's own setting up would compile the networks once more; only its geometry is used.
    from rapidocr.ch_ppocr_det.utils import DBPostProcess

    return DBPostProcess(thresh=0.3, box_thresh=0.3, max_candidates=1000, unclip_ratio=1.6, score_mode="fast", use_dilation=True)


def detect(image: Image) -> tuple[NDArray[np.float32], list[Image]]:
    """The boxes of the lines of a grey page (corners clockwise from top left) and the lines cut out upright."""
    boxes = _boxes_at(image, DETECTION_SIDE)
    side = max(image.shape[:2])
    if len(boxes) and side > DETECTION_SIDE:
        heights = median(height_of(box) for box in boxes) * DETECTION_SIDE / side
        if heights < _SMALLEST_TEXT:
            boxes = _boxes_at(image, min(side, _FINE_SIDE))
    if not len(boxes):
        return boxes, []
    from rapidocr.utils.process_img import get_rotate_crop_image

    boxes = with_missed(image, boxes)
    return boxes, [get_rotate_crop_image(image, box.copy()) for box in boxes]


def _boxes_at(image: Image, side: int) -> NDArray[np.float32]:
    """The boxes found in the page drawn with this longest side."""
    import numpy as np

    none = np.zeros((0, 4, 2), dtype=np.float32)
    look = look_at(image, side)
    if look is None:
        return none
    request = _detector()
    request.infer([look.tensor])
    from rapidocr.ch_ppocr_det.main import TextDetector

    chances = unfolded(request.get_output_tensor().data[0])
    size = tuple(round(length / look.scale) for length in look.tensor.shape[2:])
    boxes, _ = _box_finder()(chances[None, None], size)
    if not len(boxes):
        return none
    placed = np.asarray(TextDetector.sorted_boxes(boxes), dtype=np.float32) + np.array([look.left, look.top], dtype=np.float32)
    return np.asarray(placed.clip(0, [image.shape[1] - 1, image.shape[0] - 1]), dtype=np.float32)


def look_at(image: Image, side: int) -> Look | None:
    """The part of a grey page that bears ink, at the scale at which the page's longest side is ``side``; None where there is no ink.

    The picture is filled up with paper to sides in few sizes, for each size costs the detector a preparation."""
    import cv2
    import numpy as np

    extent = ink_extent(image)
    if extent is None:
        return None
    left, top, right, bottom = extent
    scale = min(1.0, side / max(image.shape[:2]))
    part = image[top:bottom, left:right]
    width, height = (max(1, round(length * scale)) for length in (right - left, bottom - top))
    drawn = cv2.resize(part, (width, height)) if scale < 1 else part
    tensor = np.ones((1, 3, *(math.ceil(length / _SIDE_STEP) * _SIDE_STEP for length in (height, width))), dtype=np.float32)
    tensor[..., :height, :width] = as_tensor(drawn)
    return Look(tensor, left, top, scale)


def ink_extent(image: Image) -> tuple[int, int, int, int] | None:
    """Left, top, right and bottom of what bears ink on a grey page, with some paper around it; None for an empty page."""
    import cv2
    import numpy as np

    height, width = image.shape[:2]
    cells = cv2.resize(image, (math.ceil(width / _CELL), math.ceil(height / _CELL)), interpolation=cv2.INTER_AREA)
    inked = cells < float(np.percentile(cells, 90)) - _INK
    rows, columns = (np.flatnonzero(inked.any(axis=axis)) for axis in (1, 0))
    if not len(rows):
        return None
    left, right = int(columns[0]) * _CELL - _AROUND_INK, (int(columns[-1]) + 1) * _CELL + _AROUND_INK
    top, bottom = int(rows[0]) * _CELL - _AROUND_INK, (int(rows[-1]) + 1) * _CELL + _AROUND_INK
    return max(0, left), max(0, top), min(width, right), min(height, bottom)


def width_of(box: NDArray[np.float32]) -> float:
    """The length of a box's upper side."""
    return math.hypot(float(box[1][0] - box[0][0]), float(box[1][1] - box[0][1]))


def height_of(box: NDArray[np.float32]) -> float:
    """The length of a box's left side."""
    return math.hypot(float(box[3][0] - box[0][0]), float(box[3][1] - box[0][1]))
