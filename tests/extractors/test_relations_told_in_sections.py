"""Papers that give each place a section, and counterparts, fates, terms and grounds that are told in words of their own."""

from __future__ import annotations

import pytest

from extractors.fate_words import told_phrases
from extractors.places import find_places
from extractors.reasons import reasons_in
from tests.extractors.relation_documents import agreements, counterparts, fates, minutes, reasons, report, rows_of

TOLD = "\n\nKommunfullmäktige beslutar\n\natt notera informationen"
POSITION = """\
    Västerviks kommun
    POSITIONSPAPPER
    Västerviks internationella relationer

    {cover}

    Vänorten Kaunas

    Avtalet med Kaunas i Litauen undertecknades 1994. Utbytet har gett lärarna nya kunskaper.

    Chengdu

    I fjol frågade Chengdu i Kina om ett vänortsavtal. Kaunas har haft fler besök än Chengdu.

    Kommunstyrelsen avvaktar med svar och återkommer 2023.

    Osaka

    Samarbetsavtalet med Osaka i Japan löpte ut 2015. Relationen betraktas som avslutad, eftersom ingenting har hänt på många år.

    Övriga orter

    Papperet omfattar inte förbindelsen med Bodø i Norge, vars avtal är från 1959.
"""


def test_place_alone_over_its_section_beside_other_sections() -> None:
    rows = report(
        """
        Bakgrund

        Vänorten Bodø

        Bodø är vänort sedan 1959.

        Kaunas

        Kaunas är en stad i Litauen. Borgmästaren har bett om ett samarbete kring scoutläger.

        Osaka

        I Osaka hölls världsutställningen. Två lärare reste dit.

        Ekonomi

        Inga kostnader.
        """
    )
    assert counterparts(rows) == {("Bodø", "NO"), ("Kaunas", "LT")}


@pytest.mark.parametrize(
    ("sentence", "country"),
    [
        ("Västervik har redan Kaunas i Litauen, och de vänkommuner som finns i Norden räcker.", "LT"),
        ("Med Kaunas i Litauen tecknades 2004 en överenskommelse om skogsvård.", "LT"),
        ("Staden Kaunas i Litauen skrev i mars och önskade bli vår vänort.", "LT"),
        ("Kaunas invit om en gemensam regatta tas upp här.", "LT"),
        ("Kaunas ville länge ha med oss att göra. Avtalet skrevs under i maj 2012.", "LT"),
    ],
)
def test_counterpart_in_other_words(sentence: str, country: str) -> None:
    assert counterparts(report(sentence)) == {("Kaunas", country)}


def test_place_of_a_letter_beside_a_twin_town() -> None:
    rows = report("Västervik har skickat brev till Kaunas i Litauen. Vänorten är Bodø.")
    assert counterparts(rows) == {("Bodø", "NO")}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Eid i Norge är sedan 1974 kommunens vänort.", "Eid"),
        ("Eidsvåg (Norge), som blev systerstad 1961, firar.", "Eidsvåg"),
        ("Kutaisi är sedan den 19 november 2021 kommunens partnerstad.", "Kutaisi"),
        ("Förbindelsen med Kutaisi fryses. Av tre orter ligger en i Kina och en i Georgien.", "Kutaisi"),
    ],
)
def test_place_that_the_sentence_says_is_a_twin(text: str, name: str) -> None:
    assert name in {p.name for p in find_places(text)}


@pytest.mark.parametrize("text", ["Hällefors i Norge är kommunens vänort.", "Lions Club i Norge har varit vänort till en klubb."])
def test_name_that_is_no_place_abroad(text: str) -> None:
    assert {p.name for p in find_places(text) if p.kind != "country"} == set()


