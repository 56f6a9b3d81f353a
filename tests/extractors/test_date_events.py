"""What a date is of in sentences of relations: the verb decides, whatever its form, order or particle."""

from __future__ import annotations

import pytest

from tests.extractors.relation_documents import agreements, report, rows_of

TITLE = "Kommunens internationella kontakter"


def roles(text: str) -> list[tuple[str, str]]:
    """(wording, role) of each date of a report's text, in order."""
    return [(r["raw"], r["role"]) for r in report(f"{text}\n", TITLE)["dates"] if r["role"] != "document"]


@pytest.mark.parametrize(
    "text",
    [
        "Vänortsavtalet med Brest i Belarus skrevs på 1998.",
        "Kommunen skrev 1998 under ett vänortsavtal med Brest i Belarus.",
        "År 1998 ingick kommunen ett vänortsavtal med Brest i Belarus.",
        "Kommunen har 1998 träffat en överenskommelse med Brest i Belarus.",
        "Ett vänortsavtal med Brest i Belarus har ingåtts 1998.",
        "Avtalet med Brest i Belarus reviderades 1998.",
        "Avtalet med Brest i Belarus ersattes 1998 av ett nytt samarbetsavtal.",
    ],
)
def test_signed(text: str) -> None:
    assert roles(text) == [("1998", "agreement_signed")]


@pytest.mark.parametrize(
    "text",
    [
        "Vänortsutbytet med Brest i Belarus tog sin början 1986.",
        "Vänortsutbytet med Brest i Belarus kom igång 1986.",
        "1986 inleddes ett vänortssamarbete med Brest i Belarus.",
        "Vänskapsförbindelsen med Brest i Belarus knöts 1986.",
        "Vänortsrelationen med Brest i Belarus, som etablerades 1986, är alltjämt livaktig.",
        "Kommunen inledde 1986 ett samarbete med Brest i Belarus.",
        "Sedan 1986 har kommunen ett vänortssamarbete med Brest i Belarus.",
        "Kommunen har sedan 1986 Brest i Belarus som vänort.",
        "Kommunen och Brest i Belarus samarbetar sedan 1986.",
    ],
)
def test_begun(text: str) -> None:
    assert roles(text) == [("1986", "agreement_start")]


@pytest.mark.parametrize(
    "text",
    [
        "Samarbetsavtalet med Brest i Belarus gick ut 2014.",
        "Kommunen sade 2014 upp samarbetsavtalet med Brest i Belarus.",
        "Vänortsutbytet med Brest i Belarus avbröts 2014.",
        "Partnerskapet med Brest i Belarus avvecklades 2014.",
        "Avtalet med Brest i Belarus sägs upp till upphörande 2014.",
    ],
)
def test_ended(text: str) -> None:
    assert roles(text) == [("2014", "agreement_end")]


@pytest.mark.parametrize(
    "text",
    [
        "Samarbetet med Brest i Belarus pågick 2003–2009.",
        "Mellan 2003 och 2009 hade kommunen ett samarbetsavtal med Brest i Belarus.",
        "Kommunen enades om ett samarbete med Brest i Belarus för åren 2003–2009.",
        "Åren 2003–2009 fanns ett partnerskap med Brest i Belarus.",
        "Under åren 2003–2009 bedrevs ett samarbete med Brest i Belarus.",
        "Kommunen hade under sex år, från 2003 till 2009, ett samförståndsavtal med Brest i Belarus.",
    ],
)
def test_lasted(text: str) -> None:
    assert roles(text) == [("2003", "agreement_start"), ("2009", "agreement_end")]


@pytest.mark.parametrize(
    "text",
    [
        "Kommunen skrev 2012 till vänorten Brest i Belarus.",
        "En delegation från vänorten Brest i Belarus besökte kommunen 2012.",
        "Inom samarbetet med Brest i Belarus startade 2012 ett projekt om avfall.",
        "Inom samarbetet med Brest i Belarus avslutades 2012 ett projekt om avfall.",
        "Samarbetet med Brest i Belarus fick 2012 ett pris.",
        "Sedan 2012 har inga besök ägt rum inom avtalet med Brest i Belarus.",
        "Kommunen har haft kontakt med Brest i Belarus sedan 2012.",
        "Ombyggnaden av skolan inleddes 2012. Vänorten Brest i Belarus bidrog.",
        "Samarbetet mellan kommunen och Brest i Belarus inleddes 2012 genom körresor.",
    ],
)
def test_what_happens_beside_a_relation_is_no_date_of_it(text: str) -> None:
    assert roles(text) == [("2012", "event")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Samarbetsavtalet med Brest i Belarus gick ut vid årsskiftet 2014/2015.", "2014-12-31"),
        ("Samarbetsavtalet med Brest i Belarus löpte till halvårsskiftet 2014.", "2014-06-30"),
    ],
)
def test_the_turn_of_a_year_is_the_last_day_of_what_ends_then(text: str, day: str) -> None:
    (row,) = report(f"{text}\n", TITLE)["agreements"]
    assert str(row["valid_to"]) == day


