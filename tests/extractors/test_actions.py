"""What a clause does, by its governing verb: active, passive, infinitive, participle, old forms, nouns and negations."""

from __future__ import annotations

import pytest

from extractors import codes
from extractors.actions import action_of, has_action

CLAUSES = {
    "approve": [
        "bifalla motionen",
        "Motionen bifalls",
        "motionen bifalles",
        "bifall till arbetsutskottets förslag",
        "har bifallits",
        "godkänna rapporten",
        "Programmet godkännes",
        "Avtalet godkändes",
        "anta programmet",
        "Programmet antas",
        "Programmet antages",
        "fastställa taxan",
        "Taxan fastställes",
        "bevilja ansvarsfrihet",
        "Bo Ek medges befrielse från uppdraget",
        "ställa sig bakom förslaget",
        "inte ha något att erinra",
        "Interpellationen får ställas",
        "Enligt kommunstyrelsens förslag",
        "Kommunstyrelsen beslutar i enlighet med utskottets förslag",
    ],
    "reject": [
        "avslå motionen",
        "Motionen avslås",
        "motionen avslogs",
        "avslag på motionen",
        "har avslagits",
        "Förfrågan avböjs",
        "tacka nej till inbjudan",
        "inte bifalla motionen",
        "Motionen lämnas utan bifall",
        "inte ingå något avtal",
    ],
    "answered": [
        "anse motionen besvarad",
        "Motionen anses besvarad",
        "motionen förklaras besvarad",
        "Motionen är därmed besvarad",
        "Interpellationen är besvarad",
        "motionen skall anses vara besvarad",
    ],
    "refer_back": [
        "återremittera ärendet",
        "Ärendet återremitteras till kontoret",
        "återremiss",
        "om återremiss för kompletteringar",
        "Ärendet återremitterades",
    ],
    "table": [
        "bordlägga ärendet",
        "Ärendet bordläggs",
        "Ärendet bordlägges",
        "bordläggning till nästa möte",
        "Ärendet bordlades",
        "skjuta upp beslutet",
    ],
    "note": [
        "lägga rapporten till handlingarna",
        "Skrivelsen lägges till handlingarna",
        "ta del av informationen",
        "Informationen noteras",
        "notera informationen",
        "Kommunstyrelsen tackar för informationen",
        "Anmälningarna antecknas",
    ],
    "appoint": [
        "utse Bo Ek till ombud",
        "Bo Ek utses till ersättare",
        "välja Anna Berg till ordförande",
        "Till ombud väljs Anna Berg",
        "Anna Berg valdes till ordförande",
    ],
    "instruct": [
        "uppdra åt kommunchefen att underteckna avtalet",
        "ge kontoret i uppdrag att utvärdera samarbetet",
        "Kommunchefen får i uppdrag att säga upp avtalet",
        "bemyndiga ordföranden att teckna avtalet",
        "uppdraga åt nämnden att återkomma med en utvärdering",
    ],
    "enter": [
        "ingå avtal med Vinterby",
        "Avtal tecknas med Vinterby",
        "underteckna avsiktsförklaringen",
        "inleda ett samarbete med Vinterby",
        "träffa överenskommelse med Vinterby",
    ],
    "renew": ["förlänga avtalet", "Avtalet förlängs till 2022", "förnya vänortsavtalet", "Avtalet förnyas"],
    "terminate": [
        "säga upp avtalet",
        "Avtalet sägs upp",
        "Avtalet sägas upp",
        "avtalet förnyas inte",
        "inte förnya avtalet",
        "ej förlänga avtalet",
        "inte längre vara medlem i nätverket",
        "avtalet ska inte längre gälla",
        "Samarbetet avslutas",
        "avsluta partnerskapet",
        "Riktlinjen upphör att gälla",
        "låta avtalet löpa ut",
        "lämna nätverket",
    ],
    "pause": ["pausa samarbetet", "Samarbetet vilar tills vidare", "samarbetet förklaras vilande"],
    "follow_up": [
        "följa upp samarbetet",
        "Samarbetet följs upp 2021",
        "utvärdera utbytet",
        "samarbetet utvärderas årligen",
        "återrapportera till nämnden",
    ],
    "other": [
        "Ärendet utgår",
        "inte säga upp avtalet",
        "Avtalet sägs inte upp",
        "Motionen remitteras till kommunstyrelsen",
        "Ärendet översänds till kommunfullmäktige utan eget ställningstagande",
        "Ärendet avslutas utan vidare handläggning",
        "överlämna uppföljningen till kommunstyrelsen",
    ],
}


