"""Layouts and formulas of many municipalities: lists of twin towns, statements of a large city's board, lists of matters, numbers."""

from __future__ import annotations

import pytest

from tests.extractors.relation_documents import Row, agreements, counterparts, date_roles, fates, report, rows_of


def told(rows: dict[str, list[Row]]) -> list[tuple[str, str, str | None]]:
    """(stage, action, body) of each clause."""
    return [(d["stage"], d["action"], d["body"]) for d in rows.get("decisions", [])]


def roles(rows: dict[str, list[Row]], *wanted: str) -> set[tuple[str, str]]:
    return {(p["name"], p["role"]) for p in rows["parties"] if p["role"] in wanted}


def numbers(rows: dict[str, list[Row]]) -> list[tuple[str, str]]:
    return [(n["case_number"], n["role"]) for n in rows.get("case_numbers", [])]


@pytest.mark.parametrize(
    "listed",
    [
        "Kommunen har följande vänorter:\n\n• Lier i Norge\n• Hobro i Danmark\n• Türi vald, Estland\n",
        "Kommunens vänorter är:\nLier i Norge\nHobro i Danmark\n",
        "Kommunen har vänorterna Lier i Norge och Hobro i Danmark.\n",
    ],
)
def test_a_list_of_twin_towns_without_years(listed: str) -> None:
    rows = report(listed)
    assert {("Lier", "NO"), ("Hobro", "DK")} <= counterparts(rows)
    assert {("Lier", "twin_town", None, None, "in_force"), ("Hobro", "twin_town", None, None, "in_force")} <= agreements(rows)


def test_what_a_programme_lists_under_twin_towns_is_no_place() -> None:
    assert counterparts(report("Möte med vänorter\n- Besök i Norge\n- Konferens i Finland\n")) == set()


def test_twin_towns_since_a_decade_and_papers_that_are_there() -> None:
    rows = report("Kommunen har varit vänort med Porsgrunn i Norge sedan 1970-talet. Avtal finns tecknade med alla våra vänorter.")
    assert agreements(rows) == {("Porsgrunn", "twin_town", None, None, "in_force")}
    assert fates(rows) == set()


def test_twin_towns_that_were() -> None:
    assert agreements(report("Kommunen har varit vänort med Porsgrunn i Norge.")) == set()


STATEMENT = """
Utlåtande 2009:14 RI (Dnr 328-77/2008, 015-12/2007)

Badplatser i innerstaden
Motion av Anna Ek och Bo Ek (båda mp) (2008:36)

Kommunstyrelsen föreslår kommunfullmäktige besluta följande

Motion (2008:36) av Anna Ek och Bo Ek (båda mp) anses
besvarad med vad föredragande borgarrådet anfört.

Kommunstyrelsen beslutar för egen del följande

Skrivelsen från Dan Ek (s) anses besvarad.

Föredragande borgarrådet Eva Dahl anför följande.

Ärendena

Badplatser är viktiga för alla som bor i staden.
"""


def test_the_statement_on_a_motion() -> None:
    rows = rows_of(STATEMENT)
    assert rows["documents"][0]["document_type"] == "motion_response"
    assert rows["cases"][0]["title"] == "Badplatser i innerstaden Motion av Anna Ek och Bo Ek (båda mp) (2008:36)"
    assert told(rows) == [("proposed", "answered", "Kommunfullmäktige"), ("proposed", "answered", "Kommunstyrelsen")]
    assert [n for n, _ in numbers(rows)] == ["328 2008/77", "015 2007/12"]


def test_the_title_under_the_number_of_a_series() -> None:
    text = "Sala kommun\n\nPM 2016:12 RIX (Dnr 110-84/2016)\n\nFler badplatser (SOU 2016:5)\nRemiss från Kulturdepartementet\n"
    rows = rows_of(text)
    assert rows["cases"][0]["title"].startswith("Fler badplatser")


NOTICE = """
Sala kommun > Kommunstyrelsen > Sammanträde 2017-03-14

Sammanträde 2017-03-14

Klockan
18:30

1 Rapport om badplatser

Dnr 2017/KS 0021 001

Kommunstyrelsens förslag till beslut
- Informationen noteras.

Beskrivning av ärendet
Förvaltningen berättar om badplatserna.

2 Borgen för båtklubben *

Dnr 2017/KS 0346 11

Kommunstyrelsens förslag till kommunfullmäktige
- Kommunen ingår borgen för båtklubben.

Beskrivning av ärendet
Klubben vill bygga en brygga.

3 Ny badtaxa

Dnr 2017/KS 0347 11

Kommunstyrelsens förslag till kommunfullmäktige
- Taxan antas.

Beskrivning av ärendet
Taxan är gammal.
"""


def test_a_notice_that_tells_what_is_proposed() -> None:
    rows = rows_of(NOTICE)
    document = rows["documents"][0]
    assert (document["document_type"], str(document["meeting_date"])) == ("notice", "2017-03-14")
    assert [(c["section_number"], c["title"], c["case_number"]) for c in rows["cases"]] == [
        (None, "Rapport om badplatser", "KS 2017/21"),
        (None, "Borgen för båtklubben", "KS 2017/346"),
        (None, "Ny badtaxa", "KS 2017/347"),
    ]
    assert told(rows) == [
        ("proposed", "note", "Kommunstyrelsen"),
        ("proposed", "enter", "Kommunfullmäktige"),
        ("proposed", "approve", "Kommunfullmäktige"),
    ]


