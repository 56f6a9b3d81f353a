"""Positioned words of a PDF page's text layer, with as few calls into PDFium as will do."""

from __future__ import annotations

import ctypes
import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from pipeline.readers.layout import Word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_HYPHENS: Final = "\x02￾­"
"""PDFium writes a hyphen at a line's end as U+0002 (older builds U+FFFE)."""

_WORD: Final = re.compile(rf"[^\s{_HYPHENS}]+[{_HYPHENS}]?|[{_HYPHENS}]")
_HYPHEN_TABLE: Final = dict.fromkeys(map(ord, _HYPHENS), "-")
_OUTSIDE: Final = 5.0

RIGHT, DOWN, LEFT, UP = range(4)


def page_words(page: Any, textpage: Any, text: str) -> list[Word]:
    """The words of a page in the order of its text layer, as it is seen: turned upright, ``y`` growing downwards (points).

    Text that runs across the main direction (a note along the margin) comes last, each piece on lines of its own.
    """
    import numpy as np

    spans = [match.span() for match in _WORD.finditer(text)]
    if not spans:
        return []
    places = _characters(textpage, text, [start for start, _ in spans] + [end - 1 for _, end in spans])
    boxes, has_box = _boxes(textpage, places)
    first, known = boxes[: len(spans)], has_box[: len(spans)]
    last = np.where(has_box[len(spans) :, np.newaxis], boxes[len(spans) :], first)
    (x0, y0, x1, y1), (last_x0, last_y0, last_x1, last_y1) = first.T, last.T
    with np.errstate(invalid="ignore"):
        across, along = last_x0 - x0, last_y0 - y0
        level = (last_y0 == y0) & (last_y1 == y1) & (last_x1 >= x1)
        direction = _directions(across, along, level)
        x0, x1 = np.where(level, x0, np.minimum(x0, last_x0)), np.maximum(x1, last_x1)
        y0, y1 = np.minimum(y0, last_y0), np.maximum(y1, last_y1)
        left, bottom, right, top = page.get_mediabox()
        outside = (x0 > right + _OUTSIDE) | (x1 < left - _OUTSIDE) | (y0 > top + _OUTSIDE) | (y1 < bottom - _OUTSIDE)
        upper, lower = top - y1, top - y0
    texts: Iterable[str] = map(text.__getitem__, itertools.starmap(slice, spans))
    if any(hyphen in text for hyphen in _HYPHENS):
        texts = (word.translate(_HYPHEN_TABLE) if word[-1] in _HYPHENS else word for word in texts)
    words = list(map(Word, texts, x0.tolist(), upper.tolist(), x1.tolist(), lower.tolist()))
    kept = known & ~outside
    if not kept.all():
        words, direction = list(itertools.compress(words, kept.tolist())), direction[kept]
    turn = page.get_rotation() // 90
    if not turn and not direction.any():
        return words
    groups: tuple[list[Word], ...] = ([], [], [], [])
    for word, way in zip(words, direction.tolist(), strict=True):
        groups[(way + turn) % 4].append(_turn_word(word, turn))
    return _in_main_direction(groups)


def _boxes(textpage: Any, places: list[int]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """The boxes (left, bottom, right, top) of PDFium's characters, and whether each has one; those of a character without are 0.

    PDFium writes into one array by its address: to make and read an object for every call takes five times as long.
    """
    import numpy as np

    boxes = np.zeros((len(places), 4), dtype=np.float32)
    address, size = boxes.ctypes.data, boxes.strides[0]
    handle = ctypes.cast(textpage.raw, ctypes.c_void_p).value
    addresses = range(address, address + size * len(places), size)
    known = np.fromiter(map(_get_box(), itertools.repeat(handle), places, addresses), dtype=np.bool_, count=len(places))
    # FS_RECTF is left, top, right, bottom.
    return boxes[:, (0, 3, 2, 1)].astype(np.float64), known


@lru_cache(maxsize=1)
def _get_box() -> Any:
    """``FPDFText_GetLooseCharBox`` called by plain addresses."""
    raw = _raw()
    address = ctypes.cast(raw.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0
    return ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(address)


def _directions(across: NDArray[np.float64], along: NDArray[np.float64], level: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Which way each word runs, from its first to its last character (``y`` upwards); a ``level`` one runs right."""
    import numpy as np

    sideways = np.where(across < 0, LEFT, RIGHT)
    upright = np.where(along > 0, UP, DOWN)
    return np.where(level, RIGHT, np.where(np.abs(along) > np.abs(across), upright, sideways))


def _raw() -> Any:
    import pypdfium2.raw as raw

    return raw


def _characters(textpage: Any, text: str, places: list[int]) -> list[int]:
    """PDFium's numbers of the characters at ``places`` of the text; it counts characters that the text leaves out."""
    if len(text) == textpage.count_chars():
        return places
    raw, handle = _raw(), textpage.raw
    shifts = [i for i, char in enumerate(text) if char > "\uffff"]
    convert = raw.FPDFText_GetCharIndexFromTextIndex
    return [convert(handle, i + bisect_left(shifts, i)) for i in places]


def turned(x0: float, y0: float, x1: float, y1: float, turn: int) -> tuple[float, float, float, float]:
    """A box (``y`` downwards) after ``turn`` quarter turns clockwise."""
    if turn == 0:
        return x0, y0, x1, y1
    if turn == 1:
        return -y1, x0, -y0, x1
    if turn == 2:
        return -x1, -y1, -x0, -y0
    return y0, -x1, y1, -x0


def _in_main_direction(groups: tuple[list[Word], ...]) -> list[Word]:
    """Turn the page so that most of its text runs to the right; what runs otherwise follows below."""
    weights = [sum(len(w.text) for w in group) for group in groups]
    # Words of one character have no direction and count as running right.
    singles = [w for w in groups[RIGHT] if len(w.text) == 1]
    weights[RIGHT] -= len(singles)
    main = max(range(4), key=lambda d: (weights[d], -d))
    ordered = list(groups[RIGHT]) if main == RIGHT else [_turn_word(w, -main % 4) for w in (*groups[main], *singles)]
    for direction in range(4):
        if direction == main or not weights[direction]:
            continue
        rest = [w for w in groups[direction] if direction != RIGHT or len(w.text) > 1]
        turned = [_turn_word(w, -direction % 4) for w in rest]
        below = max((w.y1 for w in ordered), default=0.0) - min(w.y0 for w in turned)
        height = max(w.y1 - w.y0 for w in turned)
        ordered += [w._replace(y0=w.y0 + below + 2 * height, y1=w.y1 + below + 2 * height) for w in turned]
    return ordered


def _turn_word(word: Word, turn: int) -> Word:
    return Word(word.text, *turned(word.x0, word.y0, word.x1, word.y1, turn))
