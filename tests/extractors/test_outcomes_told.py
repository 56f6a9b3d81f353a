"""Fates told of elsewhere, history, several counterparts, others' examples, and decisions that depart from the proposal."""

from __future__ import annotations

import pytest

from tests.extractors.relation_documents import effective, fates, minutes, report, rows_of


@pytest.mark.parametrize(
    ("title", "text", "told"),
    [
        (
            "Information om vänortssamarbete",
            "Kommunfullmäktige beslutade den 25 april 2022 att säga upp vänortsavtalet med Brest i Belarus.",
            [("Brest", "ended", "reported")],
        ),
        (
            "Information",
            "Vänortsavtalet med Brest i Belarus sades upp av kommunfullmäktige i april 2022.",
            [("Brest", "ended", "reported")],
        ),
        (
            "Internationellt arbete 2018",
            "Under året undertecknades ett vänortsavtal med Nova Gorica i Slovenien.",
            [("Nova Gorica", "established", "reported")],
        ),
        ("Lägesrapport", "Kommunstyrelsen har beslutat att pausa samarbetet med Brest i Belarus.", [("Brest", "paused", "reported")]),
        (
            "Lägesrapport",
            "Kommunen tackade nej till en förfrågan från Harbin i Kina om ett vänortsavtal.",
            [("Harbin", "declined", "reported")],
        ),
        (
            "Lägesrapport",
            "Kommunfullmäktige har förlängt samarbetsavtalet med Windhoek i Namibia till 2025.",
            [("Windhoek", "renewed", "reported")],
        ),
        ("Frågan", "I mars 2021 tecknades ett samarbetsavtal med Tartu i Estland. Avtalet löper till utgången av 2023.", []),
        ("Historik", "Vänortsavtalet med Tønsberg i Norge undertecknades 1997 och förnyades 2012.", []),
        ("Historik", "Kommunen hade tidigare en vänort i Greifswald i Tyskland. Samarbetet avslutades 2006.", []),
        (
            "Läget",
            "Vänortsavtalet med Pskov i Ryssland sades upp i mars 2022 och avtalet med Kaunas i Litauen förlängdes.",
            [("Pskov", "ended", "reported"), ("Kaunas", "renewed", "reported")],
        ),
        (
            "Läget",
            "Kommunstyrelsen beslutade i mars 2022 att säga upp avtalet med Pskov i Ryssland men att "
            "förlänga avtalet med Kaunas i Litauen.",
            [("Pskov", "ended", "reported"), ("Kaunas", "renewed", "reported")],
        ),
    ],
)
def test_a_report_tells_of_decisions_and_history_is_none(title: str, text: str, told: list[tuple[str, str, str]]) -> None:
    assert fates(rows_of(f"Hylte kommun\nRapport\n2022-09-01\n\n{title}\n\n{text}\n")) == set(told)


P, K, G = "Pskov", "Kaunas", "Gdynia"


@pytest.mark.parametrize(
    ("decision", "told"),
    [
        ("Beslut\nVänortsavtalet med Pskov sägs upp medan avtalet med Kaunas förlängs.", [(P, "ended"), (K, "renewed")]),
        (
            "Beslut\nKommunfullmäktige beslutar att säga upp avtalet med Pskov och att förnya avtalen med Kaunas och Gdynia.",
            [(P, "ended"), (K, "renewed"), (G, "renewed")],
        ),
        (
            "Beslut\n- Pskov: avtalet sägs upp\n- Kaunas: avtalet förlängs\n- Gdynia: samarbetet pausas",
            [(P, "ended"), (K, "renewed"), (G, "paused")],
        ),
        (
            "Beslut\nAvtalen med Kaunas och Gdynia förlängs men avtalet med Pskov förlängs inte.",
            [(P, "ended"), (K, "renewed"), (G, "renewed")],
        ),
        (
            "Beslut\na) vänortssamarbetet med Pskov avslutas\nb) vänortssamarbetet med Kaunas fortsätter\n"
            "c) vänortssamarbetet med Gdynia utvärderas",
            [(P, "ended"), (K, "continued"), (G, "under_review")],
        ),
        (
            "Beslut\nSamarbetet med Pskov läggs vilande, samarbetet med Kaunas fortsätter oförändrat och samarbetet med Gdynia avslutas.",
            [(P, "paused"), (K, "continued"), (G, "ended")],
        ),
        ("Kommunfullmäktige beslutar\natt avsluta vänortsavtalen med Pskov, Kaunas och Gdynia", [(P, "ended"), (K, "ended"), (G, "ended")]),
    ],
)
def test_each_counterpart_has_its_own_fate(decision: str, told: list[tuple[str, str]]) -> None:
    background = "Kommunen har vänortsavtal med Pskov i Ryssland, Kaunas i Litauen och Gdynia i Polen."
    rows = minutes(f"{decision}\n\nBakgrund\n{background}\n", "Översyn av vänorter", date="2022-05-04")
    assert fates(rows) == {(name, outcome, "decided") for name, outcome in told}


