"""Forms that minutes and papers of other places have: one short document each, with what a reader finds in it."""

from __future__ import annotations

from typing import Any

import pytest

from extractors.registry import find_registry_numbers
from tests.extractors.relation_documents import counterparts, rows_of

Row = dict[str, Any]
COVER = """
    Sala kommun                    SAMMANTRÄDESPROTOKOLL
    Kommunstyrelsen                Sammanträdesdatum 2021-03-09

    Plats och tid       Rådhuset, kl 13.00-14.10
"""
END = """
    Justerare           Vera Almlund (S)
    Paragrafer          12-13
"""


def minutes(body: str, cover: str = "", kind: str = "SAMMANTRÄDESPROTOKOLL") -> dict[str, list[Row]]:
    """Minutes with one matter of a few lines and a second one behind it."""
    head = f"Sala kommun                    {kind}\nKommunstyrelsen                Sammanträdesdatum 2021-03-09\n\n"
    return rows_of(f"{head}{cover}\n{body}\n\n§ 13 Avslutning\n\nBeslut\nKommunstyrelsen noterar informationen.\n")


def roles(rows: dict[str, list[Row]], *wanted: str) -> set[tuple[str, str]]:
    return {(r["name"], r["role"]) for r in rows["parties"] if r["kind"] == "person" and r["role"] in wanted}


def clauses(rows: dict[str, list[Row]]) -> list[tuple[str, str]]:
    """Stage and action of the clauses of the first matter."""
    first = rows["cases"][0]["case_id"]
    return [(d["stage"], d["action"]) for d in rows["decisions"] if d["case_id"] == first]


@pytest.mark.parametrize("beside", ["Ärende 4", "Sid 7 (12)", "Kod 106", "Punkt 3"])
def test_what_stands_beside_a_section_number_is_no_title(beside: str) -> None:
    (first, _) = minutes(f"§ 12          {beside}\n\nAvtal med Lindvik          Dnr KS 2021/45\n\nBeslut\nAvtalet godkänns.")["cases"]
    assert (first["title"], first["case_number"]) == ("Avtal med Lindvik", "KS 2021/45")


def test_the_decisions_of_officials_are_a_title() -> None:
    (first, _) = minutes("§ 12\n\nDELEGATIONSBESLUT\n\nRektorns beslut nr 3 föredras.\n\nKOMMUNSTYRELSENS BESLUT:\n\nBesluten noteras.")[
        "cases"
    ]
    assert first["title"] == "DELEGATIONSBESLUT"


def test_six_figures_behind_a_stroke_are_year_and_number() -> None:
    assert [n.case_number for n in find_registry_numbers("Dnr RS/210733")] == ["RS 2021/733"]


@pytest.mark.parametrize("body", ["Direktionen", "Förbundsdirektionen", "Kommunalförbundet"])
def test_a_federation_is_no_municipality(body: str) -> None:
    head = f"MÄLARENS BRANDFÖRSVAR          Protokoll\n{body}          2021-03-09\n\nBeslutande   Vera Almlund (S), Sala, ordförande\n"
    rows = rows_of(
        f"{head}             Nils Brunn (M), vice ordförande, Sala\n\n§ 12 Budget\n\n{body} beslutar\natt fastställa budgeten.\n"
    )
    assert rows["documents"][0]["municipality"] is None


@pytest.mark.parametrize("sections", ["§ 106-119", "§§ 106–119", "§§ 106 - 119     1(6)"])
def test_the_sections_beside_the_name_of_the_body(sections: str) -> None:
    rows = rows_of(
        f"Region Skåne\nPROTOKOLL\nRegionstyrelsen {sections}\nTid: 2019-03-04 kl. 13\n\n§ 106 Val\n\nBeslut\n\nBo Ek (M) utses.\n"
    )
    assert [c["body"] for c in rows["cases"]] == ["Regionstyrelsen"]


def test_a_head_that_counts_on_from_an_earlier_page_tells_the_day() -> None:
    columns = " " * 46
    head = f"Regionfullmäktige          PROTOKOLL          DATUM             SIDA\n{columns}2021-03-09        {{}} (22)\n\n"
    rows = rows_of(f"{head.format(9)}§ 12 Taxa\n\nBeslut\nTaxan antas.\n\f{head.format(10)}§ 13 Val\n\nBeslut\nOlle Hed (C) utses.\n")
    assert str(rows["documents"][0]["meeting_date"]) == "2021-03-09"


