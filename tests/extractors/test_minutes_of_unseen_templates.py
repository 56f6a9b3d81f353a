"""Wordings and layouts of minutes of other municipalities: who decides, who attends, and what becomes of relations and agreements."""

from __future__ import annotations

import pytest
from decision_documents import in_minutes
from party_documents import BODY, HEAD, people
from relation_documents import agreements, counterparts, date_roles, fates, focus, reasons, rows_of

MINUTES = """
Västerviks kommun
Kommunstyrelsen
SAMMANTRÄDESPROTOKOLL
Sammanträdesdatum 2016-03-14

Beslutande          Anna Berg (S), ordförande
                    Bo Ek (M)
                    Eva Dahl (V)
Utses att justera   Bo Ek
Paragrafer          31

§ 31   {title}
Dnr KS 2016/45

{text}
"""


def clauses(text: str, body: str = "Kommunstyrelsen") -> list[tuple[str, str]]:
    return [(r["stage"], r["action"]) for r in in_minutes(text, body)]


def minutes(text: str, title: str = "Samarbetet med Gdynia, Polen") -> dict[str, list[dict[str, object]]]:
    return rows_of(MINUTES.format(title=title, text=text.strip("\n")))


def test_under_a_heading_of_proposal_a_body_does_not_decide_yet() -> None:
    proposal = "Förslag till beslut\nKommunstyrelsen beslutar\natt samarbetet avslutas\n\n"
    assert clauses(proposal + "Beslut\nKommunstyrelsen beslutar\natt samarbetet förlängs\n") == [
        ("proposed", "terminate"),
        ("decided", "renew"),
    ]
    of_committee = proposal.replace("Förslag till beslut", "Arbetsutskottets förslag till beslut")
    assert clauses(of_committee + "Beslut\nKommunstyrelsen beslutar\natt samarbetet förlängs\n")[0] == ("recommended", "terminate")


def test_what_stands_under_such_a_heading_alone_is_the_decision() -> None:
    text = "Förslag till beslut\n\nKommunstyrelsen föreslår kommunfullmäktige besluta\natt avtalet sägs upp\n"
    assert clauses(text) == [("recommended", "terminate")]


def test_a_committee_recommends_what_its_board_decides() -> None:
    text = "Förslag till beslut\n\nKommunstyrelsen beslutar\natt avtalet sägs upp\n"
    assert clauses(text, "Kommunstyrelsens arbetsutskott") == [("recommended", "terminate")]


def test_the_comma_behind_a_letter_code_parts_no_clauses() -> None:
    assert [r["text"] for r in in_minutes("Beslut\n\natt utse Bo Ek, m, att leda arbetet,\natt avslå ansökan.")] == [
        "utse Bo Ek, m, att leda arbetet",
        "avslå ansökan.",
    ]


def test_demands_under_the_names_of_those_who_make_them() -> None:
    text = """
    Yrkanden

    Bo Ek, m, med instämmande av Eva Dahl, v:
    Avslag på förslaget.

    Anna Berg, s: att ärendet återremitteras.

    Beslut
    Ärendet återremitteras.
    """
    assert clauses(text) == [("proposed", "reject"), ("proposed", "refer_back"), ("decided", "refer_back")]


def test_a_demand_in_the_second_place_with_a_pronoun() -> None:
    text = "Yrkanden\nBo Ek (M) yrkar i första hand återremiss. I andra hand yrkar han avslag på förslaget.\n\nBeslut\nÄrendet bordläggs."
    assert clauses(text) == [("proposed", "refer_back"), ("proposed", "reject"), ("decided", "table")]


def test_what_an_office_has_proposed_in_a_letter() -> None:
    text = "Kommunchefen har i skrivelse 2019-02-01 föreslagit att avtalet sägs upp.\n\nBeslut\nÄrendet bordläggs."
    assert clauses(text) == [("proposed", "terminate"), ("decided", "table")]
    assert clauses(text.replace("har i", "har tidigare i")) == [("decided", "table")]


def test_a_proposal_retold_as_a_list() -> None:
    text = """
    Kontoret föreslår kommunstyrelsen att föreslå kommunfullmäktige
    att godkänna planen
    att avslå ansökan om bidrag.

    Beslut
    Ärendet bordläggs.
    """
    assert clauses(text) == [("proposed", "approve"), ("proposed", "reject"), ("decided", "table")]


