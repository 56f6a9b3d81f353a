"""Published Parquet: the same bytes for the same rows, parts for what outgrows a file, and never half a table."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from pipeline.config import PublishLimits
from pipeline.database import connect
from pipeline.exit_codes import UserError
from pipeline.publish import publish
from pipeline.published import read_rows
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
    small, large = PublishLimits(row_group_rows=1_000, part_bytes=4_000, least_part_bytes=1_000), PublishLimits()
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


def outcomes(count: int) -> list[dict[str, object]]:
    evidence = {"quote": "q", "page": 1, "char_start": 0, "char_end": 1, "extractor": "outcomes", "confidence": 0.9}
    return [
        {
            "document_id": f"{n * 7919 % count:016x}",
            "municipality_code": f"{100 + n % 40:04}",
            "municipality": f"Kommun {n % 40}",
            "counterpart": f"Ort {n}",
            "outcome": "renewed",
            "stage": "decided",
            **evidence,
        }
        for n in range(count)
    ]


@pytest.fixture
def large(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> Path:
    """A published table of several parts, several row groups each."""
    connection.register("made", arrow_table(table("outcomes"), outcomes(20_000)))
    connection.execute("INSERT INTO outcomes SELECT * FROM made")
    connection.unregister("made")
    publish(connection, tmp_path, PublishLimits(row_group_rows=500, part_bytes=40_000, least_part_bytes=20_000))
    parts = sorted((tmp_path / "outcomes.parquet").iterdir())
    assert len(parts) > 2
    return tmp_path


def test_parts_are_sorted_by_municipality_and_document(large: Path) -> None:
    parts = sorted((large / "outcomes.parquet").iterdir())
    rows = [(r["municipality_code"], r["document_id"]) for p in parts for r in pq.read_table(p).to_pylist()]
    assert len(rows) == 20_000 and rows == sorted(rows)
    group = pq.ParquetFile(parts[0]).metadata.row_group(0)
    named = {group.column(s.column_index).path_in_schema for s in group.sorting_columns}
    assert {"municipality_code", "document_id"} <= named
    assert {group.column(n).compression for n in range(group.num_columns)} == {"ZSTD"}


def test_a_small_last_part_is_put_to_the_one_before(large: Path) -> None:
    sizes = [p.stat().st_size for p in sorted((large / "outcomes.parquet").iterdir())]
    assert min(sizes) >= 20_000 and max(sizes) < 2 * 40_000 + 20_000


def test_a_filter_reads_few_row_groups(large: Path) -> None:
    folder = large / "outcomes.parquet"
    code = "0117"
    wanted = [r for r in outcomes(20_000) if r["municipality_code"] == code]
    dataset = ds.dataset(folder, format="parquet")
    condition = ds.field("municipality_code") == code
    read = sum(len(f.row_groups) for fragment in dataset.get_fragments(filter=condition) for f in fragment.split_by_row_group(condition))
    assert 1 <= read <= 3 and sum(len(list(f.split_by_row_group())) for f in dataset.get_fragments()) == 40
    assert dataset.to_table(filter=condition).num_rows == len(wanted)


def test_every_reader_takes_the_parts_for_one_table(large: Path) -> None:
    folder = large / "outcomes.parquet"
    frame = pd.read_parquet(folder, filters=[("municipality_code", "==", "0117")])
    assert len(frame) == 500 and len(pd.read_parquet(folder)) == 20_000
    with duckdb.connect() as plain:
        counted = plain.execute(f"SELECT count(*), count(DISTINCT document_id) FROM read_parquet('{folder}/*.parquet')").fetchone()
    assert counted == (20_000, 20_000)
    with connect(large) as views:
        assert views.execute("SELECT count(*) FROM outcomes WHERE municipality_code = '0117'").fetchone() == (500,)
    assert len(read_rows(large, "outcomes", [f"{0:016x}"])) == 1


def test_parts_have_the_layout_that_arrow_documents(large: Path) -> None:
    # R's arrow::open_dataset takes a folder of files of one schema, whose names end in .parquet and begin with neither . nor _.
    parts = sorted((large / "outcomes.parquet").iterdir())
    assert [p.name for p in parts] == [f"part-{n:05d}.parquet" for n in range(len(parts))]
    assert len({str(pq.read_schema(p)) for p in parts}) == 1
    assert pq.read_schema(parts[0]).names == table("outcomes").column_names


def test_parts_are_the_same_bytes_again(large: Path, connection: duckdb.DuckDBPyConnection) -> None:
    first = [p.read_bytes() for p in sorted((large / "outcomes.parquet").iterdir())]
    connection.execute("CREATE TABLE shuffled AS SELECT * FROM outcomes ORDER BY hash(document_id)")
    connection.execute("DELETE FROM outcomes; INSERT INTO outcomes SELECT * FROM shuffled; DROP TABLE shuffled; SET threads = 1")
    publish(connection, large, PublishLimits(row_group_rows=500, part_bytes=40_000, least_part_bytes=20_000))
    assert [p.read_bytes() for p in sorted((large / "outcomes.parquet").iterdir())] == first


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
