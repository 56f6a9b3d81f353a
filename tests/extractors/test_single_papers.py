"""Reports, motions and answers in words and layouts that guided no rule before: lists of places, tables, counted demands, those asked."""

from __future__ import annotations

import pytest

from extractors.actions import action_of
from extractors.organisation_names import enumeration
from extractors.places import find_places
from tests.extractors.relation_documents import Row, agreements, counterparts, fates, focus, reasons, rows_of
from tests.extractors.relation_documents import report as official_report


def report(title: str, text: str) -> dict[str, list[Row]]:
    """The rows of a report of an office of Västervik in 2021."""
    return official_report(text, title, "2021-03-14")


def dates(rows: dict[str, list[Row]]) -> set[tuple[str, str]]:
    """(day, role) of each date that is more than an event."""
    return {(str(r["date_start"]), str(r["role"])) for r in rows["dates"] if r["role"] != "event"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Miljö- och byggnadsnämnden, Ek & Barr AB och Länstrafiken Öst",
            ["Miljö- och byggnadsnämnden", "Ek & Barr AB", "Länstrafiken Öst"],
        ),
        ("Kultur-, idrotts- och fritidsnämnden och Röda Korset", ["Kultur-, idrotts- och fritidsnämnden", "Röda Korset"]),
        ("Klimat- och näringslivsdepartementet", ["Klimat- och näringslivsdepartementet"]),
        ("räddningstjänsten Höga kusten", ["räddningstjänsten Höga"]),
    ],
)
def test_names_that_begin_with_a_hyphenated_word(text: str, names: list[str]) -> None:
    assert [o.name for o in enumeration(text, 0, len(text), frozenset())] == names


def test_those_who_had_a_proposal_sent_to_them() -> None:
    rows = report("Internationell plan", "Kansliet har sänt ett utkast på remiss till nämnderna, Högskolan i Gävle och Västerviks IF.")
    assert {r["name"] for r in rows["parties"] if r["role"] == "consulted"} == {"Högskolan i Gävle", "Västerviks IF"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Vi har vänorter i flera länder: Tynset i Norge, Fjällnor i Norge och Paide i Estland.", {"Tynset", "Fjällnor", "Paide"}),
        ("Samarbetsavtalet med Dongfu i Kina löper ut.", {"Dongfu"}),
        ("Kommunen har ett avtal med Volvo i Kina.", set()),
    ],
)
def test_places_told_by_their_country(text: str, places: set[str]) -> None:
    assert {p.name for p in find_places(text) if p.kind != "country"} == places


def test_a_place_that_is_sure_once_is_one_elsewhere() -> None:
    text = "Ett partnerskap med Taichung på Taiwan har föreslagits.\n\nVad gäller Taichung saknas medel."
    assert [p.name for p in find_places(text) if p.kind != "country"] == ["Taichung", "Taichung"]


def test_all_places_before_what_is_said_of_them() -> None:
    rows = report("Vänorter", "Tønsberg (Norge), Kolding (Danmark) och Kotka (Finland) är våra vänorter.")
    assert counterparts(rows) == {("Tønsberg", "NO"), ("Kolding", "DK"), ("Kotka", "FI")}


def test_a_place_as_the_whole_of_a_heading() -> None:
    text = "3.1 Dalian\n\nÅr 2009 besökte Dalian kommunen. En gemensam avsiktsförklaring gällde under åren 2010–2012."
    assert counterparts(report("Andra kontakter", text)) == {("Dalian", "CN")}


def test_a_place_that_is_suggested() -> None:
    rows = report("Svar på medborgarförslag om vänort", "Anna Ek vill att kommunen skaffar en vänort i Ukraina, förslagsvis Poltava.")
    assert ("Poltava", "UA") in counterparts(rows)


TABLE = """
Vänort       Land       Sedan    Aktiviteter
Tønsberg     Norge      1948     kör och
                                 idrott
Ekebruk      Polen      1999     sjöfart
Kotka        Finland    1956     bibliotek
"""


