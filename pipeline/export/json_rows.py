"""Tables as JSON: an object a line, or one array of objects. Dates are ISO texts, lists arrays, what is missing is null."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.export.rows import batches, written_beside
from pipeline.schema import Table


def write_json(out: Path, table: Table, to: Path, *, labels: bool = False) -> int:
    """Write a published table to the file ``to``: an array where it ends in ``.json``, else a row a line; the number of rows."""
    array = to.suffix.lower() == ".json"
    between, rows = (",\n" if array else "\n"), 0
    with written_beside(to) as file, file.open("w", encoding="utf-8", newline="\n") as lines:
        lines.write("[\n" if array else "")
        for batch in batches(out, table, labels):
            for row in batch.to_pylist():
                lines.write(between if rows else "")
                lines.write(json.dumps(row, ensure_ascii=False, default=str))
                rows += 1
        lines.write("\n" if rows else "")
        lines.write("]\n" if array else "")
    return rows
