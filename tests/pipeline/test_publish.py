"""Published Parquet: the same bytes for the same rows, parts for what outgrows a file, and never half a table."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.config import PublishLimits
from pipeline.exit_codes import UserError
from pipeline.publish import publish
from pipeline.rows import arrow_table
from pipeline.schema import TABLES, table
from pipeline.store import Store


def facts(count: int) -> list[dict[str, object]]:
    return [
        {
            "document_id": f"{n // 10:016x}",
            "raw": "KS 2020/1",
            "case_number": f"KS 2020/{n}",
            "role": "own",
            "quote": f"KS 2020/{n}",
            "page": 1,
            "char_start": n % 5,  # so that the key alone does not decide the order
            "char_end": 20,
            "extractor": "case_numbers",
            "confidence": 0.9,
        }
        for n in range(count)
    ]


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    store = Store(tmp_path)
    yield store.connection
    store.close()


def fill(connection: duckdb.DuckDBPyConnection, rows: list[dict[str, object]]) -> None:
    connection.execute("DELETE FROM case_numbers")
    if rows:
        made = pa.Table.from_pylist(rows, schema=table("case_numbers").arrow_schema)
        connection.register("made", made)
        connection.execute("INSERT INTO case_numbers SELECT * FROM made")
        connection.unregister("made")


def published(out: Path) -> bytes:
    return (out / "case_numbers.parquet").read_bytes()


def test_the_order_of_arrival_does_not_show(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    rows = facts(5_000)
    fill(connection, rows)
    publish(connection, tmp_path)
    first = published(tmp_path)
    random.Random(1).shuffle(rows)
    fill(connection, rows)
    for threads in (1, 4):
        connection.execute(f"SET threads = {threads}")
        publish(connection, tmp_path)
        assert published(tmp_path) == first


def test_rows_come_in_the_order_of_the_key(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    fill(connection, facts(500))
    publish(connection, tmp_path)
    read = pq.read_table(tmp_path / "case_numbers.parquet").to_pylist()
    keys = [(r["document_id"], r["char_start"], r["char_end"], r["extractor"], r["raw"], r["case_number"]) for r in read]
    assert len(keys) == 500
    assert [k[:4] for k in keys] == sorted(k[:4] for k in keys)


def test_empty_tables_are_files_too(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    publish(connection, tmp_path)
    for table_ in TABLES:
        frame = pd.read_parquet(tmp_path / f"{table_.name}.parquet")
        assert frame.empty and list(frame.columns) == table_.column_names


def test_row_groups_are_of_a_fixed_size(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    fill(connection, facts(7_000))
    publish(connection, tmp_path, PublishLimits(row_group_rows=3_000))
    metadata = pq.ParquetFile(tmp_path / "case_numbers.parquet").metadata
    assert [metadata.row_group(n).num_rows for n in range(metadata.num_row_groups)] == [3_000, 3_000, 1_000]


def test_a_large_table_becomes_a_folder_and_a_file_again(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    small, large = PublishLimits(row_group_rows=1_000, file_bytes=4_000), PublishLimits()
    fill(connection, facts(6_000))
    publish(connection, tmp_path, large)
    whole = pd.read_parquet(tmp_path / "case_numbers.parquet")
    for _ in range(2):
        publish(connection, tmp_path, small)
        assert (tmp_path / "case_numbers.parquet").is_dir()
        assert len(list((tmp_path / "case_numbers.parquet").iterdir())) > 1
        pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "case_numbers.parquet"), whole)
    publish(connection, tmp_path, large)
    assert (tmp_path / "case_numbers.parquet").is_file()
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".publish")]


def test_rows_that_break_the_schema_leave_what_was_published(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    fill(connection, facts(10))
    publish(connection, tmp_path)
    before = published(tmp_path)
    connection.execute("UPDATE case_numbers SET quote = NULL")
    with pytest.raises(ValueError, match="quote"):
        publish(connection, tmp_path)
    assert published(tmp_path) == before


def test_an_output_that_cannot_be_written_is_named(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="nowhere"):
        publish(connection, tmp_path / "nowhere")


def test_arrow_rows_and_database_rows_have_one_schema(connection: duckdb.DuckDBPyConnection) -> None:
    for table_ in TABLES:
        names = [r[0] for r in connection.execute(f"DESCRIBE {table_.name}").fetchall()]
        assert names == arrow_table(table_, []).column_names
