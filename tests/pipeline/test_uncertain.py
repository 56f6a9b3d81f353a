"""Uncertain rows are kept, marked in the tables and told wherever a reader looks."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from papers import EXTRACT
from rich.console import Console

from pipeline.config import Settings
from pipeline.run import run
from pipeline.schema import TABLES
from pipeline.show import show
from pipeline.summary import Summary, print_summary


def text_of(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("uncertain")
    (folder / "utdrag.txt").write_text(EXTRACT, "utf-8")
    run([folder / "utdrag.txt"], Settings(folder / "out", jobs=1))
    return folder / "out"


def test_every_row_says_whether_it_is_uncertain(out: Path) -> None:
    seen = 0
    for table in (t for t in TABLES if t.evidence):
        for row in pq.read_table(out / f"{table.name}.parquet").to_pylist():
            assert row["uncertain"] is (row["confidence"] < 0.5) and 0 < row["strength"] <= 1
            seen += 1
    assert seen >= 5


def test_uncertain_rows_are_marked_where_a_document_is_shown(out: Path) -> None:
    path = out / "decisions.parquet"
    sound = pq.read_table(path)
    rows = [row | {"uncertain": True, "confidence": 0.31} for row in sound.to_pylist()]
    console = Console(file=io.StringIO(), width=200)
    show(out, "utdrag", console)
    assert "uncertain" not in text_of(console)
    try:
        pq.write_table(sound.from_pylist(rows, schema=sound.schema), path)
        console = Console(file=io.StringIO(), width=200)
        show(out, "utdrag", console)
    finally:
        pq.write_table(sound, path)
    assert len(re.findall("confidence 0.31 uncertain", text_of(console))) == len(rows) >= 1


@pytest.mark.parametrize(("uncertain", "told"), [(0, False), (1234, True)])
def test_the_summary_counts_them(uncertain: int, told: bool) -> None:
    console = Console(file=io.StringIO(), width=200)
    print_summary(Summary(Path("ut"), inputs=1, rows={"dates": 5_000}, uncertain=uncertain), console)
    assert ("1,234  of them uncertain: check before use" in text_of(console)) is told
