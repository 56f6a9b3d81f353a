"""Wordings and layouts of municipalities whose papers guided no rule before, sentence by sentence."""

from __future__ import annotations

import pytest
from party_documents import HEAD, facts_in, people

from extractors.actions import action_of
from extractors.calendar import find_dates
from extractors.registry import find_registry_numbers
from tests.extractors.decision_documents import in_minutes, in_report, steps
from tests.extractors.relation_documents import agreements, areas, counterparts, date_roles, fates, focus, minutes, reasons, report, rows_of


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Ärendenr 2016/KA 0412-311", "KA 2016/412"),
        ("Dnr: 21/KS/055", "KS 2021/55"),
        ("2014-KS-271", "KS 2014/271"),
    ],
)
def test_a_register_between_year_and_serial(text: str, number: str) -> None:
    (found,) = find_registry_numbers(text)
    assert found.case_number == number


def test_a_stamp_whose_day_was_torn_apart() -> None:
    (found,) = find_dates("Ink 2011 -03- 1 4")
    assert str(found.date_start) == "2011-03-14"


@pytest.mark.parametrize(
    ("clause", "code"),
    [
        ("vänortsförbindelse med Vinterby upprättas från och med 1996", "enter"),
        ("vänortsförbindelse med Vinterby upprättas inte", "reject"),
        ("det inte förlängs", "terminate"),
        ("det förlängda avtalet godkänns", "approve"),
        ("Inbjudan om att samtidigt teckna ett avtal avböjs", "reject"),
        ("ge ordföranden rätt att skriva under avtalet", "instruct"),
        ("kommunstyrelsen redovisar utfallet i maj varje år", "follow_up"),
    ],
)
def test_actions(clause: str, code: str) -> None:
    assert action_of(clause).code == code


def test_the_board_hands_on_what_its_committee_proposes() -> None:
    rows = in_minutes(
        """
        Beslut
        Kommunstyrelsens arbetsutskott föreslår att kommunstyrelsen föreslår att kommunfullmäktige beslutar
        att avsluta samarbetet med Vinterby.
        """,
        body="Kommunstyrelsens arbetsutskott",
    )
    assert steps(rows) == [("recommended", "terminate")]


def test_a_demand_set_behind_a_name_with_a_colon() -> None:
    rows = in_minutes(
        """
        Beslut
        Samarbetet avslutas.

        Förslag
        Anna Ek (S): Bifall till utskottets förslag.
        Bo Ek (M): Avtalet ska förlängas med ett år.
        """
    )
    assert steps(rows) == [("decided", "terminate"), ("proposed", "approve"), ("proposed", "renew")]


def test_what_is_proposed_instead_is_a_proposal_of_its_own() -> None:
    rows = in_report(
        "Anna Ek har i ett medborgarförslag föreslagit att kommunen avslutar samarbetet med Vinterby, som hon finner dyrt,"
        " och i stället ingår ett avtal med Sommarby."
    )
    assert steps(rows) == [("proposed", "terminate"), ("proposed", "enter")]


def test_the_number_of_a_matter_within_its_meeting() -> None:
    rows = rows_of(
        "PROTOKOLLSUTDRAG\nVästerviks kommun\nKommunfullmäktige\nSammanträdesdatum 2019-03-14\n\n"
        "KF § 3:11\nSamarbete med Dalian\nDnr KS 2019/45\n\nBeslut\nÄrendet bordläggs.\n"
    )
    assert [(c["section_number"], c["title"]) for c in rows["cases"]] == [("3:11", "Samarbete med Dalian")]


def test_dissenters_behind_what_they_favour() -> None:
    text = HEAD + "§ 11 Taxa\n\nMot beslutet, till förmån för Cia Eks (C) yrkande, reserverar sig Anna Berg (S) och Bo Ek (M).\n"
    assert {name for name, _, _ in people(text, "dissenter")} == {"Anna Berg", "Bo Ek"}


def test_one_who_is_replaced_is_not_present() -> None:
    text = HEAD + "Beslutande    Anna Berg (s), ordf\n              Bo Ek (m), tj ers f Ola Hed (m)\n\n§ 11 Taxa\n\nTaxan godkänns.\n"
    assert {name for name, _, _ in people(text, "member", "substitute", "chair")} == {"Anna Berg", "Bo Ek"}