@pytest.mark.parametrize(
    ("clause", "outcome"),
    [
        ("att musikveckan med Kaunas görs ett uppehåll med under 2020", "paused"),
        ("att avföra Kaunas från förteckningen över vänorter", "ended"),
        ("att sätta punkt för vänskapen med Kaunas", "ended"),
        ("att ej vidare upprätthålla förbundet med Kaunas", "ended"),
        ("att vänortsförbindelsen med Kaunas ska anses upphörd", "ended"),
        ("att göra slut på samarbetet med Kaunas", "ended"),
        ("att vänortsbandet med Kaunas klipps av", "ended"),
        ("att dra ett streck över samarbetet med Kaunas", "ended"),
        ("att inte längre räkna Kaunas till kommunens vänorter", "ended"),
        ("att säga nej till ett nytt avtal med Kaunas", "ended"),
        ("att inget nytt avtal sluts med Kaunas", "ended"),
        ("att vänskapen med Kaunas vårdas som hittills", "continued"),
        ("att avtalet med Kaunas byts ut mot ett nytt", "renewed"),
        ("att avtalet med Kaunas ges ytterligare fyra år", "renewed"),
        ("att avvakta med ställningstagande till avtalet med Kaunas", "under_review"),
        ("att ställningstagande om Kaunas görs först sedan rapporten kommit", "under_review"),
    ],
)
def test_fate_of_a_twin_town_in_other_words(clause: str, outcome: str) -> None:
    text = f"Ärendet\n\nKaunas i Litauen är vänort till kommunen sedan 1994.\n\nKommunfullmäktige beslutar\n\n{clause}"
    assert fates(minutes(text, "Kontakter med Kaunas")) == {("Kaunas", outcome, "decided")}


@pytest.mark.parametrize(
    ("clause", "outcome"),
    [
        ("att från den 1 maj räkna Kaunas som vänort", "established"),
        ("att göra Kaunas till kommunens vänort", "established"),
        ("att uppta Kaunas bland kommunens vänorter", "established"),
        ("att välkomna Kaunas som vänort", "established"),
        ("att ge Kaunas ett jakande svar", "established"),
        ("att tillmötesgå framställningen från Kaunas", "established"),
        ("att inte tillmötesgå framställningen från Kaunas", "declined"),
        ("att framställningen från Kaunas lämnas utan bifall", "declined"),
        ("att svara nej på Kaunas invit", "declined"),
        ("att beslut om Kaunas fattas först när läget klarnat", "under_review"),
    ],
)
def test_answer_to_a_town_that_asks(clause: str, outcome: str) -> None:
    text = f"Ärendet\n\nKaunas i Litauen har frågat om kommunen vill bli vänort.\n\nKommunfullmäktige beslutar\n\n{clause}"
    assert fates(minutes(text, "Förfrågan från Kaunas")) == {("Kaunas", outcome, "decided")}


@pytest.mark.parametrize(
    "clause", ["att lägret med Kaunas hålls i augusti", "att tacka Kaunas för brevet", "att tacka ja till inbjudan till Kaunas"]
)
def test_clause_that_settles_no_fate(clause: str) -> None:
    text = f"Ärendet\n\nKaunas i Litauen är vänort till kommunen sedan 1994.\n\nKommunfullmäktige beslutar\n\n{clause}"
    assert fates(minutes(text, "Kontakter med Kaunas")) == set()


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("Partnerskapet med Kaunas i Litauen, som inleddes 2004, får inte någon fortsättning när det löper ut i december 2019.", "ended"),
        ("Det blev klart att partnerskapet med Kaunas i Litauen inte får någon fortsättning efter den 31 december 2019.", "ended"),
        ("Kommunstyrelsen bestämde i februari att vänortsutbytet med Kaunas i Litauen ska vila till och med 2020.", "paused"),
        ("Avtalet med Kaunas i Litauen skrevs under den 2 mars 2019.", "established"),
        ("Avtalet med Kaunas i Litauen gick ut vid årsskiftet och har inte förnyats.", "ended"),
    ],
)
def test_fate_told_of_in_information(sentence: str, outcome: str) -> None:
    assert fates(minutes(f"Ärendet\n\n{sentence}{TOLD}", "Information")) == {("Kaunas", outcome, "reported")}


@pytest.mark.parametrize(
    "sentence",
    [
        "Vänortsföreningen gick ut med en enkät om vänorten Kaunas.",
        "Kommunen skrev under hösten ett brev om avtalet.",
        "Det blev klart att en delegation från partnerstaden kommer i maj.",
    ],
)
def test_verb_that_tells_no_fate(sentence: str) -> None:
    assert told_phrases(sentence) == []


