"""Arrow tables as pandas frames whose types keep what the tables say.

Dates are ``datetime64[ms]`` (with ``.dt``, and for any year), integers ``Int64`` and truth values ``boolean`` (whole and true also
where some are missing), text ``str``, lists Python lists. What is missing is missing in pandas' sense (``isna()``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


def to_frame(table: pa.Table) -> pd.DataFrame:
    """The rows of an Arrow table as a frame of its own, in the types told above."""
    table = _plain_numbers(table)
    frame: pd.DataFrame = table.to_pandas(types_mapper=_pandas_type, date_as_object=False)
    for field in table.schema:
        if _is_list(field.type):
            frame[field.name] = _lists(table.column(field.name))
    return frame


def _plain_numbers(table: pa.Table) -> pa.Table:
    """Sums and averages of a query come as decimals, of which pandas would make objects."""
    import pyarrow as pa
    import pyarrow.types as types

    for i, field in enumerate(table.schema):
        if types.is_decimal(field.type):
            to = pa.int64() if field.type.scale == 0 else pa.float64()
            table = table.set_column(i, field.name, table.column(i).cast(to))
    return table


def _pandas_type(arrow: pa.DataType) -> Any:
    import pandas as pd
    import pyarrow.types as types

    if types.is_integer(arrow):
        return pd.Int64Dtype()
    return pd.BooleanDtype() if types.is_boolean(arrow) else None


def _is_list(arrow: pa.DataType) -> bool:
    import pyarrow.types as types

    return bool(types.is_list(arrow) or types.is_large_list(arrow))


def _lists(column: pa.ChunkedArray) -> pd.Series[Any]:
    import pandas as pd

    return pd.Series(column.to_pylist(), dtype=object)
