"""The page on accuracy: made from evaluations alone, with words that follow the figures."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from pipeline.evaluation.calibration import Judged

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def tool() -> Iterator[ModuleType]:
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import make_accuracy

        yield make_accuracy
    finally:
        sys.path.remove(str(ROOT / "tools"))


def field(f1: float, precision: float | None = None, recall: float | None = None, gold: int = 500) -> dict[str, Any]:
    values = {"precision": precision or f1, "recall": recall or f1, "f1": f1}
    return {**values, "gold": gold, "output": gold, "documents": 40, "intervals": {k: [v - 0.01, v] for k, v in values.items()}}


def evaluation(macro: float, **fields: dict[str, Any]) -> dict[str, Any]:
    return {
        "documents": 40,
        "macro_f1": macro,
        "macro_f1_interval": [macro - 0.01, macro],
        "fields": fields,
        "confusion": {
            "outcome": {"ended": {"ended": 8, "paused": 2}, "renewed": {"renewed": 5}},
            "document_type": {"motion": {"motion": 3}},
        },
    }


# Rows of papers read for the first time: many that a strong rule made, half of a weak one's wrong.
ROWS = [Judged("dates", "a", 0.95, n % 20 > 0, 0.95, "text", f"d{n % 10}") for n in range(400)]
ROWS += [Judged("dates", "b", 0.6, n % 4 > 1, 0.6, "text", f"d{n % 10}") for n in range(100)]


def page(tool: ModuleType, **runs: dict[str, Any]) -> str:
    made = [tool.Run(name.rpartition("_")[0].replace("_", "-"), name.rpartition("_")[2], told) for name, told in runs.items()]
    text = tool.make(made, ROWS, "## Known limits\n\n- Handwriting is not read.\n")
    assert isinstance(text, str)
    return text


def test_a_page_of_several_runs(tool: ModuleType) -> None:
    text = page(
        tool,
        generator_tuned_text=evaluation(0.975, dates=field(0.98)),
        generator_heldout_text=evaluation(0.955, dates=field(0.95)),
        generator_heldout_scan=evaluation(0.9, dates=field(0.9, 0.95, 0.86)),
    )
    assert "| generator-heldout | 40 | 0.955 (0.945–0.955) | 0.900 (0.890–0.900) |" in text
    assert "Between tuned and held-out forms (text) lies a gap of 0.020." in text
    assert "The worst run is generator-heldout as scan. Values are rather missing than wrong. Scans lose 0.05 of F1." in text
    assert "| ended | 30 | 24 | paused 6 |" in text and "| renewed |" not in text and "No confusion was met." in text
    assert text.endswith("- Handwriting is not read.\n")


def test_confidence_is_that_of_papers_read_for_the_first_time(tool: ModuleType) -> None:
    text = page(tool, seeds_text=evaluation(0.9, dates=field(0.9)))
    line = next(line for line in text.splitlines() if line.startswith("| dates | 500 | 0.860 |"))
    assert line.endswith("| yes | 400 | 0.950 |"), "of the rows at 0.8 or more, 380 of 400 are right"
    assert "| dates | 0.5–0.6 |" in text or "| dates | 0.4–0.5 |" in text


@pytest.mark.parametrize(
    ("f1", "told"),
    [
        (1.0, "almost without fault"),
        (0.97, "almost"),
        (0.95, "a conclusion rests on"),
        (0.9, "for overviews"),
        (0.7, "A help"),
        (0.1, "Not to be"),
    ],
)
def test_words_follow_the_figures(tool: ModuleType, f1: float, told: str) -> None:
    assert told in page(tool, seeds_text=evaluation(f1, dates=field(f1)))


def test_few_labels_are_told_of_and_do_not_decide(tool: ModuleType) -> None:
    run = evaluation(0.9, votes=field(0.2, gold=3))
    assert "Only 3 values are labelled" in page(tool, seeds_text=run, seeds_pdf=run)
    text = page(tool, seeds_text=run, generator_text=evaluation(0.9, votes=field(0.98)))
    assert "almost without fault" in text and "rough" not in text


def test_runs_are_read_by_name_or_from_a_list(tool: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "e.json").write_text(json.dumps(evaluation(0.9)), "utf-8")
    (tmp_path / "runs.json").write_text(json.dumps([{"name": "generator-heldout-scan", "evaluation": str(tmp_path / "e.json")}]), "utf-8")
    runs = tool.read_runs([f"seeds-text={tmp_path / 'e.json'}", str(tmp_path / "runs.json")])
    assert [(r.corpus, r.medium) for r in runs] == [("seeds", "text"), ("generator-heldout", "scan")]
    with pytest.raises(SystemExit, match="CORPUS-MEDIUM"):
        tool.read_runs([f"seeds={tmp_path / 'e.json'}"])


def test_the_page_in_docs_tells_of_the_fields_there_are(tool: ModuleType) -> None:
    text = (ROOT / "docs" / "ACCURACY.md").read_text("utf-8")
    limits = (ROOT / "docs" / "accuracy_limits.md").read_text("utf-8")
    assert limits.strip() in text
    assert all(f"### {f.name}\n" in text for f in tool.FIELDS)
