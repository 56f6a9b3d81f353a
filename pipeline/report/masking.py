"""Blacks out on a page's picture what is masked in its text: in its pixels, not by something laid over them.

It is done only where every masked character is found on the page; where one is not, there is no picture. What stands under the masks is
told by reading the page again: the text must be the stored one but for the masked characters.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from pipeline.privacy.redaction import BLOCK
from pipeline.readers.layout import Word

if TYPE_CHECKING:
    from PIL import Image

_PIECE: Final = re.compile(rf"{BLOCK}(?:[^\S\n\f]*{BLOCK})*")
# What a text layer and the text made from it write differently.
_LOOSE: Final = re.compile(r"[\s\x02\ufffe\ufeff\u200b\-\N{SOFT HYPHEN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}]+")
# A shorter piece stands for anything on a page.
_FEWEST: Final = 2
# Shares of a line's height by which is blacked out beyond a box: slants reach out of it, and where the words of a recognised line part
# is known less exactly than where the line stands.
_AROUND_CHARACTERS: Final = 0.15
_AROUND_WORD: Final = 0.4
_DEPTH: Final = 8

Box = tuple[float, float, float, float]


def is_masked(text: str) -> bool:
    """Whether some characters of a page's text are masked."""
    return BLOCK in text


def pieces_under(shown: str, read: str) -> list[str] | None:
    """What stands under the masks of ``shown``, a piece for each stretch of a line. None unless ``read`` is the same text but for them."""
    if len(shown) != len(read) or any(s != r and s != BLOCK for s, r in zip(shown, read, strict=True)):
        return None
    return [_letters(read[m.start() : m.end()]) for m in _PIECE.finditer(shown)]


def word_boxes(pieces: Sequence[str], words: Sequence[Word]) -> list[Box] | None:
    """Boxes over the words that hold the pieces wherever they occur, in the words' units; None where a piece is not found."""
    letters, owner = "", list[int]()
    for i, word in enumerate(words):
        plain = _letters(word.text)
        letters += plain
        owner += [i] * len(plain)
    found: set[int] = set()
    for piece in pieces:
        places = list(_places(piece, letters))
        if not places:
            return None
        found.update(owner[i] for place in places for i in range(place, place + len(piece)))
    return [_wider(words[i][1:], _AROUND_WORD) for i in sorted(found)]


def character_boxes(pieces: Sequence[str], page: Any, textpage: Any, size: tuple[int, int], turn: int) -> list[Box] | None:
    """Boxes over the stretches of a PDF's page that spell the pieces wherever they occur, in the pixels of a picture of it: ``size`` is
    its width and height, ``turn`` the degrees that it was turned by. None where a piece is not found, a character has no place, or an
    image lies there: what is seen then are not the characters."""
    import pypdfium2.raw as raw

    letters, numbers = "", list[int]()
    for i in range(textpage.count_chars()):
        plain = _letters(_character(raw.FPDFText_GetUnicode(textpage.raw, i)))
        letters += plain
        numbers += [i] * len(plain)
    boxes, images = [], _images(page)
    for piece in pieces:
        places = list(_places(piece, letters))
        if not places:
            return None
        for place in places:
            spelt = numbers[place : place + len(piece)]
            bounds = [_bounds(textpage, i) for i in dict.fromkeys(spelt)]
            if any(_overlap(b, image) for b in bounds if b is not None for image in images):
                return None
            found = [_on_picture(page, b, size, turn) for b in bounds]
            corners = [box for box in found if box is not None]
            if len(corners) < len(found):
                return None
            # One box for them all: what reaches above and below the line would tell the letters.
            x0, y0, x1, y1 = zip(*corners, strict=True)
            boxes.append(_wider((min(x0), min(y0), max(x1), max(y1)), _AROUND_CHARACTERS))
    return boxes


def black_out(image: Image.Image, boxes: Sequence[Box]) -> None:
    """Paint the boxes black."""
    from PIL import ImageDraw

    draw = ImageDraw.Draw(image)
    for x0, y0, x1, y1 in boxes:
        draw.rectangle((int(x0), int(y0), int(x1) + 1, int(y1) + 1), fill=0)


def _letters(text: str) -> str:
    return _LOOSE.sub("", unicodedata.normalize("NFKC", text))


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0xD800 or 0xDFFF < code <= 0x10FFFF else ""


def _places(piece: str, letters: str) -> Iterator[int]:
    if len(piece) < _FEWEST:
        return
    at = letters.find(piece)
    while at >= 0:
        yield at
        at = letters.find(piece, at + 1)


def _wider(box: Sequence[float], share: float) -> Box:
    x0, y0, x1, y1 = box
    margin = share * min(y1 - y0, x1 - x0)
    return x0 - margin, y0 - margin / 2, x1 + margin, y1 + margin / 2


def _images(page: Any) -> list[Box]:
    """Left, bottom, right and top of the page's images; of one inside another object, the whole page."""
    import pypdfium2.raw as raw

    found = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_DEPTH)
    return [item.get_bounds() if item.level == 0 else page.get_mediabox() for item in found]


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _bounds(textpage: Any, index: int) -> Box | None:
    """Left, bottom, right and top of a character on its page: of its ink and of its place on the line together."""
    import pypdfium2.raw as raw

    loose = raw.FS_RECTF()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    has_place = raw.FPDFText_GetLooseCharBox(textpage.raw, index, loose)
    has_ink = raw.FPDFText_GetCharBox(textpage.raw, index, left, right, bottom, top)
    found = [(loose.left, loose.bottom, loose.right, loose.top)] if has_place else []
    found += [(left.value, bottom.value, right.value, top.value)] if has_ink else []
    if not found:
        return None
    x0, y0, x1, y1 = zip(*found, strict=True)
    return (min(x0), min(y0), max(x1), max(y1)) if max(x1) > min(x0) and max(y1) > min(y0) else None


def _on_picture(page: Any, bounds: Box | None, size: tuple[int, int], turn: int) -> Box | None:
    """A place on the page in the pixels of its picture, as PDFium draws it; None outside of it."""
    import pypdfium2.raw as raw

    if bounds is None:
        return None
    x, y = ctypes.c_int(), ctypes.c_int()
    corners = []
    for across, up in ((bounds[0], bounds[1]), (bounds[2], bounds[3])):
        if not raw.FPDF_PageToDevice(page.raw, 0, 0, *size, turn // 90, across, up, x, y):
            return None
        corners.append((x.value, y.value))
    (ax, ay), (bx, by) = corners
    box = min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
    return box if box[0] < size[0] and box[1] < size[1] and box[2] >= 0 and box[3] >= 0 else None
