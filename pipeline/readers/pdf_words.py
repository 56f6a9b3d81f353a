"""Positioned words of a PDF page's text layer, with as few calls into PDFium as will do."""

from __future__ import annotations

import ctypes
import re
from typing import Any, Final

from pipeline.readers.layout import Word

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
    index = _char_index(textpage, text)
    left, bottom, right, top = page.get_mediabox()
    turn = page.get_rotation() // 90
    groups: tuple[list[Word], ...] = ([], [], [], [])
    raw, handle = _raw(), textpage.raw
    box = raw.FS_RECTF()
    reference = ctypes.byref(box)
    get_box = raw.FPDFText_GetLooseCharBox
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match[0]
        if not get_box(handle, index(start), reference):
            continue
        x0, y0, x1, y1 = box.left, box.bottom, box.right, box.top
        direction = RIGHT
        if end - start > 1 and get_box(handle, index(end - 1), reference):
            last = box.left, box.bottom, box.right, box.top
            if last[1] == y0 and last[3] == y1 and last[2] >= x1:
                x1 = last[2]
            else:
                direction = _direction(last[0] - x0, last[1] - y0)
                x0, y0, x1, y1 = min(x0, last[0]), min(y0, last[1]), max(x1, last[2]), max(y1, last[3])
        if x0 > right + _OUTSIDE or x1 < left - _OUTSIDE or y0 > top + _OUTSIDE or y1 < bottom - _OUTSIDE:
            continue
        if word[-1] in _HYPHENS:
            word = word.translate(_HYPHEN_TABLE)
        if turn:
            groups[(direction + turn) % 4].append(Word(word, *_turned(x0, top - y1, x1, top - y0, turn)))
        else:
            groups[direction].append(Word(word, x0, top - y1, x1, top - y0))
    return _in_main_direction(groups)


def _direction(across: float, along: float) -> int:
    """Which way a word runs, from its first to its last character (``y`` upwards)."""
    if abs(along) > abs(across):
        return UP if along > 0 else DOWN
    return LEFT if across < 0 else RIGHT


def _raw() -> Any:
    import pypdfium2.raw as raw

    return raw


def _char_index(textpage: Any, text: str) -> Any:
    """From a place in the text to PDFium's character number, which counts characters that the text leaves out."""
    if len(text) == textpage.count_chars():
        return int
    raw, handle = _raw(), textpage.raw
    shifts = [i for i, char in enumerate(text) if char > "\uffff"]
    convert = raw.FPDFText_GetCharIndexFromTextIndex
    if not shifts:
        return lambda i: convert(handle, i)
    return lambda i: convert(handle, i + sum(1 for s in shifts if s < i))


def _turned(x0: float, y0: float, x1: float, y1: float, turn: int) -> tuple[float, float, float, float]:
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
    return Word(word.text, *_turned(word.x0, word.y0, word.x1, word.y1, turn))
