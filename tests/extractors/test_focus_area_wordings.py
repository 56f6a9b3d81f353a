"""Areas of cooperation in running text and lists, agreed, proposed, earlier and under review; compounds of every kind."""

from __future__ import annotations

import pytest

from extractors.focus_areas import find_areas
from tests.extractors.relation_documents import focus, report

W = "Windhoek"
Rows = list[tuple[str, str, str]]


def told(*areas: str, st: str = "agreed") -> Rows:
    """The rows of Windhoek's areas with one status."""
    return [(W, area, st) for area in areas]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Samarbetsavtalet med Windhoek i Namibia gäller avfallshantering, vattenrening och kulturutbyten.",
            told("environment", "culture"),
        ),
        (
            "Avtalet med Windhoek omfattar näringslivsutveckling, miljöteknikområdet och elevutbyten.",
            told("business", "environment", "education"),
        ),
        ("Samarbetet med Windhoek har varit inriktat på hälso- och sjukvård samt äldreomsorg.", told("health_care")),
        (
            "Inom ramen för vänortssamarbetet med Windhoek samarbetar städerna kring demokratiutveckling och jämställdhetsfrågor.",
            told("democracy", "human_rights"),
        ),
        ("Kommunen och Windhoek samarbetar om räddningstjänst och krishantering.", told("safety")),
        (
            "Partnerskapet med Windhoek fokuserar på tre områden: stadsplanering, kollektivtrafik och ungdomsutbyte.",
            told("urban_development", "transport", "youth"),
        ),
        ("Vänortsutbytet med Windhoek omfattar idrottsutbyten, körsamarbete och bibliotekssamverkan.", told("sport", "culture")),
        (
            "Fokus i partnerskapet med Windhoek ligger på hållbar stadsutveckling och energieffektivisering.",
            told("urban_development", "energy"),
        ),
        ("Samarbetsavtalet med Windhoek, som avser turismfrämjande och besöksnäringsutveckling, gäller till 2021.", told("tourism")),
        (
            "Enligt avtalet med Windhoek ska parterna utbyta erfarenheter inom skolutveckling och digitaliseringen.",
            told("education", "digitalisation"),
        ),
        ("Avtalet med Windhoek har rört biståndsfrågor, jordbruksteknik och skogsvård.", told("agriculture")),
        (
            "Samarbetsområdena i avtalet med Windhoek är högskolesamverkan, forskarutbyte och innovationsmiljöer.",
            told("research", "innovation"),
        ),
        (
            "Det nuvarande avtalet med Windhoek omfattar kultur och musik. Det tidigare avtalet omfattade idrott.",
            told("culture") + told("sport", st="previous"),
        ),
        ("Under de första åren handlade samarbetet med Windhoek om hamnfrågor.", told("transport", st="previous")),
        (
            "Förvaltningen föreslår att ett nytt avtal med Windhoek ska omfatta folkhälsa och förskola.",
            told("health_care", "education", st="proposed"),
        ),
        ("Windhoek önskar ett samarbete om avloppsrening och solenergi.", told("environment", "energy", st="proposed")),
        ("Kommunen har fått en förfrågan från Windhoek om samarbete kring fjärrvärme.", told("energy", st="proposed")),
        ("Windhoek har vänt sig till kommunen med önskemål om samverkan kring sjukvård.", told("health_care", st="proposed")),
        (
            "Ett utbyte med Windhoek inom kultur och stadsutveckling ligger nära till hands.",
            told("culture", "urban_development", st="proposed"),
        ),
        (
            "Kommunledningskontoret utreder om samarbetet med Windhoek kan utökas till att omfatta biogas.",
            told("energy", st="under_review"),
        ),
        ("Möjligheterna till samarbete med Windhoek inom logistik undersöks.", told("transport", st="under_review")),
        (
            "Avtalet med Windhoek omfattar följande områden:\n- Miljö och klimat\n- Smarta städer\n- Kultur och fritid\n- Utbildning",
            told("environment", "digitalisation", "culture", "sport", "education"),
        ),
        (
            "Kommunen har sedan 2009 ett samarbetsavtal med Windhoek.\n\nSamarbetsområden\n• Näringsliv\n• Vattenfrågor\n• Unga",
            told("business", "environment", "youth"),
        ),
        ("Samarbetet med Windhoek inriktas på a) energi, b) avfall och c) utbildning.", told("energy", "environment", "education")),
        (
            "Kommunen har ett samarbetsavtal med Windhoek. I avtalet anges följande områden för samarbetet:\n"
            "* Bostadsbyggande och stadsutveckling\n* Besöksnäring\n* Medborgarinflytande",
            told("urban_development", "tourism", "democracy"),
        ),
        (
            "Ett nytt avtal med Windhoek förbereds. Områden som föreslås ingå är:\n* Bostadsbyggande\n* Besöksnäring",
            told("urban_development", "tourism", st="proposed"),
        ),
        (
            "Ett första avtal med Windhoek gällde åren 2008–2012. Det avsåg digitalisering, förnybar energi och språkundervisning.",
            told("digitalisation", "energy", "education", st="previous"),
        ),
        (
            "Kommunen tecknade 1996 ett samarbetsavtal med Windhoek om sjukvård. Nuvarande samarbetsavtal med Windhoek undertecknades 2014 "
            "och avser turism.",
            [*told("health_care", st="previous"), *told("tourism")],
        ),
        ("Avtalet med Windhoek ska ge fotbollsklubbar möjlighet till utbyte.", told("sport")),
        ("Samarbetet med Windhoek ska stimulera forskning och digitalisering.", told("research", "digitalisation")),
        ("Samarbetet med Windhoek har gått ut på att öppna biblioteken för fler.", told("culture")),
        ("Utbytet med Windhoek har haft en kulturell prägel.", told("culture")),
        ("Turismen ska främjas genom avtalet med Windhoek.", told("tourism")),
        ("I avtalet med Windhoek sägs att parterna ska underlätta handel och dela kunskap om fjärrvärme.", told("business", "energy")),
        ("Pensionärer och scouter har stått för det mesta av utbytet med Windhoek.", told("health_care", "youth")),
        ("Windhoek har bett kommunen om stöd för vattenrening.", told("environment", st="proposed")),
    ],
)
def test_areas_and_their_status(text: str, rows: Rows) -> None:
    assert focus(report(f"{text}\n", "Samarbetet med Windhoek")) == set(rows)


