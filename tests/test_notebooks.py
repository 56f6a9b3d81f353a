"""The notebooks run from top to bottom on tables made of the sample documents."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
# Samples that need no character recognition, so that the test is quick.
INPUTS = sorted(p for p in (ROOT / "data" / "raw").iterdir() if p.suffix in (".txt", ".docx", ".md", ".zip"))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``data/processed`` made of samples, and an empty ``notebooks`` to run in."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "notebooks").mkdir()
    out = folder / "data" / "processed"
    command = [sys.executable, "-m", "pipeline.cli", "run", *map(str, INPUTS), "--out", str(out), "--quiet", "--jobs", "1"]
    subprocess.run(command, cwd=ROOT, check=True)
    return folder


def cells(path: Path) -> list[dict[str, Any]]:
    return json.loads(path.read_text("utf-8"))["cells"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_notebook_runs(path: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project / "notebooks")
    names: dict[str, Any] = {}
    for cell in cells(path):
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), f"{path.name}:{cell['id']}", "exec"), names)
    assert len(names["outcomes"]) > 0


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_notebook_is_kept_without_outputs(path: Path) -> None:
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in cells(path) if cell["cell_type"] == "code")
