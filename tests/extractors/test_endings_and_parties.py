"""How endings, parties of agreements, wished-for agreements and those who take part are told: one invented document each."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from extractors.registry import find_registry_numbers
from tests.extractors.relation_documents import counterparts, rows_of

Row = dict[str, Any]


def matter(decision: str, told: str, title: str = "Vänortsavtalet med Moss") -> dict[str, list[Row]]:
    """An extract of minutes with one matter."""
    head = "SALA KOMMUN                 SAMMANTRÄDESPROTOKOLL\nKommunfullmäktige           2021-06-17\n\n"
    return rows_of(
        f"{head}§ 88                        Dnr KS 2021/114\n\n{title}\n\nKommunfullmäktiges beslut\n\n{decision}\n\nÄrendet\n\n{told}\n"
    )


def report(told: str) -> dict[str, list[Row]]:
    """An official report on a prolongation."""
    head = "SALA KOMMUN                 TJÄNSTESKRIVELSE\nKommunledningskontoret      2012-03-13\nDnr KS 2012/33\n\n"
    matter = "Förlängning av samarbetsavtalet med Rauma\n\nÄrendet\nSala har sedan 2008 ett samarbetsavtal med Rauma i Finland.\n"
    return rows_of(f"{head}{matter}{told}\n\nFörslag till beslut\natt förlänga samarbetsavtalet med Rauma.\n")


def dated(rows: dict[str, list[Row]], role: str) -> set[dt.date]:
    return {r["date_end"] if role == "agreement_end" else r["date_start"] for r in rows["dates"] if r["role"] == role}


@pytest.mark.parametrize("lead", ["från och med", "fr.o.m.", "med verkan från och med"])
def test_the_day_from_which_an_agreement_is_ended_is_its_end(lead: str) -> None:
    rows = matter(f"att säga upp vänortsavtalet med Moss i Norge {lead} den 31 december 2021.", "Sala och Moss är vänorter sedan 1948.")
    assert [(a["start_year"], a["end_year"]) for a in rows["agreements"]] == [(1948, 2021)]
    assert dated(rows, "agreement_end") == {dt.date(2021, 12, 31)}
    assert [(o["outcome"], o["effective_from"]) for o in rows["outcomes"]] == [("ended", dt.date(2021, 12, 31))]
    assert not [w for w in rows["documents"][0]["warnings"] if w.startswith("conflicting")]


def test_an_agreement_that_runs_from_a_day_on_is_no_ended_one() -> None:
    rows = matter("att ersätta avtalet från 2010 och ingå ett nytt vänortsavtal med Moss i Norge från och med den 1 januari 2022.", "")
    assert dated(rows, "agreement_start") == {dt.date(2022, 1, 1)} and not dated(rows, "agreement_end")


def test_an_agreement_left_to_run_out_is_in_force_until_then() -> None:
    told = "Vänortsavtalet med Moss i Norge tecknades 2012."
    left = matter("att vänortsavtalet med Moss inte ska omförhandlas när det löper ut 2022.", told)
    ended = matter("att säga upp vänortsavtalet med Moss till den 31 december 2021.", told)
    assert [a["status"] for a in left["agreements"]] == ["in_force"]
    assert [(o["outcome"], o["effective_from"]) for o in left["outcomes"]] == [("ended", dt.date(2022, 12, 31))]
    assert [a["status"] for a in ended["agreements"]] == ["ended"]


def test_a_nordic_commune_is_a_party() -> None:
    rows = rows_of(
        """
        Samarbetsavtal mellan Sala kommun, Sverige, och Moss kommune, Norge

        1. Syfte
        Parterna samarbetar om kultur och idrott.

        2. Giltighet
        Avtalet gäller från den 1 mars 2019 till den 28 februari 2022.

        Sala den 12 februari 2019

        För Sala kommun               For Moss kommune
        Vera Almlund                  Kari Nordby
        Kommunstyrelsens ordförande   Ordfører
        """
    )
    assert counterparts(rows) == {("Moss", "NO")}
    assert {r["name"] for r in rows["parties"] if r["role"] == "signatory"} == {"Vera Almlund", "Kari Nordby"}
    assert [(a["counterpart"], a["start_year"], a["end_year"]) for a in rows["agreements"]] == [("Moss", 2019, 2022)]


def test_a_letter_to_the_other_side_is_correspondence() -> None:
    rows = rows_of(
        """
        Sala kommun                                           2021-07-02
        Kommunstyrelsen                                       Dnr KS 2021/114

        Uppsägning av vänortsavtal

        Kommunfullmäktige i Sala har beslutat att säga upp vänortsavtalet mellan våra kommuner. Avtalet upphör att gälla den
        31 december 2021. Vi tackar för de år som har gått.

        Vera Almlund
        Kommunstyrelsens ordförande
        """
    )
    assert rows["documents"][0]["document_type"] == "correspondence"


def test_what_an_agreement_of_several_says_it_says_of_all() -> None:
    rows = rows_of(
        """
        Avsiktsförklaring mellan Sala kommun och staden Hamar, Norge, samt staden Rauma, Finland

        1. Innehåll
        Samarbetet omfattar skola och idrott.

        2. Tid
        Avsiktsförklaringen gäller från undertecknandet till och med den 31 augusti 2020.

        Sala den 5 september 2017
        """
    )
    assert {(f["counterpart"], f["area"]) for f in rows["focus_areas"]} == {
        (n, a) for n in ("Hamar", "Raumo") for a in ("education", "sport")
    }
    assert {(a["counterpart"], a["end_year"]) for a in rows["agreements"]} == {("Hamar", 2020), ("Raumo", 2020)}


def test_a_position_paper_tells_the_fate_of_each() -> None:
    rows = rows_of(
        """
        SALA KOMMUN                     Positionspapper
                                        Antaget av kommunstyrelsen 2015-03-03, § 41

        Salas relationer med Hamar, Rauma och Oppdal

        Kommunstyrelsen anger här vad Sala vill med sina vänorter till och med 2018.

        Hamar, Norge
        Vänort sedan 1991. Ett avtal om äldreomsorg gällde 2010–2014. Sala vill att ett nytt avtal om skola tecknas under 2015.

        Rauma, Finland
        Vänort sedan 1948. Något utbyte förekommer inte. Relationen upphör vid utgången av 2015.

        Oppdal, Norge
        Vänort sedan 1994. Sala önskar fortsätta som hittills.
        """
    )
    assert {(o["counterpart"], o["outcome"]) for o in rows["outcomes"]} == {
        ("Hamar", "renewed"),
        ("Raumo", "ended"),
        ("Oppdal", "continued"),
    }
    assert {o["counterpart"]: o["reasons"] for o in rows["outcomes"]}["Raumo"] == ["inactivity"]
    assert {(f["counterpart"], f["area"], f["status"]) for f in rows["focus_areas"]} >= {
        ("Hamar", "health_care", "previous"),
        ("Hamar", "education", "proposed"),
    }
    assert not [a for a in rows["agreements"] if a["end_year"] == 2018]


def test_an_answer_on_all_relations_tells_the_fate_of_each_it_speaks_of() -> None:
    rows = matter(
        "Motionen är besvarad.",
        "I motionen yrkas att samtliga vänortsförbindelser avslutas. Vänortssamarbetet med Hamar i Norge avses fortsätta.\n\n"
        "Vänortsförbindelsen med Rauma i Finland har varit vilande. Kontoret ska därför under året pröva om den ska avslutas.",
        "Svar på motion om vänorterna",
    )
    assert {(o["counterpart"], o["outcome"]) for o in rows["outcomes"]} == {("Hamar", "continued"), ("Raumo", "under_review")}


def test_a_decision_put_off_is_under_review() -> None:
    rows = matter(
        "att ta ställning till ett avtal med Moss i Norge först sedan en analys har redovisats.", "Moss har föreslagit ett avtal."
    )
    assert [o["outcome"] for o in rows["outcomes"]] == ["under_review"]


def test_a_span_of_years_goes_over_the_end_of_a_line() -> None:
    rows = matter("att anteckna informationen.", "Avtalet med Moss i Norge gällde kultur, och det förlängdes sist för åren 2000\n– 2003.")
    assert (dated(rows, "agreement_start"), dated(rows, "agreement_end")) == ({dt.date(2000, 1, 1)}, {dt.date(2003, 12, 31)})


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ("Dnr 1092-2003", "2003/1092"),
        ("Dnr 44-2003", "2003/44"),
        ("Dnr 98-2003\n\nmotion från 1998", "1998/2003"),
        ("Dnr 15-1234", "2015/1234"),
    ],
)
def test_number_and_year_with_a_dash(told: str, number: str) -> None:
    assert [n.case_number for n in find_registry_numbers(told)] == [number]


@pytest.mark.parametrize(
    ("told", "role", "name"),
    [
        ("I samarbetet deltar bland andra Sala brandkår och Sala museum.", "partner", "Sala brandkår"),
        ("Högskolan Dalarna och Sala Park AB, som båda har deltagit i samarbetet, är nöjda.", "partner", "Sala Park AB"),
        ("Sala-Rauma vänortsförening sköter det löpande utbytet.", "partner", "Sala-Rauma vänortsförening"),
        ("Säkerhetspolisen har vid ett möte informerat kommunen om läget.", "consulted", "Säkerhetspolisen"),
        ("Utrikesdepartementet har på förfrågan svarat att inget hindrar avtalet.", "consulted", "Utrikesdepartementet"),
        ("Synpunkter på förslaget har lämnats av Svenskt Näringsliv.", "consulted", "Svenskt Näringsliv"),
        ("Högskolan Dalarna har i yttrande 2012-01-09 förordat en fortsättning.", "consulted", "Högskolan Dalarna"),
    ],
)
def test_who_takes_part_and_who_is_heard(told: str, role: str, name: str) -> None:
    assert name in {r["name"] for r in report(told)["parties"] if r["role"] == role}


def test_consultation_as_a_subject_asks_nobody() -> None:
    rows = report("Avsnitt 3 i vägledningen handlar om samråd med Utrikesdepartementet.")
    assert not [r for r in rows["parties"] if r["role"] == "consulted"]


@pytest.mark.parametrize(
    ("told", "area"),
    [
        ("Kommunerna har utbytt erfarenheter om äldreomsorg.", "health_care"),
        ("Avtalet lyfter fram miljöfrågor.", "environment"),
        ("Parterna åtar sig att utveckla kontakterna inom skolan.", "education"),
        ("Samarbetet avgränsas till idrott.", "sport"),
    ],
)
def test_areas_behind_other_words(told: str, area: str) -> None:
    assert area in {f["area"] for f in report(told).get("focus_areas", [])}


def test_members_named_by_party() -> None:
    rows = rows_of(
        """
        SALA KOMMUN                 PROTOKOLL
        Kommunfullmäktige           2021-06-17

        NÄRVAROLISTA

        Tjänstgörande ledamöter

        För Socialdemokraterna: Vera Almlund, Hugo Tallberg
        För Moderaterna: Sven Hedlund

        § 12 Avtal

        Beslut
        Avtalet godkänns.

        § 13 Avslutning

        Beslut
        Informationen noteras.
        """
    )
    members = {(r["name"], r["political_party"]) for r in rows["parties"] if r["role"] == "member"}
    assert members == {("Vera Almlund", "S"), ("Hugo Tallberg", "S"), ("Sven Hedlund", "M")}
