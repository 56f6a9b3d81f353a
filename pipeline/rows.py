"""Rows held to the schema: checked one by one, and put together as Arrow tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.schema import Table

if TYPE_CHECKING:
    import pyarrow as pa


class SchemaError(ValueError):
    """A row that breaks the schema: the table, column and value are named."""


def check_row(table_: Table, row: dict[str, object]) -> None:
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


def arrow_table(table_: Table, rows: list[dict[str, object]]) -> pa.Table:
    """The rows as an Arrow table of the schema, sorted by the table's key; columns that a row lacks are null."""
    import pyarrow as pa

    for row in rows:
        check_row(table_, row)
    ordered = sorted(
        rows,
        key=lambda r: tuple(
            str(r.get(k) if r.get(k) is not None else "") if not isinstance(r.get(k), int) else f"{r[k]:012d}" for k in table_.key
        ),
    )
    return pa.Table.from_pylist(ordered, schema=table_.arrow_schema)
