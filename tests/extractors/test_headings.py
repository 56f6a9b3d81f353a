"""Headings and the zones they open, in the wordings of many municipalities."""

from __future__ import annotations

import time

import pytest

from extractors.headings import MAX_HEADING, classify

HEADINGS: dict[str, list[str]] = {
    "decision": [
        "Beslut",
        "BESLUT",
        "Beslut:",
        "Kommunstyrelsens beslut",
        "KOMMUNSTYRELSENS BESLUT",
        "Kommunfullmäktiges beslut",
        "Landstingsstyrelsens beslut",
        "Kommundelsnämndens beslut",
        "Krisledningsnämndens beslut",
        "KSAU beslut",
        "KSAU:s beslut",
        "Arbetsutskottets beslut",
        "AU:s beslut",
        "Allmänna utskottets beslut",
        "Kommunstyrelsens allmänna utskotts beslut",
        "Plan- och utvecklingsutskottets beslut",
        "Gymnasie- och vuxenutbildningsnämndens beslut",
        "Individnämnden beslutar",
        "Kommunstyrelsen beslutar",
        "Kommunstyrelsen beslutar att",
        "Kommunstyrelsen beslutade",
        "KOMMUNSTYRELSEN BESLUTAR",
        "Kommunstyrelsen föreslår kommunfullmäktige",
        "Kommunstyrelsen föreslår kommunfullmäktige besluta",
        "Kommunstyrelsen föreslår att kommunfullmäktige beslutar",
        "Arbetsutskottet föreslår kommunstyrelsen besluta",
        "Fullmäktiges beslut",
        "Nämndens beslut",
        "Styrelsens beslut",
        "Utskottets beslut",
        "Regionstyrelsen beslutar",
        "Regionstyrelsen beslutar för egen del",
        "Kommunstyrelsen för egen del",
        "För egen del beslutar kommunstyrelsen",
        "Beslut i kommunstyrelsen",
        "Beslut i kommunfullmäktige",
        "Kommunfullmäktige beslutar",
        "Kommunfullmäktige beslutar följande",
        "Kommunstyrelsen beslutar följande:",
        "Borgarrådsberedningens beslut",
        "Kommunstyrelsen beslutar föreslå kommunfullmäktige",
        "Kommunstyrelsen beslutar föreslå fullmäktige att",
        "Beslutet",
        "Ordförandens beslut",
        "Delegationsbeslut",
        "Regionfullmäktiges beslut",
        "Landstingsfullmäktiges beslut",
        "Kommunstyrelsen beslöt",
        "Kommunstyrelsens beslut för egen del",
        "Kommunalnämndens beslut",
        "Kommunstyrelsens och kommunfullmäktiges beslut",
        "Beslut KS",
        "KS beslut",
        "KF beslut",
        "KS beslutar",
        "Tekniska nämnden beslutar enhälligt",
        "Kommunstyrelsen beslutar enhälligt att",
        "Direktionens beslut",
        "Förbundsdirektionens beslut",
        "Gemensamma nämndens beslut",
        "Kommunstyrelsen beslutar dels",
    ],
    "proposal": [
        "Kommunstyrelsens förslag till kommunfullmäktige",
        "Arbetsutskottets förslag till kommunstyrelsen",
        "Förslag till beslut",
        "FÖRSLAG TILL BESLUT",
        "Förslag till beslut:",
        "Förslag till kommunfullmäktige",
        "Förvaltningens förslag till beslut",
        "Kommunledningskontorets förslag",
        "Kommunledningsförvaltningens förslag till beslut",
        "Kommunledningskontoret föreslår kommunstyrelsen besluta",
        "Stadskontorets förslag",
        "Ordförandens förslag till beslut",
        "Arbetsutskottets förslag",
        "Arbetsutskottets förslag till beslut",
        "Kommunstyrelsens förslag",
        "Kommunstyrelsens förslag till beslut",
        "Presidiets förslag",
        "Hemställan",
        "Kommunchefens förslag",
        "Kommundirektörens förslag till beslut",
        "Beslutsförslag",
        "Förslag",
        "Tjänsteförslag",
        "Landstingskontorets förslag",
        "Landstingsdirektörens förslag",
        "Borgarrådsberedningens förslag",
        "Yrkande i motionen",
        "Motionens yrkanden",
        "Motionärens förslag till beslut",
        "Förslag till beslut i kommunfullmäktige",
        "AU:s förslag",
        "Regionstyrelsens förslag till regionfullmäktige",
        "Förslag till yttrande",
        "Allmänna utskottets förslag till kommunstyrelsen",
    ],
    "motions_at_meeting": [
        "Förslag till beslut på sammanträdet",
        "Yrkanden",
        "YRKANDEN",
        "Yrkande",
        "Yrkanden och propositionsordning",
        "Förslag på sammanträdet",
        "Tilläggsyrkande",
        "Framställda yrkanden",
        "Dagens sammanträde",
        "Dagens yrkanden",
        "Yrkanden under sammanträdet",
        "Ändringsyrkande",
        "Yttranden och yrkanden",
        "Behandling på sammanträdet",
        "Överläggning",
        "Yrkanden i kommunfullmäktige",
        "Förslag och yrkanden",
        "Förslag under mötet",
        "Diskussion",
        "Anföranden",
        "Anföranden och yrkanden",
        "Ärendets behandling under sammanträdet",
        "Behandling på dagens sammanträde",
        "Kommunstyrelsens överläggning",
        "Inlägg och yrkanden",
    ],
    "question": [
        "Proposition",
        "Propositioner",
        "Propositionsordning",
        "Beslutsgång",
        "BESLUTSGÅNG",
        "Proposition och beslut",
        "Beslutsgången",
        "Propositionsordningen",
        "Beslutsgång 1",
        "Proposition på återremissyrkandet",
        "Beslutsgång för återremiss",
        "Propositioner och omröstning",
    ],
    "vote": [
        "Omröstning",
        "Votering",
        "Omröstningsresultat",
        "Voteringsresultat",
        "Omröstning 1",
        "Votering 2",
        "Omröstning begärs",
        "Votering begärs",
        "Resultat av omröstningen",
        "Omröstningens resultat",
        "Sluten omröstning",
    ],
    "reservation": [
        "Reservation",
        "Reservationer",
        "RESERVATION",
        "Reservation mot beslut",
        "Reservationer mot beslutet",
        "Anmälan om reservation",
        "Reservation och protokollsanteckning",
        "Skriftlig reservation",
        "Blank reservation",
        "Reservation från Vänsterpartiet",
        "Reservation (SD)",
    ],
    "statement": [
        "Särskilt yttrande",
        "Protokollsanteckning",
        "Protokollsanteckningar",
        "Jäv",
        "Deltar ej i beslutet",
        "Deltar inte i beslut",
        "Särskilda yttranden",
        "Röstförklaring",
        "Jävsanmälan",
        "Deltar ej",
        "Anteckning till protokollet",
        "Ej deltagande",
    ],
    "documents": [
        "Beslutsunderlag",
        "Handlingar",
        "Underlag",
        "Handlingar i ärendet",
        "Bilagor",
        "Beslutsunderlag:",
        "Underlag för beslut",
        "Ärendets handlingar",
        "Handlingar:",
        "Beslutshandlingar",
    ],
    "recipients": [
        "Beslutet skickas till",
        "Beslutet ska skickas till",
        "Expedieras till",
        "Expediering",
        "Delges",
        "Sändlista",
        "Kopia till",
        "Protokollsutdrag till",
        "Utdrag till",
        "Skickas till",
        "Beslutet expedieras till",
        "Beslutet delges",
        "Beslut expedieras till",
        "Expedieras",
        "Meddelas",
        "Beslutsexpediering",
        "Utdrag ur protokollet till",
        "För verkställighet",
        "För kännedom",
        "Kopia",
        "Beslutsmottagare",
        "Expedierat",
    ],
    "preparation": [
        "Ärendets beredning",
        "Beredning",
        "Remissinstanser",
        "Remissvar",
        "Yttrande från skolnämnden",
    ],
    "history": [
        "Tidigare beslut",
        "Arbetsutskottets behandling",
        "Tidigare behandling",
        "Kommunstyrelsens behandling",
        "Ärendets tidigare handläggning",
        "Tidigare handläggning",
    ],
    "background": [
        "Bakgrund",
        "Ärendet",
        "Sammanfattning",
        "SAMMANFATTNING AV ÄRENDET",
        "Ärendebeskrivning",
        "Beskrivning av ärendet",
        "Ärende",
        "Redogörelse för ärendet",
        "Sammanfattning av ärendet",
        "Bakgrundsbeskrivning",
        "Inledning",
        "Ärendets innehåll",
        "Information i ärendet",
        "Redogörelse",
        "Motionen",
        "Sammanfattande beskrivning",
        "Föredragning av ärendet",
    ],
    "assessment": [
        "Bedömning",
        "Kommunledningskontorets bedömning",
        "Förvaltningens synpunkter",
        "Överväganden",
        "Skäl för beslutet",
        "Motivering",
        "Förvaltningens bedömning",
        "Skälen för beslutet",
        "Beslutsmotivering",
        "Motiv till beslut",
        "Skäl till beslut",
    ],
    "consequences": [
        "Ekonomiska konsekvenser",
        "Konsekvenser",
        "Barnkonsekvensanalys",
        "Finansiering",
        "Barnperspektivet",
        "Juridiska konsekvenser",
        "Ekonomi",
        "Uppföljning",
        "Konsekvensanalys",
        "Barnrättsperspektivet",
        "Jämställdhetsanalys",
        "Agenda 2030",
        "Miljökonsekvenser",
    ],
}
NO_HEADINGS = [
    "Protokollsutdrag",
    "Kommunstyrelsen",
    "Anna Berg (S)",
    "Samarbetet med Vinterby",
    "Beslut om vänortsavtal",
    "Kommunstyrelsens arbetsutskott",
    "Motion om ny lekplats",
    "kommunstyrelsens beslut",
    "Svar på motion",
    "Information om vänortsutbytet",
    "Yttrande över motion",
    "Redovisning av delegationsbeslut",
    "Förslag till policy",
    "Förslag till detaljplan för Eken",
    "Uppföljning av budget 2019",
]


