"""From labelled folders to the page on accuracy and fitted confidence, by the tools a developer calls."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from papers import EXTRACT

from pipeline.config import Settings
from pipeline.evaluation.skeleton import write_skeleton
from pipeline.run import run

ROOT = Path(__file__).resolve().parent.parent


def call(tool: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "tools" / tool), *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A labelled folder; its labels are what the program says of the text."""
    base = tmp_path_factory.mktemp("measured")
    folder = base / "prov"
    folder.mkdir()
    (folder / "utdrag.txt").write_text(EXTRACT, "utf-8")
    run([folder / "utdrag.txt"], Settings(base / "out", jobs=1))
    write_skeleton(base / "out", "utdrag", folder)
    return folder


def test_corpora_are_measured_told_and_fitted(corpus: Path, tmp_path: Path) -> None:
    measured = call("measure_accuracy.py", f"{corpus}:text,docx", tmp_path / "borta", "--work", tmp_path / "work")
    assert measured.returncode == 0, measured.stderr
    assert "prov-text: macro F1 1.000" in measured.stdout and "prov-docx: macro F1 " in measured.stdout
    assert "borta: not there, skipped" in measured.stdout
    runs = tmp_path / "work" / "runs.json"
    assert [r["name"] for r in json.loads(runs.read_text("utf-8"))] == ["prov-text", "prov-docx"]
    told = call("make_accuracy.py", runs, "--to", tmp_path / "ACCURACY.md")
    assert told.returncode == 0, told.stderr
    assert "| prov | 1 | 1.000" in (tmp_path / "ACCURACY.md").read_text("utf-8")
    rows = tmp_path / "first_reading.csv"
    read = call("first_reading.py", f"{runs}:prov-text", "--to", rows)
    assert read.returncode == 0 and " of 1 documents kept" in read.stdout, read.stderr
    assert "no run prov-scan" in call("first_reading.py", f"{runs}:prov-scan", "--to", rows).stderr
    fitted = call("fit_confidence.py", rows, "--to", tmp_path / "calibration.csv")
    assert fitted.returncode == 0, fitted.stderr
    assert "decisions" in fitted.stdout and "decisions,*,text," in (tmp_path / "calibration.csv").read_text("utf-8")


def test_nothing_to_measure_is_an_error(tmp_path: Path) -> None:
    ended = call("measure_accuracy.py", tmp_path / "borta", "--work", tmp_path)
    assert ended.returncode != 0 and "none of the corpora is there" in ended.stderr
    unknown = call("measure_accuracy.py", f"{tmp_path}:fax", "--work", tmp_path)
    assert unknown.returncode != 0 and "fax is not one of text, docx, pdf, scan" in unknown.stderr
