"""Recognise the text of a page image with RapidOCR's networks on OpenVINO.

The page is turned upright (scans lie on their side or head), its slant is taken out of the word boxes, and the layout
routine that text layers use writes the words out. One engine a process, one thread; the models are inside the wheel.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pipeline.readers.layout import Word, lay_out
from pipeline.readers.ocr_detect import detect, height_of, width_of
from pipeline.readers.ocr_read import read_lines
from pipeline.readers.ocr_spaces import Reading, restore_spaces
from pipeline.readers.textform import finish

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Image = NDArray[np.uint8]

_SURE: Final = 0.93
_LOWEST_SCORE: Final = 0.5
_PROBES: Final = 8
_STRAIGHTEN: Final = 4.0


@dataclass(frozen=True, slots=True)
class Recognised:
    """A page's text and how sure the recogniser is of it (0–1, weighted by characters; None where nothing was found).

    ``rotation`` is the clockwise turn in degrees that set the page upright, ``skew`` its remaining slant."""

    text: str
    confidence: float | None
    rotation: int = 0
    skew: float = 0.0


@dataclass(slots=True)
class _Line:
    """A recognised line: the corners of its box and, for each character, how far along the line its middle is (0–1)."""

    text: str
    score: float
    box: NDArray[np.float32]
    along: list[float]


@dataclass(frozen=True, slots=True)
class Located:
    """A page set upright and straight (grey), and its words with boxes in its pixels."""

    image: Image
    words: list[Word]


def recognise(image: Image) -> Recognised:
    """Recognise a page. ``image`` is grey (height × width) or RGB (height × width × 3), 8 bits, at about 200 dpi."""
    return _recognise(image)[0]


def locate(image: Image) -> Located:
    """Where the words of a page stand, recognised as by :func:`recognise`."""
    import cv2
    import numpy as np

    _, words, upright, skew = _recognise(image)
    cos, sin = math.cos(math.radians(-skew)), math.sin(math.radians(-skew))
    matrix = np.array([[cos, -sin, 0.0], [sin, cos, 0.0]])
    size = upright.shape[1], upright.shape[0]
    straight = cv2.warpAffine(upright, matrix, size, flags=cv2.INTER_CUBIC, borderValue=255)
    return Located(np.asarray(straight, dtype=np.uint8), words)


def _recognise(image: Image) -> tuple[Recognised, list[Word], Image, float]:
    """What is recognised, its words as on a straight page, the page in grey turned upright and the slant left in it (degrees)."""
    import cv2
    import numpy as np

    page: Image = np.ascontiguousarray(image if image.ndim == 2 else cv2.cvtColor(image[:, :, :3], cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    page = _without_dust(page)
    rotation = 0
    boxes, crops = detect(page)
    if _is_sideways(boxes):
        page, rotation = np.ascontiguousarray(np.rot90(page)), 270
        boxes, crops = detect(page)
    if not len(boxes):
        return Recognised("", None), [], page, 0.0
    skew = _skew(boxes)
    turned = 0.0
    if abs(skew) > _STRAIGHTEN:
        page, turned = _turn(page, skew), skew
        boxes, crops = detect(page)
        skew = _skew(boxes)
    texts = read_lines(crops)
    if _mean_score(texts) < _SURE and _is_upside_down(crops, texts):
        page, rotation = np.ascontiguousarray(np.rot90(page, 2)), (rotation + 180) % 360
        boxes, crops = detect(page)
        texts = read_lines(crops)
        skew = _skew(boxes)
    texts = restore_spaces(crops, texts)
    lines = [_Line(text, score, box, along) for box, (text, score, along, _) in zip(boxes, texts, strict=True) if score >= _LOWEST_SCORE]
    lines = [line for line in lines if line.text.strip()]
    if not lines:
        return Recognised("", None, rotation), [], page, skew
    characters = sum(len(line.text) for line in lines)
    confidence = sum(line.score * len(line.text) for line in lines) / characters
    words = [word for line in lines for word in _words(line, skew)]
    return Recognised(finish(lay_out(words)), round(confidence, 4), rotation, round(skew + turned, 2)), words, page, skew


def _without_dust(page: Image) -> Image:
    """The page without dark pixels that stand alone: between words they are read as full stops."""
    import cv2
    import numpy as np

    around = np.ones((3, 3), dtype=np.uint8)
    around[1, 1] = 0
    return np.asarray(np.maximum(page, cv2.erode(page, around)), dtype=np.uint8)


def _mean_score(texts: list[Reading]) -> float:
    characters = sum(len(text) for text, *_ in texts)
    return sum(score * len(text) for text, score, *_ in texts) / characters if characters else 0.0


def _is_sideways(boxes: NDArray[np.float32]) -> bool:
    """Whether most of the text runs up or down."""
    tall = wide = 0.0
    for box in boxes:
        across, down = width_of(box), height_of(box)
        if down > 1.5 * across:
            tall += down
        elif across > 1.5 * down:
            wide += across
    return tall > wide


def _is_upside_down(crops: list[Image], texts: list[Reading]) -> bool:
    """Whether the longest lines read clearly better when turned on their head."""
    import numpy as np

    longest = sorted(range(len(crops)), key=lambda i: -crops[i].shape[1])[:_PROBES]
    turned = read_lines([np.ascontiguousarray(np.rot90(crops[i], 2)) for i in longest])
    return _mean_score(turned) > _mean_score([texts[i] for i in longest]) + 0.02


def _skew(boxes: NDArray[np.float32]) -> float:
    """The slant of the page in degrees (positive: lines fall to the right), the median of its longer lines."""
    angles = []
    for box in boxes:
        if width_of(box) > 4 * height_of(box):
            middle = (box[1] + box[2] - box[0] - box[3]) / 2
            angles.append((math.degrees(math.atan2(float(middle[1]), float(middle[0]))), width_of(box)))
    if not angles:
        return 0.0
    angles.sort()
    half, total = sum(w for _, w in angles) / 2, 0.0
    for angle, weight in angles:
        total += weight
        if total >= half:
            return angle if abs(angle) < 20 else 0.0
    return 0.0


def _turn(image: Image, degrees: float) -> Image:
    """Turn a slanted page straight, on white, without cutting its corners off."""
    import cv2
    import numpy as np

    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    cos, sin = abs(matrix[0, 0]), abs(matrix[0, 1])
    new_width, new_height = int(height * sin + width * cos), int(height * cos + width * sin)
    matrix[0, 2] += (new_width - width) / 2
    matrix[1, 2] += (new_height - height) / 2
    turned = cv2.warpAffine(image, matrix, (new_width, new_height), flags=cv2.INTER_CUBIC, borderValue=255)
    return np.asarray(turned, dtype=np.uint8)


def _words(line: _Line, skew: float) -> list[Word]:
    """The words of a line with boxes in the page turned straight. Characters are placed by the recogniser's columns."""
    cos, sin = math.cos(math.radians(-skew)), math.sin(math.radians(-skew))

    def straight(point: Any) -> tuple[float, float]:
        return float(point[0]) * cos - float(point[1]) * sin, float(point[0]) * sin + float(point[1]) * cos

    corners = [straight(p) for p in line.box]
    left = (corners[0][0] + corners[3][0]) / 2
    right = (corners[1][0] + corners[2][0]) / 2
    top, bottom = (corners[0][1] + corners[1][1]) / 2, (corners[2][1] + corners[3][1]) / 2
    pieces = line.text.split()
    visible = sum(len(p) for p in pieces)
    # A box is drawn wider and taller than its letters; what is beyond them is about a third of the height.
    margin = min(0.3 * (bottom - top), 0.1 * (right - left))
    if len(line.along) != visible:
        return [Word(" ".join(pieces), left + margin, top, right - margin, bottom)]
    step = (right - left) / max(1, len(line.text))
    words, at = [], 0
    for piece in pieces:
        first, last = line.along[at], line.along[at + len(piece) - 1]
        at += len(piece)
        half = min(step, (last - first) * (right - left) / max(1, len(piece) - 1)) / 2 if len(piece) > 1 else step / 2
        x0, x1 = left + first * (right - left) - half, left + last * (right - left) + half
        words.append(Word(piece, max(x0, left), top, min(x1, right), bottom))
    return words
