"""Decisions without a heading, proposals retold in running text, and what only looks like one or the other."""

from __future__ import annotations

import pytest
from decision_documents import decision_facts, dissent, in_minutes, in_report, steps, votes

from extractors.actions import action_of

UNHEADED = {
    "Bo Ek (M) utses att tillsammans med ordföranden justera protokollet.": [("decided", "appoint")],
    "Att jämte ordföranden justera protokollet utsågs Bo Ek.": [("decided", "appoint")],
    "Till ledamot i styrelsen valdes Eva Dahl (V).": [("decided", "appoint")],
    "Delårsrapporten godkändes.": [("decided", "approve")],
    "Ärendelistan, daterad den 4 mars 2019, fastställdes.": [("decided", "approve")],
    "Meddelandena läggs till handlingarna.": [("decided", "note")],
    "Skrivelserna antecknades.": [("decided", "note")],
    "Anmäldes enligt förteckning och lades till handlingarna.": [("decided", "note")],
    "Arbetsordningen antas att gälla från nästa sammanträde.": [("decided", "approve")],
    # another body's decision, a date of its own, what happens at the meeting
    "Motionen avslogs av kommunfullmäktige.": [],
    "Avtalet godkändes den 3 maj 2011.": [],
    "Förslaget som antogs var ett annat.": [],
    "Ordföranden finner att yrkandet avslås.": [],
    "Protokollet justerades.": [],
    "Ärendet utgår.": [],
}


@pytest.mark.parametrize(("sentence", "expected"), UNHEADED.items(), ids=UNHEADED.keys())
def test_a_paragraph_decides_without_a_heading(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert steps(in_minutes(f"Frågan har beretts i arbetsutskottet.\n\n{sentence}")) == expected


RETOLD = {
    "Regiondirektören föreslår att samarbetet pausas.": "pause",
    "Kommunchefen föreslår i sin rapport den 3 februari att avtalet sägs upp.": "terminate",
    "Sektorn för samhälle föreslår kommunstyrelsen att anta inbjudan.": "approve",
    "Rektor föreslår i tjänsteskrivelse den 1 mars att nämnden ingår avtalet.": "enter",
    "Anna Berg (S) föreslår i en motion, inlämnad 2018-11-08, att avtalet sägs upp.": "terminate",
    "Anna Berg (S) har i en motion, väckt den 8 november 2018, yrkat att avtalet sägs upp.": "terminate",
    "I motionen begärs att samarbetet avslutas.": "terminate",
    "Motionen går ut på att samarbetet ska pausas.": "pause",
    "Anna Berg (S) har väckt en motion om Vinterby. Hon föreslår att samarbetet avslutas.": "terminate",
    "Anna Berg (S) har väckt en motion om Vinterby. Hon begär därför att samarbetet avslutas.": "terminate",
}


@pytest.mark.parametrize(("sentence", "action"), RETOLD.items(), ids=RETOLD.keys())
def test_a_proposal_told_in_running_text_counts_once(sentence: str, action: str) -> None:
    found = in_minutes(f"Ärendet\n{sentence}\n\nBeslut\nÄrendet bordläggs.")
    assert steps(found) == [("proposed", action), ("decided", "table")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kommunchefen föreslår inte att avtalet sägs upp.",
        "Bolaget har i en skrivelse, inkommen 2018-02-11, begärt att stadgarna ändras.",
        "Hon föreslår att samarbetet avslutas.",
        "Förvaltningen föreslog 2015 att avtalet skulle sägas upp.",
    ],
)
def test_what_nobody_proposes_in_the_matter_is_no_clause(sentence: str) -> None:
    assert steps(in_minutes(f"Ärendet\n{sentence}\n\nBeslut\nÄrendet bordläggs.")) == [("decided", "table")]


def test_an_offices_proposal_and_a_demand_of_the_same_kind_are_two_clauses() -> None:
    found = in_minutes(
        "Ärendet\nFörvaltningen föreslår därför att motionen avslås.\n\n"
        "Yrkanden\nBo Ek (M) yrkar avslag på motionen.\n\nBeslut\nÄrendet bordläggs."
    )
    assert steps(found) == [("proposed", "reject"), ("proposed", "reject"), ("decided", "table")]


