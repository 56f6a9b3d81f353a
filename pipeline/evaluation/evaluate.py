"""Scores an output against gold: everything a report tells, from one pass over the labelled documents."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pipeline.evaluation import confusion
from pipeline.evaluation.bootstrap import Interval, intervals
from pipeline.evaluation.calibration import Judged, Reliability, judge, reliability
from pipeline.evaluation.fields import FIELDS
from pipeline.evaluation.gold import load_gold
from pipeline.evaluation.match import Miss, match_document, misses
from pipeline.evaluation.output import pair
from pipeline.exit_codes import ExitCode, UserError

Counts = tuple[int, int, int]
_NOTHING: Counts = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Score:
    """A field's figures. ``gold`` and ``output`` count the values that each side holds, ``documents`` those that hold any;
    ``intervals`` are 95 % bootstrap intervals by measure, None where too few documents hold the field."""

    precision: float
    recall: float
    f1: float
    gold: int
    output: int
    documents: int
    intervals: dict[str, Interval] | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What an evaluation found. ``absent`` says of gold files without a document why; ``unlabelled`` are documents without
    gold, which are not scored."""

    documents: int
    macro_f1: float
    macro_f1_interval: Interval | None
    scores: dict[str, Score]
    confusion: dict[str, confusion.Table]
    reliability: dict[str, Reliability]
    misses: list[Miss]
    absent: list[tuple[str, str]]
    unlabelled: list[str]
    judged: list[Judged]
    pipeline_versions: list[str]

    @property
    def exit_code(self) -> ExitCode:
        return ExitCode.SOME_FAILED if self.absent else ExitCode.OK


def evaluate(out: Path, gold: list[Path]) -> Evaluation:
    """Score the tables of ``out`` against the gold files of folders or files.

    Raises :class:`UserError` where the gold or the output cannot be used, or where no gold file has a document.
    """
    files = load_gold(gold)
    pairing = pair(out, files)
    absent = [(str(file.path), why) for file, why in pairing.absent]
    if not pairing.pairs:
        told = "\n".join(f"  {path}: {why}" for path, why in absent[:10])
        raise UserError(f"none of the {len(absent)} gold files has a document in {out}:\n{told}", ExitCode.INPUT_MISSING)
    counts: dict[str, list[Counts]] = {f.name: [] for f in FIELDS}
    tables: dict[str, confusion.Table] = {name: Counter() for name in confusion.NAMES}
    listed: list[Miss] = []
    judged: list[Judged] = []
    for file, document in pairing.pairs:
        results = match_document(file.labels, document)
        for name, of_field in counts.items():
            of_field.append(results[name].counts if name in results else _NOTHING)
        listed += misses(file.stem, results)
        judged += judge(results, document, file.stem)
        confusion.add_document(tables, file.labels, document)
    held = {name: found for name, found in counts.items() if any(map(any, found))}
    drawn = intervals(held)
    scores = {name: _score(found, drawn.fields[name]) for name, found in held.items()}
    order = {name: i for i, name in enumerate(held)}
    return Evaluation(
        documents=len(pairing.pairs),
        macro_f1=sum(s.f1 for s in scores.values()) / max(1, len(scores)),
        macro_f1_interval=drawn.macro_f1,
        scores=scores,
        confusion={name: table for name, table in tables.items() if table},
        reliability=reliability(judged),
        misses=sorted(listed, key=lambda m: (order[m.field], m.document)),
        absent=absent,
        unlabelled=pairing.unlabelled,
        judged=judged,
        pipeline_versions=sorted({str(d.row["pipeline_version"]) for _, d in pairing.pairs}),
    )


def _score(counts: list[Counts], of_field: dict[str, Interval] | None) -> Score:
    tp, fp, fn = (sum(column) for column in zip(*counts, strict=True))
    return Score(
        precision=tp / (tp + fp) if tp + fp else 0.0,
        recall=tp / (tp + fn) if tp + fn else 0.0,
        f1=2 * tp / (2 * tp + fp + fn),
        gold=tp + fn,
        output=tp + fp,
        documents=sum(map(any, counts)),
        intervals=of_field,
    )
