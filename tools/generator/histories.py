"""Relations with known histories, each told over several papers.

    python -m tools.generator.histories --out DIR --relations 300 --seed 1 [--forms tuned|heldout|all]

Writes the papers and their annotations to ``DIR/papers``, what is known of each relation to ``DIR/partnerships.csv`` and which
cases are one matter to ``DIR/lineage.csv``. Where several values are as right, ``|`` stands between them.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

from tools.generator.catalogue import Catalogue, Form, Split
from tools.generator.compose import Document, finish, write
from tools.generator.desk import Desk
from tools.generator.facts import Place
from tools.generator.relation import Relation
from tools.generator.terms import Matter, Term
from tools.generator.world import foreign_places, municipalities, tables

LAST_DAY = dt.date(2025, 12, 20)
# The papers of a matter in the order they are written: kind, and the body that meets.
CHAIN = (("official_report", ""), ("minutes_extract", "board"), ("minutes_extract", "council"))
# What becomes of a relation at last, by likelihood.
ENDINGS = ("active",) * 4 + ("ended",) * 4 + ("paused",) * 2 + ("continued", "under_review", "pending")


@dataclass
class History:
    """One relation and what was written of it.

    Attributes:
        home: The municipality.
        city: The foreign place.
        ending: What became of it at last.
        papers: Each paper with its day and the number of its matter, in order.
    """

    home: Place
    city: Place
    ending: str
    papers: list[tuple[Document, dt.date, int]] = field(default_factory=list)


class Archive:
    """A municipality's forms and registry numbers, the same in all its papers."""

    def __init__(self, catalogue: Catalogue, rng: Random) -> None:
        self.letters = rng.choice(["KS", "KS", "KSK", "KK"])
        self.office = str(rng.choice(tables()["offices"]["municipality"]))
        self.house: dict[str, Form] = {
            "registry": catalogue.pick("registry", rng, lambda form: not (form.get("since") or form.get("until"))),
            "registry_label": catalogue.pick("registry_label", rng),
        }
        self.taken: set[tuple[int, int]] = set()

    def number(self, rng: Random, year: int) -> tuple[int, int]:
        """A registry number not given before: year and serial."""
        number = (year, rng.randint(2, 998))
        while number in self.taken:
            number = (year, rng.randint(2, 998))
        self.taken.add(number)
        return number


class Teller:
    """Tells one relation from its beginning to its end."""

    def __init__(self, catalogue: Catalogue, rng: Random, name: str, history: History, archive: Archive) -> None:
        self.catalogue, self.rng, self.name, self.history, self.archive = catalogue, rng, name, history, archive
        self.relation = catalogue.pick("relation", rng)
        self.matters = 0

    def tell(self) -> None:
        """Write all papers of the relation."""
        rng = self.rng
        year = rng.randint(1997, 2016)
        young = rng.random() < 0.6
        first = _term(rng, year)
        bond = replace(first, end=None) if young else replace(_term(rng, year - rng.randint(4, 20)), end=None)
        old, cur = None, first
        if young:
            pending = self.history.ending == "pending"
            self._matter("established", year - 1, bond, None, None, first, 2 if pending else 3)
            if pending:
                return
        for _ in range(rng.choice([0, 1, 1, 2])):
            assert cur.end is not None
            if cur.end.year + 1 > LAST_DAY.year - 3:
                break
            new = _term(rng, cur.end.year + 1)
            self._matter("renewed", cur.end.year, bond, old, cur, new, 3)
            old, cur = cur, new
        self._close(bond, old, cur)

    def _close(self, bond: Term, old: Term | None, cur: Term) -> None:
        assert cur.end is not None
        fate = {"pending": "ended"}.get(self.history.ending, self.history.ending)
        if fate == "active" and self.history.papers:
            return
        year = min(cur.end.year if fate == "ended" else cur.end.year - 1, LAST_DAY.year)
        told = "continued" if fate == "active" else fate
        self._matter(told, year, bond, old, cur, None, 2 if self.history.ending == "pending" else 3)

    def _matter(self, fate: str, year: int, bond: Term, old: Term | None, cur: Term | None, new: Term | None, papers: int) -> None:
        rng, history = self.rng, self.history
        day = _workday(dt.date(year, rng.randint(1, 5), rng.randint(1, 28)))
        number = self.archive.number(rng, day.year)
        house = {**self.archive.house, "relation": self.relation}
        new = new or Term(day, dt.date(day.year + 1, 1, 1), dt.date(day.year + 4, 12, 31))
        archive = self.archive
        matter = Matter(history.home, history.city, day, fate, "", number, house, archive.letters, archive.office, "", bond, old, cur, new)
        matter = replace(matter, title=Relation(self._desk(matter, "official_report"), fate, "proposed").title())
        chain = CHAIN[:papers]
        if fate == "ended" and rng.random() < 0.4:
            chain = (("motion", ""), *chain)
        for kind, body in chain:
            document = finish(self._desk(replace(matter, date=day, body=body), kind), f"{self.name}-{len(history.papers):02}-{kind}")
            history.papers.append((document, day, self.matters))
            day = _workday(day + dt.timedelta(days=rng.randint(14, 60)))
        self.matters += 1

    def _desk(self, matter: Matter, kind: str) -> Desk:
        return Desk(self.catalogue, Random(f"{self.name}:{len(self.history.papers)}:{self.rng.random()}"), kind, matter)


