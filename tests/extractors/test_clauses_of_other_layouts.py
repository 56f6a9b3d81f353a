"""Clauses in lists whose lead says little, behind names, in minutes without headings, and told of a body that prepares the matter."""

from __future__ import annotations

import pytest

from extractors.actions import action_of, has_action
from tests.extractors.decision_documents import decision_facts, dissent, in_minutes, in_report, steps, votes

ACTIONS = {
    "refer_back": ["Frågan om ett avtal med Narva lämnas tillbaka till kontoret för en beräkning av kostnaden"],
    "reject": [
        "Förfrågan från Narva besvaras nekande",
        "Narva får ett avböjande svar",
        "till Narva framföra ett artigt men tydligt nej",
    ],
    "enter": ["Solberga kommun träffar samverkansavtal med Narva enligt det förslag som föreligger"],
    "renew": ["Partnerskapet med Narva får fortsätta under ytterligare en period enligt bilagt avtal"],
    "pause": ["Utbytet med Narva ligger nere under läsåret"],
    "approve": ["förordar nämndens förslag"],
    "appoint": ["Bo Ek (M) och Eva Dahl (V) justerar."],
    "other": [
        "Vänortskapet med Narva består i nuvarande form",
        "Kommunchefen och ekonomichefen tecknar kommunens firma",
        "kommunen förbinder sig att inte ingå avtal med Narva",
        "Marken lämnas tillbaka till ägaren",
        "demokratifrågor ska ingå i avtalet",
        "Läget medger inte resor",
    ],
}


@pytest.mark.parametrize(("clause", "code"), [(clause, code) for code, clauses in ACTIONS.items() for clause in clauses])
def test_what_a_clause_does(clause: str, code: str) -> None:
    assert action_of(clause).code == code


def test_a_relation_that_goes_on_is_decided_so() -> None:
    assert has_action("Samarbetet med Narva lämnas oförändrat.")
    assert has_action("Skolans kontakter ska ingå i rapporten.")
    assert not has_action("Avtalet med Narva består av fyra delar.")


def test_each_sentence_of_a_decision_set_as_one_paragraph() -> None:
    rows = in_minutes("""
        Beslut
        Avtalet med Vinterby sägs upp. Vänortsförbindelsen med Sommarby består i nuvarande form. Frågan om ett avtal med Höstby
        lämnas tillbaka till kansliet.
        """)
    assert steps(rows) == [("decided", "terminate"), ("decided", "other"), ("decided", "refer_back")]


@pytest.mark.parametrize("infinitive", ["anta planen", "avslå motionen", "förlänga avtalet med Vinterby"])
def test_a_proposal_to_the_next_body_without_a_second_att(infinitive: str) -> None:
    rows = in_minutes(f"Kommunstyrelsen beslutar\n\natt föreslå kommunfullmäktige {infinitive}.\n")
    assert [(r["stage"], r["body"], r["text"]) for r in rows] == [("recommended", "Kommunfullmäktige", f"{infinitive}.")]


def test_points_under_a_board_that_agrees_and_proposes() -> None:
    rows = in_minutes("""
        Kommunstyrelsens beslut
        Kommunstyrelsen delar kontorets bedömning och föreslår kommunfullmäktige följande:
        1. Avtalet med Vinterby sägs upp.
        2. Motionen anses i övrigt besvarad.
        """)
    assert steps(rows) == [("recommended", "terminate"), ("recommended", "answered")]
    assert {r["body"] for r in rows} == {"Kommunfullmäktige"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Berg (S): Avtalet får löpa ut.", ["terminate"]),
        ("Anna Berg (S): Avtalet tecknas på två år. Återremiss i fråga om Vinterby.", ["enter"]),
        ("Anna Berg (S): Bifall i fråga om Sommarby. Återremiss i fråga om Vinterby.", ["approve", "refer_back"]),
        ("Anna Berg (S): samarbetet löper vidare.", ["other"]),
        ("Anna Berg (S): avtalet sägs upp.", ["terminate"]),
        ("Anna Berg (S) yrkar följande tillägg: resultatet redovisas i mars.", ["follow_up"]),
        ("Anna Berg (S) och Bo Ek (M) ställer sig bakom nämndens förslag.", ["approve"]),
        ("Anna Berg (S) vill i första hand att avtalet sägs upp.", ["terminate"]),
        ("Anna Berg (S): Jag undrar vad resan kostade.", []),
        ("Anna Berg (S): Avtalet är från 2001.", []),
        ("Anna Berg (S) instämmer i Bo Eks inlägg.", []),
    ],
)
def test_demands_behind_a_name(text: str, expected: list[str]) -> None:
    rows = [r["action"] for r in in_minutes(f"Yrkanden\n{text}\n\nBeslut\nÄrendet bordläggs.") if r["stage"] == "proposed"]
    assert rows[: len(expected)] == expected
    assert bool(rows) == bool(expected)


