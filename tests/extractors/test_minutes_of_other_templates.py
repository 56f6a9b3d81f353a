"""Wordings of minutes that guided no rule before: how votes are counted by name, who proposes, what is said of several towns at once."""

from __future__ import annotations

from typing import Any

import pytest

from extractors.registry import find_registry_numbers
from extractors.vote_questions import is_preparatory
from extractors.votes import find_votes
from tests.extractors.relation_documents import agreements, areas, fates, reasons, rows_of

Rows = dict[str, list[dict[str, Any]]]

MINUTES = """
VÄSTERVIKS KOMMUN                 SAMMANTRÄDESPROTOKOLL
{body}                            2019-03-14

Plats och tid            Stora salen, kl 13.00-15.00

Beslutande               Anna Ek (S), ordförande
                         Bo Berg (M)
                         Eva Dahl (V)

Frånvarande
Ola Hed (L)

Sekreterare
Siv Lund

Justeras
Västervik den 21 mars 2019

_____________________     _____________________     _____________________
Anna Ek                   Siv Lund                  Bo Berg
Ordförande                Sekreterare               Justerande

§ 12                                                Dnr KS 2019/45
{title}

{matter}
"""


def minutes(matter: str, title: str = "Vänortsavtalet med Jelgava", body: str = "Kommunstyrelsen") -> Rows:
    return rows_of(MINUTES.format(matter=matter.strip("\n"), title=title, body=body))


def clauses(rows: Rows) -> list[tuple[str, str]]:
    return [(d["stage"], d["action"]) for d in rows["decisions"]]


def persons(rows: Rows, role: str) -> set[str]:
    return {p["name"] for p in rows["parties"] if p["role"] == role}


def dates(rows: Rows, role: str) -> set[str]:
    return {str(d["date_start"]) for d in rows["dates"] if d["role"] == role}


def organisations(rows: Rows, role: str) -> set[str]:
    return {p["name"] for p in rows["parties"] if p["role"] == role and p["kind"] != "person"}


DECISION = "Beslut\nKommunstyrelsen beslutar\nVänortsavtalet med Jelgava sägs upp.\n\n"


def test_a_register_written_with_a_small_letter_between_capitals() -> None:
    assert [n.case_number for n in find_registry_numbers("Avtal med Jelgava (BuN 2021/63)")] == ["BUN 2021/63"]
    assert find_registry_numbers("Budgeten Plan 2021/63 och läsåret Vår 2021/63") == []


def test_a_vote_counted_before_the_names() -> None:
    text = "2 röstar ja: Anna Ek (S) och Bo Berg (M)\n1 röstar nej: Eva Dahl (V)\n1 avstår: Ola Hed (L)\n"
    (vote,) = find_votes(text, 0, len(text))
    assert (vote.votes_for, vote.votes_against, vote.votes_abstained) == (2, 1, 1)


def test_a_sentence_that_begins_with_the_main_vote_ends_the_preparatory_one() -> None:
    text = "Bo Bergs förslag utses till motförslag. I huvudvoteringen röstar ja den som vill bifalla. Utfall: 41 ja, 11 nej."
    at = text.index("41 ja")
    assert not is_preparatory(text, 0, at, len(text), len(text))
    text = "Bo Bergs förslag blir motförslag i huvudvoteringen. Utfall: 41 ja, 11 nej."
    assert is_preparatory(text, 0, text.index("41 ja"), len(text), len(text))


def test_a_title_under_an_absent_member_is_that_of_the_name_below() -> None:
    rows = minutes(DECISION)
    assert persons(rows, "secretary") == {"Siv Lund"}
    assert persons(rows, "adjuster") == {"Bo Berg"}
    assert dates(rows, "adjusted") == {"2019-03-21"}


def test_a_committee_named_over_two_lines() -> None:
    rows = minutes(DECISION, body="Kommunstyrelsens\narbetsutskott")
    assert rows["documents"][0]["body"] == "Kommunstyrelsens arbetsutskott"
    assert minutes(DECISION)["documents"][0]["body"] == "Kommunstyrelsen"


def test_a_reservation_that_is_noted() -> None:
    rows = minutes(DECISION + "Eva Dahl (V) låter anteckna sin reservation.\n")
    assert persons(rows, "dissenter") == {"Eva Dahl"}
    assert [list(d["reservations"]) for d in rows["decisions"]] == [["V"]]


