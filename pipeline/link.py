"""The steps that look at all documents together: SQL that an analyst can read and run, Python where SQL is the wrong tool."""

from __future__ import annotations

from contextlib import suppress
from importlib import resources
from typing import TYPE_CHECKING

from pipeline.linking.agreements import identify_agreements
from pipeline.linking.lineage import link_cases
from pipeline.linking.places import describe_counterparts

if TYPE_CHECKING:
    import duckdb


def link(connection: duckdb.DuckDBPyConnection) -> None:
    """Run every step, all of them or none: where contents were found, which cases and agreements are one, what became of partnerships.

    What is derived is made anew from all facts each time, so the order in which documents arrived changes nothing.
    """
    connection.begin()
    try:
        _run(connection, "duplicates")
        identify_agreements(connection)
        link_cases(connection)
        describe_counterparts(connection)
        _run(connection, "partnerships")
        connection.commit()
    except BaseException:
        with suppress(Exception):  # the error that it is for tells more
            connection.rollback()
        raise


def _run(connection: duckdb.DuckDBPyConnection, step: str) -> None:
    connection.execute((resources.files("pipeline") / "sql" / f"{step}.sql").read_text("utf-8"))