def test_what_the_motion_asks_is_decided_by_the_council_that_the_board_writes_to() -> None:
    found = in_minutes(
        "Ärendet\nEva Dahl (V) föreslår i en motion att avtalet sägs upp.\n\n"
        "Kommunstyrelsens förslag till kommunfullmäktige\nMotionen avslås."
    )
    assert [(r["stage"], r["action"], r["body"]) for r in found] == [
        ("proposed", "terminate", "Kommunfullmäktige"),
        ("recommended", "reject", "Kommunfullmäktige"),
    ]


def test_an_office_in_a_report_of_another_authority_proposes_nothing_here() -> None:
    assert in_report("Sammanfattning\nStadsledningskontoret föreslår att strategin ska gälla alla bolag.") == []


def test_a_demand_with_many_seconders_is_read() -> None:
    found = in_minutes("Yrkanden\nBo Ek (M) yrkar, med instämmande av Eva Dahl (V), Anna Berg (S) och ordföranden, att avtalet sägs upp.")
    assert steps(found) == [("proposed", "terminate")]


PETITION = """
Till kommunfullmäktige i Solberga

MOTION

Avsluta samarbetet med Vinterby

Samarbetet har kostat mycket och gett lite.

{demand}

Solberga den 3 mars 2019

Anna Berg (S)
"""


@pytest.mark.parametrize(
    ("demand", "expected"),
    [
        ("Mot bakgrund av detta föreslår jag att samarbetet avslutas.", ["terminate"]),
        ("Jag yrkar att samarbetet pausas.", ["pause"]),
        ("Vi yrkar därför att avtalet sägs upp och att en uppföljning redovisas.", ["terminate", "follow_up"]),
        ("Undertecknad föreslår att avtalet inte förlängs.", ["terminate"]),
        ("Jag tror att det vore bra.", []),
    ],
)
def test_the_writer_of_a_motion_proposes_in_the_first_person(demand: str, expected: list[str]) -> None:
    assert [f.values["action"] for f in decision_facts(PETITION.format(demand=demand))] == expected


def test_the_proposals_listed_in_a_report_are_clauses_and_its_other_lists_are_none() -> None:
    found = decision_facts(
        """
        SOLBERGA KOMMUN
        UTVÄRDERING
        2019-03-14

        Rapport om kommunens vänorter

        Slutsatser i korthet
        Kommunen har två vänorter. Förvaltningen föreslår att

        a) samarbetet med Vinterby läggs vilande,
        b) avtalet med Sommarby inte förnyas.

        Kostnader
        Kostnaderna avser

        a) resor och logi,
        b) tolkning.
        """
    )
    assert [(f.values["stage"], f.values["action"]) for f in found] in ([("proposed", "pause"), ("proposed", "terminate")], [])


def test_signatures_and_notices_of_posting_are_no_clauses() -> None:
    found = in_minutes("Beslut\nAnmälan noteras.\n\nAnna Berg, ordförande\n\nJusteringen tillkännagiven på anslagstavlan den 20 mars 2019")
    assert steps(found) == [("decided", "note")]


ACTIONS = {
    "reject": [
        "inbjudan att teckna vänortsavtal avböjs",
        "Begäran bifalls inte",
        "inte anta inbjudan",
        "säga nej till inbjudan",
        "något avtal inte ska ingås",
        "inget nytt avtal tecknas",
        "avstå från att teckna avtal",
    ],
    "terminate": [
        "avtalet inte ska förlängas",
        "någon förlängning av avtalet inte sker",
        "kommunen drar sig ur samarbetet",
        "avstå från att förlänga avtalet",
        "inte längre ha Vinterby som vänort",
    ],
    "pause": ["samarbetet fryses", "lägga samarbetet på is", "göra ett uppehåll i utbytet", "pausen förlängs ett år"],
    "instruct": [
        "kommunchefen skriftligen underrättar vänorterna",
        "förvaltningen återkommer med ett förslag",
        "nämnden ska bereda frågan",
        "kommunstyrelsens ordförande undertecknar avtalet",
    ],
    "follow_up": ["en redovisning av samarbetet årligen ska lämnas till nämnden"],
    "enter": ["skriva under avtalet", "ett nytt avtal tecknas"],
    "other": ["avtalet ska inte sägas upp", "samarbetet fortsätter", "Paragrafen förklaras omedelbart justerad"],
}


