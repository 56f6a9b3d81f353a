"""Organisations in the many ways that minutes and reports tell of taking part and of being asked."""

from __future__ import annotations

import pytest

from tests.extractors.relation_documents import rows_of

REPORT = """
Haninge kommun
Tjänsteskrivelse
Datum 2019-03-14
Dnr KS 2019/112

Kommunstyrelsen

Samarbetet med Wuxi i Kina

Förslag till beslut
Kommunstyrelsen beslutar att förlänga samarbetsavtalet med Wuxi.

Bakgrund
Haninge kommun har sedan 2007 ett vänortsavtal med Wuxi i Kina. Samarbetet gäller skola.

{text}

Ekonomi
Samarbetet ryms inom ram.
"""


def named(text: str, role: str) -> set[str]:
    """The organisations in ``role``, and none in the other of the two roles."""
    found = {(r["name"], r["role"]) for r in rows_of(REPORT.format(text=text))["parties"] if r["kind"] != "person"}
    told = {(name, r) for name, r in found if r in ("partner", "consulted")}
    assert {r for _, r in told} <= {role}
    return {name for name, _ in told}


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "Sedan 2012 har Mittuniversitetet ett studentutbyte med Wuxi Normal University.",
            {"Mittuniversitetet", "Wuxi Normal University"},
        ),
        ("Inom vården samarbetar Visby sjukhus med Wuxi Central Hospital.", {"Visby sjukhus", "Wuxi Central Hospital"}),
        (
            "Karolinska Institutet och Wuxi Eye Hospital har inlett ett forskningssamarbete.",
            {"Karolinska Institutet", "Wuxi Eye Hospital"},
        ),
        ("Sedan dess finns också utbyten med Wuxi No. 1 Middle School.", {"Wuxi No. 1 Middle School"}),
        (
            "Partners i projektet är Röda Korset, Svenska kyrkan och Studiefrämjandet.",
            {"Röda Korset", "Svenska kyrkan", "Studiefrämjandet"},
        ),
        ("Arbetet sker i samarbete med Umeå universitet och Anna Berg institutet.", {"Umeå universitet", "Anna Berg institutet"}),
        (
            "Flera aktörer är engagerade i utbytet: Handens IF Klubb och Haninge Orkesterförening.",
            {"Handens IF Klubb", "Haninge Orkesterförening"},
        ),
        (
            "Följande organisationer deltar i samarbetet:\n- Kungliga Tekniska högskolan\n- Haninge Bostäder AB",
            {"Kungliga Tekniska högskolan", "Haninge Bostäder AB"},
        ),
        ("Avtalet undertecknades av Haninge kommun, Wuxi stad och Södertörns högskola.", {"Södertörns högskola"}),
        ("Utbytet med Wuxi har främst skett genom Haninge Orkesterförening.", {"Haninge Orkesterförening"}),
        ("Bakom utbytet står Föreningen Norden.", {"Föreningen Norden"}),
        ("Projektägare är Energikontor Sydost AB.", {"Energikontor Sydost AB"}),
        ("Till projektet är Kungliga Tekniska högskolan och Nordvatten AB knutna.", {"Kungliga Tekniska högskolan", "Nordvatten AB"}),
        ("Kommunens bolag Haninge Energi AB har deltagit i utbytet om fjärrvärme.", {"Haninge Energi AB"}),
        ("Haninge Basketklubb har vid två tillfällen gästat Wuxi.", {"Haninge Basketklubb"}),
        ("Haninge hoppas på ett utbyte. Skolan önskar ett utbyte med Wuxi Art School.", set()),
        ("Delegationen besökte Jiangnan University och företaget Solkraft AB.", set()),
        ("Dåvarande Landstinget Dalarna tecknade ett samarbetsavtal om vården.", set()),
        ("I beredningen av ärendet har Södertörns högskola deltagit.", set()),
    ],
)
def test_who_takes_part(sentence: str, names: set[str]) -> None:
    assert named(sentence, "partner") == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "Yttranden har inkommit från:\n- Länsstyrelsen i Stockholms län\n- Haninge hembygdsförening\n- Miljönämnden",
            {"Länsstyrelsen i Stockholms län", "Haninge hembygdsförening", "Miljönämnden"},
        ),
        ("Remissinstanser\n- Trafikverket\n- Haninge Energi AB", {"Trafikverket", "Haninge Energi AB"}),
        ("Ärendet har remitterats till följande instanser:\n• Polismyndigheten\n• Trafikverket", {"Polismyndigheten", "Trafikverket"}),
        ("Remiss har skickats till Haninge Bostäder AB och Hyresgästföreningen.", {"Haninge Bostäder AB", "Hyresgästföreningen"}),
        ("Yttranden har avgetts av Trafikverket och Haninge hembygdsförening.", {"Trafikverket", "Haninge hembygdsförening"}),
        ("Samråd har skett med Funktionsrätt Haninge och Röda Korset.", {"Funktionsrätt Haninge", "Röda Korset"}),
        ("Synpunkter har inhämtats från Länsstyrelsen Skåne samt Trafikverket.", {"Länsstyrelsen Skåne", "Trafikverket"}),
        ("Kontakt har tagits med Kommerskollegium och Svenska institutet.", {"Kommerskollegium", "Svenska institutet"}),
        ("Kommunen har sökt råd hos Säkerhetspolisen.", {"Säkerhetspolisen"}),
        ("Förslaget har stämts av med Business Sweden.", {"Business Sweden"}),
        ("Kontoret har efter dialog med Trafikverket ändrat förslaget.", {"Trafikverket"}),
        ("Dialog har förts med Saab AB och East Sweden Business Region.", {"Saab AB", "East Sweden Business Region"}),
        ("Trafikverket har avstått från att yttra sig.", {"Trafikverket"}),
        ("Enligt Försvarsmakten, som yttrat sig i ärendet, finns inga hinder.", {"Försvarsmakten"}),
        ("Säkerhetspolisen avråder kommunen från att resa.", {"Säkerhetspolisen"}),
        (
            "Kontoret har varit i kontakt med Sveriges Kommuner och Regioner, SKR, för vägledning.",
            {"Sveriges Kommuner och Regioner"},
        ),
        ("Säkerhetspolisen rekommenderar kommuner att vara försiktiga.", set()),
        ("Beslutet skickas till Södertörns högskola.", set()),
        ("Enligt Statistiska centralbyrån har exporten till Kina ökat.", set()),
    ],
)
def test_who_was_asked(sentence: str, names: set[str]) -> None:
    assert named(sentence, "consulted") == names