@pytest.mark.parametrize(
    ("paper", "outcome"),
    [
        (
            "Förslag till beslut\nKommunledningskontoret föreslår att avtalet med Kaunas sägs upp.\n\nBeslut\n"
            "Kommunstyrelsen beslutar att förnya avtalet med Kaunas.",
            "renewed",
        ),
        (
            "Kontorets förslag: Avtalet med Kaunas förnyas inte.\n\nKommunstyrelsens beslut\nAvtalet med Kaunas förnyas till och med 2025.",
            "renewed",
        ),
        ("Beslut\nKommunstyrelsen avslår kommunledningskontorets förslag att säga upp avtalet med Kaunas.", "continued"),
        (
            "Beslut\nSamarbetet med Kaunas pausas under 2023.\n\nTidigare förslag\n"
            "Förvaltningen föreslog att samarbetet med Kaunas avslutas.",
            "paused",
        ),
        ("Yrkanden\nBo Ek (S) yrkar att avtalet med Kaunas sägs upp.\n\nBeslut\nÄrendet återremitteras.", "under_review"),
    ],
)
def test_the_decision_may_depart_from_what_was_proposed(paper: str, outcome: str) -> None:
    background = "Kommunen har sedan 1991 ett vänortsavtal med Kaunas i Litauen."
    rows = minutes(f"{paper}\n\nBakgrund\n{background}\n", "Avtalet med Kaunas", "Kommunstyrelsen", date="2022-05-04")
    assert fates(rows) == {("Kaunas", outcome, "decided")}


@pytest.mark.parametrize(
    "example",
    [
        "Göteborg har avslutat sitt avtal med Shanghai och Linköping har lagt sitt samarbete med Guangzhou på is.",
        "Flera kommuner, däribland Luleå, har avslutat sina avtal med kinesiska städer.",
        "Till skillnad från Malmö, som sagt upp sitt avtal med Tangshan, vill kommunen fortsätta.",
        "Region Skåne har pausat samarbetet med Jiangsu.",
        "Borås har tackat nej till Shaoxing.",
    ],
)
def test_the_example_of_others_is_no_fate(example: str) -> None:
    rows = report(
        f"Bakgrund\nKommunen har sedan 2006 ett samarbetsavtal med Wuxi i Kina. {example}\n\n"
        "Förslag till beslut\nSamarbetsavtalet med Wuxi förlängs till och med 2022.\n",
        "Samarbetsavtalet med Wuxi",
    )
    assert fates(rows) == {("Wuxi", "renewed", "proposed")}


def test_a_decision_as_proposed_decides_what_was_recommended() -> None:
    rows = minutes(
        """
        Arbetsutskottets förslag
        Arbetsutskottet föreslår kommunstyrelsen besluta
        att avtalet med Kaunas förnyas för tiden 1 december 2022 - 30 november 2025

        Kommunstyrelsen beslutar
        i enlighet med arbetsutskottets förslag.

        Bakgrund
        Kommunen har sedan 1991 ett samarbetsavtal med Kaunas i Litauen.
        """,
        "Förnyat samarbetsavtal med Kaunas",
        "Kommunstyrelsen",
        "2022-11-08",
    )
    assert fates(rows) == {("Kaunas", "renewed", "decided")}
    assert effective(rows, "Kaunas") == ("2022-12-01", "2025-11-30")


def test_a_mere_letter_of_intent_is_no_agreement_to_renew() -> None:
    rows = minutes(
        """
        Beslut
        1. Ett vänortsavtal ingås med Kaunas i Litauen.
        2. Inbjudan från Duluth att teckna vänortsavtal avböjs.

        Bakgrund
        En avsiktsförklaring med Kaunas ingicks 1993 och löpte ut 1996. Duluth i USA har bjudit in kommunen.
        """,
        "Vänortsutbyte med Kaunas och Duluth",
        date="1998-05-14",
    )
    assert fates(rows) == {("Kaunas", "established", "decided"), ("Duluth", "declined", "decided")}


def test_an_approved_ending_is_an_ending() -> None:
    rows = minutes(
        """
        Beslut
        Kommunfullmäktige godkänner att samarbetsavtalet med Suzhou sägs upp till upphörande per den 30 juni 2023.

        Bakgrund
        Samarbetsavtalet med Suzhou i Kina tecknades 2008.
        """,
        "Avtalet med Suzhou",
        date="2023-02-20",
    )
    assert fates(rows) == {("Suzhou", "ended", "decided")}
    assert effective(rows, "Suzhou") == ("2023-06-30", None)
    assert {r["status"] for r in rows["agreements"]} == {"ended"}