@pytest.mark.parametrize(("action", "clause"), [(code, c) for code, clauses in ACTIONS.items() for c in clauses])
def test_the_action_of_neighbouring_wordings(action: str, clause: str) -> None:
    assert action_of(clause).code == action


@pytest.mark.parametrize(
    "told",
    [
        "För ordförandens yrkande avgavs 7 röster. För Bo Eks yrkande avgavs 4 röster.",
        "För bifall lämnades 7 röster och för avslag 4 röster.",
    ],
)
def test_votes_cast_for_each_proposal(told: str) -> None:
    assert votes(in_minutes(f"Votering begärdes. {told}\n\nBeslut\nAvtalet sägs upp.")) == [(7, 4, None)]


DEMANDS = {
    "Under överläggningen yrkar Bo Ek (M) avslag på förslaget.": ["reject"],
    "Därefter yrkar Bo Ek (M), Eva Dahl (V) och Ida Falk (C) att avtalet sägs upp.": ["terminate"],
    "För Moderaterna yrkar Bo Ek avslag.": ["reject"],
    "Bo Ek (M) yrkar bifall till motionen och Eva Dahl (V) yrkar avslag.": ["approve", "reject"],
    "Bo Ek (M), Ida Falk (C) och Eva Dahl (V) yrkar avslag.": ["reject"],
    "Bo Ek (M) framställer ett ändringsyrkande om att avtalet sägs upp.": ["terminate"],
    "Bo Ek (M) hemställer om bordläggning.": ["table"],
    "Bo Ek (M) begär återremiss.": ["refer_back"],
    "Bo Ek (M) begär votering.": [],
    "Bo Ek (M) yrkar på uppsägning av avtalet.": ["terminate"],
}


@pytest.mark.parametrize(("sentence", "expected"), DEMANDS.items(), ids=DEMANDS.keys())
def test_who_moves_may_stand_before_or_behind_the_verb(sentence: str, expected: list[str]) -> None:
    found = in_minutes(f"Yrkanden\n{sentence}\n\nBeslut\nÄrendet utgår.")
    assert [r["action"] for r in found if r["stage"] == "proposed"] == expected


@pytest.mark.parametrize("and_also", ["samt föreslår", "och föreslår", "samt att föreslå", "och att hemställa hos"])
def test_a_decision_that_also_proposes_to_the_next_body_is_two_clauses(and_also: str) -> None:
    found = in_minutes(f"Kommunstyrelsen beslutar att säga upp avtalet {and_also} kommunfullmäktige att anta policyn.")
    assert [(r["stage"], r["action"], r["body"]) for r in found] == [
        ("decided", "terminate", "Kommunstyrelsen"),
        ("recommended", "approve", "Kommunfullmäktige"),
    ]


@pytest.mark.parametrize(
    "present",
    [
        "Beslutande\n\nModeraterna\nBo Ek\nVänsterpartiet\nEva Dahl",
        "Beslutande\nM   Bo Ek\nV   Eva Dahl",
        "Beslutande\nBo Ek       M\nEva Dahl    V",
    ],
)
@pytest.mark.parametrize("told", ["Eva Dahl reserverar sig mot beslutet.", "Reservationer\nEva Dahl"])
def test_the_party_of_a_dissenter_is_read_from_the_list_of_those_present(present: str, told: str) -> None:
    head = "SOLBERGA KOMMUN\nSAMMANTRÄDESPROTOKOLL\nKommunstyrelsen\nSammanträdesdatum 2019-03-14\n\n"
    facts = decision_facts(f"{head}{present}\n\n§ 11\nSamarbetet med Vinterby\n\nBeslut\nAvtalet sägs upp.\n\n{told}\n")
    assert dissent([f.values for f in facts]) == [["V"]]
