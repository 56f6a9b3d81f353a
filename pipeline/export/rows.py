"""Published rows on their way into a file: in pieces, so that memory stays flat, with labels beside codes where they are wanted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.exit_codes import ExitCode, UserError
from pipeline.schema import Column, Table

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH_ROWS = 8_192
SEPARATOR = "|"


def files(out: Path, table: Table) -> list[Path]:
    """The Parquet files of a published table in the order of its rows. Raises :class:`UserError` where there is none."""
    path = out / f"{table.name}.parquet"
    found = sorted(path.glob("*.parquet")) if path.is_dir() else [path]
    if not found or not found[0].is_file():
        raise UserError(f"{path}: there is no such table; check --out, or make it by `kommunbeslut run`", ExitCode.OUTPUT_UNUSABLE)
    return found


def batches(out: Path, table: Table, labels: bool = False) -> Iterator[pa.RecordBatch]:
    """The rows of a published table in order, in batches of the types of :func:`columns`; the last may be the only one and empty."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = table.arrow_schema
    for path in files(out, table):
        try:
            with pq.ParquetFile(path) as file:
                for batch in file.iter_batches(_BATCH_ROWS, columns=table.column_names):
                    yield _labelled(batch.cast(schema), table) if labels else batch.cast(schema)
        except (OSError, pa.ArrowException, ValueError) as error:
            raise UserError(f"{path}: cannot be read ({error}); make it again by `kommunbeslut run`", ExitCode.OUTPUT_UNUSABLE) from error


def columns(table: Table, labels: bool = False) -> list[Column]:
    """The columns that :func:`batches` gives: those of the table, each with codes followed by the meanings of its codes."""
    told: list[Column] = []
    for column in table.columns:
        told.append(column)
        if labels and has_labels(column):
            told.append(Column(f"{column.name}_label", column.type, f"what {column.name} means: {column.description}"))
    return told


def has_labels(column: Column) -> bool:
    """Whether the column's values are codes alone, not codes that go on in words."""
    return bool(column.codes) and not column.in_words


def _labelled(batch: pa.RecordBatch, table: Table) -> pa.RecordBatch:
    import pyarrow as pa

    arrays, names = [], []
    for column in table.columns:
        array = batch.column(column.name)
        arrays.append(array)
        names.append(column.name)
        if column.codes and has_labels(column):
            meanings = column.codes
            labels = [_meaning(value, meanings) for value in array.to_pylist()]
            arrays.append(pa.array(labels, array.type))
            names.append(f"{column.name}_label")
    return pa.RecordBatch.from_arrays(arrays, names)


def _meaning(value: Any, meanings: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [meanings.get(v, v) for v in value]
    return meanings.get(value, value) if value is not None else None


def joined(values: list[str] | None) -> str | None:
    """A list as one text, ``a|b``; a bar within an item is written ``¦``. None where there is nothing to tell."""
    return SEPARATOR.join(v.replace(SEPARATOR, "¦") for v in values) if values else None


@contextmanager
def written_beside(path: Path) -> Iterator[Path]:
    """A place to write ``path``'s content to, put in its place when all is written; nothing half-written is ever seen there.

    Raises :class:`UserError` where it cannot be written.
    """
    temporary = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
        temporary.replace(path)
    except OSError as error:
        raise UserError(
            f"{path}: cannot be written ({error.strerror or error}); check the path, its permissions and the room left",
            ExitCode.OUTPUT_UNUSABLE,
        ) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
