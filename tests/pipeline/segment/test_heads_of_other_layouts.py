"""The titles, days, bodies and bounds of papers whose heads hold more than the common ones: letterheads, forms, instructions."""

from __future__ import annotations

import pytest
from paging import view

from extractors.core import Structure
from pipeline.segment import segment

TEXT = "Kommunen har haft kontakter med Lindvik i många år, och ett nytt avtal har nu diskuterats med företrädare för staden."


def structure(*pages: str) -> Structure:
    return segment(view(*pages))


@pytest.mark.parametrize(
    ("paper", "title"),
    [
        (
            "VÄNSTERPARTIET\nSala\n\n\nINTERPELLATION\ntill kommunstyrelsens ordförande Bo Ek (m)\n\nVarför reser ingen till Lindvik?\n\n"
            f"{TEXT}\n\nSala den 4 maj 2009\n\nAnna Berg (v)\n",
            "Varför reser ingen till Lindvik?",
        ),
        (
            "Centerpartiet i Sala\n\nEnkel fråga till kommunstyrelsens ordförande\n\nHar vi en vänort i Lindvik?\n\n"
            f"{TEXT}\n\nSala 2018-01-29\nAnna Berg (C)\n",
            "Har vi en vänort i Lindvik?",
        ),
        (
            f"Interpellation\n\nModeraterna kräver svar om vänorten\n\n{TEXT}\n\nSala 2018-01-29\nAnna Berg (M)\n",
            "Moderaterna kräver svar om vänorten",
        ),
        (
            "SALA KOMMUN          MEDBORGARFÖRSLAG\n\nFyll i blanketten med stora bokstäver.\n\nNamn   Anna Berg\n\n"
            f"ÄMNE (skriv kort)\n\nFler bänkar vid ån\n\nBESKRIV DITT FÖRSLAG\n\n{TEXT}\n",
            "Fler bänkar vid ån",
        ),
        (
            f"Sala kommun\nKultur och utbildning / Fritid\n\n2014-10-02\n\nRAPPORT\n\nStudiebesök i Lindvik hösten 2014\n\n{TEXT}\n",
            "Studiebesök i Lindvik hösten 2014",
        ),
        (f"Sala kommun\nKommunstaben\n\nKontakter i Norden\n\nRapport\n\nDatum: 2014-10-02\n\n{TEXT}\n", "Kontakter i Norden"),
        (
            "Sala kommun\n\n   P O L I C Y\n\nDokumentnamn:   Policy för kontakter\nGäller till:    2021-12-31\n"
            f"Diarienummer:   KS 2017/301\n\n{TEXT}\n",
            "Policy för kontakter",
        ),
        (
            f"Motion till kommunfullmäktige i Sala\n\nLäs för barnen – bjud in författare\n\n{TEXT}\n\nSala 2022-02-14\n\nAnna Berg (S)\n",
            "Läs för barnen – bjud in författare",
        ),
    ],
)
def test_the_title_is_what_the_paper_is_about(paper: str, title: str) -> None:
    assert structure(paper).cases[0].title == title


def test_an_answer_to_an_interpellation_in_one_word() -> None:
    paper = f"Sala kommun\n\nInterpellationssvar angående vänorten Lindvik\n\nTill Anna Berg (S)\n\n{TEXT}\n"
    found = structure(paper)
    assert (found.metadata.document_type, found.cases[0].title) == ("interpellation", "Interpellationssvar angående vänorten Lindvik")


@pytest.mark.parametrize("label", ["Gäller till", "Giltig till och med", "Giltighetstid", "Nästa översyn", "Revideras senast"])
def test_until_when_a_policy_holds_is_not_its_day(label: str) -> None:
    paper = f"Sala kommun\n\nPOLICY\n\nDokumentnamn:   Policy för kontakter\n{label}:   2021-12-31\n\n{TEXT}\n"
    assert structure(paper).metadata.document_date is None


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("Detta yttrande beslutades av kommunstyrelsen den 3 mars 2020, § 41.", "Kommunstyrelsen"),
        ("Föreliggande yttrande har antagits av miljönämnden den 3 mars 2020.", "Miljönämnden"),
        ("Ett yttrande beslutades av regionstyrelsen den 3 mars 2020.", None),
    ],
)
def test_an_answer_tells_amid_its_text_who_adopted_it(sentence: str, body: str | None) -> None:
    paper = f"Sala kommun      YTTRANDE\n2020-03-05\n\nRemissvar om länsplanen\n\nSvar ska lämnas i mars. {sentence} {TEXT}\n"
    assert structure(paper).metadata.body == body


FORM = (
    f"SALA KOMMUN     MEDBORGARFÖRSLAG\n\nNamn   Anna Berg\n\nÄMNE\n\nFler bänkar vid ån\n\n{TEXT}\n\n"
    "Datum              Namnteckning\n3 maj 2014   Anna Berg\n"
)
ANSWER = (
    "SALA KOMMUN\nKommunkontoret        2014-10-01\nBo Ek\nKommunsekreterare\n\n{title}\n\n"
    f"{TEXT}\n\nFörslag till beslut\n\nKommunstyrelsen beslutar att avslå förslaget.\n\nBo Ek\n"
)


def test_the_answer_to_a_form_is_a_paper_of_its_own() -> None:
    found = structure(FORM, ANSWER.format(title="Förslag till svar på medborgarförslag om bänkar"))
    assert [(p.document_type, str(p.document_date)) for p in found.parts] == [
        ("citizen_proposal", "2014-05-03"),
        ("official_report", "2014-10-01"),
    ]
    assert len(found.cases) == 1


def test_the_name_over_a_new_page_does_not_go_on_with_the_last() -> None:
    found = structure(FORM + "Lämnas till Sala kommun, Box 304, Sala\n", ANSWER.format(title="Svar på medborgarförslag om bänkar"))
    assert len(found.parts) == 2


def test_a_later_page_that_answers_nothing_goes_on() -> None:
    assert len(structure(FORM, ANSWER.format(title="Fler bänkar vid ån")).parts) == 1