def test_the_place_of_a_regions_meeting_is_not_the_region() -> None:
    rows = rows_of(
        "Protokoll\n\nTid och plats      tisdagen den 9 mars 2021\n                   Rådhuset, Sala\n\n"
        "Närvarande         Vera Almlund (S), ordförande\n\n"
        "§ 12 Motion om bussar\n\nRegionstyrelsen föreslår regionfullmäktige besluta\n\natt motionen avslås.\n"
    )
    assert rows["documents"][0]["municipality"] is None


def test_a_label_over_two_lines_is_of_all_its_names() -> None:
    rows = rows_of(
        f"{COVER}    Beslutande          Vera Almlund (S), ordförande\n                        Nils Brunn (M)\n"
        f"    Närvarande          Olle Hed (C)\n    ersättare           Ida Falk (V)\n{END}"
    )
    assert roles(rows, "substitute") == {("Olle Hed", "substitute"), ("Ida Falk", "substitute")}
    assert ("Nils Brunn", "member") in roles(rows, "member")


def test_each_line_of_a_list_is_a_person_of_its_own() -> None:
    rows = rows_of(
        f"{COVER}    Beslutande          Vera Almlund (S), ordförande\n"
        f"                        Olle Hed (C) tjg för Klas Ros\n                        Sonny Lander (MP)\n"
        f"                        Pia Rask (M), Heby\n                        Jörgen Karp (V), Sala\n{END}"
    )
    assert {name for name, _ in roles(rows, "member", "substitute")} >= {"Olle Hed", "Sonny Lander", "Pia Rask", "Jörgen Karp"}


def test_the_day_of_verifying_beside_a_parted_label() -> None:
    rows = rows_of(
        f"{COVER}    Beslutande          Vera Almlund (S), ordförande\n    Plats och tid för   Kansliet 2021-03-12\n    justering\n{END}"
    )
    assert ("2021-03-12", "adjusted") in {(str(d["date_start"]), d["role"]) for d in rows["dates"]}


def test_a_vice_chair_who_leads_one_matter_is_a_member() -> None:
    rows = rows_of(
        f"{COVER}    Beslutande          Vera Almlund (S), ordförande § 12\n"
        f"                        Nils Brunn (M), 1:e vice ordförande, ordförande § 13\n{END}"
    )
    assert roles(rows, "chair", "member") == {("Vera Almlund", "chair"), ("Nils Brunn", "member")}


def test_a_cover_without_the_word_is_of_minutes() -> None:
    rows = rows_of(
        "Kommunstyrelsen                         Sidan 1(30)\n\nPlats och tid       Rådhuset kl. 09:00\n\n"
        "Beslutande          Vera Almlund (S), ordförande\n                    Nils Brunn (M)\n\nParagrafer          12-13\n"
    )
    assert rows["documents"][0]["document_type"] == "minutes"


@pytest.mark.parametrize(
    "told",
    [
        "Läget i landet går åt fel håll.",
        "Tidigare i år har kommunen avbrutit utbytet med Oranje.",
        "Vid ärendets behandling yttrar sig Vera Almlund (S).",
        "Kommunchefen informerar om läget.",
    ],
)
def test_what_follows_a_decision_without_deciding_is_none(told: str) -> None:
    rows = minutes(f"§ 12 Avtal med Lindvik\n\nKommunstyrelsens beslut\nKommunen säger upp avtalet med Lindvik.\n\n{told}")
    assert clauses(rows) == [("decided", "terminate")]


def test_a_title_over_a_sentence_without_a_gap() -> None:
    rows = minutes("§ 12 Val av justerare\nNils Brunn (M) utses att jämte ordföranden justera protokollet")
    assert (rows["cases"][0]["title"], clauses(rows)) == ("Val av justerare", [("decided", "appoint")])


def test_jav_in_the_last_point_leaves_the_decision() -> None:
    rows = minutes(
        "§ 12 Köp av rör\n\nKommunstyrelsen beslutar\natt ge kommunchefen i uppdrag att tillsammans med Heby köpa in rör av gjutjärn.\n"
        "Nils Brunn (M) anmäler jäv och deltar inte i beslutet."
    )
    assert clauses(rows) == [("decided", "instruct")]


