"""The scores on the labelled documents of ``data/labelled``: floors under what has been reached, on known and on held-out papers."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import Settings
from pipeline.evaluation.evaluate import Evaluation, evaluate
from pipeline.run import run

LABELLED = Path(__file__).resolve().parent.parent / "data" / "labelled"


def evaluated(name: str, folder: Path) -> Evaluation:
    documents = sorted((LABELLED / name).glob("*.txt"))
    summary = run(documents, Settings(out=folder, jobs=2, ocr="off"))
    assert not summary.failures
    found = evaluate(folder, [LABELLED / name])
    assert not found.absent and len(documents) == found.documents
    return found


@pytest.mark.parametrize(("name", "floor"), [("development", 0.95), ("heldout", 0.9), ("heldout-hard", 0.75)])
def test_macro_f1_stays_above_its_floor(tmp_path: Path, name: str, floor: float) -> None:
    found = evaluated(name, tmp_path / "out")
    assert found.macro_f1 >= floor
