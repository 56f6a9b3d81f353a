"""Counterparts shown by layout, or by a noun that takes a name up: tables, names before paragraphs, addresses, titles."""

from __future__ import annotations

import pytest

from extractors.places import find_places
from tests.extractors.relation_documents import agreements, counterparts, date_roles, minutes, places_mentioned, report, rows_of

TITLE = "Kommunens internationella kontakter"


def named(text: str) -> set[str]:
    return {name for name, _ in counterparts(report(f"{text}\n", TITLE))}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kommunen har två vänorter: Lier i Norge och danska Faxe.", {("Lier", "NO"), ("Faxe", "DK")}),
        ("Avtalet med Sortavala i ryska Karelen löpte ut.", {("Sortavala", "RU")}),
        ("Samarbetet med Nadvirna i västra Ukraina inleddes 2016.", {("Nadvirna", "UA")}),
        ("Vår egen finska vänort, Ilmola, har inte hört av sig.", {("Ilmola", "FI")}),
        ("Brevet kom från D-17217 PENZLIN\nTyskland\n", {("Penzlin", "DE")}),
        ("Borgmästaren vill att Trakai och Västervik ska bli vänorter.", {("Trakai", "LT")}),
        ("Kommunens vänort är Frogn.", {("Frogn", "NO")}),
        ("Navahrudak (Belarus). En överenskommelse slöts 2004.", {("Navahrudak", "BY")}),
    ],
)
def test_what_stands_beside_a_name_tells_its_country(text: str, found: set[tuple[str, str]]) -> None:
    assert {(p.name, p.country_code) for p in find_places(text) if p.kind == "city"} == found


@pytest.mark.parametrize(
    "text",
    [
        "Volvo, USA. Bolaget levererar bussar.",
        "Ole Hansen, Norge. Samarbetet fungerar bra.",
        "Borgmästare Kowalski (Polen). Avtalet undertecknas i maj.",
        "Vänort\tSedan\n",
        "Skriften är översatt till tyska, Ekskolan har hjälpt till.",
    ],
)
def test_what_is_no_place_is_left_out(text: str) -> None:
    assert [p.name for p in find_places(text) if p.kind != "country"] == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Västervik och Otepää skall vara vänorter.", {"Otepää"}),
        ("I brevet föreslås att Bauska och Västervik ska bli vänorter.", {"Bauska"}),
        ("I maj kom en grupp från Bauska i Lettland. Ett avtal med staden bör prövas.", {"Bauska"}),
        ("Resan gick till Bauska i Lettland. Orten vill gärna bli vänort till Västervik.", {"Bauska"}),
        ("Med Österbottens förbund, Finland, är läget ett annat. Ett samarbetsavtal med förbundet finns sedan 2015.", {"Österbotten"}),
        ("Kaunas. I april reste en kör dit.\n\nRiga. Avtalet skrevs 1998.", {"Riga"}),
        ("Homa Bay. Kommunen fick en fråga från Homa Bay om ett partnerskap.", {"Homa Bay"}),
    ],
)
def test_sentences_that_take_a_name_up(text: str, names: set[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Något samarbetsavtal med Riga finns inte och planeras inte.",
        "Ett vänortsavtal med Riga har aldrig tecknats.",
        "Avtal med Gdynia saknas.",
        "Delegationen reste till Wuxi. Staden har ett samarbete med Göteborg.",
        "Resan gick till Lyon i Frankrike. Staden är känd för sitt kök.",
        "Kalmar och Wismar är vänorter.",
        "Kommunen har inget avtal med Kotka. Staden vill inte bli vänort.",
        "Riga. Samarbetet med bolaget fortsätter.",
    ],
)
def test_places_with_which_there_is_no_relation(text: str) -> None:
    assert named(text) == set()


def test_a_relation_at_rest_is_one() -> None:
    assert named("Samarbetet med Gdynia har däremot inte haft någon aktivitet sedan 2013.") == {"Gdynia"}


def test_what_is_told_of_a_place_without_a_relation_is_not_the_one_before_its() -> None:
    rows = report("Riga. Vänortsavtalet ingicks 1998.\n\nTartu. Ett seminarium hölls. Det inleddes 2004.\n", TITLE)
    assert agreements(rows) == {("Riga", "twin_town", 1998, None, "in_force")}


TABLE = """\
Ort                 Slag av relation    Tid             Läge
Skjåk, Norge        vänort              1961–           lever
Kotka, Finland      vänort              1949–           ingen kontakt sedan 2007
Kuressaare          samarbetsavtal      2004–2010       utgånget
Moshi, Tanzania     (förfrågan 2015)    –               avböjd
Brest               inget avtal         –               –
"""