def test_a_term_drawn_out_tells_when_and_until_when() -> None:
    text = "Avtalet med Brest i Belarus tecknades 2010. Det förlängdes 2014 till och med 2018 och löper nu till 2020."
    assert roles(text) == [
        ("2010", "agreement_signed"),
        ("2014", "agreement_signed"),
        ("2018", "agreement_end"),
        ("2020", "agreement_end"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Kommunen blev vänort med Brest i Belarus 1991 och med Tartu i Estland 1994.",
        "Kommunen har vänorter i Brest i Belarus sedan 1991 och i Tartu i Estland sedan 1994.",
        "Vänorterna är Brest (sedan 1991) och Tartu (sedan 1994).",
        "Kommunens vänorter:\n\n• Brest, Belarus, sedan 1991\n• Tartu, Estland, sedan 1994",
        "Vänort            Land       Sedan\nBrest             Belarus    1991\nTartu             Estland    1994",
    ],
)
def test_each_place_of_several_has_its_own_year(text: str) -> None:
    assert agreements(report(f"{text}\n", TITLE)) == {
        ("Brest", "twin_town", 1991, None, "in_force"),
        ("Tartu", "twin_town", 1994, None, "in_force"),
    }


def test_the_columns_of_a_table_of_agreements() -> None:
    rows = report(
        """
        Vänort           Land      Avtal tecknat   Gäller till
        Brest            Belarus   2015-03-02      2018-12-31
        Tartu            Estland   2017-05-01      2021-12-31
        """,
        TITLE,
    )
    assert agreements(rows) == {("Brest", "twin_town", 2015, 2018, "expired"), ("Tartu", "twin_town", 2017, 2021, "in_force")}


@pytest.mark.parametrize(
    ("day", "signed"),
    [
        ("12 May 2017", "2017-05-12"),
        ("the 12th day of May 2017", "2017-05-12"),
        ("May 12 2017", "2017-05-12"),
        ("May 12th, 2017", "2017-05-12"),
    ],
)
def test_an_english_memorandum(day: str, signed: str) -> None:
    rows = rows_of(
        f"""
        MEMORANDUM OF UNDERSTANDING

        between

        the City of Västervik, Sweden

        and

        the City of Brest, Belarus

        Article 1
        The Parties shall cooperate in education and culture.

        Article 2
        This Memorandum shall come into effect on 1 June 2017 and expire on May 31, 2020.

        Signed in Brest on {day}

        For the City of Västervik          For the City of Brest
        """
    )
    (row,) = rows["agreements"]
    assert [str(row[c]) for c in ("counterpart", "kind", "signed_on", "valid_from", "valid_to")] == [
        "Brest",
        "memorandum",
        signed,
        "2017-06-01",
        "2020-05-31",
    ]


def test_an_agreement_tells_of_the_relation_and_of_the_agreement_before_it() -> None:
    rows = rows_of(
        """
        SAMARBETSAVTAL

        mellan Västerviks kommun och Brest stad, Belarus

        Parterna är sedan 1991 vänorter. Ett första samarbetsavtal gällde åren 2011–2014.

        Avtalet gäller från och med den 1 januari 2016 till och med den 31 december 2018.

        Brest den 20 november 2015

        För Brest stad                     För Västerviks kommun
        """
    )
    assert agreements(rows) == {
        ("Brest", "twin_town", 1991, None, "in_force"),
        ("Brest", "cooperation", 2011, 2014, "expired"),
        ("Brest", "cooperation", 2016, 2018, "proposed"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Vattenavtalet med bolaget sades upp 2014. Vänorten Brest i Belarus påverkas inte.",
        "Våra vänorter, Brest i Belarus bland dem, berörs inte. Samarbetet med Storstaden i Tibet inleddes 2009.",
    ],
)
def test_what_is_told_of_another_is_not_told_of_the_counterpart(text: str) -> None:
    assert agreements(report(f"{text}\n", TITLE)) == {("Brest", "twin_town", None, None, "in_force")}


def test_a_new_agreement_that_a_clause_would_enter_is_proposed() -> None:
    rows = rows_of(
        """
        Västerviks kommun

        MOTION till kommunfullmäktige

        Gör Brest till vänort

        Brest behöver vänner.

        Jag yrkar

        att kommunen ingår ett vänortsavtal med staden Brest i Belarus.

        Västervik den 3 maj 2019
        Bo Ek (S)
        """
    )
    assert agreements(rows) == {("Brest", "twin_town", None, None, "proposed")}


def test_a_body_that_gave_its_opinion_under_a_section_decided() -> None:
    text = "Kommunstyrelsen anförde i sitt yttrande 2018-11-20, § 244, att frågan bör vila."
    assert roles(text) == [("2018-11-20", "decision")]


@pytest.mark.parametrize(
    "text",
    [
        "Vänortsavtalet med Brest i Belarus har gällt sedan 2014 och upphör 2019.",
        "Överenskommelsen med Brest i Belarus är i kraft sedan 2014 och går ut 2019.",
        "Samarbetet med Brest i Belarus pågår sedan 2014 och avslutas 2019.",
        "Ett samarbetsavtal med Brest i Belarus fanns redan 2014 och gällde till 2019.",
    ],
)
def test_a_verb_behind_och_governs_what_follows_it(text: str) -> None:
    """``upphör`` was taken for what befell in 2014."""
    assert roles(text) == [("2014", "agreement_start"), ("2019", "agreement_end")]
