"""Recognise the text of a page image with RapidOCR on OpenVINO.

The page is turned upright (scans lie on their side or head), its slant is taken out of the word boxes, and the layout
routine that text layers use writes the words out. One engine a process, one thread; the models are inside the wheel.
"""

from __future__ import annotations

import logging
import math
import sys
from dataclasses import dataclass
from functools import lru_cache
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from pipeline.readers.layout import Word, lay_out
from pipeline.readers.ocr_spaces import Reading, restore_spaces
from pipeline.readers.textform import finish

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Image = NDArray[np.uint8]

DETECTION_SIDE: Final = 1280
"""Longest side of the picture that lines are looked for in: at less, lone pieces such as ``§ 47`` are overlooked."""

_FINE_SIDE: Final = 2000
_KERNELS_KEPT: Final = 50
_SMALLEST_TEXT: Final = 11.0
_SURE: Final = 0.93
_LOWEST_SCORE: Final = 0.5
_PROBES: Final = 8
_STRAIGHTEN: Final = 0.8


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
    """A page set upright and straight (RGB), and its words with boxes in its pixels."""

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
    straight = cv2.warpAffine(upright, matrix, size, flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))
    return Located(np.asarray(straight, dtype=np.uint8), words)


def _recognise(image: Image) -> tuple[Recognised, list[Word], Image, float]:
    """What is recognised, its words as on a straight page, the page turned upright and the slant that is left in it (degrees)."""
    import numpy as np

    colour = np.repeat(image[:, :, None], 3, axis=2) if image.ndim == 2 else image
    colour = np.ascontiguousarray(colour[:, :, :3])
    rotation = 0
    boxes, crops = _detect(colour)
    if _is_sideways(boxes):
        colour, rotation = np.ascontiguousarray(np.rot90(colour)), 270
        boxes, crops = _detect(colour)
    if not len(boxes):
        return Recognised("", None), [], colour, 0.0
    skew = _skew(boxes)
    turned = 0.0
    if abs(skew) > _STRAIGHTEN:
        colour, turned = _turn(colour, skew), skew
        boxes, crops = _detect(colour)
        skew = _skew(boxes)
    texts = _read(crops)
    if _mean_score(texts) < _SURE and _is_upside_down(crops, texts):
        colour, rotation = np.ascontiguousarray(np.rot90(colour, 2)), (rotation + 180) % 360
        boxes, crops = _detect(colour)
        texts = _read(crops)
        skew = _skew(boxes)
    texts = restore_spaces(crops, texts)
    lines = [_Line(text, score, box, along) for box, (text, score, along) in zip(boxes, texts, strict=True) if score >= _LOWEST_SCORE]
    lines = [line for line in lines if line.text.strip()]
    if not lines:
        return Recognised("", None, rotation), [], colour, skew
    characters = sum(len(line.text) for line in lines)
    confidence = sum(line.score * len(line.text) for line in lines) / characters
    words = [word for line in lines for word in _words(line, skew)]
    return Recognised(finish(lay_out(words)), round(confidence, 4), rotation, round(skew + turned, 2)), words, colour, skew


@lru_cache(maxsize=1)
def _engine() -> Any:
    """The engine of this process, silent and on one thread."""
    # OpenVINO reports its use over the network when imported; without this module it takes its own silent stand-in.
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    from rapidocr import EngineType, RapidOCR

    parameters = {
        "Global.log_level": "critical",
        "Global.use_cls": False,
        "Global.return_word_box": True,
        "Global.use_vertical_padding": False,
        "Det.engine_type": EngineType.OPENVINO,
        "Rec.engine_type": EngineType.OPENVINO,
        "Det.limit_type": "max",
        "Det.limit_side_len": DETECTION_SIDE,
        # Doubtful boxes are let through: the recogniser judges them better.
        "Det.box_thresh": 0.3,
        "EngineConfig.openvino.inference_num_threads": 1,
        "EngineConfig.openvino.num_streams": 1,
    }
    engine = RapidOCR(params=parameters)
    loaders: tuple[Any, ...] = (engine._load_det_model, engine._load_rec_model)
    for load in loaders:
        _bound_memory(load().session)
    return engine


