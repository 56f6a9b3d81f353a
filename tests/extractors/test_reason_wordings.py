"""Each reason in several wordings, and sentences that give none."""

from __future__ import annotations

import pytest

from tests.extractors.relation_documents import minutes, reasons

BACKGROUND = "Kommunen har sedan 2009 ett samarbetsavtal med Qingdao i Kina."


def given(verb: str, ground: str) -> set[str]:
    """The reasons of a decision to end or renew the agreement with Qingdao."""
    text = f"Beslut\nKommunstyrelsen beslutar att {verb} samarbetsavtalet med Qingdao.\n\nBakgrund\n{BACKGROUND}\n\nBedömning\n{ground}"
    return reasons(minutes(text, "Samarbetet med Qingdao", "Kommunstyrelsen", "2021-05-11"), "Qingdao")


@pytest.mark.parametrize(
    ("ground", "code"),
    [
        ("Situationen för uigurerna i Xinjiang är oroande.", "human_rights"),
        ("Kina fängslar oliktänkande och inskränker pressfriheten.", "human_rights"),
        ("Bristen på respekt för de mänskliga rättigheterna gör ett fortsatt samarbete omöjligt.", "human_rights"),
        ("Utvecklingen går i en allt mer auktoritär riktning.", "human_rights"),
        ("Staten spärrar in en hel folkgrupp.", "human_rights"),
        ("Samarbetet är inte förenligt med kommunens demokratiska värden.", "human_rights"),
        ("Förföljelsen av minoriteter har trappats upp.", "human_rights"),
        ("Rättsosäkerheten och censuren har ökat.", "human_rights"),
        ("Rysslands fullskaliga invasion av Ukraina gör samarbetet omöjligt.", "partner_state_conduct"),
        ("Den kinesiska ambassadens hot mot svenska medier är oacceptabla.", "partner_state_conduct"),
        ("Med anledning av det ryska anfallskriget bör samarbetet upphöra.", "partner_state_conduct"),
        ("Kinas agerande gentemot Sverige har blivit alltmer aggressivt.", "partner_state_conduct"),
        ("Mot bakgrund av kriget kan kommunen inte ha en vänort i Ryssland.", "partner_state_conduct"),
        ("Ryssland för ett anfallskrig mot ett grannland.", "partner_state_conduct"),
        ("Sedan Rysslands anfall mot Ukraina är fortsatt samverkan utesluten.", "partner_state_conduct"),
        ("Det har inte förekommit några aktiviteter de senaste åren.", "inactivity"),
        ("Samarbetet har i praktiken legat i träda sedan 2014.", "inactivity"),
        ("Utbytet har successivt avtagit.", "inactivity"),
        ("Engagemanget har varit svagt på båda sidor.", "inactivity"),
        ("Kontakterna har ebbat ut.", "inactivity"),
        ("Sedan 2015 har inget utbyte ägt rum.", "inactivity"),
        ("Avtalet har inte lett till någon verksamhet.", "inactivity"),
        ("Ingen delegation har tagits emot sedan 2013.", "inactivity"),
        ("Det senaste besöket gjordes 2008.", "inactivity"),
        ("Samarbetet är vilande sedan flera år.", "inactivity"),
        ("Intresset från skolor och föreningar har varit svalt.", "inactivity"),
        ("Avtalet har inte använts.", "inactivity"),
        ("Kostnaderna för samarbetet står inte i proportion till nyttan.", "cost"),
        ("Av besparingsskäl bör avtalet sägas upp.", "cost"),
        ("Kommunens ekonomi medger inte fortsatta utbyten.", "cost"),
        ("Det saknas medel i budgeten.", "cost"),
        ("Resekostnaderna är höga.", "cost"),
        ("Samarbetet tar resurser från andra verksamheter.", "cost"),
        ("Utbytet är alltför resurskrävande.", "cost"),
        ("Det ekonomiska läget gör att resorna inte kan försvaras.", "cost"),
        ("Säkerhetspolisen pekar ut Kina som ett av de största hoten.", "security"),
        ("Det försämrade säkerhetsläget talar mot ett fortsatt samarbete.", "security"),
        ("Risken för spionage och påverkansoperationer är betydande.", "security"),
        ("Av säkerhetsskäl bör samarbetet avslutas.", "security"),
        ("Underrättelseverksamhet riktas mot svenska kommuner.", "security"),
        ("Samarbetet innebär en risk för rikets säkerhet.", "security"),
        ("Utrikesdepartementet avråder från nya avtal med kinesiska städer.", "foreign_policy_advice"),
        ("UD rekommenderar kommunerna att avvakta.", "foreign_policy_advice"),
        ("Regeringen har uppmanat kommunerna att avsluta samarbeten.", "foreign_policy_advice"),
        ("Enligt råd från Utrikesdepartementet bör samarbetet avslutas.", "foreign_policy_advice"),
        ("Sveriges Kommuner och Regioner rekommenderar kommunerna att pausa samarbeten.", "foreign_policy_advice"),
        ("Avrådan från Utrikesdepartementet gäller alltjämt.", "foreign_policy_advice"),
        ("Samarbetet ligger inte i linje med den nya internationella strategin.", "strategy"),
        ("Kommunens internationella arbete ska koncentreras till Östersjöområdet.", "strategy"),
        ("Avtalet stämmer inte med kommunens nya prioriteringar.", "strategy"),
        ("Enligt den internationella policyn prioriteras samarbeten inom EU.", "strategy"),
        ("Resurserna bör i första hand läggas i närområdet.", "strategy"),
        ("Kommunen vill i stället satsa på färre och djupare samarbeten.", "strategy"),
        ("Inriktningen i den internationella strategin är att inte ingå nya avtal utanför Europa.", "strategy"),
        ("Förslaget följer regeringens rekommendation till kommuner och regioner.", "foreign_policy_advice"),
        ("Kommunen behöver spara och kan inte avsätta medel för detta.", "cost"),
        ("Av säkerhetsskäl bör inga nya kontakter tas.", "security"),
    ],
)
def test_reasons_against(ground: str, code: str) -> None:
    assert given("säga upp", ground) == {code}