@pytest.mark.parametrize(("line", "kind"), [(line, kind) for kind, lines in HEADINGS.items() for line in lines])
def test_kinds(line: str, kind: str) -> None:
    heading = classify(line)
    assert heading is not None
    assert heading.kind == kind


@pytest.mark.parametrize("line", ["Beslut", "Förslag till beslut", "Yrkanden", "Reservation", "Beslutsunderlag", "Sammanfattning"])
def test_capitals_colons_numbers_and_markup_change_nothing(line: str) -> None:
    plain = classify(line)
    assert plain is not None
    for written in (line.upper(), f"{line}:", f"{line}.", f"1.2 {line}", f"3 {line}", f"**{line}**", f"## {line}", f"  {line} "):
        assert classify(written) == plain


@pytest.mark.parametrize("line", NO_HEADINGS)
def test_no_headings(line: str) -> None:
    assert classify(line) is None


def test_running_text_is_no_heading() -> None:
    assert classify("Beslut " + "om ett mycket långt ärende " * 10) is None
    assert classify("x" * (MAX_HEADING + 1)) is None
    assert classify("") is None
    assert classify("beslut") is None


@pytest.mark.parametrize(
    ("line", "bodies"),
    [
        ("Kommunstyrelsens beslut", ("Kommunstyrelsen",)),
        ("KF:s beslut", ("Kommunfullmäktige",)),
        ("KSAU beslut", ("Kommunstyrelsens arbetsutskott",)),
        ("AU:s förslag", ("Arbetsutskottet",)),
        ("Kommunstyrelsens allmänna utskotts beslut", ("Kommunstyrelsens allmänna utskott",)),
        ("Kommunstyrelsens förslag till kommunfullmäktige", ("Kommunstyrelsen", "Kommunfullmäktige")),
        ("GYMNASIE- OCH VUXENUTBILDNINGSNÄMNDENS BESLUT", ("Gymnasie- och vuxenutbildningsnämnden",)),
        ("Landstingsstyrelsen beslutar", ("Landstingsstyrelsen",)),
    ],
)
def test_bodies_named(line: str, bodies: tuple[str, ...]) -> None:
    heading = classify(line)
    assert heading is not None
    assert heading.bodies == bodies


