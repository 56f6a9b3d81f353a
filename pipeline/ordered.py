"""The rows of a table in the order in which it is published, in little memory however many they are.

DuckDB sorts what is larger than its memory by spilling, but must hold the texts that it compares rows of. A large table is therefore parted
first, by ranges of what its order begins with, into files on disk; each part is small enough to be sorted by itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from pipeline.schema import Table

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

_FETCH_ROWS: Final = 2_048
# Each range is a file that is open while the table is parted.
_MOST_RANGES: Final = 256
# How many columns of the order ranges are told apart by: the municipality and the document, where a table has both.
_RANGE_COLUMNS: Final = 2
_PART: Final = "sorted_part"
_ROW: Final = "row_of_part"
# What a value that is no text takes, about.
_NUMBER_BYTES: Final = 8
Key = tuple[tuple[bool, Any], ...]


def order(table: Table) -> tuple[str, ...]:
    """The columns that a published table is sorted by, ascending, empty values first."""
    first = ("municipality_code",) if "municipality_code" in table.column_names else ()
    return tuple(dict.fromkeys((*first, *table.key)))


def ordered(connection: duckdb.DuckDBPyConnection, table: Table, folder: Path, range_bytes: int) -> Iterator[pa.RecordBatch]:
    """The rows in batches. A table of more than ``range_bytes`` is parted into files in ``folder`` for as long as it is read."""
    bounds = _bounds(connection, table, range_bytes)
    if len(bounds) <= 1:
        yield from _sorted(connection, table)
        return
    with TemporaryDirectory(dir=folder) as parts:
        for path in _parted(connection, table, bounds, Path(parts)):
            yield from _sorted_part(connection, table, path)
            path.unlink()


def _bytes_of(table: Table) -> str:
    """The bytes of a row, about, in SQL."""
    texts = [f"coalesce(strlen({c.name}), 0)" for c in table.columns if c.type == "text"]
    return " + ".join([*texts, str(_NUMBER_BYTES * len(table.columns))])


def _bounds(connection: duckdb.DuckDBPyConnection, table: Table, range_bytes: int) -> list[Key]:
    """What the first row of each range begins with; one range where the table is small."""
    total = int(connection.sql(f"SELECT coalesce(sum({_bytes_of(table)}), 0) FROM {table.name}").fetchall()[0][0])
    if total <= range_bytes:
        return []
    keys = ", ".join(order(table)[:_RANGE_COLUMNS])
    sorting = _ascending(order(table)[:_RANGE_COLUMNS])
    size = max(range_bytes, total // _MOST_RANGES)
    rows = connection.sql(
        f"WITH sizes AS (SELECT {keys}, sum({_bytes_of(table)}) AS bytes FROM {table.name} GROUP BY ALL), "
        f"placed AS (SELECT *, (sum(bytes) OVER (ORDER BY {sorting}) - bytes) // {size} AS range FROM sizes) "
        f"SELECT {keys} FROM placed QUALIFY row_number() OVER (PARTITION BY range ORDER BY {sorting}) = 1 ORDER BY {sorting}"
    ).fetchall()
    return [_key(row) for row in rows]


def _key(values: tuple[Any, ...]) -> Key:
    """What sorts as the values do in the table: empty ones first."""
    return tuple((value is not None, value) for value in values)


def _parted(connection: duckdb.DuckDBPyConnection, table: Table, bounds: list[Key], folder: Path) -> list[Path]:
    """Write the rows of each range to a file, as they come; returns the files in the order of the ranges."""
    import pyarrow as pa

    paths = [folder / f"{number:03}.arrow" for number in range(len(bounds))]
    columns = order(table)[:_RANGE_COLUMNS]
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    rows = connection.sql(f"SELECT {', '.join(table.column_names)} FROM {table.name}").to_arrow_reader(_FETCH_ROWS)
    with ExitStack() as stack:
        writers = [stack.enter_context(pa.ipc.new_stream(str(path), rows.schema, options=options)) for path in paths]
        for batch in rows:
            keys = zip(*(batch.column(name).to_pylist() for name in columns), strict=True)
            members: dict[int, list[int]] = {}
            for row, values in enumerate(keys):
                members.setdefault(bisect_right(bounds, _key(values)) - 1, []).append(row)
            for number, found in members.items():
                writers[number].write_batch(batch.take(pa.array(found)))
    return paths


def _sorted_part(connection: duckdb.DuckDBPyConnection, table: Table, path: Path) -> Iterator[pa.RecordBatch]:
    """The rows of a part. The database is given what decides the order only, not the texts, which it would copy several times."""
    import pyarrow as pa

    with pa.ipc.open_stream(str(path)) as reader:
        rows = reader.read_all().combine_chunks()
    deciding = rows.select(list(_deciding(table))).append_column(_ROW, pa.array(range(rows.num_rows), pa.int64()))
    connection.register(_PART, deciding)
    try:
        places = connection.sql(f"SELECT {_ROW} FROM {_PART} ORDER BY {_ascending(_deciding(table))}").to_arrow_table()[_ROW]
    finally:
        connection.unregister(_PART)
    for start in range(0, rows.num_rows, _FETCH_ROWS):
        yield from rows.take(places.slice(start, _FETCH_ROWS)).to_batches()


def _sorted(connection: duckdb.DuckDBPyConnection, table: Table) -> Iterator[pa.RecordBatch]:
    query = f"SELECT {', '.join(table.column_names)} FROM {table.name} ORDER BY {_ascending(_deciding(table))}"
    yield from connection.sql(query).to_arrow_reader(_FETCH_ROWS)


def _deciding(table: Table) -> tuple[str, ...]:
    """The columns that rows are ordered by; those beyond the key decide where it leaves the order open."""
    others = [c.name for c in table.columns if c.name not in order(table) and c.name not in ("text", "quote")]
    return (*order(table), *others)


def _ascending(columns: tuple[str, ...]) -> str:
    return ", ".join(f"{name} ASC NULLS FIRST" for name in columns)