def test_demands_in_minutes_without_headings() -> None:
    rows = in_minutes("""
        Anna Berg, s, och Bo Ek, m: bifall till förslaget. Ordföranden: återremiss.

        Eva Dahl (v) vill att avtalet sägs upp.

        Eva Dahl (v) vill veta varför ärendet dröjt.

        Bo Ek (m): Skolan ska vara stolt över utbytet.

        Kommunstyrelsen beslutar

        att förlänga avtalet.
        """)
    assert steps(rows) == [("proposed", "approve"), ("proposed", "refer_back"), ("proposed", "terminate"), ("decided", "renew")]


def test_a_side_taken_under_the_proposal_is_a_demand() -> None:
    rows = in_minutes(
        """
        Kommunstyrelsens förslag
        Kommunfullmäktige beslutar
        1. att säga upp avtalet med Vinterby.

        Debatten
        Bo Ek (M) ställer sig bakom kommunstyrelsens förslag.

        Kommunfullmäktiges beslut
        1. Avtalet med Vinterby sägs upp.
        """,
        "Kommunfullmäktige",
    )
    assert ("proposed", "approve") in steps(rows)
    assert ("recommended", "approve") not in steps(rows)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Arbetsutskottet föreslog 2019-03-04, § 21, kommunstyrelsen att säga upp avtalet med Vinterby.", ["terminate"]),
        ("Arbetsutskottet har den 4 mars 2019, § 21, beslutat föreslå kommunstyrelsen att säga upp avtalet.", ["terminate"]),
        ("Arbetsutskottet föreslog den 4 mars 2019, § 21, avslag.", ["reject"]),
        ("Utbildningsnämnden förordar att utbytet läggs ned.", ["terminate"]),
        ("Arbetsutskottet föreslog 2011 att avtalet skulle sägas upp.", []),
        ("Utbildningsnämnden har tidigare föreslagit att utbytet läggs ned.", []),
    ],
)
def test_what_a_preparing_body_proposed(sentence: str, expected: list[str]) -> None:
    rows = in_minutes(f"{sentence}\n\nKommunstyrelsens beslut\nAvtalet med Vinterby förlängs.")
    assert [r["action"] for r in rows if r["stage"] == "recommended"] == expected


def test_the_points_a_preparing_body_proposed() -> None:
    rows = in_minutes("""
        Arbetsutskottet föreslog 2019-03-04, § 21, kommunstyrelsen
        att  förlänga avtalet med Sommarby,
        att  inte förlänga avtalet med Vinterby.

        Kommunstyrelsens beslut
        Ärendet bordläggs.
        """)
    assert steps(rows) == [("recommended", "renew"), ("recommended", "terminate"), ("decided", "table")]