def test_a_table_whose_cells_go_on_in_the_next_line() -> None:
    found = focus(report("Vänorter", f"Kommunen har vänorter i Norden.\n{TABLE}"))
    assert {("Tønsberg", "culture", "agreed"), ("Tønsberg", "sport", "agreed"), ("Kotka", "culture", "agreed")} <= found
    assert not any(area == "transport" for _, area, _ in found)


def test_a_day_that_an_agreement_is_of() -> None:
    rows = report("Uppsägning", "Kontoret föreslår att säga upp överenskommelsen om skolutbyte med Dalian av den 3 april 2016.")
    assert ("2016-04-03", "agreement_signed") in dates(rows)
    assert all(r["effective_from"] is None for r in rows["outcomes"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I maj 2004 kom ett partnerskapsavtal med Dalian.", ("2004-05-01", "agreement_signed")),
        ("Kommunen har avtal med Kotka i Finland (sedan 1994) och med Tartu i Estland (sedan 2001).", ("2001-01-01", "agreement_start")),
        ("Banden till Kotka (1946) är starka.", ("1946-01-01", "agreement_start")),
        ("Utbytet mellan Ekskolan och en skola i Dalian upphörde 2017.", None),
        ("Vid ett kort möte den 20 september 2020 talade kommunalrådet med Dalians borgmästare.", None),
    ],
)
def test_dates_of_a_relation(text: str, told: tuple[str, str] | None) -> None:
    found = {(d, r) for d, r in dates(report("Samarbetet med Dalian, Kotka och Tartu", text)) if r not in ("document", "received")}
    assert found >= {told} if told else not found


def test_years_that_are_no_term() -> None:
    rows = report("Dalian", "Avtalet tog sin början med ett besök. Fem år senare, 2010, undertecknades avtalet med Dalian.")
    assert [r["term_years"] for r in rows["agreements"]] == [None]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ett nytt avtal med Dalian, med inriktning på skola, undertecknades den 3 december 2015.", "agreed"),
        ("Ett nytt avtal med Dalian med inriktning på skola föreslås.", "proposed"),
    ],
)
def test_areas_of_an_agreement_that_was_new(text: str, status: str) -> None:
    assert focus(report("Dalian", text)) == {("Dalian", "education", status)}


def test_what_a_delegation_saw_is_no_area() -> None:
    assert not focus(report("Resa till vänorten Dalian", "Programmet omfattade besök på två skolor och ett reningsverk."))


COUNTED = """
Förslag till beslut
Kommunstyrelsen föreslår kommunfullmäktige besluta
1. att bifalla motionens första yrkande
2. att avslå motionens andra yrkande

Ärendet
Anna Ek (C) har i en motion föreslagit dels att kommunen säger upp avtalet med Dalian, dels att kommunen ingår ett partnerskap med
Tartu i Estland.

Bedömning
Kinas regering har hotat svenska journalister. Kommunen har varken pengar eller personal för Tartu.
"""


def test_demands_of_a_motion_by_their_number() -> None:
    rows = report("Svar på motion om Dalian och Tartu", COUNTED)
    assert fates(rows) == {("Dalian", "ended", "proposed"), ("Tartu", "declined", "proposed")}
    assert reasons(rows, "Dalian") == {"partner_state_conduct"}
    assert reasons(rows, "Tartu") == {"cost"}


@pytest.mark.parametrize(
    ("clause", "action"),
    [
        ("samarbetet med Dalian inte ska fortsätta efter avtalstiden", "terminate"),
        ("ställning till Dalian tas först när stadens översyn är klar", "other"),
        ("kommunstyrelsen varje år lämnar en redovisning av kostnaderna", "follow_up"),
    ],
)
def test_actions(clause: str, action: str) -> None:
    assert action_of(clause).code == action


