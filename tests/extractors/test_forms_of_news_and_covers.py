"""News items, press releases and covers of minutes as they are laid out in dumps of municipal papers."""

from __future__ import annotations

import pytest

from tests.extractors.relation_documents import agreements, areas, counterparts, fates, rows_of

NEWS = "Hylte kommun\n\n{title}\n\n{date}\n\n{text}\n"


def told(text: str, title: str = "Om kommunens vänort", date: str = "12 maj 2020") -> dict[str, list[dict[str, object]]]:
    return rows_of(NEWS.format(title=title, date=date, text=text))


@pytest.mark.parametrize(
    ("text", "fate"),
    [
        # What is to be ended "enligt ett beslut" is decided; that the agreement was made long ago is none of its fates.
        (
            "Hylte kommun ska säga upp sitt vänortsavtal med staden Jinan i Kina, enligt ett beslut i kommunstyrelsen. Avtalet slöts 2004.",
            "ended",
        ),
        # "sagt ja ... upprättar" holds no "säga upp".
        ("Kommunstyrelsen har i dag sagt ja till att Hylte kommun upprättar ett vänortsavtal med staden Jinan i Kina.", "established"),
        ("Vänortsavtalet med Jinan i Kina löpte ut 2019 och därför undertecknades ett nytt avtal i fjol.", "renewed"),
        ("Samarbetet med vänorten Jinan i Kina är avslutat.", "ended"),
        ("Hylte kommun har inte längre något vänortsavtal med Jinan i Kina.", "ended"),
        ("Kommunstyrelsen har gett klartecken till ett nytt vänortsavtal med Jinan i Kina.", "established"),
        ("Hylte kommun har ett vänortsavtal med Jinan i Kina. Avtalet kommer nu att sägas upp.", "ended"),
        ("Kommunen väljer att inte förlänga vänortsavtalet med Jinan i Kina.", "ended"),
    ],
)
def test_the_fate_that_news_tell(text: str, fate: str) -> None:
    assert fates(told(text)) == {("Jinan", fate, "reported")}


@pytest.mark.parametrize(
    ("text", "fate"),
    [
        ("Kommunen vill inleda ett vänortsutbyte med staden Jinan i Kina.", "established"),
        ("Arbetsutskottet föreslår att vänortsavtalet med Jinan i Kina sägs upp.", "ended"),
        ("Vänorten Jinan ligger i Kina. Arbetsutskottet föreslår att avtalet sägs upp.", "ended"),
    ],
)
def test_what_news_say_is_proposed(text: str, fate: str) -> None:
    assert fates(told(text)) == {("Jinan", fate, "proposed")}


def test_an_agreement_that_ran_out_without_another_is_ended() -> None:
    assert fates(told("Avtalet med vänorten Jinan i Kina löpte ut 2019 och ett nytt avtal tecknades aldrig.")) == {
        ("Jinan", "ended", "reported")
    }


def test_a_motion_that_wants_no_agreements_renews_none() -> None:
    text = """
    Motion: Inga vänortsavtal med diktaturer

    Hylte kommun har sedan 1998 ett vänortsavtal med staden Jinan i Kina. Det rimmar illa med vad vi lär ut i skolan.

    Hylte den 3 mars 2020
    Karin Lund (C)
    """
    assert fates(rows_of(text)) == {("Jinan", "ended", "proposed")}


def test_twins_of_each_other_are_none_of_ours() -> None:
    rows = told("Delegationen besökte också Kolding i Danmark, som är vänort med Jinan i Kina. Hylte kommun har en vänort, Oppdal i Norge.")
    assert counterparts(rows) == {("Oppdal", "NO")}
    assert {a[0] for a in agreements(rows)} == {"Oppdal"}