def test_an_agenda_alone_has_no_matters() -> None:
    rows = rows_of("SALA KOMMUN\nKALLELSE\nKommunstyrelsen 2017-03-14\n\n1. Val av justerare\n\n2. Avfallstaxa\n\n3. Bidrag\n")
    assert rows["documents"][0]["document_type"] == "notice"
    assert rows.get("cases", []) == []


def test_the_report_behind_a_notice_whose_head_is_all_labels() -> None:
    head = (
        "Sala kommuns arbetsutskott kallas härmed till sammanträde\nonsdagen den 12 februari 2014.\n\n"
        "1. Val av justerare\n2. Taxa\n3. Bidrag\n"
    )
    paper = (
        "Tjänsteutlåtande\n\nDatum: 2014-02-03\nHandläggare: Erik Ek\nDiarienr: KS/2014:71\n\nTaxa för bad\n\n"
        "Förslag till beslut\nTaxan godkänns.\n"
    )
    rows = rows_of(f"{head}\f{paper}")
    assert [(p["document_type"], p["title"]) for p in rows["parts"]][1:] == [("official_report", "Taxa för bad")]
    assert str(rows["documents"][0]["meeting_date"]) == "2014-02-12"


REGULATIONS = """
Arbetsordning för kommunfullmäktige i Sala kommun

Arbetsordningen har antagits av kommunfullmäktige 2016-03-15, § 31.

§ 1 Storlek
Fullmäktige består av 41 personer.

§ 2 Ledning
En av dem leder mötena.

§ 3
Mötena är öppna för alla.
"""


def test_numbered_rules_are_no_minutes() -> None:
    rows = rows_of(REGULATIONS)
    document = rows["documents"][0]
    assert (document["document_type"], document["body"], len(rows["cases"])) == ("policy", "Kommunfullmäktige", 1)
    assert rows["cases"][0]["section_number"] is None
    assert date_roles(rows)["2016-03-15"] == "decision"


def test_minutes_that_adopt_rules_stay_minutes() -> None:
    text = (
        "SALA KOMMUN\nKommunfullmäktige\nSammanträde 2016-03-15\n\n§ 12 {}\n\nFullmäktige beslutar\n\n"
        "att anta dem\n\n§ 13 Stadgar för rådet\n\nFullmäktige beslutar\n\natt anta dem\n"
    )
    rows = rows_of(text.format("Arbetsordning för kommunfullmäktige"))
    assert (rows["documents"][0]["document_type"], len(rows["cases"])) == ("minutes", 2)


def test_the_paper_that_says_how_long_it_holds() -> None:
    text = "Sala kommun\nRiktlinjer för bad\n\nAntagna av kommunfullmäktige den 3 juni 2019 och giltiga till och med den 30 april 2022.\n"
    assert date_roles(rows_of(text)) == {"den 3 juni 2019": "decision", "den 30 april 2022": "period"}


LETTERHEADS = [
    ("Landstinget                    BESLUTSUNDERLAG\nDALARNA                        2014-03-06", "Region Dalarna"),
    ("Sala                           TJÄNSTESKRIVELSE\nkommun                         2014-03-06", "Sala"),
]


@pytest.mark.parametrize(("head", "whose"), LETTERHEADS)
def test_a_letterhead_on_two_lines(head: str, whose: str) -> None:
    rows = rows_of(f"{head}\n\nÄndringar i planen\n\nFörslag till beslut\n\n1. Planen godkänns.\n")
    assert rows["documents"][0]["municipality"] == whose


def test_the_motion_that_is_proposed_to_be_answered() -> None:
    rows = report("Anna Eks (C) motion om badplatser föreslås anses besvarad.")
    assert [(d["stage"], d["action"]) for d in rows["decisions"]] == [("proposed", "answered")]


def test_last_of_all_is_no_end() -> None:
    text = "Sala kommun\nTjänsteskrivelse\n2023-03-04\n\nBesök\n\nFörslag till beslut\n\natt avslutningsvis tacka för besöket\n"
    rows = rows_of(text)
    assert told(rows)[0][1] != "terminate"


def test_knowing_other_cultures_is_no_work_with_culture() -> None:
    rows = report("Kommunen har ett vänortsavtal med Tartu i Estland. Samarbetet lär oss om andra kulturer.")
    assert rows.get("focus_areas", []) == []


def test_a_count_leads_the_list_and_what_follows_is_of_all_of_them() -> None:
    rows = report(
        "Kontakterna är formella. Kommunen har tre vänorter.\n\n• Hobro i Danmark\n• Lier i Norge\n• Väst-Virumaa län i Estland\n\n"
        "Avtalen med dessa kommuner gäller samarbete inom näringsliv.\n"
    )
    assert {name for name, *_ in agreements(rows)} == {"Hobro", "Lier", "Väst-Virumaa"}
    assert {a["counterpart"] for a in rows["focus_areas"]} == {"Hobro", "Lier", "Väst-Virumaa"}


def test_a_decision_on_all_towns_of_the_list() -> None:
    rows = rows_of(
        "SALA KOMMUN\nKommunfullmäktige   PROTOKOLL   2023-03-04\n\n§ 4  Vänorterna\n\nBakgrund\n\n"
        "Sala kommun har följande vänorter:\n\n• Hobro i Danmark\n• Lier i Norge\n\nUtbytet har varit litet.\n\n"
        "Kommunfullmäktiges beslut\n\nKommunfullmäktige beslutar\n\natt säga upp avtalen med samtliga vänorter\n"
    )
    assert fates(rows) == {("Hobro", "ended", "decided"), ("Lier", "ended", "decided")}
