"""Registry numbers: every style comes to one normal form, and what only looks like one is left alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from extractors.registry import bare_number, find_registry_numbers, full_year, is_label

REGISTRIES = ("KS", "KSF", "KF", "SLK", "RS", "HSN", "BUN", "KSKF", "Ks", "Tn")
# Each style as a template over the register r, the year y (yy in two digits), the serial s and a class suffix c.
LETTERED = (
    "{r} {y}/{s}{c}",
    "{r}-{y}-{s}",
    "{r}/{y}:{s}",
    "{r}{y}/{s}{c}",
    "{r} {y}-{s}",
    "{r} {y}:{s}",
    "{r} {s}/{y}",
    "{r}/{s}/{y}",
    "{y}/{s} {r}",
    "{y}/{r}{s}",
    "{y}/{r} {s} 001",
    "{r}.{y}.{s}",
)
SHORT_YEAR = ("{r} {yy}/{s}{c}", "{r}{yy}/{s}", "{yy}{r}{s}", "{yy}/{r}{s}")
# A serial that could be a year is ambiguous in itself.
SERIALS = st.integers(1, 99999).filter(lambda n: not 1900 <= n <= 2099)
BARE = ("{y}/{s}{c}", "{s}/{y}", "{y}-{s}", "{yy}/{s3}")


@given(
    st.sampled_from(REGISTRIES),
    st.integers(1990, 2039),
    SERIALS,
    st.integers(0, 1),
    st.sampled_from(LETTERED),
    st.sampled_from(["", ".109", "-3", "-003"]),
)
def test_lettered_styles_come_to_one_form(registry: str, year: int, serial: int, padding: int, style: str, suffix: str) -> None:
    written = str(serial).zfill(len(str(serial)) + padding)
    assume(not re.search(r"(?:19|20)\d\d-[01]\d\b", f"{year}-{written}") or "-" not in style.replace("{c}", suffix))
    # Behind a number only capitals are believed: "2019/12 En ny plan".
    registry = registry.upper() if style.endswith("{r}") else registry
    raw = style.format(r=registry, y=year, s=written, c=suffix)
    for text in (raw, f"Ärendet har Dnr {raw} i diariet.", f"({raw})"):
        numbers = find_registry_numbers(text)
        assert [n.case_number for n in numbers] == [f"{registry.upper()} {year}/{serial}"]
        assert text[numbers[0].start : numbers[0].end] == numbers[0].raw


@given(st.sampled_from(REGISTRIES), st.integers(1990, 2039), SERIALS.filter(lambda n: n > 99), st.sampled_from(SHORT_YEAR))
def test_two_digit_years(registry: str, year: int, serial: int, style: str) -> None:
    raw = style.format(r=registry.upper(), yy=f"{year % 100:02}", s=serial, c="")
    assert [n.case_number for n in find_registry_numbers(f"Dnr {raw}")] == [f"{registry.upper()} {year}/{serial}"]


@given(st.integers(1990, 2039), SERIALS, st.sampled_from(BARE))
def test_numbers_without_letters_are_believed_behind_a_label(year: int, serial: int, style: str) -> None:
    raw = style.format(y=year, yy=f"{year % 100:02}", s=serial, s3=f"{serial:03}", c="")
    assume("/{s3}" not in style or serial > 12)
    assert [n.case_number for n in find_registry_numbers(f"Diarienummer: {raw}")] == [f"{year}/{serial}"]
    assert find_registry_numbers(f"Av planen framgår {raw} att") == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("KS 15/341", "KS 2015/341"),
        ("SLK-2024-00074", "SLK 2024/74"),
        ("Ks 1092/2013", "KS 2013/1092"),
        ("2013/0743 KS-1", "KS 2013/743"),
        ("KS2020/345.109", "KS 2020/345"),
        ("KSKF/2014:1", "KSKF 2014/1"),
        ("Dnr 171-482/2016", "171 2016/482"),
        ("Dnr 513-1234-2015", "513 2015/1234"),
        ("Dnr 0263/20", "2020/263"),
        ("Dnr: KS 2021/00345-3 106", "KS 2021/345"),
        ("Diarienummer KS/2019:45", "KS 2019/45"),
        ("KS 2004/0123 109", "KS 2004/123"),
        ("KSF 2019-0123", "KSF 2019/123"),
        ("Dnr 2019-000123", "2019/123"),
        ("KS19/123", "KS 2019/123"),
        ("RS/123/2021", "RS 2021/123"),
        ("Dnr KS 2020/345 nr 2020.1234", "KS 2020/345"),
        ("LS 0612-1234", "LS 2006/1234"),
        ("HSN 2020-0987", "HSN 2020/987"),
        ("Dnr 10/KS0123", "KS 2010/123"),
        ("Dnr. 2011/KS 0206 001", "KS 2011/206"),
        ("DNR: KU.2017.3", "KU 2017/3"),
        ("Dnr 00123/20212.6.", "2021/123"),
        ("Ärendenummer: Tn 99/2026", "TN 2026/99"),
        ("Dnr KS26-1", "KS 2026/1"),
        ("Dnr KS 98.123", "KS 1998/123"),
        ("Dnr 98.123 KS", "KS 1998/123"),
        ("Dnr KLK 1234/14", "KLK 2014/1234"),
        ("Dnr 132/2012-101", "2012/132"),
        ("KS dnr 2015/123", "KS 2015/123"),
        ("Dnr (KS 2015/123)", "KS 2015/123"),
        ("Dnr 2019/123 Motion om lekplatser", "2019/123"),
        ("08KS213", "KS 2008/213"),
        ("Dnr V 2015/0123", "V 2015/123"),
    ],
)
def test_styles_seen(text: str, number: str) -> None:
    assert [n.case_number for n in find_registry_numbers(text)] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "SOU 2017:114",
        "Ds 2015:12",
        "SFS 1991:900",
        "kommunallagen (2017:725)",
        "prop. 2016/17:171",
        "bet. 2016/17:KU30",
        "förordning (EU) 2016/679",
        "direktiv 2014/24/EU",
        "KFS 2019:3",
        "LOU 2016:1145",
        "Tfn 0155-24 80 00",
        "växel 0155-248000",
        "123 45 STADEN",
        "SE-123 45 Lund",
        "org.nr 212000-2941",
        "ISO 9001:2015",
        "SS-EN 1176/2018",
        "Kransen 5:12",
        "KRANSEN 5:12",
        "fastigheten TUNA 2015:12",
        "fastigheten TUNA 2015/12",
        "kv. EKEN 2012/4",
        "KV 2015:1",
        "2019-03-14",
        "KS 2019-03-14 § 45",
        "§ 12/2020",
        "KS § 12/2020",
        "KF 11/6 2019",
        "KS 14/3-19",
        "den 1/12 2015",
        "budget 2019/2020",
        "BUDGET 2019-2021",
        "läsåret 15/16",
        "LÄSÅRET 2015/2016",
        "säsongen 18/19",
        "KPI 2015-2016",
        "HT 2015/2016",
        "mandatperioden 2018/2022",
        "RIKTLINJER 2019-2022",
        "RS 2019-02-0003",
        "KS 2019/0",
    ],
)
def test_what_only_looks_like_a_registry_number(text: str) -> None:
    assert find_registry_numbers(f"Se {text} för detta.") == []


def test_a_number_in_a_cell_of_its_own() -> None:
    number = bare_number("  2005/0433 ")
    assert number is not None
    assert (number.case_number, number.raw) == ("2005/433", "2005/0433")
    assert bare_number("14 mars") is None


@pytest.mark.parametrize(
    ("text", "expected"), [("Dnr", True), ("Diarienummer:", True), ("D-nr.", True), ("Datum", False), ("Dnr KS", False)]
)
def test_labels(text: str, expected: bool) -> None:
    assert is_label(text) is expected


@given(st.integers(1900, 2099))
def test_full_year_keeps_four_digits(year: int) -> None:
    assert full_year(str(year)) == year


@pytest.mark.parametrize(("digits", "year"), [("98", 1998), ("00", 2000), ("24", 2024), ("61", 1961)])
def test_full_year_of_two_digits(digits: str, year: int) -> None:
    assert full_year(digits) == year
