"""Reasons are those of the side whose fate it is, by the words for each; another's view is none."""

from __future__ import annotations

import pytest

from extractors.reasons import reasons_in
from tests.extractors.relation_documents import minutes, reasons


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Kontakterna har i stort sett upphört.", "inactivity"),
        ("Någon verksamhet har inte förekommit sedan 2018.", "inactivity"),
        ("Inga besök har genomförts på tio år.", "inactivity"),
        ("Kommunen saknade medel för resor.", "cost"),
        ("Kommunen har inga resurser för nya samarbeten.", "cost"),
        ("Rysslands invasion av Ukraina gör ett fortsatt samarbete omöjligt.", "partner_state_conduct"),
        ("Brott mot mänskliga rättigheter förekommer.", "human_rights"),
        ("Säkerhetspolisen pekar ut landet som ett hot.", "security"),
        ("Utrikesdepartementet avråder från nya avtal.", "foreign_policy_advice"),
        ("Kommunen har som inriktning att inte utöka antalet vänorter.", "strategy"),
        ("Enligt den internationella strategin ska nya samarbeten inriktas på Östersjön.", "strategy"),
    ],
)
def test_reasons_against(sentence: str, code: str) -> None:
    assert reasons_in(sentence, "ended") == [code]
    assert code not in reasons_in(sentence, "renewed")


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Avtalet ger företagen nya affärsmöjligheter.", "business_benefit"),
        ("Utbytet har gett besöksnäringen nya gäster.", "business_benefit"),
        ("Samarbetet är till nytta för båda parter.", "mutual_benefit"),
        ("Städerna lär av varandra.", "mutual_benefit"),
    ],
)
def test_reasons_for(sentence: str, code: str) -> None:
    assert reasons_in(sentence, "continued") == [code]
    assert reasons_in(sentence, "ended") == []


@pytest.mark.parametrize(
    "sentence", ["Avtalet skickas till motparten.", "Kommunen har 14 vänorter.", "Besöket ägde rum i maj.", "Inga yttranden har kommit in."]
)
def test_no_reason(sentence: str) -> None:
    assert reasons_in(sentence, "ended") == reasons_in(sentence, "renewed") == []


DECISION = """
Beslut
Kommunfullmäktige säger upp samarbetsavtalet med Kunming i Kina.

Bakgrund
{0}
"""


@pytest.mark.parametrize(
    ("ground", "codes"),
    [
        ("Samarbetet har varit inaktivt.", {"inactivity"}),
        ("Motionären menar att mänskliga rättigheter kränks.", set()),
        ("Borlänge kommun avslutade sitt avtal av kostnadsskäl.", set()),
        ("Inga besök har gjorts sedan 2015. Det har inte vägts in.", set()),
    ],
)
def test_whose_reason_it_is(ground: str, codes: set[str]) -> None:
    assert reasons(minutes(DECISION.format(ground), "Samarbetet med Kunming"), "Kunming") == codes


def test_the_reservation_gives_no_reason_for_the_decision() -> None:
    text = (
        DECISION.format("Avtalet löper tills vidare.")
        + "\nReservation\nEva Lind (V) reserverar sig mot beslutet på grund av kostnadsskäl.\n"
    )
    assert reasons(minutes(text, "Samarbetet med Kunming"), "Kunming") == set()
