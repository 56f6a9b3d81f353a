"""Messages tell of one and of several."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from pipeline.summary import Summary, print_summary
from pipeline.wording import counted


@pytest.mark.parametrize(("number", "told"), [(0, "0 misses"), (1, "1 miss"), (2, "2 misses"), (2000, "2,000 misses")])
def test_counted(number: int, told: str) -> None:
    assert counted(number, "miss", "misses") == told
    assert counted(number, "page").endswith("page" if number == 1 else "pages")


def test_a_run_over_one_document_tells_of_one(tmp_path) -> None:
    console = Console(file=io.StringIO(), width=200)
    print_summary(Summary(tmp_path, inputs=1, documents=1, pages=1, warnings=1, rows={"documents": 1}), console)
    said = console.file.getvalue()
    assert "1  document read" in said and "1  page read" in said and "1  document with warnings" in said
    assert f"kommunbeslut report --out {tmp_path}" in said