def test_what_members_move_under_the_word_proposals() -> None:
    rows = minutes(
        "§ 12 Avtal med Lindvik\n\nKommunstyrelsen beslutar\n\natt häva vänskapsavtalet.\n\nFörslag\n"
        "Vera Almlund (S) och Ida Falk (V) föreslår att styrelsen beslutar att häva avtalet.\n"
        "Nils Brunn (M) föreslår att avtalet fryses."
    )
    assert roles(rows, "mover") == {("Vera Almlund", "mover"), ("Ida Falk", "mover"), ("Nils Brunn", "mover")}
    assert clauses(rows) == [("decided", "terminate"), ("proposed", "terminate"), ("proposed", "pause")]


def test_proposals_listed_under_their_members() -> None:
    rows = minutes(
        "§ 12 Avtal med Lindvik\n\nVid sammanträdet föreligger följande förslag:\n - Vera Almlund (S): att förslaget avslås.\n"
        " - Nils Brunn (M): att ärendet återremitteras.\n\nKommunstyrelsen beslutar\n\natt avslå förslaget."
    )
    assert clauses(rows) == [("proposed", "reject"), ("proposed", "refer_back"), ("decided", "reject")]
    assert roles(rows, "mover") == {("Vera Almlund", "mover"), ("Nils Brunn", "mover")}


def test_a_party_between_commas_moves_too() -> None:
    rows = minutes("§ 12 Skolskjuts\n\nNils Brunn, m, föreslår återremiss.\n\nKommunstyrelsen beslutar\natt avslå förslaget.")
    assert clauses(rows) == [("proposed", "refer_back"), ("decided", "reject")]


def test_the_points_of_a_motion_retold_as_a_list() -> None:
    rows = minutes(
        "§ 12 Svar på motion om avtal\n\nKommunstyrelsen beslutar\natt motionen anses besvarad.\n\nSammanfattning\n"
        "Vera Almlund (S) har i en motion föreslagit\natt kommunen räknar sina avtal,\natt avtalet med Lindvik avslutas, samt\n"
        "att ett nytt avtal söks."
    )
    assert clauses(rows) == [("decided", "answered"), ("proposed", "other"), ("proposed", "terminate"), ("proposed", "other")]


def test_names_under_a_counted_vote_are_the_same_vote() -> None:
    rows = minutes(
        "§ 12 Avtal\n\nBeslut\n1. Avtalet godkänns.\n2. Kommunchefen får i uppdrag att skriva en plan.\n\nOmröstning\n"
        "Med 9 ja-röster mot 2 nej-röster bifalls förslaget.\n\nLedamot                 Ja    Nej\n"
        "Vera Almlund (S)        X\nIda Falk (V)            X\nNils Brunn (M)                X\n"
    )
    assert [(d["votes_for"], d["votes_against"]) for d in rows["decisions"][:2]] == [(9, 2), (None, None)]


def test_a_decision_told_before_its_heading_counts_once() -> None:
    rows = minutes(
        "§ 12 Detaljplan\n\nNils Brunn (M) yrkar att ärendet återremitteras.\n\nMed 3 ja-röster mot 3 nej-röster och med ordförandens "
        "utslagsröst beslutar kommunstyrelsen att återremittera ärendet.\n\nKommunstyrelsens beslut\nÄrendet återremitteras."
    )
    assert clauses(rows) == [("proposed", "refer_back"), ("decided", "refer_back")]


def test_dissent_entered_with_the_names_before_the_word() -> None:
    rows = minutes(
        "§ 12 Avtal\n\nKommunstyrelsen beslutar\natt godkänna avtalet.\n\nMot beslutet anmäler Nils Brunn (m) och Ida Falk (v) reservation."
    )
    assert rows["decisions"][0]["reservations"] == ["M", "V"]


def test_dates_of_motions_and_of_signing_on_a_screen() -> None:
    rows = minutes(
        "§ 12 Motion om avtal\n\nBeslut\nMotionen avslås.\n\nVera Almlund (S) lämnade den 4 maj 2020 in en motion om avtalet.",
        "Digitalt signerat av\nJusterare: Nils Brunn 2021-03-12\n",
    )
    told = {(str(d["date_start"]), d["role"]) for d in rows["dates"]}
    assert {("2020-05-04", "motion_submitted"), ("2021-03-12", "adjusted")} <= told


ENGLISH = """
AGREEMENT ON FRIENDLY COOPERATION

between

the City of Sala, Sweden

and

the Municipal People's Government of Harbin, People's Republic of China

Article 1
The Parties shall promote exchange on the basis of equality and cooperate in the following areas:
a) waste management,
b) trade.

Article 2
This Agreement remains valid for a period of three years.

Done at Sala on 4 June 2018 in two originals.

For the City of Sala                      For the Municipal People's Government of Harbin
"""


