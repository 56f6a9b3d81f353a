"""Puts back the spaces that recognition loses (``Nordmalmför``), where the network half sees one and the picture shows a gap.

Where it writes no space, the network still tells how likely one is. Its doubt alone is not enough, nor is the picture's gap alone: an open
``u`` beside an ``n`` leaves one as wide as some spaces. A gap is a run of columns without ink, measured against the page's own spaces.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Image = NDArray[np.uint8]

_RULES: Final = ((0.01, 0.85), (0.05, 0.5), (0.15, 0.4))
"""A chance of a space and the gap that it needs, as a share of the page's median space."""
_IN_FIGURES: Final = 0.15
"""The least chance of a space within dates and registry numbers, where points and strokes leave wide gaps."""
_FIGURES: Final = frozenset("0123456789.,:/-–")
_FAINT: Final = 0.3
"""What is darker than paper by this share of the ink's darkness is ink: the arches of a thin ``m`` are fainter than its stems."""
_LEAST_GAPS: Final = 12
"""So many gaps between words must have been measured on the page."""
_REACH: Final = 0.17
"""How far from its place, in line heights, a letter may stand: one step of the network."""


class Reading(NamedTuple):
    """A line as recognised: its text, its score, how far along the line each visible character's middle is (0–1), and how likely a space is
    between each two neighbouring visible characters (0–1)."""

    text: str
    score: float
    along: list[float]
    spaces: list[float]


def restore_spaces(crops: list[Image], readings: list[Reading]) -> list[Reading]:
    """The readings with lost spaces put back. ``crops`` are the pictures of the lines, upright (height × width)."""
    gaps = [_gaps(crop, reading) for crop, reading in zip(crops, readings, strict=True)]
    between = [width for found in gaps for width, is_space in found if is_space]
    if len(between) < _LEAST_GAPS:
        return readings
    typical = median(between)
    return [_with_spaces(reading, found, typical) for reading, found in zip(readings, gaps, strict=True)]


def _gaps(crop: Image, reading: Reading) -> list[tuple[float, bool]]:
    """For each pair of neighbouring visible characters: the widest gap between them, in line heights, and whether the text has a space
    there. Empty where the places of the characters are not known."""
    import numpy as np

    visible = [i for i, c in enumerate(reading.text) if not c.isspace()]
    if len(visible) != len(reading.along) or len(visible) < 2:
        return []
    height, width = crop.shape
    paper, ink = (float(level) for level in np.percentile(crop[::3, ::3], (90, 2)))
    if paper - ink < 60:
        return []
    # The outermost rows hold the letters of neighbouring lines.
    rim = max(1, height // 8)
    blank = np.asarray((crop[rim : height - rim] >= paper - _FAINT * (paper - ink)).all(axis=0))
    is_space = np.diff(visible) > 1
    reach = np.where(is_space, 0, int(_REACH * height))
    # A gap that is a space already is not counted for its neighbours.
    before, after = (np.minimum(reach, side) for side in (np.append(np.inf, reach[:-1]), np.append(reach[1:], np.inf)))
    places = np.array(reading.along) * width
    starts = (places[:-1] - before).astype(np.intp)
    ends = np.maximum((places[1:] + after).astype(np.intp), starts + 1)
    widths = _widest_gaps(np.flatnonzero(~blank), starts, ends)
    return [(gap / height, bool(space)) for gap, space in zip(widths, is_space, strict=True)]


def _widest_gaps(inked: NDArray[np.intp], starts: NDArray[np.intp], ends: NDArray[np.intp]) -> list[int]:
    """The longest run of blank columns from each start to its end that has ink on both sides: at the line's end there is paper only.
    ``inked`` are the columns that bear ink."""
    import numpy as np

    gaps = (np.diff(inked) - 1).tolist()
    first, last = np.searchsorted(inked, starts).tolist(), np.searchsorted(inked, ends).tolist()
    return [max(gaps[a : b - 1], default=0) for a, b in zip(first, last, strict=True)]


def _with_spaces(reading: Reading, gaps: list[tuple[float, bool]], typical: float) -> Reading:
    visible = [i for i, c in enumerate(reading.text) if not c.isspace()]
    text = list(reading.text)
    for number in reversed(range(len(gaps))):
        width, is_space = gaps[number]
        in_figures = text[visible[number]] in _FIGURES and text[visible[number + 1]] in _FIGURES
        likely = reading.spaces[number] >= (_IN_FIGURES if in_figures else 0)
        if not is_space and likely and any(reading.spaces[number] >= chance and width >= share * typical for chance, share in _RULES):
            text.insert(visible[number] + 1, " ")
    return reading._replace(text="".join(text))
