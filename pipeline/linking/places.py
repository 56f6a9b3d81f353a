"""What kind of place each counterpart is, and what it lies in: a district's city, a city's province."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.gazetteer import fold, gazetteer, kind_and_parent
from pipeline.memory import give_back, is_frugal

if TYPE_CHECKING:
    import duckdb

_TOLD = """
SELECT DISTINCT counterpart, counterpart_country
FROM (SELECT counterpart, counterpart_country FROM outcomes UNION SELECT counterpart, counterpart_country FROM agreements)
WHERE counterpart IS NOT NULL
ORDER BY ALL
"""
_TABLE = """
CREATE OR REPLACE TEMP TABLE counterpart_places
(counterpart VARCHAR, counterpart_country VARCHAR, counterpart_kind VARCHAR, counterpart_parent VARCHAR)
"""


def describe_counterparts(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary table ``counterpart_places``, which the step ``partnerships`` reads."""
    rows = [(name, country, *kind_and_parent(name, country)) for name, country in connection.execute(_TOLD).fetchall()]
    if rows and is_frugal():  # the gazetteer takes some 90 MB, and nothing after this asks it
        gazetteer.cache_clear()
        fold.cache_clear()
        give_back()
    connection.execute(_TABLE)
    if rows:
        connection.executemany("INSERT INTO counterpart_places VALUES (?, ?, ?, ?)", rows)
