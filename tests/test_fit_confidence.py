"""The tool that fits confidence: curves that rise, that few rows do not carry away, and that mean what they say."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.confidence import interpolate
from pipeline.evaluation.calibration import Judged, reliability

TOOLS = str(Path(__file__).resolve().parent.parent / "tools")


@pytest.fixture(scope="module")
def tool() -> Iterator[ModuleType]:
    sys.path.insert(0, TOOLS)
    try:
        import fit_confidence

        yield fit_confidence
    finally:
        sys.path.remove(TOOLS)


def rows(strength: float, right: int, wrong: int, extractor: str = "a", source: str = "text") -> list[Judged]:
    return [Judged("dates", extractor, strength, n < right, strength, source, document=f"{extractor}{n % 7}") for n in range(right + wrong)]


@given(values=st.lists(st.tuples(st.floats(0, 1), st.floats(0.5, 50)), min_size=1, max_size=12))
def test_rising_values_keep_the_mean_and_leave_rising_ones_alone(tool: ModuleType, values: list[tuple[float, float]]) -> None:
    given_, weights = [v for v, _ in values], [w for _, w in values]
    found = tool.rising(given_, weights)
    assert found == sorted(found) and len(found) == len(given_)
    assert sum(v * w for v, w in zip(found, weights, strict=True)) == pytest.approx(sum(v * w for v, w in values))
    assert tool.rising(sorted(given_), weights) == sorted(given_)


def test_few_rows_move_a_strength_a_little_and_many_rows_far(tool: ModuleType) -> None:
    few, many = (interpolate(tool.fit(rows(0.8, 0, n))["dates", "*", "text"], 0.8) for n in (2, 1200))
    assert 0.6 < few < 0.8 and many < 0.1
    sure = interpolate(tool.fit(rows(0.8, 100_000, 0))["dates", "*", "text"], 0.8)
    assert 0.95 < sure < 1


def test_strengths_that_were_not_met_stand_for_themselves(tool: ModuleType) -> None:
    curve = tool.fit(rows(0.9, 400, 0))["dates", "*", "text"]
    assert interpolate(curve, 0.5) == pytest.approx(0.5, abs=0.01) and interpolate(curve, 0.3) == pytest.approx(0.3, abs=0.01)


def test_an_extractor_has_a_curve_of_its_own_when_it_has_rows_enough(tool: ModuleType) -> None:
    curves = tool.fit([*rows(0.9, 900, 0), *rows(0.9, 300, 600, "b"), *rows(0.9, 0, 5, "c")])
    assert ("dates", "b", "text") in curves and ("dates", "c", "text") not in curves
    shares = [interpolate(curves["dates", e, "text"], 0.9) for e in ("b", "*", "a")]
    assert shares == sorted(shares) and shares[0] < 0.4 and shares[2] > 0.95


def test_recognised_text_is_fitted_apart(tool: ModuleType) -> None:
    curves = tool.fit([*rows(0.9, 900, 0), *rows(0.9, 600, 300, source="ocr")])
    text, ocr = (interpolate(curves["dates", "*", kind], 0.9) for kind in ("text", "ocr"))
    assert text > 0.95 and ocr == pytest.approx(0.67, abs=0.03)


def test_fitted_confidence_means_what_it_says(tool: ModuleType) -> None:
    dice = random.Random(1)
    judged = [
        Judged("dates", e, s, dice.random() < share, s, "text", f"d{n % 50}")
        for e, s, share in (("a", 0.9, 0.98), ("a", 0.6, 0.75), ("b", 0.9, 0.7), ("b", 0.8, 0.4))
        for n in range(500)
    ]
    assert reliability(judged)["dates"].ece > 0.1
    assert reliability(tool.held_out(judged))["dates"].ece < 0.05


ROWS = st.lists(st.tuples(st.sampled_from([0.3, 0.55, 0.8, 0.82, 0.9]), st.booleans(), st.sampled_from("abc")), min_size=1, max_size=200)


@given(found=ROWS)
def test_curves_rise_whatever_the_rows_and_are_told_simply_without_loss(tool: ModuleType, found: list[tuple[float, bool, str]]) -> None:
    judged = [Judged("dates", e, s, right, s, "text", e) for s, right, e in found]
    for curve in tool.fit(judged).values():
        assert [c for _, c in curve] == sorted(c for _, c in curve)
        assert all(0 <= c <= tool.SUREST for _, c in curve)
    whole = tool.fit_curve(judged, lambda s: s)
    told = tool.simplified(whole)
    assert all(abs(interpolate(told, s) - c) <= tool.TOLERANCE + 1e-9 for s, c in whole)


def test_the_file_is_the_same_whatever_the_order_of_the_rows(tool: ModuleType) -> None:
    judged = [*rows(0.9, 300, 20), *rows(0.8, 100, 200, "b")]
    text = tool.as_csv(tool.fit(judged))
    assert text == tool.as_csv(tool.fit(judged[::-1])) and text.startswith("# ")
    assert text.splitlines()[1] == "table,extractor,text,strength,confidence"
