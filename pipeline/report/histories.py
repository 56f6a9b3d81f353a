"""Municipalities and their partnerships over the years: what their pages show."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Final

from pipeline.published import Row
from pipeline.report import charts, links
from pipeline.report.figures import records

if TYPE_CHECKING:
    import duckdb

_LISTED_DOCUMENTS: Final = 300
# Copied once into the connection's own tables, so that no page costs another reading of the files.
_COPIES: Final = {
    "report_events": "SELECT * FROM partnership_events",
    "report_documents": "SELECT document_id, source_path, document_type, title, coalesce(meeting_date, document_date) AS day, "
    "municipality_code, municipality FROM documents",
    "report_agreements": "SELECT a.* REPLACE (coalesce(a.municipality_code, d.municipality_code) AS municipality_code), d.source_path "
    "FROM agreements AS a JOIN documents AS d USING (document_id)",
}


@dataclass(slots=True)
class History:
    """A partnership with everything that is told of it."""

    row: Row
    page: str
    events: list[Row] = field(default_factory=list)
    statuses: dict[int, str] = field(default_factory=dict)
    agreements: list[Row] = field(default_factory=list)
    documents: list[Row] = field(default_factory=list)

    def life(self, root: str) -> charts.LifeData:
        """What its lifeline is drawn from, on a page from which ``root`` leads to the first."""
        events = [(_moment(e["day"]), e["stage"], e["event"]) for e in self.events if e["day"] is not None]
        return charts.LifeData(self.row["counterpart"], root + self.page, self.statuses, events)


@dataclass(slots=True)
class Municipality:
    """A municipality or region, its partnerships and its newest documents (``document_count`` is of all)."""

    code: str
    name: str
    page: str
    histories: list[History]
    documents: list[Row]
    document_count: int


def municipalities(connection: duckdb.DuckDBPyConnection) -> Iterator[Municipality]:
    """Every municipality that has documents or partnerships, by name; one at a time is held with its partnerships."""
    found = _Grouped(connection)
    rows = records(
        connection,
        """
        SELECT code, any_value(name) AS name, sum(documents)::BIGINT AS documents FROM (
            SELECT municipality_code AS code, municipality AS name, count(*) AS documents FROM report_documents GROUP BY ALL
            UNION ALL SELECT municipality_code, municipality, 0 FROM partnerships
        ) WHERE code IS NOT NULL GROUP BY code ORDER BY name, code
        """,
    )
    for row in rows:
        documents = records(
            connection,
            "SELECT * FROM report_documents WHERE municipality_code = ? ORDER BY day DESC NULLS LAST, source_path "
            f"LIMIT {_LISTED_DOCUMENTS}",
            [row["code"]],
        )
        page = links.municipality_page(row["code"])
        yield Municipality(row["code"], row["name"] or row["code"], page, found.histories(row["code"]), documents, row["documents"])


class _Grouped:
    """Partnerships, events, years and agreements by municipality. Rows without their texts: a few hundred bytes a partnership."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._partnerships = _by_code(
            records(connection, "SELECT * FROM partnerships ORDER BY municipality_code, counterpart, counterpart_country")
        )
        self._years = _by_code(records(connection, "SELECT municipality_code, counterpart, year, status FROM partnership_years"))
        for name, query in _COPIES.items():
            connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {query}")

    def histories(self, code: str | None) -> list[History]:
        rows = self._partnerships.get(code, [])
        found = [History(r, links.partnership_page(code, r["counterpart"], r["counterpart_country"])) for r in rows]
        if not found:
            return []
        events = _by_counterpart(
            records(
                self._connection,
                "SELECT * FROM report_events WHERE municipality_code IS NOT DISTINCT FROM ? "
                "ORDER BY counterpart, day NULLS LAST, document_id, char_start, event",
                [code],
            )
        )
        agreements = _by_counterpart(
            records(
                self._connection,
                "SELECT * FROM report_agreements WHERE municipality_code IS NOT DISTINCT FROM ? "
                "ORDER BY coalesce(start_year, 9999), agreement_id, document_id, char_start",
                [code],
            )
        )
        documents = records(
            self._connection,
            "SELECT * FROM report_documents WHERE document_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY day NULLS LAST, source_path",
            [sorted({d for r in rows for d in r["document_ids"] or []})],
        )
        years = _by_counterpart(self._years.get(code, []))
        for history in found:
            row = history.row
            history.events = _of(events, row)
            history.agreements = _of(agreements, row)
            history.statuses = {y["year"]: y["status"] for y in years.get(row["counterpart"], [])}
            of_this = set(row["document_ids"] or [])
            history.documents = [d for d in documents if d["document_id"] in of_this]
        return found


def _of(rows: dict[str, list[Row]], partnership: Row) -> list[Row]:
    """Rows of a partnership: of its counterpart, and of its country where both are told."""
    country = partnership["counterpart_country"]
    return [
        r
        for r in rows.get(partnership["counterpart"], [])
        if None in (country, r["counterpart_country"]) or r["counterpart_country"] == country
    ]


def _by_code(rows: Iterable[Row]) -> dict[str | None, list[Row]]:
    found: dict[str | None, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["municipality_code"]].append(row)
    return found


def _by_counterpart(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["counterpart"]].append(row)
    return found


def _moment(day: dt.date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / 366


def by_agreement(rows: Iterable[Row]) -> list[list[Row]]:
    """Tellings of one agreement put together, in the order in which they came."""
    ordered = sorted(enumerate(rows), key=lambda p: (p[1]["agreement_id"] or f"~{p[0]}", p[0]))
    groups = [[r for _, r in group] for _, group in groupby(ordered, key=lambda p: p[1]["agreement_id"] or f"~{p[0]}")]
    return sorted(groups, key=lambda g: (g[0]["start_year"] or 9999, g[0]["agreement_id"] or ""))
