"""The notebooks run from top to bottom on tables made of the sample documents, and are kept short and without outputs."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest

from pipeline import open_tables
from tools.render_notebooks import as_html, execute

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LONGEST_CELL, LONGEST_LINE = 20, 112
# What a chart of each notebook tells, and a word that only the tables can have given.
TOLD = {
    "01_first_look": ["Confidence of every row", "Nanning"],
    "02_compare_china_policies": ["Relations with places in China", "Areas of cooperation", "Lund – Nanning"],
    "03_follow_a_case": ["Lund – Nanning", "säga upp samarbetsavtalet med Nanning", "Petronella Skogsvik"],
    "04_check_the_data": ["precision by band of confidence", "% right (95 %"],
}


@pytest.fixture
def project(tmp_path: Path, sample_output: Path) -> Path:
    """A folder laid out as the project is, with tables made of samples, and an empty ``notebooks`` to run in."""
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "data" / "processed").mkdir(parents=True)
    for path in sample_output.glob("*.parquet"):
        shutil.copy(path, tmp_path / "data" / "processed")
    (tmp_path / "data" / "sources").symlink_to(ROOT / "data" / "sources")
    return tmp_path


def code_cells(path: Path) -> list[Any]:
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def test_every_notebook_is_checked() -> None:
    assert [path.stem for path in NOTEBOOKS] == list(TOLD)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_notebook_runs_and_is_shown_without_the_network(path: Path, project: Path) -> None:
    notebook = execute(path, project / "notebooks")
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert not [output for output in outputs if output.output_type == "stream" and output.name == "stderr"]
    assert any("image/svg+xml" in output.get("data", {}) for output in outputs)
    page = as_html(notebook, path.stem)
    assert [words for words in TOLD[path.stem] if words not in page] == []
    assert re.search(r'<svg [^>]*class="marks".*aria-label="', page) and "No description has been provided" not in page
    assert not re.findall(r"""<(?:script|link|img)[^>]+(?:src|href)=["'](?!data:|#)""", page)
    if path.stem.startswith("04"):
        sheet = (project / "data" / "processed" / "check" / "outcomes.csv").read_text("utf-8")
        assert sheet.splitlines()[0].endswith(",right") and "»" in sheet


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_notebook_is_kept_valid_and_without_outputs(path: Path) -> None:
    nbformat.validate(nbformat.read(path, as_version=4))
    dirty = [cell.id for cell in code_cells(path) if cell.outputs or cell.execution_count is not None]
    assert not dirty, f"run: jupyter nbconvert --clear-output --inplace {path}"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_cells_are_short(path: Path) -> None:
    for cell in code_cells(path):
        lines = cell.source.splitlines()
        assert len(lines) <= LONGEST_CELL and max(map(len, lines)) <= LONGEST_LINE, cell.source


def test_notebooks_make_the_tables_where_there_are_none(tmp_path: Path) -> None:
    first = {code_cells(path)[0].source for path in NOTEBOOKS}
    assert len(first) == 1
    for folder in ("notebooks", "data/raw", "data/processed"):
        (tmp_path / folder).mkdir(parents=True)
    shutil.copy(ROOT / "data" / "raw" / "05-lund-motion-2020.txt", tmp_path / "data" / "raw")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(first.pop())])
    nbformat.write(notebook, tmp_path / "first.ipynb")
    execute(tmp_path / "first.ipynb", tmp_path / "notebooks")
    assert list(open_tables(tmp_path / "data" / "processed").documents["municipality"]) == ["Lund"]
