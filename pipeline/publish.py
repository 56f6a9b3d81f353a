"""Publish the tables of the store as Parquet: all written beside their place, then renamed over it.

A table that outgrows one file becomes a folder of that name with parts of 128 to 512 MB, which readers take for one table. Rows are ordered
by municipality where the table has it, then by the table's key, which begins with the document; the statistics of row groups and parts then
tell readers which of them a filter can skip.

The same rows always give the same bytes: columns beyond the key decide where it leaves the order open, row groups are cut at fixed counts,
parts at fixed sizes, and nothing of the moment (time, host) is written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline import publication
from pipeline.config import MIB, PublishLimits
from pipeline.corrections import FILE_NAMES
from pipeline.exit_codes import ExitCode, UserError
from pipeline.memory import give_back, memory_limit
from pipeline.ordered import order, ordered
from pipeline.schema import TABLES, Table

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa
    import pyarrow.parquet as pq

# What the database may hold while tables are published, or half of what it may else, where that is more.
_DATABASE_BYTES: Final = 128 * MIB


def publish(connection: duckdb.DuckDBPyConnection, out: Path, limits: PublishLimits | None = None) -> None:
    """Write every table to ``OUT/<table>.parquet`` (a folder of parts where it outgrows one file), then put all in place.

    Raises :class:`UserError` where ``out`` cannot be written; what was published before then stays as it was.
    """
    with _told(out), _small_cache(connection):
        folder = publication.begin(out)
        written = {f"{t.name}.parquet": _write(connection, t, folder, limits or PublishLimits()) for t in TABLES}
        publication.put_in_place(out, written)


def finish_publication(out: Path) -> None:
    """Put in place what an earlier publication was killed over. Raises :class:`UserError` where ``out`` cannot be written."""
    with _told(out):
        publication.finish(out)


@contextmanager
def _told(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = f"{out}: the tables cannot be written ({error.strerror or error}); make room or check the permissions, and run again"
        raise UserError(message, ExitCode.OUTPUT_UNUSABLE) from error
    finally:
        publication.discard(out)


@contextmanager
def _small_cache(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """While entered, the database holds little: every table is read once or twice from end to end, and parts are sorted one by one."""
    allowed = memory_limit(connection)
    connection.execute(f"SET memory_limit = '{min(allowed, max(_DATABASE_BYTES, allowed // 2))}B'")
    try:
        yield
    finally:
        connection.execute(f"SET memory_limit = '{allowed}B'")


def state_of(out: Path, *settings: object) -> str:
    """A digest of the published files as they lie there (name, size and time), and of what else decides what they hold: ``settings`` and
    the analyst's corrections."""
    digest = hashlib.sha256(repr(settings).encode())
    for table in TABLES:
        path = out / f"{table.name}.parquet"
        files = sorted(path.iterdir()) if path.is_dir() else [path] if path.exists() else []
        digest.update(repr([(f.relative_to(out).as_posix(), f.stat().st_size, f.stat().st_mtime_ns) for f in files]).encode())
    for path in (out / name for name in FILE_NAMES):
        digest.update(path.read_bytes() if path.exists() else b"-")
    return digest.hexdigest()


def _write(connection: duckdb.DuckDBPyConnection, table: Table, folder: Path, limits: PublishLimits) -> Path:
    """Write the table's parts; the file where there is one, else their folder."""
    parts = folder / table.name
    parts.mkdir()
    number = 0
    writer = _writer(parts / _part_name(0), table)
    try:
        for group in _row_groups(connection, table, folder, limits):
            if (parts / _part_name(number)).stat().st_size >= limits.part_bytes:
                writer.close()
                number += 1
                writer = _writer(parts / _part_name(number), table)
            writer.write_table(group, row_group_size=max(1, group.num_rows))
            del group  # before the next one is put together
    finally:
        writer.close()
    give_back()
    if number and (parts / _part_name(number)).stat().st_size < limits.least_part_bytes:
        _join(parts / _part_name(number - 1), parts / _part_name(number), table)
        number -= 1
    return parts if number else parts / _part_name(0)


def _writer(path: Path, table: Table) -> pq.ParquetWriter:
    import pyarrow.parquet as pq

    schema = table.arrow_schema
    sorting = pq.SortingColumn.from_ordering(schema, [(name, "ascending") for name in order(table)], null_placement="at_start")
    return pq.ParquetWriter(path, schema, compression="zstd", sorting_columns=sorting, write_page_index=True)


def _join(first: Path, second: Path, table: Table) -> None:
    """Put the row groups of the second file behind those of the first."""
    import pyarrow.parquet as pq

    joined = first.with_suffix(".joined")
    with _writer(joined, table) as writer:
        for path in (first, second):
            with pq.ParquetFile(path) as file:
                for number in range(file.num_row_groups):
                    group = file.read_row_group(number)
                    writer.write_table(group, row_group_size=max(1, group.num_rows))
    joined.replace(first)
    second.unlink()


def _part_name(number: int) -> str:
    return f"part-{number:05d}.parquet"


def _row_groups(connection: duckdb.DuckDBPyConnection, table: Table, folder: Path, limits: PublishLimits) -> Iterator[pa.Table]:
    """The table's rows in order, cut into row groups of fixed size; one empty group where there are no rows."""
    import pyarrow as pa

    schema = table.arrow_schema
    count = limits.page_group_rows if table.name == "pages" else limits.row_group_rows
    held: list[pa.RecordBatch] = []
    rows, empty = 0, True
    for batch in ordered(connection, table, folder, limits.sort_bytes):
        held.append(batch)
        rows += batch.num_rows
        while rows >= count:
            rows, empty = rows - count, False
            yield _group(_taken(held, rows), schema)
    if rows or empty:
        yield _group(pa.Table.from_batches(held), schema) if rows else schema.empty_table()


def _taken(held: list[pa.RecordBatch], left: int) -> pa.Table:
    """The rows of the batches but the last ``left``, which the last batch has; they stay in ``held``."""
    import pyarrow as pa

    last = held.pop()
    cut = last.num_rows - left
    rows = pa.Table.from_batches([*held, last.slice(0, cut)])
    held[:] = [last.slice(cut)]
    return rows


def _group(rows: pa.Table, schema: pa.Schema) -> pa.Table:
    """Rows of the schema's types in one piece: where batches meet must not be seen in the file."""
    return rows.cast(schema).combine_chunks()
