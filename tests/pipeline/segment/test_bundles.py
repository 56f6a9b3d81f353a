"""Files that hold several papers: notices with their papers, extracts of several bodies, case files, minutes with attachments."""

from __future__ import annotations

import datetime as dt

import pytest
from paging import pages

from extractors.core import Structure
from pipeline.clean import clean
from pipeline.segment import segment

NOTICE = (
    "Dalviks kommun            KALLELSE                 1 (1)\nKommunfullmäktige         2020-03-02\n\n"
    "Kommunfullmäktige kallas till sammanträde måndagen den 16 mars 2020 kl. 17.00 i Folkets hus.\n\n"
    "Ärenden\n\n1   Avgift för båtplatser          KS 2019/71\n2   Utbyte med Holbæk              KS 2019/84\n\n"
    "Siv Törnkvist\nordförande\n"
)
LETTER = (
    "Holbæk Kommune\n\n                                        4 februari 2020\n\n"
    "                                        Dalviks kommun\n\nBästa vänner!\n\n"
    "Vi tackar för senast och hoppas att vi får se er hos oss i maj.\n\nMed vänlig hälsning\n\nKarsten Holm\nborgmästare\n"
)
MAIL = (
    "Från: Siv Törnkvist\nSkickat: den 3 mars 2020 08:15\nTill: Registrator\nÄmne: VB: Besök från Holbæk\n\n"
    "För diarieföring.\n\nHälsningar\nSiv\n"
)
ALONE = (
    "Dalviks kommun            DELEGATIONSBESLUT\nKommunkansliet            2020-02-10\n\n"
    "Bidrag till körens resa\n\nBeslut\n\nKanslichefen beslutar att bevilja kören 4 000 kronor.\n\nRolf Alm\nkanslichef\n"
)
MINUTES = (
    "Dalviks kommun            SAMMANTRÄDESPROTOKOLL      1 (5)\nKommunstyrelsen           2020-03-02\n\n"
    "Plats och tid     Kommunhuset\nBeslutande        Siv Törnkvist (S), ordförande\nJusterare         Jan Berg (M)\n"
    "\n§ 20 Budget\n\nKommunstyrelsen beslutar\n\natt anta budgeten.\n\n"
    "§ 21 Utbyte med Holbæk\n\nKommunstyrelsen beslutar\n\natt ingå avtalet enligt bilaga 1.\n\n"
    "§ 22 Meddelanden\n\nKommunstyrelsen beslutar\n\natt lägga meddelandena till handlingarna.\n"
)
AGREEMENT = (
    "{head}\n\nSAMARBETSAVTAL\n\nmellan Dalviks kommun och Holbæk Kommune\n\n1. Parterna samarbetar om bibliotek.\n\n"
    "2. Avtalet gäller från den 1 april 2020 till den 31 mars 2023.\n"
)


def report(number: str, title: str) -> str:
    return (
        f"Dalviks kommun            TJÄNSTESKRIVELSE           1 (1)\nKommunkansliet            2020-02-04        {number}\n\n"
        f"Rolf Alm                  Kommunstyrelsen\n\n{title}\n\nFörslag till beslut\nFörslaget antas.\n\nRolf Alm\nkanslichef\n"
    )


def extract(section: int, page: int, title: str, *, body: str = "Kommunstyrelsen", day: str = "2020-03-02") -> str:
    return (
        f"Dalviks kommun            SAMMANTRÄDESPROTOKOLL      {page} (40)\n{body}           {day}\n\n"
        f"§ {section} {title}\n\n{body} beslutar\n\natt förslaget antas.\n"
    )


def structure(*texts: str) -> Structure:
    return segment(clean(pages(*texts)))


def types(*texts: str) -> list[str]:
    return [p.document_type for p in structure(*texts).parts]


def test_a_notice_is_followed_by_short_reports_and_an_extract_of_its_own_page_numbers() -> None:
    seen = structure(
        NOTICE,
        report("KS 2019/71", "Avgift för båtplatser"),
        report("KS 2019/84", "Utbyte med Holbæk"),
        extract(14, 9, "Utbyte med Holbæk", body="Kulturnämnden", day="2020-01-22"),
    )
    assert [p.document_type for p in seen.parts] == ["notice", "official_report", "official_report", "minutes_extract"]
    assert [(c.section_number, c.title) for c in seen.cases] == [
        (None, "Avgift för båtplatser"),
        (None, "Utbyte med Holbæk"),
        ("14", "Utbyte med Holbæk"),
    ]
    assert seen.parts[-1].document_date == dt.date(2020, 1, 22)


