"""Counterparts, agreements, areas, decisions, fates and reasons in wordings of templates not met before."""

from __future__ import annotations

from typing import Any

import pytest

from extractors.reasons import reasons_in
from tests.extractors.relation_documents import agreements, areas, counterparts, date_roles, fates, focus, minutes, reasons, report

TITLE = "Kommunens internationella kontakter"
Row = tuple[str, str, int | None, int | None, str]


def clauses(rows: dict[str, list[dict[str, Any]]]) -> set[tuple[str, str]]:
    """(stage, action) of each decision clause."""
    return {(r["stage"], r["action"]) for r in rows.get("decisions", [])}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kommunen har sedan 1979 en vänort, Sauland i Norge.", [("Sauland", "twin_town", 1979, None, "in_force")]),
        ("Vår enda vänort är Bøverdal i Norge.", [("Bøverdal", "twin_town", None, None, "in_force")]),
        (
            "Med Rønne på Bornholm, som Västervik har haft som vänort sedan 1952, finns ett utbyte.",
            [("Rönne", "twin_town", 1952, None, "in_force")],
        ),
        ("Västervik är vänort med Narva i Estland, ett band som knöts 1958.", [("Narva", "twin_town", 1958, None, "in_force")]),
        ("Åren 2011–2013 deltog kommunen i ett partnerskap tillsammans med Narva.", [("Narva", "partnership", 2011, 2013, "expired")]),
        ("Under 2003–2006 samarbetade kommunen med Narva om skola.", [("Narva", "cooperation", 2003, 2006, "expired")]),
        ("Under 2003–2006 deltog kommunen i en konferens om vänorter i Narva.", []),
        (
            "Narva har bett kommunen om ett partnerskap. Ett utkast som täcker tiden 1 juni 2019–31 maj 2022 har tagits fram.",
            [("Narva", "partnership", 2019, 2022, "proposed")],
        ),
        (
            "Kommunen har ett samarbetsavtal med Narva. En budget som täcker tiden 2019–2022 har tagits fram.",
            [("Narva", "cooperation", None, None, "in_force")],
        ),
    ],
)
def test_agreements_told_otherwise(text: str, told: list[Row]) -> None:
    assert agreements(report(text, TITLE)) == set(told)


def test_an_island_tells_where_the_twin_town_lies() -> None:
    assert counterparts(report("Kommunens enda vänort är Rønne på Bornholm, som vi haft sedan 1962.", TITLE)) == {("Rönne", "DK")}


def test_an_end_that_is_only_proposed_is_not_the_agreements() -> None:
    text = "Västervik är vänort med Narva sedan 1976.\n\nFörslag till beslut\n\nVänortsavtalet med Narva sägs upp per den 30 juni 2019.\n"
    assert agreements(report(text, TITLE)) == {("Narva", "twin_town", 1976, None, "in_force")}


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            "Partnerskapet med Narva, som inleddes 2012 och förnyades senast 2016, rör vatten.",
            {"2012": "agreement_start", "2016": "agreement_signed"},
        ),
        ("Avtalet med Narva förlängs med två år från den 1 juli 2019.", {"den 1 juli 2019": "agreement_start"}),
        ("Samarbetet med Narva ska fortgå, dock längst till och med den 31 december 2021.", {"den 31 december 2021": "agreement_end"}),
        ("Avtalet med Narva förlängs inte från den 1 juli 2019.", {}),
    ],
)
def test_dates_of_agreements_told_otherwise(text: str, roles: dict[str, str]) -> None:
    told = {
        raw: role
        for raw, role in date_roles(report(text, TITLE)).items()
        if role in ("agreement_start", "agreement_end", "agreement_signed")
    }
    assert told == roles


DEBATE = """
Yrkanden

{demands}

Kommunfullmäktiges beslut

Avtalet med Narva förlängs på tre år.
"""


@pytest.mark.parametrize(
    ("demands", "expected"),
    [
        (
            "Bo Ek (M) vill i stället att avtalet pausas till 2021 och att kontoret får i uppdrag att söka nya parter.",
            {"pause", "instruct"},
        ),
        ("Bo Ek (M) vill hellre att avtalet pausas till 2021.", {"pause"}),
        ("Eva Dahl (V): Avtalet sägs upp. I övrigt bifall till kommunstyrelsens förslag.", {"terminate", "approve"}),
        (
            "Per Al (S) yrkar bifall till förslaget och tillägger att kommunchefen ska anmodas att redovisa arbetet.",
            {"approve", "instruct"},
        ),
        ("Per Al (S) yrkar avslag och vill dessutom att avtalet utvärderas.", {"reject", "follow_up"}),
        ("Per Al (S) vill veta vad avtalet kostar.", set()),
    ],
)
def test_demands_of_a_debate(demands: str, expected: set[str]) -> None:
    rows = minutes(DEBATE.format(demands=demands), "Avtalet med Narva")
    assert {action for stage, action in clauses(rows) if stage == "proposed"} == expected


@pytest.mark.parametrize(
    "asked",
    [
        "Nils Berg (C) föreslog i en motion den 3 maj 2018 att kommunen skaffar elbussar.",
        "Nils Berg (C) ville i sin motion den 3 maj 2018 att kommunen skaffar elbussar.",
        "I en motion vill Nils Berg (C) att kommunen skaffar elbussar.",
    ],
)
def test_what_a_motion_wished(asked: str) -> None:
    rows = minutes(f"{asked}\n\nKommunfullmäktiges beslut\n\nMotionen avslås.\n", "Motion om elbussar")
    assert clauses(rows) == {("proposed", "other"), ("decided", "reject")}


