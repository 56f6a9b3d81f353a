"""Rows in the order of publication: the same whether a table is sorted whole or range by range, and in little memory."""

from __future__ import annotations

import tempfile
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.config import PublishLimits
from pipeline.ordered import order, ordered
from pipeline.publish import publish
from pipeline.rows import arrow_table
from pipeline.schema import table
from pipeline.store import Store

EVIDENCE = {"page": 1, "char_start": 0, "char_end": 1, "extractor": "outcomes", "outcome": "renewed", "stage": "decided", "confidence": 0.9}
ROWS = st.lists(
    st.tuples(st.sampled_from(["00a", "00b", "0Å", "1"]), st.sampled_from([None, "", "0114", "1480"]), st.text(max_size=9)), max_size=60
)


@settings(max_examples=12)
@given(ROWS, st.integers(1, 2_000))
def test_ranges_are_in_the_order_of_the_whole(rows: list[tuple[str, str | None, str]], range_bytes: int) -> None:
    made = [{"document_id": d, "municipality_code": m, "counterpart": c, "quote": c or "q", **EVIDENCE} for d, m, c in rows]
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        outcomes = table("outcomes")
        connection.register("made", pa.Table.from_pylist(made, schema=outcomes.arrow_schema))
        connection.execute("CREATE TABLE outcomes AS SELECT * FROM made")
        whole, parted = (
            [row for batch in ordered(connection, outcomes, Path(folder), size) for row in batch.to_pylist()]
            for size in (1 << 30, range_bytes)
        )
        assert parted == whole and len(whole) == len(rows)
        keys = [[(row[name] is not None, row[name]) for name in order(outcomes)] for row in whole]
        assert keys == sorted(keys)
        assert not list(Path(folder).iterdir())


def test_pages_of_more_text_than_memory_are_published(tmp_path: Path) -> None:
    store = Store(tmp_path)
    documents, pages = 2_500, 4
    store.connection.execute(
        "INSERT INTO pages BY NAME SELECT md5(d::VARCHAR)[:16] AS document_id, p AS page, repeat(md5((d * 7 + p)::VARCHAR) || ' ', 150) "
        f"AS text, 0 AS char_start, 4950 AS char_end, 'text' AS text_source FROM range({documents}) t(d), range(1, {pages + 1}) u(p)"
    )
    store.close()
    store = Store(tmp_path, memory="30MB")
    publish(store.connection, tmp_path, PublishLimits(sort_bytes=4 << 20))
    store.close()
    written = pq.read_table(tmp_path / "pages.parquet", columns=["document_id", "page"]).to_pylist()
    places = [(row["document_id"], row["page"]) for row in written]
    assert places == sorted(places) and len(set(places)) == documents * pages
    assert not (tmp_path / ".publish").exists()


def test_the_files_do_not_tell_how_they_were_sorted(tmp_path: Path) -> None:
    rows = [
        {"document_id": f"{n * 7919 % 500:016x}", "municipality_code": f"{n % 9:04}", "counterpart": f"Ort {n}", "quote": "q", **EVIDENCE}
        for n in range(3_000)
    ]
    store = Store(tmp_path)
    store.connection.register("made", arrow_table(table("outcomes"), rows))
    store.connection.execute("INSERT INTO outcomes SELECT * FROM made")
    files = []
    for sort_bytes in (1 << 30, 10_000):
        publish(store.connection, tmp_path, PublishLimits(sort_bytes=sort_bytes))
        files.append((tmp_path / "outcomes.parquet").read_bytes())
    store.close()
    assert files[0] == files[1]
