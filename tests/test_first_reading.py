"""What is kept of papers read for the first time: each document's rows once, in an order of their own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.confidence import calibrated
from pipeline.evaluation.calibration import Judged
from pipeline.schema import TABLES

TOOLS = str(Path(__file__).resolve().parent.parent / "tools")
JUDGED = st.lists(
    st.builds(
        Judged,
        table=st.sampled_from(["dates", "outcomes"]),
        extractor=st.sampled_from(["dates", "parties:yrkar"]),
        confidence=st.just(0.5),
        right=st.booleans(),
        strength=st.integers(0, 1000).map(lambda n: n / 1000),
        text_source=st.sampled_from(["text", "ocr"]),
        document=st.sampled_from(["a", "b,c", "å"]),
    )
)


@pytest.fixture(scope="module")
def tool() -> Iterator[ModuleType]:
    sys.path.insert(0, TOOLS)
    try:
        import first_reading

        yield first_reading
    finally:
        sys.path.remove(TOOLS)


@given(rows=JUDGED)
def test_rows_come_back_with_the_confidence_of_today(
    tool: ModuleType, tmp_path_factory: pytest.TempPathFactory, rows: list[Judged]
) -> None:
    path = tmp_path_factory.mktemp("kept") / "rows.csv"
    tool.write(rows, path)
    told = tool.read(path)
    now = [replace(r, confidence=calibrated(r.table, r.extractor, r.text_source, r.strength)) for r in rows]
    assert sorted(map(repr, told)) == sorted(map(repr, now))
    before = path.read_bytes()
    tool.write(reversed(told), path)
    assert path.read_bytes() == before


@given(before=JUDGED, new=JUDGED)
def test_a_document_read_anew_takes_the_place_of_its_earlier_reading(tool: ModuleType, before: list[Judged], new: list[Judged]) -> None:
    found = tool.kept(before, new)
    read_anew = {(r.document, r.text_source) for r in new}
    assert [r for r in found if (r.document, r.text_source) in read_anew] == new
    assert [r for r in found if (r.document, r.text_source) not in read_anew] == [
        r for r in before if (r.document, r.text_source) not in read_anew
    ]


def test_the_rows_in_the_project_are_of_tables_and_many_documents(tool: ModuleType) -> None:
    rows = tool.read()
    assert {r.table for r in rows} <= {t.name for t in TABLES}
    assert len({r.document for r in rows}) >= 60 and {r.text_source for r in rows} == {"text", "ocr"}


def test_what_is_said_to_be_sure_is_right_on_papers_read_for_the_first_time(tool: ModuleType) -> None:
    """The contract: of the rows at 0.8 or more at least 80 % are right."""
    by_table: dict[str, list[bool]] = {}
    for row in tool.read():
        if row.confidence >= 0.8:
            by_table.setdefault(row.table, []).append(row.right)
    assert len(by_table) == 8
    assert {table: share for table, rights in by_table.items() if (share := sum(rights) / len(rights)) < 0.8} == {}
