"""The kind, body, date and title of papers whose words are not those of the common templates."""

from __future__ import annotations

import datetime as dt

import pytest
from paging import view

from extractors.core import Structure
from pipeline.segment import segment

TEXT = "Kommunen har haft kontakter med Lindvik i många år, och ett nytt avtal har nu diskuterats med företrädare för staden."


def structure(*pages: str) -> Structure:
    return segment(view(*pages))


@pytest.mark.parametrize(
    ("paper", "document_type"),
    [
        (
            f"Sala kommun        YTTRANDE\nKommunstyrelsen    2018-03-04\n\nNäringsdepartementet\n\n"
            f"Ett starkare stöd till landsbygden\n\n{TEXT}\n",
            "consultation_response",
        ),
        (f"SALA KOMMUN\n\nYTTRANDE\n\nDatum\n2018-03-04\n\nYttrande över motion om vänorter\n\n{TEXT}\n", "motion_response"),
        (
            f"Sala kommun   TJÄNSTESKRIVELSE\n2018-03-04\n\nFörnyat avtal med Lindvik\n\nYttrande\n\n{TEXT}\n\n"
            "Förslag till beslut\n\nAvtalet förnyas.\n",
            "official_report",
        ),
        (
            "Beslut i kommunstyrelsen 17 mars 2021\n\n§ 44 Avtal med Lindvik\n\nKommunstyrelsen beslutar att godkänna avtalet.\n",
            "minutes_extract",
        ),
        (f"Sala kommun\n2019-05-06\n\nAngående avtalet mellan Sala och Lindvik\n\nBästa vänner i Lindvik,\n\n{TEXT}\n", "correspondence"),
        (f"Sala kommun\n2019-05-06\n\nAvtalet med Lindvik\n\n{TEXT}\n\nMed tillönskan om en god sommar,\n\nAnna Berg\n", "correspondence"),
        (f"Municipality of Sala\n6 May 2019\n\nDear Mayor Lind,\n\n{TEXT}\n\nYours sincerely,\n\nAnna Berg\n", "correspondence"),
        (f"Sala kommun\n2019-05-06\n\nAvtalet med Lindvik\n\n{TEXT}\n\nVarma hälsningar\nAnna Berg\n", "correspondence"),
        (
            "SALA KOMMUN    KALLELSE\nKommunstyrelsen   2015-10-28\n\nÄrenden\n1  Svar på motion om laddstolpar    KS 2015/17\n"
            "2  Medborgarförslag om lekplats    KS 2015/33\n",
            "notice",
        ),
        (
            "Sala kommun\nDagordning för sammanträdet den 16 januari 2020\n\n"
            "1. Yttrande över betänkandet om hamnar    KS 2019/695\n2. Interpellation om vägar    KS 2019/696\n",
            "notice",
        ),
        (
            "SALA KOMMUN\n\nKommunfullmäktiges ledamöter kallas härmed till sammanträde måndagen den 24 februari 2020\n\n"
            "1. Medborgarförslag om lekplats    KS 2019/33\n",
            "notice",
        ),
    ],
)
def test_kind_of_paper(paper: str, document_type: str) -> None:
    assert structure(paper).metadata.document_type == document_type


def test_numbers_of_a_notice_bring_no_matter() -> None:
    found = structure(
        "Sala kommun\nFÖREDRAGNINGSLISTA\n\nTidpunkt   14/5 2010 kl. 09:00\n\n1   Yttrande över betänkandet om hamnar    KS 2010/12\n"
    )
    assert found.cases == []
    assert found.metadata.meeting_date == dt.date(2010, 5, 14)


@pytest.mark.parametrize(
    "told",
    [
        "Antagen av kommunfullmäktige 2010-11-25, § 164",
        "Antagen av kommunfullmäktige den 25 november 2010, § 164",
        "Beslut: Kommunfullmäktige 2010-11-25 § 164",
        "Fastställd av: Kommunfullmäktige",
        "Fastställd 2010-11-25 av kommunfullmäktige",
        "Beslutad av Sala kommunfullmäktige 2010-11-25",
        "Beslutsinstans: Kommunfullmäktige",
    ],
)
def test_a_policy_is_of_the_body_that_adopted_it(told: str) -> None:
    found = structure(f"SALA KOMMUN\n{told}\n\nReglemente för internationella kommittén\n\nSyfte\n\n{TEXT}\n").metadata
    assert found.body == "Kommunfullmäktige"
    assert found.title == "Reglemente för internationella kommittén"


def test_an_answer_tells_in_its_text_who_adopted_it() -> None:
    told = "Yttrandet har beslutats av kommunstyrelsen den 15 september 2021, § 143."
    found = structure(
        f"SALA KOMMUN\n\nYTTRANDE\n\nYttrande över promemorian Avtal med andra länder\n\nSynpunkter\n\n{TEXT}\n\nBeredning\n\n{told}\n"
    )
    assert found.metadata.body == "Kommunstyrelsen"


def test_another_body_decision_told_of_in_the_text_is_not_the_papers() -> None:
    told = "Ett avtal beslutades av kommunfullmäktige i Lindvik den 15 september 2021."
    assert structure(f"SALA KOMMUN\n\nRapport om avtal\n\nResultat\n\n{told}\n").metadata.body is None


