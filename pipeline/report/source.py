"""What the report is made from: the published tables, read document by document, and the files they came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.document import InputItem
from pipeline.exit_codes import ExitCode, UserError
from pipeline.ordered import order
from pipeline.published import Row
from pipeline.schema import DOCUMENT_ID, TABLES, Table
from pipeline.store import DATABASE_NAME

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH_ROWS: Final = 512

VALUE_TABLES: Final = tuple(t for t in TABLES if t.evidence)
"""The tables whose rows rest on a quote."""


@dataclass(slots=True)
class Bundle:
    """A document with everything extracted from it. ``values`` has the rows of each table of :data:`VALUE_TABLES`."""

    document: Row
    pages: list[Row] = field(default_factory=list)
    values: dict[str, list[Row]] = field(default_factory=dict)

    @property
    def document_id(self) -> str:
        return str(self.document["document_id"])


def read_bundles(out: Path) -> Iterator[Bundle]:
    """Every document in the order of ``document_id``, holding one at a time and a few hundred rows of each table.

    Raises :class:`UserError` where a table is missing or cannot be read.
    """
    tables = {t.name: t for t in TABLES}
    pages = _Groups(out, tables["pages"])
    values = {t.name: _Groups(out, t) for t in VALUE_TABLES if DOCUMENT_ID in t.columns}
    for document in _rows(out, tables["documents"]):
        key = document["document_id"]
        yield Bundle(document, pages.take(key), {name: rows for name, group in values.items() if (rows := group.take(key))})


class _Groups:
    """The rows of a table by document; documents are asked for in the order of the table."""

    def __init__(self, out: Path, table: Table) -> None:
        self._rows = _rows(out, table)
        self._next = next(self._rows, None)

    def take(self, document_id: str) -> list[Row]:
        """The rows of a document; those of documents before it are passed over."""
        found = []
        while self._next is not None and self._next["document_id"] <= document_id:
            if self._next["document_id"] == document_id:
                found.append(self._next)
            self._next = next(self._rows, None)
        return found


def _rows(out: Path, table: Table) -> Iterator[Row]:
    """The rows in the order of the table's key, which begins with the document or the case in it."""
    import pyarrow as pa

    path = out / f"{table.name}.parquet"
    if not path.exists():
        raise UserError(f"{path}: there is no such table; check --out, or make it by `kommunbeslut run`", ExitCode.OUTPUT_UNUSABLE)
    try:
        parts = sorted(path.glob("*.parquet")) if path.is_dir() else [path]
        for batch in _sorted(parts, table) if order(table) != table.key else _as_published(parts):
            yield from _records(batch)
    except (OSError, pa.ArrowException) as error:
        raise UserError(f"{path}: cannot be read ({error}); make it again by `kommunbeslut run`", ExitCode.OUTPUT_UNUSABLE) from error


def _as_published(parts: list[Path]) -> Iterator[pa.RecordBatch]:
    import pyarrow.parquet as pq

    for part in parts:
        with pq.ParquetFile(part) as file:
            yield from file.iter_batches(_BATCH_ROWS)


def _sorted(parts: list[Path], table: Table) -> Iterator[pa.RecordBatch]:
    """The rows of a table that is published by municipality, sorted anew."""
    import duckdb

    with duckdb.connect(config={"memory_limit": "512MB"}) as connection:
        rows = connection.sql(f"FROM read_parquet(?) ORDER BY {', '.join(table.key)}", params=[[str(p) for p in parts]])
        yield from rows.to_arrow_reader(_BATCH_ROWS)


def _records(batch: pa.RecordBatch) -> list[Row]:
    rows: list[Row] = batch.to_pylist()
    return rows


def source_files(out: Path) -> dict[str, InputItem]:
    """Where the content of each SHA-256 was found when it was read; empty where the runs left no state (tables alone were copied).

    Left out is what was read without its private persons: the file itself would show them.
    """
    import duckdb

    path = out / DATABASE_NAME
    if not path.exists():
        return {}
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            found = connection.execute(
                "SELECT sha256, source_path, location, options FROM inputs WHERE status = 'done' ORDER BY source_path"
            ).fetchall()
    except duckdb.Error:  # a run holds it, or it is of another version: the texts can be shown without
        return {}
    places: dict[str, InputItem] = {}
    for sha256, source_path, location, options in found:
        if not shows_persons(options or ""):
            continue
        file, *members = location.split("!/")
        places.setdefault(sha256, InputItem(source_path, file, tuple(members)))
    return places


def shows_persons(options: str) -> bool:
    """Whether a document read with these options keeps all persons' names."""
    _, told, mode = options.partition("privacy=")
    return not told or mode.startswith("public")
