"""Dates: each written form gives the day it says; ranges may lack a year at either end; nothing is made of what is no date."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.calendar import MONTHS, find_dates, month_end

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31))
# Forms that tell day, month and year; {w} is the month's name.
FORMS = (
    "{d.year}-{d.month:02}-{d.day:02}",
    "{d.year}.{d.month:02}.{d.day:02}",
    "{d.year} -{d.month:02}- {d.day:02}",
    "{d.year}{d.month:02}{d.day:02}",
    "{d.day}.{d.month}.{d.year}",
    "den {d.day} {w} {d.year}",
    "{d.day} {w} {d.year}",
    "{d.day} {w}, {d.year}",
    "Den {d.day} {W} {d.year}",
    "onsdagen den {d.day} {w} {d.year}",
    "den {d.day}:e {w} {d.year}",
    "{d.day} {a}. {d.year}",
    "{d.day}/{d.month} {d.year}",
    "{d.day}/{d.month}-{d.year}",
)
TWO_DIGIT_FORMS = ("{d.day}/{d.month}-{y:02}", "{d.day} {w} -{y:02}", "den {d.day} {w} -{y:02}", "Datum: {y:02}{d.month:02}{d.day:02}")


def written(form: str, day: dt.date) -> str:
    word = MONTHS[day.month - 1]
    return form.format(d=day, w=word, W=word.upper(), a=word[:3], y=day.year % 100)


def spans(text: str, year: int | None = None) -> list[tuple[str, str, str]]:
    return [(m.date_start.isoformat(), m.date_end.isoformat(), m.precision) for m in find_dates(text, year)]


@settings(deadline=None)
@given(DAYS, st.sampled_from(FORMS))
def test_a_written_day_is_that_day(day: dt.date, form: str) -> None:
    raw = written(form, day)
    text = f"Mötet hölls {raw} i sessionssalen."
    (mention,) = find_dates(text)
    assert (mention.date_start, mention.date_end, mention.precision, mention.year_told) == (day, day, "day", True)
    assert text[mention.start : mention.end] == mention.raw == raw


@given(st.dates(dt.date(1961, 1, 1), dt.date(2060, 12, 31)), st.sampled_from(TWO_DIGIT_FORMS))
def test_years_in_two_digits(day: dt.date, form: str) -> None:
    assert [m.date_start for m in find_dates(written(form, day))] == [day]


@given(DAYS, DAYS, st.sampled_from(FORMS[:1] + FORMS[4:8]), st.sampled_from([" – ", "–", " till och med ", " t.o.m. ", " - "]))
def test_two_days_make_a_range(a: dt.date, b: dt.date, form: str, between: str) -> None:
    first, last = sorted((a, b))
    (mention,) = find_dates(written(form, first) + between + written(form, last))
    assert (mention.date_start, mention.date_end, mention.precision) == (first, last, "range")
    assert mention.ends is not None
    assert [e.date_start for e in mention.ends] == [first, last]


@given(DAYS, st.integers(1, 300))
def test_the_first_day_of_a_range_takes_the_year_of_the_last(last: dt.date, length: int) -> None:
    first = last - dt.timedelta(days=length)
    text = f"från den {first.day} {MONTHS[first.month - 1]} till den {last.day} {MONTHS[last.month - 1]} {last.year}"
    assert spans(text) == [(first.isoformat(), last.isoformat(), "range")]


@given(DAYS, st.integers(1950, 2049))
def test_a_day_without_a_year_takes_the_year_of_the_context(day: dt.date, year: int) -> None:
    text = f"senast den {day.day} {MONTHS[day.month - 1]}."
    assert find_dates(text) == []
    found = find_dates(text, year)
    if (day.month, day.day) == (2, 29) and month_end(year, 2).day == 28:
        assert found == []
    else:
        assert [(m.date_start, m.year_told) for m in found] == [(dt.date(year, day.month, day.day), False)]


@given(st.integers(1900, 2096), st.integers(1, 12))
def test_months_and_years(year: int, month: int) -> None:
    first, last = dt.date(year, month, 1).isoformat(), month_end(year, month).isoformat()
    assert spans(f"under {MONTHS[month - 1]} {year} pågick") == [(first, last, "month")]
    assert spans(f"UNDER {MONTHS[month - 1].upper()} {year}") == [(first, last, "month")]
    assert spans(f"redan {year} fanns") == [(f"{year}-01-01", f"{year}-12-31", "year")]
    assert spans(f"åren {year}–{year + 3}") == [(f"{year}-01-01", f"{year + 3}-12-31", "range")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14/3-16/3 2019", ("2019-03-14", "2019-03-16", "range")),
        ("1/1–31/12 2019", ("2019-01-01", "2019-12-31", "range")),
        ("14–16/3 2019", ("2019-03-14", "2019-03-16", "range")),
        ("14-16 mars 2019", ("2019-03-14", "2019-03-16", "range")),
        ("den 14 och 15 mars 2019", ("2019-03-14", "2019-03-15", "range")),
        ("den 6 t.o.m. 8 november 2001", ("2001-11-06", "2001-11-08", "range")),
        ("1 januari 2016 – 31 december", ("2016-01-01", "2016-12-31", "range")),
        ("15 december–10 januari 2020", ("2019-12-15", "2020-01-10", "range")),
        ("2016-01-01--2019-12-31", ("2016-01-01", "2019-12-31", "range")),
        ("mellan den 1 mars och den 4 april 2019", ("2019-03-01", "2019-04-04", "range")),
        ("mellan åren 2014 och 2018", ("2014-01-01", "2018-12-31", "range")),
        ("mars–maj 2019", ("2019-03-01", "2019-05-31", "range")),
        ("årsskiftet 2018/19", ("2018-12-31", "2019-01-01", "range")),
        ("hösten 1998", ("1998-09-01", "1998-11-30", "season")),
        ("vt 2019", ("2019-01-01", "2019-06-30", "season")),
        ("ht-19", ("2019-08-01", "2019-12-31", "season")),
        ("andra kvartalet 2019", ("2019-04-01", "2019-06-30", "season")),
        ("kvartal IV 2019", ("2019-10-01", "2019-12-31", "season")),
        ("första halvåret 2019", ("2019-01-01", "2019-06-30", "season")),
        ("1 sept. 1998", ("1998-09-01", "1998-09-01", "day")),
        ("den l4 mars 2019", ("2019-03-14", "2019-03-14", "day")),
        ("inkom 1998 03 14", ("1998-03-14", "1998-03-14", "day")),
        ("14 March 2019", ("2019-03-14", "2019-03-14", "day")),
        ("March 14, 2019", ("2019-03-14", "2019-03-14", "day")),
    ],
)
def test_forms_seen(text: str, expected: tuple[str, str, str]) -> None:
    assert spans(text) == [expected]


def test_a_slash_day_without_a_year_counts_behind_den_only() -> None:
    assert spans("senast den 14/3", 2019) == [("2019-03-14", "2019-03-14", "day")]
    assert spans("två röster av 3/4", 2019) == []


@pytest.mark.parametrize(
    "text",
    [
        "telefon 190314",
        "konto 980101-1234",
        "personnummer den 980101-1234",
        "§ 14.3.2019",
        "31 februari",
        "1990-talet",
        "kl 1930",
        "kl. 2015",
        "2019 kronor",
        "KS 2019/123",
        "2019:45",
        "läsåret 15/16",
        "2019/2020",
        "1 000 kr",
        "3.4.5",
    ],
)
def test_no_dates(text: str) -> None:
    assert find_dates(text, 2019) == []


def test_an_impossible_day_is_no_month_either() -> None:
    assert spans("den 31 februari 2019") == [("2019-01-01", "2019-12-31", "year")]


@given(st.text(alphabet="0123456789/-–. :denmarsjuit", max_size=60), st.none() | st.integers(1900, 2100))
def test_any_text_gives_ordered_dates_that_do_not_overlap(text: str, year: int | None) -> None:
    mentions = find_dates(text, year)
    assert all(text[m.start : m.end] == m.raw and m.date_start <= m.date_end for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))
