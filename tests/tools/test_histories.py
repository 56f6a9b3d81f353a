"""Relations told over several papers: the same each time, agreeing with their papers, one municipality's papers alike."""

from __future__ import annotations

import csv
import datetime as dt
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tools.generator.histories import History, histories, main, partnership  # noqa: E402


@pytest.fixture(scope="module")
def made() -> list[History]:
    return histories(3, 40, "all")


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert main(["--out", str(tmp_path / name), "--relations", "6", "--seed", "9"]) == 0
    written = [{p.name: p.read_bytes() for p in (tmp_path / name).rglob("*") if p.is_file()} for name in ("a", "b")]
    assert written[0] == written[1]
    assert {"partnerships.csv", "lineage.csv"} <= set(written[0])


def test_a_relation_is_told_over_several_papers_in_order(made: list[History]) -> None:
    assert 5 <= sum(len(history.papers) for history in made) / len(made) <= 9
    for history in made:
        days = [day for _, day, _ in history.papers]
        assert days == sorted(days)
        assert len({paper.name for paper, _, _ in history.papers}) == len(days)


def test_cases_of_one_matter_share_number_and_title(made: list[History]) -> None:
    for history in made:
        matters: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for paper, _, matter in history.papers:
            matters[matter] += paper.gold["cases"]
        for cases in matters.values():
            assert len({case["case_number"] for case in cases} - {None}) == 1
            assert len({case["title"] for case in cases}) == 1


def test_no_two_matters_of_a_municipality_share_a_number(made: list[History]) -> None:
    matters = {
        (history.home.code, case["case_number"], index, matter)
        for index, history in enumerate(made)
        for paper, _, matter in history.papers
        for case in paper.gold["cases"]
        if case["case_number"]
    }
    assert len({key[:2] for key in matters}) == len(matters)


def test_each_counterpart_is_named_in_each_paper(made: list[History]) -> None:
    for history in made:
        for paper, _, _ in history.papers:
            assert history.city.canonical in " ".join(paper.text.replace("-\n", "").split()), paper.name
            assert [one["name"] for one in paper.gold["counterparts"]] == [history.city.canonical]


def test_what_is_known_agrees_with_the_papers(made: list[History]) -> None:
    statuses = set()
    for history in made:
        row = partnership(history, dt.date(2026, 1, 1))
        statuses |= set(row["status"].split("|"))
        outcomes = [one for paper, _, _ in history.papers for one in paper.gold["outcomes"]]
        decided = [one["outcome"] for one in outcomes if one["stage"] == "decided"]
        if row["status"] in ("ended", "paused"):
            assert decided[-1] == row["status"]
        if row["status"] == "proposed":
            assert decided == []
    assert {"ended", "paused", "proposed", "unknown"} <= statuses


def test_tables_name_each_paper_and_relation(tmp_path: Path) -> None:
    main(["--out", str(tmp_path), "--relations", "5", "--seed", "2", "--forms", "tuned"])
    with (tmp_path / "lineage.csv").open(encoding="utf-8") as file:
        named = {row["document"] for row in csv.DictReader(file)}
    assert named == {path.name for path in (tmp_path / "papers").glob("*.txt")}
    with (tmp_path / "partnerships.csv").open(encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == 5
