"""Organisations that were consulted or take part in a cooperation."""

from __future__ import annotations

import pytest
from party_documents import facts_in, organisations

REPORT = """
Lidköpings kommun
Kommunstyrelsens kontor
TJÄNSTESKRIVELSE
2015-03-02
Dnr KS 2015/88

Kommunstyrelsen

{title}

Förslag till beslut

Kommunstyrelsen beslutar att godkänna förslaget.

Ärendebeskrivning

{text}
"""


def roles(text: str, title: str = "Nytt samarbetsavtal med vänorten Qingyuan") -> set[tuple[str, str, str]]:
    return organisations(REPORT.format(title=title, text=text))


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "Kontoret har samrått med Länsstyrelsen i Hallands län, Naturvårdsverket och Lidköpings Energi AB.",
            {"Länsstyrelsen i Hallands län", "Naturvårdsverket", "Lidköpings Energi AB"},
        ),
        ("Synpunkter har inhämtats från Högskolan i Skövde samt föreningen Kinaklubben.", {"Högskolan i Skövde", "Kinaklubben"}),
        ("Högskolan i Skövde och Almi Väst har yttrat sig över förslaget.", {"Högskolan i Skövde", "Almi Väst"}),
        (
            "Under samrådet har Trafikverket, Svenska kraftnät och Luftfartsverket lämnat synpunkter.",
            {"Trafikverket", "Svenska kraftnät", "Luftfartsverket"},
        ),
        ("Utrikesdepartementet, som kontoret har rådfrågat, avråder inte.", {"Utrikesdepartementet"}),
        (
            "Kontoret har haft kontakt med utrikesdepartementet och med Sveriges ambassad i Peking.",
            {"Utrikesdepartementet", "Sveriges ambassad i Peking"},
        ),
        ("Sveriges Kommuner och Landsting (SKL) har tillfrågats.", {"Sveriges Kommuner och Landsting"}),
        (
            "Ärendet har remitterats till socialnämnden, tekniska nämnden och Räddningstjänsten Väst för yttrande.",
            {"Socialnämnden", "Tekniska nämnden", "Räddningstjänsten Väst"},
        ),
        (
            "Yttranden har inkommit från kultur- och fritidsnämnden, Företagarna Lidköping och Handelskammaren.",
            {"Kultur- och fritidsnämnden", "Företagarna Lidköping", "Handelskammaren"},
        ),
        ("Kontoret har varit i kontakt med Halmstads kommun.", {"Halmstad"}),
        ("Kontoret har hört branschorganisationen Träbygg.", {"Träbygg"}),
        ("Beslutet föregicks av samtal med Säkerhetspolisen och Lunds universitet.", {"Säkerhetspolisen", "Lunds universitet"}),
        ("Lunds universitet anser i sitt yttrande att taxan är för hög.", {"Lunds universitet"}),
        ("Säkerhetspolisen har på kommunens begäran lämnat råd om besöken.", {"Säkerhetspolisen"}),
        ("Högskolan i Skövde har inte svarat på kontorets fråga.", {"Högskolan i Skövde"}),
        ("Kontoret får i uppdrag att i samråd med Lidköpings Energi AB se över taxan.", set()),
        ("Yttrande från Vänsterpartiet den 3 maj 2021.", set()),
        ("Kontoret har inte hört Trafikverket i frågan.", set()),
        ("Kontoret har talat med Anna Ek och Bo Ek.", set()),
        ("Länsstyrelsen har informerats om avtalet.", set()),
        ("Utvärderingen har gjorts av Konsulthuset AB.", set()),
        ("Samråd har skett med fackliga organisationer.", set()),
    ],
)
def test_consulted(sentence: str, names: set[str]) -> None:
    assert {name for name, role, _ in roles(sentence, "Ny plan för kommunens lokaler") if role == "consulted"} == names


