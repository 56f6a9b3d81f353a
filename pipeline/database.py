"""The published tables and the views over them, in a read-only DuckDB that sees nothing but the output folder."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.exit_codes import ExitCode, UserError
from pipeline.schema import TABLES

if TYPE_CHECKING:
    import duckdb

# In the order in which they are made: later ones read earlier ones.
VIEWS: Final = ("case_history", "partnership_events", "partnership_years", "agreement_conflicts")


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
    """A connection in which every published table and every view can be queried, and no file outside ``out`` be read.

    Raises :class:`UserError` where ``out`` holds no tables or they were written by another version.
    """
    import duckdb

    connection = duckdb.connect(":memory:", config={"memory_limit": "2GB"})
    folder = out.resolve()
    try:
        for table in TABLES:
            path = folder / f"{table.name}.parquet"
            if not path.exists():
                raise UserError(f"{path}: there is no such table; check --out, or make it by `kommunbeslut run`", ExitCode.OUTPUT_UNUSABLE)
            files = str(path / "*.parquet" if path.is_dir() else path).replace("'", "''")
            connection.execute(f"CREATE VIEW {table.name} AS SELECT * FROM read_parquet('{files}')")
        for name in VIEWS:
            connection.execute(f"CREATE VIEW {name} AS {view_sql(name)}")
        connection.execute(f"SET allowed_directories = ['{str(folder).replace(chr(39), chr(39) * 2)}/']")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
    except duckdb.Error as error:
        connection.close()
        raise UserError(
            f"{out}: the tables cannot be read ({_first_line(error)}); make them again by `kommunbeslut run`", ExitCode.OUTPUT_UNUSABLE
        ) from error
    return connection


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
