"""Read cut-out lines of text: each alone, drawn 48 pixels high, the recogniser's steps decoded into characters and their places."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pipeline.readers import ocr_models
from pipeline.readers.ocr_alike import MEANT, resolved
from pipeline.readers.ocr_spaces import Reading

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Image = NDArray[np.uint8]

_LINE_HEIGHT: Final = 48
_LEAST_WIDTH: Final = 16
_WIDTH_STEP: Final = 64
_USUAL_WIDTH: Final = 1792
_DOUBT: Final = 0.8
"""A step whose best character has a lower chance may be one of a character that the recogniser's own alphabet lacks."""


class _Steps(NamedTuple):
    """What the recogniser says of a line, step by step: the best character, its chance, those of a space and of the characters that are
    mistaken for others (steps × 1 + ``MEANT``), the features; and the share of the steps that the line fills."""

    best: NDArray[np.intp]
    chances: NDArray[np.float32]
    rivals: NDArray[np.float32]
    features: NDArray[np.float32]
    filled: float


@lru_cache(maxsize=1)
def _recogniser() -> ocr_models.Recogniser:
    return ocr_models.recogniser()


def read_lines(crops: list[Image]) -> list[Reading]:
    """Text, score and places of the characters of each line."""
    import numpy as np

    request, characters, whole = _recogniser()
    rivals = [characters.index(c) for c in (" ", *MEANT)]
    steps: list[_Steps] = []
    for crop in crops:
        tensor, filled = line_tensor(crop)
        request.infer([tensor])
        chances, features = (np.array(request.get_output_tensor(i).data[0]) for i in (0, 1))
        best = chances.argmax(axis=1)
        steps.append(_Steps(best, chances[np.arange(len(best)), best], chances[:, rivals], features, filled))
    foreign = _east_asian_lines(steps, whole)
    return [
        _decoded(_with_whole(line, whole), whole.characters) if is_foreign else _decoded(line, characters)
        for line, is_foreign in zip(steps, foreign, strict=True)
    ]


def _east_asian_lines(lines: list[_Steps], whole: ocr_models.WholeAlphabet) -> list[bool]:
    """Whether each line has East Asian characters: the whole alphabet is asked where the recogniser is in doubt, for all lines at once."""
    import numpy as np

    doubtful = [np.flatnonzero(line.chances < _DOUBT) for line in lines]
    if not sum(map(len, doubtful)):
        return [False] * len(lines)
    asked = np.concatenate([line.features[at] for line, at in zip(lines, doubtful, strict=True)])
    found = whole.east_asian[(asked @ whole.weights + whole.bias).argmax(axis=1)]
    return [bool(part.any()) for part in np.split(found, np.cumsum([len(at) for at in doubtful])[:-1])]


def _with_whole(line: _Steps, whole: ocr_models.WholeAlphabet) -> _Steps:
    """The steps of a line as read with every character."""
    import numpy as np

    scores = line.features @ whole.weights + whole.bias
    best = scores.argmax(axis=1)
    highest = scores[np.arange(len(best)), best]
    return line._replace(best=best, chances=1 / np.exp(scores - highest[:, None]).sum(axis=1))


def _decoded(line: _Steps, characters: list[str]) -> Reading:
    """The characters of the steps: equal neighbours are one, the blank parts two."""
    import numpy as np

    best = line.best
    at = np.flatnonzero((best != 0) & (np.diff(best, prepend=0) != 0))
    if not len(at):
        return Reading("", 0.0, [], [])
    peaks = _peaks(line, at)
    letters, chances = resolved([characters[i] for i in best[at]], line.chances[peaks], line.rivals[peaks, 1:])
    visible = [i for i, letter in enumerate(letters) if not letter.isspace()]
    length = max(len(best) * line.filled, 1.0)
    along = [min(1.0, (float(at[i]) + 0.5) / length) for i in visible]
    spaces = np.maximum.reduceat(line.rivals[:, 0], at[visible])[:-1].tolist() if visible else []
    return Reading("".join(letters), round(sum(chances) / len(chances), 5), along, spaces)


def _peaks(line: _Steps, starts: NDArray[np.intp]) -> NDArray[np.intp]:
    """Of the equal steps that begin at each of ``starts`` the one that is surest."""
    import numpy as np

    ends = np.append(np.flatnonzero(np.diff(line.best)) + 1, len(line.best))
    ends = ends[np.searchsorted(ends, starts, side="right")]
    return np.array([start + line.chances[start:end].argmax() for start, end in zip(starts, ends, strict=True)], dtype=np.intp)


def line_tensor(crop: Image) -> tuple[NDArray[np.float32], float]:
    """A grey line as the recogniser takes it, and the share of the tensor's width that it fills."""
    import cv2
    import numpy as np

    height, width = crop.shape[:2]
    drawn = max(_LEAST_WIDTH, math.ceil(_LINE_HEIGHT * width / height))
    step = _WIDTH_STEP if drawn <= _USUAL_WIDTH else 4 * _WIDTH_STEP
    whole = math.ceil(drawn / step) * step
    tensor = np.zeros((1, 3, _LINE_HEIGHT, whole), dtype=np.float32)
    tensor[..., :drawn] = as_tensor(cv2.resize(crop, (drawn, _LINE_HEIGHT)))
    return tensor, drawn / whole


def as_tensor(image: Any) -> NDArray[np.float32]:
    """A grey picture as the networks take it: three equal colours, -1 to 1."""
    import numpy as np

    values = image.astype(np.float32) * np.float32(2 / 255) - np.float32(1)
    return np.ascontiguousarray(np.broadcast_to(values, (1, 3, *values.shape)))