def test_an_official_behind_the_office() -> None:
    text = (
        "Västerviks kommun\nVerksamhetsberättelse för 2018\n\nFramtagen av: Kommunledningskontoret, Anna Berg\nDatum: 2019-02-11\n\nText."
    )
    assert {(f.values["name"], f.values["role"]) for f in facts_in(text)} >= {("Anna Berg", "case_officer")}


def organisations(text: str) -> set[tuple[str, str]]:
    rows = report(text, title="Samarbetsavtalet med Dalian i Kina")
    return {(r["name"], r["role"]) for r in rows["parties"] if r["role"] in ("partner", "consulted")}


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Lions Club i Västervik är berett att medverka i utbytet.", ("Lions Club i Västervik", "partner")),
        ("Nordiska museet och Lunds universitet har deltagit i samarbetet.", ("Nordiska museet", "partner")),
        ("Rektorn föreslår ett skolutbyte med Dalian No. 9 High School.", ("Dalian No. 9 High School", "partner")),
        ("Svensk-kinesiska föreningen i Västervik bistår kommittén.", ("Svensk-kinesiska föreningen i Västervik", "partner")),
        ("Ankarsrums Bruk AB har på kommunens fråga sagt sig sakna intresse.", ("Ankarsrums Bruk AB", "consulted")),
    ],
)
def test_organisations(sentence: str, told: tuple[str, str]) -> None:
    assert told in organisations(sentence)


ENGLISH = """
LETTER OF INTENT

Västervik Municipality                    The City of Dalian
Sweden                                    China

1. The two sides will encourage companies to enter into business relations.
2. The two sides will exchange experience of district heating.
3. This Letter of Intent was signed in Dalian on the 14th of May, 2009.

On behalf of                              On behalf of
Västervik Municipality                    the City of Dalian

Anna Berg                                 Wang Peiting
Chairman of the Municipal Council         Mayor
"""


def test_a_letter_of_intent_between_two_sides() -> None:
    rows = rows_of(ENGLISH)
    assert str(rows["documents"][0]["document_date"]) == "2009-05-14"
    assert {("Dalian", "business", "agreed"), ("Dalian", "energy", "agreed")} <= focus(rows)
    assert {r["name"] for r in rows["parties"] if r["role"] == "signatory"} == {"Anna Berg", "Wang Peiting"}


def test_a_list_of_what_the_parties_make_easier() -> None:
    rows = rows_of(
        "VÄNORTSAVTAL\n\nmellan Västerviks kommun, Sverige, och Dalian, Kina\n\n§ 1 Innehåll\n\nParterna ska underlätta\n\n"
        "   -   brevväxling mellan skolor,\n   -   möten mellan idrottsföreningar.\n\nVästervik den 18 augusti 2001\n"
    )
    assert {("Dalian", "education", "agreed"), ("Dalian", "sport", "agreed")} <= focus(rows)


def test_a_year_in_brackets_is_of_the_place_before_it() -> None:
    rows = report("Kommunen har vänorterna Vordingborg i Danmark (1946) och Hangö i Finland.")
    assert agreements(rows) == {("Vordingborg", "twin_town", 1946, None, "in_force"), ("Hangö", "twin_town", None, None, "in_force")}


def test_the_agreement_goes_with_the_town_told_of_with_its_year() -> None:
    rows = report("Kommunens vänorter är Jelgava sedan 1996 och Viljandi sedan 1999. Det första avtalet undertecknades den 14 juni 1996.")
    assert {(a[0], a[2]) for a in agreements(rows)} == {("Jelgava", 1996), ("Viljandi", 1999)}


def test_no_new_agreement_ends_the_one_that_runs_out() -> None:
    rows = minutes(
        """
        Beslut
        Kommunfullmäktige beslutar
        att inte ingå något nytt samarbetsavtal med Dalian när det nuvarande löper ut den 31 mars 2020.

        Ärendet
        Kommunen tecknade den 2 april 2015 ett femårigt samarbetsavtal med Dalian om sjukvård. Informationssäkerheten kan inte
        tryggas, och det är skälet till att avtalet inte bör förnyas.

        Kostnader och finansiering
        Förslaget innebär en besparing på 50 000 kronor.
        """,
        "Samarbetsavtal med Dalian i Kina",
    )
    assert fates(rows) == {("Dalian", "ended", "decided")}
    assert reasons(rows, "Dalian") == {"security"}


