"""Geometry of the charts. The templates draw it as SVG; every chart has its figures in a table beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

STATUSES: Final = ("active", "paused", "ended", "proposed", "unknown")

_ROW: Final = 22.0
_BAR: Final = 13.0
_LABEL: Final = 196.0
_WIDTH: Final = 480.0
_COLUMN_HEIGHT: Final = 150.0
# Room at the right for half of the last year.
_BESIDE: Final = 12.0
_MOST_COLUMNS: Final = 60


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle; ``style`` names its pattern, ``label`` is written in it where there is room."""

    x: float
    y: float
    width: float
    height: float
    style: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis."""

    at: float
    label: str


@dataclass(slots=True)
class Bars:
    """Horizontal bars: ``labels`` are keys of texts at the left of each row, ``totals`` numbers at the right."""

    rects: list[Rect]
    labels: list[tuple[float, str]]
    totals: list[tuple[float, float, str]]
    height: float
    styles: tuple[str, ...]
    rows: list[tuple[str, list[int]]]
    label_width: float = _LABEL
    width: float = _WIDTH


def bars(rows: Sequence[tuple[str, Mapping[str, int]]], styles: Sequence[str]) -> Bars:
    """Stacked bars, one for each row; ``styles`` are the parts in their order."""
    most = max((sum(parts.values()) for _, parts in rows), default=0) or 1
    room = _WIDTH - _LABEL - 40
    rects, labels, totals = [], [], []
    for i, (label, parts) in enumerate(rows):
        y, x = i * _ROW + (_ROW - _BAR) / 2, _LABEL
        for style in styles:
            count = parts.get(style, 0)
            if count:
                width = count / most * room
                rects.append(Rect(round(x, 1), y, round(width, 1), _BAR, style, str(count) if width > 18 and len(parts) > 1 else ""))
                x += width
        labels.append((y + _BAR / 2, label))
        totals.append((round(x + 6, 1), y + _BAR / 2, str(sum(parts.values()))))
    table = [(label, [parts.get(s, 0) for s in styles]) for label, parts in rows]
    return Bars(rects, labels, totals, len(rows) * _ROW, tuple(styles), table)


@dataclass(slots=True)
class Columns:
    """Stacked columns by year, upwards from a line and, for what counts against, downwards."""

    rects: list[Rect]
    years: list[Tick]
    grid: list[Tick]
    zero: float
    height: float
    styles: tuple[str, ...]
    rows: list[tuple[int, list[int]]]
    partial: Rect | None = None
    width: float = _WIDTH
    left: float = 26.0


def columns(
    counts: Mapping[int, Mapping[str, int]], up: Sequence[str], down: Sequence[str] = (), partial_from: int | None = None
) -> Columns:
    """Columns for every year from the first to the last that has any (at most the latest sixty).

    ``partial_from`` is the first year that is not told of in full: from it on the ground is marked.
    """
    styles = (*up, *down)
    years = sorted(y for y, parts in counts.items() if any(parts.get(s) for s in styles))
    span = range(max(years[0], years[-1] - _MOST_COLUMNS + 1), years[-1] + 1) if years else range(0)
    highest = max((sum(counts.get(y, {}).get(s, 0) for s in up) for y in span), default=0)
    lowest = max((sum(counts.get(y, {}).get(s, 0) for s in down) for y in span), default=0)
    step = _step(max(highest, lowest))
    unit = _COLUMN_HEIGHT / max(1, highest + lowest)
    left, zero = 26.0, round(8 + highest * unit, 1)
    pitch = (_WIDTH - left - _BESIDE) / max(1, len(span))
    width = max(2.0, min(28.0, pitch * 0.72))
    rects = []
    for i, year in enumerate(span):
        x = left + i * pitch + (pitch - width) / 2
        for part, sign in ((up, -1), (down, 1)):
            y = zero
            for style in part:
                size = counts.get(year, {}).get(style, 0) * unit
                if size:
                    top = y - size if sign < 0 else y
                    rects.append(Rect(round(x, 1), round(top, 1), round(width, 1), round(size, 1), style))
                    y += sign * size
    ticks = _year_ticks(span, left, pitch)
    grid = [Tick(round(zero - n * unit, 1), str(abs(n))) for n in range(-(lowest // step) * step, highest + 1, step)]
    table = [(y, [counts.get(y, {}).get(s, 0) for s in styles]) for y in span if any(counts.get(y, {}).values())]
    height = 16 + (highest + lowest) * unit + 18
    partial = None
    if span and partial_from is not None and partial_from <= span[-1]:
        begin = left + (max(partial_from, span[0]) - span[0]) * pitch
        partial = Rect(round(begin, 1), 0, round(_WIDTH - _BESIDE - begin, 1), round(height - 18, 1), "partial")
    return Columns(rects, ticks, grid, zero, height, styles, table, partial)


def _year_ticks(span: Sequence[int], left: float, pitch: float) -> list[Tick]:
    """About nine years, the last among them."""
    every = max(1, -(-len(span) // 9))
    return [Tick(round(left + (i + 0.5) * pitch, 1), str(y)) for i, y in enumerate(span) if (span[-1] - y) % every == 0]


def _step(most: int) -> int:
    """A round distance of grid lines: three or four of them."""
    step = 1
    for candidate in (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000, 50_000):
        step = candidate
        if most <= candidate * 4:
            break
    return step


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that happened in a year of a lifeline; ``shape`` tells how firm it is."""

    x: float
    shape: str
    event: str