@pytest.mark.parametrize(
    "lead",
    [
        "Arbetsutskottet har den 4 mars, § 21, föreslagit kommunstyrelsen",
        "Arbetsutskottet har § 21 hemställt hos kommunstyrelsen besluta",
        "Arbetsutskottet föreslog kommunstyrelsen att",
    ],
)
def test_a_list_under_what_a_preparing_body_has_proposed(lead: str) -> None:
    rows = in_minutes(
        f"{lead}\n\natt  förlänga avtalet med Sommarby,\n\natt  inte förlänga avtalet med Vinterby.\n\nBeslut\nÄrendet bordläggs."
    )
    assert steps(rows) == [("recommended", "renew"), ("recommended", "terminate"), ("decided", "table")]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Föregående protokoll lästes upp. Protokollet lades till handlingarna.", [("decided", "note")]),
        ("Ordföranden föredrog kallelsen. Dagordningen fastställdes med tillägg av två ärenden.", [("decided", "approve")]),
        ("Underlaget är inte klart. Punkten flyttas till nästa sammanträde.", [("decided", "table")]),
        ("Avtalet slöts för länge sedan. Det godkändes av fullmäktige.", []),
        ("Dagordningen hade skickats ut. Protokollet hade lagts till handlingarna av kansliet.", []),
    ],
)
def test_a_paragraph_that_ends_in_what_was_done_with_the_matter(told: str, expected: list[tuple[str, str]]) -> None:
    assert steps(in_minutes(told)) == expected


def test_demands_without_a_heading_or_the_word_yrkar() -> None:
    rows = in_minutes("""
        Bo Ek (fp) framställer förslag om att frågan återremitteras så att skolorna får säga sitt.

        Eva Dahl (s) och Per Al (m) önskar bifall till arbetsutskottets förslag.

        Kommunstyrelsen beslutar
        att förlänga avtalet med Vinterby.
        """)
    assert steps(rows) == [("proposed", "refer_back"), ("proposed", "approve"), ("decided", "renew")]


@pytest.mark.parametrize(
    "told",
    [
        "Eva Dahl (V) har lämnat en motion om Vinterby. Hon vill\n\n- att avtalet sägs upp,\n- att pengarna går till skolan.",
        "Motionen mynnar ut i\n\ndels att avtalet sägs upp,\ndels att pengarna går till skolan.",
    ],
)
def test_the_list_of_what_a_motion_asks(told: str) -> None:
    rows = in_minutes(f"{told}\n\nKommunfullmäktiges beslut\nMotionen avslås.", "Kommunfullmäktige")
    assert steps(rows) == [("proposed", "terminate"), ("proposed", "other"), ("decided", "reject")]


def test_a_list_that_nobody_asks_for_holds_no_clauses() -> None:
    rows = in_minutes(
        "Kontoret vill framhålla följande\n\n- att skolan har egna kontakter,\n- att resorna är dyra.\n\nBeslut\nÄrendet bordläggs."
    )
    assert steps(rows) == [("decided", "table")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kontorets förslag är att avtalet med Vinterby sägs upp och att avtalet med Sommarby förlängs.", ["terminate", "renew"]),
        ("Kulturchefen Ola Alm redogör för läget. Han finner att resorna är dyra och föreslår att utbytet vilar ett år.", ["pause"]),
        ("Bo Ek (M) motionerade den 4 mars 2018 om att kommunen ska säga upp avtalet.", ["terminate"]),
        ("Kontorets förslag innebär att kostnaden ökar.", []),
    ],
)
def test_proposals_in_running_text(sentence: str, expected: list[str]) -> None:
    rows = in_minutes(f"Bakgrund\n{sentence}\n\nBeslut\nÄrendet bordläggs.")
    assert [r["action"] for r in rows if r["stage"] == "proposed"] == expected


@pytest.mark.parametrize("lead", ["Vi föreslår därför kommunstyrelsen", "Arbetsgruppen lämnar följande förslag till kommunstyrelsen:"])
def test_the_proposals_of_a_travel_report(lead: str) -> None:
    text = f"SOLBERGA KOMMUN\nRESERAPPORT\n2019-03-14\n\nResa till Vinterby\n\nVi reste med tåg.\n\n{lead}\n\n"
    facts = decision_facts(text + "-  att godkänna rapporten,\n-  att ge kulturchefen i uppgift att skriva en plan.\n")
    assert [(f.values["stage"], f.values["body"], f.values["action"]) for f in facts] == [
        ("proposed", "Kommunstyrelsen", "approve"),
        ("proposed", "Kommunstyrelsen", "instruct"),
    ]