@pytest.mark.parametrize(
    ("cover", "stage"), [("Antaget av kommunstyrelsen den 4 maj 2020, § 99", "decided"), ("Utarbetat inom kansliet i maj 2020", "reported")]
)
def test_position_paper_in_sections(cover: str, stage: str) -> None:
    rows = rows_of(POSITION.format(cover=cover))
    assert fates(rows) == {("Kaunas", "continued", stage), ("Chengdu", "under_review", stage), ("Osaka", "ended", stage)}
    assert reasons(rows, "Osaka") == {"inactivity"}
    assert reasons(rows, "Chengdu") == set()


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Vänortsavtalet med Kaunas i Litauen undertecknades 2015-03-02 och löper ut vid årsskiftet.", {(2015, 2019)}),
        ("Vänortsavtalet med Kaunas i Litauen, som tecknades 2012, gick ut vid årsskiftet.", {(2012, 2018)}),
        ("Samarbetsavtalet med Kaunas i Litauen slöts 2016. Det går ut i år.", {(2016, 2019)}),
        ("Samarbetsavtalet med Kaunas i Litauen slöts 2016. Det upphör med utgången av nästa år.", {(2016, 2020)}),
        ("Med Kaunas i Litauen finns sedan 2006 ett avtal om vänskap som upphör av sig självt 2020-12-31.", {(2006, 2020)}),
        ("Överenskommelsen med Kaunas i Litauen undertecknades den 3 maj 2012 och skulle gälla i fem år.", {(2012, 2017)}),
        ("Vänskapsförbundet med Kaunas i Litauen, som knöts 1951, upphör med utgången av år 2019.", {(1951, 2019)}),
        ("Vänortsavtalet med Kaunas i Litauen undertecknades 2015-03-02. Det löper tills vidare.", {(2015, None)}),
        ("Vänortsavtalet med Kaunas i Litauen tecknades 1994. Skolavtalet med bussbolaget går ut i år.", {(1994, None)}),
    ],
)
def test_term_told_by_the_papers_year(text: str, years: set[tuple[int | None, int | None]]) -> None:
    assert {(row[2], row[3]) for row in agreements(report(text))} == years


def test_agreement_asked_for_is_proposed() -> None:
    rows = rows_of(
        """\
        Motion till kommunfullmäktige i Västervik

        Sök er till Kaunas

        Vi vill ha ett partnerskapsavtal med Kaunas i Litauen till slutet av 2026.

        Vi yrkar

        att Västerviks kommun ingår ett partnerskap med Kaunas

        Västervik den 8 maj 2023

        Bo Ek (C)
        """
    )
    assert fates(rows) == {("Kaunas", "established", "proposed")}
    assert {row[4] for row in agreements(rows)} == {"proposed"}


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Kommunen äger varken tid eller pengar till fler resor.", "cost"),
        ("Utbytet är det dyraste vi har per deltagare.", "cost"),
        ("Varje besök går lös på 60 000 kronor.", "cost"),
        ("Ingen grupp har rest sedan 2011.", "inactivity"),
        ("Tre brev har lämnats obesvarade.", "inactivity"),
        ("Anmälningarna är för få.", "inactivity"),
        ("Valen var varken fria eller rättvisa.", "human_rights"),
        ("De kan inte längre samlas utan att riskera straff.", "human_rights"),
        ("Sjukhus och skolor ligger i grus.", "partner_state_conduct"),
        ("Uppgifterna kan hamna i orätta händer.", "security"),
        ("SKR har gått ut med rådet att avbryta alla kontakter.", "foreign_policy_advice"),
        ("Krafterna ska samlas kring södra Östersjön.", "strategy"),
        ("Ett ja skulle inte gå ihop med den inriktningen.", "strategy"),
    ],
)
def test_ground_against(sentence: str, reason: str) -> None:
    assert reasons_in(sentence, "ended") == [reason]


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Fabrikerna på båda sidor söker nya köpare.", "business_benefit"),
        ("Hotellen har halva sängarna lediga i mars.", "business_benefit"),
        ("Handeln med regionen har vuxit med en fjärdedel.", "business_benefit"),
        ("Lärarna har fått nya arbetssätt med sig hem.", "mutual_benefit"),
        ("Det går åt båda håll.", "mutual_benefit"),
        ("Hemtjänsten har tagit över deras sätt att lägga scheman.", "mutual_benefit"),
    ],
)
def test_ground_for(sentence: str, reason: str) -> None:
    assert reasons_in(sentence, "renewed") == [reason]


@pytest.mark.parametrize(
    "sentence",
    [
        "Resan kostade 40 000 kronor, vilket ryms i budgeten.",
        "Två brev har besvarats.",
        "Elever reste dit 2018.",
        "Hotellet ligger vid torget.",
        "Kontoret räknar inte med att det ska ge några affärer.",
    ],
)
def test_sentence_that_gives_no_ground(sentence: str) -> None:
    assert reasons_in(sentence, "ended") == reasons_in(sentence, "renewed") == []
