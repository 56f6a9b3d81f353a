"""Case lineage: which cases of different papers treat the same matter (motion → report → committee → KS → KF).

A case is tied to the nearest earlier one on the same ground, not to all, so that the number of links grows with the number of cases.
"""

from __future__ import annotations

import datetime as dt
from importlib import resources
from typing import TYPE_CHECKING

from pipeline.linking.titles import TitledCase, likeness, matter_stems, same_titles

if TYPE_CHECKING:
    import duckdb

_CASES = """
SELECT c.case_id, c.document_id, d.municipality_code, c.title, coalesce(d.meeting_date, d.document_date), c.case_number
FROM cases AS c JOIN documents AS d USING (document_id)
WHERE d.municipality_code IS NOT NULL
ORDER BY c.case_id
"""
_PAIRS = "CREATE OR REPLACE TEMP TABLE title_pairs (case_id VARCHAR, linked_case_id VARCHAR, likeness DOUBLE)"
# A link as sure as this says that both cases are one matter; less sure ones only that they have to do with each other.
SAME_MATTER = 0.7
# A citation between cases whose titles have so much in common is of the same matter.
_RELATED = 0.3
_UNRELATED_CONFIDENCE = 0.6


def link_cases(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill ``case_links``, and ``cases.matter_id``: the first case_id of all that are one matter."""
    import pyarrow as pa

    rows = connection.execute(_CASES).fetchall()
    cases = [TitledCase(r[0], r[1], r[2], r[3] or "", r[4].toordinal() if isinstance(r[4], dt.date) else None, r[5]) for r in rows]
    pairs = [{"case_id": a.case_id, "linked_case_id": b.case_id, "likeness": alike} for a, b, alike in same_titles(cases)]
    connection.execute(_PAIRS)
    _insert(connection, "title_pairs", pa.Table.from_pylist(pairs) if pairs else None)
    connection.execute((resources.files("pipeline") / "sql" / "case_links.sql").read_text("utf-8"))
    connection.execute("DROP TABLE title_pairs")
    _weigh_citations(connection, {c.case_id: c.title for c in cases})
    _name_matters(connection)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: object | None) -> None:
    if rows is not None:
        connection.register("found", rows)
        connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM found")
        connection.unregister("found")


def _weigh_citations(connection: duckdb.DuckDBPyConnection, titles: dict[str, str]) -> None:
    """Lower the confidence of citations between cases whose titles have little in common: a budget cites many matters."""
    import pyarrow as pa

    cited = connection.execute("SELECT DISTINCT case_id, linked_case_id FROM case_links WHERE kind LIKE 'cites%'").fetchall()
    stems = {case: matter_stems(titles.get(case, "")) for pair in cited for case in pair}
    loose = [(a, b) for a, b in cited if likeness(stems[a], stems[b]) < _RELATED]
    if loose:
        connection.register("loose", pa.table({"a": [p[0] for p in loose], "b": [p[1] for p in loose]}))
        connection.execute(
            f"UPDATE case_links SET confidence = {_UNRELATED_CONFIDENCE} FROM loose "
            "WHERE case_id = loose.a AND linked_case_id = loose.b AND kind LIKE 'cites%'"
        )
        connection.unregister("loose")


def _name_matters(connection: duckdb.DuckDBPyConnection) -> None:
    """Set ``cases.matter_id``."""
    import pyarrow as pa

    links = connection.execute(f"SELECT case_id, linked_case_id FROM case_links WHERE confidence >= {SAME_MATTER} ORDER BY ALL").fetchall()
    names = components(links)
    connection.execute("UPDATE cases SET matter_id = case_id")
    if names:
        connection.register("named", pa.table({"id": list(names), "name": list(names.values())}))
        connection.execute("UPDATE cases SET matter_id = named.name FROM named WHERE cases.case_id = named.id")
        connection.unregister("named")


def components(links: list[tuple[str, str]]) -> dict[str, str]:
    """The smallest name in each connected component, by every name in it."""
    parents: dict[str, str] = {}

    def root(name: str) -> str:
        top = name
        while parents.setdefault(top, top) != top:
            top = parents[top]
        while parents[name] != top:
            parents[name], name = top, parents[name]
        return top

    for a, b in links:
        first, second = sorted((root(a), root(b)))
        parents[second] = first
    return {name: root(name) for name in sorted(parents)}
