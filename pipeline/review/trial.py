"""Tries a correction on one document before it is written, by the code that will apply it when tables are published."""

from __future__ import annotations

from pipeline.corrections import Correction, apply_corrections
from pipeline.review.index import Index
from pipeline.review.journal import Row
from pipeline.review.rows import TABLES, corrected_key_sql

_SCHEMA = "corrected"


class Refused(Exception):
    """A judgement that cannot be kept; the message says why and what to do."""


def after(index: Index, correction: Correction, before: Row | None) -> tuple[Row, str]:
    """The row as ``correction`` leaves it, and the key by which it is found once published. ``before`` is the row it is of; None
    for one that is added. Raises :class:`Refused` where it cannot be applied."""
    connection, table = index.connection, TABLES[correction.table]
    connection.execute(f"DROP SCHEMA IF EXISTS {_SCHEMA} CASCADE")
    connection.execute(f"CREATE SCHEMA {_SCHEMA}")
    try:
        for name in {"documents", "cases", table.name}:
            connection.execute(
                f"CREATE TABLE {_SCHEMA}.{name} AS SELECT * FROM main.{name} WHERE document_id = ?",
                [correction.document_id],
            )
        place = f"{_SCHEMA}.{table.name}"
        if before is not None and table.evidence:
            connection.execute(f"DELETE FROM {place}")
            names = [n for n in table.column_names if n in before]
            connection.execute(
                f"INSERT INTO {place} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", [before[n] for n in names]
            )
        [told] = apply_corrections(connection, [correction])
        if told["status"] != "applied":
            raise Refused(str(told["message"]))
        found = index.rows(f"SELECT *, {corrected_key_sql(table)} AS after_key FROM {place} ORDER BY rowid DESC LIMIT 1")[0]
        return found, str(found.pop("after_key"))
    finally:
        connection.execute(f"DROP SCHEMA IF EXISTS {_SCHEMA} CASCADE")