@pytest.mark.parametrize("line", ["Publicerad 12 maj 2020", "Artikeln publicerades den 12 maj 2020", "Pressmeddelande 2020-05-12"])
def test_the_day_of_publishing_is_the_papers_own(line: str) -> None:
    rows = told("Hylte kommun har sedan 1998 en vänort, Jinan i Kina.", "Besök från vår vänort", line)
    assert str(rows["documents"][0]["document_date"]) == "2020-05-12"
    assert rows["documents"][0]["title"] == "Besök från vår vänort"
    assert ("document", "2020-05-12") in {(r["role"], str(r["date_start"])) for r in rows["dates"]}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("En gemensam handlingsplan för industri, utbildning och miljöteknik ska tas fram.", {"business", "education", "environment"}),
        ("Hylte kommun har löpande kontakter med Jinan när det gäller skola och kultur.", {"education", "culture"}),
        ("Samarbetet med Jinan ska stärka handeln och turismen.", {"business", "tourism"}),
        ("Prioriterade områden är klimat och kollektivtrafik.", {"environment", "transport"}),
        ("Samarbetet rör ekonomi inom ramen för europeisk integration.", {"business"}),
    ],
)
def test_areas_in_news(text: str, found: set[str]) -> None:
    rows = told(f"Hylte kommun har sedan 1998 ett vänortsavtal med Jinan i Kina.\n\n{text}", "Samarbetet med vänorten Jinan")
    assert {area for _, area in areas(rows)} == found


def test_headings_of_an_agreement_name_areas() -> None:
    text = """
    Samarbetsavtal
    mellan Hylte kommun, Sverige, och Jinan stad, Kina

    2 Samarbetsområden

    2.1 Utbildning
    Parterna underlättar besök.

    2.2 Kultur och turism
    Parterna ska uppmuntra kontakter.

    3 Ekonomi
    Vardera parten bär sina egna kostnader.

    4 Giltighet
    Avtalet gäller från den 1 maj 2015 till den 30 april 2018.
    """
    assert {area for _, area in areas(rows_of(text))} == {"education", "culture", "tourism"}


def test_bare_party_letters_are_no_part_of_a_name() -> None:
    text = """
    SAMMANTRÄDESPROTOKOLL                          Sida
    Kommunfullmäktige 2014-04-15                   1(75)

    Plats            Folkets hus

    Beslutande

    Ledamöter
    Karin Lund, ordförande M          Olle Hed MP
    Ida Falk MP                       Nils Berg V §§ 66–68
    Eva Strand V § 69                 Sven Holm S

    Justerare        Olle Hed (MP)
    Justerade paragrafer  §§ 66–81
    """
    people = {(r["name"], r["role"], r["political_party"]) for r in rows_of(text)["parties"] if r["kind"] == "person"}
    assert people == {
        ("Karin Lund", "chair", "M"),
        ("Olle Hed", "member", "MP"),
        ("Olle Hed", "adjuster", "MP"),
        ("Ida Falk", "member", "MP"),
        ("Nils Berg", "member", "V"),
        ("Eva Strand", "member", "V"),
        ("Sven Holm", "member", "S"),
    }


def test_one_word_makes_one_chair() -> None:
    text = """
    Hylte kommun
    SAMMANTRÄDESPROTOKOLL
    Kommunstyrelsen 2020-08-18

    Beslutande
    Karin Lund (KD), ordförande Olle Hed (M)

    Justerare  Olle Hed (M)
    Paragrafer  §§ 63-73
    """
    people = {(r["name"], r["role"]) for r in rows_of(text)["parties"] if r["kind"] == "person"}
    assert {name for name, role in people if role == "chair"} == {"Karin Lund"}
    assert ("Olle Hed", "member") in people


