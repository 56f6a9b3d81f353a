"""Relations told over many papers come out as they were: their status, their years, and which cases are one matter."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline.config import Settings
from pipeline.run import run

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tools.generator.histories import main as make  # noqa: E402
from tools.score_histories import Score, score  # noqa: E402


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Score:
    folder = tmp_path_factory.mktemp("histories")
    make(["--out", str(folder), "--relations", "60", "--seed", "5"])
    for gold in (folder / "papers").glob("*.json"):
        gold.unlink()
    run([folder / "papers"], Settings(out=folder / "out", jobs=2, ocr="off"))
    return score(folder, folder / "out")


@pytest.mark.parametrize("field", ["status", "since_year", "until_year"])
def test_partnerships_come_out_as_they_were(scored: Score, field: str) -> None:
    assert scored.relations == 60
    assert scored.share(field) >= 0.97, scored.wrong


def test_lineage_ties_the_cases_of_one_matter(scored: Score) -> None:
    assert scored.lineage_f1 >= 0.95
