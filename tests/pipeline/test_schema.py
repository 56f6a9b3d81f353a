"""The schema's own promises: every column described, every row checked, every Arrow field carrying its meaning."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pytest

from pipeline.rows import SchemaError, arrow_table, check_row
from pipeline.schema import EVIDENCE, TABLES, Table, table

CONTRACT = {
    *("documents", "parts", "pages", "cases", "case_numbers", "parties", "dates", "focus_areas"),
    *("decisions", "outcomes", "agreements", "partnerships", "failures"),
}


ADDED = {"case_references", "case_links", "correction_log"}


def test_the_tables_are_those_promised_and_those_added() -> None:
    assert {t.name for t in TABLES} == CONTRACT | ADDED


@pytest.mark.parametrize("table_", TABLES, ids=lambda t: t.name)
def test_every_column_is_described_and_every_key_exists(table_: Table) -> None:
    assert table_.description.endswith(".")
    assert all(c.description and not c.description.endswith(".") for c in table_.columns)
    assert len(set(table_.column_names)) == len(table_.columns)
    assert set(table_.key) <= set(table_.column_names)
    for field in table_.arrow_schema:
        assert field.metadata[b"description"]


def test_evidence_is_in_every_extracted_table() -> None:
    without = {"documents", "parts", "pages", "partnerships", "failures", "correction_log"}
    for table_ in TABLES:
        assert table_.evidence is (table_.name not in without)
        if table_.evidence:
            assert table_.columns[-len(EVIDENCE) :] == EVIDENCE and table_.column_names[0] == "document_id"


ROW: dict[str, object] = {
    "document_id": "0" * 16,
    "raw": "3 maj 2021",
    "date_start": dt.date(2021, 5, 3),
    "precision": "day",
    "role": "meeting",
    "quote": "3 maj 2021",
    "page": 1,
    "char_start": 0,
    "char_end": 10,
    "extractor": "dates",
    "confidence": 0.9,
}


def test_a_row_of_the_schema_passes_and_lacking_columns_are_null() -> None:
    made = arrow_table(table("dates"), [ROW])
    assert made.schema.equals(table("dates").arrow_schema, check_metadata=True)
    assert made.to_pylist()[0]["date_end"] is None


@pytest.mark.parametrize(
    ("change", "named"),
    [({"role": "birthday"}, "birthday"), ({"raw": None}, "dates.raw"), ({"colour": "red"}, "colour")],
)
def test_a_row_that_breaks_the_schema_is_named(change: dict[str, object], named: str) -> None:
    with pytest.raises(SchemaError, match=named):
        check_row(table("dates"), ROW | change)


def test_rows_are_sorted_by_key_whatever_their_order() -> None:
    many = [ROW | {"char_start": n, "char_end": n + 10} for n in (30, 4, 200, 100_000, 9)]
    forward, backward = arrow_table(table("dates"), many), arrow_table(table("dates"), many[::-1])
    assert forward.equals(backward)
    assert forward.column("char_start").to_pylist() == [4, 9, 30, 200, 100_000]


def test_an_empty_table_has_its_columns() -> None:
    made = arrow_table(table("outcomes"), [])
    assert made.num_rows == 0 and made.schema.field("reasons").type == pa.list_(pa.string())
