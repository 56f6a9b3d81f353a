"""What a document says of itself in its head."""

from __future__ import annotations

import datetime as dt

import pytest
from paging import pages, view

from extractors.core import Metadata
from pipeline.clean import clean
from pipeline.segment import segment
from pipeline.segment.metadata import language

TEXT = (
    "Samarbetet mellan kommunen och Lindvik har pågått i många år och omfattar skola, kultur, näringsliv "
    "och miljö, med årliga besök i båda riktningarna."
)


def metadata(*texts: str) -> Metadata:
    return segment(clean(pages(*texts))).metadata


def minutes(head: str) -> Metadata:
    return metadata(
        f"{head}\n\n§ 12 Avtal med Lindvik\n\nBeslut\n\nAvtalet förnyas.\n\n{TEXT}\n\n§ 13 Budget\n\nBeslut\n\nBudgeten antas.\n\n{TEXT}\n"
    )


def report(head: str, title: str = "Förnyat avtal med Lindvik") -> Metadata:
    return metadata(f"{head}\n\n{title}\n\nFörslag till beslut\n\nAvtalet förnyas.\n\nBakgrund\n\n{TEXT}\n")


@pytest.mark.parametrize(
    ("head", "name", "code"),
    [
        ("Sala kommun          PROTOKOLL\nKommunstyrelsen          2021-03-09", "Sala", "1981"),
        ("SALA KOMMUN\nKommunstyrelsen\nSammanträdesprotokoll 2021-03-09", "Sala", "1981"),
        ("Västerås stad\nKommunstyrelsen\nProtokoll 2021-03-09", "Västerås", "1980"),
        ("Göteborgs Stad\nKommunstyrelsen\nProtokoll 2021-03-09", "Göteborg", "1480"),
        ("Protokoll för Kiruna kommun\nKommunstyrelsen 2021-03-09", "Kiruna", "2584"),
        ("Region Skåne\nRegionstyrelsen\nProtokoll 2021-03-09", "Region Skåne", "12"),
        ("PROTOKOLL\nKommunstyrelsen 2021-03-09\nwww.sala.se", "Sala", "1981"),
    ],
)
def test_the_municipality_whose_paper_it_is(head: str, name: str, code: str) -> None:
    found = minutes(head)
    assert (found.municipality, found.municipality_code) == (name, code)


NEIGHBOURS = "Även Falun kommun, Mora kommun och Leksands kommun deltar i samarbetet."


def test_municipalities_named_in_the_text_are_not_the_issuer() -> None:
    found = report(
        "Sala kommun          TJÄNSTESKRIVELSE\nDatum 2021-03-09", f"Avtal med Lindvik\n\nBakgrund\n\n{NEIGHBOURS} {NEIGHBOURS} {TEXT}"
    )
    assert found.municipality == "Sala"


def test_a_running_foot_names_the_issuer() -> None:
    foot = "\n\nSignaturer: Ordförande ______  Justerare ______          Sala kommun\n"
    head = "Utdrag ur protokoll\nKommunfullmäktige\n2005-05-27\n\n"
    first = f"{head}§ 12 Avtal med Lindvik\n\n{TEXT}\n\nKommunfullmäktige beslutar{foot}"
    second = f"{head}att frysa samarbetet med Lindvik.\n\nMora kommun har lämnat samarbetet.{foot}"
    assert metadata(first, second).municipality == "Sala"


def test_a_municipality_named_for_comparison_is_not_the_issuer() -> None:
    compared = "Som jämförelse kan nämnas att Mora kommun sedan länge samarbetar med Windhoek."
    assert report("TJÄNSTESKRIVELSE\nDatum 2021-03-09", f"Avtal med Lindvik\n\n{TEXT} {compared}").municipality is None


def test_the_paper_of_a_regions_body_is_no_municipalitys() -> None:
    head = "PROTOKOLL\nRegionfullmäktige          2015-11-24\nPlats: Rådhus Skåne, Kristianstad"
    assert minutes(head).municipality is None
    assert minutes(f"Region Skåne\n{head}").municipality == "Region Skåne"


def test_municipalities_named_under_the_letterhead_are_not_the_issuer() -> None:
    assert minutes(f"Sala kommun          PROTOKOLL\nKommunstyrelsen          2021-03-09\n{NEIGHBOURS}").municipality == "Sala"


def test_where_a_visitor_works_is_not_whose_minutes_they_are() -> None:
    visitor = "Kultur- och fritidsnämnden\nSAMMANTRÄDESPROTOKOLL 2012-03-06\n\nÖvriga     Bo Ek, utredare Kalix kommun § 10"
    assert minutes(visitor).municipality is None
    assert minutes(f"Piteå kommun\n{visitor}").municipality == "Piteå"