def test_rows_of_a_table_of_relations() -> None:
    rows = report(TABLE, TITLE)
    assert counterparts(rows) == {("Skjåk", "NO"), ("Kotka", "FI"), ("Kuressaare", "EE"), ("Moshi", "TZ")}
    assert agreements(rows) == {
        ("Skjåk", "twin_town", 1961, None, "in_force"),
        ("Kotka", "twin_town", 1949, None, "in_force"),
        ("Kuressaare", "cooperation", 2004, 2010, "expired"),
    }
    assert date_roles(rows)["2007"] == "event"


def test_cells_that_go_on_in_the_row_below() -> None:
    rows = report(
        """\
        Ort              Avtal                              Läge
        Riga,            avsiktsförklaring, undertecknad    utgången
        Lettland         2009-02-08, gällde t o m 2012      nytt föreslås
        Kaunas,          samarbetsavtal sedan 2004,         löper
        Litauen          tills vidare                       vidare
        """,
        TITLE,
    )
    roles = date_roles(rows)
    assert (roles["2009-02-08"], roles["2012"], roles["2004"]) == ("agreement_signed", "agreement_end", "agreement_start")


def test_tables_of_other_things_name_no_counterparts() -> None:
    rows = report(
        "Kommun        Vänort      Sedan\nOskarshamn    Hiiu        1990\nKalmar        Wismar      1998\n\nKostnad i Pisa    300\n", TITLE
    )
    assert counterparts(rows) == set()


def test_a_cell_that_tells_what_a_project_is_about_names_no_relation() -> None:
    rows = report(
        "Ort         Land        Syfte\nAarhus      Danmark     partnerskap för klimat\nGent        Belgien     avtal om buss\n", TITLE
    )
    assert counterparts(rows) == set()


def test_the_place_of_a_heading_that_wants_to_be_a_twin_town() -> None:
    text = "Stavern, Norge\n\nGenom brev, inkommet den 3 maj 2018, erbjuder stadens borgmästare Västervik att bli vänort.\n"
    assert counterparts(report(text, TITLE)) == {("Stavern", "NO")}


LETTER = """\
VÄSTERVIKS KOMMUN
Kommunstyrelsen

Västervik den 8 april 1997

Gemeinde Penzlin
Herr borgmästare
Karl Bauer
D-17217 PENZLIN
Tyskland

Bäste borgmästare Bauer,

Jag får underrätta Er om att kommunfullmäktige den 24 februari 1997 har beslutat att Västervik och Penzlin skall vara vänorter.
Det avtal som våra båda kanslier arbetat fram börjar gälla den 1 januari 1998. Gäster från vår danska vänort, Maribo, väntas.

Med vänlig hälsning
Bo Ek
"""


def test_a_letter_is_about_the_town_it_is_addressed_to() -> None:
    rows = rows_of(LETTER)
    assert counterparts(rows) == {("Penzlin", "DE"), ("Maribo", "DK")}
    assert {(c, y) for c, _, y, _, _ in agreements(rows)} == {("Penzlin", 1998), ("Maribo", None)}


JOURNEY = """\
Västerviks kommun
Dnr 2014/33
2014-05-12

RESERAPPORT

Besök i Panevėžys, Litauen, 5–8 maj 2014

{}

Flyget gick över Riga, där vi såg operan.
"""


def test_a_report_of_a_journey_on_which_an_agreement_was_made() -> None:
    made = (
        "Onsdagen den 7 maj skrev borgmästaren och Bo Ek under en avsiktsförklaring. "
        "Parterna ska under perioden 1 juni 2014–31 maj 2016 undersöka om ett vänortsavtal kan slutas."
    )
    rows = rows_of(JOURNEY.format(made))
    assert counterparts(rows) == {("Panevėžys", "LT")}
    assert places_mentioned(rows) == {"Riga"}
    assert {(c, k, a, b) for c, k, a, b, _ in agreements(rows)} == {("Panevėžys", "letter_of_intent", 2014, 2016)}