@pytest.mark.parametrize(
    ("ground", "code"),
    [
        ("Avtalet har öppnat dörrar för lokala företag.", "business_benefit"),
        ("Samarbetet är viktigt för näringslivet.", "business_benefit"),
        ("Flera företag har fått nya kunder genom avtalet.", "business_benefit"),
        ("Samarbetet gynnar exporten.", "business_benefit"),
        ("Det lokala näringslivet har stor nytta av avtalet.", "business_benefit"),
        ("Avtalet underlättar för företagen att nå den kinesiska marknaden.", "business_benefit"),
        ("Företagen får lättare att finna samarbetspartner i Asien.", "business_benefit"),
        ("Samarbetet väntas ge investeringar och arbetstillfällen.", "business_benefit"),
        ("Utbytet har varit till ömsesidig nytta.", "mutual_benefit"),
        ("Parterna har mycket att lära av varandra.", "mutual_benefit"),
        ("Samarbetet ger båda städerna nya kunskaper.", "mutual_benefit"),
        ("Erfarenhetsutbytet har berikat verksamheterna.", "mutual_benefit"),
        ("Lärare och elever har haft stor nytta av utbytet.", "mutual_benefit"),
        ("Båda sidor beskriver samarbetet som ömsesidigt givande.", "mutual_benefit"),
        ("Samarbetet har gett värdefulla erfarenheter.", "mutual_benefit"),
        ("Båda tjänar därmed på utbytet.", "mutual_benefit"),
        ("Utbytet bidrar till ökad förståelse mellan invånarna.", "mutual_benefit"),
        ("Utbytet har varit lyckat och uppskattat.", "mutual_benefit"),
        ("För näringslivet i kommunen är kontakterna av stort värde.", "business_benefit"),
        ("Kontakterna har lett till nya affärer för lokala företag.", "business_benefit"),
        ("Flera företag i kommunen har fått nya kunder tack vare kontakterna.", "business_benefit"),
        ("Utbytet tillför verksamheterna kunskap och nya perspektiv.", "mutual_benefit"),
    ],
)
def test_reasons_for(ground: str, code: str) -> None:
    assert given("förnya", ground) == {code}


