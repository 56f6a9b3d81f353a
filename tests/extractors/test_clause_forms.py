"""Whole sets of clauses, with body and text, in the forms that minutes and reports of many places give their decisions."""

from __future__ import annotations

import pytest
from decision_documents import decision_facts, in_minutes, in_report

KS, KF, AU = "Kommunstyrelsen", "Kommunfullmäktige", "Kommunstyrelsens arbetsutskott"
# stage, action, body, text
Row = tuple[str, str, str | None, str]


def rows(found: list[dict[str, object]]) -> list[Row]:
    return [(str(r["stage"]), str(r["action"]), r["body"], str(r["text"])) for r in found]  # type: ignore[misc]


RUN_IN: list[tuple[str, list[Row]]] = [
    ("Kommunstyrelsen beslutar godkänna rapporten.", [("decided", "approve", KS, "godkänna rapporten.")]),
    ("Kommunstyrelsen beslutade enhälligt att säga upp avtalet.", [("decided", "terminate", KS, "säga upp avtalet.")]),
    ("Kommunstyrelsen beslöt att lägga skrivelsen till handlingarna.", [("decided", "note", KS, "lägga skrivelsen till handlingarna.")]),
    ("Beslöts att lägga skrivelsen till handlingarna.", [("decided", "note", KS, "lägga skrivelsen till handlingarna.")]),
    ("Det beslutas att avslå ansökan.", [("decided", "reject", KS, "avslå ansökan.")]),
    (
        "Kommunstyrelsen utser Bo Ek (M) till ombud.",
        [("decided", "appoint", KS, "Kommunstyrelsen utser Bo Ek (M) till ombud.")],
    ),
    (
        "Kommunstyrelsen tackar för informationen och lägger den till handlingarna.",
        [("decided", "note", KS, "Kommunstyrelsen tackar för informationen och lägger den till handlingarna.")],
    ),
    ("Kommunchefen informerar om läget.\n\nInformationen noteras.", [("decided", "note", KS, "Informationen noteras.")]),
    ("Underlaget är inte klart.\n\nÄrendet utgår.", []),
    (
        "Dagens sammanträde\nOrdföranden Anna Berg (S) föreslår att ärendet bordläggs.\n\n"
        "Kommunstyrelsen beslutar i enlighet med ordförandens förslag.",
        [
            ("proposed", "table", KS, "ärendet bordläggs."),
            ("decided", "approve", KS, "Kommunstyrelsen beslutar i enlighet med ordförandens förslag."),
        ],
    ),
    ("Arbetsutskottet föreslår att motionen avslås.", [("recommended", "reject", KS, "motionen avslås.")]),
    ("Kommunstyrelsen föreslår att motionen avslås.", [("recommended", "reject", KF, "motionen avslås.")]),
    ("Kommunchefen berättar att kommunfullmäktige den 3 maj beslutade att säga upp avtalet.", []),
    ("Kommunstyrelsen beslutade den 3 maj att säga upp avtalet.", []),
    ("Arbetsutskottet tillstyrker förslaget.", []),
]


@pytest.mark.parametrize(("text", "expected"), RUN_IN)
def test_decisions_without_a_heading(text: str, expected: list[Row]) -> None:
    assert rows(in_minutes(text)) == expected


