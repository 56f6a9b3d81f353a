"""What tests of the review share: tables made by the real pipeline from an invented paper."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from papers import PROLONGED

from pipeline.config import Settings
from pipeline.run import run

PAPERS = {
    "trosa.txt": PROLONGED.removesuffix("\n") + ' 🌉 Bron "Vänskapen"; invigd 2001.\n',
    "mora.txt": """Mora kommun
Kommunstyrelsen
Sammanträdesprotokoll
Sammanträdesdatum 2020-02-10

§ 3 Samarbete med Changzhi
Dnr KS 2020/12

Kommunstyrelsen beslutar
att avsluta samarbetet med Changzhi i Kina.
""",
}


@pytest.fixture(scope="session")
def read_papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with papers (``in``) and their tables (``out``), not to be changed."""
    folder = tmp_path_factory.mktemp("review")
    (folder / "in").mkdir()
    for name, text in PAPERS.items():
        (folder / "in" / name).write_text(text, "utf-8")
    run([folder / "in"], Settings(out=folder / "out", jobs=1, ocr="off"))
    return folder


@pytest.fixture
def out(read_papers: Path, tmp_path: Path) -> Path:
    """Tables of the test's own."""
    shutil.copytree(read_papers / "out", tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def rerun(read_papers: Path, out: Path) -> Callable[[], None]:
    """Runs the pipeline on the papers again, into the test's own tables."""

    def run_again() -> None:
        run([read_papers / "in"], Settings(out=out, jobs=1, ocr="off"))

    return run_again