def test_the_board_that_treated_a_matter_recommends() -> None:
    text = """
        Beredning

        Kommunstyrelsen har den 4 februari 2019, § 18, berett ärendet och föreslår kommunfullmäktige

        att   pausa avtalet med Narva under två år.

        Kommunfullmäktiges beslut

        Avtalet med Narva pausas under två år.
    """
    assert clauses(minutes(text, "Avtalet med Narva")) == {("recommended", "pause"), ("decided", "pause")}


@pytest.mark.parametrize(
    ("clause", "action"),
    [
        ("Barn- och ungdomsnämnden ska före sommaren komma in med en plan.", "instruct"),
        ("Teknik-, service- och fastighetsnämnden återkommer med en plan.", "instruct"),
        ("Kultur- och fritidsnämnden får behålla överskottet.", "other"),
        ("Kommunen inleder ett klimatsamarbete med Narva.", "enter"),
        ("Kommunen inleder ett klimatarbete.", "other"),
        ("Narva kvarstår som vänort.", "other"),
    ],
)
def test_actions_of_clauses(clause: str, action: str) -> None:
    assert clauses(minutes(f"Kommunfullmäktiges beslut\n\n{clause}\n", "Kommunens arbete")) == {("decided", action)}


def test_parties_that_reserve_themselves_as_one() -> None:
    text = """
        Kommunfullmäktiges beslut

        1. Avtalet med Narva förlängs.
        2. Avtalet med Tartu sägs upp.

        Reservationer

        Bo Ek (M) mot punkt 1.
        Vänsterpartiets grupp mot punkt 2.
    """
    rows = minutes(text, "Kommunens avtal")
    assert {r["action"]: r["reservations"] for r in rows["decisions"]} == {"renew": ["M"], "terminate": ["V"]}


def test_areas_in_a_list_under_a_long_lead() -> None:
    text = """
        Avtalet med Narva föreslås, om parterna kommer överens om hur det ska finansieras, löpa i tre år och ta sikte på

        a) glasmuseet och bildkonsten,
        b) besöksnäringen,
        c) gårdsförsäljning.
    """
    assert focus(report(text, TITLE)) == {("Narva", area, "proposed") for area in ("culture", "tourism", "agriculture")}


def test_areas_of_what_was_done_at_first() -> None:
    text = "Vänortsavtalet med Narva slöts 1994. Till en början rådde livlig aktivitet: körer sjöng och brandmän övade ihop."
    assert areas(report(text, TITLE), "previous") == {("Narva", "culture"), ("Narva", "safety")}


@pytest.mark.parametrize(
    ("decision", "status"),
    [
        ("Kommunchefen får i uppdrag att utreda förutsättningarna för ett samarbete med Narva.", "under_review"),
        ("Kommunen ingår ett samarbetsavtal med Narva.", "agreed"),
    ],
)
def test_areas_of_what_is_only_looked_into(decision: str, status: str) -> None:
    text = f"Narva har sökt en svensk kommun att samarbeta med om vindkraft.\n\nKommunfullmäktiges beslut\n\n{decision}\n"
    assert focus(minutes(text, "Förfrågan från Narva")) == {("Narva", "energy", status)}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Saken om Narva kan tas upp igen när strategin är antagen.", {("Narva", "under_review", "decided")}),
        ("Kommunstyrelsen anser inte att kommunen nu bör ta ställning till Narva.", {("Narva", "under_review", "decided")}),
        ("Motionären anser att Narva kan bli en god vän.", set()),
    ],
)
def test_what_an_answer_leaves_to_a_later_time(told: str, expected: set[tuple[str, str, str]]) -> None:
    text = f"Motionären vill att kommunen blir vänort med Narva.\n\n{told}\n\nKommunfullmäktiges beslut\n\nMotionen anses besvarad.\n"
    rows = minutes(text, "Motion om vänort i Estland")
    assert (fates(rows), agreements(rows)) == (expected, set())


def test_a_request_by_a_town_of_long_ago_is_declined() -> None:
    text = "Narva, som var vänort 1991–2009, har hört av sig.\n\nKommunstyrelsens beslut\n\nKommunstyrelsen avböjer förfrågan från Narva.\n"
    assert fates(minutes(text, "Förfrågan från Narva", "Kommunstyrelsen")) == {("Narva", "declined", "decided")}


def test_the_ground_of_the_one_named_last() -> None:
    text = """
        Kommunen har avtal med Narva och Tartu. Skälet till att det senare avslutas är att ingenting har hänt på flera år.

        Kommunfullmäktiges beslut

        1. Avtalet med Narva förlängs till 2022.
        2. Avtalet med Tartu sägs upp.
    """
    rows = minutes(text, "Vänorterna")
    assert (reasons(rows, "Narva"), reasons(rows, "Tartu")) == (set(), {"inactivity"})


@pytest.mark.parametrize(
    ("sentence", "outcome", "expected"),
    [
        ("Nyttan svarar inte mot vad förbindelsen kostar.", "ended", ["cost"]),
        ("Verksamheten motsvarar knappast de pengar som läggs ned.", "ended", ["cost"]),
        ("Nyttan svarar väl mot kostnaden.", "ended", []),
        ("Näringslivet väntas inte få några fördelar på kort sikt.", "established", []),
        ("Företagen ser orten mer som en konkurrent än som en samarbetspartner.", "established", []),
        ("Näringslivet har inte bara fått order utan även nya kunder.", "renewed", ["business_benefit"]),
    ],
)
def test_grounds(sentence: str, outcome: str, expected: list[str]) -> None:
    assert reasons_in(sentence, outcome) == expected
