"""Part a page into bands to be written one after the other: columns of running text and stamps.

Only running text is put out column by column. Short cells side by side (tables, lists of members, signatures) stay in one
band, because there the line across is what carries the meaning.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pipeline.readers.layout import Scale, Segment

_FEWEST_LINES: Final = 5
_STAMP_CHARACTERS: Final = 160
_STAMP_LINES: Final = 8


def arrange(segments: list[Segment], scale: Scale) -> list[list[Segment]]:
    """The bands of a page in reading order."""
    body, stamps = _lift_stamps(segments, scale)
    bands = _bands(body, scale, depth=0)
    for stamp in stamps:
        bands = _insert(bands, stamp)
    return bands


def is_prose(text: str) -> bool:
    """Whether a piece of a line reads as running text rather than as names, numbers or labels."""
    words = text.split()
    return len(text) >= 18 and len(words) >= 3 and sum(w[0].islower() for w in words) >= 0.5 * len(words)


def _bands(segments: list[Segment], scale: Scale, depth: int) -> list[list[Segment]]:
    found = _find_columns(segments, scale) if depth < 6 else None
    if found is None:
        return [segments] if segments else []
    top, bottom, edge = found
    above = [s for s in segments if s.center < top]
    below = [s for s in segments if s.center > bottom]
    inside = [s for s in segments if top <= s.center <= bottom]
    left = [s for s in inside if s.x0 < edge]
    right = [s for s in inside if s.x0 >= edge]
    return [band for part in (above, left, right, below) for band in _bands(part, scale, depth + 1)]


def _find_columns(segments: list[Segment], scale: Scale) -> tuple[float, float, float] | None:
    """Top, bottom and the right column's left edge of a stretch with two columns of running text; None where there is none."""
    if len(segments) < 2 * _FEWEST_LINES:
        return None
    start = min(s.x0 for s in segments) + 12 * scale.width
    prose = [s for s in segments if is_prose(s.text)]
    for edge in _edges([s.x0 for s in prose if s.x0 > start], scale):
        gutter = (edge - 1.2 * scale.width, edge - 0.7 * scale.width)
        crossing = sorted(s.center for s in segments if s.x0 < gutter[0] and s.x1 > gutter[1])
        limits = [float("-inf"), *crossing, float("inf")]
        for low, high in pairwise(limits):
            stretch = [s for s in prose if low < s.center < high]
            if len(stretch) >= 2 * _FEWEST_LINES:
                extent = _column_extent(stretch, [s for s in segments if low < s.center < high], segments, gutter[1], scale)
                if extent is not None:
                    return (*extent, gutter[1])
    return None


def _edges(starts: list[float], scale: Scale) -> list[float]:
    """Places where at least a few pieces of running text begin, the most frequent first."""
    groups: list[list[float]] = []
    for x in sorted(starts):
        if groups and x - groups[-1][0] <= scale.width:
            groups[-1].append(x)
        else:
            groups.append([x])
    return [g[0] for g in sorted(groups, key=len, reverse=True) if len(g) >= _FEWEST_LINES]


def _column_extent(
    prose: list[Segment], every: list[Segment], page: list[Segment], edge: float, scale: Scale
) -> tuple[float, float] | None:
    """The vertical extent of two columns within a stretch that nothing crosses, if both sides are columns of running text."""
    sides = ([s for s in prose if s.x0 < edge], [s for s in prose if s.x0 >= edge])
    if any(not _is_column(side) for side in sides):
        return None
    top = max(min(s.center for s in side) for side in sides)
    bottom = min(max(s.center for s in side) for side in sides)
    if bottom - top < (_FEWEST_LINES - 1.5) * scale.height:
        return None
    within = [s for s in every if top <= s.center <= bottom]
    if sum(len(s.text) for s in within if is_prose(s.text)) < 0.6 * sum(len(s.text) for s in within):
        return None
    return _stretch(every, page, top, max(s.center for s in prose), scale)


