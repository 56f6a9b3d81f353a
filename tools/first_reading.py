#!/usr/bin/env python3
"""Keep which rows were right when a paper was read for the first time.

    python tools/first_reading.py OUT=GOLD | RUNS.json:NAME[,NAME...] ... [--to FILE]

Each OUT is a processed folder, GOLD the folder of its documents' gold files; a NAME is a run of the RUNS.json that
``measure_accuracy.py`` wrote. Their judged rows take the place of what FILE (``data/labelled/first_reading.csv``) holds of the same
documents in the same kind of text. ``fit_confidence.py`` and ``make_accuracy.py`` read it.

What rules are worth on papers that they were mended by tells nothing of the next paper. So keep the rows of new papers before
anything is mended by them, and those of papers whose misses nobody looks at (``heldout``) whenever they were measured.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from pipeline.confidence import calibrated, kind_of_text
from pipeline.evaluation.calibration import Judged
from pipeline.evaluation.evaluate import evaluate

FIRST_READING = Path(__file__).resolve().parent.parent / "data" / "labelled" / "first_reading.csv"
COLUMNS = ("document", "text", "table", "extractor", "strength", "right")


def read(path: Path = FIRST_READING) -> list[Judged]:
    """The rows that are kept, with the confidence that the program gives them now."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_row(r, float(r["strength"])) for r in csv.DictReader(file)]


def _row(r: dict[str, str], strength: float) -> Judged:
    confidence = calibrated(r["table"], r["extractor"], r["text"], strength)
    return Judged(r["table"], r["extractor"], confidence, r["right"] == "1", strength, r["text"], r["document"])


def write(rows: Iterable[Judged], path: Path) -> None:
    """Write the rows in an order of their own, so that a file changes only where they do."""
    lines = sorted((r.document, kind_of_text(r.text_source), r.table, r.extractor, f"{r.strength:.3f}", int(r.right)) for r in rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(lines)


def kept(before: Iterable[Judged], new: list[Judged]) -> list[Judged]:
    """``new`` and what was kept of other documents, or of the same ones in another kind of text."""
    replaced = {(row.document, kind_of_text(row.text_source)) for row in new}
    return [row for row in before if (row.document, kind_of_text(row.text_source)) not in replaced] + new


def judged(source: str) -> list[Judged]:
    """The rows that gold judges, of one argument of the command line."""
    out, equals, gold = source.partition("=")
    if equals:
        return evaluate(Path(out), [Path(gold)]).judged
    place, _, names = source.rpartition(":")
    runs = {run["name"]: run for run in json.loads(Path(place).read_text("utf-8"))}
    if unknown := set(names.split(",")) - runs.keys():
        sys.exit(f"{place}: no run {', '.join(sorted(unknown))}; there are {', '.join(runs)}")
    return [row for name in names.split(",") for row in evaluate(Path(runs[name]["out"]), [Path(runs[name]["gold"])]).judged]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="+", metavar="OUT=GOLD|RUNS.json:NAME,...")
    parser.add_argument("--to", type=Path, default=FIRST_READING)
    arguments = parser.parse_args()
    new = [row for source in arguments.sources for row in judged(source)]
    rows = kept(read(arguments.to) if arguments.to.exists() else [], new)
    write(rows, arguments.to)
    print(f"{len(new)} rows of {len({row.document for row in new})} documents kept; {arguments.to} holds {len(rows)}")


if __name__ == "__main__":
    main()
