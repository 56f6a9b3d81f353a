"""Tables as CSV: UTF-8, a heading, dates in ISO form, lists joined, and nothing that a spreadsheet would take for a formula."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.export.rows import batches, columns, joined, written_beside
from pipeline.results import FORMULA
from pipeline.schema import Column, Table

if TYPE_CHECKING:
    import pyarrow as pa


def write_csv(out: Path, table: Table, to: Path, *, labels: bool = False, verbatim: bool = False) -> int:
    """Write a published table to the file ``to``; the number of rows written.

    A text that a spreadsheet would take for a formula gets an apostrophe before it, unless ``verbatim``: taking away the first
    apostrophe of what matches :data:`pipeline.results.FORMULA` gives it back. What is missing is an empty cell without quotation
    marks; an empty text has them.
    """
    import pyarrow as pa
    import pyarrow.csv as pacsv

    told = columns(table, labels)
    schema = pa.schema([(c.name, pa.string() if c.type == "list" else c.arrow_field.type) for c in told])
    rows = 0
    with written_beside(to) as file, pacsv.CSVWriter(file, schema) as writer:
        for batch in batches(out, table, labels):
            arrays = [_cells(batch.column(c.name), c, verbatim) for c in told]
            writer.write_batch(pa.RecordBatch.from_arrays(arrays, schema=schema))
            rows += batch.num_rows
    return rows


def _cells(array: pa.Array, column: Column, verbatim: bool) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    if column.type == "list":
        array = pa.array([joined(v) for v in array.to_pylist()], pa.string())
    if verbatim or column.type not in ("text", "list"):
        return array
    risky = pc.match_substring_regex(array, FORMULA)
    return pc.if_else(risky, pc.binary_join_element_wise("'", array, ""), array) if pc.any(risky).as_py() else array
