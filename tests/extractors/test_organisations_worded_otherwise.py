"""Organisations that take part or were asked, in inverted order, between two verbs, in the passive, and by names that tell little."""

from __future__ import annotations

import pytest
from test_organisations import roles


def names(text: str, role: str) -> set[str]:
    return {name for name, told, _ in roles(text) if told == role}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Samarbetet rör dagvatten. Deltar gör också Mittvatten och Mälardalens universitet.", {"Mittvatten", "Mälardalens universitet"}),
        (
            "Från svensk sida tänks Vandalorum i Värnamo, Möbelriket AB samt Värnamo gymnasium medverka.",
            {"Vandalorum", "Möbelriket AB", "Värnamo gymnasium"},
        ),
        (
            "På svensk sida är det tänkt att The Paper Mill och Klippans Bruk AB ska delta i utbytet.",
            {"The Paper Mill", "Klippans Bruk AB"},
        ),
        ("I samarbetet ska Dalsjöfors Kraft AB och Ulricehamns gymnasium vara med.", {"Dalsjöfors Kraft AB", "Ulricehamns gymnasium"}),
        ("I utbytet har även Smurfit Kappa och Piteå Hamn AB engagerat sig.", {"Smurfit Kappa", "Piteå Hamn AB"}),
        (
            "Kils kommunala industri AB och Västra Värmlands räddningstjänstförbund ska vara med i arbetet.",
            {"Kils kommunala industri AB", "Västra Värmlands räddningstjänstförbund"},
        ),
        ("Vetlandaortens återvinnare var med i det arbetet.", {"Vetlandaortens återvinnare"}),
        ("Även Sydkusten AB och Blekinge museum tar del i arbetet.", {"Sydkusten AB", "Blekinge museum"}),
        ("Samarbetet avses omfatta också Trollhättan Energi AB.", {"Trollhättan Energi AB"}),
        ("Till projektet knyts Skövde Biogas AB och Högskolan i Skövde.", {"Skövde Biogas AB", "Högskolan i Skövde"}),
        ("Ukrainas ambassad i Stockholm medverkade i projektet.", {"Ukrainas ambassad i Stockholm"}),
        ("Mora Hembygdslag, Mora IK med flera har deltagit i utbytet.", {"Mora Hembygdslag", "Mora IK"}),
        ("De som deltar i samarbetet är Hjo Energi AB och Hjo folkhögskola.", {"Hjo Energi AB", "Hjo folkhögskola"}),
        ("Bjuvs Bostäder AB föreslås ingå i samarbetet.", {"Bjuvs Bostäder AB"}),
        (
            "Utöver kommunen är Holmen Iggesund och Hudiksvalls Bostäder AB med i samarbetet.",
            {"Holmen Iggesund", "Hudiksvalls Bostäder AB"},
        ),
    ],
)
def test_who_takes_part(sentence: str, expected: set[str]) -> None:
    assert names(sentence, "partner") == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Utredningen ska vara med i det fortsatta arbetet.",
        "Medverkar gör även kommunchefen.",
        "Sommaren 2012 ska ungdomarna delta i utbytet.",
        "Från hösten kan Grundskolan delta i utbytet.",
        "I remissen har deltagit Lekebergs Lantbruk AB och Vattenfall AB inom samarbetet.",
        "Bjuvs Bostäder AB, som äger fastigheten, deltar inte i samarbetet.",
    ],
)
def test_who_takes_no_part(sentence: str) -> None:
    assert names(sentence, "partner") == set()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Under hand har vi hört oss för hos Svenska ambassaden i Riga, Volvo Cars AB och Byggnads sektion i Skövde.",
            {"Svenska ambassaden i Riga", "Volvo Cars AB", "Byggnads sektion i Skövde"},
        ),
        ("Förfrågan har gjorts hos Polens ambassad i Stockholm.", {"Polens ambassad i Stockholm"}),
        ("Därutöver har kansliet vänt sig till Sida, som bekräftar att medel finns.", {"Sida"}),
        (
            "Motionen har gått på remiss till tekniska nämnden, Oxelösunds Hamn AB och SSAB Oxelösund.",
            {"Tekniska nämnden", "Oxelösunds Hamn AB", "SSAB Oxelösund"},
        ),
        ("Länsstyrelsen i Jönköpings län har anfört att skyfallsfrågan bör belysas.", {"Länsstyrelsen i Jönköpings län"}),
        (
            "Sigtuna turistbyrå och Föreningen Roslagsmat, som båda har fått tycka till, är positiva.",
            {"Sigtuna turistbyrå", "Föreningen Roslagsmat"},
        ),
        ("På förfrågan svarar Kronobergs hushållningssällskap att intresset är stort.", {"Kronobergs hushållningssällskap"}),
        (
            "Förslaget har samråtts med Hyresgästföreningen och Kommunals sektion i Mora.",
            {"Hyresgästföreningen", "Kommunals sektion i Mora"},
        ),
        ("Synpunkter har kommit från Länsstyrelsen och Sydsvenska handelskammaren.", {"Länsstyrelsen", "Sydsvenska handelskammaren"}),
        ("Kommittén har samrått med Svenska Röda Korsets krets i Eda.", {"Svenska Röda Korsets krets i Eda"}),
        ("Vidare har Handelskammaren Mälardalen beretts möjlighet att lämna synpunkter.", {"Handelskammaren Mälardalen"}),
        ("Ljungby Näringsliv AB har ombetts yttra sig.", {"Ljungby Näringsliv AB"}),
        ("Från Trafikverket har framförts att vägen är smal.", {"Trafikverket"}),
        ("Kommunförbundet Skåne har i skrivelse anfört att kommunen bör avvakta.", {"Kommunförbundet Skåne"}),
        ("Yttrande har begärts från Skogsstyrelsen och Södra skogsägarna.", {"Skogsstyrelsen", "Södra skogsägarna"}),
    ],
)
def test_who_was_asked(sentence: str, expected: set[str]) -> None:
    assert names(sentence, "consulted") == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Vi har hört oss för hos grannarna.",
        "Kontoret har inte hört sig för hos Sida.",
        "It-avdelningen har anfört att kamerorna byts ut.",
        "Motionären har anfört att Vattenfall AB bygger kraftverk.",
        "Festivalen vänder sig till Svenska Turistföreningen och dess medlemmar.",
        "Överförmyndaren har fått säga sitt.",
        "Före beslutet ska Kils Energi AB höras.",
    ],
)
def test_who_was_not_asked(sentence: str) -> None:
    assert names(sentence, "consulted") == set()