def _workday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=max(0, day.weekday() - 4))


def _term(rng: Random, year: int) -> Term:
    # Signed in the year it begins, so that its first year is the same whichever of the days a paper tells.
    return Term(
        dt.date(year, rng.randint(1, 4), rng.randint(1, 28)),
        dt.date(year, rng.choice([1, 1, 1, 5]), 1),
        dt.date(year + rng.randint(2, 4), 12, 31),
    )


def histories(seed: int, relations: int, split: Split) -> list[History]:
    """Relations, no municipality having two with the same place; the same arguments and forms give the same ones."""
    catalogue, rng = Catalogue(split), Random(f"{seed}:{split}")
    archives: dict[str, Archive] = {}
    known: set[tuple[str, str]] = set()
    made: list[History] = []
    while len(made) < relations:
        home, city = rng.choice(municipalities()), rng.choice(foreign_places())
        if (home.code, city.name) in known:
            continue
        known.add((home.code, city.name))
        archive = archives.setdefault(home.code, Archive(catalogue, rng))
        history = History(home, city, rng.choice(ENDINGS))
        Teller(catalogue, Random(f"{seed}:{len(made)}:{split}"), f"{len(made):04}", history, archive).tell()
        made.append(history)
    return made


def partnership(history: History, known_until: dt.date) -> dict[str, str]:
    """What is known of a relation by its papers: years as they tell them, and the status by the last decision."""
    rows = [row for paper, _, _ in history.papers for row in paper.gold["agreements"] if row["counterpart"] == history.city.canonical]
    rows = [row for row in rows if row["start_year"] or row["end_year"]]
    since = min((row["start_year"] for row in rows if row["start_year"]), default=None)
    until = max((row["end_year"] for row in rows if row["end_year"]), default=None)
    last = history.papers[-1]
    untils: list[Any] = [until, last[1].year] if history.ending == "ended" else [until]
    return {
        "municipality_code": history.home.code,
        "municipality": history.home.canonical,
        "counterpart": history.city.canonical,
        "counterpart_country": history.city.code,
        "status": "|".join(_status(history, until, known_until)),
        "since_year": str(since or ""),
        "until_year": "|".join(dict.fromkeys(str(year or "") for year in untils)),
    }


def _status(history: History, until: int | None, known_until: dt.date) -> list[str]:
    if history.ending in ("ended", "paused"):
        return [history.ending]
    if history.ending == "pending" and all(paper.gold["outcomes"][0]["outcome"] == "established" for paper, _, _ in history.papers):
        return ["proposed"]
    # A term that has run out without a renewal leaves the matter open.
    if until is None:
        return ["active", "unknown"]
    return ["unknown"] if dt.date(until, 12, 31) < known_until else ["active"]


def write_histories(out: Path, made: list[History]) -> None:
    """Write papers, annotations and what is known into a folder."""
    papers = out / "papers"
    papers.mkdir(parents=True, exist_ok=True)
    known_until: dict[str, dt.date] = {}
    lineage = []
    for number, history in enumerate(made):
        for document, day, matter in history.papers:
            write(papers, document)
            known_until[history.home.code] = max(day, known_until.get(history.home.code, day))
            for case in document.gold["cases"]:
                row = {"document": f"{document.name}.txt", "section_number": case["section_number"] or ""}
                lineage.append({**row, "case_number": case["case_number"] or "", "matter": f"{number:04}-{matter}"})
    _table(out / "partnerships.csv", [partnership(history, known_until[history.home.code]) for history in made])
    _table(out / "lineage.csv", lineage)


def _table(path: Path, rows: Iterable[dict[str, str]]) -> None:
    rows = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main(arguments: list[str] | None = None) -> int:
    """Write relations with known histories, each told over several papers, into a folder."""
    parser = argparse.ArgumentParser(prog="python -m tools.generator.histories", description=main.__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--relations", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--forms", choices=("tuned", "heldout", "all"), default="all", help="which side of the split to draw forms from")
    options = parser.parse_args(arguments)
    write_histories(options.out, histories(options.seed, options.relations, options.forms))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