def test_extracts_and_reports_take_turns_though_the_sections_follow_each_other() -> None:
    seen = structure(
        NOTICE,
        extract(31, 12, "Avgift för båtplatser"),
        report("KS 2019/71", "Avgift för båtplatser"),
        extract(32, 13, "Utbyte med Holbæk"),
        report("KS 2019/84", "Utbyte med Holbæk"),
    )
    assert [p.document_type for p in seen.parts] == ["notice", *["minutes_extract", "official_report"] * 2]
    assert [c.section_number for c in seen.cases] == ["31", None, "32", None]


def test_extracts_of_two_bodies_are_two_papers() -> None:
    assert types(NOTICE, extract(31, 12, "Utbyte"), extract(8, 3, "Utbyte", body="Arbetsutskottet", day="2020-02-18")) == [
        "notice",
        "minutes_extract",
        "minutes_extract",
    ]


def test_the_pages_of_one_meeting_are_one_paper() -> None:
    assert types(extract(31, 12, "Avgift för båtplatser"), extract(32, 13, "Utbyte med Holbæk")) == ["minutes"]


def test_a_notice_tells_its_meeting_in_its_sentence_and_not_in_its_head() -> None:
    assert structure(NOTICE).metadata.meeting_date == dt.date(2020, 3, 16)


def test_a_case_file_holds_letters_mail_and_what_an_official_decides_alone() -> None:
    card = "Ärendekort\n\nDnr 2020-15\nRubrik: Besök från Holbæk\n\n1   2020-02-04   Brev\n2   2020-02-10   Delegationsbeslut\n"
    seen = structure(card, LETTER, ALONE, MAIL)
    assert [p.document_type for p in seen.parts] == ["other", "correspondence", "other", "correspondence"]
    assert [c.title for c in seen.cases] == ["Besök från Holbæk", "Bidrag till körens resa"]
    assert seen.parts[0].document_date is None


def test_a_greeting_amid_the_text_of_a_page_opens_no_letter() -> None:
    quoted = (
        "Handläggaren läser upp vad staden skriver till oss och redogör för hur brevet ska besvaras av kommunen.\n\nHej!\n\nVi ses i maj.\n"
    )
    assert types(report("KS 2019/84", "Utbyte med Holbæk"), quoted) == ["official_report"]


def test_a_list_of_papers_at_the_top_of_a_page_opens_none() -> None:
    first = extract(31, 12, "Utbyte med Holbæk") + "\nBeslutsunderlag\n"
    assert types(first, "Tjänsteskrivelse\nProtokoll 2020-01-22\n\nBeslut\n\natt ärendet avslutas.\n") == ["minutes_extract"]


@pytest.mark.parametrize("head", ["Bilaga 1 till § 21", "Bilaga 1"])
def test_what_is_attached_to_minutes_belongs_to_the_section_that_names_it(head: str) -> None:
    seen = structure(MINUTES, AGREEMENT.format(head=head))
    assert [p.document_type for p in seen.parts] == ["minutes", "agreement"]
    case = seen.case_at(seen.parts[1].start)
    assert case is not None and case.section_number == "21"
    assert seen.cases[-1].end <= seen.parts[1].start


def test_what_is_attached_behind_an_agreement_is_no_part_of_it() -> None:
    dissent = "Bilaga 2\n\nSkriftlig reservation\n\nVi anser att avtalet borde ha omfattat skolan.\n\nJan Berg (M)\n"
    assert types(MINUTES, AGREEMENT.format(head="Bilaga 1"), dissent) == ["minutes", "agreement", "other"]


def test_the_heading_over_an_interpellation_within_a_section_opens_no_paper() -> None:
    text = extract(55, 4, "Interpellation om vänorten").replace(
        "att förslaget antas.", "att interpellationen är besvarad.\n\nInterpellationen\n" + "Hur länge ska kommunen ha utbytet kvar? " * 5
    )
    assert types(text) == ["minutes_extract"]


def test_the_name_of_who_signs_is_no_title() -> None:
    text = (
        "Dalviks kommun                          2020-02-04\nStyrningsgruppen                        Dnr KS 2019/84\nRolf Alm\n"
        "                                        Kommunstyrelsen\n\n\nUtbyte med Holbæk\n\nFörslag till beslut\natt utbytet fortsätter.\n\n"
        "Rolf Alm\nsamordnare\n"
    )
    assert structure(text).cases[0].title == "Utbyte med Holbæk"
