"""Municipalities side by side, and the history of one: what ``kommunbeslut compare``, ``timeline`` and ``query`` show."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.database import check_query, connect
from pipeline.exit_codes import ExitCode, UserError

if TYPE_CHECKING:
    import pyarrow as pa
    from rich.console import Console

_COMPARED = """
SELECT
    municipality, counterpart, counterpart_country AS country, kind, since_year AS since, until_year AS until, status,
    latest_outcome AS outcome, latest_stage AS stage, latest_date AS date, focus_areas, reasons, ended_by, case_numbers, documents, warnings
FROM partnerships
"""
_HISTORY = """
SELECT municipality, counterpart, counterpart_country, day, precision, event, step, stage, body, effective_to, reasons, case_number, title,
    source_path, page, quote, confidence, document_id, char_start, char_end
FROM partnership_events
"""


def compare(out: Path, country: str | None = None, municipalities: Sequence[str] = (), since: int | None = None) -> pa.Table:
    """The partnerships of municipalities (all, or those named or coded so) with counterparts of a country (ISO code or Swedish name),
    the latest news of which is of the year ``since`` or later."""
    where, bound = partnerships_wanted(country, municipalities, since)
    with connect(out) as connection:
        return connection.sql(f"{_COMPARED} {where} ORDER BY municipality, counterpart, country", params=bound).to_arrow_table()


def partnerships_wanted(country: str | None, municipalities: Sequence[str], since: int | None) -> tuple[str, list[Any]]:
    """The condition, and the values bound in it, that picks rows of ``partnerships`` as :func:`compare` does."""
    conditions, bound = [], list[Any]()
    if country:
        conditions.append("counterpart_country = ?")
        bound.append(country_code(country))
    if municipalities:
        conditions.append("municipality_code IN (SELECT unnest(?))")
        bound.append([municipality_code(m) for m in municipalities])
    if since:
        conditions.append("year(latest_date) >= ?")
        bound.append(since)
    return (f"WHERE {' AND '.join(conditions)}" if conditions else ""), bound


def country_code(text: str) -> str:
    """The ISO 3166-1 alpha-2 code that a user means by a code or a Swedish name; :class:`UserError` where there is none."""
    from extractors.gazetteer import countries

    wanted = text.strip()
    found = next((c for c, n in countries().items() if wanted.upper() == c or wanted.casefold() == n.casefold()), None)
    if found is None:
        raise UserError(f"{text}: no such country; give its ISO code (CN) or its Swedish name (Kina)", ExitCode.BAD_ARGUMENTS)
    return found


def municipality_code(text: str) -> str:
    """The SCB code that a user means by a code or a name, with or without ``kommun``; :class:`UserError` where there is none."""
    from extractors.geography import find_municipalities
    from extractors.resources import table

    wanted = text.strip()
    rows = [*table("municipalities"), *table("regions")]
    found = next((r["code"] for r in rows if wanted == r["code"] or wanted.casefold() == r["name"].casefold()), None)
    found = found or next((m.code for m in find_municipalities(wanted)), None)
    if found is None:
        raise UserError(f"{text}: no such municipality or region; give its name (Borås) or SCB code (1490)", ExitCode.BAD_ARGUMENTS)
    return found


def timeline(out: Path, municipality: str, counterpart: str | None = None) -> pa.Table:
    """What happened between a municipality and its counterparts, or one of them, in the order of time.

    Raises :class:`UserError` where nothing is told of them, naming the counterparts that there are.
    """
    code = municipality_code(municipality)
    conditions, bound = "municipality_code = ?", [code]
    if counterpart:
        conditions, bound = f"{conditions} AND lower(counterpart) = lower(?)", [code, counterpart]
    with connect(out) as connection:
        rows: pa.Table = connection.sql(
            f"{_HISTORY} WHERE {conditions} ORDER BY counterpart, day NULLS FIRST, source_path, page", params=bound
        ).to_arrow_table()
        if rows.num_rows:
            return rows
        named = connection.execute(
            "SELECT DISTINCT counterpart FROM partnership_events WHERE municipality_code = ? ORDER BY 1", [code]
        ).fetchall()
    known = f"; told of are {', '.join(n[0] for n in named)}" if named else ""
    raise UserError(
        f"{out}: nothing is told of {municipality}{f' and {counterpart}' if counterpart else ''}{known}", ExitCode.BAD_ARGUMENTS
    )


def print_timeline(rows: pa.Table, console: Console) -> None:
    """A history for reading: under each counterpart its events, each with its quote, registry number and source."""
    from rich.markup import escape
    from rich.padding import Padding

    counterpart = None
    for row in rows.to_pylist():
        if row["counterpart"] != counterpart:
            counterpart = row["counterpart"]
            console.print(
                f"\n[bold]{escape(row['municipality'] or '')} – {escape(counterpart)}[/bold] ({row['counterpart_country'] or '?'})"
            )
        until = f" until {row['effective_to']}" if row["effective_to"] else ""
        reasons = f"; reasons: {', '.join(row['reasons'])}" if row["reasons"] else ""
        console.print(
            f"  [bold]{_day(row)}[/bold]  {row['event']} ({row['step'] if row['step'] == 'motion' else row['stage']}){until}{reasons}",
            highlight=False,
        )
        source = " · ".join(filter(None, [row["case_number"], row["body"], f"{row['source_path']} page {row['page']}"]))
        console.print(Padding(f'[italic]"{escape(" ".join(row["quote"].split()))}"[/italic]', (0, 0, 0, 14)), highlight=False)
        console.print(Padding(f"[dim]{escape(source)}, confidence {row['confidence']:.2f}[/dim]", (0, 0, 0, 14)), highlight=False)


def _day(row: dict[str, Any]) -> str:
    if row["day"] is None:
        return "undated   "
    length = {"year": 4, "month": 7}.get(row["precision"], 10)
    return f"{row['day'].isoformat()[:length]:<10}"


def query(out: Path, sql: str, parameters: Sequence[object] = ()) -> pa.Table:
    """The rows of a DuckDB query over the published tables and views, its question marks standing for ``parameters``;
    :class:`UserError` where the query is at fault."""
    import duckdb

    with connect(out) as connection:
        try:
            check_query(connection, sql)
            return connection.sql(sql, params=list(parameters) or None).to_arrow_table()
        except duckdb.Error as error:
            raise UserError(f"the query failed: {error}", ExitCode.BAD_ARGUMENTS) from error
