#!/usr/bin/env python3
"""Fit what the strengths of rules are worth: the share of their rows that proved right on papers read for the first time.

    python tools/fit_confidence.py [FIRST_READING.csv] [--to FILE]

FIRST_READING.csv is what ``first_reading.py`` keeps. Writes ``extractors/lexicon/calibration.csv`` (or FILE) and prints the expected
calibration error of each table, as it was, as fitted, and as fitted without the document at hand (five folds of documents), which
is what to expect of documents never seen.

A curve never falls. Each is drawn towards a prior, so that few rows do not give 0 or 1: a table's curve towards the strengths
themselves, an extractor's towards its table's, and those of recognised text towards those of other text.
"""

from __future__ import annotations

import argparse
import csv
import io
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from first_reading import FIRST_READING, read

from pipeline.confidence import ANY, Key, Knot, confidence_by, interpolate, kind_of_text
from pipeline.evaluation.calibration import Judged, reliability

TARGET = Path(__file__).resolve().parent.parent / "extractors" / "lexicon" / "calibration.csv"
HEAD = "# What the strength of a rule is worth, made by tools/fit_confidence.py from papers read for the first time; do not edit by hand.\n"
# Rows that a prior weighs as much as: those of one paper are not independent, and a strength that few papers show is not to be sure.
PRIOR_ROWS = 30
# An extractor, or recognised text, with fewer judged rows than these has no curve of its own.
FEWEST_ROWS = 30
GRID = tuple(n / 10 for n in range(11))
# Curves may be told so much more simply, and no confidence is surer than this.
TOLERANCE = 0.004
SUREST = 0.99
FOLDS = 5
Curves = dict[Key, list[Knot]]
Prior = Callable[[float], float]


def fit(judged: Iterable[Judged]) -> Curves:
    """The curves of every table, and of the extractors and kinds of text that have rows enough."""
    groups: dict[Key, list[Judged]] = defaultdict(list)
    for row in judged:
        kind = kind_of_text(row.text_source)
        groups[row.table, ANY, kind].append(row)
        groups[row.table, row.extractor, kind].append(row)
    curves: Curves = {}
    for key in sorted(groups, key=lambda k: (k[0], k[2] == "ocr", k[1] != ANY, k[1])):
        table, extractor, kind = key
        whole = (table, ANY, kind), (table, extractor, "text"), (table, ANY, "text")
        parent = next((curves[k] for k in whole if k != key and k in curves), None)
        is_whole = extractor != ANY and len(groups[key]) == len(groups[table, ANY, kind])
        if parent is None or (len(groups[key]) >= FEWEST_ROWS and not is_whole):
            curves[key] = fit_curve(groups[key], _line(parent) if parent else _itself)
    return {key: simplified(curve) for key, curve in curves.items()}


def fit_curve(rows: Iterable[Judged], prior: Prior) -> list[Knot]:
    """The rising curve nearest to the shares right by strength, each drawn towards ``prior`` as by :data:`PRIOR_ROWS` rows."""
    right: dict[float, int] = defaultdict(int)
    number: dict[float, int] = dict.fromkeys(GRID, 0)
    for row in rows:
        strength = round(row.strength, 2)
        number[strength] = number.get(strength, 0) + 1
        right[strength] += row.right
    strengths = sorted(number)
    shares = [(right[s] + PRIOR_ROWS * prior(s)) / (number[s] + PRIOR_ROWS) for s in strengths]
    risen = rising(shares, [number[s] + PRIOR_ROWS for s in strengths])
    return [(s, round(min(SUREST, share), 3)) for s, share in zip(strengths, risen, strict=True)]


def rising(values: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The never falling values that are nearest to ``values`` by weighted squares (pool adjacent violators)."""
    pools: list[tuple[float, float, int]] = []
    for value, weight in zip(values, weights, strict=True):
        pools.append((value, weight, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (v0, w0, n0), (v1, w1, n1) = pools[-2:]
            pools[-2:] = [((v0 * w0 + v1 * w1) / (w0 + w1), w0 + w1, n0 + n1)]
    return [value for value, _, number in pools for _ in range(number)]


def simplified(curve: list[Knot]) -> list[Knot]:
    """The curve without the knots that the line between their neighbours meets as well."""
    kept = curve[:1]
    for i in range(1, len(curve) - 1):
        line = [kept[-1], curve[i + 1]]
        between = [knot for knot in curve if kept[-1][0] < knot[0] <= curve[i][0]]
        if any(abs(interpolate(line, strength) - value) > TOLERANCE for strength, value in between):
            kept.append(curve[i])
    return [*kept, *curve[-1:]] if len(curve) > 1 else kept


def predicted(curves: Curves, row: Judged) -> float:
    """The confidence of a row by the curves."""
    return confidence_by(curves, row.table, row.extractor, row.text_source, row.strength)


def held_out(judged: list[Judged]) -> list[Judged]:
    """The rows, each with the confidence that the documents of the other folds give it."""
    found = []
    for fold in range(FOLDS):
        inside = [row for row in judged if zlib.crc32(row.document.encode()) % FOLDS == fold]
        curves = fit(row for row in judged if zlib.crc32(row.document.encode()) % FOLDS != fold)
        found += [replace(row, confidence=predicted(curves, row)) for row in inside]
    return found


def as_csv(curves: Curves) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("table", "extractor", "text", "strength", "confidence"))
    for key in sorted(curves):
        writer.writerows((*key, f"{s:g}", f"{c:g}") for s, c in curves[key])
    return HEAD + text.getvalue()


def report(judged: list[Judged], curves: Curves) -> str:
    """A line a table: rows, share right, and the expected calibration error before, fitted and held out."""
    before = reliability(judged)
    fitted = reliability(replace(row, confidence=predicted(curves, row)) for row in judged)
    apart = reliability(held_out(judged))
    lines = [f"{'table':14} {'rows':>7} {'right':>6} {'ECE now':>8} {'fitted':>7} {'held out':>9}"]
    for table, now in before.items():
        lines.append(f"{table:14} {now.rows:7d} {now.right:6.3f} {now.ece:8.3f} {fitted[table].ece:7.3f} {apart[table].ece:9.3f}")
    return "\n".join(lines)


def _itself(strength: float) -> float:
    return strength


def _line(knots: list[Knot]) -> Prior:
    return lambda strength: interpolate(knots, strength)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="?", type=Path, default=FIRST_READING, metavar="FIRST_READING.csv")
    parser.add_argument("--to", type=Path, default=TARGET)
    arguments = parser.parse_args()
    judged = read(arguments.rows)
    curves = fit(judged)
    print(report(judged, curves))
    arguments.to.write_text(as_csv(curves), "utf-8")
    print(f"{sum(map(len, curves.values()))} knots of {len(curves)} curves written to {arguments.to}")


if __name__ == "__main__":
    main()