def test_no_municipality_is_guessed() -> None:
    assert minutes("PROTOKOLL\nKommunstyrelsen 2021-03-09").municipality is None


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("Sala kommun\nKommunstyrelsen\nSammanträdesdatum 2021-03-09", dt.date(2021, 3, 9)),
        ("Sala kommun     PROTOKOLL     1 (9)\nKommunstyrelsen     Sammanträdesdatum\n                    2021-03-09", dt.date(2021, 3, 9)),
        (
            "SALA KOMMUN     PROTOKOLL\n\nSammanträdesdatum\n\nKommunstyrelsen     2021-03-09     1\n\nJusterat     2021-03-16",
            dt.date(2021, 3, 9),
        ),
        ("Sala kommun\nKommunstyrelsen\nSammanträdesprotokoll den 9 mars 2021", dt.date(2021, 3, 9)),
        ("Sala kommun\nProtokoll\nKommunstyrelsen tisdagen den 9 mars 2021", dt.date(2021, 3, 9)),
        (
            "Sala kommun\nKommunstyrelsens protokoll\nPlats och tid     Stadshuset den 9 mars 2021 kl. 13.00\nJustering     2021-03-16",
            dt.date(2021, 3, 9),
        ),
        ("Sala kommun\nKommunstyrelsen\nJusterat 2021-03-16\nSammanträdesdatum: 2021-03-09", dt.date(2021, 3, 9)),
    ],
)
def test_the_day_of_the_meeting(head: str, date: dt.date) -> None:
    found = minutes(head)
    assert found.meeting_date == date
    assert found.document_date == date


@pytest.mark.parametrize(
    "head",
    [
        "Sala kommun          TJÄNSTESKRIVELSE\nDatum: 2021-03-09\nHandläggare: Vera Almlund",
        (
            "Sala kommun          TJÄNSTESKRIVELSE          1 (2)\nKommunkansliet       Datum               Dnr\n"
            "Vera Almlund         2021-03-09          KS 2021/88"
        ),
        "Sala kommun\nTJÄNSTESKRIVELSE\n2021-03-09\nKommunkansliet",
        "TJÄNSTESKRIVELSE\nSala kommun\nUpprättad den 9 mars 2021",
        "Sala kommun          TJÄNSTESKRIVELSE\nDatum 2021-03-09\nInkom 2021-03-11",
    ],
)
def test_the_date_of_a_report(head: str) -> None:
    found = report(head)
    assert found.document_type == "official_report"
    assert found.document_date == dt.date(2021, 3, 9)


def test_a_report_without_a_date_has_none() -> None:
    found = report("Sala kommun          TJÄNSTESKRIVELSE\nHandläggare: Vera Almlund")
    assert found.document_date is None
    assert found.meeting_date is None


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Sala kommun          PROTOKOLL\nKommunstyrelsen          2021-03-09", "Kommunstyrelsen"),
        ("Sala kommun          PROTOKOLL\nKommunfullmäktige          2021-03-09", "Kommunfullmäktige"),
        ("Sala kommun          PROTOKOLL\nKOMMUNFULLMÄKTIGE          2021-03-09", "Kommunfullmäktige"),
        ("Sala kommun          PROTOKOLL\nKommunstyrelsens arbetsutskott          2021-03-09", "Kommunstyrelsens arbetsutskott"),
        ("Region Skåne          PROTOKOLL\nRegionfullmäktige          2021-03-09", "Regionfullmäktige"),
    ],
)
def test_the_body_that_meets(head: str, body: str) -> None:
    assert minutes(head).body == body


def test_a_report_is_of_the_body_it_is_addressed_to() -> None:
    assert report("Sala kommun          TJÄNSTESKRIVELSE\nDatum 2021-03-09\n\nTill kommunfullmäktige").body == "Kommunfullmäktige"


@pytest.mark.parametrize(
    "title",
    [
        "Förnyat avtal med Lindvik",
        "Svar på motion om vänorten Lindvik",
        "Yttrande över remissen En ny strategi för Norden",
        "Avslutande av samarbetet med Lindvik, Kina",
    ],
)
def test_the_title_of_a_report(title: str) -> None:
    assert (
        report(
            (
                "Sala kommun          TJÄNSTESKRIVELSE\nKommunkansliet       Datum 2021-03-09\nVera Almlund         "
                "Dnr KS 2021/88\n\nKommunstyrelsen"
            ),
            title,
        ).title
        == title
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "INTERPELLATION\n\nTill Kommunstyrelsens\nOrdförande i Åstorp\n\nVÄNORTSAVTALET MED LINDVIK?\n\nVad händer?\n",
            "VÄNORTSAVTALET MED LINDVIK?",
        ),
        (
            "Interpellation till kommunstyrelsens ordförande\n\nVad händer med Lindvik?\n\nJag vill fråga om avtalet.\n",
            "Vad händer med Lindvik?",
        ),
        (
            "Gävle kommun\nTJÄNSTESKRIVELSE 2021-03-09\nAvdelningen för utbyten\n\nÄndrad bolagsordning\n\nTill.\n",
            "Ändrad bolagsordning",
        ),
        (
            "SAMARBETSAVTAL\n\nmellan\n\nGävle kommun, org.nr 212000-2338 (nedan Kommunen),\n\noch\n\nstaden Lindvik\n\nom kultur.\n",
            "SAMARBETSAVTAL",
        ),
    ],
)
def test_the_title_is_what_the_paper_is_about(text: str, title: str) -> None:
    assert metadata(text).title == title


def test_minutes_of_many_matters_have_no_title() -> None:
    assert minutes("Sala kommun          PROTOKOLL\nKommunstyrelsen          2021-03-09").title is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (TEXT, "sv"),
        (
            (
                "The municipality and the city have agreed on the following areas of cooperation, which shall be "
                "reviewed by both parties every year in the spring."
            ),
            "en",
        ),
        ("12 345 678", None),
        (
            (
                "Umowa o współpracy między miastami została podpisana przez prezydenta miasta oraz burmistrza gminy "
                "dnia dziesiątego maja w ratuszu miejskim podczas uroczystej sesji rady miasta"
            ),
            None,
        ),
    ],
)
def test_the_language_of_the_text(text: str, code: str | None) -> None:
    assert language(view(text).text) == code