def test_an_agreement_in_english_between_a_city_and_a_government() -> None:
    rows = rows_of(ENGLISH)
    assert counterparts(rows) == {("Harbin", "CN")}
    assert {(f["area"], f["status"]) for f in rows["focus_areas"]} == {("environment", "agreed"), ("business", "agreed")}
    (agreement,) = rows["agreements"]
    assert (agreement["kind"], str(agreement["signed_on"])) == ("cooperation", "2018-06-04")
    assert str(rows["documents"][0]["document_date"]) == "2018-06-04"


REPORT = "Sala kommun          TJÄNSTESKRIVELSE\nKommunstyrelsen          2021-03-09\n\nVänorter\n\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Sala har vänortsavtal med Gubin i Polen (1994) och Kristinehamn.\n",
            {("Gubin", 1994, None)},
        ),
        (
            "Ett utkast till avsiktsförklaring med Mykolajiv i Ukraina, som gäller 2024 och 2025, har tagits fram.\n",
            {("Mykolajiv", 2024, 2025)},
        ),
        (
            "Kommunen ingår ett partnerskap med Ungheni i Moldavien från den 1 januari 2022.\n",
            {("Ungheni", 2022, None)},
        ),
        ("Sedan 1990-talet är Kaunas i Litauen en av kommunens vänorter.\n", {("Kaunas", None, None)}),
        ("Kommunens vänskapsförbindelse med Kaunas i Litauen upptogs 1989.\n", {("Kaunas", 1989, None)}),
        ("Vi har ett vilande avtal med Kaunas i Litauen från 2006 som ingen använder.\n", {("Kaunas", 2006, None)}),
        (
            "Skolan har tillsammans med vänorten Rovaniemi tagit fram ett förslag till läger.\n",
            {("Rovaniemi", None, None)},
        ),
    ],
)
def test_years_and_standing_of_relations(text: str, told: set[tuple[str, int | None, int | None]]) -> None:
    rows = rows_of(REPORT + text)
    year = lambda day: day.year if day else None  # noqa: E731
    assert {(a["counterpart"], a["start_year"] or year(a["valid_from"]), a["end_year"]) for a in rows["agreements"]} == told


def test_a_report_on_an_invitation_is_a_report() -> None:
    rows = rows_of(
        "Sala kommun\nKommunledningskontoret\nHandläggare: Vera Almlund\n                              2021-03-09\n\n"
        "Inbjudan från Rizhao till en hamnfestival\n\nKommunen har en vänort, Barth i Tyskland.\n\n"
        "Kommunledningskontoret föreslår att kommunstyrelsen beslutar\n\natt   avböja inbjudan, samt\n\n"
        "att   undersöka förutsättningarna för att återuppta kontakterna med Barth.\n"
    )
    assert rows["documents"][0]["document_type"] == "official_report"
    assert [(o["counterpart"], o["outcome"]) for o in rows["outcomes"]] == [("Barth", "under_review")]


def test_the_title_of_an_agreement_names_both_parties_on_one_line() -> None:
    rows = rows_of(
        "AVSIKTSFÖRKLARING\n\nmellan\n\nSala kommun, Sverige, och Vasa, Finland\n\n\n"
        "§ 1 Syfte\nSala och Vasa (parterna) samarbetar om skola.\n"
    )
    assert rows["cases"][0]["title"] == "AVSIKTSFÖRKLARING mellan Sala kommun, Sverige, och Vasa, Finland"


def test_a_table_of_relations_under_its_header() -> None:
    rows = rows_of(
        f"{REPORT}Kommunen har samarbetsavtal med följande orter:\n\nOrt                 Land            Sedan     Innehåll\n"
        "Tartu               Estland         1995      turism\nRhodos              Grekland        1996      skola\n"
    )
    assert {(a["counterpart"], a["start_year"]) for a in rows["agreements"]} == {("Tartu", 1995), ("Rodos", 1996)}
    assert {(f["counterpart"], f["area"]) for f in rows["focus_areas"]} == {("Tartu", "tourism"), ("Rodos", "education")}


def test_two_twin_towns_told_behind_a_clause() -> None:
    rows = rows_of(f"{REPORT}Nu lämnas de två vänorter som kommunen har haft sedan 60-talet, Stange i Norge och Brøndby i Danmark.\n")
    assert counterparts(rows) == {("Stange", "NO"), ("Brøndby", "DK")}