def test_a_decision_without_subject_or_heading() -> None:
    assert steps(in_minutes("Länsstyrelsens rapport om tillsyn\n\nLäggs till handlingarna.")) == [("decided", "note")]
    rows = in_minutes("Efter debatt förklaras interpellationen besvarad.", "Kommunfullmäktige")
    assert steps(rows) == [("decided", "answered")]


def test_what_is_no_clause_under_a_decision() -> None:
    rows = in_minutes(
        "Beslut\n1. Upphandlingen avbryts.\n\nPunkt 1 är ett tillägg av Bo Ek (M), som nämnden har godtagit.\n\nSekretess enligt 19 kap."
    )
    assert steps(rows) == [("decided", "terminate")]


@pytest.mark.parametrize(
    ("told", "counted"),
    [
        ("Bergs förslag   9\nEks förslag   4\nAvstår   1", (9, 4, 1)),
        ("Nämnden är delad: alltså sju röster mot två.", (7, 2, None)),
        ("Till motförslag i huvudvoteringen utses med acklamation Bo Eks förslag.\nOmröstningen ger 7 ja och 3 nej.", (7, 3, None)),
        ("Med ordförandens utslagsröst, fyra mot fyra, vinner Anna Bergs förslag.", (4, 4, None)),
    ],
)
def test_votes_told_otherwise(told: str, counted: tuple[int, int, int | None]) -> None:
    assert votes(in_minutes(f"Omröstning\n{told}\n\nBeslut\nAvtalet förlängs.")) == [counted]


def test_names_and_points_under_the_heading_reservation() -> None:
    rows = in_minutes("""
        Beslut
        1. Avtalet med Vinterby sägs upp.
        2. Avtalet med Sommarby förlängs.

        Reservation
        Bo Ek (M) mot punkt 1.
        """)
    assert dissent(rows) == [["M"], []]


def test_several_dissenters_each_for_his_own_proposal() -> None:
    rows = in_minutes("""
        Beslut
        Avtalet med Vinterby sägs upp.

        Reservation
        Bo Ek (M) till förmån för sitt yrkande samt Eva Dahl (V) till förmån för sitt.
        """)
    assert dissent(rows) == [["M", "V"]]


def test_an_office_names_the_body_it_proposes_to() -> None:
    rows = in_report("Förslag till beslut\nKontoret föreslår kommunfullmäktige att\n\n- säga upp avtalet med Vinterby.")
    assert [(r["stage"], r["body"]) for r in rows] == [("proposed", "Kommunfullmäktige")]


@pytest.mark.parametrize(
    ("reservation", "expected"),
    [
        ("Bo Ek (M) reserverar sig mot beslutet om Vinterby.", [["M"], []]),
        ("Bo Ek (M) reserverar sig mot att Sommarby får ett nytt avtal.", [[], ["M"]]),
        ("Bo Ek (M) reserverar sig mot beslutspunkt 2.", [[], ["M"]]),
        ("Bo Ek (M) reserverar sig mot beslutet.", [["M"], ["M"]]),
        ("Bo Ek (M) reserverar sig mot beslutet om Höstby.", [["M"], ["M"]]),
    ],
)
def test_a_reservation_is_against_what_it_names(reservation: str, expected: list[list[str]]) -> None:
    rows = in_minutes(f"Beslut\n1. Avtalet med Vinterby sägs upp.\n2. Avtalet med Sommarby förlängs.\n\n{reservation}")
    assert dissent(rows) == expected


@pytest.mark.parametrize("marker", ["1 a", "1a", "1 a)", "1a."])
def test_points_numbered_by_figure_and_letter(marker: str) -> None:
    other = marker.replace("a", "b")
    rows = in_minutes(f"Kommunstyrelsen beslutar\n\n{marker}   att avslå motionen,\n\n{other}   att förlänga avtalet med Vinterby.\n")
    assert steps(rows) == [("decided", "reject"), ("decided", "renew")]
    assert [r["text"] for r in rows] == ["avslå motionen", "förlänga avtalet med Vinterby."]
