"""Registry numbers in their papers: every written form comes to its normal form, and each mention is the matter's own or another's."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from paging import view
from relation_documents import minutes, report, rows_of

from extractors.registry import find_registry_numbers

LABELS = (
    "Dnr",
    "Dnr.",
    "DNR:",
    "Dnr :",
    "Diarienr",
    "Diarienr:",
    "Diarienummer",
    "DIARIENUMMER:",
    "Ärendenr",
    "Ärendenr:",
    "Ärendenummer",
    "Ärendenummer:",
    "Ärende nr",
    "Vår beteckning",
    "Er beteckning",
    "Vårt dnr",
    "Beteckning:",
    "Diariefört:",
)
REGISTRIES = ("KS", "KF", "KSF", "SLK", "RS", "BUN", "KFN", "KSKF", "Ks", "Bun", "Tn")
SEPARATORS = (" ", "-", "/", "")
MARKS = ("/", "-", ":", ".")
CLASSES = ("", "-1", ".109", "-003", "-1.4.1", ".1.1", " 106", " - 001")
YEARS = st.integers(1995, 2030)
# A serial that could be a year, or month and day, is ambiguous in itself.
SERIALS = st.integers(1, 99_999).filter(lambda n: not 1900 <= n <= 2099)


def numbers(text: str) -> list[str]:
    return [n.case_number for n in find_registry_numbers(text)]


def like_a_date(raw: str) -> bool:
    return re.search(r"(?:19|20)\d\d[-.][01]?\d\b", raw) is not None or re.search(r"\b[0-3]?\d/[01]?\d\b", raw) is not None


@settings(max_examples=300)
@given(
    st.sampled_from(LABELS),
    st.sampled_from(REGISTRIES),
    st.sampled_from(SEPARATORS),
    YEARS,
    st.sampled_from(MARKS),
    SERIALS,
    st.integers(0, 6),
    st.sampled_from(CLASSES),
)
def test_register_year_serial(
    label: str, registry: str, separator: str, year: int, mark: str, serial: int, width: int, suffix: str
) -> None:
    raw = f"{registry}{separator}{year}{mark}{serial:0{width}}{suffix}"
    assume(not like_a_date(raw))
    assume(not (mark in "-." and suffix.startswith(mark)))  # KS 2019-12-3 is read as a date or not at all
    assert numbers(f"{label} {raw}") == [f"{registry.upper()} {year}/{serial}"]
    assert numbers(raw) == [f"{registry.upper()} {year}/{serial}"]


@settings(max_examples=200)
@given(
    st.sampled_from(LABELS),
    st.sampled_from(REGISTRIES),
    st.sampled_from(SEPARATORS),
    YEARS,
    SERIALS.filter(lambda n: n > 99),
    st.sampled_from(("", "-3", ".109", " 253")),
)
def test_register_and_year_in_two_digits(label: str, registry: str, separator: str, year: int, serial: int, suffix: str) -> None:
    assert numbers(f"{label} {registry}{separator}{year % 100:02}/{serial}{suffix}") == [f"{registry.upper()} {year}/{serial}"]


@given(st.sampled_from(LABELS), st.sampled_from(REGISTRIES), YEARS, SERIALS, st.sampled_from(("{r} {s}/{y}", "{r}/{s}/{y}", "{r}-{s}/{y}")))
def test_serial_before_the_year(label: str, registry: str, year: int, serial: int, style: str) -> None:
    assert numbers(f"{label} {style.format(r=registry, s=serial, y=year)}") == [f"{registry.upper()} {year}/{serial}"]


@given(
    st.sampled_from(LABELS),
    st.sampled_from(("KS", "BUN", "TN")),
    YEARS,
    SERIALS.filter(lambda n: n > 99),
    st.sampled_from(
        (
            "{y}/{s} {r}",
            "{y}:{s} {r}",
            "{y}.{s} {r}",
            "{y}/{s}.106 {r}",
            "{y}/{r}{s}",
            "{y}-{r}{s}",
            "{y}{r}{s}",
            "{yy}/{s}.106 {r}",
            "{yy}{r}{s}",
        )
    ),
)
def test_register_behind_the_year(label: str, registry: str, year: int, serial: int, style: str) -> None:
    assert numbers(f"{label} {style.format(r=registry, s=serial, y=year, yy=f'{year % 100:02}')}") == [f"{registry} {year}/{serial}"]


@given(
    st.sampled_from(LABELS),
    YEARS,
    SERIALS.filter(lambda n: n > 99),
    st.sampled_from(("{y}/{s}", "{y}-{s:06}", "{s}/{y}", "{y}/{s}-106", "{yy}/{s}", "{yy}-{s} 106")),
)
def test_no_register_behind_a_label(label: str, year: int, serial: int, style: str) -> None:
    raw = style.format(s=serial, y=year, yy=f"{year % 100:02}")
    assume(not like_a_date(raw))
    assert numbers(f"{label} {raw}") == [f"{year}/{serial}"]
    assert numbers(f"Kommunen har {raw} invånare") == []


@given(st.sampled_from(REGISTRIES), YEARS, SERIALS, st.sampled_from(LABELS))
def test_a_number_broken_over_lines_is_read_whole(registry: str, year: int, serial: int, label: str) -> None:
    assume(not like_a_date(f"{year}-{serial}"))
    for broken in (f"{label}\n{registry} {year}/{serial}", f"{label} {registry}\n{year}/{serial}", f"{label} {registry} {year}/\n{serial}"):
        sentence = f"Kommunstyrelsen har i det ärende som är diariefört under nummer {broken} tidigare behandlat frågan om samarbetet."
        assert numbers(view(sentence).text) == [f"{registry.upper()} {year}/{serial}"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Dnr 06/77", "2006/77"),
        ("Till mötet den 3 maj 2006 hör dnr 77/06", "2006/77"),
        ("Kf § 202        Dnr Ks 97/1155 253", "KS 1997/1155"),
        ("Dnr KS 02-820 107", "KS 2002/820"),
        ("KS 02-820 107", "KS 2002/820"),
        ("Dnr 02/15.106 Ks", "KS 2002/15"),
        ("Dnr 00/312.019 Ks", "KS 2000/312"),
        ("KS § 80           KS/2018:298 - 001", "KS 2018/298"),
        ("Dnr 2023KS133", "KS 2023/133"),
        ("Dnr. 2003-KS0123", "KS 2003/123"),
        ("Dnr 2009.123 KS", "KS 2009/123"),
        ("Ks dnr 1999-0345", "KS 1999/345"),
        ("Dnr RV180949", "RV 2018/949"),
        ("Dnr 15-123 106", "2015/123"),
        ("ärende 2019/123", "2019/123"),
        ("Diarienr 12KSK/0568", "KSK 2012/568"),
        ("Dnr 05KF109", "KF 2005/109"),
        ("Dnr: MK KS 2017/00123", "KS 2017/123"),
        ("Dnr 19RS8812", "RS 2019/8812"),
        ("PM 2016:122 RI (Dnr 110-1234/2016)", "110 2016/1234"),
    ],
)
def test_forms_seen(text: str, number: str) -> None:
    assert numbers(text) == [number]


NO_NUMBERS = (
    "kommunallagen (2017:725)",
    "SFS 2017:725",
    "lag 1991:900",
    "org.nr 212000-1355",
    "Org nr: 212000-1355",
    "personnummer 19800101-1234",
    "800101-1234",
    "tfn 0155-24 80 00",
    "08-508 290 00",
    "§ 45/2019",
    "KS § 12/2020",
    "KS 2019-03-14 § 45",
    "2019-03-14",
    "SN 800101-1234",
    "1 500/2019",
    "BG 5051-5785",
    "SOU 2016:12",
    "prop. 2016/17:171",
    "EU 2016/679",
    "mandatperioden 2018/2022",
    "ärende 5/2019",
    "ärende 12 A",
    "punkt 3/14",
)


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_registry_number(text: str) -> None:
    assert numbers(f"Enligt {text} gäller följande.") == []


@given(st.text(alphabet="KSDnr 0123456789/-:.§\n\t", max_size=80))
def test_any_text_gives_numbers_of_its_own_words(text: str) -> None:
    for n in find_registry_numbers(text):
        assert text[n.start : n.end] == n.raw
        assert n.serial > 0
        assert 1900 <= n.year <= 2099


def roles(rows: dict[str, list[dict[str, object]]]) -> dict[str, str]:
    return {str(r["case_number"]): str(r["role"]) for r in rows.get("case_numbers", [])}


@pytest.mark.parametrize(
    "heading",
    [
        "§ 12   Avtal med Lindvik   Dnr KS 2021/00877-1.4.1",
        "§ 12   KS 2021/877\nAvtal med Lindvik",
        "§ 12 Avtal med Lindvik (KS 2021/877)",
        "§ 12\nAvtal med Lindvik\nDnr: KS 2021/877",
        "§ 12\nDiarienummer KS 2021/877\nAvtal med Lindvik",
        "KS § 12           KS/2021:877 - 001\n\nAvtal med Lindvik",
    ],
)
def test_the_number_at_the_heading_of_a_section_is_its_own(heading: str) -> None:
    rows = rows_of(
        f"Sala kommun\nKommunstyrelsen\nSammanträdesprotokoll 2021-03-09\n\n{heading}\n\nBeslut\n\nAvtalet förnyas.\n\n"
        "§ 13 Budget\n\nBeslut\n\nBudgeten antas.\n"
    )
    assert rows["cases"][0]["case_number"] == "KS 2021/877"
    assert rows["cases"][0]["title"] == "Avtal med Lindvik"
    assert roles(rows) == {"KS 2021/877": "own"}


def test_numbers_in_running_text_and_of_papers_are_references() -> None:
    rows = minutes(
        """
        Beslut
        Avtalet förnyas.

        Sammanfattning
        Frågan togs upp i en motion (KS 2017/12). Regeringskansliets beteckning är UD 2018/3. Ärendet är KS 2019/45.

        Beslutsunderlag
        Tjänsteskrivelse 2019-02-12, dnr KS 2019/45
        Protokollsutdrag 2019-02-20, dnr SN 2018/33
        """,
        "Avtal med Lindvik",
    )
    assert roles(rows) == {"KS 2019/45": "own", "KS 2017/12": "reference", "UD 2018/3": "reference", "SN 2018/33": "reference"}


def test_the_numbers_of_an_agenda_whose_columns_are_lost() -> None:
    rows = rows_of(
        "SALA KOMMUN    KALLELSE\n\nKommunstyrelsen kallas till sammanträde onsdagen den 24 mars 2010\n\nNr    Ärende    Dnr\n\n"
        "1    Val av justerare\n\n2    Avtal med Lindvik    2010/31\n\n3    Besök från Lindvik, som förbereds av kansliet    2009/277\n"
    )
    assert roles(rows) == {"2010/31": "own", "2009/277": "own"}


def test_the_other_sides_number_is_a_reference() -> None:
    rows = rows_of(
        "Sala kommun\nTJÄNSTESKRIVELSE\nVår beteckning KS 2019/45   Er beteckning UD 2018/12\nDatum 2019-03-14\n\nAvtal med Lindvik\n\n"
        "Förslag till beslut\nAvtalet förnyas.\n"
    )
    assert roles(rows) == {"KS 2019/45": "own", "UD 2018/12": "reference"}


def test_a_stamp_on_a_motion_bears_its_own_number() -> None:
    rows = rows_of(
        "                                   SALA KOMMUN\n                                   Kommunstyrelsen\n"
        "                                   Ink 2012-02-03\n                                   Dnr KS 2012/31\n"
        "Motion\nTill kommunfullmäktige i Sala kommun\n\nAvsluta samarbetet med Lindvik\n\n"
        "Vi föreslår att samarbetet avslutas. Se även dnr KS 2010/5 som gällde samma ort och som fullmäktige avslog.\n"
    )
    assert roles(rows) == {"KS 2012/31": "own", "KS 2010/5": "reference"}


def test_a_report_has_its_number_from_its_head() -> None:
    assert roles(report("Beslutet togs i ärende SN 2018/3.")) == {"KS 2019/45": "own", "SN 2018/3": "reference"}


@pytest.mark.parametrize(
    "heading",
    [
        "§ 59     00118/2023\nUppföljning av kontrollen",
        "§ 59 Uppföljning av kontrollen     00118/2023",
        "§ 59 Uppföljning av kontrollen (2023/118)",
    ],
)
def test_number_without_letters_in_the_heading_of_a_section(heading: str) -> None:
    rows = rows_of(
        f"SALA KOMMUN    PROTOKOLL\nKommunstyrelsen    2023-03-29\n\n{heading}\n\nBeslut\n\nRapporten godkänns.\n\n§ 60 Budget\n"
        "\nBeslut\n\nBudgeten antas.\n"
    )
    assert [(r["case_number"], r["role"]) for r in rows["case_numbers"]] == [("2023/118", "own")]


@pytest.mark.parametrize("stamp", ["Er beteckning\nUD2021/08112", "Ert dnr: UD2021/08112", "Er referens    UD2021/08112"])
def test_number_of_the_other_side_is_a_reference(stamp: str) -> None:
    rows = rows_of(
        f"SALA KOMMUN\nYTTRANDE\n\nVår beteckning\nKS 2021/448\n\n{stamp}\n\nYttrande över promemorian om avtal\n\n"
        "Kommunen tillstyrker förslaget.\n"
    )
    assert [(r["case_number"], r["role"]) for r in rows["case_numbers"]] == [("KS 2021/448", "own"), ("UD 2021/8112", "reference")]
