"""Case lineage: which cases of different papers treat the same matter (motion → report → committee → KS → KF).

A case is tied to the nearest earlier one on the same ground, not to all, so that the number of links grows with the number of cases.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from importlib import resources
from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.linking.batches import in_batches
from pipeline.linking.titles import TitledCase, likeness, matter_stems, same_titles

if TYPE_CHECKING:
    import duckdb

_CASES = """
SELECT c.case_id, c.document_id, d.municipality_code, c.title, coalesce(d.meeting_date, d.document_date), c.case_number
FROM cases AS c JOIN documents AS d USING (document_id)
WHERE d.municipality_code IS NOT NULL
ORDER BY d.municipality_code, c.case_id
"""
_PAIRS = "CREATE OR REPLACE TEMP TABLE title_pairs (case_id VARCHAR, linked_case_id VARCHAR, likeness DOUBLE)"
_CITED = """
SELECT DISTINCT l.case_id AS a, l.linked_case_id AS b, coalesce(c.title, '') AS a_title, coalesce(o.title, '') AS b_title
FROM case_links AS l JOIN cases AS c USING (case_id) JOIN cases AS o ON o.case_id = l.linked_case_id
WHERE l.kind LIKE 'cites%'
ORDER BY ALL
"""
# A link as sure as this says that both cases are one matter; less sure ones only that they have to do with each other.
SAME_MATTER = 0.7
# A citation between cases whose titles have so much in common is of the same matter.
_RELATED = 0.3
_UNRELATED_CONFIDENCE = 0.6


def link_cases(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill ``case_links``, and ``cases.matter_id``: the first case_id of all that are one matter."""
    connection.execute(_PAIRS)
    for _, cases in groupby(_cases(connection), key=lambda c: c.municipality):
        _insert_pairs(connection, list(same_titles(cases)))
    connection.execute((resources.files("pipeline") / "sql" / "case_links.sql").read_text("utf-8"))
    connection.execute("DROP TABLE title_pairs")
    _weigh_citations(connection)
    _name_matters(connection)


def _cases(connection: duckdb.DuckDBPyConnection) -> Iterator[TitledCase]:
    """The cases by municipality. They are held as columns, and only those of a batch as objects: a million would take gigabytes."""
    for row in in_batches(connection.sql(_CASES).to_arrow_table()):
        case, document, municipality, title, day, number = row.values()
        yield TitledCase(case, document, municipality, title or "", day.toordinal() if isinstance(day, dt.date) else None, number)


def _insert_pairs(connection: duckdb.DuckDBPyConnection, pairs: list[tuple[TitledCase, TitledCase, float]]) -> None:
    import pyarrow as pa

    if pairs:
        columns = [[a.case_id for a, _, _ in pairs], [b.case_id for _, b, _ in pairs], [alike for _, _, alike in pairs]]
        connection.register("found", pa.table(columns, names=["case_id", "linked_case_id", "likeness"]))
        connection.execute("INSERT INTO title_pairs BY NAME SELECT * FROM found")
        connection.unregister("found")


def _weigh_citations(connection: duckdb.DuckDBPyConnection) -> None:
    """Lower the confidence of citations between cases whose titles have little in common: a budget cites many matters."""
    import pyarrow as pa

    cited = in_batches(connection.sql(_CITED).to_arrow_table())
    loose = [(r["a"], r["b"]) for r in cited if likeness(matter_stems(r["a_title"]), matter_stems(r["b_title"])) < _RELATED]
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