@pytest.mark.parametrize("bait", ["kommunstyrelsens ", "beslut ", "Kultur- och ", "föreslår att ", "a", "tekniska "])
def test_time_is_linear(bait: str) -> None:
    lines = [f"Å{i} {bait * 200}"[:MAX_HEADING] for i in range(200_000 // MAX_HEADING)]
    classify("Beslut")
    begun = time.perf_counter()
    for line in lines:
        classify(line)
    assert time.perf_counter() - begun < 3


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Beslut att", "decision"),
        ("Eget beslut", "decision"),
        ("Kommunstyrelsens avgörande", "decision"),
        ("Kommunstyrelsens eget beslut", "decision"),
        ("Beslut för kommunstyrelsen", "decision"),
        ("Kommunstyrelsen beslutar vidare att", "decision"),
        ("Kommunfullmäktige utser", "decision"),
        ("Kommunstyrelsen överlämnar ärendet till kommunfullmäktige med följande förslag till beslut:", "decision"),
        ("Hållbarhetsutskottets beslutsförslag", "proposal"),
        ("Kommunledningskontorets reviderade förslag", "proposal"),
        ("Kommunstyrelsens förslag till beslut i kommunfullmäktige", "proposal"),
        ("I ärendet finns följande dokument", "documents"),
        ("I ärendet föreligger", "documents"),
        ("Sammanträdet", "motions_at_meeting"),
        ("Ärendets behandling under mötet", "motions_at_meeting"),
    ],
)
def test_headings_known_by_their_parts(heading: str, kind: str) -> None:
    found = classify(heading)
    assert found is not None and found.kind == kind


def test_the_body_that_a_decision_waits_for_does_not_speak() -> None:
    found = classify("Kommunstyrelsens beslut för egen del, under förutsättning av kommunfullmäktiges beslut")
    assert found is not None and (found.kind, found.bodies) == ("decision", ("Kommunstyrelsen",))