@pytest.mark.parametrize(("clause", "code"), [(clause, code) for code, clauses in CLAUSES.items() for clause in clauses])
def test_actions(clause: str, code: str) -> None:
    assert action_of(clause).code == code


def test_every_code_is_tried() -> None:
    assert set(CLAUSES) == set(codes.ACTIONS)


@pytest.mark.parametrize("clause", ["MOTIONEN AVSLÅS", "motionen avslås", "Motionen Avslås"])
def test_letter_case_changes_nothing(clause: str) -> None:
    assert action_of(clause).code == "reject"


def test_the_first_verb_governs() -> None:
    assert action_of("uppdra åt kommunchefen att säga upp avtalet och avslå motionen").code == "instruct"


def test_no_verb_of_decision() -> None:
    assert not has_action("Sommaren var varm i Vinterby")
    assert has_action("Avtalet förlängs")


def test_a_verb_far_away_is_less_sure() -> None:
    assert action_of("x " * 100 + "avslås").confidence < action_of("avslås").confidence


@pytest.mark.parametrize(
    ("clause", "action"),
    [
        ("Yrkandet om att säga upp avtalet avslås", "reject"),
        ("inbjudan från Duluth att teckna vänortsavtal avböjs", "reject"),
        ("Motionen om förlängning av avtalet avslås", "reject"),
        ("Motionen om att inte förnya avtalet anses besvarad", "answered"),
        ("Förslaget om att återremittera ärendet avslås", "reject"),
        ("Förslag att bordlägga frågan bifalls", "approve"),
        ("Uppföljningen läggs till handlingarna", "note"),
        ("Det förlängda avtalet sägs upp", "terminate"),
        ("avslå förslaget att säga upp avtalet", "reject"),
        ("uppdra åt kontoret att avtalet sägs upp", "instruct"),
        ("utvärderingen av samarbetet redovisas senast i maj", "follow_up"),
        ("Kontoret ska årligen redovisa vad samarbetet har lett till", "follow_up"),
        ("delegera till kommunstyrelsen att teckna avtal", "instruct"),
        ("avtalet förlängs därmed inte", "terminate"),
        ("programmet antas inte", "reject"),
        ("Begäran bifalls inte", "reject"),
        ("att inte bevilja bidraget", "reject"),
        ("skrivelsen lämnas utan avseende", "reject"),
        ("inte förnya avtalet om vänortsutbyte när det löper ut", "terminate"),
    ],
)
def test_what_stands_in_the_subject_yields_to_the_verb(clause: str, action: str) -> None:
    assert action_of(clause).code == action


@pytest.mark.parametrize(
    ("clause", "action"),
    [
        ("sluta en överenskommelse om samarbete med Brest", "enter"),
        ("återrapportering noteras", "note"),
        ("medlen fördelas enligt tidigare antagna riktlinjer", "other"),
        ("den nyligen upprättade och nu antagna planen avslås", "reject"),
        ("i delegationen till Brest skall ingå Bo Ek (s) och kommunchefen", "appoint"),
        ("Arbetsgruppen ska bestå av tre ledamöter och en tjänsteman", "appoint"),
        ("ersätta avtalet från 1994 med ett nytt för tiden 2006–2010", "renew"),
        ("sluta ett systerortsavtal med Brest för åren 2008–2012", "enter"),
        ("avtalet slöts inte", "reject"),
        ("kommunen ingår inte något avtal med Brest", "reject"),
        ("inte sluta något avtal med Brest", "reject"),
        ("inte inleda något samarbete med Brest", "reject"),
        ("avsluta avtalet med Brest", "terminate"),
    ],
)
def test_an_agreement_is_concluded_or_not(clause: str, action: str) -> None:
    found = action_of(clause)
    assert found is not None and found.code == action
