"""The codebook holds every table, column, description and code, in all its forms."""

from __future__ import annotations

import io
import json

import pytest
from rich.console import Console

from pipeline.codebook import as_json, as_markdown, code_lists, print_codebook
from pipeline.manifest import RUNS
from pipeline.schema import TABLES


def as_text() -> str:
    console = Console(file=io.StringIO(), width=400)
    print_codebook(console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("codebook", [as_json, as_markdown, as_text])
def test_everything_is_told(codebook: object) -> None:
    assert callable(codebook)
    text = codebook()
    for table in TABLES:
        assert table.name in text
        for column in table.columns:
            assert column.name in text
            assert column.description in text
            for code, meaning in (column.codes or {}).items():
                assert code in text
                assert meaning in text


def test_json_is_the_schema() -> None:
    tables = {t["name"]: t for t in json.loads(as_json())["tables"]}
    assert list(tables) == [t.name for t in (*TABLES, RUNS)]
    outcome = next(c for c in tables["outcomes"]["columns"] if c["name"] == "outcome")
    assert outcome["required"] and "renewed" in outcome["codes"]


def test_a_code_list_is_told_once_with_all_its_columns() -> None:
    lists = code_lists()
    users = [u for names in lists for u in names.split(", ")]
    assert len(users) == len(set(users))
    assert sum(1 for t in TABLES for c in t.columns if c.codes) == len(users)
    assert any({"documents.document_type", "parts.document_type"} <= set(names.split(", ")) for names in lists)
