"""Rows of a large result, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS = 10_000


def in_batches(table: pa.Table) -> Iterator[dict[str, Any]]:
    """The rows of a table by column; only a batch of them are Python objects at a time."""
    for batch in table.to_batches(_ROWS):
        yield from batch.to_pylist()