@pytest.mark.parametrize(
    "ground",
    [
        "Kommunen har ansvar för mänskliga rättigheter i sitt eget arbete.",
        "Samarbetet omfattar näringsliv och kultur.",
        "Delegationen från Qingdao besökte tre företag.",
        "Kostnaden ryms inom budget.",
        "Motionären pekar på bristen på demokrati.",
        "I debatten har det hävdats att avtalet är för dyrt.",
        "Utrikesdepartementet har informerats.",
        "Samarbetet inleddes på initiativ av näringslivet.",
        "Avtalet finns bilagt.",
        "Beslutet medför inga kostnader.",
        "Några säkerhetsskäl har inte åberopats.",
        "Frågan om mänskliga rättigheter har inte vägts in.",
        "Kostnaden har inte haft någon betydelse.",
    ],
)
def test_no_reason(ground: str) -> None:
    assert given("säga upp", ground) == set()
    assert given("förnya", ground) == set()


def test_of_rival_demands_none_lends_its_reason() -> None:
    rows = minutes(
        f"""
        Beslut
        Kommunstyrelsen beslutar att säga upp samarbetsavtalet med Qingdao.

        Bakgrund
        {BACKGROUND}

        Yrkanden
        Bo Ek (S) yrkar att avtalet med Qingdao sägs upp.

        Eva Lind (SD) yrkar att avtalet med Qingdao sägs upp omedelbart med hänvisning till diktaturens förtryck.
        """,
        "Samarbetet med Qingdao",
        "Kommunstyrelsen",
        "2021-05-11",
    )
    assert reasons(rows, "Qingdao") == set()


@pytest.mark.parametrize(
    ("verb", "ground", "codes"),
    [
        ("avsluta", "Uppsägningen sker inte av kostnadsskäl utan på grund av säkerhetsläget.", {"security"}),
        ("avsluta", "Det är inte bristen på aktivitet som ligger bakom förslaget.", set()),
        ("avsluta", "Kostnaderna ryms inom budget.", set()),
        ("avsluta", "Beslutet grundas inte på kostnaderna.", set()),
        ("avsluta", "Säkerhetspolisen har tillfrågats.", set()),
        ("avsluta", "Samarbetet har runnit ut i sanden.", {"inactivity"}),
        ("avsluta", "Sedan 2014 har möten inte hållits.", {"inactivity"}),
        ("avsluta", "Av de planerade projekten har inget kommit till stånd.", {"inactivity"}),
        ("avsluta", "Eldsjälarna har slutat och kontakterna har tystnat.", {"inactivity"}),
        ("avsluta", "Förbindelsen har legat stilla sedan 2012.", {"inactivity"}),
        ("avsluta", "Finansieringen från Sida upphör vid årsskiftet.", {"cost"}),
        ("avsluta", "Resorna kostar mer än de ger.", {"cost"}),
        ("avsluta", "Kommunens sparkrav omfattar även vänortsarbetet.", {"cost"}),
        ("avsluta", "Enligt programmet ska kommunen främst vända sig till Östersjöområdet.", {"strategy"}),
        ("avsluta", "Journalister fängslas och den akademiska friheten är begränsad.", {"human_rights"}),
        ("avsluta", "Kina har infört sanktioner mot europeiska forskare.", {"partner_state_conduct"}),
        ("avsluta", "Risken för industrispionage har ökat.", {"security"}),
        ("avsluta", "Kommunen har tre andra vänorter i Norden.", set()),
        ("avsluta", "Medel finns i budget.", set()),
        ("förnya", "Båda städerna har haft stor behållning av utbytet.", {"mutual_benefit"}),
        ("förnya", "Utbytet är av stort värde för de båda kommunerna.", {"mutual_benefit"}),
        ("förnya", "Tre bolag har fått order genom samarbetet.", {"business_benefit"}),
        ("förnya", "Eleverna har fått nya insikter.", {"mutual_benefit"}),
        ("förnya", "Kommunen gav 2012 ett bidrag till föreningen.", set()),
        ("förnya", "Avtalet kostar 40 000 kronor per år.", set()),
    ],
)
def test_grounds_given_and_grounds_denied(verb: str, ground: str, codes: set[str]) -> None:
    assert given(verb, ground) == codes


