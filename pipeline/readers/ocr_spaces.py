"""Puts back the spaces that recognition loses (``Nordmalmför``), where the picture shows a gap between letters as wide as between words.

A gap is a run of columns without ink. What counts as wide is measured on the page itself, by the gaps where spaces were recognised; in a
line set apart letter by letter every gap is wide, so that none is taken there.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Image = NDArray[np.uint8]

_SHARE: Final = 0.48
"""A gap this share as wide as the page's median gap between words is one; inside words 99.8 of 100 gaps are narrower."""
_TIMES: Final = 2.5
"""... and this many times as wide as the gaps inside the line's words."""
_FAINT: Final = 0.3
"""What is darker than paper by this share of the ink's darkness is ink: the arches of a thin ``m`` are fainter than its stems."""
_LEAST_GAPS: Final = 12
"""So many gaps between words must have been measured on the page."""


class Reading(NamedTuple):
    """A line as recognised: its text, its score, and how far along the line each visible character's middle is (0–1)."""

    text: str
    score: float
    along: list[float]


def restore_spaces(crops: list[Image], readings: list[Reading]) -> list[Reading]:
    """The readings with lost spaces put back. ``crops`` are the pictures of the lines, upright (height × width × 3)."""
    gaps = [_gaps(crop, reading) for crop, reading in zip(crops, readings, strict=True)]
    between = [width for found in gaps for width, is_space in found if is_space]
    if len(between) < _LEAST_GAPS:
        return readings
    typical = median(between)
    return [_with_spaces(reading, found, typical) for reading, found in zip(readings, gaps, strict=True)]


def _gaps(crop: Image, reading: Reading) -> list[tuple[float, bool]]:
    """For each pair of neighbouring visible characters: the widest gap between their middles, in line heights, and whether the text
    has a space there. Empty where the places of the characters are not known."""
    import numpy as np

    visible = [i for i, c in enumerate(reading.text) if not c.isspace()]
    if len(visible) != len(reading.along) or len(visible) < 2:
        return []
    grey = crop.min(axis=2) if crop.ndim == 3 else crop
    height, width = grey.shape
    paper, ink = (float(level) for level in np.percentile(grey[::3, ::3], (90, 2)))
    if paper - ink < 60:
        return []
    # The outermost rows hold the letters of neighbouring lines.
    rim = max(1, height // 8)
    blank = np.asarray((grey[rim : height - rim] >= paper - _FAINT * (paper - ink)).all(axis=0))
    starts = np.array([int(left * width) for left in reading.along[:-1]])
    ends = np.maximum([int(right * width) for right in reading.along[1:]], starts + 1)
    widths = _widest_gaps(np.flatnonzero(~blank), starts, ends)
    return [(gap / height, after - before > 1) for gap, before, after in zip(widths, visible, visible[1:], strict=False)]


def _widest_gaps(inked: NDArray[np.intp], starts: NDArray[np.intp], ends: NDArray[np.intp]) -> list[int]:
    """The longest run of blank columns from each start to its end that has ink on both sides: at the line's end there is paper only.
    ``inked`` are the columns that bear ink."""
    import numpy as np

    gaps = (np.diff(inked) - 1).tolist()
    first, last = np.searchsorted(inked, starts).tolist(), np.searchsorted(inked, ends).tolist()
    return [max(gaps[a : b - 1], default=0) for a, b in zip(first, last, strict=True)]


def _with_spaces(reading: Reading, gaps: list[tuple[float, bool]], typical: float) -> Reading:
    inside = [width for width, is_space in gaps if not is_space]
    if not inside:
        return reading
    least = max(_SHARE * typical, _TIMES * median(inside))
    visible = [i for i, c in enumerate(reading.text) if not c.isspace()]
    text = list(reading.text)
    for number in reversed(range(len(gaps))):
        width, is_space = gaps[number]
        before, after = text[visible[number]], text[visible[number + 1]]
        # Beside punctuation the ink is low or high, so that the gap looks wider than it is.
        if not is_space and width >= least and (before.isalpha() or before == ")") and (after.isalpha() or after == "§"):
            text.insert(visible[number] + 1, " ")
    return reading._replace(text="".join(text))