@pytest.mark.parametrize(
    "contact",
    [
        "Internationell samordnare\nMalin Hedberg\n0224-74 00 00",
        "Internationell samordnare\n\nMalin Hedberg\n\nKommunstyrelsen",
        "Malin Hedberg, utredare",
        "utredare Malin Hedberg",
        "Kommunledningskontoret\nMalin Hedberg\nmalin.hedberg@sala.se",
        "Handläggare: Malin Hedberg\nTill: Kommunstyrelsen",
        "Avdelningen för hållbar utveckling",
        "Sala kommun, kommunledningskontoret\ninternationell samordnare Malin Hedberg",
    ],
)
def test_who_handles_the_matter_is_no_title(contact: str) -> None:
    found = structure(
        f"SALA KOMMUN     Tjänsteskrivelse\n\n{contact}\n\nUppsägning av avtalet med Lindvik\n\nFörslag till beslut\n\nAvtalet sägs upp.\n"
    )
    assert found.metadata.title == "Uppsägning av avtalet med Lindvik"


def test_a_date_with_its_label_is_no_title() -> None:
    found = structure(
        "Sala kommun    DELEGATIONSBESLUT\nKommunstyrelsens ordförande    Nr 7/2020\n\nBeslutsdatum 2020-04-02\n\n"
        "Diarienummer KS 2020-000211\n\nÄrende\n\nGåva av munskydd från Lindvik\n\nBeslut\n\nKommunen tar emot gåvan.\n"
    )
    assert (found.metadata.title, found.metadata.document_date) == ("Gåva av munskydd från Lindvik", dt.date(2020, 4, 2))


@pytest.mark.parametrize("title", ["Ny kommundirektör", "Rekrytering av förvaltningschef", "Anställning av näringslivschef"])
def test_the_filling_of_a_post_is_a_title(title: str) -> None:
    found = structure(
        f"SALA KOMMUN     Tjänsteskrivelse\n2020-01-14\n\n{title}\n\nFörslag till beslut\n\nKommunstyrelsen godkänner förslaget.\n"
    )
    assert found.metadata.title == title


@pytest.mark.parametrize(
    "label", ["Rubrik (kort beskrivning)\n", "Rubrik\n", "Rubrik på förslaget: ", "Ämne: ", "Ärende: ", "Ärendemening: "]
)
def test_a_form_announces_its_title(label: str) -> None:
    form = (
        f"SALA KOMMUN\nMEDBORGARFÖRSLAG\n\nNamn:    Oksana Berg\n\n{label}Bli vänort med Lindvik\n\nFörslag\n"
        "Jag föreslår att kommunen blir vänort med Lindvik.\n"
    )
    assert structure(form).metadata.title == "Bli vänort med Lindvik"


def test_a_form_is_dated_over_its_signature_and_not_by_the_stamp() -> None:
    form = (
        "SALA KOMMUN                              Ankomststämpel\n"
        "MEDBORGARFÖRSLAG                         2023-04-14\n\n"
        "Rubrik\nBli vänort med Lindvik\n\nFörslag\nJag föreslår att kommunen blir vänort med Lindvik.\n\n"
        "Datum: 2023-04-12      Underskrift: Oksana Berg\n"
    )
    assert structure(form).metadata.document_date == dt.date(2023, 4, 12)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("I Skövde kommun finns ett avtal som löper på fem år.", None),
        ("Ett liknande avtal har slutits av Skövde kommun.", None),
        ("Skövde kommun ska verka för fler utbyten.", "Skövde"),
    ],
)
def test_a_municipality_met_once_in_the_text(sentence: str, name: str | None) -> None:
    assert (
        structure(f"Utredning om vänorter\n\nUtredningen har jämfört avtal i andra delar av landet.\n\n{sentence}\n").metadata.municipality
        == name
    )


@pytest.mark.parametrize("named", ["the Municipality of Sandviken", "THE CITY OF SANDVIKEN", "Sandviken Municipality"])
def test_an_english_agreement_is_of_the_municipality_it_names(named: str) -> None:
    found = structure(
        f"MEMORANDUM OF UNDERSTANDING\n\nbetween {named}, Sweden, and the City of Linvik, China\n\nThe Parties agree to promote exchange.\n"
    )
    assert (found.metadata.document_type, found.metadata.municipality) == ("agreement", "Sandviken")


def test_a_short_agreement_attached_over_its_parties_is_a_paper() -> None:
    report = (
        f"Sala kommun    Tjänsteutlåtande\n2007-03-05\n\nAvtal med Lindvik\n\nFörslag till beslut\n\nAvtalet godkänns.\n\n"
        f"Bakgrund\n\n{TEXT}\n\f"
    )
    agreement = (
        "SYSTERSTADSAVTAL\n\nmellan Sala kommun och Lindvik\n\nArtikel 1\n\nParterna ska mötas.\n\nArtikel 2\n\nAvtalet gäller 2007–2010.\n"
    )
    assert [p.document_type for p in structure(report, agreement).parts] == ["official_report", "agreement"]


@pytest.mark.parametrize(
    "parties",
    [
        "mellan\nSala kommun\noch\nLindviks stad",
        "mellan\n\nSala kommun, Sverige, och\n\nLindviks stad",
        "mellan Sala kommun\n\noch Lindviks stad",
        "mellan\nSala kommun, Sverige, och Lindviks stad",
    ],
)
def test_the_title_of_an_agreement_names_both_parties(parties: str) -> None:
    found = structure(f"VÄNORTSAVTAL\n\n{parties}\n\nParterna har kommit överens om följande.\n\n§ 1 Ändamål\n\n{TEXT}\n")
    assert found.metadata.title is not None
    assert found.metadata.title.startswith("VÄNORTSAVTAL mellan Sala kommun")
    assert found.metadata.title.endswith("och Lindviks stad")