def _is_column(side: list[Segment]) -> bool:
    """Whether pieces of running text fill a column: most are nearly as wide as the widest."""
    if len(side) < _FEWEST_LINES:
        return False
    widths = [s.x1 - s.x0 for s in side]
    return median(widths) >= 0.6 * max(widths) and sum(len(s.text) for s in side) >= 20 * len(side)


def _stretch(every: list[Segment], page: list[Segment], first: float, last: float, scale: Scale) -> tuple[float, float]:
    """Take in headings and short last lines that stand close above or below the columns, and closer to them than to other text."""
    reach = 2.2 * scale.height
    centers = sorted(s.center for s in page)
    for c in sorted((s.center for s in every), reverse=True):
        above = max((o for o in centers if o < c - 0.5 * scale.height), default=float("-inf"))
        if first - reach <= c < first and first - c <= 1.1 * (c - above):
            first = c
    for c in sorted(s.center for s in every):
        below = min((o for o in centers if o > c + 0.5 * scale.height), default=float("inf"))
        if last < c <= last + reach and c - last <= 1.1 * (below - c):
            last = c
    return first, last


def _lift_stamps(segments: list[Segment], scale: Scale) -> tuple[list[Segment], list[list[Segment]]]:
    """Part small clusters that do not keep to the lines of their surroundings from the rest of the page."""
    left, right = min(s.x0 for s in segments), max(s.x1 for s in segments)
    top, bottom = min(s.y0 for s in segments), max(s.y1 for s in segments)
    middle, width = left + 0.35 * (right - left), right - left
    candidates = [s for s in segments if s.x0 > middle and s.y0 < top + 0.5 * (bottom - top) and s.x1 - s.x0 < 0.45 * width]
    if len(candidates) < 2 or len(candidates) > 60:
        return segments, []
    stamps = [c for c in _clusters(candidates, scale) if _is_stamp(c, segments, scale)]
    taken = {id(s) for stamp in stamps for s in stamp}
    return [s for s in segments if id(s) not in taken], stamps


def _clusters(candidates: list[Segment], scale: Scale) -> list[list[Segment]]:
    """Stacks of segments that stand close under each other."""
    clusters: list[list[Segment]] = []
    for s in sorted(candidates, key=lambda s: s.y0):
        near = [c for c in clusters if any(_stacked(o, s, scale) for o in c)]
        merged = [s]
        for c in near:
            merged = c + merged
            clusters.remove(c)
        clusters.append(merged)
    return clusters


def _stacked(a: Segment, b: Segment, scale: Scale) -> bool:
    beside = max(a.x0, b.x0) - min(a.x1, b.x1) < 3 * scale.width
    return beside and max(a.y0, b.y0) - min(a.y1, b.y1) < 1.2 * scale.height


def _is_stamp(cluster: list[Segment], segments: Sequence[Segment], scale: Scale) -> bool:
    """Whether at least two lines of a small cluster stand beside other text without sharing its line."""
    if not 2 <= len(cluster) <= _STAMP_LINES or sum(len(s.text) for s in cluster) > _STAMP_CHARACTERS:
        return False
    own = {id(s) for s in cluster}
    off = on = 0
    for s in cluster:
        around = [o for o in segments if id(o) not in own and min(o.y1, s.y1) > max(o.y0, s.y0)]
        if any(abs(o.center - s.center) <= 0.25 * min(o.height, s.height) for o in around):
            on += 1
        elif around:
            off += 1
    return off >= 2 and off > on


def _insert(bands: list[list[Segment]], stamp: list[Segment]) -> list[list[Segment]]:
    """Place a stamp as a band of its own before the line it first stands beside."""
    top = min(s.y0 for s in stamp)
    for i, band in enumerate(bands):
        above = [s for s in band if s.center < top]
        below = [s for s in band if s.center >= top]
        if below and (above or i == 0):
            return [*bands[:i], *([above] if above else []), stamp, below, *bands[i + 1 :]]
    return [*bands, stamp]