def test_two_clauses_in_the_paragraph_that_a_heading_opens() -> None:
    text = "Kommunstyrelsen beslutar att\ngodkänna planen och dess bilagor, samt att\nfastställa taxan för 2020."
    assert [r["text"] for r in in_minutes(text)] == ["godkänna planen och dess bilagor", "fastställa taxan för 2020."]


@pytest.mark.parametrize("words", ["ett tvåårigt avtal träffas", "avtal om utbyte sluts", "en överenskommelse upprättas"])
def test_an_agreement_made_in_the_passive(words: str) -> None:
    assert clauses(f"Beslut\n\natt {words}.") == [("decided", "enter")]


def test_titles_under_the_names_of_members() -> None:
    listed = """
Beslutande                     Ersättare
Frida Nordlöf (S)              Ulf Åkerman (KD)
  Ordförande                   Ida Lönn (M)
Rolf Ekengren (M)              Omar Haddad (V) tjänstgör för
  Vice ordförande                Stina Wall (V)
Kerstin Björk (FP)
"""
    found = people(HEAD + listed + BODY)
    assert {(n, r) for n, r, _ in found if r in ("chair", "member", "substitute")} == {
        ("Frida Nordlöf", "chair"),
        ("Rolf Ekengren", "member"),
        ("Kerstin Björk", "member"),
        ("Ulf Åkerman", "substitute"),
        ("Ida Lönn", "substitute"),
        ("Omar Haddad", "substitute"),
    }


def test_a_substitute_among_others_present() -> None:
    listed = """
Beslutande            Frida Nordlöf (S), ordförande
                      Rolf Ekengren (M)
Övriga närvarande     Ida Lönn (M), ersättare
                      Per Gran, ekonomichef
"""
    found = people(HEAD + listed + BODY)
    assert ("Ida Lönn", "substitute", "M") in found
    assert not any(n == "Per Gran" and r == "substitute" for n, r, _ in found)


def test_a_mark_of_presence_right_behind_a_long_title() -> None:
    listed = """
Närvarolista

Ledamöter                     Närv.   Ersättare             Tjg för
Frida Nordlöf (S), ordf.      X       Ulf Åkerman (KD)      Omar Haddad (V)
Rolf Ekengren (M), 1:e v ordf X       Ida Lönn (M)
Kerstin Björk (FP)            -
"""
    found = people(HEAD + listed + BODY)
    assert ("Rolf Ekengren", "member", "M") in found
    assert not any(n == "Kerstin Björk" for n, _, _ in found)


def test_an_addition_that_is_rejected_makes_no_relation() -> None:
    rows = minutes(
        """
Kommunen och Gdynia har varit vänorter sedan 1992.

Yrkanden
Eva Dahl (V) yrkar som tillägg att kommunen ska inleda ett vänortssamarbete med Riga i Lettland.

Beslut
Kommunstyrelsen beslutar
att vänortsavtalet med Gdynia sägs upp,
att avslå Eva Dahls (V) tilläggsyrkande.
"""
    )
    assert fates(rows) == {("Gdynia", "ended", "decided"), ("Riga", "declined", "decided")}
    assert {a[0] for a in agreements(rows)} == {"Gdynia"}


def test_a_place_that_only_tells_where_another_lies() -> None:
    rows = minutes("Västervik och Sopot utanför Gdańsk blev vänorter 1992.\n\nBeslut\nInformationen noteras.", "Vänorten Sopot")
    assert counterparts(rows) == {("Sopot", "PL")}


def test_an_agreement_that_a_clause_adopts_is_proposed() -> None:
    rows = minutes(
        "Gdynia och kommunen skrev den 3 maj 2015 under en avsiktsförklaring.\n\nBeslut\n"
        "Kommunstyrelsen föreslår kommunfullmäktige\natt godkänna samarbetsavtalet med Gdynia."
    )
    assert ("Gdynia", "cooperation", None, None, "proposed") in agreements(rows)
    assert ("Gdynia", "letter_of_intent", 2015, None, "in_force") in agreements(rows)


def test_a_report_on_an_agreement_that_is_approved_makes_none() -> None:
    rows = minutes("Beslut\n\natt godkänna rapporten om samarbetet med Gdynia.")
    assert agreements(rows) == set()


