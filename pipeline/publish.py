"""Publish the tables of the store as Parquet: written beside their place, then renamed over it.

The same rows always give the same bytes: rows are ordered by the table's key and then by all other columns, row groups are cut
at fixed counts, and nothing of the moment (time, host) is written.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.config import PublishLimits
from pipeline.exit_codes import ExitCode, UserError
from pipeline.schema import TABLES, Table

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

_TEMPORARY = ".publish"
_FETCH_ROWS = 2_048


def publish(connection: duckdb.DuckDBPyConnection, out: Path, limits: PublishLimits | None = None) -> None:
    """Write every table to ``OUT/<table>.parquet`` (a folder of parts where it outgrows one file), then put all in place.

    Raises :class:`UserError` where ``out`` cannot be written; what was published before then stays as it was.
    """
    temporary = out / _TEMPORARY
    try:
        shutil.rmtree(temporary, ignore_errors=True)
        temporary.mkdir()
        written = [(_write(connection, t, temporary, limits or PublishLimits()), out / f"{t.name}.parquet") for t in TABLES]
        for source, target in written:
            _put_in_place(source, target, temporary)
    except OSError as error:
        message = f"{out}: the tables cannot be written ({error.strerror or error}); make room or check the permissions, and run again"
        raise UserError(message, ExitCode.OUTPUT_UNUSABLE) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _write(connection: duckdb.DuckDBPyConnection, table: Table, folder: Path, limits: PublishLimits) -> Path:
    """Write the table's parts; the file where there is one, else their folder."""
    import pyarrow.parquet as pq

    parts = folder / table.name
    parts.mkdir()
    schema = table.arrow_schema
    number = 0
    writer: pq.ParquetWriter | None = None
    try:
        for group in _row_groups(connection, table, schema, limits):
            if writer is not None and (parts / _part_name(number)).stat().st_size >= limits.file_bytes:
                writer.close()
                writer, number = None, number + 1
            if writer is None:
                writer = pq.ParquetWriter(parts / _part_name(number), schema, compression="zstd")
            writer.write_table(group, row_group_size=max(1, group.num_rows))
    finally:
        if writer is not None:
            writer.close()
    return parts if number else parts / _part_name(0)


def _part_name(number: int) -> str:
    return f"part-{number:05d}.parquet"


def _row_groups(connection: duckdb.DuckDBPyConnection, table: Table, schema: pa.Schema, limits: PublishLimits) -> Iterator[pa.Table]:
    """The table's rows in order, cut into row groups of fixed size; one empty group where there are no rows."""
    import pyarrow as pa

    count = limits.page_group_rows if table.name == "pages" else limits.row_group_rows
    held: list[pa.RecordBatch] = []
    rows, empty = 0, True
    for batch in connection.sql(_query(table)).to_arrow_reader(_FETCH_ROWS):
        held.append(batch)
        rows += batch.num_rows
        while rows >= count:
            together = pa.Table.from_batches(held)
            yield _group(together.slice(0, count), schema)
            held = together.slice(count).to_batches()
            rows, empty = rows - count, False
    if rows or empty:
        yield _group(pa.Table.from_batches(held), schema) if rows else schema.empty_table()


def _group(rows: pa.Table, schema: pa.Schema) -> pa.Table:
    """Rows of the schema's types in one piece: where batches meet must not be seen in the file."""
    return rows.cast(schema).combine_chunks()


def _query(table: Table) -> str:
    others = [c.name for c in table.columns if c.name not in table.key and c.name not in ("text", "quote")]
    order = ", ".join(f"{name} ASC NULLS FIRST" for name in (*table.key, *others))
    return f"SELECT {', '.join(table.column_names)} FROM {table.name} ORDER BY {order}"


def _put_in_place(source: Path, target: Path, temporary: Path) -> None:
    if target.is_dir() or (source.is_dir() and target.exists()):  # a folder cannot be renamed over
        with suppress(FileNotFoundError):
            target.rename(temporary / f"{target.name}.old")
    source.replace(target)
