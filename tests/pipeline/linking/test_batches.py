"""Rows go to and from the database few at a time, also within one long transaction."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from pipeline.linking.batches import hand_over, in_batches


def test_what_was_handed_over_is_not_held_until_the_transaction_ends() -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE TEMP TABLE kept (name VARCHAR)")
        connection.begin()
        before = pa.total_allocated_bytes()
        for portion in range(4):
            rows = pa.table({"name": [f"{portion}-{number:040}" for number in range(25_000)]})
            size = rows.nbytes
            hand_over(connection, rows, "INSERT INTO kept SELECT name FROM handed_over")
            del rows
        assert pa.total_allocated_bytes() - before < size
        connection.commit()
        found = [row["name"] for row in in_batches(connection, "SELECT name FROM kept ORDER BY name")]
    assert found == [f"{portion}-{number:040}" for portion in range(4) for number in range(25_000)]