LISTS: list[tuple[str, list[Row]]] = [
    (
        "Beslut\nKommunstyrelsen beslutar\ngodkänna rapporten\nge kontoret i uppdrag att sprida den\nanse motionen besvarad",
        [
            ("decided", "approve", KS, "godkänna rapporten"),
            ("decided", "instruct", KS, "ge kontoret i uppdrag att sprida den"),
            ("decided", "answered", KS, "anse motionen besvarad"),
        ],
    ),
    (
        "Beslut att\n1. godkänna rapporten\n2. avslå motionen",
        [("decided", "approve", KS, "godkänna rapporten"), ("decided", "reject", KS, "avslå motionen")],
    ),
    (
        "Kommunstyrelsens beslut\n1  Rapporten godkänns.\n2  Motionen avslås.",
        [("decided", "approve", KS, "Rapporten godkänns."), ("decided", "reject", KS, "Motionen avslås.")],
    ),
    (
        "Kommunstyrelsen beslutar\n\natt 1 säga upp avtalet\n\natt 2 uppdra åt kontoret att meddela parten",
        [("decided", "terminate", KS, "säga upp avtalet"), ("decided", "instruct", KS, "uppdra åt kontoret att meddela parten")],
    ),
    (
        "Kommunstyrelsen beslutar\n\natt1    säga upp avtalet\n\natt2    godkänna rapporten",
        [("decided", "terminate", KS, "säga upp avtalet"), ("decided", "approve", KS, "godkänna rapporten")],
    ),
    (
        "Beslut\nKommunstyrelsen beslutar 1) att godkänna rapporten, 2) att avslå motionen.",
        [("decided", "approve", KS, "godkänna rapporten"), ("decided", "reject", KS, "avslå motionen.")],
    ),
    (
        "Kommunstyrelsen beslutar att godkänna rapporten; att avslå motionen; samt att uppdra åt kontoret att sprida rapporten.",
        [
            ("decided", "approve", KS, "godkänna rapporten"),
            ("decided", "reject", KS, "avslå motionen"),
            ("decided", "instruct", KS, "uppdra åt kontoret att sprida rapporten."),
        ],
    ),
    (
        "Beslut\nKommunstyrelsen beslutar att godkänna rapporten samt att överlämna den till kommunfullmäktige.",
        [("decided", "approve", KS, "godkänna rapporten"), ("decided", "other", KS, "överlämna den till kommunfullmäktige.")],
    ),
    (
        "Beslut\nKommunstyrelsen beslutar dels godkänna rapporten, dels uppdra åt kontoret att sprida den.",
        [("decided", "approve", KS, "godkänna rapporten"), ("decided", "instruct", KS, "uppdra åt kontoret att sprida den.")],
    ),
    (
        "Kommunstyrelsen beslutar att dels säga upp avtalet, dels meddela parten.",
        [("decided", "terminate", KS, "säga upp avtalet"), ("decided", "other", KS, "meddela parten.")],
    ),
    (
        "Beslut\nKommunstyrelsen beslutar\n1. ge kommunchefen i uppdrag att\n   a) teckna avtal med Vinterby\n   b) redovisa läget\n"
        "2. anse motionen besvarad",
        [
            ("decided", "instruct", KS, "ge kommunchefen i uppdrag att a) teckna avtal med Vinterby b) redovisa läget"),
            ("decided", "answered", KS, "anse motionen besvarad"),
        ],
    ),
    (
        "Beslut\nÄrendet återremitteras till förvaltningen för att\n- utreda kostnaderna\n- utreda andra lägen",
        [("decided", "refer_back", KS, "Ärendet återremitteras till förvaltningen för att - utreda kostnaderna - utreda andra lägen")],
    ),
    (
        "Beslut\nÄrendet återremitteras med motiveringen att kostnaderna ska redovisas och att avtalet ska utvärderas.",
        [
            (
                "decided",
                "refer_back",
                KS,
                "Ärendet återremitteras med motiveringen att kostnaderna ska redovisas och att avtalet ska utvärderas.",
            )
        ],
    ),
    (
        "Beslut\nTill ledamöter i styrgruppen utses:\n- Anna Berg (S)\n- Bo Ek (M)",
        [("decided", "appoint", KS, "Till ledamöter i styrgruppen utses: - Anna Berg (S) - Bo Ek (M)")],
    ),
    (
        "Kommunstyrelsen utser\n\nBo Ek (M) till ersättare i styrgruppen,\n\nEva Dahl (V) till ledamot i beredningen.",
        [
            ("decided", "appoint", KS, "Bo Ek (M) till ersättare i styrgruppen"),
            ("decided", "appoint", KS, "Eva Dahl (V) till ledamot i beredningen."),
        ],
    ),
    (
        "Beslut\nSkrivelserna läggs till handlingarna.\n\n1. Tackbrev från Vinterby\n2. Länsrådet, protokoll den 26 augusti",
        [("decided", "note", KS, "Skrivelserna läggs till handlingarna.")],
    ),
    (
        "Beslut\n1. Avtalet sägs upp.\n\nI ärendet finns följande dokument\n1. Beslutsförslag 2019-02-22\n2. Motion från Eva Dahl (V)",
        [("decided", "terminate", KS, "Avtalet sägs upp.")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_lists_of_clauses(text: str, expected: list[Row]) -> None:
    assert rows(in_minutes(text)) == expected


HEADED: list[tuple[str, str, list[Row]]] = [
    ("Kommunstyrelsen", "Kommunstyrelsens avgörande\nAvtalet förlängs.", [("decided", "renew", KS, "Avtalet förlängs.")]),
    ("Kommunstyrelsen", "Eget beslut\nAvtalet förlängs.", [("decided", "renew", KS, "Avtalet förlängs.")]),
    ("Kommunfullmäktige", "Beslut i kommunfullmäktige\nMotionen avslås.", [("decided", "reject", KF, "Motionen avslås.")]),
    (
        "Kommunfullmäktige",
        "Fullmäktiges beslut\nFullmäktige beslutar att avtalet sägs upp.",
        [("decided", "terminate", KF, "avtalet sägs upp.")],
    ),
    ("Kommunstyrelsen", "Tillväxtutskottets beslutsförslag\nAvtalet sägs upp.", [("recommended", "terminate", KS, "Avtalet sägs upp.")]),
    (
        "Kommunstyrelsen",
        "Tekniska nämndens förslag till kommunstyrelsen\nTaxan höjs.\n\nKommunstyrelsens beslut\nTaxan höjs inte.",
        [("recommended", "other", KS, "Taxan höjs."), ("decided", "other", KS, "Taxan höjs inte.")],
    ),
    (
        "Kommunstyrelsen",
        "Kommunstyrelsens förslag till kommunfullmäktige\nProgrammet antas.\n\n"
        "Kommunstyrelsens beslut för egen del, under förutsättning av kommunfullmäktiges beslut\n"
        "Kommunchefen får i uppdrag att sprida det.",
        [
            ("recommended", "approve", KF, "Programmet antas."),
            ("decided", "instruct", KS, "Kommunchefen får i uppdrag att sprida det."),
        ],
    ),
    (
        "Kommunstyrelsen",
        "Beslut\nKommunstyrelsens förslag till beslut i kommunfullmäktige\nKommunfullmäktige godkänner planen.\n\n"
        "Kommunfullmäktige uppdrar åt kommunstyrelsen att sprida den.",
        [
            ("recommended", "approve", KF, "Kommunfullmäktige godkänner planen."),
            ("recommended", "instruct", KF, "Kommunfullmäktige uppdrar åt kommunstyrelsen att sprida den."),
        ],
    ),
    (
        "Kommunstyrelsen",
        "Beslut\nKommunstyrelsen överlämnar ärendet till kommunfullmäktige med följande förslag till beslut:\nMotionen avslås.",
        [("recommended", "reject", KF, "Motionen avslås.")],
    ),
    ("Kommunstyrelsen", "Förslag till kommunfullmäktige\n\nAvtalet sägs upp.", [("recommended", "terminate", KF, "Avtalet sägs upp.")]),
    (
        "Kommunfullmäktige",
        "Förslag\n\nKommunstyrelsen föreslog den 5 februari 2019, § 91, kommunfullmäktige besluta\n\natt säga upp avtalet.\n\n"
        "Kommunfullmäktiges beslut\nAvtalet sägs upp.",
        [("recommended", "terminate", KF, "säga upp avtalet."), ("decided", "terminate", KF, "Avtalet sägs upp.")],
    ),
    (
        "Kommunstyrelsens arbetsutskott",
        "Arbetsutskottets förslag\nArbetsutskottet föreslår att kommunstyrelsen beslutar följande:\n\n• Avtalet sägs upp.",
        [("recommended", "terminate", KS, "Avtalet sägs upp.")],
    ),
    (
        "Regionstyrelsen",
        "Regionstyrelsens beslut\n1. Regionstyrelsen föreslår regionfullmäktige att avtalet avslutas.",
        [("recommended", "terminate", "Regionfullmäktige", "avtalet avslutas.")],
    ),
    (
        "Kommunstyrelsen",
        "Kommunstyrelsen beslutar föreslå kommunfullmäktige besluta att säga upp avtalet samt att näringslivsutskottet får i uppdrag "
        "att se över de övriga avtalen.",
        [
            ("recommended", "terminate", KF, "säga upp avtalet"),
            ("recommended", "instruct", KF, "näringslivsutskottet får i uppdrag att se över de övriga avtalen."),
        ],
    ),
    (
        "Kommunstyrelsen",
        "Kommunstyrelsen beslutar att föreslå kommunfullmäktige besluta\n\natt anta planen\n\natt upphäva den äldre planen",
        [("recommended", "approve", KF, "anta planen"), ("recommended", "terminate", KF, "upphäva den äldre planen")],
    ),
    (
        "Kommunstyrelsens arbetsutskott",
        "Arbetsutskottet beslutar att föreslå kommunstyrelsen besluta\n\natt säga upp avtalet",
        [("recommended", "terminate", KS, "säga upp avtalet")],
    ),
    (
        "Socialnämnden",
        "Socialnämnden beslutar att föreslå kommunfullmäktige besluta\n\natt godkänna taxan",
        [("recommended", "approve", KF, "godkänna taxan")],
    ),
    (
        "Kommunstyrelsen",
        "Kommunstyrelsens förslag till kommunfullmäktige\nKommunfullmäktige beslutar att\n• godkänna detaljplanen för Åkern.",
        [("recommended", "approve", KF, "godkänna detaljplanen för Åkern.")],
    ),
    (
        "Kommunfullmäktige",
        "Kommunstyrelsens förslag till kommunfullmäktige\nKommunfullmäktige beslutar att godkänna planen.\n\n"
        "Kommunfullmäktige beslutar\natt godkänna planen",
        [("recommended", "approve", KF, "godkänna planen."), ("decided", "approve", KF, "godkänna planen")],
    ),
    (
        "Kommunstyrelsens arbetsutskott",
        "Arbetsutskottets förslag till kommunstyrelsen\nKommunstyrelsen beslutar att säga upp avtalet.",
        [("recommended", "terminate", KS, "säga upp avtalet.")],
    ),
    (
        "Kommunstyrelsen",
        "Beslut\nKommunstyrelsen föreslår att kommunfullmäktige beslutar:\n1. Planen antas.\n\nPunkt 2 bordläggs till nästa sammanträde.",
        [("recommended", "approve", KF, "Planen antas."), ("decided", "table", KS, "Punkt 2 bordläggs till nästa sammanträde.")],
    ),
    (
        "Regionstyrelsen",
        "Regionstyrelsens beslut\nAvtalet sägs upp.\nRegionstyrelsen har 2019-02-11, § 33, återremitterat ärendet.",
        [("decided", "terminate", "Regionstyrelsen", "Avtalet sägs upp.")],
    ),
    (
        "Kommunstyrelsen",
        "Kommunstyrelsens beslut\nMotionen avslås. Eva Dahl (V) reserverar sig mot beslutet.",
        [("decided", "reject", KS, "Motionen avslås.")],
    ),
    (
        "Kommunstyrelsen",
        "Beslut\nPlanen godkänns.\n\nEva Dahl (V) lämnar ett särskilt yttrande.\n\nI beslutet deltar ej Bo Ek (M).",
        [("decided", "approve", KS, "Planen godkänns.")],
    ),
]


@pytest.mark.parametrize(("body", "text", "expected"), HEADED)
def test_headed_decisions_and_recommendations(body: str, text: str, expected: list[Row]) -> None:
    assert rows(in_minutes(text, body)) == expected


DEMANDS: list[tuple[str, list[tuple[str, str]]]] = [
    ("Yrkanden\nYrkande om bifall till förslaget framställs av Bo Ek (M).", [("approve", "bifall till förslaget")]),
    ("Yrkanden\nEva Dahl (S) framställer yrkande om avslag.", [("reject", "avslag.")]),
    (
        "Ärendet\nEva Dahl (S) lämnade i fjol in en motion. Däri föreslås att kommunen lämnar partnerskapet med Vinterby.",
        [("terminate", "kommunen lämnar partnerskapet med Vinterby")],
    ),
    ("Yrkanden\nBifall till förslaget yrkas av Bo Ek (m).", [("approve", "Bifall till förslaget")]),
    ("Yrkanden\nEva Dahl (v) - Avslag på förslaget om Vinterby.", [("reject", "Avslag på förslaget om Vinterby.")]),
    (
        "Yrkanden\nAnna Berg (s), Bo Ek (c) och Eva Dahl (fp)\n- Bifall till arbetsutskottets förslag.",
        [("approve", "Bifall till arbetsutskottets förslag.")],
    ),
    (
        "Yrkanden\nAnna Berg (S) yrkar:\n- att avtalet sägs upp\n- att kommunchefen meddelar parten",
        [("terminate", "avtalet sägs upp"), ("instruct", "kommunchefen meddelar parten")],
    ),
    ("Yrkanden\nEva Dahl (V) yrkar med stöd av Bo Ek (M) att avtalet sägs upp.", [("terminate", "avtalet sägs upp.")]),
    ("Sammanträdet\nEva Dahl (V) yrkar bifall till motionen.", [("approve", "bifall till motionen.")]),
    (
        "Kommunstyrelsens förslag till kommunfullmäktige\n1. Motionen avslås.\n\nEva Dahl (V) yrkar bifall till motionen.",
        [("approve", "bifall till motionen.")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), DEMANDS)
def test_demands_at_the_meeting(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(action, words) for stage, action, _, words in rows(in_minutes(text)) if stage == "proposed"] == expected


@pytest.mark.parametrize(
    "lead",
    [
        "Kommunstyrelsen fattar följande beslut:",
        "Kommunstyrelsen fattade enhälligt följande beslut",
        "Beslut\nKommunstyrelsen fattar följande beslut:",
    ],
)
def test_a_body_makes_the_following_decision(lead: str) -> None:
    assert rows(in_minutes(f"{lead}\n\nAvtalet förnyas inte.")) == [("decided", "terminate", KS, "Avtalet förnyas inte.")]


IN_REPORTS: list[tuple[str, list[Row]]] = [
    (
        "Förslag till beslut\nKontoret föreslår i skrivelse den 3 mars att avtalet förlängs och att resultatet återrapporteras i juni.",
        [("proposed", "renew", KS, "avtalet förlängs"), ("proposed", "follow_up", KS, "resultatet återrapporteras i juni.")],
    ),
    (
        "Förslag till beslut\nKommunstyrelsen beslutar följande.\n\nSom svar på remissen hänvisas till kontorets skrivelse.",
        [("proposed", "other", KS, "Som svar på remissen hänvisas till kontorets skrivelse.")],
    ),
    (
        "Ärendet\nI motionen föreslås\n\n– att avtalet med Vinterby sägs upp, och\n– att en förening får stöd.\n\n"
        "Förslag till beslut\nMotionen avslås.",
        [
            ("proposed", "terminate", KS, "avtalet med Vinterby sägs upp"),
            ("proposed", "other", KS, "en förening får stöd."),
            ("proposed", "reject", KS, "Motionen avslås."),
        ],
    ),
    (
        "Ärendet\nMotionären vill att kommunen inleder samarbete med Vinterby.\n\nFörslag till beslut\nMotionen avslås.",
        [("proposed", "enter", KS, "kommunen inleder samarbete med Vinterby"), ("proposed", "reject", KS, "Motionen avslås.")],
    ),
    (
        "Förslag till beslut\nKommunstyrelsen beslutar:\n1. Kontoret ska årligen redovisa vad samarbetet har lett till.",
        [("proposed", "follow_up", KS, "Kontoret ska årligen redovisa vad samarbetet har lett till.")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), IN_REPORTS)
def test_proposals_of_reports(text: str, expected: list[Row]) -> None:
    found = in_report(text)
    assert [(s, a, w) for s, a, _, w in rows(found)] == [(s, a, w) for s, a, _, w in expected]
    assert {r["body"] for r in found} <= {KS, None}


def test_the_clauses_of_many_sections_stay_apart() -> None:
    text = "SOLBERGA KOMMUN\nSAMMANTRÄDESPROTOKOLL\nKommunstyrelsen\nSammanträdesdatum 2019-03-14\n\n" + "".join(
        f"§ {n}\nÄrende nummer {n}\n\nBeslut\nFörslag {n} godkänns.\n\n" for n in range(1, 40)
    )
    assert [(f.case, f.values["text"]) for f in decision_facts(text)] == [(n - 1, f"Förslag {n} godkänns.") for n in range(1, 40)]


def test_a_date_of_a_page_head_is_no_clause() -> None:
    assert rows(in_minutes("Beslut\n\nonsdagen den 23 oktober 2002\n\n1) Planen godkänns.")) == [
        ("decided", "approve", KS, "Planen godkänns.")
    ]