@pytest.mark.parametrize(
    ("sentence", "partners"),
    [
        (
            "Högskolan i Skövde, Dalby Verkstad AB och Rörstrand Museum medverkar i utbytet.",
            {"Högskolan i Skövde", "Dalby Verkstad AB", "Rörstrand Museum"},
        ),
        ("I samarbetet deltar även De la Gardiegymnasiet och företaget Trälyftet.", {"De la Gardiegymnasiet", "Trälyftet"}),
        (
            "Projektet genomförs tillsammans med Göteborgs universitet och Science Park Skövde.",
            {"Göteborgs universitet", "Science Park Skövde"},
        ),
        ("Högskolan i Skövde är med som samarbetspart i den del som rör utbildning.", {"Högskolan i Skövde"}),
        ("I partnerskapet har Högskolan i Skövde och IT-klustret Nordkraft varit samarbetspartners.", {"Högskolan i Skövde", "Nordkraft"}),
        ("Visit Lidköping och Lidköpings Energi AB är beredda att medverka i samarbetet.", {"Visit Lidköping", "Lidköpings Energi AB"}),
        ("Kulturnämnden, Högskolan i Skövde och Kvantlyftet har alla tagit del av utbytet.", {"Högskolan i Skövde", "Kvantlyftet"}),
        ("Kommunens samarbetspartner är Nordic Wood AB.", {"Nordic Wood AB"}),
        ("Avtalet rör studentutbyte, där Högskolan i Skövde redan har sagt sig vilja vara med.", {"Högskolan i Skövde"}),
        ("I samarbetet medverkar också Enschede, Dalian och Heidelberg.", set()),
        ("Delegationen besökte Trälyftet AB och träffade företrädare för Tsinghua University.", set()),
        ("Utbildningsförvaltningen och tekniska nämnden deltar i samarbetet.", set()),
        ("Ordföranden deltar i delegationens resa om samarbetet.", set()),
    ],
)
def test_partners(sentence: str, partners: set[str]) -> None:
    assert {name for name, role, _ in roles(sentence) if role == "partner"} == partners


def test_a_matter_at_home_has_no_partners() -> None:
    assert (
        roles(
            "Nämnden bygger lokalerna i samarbete med Lidköpings Bostäder AB, som medverkar i projektet.", "Ny plan för kommunens lokaler"
        )
        == set()
    )


def test_kinds() -> None:
    found = roles(
        "Kontoret har samrått med Länsstyrelsen i Hallands län, Lidköpings Energi AB, Högskolan i Skövde, "
        "Naturskyddsföreningen och Halmstads kommun."
    )
    assert {(name, kind) for name, _, kind in found} == {
        ("Länsstyrelsen i Hallands län", "public_body"),
        ("Lidköpings Energi AB", "company"),
        ("Högskolan i Skövde", "higher_education"),
        ("Naturskyddsföreningen", "association"),
        ("Halmstad", "municipality"),
    }


