"""The state of all runs on an output folder, in one DuckDB file.

The tables of the schema are kept as they will be published, beside ``inputs``: what has been seen where, and what became of it.
A document's rows, its inputs and its failures change in one transaction.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.config import available_cores
from pipeline.engines.worker import DOCUMENT_TABLES, Processed
from pipeline.exit_codes import ExitCode, UserError
from pipeline.rows import from_bytes
from pipeline.schema import TABLES, Table, table

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

DATABASE_NAME = "kommunbeslut.duckdb"
# What is stored beside the tables of the schema, and the number that grows when its meaning changes. ``settled_attempts`` is how
# often each input had failed when the last run that was published ended: attempts of a run that is killed do not count.
_FORMAT = 1
_OWN_TABLES = {
    "store_format": {"version": "INTEGER"},
    "inputs": {
        **dict.fromkeys(("source_path", "location", "sha256"), "VARCHAR"),
        **dict.fromkeys(("size_bytes", "mtime_ns"), "BIGINT"),
        **dict.fromkeys(("pipeline_version", "options", "status", "stage"), "VARCHAR"),
    },
    "settled_attempts": {"source_path": "VARCHAR", "attempts": "BIGINT"},
    # What was told of the tables when they were published last; empty since anything has changed.
    "published": {"told": "VARCHAR"},
}
# Each takes its share of the memory.
_MOST_THREADS = 4
_UNWRITABLE = ("no space left", "disk quota", "read-only", "permission denied", "file too large", "no such file", "could not write")


@dataclass(frozen=True, slots=True)
class Input:
    """A place where content was found: ``location`` is the file on disk (and member of it), ``mtime_ns`` that file's."""

    source_path: str
    location: str
    size_bytes: int = 0
    mtime_ns: int = 0


@dataclass(frozen=True, slots=True)
class KnownInput:
    """What the store knows of an input; ``status`` is ``done``, ``failed`` or ``pending``."""

    input: Input
    sha256: str | None
    pipeline_version: str | None
    options: str | None
    status: str


@dataclass(frozen=True, slots=True)
class FailedRow:
    """An input that gave no document, as told in the table ``failures``."""

    input: Input
    sha256: str | None
    stage: str
    error: str
    message: str


@dataclass(slots=True)
class Batch:
    """Results that are stored together. ``inputs`` are done, each with its content's SHA-256; ``documents`` are by document_id."""

    documents: dict[str, Processed] = field(default_factory=dict)
    inputs: list[tuple[Input, str]] = field(default_factory=list)
    failures: list[FailedRow] = field(default_factory=list)


def ddl(table_: Table) -> list[str]:
    """The statements that make a table of the schema, its descriptions kept as comments."""
    columns = ", ".join(f"{c.name} {c.duckdb_type}" for c in table_.columns)
    comments = [f"COMMENT ON COLUMN {table_.name}.{c.name} IS {_literal(c.description)}" for c in table_.columns]
    return [f"CREATE TABLE {table_.name} ({columns})", f"COMMENT ON TABLE {table_.name} IS {_literal(table_.description)}", *comments]


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def unusable(path: Path, error: Exception) -> UserError:
    """The error of a database that cannot be opened, read or written, with the remedy that fits."""
    said = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    low = said.lower()
    if "lock" in low and "conflicting" in low:
        remedy = f"is open in another program ({said}); close it there, and run again"
    elif type(error).__name__ == "OutOfMemoryException":
        remedy = f"needs more memory than it may use ({said}); run on a machine with more"
    elif isinstance(error, OSError) or any(word in low for word in _UNWRITABLE):
        remedy = f"the output cannot be written ({said}); make room or check the permissions, and run again: what was done is kept"
    elif "version" in low:
        remedy = f"was made by another version ({said}); go back to that version, or read everything again with --fresh"
    else:
        remedy = f"the state of earlier runs is damaged ({said}); put back a copy of it, or read everything again with --fresh"
    return UserError(f"{path}: {remedy}", ExitCode.OUTPUT_UNUSABLE)


