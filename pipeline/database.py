"""The published tables and the views over them, in a read-only DuckDB that sees nothing but the output folder."""

from __future__ import annotations

import os
import tempfile
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.exit_codes import ExitCode, UserError
from pipeline.manifest import RUNS, runs_table
from pipeline.publication import check_whole
from pipeline.schema import TABLES

if TYPE_CHECKING:
    import duckdb

# In the order in which they are made: later ones read earlier ones.
VIEWS: Final = ("case_history", "partnership_events", "partnership_years", "agreement_conflicts")
# A query takes nothing from the program's variables, from the user's stored secrets or from extensions, and spills into the
# system's temporary folder.
_CONFINED: Final[dict[str, str | int | float | list[str]]] = {
    "memory_limit": "2GB",
    "python_enable_replacements": False,
    "allow_persistent_secrets": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
_SPILL: Final = "kommunbeslut-query"


def view_sql(name: str) -> str:
    """The query that a view stands for, its comments included."""
    return (resources.files("pipeline") / "sql" / "views" / f"{name}.sql").read_text("utf-8")


def view_description(name: str) -> str:
    """What a view holds: the comment that its file begins with."""
    lines = []
    for line in view_sql(name).splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.removeprefix("--").strip())
    return " ".join(lines)


def connect(out: Path) -> duckdb.DuckDBPyConnection:
    """A connection in which every published table and every view can be queried. The files of these tables can be read in it, and no
    other: not the state, not a key of pseudonyms, nothing that a link in ``out`` points at.

    Raises :class:`UserError` where ``out`` holds no tables or they were written by another version.
    """
    import duckdb

    check_whole(out)
    folder = out.resolve()
    files = _table_files(folder)
    spill = Path(tempfile.gettempdir(), f"{_SPILL}-{os.getpid()}")
    connection = duckdb.connect(":memory:", config={**_CONFINED, "temp_directory": str(spill)})
    try:
        for name, paths in files.items():
            connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet([{', '.join(map(_literal, paths))}])")
        connection.register("told", runs_table(folder))
        connection.execute(f"CREATE TABLE {RUNS.name} AS FROM told")
        connection.unregister("told")
        for name in VIEWS:
            connection.execute(f"CREATE VIEW {name} AS {view_sql(name)}")
        connection.execute(f"SET allowed_paths = [{', '.join(_literal(p) for paths in files.values() for p in paths)}]")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
    except duckdb.Error as error:
        connection.close()
        raise UserError(
            f"{out}: the tables cannot be read ({_first_line(error)}); make them again by `kommunbeslut run`", ExitCode.OUTPUT_UNUSABLE
        ) from error
    return connection


def _table_files(folder: Path) -> dict[str, list[str]]:
    """The Parquet files of every table in the folder."""
    files: dict[str, list[str]] = {}
    for table in TABLES:
        path = folder / f"{table.name}.parquet"
        if not path.exists():
            raise UserError(f"{path}: there is no such table; check --out, or make it by `kommunbeslut run`", ExitCode.OUTPUT_UNUSABLE)
        files[table.name] = [str(p) for p in sorted(path.glob("*.parquet"))] if path.is_dir() else [str(path)]
    return files


def check_query(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Raise :class:`UserError` unless ``sql`` is one query that reads: COPY would write over the very files that may be read."""
    import duckdb

    statements = connection.extract_statements(sql)
    if len(statements) != 1:
        raise UserError(f"{len(statements)} statements were given; give one query", ExitCode.BAD_ARGUMENTS)
    try:
        kind: object = statements[0].type
    except ValueError:  # a kind that the library has no name for
        kind = None
    if kind == duckdb.StatementType.MULTI:
        raise UserError("a PIVOT must name its values here: PIVOT … ON column IN (value, …)", ExitCode.BAD_ARGUMENTS)
    if kind != duckdb.StatementType.SELECT:
        raise UserError("only SELECT and the like (WITH, FROM, DESCRIBE, SUMMARIZE) can be run here", ExitCode.BAD_ARGUMENTS)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
