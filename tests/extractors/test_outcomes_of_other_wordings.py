"""Fates and reasons in papers of several places: each place its own, and none by what is told of another."""

from __future__ import annotations

import pytest

from extractors.fate_words import decided_in_clause, stated_in_policy, told_phrases
from extractors.reasons import reasons_in
from tests.extractors.relation_documents import effective, fates, reasons, rows_of

MINUTES = """
MALMÖ STAD
SAMMANTRÄDESPROTOKOLL
Kommunstyrelsen
Sammanträdesdatum 2019-03-14

Plats och tid    Stora salen, kl. 13.00–15.20
Beslutande       Anna Berg (S), ordförande
                 Bo Ek (M)
Paragrafer       12

§ 12
Internationella kontakter
Dnr KS 2019/45

"""
REPORT = "MALMÖ STAD\nRAPPORT\n2019-03-14\n\nÖversyn av vänorter\n\n"


def test_a_request_is_answered_in_the_negative() -> None:
    rows = rows_of(
        MINUTES
        + "Ärendet\nTallinn har frågat om ett vänortsavtal. Tartu är vänort sedan 1990.\n\n"
        + "Beslut\nFörfrågan från Tallinn besvaras avvisande. Förvaltningen har inte plats för fler gäster.\n"
        + "Vänortsförbindelsen med Tartu består i nuvarande form.\n"
    )
    assert fates(rows) == {("Tallinn", "declined", "decided"), ("Tartu", "continued", "decided")}
    assert reasons(rows, "Tallinn") == {"other"}
    assert reasons(rows, "Tartu") == set()


def test_a_question_handed_back_ends_nothing() -> None:
    rows = rows_of(
        MINUTES
        + "Ärendet\nFöreningen Öst föreslår ett avtal med Tallinn. Avtalet med Tartu löper ut 2019-12-31.\n\n"
        + "Beslut\nFrågan om ett avtal med Tallinn lämnas tillbaka till stadskontoret för beräkning av kostnaderna.\n"
        + "Avtalet med Tartu får fortsätta under ytterligare en period, "
        + "från och med den 1 januari 2020 till och med den 31 december 2023.\n"
    )
    assert fates(rows) == {("Tallinn", "under_review", "decided"), ("Tartu", "renewed", "decided")}
    assert effective(rows, "Tartu") == ("2020-01-01", "2023-12-31")


def test_a_pause_of_a_stated_time() -> None:
    rows = rows_of(
        MINUTES
        + "Ärendet\nMalmö har sedan 2008 ett samarbetsavtal med Tartu.\n\n"
        + "Beslut\nSamarbetet med Tartu ligger nere under tiden 1 juni 2019–31 maj 2020.\n"
    )
    assert fates(rows) == {("Tartu", "paused", "decided")}
    assert effective(rows, "Tartu") == ("2019-06-01", "2020-05-31")
    assert reasons(rows, "Tartu") == set()


@pytest.mark.parametrize(("first", "second"), [("Tallinn.", "Tartu."), ("Tallinn (Estland).", "Tartu (Estland).")])
def test_what_is_told_of_an_unknown_place_is_no_reason_for_the_one_before(first: str, second: str) -> None:
    rows = rows_of(
        MINUTES
        + f"Ärendet\n{first} Avtalet undertecknades 2001. Utbytet har gett lärarna nya arbetssätt.\n\n"
        + "Xuzzaby. Kriget i landet gör att inga besök kan göras.\n\n"
        + f"{second} Avtalet undertecknades 2005. Resorna har blivit för dyra.\n\n"
        + "Beslut\nAvtalet med Tallinn förlängs till 2024.\n\nAvtalet med Tartu sägs upp.\n\n"
        + "Avtalet med Xuzzaby sägs upp. Landet för krig mot sin granne.\n"
    )
    assert reasons(rows, "Tallinn") == {"mutual_benefit"}
    assert reasons(rows, "Tartu") == {"cost"}


def test_a_decision_that_gives_its_ground_has_no_other() -> None:
    rows = rows_of(
        REPORT
        + "Bakgrund\n\nTallinn är vänort sedan 1990. Tartu har efter en kommunsammanslagning annat att göra.\n\n"
        + "Förslag\n\nArbetsgruppen lämnar följande förslag till kommunstyrelsen:\n\n"
        + "1. Relationen med Tallinn lämnas oförändrad.\n2. Avtalet med Tartu sägs upp, eftersom det varit utan innehåll i tio år.\n"
    )
    assert fates(rows) == {("Tallinn", "continued", "proposed"), ("Tartu", "ended", "proposed")}
    assert reasons(rows, "Tartu") == {"inactivity"}
    assert reasons(rows, "Tallinn") == set()


def test_a_decision_elsewhere_that_is_only_noted_is_reported() -> None:
    rows = rows_of(
        MINUTES
        + "Ärendet\nAvtalet med Tartu löper ut i år.\n\n"
        + "Kulturnämnden beslutade den 4 mars 2019 att ingå ett samarbetsavtal med Tallinn.\n\n"
        + "Beslut\n1. Avtalet med Tartu förlängs till 2023.\n2. Kulturnämndens beslut om Tallinn antecknas.\n"
    )
    assert fates(rows) == {("Tallinn", "established", "reported"), ("Tartu", "renewed", "decided")}


def test_the_lack_of_money_for_one_more_is_a_reason_against_the_new_one() -> None:
    rows = rows_of(
        MINUTES
        + "Ärendet\nMalmö har vänortsavtal med Tartu sedan 1990 och Riga sedan 1995. I anslaget finns inte pengar till en vänort till.\n"
        + "Tallinn har frågat om ett vänortsavtal.\n\nBeslut\nKommunen tackar nej till förfrågan från Tallinn.\n"
    )
    assert fates(rows) == {("Tallinn", "declined", "decided")}
    assert reasons(rows, "Tallinn") == {"cost"}