def test_another_municipality_has_its_code() -> None:
    facts = facts_in(REPORT.format(title="Ny plan för kommunens lokaler", text="Kontoret har varit i kontakt med Halmstads kommun."))
    assert {f.values["identifier"] for f in facts if f.values["role"] == "consulted"} == {"scb:1380"}


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Lidköpings Science Park och Vidöns högskola medverkar i samarbetet.", {"Lidköpings Science Park", "Vidöns högskola"}),
        ("Avtalet omfattar utbyte mellan Högskolan i Skövde och Qingyuan Polytechnic.", {"Högskolan i Skövde", "Qingyuan Polytechnic"}),
        ("AvfallVäst, som deltar i arbetet, har sålt rådgivning till orten.", {"AvfallVäst"}),
        ("Mellanhögskolan och Cidaus Musikskola inbjuds att medverka.", {"Mellanhögskolan", "Cidaus Musikskola"}),
        ("Campus Lidköping och Qingyuan University biträder parterna i genomförandet.", {"Campus Lidköping", "Qingyuan University"}),
        ("Bolaget ingår i ett partnerskap med fyra kommuner.", set()),
        ("Föreningen deltar inte i samarbetet.", set()),
        ("Samarbetet mellan Lidköpings kommun och Qingyuan har pågått länge.", set()),
    ],
)
def test_more_ways_to_take_part(sentence: str, names: set[str]) -> None:
    assert {name for name, role, _ in roles(sentence) if role == "partner"} == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "Kontoret har stämt av frågan med LRF, Lidköpings Näringsliv AB och Utrikesdepartementet.",
            {"LRF", "Lidköpings Näringsliv AB", "Utrikesdepartementet"},
        ),
        (
            "Kontoret har berett ärendet i samråd med Lidköpings teater, Svensk-kinesiska föreningen i Skövde och Svenska institutet.",
            {"Lidköpings teater", "Svensk-kinesiska föreningen i Skövde", "Svenska institutet"},
        ),
    ],
)
def test_more_ways_to_be_asked(sentence: str, names: set[str]) -> None:
    assert {name for name, role, _ in roles(sentence) if role == "consulted"} == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Elever från Polhemsgymnasiet reser varje vår till Qingyuan.", {"Polhemsgymnasiet"}),
        (
            "Utbytet drivs av Vänortsföreningen Lidköping och Rotaryklubben i Lidköping.",
            {"Vänortsföreningen Lidköping", "Rotaryklubben i Lidköping"},
        ),
        (
            "Samarbetspartner i projektet: Högskolan i Skövde, Lidköpings Energi AB och Vänermuseet.",
            {"Högskolan i Skövde", "Lidköpings Energi AB", "Vänermuseet"},
        ),
        ("Volvo i Skövde och Högskolan i Skövde har varit engagerade sedan 2012.", {"Volvo", "Högskolan i Skövde"}),
        ("Högskolan i Skövde byter lärare med en skola i Qingyuan.", {"Högskolan i Skövde"}),
        ("Lidköpings näringslivsbolag AB svarar för projektet om logistik.", {"Lidköpings näringslivsbolag AB"}),
        ("Ljung gymnasium och Qingyuan No. 2 High School genomför utbytet.", {"Ljung gymnasium", "Qingyuan No. 2 High School"}),
        (
            "Lidköping School of Design and Qingyuan University of Technology will take part in the activities.",
            {"Lidköping School of Design", "Qingyuan University of Technology"},
        ),
        (
            "Lidköping Vatten och Qingyuan Water and Sanitation Company byter erfarenheter.",
            {"Lidköping Vatten", "Qingyuan Water and Sanitation Company"},
        ),
        ("Högskolan i Skövde deltar inte i samarbetet.", set()),
        ("Högskolan i Skövde har informerats om beslutet.", set()),
        ("Utvärderingen har gjorts av Högskolan i Skövde.", set()),
        ("Polisen deltog vid mötet med landshövdingen.", set()),
        ("Från Qingyuan har ingen deltagit sedan 2011.", set()),
        ("Leverantörens systerbolag i Jönköping svarar för programmet.", set()),
    ],
)
def test_partners_by_what_they_do(sentence: str, names: set[str]) -> None:
    assert {name for name, role, _ in roles(sentence) if role == "partner"} == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Västsvenska Handelskammaren, som har kontor i Kina, har rådfrågats.", {"Västsvenska Handelskammaren"}),
        ("Kontoret har inhämtat upplysningar från Business Sweden och Svenskt Näringsliv.", {"Business Sweden", "Svenskt Näringsliv"}),
        ("Länsstyrelsen i Västra Götalands län har inget att erinra.", {"Länsstyrelsen i Västra Götalands län"}),
        ("Utrikesdepartementet upplyser att inga hinder finns.", {"Utrikesdepartementet"}),
        ("Västra Götalandsregionen, som har tillfrågats, är positiv.", {"Västra Götalandsregionen"}),
        ("Lidköpings Företagsgrupp har tillfrågats.", {"Lidköpings Företagsgrupp"}),
        ("Samordningsförbundet ABC, som har arbetat i Kina, har rådfrågats.", {"Samordningsförbundet ABC"}),
        ("Säkerhetspolisen, som kontoret har haft möte med, avråder.", {"Säkerhetspolisen"}),
        ("Kontoret har inte hört Utrikesdepartementet.", set()),
    ],
)
def test_consulted_by_what_they_answered(sentence: str, names: set[str]) -> None:
    assert {name for name, role, _ in roles(sentence) if role == "consulted"} == names


def test_whoever_speaks_under_a_heading_of_consultations_was_asked() -> None:
    heard = "Trafikverket ser fördelar. Handelskammaren Väst avstår från att svara."
    text = f"Utbytet följs av många.\n\nSamråd\n\n{heard}\n\nEkonomi\n\nNaturvårdsverket är en bra granne."
    assert {name for name, role, _ in roles(text) if role == "consulted"} == {"Trafikverket", "Handelskammaren Väst"}


def test_an_interest_is_no_part_taken() -> None:
    assert roles("Forskare vid Qingyuan University har visat intresse för frågan.") == set()


def test_the_county_board_needs_no_place() -> None:
    found = roles("Samråd har skett med Västsvenska Handelskammaren och Länsstyrelsen.")
    assert {name for name, role, _ in found if role == "consulted"} == {"Västsvenska Handelskammaren", "Länsstyrelsen"}
