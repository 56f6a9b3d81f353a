"""Rows to and from the database, few of them in memory at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

_ROWS: Final = 10_000
_HANDED_OVER: Final = "handed_over"


def in_batches(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[dict[str, Any]]:
    """The rows of a query by column. Until the last one the connection does nothing else."""
    yield from as_rows(connection.sql(query).to_arrow_reader(_ROWS))


def as_rows(batches: Iterable[pa.RecordBatch]) -> Iterator[dict[str, Any]]:
    """The rows of batches by column; only those of one batch are Python objects at a time."""
    for batch in batches:
        yield from batch.to_pylist()


def hand_over(connection: duckdb.DuckDBPyConnection, rows: pa.Table, statement: str) -> None:
    """Run a statement in which ``handed_over`` means the rows.

    They go batch by batch: a table that a statement has named stays in memory until the transaction ends.
    """
    import pyarrow as pa

    batches = rows.to_batches(_ROWS)
    reader = pa.RecordBatchReader.from_batches(rows.schema, (batches.pop() for _ in range(len(batches))))
    del rows
    connection.register(_HANDED_OVER, reader)
    try:
        connection.execute(statement)
    finally:
        connection.unregister(_HANDED_OVER)
