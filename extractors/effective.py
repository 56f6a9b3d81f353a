"""The first and last day of an outcome: told in the clause itself, else those of the agreement that it makes, keeps or lets expire."""

from __future__ import annotations

from extractors.calendar import DateMention, find_dates
from extractors.core import Case, Fact
from extractors.fates import Verdict, dates_from, dates_of_the_end, dates_until, leaves_to_expire

# A day and its precision; both None where none is told.
Day = tuple[object, str | None]
_NOTHING: Day = (None, None)


def effective_days(case: Case, name: str, verdict: Verdict, agreements: list[Fact]) -> tuple[Day, Day]:
    """(first day, precision), (last day, precision): from the clause, else from the agreement it makes or keeps."""
    told = find_dates(verdict.clause.values["text"])
    if verdict.outcome == "ended":
        last = dates_of_the_end(verdict.clause.values["text"])
        return ((last[-1].date_end, last[-1].precision) if last else _expiry(case, name, verdict, agreements)), _NOTHING
    if verdict.outcome == "paused":
        last = dates_until(verdict.clause.values["text"])
        first = dates_from(verdict.clause.values["text"])
        if ranges := [d.ends for d in told if d.ends]:
            # "under tiden 1 maj 2024–30 april 2025"
            return (ranges[0][0].date_start, ranges[0][0].precision), (ranges[0][1].date_end, ranges[0][1].precision)
        return (
            (first[0].date_start, first[0].precision) if first else _NOTHING,
            (last[0].date_end, last[0].precision) if last else _NOTHING,
        )
    if verdict.outcome in ("established", "renewed"):
        return _term(case, name, told, verdict, agreements)
    if verdict.outcome == "continued":
        current = [
            a
            for a in agreements
            if a.case == case.ordinal and a.values["counterpart"] == name and a.values["status"] == "in_force" and a.values["valid_to"]
        ]
        return _NOTHING, ((current[-1].values["valid_to"], current[-1].values["valid_to_precision"]) if current else _NOTHING)
    return _NOTHING, _NOTHING


def _expiry(case: Case, name: str, verdict: Verdict, agreements: list[Fact]) -> Day:
    """The last day of an agreement that is left to expire, where one agreement alone is told to run or to have run out."""
    if not leaves_to_expire(verdict.clause.values["text"]):
        return None, None
    # What a paper tells of may have run out before; what a body lets run out has not.
    over = () if verdict.clause.values["stage"] == "reported" else ("expired",)
    terms = {
        (a.values["valid_to"], a.values["valid_to_precision"])
        for a in agreements
        if a.case == case.ordinal and a.values["counterpart"] == name and a.values["valid_to"] and a.values["status"] not in over
    }
    return max(terms) if terms else (None, None)


def _term(case: Case, name: str, told: list[DateMention], verdict: Verdict, agreements: list[Fact]) -> tuple[Day, Day]:
    ranges = [d.ends for d in told if d.ends]
    if ranges:
        first, last = ranges[0]
        return (first.date_start, first.precision), (last.date_end, last.precision)
    until = dates_until(verdict.clause.values["text"])
    if until and verdict.outcome == "renewed":
        return (None, None), (until[0].date_end, until[0].precision)
    own = [
        a
        for a in agreements
        if a.case == case.ordinal
        and a.values["counterpart"] == name
        and a.values["status"] in ("proposed", "in_force")
        and (a.values["valid_to"] or (a.values["valid_from"] and (verdict.outcome == "established" or a.values["status"] == "proposed")))
    ]
    if not own:
        return (None, None), (None, None)
    newest = max(own, key=lambda a: (a.values["start_year"] or 0, a.values["end_year"] or 0))
    v = newest.values
    return (v["valid_from"], v["valid_from_precision"]), (v["valid_to"], v["valid_to_precision"])


__all__ = ["Day", "effective_days"]
