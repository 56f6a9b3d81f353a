"""What a date is of: by its label, its place in the paper or the words around it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from relation_documents import date_roles, minutes, report, rows_of

from extractors.calendar import find_dates
from extractors.date_patterns import MONTHS

HEAD = "Sala kommun\nKommunstyrelsen\nSammanträdesprotokoll 2021-03-09\n\n"
SECTIONS = """
§ 12 Avtal med Lindvik

Beslut
Avtalet förnyas.

§ 13 Budget

Beslut
Budgeten antas.
"""


def in_cover(lines: str) -> dict[str, str]:
    """The roles of the dates in minutes whose first page says ``lines``."""
    return date_roles(rows_of(f"{HEAD}{lines.strip(chr(10))}\n{SECTIONS}"))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Plats och tid     Stora salen, den 9 mars 2021 kl. 13.00", {"den 9 mars 2021": "meeting"}),
        ("Tid: tisdagen den 9 mars 2021 kl. 13.00–15.00", {"tisdagen den 9 mars 2021": "meeting"}),
        ("Mötesdatum 2021-03-09", {"2021-03-09": "meeting"}),
        ("Justeringens plats och tid     Kommunhuset 2021-03-15", {"2021-03-15": "adjusted"}),
        ("Justeringens plats\noch tid                  Kommunhuset 2021-03-15        Paragrafer 12-13", {"2021-03-15": "adjusted"}),
        ("Tid och plats\nför justering      Måndagen den 15 mars 2021, kl 13.00", {"Måndagen den 15 mars 2021": "adjusted"}),
        ("Justeringens            Kommunkontoret den 15 mars 2021 kl. 12.15\nplats och tid", {"den 15 mars 2021": "adjusted"}),
        ("Justering\nJusterare  Per Ask (M)\nPlats och tid   Kansliet, den 15 mars 2021 kl. 16.00", {"den 15 mars 2021": "adjusted"}),
        ("Justeringsdag: måndagen den 15 mars", {"måndagen den 15 mars": "adjusted"}),
        ("Protokollet justerades den 15 mars 2021.", {"den 15 mars 2021": "adjusted"}),
        ("Justerat 2021-03-15", {"2021-03-15": "adjusted"}),
        ("Datum för anslags uppsättande   2021-03-16", {"2021-03-16": "posted"}),
        (
            "Datum då anslaget sätts upp   2021-03-16       Datum då anslaget tas ned  2021-04-07",
            {"2021-03-16": "posted", "2021-04-07": "deadline"},
        ),
        (
            "Datum då anslaget       2021-03-16              Datum då anslaget      2021-04-07\n"
            "sätts upp                                       tas ned",
            {"2021-03-16": "posted", "2021-04-07": "deadline"},
        ),
        (
            "Datum för 2021-03-16            Datum för 2021-04-07\nanslags uppsättande             anslags nedtagande",
            {"2021-03-16": "posted", "2021-04-07": "deadline"},
        ),
        (
            "Datum för 2021-03-16 Datum för 2021-04-07\nanslags uppsättande anslags nedtagande",
            {"2021-03-16": "posted", "2021-04-07": "deadline"},
        ),
        ("Protokollet anslås 2021-03-16", {"2021-03-16": "posted"}),
        ("Protokollet har justerats den 15 mars 2021", {"den 15 mars 2021": "adjusted"}),
        ("Anslaget till och med 2021-04-07", {"2021-04-07": "deadline"}),
        ("Anslaget nedtaget 7 april 2021", {"7 april 2021": "deadline"}),
        (
            "Datum för                       Datum för\nanslags uppsättande 2021-03-16  anslags nedtagande 2021-04-07",
            {"2021-03-16": "posted", "2021-04-07": "deadline"},
        ),
        ("Anslagsdatum    2021-03-16     Anslaget tas ned    2021-04-07", {"2021-03-16": "posted", "2021-04-07": "deadline"}),
        (
            "BEVIS OM ANSLAG\nKommunstyrelsens protokoll har justerats och anslagits på kommunens anslagstavla\n"
            "Sammanträdesdag 2021-03-09\nAnslaget uppsatt 2021-03-16\nAnslaget nedtages 2021-04-07",
            {"2021-03-09": "meeting", "2021-03-16": "posted", "2021-04-07": "deadline"},
        ),
        ("Överklagningstid:     2021-03-16 - 2021-04-06", {"2021-03-16 - 2021-04-06": "posted"}),
        ("Justeringen tillkännagiven på kommunens anslagstavla den 16 mars 2021.", {"den 16 mars 2021": "posted"}),
        ("Tillkännages 2021-03-16\nÖverklagandetiden går ut 2021-04-07", {"2021-03-16": "posted", "2021-04-07": "deadline"}),
    ],
)
def test_dates_of_the_cover_of_minutes(lines: str, expected: dict[str, str]) -> None:
    found = in_cover(lines)
    assert {raw: role for raw, role in found.items() if raw in expected} == expected
    assert found["2021-03-09"] == "meeting"


def test_the_day_of_the_meeting_in_a_head_that_comes_again_is_no_event() -> None:
    page = "Sammanträdesdatum\n2021-03-09\nKommunstyrelsen\n\n"
    rows = rows_of(f"{HEAD}{SECTIONS}\f{page}§ 14 Vänorten Lindvik\n\nBeslut\n\nAvtalet sägs upp.\n")
    assert {r["role"] for r in rows["dates"] if r["raw"] == "2021-03-09"} == {"meeting"}


def test_the_meetings_own_decision_is_of_its_day() -> None:
    rows = rows_of(f"{HEAD}{SECTIONS}\nKommunstyrelsens beslut 2021-03-09 § 12 ska verkställas och beslut 2021-02-09 § 4 upphävs.\n")
    found = date_roles(rows)
    assert (found["2021-03-09"], found["2021-02-09"]) == ("meeting", "decision")


def test_a_meeting_of_two_days() -> None:
    rows = rows_of(f"Region Skåne\nRegionfullmäktige\nProtokoll 2005-11-22--23\n{SECTIONS}")
    assert rows["documents"][0]["meeting_date"] == dt.date(2005, 11, 22)
    assert {(r["raw"], r["role"]) for r in rows["dates"]} == {("2005-11-22--23", "meeting")}


STAMPS = (
    "Ankom 2021-03-03",
    "Ink. 2021-03-03",
    "Ink 2021-03-03",
    "Inkom den 3 mars 2021",
    "Inkommen: 2021-03-03",
    "Ank. 2021-03-03",
    "Anl: 2021-03-03",
)


@pytest.mark.parametrize("stamp", STAMPS)
def test_the_day_a_paper_came_in(stamp: str) -> None:
    rows = rows_of(
        f"Sala kommun                    SALA KOMMUN\nTJÄNSTESKRIVELSE               {stamp}\n"
        "Datum 2021-03-01               Dnr KS 2021/3\n\n"
        "Avtal med Lindvik\n\nFörslag till beslut\nAvtalet förnyas.\n"
    )
    assert sorted((str(r["date_start"]), r["role"]) for r in rows["dates"]) == [("2021-03-01", "document"), ("2021-03-03", "received")]
    assert rows["documents"][0]["document_date"] == dt.date(2021, 3, 1)


def test_a_stamp_over_a_motion_is_not_its_day() -> None:
    rows = rows_of(
        "                              Sala kommun\n                              Kommunfullmäktige\n"
        "                              2020-09-29\n"
        "                              Diarienr 2020/0743\n\nTill Sala kommunfullmäktige\n\nMotion om vänorten Lindvik\n\n"
        "Vi föreslår att avtalet med Lindvik inte förnyas när det löper ut.\n\nSala den 28 september 2020\n\nVera Almlund (S)\n"
    )
    assert rows["documents"][0]["document_date"] == dt.date(2020, 9, 28)
    assert date_roles(rows) == {"2020-09-29": "received", "den 28 september 2020": "document"}


@pytest.mark.parametrize(
    ("sentence", "raw", "role"),
    [
        ("Kommunfullmäktige antog planen den 4 maj 2015.", "den 4 maj 2015", "decision"),
        ("Planen antogs av kommunfullmäktige 2015-05-04.", "2015-05-04", "decision"),
        ("Planen godkändes av kommunfullmäktige den 4 maj 2015.", "den 4 maj 2015", "decision"),
        ("Vid fullmäktiges sammanträde den 4 maj 2015 beslutades om en ny plan.", "den 4 maj 2015", "decision"),
        ("Kommunstyrelsen behandlade frågan den 4 maj 2015, § 55, och hade inget att erinra.", "den 4 maj 2015", "decision"),
        ("Kommunstyrelsen har 2015-05-04, § 33, återremitterat ärendet.", "2015-05-04", "decision"),
        ("Se Kf 2015-05-04 § 164.", "2015-05-04", "decision"),
        ("Brevet kom in till kommunen den 4 maj 2015.", "den 4 maj 2015", "received"),
        ("Kommunstyrelsen gav den 4 maj 2015 kontoret i uppdrag att se över planen.", "den 4 maj 2015", "decision"),
        ("Motionen väcktes av Bo Ek (S) den 4 maj 2015.", "den 4 maj 2015", "motion_submitted"),
        ("Bo Ek (S) har i en motion, väckt den 4 maj 2015, föreslagit en ny plan.", "den 4 maj 2015", "motion_submitted"),
        ("I en motion inlämnad den 4 maj 2015 föreslår Bo Ek (S) en ny plan.", "den 4 maj 2015", "motion_submitted"),
        ("Motionen anmäldes i kommunfullmäktige den 4 maj 2015.", "den 4 maj 2015", "motion_submitted"),
        ("Skrivelsen inkom den 4 maj 2015.", "den 4 maj 2015", "received"),
        ("Yttrandet ska lämnas senast den 4 maj 2019.", "den 4 maj 2019", "deadline"),
        ("Nämnden ska utvärdera vänortsavtalet innan utgången av 2021.", "2021", "deadline"),
        ("Avtalet ska följas av en redovisning, och det gäller till utgången av 2021.", "2021", "agreement_end"),
        ("I ärendet föreligger tjänsteutlåtande daterat den 4 maj 2015.", "den 4 maj 2015", "reference"),
        ("I ärendet föreligger tjänsteutlåtande 2015-05-04 från kontoret.", "2015-05-04", "reference"),
        ("En delegation besökte staden den 4 maj 2015.", "den 4 maj 2015", "event"),
    ],
)
def test_dates_in_running_text(sentence: str, raw: str, role: str) -> None:
    assert date_roles(minutes(f"Beslut\nPlanen antas.\n\nSammanfattning\n{sentence}", "Plan för parken"))[raw] == role


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Avtalet undertecknades den 4 maj 2015.", {"den 4 maj 2015": "agreement_signed"}),
        ("Avtalet, som skrevs under den 4 maj 2015, gäller i tre år.", {"den 4 maj 2015": "agreement_signed"}),
        ("Avtalet gäller från och med den 4 maj 2015.", {"den 4 maj 2015": "agreement_start"}),
        ("Avtalet löper ut den 4 maj 2020.", {"den 4 maj 2020": "agreement_end"}),
        ("Avtalet upphör den 4 maj 2020.", {"den 4 maj 2020": "agreement_end"}),
        ("Avtalet upphör från och med den 4 maj 2020.", {"den 4 maj 2020": "agreement_end"}),
        ("Avtalet är giltigt till den 4 maj 2020.", {"den 4 maj 2020": "agreement_end"}),
        ("Avtalet med Lindvik förlängs till 2022.", {"2022": "agreement_end"}),
        ("Avtalet gäller 1 juli 2018 t.o.m. 30 juni 2021.", {"1 juli 2018": "agreement_start", "30 juni 2021": "agreement_end"}),
        ("Avtalet gäller för åren 2018–2020.", {"2018": "agreement_start", "2020": "agreement_end"}),
        ("Samarbetet med Lindvik avslutas från 2006-01-01.", {"2006-01-01": "agreement_end"}),
        ("Kommunen vill förlänga samarbetet med Lindvik till och med 2017.", {"2017": "agreement_end"}),
        ("Samarbetet med Lindvik inleddes 2007.", {"2007": "agreement_start"}),
        ("Västervik och Lindvik är samarbetsparter sedan 1995.", {"1995": "agreement_start"}),
        ("Avtalet avser tiden 98-05-15–02-12-31.", {"98-05-15": "agreement_start", "02-12-31": "agreement_end"}),
        ("Avtalet undertecknades 2012 och löper ut 2020.", {"2012": "agreement_signed", "2020": "agreement_end"}),
        ("Lindvik. Vänort sedan 1993. Utbytet rör musik.", {"1993": "agreement_start"}),
        ("Lindvik är en stad som Västervik sedan 2003 har ett vänortsavtal med.", {"2003": "agreement_start"}),
    ],
)
def test_dates_of_agreements(sentence: str, expected: dict[str, str]) -> None:
    found = date_roles(report(sentence, "Avtal med Lindvik"))
    assert {raw: found.get(raw) for raw in expected} == expected


def test_the_nearest_words_tell() -> None:
    found = in_cover("Protokollet justerades den 15 mars 2021 och anslogs den 16 mars.")
    assert (found["den 15 mars 2021"], found["den 16 mars"]) == ("adjusted", "posted")


def test_papers_the_decision_rests_on_are_references() -> None:
    rows = minutes(
        "Beslut\nPlanen antas.\n\nBeslutsunderlag\nTjänsteskrivelse 2019-02-12\nProtokollsutdrag 2019-02-20 § 9", "Plan för parken"
    )
    roles = date_roles(rows)
    assert (roles["2019-02-12"], roles["2019-02-20"]) == ("reference", "reference")


def test_the_day_a_policy_was_adopted() -> None:
    rows = rows_of(
        "Gävle kommun\nInternationell policy\nBeslutsinstans: Kommunfullmäktige\nDatum: 2012-06-18\nParagraf: § 78\n\nInledning\n\n"
        "Policyn gäller alla nämnder och bolag.\n"
    )
    assert date_roles(rows)["2012-06-18"] == "decision"


def test_an_answer_that_follows_its_interpellation_has_its_own_date() -> None:
    rows = rows_of(
        "Sala kommun\nInterpellation till kommunstyrelsens ordförande\n\nVad händer med Lindvik?\n\nJag vill fråga om avtalet.\n\n"
        "Sala den 27 september 2015\n\nVera Almlund (S)\n\fSala kommun\nKommunkansliet\n2015-10-12\n\n"
        "Svar på interpellation av Vera Almlund (S) om vänorten\n\n"
        "Avtalet med Lindvik gäller till vidare och utvärderas efter mötet i vår.\n"
    )
    assert [p["document_type"] for p in rows["parts"]] == ["interpellation"]
    assert date_roles(rows) == {"den 27 september 2015": "document", "2015-10-12": "document"}


def test_the_parties_of_an_agreement_sign_on_days_of_their_own() -> None:
    rows = rows_of(
        "SAMARBETSAVTAL\n\nmellan\n\nSundsvalls kommun\n\noch\n\nstaden Lindvik\n\n"
        "§ 1 Syfte\nParterna skall utveckla samarbete inom kultur.\n\n"
        "§ 2 Avtalstid\nAvtalet gäller i tre år och är upprättat i två likalydande exemplar.\n\n"
        "Sundsvall 2014-05-14         Lindvik 2014-05-20\n\nFör Sundsvalls kommun        För staden Lindvik\n"
    )
    assert date_roles(rows) == {"2014-05-14": "agreement_signed", "2014-05-20": "agreement_signed"}
    assert rows["documents"][0]["document_date"] is None


def test_a_place_and_a_day_over_the_signature_date_a_paper() -> None:
    rows = rows_of(
        "Systerstadsavtal med Lindvik\nRemiss från Utrikesdepartementet\n\nStadsledningskontoret är positivt till förslaget, som "
        "har remitterats till staden och som rör en ort som staden känner väl.\n\nStockholm den 25 maj 2016\n\nKarin Wan\n"
    )
    document = rows["documents"][0]
    assert (document["document_type"], document["document_date"], document["municipality"], document["title"]) == (
        "consultation_response",
        dt.date(2016, 5, 25),
        "Stockholm",
        "Systerstadsavtal med Lindvik",
    )


MADE = (
    ("den {d} {m} {y}", "day"),
    ("{d}/{n} {y}", "day"),
    ("{d}/{n}-{yy}", "day"),
    ("{d} {m} -{yy}", "day"),
    ("{y}-{n:02}-{d:02}", "day"),
    ("{y} -{n:02}- {d:02}", "day"),
    ("{y}/{n:02}/{d:02}", "day"),
    ("{d}{m} {y}", "day"),
    ("den{d} {m} {y}", "day"),
    ("{m} {y}", "month"),
    ("{m} månad {y}", "month"),
    ("{m} -{yy}", "month"),
)


@given(st.dates(dt.date(1961, 1, 1), dt.date(2059, 12, 31)), st.sampled_from(MADE))
def test_every_form_comes_to_its_day_or_month(day: dt.date, made: tuple[str, str]) -> None:
    form, precision = made
    raw = form.format(d=day.day, n=day.month, m=MONTHS[day.month - 1], y=day.year, yy=f"{day.year % 100:02}")
    (mention,) = find_dates(f"Det skedde {raw}, som bekant.")
    assert (mention.date_start, mention.precision) == (day if precision == "day" else day.replace(day=1), precision)


@given(st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31)), st.data())
def test_letters_taken_for_figures(day: dt.date, data: st.DataObject) -> None:
    clear = day.isoformat()
    raw = "".join(
        data.draw(st.sampled_from("0Oo")) if c == "0" else data.draw(st.sampled_from("1lI")) if c == "1" and i > 0 else c
        for i, c in enumerate(clear)
    )
    assert [m.date_start for m in find_dates(f"Datum: {raw}.")] == [day]


@given(st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31)))
def test_a_year_spaced_out(day: dt.date) -> None:
    clear = day.isoformat()
    assert [m.date_start for m in find_dates(" ".join(clear[:4]) + clear[4:])] == [day]


@given(
    st.integers(1950, 2049),
    st.integers(1, 15),
    st.sampled_from(("åren {a}-{bb}", "åren {a}/{bb}", "perioden {a}–{bb}", "mandatperioden {a}-{bb}", "åren {a}–{b}", "{a} t.o.m. {b}")),
)
def test_spans_of_years(first: int, length: int, form: str) -> None:
    last = first + length
    (mention,) = find_dates(form.format(a=first, b=last, bb=f"{last % 100:02}"))
    assert (mention.date_start, mention.date_end, mention.precision) == (dt.date(first, 1, 1), dt.date(last, 12, 31), "range")


@given(st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31)), st.integers(1, 4), st.sampled_from((" – ", "–", "--")))
def test_days_with_the_last_in_short(first: dt.date, length: int, between: str) -> None:
    last = first + dt.timedelta(days=length)
    short = f"{last.day:02}" if last.month == first.month else f"{last.month:02}-{last.day:02}"
    if last.year != first.year:
        return
    (mention,) = find_dates(f"{first.isoformat()}{between}{short}")
    assert (mention.date_start, mention.date_end, mention.precision) == (first, last, "range")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("den trettioförsta december 2014", ("2014-12-31", "2014-12-31", "day")),
        ("14 mars 97.", ("1997-03-14", "1997-03-14", "day")),
        ("14/3/2019", ("2019-03-14", "2019-03-14", "day")),
        ("12.5.2012", ("2012-05-12", "2012-05-12", "day")),
        ("den 8 april år 2020", ("2020-04-08", "2020-04-08", "day")),
        ("2004-5-12", ("2004-05-12", "2004-05-12", "day")),
        ("2020-3-1", ("2020-03-01", "2020-03-01", "day")),
        ("2020-03-1", ("2020-03-01", "2020-03-31", "month")),
        ("halvårsskiftet 2019", ("2019-06-30", "2019-07-01", "range")),
        ("maj/juni 2004", ("2004-05-01", "2004-06-30", "range")),
        ("Q2 2020", ("2020-04-01", "2020-06-30", "season")),
        ("1998–99", ("1998-01-01", "1999-12-31", "range")),
    ],
)
def test_rarer_forms(text: str, expected: tuple[str, str, str]) -> None:
    assert [(m.date_start.isoformat(), m.date_end.isoformat(), m.precision) for m in find_dates(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "2019-02-30",
        "2019-13-01",
        "2O19-13-O1",
        "31 april",
        "30/2-19",
        "lagen (2017:725)",
        "SFS 2017:725",
        "212000-1355",
        "800101-1234",
        "19800101-1234",
        "0155-24 80 00",
        "§ 2019",
        "sidan 2019",
        "2015 000 kr",
        "2 000 000 kr",
        "2019 kronor",
        "KS 2004-5-12",
        "dnr 2019-03-0012",
        "KS 2018-20",
        "fastigheten Tuna 19:14",
        "193 14 Sigtuna",
        "punkt 14/3",
        "kl 13.15",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text, 2019) == []


def test_a_day_without_a_year_takes_that_of_the_day_before_it() -> None:
    found = find_dates("Motionen väcktes den 14 mars 2017 och bordlades den 3 april.", 2019)
    assert [m.date_start for m in found] == [dt.date(2017, 3, 14), dt.date(2017, 4, 3)]
