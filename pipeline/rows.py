"""Rows held to the schema: checked, put together as Arrow tables, and written as bytes to pass from process to process."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from pipeline.schema import Column, Table

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, object]


class SchemaError(ValueError):
    """A row that breaks the schema: the table, column and value are named."""


def check_row(table_: Table, row: Row) -> None:
    """Raise :class:`SchemaError` unless ``row`` has known columns only, no null where a value is required and only listed codes."""
    unknown = row.keys() - table_.columns_by_name.keys()
    if unknown:
        raise SchemaError(f"{table_.name}: unknown column {sorted(unknown)[0]}")
    for column in table_.checked_columns:
        value = row.get(column.name)
        if value is None:
            if column.required:
                raise SchemaError(f"{table_.name}.{column.name}: no value in {row!r}")
        elif column.codes:
            for item in value if isinstance(value, (list, tuple)) else (value,):
                if (str(item).split(":")[0] if column.in_words else item) not in column.codes:
                    raise SchemaError(f"{table_.name}.{column.name}: {item!r} is not one of {', '.join(column.codes)}")


def arrow_table(table_: Table, rows: Sequence[Row]) -> pa.Table:
    """The rows as an Arrow table of the schema, sorted by the table's key; columns that a row lacks are null.

    Raises :class:`SchemaError` for a row that :func:`check_row` does not let pass.
    """
    import pyarrow as pa

    return pa.Table.from_batches([_batch(table_, rows)], table_.arrow_schema)


def to_bytes(table_: Table, rows: Sequence[Row]) -> bytes:
    """What :func:`arrow_table` makes of the rows, without the schema, which is longer than most documents' rows."""
    return _batch(table_, rows).serialize().to_pybytes()  # type: ignore[no-any-return]


def from_bytes(table_: Table, parts: Iterable[bytes]) -> pa.Table:
    """The rows of ``parts`` of one table, each made by :func:`to_bytes`, one after the other."""
    import pyarrow as pa

    schema = table_.arrow_schema
    return pa.Table.from_batches([pa.ipc.read_record_batch(pa.py_buffer(part), schema) for part in parts], schema)


def _batch(table_: Table, rows: Sequence[Row]) -> pa.RecordBatch:
    import pyarrow as pa

    if not _fit(table_, rows):
        for row in rows:
            check_row(table_, row)
    keys = list(zip(*(_sortable(table_.columns_by_name[name], rows) for name in table_.key), strict=True))
    order = sorted(range(len(rows)), key=keys.__getitem__)
    # Whole rows at once: to make an array of each column takes half as long again.
    return pa.RecordBatch.from_struct_array(pa.array([rows[i] for i in order], table_.arrow_struct))


def _fit(table_: Table, rows: Sequence[Row]) -> bool:
    """Whether every row passes :func:`check_row`: told from whole columns, which takes a fraction of the time."""
    known = table_.columns_by_name.keys() >= set().union(*rows)
    return known and all(_column_fits(column, [row.get(column.name) for row in rows]) for column in table_.checked_columns)


def _column_fits(column: Column, values: list[object]) -> bool:
    if column.required and None in values:
        return False
    if not column.codes:
        return True
    told = [v for v in values if v is not None]
    items = set(chain.from_iterable(v if isinstance(v, (list, tuple)) else (v,) for v in told))
    return {str(item).split(":")[0] for item in items} <= column.codes.keys() if column.in_words else items <= column.codes.keys()


def _sortable(column: Column, rows: Sequence[Row]) -> list[object]:
    """The values of a column of a key, nulls first."""
    values = [row.get(column.name) for row in rows]
    if column.type == "integer":
        return [-1 if v is None else v for v in values]
    return ["" if v is None else str(v) for v in values]