def test_a_cooperation_and_the_agreement_it_has() -> None:
    rows = minutes(
        "Sedan 1998 har kommunen och Gdynia i Polen ett samarbete om hamnfrågor. Samarbetet regleras av ett avtal som gäller "
        "till och med 2017.\n\nBeslut\nInformationen noteras."
    )
    assert {a[2:4] for a in agreements(rows)} == {(1998, None), (None, 2017)}


def test_areas_of_an_agreement_under_discussion_are_proposed() -> None:
    rows = minutes(
        "En grupp från Gdynia var här i höstas. Parterna diskuterade ett samarbetsavtal om idrott och turism.\n\nBeslut\nÄrendet bordläggs."
    )
    assert focus(rows) == {("Gdynia", "sport", "proposed"), ("Gdynia", "tourism", "proposed")}


def test_journeys_both_ways_are_no_benefit_and_a_pandemic_no_inactivity() -> None:
    travelled = "Skolklasser har rest i båda riktningarna.\n\nBeslut\nVänortsavtalet med Gdynia förlängs till 2020."
    assert reasons(minutes(travelled), "Gdynia") == set()
    still = "Utbytet med Gdynia avstannade under pandemin.\n\nBeslut\nVänortsavtalet med Gdynia sägs upp."
    assert reasons(minutes(still), "Gdynia") == set()


def test_a_declaration_against_a_minority_is_a_reason() -> None:
    text = "Staden Gdynia har antagit ett uttalande som riktar sig mot homosexuella.\n\nBeslut\nSamarbetet med Gdynia pausas tills vidare."
    assert reasons(minutes(text), "Gdynia") == {"human_rights"}


def test_dates_of_a_meeting_to_come_and_of_a_letter() -> None:
    roles = date_roles(
        minutes(
            "En förfrågan från Gdynia har kommit till kommunen 2016-01-20.\n\nBeslut\n"
            "Kommunstyrelsen beslutar att bordlägga ärendet till sammanträdet den 11 april 2016."
        )
    )
    assert roles["2016-01-20"] == "received"
    assert roles["den 11 april 2016"] == "meeting"


def test_the_day_beside_the_name_of_who_verifies() -> None:
    signed = "Signerat digitalt av:\n\nOrdförande   Anna Berg (S), 2016-03-22\nJusterare    Bo Ek (M), 2016-03-21"
    text = MINUTES.format(title="Samarbetet", text="Beslut\nInformationen noteras.")
    rows = rows_of(text.replace("Utses att justera   Bo Ek", signed))
    assert date_roles(rows)["2016-03-21"] == "adjusted"


def test_a_class_of_the_filing_plan_in_several_steps() -> None:
    rows = rows_of(MINUTES.format(title="Samarbetet", text="Beslut\nInformationen noteras.").replace("KS 2016/45", "KS 2016/0731.01.106"))
    assert {r["case_number"] for r in rows["case_numbers"]} == {"KS 2016/731"}


@pytest.mark.parametrize(
    "words",
    [
        "Sedan 2012 har Västerviks museum och Gdynia City Museum ett utbyte.",
        "Avtalet med Gdynia gäller högskolesamarbete med Linköpings universitet.",
    ],
)
def test_organisations_that_take_part(words: str) -> None:
    rows = minutes(f"Gdynia är vår vänort. {words}\n\nBeslut\nInformationen noteras.")
    assert {r["name"] for r in rows["parties"] if r["role"] == "partner"} & {"Gdynia City Museum", "Linköpings universitet"}


POINTS = """
Beslut
1. Planen godkänns.
2. Kommundirektören får i uppdrag att säga upp hyresavtalet.

Yrkanden
Bo Ek (M) och ordföranden yrkar bifall till förslaget.
Eva Dahl (V) yrkar avslag på punkt 2.

Beslutsgång
Punkt 1 bifalls. Omröstning begärs om punkt 2.
Med 8 ja-röster mot 3 nej-röster bifalls även denna.
"""


def test_a_vote_is_on_the_point_that_it_was_asked_for() -> None:
    rows = in_minutes(POINTS)
    assert [(r["action"], r["votes_for"]) for r in rows if r["stage"] == "decided"] == [("approve", None), ("instruct", 8)]
    assert "avslag på punkt 2." in {r["text"] for r in rows}


def test_whoever_moves_together_with_the_chair() -> None:
    rows = minutes(POINTS.strip())
    assert ("Bo Ek", "mover") in {(r["name"], r["role"]) for r in rows["parties"]}
