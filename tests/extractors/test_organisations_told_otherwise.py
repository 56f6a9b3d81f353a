"""Organisations that were consulted or take part, in other wordings."""

from __future__ import annotations

import pytest
from test_organisations import roles


def names(text: str, role: str) -> set[str]:
    return {name for name, told, _ in roles(text) if told == role}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kalix Industri AB och Kemi yrkeshögskola har utlovat att medverka i projektet.", {"Kalix Industri AB", "Kemi yrkeshögskola"}),
        ("IFK Lidköping har åtagit sig att svara för handbollslägren.", {"IFK Lidköping"}),
        ("Vara gymnasieskola, som också ska medverka i utbytet, har flera klasser.", {"Vara gymnasieskola"}),
        ("Arvika Musikförening var pådrivande i samarbetet.", {"Arvika Musikförening"}),
        ("Skellefteå Kraft AB har sagt att de vill vara med i samarbetet.", {"Skellefteå Kraft AB"}),
        ("Lidköpings Turism AB och Hajdu Kft. är med i arbetet.", {"Hajdu Kft", "Lidköpings Turism AB"}),
        ("Umeå Energi AB är vår samarbetspart på plats i projektet.", {"Umeå Energi AB"}),
        ("Avtalet sköts av Motala Vatten AB med biträde av Linköpings universitet.", {"Motala Vatten AB", "Linköpings universitet"}),
        ("Motala brandförsvar har lovat att delta i den ena delen, Motala Turism i den andra.", {"Motala brandförsvar", "Motala Turism"}),
        ("Utbyte av elever och lärare mellan De Geergymnasiet och Mora gymnasium har skett.", {"De Geergymnasiet", "Mora gymnasium"}),
        ("Elsa Beskow-sällskapet har också varit med i utbytet.", {"Elsa Beskow-sällskapet"}),
        ("Lidköpings Energi AB and Lodz Polytechnic will contribute.", {"Lidköpings Energi AB", "Lodz Polytechnic"}),
    ],
)
def test_who_takes_part(sentence: str, expected: set[str]) -> None:
    assert names(sentence, "partner") == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Regionen är medlem av samarbetsorganisationen BSSSC, där bland andra Pommern ingår.",
        "Ordföranden har uttalat att kommunen vill vara med i samarbetet.",
        "Skolan lovade att återkomma och föreningen har inte lovat att delta i projektet.",
        "Resan i samarbetet genomfördes med hjälp av Google Maps.",
    ],
)
def test_who_takes_no_part(sentence: str) -> None:
    assert not names(sentence, "partner") & {"Pommern", "Ordföranden", "Skolan", "Google Maps"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Trafikverket har under granskningen anfört att bullret ska mätas.", {"Trafikverket"}),
        ("Polismyndigheten har i sitt svar den 3 maj 2014 varken tillstyrkt eller avstyrkt.", {"Polismyndigheten"}),
        ("Lantbrukarnas Riksförbund har fått tillfälle att komma in med underlag.", {"Lantbrukarnas Riksförbund"}),
        ("Visit Kalmar AB, som kontoret har mejlat, svarade inte.", {"Visit Kalmar AB"}),
        (
            "Länsstyrelsen och Kronobergs läns kulturella utvecklingsavdelning har lämnat synpunkter.",
            {"Länsstyrelsen", "Kronobergs läns kulturella utvecklingsavdelning"},
        ),
        ("Säkerhetschefen och Regionens Ukrainasamordnare har beretts tillfälle att lämna synpunkter.", set()),
    ],
)
def test_who_was_asked(sentence: str, expected: set[str]) -> None:
    assert names(sentence, "consulted") == expected
