"""Which rows of ``agreements``, told in different papers, mean one agreement.

Two rows of a municipality and counterpart mean the same where what both tell agrees and one date at least is common: the year it
began, or the year it ends. Terms that differ in their other end are the same agreement told in conflict; both rows stay, under one
``agreement_id``. A row that fits several agreements is of the one it is least in conflict with.
Rows of one paper are different agreements: it tells them apart itself.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.linking.batches import hand_over, in_batches

if TYPE_CHECKING:
    import duckdb

# Relations without a term and their words: a paper calls a twin town a sister city, or tells of the cooperation only.
_RELATIONS = frozenset({"twin_town", "sister_city", "partnership", "cooperation", "other"})
_ROWS = """
SELECT
    a.rowid AS number, a.document_id, coalesce(a.municipality_code, d.municipality_code), a.counterpart,
    a.kind, a.start_year, a.end_year, a.char_start
FROM agreements AS a JOIN documents AS d USING (document_id)
ORDER BY 3, 4, a.document_id, a.char_start, a.char_end, a.kind, a.start_year, a.end_year
"""


class Told(NamedTuple):
    """A row of agreements: years as told, None where they are not."""

    rowid: int
    document_id: str
    kind: str
    start: int | None
    end: int | None
    char_start: int


def identify_agreements(connection: duckdb.DuckDBPyConnection) -> None:
    """Set ``agreements.agreement_id``."""
    import pyarrow as pa

    rowids: list[int] = []
    names: list[str] = []
    for (code, counterpart), told in _told(connection):
        used: Counter[str] = Counter()
        for cluster in clusters(told):
            first = cluster[0]
            basis = repr((code, counterpart if code else first.document_id, first.kind, first.start, first.end))
            used[basis] += 1
            rowids += [t.rowid for t in cluster]
            names += [hashlib.sha256(f"{basis}{used[basis]}".encode()).hexdigest()[:12]] * len(cluster)
    if rowids:
        identified = pa.table({"id": rowids, "name": names})
        hand_over(connection, identified, "UPDATE agreements SET agreement_id = h.name FROM handed_over AS h WHERE agreements.rowid = h.id")


def _told(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[tuple[str, str], list[Told]]]:
    """What is told of each municipality and counterpart."""
    rows = (tuple(row.values()) for row in in_batches(connection, _ROWS))

    def key(row: tuple[Any, ...]) -> tuple[str, str]:
        rowid, document, code, counterpart = row[:4]
        # What cannot be attributed is an agreement of its own.
        return (code, counterpart) if code and counterpart else ("", f"{document}:{rowid}")

    for pair, same in groupby(rows, key):
        yield pair, [Told(r[0], r[1], *r[4:]) for r in same]


def clusters(told: list[Told]) -> list[list[Told]]:
    """The rows by agreement. The order of the rows changes nothing but the order of the clusters."""
    found: list[list[Told]] = []
    for row in sorted(told, key=lambda t: (t.start is None, t.end is None, t.start or 0, t.end or 0, t.kind, t.document_id, t.char_start)):
        fitting = [c for c in found if all(_may_be_same(row, other) for other in c) and any(_share_a_year(row, other) for other in c)]
        if not fitting and row.start is None and row.end is None:
            fitting = [c for c in found if all(_may_be_same(row, other) for other in c)]
            fitting = fitting if len(fitting) == 1 else []
        if fitting:
            min(fitting, key=lambda c: sum(_conflict(row, other) for other in c)).append(row)
        else:
            found.append([row])
    return found


def _share_a_year(a: Told, b: Told) -> bool:
    return (a.start is not None and a.start == b.start) or (a.end is not None and a.end == b.end)


def _conflict(a: Told, b: Told) -> bool:
    """Do two rows tell different years of a beginning or an end?"""
    return any(x is not None and y is not None and x != y for x, y in ((a.start, b.start), (a.end, b.end)))


def _may_be_same(a: Told, b: Told) -> bool:
    """Whether two rows can mean one agreement: of different papers, or the same terms told twice in one; kinds that go together."""
    if a.document_id == b.document_id and (a.start, a.end) != (b.start, b.end):
        return False
    return a.kind == b.kind or {a.kind, b.kind} <= _RELATIONS