@pytest.mark.parametrize(
    "text",
    [
        "Delegationen från Windhoek besökte ett museum, en skola och ett reningsverk.",
        "Resan till vänorten Windhoek bekostades av näringslivskontoret.",
        "Windhoek är huvudstad i Namibia och landets centrum för handel och industri.",
        "Partnerskapet med Windhoek finansieras av Sida och Högskolan i Gävle medverkar.",
        "Göteborg samarbetar med Windhoek om kollektivtrafik.",
        "Kontakterna med Windhoek bröts sedan Bergsskolan, som deltog i samarbetet, lagts ned.",
    ],
)
def test_sentences_that_tell_no_area(text: str) -> None:
    assert focus(report(f"{text}\n", "Samarbetet med Windhoek")) == set()


@pytest.mark.parametrize("tail", ["utbyte", "utbytet", "samarbetet", "frågor", "området", "utveckling", "projekt"])
@pytest.mark.parametrize(
    ("stem", "code"),
    [
        ("skol", "education"),
        ("universitets", "research"),
        ("näringslivs", "business"),
        ("teknik", "innovation"),
        ("digitaliserings", "digitalisation"),
        ("vatten", "environment"),
        ("energi", "energy"),
        ("samhällsbyggnads", "urban_development"),
        ("hamn", "transport"),
        ("demokrati", "democracy"),
        ("jämställdhets", "human_rights"),
        ("museum", "culture"),
        ("idrotts", "sport"),
        ("turism", "tourism"),
        ("äldre", "health_care"),
        ("ungdoms", "youth"),
        ("jordbruks", "agriculture"),
        ("räddnings", "safety"),
    ],
)
def test_a_compound_is_of_the_area_of_its_first_member(stem: str, code: str, tail: str) -> None:
    text = f"samarbete inom {stem}{tail} och annat"
    assert [area.code for area in find_areas(text, 0, len(text))] == [code]
