"""Confidence: made from the strength of rules by measured curves, and lower where a page was recognised poorly."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers import EXTRACT

from extractors import resources
from pipeline.confidence import POOR_OCR, UNCERTAIN, calibrated, interpolate, is_uncertain, kind_of_text, page_strength
from pipeline.document import Page, ReadDocument
from pipeline.process import understand
from pipeline.schema import TABLES

EVIDENCE_TABLES = [t.name for t in TABLES if t.evidence]
SHARES = st.floats(0, 1)


@given(st.sampled_from([*EVIDENCE_TABLES, "unknown"]), st.sampled_from(["text", "pdf_text", "ocr"]), SHARES, SHARES)
def test_a_stronger_rule_is_never_less_sure(table: str, source: str, a: float, b: float) -> None:
    low, high = (calibrated(table, "prov", source, s) for s in sorted((a, b)))
    assert 0 <= low <= high <= 1


def test_curves_are_in_order_rise_and_are_of_tables_there_are() -> None:
    rows = resources.table("calibration")
    curves: dict[tuple[str, str, str], list[tuple[float, float]]] = {}
    for row in rows:
        curves.setdefault((row["table"], row["extractor"], row["text"]), []).append((float(row["strength"]), float(row["confidence"])))
    for (table, _, kind), knots in curves.items():
        assert table in EVIDENCE_TABLES and kind in ("text", "ocr")
        assert [s for s, _ in knots] == sorted({s for s, _ in knots})
        assert [c for _, c in knots] == sorted(c for _, c in knots)
        assert all(0 <= c < 1 for _, c in knots), "nothing is wholly certain"


def test_what_was_not_measured_stands_for_itself() -> None:
    assert calibrated("unknown", "prov", "text", 0.37) == 0.37


@pytest.mark.parametrize(("strength", "value"), [(0.0, 0.1), (0.2, 0.1), (0.3, 0.2), (0.4, 0.3), (0.7, 0.6), (1.0, 0.9)])
def test_between_knots_lies_a_line_and_beyond_them_their_value(strength: float, value: float) -> None:
    assert interpolate([(0.2, 0.1), (0.4, 0.3), (1.0, 0.9)], strength) == pytest.approx(value)


@given(SHARES, SHARES)
def test_poor_recognition_lowers_and_good_recognition_does_nothing(strength: float, ocr: float) -> None:
    lowered = page_strength(strength, ocr)
    assert lowered <= strength and (ocr < POOR_OCR or lowered == strength)
    assert page_strength(strength, None) == strength


def test_pdf_and_other_text_are_one_kind() -> None:
    assert [kind_of_text(s) for s in ("text", "pdf_text", "ocr")] == ["text", "text", "ocr"]


def test_the_same_page_read_worse_gives_surer_rows_to_none() -> None:
    def confidences(source: str, ocr: float | None) -> list[float]:
        read = ReadDocument("text/plain", [Page(1, EXTRACT, source, ocr)], [])
        rows = understand(read, "prov.txt", hashlib.sha256(EXTRACT.encode()).hexdigest(), 1)
        found = [row for name in EVIDENCE_TABLES for row in rows.get(name, [])]
        assert all(row["uncertain"] is (row["confidence"] < UNCERTAIN) for row in found)
        return [row["confidence"] for row in found]

    good, poor, hopeless = confidences("ocr", 0.95), confidences("ocr", 0.7), confidences("ocr", 0.2)
    assert len(good) == len(poor) == len(hopeless) >= 5
    assert all(a > b > c for a, b, c in zip(good, poor, hopeless, strict=True))
    assert all(map(is_uncertain, hopeless)) and not any(map(is_uncertain, good))