def test_a_report_of_a_mere_journey_names_no_counterpart() -> None:
    rows = rows_of(JOURNEY.format("Vi studerade cykelvägar. Staden har ett avtal med universitetet."))
    assert counterparts(rows) == set()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Avtalet med Tartu i Estland löper från och med den 1 januari 2013 till och med den 31 december 2018.",
            {"den 1 januari 2013": "agreement_start", "den 31 december 2018": "agreement_end"},
        ),
        (
            "Tartu har sänt ett förslag till samarbetsavtal. Det är på tre år, från 1 maj 2020 till 30 april 2023.",
            {"1 maj 2020": "agreement_start", "30 april 2023": "agreement_end"},
        ),
        (
            "Avtalet med Tønsberg tecknades 2011-05-02 och gick ut vid årsskiftet 2015/2016.",
            {"2011-05-02": "agreement_signed", "årsskiftet 2015/2016": "agreement_end"},
        ),
        ("Samarbetsavtalet med Tartu ingicks 2015 och utgår med maj 2020.", {"2015": "agreement_signed", "maj 2020": "agreement_end"}),
        ("Tønsberg i Norge, som var Västerviks vänort från 1949, har skrivit.", {"1949": "agreement_start"}),
        (
            "Tartu. Partnerskapet från 2003 hade ett ändamål. Det rann ut i sanden 2011.",
            {"2003": "agreement_start", "2011": "agreement_end"},
        ),
        ("Avtalet med Tartu: det senaste är från 2016 och går ut 2021.", {"2016": "agreement_signed", "2021": "agreement_end"}),
        ("Överenskommelsen med Narva gäller läsåren 2011/12–2014/15.", {"2011": "agreement_start", "2014/15": "agreement_end"}),
        ("Systerstaden Duluth i USA har vi haft sedan 1986.", {"1986": "agreement_start"}),
        ("Samarbetet med Narva formaliserades 2008 genom en överenskommelse.", {"2008": "agreement_start"}),
        ("Samarbetet med Narva läggs på is under tiden 1 mars 2019–28 februari 2020.", {"1 mars 2019–28 februari 2020": "period"}),
        ("Avtalet med Narva består. Skolan, som fanns med i det förra avtalet, utgick 2009.", {"2009": "event"}),
        ("Samarbetet med Narva har legat nere sedan kommunstyrelsen den 9 mars 2015, § 3, beslutade så.", {"den 9 mars 2015": "decision"}),
    ],
)
def test_what_a_date_is_of(text: str, told: dict[str, str]) -> None:
    roles = date_roles(report(f"{text}\n", TITLE))
    assert {raw: roles.get(raw) for raw in told} == told


def test_an_agreement_that_a_letter_of_intent_came_before_in_english() -> None:
    rows = rows_of(
        """\
        MEMORANDUM OF UNDERSTANDING
        between
        VÄSTERVIK MUNICIPALITY, SWEDEN
        and
        THE CITY OF TARTU, ESTONIA

        RECALLING the Letter of Intent which the two cities concluded in Tartu on 9 April 2015, whose term came to a close on 8 April 2018,

        Article 1
        The Memorandum takes effect on 1 June 2018 and remains in effect for four years, i.e. until 31 May 2022.

        Signed at Västervik on 14 May 2018
        """
    )
    roles = date_roles(rows)
    assert roles["9 April 2015"] == "agreement_signed"
    assert roles["8 April 2018"] == roles["31 May 2022"] == "agreement_end"
    assert {(a, b) for _, _, a, b, _ in agreements(rows)} == {(2015, 2018), (2018, 2022)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Kommunfullmäktige beslutade 1974-03-25 att Frogn skulle bli vänort. Vänortsförbindelsen med Frogn består.",
            {("Frogn", "twin_town", 1974, None, "in_force")},
        ),
        (
            "Kommunen har en avsiktsförklaring med Tartu i Estland. Den gäller till och med 2023.",
            {("Tartu", "letter_of_intent", None, 2023, "in_force")},
        ),
        (
            "En avsiktsförklaring med Tartu ska undertecknas under 2020. Den gäller till och med 2023.",
            {("Tartu", "letter_of_intent", 2020, 2023, "proposed")},
        ),
        (
            "Med Satakunta i Finland är läget ett annat. Nämnden beslutade i mars att ingå ett samarbetsavtal med förbundet.",
            {("Satakunta", "cooperation", None, None, "proposed")},
        ),
        ("Vår norska vänort, Tønsberg, har fått en hälsning; där sker ingen ändring.", {("Tønsberg", "twin_town", None, None, "in_force")}),
        (
            "Samarbetet med Tartu i Estland\n\nSamarbetsavtalet 2000–2004\n\nDen var oförändrad.",
            {("Tartu", "cooperation", 2000, 2004, "expired")},
        ),
    ],
)
def test_agreements_told_otherwise(text: str, found: set[tuple[str, str, int | None, int | None, str]]) -> None:
    assert agreements(report(f"{text}\n", TITLE)) == found


def test_what_a_member_demands_is_no_agreement_where_the_meeting_decides_otherwise() -> None:
    rows = minutes(
        """\
        Ärendet
        Samverkansavtalet med Dobele i Lettland skrevs under 1998 och gäller till och med den 31 december 2019.

        Yrkanden
        Ulla Berg (S) yrkar att samverkansavtalet med Dobele förlängs till och med 2022.

        Beslut
        Kommunfullmäktige beslutar att inte förlänga samverkansavtalet med Dobele.
        """,
        "Samverkansavtalet med Dobele",
    )
    assert {(a, b) for _, _, a, b, _ in agreements(rows)} == {(1998, 2019)}