def test_a_residents_proposal_with_its_answer_behind_it() -> None:
    rows = rows_of(
        "MALMÖ STAD\nMEDBORGARFÖRSLAG\n2019-03-14\n\nTallinn som vänort\n\nJag föreslår att Malmö blir vänort med Tallinn.\n\nMaj Alm\n\n"
        + "Kontorets bedömning\n\nMalmö är vänort med Tartu sedan 1990. Anslaget räcker inte till en vänort till.\n\n"
        + "Förslag till beslut\n\nKontoret föreslår kommunstyrelsen besluta\n\natt avslå medborgarförslaget i den del som gäller vänort.\n"
    )
    assert ("Tallinn", "declined", "proposed") in fates(rows)
    assert ("Tallinn", "established", "proposed") not in fates(rows)


def test_a_heading_does_not_tell_of_the_place_before_it() -> None:
    rows = rows_of(
        "MALMÖ STAD\nSTRATEGI\n2019-03-14\n\nInternationell strategi\n\n"
        + "Tartu, Estland\nSamarbetet med Tartu ligger fast under hela perioden.\n\n"
        + "Samarbeten som avvecklas\n\nTallinn, Estland\nAvtalet med Tallinn förlängs inte.\n"
    )
    assert fates(rows) == {("Tartu", "continued", "reported"), ("Tallinn", "ended", "reported")}


def test_a_last_line_that_lost_its_full_stop_is_no_heading() -> None:
    rows = rows_of(
        "7 mars, 2022\n\nVÄNORTSAVTALET MED NARVA SKA SÄGAS UPP!\n\n"
        + "I fullmäktige i Malmö lade Anna Berg (S) ett förslag om att säga upp Malmös vänortsavtal med Narva i Estland.\n"
        + "Alla partier var för.\nAvtalet kommer nu omgående att sägas upp\n"
    )
    assert fates(rows) == {("Narva", "ended", "reported")}


@pytest.mark.parametrize(
    ("clause", "fate"),
    [
        ("Relationen med Narva lämnas oförändrad", "continued"),
        ("Samarbetet löper vidare", "continued"),
        ("Vänortskapet består i oförändrad form", "continued"),
        ("Utbytet ligger nere under läsåret", "paused"),
        ("Frågan om avtalet lämnas tillbaka till kontoret", None),
        ("Frågan om avtalet lämnas till kommunstyrelsen", None),
        ("Avtalet består av fyra delar", None),
        ("Parterna prövar sig fram inom samarbetet", None),
    ],
)
def test_fates_of_clauses(clause: str, fate: str | None) -> None:
    assert decided_in_clause(clause) == fate


def test_an_agreement_that_a_strategy_lays_down() -> None:
    assert [p.outcome for p in stated_in_policy("En avsiktsförklaring ska ingås med Narva under 2021.")] == ["established"]
    assert stated_in_policy("Ett avtal ska alltid tecknas innan ett samarbete inleds.") == []
    assert stated_in_policy("Varje samarbete ska grundas på avtal.") == []


def test_what_the_parties_are_to_look_into_is_no_fate() -> None:
    assert told_phrases("Städerna ska under två år undersöka förutsättningarna för ett vänortsavtal.") == []


def test_a_decision_that_two_towns_are_to_be_twins_is_told() -> None:
    told = told_phrases("Fullmäktige har beslutat att Malmö och Narva skall vara vänorter.")
    assert [p.outcome for p in told] == ["established"]


def test_what_is_told_of_a_pair_is_not_told_of_a_third() -> None:
    rows = rows_of(
        "MALMÖ STAD\nSkrivelse\n2019-03-14\n\nTill kommunstyrelsen\n\nMalmö har vänortsavtal med Tartu sedan 1990.\n\n"
        + "Fullmäktige har den 4 mars 2019 beslutat att Malmö och Xuzzaby skall vara vänorter.\n"
    )
    assert not [f for f in fates(rows) if f[0] == "Tartu" and f[1] == "established"]


@pytest.mark.parametrize(
    ("sentence", "outcome", "codes"),
    [
        ("Förvaltningen ser inte att anslaget räcker.", "declined", ["cost"]),
        ("Utan bidraget räcker pengarna inte till resorna.", "paused", ["cost"]),
        ("Kontoret kan inte se var 200 000 kronor ska tas.", "declined", ["cost"]),
        ("Ett avtal skulle strida mot den plan som fullmäktige har antagit.", "declined", ["strategy"]),
        ("Inga nya vänorter ska tillkomma under perioden.", "declined", ["strategy"]),
        ("Skolan mäktar inte med att ta emot eleverna.", "paused", []),
        ("Skolan har begränsade möjligheter att ta emot gäster.", "declined", ["other"]),
        ("Relationen har varit utan innehåll i nio år.", "ended", ["inactivity"]),
        ("Lärarna på båda håll har förändrat sin undervisning.", "renewed", ["mutual_benefit"]),
        ("Rektorerna har fått med sig något hem.", "renewed", ["mutual_benefit"]),
        ("The participants will learn from one another.", "renewed", ["mutual_benefit"]),
        ("Gruvan skulle också få flera besökare.", "declined", []),
        ("Utbytet ligger nere under hösten.", "paused", []),
    ],
)
def test_reasons_in_sentences(sentence: str, outcome: str, codes: list[str]) -> None:
    assert reasons_in(sentence, outcome) == codes
