#!/usr/bin/env python3
"""Make ``docs/ACCURACY.md``: what to expect of each field, from evaluations of several corpora in several media.

    python tools/make_accuracy.py RUNS.json | NAME=EVALUATION.json ... [--to FILE]

RUNS.json is what ``measure_accuracy.py`` wrote; an EVALUATION.json is what ``kommunbeslut evaluate --format json`` wrote, and its
NAME is CORPUS-MEDIUM (``seeds-text``, ``generator-heldout-scan``). What no figure tells stands in ``docs/accuracy_limits.md``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from first_reading import FIRST_READING, read
from fit_confidence import held_out

from pipeline.evaluation.calibration import Judged, reliability
from pipeline.evaluation.fields import FIELDS
from pipeline.evaluation.report import confusion_markdown, interval_text, markdown_table

ROOT = Path(__file__).resolve().parent.parent
MEDIA = {"text": "text", "docx": "Word", "pdf": "born-digital PDF", "scan": "scan"}
# The same set as word processors do, in proportional letters.
MEDIA |= {f"flowing-{medium}": f"{name}, flowing" for medium, name in MEDIA.items() if medium != "text"}
# The lowest F1 of a field in any run, and what that means for a reader; the first that fits.
EXPECT = (
    (0.97, "Read almost without fault; spot checks are enough."),
    (0.93, "Right in nearly all documents; check the values that a conclusion rests on."),
    (0.85, "Good for overviews; check each value that you cite."),
    (0.70, "A help in finding documents; check every value before counting."),
    (0.00, "Not to be relied on without reading the documents."),
)
# Differences of so much are worth a word; figures of fewer values than these are rough.
WORTH_TELLING = 0.03
FEW_VALUES = 30
FEWEST_WEIGHED = 10
ECE_TARGET = 0.05
# Of the rows of this confidence or more at least as large a share is to be right.
SURE = 0.8


@dataclass(frozen=True, slots=True)
class Run:
    """The evaluation of one corpus in one medium."""

    corpus: str
    medium: str
    told: dict[str, Any]

    @property
    def fields(self) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = self.told["fields"]
        return found


def make(runs: list[Run], judged: list[Judged], limits: str) -> str:
    """The whole page; ``judged`` are the rows of papers read for the first time."""
    sections = [
        ["# Accuracy", "", _INTRODUCTION],
        ["## Macro F1", "", *summary(runs), *gaps(runs)],
        ["## Field by field", "", _FIELDS_TOLD, *(line for name in _names(runs) for line in field_section(name, runs))],
        ["## Confidence", "", _CONFIDENCE_TOLD, "", *confidence(judged)],
        ["## What is taken for what", "", _CONFUSION_TOLD, *confusion(runs)],
        [limits.strip()],
    ]
    return "\n\n".join("\n".join(lines).strip() for lines in sections) + "\n"


_INTRODUCTION = """Made by `make accuracy` from labelled documents; do not edit by hand. Precision is the share of the output's values that
are right, recall the share of the labelled values that the output has, F1 their harmonic mean. Brackets hold 95 % bootstrap intervals
over documents: how far the figure could be off by the choice of documents. An interval of 1.000–1.000 means that no error was met in
these documents, not that there are none. Values are matched as `kommunbeslut evaluate` matches them (README)."""
_FIELDS_TOLD = """What to expect goes by the worst run that labels ten values or more. `areas` are the areas of `focus_areas` whatever their
status; `section_…` are labels of whole meetings, where some decision of the § must fit."""
_CONFIDENCE_TOLD = f"""Rows that labels judge, of papers read for the first time (`data/labelled/first_reading.csv`): new papers before
anything was mended by them, and `heldout`. Each paper's rows have the confidence that the other papers give them. A confidence means
something when the share right is near it; the expected calibration error (ECE) is their mean distance, by rows, and should be under
{ECE_TARGET}. Papers like those of the runs above do better than their confidence says."""
_CONFUSION_TOLD = """Labelled codes against those of the output, all runs together; `missing` is in the labels only, `none` in the output
only. Codes without confusion are left out."""


def summary(runs: list[Run]) -> list[str]:
    """Macro F1 by corpus and medium."""
    media = [m for m in MEDIA if any(r.medium == m for r in runs)]
    rows = []
    for corpus in dict.fromkeys(r.corpus for r in runs):
        of_corpus = {r.medium: r.told for r in runs if r.corpus == corpus}
        cells = [f"{t['macro_f1']:.3f} ({interval_text(t['macro_f1_interval'])})" if (t := of_corpus.get(m)) else "" for m in media]
        rows.append([corpus, str(max(t["documents"] for t in of_corpus.values())), *cells])
    return markdown_table(("corpus", "documents", *(MEDIA[m] for m in media)), rows)


def gaps(runs: list[Run]) -> list[str]:
    """How much is lost on forms that the rules were not tuned on: corpora called ``…-tuned`` and ``…-heldout``."""
    by_name = {(r.corpus, r.medium): r.told["macro_f1"] for r in runs}
    lines = []
    for (corpus, medium), tuned in by_name.items():
        held = by_name.get((corpus.removesuffix("-tuned") + "-heldout", medium)) if corpus.endswith("-tuned") else None
        if held is not None:
            lines += ["", f"Between tuned and held-out forms ({MEDIA[medium]}) lies a gap of {tuned - held:.3f}."]
    return lines


def _names(runs: list[Run]) -> list[str]:
    return [f.name for f in FIELDS if any(f.name in r.fields for r in runs)]


def field_section(name: str, runs: list[Run]) -> list[str]:
    told = [(r, r.fields[name]) for r in runs if name in r.fields]
    rows = [
        [
            f"{r.corpus}, {MEDIA[r.medium]}",
            *(
                f"{f[k]:.3f} ({interval_text(f['intervals'][k])})" if f["intervals"] else f"{f[k]:.3f}"
                for k in ("precision", "recall", "f1")
            ),
            str(f["gold"]),
            str(f["documents"]),
        ]
        for r, f in told
    ]
    table = markdown_table(("run", "precision", "recall", "F1", "labelled", "documents"), rows)
    return ["", f"### {name}", "", expectation(told), "", *table]


def expectation(told: list[tuple[Run, dict[str, Any]]]) -> str:
    """What a reader may expect of a field, in words."""
    weighty = [x for x in told if x[1]["gold"] >= FEWEST_WEIGHED] or told
    worst_run, worst = min(weighty, key=lambda x: x[1]["f1"])
    said = [next(text for floor, text in EXPECT if worst["f1"] >= floor)]
    if worst["f1"] < EXPECT[0][0] and len(weighty) > 1:
        said[0] += f" The worst run is {worst_run.corpus} as {MEDIA[worst_run.medium]}."
    if worst["precision"] - worst["recall"] >= WORTH_TELLING:
        said.append("Values are rather missing than wrong.")
    elif worst["recall"] - worst["precision"] >= WORTH_TELLING:
        said.append("Values are rather wrong than missing.")
    if (lost := _lost_by_scanning(told)) >= WORTH_TELLING:
        said.append(f"Scans lose {lost:.2f} of F1.")
    if (labelled := _labelled(told)) < FEW_VALUES:
        said.append(f"Only {labelled} values are labelled: the figures are rough.")
    return " ".join(said)


def _labelled(told: list[tuple[Run, dict[str, Any]]]) -> int:
    """Values labelled, those of a corpus in several media counted once."""
    by_corpus: dict[str, int] = defaultdict(int)
    for run, field in told:
        by_corpus[run.corpus] = max(by_corpus[run.corpus], field["gold"])
    return sum(by_corpus.values())


def _lost_by_scanning(told: list[tuple[Run, dict[str, Any]]]) -> float:
    """The greatest fall of F1 from the text of a corpus to its scan."""
    text = {r.corpus: f["f1"] for r, f in told if r.medium == "text"}
    return max((text[r.corpus] - f["f1"] for r, f in told if r.medium == "scan" and r.corpus in text), default=0.0)


def confidence(judged: list[Judged]) -> list[str]:
    """Reliability by table of papers read for the first time, each with the confidence that the other papers give it."""
    errors, rows = [], []
    for table, told in reliability(held_out(judged)).items():
        sure = [b for b in told.bins if b.low >= SURE - 1e-9]
        number = sum(b.rows for b in sure)
        share = f"{sum(b.rows * b.right for b in sure) / number:.3f}" if number else ""
        under = "yes" if told.ece < ECE_TARGET else "no"
        errors.append([table, str(told.rows), f"{told.right:.3f}", f"{told.ece:.3f}", under, str(number), share])
        rows += [[table, f"{b.low:.1f}–{b.high:.1f}", str(b.rows), f"{b.confidence:.3f}", f"{b.right:.3f}"] for b in told.bins]
    head = markdown_table(
        ("table", "rows", "share right", "ECE", f"under {ECE_TARGET}", f"rows at {SURE} or more", "share right of these"), errors
    )
    return [*head, "", *markdown_table(("table", "confidence", "rows", "mean confidence", "share right"), rows)]


def confusion(runs: list[Run]) -> list[str]:
    pooled: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for run in runs:
        for name, table in run.told["confusion"].items():
            for gold, outputs in table.items():
                pooled[name][gold].update(outputs)
    lines = []
    for name, rows in pooled.items():
        confused = {gold: dict(outputs) for gold, outputs in sorted(rows.items()) if set(outputs) != {gold}}
        lines += ["", f"### {name.replace('_', ' ')}", "", *(confusion_markdown(confused) if confused else ["No confusion was met."])]
    return lines


def read_runs(arguments: list[str]) -> list[Run]:
    """The runs that arguments name, in their order."""
    named: list[tuple[str, Path]] = []
    for argument in arguments:
        given, equals, place = argument.partition("=")
        if equals:
            named.append((given, Path(place)))
        else:
            named += [(run["name"], Path(run["evaluation"])) for run in json.loads(Path(given).read_text("utf-8"))]
    runs = []
    for name, path in named:
        medium = next((m for m in sorted(MEDIA, key=len, reverse=True) if name.endswith(f"-{m}")), None)
        corpus = name.removesuffix(f"-{medium}")
        if not corpus or medium is None:
            sys.exit(f"{name}: name a run CORPUS-MEDIUM, the medium one of {', '.join(MEDIA)}")
        runs.append(Run(corpus, medium, json.loads(path.read_text("utf-8"))))
    return runs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", nargs="+", metavar="RUNS.json|NAME=EVALUATION.json")
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "ACCURACY.md")
    arguments = parser.parse_args()
    limits = (ROOT / "docs" / "accuracy_limits.md").read_text("utf-8")
    arguments.to.write_text(make(read_runs(arguments.runs), read(FIRST_READING), limits), "utf-8")


if __name__ == "__main__":
    main()
