"""Wordings of agreements and relations: with years and without, prolonged, replaced, ended."""

from __future__ import annotations

import pytest

from tests.extractors.relation_documents import agreements, minutes, report, rows_of, terms

TITLE = "Kommunens internationella kontakter"
Row = tuple[str, str, int | None, int | None, str]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Samarbetsavtalet med Tønsberg i Norge gäller 2014–2018.", [("Tønsberg", "cooperation", 2014, 2018, "expired")]),
        ("Samarbetsavtalet med Tønsberg i Norge gäller 2018–2022.", [("Tønsberg", "cooperation", 2018, 2022, "in_force")]),
        ("Vänortsavtalet med Tønsberg i Norge från 1976 löper med fem år i taget.", [("Tønsberg", "twin_town", 1976, None, "in_force")]),
        (
            "Vänortsavtalet med Tønsberg i Norge undertecknades 1976 och gäller tills vidare.",
            [("Tønsberg", "twin_town", 1976, None, "in_force")],
        ),
        ("Avtalet med Tønsberg i Norge gäller t.o.m. 31 december 2020.", [("Tønsberg", "other", None, 2020, "in_force")]),
        ("Kommunen och Tønsberg är vänorter sedan 1976.", [("Tønsberg", "twin_town", 1976, None, "in_force")]),
        (
            "Kommunen och Tønsberg är vänorter sedan 1976. Det nuvarande samarbetsavtalet tecknades 2016 och gäller till och med 2020.",
            [("Tønsberg", "twin_town", 1976, None, "in_force"), ("Tønsberg", "cooperation", 2016, 2020, "in_force")],
        ),
        ("Kommunen har ett vänortsavtal med Tønsberg i Norge.", [("Tønsberg", "twin_town", None, None, "in_force")]),
        ("Tønsberg i Norge är en av kommunens vänorter.", [("Tønsberg", "twin_town", None, None, "in_force")]),
        (
            "Kommunens vänorter är Tønsberg i Norge och Brest i Belarus.",
            [("Tønsberg", "twin_town", None, None, "in_force"), ("Brest", "twin_town", None, None, "in_force")],
        ),
        ("Systerstadsrelationen med Tønsberg inleddes 1988.", [("Tønsberg", "sister_city", 1988, None, "in_force")]),
        ("Tønsberg blev systerort 1988.", [("Tønsberg", "sister_city", 1988, None, "in_force")]),
        ("Partnerskapsavtalet med Tønsberg ingicks 2004 och löpte ut 2008.", [("Tønsberg", "partnership", 2004, 2008, "expired")]),
        ("En avsiktsförklaring med Tønsberg undertecknades i maj 2017.", [("Tønsberg", "letter_of_intent", 2017, None, "in_force")]),
        ("Ett samförståndsavtal (MoU) med Tønsberg signerades 2017-05-03.", [("Tønsberg", "memorandum", 2017, None, "in_force")]),
        ("Kommunen har haft ett utbytesavtal med Tønsberg mellan 2010 och 2014.", [("Tønsberg", "cooperation", 2010, 2014, "expired")]),
        ("Vänskapsavtalet med Tønsberg slöts hösten 1991.", [("Tønsberg", "twin_town", 1991, None, "in_force")]),
        ("År 1991 skrevs ett vänortsavtal med Tønsberg under.", [("Tønsberg", "twin_town", 1991, None, "in_force")]),
        ("Kommunen ingick den 12 juni 1991 vänortsavtal med Tønsberg.", [("Tønsberg", "twin_town", 1991, None, "in_force")]),
        (
            "Samarbetsavtalet med Tønsberg för perioden 2015-01-01–2019-12-31 löper ut vid årsskiftet.",
            [("Tønsberg", "cooperation", 2015, 2019, "in_force")],
        ),
        ("Vänortsrelationen med Tønsberg upphörde 2009.", [("Tønsberg", "twin_town", None, 2009, "ended")]),
        ("Kommunen hade en vänort i Tønsberg fram till 2009.", [("Tønsberg", "twin_town", None, 2009, "expired")]),
        ("Vänort sedan 1976: Tønsberg.", [("Tønsberg", "twin_town", 1976, None, "in_force")]),
        ("Tønsberg (vänort sedan 1976)", [("Tønsberg", "twin_town", 1976, None, "in_force")]),
        ("Vänorten Tønsberg, avtal tecknat 1976.", [("Tønsberg", "twin_town", 1976, None, "in_force")]),
        (
            "Vänkommunsavtalet med Tønsberg gäller från och med den 1 januari 2017 till och med den 31 december 2020.",
            [("Tønsberg", "twin_town", 2017, 2020, "in_force")],
        ),
        ("Kommunen har inget avtal med Tønsberg.", []),
        ("Göteborg har sedan 1986 ett avtal med Shanghai.", []),
        ("Kommunen och Valmiera är samarbetsparter sedan 1995.", [("Valmiera", "cooperation", 1995, None, "in_force")]),
        ("Kommunen och Valmiera är partnerstäder sedan 2010.", [("Valmiera", "partnership", 2010, None, "in_force")]),
        ("Kommunen och Valmiera är samverkansparter sedan 1996.", [("Valmiera", "cooperation", 1996, None, "in_force")]),
        ("Kommunen och Valmiera är systerstäder sedan 2011.", [("Valmiera", "sister_city", 2011, None, "in_force")]),
        ("Samarbetet med Valmiera inleddes 2007.", [("Valmiera", "cooperation", 2007, None, "in_force")]),
        ("Systerstadsrelationen med Valmiera inleddes 1982.", [("Valmiera", "sister_city", 1982, None, "in_force")]),
        ("Partnerskapet med Valmiera inleddes 2011.", [("Valmiera", "partnership", 2011, None, "in_force")]),
        ("Samverkan med Valmiera inleddes 1998.", [("Valmiera", "cooperation", 1998, None, "in_force")]),
        (
            "Nuvarande samarbetsavtal med Valmiera undertecknades den 17/2 2018 och gäller till och med den 31/12 2021.",
            [("Valmiera", "cooperation", 2018, 2021, "in_force")],
        ),
        (
            "Det första avtalet med Valmiera undertecknades 6 april 2010 och gällde till och med 31 december 2013. "
            "Avtalet med Valmiera trädde i kraft 1 januari 2018 och sträcker sig till och med 2021.",
            [("Valmiera", "other", 2010, 2013, "expired"), ("Valmiera", "other", 2018, 2021, "in_force")],
        ),
        (
            "Valmiera är en stad i Lettland, med vilken kommunen sedan 2003 har ett vänortsavtal.",
            [("Valmiera", "twin_town", 2003, None, "in_force")],
        ),
        ("Kommunen har sedan 2002 samarbete med Valmiera i Lettland.", [("Valmiera", "cooperation", 2002, None, "in_force")]),
        ("Ett första avtal med Valmiera gällde åren 2008–2012. Det avsåg digitalisering.", [("Valmiera", "other", 2008, 2012, "expired")]),
    ],
)
def test_wordings(text: str, told: list[Row]) -> None:
    assert agreements(report(f"{text}\n", TITLE)) == set(told)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Samarbetsavtalet med Tønsberg undertecknades den 3 maj 2017. Avtalet gäller i tre år från undertecknandet.", {2017: 3.0}),
        ("Samarbetsavtalet med Tønsberg, som undertecknades 2017, är fyraårigt.", {2017: 4.0}),
        ("Samarbetsavtalet med Tønsberg gäller 2014–2018.", {2014: 5.0}),
        ("Samarbetsavtalet med Tønsberg undertecknades 2017 och löper med fem år i taget.", {2017: 5.0}),
        ("Samarbetsavtalet med Tønsberg tecknades 2017 för en period om två år.", {2017: 2.0}),
    ],
)
def test_the_length_of_a_term(text: str, years: dict[int | None, float | None]) -> None:
    assert terms(report(f"{text}\n", TITLE)) == years


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Samarbetsavtalet med Tønsberg undertecknades 2011. Avtalet gäller i tre år.", "expired"),
        ("Samarbetsavtalet med Tønsberg undertecknades 2017. Avtalet gäller i tre år.", "in_force"),
        ("Samarbetsavtalet med Tønsberg undertecknades 2011 och löper med tre år i taget.", "in_force"),
    ],
)
def test_a_term_told_in_years_runs_out(text: str, status: str) -> None:
    assert {row[-1] for row in agreements(report(f"{text}\n", TITLE))} == {status}