@pytest.mark.parametrize(
    ("sentence", "raw", "role"),
    [
        ("Kulturnämnden har den 24 september 2018 ställt sig bakom förslaget.", "den 24 september 2018", "decision"),
        ("Anna Ek (S) har den 29 oktober 2018 ställt en interpellation om Dalian.", "den 29 oktober 2018", "motion_submitted"),
        ("Den 3 juni 2018 kom ett brev från Dalian.", "Den 3 juni 2018", "received"),
        ("Avtalet om folkhälsa från 1998 med Dalian löpte ut 2018.", "1998", "agreement_signed"),
    ],
)
def test_dates(sentence: str, raw: str, role: str) -> None:
    assert date_roles(report(sentence))[raw] == role


def test_a_place_of_another_municipality_only_tells_where() -> None:
    told = "Staden Dalian i Kina har genom en konsult i Malmö bjudit in Västervik till ett samarbetsavtal om lantbruk."
    rows = report(told, title="Inbjudan till samverkan från Dalian")
    assert ("Dalian", "agriculture") in areas(rows)


def test_a_district_and_not_its_city() -> None:
    rows = report(
        "Avsiktsförklaringen med distriktet Yubei i Chongqing undertecknades den 12 oktober 2014. Den pekade ut logistik. Parter är"
        " Västerviks kommun och distriktet Yubei, staden Chongqing.",
        title="Avsiktsförklaring med distriktet Yubei i Chongqing",
    )
    assert counterparts(rows) == {("Yubei", "CN")}


def test_a_region_named_in_short_and_a_twin_town_near_by() -> None:
    rows = report("Kommunen har avtal med Ternopil oblast. Avtalet med Ternopil i Ukraina handlar om vård.")
    assert {name for name, _ in counterparts(rows)} == {"Ternopil oblast"}
    rows = report("Kommunen har vänorterna Aurskog-Høland, Perho och Saku.")
    assert ("Saku", "EE") in counterparts(rows)


def test_a_paper_that_wants_no_new_agreements_keeps_the_old() -> None:
    rows = rows_of(
        "Västerviks kommun\n\nPositionspapper\n\nVästerviks förhållande till Kina\n\nVästervik har sedan 2004 ett samarbetsavtal med"
        " Kunshan. Avtalet gäller till och med 2023.\n\nSamarbetet med Kunshan fortsätter. Inga nya avtal med kinesiska orter ska ingås.\n"
    )
    assert {(name, outcome) for name, outcome, _ in fates(rows)} == {("Kunshan", "continued")}


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("Kontoret bedömer att kommunen inte har personal eller pengar till ännu ett utbyte.", "cost"),
        ("Utrikesdepartementet har rått kommunen att vara försiktig.", "foreign_policy_advice"),
        ("Kina har infört inreseförbud för svenska riksdagsledamöter.", "partner_state_conduct"),
    ],
)
def test_reasons(reason: str, code: str) -> None:
    rows = report(
        f"Förslag till beslut\nKommunstyrelsen beslutar att avböja förfrågan från Dalian.\n\nBedömning\n{reason}",
        title="Förfrågan om vänortsavtal från Dalian i Kina",
    )
    assert code in reasons(rows, "Dalian")


def test_what_waits_for_another_inquiry_is_put_off() -> None:
    rows = report(
        "Förslag till beslut\nKommunstyrelsen beslutar\natt ta ställning till samarbetet med Tammerfors när utredningen är klar.\n\n"
        "Bakgrund\nKommunen har sedan 1998 ett samarbetsavtal med Tammerfors.",
        title="Samarbetet med Tammerfors",
    )
    assert fates(rows) == {("Tammerfors", "under_review", "proposed")}


@pytest.mark.parametrize(("marker", "kind"), [("BESLUTSUNDERLAG", "official_report"), ("Verksamhetsberättelse 2018", "report")])
def test_kinds_of_papers(marker: str, kind: str) -> None:
    rows = rows_of(f"Västerviks kommun       {marker}\n2019-03-14              KS 2019/45\n\nInternationellt arbete\n\nBakgrund\nText.\n")
    assert rows["documents"][0]["document_type"] == kind


def test_a_motion_granted_in_another_form() -> None:
    rows = minutes(
        """
        Beslut
        Kommunfullmäktige beslutar
        att bifalla motionen på så sätt att vänortsutbytet med Jelgava pausas till och med den 31 december 2024.

        Ärendet
        I motionen yrkar Anna Ek (M) att kommunen säger upp vänortsavtalet med Jelgava. Skälet är landets krig mot grannarna.
        """,
        "Svar på motion om vänorten Jelgava",
    )
    assert fates(rows) == {("Jelgava", "paused", "decided")}
    assert reasons(rows, "Jelgava") == set()
