"""What the strength of a rule is worth: the share of rows of that strength that proved right on labelled documents.

An extractor gives each row a strength, a constant of its rule. ``extractors/lexicon/calibration.csv`` maps strengths to shares,
by table, extractor and kind of text; ``tools/fit_confidence.py`` makes it. Where nothing was measured a strength stands for itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from extractors import resources

# Recognised text under this confidence makes its rows less sure, and is worth a reader's look.
POOR_OCR = 0.85
# Rows under this confidence are more likely wrong than right.
UNCERTAIN = 0.5
# The extractor that stands for all of a table.
ANY = "*"
Knot = tuple[float, float]
Key = tuple[str, str, str]


def kind_of_text(text_source: str) -> str:
    """``ocr`` for recognised text, ``text`` for any other: the two are calibrated apart."""
    return "ocr" if text_source == "ocr" else "text"


def page_strength(strength: float, ocr_confidence: float | None) -> float:
    """The strength of a row on a page: less where the page was recognised poorly."""
    return strength if ocr_confidence is None else strength * min(1.0, ocr_confidence / POOR_OCR)


@lru_cache(maxsize=4096)
def calibrated(table: str, extractor: str, text_source: str, strength: float) -> float:
    """The confidence (0–1) of a row of ``table`` that ``extractor`` made with ``strength`` (as of :func:`page_strength`)."""
    return confidence_by(_curves(), table, extractor, text_source, strength)


def confidence_by(curves: Mapping[Key, Sequence[Knot]], table: str, extractor: str, text_source: str, strength: float) -> float:
    """The confidence by ``curves``: by the extractor's own on this kind of text, else its table's, else those of other text."""
    kind = kind_of_text(text_source)
    for key in ((table, extractor, kind), (table, ANY, kind), (table, extractor, "text"), (table, ANY, "text")):
        if key in curves:
            return interpolate(curves[key], strength)
    return strength


def is_uncertain(confidence: float) -> bool:
    """Is a row of this confidence more likely wrong than right?"""
    return confidence < UNCERTAIN


def interpolate(knots: Sequence[Knot], strength: float) -> float:
    """The value at ``strength`` on the line through the knots, which are in order; the end knots' beyond them."""
    at = bisect_left(knots, strength, key=lambda knot: knot[0])
    if at == 0:
        return knots[0][1]
    if at == len(knots):
        return knots[-1][1]
    (x0, y0), (x1, y1) = knots[at - 1], knots[at]
    return y0 + (y1 - y0) * (strength - x0) / (x1 - x0)


@cache
def _curves() -> dict[Key, list[Knot]]:
    curves: dict[Key, list[Knot]] = {}
    for row in resources.table("calibration"):
        curves.setdefault((row["table"], row["extractor"], row["text"]), []).append((float(row["strength"]), float(row["confidence"])))
    return curves