# A ground by its topic and what is said of it, in whatever order, and the same words where they are none.
@pytest.mark.parametrize(
    ("verb", "ground", "codes"),
    [
        ("säga upp", "Den fria opinionsbildningen har strypts och opposition motarbetas.", {"human_rights"}),
        ("säga upp", "Stadens beslut strider mot kommunens värdegrund.", {"human_rights"}),
        ("säga upp", "Aborträtten har tagits bort.", {"human_rights"}),
        ("säga upp", "Landets krigföring kan inte accepteras.", {"partner_state_conduct"}),
        ("säga upp", "Så länge kriget fortgår bör kontakterna upphöra.", {"partner_state_conduct"}),
        ("säga upp", "Avtalet har aldrig fyllts med något innehåll.", {"inactivity"}),
        ("säga upp", "Relationen är sedan flera år vilande i praktiken.", {"inactivity"}),
        ("säga upp", "Endast ett fåtal besök har gjorts.", {"inactivity"}),
        ("säga upp", "Kommunen behöver hushålla med de resurser som finns.", {"cost"}),
        ("säga upp", "Med hänvisning till budgeten bör avtalet avslutas.", {"cost"}),
        ("säga upp", "Nya åtaganden ryms inte inom nämndens budget.", {"cost"}),
        ("säga upp", "Ur ett säkerhetsskyddsperspektiv är kontakterna olämpliga.", {"security"}),
        ("säga upp", "Landet försöker utöva otillbörlig påverkan.", {"security"}),
        ("säga upp", "UD:s reserekommendation omfattar hela regionen.", {"foreign_policy_advice"}),
        ("säga upp", "Utrikesministern har vädjat till kommunerna att bryta kontakterna.", {"foreign_policy_advice"}),
        ("säga upp", "Vänortsavtal av detta slag har spelat ut sin roll.", {"strategy"}),
        ("säga upp", "Det internationella arbetet ska framöver utgå från verksamheternas behov.", {"strategy"}),
        ("säga upp", "Motparten har begärt att avtalet ska upphöra.", {"other"}),
        ("förnya", "Den främsta vinsten är nyttan för näringslivet.", {"business_benefit"}),
        ("förnya", "Avtalet kan locka investerare till orten.", {"business_benefit"}),
        ("förnya", "Parterna har mycket att vinna på att mötas.", {"mutual_benefit"}),
        ("förnya", "Samarbetet har breddat personalens kompetens.", {"mutual_benefit"}),
        ("säga upp", "Beslutet är inte en följd av säkerhetsläget.", set()),
        ("säga upp", "Avtalet har inte sagts upp av ekonomiska skäl.", set()),
        ("säga upp", "Demokrati är en viktig fråga för kommunen.", set()),
        ("säga upp", "Moderaterna anser att kostnaderna är för höga.", set()),
        ("säga upp", "Kostnaden för två personers resa beräknas till 8 000 kronor.", set()),
        ("säga upp", "Ärendet har kommunicerats med säkerhetsskyddschefen.", set()),
        ("säga upp", "Nämnden för mänskliga rättigheter informeras.", set()),
        ("säga upp", "Kommunens strategi för internationellt arbete antogs 2018.", set()),
    ],
)
def test_grounds_by_topic(verb: str, ground: str, codes: set[str]) -> None:
    assert given(verb, ground) == codes
