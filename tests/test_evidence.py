"""Every row of every sample rests on the document's own words: the quote is what stands at its place."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from sample_documents import sample_items, sample_parameters

from pipeline import schema
from pipeline.rows import check_row

Rows = dict[str, list[dict[str, Any]]]
EVIDENCE = [t for t in schema.TABLES if t.evidence]
samples = pytest.mark.parametrize("path", sample_parameters([item.source_path for item in sample_items()]))


@pytest.fixture
def rows(sample_rows: Callable[[str], Rows], path: str) -> Rows:
    return sample_rows(path)


@samples
def test_every_quote_is_what_stands_at_its_place(rows: Rows) -> None:
    text = "".join(page["text"] for page in sorted(rows["pages"], key=lambda p: p["page"]))
    pages = {page["page"]: page for page in rows["pages"]}
    seen = 0
    for table in EVIDENCE:
        for row in rows.get(table.name, []):
            assert row["quote"] == text[row["char_start"] : row["char_end"]], (table.name, row)
            assert row["quote"].strip(), (table.name, row)
            assert row["quote"] == row["quote"].strip(), (table.name, row)
            page = pages[row["page"]]
            assert page["char_start"] <= row["char_start"] < page["char_end"], (table.name, row)
            seen += 1
    assert seen >= 5


@samples
def test_every_row_fits_the_schema(rows: Rows) -> None:
    for name, found in rows.items():
        for row in found:
            check_row(schema.table(name), {"pipeline_version": "0", **row} if name == "documents" else row)
    for table in EVIDENCE:
        for row in rows.get(table.name, []):
            assert 0 < row["confidence"] <= 1
            assert row["extractor"]


@samples
def test_every_row_belongs_to_a_case_of_its_document(rows: Rows) -> None:
    cases = {case["case_id"]: case for case in rows["cases"]}
    assert len(cases) == len(rows["cases"])
    (document,) = rows["documents"]
    for name, found in rows.items():
        for row in found:
            assert row["document_id"] == document["document_id"]
            if row.get("case_id") is not None:
                assert row["case_id"] in cases, (name, row)


@samples
def test_pages_parts_and_cases_lie_within_the_text(rows: Rows) -> None:
    (document,) = rows["documents"]
    assert document["pages"] == len(rows["pages"])
    assert document["characters"] == rows["pages"][-1]["char_end"]
    assert [(p["char_start"], len(p["text"])) for p in rows["pages"]] == [
        (p["char_start"], p["char_end"] - p["char_start"]) for p in rows["pages"]
    ]
    parts = sorted(rows["parts"], key=lambda p: p["part"])
    assert [p["part"] for p in parts] == list(range(len(parts)))
    assert all(a["char_end"] <= b["char_start"] for a, b in itertools.pairwise(parts))
    assert parts[0]["document_type"] == document["document_type"]
    for case in rows["cases"]:
        assert 0 <= case["text_start"] <= case["char_start"] < case["text_end"] <= document["characters"]
        assert parts[case["part"]]["char_start"] <= case["char_start"] < parts[case["part"]]["char_end"]
    ordered = sorted(rows["cases"], key=lambda c: c["ordinal"])
    assert all(a["text_start"] < b["text_start"] for a, b in itertools.pairwise(ordered))


@samples
def test_no_fact_is_told_twice_from_the_same_place(rows: Rows) -> None:
    for table in EVIDENCE:
        keys = [repr(sorted((k, v) for k, v in row.items() if k not in ("extractor", "confidence"))) for row in rows.get(table.name, [])]
        assert len(keys) == len(set(keys)), table.name