class Store:
    """The state in ``OUT``. The caller holds the output's lock. Raises :class:`UserError` where the file cannot be used."""

    def __init__(self, out: Path, fresh: bool = False, memory: str = "256MB") -> None:
        import duckdb

        self.path = out / DATABASE_NAME
        try:
            self._clear(fresh)
            self.connection: duckdb.DuckDBPyConnection = duckdb.connect(
                str(self.path), config={"memory_limit": memory, "threads": min(_MOST_THREADS, available_cores())}
            )
            self._make_tables()
        except (OSError, duckdb.Error) as error:
            raise unusable(self.path, error) from error

    def close(self) -> None:
        """Write everything to the file and let go of it."""
        self.connection.close()

    def _clear(self, fresh: bool) -> None:
        """Remove what a killed process spilled, and with ``fresh`` the state too: the log first, which must not meet a new file."""
        shutil.rmtree(self.path.with_name(DATABASE_NAME + ".tmp"), ignore_errors=True)
        if fresh:
            for path in (*self.path.parent.glob(DATABASE_NAME + ".wal*"), self.path):
                path.unlink(missing_ok=True)

    def _make_tables(self) -> None:
        """Make or complete the tables, all or none. Raises :class:`UserError` for a file of another version that does not fit."""
        self.connection.begin()
        try:
            self.connection.execute("DROP SCHEMA IF EXISTS corrected CASCADE")  # left by a run that was killed while publishing
            for name, columns in _OWN_TABLES.items():
                if not self._existing(name):
                    self.connection.execute(f"CREATE TABLE {name} ({', '.join(f'{c} {t}' for c, t in columns.items())})")
                self._check_columns(name, columns)
            self._check_format()
            for table_ in TABLES:
                existing = self._existing(table_.name)
                missing = [c for c in table_.columns if c.name not in existing]
                if not existing:
                    for statement in ddl(table_):
                        self.connection.execute(statement)
                elif any(c.required for c in missing):
                    raise self._of_another_version(f"the table {table_.name} lacks columns")
                else:
                    for column in missing:
                        self.connection.execute(f"ALTER TABLE {table_.name} ADD COLUMN {column.name} {column.duckdb_type}")
                self._check_columns(table_.name, {c.name: c.duckdb_type for c in table_.columns})
            self.connection.commit()
        except BaseException:
            self._roll_back()
            self.connection.close()
            raise

    def _roll_back(self) -> None:
        with suppress(Exception):  # the error that it is for tells more
            self.connection.rollback()

    def _check_format(self) -> None:
        versions = self.connection.execute("SELECT version FROM store_format").fetchall()
        if not versions:
            self.connection.execute(f"INSERT INTO store_format VALUES ({_FORMAT})")
        elif versions != [(_FORMAT,)]:
            raise self._of_another_version(f"its format is {versions[0][0]}, not {_FORMAT}")

    def _existing(self, name: str) -> dict[str, str]:
        """The types of a table's columns by name; empty where there is no such table."""
        query = "SELECT column_name, data_type FROM duckdb_columns() WHERE schema_name = 'main' AND table_name = ?"
        return {str(n): str(t) for n, t in self.connection.execute(query, [name]).fetchall()}

    def _check_columns(self, name: str, columns: Mapping[str, str]) -> None:
        existing = self._existing(name)
        if other := sorted(n for n in existing.keys() | columns.keys() if existing.get(n) != columns.get(n)):
            raise self._of_another_version(f"the columns of {name} differ: {', '.join(other[:5])}")

    def _of_another_version(self, how: str) -> UserError:
        message = f"{self.path}: was made by another version ({how}); go back to that version, or read everything again with --fresh"
        return UserError(message, ExitCode.OUTPUT_UNUSABLE)

    def _rows(self, query: str, **tables: pa.Table) -> list[tuple[Any, ...]]:
        """Rows of a query in which ``tables`` can be named."""
        for name, data in tables.items():
            self.connection.register(name, data)
        try:
            return self.connection.execute(query).fetchall()
        finally:
            for name in tables:
                self.connection.unregister(name)

    def known_inputs(self, source_paths: Iterable[str], locations: Iterable[str] = ()) -> list[KnownInput]:
        """What is known of the inputs of these names, or at these locations."""
        rows = self._rows(
            "SELECT source_path, location, size_bytes, mtime_ns, sha256, pipeline_version, options, status FROM inputs "
            "WHERE source_path IN (SELECT source_path FROM names) OR location IN (SELECT location FROM locations)",
            names=_names("source_path", source_paths),
            locations=_names("location", locations),
        )
        return [KnownInput(Input(*r[:4]), *r[4:]) for r in rows]

    def known_contents(self, sha256s: Iterable[str], pipeline_version: str, options: str) -> set[str]:
        """Those of the contents whose document is here, read by this version with these options."""
        rows = self._rows(
            f"SELECT DISTINCT sha256 FROM inputs SEMI JOIN asked USING (sha256) WHERE status = 'done' "
            f"AND pipeline_version = {_literal(pipeline_version)} AND options = {_literal(options)}",
            asked=_names("sha256", sha256s),
        )
        return {r[0] for r in rows}

    def add_pending(self, inputs: Sequence[Input]) -> None:
        """Note inputs never seen before, so that their names are taken."""
        if inputs:
            rows = [{**_place(i), "status": "pending"} for i in inputs]
            self._rows("INSERT INTO inputs BY NAME SELECT * FROM added", added=_input_table(rows))

    def save(self, batch: Batch, pipeline_version: str, options: str) -> None:
        """Store a batch, all of it or nothing: new rows in place of old, and what no input has any more goes."""
        done = [
            {**_place(i), "sha256": s, "pipeline_version": pipeline_version, "options": options, "status": "done"} for i, s in batch.inputs
        ]
        failed = [{**_place(f.input), "sha256": f.sha256, "status": "failed", "stage": f.stage} for f in batch.failures]
        touched = _input_table(done + failed)
        if not touched.num_rows:
            return
        self.connection.begin()
        try:
            self.connection.execute("DELETE FROM published")
            earlier = self._rows(
                "SELECT DISTINCT sha256 FROM inputs SEMI JOIN touched USING (source_path) WHERE sha256 IS NOT NULL", touched=touched
            )
            attempts = dict(
                self._rows("SELECT source_path, attempts FROM settled_attempts SEMI JOIN touched USING (source_path)", touched=touched)
            )
            for name in ("inputs", "failures"):
                self._rows(f"DELETE FROM {name} WHERE source_path IN (SELECT source_path FROM touched)", touched=touched)
            self._rows("INSERT INTO inputs BY NAME SELECT * FROM touched", touched=touched)
            self._insert_failures(batch.failures, attempts)
            self._insert_documents(batch.documents)
            self._drop_orphans([r[0] for r in earlier])
            self.connection.commit()
        except BaseException:
            self._roll_back()
            raise

    def _insert_failures(self, failures: Sequence[FailedRow], attempts: dict[str, int]) -> None:
        import pyarrow as pa

        rows = [
            {
                "source_path": f.input.source_path,
                "sha256": f.sha256,
                "stage": f.stage,
                "error": f.error,
                "message": f.message,
                "attempts": attempts.get(f.input.source_path, 0) + 1,
            }
            for f in failures
        ]
        if rows:
            added = pa.Table.from_pylist(rows, schema=table("failures").arrow_schema)
            self._rows("INSERT INTO failures BY NAME SELECT * FROM added", added=added)

    def _insert_documents(self, documents: dict[str, Processed]) -> None:
        if not documents:
            return
        replaced = self._rows(
            "SELECT document_id FROM documents SEMI JOIN asked USING (document_id)", asked=_names("document_id", documents)
        )
        self._delete_documents([r[0] for r in replaced])
        for table_ in DOCUMENT_TABLES:
            parts = [d.tables[table_.name] for d in documents.values() if table_.name in d.tables]
            if parts:
                self._rows(f"INSERT INTO {table_.name} BY NAME SELECT * FROM added", added=from_bytes(table_, parts).combine_chunks())

    def _delete_documents(self, document_ids: Sequence[str]) -> None:
        if document_ids:
            gone = _names("document_id", document_ids)
            for table_ in DOCUMENT_TABLES:
                self._rows(f"DELETE FROM {table_.name} WHERE document_id IN (SELECT document_id FROM gone)", gone=gone)

    def _drop_orphans(self, sha256s: Sequence[str]) -> None:
        """Delete the documents of these contents that no input has any more."""
        if sha256s:
            rows = self._rows(
                "SELECT document_id FROM documents SEMI JOIN asked USING (sha256) "
                "WHERE sha256 NOT IN (SELECT sha256 FROM inputs WHERE status = 'done')",
                asked=_names("sha256", sha256s),
            )
            self._delete_documents([r[0] for r in rows])

    def forget(self, source_paths: Sequence[str]) -> None:
        """Forget inputs, their failures, and the documents that no other input has."""
        if not source_paths:
            return
        gone = _names("source_path", source_paths)
        self.connection.begin()
        try:
            self.connection.execute("DELETE FROM published")
            contents = self._rows(
                "SELECT DISTINCT sha256 FROM inputs SEMI JOIN gone USING (source_path) WHERE sha256 IS NOT NULL", gone=gone
            )
            for name in ("inputs", "failures"):
                self._rows(f"DELETE FROM {name} WHERE source_path IN (SELECT source_path FROM gone)", gone=gone)
            self._drop_orphans([r[0] for r in contents])
            self.connection.commit()
        except BaseException:
            self._roll_back()
            raise

    def settle(self) -> None:
        """Note that a run has been published: a failure after this is another attempt."""
        self.connection.begin()
        try:
            self.connection.execute("DELETE FROM settled_attempts")
            self.connection.execute("INSERT INTO settled_attempts SELECT source_path, attempts FROM failures")
            self.connection.commit()
        except BaseException:
            self._roll_back()
            raise

    def published(self) -> str | None:
        """What was noted when the tables were published, unless something has changed since."""
        rows = self._rows("SELECT told FROM published")
        return str(rows[0][0]) if rows else None

    def note_published(self, told: str) -> None:
        """Note that the tables are published as they are now."""
        self._rows(f"DELETE FROM published; INSERT INTO published VALUES ({_literal(told)})")

    def places(self, failed_in: str | None = None) -> list[tuple[str, str]]:
        """Name and location of every input, or of those that failed in the step ``failed_in``."""
        condition = f" WHERE status = 'failed' AND stage = {_literal(failed_in)}" if failed_in else ""
        return [(r[0], r[1]) for r in self._rows(f"SELECT source_path, location FROM inputs{condition} ORDER BY source_path")]

    def uncertain(self) -> int:
        """Number of rows that are to be checked before use."""
        return sum(int(self._rows(f"SELECT count(*) FROM {t.name} WHERE uncertain")[0][0]) for t in TABLES if t.evidence)

    def counts(self) -> dict[str, int]:
        """Number of rows in each table."""
        return {t.name: int(self._rows(f"SELECT count(*) FROM {t.name}")[0][0]) for t in TABLES}


def _place(input_: Input) -> dict[str, object]:
    return {
        "source_path": input_.source_path,
        "location": input_.location,
        "size_bytes": input_.size_bytes,
        "mtime_ns": input_.mtime_ns,
    }


def _input_table(rows: list[dict[str, object]]) -> pa.Table:
    import pyarrow as pa

    text = ("source_path", "location", "sha256", "pipeline_version", "options", "status", "stage")
    schema = pa.schema([(n, pa.string()) for n in text] + [("size_bytes", pa.int64()), ("mtime_ns", pa.int64())])
    return pa.Table.from_pylist(rows, schema=schema)


def _names(column: str, values: Iterable[str]) -> pa.Table:
    import pyarrow as pa

    return pa.table({column: pa.array(sorted(set(values)), pa.string())})
