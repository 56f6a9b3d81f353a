#!/usr/bin/env python3
"""Score partnerships and case lineage against relations whose histories are known.

    python tools/score_histories.py MADE OUT

MADE is a folder that ``python -m tools.generator.histories`` wrote, OUT the output of ``kommunbeslut run`` on its papers. Prints the
share of relations whose status, first year and last year are right, precision, recall and F1 of the pairs of cases that are
one matter, and every relation that is not right.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from pipeline.evaluation.values import fold
from pipeline.published import Row, read_rows

FIELDS = ("status", "since_year", "until_year")
Place = tuple[str, str]


@dataclass
class Score:
    """What was right: ``right`` counts relations by field and, under ``all``, those right in every field; ``wrong`` tells each
    that is not, as (municipality, counterpart, field, known, told)."""

    relations: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys((*FIELDS, "all"), 0))
    wrong: list[tuple[str, str, str, str, str]] = field(default_factory=list)
    pairs_told: int = 0
    pairs_known: int = 0
    pairs_right: int = 0

    def share(self, name: str) -> float:
        """The share of relations that are right in a field."""
        return self.right[name] / self.relations

    @property
    def lineage_f1(self) -> float:
        """F1 of the pairs of cases told to be one matter."""
        return 2 * self.pairs_right / max(1, self.pairs_told + self.pairs_known)


def score(made: Path, out: Path) -> Score:
    """Hold the tables in ``out`` against what is known in ``made``."""
    found = Score()
    _score_partnerships(found, made, out)
    known, told = _pairs(_known_matters(made)), _pairs(_told_matters(out))
    found.pairs_known, found.pairs_told, found.pairs_right = len(known), len(told), len(known & told)
    return found


def _score_partnerships(found: Score, made: Path, out: Path) -> None:
    told = {(row["municipality_code"], fold(row["counterpart"])): row for row in read_rows(out, "partnerships")}
    for known in _table(made / "partnerships.csv"):
        row: Row = told.get((known["municipality_code"], fold(known["counterpart"])), {})
        found.relations += 1
        right = True
        for name in FIELDS:
            value = "" if row.get(name) is None else str(row[name])
            if value in known[name].split("|"):
                found.right[name] += 1
            else:
                right = False
                found.wrong.append((known["municipality"], known["counterpart"], name, known[name], value))
        found.right["all"] += right


def _known_matters(made: Path) -> Iterable[tuple[Place, str]]:
    return (((row["document"], row["section_number"]), row["matter"]) for row in _table(made / "lineage.csv"))


def _told_matters(out: Path) -> Iterable[tuple[Place, str]]:
    names = {row["document_id"]: Path(row["source_path"]).name for row in read_rows(out, "documents")}
    return (((names[row["document_id"]], row["section_number"] or ""), row["matter_id"]) for row in read_rows(out, "cases"))


def _pairs(matters: Iterable[tuple[Place, str]]) -> set[tuple[Place, Place]]:
    members: dict[str, set[Place]] = defaultdict(set)
    for place, matter in matters:
        members[matter].add(place)
    return {pair for places in members.values() for pair in combinations(sorted(places), 2)}


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main() -> int:
    """Print the score."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("made", type=Path, help="folder of the generator")
    parser.add_argument("out", type=Path, help="output of kommunbeslut run")
    options = parser.parse_args()
    found = score(options.made, options.out)
    print(f"{found.relations} relations; right: " + ", ".join(f"{name} {found.share(name):.3f}" for name in (*FIELDS, "all")))
    precision, recall = found.pairs_right / max(1, found.pairs_told), found.pairs_right / max(1, found.pairs_known)
    print(f"lineage: precision {precision:.3f}, recall {recall:.3f}, F1 {found.lineage_f1:.3f} over {found.pairs_known} pairs of cases")
    for municipality, counterpart, name, known, told in found.wrong:
        print(f"  {municipality} – {counterpart}: {name} is {known or 'none'}, told {told or 'none'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
