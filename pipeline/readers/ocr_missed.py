"""Finds what the detector overlooks: the stroke or bullet before a list item, a letter alone in its column.

Ink outside all boxes that stands level with a line is taken into the line's box if it is near, or gets a box of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Image = NDArray[np.uint8]
    Floats = NDArray[np.float32]

# All lengths are in heights of the page's boxes, which are about half as tall again as their letters.
_NEAR: Final = 1.5
_LEVEL: Final = 0.22
_LEAST_AREA: Final = 0.008
_LETTER: Final = (0.3, 0.8)
_MARGIN: Final = 0.25
_INK: Final = 0.35
"""What is darker than paper by this share of the ink's darkness is ink, in the page drawn half as large."""
_JOIN: Final = 3
"""Ink so few pixels apart there is of one character."""
_MOST: Final = 200
"""A page with more pieces of ink outside its boxes has a picture or grain there."""


class _Pieces(NamedTuple):
    """Pieces of ink: their middles (pieces × 2), widths and heights in pixels."""

    middles: Floats
    widths: Floats
    heights: Floats


def with_missed(image: Image, boxes: Floats) -> Floats:
    """The boxes of a grey page (corners clockwise from top left) widened by ink beside them, and boxes of lone letters level with them."""
    import numpy as np

    sides = boxes[:, 1] - boxes[:, 0]
    lengths = np.maximum(np.hypot(sides[:, 0], sides[:, 1]), 1.0)
    across = boxes[:, 3] - boxes[:, 0]
    heights = np.hypot(across[:, 0], across[:, 1])
    usual = float(np.median(heights))
    pieces = _outside(image, boxes, usual)
    if not 0 < len(pieces.middles) <= _MOST:
        return boxes
    along, down = sides / lengths[:, None], np.stack([-sides[:, 1], sides[:, 0]], axis=1) / lengths[:, None]
    away = pieces.middles[:, None] - (boxes[:, 0] + boxes[:, 3])[None] / 2
    level = np.abs((away * down).sum(axis=2)) < _LEVEL * heights
    at = (away * along).sum(axis=2)
    gaps = np.where(level, np.where(at < 0, -at, at - lengths), np.inf) - pieces.widths[:, None] / 2
    wider, lone = boxes.copy(), []
    for number, box in enumerate(gaps.argmin(axis=1)):
        gap, height = float(gaps[number, box]), pieces.heights[number] / usual
        if gap < _NEAR * usual:
            reach = (gap + pieces.widths[number] + _MARGIN * usual) * along[box]
            corners, way = ((0, 3), -1) if at[number, box] < 0 else ((1, 2), 1)
            for corner in corners:
                if (way * ((boxes[box, corner] + way * reach - wider[box, corner]) @ along[box])) > 0:
                    wider[box, corner] = boxes[box, corner] + way * reach
        elif np.isfinite(gap) and _LETTER[0] < height < _LETTER[1]:
            lone.append(_box(pieces, number, along[box], down[box], _MARGIN * usual))
    return np.concatenate([wider, np.stack(lone)]) if lone else wider


def _box(pieces: _Pieces, number: int, along: Floats, down: Floats, margin: float) -> Floats:
    """The corners of a box around a piece of ink, clockwise from top left."""
    import numpy as np

    right, lower = (pieces.widths[number] / 2 + margin) * along, (pieces.heights[number] / 2 + margin) * down
    corners: Floats = np.stack([-right - lower, right - lower, right + lower, lower - right]) + pieces.middles[number]
    return corners


def _outside(image: Image, boxes: Floats, usual: float) -> _Pieces:
    """The ink outside the boxes, in pieces that may be a character each."""
    import cv2
    import numpy as np

    width, height = image.shape[1] // 2, image.shape[0] // 2
    # Averaging is quick where each pixel has whole ones.
    small = cv2.resize(image[: 2 * height, : 2 * width], (width, height), interpolation=cv2.INTER_AREA)
    paper, ink = (float(level) for level in np.percentile(small[::4, ::4], (90, 1)))
    inked = (small < paper - _INK * (paper - ink)).astype(np.uint8)
    cv2.fillPoly(inked, list((boxes / 2).round().astype(np.int32)), (0,))
    joined = cv2.dilate(inked, np.ones((_JOIN, _JOIN), dtype=np.uint8))
    _, _, stats, middles = cv2.connectedComponentsWithStats(joined, connectivity=8)
    # In pixels of the whole page
    stats, middles = 2 * stats, 2 * middles
    widths, heights = (stats[1:, i] - 2 * _JOIN + 2 for i in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT))
    fitting = (widths * heights > _LEAST_AREA * usual**2) & (widths < usual) & (heights < _LETTER[1] * usual)
    return _Pieces(middles[1:][fitting].astype(np.float32), widths[fitting].astype(np.float32), heights[fitting].astype(np.float32))