def test_minutes_may_begin_with_the_proof_of_posting() -> None:
    text = """
    Anslag

    Det justerade protokollet tillkännages genom detta anslag.

    Beslutsinstans: Arbetsutskottet    Sammanträdesdatum: 2020-08-18

    Plats och tid
    Kommunhuset, 2020-08-18 kl. 09.00

    Beslutande
    Karin Lund (KD), ordförande
    Olle Hed (M)

    Paragrafer

    §§ 63-64

    Justerare

    Olle Hed (M)

    § 63/20 Fastställande av dagordning

    Arbetsutskottet beslutar att fastställa dagordningen.

    § 64/20 Nytt bidragsreglemente för Hylte kommun

    Arbetsutskottet beslutar att anta reglementet.
    """
    rows = rows_of(text)
    assert rows["documents"][0]["document_type"] == "minutes"
    assert [c["section_number"] for c in rows["cases"]] == ["63", "64"]
    assert {(r["name"], r["role"]) for r in rows["parties"] if r["role"] == "chair"} == {("Karin Lund", "chair")}


def test_a_policy_is_named_by_its_heading_and_not_by_a_point_of_a_list() -> None:
    text = """
    Hylte kommun

    Internationaliseringspolicy

    Mål

     • Vänskapen mellan kommunerna ska utvecklas.
     • Kunskaperna om andra länder ska öka.

    Skola

     • Lärare ska kunna delta i utbyten.
    """
    document = rows_of(text)["documents"][0]
    assert (document["document_type"], document["title"]) == ("policy", "Internationaliseringspolicy")


def test_what_an_office_proposes_the_board_to_propose_is_a_proposal() -> None:
    text = """
    Hylte kommun
    SAMMANTRÄDESPROTOKOLL
    Kommunfullmäktige
    2016-10-31

    § 241 Dnr KS 2016/222
    Policy för e-förslag

    Sammanfattning
    Ett förslag till policy har tagits fram.

    Kommunstyrelsens förvaltnings förslag till beslut
    Kommunstyrelsen föreslår kommunfullmäktige besluta

    att anta policyn,

    att taxan ska gälla från årsskiftet.

    Beslut
    Kommunfullmäktige beslutar att anta policyn.
    """
    assert [(d["stage"], d["body"]) for d in rows_of(text)["decisions"]] == [
        ("proposed", "Kommunfullmäktige"),
        ("proposed", "Kommunfullmäktige"),
        ("decided", "Kommunfullmäktige"),
    ]


def test_an_officer_may_be_named_with_the_surname_first() -> None:
    text = """
    Hylte kommun
    TJÄNSTEUTLÅTANDE
    Datum 2019-03-14

    HANDLÄGGARE
    Lund, Karin

    Kommunstyrelsen

    Bidrag till hembygdsföreningen

    Förslag till beslut
    Kommunstyrelsen beslutar att bevilja bidraget.
    """
    assert {r["name"] for r in rows_of(text)["parties"] if r["role"] == "case_officer"} == {"Karin Lund"}


def test_a_group_in_brackets_is_the_party_of_all_before_it() -> None:
    text = """
    Hylte kommun
    Kommunfullmäktige
    Sammanträdesprotokoll 2011-06-16

    § 63 Anmälan av motion

    Karin Lund, Olle Hed och Ida Falk (MP-gruppen) har lämnat in en motion angående cykelvägar.

    Beslut
    Motionen överlämnas till kommunstyrelsen för beredning.
    """
    people = {(r["name"], r["role"], r["political_party"]) for r in rows_of(text)["parties"] if r["kind"] == "person"}
    assert people == {(name, "proposer", "MP") for name in ("Karin Lund", "Olle Hed", "Ida Falk")}


@pytest.mark.parametrize(
    ("term", "years"),
    [
        ("gällde i tre år från den 1 mars 1999", (1999, 2002)),
        ("gällde i två år från den 1 januari 1999", (1999, 2000)),
        ("gäller i tre år från den 1 mars 1999 och förlängs därefter automatiskt", (1999, None)),
    ],
)
def test_a_term_in_years_from_a_day_tells_its_end(term: str, years: tuple[int, int | None]) -> None:
    rows = told(f"Hylte kommun hade ett samarbetsavtal med Jinan i Kina. Avtalet {term}.", "Avtalet med Jinan")
    assert {(r["start_year"], r["end_year"]) for r in rows["agreements"]} == {years}
