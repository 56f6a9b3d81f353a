"""The state of all runs on an output folder, in one DuckDB file.

The tables of the schema are kept as they will be published, beside ``inputs``: what has been seen where, and what became of it.
A document's rows, its inputs and its failures change in one transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.engines.worker import DOCUMENT_TABLES, Processed
from pipeline.exit_codes import ExitCode, UserError
from pipeline.schema import TABLES, Table, table

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

DATABASE_NAME = "kommunbeslut.duckdb"
_INPUTS = """
CREATE TABLE IF NOT EXISTS inputs (
    source_path VARCHAR, location VARCHAR, sha256 VARCHAR, size_bytes BIGINT, mtime_ns BIGINT,
    pipeline_version VARCHAR, options VARCHAR, status VARCHAR, stage VARCHAR
)"""

# What was told of the tables when they were published last; empty since anything has changed.
_PUBLISHED = "CREATE TABLE IF NOT EXISTS published (told VARCHAR)"


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

    @property
    def size_bytes(self) -> int:
        return sum(d.size_bytes for d in self.documents.values())


def ddl(table_: Table) -> list[str]:
    """The statements that make a table of the schema, its descriptions kept as comments."""
    columns = ", ".join(f"{c.name} {c.duckdb_type}" for c in table_.columns)
    comments = [f"COMMENT ON COLUMN {table_.name}.{c.name} IS {_literal(c.description)}" for c in table_.columns]
    return [f"CREATE TABLE {table_.name} ({columns})", f"COMMENT ON TABLE {table_.name} IS {_literal(table_.description)}", *comments]


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


class Store:
    """The state in ``OUT``. The caller holds the output's lock. Raises :class:`UserError` where the file cannot be used."""

    def __init__(self, out: Path, fresh: bool = False, memory: str = "1GB") -> None:
        import duckdb

        self.path = out / DATABASE_NAME
        try:
            if fresh:
                for path in (self.path, self.path.with_name(DATABASE_NAME + ".wal")):
                    path.unlink(missing_ok=True)
            self.connection: duckdb.DuckDBPyConnection = duckdb.connect(str(self.path), config={"memory_limit": memory})
        except (OSError, duckdb.Error) as error:
            message = f"{self.path}: the state of earlier runs cannot be opened ({error}); repair or remove it, or start over with --fresh"
            raise UserError(message, ExitCode.OUTPUT_UNUSABLE) from error
        self._make_tables()

    def close(self) -> None:
        """Write everything to the file and let go of it."""
        self.connection.close()

    def _make_tables(self) -> None:
        self.connection.execute(_INPUTS)
        self.connection.execute(_PUBLISHED)
        for table_ in TABLES:
            described = self.connection.execute(
                "SELECT column_name FROM duckdb_columns() WHERE schema_name = 'main' AND table_name = ?", [table_.name]
            ).fetchall()
            existing = {str(row[0]) for row in described}
            if not existing:
                for statement in ddl(table_):
                    self.connection.execute(statement)
                continue
            missing = [c for c in table_.columns if c.name not in existing]
            if existing - set(table_.column_names) or any(c.required for c in missing):
                message = f"{self.path}: the table {table_.name} was made by a version whose columns differ; start over with --fresh"
                raise UserError(message, ExitCode.OUTPUT_UNUSABLE)
            for column in missing:
                self.connection.execute(f"ALTER TABLE {table_.name} ADD COLUMN {column.name} {column.duckdb_type}")

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
            attempts = dict(self._rows("SELECT source_path, attempts FROM failures SEMI JOIN touched USING (source_path)", touched=touched))
            for name in ("inputs", "failures"):
                self._rows(f"DELETE FROM {name} WHERE source_path IN (SELECT source_path FROM touched)", touched=touched)
            self._rows("INSERT INTO inputs BY NAME SELECT * FROM touched", touched=touched)
            self._insert_failures(batch.failures, attempts)
            self._insert_documents(batch.documents)
            self._drop_orphans([r[0] for r in earlier])
            self.connection.commit()
        except BaseException:
            self.connection.rollback()
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
        import pyarrow as pa

        if not documents:
            return
        replaced = self._rows(
            "SELECT document_id FROM documents SEMI JOIN asked USING (document_id)", asked=_names("document_id", documents)
        )
        self._delete_documents([r[0] for r in replaced])
        for table_ in DOCUMENT_TABLES:
            streams = [pa.ipc.open_stream(d.tables[table_.name]).read_all() for d in documents.values() if table_.name in d.tables]
            if streams:
                self._rows(f"INSERT INTO {table_.name} BY NAME SELECT * FROM added", added=pa.concat_tables(streams))

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
            self.connection.rollback()
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