def test_the_chair_named_without_party_who_puts_the_question() -> None:
    extract = """
    Västerviks kommun              PROTOKOLLSUTDRAG
    Kommunfullmäktige              2019-03-14

    § 12   Dnr KS 2019/45
    Vänortsavtalet med Jelgava

    Beslut
    Vänortsavtalet med Jelgava sägs upp.

    Proposition
    Ordföranden Karin Norling ställer proposition på förslaget och finner att det bifalls.
    """
    assert persons(rows_of(extract), "chair") == {"Karin Norling"}
    assert persons(rows_of(extract.replace("Ordföranden", "Föreningens ordförande").replace("ställer", "ser")), "chair") == set()


def test_an_office_with_two_fields_that_weighs_and_then_proposes() -> None:
    rows = minutes(
        DECISION + "Ärendet\nKultur- och fritidsförvaltningen bedömer att utbytet har avstannat och föreslår att vänortsavtalet sägs upp.\n"
    )
    assert clauses(rows) == [("decided", "terminate"), ("proposed", "terminate")]


def test_what_the_chair_proposes_and_a_member_wants_at_the_meeting() -> None:
    rows = minutes(
        DECISION
        + "Förslag på sammanträdet\nOrdföranden föreslår att ärendet återremitteras.\nEva Dahl (V) vill att vänortsavtalet förlängs.\n"
        "Ordföranden föreslår att votering genomförs.\n"
    )
    assert clauses(rows) == [("decided", "terminate"), ("proposed", "refer_back"), ("proposed", "renew")]
    assert "Eva Dahl" in persons(rows, "mover")


def test_what_a_member_wants_in_the_background_is_no_proposal() -> None:
    rows = minutes(DECISION + "Ärendet\nEva Dahl (V) vill att vänortsavtalet förlängs, skriver tidningen.\n")
    assert clauses(rows) == [("decided", "terminate")]


def test_a_posting_notice_on_the_last_page_is_no_clause() -> None:
    rows = minutes(
        "Beslut\nMeddelandena läggs till handlingarna.\n\n\fANSLAGSBEVIS\nOrgan: Kommunstyrelsen\nAnslaget publiceras: 2019-03-22\n"
    )
    assert clauses(rows) == [("decided", "note")]


INITIATIVE = """
Beslut
Initiativet överlämnas till förvaltningen för beredning.

Ärendet
Eva Dahl (V) har den 3 februari 2019 lämnat ett initiativ om att skolmaten ska bli bättre.
"""


def test_an_initiative_has_a_proposer_and_a_day() -> None:
    rows = minutes(INITIATIVE, "Initiativ från Eva Dahl (V) om skolmat")
    assert persons(rows, "proposer") == {"Eva Dahl"}
    assert dates(rows, "motion_submitted") == {"2019-02-03"}


def test_a_motion_named_with_its_day_and_one_listed_with_its_subject() -> None:
    rows = minutes("Eva Dahl (V) har i motion 2019-01-15 föreslagit att avtalet sägs upp.\n\n" + DECISION, "Motion om Jelgava")
    assert dates(rows, "motion_submitted") == {"2019-01-15"}
    listed = minutes("Följande motioner har inkommit:\n\nEva Dahl (V) om ett badhus.\n", "Nya motioner")
    assert persons(listed, "proposer") == {"Eva Dahl"}


def test_the_year_behind_a_twin_town_of_a_country() -> None:
    rows = minutes("Ärendet\nMusikskolan i Jelgava, kommunens lettiska vänort sedan 1994, är inbjuden.\n\n" + DECISION)
    assert {(a[0], a[2]) for a in agreements(rows)} == {("Jelgava", 1994)}


SEVERAL = """
Förslag till kommunfullmäktige

a) Vänortsförbindelsen med Svetlogorsk upphör.
b) Vänortsavtalen med Szczytno och Jelgava ska fortsätta att gälla utan ändring.
c) Frågan om ett samarbete med Hangzhou vilar till dess att företagen har svarat.

Ärendet
Svetlogorsk i Ryssland blev vänort 1994. Det saknas numera verksamhet.

Szczytno i Polen blev vänort 1998. Brandkårerna och kulturskolorna har en årlig träff.

Jelgava i Lettland har varit vänort sedan 1992. Brevväxlingen mellan skolorna är livlig.

Hangzhou i Kina har visat intresse för glasdesign. Glasriket AB har fått frågan om bolaget vill delta.
"""