def _bound_memory(session: Any) -> None:
    """Compile a session's model again with a small cache of kernels: the default keeps one for every width of line ever seen,
    and the process grows without end."""
    from openvino import Core

    settings = {"CPU_RUNTIME_CACHE_CAPACITY": str(_KERNELS_KEPT), "INFERENCE_NUM_THREADS": "1", "NUM_STREAMS": "1"}
    session.session = Core().compile_model(session.model, "CPU", settings).create_infer_request()


def _detect(image: Image) -> tuple[NDArray[np.float32], list[Image]]:
    """The boxes of the lines (corners clockwise from top left) and the lines cut out upright."""
    boxes, crops = _detect_at(image, DETECTION_SIDE)
    side = max(image.shape[:2])
    if len(boxes) and side > DETECTION_SIDE:
        heights = median(_height(box) for box in boxes) * DETECTION_SIDE / side
        if heights < _SMALLEST_TEXT:
            return _detect_at(image, min(side, _FINE_SIDE))
    return boxes, crops


def _detect_at(image: Image, side: int) -> tuple[NDArray[np.float32], list[Image]]:
    import numpy as np
    from rapidocr.main import RapidOCRError

    engine = _engine()
    if engine.text_det is not None:
        engine.text_det.limit_side_len = side
    try:
        crops, found = engine.detect_and_crop(image, {"preprocess": {"ratio_h": 1.0, "ratio_w": 1.0}})
    except RapidOCRError:
        return np.zeros((0, 4, 2), dtype=np.float32), []
    return np.asarray(found.boxes, dtype=np.float32), crops


def _read(crops: list[Image]) -> list[Reading]:
    """Text, score and places of the characters of each line."""
    from rapidocr.main import RapidOCRError

    if not crops:
        return []
    try:
        result = _engine().recognize_txt(crops)
    except RapidOCRError:
        return [Reading("", 0.0, [])] * len(crops)
    lines = []
    for text, score, info in zip(result.txts, result.scores, result.word_results, strict=True):
        columns = [c for word in info.word_cols for c in word] if info is not None else []
        length = max(float(info.line_txt_len), 1.0) if columns else 1.0
        lines.append(Reading(text, float(score), [min(1.0, (c + 0.5) / length) for c in columns]))
    return lines


def _mean_score(texts: list[Reading]) -> float:
    characters = sum(len(text) for text, _, _ in texts)
    return sum(score * len(text) for text, score, _ in texts) / characters if characters else 0.0


def _is_sideways(boxes: NDArray[np.float32]) -> bool:
    """Whether most of the text runs up or down."""
    tall = wide = 0.0
    for box in boxes:
        across, down = _width(box), _height(box)
        if down > 1.5 * across:
            tall += down
        elif across > 1.5 * down:
            wide += across
    return tall > wide


def _is_upside_down(crops: list[Image], texts: list[Reading]) -> bool:
    """Whether the longest lines read clearly better when turned on their head."""
    import numpy as np

    longest = sorted(range(len(crops)), key=lambda i: -crops[i].shape[1])[:_PROBES]
    turned = _read([np.ascontiguousarray(np.rot90(crops[i], 2)) for i in longest])
    return _mean_score(turned) > _mean_score([texts[i] for i in longest]) + 0.02


def _width(box: NDArray[np.float32]) -> float:
    return math.hypot(float(box[1][0] - box[0][0]), float(box[1][1] - box[0][1]))


def _height(box: NDArray[np.float32]) -> float:
    return math.hypot(float(box[3][0] - box[0][0]), float(box[3][1] - box[0][1]))


def _skew(boxes: NDArray[np.float32]) -> float:
    """The slant of the page in degrees (positive: lines fall to the right), the median of its longer lines."""
    angles = []
    for box in boxes:
        if _width(box) > 4 * _height(box):
            middle = (box[1] + box[2] - box[0] - box[3]) / 2
            angles.append((math.degrees(math.atan2(float(middle[1]), float(middle[0]))), _width(box)))
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
    turned = cv2.warpAffine(image, matrix, (new_width, new_height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))
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