TOGETHER = """
Förslag till beslut
Kommunstyrelsen beslutar
1. att kontakterna med Kotka och Tønsberg fortsätter som hittills,
2. att vänortsavtalet med Dalian sägs upp.

Bakgrund
Kotka i Finland och Tønsberg i Norge är våra vänorter. Vänortsavtalet med Dalian ingicks 2008.
Yttranden har inkommit från Säkerhetspolisen.

Bedömning
De nordiska vänorterna ger mycket tillbaka. Kostnaden är så låg att den inte har påverkat bedömningen av Dalian.
"""


def test_reasons_of_those_named_together() -> None:
    rows = report("Vänorter", TOGETHER)
    assert fates(rows) == {("Kotka", "continued", "proposed"), ("Tønsberg", "continued", "proposed"), ("Dalian", "ended", "proposed")}
    assert reasons(rows, "Kotka") == reasons(rows, "Tønsberg") == {"mutual_benefit"}
    assert reasons(rows, "Dalian") == set()


PROPOSAL = """
Västerviks kommun                TJÄNSTESKRIVELSE
Kommunledningskontoret           2021-03-14

Bo Barr
Utredare
0490-25 40 00

Medborgarförslag om vänort

I ett medborgarförslag daterat den 2 maj 2020 föreslår Anna Ek, Gamleby, att kommunen blir vänort med Poltava i Ukraina.
"""


def test_a_report_on_a_residents_proposal() -> None:
    rows = rows_of(PROPOSAL)
    people = {(r["name"], r["role"]) for r in rows["parties"] if r["kind"] == "person"}
    assert {("Bo Barr", "case_officer"), ("Anna Ek", "proposer")} <= people
    assert ("2020-05-02", "motion_submitted") in dates(rows)


def test_a_relation_that_is_kept() -> None:
    rows = report("Vänorter", "Förslaget innebär att kommunen behåller Kotka (Finland) och Tartu (Estland) som samarbetsorter.")
    assert {(name, kind) for name, kind, *_ in agreements(rows)} == {("Kotka", "cooperation"), ("Tartu", "cooperation")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vänortsavtalet med Dalian ingicks 1991. Under 1990-talet var skolor och räddningstjänst engagerade.", "previous"),
        ("Vänortsavtalet med Dalian ingicks 1991. Skolor och räddningstjänst träffas vartannat år.", "agreed"),
        ("Utbytet med Dalian har skett främst genom skolor och räddningstjänst.", "agreed"),
    ],
)
def test_areas_by_who_takes_part(text: str, expected: str) -> None:
    assert focus(report("Dalian", text)) == {("Dalian", "education", expected), ("Dalian", "safety", expected)}


def test_self_government_is_no_board() -> None:
    rows = report("Dalian", "Samarbetet med Dalian omfattar lokal självstyrelse.")
    assert focus(rows) == {("Dalian", "democracy", "agreed")}


def test_a_town_yet_to_be_found_is_not_the_one_at_hand() -> None:
    text = "Vänortsavtalet med Dalian har gällt sedan 1992. I stället bör en ort i Estland bjudas in till ett samarbete om räddningstjänst."
    assert not focus(report("Dalian", text))


def test_what_a_motion_asks_for_and_its_answer_rejects_is_no_agreement() -> None:
    assert {name for name, *_ in agreements(report("Svar på motion om Dalian och Tartu", COUNTED))} <= {"Dalian"}


def test_who_asked_the_one_that_answers() -> None:
    text = """
    Västerviks kommun
    Svar på interpellation om Dalian

    Anna Ek (V) har frågat mig vad avtalet med Dalian har gett.

    Bo Barr
    Kommunstyrelsens ordförande
    """
    people = {(r["name"], r["role"]) for r in rows_of(text)["parties"] if r["kind"] == "person"}
    assert ("Anna Ek", "proposer") in people


def test_who_signs_for_a_delegation() -> None:
    text = "Reserapport\nVästerviks kommun\n2021-03-14\n\nResa till vänorten Dalian\n\nResan gick bra.\n\nFör delegationen\n\n\nBo Barr\n"
    people = {(r["name"], r["role"]) for r in rows_of(text)["parties"] if r["kind"] == "person"}
    assert ("Bo Barr", "signatory") in people
