"""Case lineage: which cases of different papers treat the same matter (motion → report → committee → KS → KF).

A case is tied to the nearest earlier one on the same ground, not to all, so that the number of links grows with the number of cases.
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Iterable, Iterator
from importlib import resources
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

from pipeline.linking.batches import as_rows, hand_over, in_batches
from pipeline.linking.titles import TitledCase, likeness, matter_stems, same_titles

if TYPE_CHECKING:
    import duckdb

_SIZES = """
SELECT d.municipality_code AS code, count(*) AS cases
FROM cases AS c JOIN documents AS d USING (document_id)
WHERE d.municipality_code IS NOT NULL
GROUP BY ALL ORDER BY ALL
"""
_CASES = """
SELECT c.case_id, c.document_id, d.municipality_code, c.title, coalesce(d.meeting_date, d.document_date), c.case_number
FROM cases AS c JOIN documents AS d USING (document_id)
WHERE d.municipality_code BETWEEN ? AND ?
ORDER BY d.municipality_code, c.case_id
"""
# So many cases are asked for at a time, of at least one municipality, so many are Python objects, and so many pairs are stored.
_CASES_AT_A_TIME = 100_000
_ROWS_AT_A_TIME = 10_000
_PAIRS_AT_A_TIME = 50_000
_PAIRS = "CREATE OR REPLACE TEMP TABLE title_pairs (case_id VARCHAR, linked_case_id VARCHAR, likeness DOUBLE)"
_CITED = """
SELECT DISTINCT l.case_id AS a, l.linked_case_id AS b, coalesce(c.title, '') AS a_title, coalesce(o.title, '') AS b_title
FROM case_links AS l JOIN cases AS c USING (case_id) JOIN cases AS o ON o.case_id = l.linked_case_id
WHERE l.kind LIKE 'cites%'
ORDER BY ALL
"""
_TIED = """
CREATE OR REPLACE TEMP TABLE tied AS
SELECT case_id, row_number() OVER (ORDER BY case_id) - 1 AS number
FROM (
    SELECT case_id FROM case_links WHERE confidence >= {same}
    UNION
    SELECT linked_case_id FROM case_links WHERE confidence >= {same}
)
"""
_TIES = """
SELECT a.number AS a, b.number AS b
FROM case_links AS l JOIN tied AS a USING (case_id) JOIN tied AS b ON b.case_id = l.linked_case_id
WHERE l.confidence >= {same}
"""
# A link as sure as this says that both cases are one matter; less sure ones only that they have to do with each other.
SAME_MATTER = 0.7
# A citation between cases whose titles have so much in common is of the same matter.
_RELATED = 0.3
_UNRELATED_CONFIDENCE = 0.6


def link_cases(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill ``case_links``, and ``cases.matter_id``: the first case_id of all that are one matter."""
    connection.execute(_PAIRS)
    for first, last in _ranges(connection):
        pairs = _pairs(connection, first, last)
        while some := list(islice(pairs, _PAIRS_AT_A_TIME)):
            _insert_pairs(connection, some)
    connection.execute((resources.files("pipeline") / "sql" / "case_links.sql").read_text("utf-8"))
    connection.execute("DROP TABLE title_pairs")
    _weigh_citations(connection)
    _name_matters(connection)


def _ranges(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str]]:
    """First and last of the municipalities whose cases are compared together: each with its own only, but few queries give them all."""
    held = 0
    codes: list[str] = []
    for code, cases in connection.execute(_SIZES).fetchall():
        if codes and held + cases > _CASES_AT_A_TIME:
            yield codes[0], codes[-1]
            held, codes = 0, []
        codes.append(code)
        held += cases
    if codes:
        yield codes[0], codes[-1]


def _pairs(connection: duckdb.DuckDBPyConnection, first: str, last: str) -> Iterator[tuple[TitledCase, TitledCase, float]]:
    rows = as_rows(connection.sql(_CASES, params=[first, last]).to_arrow_table().to_batches(_ROWS_AT_A_TIME))
    for _, cases in groupby(map(_titled, rows), key=lambda c: c.municipality):
        yield from same_titles(cases)


def _titled(row: dict[str, Any]) -> TitledCase:
    case, document, municipality, title, day, number = row.values()
    return TitledCase(case, document, municipality, title or "", day.toordinal() if isinstance(day, dt.date) else None, number)


def _insert_pairs(connection: duckdb.DuckDBPyConnection, pairs: list[tuple[TitledCase, TitledCase, float]]) -> None:
    import pyarrow as pa

    columns = [[a.case_id for a, _, _ in pairs], [b.case_id for _, b, _ in pairs], [alike for _, _, alike in pairs]]
    found = pa.table(columns, names=["case_id", "linked_case_id", "likeness"])
    hand_over(connection, found, "INSERT INTO title_pairs BY NAME SELECT * FROM handed_over")


def _weigh_citations(connection: duckdb.DuckDBPyConnection) -> None:
    """Lower the confidence of citations between cases whose titles have little in common: a budget cites many matters."""
    import pyarrow as pa

    cited = in_batches(connection, _CITED)
    loose = [(r["a"], r["b"]) for r in cited if likeness(matter_stems(r["a_title"]), matter_stems(r["b_title"])) < _RELATED]
    if loose:
        hand_over(
            connection,
            pa.table({"a": [p[0] for p in loose], "b": [p[1] for p in loose]}),
            f"UPDATE case_links SET confidence = {_UNRELATED_CONFIDENCE} FROM handed_over AS h "
            "WHERE case_id = h.a AND linked_case_id = h.b AND kind LIKE 'cites%'",
        )


def _name_matters(connection: duckdb.DuckDBPyConnection) -> None:
    """Set ``cases.matter_id``. Cases that are tied to others are numbered in the order of their names: numbers take little memory."""
    import pyarrow as pa

    connection.execute("UPDATE cases SET matter_id = case_id")
    connection.execute(_TIED.format(same=SAME_MATTER))
    count = int(connection.execute("SELECT count(*) FROM tied").fetchall()[0][0])
    first = components(((row["a"], row["b"]) for row in in_batches(connection, _TIES.format(same=SAME_MATTER))), count)
    hand_over(
        connection,
        pa.table({"number": pa.array(range(count), pa.int64()), "first": pa.array(first, pa.int64())}),
        "CREATE OR REPLACE TEMP TABLE named AS SELECT t.case_id AS id, f.case_id AS name "
        "FROM handed_over AS h JOIN tied AS t ON t.number = h.number JOIN tied AS f ON f.number = h.first",
    )
    connection.execute("UPDATE cases SET matter_id = named.name FROM named WHERE cases.case_id = named.id")
    connection.execute("DROP TABLE tied; DROP TABLE named")


def components(ties: Iterable[tuple[int, int]], count: int) -> array[int]:
    """For each number below ``count`` the smallest one that it is tied to, directly or by others."""
    parents = array("q", range(count))

    def root(number: int) -> int:
        top = number
        while parents[top] != top:
            top = parents[top]
        while parents[number] != top:
            parents[number], number = top, parents[number]
        return top

    for a, b in ties:
        first, second = sorted((root(a), root(b)))
        parents[second] = first
    for number in range(count):
        parents[number] = root(number)
    return parents
