"""The scores on annotated corpora that lie beside the project; skipped where there are none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("KOMMUNBESLUT_CORPUS", ROOT.parent / "shared"))
SCORER = SHARED / "tools" / "score.py"
CORPORA = ("seeds", "constructed", "goteborg-ks-2024")

pytestmark = pytest.mark.skipif(not SCORER.is_file(), reason=f"no annotated corpus at {SHARED}")


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, env=environment, cwd=ROOT, check=False, timeout=300)


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """The scorer's report on each corpus, after one run of the program over all of them."""
    folder = tmp_path_factory.mktemp("corpus")
    inputs = [
        str(SHARED / "corpus" / name / f) for name in CORPORA for f in sorted(p.name for p in (SHARED / "corpus" / name).glob("*.txt"))
    ]
    run = command("-c", "from pipeline.cli import main; main()", "run", *inputs, "--out", str(folder / "out"), "--jobs", "2", "--quiet")
    assert run.returncode == 0, run.stderr
    reports = {}
    for name in CORPORA:
        report = folder / f"{name}.json"
        command(str(SCORER), str(folder / "out"), str(SHARED / "corpus" / name), "--json", str(report))
        reports[name] = json.loads(report.read_text("utf-8"))
    return reports


@pytest.mark.parametrize("corpus", CORPORA)
def test_every_document_is_read_and_every_quote_holds(scores: dict[str, dict[str, Any]], corpus: str) -> None:
    assert scores[corpus]["absent"] == []
    assert scores[corpus]["evidence_faults"] == 0
    assert scores[corpus]["documents"] == len(list((SHARED / "corpus" / corpus).glob("*.json")))


@pytest.mark.parametrize(("corpus", "floor"), [("seeds", 0.95), ("constructed", 0.95)])
def test_macro_f1_stays_above_its_floor(scores: dict[str, dict[str, Any]], corpus: str, floor: float) -> None:
    assert scores[corpus]["macro_f1"] >= floor, {k: round(v["f1"], 3) for k, v in scores[corpus]["fields"].items()}


def test_sections_of_whole_meetings_stay_above_their_floor(scores: dict[str, dict[str, Any]]) -> None:
    assert scores["goteborg-ks-2024"]["fields"]["sections"]["f1"] >= 0.97


def test_the_partnerships_of_the_seeds(tmp_path: Path) -> None:
    """What the real papers tell, read by hand: every partnership, and no other."""
    seeds = sorted(str(p) for p in (SHARED / "corpus" / "seeds").glob("*.txt"))
    command("-c", "from pipeline.cli import main; main()", "run", *seeds, "--out", str(tmp_path), "--jobs", "2", "--quiet")
    told = pq.read_table(tmp_path / "partnerships.parquet").to_pylist()
    names = ("municipality", "counterpart", "counterpart_country", "since_year", "latest_outcome")
    assert {tuple(row[name] for name in names) for row in told} == {
        ("Södertälje", "Wuxi", "CN", 2007, "renewed"),
        ("Linköping", "Guangzhou", "CN", 1997, "continued"),
        ("Linköping", "Macau", "MO", 1997, "continued"),
        ("Linköping", "Palo Alto", "US", 1987, "continued"),
        ("Gävle", "Zhuhai", "CN", 2010, "ended"),
    }
    by_place = {row["counterpart"]: row for row in told}
    assert {place: by_place[place]["latest_stage"] for place in ("Wuxi", "Palo Alto", "Zhuhai")} == {
        "Wuxi": "proposed",
        "Palo Alto": "decided",
        "Zhuhai": "proposed",
    }
    assert (by_place["Wuxi"]["until_year"], by_place["Wuxi"]["agreements"]) == (2020, 3)
    assert set(by_place["Zhuhai"]["reasons"]) == {"human_rights", "inactivity"}
    # The end in May 2011 and the end on 31 December 2014 stand side by side, each with the words it rests on.
    agreements = pq.read_table(tmp_path / "agreements.parquet", filters=[("counterpart", "==", "Wuxi")]).to_pylist()
    ends = {str(row["valid_to"])[:7]: row for row in agreements}
    assert sorted(ends) == ["2011-05", "2014-12", "2020-12"]
    assert "maj 2011" in ends["2011-05"]["quote"]
    assert "2014" in ends["2014-12"]["quote"]
    assert len({row["agreement_id"] for row in agreements}) == 3
