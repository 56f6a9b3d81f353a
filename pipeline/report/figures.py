"""The figures of the overview and of the page on quality, each one query over the published tables."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from pipeline.published import Row
from pipeline.report import charts
from pipeline.report.texts import code_list
from pipeline.report.values import ordered_tables

if TYPE_CHECKING:
    import duckdb

KEPT: Final = ("established", "renewed", "continued")
LEFT: Final = ("ended", "paused", "declined")
_COUNTRIES: Final = 12
_LATEST: Final = 8
_CONFIDENCE_STEPS: Final = 10
_DECEMBER: Final = 12
_LAST_OF_DECEMBER: Final = 31


def records(connection: duckdb.DuckDBPyConnection, sql: str, bound: list[Any] | None = None) -> list[Row]:
    """Rows of a query as dictionaries."""
    found: list[Row] = connection.sql(sql, params=bound).to_arrow_table().to_pylist()
    return found


def overview(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """What the overview shows."""
    (totals,) = records(
        connection,
        """
        SELECT
            (SELECT count(*) FROM documents) AS documents,
            (SELECT coalesce(sum(pages), 0) FROM documents)::BIGINT AS pages,
            (SELECT count(DISTINCT municipality_code) FROM documents) AS municipalities,
            (SELECT count(*) FROM partnerships) AS partnerships,
            (SELECT count(DISTINCT counterpart_country) FROM partnerships) AS countries,
            (SELECT count(*) FROM outcomes WHERE stage = 'decided') AS decided,
            (SELECT min(year(coalesce(meeting_date, document_date))) FROM documents) AS first_year,
            (SELECT max(year(coalesce(meeting_date, document_date))) FROM documents) AS last_year,
            (SELECT max(coalesce(meeting_date, document_date)) FROM documents) AS last_day
        """,
    )
    partial_from = _partial_from(totals["last_day"])
    return {
        "totals": totals,
        "by_country": _by_country(connection),
        "by_year": charts.columns(
            _pivot(records(connection, "SELECT year, status AS code, count(*) AS n FROM partnership_years GROUP BY ALL")),
            charts.STATUSES,
            partial_from=partial_from,
        ),
        "fates": charts.columns(
            _pivot(
                records(
                    connection,
                    # A decision that several papers tell of is one.
                    "SELECT year(day) AS year, event AS code, count(DISTINCT (municipality_code, municipality, counterpart)) AS n "
                    "FROM partnership_events "
                    "WHERE stage IN ('decided', 'reported') AND day IS NOT NULL AND event <> 'agreement_signed' GROUP BY ALL",
                )
            ),
            KEPT,
            LEFT,
            partial_from,
        ),
        "reasons": _coded(connection, "outcomes", "reasons", "SELECT unnest(reasons) AS code FROM outcomes"),
        "areas": _coded(connection, "partnerships", "focus_areas", "SELECT unnest(focus_areas) AS code FROM partnerships"),
        "latest": records(
            connection,
            "SELECT * FROM partnership_events WHERE stage = 'decided' AND day IS NOT NULL AND event <> 'evaluated' "
            f"ORDER BY day DESC, municipality, counterpart, document_id, char_start LIMIT {_LATEST}",
        ),
    }


def _partial_from(last_day: dt.date | None) -> int | None:
    """The first year that the documents do not tell of to its end."""
    if last_day is None:
        return None
    return last_day.year + (last_day.month == _DECEMBER and last_day.day == _LAST_OF_DECEMBER)


def _by_country(connection: duckdb.DuckDBPyConnection) -> charts.Bars:
    rows = records(
        connection,
        "SELECT counterpart_country AS country, status, count(*) AS n FROM partnerships GROUP BY ALL ORDER BY country NULLS LAST, status",
    )
    by_country: dict[str | None, dict[str, int]] = defaultdict(dict)
    for row in rows:
        by_country[row["country"]][row["status"]] = row["n"]
    largest = sorted(by_country.items(), key=lambda c: -sum(c[1].values()))
    named = [(f"country.{c}" if c else "word.unknown_country", parts) for c, parts in largest]
    if len(named) > _COUNTRIES:
        rest: dict[str, int] = defaultdict(int)
        for _, parts in named[_COUNTRIES - 1 :]:
            for status, count in parts.items():
                rest[status] += count
        named = [*named[: _COUNTRIES - 1], ("word.other_countries", rest)]
    present = {s for _, parts in named for s in parts}
    return charts.bars(named, [s for s in charts.STATUSES if s in present])


def _pivot(rows: list[Row]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for row in rows:
        found[row["year"]][row["code"]] = row["n"]
    return found


def _coded(connection: duckdb.DuckDBPyConnection, table: str, column: str, codes: str) -> charts.Bars:
    """Bars of how often each code occurs."""
    rows = records(connection, f"SELECT code, count(*) AS n FROM ({codes}) WHERE code IS NOT NULL GROUP BY ALL ORDER BY n DESC, code")
    return charts.bars([(f"code.{code_list(table, column)}.{r['code']}", {"plain": r["n"]}) for r in rows], ["plain"])


def quality(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """What the page on quality shows."""
    return {
        "read": _read(connection),
        "coverage": _coverage(connection),
        "confidence": [_confidence(connection, t.name) for t in ordered_tables()],
        "steps": _CONFIDENCE_STEPS,
        "warnings": records(
            connection,
            "SELECT split_part(warning, ':', 1) AS code, count(*) AS n, count(DISTINCT document_id) AS documents "
            "FROM (SELECT document_id, unnest(warnings) AS warning FROM documents) GROUP BY ALL ORDER BY n DESC, code",
        ),
        "partnership_warnings": records(
            connection,
            "SELECT split_part(warning, ':', 1) AS code, count(*) AS n "
            "FROM (SELECT unnest(warnings) AS warning FROM partnerships) GROUP BY ALL ORDER BY n DESC, code",
        ),
        "sources": records(
            connection,
            "SELECT text_source, count(*) AS pages, avg(ocr_confidence) AS mean, quantile_cont(ocr_confidence, 0.05) AS low "
            "FROM pages GROUP BY ALL ORDER BY pages DESC, text_source",
        ),
        "failures": records(connection, "SELECT error, stage, count(*) AS n FROM failures GROUP BY ALL ORDER BY n DESC, error, stage"),
        "corrections": records(connection, "SELECT status, count(*) AS n FROM correction_log GROUP BY ALL ORDER BY n DESC, status"),
        "conflicts": records(connection, "SELECT * FROM agreement_conflicts LIMIT 200"),
    }


def _read(connection: duckdb.DuckDBPyConnection) -> Row:
    (row,) = records(
        connection,
        """
        SELECT
            (SELECT count(*) FROM documents) AS documents,
            (SELECT coalesce(sum(len(duplicate_paths)), 0) FROM documents)::BIGINT AS duplicates,
            (SELECT count(*) FROM failures) AS failures
        """,
    )
    return row


_COVERED: Final = {
    "municipality": "municipality_code IS NOT NULL",
    "document_type": "document_type <> 'other'",
    "date": "coalesce(meeting_date, document_date) IS NOT NULL",
    "title": "title IS NOT NULL",
    "case_number": "EXISTS (SELECT 1 FROM case_numbers AS c WHERE c.document_id = d.document_id AND c.role = 'own')",
    "decision": "EXISTS (SELECT 1 FROM decisions AS c WHERE c.document_id = d.document_id)",
    "outcome": "EXISTS (SELECT 1 FROM outcomes AS c WHERE c.document_id = d.document_id)",
    "agreement": "EXISTS (SELECT 1 FROM agreements AS c WHERE c.document_id = d.document_id)",
    "no_warning": "coalesce(len(warnings), 0) = 0",
}


def _coverage(connection: duckdb.DuckDBPyConnection) -> list[Row]:
    """For how many documents each thing was found."""
    counted = ", ".join(f"count(*) FILTER (WHERE {condition}) AS {name}" for name, condition in _COVERED.items())
    (row,) = records(connection, f"SELECT {counted} FROM documents AS d")
    return [{"name": name, "n": row[name]} for name in _COVERED]


def _confidence(connection: duckdb.DuckDBPyConnection, name: str) -> Row:
    """How many rows of a table have which confidence, in tenths."""
    step = f"least({_CONFIDENCE_STEPS - 1}, floor(confidence * {_CONFIDENCE_STEPS}))::INTEGER"
    rows = records(connection, f"SELECT {step} AS step, count(*) AS n FROM {name} GROUP BY ALL")
    by_step = {r["step"]: r["n"] for r in rows}
    (told,) = records(
        connection, f"SELECT count(*) AS rows, count(*) FILTER (WHERE uncertain) AS uncertain, avg(confidence) AS mean FROM {name}"
    )
    return {"table": name, "counts": [by_step.get(i, 0) for i in range(_CONFIDENCE_STEPS)], **told}
