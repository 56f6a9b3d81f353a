"""Agreements and relations told of: kind, term and how they stand on the paper's date."""

from __future__ import annotations

import pytest

from tests.extractors.relation_documents import agreements, minutes, report, rows_of, terms


def told(sentence: str, date: str = "2019-03-14") -> set[tuple[str, int | None, int | None, str]]:
    """(kind, first year, last year, status) of the agreements that a report of ``date`` tells of in one paragraph."""
    return {row[1:] for row in agreements(report(f"Bakgrund\n{sentence}", "Redogörelse för kontakter", date))}


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        ("Ett samarbetsavtal med Kunming tecknades 2015. Avtalet löper t.o.m. 2020.", ("cooperation", 2015, 2020, "in_force")),
        ("Kommunen har ett samarbetsavtal med Kunming för perioden 2015–2018.", ("cooperation", 2015, 2018, "expired")),
        ("Samarbetsavtalet med Kunming gäller fram till utgången av 2021.", ("cooperation", None, 2021, "in_force")),
        ("Kommunen och Kunming är vänorter sedan 1998.", ("twin_town", 1998, None, "in_force")),
        ("Kommunen har varit vänort med Kunming sedan 1998.", ("twin_town", 1998, None, "in_force")),
        ("Kommunen har sedan 2009 ett vänortsavtal med Kunming.", ("twin_town", 2009, None, "in_force")),
        ("Partnerskapet med Kunming i Kina inleddes 2005.", ("partnership", 2005, None, "in_force")),
        ("Kommunen samarbetar sedan 2013 med Kunming om miljö.", ("cooperation", 2013, None, "in_force")),
        ("Kommunen hade mellan 2008 och 2015 ett samarbetsavtal med Kunming.", ("cooperation", 2008, 2015, "expired")),
        ("En avsiktsförklaring med Kunming undertecknades den 14 september 2018.", ("letter_of_intent", 2018, None, "in_force")),
        (
            "Samförståndsavtalet med Kunming gäller från den 1 juli 2019 till och med den 30 juni 2022.",
            ("memorandum", 2019, 2022, "proposed"),
        ),
    ],
)
def test_wordings_of_a_term(sentence: str, row: tuple[str, int | None, int | None, str]) -> None:
    assert told(sentence) == {row}


@pytest.mark.parametrize(
    "sentence",
    [
        "Vänortssamarbetet med Kunming har legat nere sedan 2012.",
        "Några besök i vänorten Kunming har inte gjorts sedan 2012.",
        "Kommunen har inte haft någon kontakt med vänorten Kunming sedan 2012.",
        "En budget för resor till vänorten Kunming om 200 000 kr har avsatts för åren 2013–2014.",
    ],
)
def test_a_year_without_activity_or_a_budget_year_is_no_term(sentence: str) -> None:
    assert told(sentence) == {("twin_town", None, None, "in_force")}


def test_a_relation_and_its_latest_agreement_are_two_rows() -> None:
    sentence = "Guangzhou är kommunens vänort i Kina sedan 1997. Det nuvarande samarbetsavtalet tecknades 2013 och gäller t.o.m. 2018."
    assert told(sentence, "2016-11-15") == {("twin_town", 1997, None, "in_force"), ("cooperation", 2013, 2018, "in_force")}


def test_an_agreement_renewed_is_replaced_by_the_next() -> None:
    sentence = (
        "Det första avtalet om samarbete med Okazaki tecknades 2004 och förnyades 2009. Det nuvarande avtalet gäller till utgången av 2014."
    )
    assert told(sentence, "2014-11-20") == {("cooperation", 2004, None, "expired"), ("cooperation", 2009, 2014, "in_force")}


def test_a_chain_of_agreements() -> None:
    rows = report(
        """
        Bakgrund
        En avsiktsförklaring med Haimen i Kina undertecknades den 14 september 2003. Ett treårigt samarbetsavtal slöts i maj 2005.
        Samarbetsavtalet förlängdes 2008 och gällde t.o.m. 30 juni 2011. Nu gällande avtal skrevs under våren 2012
        och sträcker sig till 2015.
        """,
        date="2013-08-19",
    )
    assert {row[2:] for row in agreements(rows) if row[1] == "cooperation"} == {
        (2005, None, "expired"),
        (2008, 2011, "expired"),
        (2012, 2015, "in_force"),
    }
    assert terms(rows)[2005] == 3


def test_a_prolongation_decided_is_a_row_of_its_own() -> None:
    rows = minutes(
        """
        Beslut
        Avsiktsförklaringen med Kitakyushu i Japan förlängs till och med den 31 mars 2027.

        Sammanfattning
        Kommunen undertecknade år 2021 en avsiktsförklaring med Kitakyushu. Avsiktsförklaringen gäller i tre år.
        """,
        "Förlängning av avsiktsförklaring med Kitakyushu",
        "Kommunstyrelsen",
        "2024-02-13",
    )
    assert agreements(rows) == {
        ("Kitakyushu", "letter_of_intent", 2021, None, "in_force"),
        ("Kitakyushu", "letter_of_intent", None, 2027, "proposed"),
    }
    assert terms(rows)[2021] == 3


def test_terminated_now_is_ended_and_an_option_rejected_gives_no_row() -> None:
    rows = minutes(
        """
        Beslut
        Kommunfullmäktige säger upp samarbetsavtalet med Hangzhou.

        Ärendet
        Kommunen och Hangzhou ingick 2017 ett samarbetsavtal. Ett avtal på längre tid har övervägts men avfärdats.
        """,
        "Avtalet med Hangzhou",
    )
    assert agreements(rows) == {("Hangzhou", "cooperation", 2017, None, "ended")}


def test_the_agreement_itself() -> None:
    rows = rows_of(
        """
        VÄNORTSAVTAL

        mellan Malmö stad, Sverige
        och Betlehems stad, Palestina

        Parterna har kommit överens om följande.

        § 1 Parterna samarbetar inom kultur, ungdomsfrågor och turism.
        § 2 Avtalet gäller i tre år från undertecknandet.
        § 3 Avtalet kan sägas upp av vardera parten med sex månaders varsel.

        Malmö den 12 maj 2014

        För Malmö stad                       För Betlehems stad
        Karin Persson                        Nadia Salem
        """
    )
    assert agreements(rows) == {("Betlehem", "twin_town", 2014, None, "in_force")}
    assert terms(rows) == {2014: 3}
    assert [str(r["signed_on"]) for r in rows["agreements"]] == ["2014-05-12"]
    assert rows["agreements"][0]["counterpart_country"] == "PS"


def test_an_agreement_in_english() -> None:
    rows = rows_of(
        """
        MEMORANDUM OF UNDERSTANDING
        between
        the City of Helsingborg, Sweden
        and
        the City of Dandong, People's Republic of China

        The parties agree to cooperate in the fields of education, environment and culture.

        This memorandum is valid for a period of three years from the date of signature.

        Signed in Helsingborg on 4 June 2010

        For the City of Helsingborg          For the City of Dandong
        """
    )
    assert agreements(rows) == {("Dandong", "memorandum", 2010, None, "in_force")}
    assert terms(rows) == {2010: 3}


def test_a_town_the_gazetteer_lacks_lends_its_years_to_no_other() -> None:
    rows = report(
        """
        Bakgrund
        Vänortsavtalet med Kuopio i Finland tecknades 1977.

        Småbylund har varit vänort sedan 1988.
        """
    )
    assert agreements(rows) == {("Kuopio", "twin_town", 1977, None, "in_force")}
