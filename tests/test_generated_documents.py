"""Made documents through the pipeline: none fails, every quote holds, and forms the rules were not tuned on score as well."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline import schema
from pipeline.document import Page, ReadDocument
from pipeline.process import understand
from pipeline.rows import arrow_table, check_row

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.generator.catalogue import Split  # noqa: E402
from tools.generator.compose import write_documents  # noqa: E402

COUNT, SEED = 90, 2024
FLOOR, GAP = 0.85, 0.03
Rows = dict[str, list[dict[str, Any]]]


def rows_of(path: Path) -> Rows:
    """The rows that the pipeline makes of a text file with form feeds between its pages."""
    text = path.read_text("utf-8")
    parts = text.split("\f")
    pages = [Page(n, part + ("\f" if n < len(parts) else ""), "text") for n, part in enumerate(parts, 1)]
    digest = hashlib.sha256(text.encode()).hexdigest()
    rows = understand(ReadDocument("text/plain", pages, []), path.name, digest, len(text))
    rows["documents"][0].update(pipeline_version="0", duplicate_paths=[])
    return rows


@pytest.fixture(scope="module", params=["tuned", "heldout"])
def split(request: pytest.FixtureRequest) -> Split:
    name: Split = request.param
    return name


@pytest.fixture(scope="module")
def processed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Split], tuple[Path, dict[str, Rows]]]:
    """The folder of made documents of a split and their rows by stem, each made once."""
    known: dict[Split, tuple[Path, dict[str, Rows]]] = {}

    def get(split: Split) -> tuple[Path, dict[str, Rows]]:
        if split not in known:
            folder = tmp_path_factory.mktemp(split)
            write_documents(folder, COUNT, SEED, split)
            known[split] = folder, {path.stem: rows_of(path) for path in sorted(folder.glob("*.txt"))}
        return known[split]

    return get


def macro_f1(folder: Path, rows: dict[str, Rows]) -> float:
    """The mean F1 over the fields, scored by the product's own evaluation."""
    import pyarrow.parquet as pq

    evaluation = pytest.importorskip("pipeline.evaluation.evaluate")
    out = folder / "out"
    out.mkdir(exist_ok=True)
    for table in schema.TABLES:
        pq.write_table(
            arrow_table(table, [row for found in rows.values() for row in found.get(table.name, [])]), out / f"{table.name}.parquet"
        )
    return float(evaluation.evaluate(out, [folder]).macro_f1)


def test_every_made_document_is_understood(processed: Callable[[Split], tuple[Path, dict[str, Rows]]], split: Split) -> None:
    _, rows = processed(split)
    assert len(rows) == COUNT
    for stem, found in rows.items():
        raw = "".join(page["text"] for page in found["pages"])
        for table in schema.TABLES:
            for row in found.get(table.name, []):
                check_row(table, row)
            if table.evidence:
                wrong = [row["quote"] for row in found.get(table.name, []) if raw[row["char_start"] : row["char_end"]] != row["quote"]]
                assert wrong == [], (stem, table.name)


def test_forms_not_tuned_on_score_as_well(processed: Callable[[Split], tuple[Path, dict[str, Rows]]]) -> None:
    tuned, held = (macro_f1(*processed(name)) for name in ("tuned", "heldout"))
    assert tuned >= FLOOR
    assert held >= FLOOR
    assert tuned - held < GAP