def test_several_towns_with_a_fate_each() -> None:
    rows = minutes(SEVERAL, "Översyn av vänorterna")
    assert {(name, outcome) for name, outcome, _ in fates(rows)} == {
        ("Svetlogorsk", "ended"),
        ("Szczytno", "continued"),
        ("Jelgava", "continued"),
        ("Hangzhou", "under_review"),
    }
    assert reasons(rows, "Svetlogorsk") == {"inactivity"}
    assert organisations(rows, "consulted") == {"Glasriket AB"}
    assert areas(rows) >= {("Szczytno", "safety"), ("Szczytno", "culture"), ("Jelgava", "education")}


ADVICE = """
Ärendet
Vänortsavtalet med Svetlogorsk rör skolor. Det gäller också äldreomsorg. Utrikesdepartementet har tillfrågats och avråder från alla
kontakter. Västerviks folkhögskola har ingått i projekten.

Beslut
Vänortsavtalet med Svetlogorsk sägs upp.
"""


def test_the_advice_of_a_ministry_that_was_asked() -> None:
    rows = minutes(ADVICE, "Vänortsavtalet med Svetlogorsk")
    assert reasons(rows, "Svetlogorsk") == {"foreign_policy_advice"}
    assert organisations(rows, "partner") == {"Västerviks folkhögskola"}


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("Vänortsavtalet ingicks 2014. Det gäller e-hälsa och forskning.", {"digitalisation", "research"}),
        ("Vänortsavtalet ingicks 2014. Under åren har gymnasieelever och två idrottsföreningar deltagit.", {"education", "sport"}),
        ("Vänortsavtalet ingicks 2014. Det gäller att få skolorna att delta.", set()),
    ],
)
def test_sentences_that_tell_the_areas_of_the_agreement_before(told: str, found: set[str]) -> None:
    rows = minutes(f"Ärendet\n{told}\n\n" + DECISION)
    assert {area for _, area in areas(rows)} & {"digitalisation", "research", "education", "sport"} == found


def test_the_areas_of_an_offer_that_is_turned_down_are_proposed() -> None:
    rows = minutes(
        "Beslut\nKommunstyrelsen avböjer erbjudandet från Hefei om ett avtal om lärarutbyte.\n", "Avtal om lärarutbyte med Hefei"
    )
    assert areas(rows) == areas(rows, "proposed") == {("Hefei", "education")}


ADOPTED = """
Kommunstyrelsens förslag 2019-02-15 § 17: Vänortsavtalet med Jelgava sägs upp till den 31 december 2020.

På förslaget yrkas bifall av Anna Ek (S) och Bo Berg (M).
Eva Dahl (V) yrkar att avtalet ska bestå.

Fullmäktiges beslut

Kommunstyrelsens förslag antas.
"""


def test_a_proposal_headed_with_its_day_that_is_adopted() -> None:
    rows = minutes(ADOPTED, body="Kommunfullmäktige")
    assert sorted(clauses(rows)) == [("decided", "approve"), ("proposed", "approve"), ("proposed", "other"), ("recommended", "terminate")]
    assert fates(rows) == {("Jelgava", "ended", "decided")}
    assert persons(rows, "mover") == {"Anna Ek", "Bo Berg", "Eva Dahl"}


def test_a_decision_told_of_with_its_day_is_no_proposal() -> None:
    rows = minutes(ADOPTED.replace("Kommunstyrelsens förslag 2019-02-15", "Kommunstyrelsens beslut 2019-02-15"), body="Kommunfullmäktige")
    assert ("recommended", "terminate") not in clauses(rows)


def test_a_vote_on_deciding_the_matter_today_is_not_on_the_matter() -> None:
    text = "Styrelsen beslutar först med 4 röster mot 1 att avgöra ärendet idag. Därefter bifalls förslaget."
    (vote,) = find_votes(text, 0, len(text))
    assert vote.about_when


FUNDED = """
Ärendet
Sedan 2011 finns ett vänortsavtal mellan Västervik och Jelgava. Ett nytt avtal för åren 2019--2021 har tagits fram. Västerviks
Sparbank har bidragit ekonomiskt till utbytet. Synpunkter har hämtats in från Socialstyrelsen.

Beslut
Avtalet med Jelgava för åren 2019--2021 godkänns.
"""


def test_who_pays_and_who_was_asked_and_the_years_of_an_agreement() -> None:
    rows = minutes(FUNDED)
    assert organisations(rows, "consulted") == {"Socialstyrelsen"}
    assert organisations(rows, "partner") == {"Västerviks Sparbank"}
    assert {(start, end) for _, _, start, end, _ in agreements(rows)} == {(2011, None), (2019, 2021)}
