"""Does a confidence mean what it says? Of the rows at 0.8, 80 % should be right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.confidence import page_strength
from pipeline.evaluation.fields import FIELDS
from pipeline.evaluation.match import FieldResult
from pipeline.evaluation.output import Document, Row

BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A row of the output that the gold judges: right where every scored field it appears in holds it for right. ``strength`` is
    its rule's, less where its page was recognised poorly."""

    table: str
    extractor: str
    confidence: float
    right: bool
    strength: float = 0.0
    text_source: str = "text"
    document: str = ""


@dataclass(frozen=True, slots=True)
class Bin:
    """Rows of like confidence: from ``low`` up to ``high``, their mean confidence and the share that is right."""

    low: float
    high: float
    rows: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """A table's reliability; ``ece`` is the expected calibration error: the mean distance of confidence from the share right,
    over the bins, by their rows."""

    rows: int
    confidence: float
    right: float
    ece: float
    bins: tuple[Bin, ...]


def judge(results: dict[str, FieldResult], document: Document, stem: str = "") -> list[Judged]:
    """The document's rows that its gold judges, with their confidence."""
    verdicts: dict[int, tuple[str, Row, bool]] = {}
    for field in FIELDS:
        if field.table is None or field.name not in results:
            continue
        result = results[field.name]
        right = [output for _, output in result.found] + result.excused
        for items, verdict in ((right, True), (result.wrong, False)):
            for row in (r for item in items for r in item.rows):
                _, _, before = verdicts.get(id(row), (field.table, row, True))
                verdicts[id(row)] = (field.table, row, before and verdict)
    return [_judged(table, row, verdict, document, stem) for table, row, verdict in verdicts.values()]


def _judged(table: str, row: Row, right: bool, document: Document, stem: str) -> Judged:
    page = document.pages.get(row["page"], {})
    strength = row.get("strength")
    strength = row["confidence"] if strength is None else strength
    strength = page_strength(strength, page.get("ocr_confidence"))
    return Judged(table, row["extractor"], row["confidence"], right, strength, page.get("text_source") or "text", stem)


def reliability(judged: Iterable[Judged]) -> dict[str, Reliability]:
    """Reliability by table, in the order the tables come."""
    by_table: dict[str, list[Judged]] = {}
    for row in judged:
        by_table.setdefault(row.table, []).append(row)
    return {table: _reliability(rows) for table, rows in by_table.items()}


def _reliability(rows: list[Judged]) -> Reliability:
    sorted_in: dict[int, list[Judged]] = {}
    for row in rows:
        sorted_in.setdefault(min(int(row.confidence * BINS + 1e-9), BINS - 1), []).append(row)
    bins = tuple(_bin(number, sorted_in[number]) for number in sorted(sorted_in))
    ece = sum(b.rows * abs(b.confidence - b.right) for b in bins) / len(rows)
    return Reliability(len(rows), _mean(r.confidence for r in rows), _mean(r.right for r in rows), ece, bins)


def _bin(number: int, rows: list[Judged]) -> Bin:
    return Bin(number / BINS, (number + 1) / BINS, len(rows), _mean(r.confidence for r in rows), _mean(r.right for r in rows))


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)