@dataclass(slots=True)
class Life:
    """The life of one partnership: years of one status in a row are one rectangle."""

    label: str
    link: str
    y: float
    rects: list[Rect] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)


@dataclass(slots=True)
class Lifelines:
    """Partnerships under each other on one axis of years."""

    lives: list[Life]
    ticks: list[Tick]
    height: float
    styles: tuple[str, ...]
    width: float = 860.0
    left: float = 150.0


@dataclass(frozen=True, slots=True)
class LifeData:
    """What a lifeline is drawn from: statuses by year, and events as (year and share of it, stage, event)."""

    label: str
    link: str
    statuses: Mapping[int, str]
    events: Sequence[tuple[float, str, str]]


def lifelines(data: Sequence[LifeData]) -> Lifelines | None:
    """The lives on one axis; None where no year is known."""
    years = [y for d in data for y in (*d.statuses, *(int(e[0]) for e in d.events))]
    if not years:
        return None
    chart = Lifelines([], [], len(data) * 30.0 + 26, ())
    first, last = min(years), max(years)
    scale = (chart.width - chart.left - 12) / (last - first + 1)
    for i, d in enumerate(data):
        life = Life(d.label, d.link, i * 30.0 + 15)
        for start, end, status in _runs(d.statuses):
            life.rects.append(
                Rect(round(chart.left + (start - first) * scale, 1), life.y - 6, round((end - start + 1) * scale, 1), 12, status)
            )
        life.signs += [Sign(round(chart.left + (at - first) * scale, 1), stage, event) for at, stage, event in sorted(d.events)]
        chart.lives.append(life)
    every = next(n for n in (1, 2, 5, 10, 20, 50, 1000) if (last - first + 1) / n <= 14)
    chart.ticks = [Tick(round(chart.left + (y - first) * scale, 1), str(y)) for y in range(first, last + 1) if y % every == 0]
    present = {r.style for life in chart.lives for r in life.rects}
    chart.styles = tuple(s for s in STATUSES if s in present)
    return chart


def _runs(statuses: Mapping[int, str]) -> Iterable[tuple[int, int, str]]:
    runs: list[list[int]] = []
    names: list[str] = []
    for year in sorted(statuses):
        if runs and runs[-1][1] == year - 1 and names[-1] == statuses[year]:
            runs[-1][1] = year
        else:
            runs.append([year, year])
            names.append(statuses[year])
    return [(a, b, s) for (a, b), s in zip(runs, names, strict=True)]