def test_rejecting_the_point_that_would_end_it_keeps_the_relation() -> None:
    rows = rows_of(
        "Sala kommun          TJÄNSTESKRIVELSE\nKommunstyrelsen          2021-03-09\n\nSvar på motion om vänorter\n\nFörslag till beslut\n"
        "Kommunfullmäktige beslutar\n- att bifalla motionens första att-sats om en kartläggning,\n"
        "- att avslå motionens andra att-sats om att avsluta kontakterna med Gubin.\n\nÄrendet\n"
        "Vera Almlund (S) har i en motion föreslagit\natt vänorterna kartläggs, samt\natt kontakterna med Gubin i Polen avslutas.\n\n"
        "Sala har vänortsavtal med Gubin i Polen (1994).\n"
    )
    assert [(o["counterpart"], o["outcome"], o["stage"]) for o in rows["outcomes"]] == [("Gubin", "continued", "proposed")]


@pytest.mark.parametrize(
    ("clause", "action", "outcome", "reasons"),
    [
        (
            "låta vänortsavtalet med Kaunas i Litauen upphöra då det inte längre fyller någon funktion.",
            "terminate",
            "ended",
            ["inactivity"],
        ),
        ("bryta samarbetet med Kaunas i Litauen på grund av övergreppen mot minoriteter.", "terminate", "ended", ["human_rights"]),
        ("lägga vänortsutbytet med Kaunas i Litauen i träda.", "pause", "paused", []),
        ("inte gå vidare med ett vänortsavtal med Kaunas i Litauen eftersom det saknas medel.", "reject", "declined", ["cost"]),
        ("vänortsavtalet med Kaunas i Litauen inte ska omförhandlas när det löper ut den 30 juni 2022.", "terminate", "ended", []),
    ],
)
def test_wordings_of_a_fate(clause: str, action: str, outcome: str, reasons: list[str]) -> None:
    rows = minutes(f"§ 12 Kontakter\n\nKommunstyrelsen beslutar\n\natt {clause}")
    assert clauses(rows) == [("decided", action)]
    assert [(o["outcome"], o["reasons"]) for o in rows["outcomes"]] == [(outcome, reasons)]


def test_an_agreement_left_to_expire_is_one_row() -> None:
    rows = rows_of(
        f"{REPORT}Förslag till beslut\nKommunstyrelsen beslutar att låta avtalet med Siping löpa ut den 30 juni 2022 utan förlängning.\n\n"
        "Ärendet\n\nSiping, Kina\nAvtalet skrevs under i juli 2017 och rör yrkesutbildning.\n"
    )
    assert [(a["counterpart"], a["start_year"], a["end_year"]) for a in rows["agreements"]] == [("Siping", 2017, 2022)]


def test_what_a_board_has_decided_to_propose_is_told() -> None:
    rows = rows_of(
        "Pressmeddelande\n\nSala kommun kan säga upp vänorter\n\nKommunstyrelsen har beslutat att föreslå kommunfullmäktige att avsluta "
        "vänortssamarbetet med Esashi i Japan. Utbytet med Esashi har varit vilande under flera år.\n"
    )
    assert [(o["counterpart"], o["outcome"], o["stage"]) for o in rows["outcomes"]] == [("Esashi", "ended", "reported")]


def test_the_answer_bears_the_number_and_who_asks_is_no_title() -> None:
    rows = rows_of(
        "Interpellation till kommunstyrelsens ordförande\n\nStälld av Nils Brunn (SD)\nSala kommunfullmäktige 2021-04-12\n\n"
        "Kontakterna med Weinan\n\n"
        "Sala kommun tecknade 2011 en avsiktsförklaring med Weinan i Kina. Den har aldrig sagts upp.\n\nJag vill fråga:\n\n"
        "1. Gäller avsiktsförklaringen?\n\nNils Brunn (SD)\n\n\nSvar på interpellation om Weinan                      Dnr 211/21\n\n"
        "Avsiktsförklaringen avsåg tiden till och med 2014.\n\nSala 2021-05-03\n\nVera Almlund (C)\nKommunstyrelsens ordförande\n"
    )
    assert (rows["cases"][0]["title"], rows["cases"][0]["case_number"]) == ("Kontakterna med Weinan", "2021/211")
    assert not any(o["outcome"] == "continued" for o in rows.get("outcomes", []))
