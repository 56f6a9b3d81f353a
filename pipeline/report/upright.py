"""How a PDF's page is drawn so that its text stands upright, and where its words then are."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Any, Final

from pipeline.readers.layout import Word
from pipeline.readers.pdf_words import turned
from pipeline.report.boxes import PageWords

# Words are told as if the page were turned about a corner, so the sign of their places tells the quarter turns.
_TURNS: Final = {(False, False): 0, (True, False): 1, (True, True): 2, (False, True): 3}


def upright(page: Any, words: Sequence[Word]) -> tuple[int, PageWords]:
    """The clockwise turn in degrees that is to be added to the page's own, and its words in points of the page so drawn.

    ``words`` are those of :func:`pipeline.readers.pdf_words.page_words`.
    """
    turn = _TURNS[median(w.x0 + w.x1 for w in words) < 0, median(w.y0 + w.y1 for w in words) < 0] if words else page.get_rotation() // 90
    left, bottom, right, top = _shown(page)
    from_top = page.get_mediabox()[3]
    x0, y0, x1, y1 = turned(left, from_top - top, right, from_top - bottom, turn)
    placed = [w._replace(x0=w.x0 - x0, y0=w.y0 - y0, x1=w.x1 - x0, y1=w.y1 - y0) for w in words]
    return (90 * turn - page.get_rotation()) % 360, PageWords(placed, x1 - x0, y1 - y0)


def _shown(page: Any) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of what is seen of the page."""
    (a, b, c, d), (e, f, g, h) = page.get_mediabox(), page.get_cropbox()
    both = max(a, e), max(b, f), min(c, g), min(d, h)
    return both if both[2] > both[0] and both[3] > both[1] else (a, b, c, d)
