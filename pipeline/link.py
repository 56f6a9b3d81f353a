"""The steps that look at all documents together. Each is a file in ``sql/`` that an analyst can read and run."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

STEPS = ("duplicates", "partnerships")


def link(connection: duckdb.DuckDBPyConnection) -> None:
    """Run every step, all of them or none: where contents were found, then ``partnerships``."""
    connection.begin()
    try:
        for step in STEPS:
            connection.execute((resources.files("pipeline") / "sql" / f"{step}.sql").read_text("utf-8"))
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