@pytest.mark.parametrize(
    ("decision", "row"),
    [
        ("att förlänga samarbetet med Tangshan i Kina till och med 2021.", ("Tangshan", "cooperation", None, 2021, "proposed")),
        ("Förlänga avtalet med Kołobrzeg till 2022.", ("Kołobrzeg", "other", None, 2022, "proposed")),
        ("Vänortsavtalet med Saue i Estland förlängs t.o.m. den 31 december 2024.", ("Saue", "twin_town", None, 2024, "proposed")),
        ("att samarbetsavtalet med Windhoek i Namibia förnyas till utgången av 2023", ("Windhoek", "cooperation", None, 2023, "proposed")),
        ("Partnerskapet med Soweto i Sydafrika förlängs fram till 2025.", ("Soweto", "partnership", None, 2025, "proposed")),
    ],
)
def test_a_prolongation_by_its_last_day_is_a_row_of_its_own(decision: str, row: Row) -> None:
    assert agreements(minutes(f"Beslut\n{decision}", "Förlängning", "Kommunstyrelsen")) == {row}


def test_the_relations_of_a_paper_on_one_of_them() -> None:
    rows = minutes(
        """
        Beslut
        Vänortsavtalet med Saue sägs upp.

        Bakgrund
        Kommunen har vänortsavtal med Saue i Estland och Tusby i Finland. Vänorten Bodø i Norge berörs inte.
        """,
        "Vänortsavtalet med Saue",
    )
    assert agreements(rows) == {
        ("Saue", "twin_town", None, None, "ended"),
        ("Tusby", "twin_town", None, None, "in_force"),
        ("Bodø", "twin_town", None, None, "in_force"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Kommunen har fått en inbjudan från Tangshan i Kina att teckna ett vänortsavtal.",
        "Tangshan i Kina önskar ett vänortsavtal med kommunen.",
        "Kommunen hade tidigare en vänort, Tangshan i Kina.",
        "Möjligheten till ett vänortsavtal med Tangshan i Kina har prövats.",
        "Kommunen har inget vänortsavtal med Tangshan.",
    ],
)
def test_a_relation_wished_for_or_over_is_none_that_stands(text: str) -> None:
    assert agreements(report(f"{text}\n", TITLE)) == set()


def test_an_agreement_lends_no_dates_from_the_one_it_replaces() -> None:
    rows = rows_of(
        """
        SAMARBETSAVTAL

        mellan Härnösands kommun, Sverige, och Cēsis stad, Lettland

        § 1
        Parterna ska samarbeta om turism.

        § 2
        Avtalet gäller från den 1 juni 1999 till den 31 maj 2002. Det ersätter avtalet av den 9 maj 1994.

        Härnösand den 18 maj 1999

        För Härnösands kommun

        För Cēsis stad
        """
    )
    assert {(r["start_year"], r["end_year"], r["status"]) for r in rows["agreements"]} == {
        (1994, None, "expired"),
        (1999, 2002, "proposed"),
    }
