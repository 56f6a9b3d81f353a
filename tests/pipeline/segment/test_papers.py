"""The papers inside a file and their types."""

from __future__ import annotations

import itertools

import pytest
from paging import pages, view

from extractors.core import Structure
from pipeline.clean import clean
from pipeline.segment import segment
from pipeline.segment.papers import kind_of

LONG = (
    "Samarbetet mellan kommunen och Lindvik har pågått i många år och omfattar skola, kultur, näringsliv "
    "och miljö, med årliga besök i båda riktningarna sedan slutet av 1990-talet."
)
MORE = (
    "Förvaltningen har gått igenom det som har gjorts och bedömer att samarbetet i sin nuvarande form "
    "kräver större insatser av personal och pengar än vad nyttan för skolor och föreningar motiverar."
)
REPORT = (
    "Älvsunds kommun               TJÄNSTESKRIVELSE               1 (2)\nKommunledningskontoret        "
    "Datum 2021-03-09\nHandläggare Vera Almlund      Dnr KS 2021/88\n\nTill kommunstyrelsen\n\nFörnyat "
    "avtal med Lindvik\n\nFörslag till beslut\n\nKommunstyrelsen beslutar att förnya avtalet.\n\n"
    f"Bakgrund\n\n{LONG}\n\nBedömning\n\n{MORE}\n\nVera Almlund\nstrateg\n"
)
AGREEMENT = (
    f"SAMARBETSAVTAL\n\nmellan Älvsunds kommun och Lindvik\n\n1. Syfte\n\n{LONG}\n\n2. Giltighet\n\n"
    "Avtalet gäller från den 1 januari 2021 till den 31 december 2024 och har upprättats i två "
    "likalydande exemplar.\n\nÄlvsund den 3 mars 2021\n\nNils Brunn\n"
)
MOTION = (
    f"Motion till kommunfullmäktige\n\nAvsluta samarbetet med Lindvik\n\n{LONG}\n\n{MORE}\n\nVi yrkar att "
    "kommunfullmäktige beslutar\n\natt avsluta avtalet med Lindvik.\n\nÄlvsund den 3 mars 2021\n\nOskar "
    "Dahlvik (C)\n"
)
EXTRACT = (
    "Älvsunds kommun          PROTOKOLLSUTDRAG          1 (1)\nKommunstyrelsen          2021-03-09\n\n§ "
    "31 Positionspapper om samarbeten          KS 2021/88\n\nKommunstyrelsen beslutar\n\natt anta "
    f"positionspapperet.\n\n{LONG}\n\n{MORE}\n"
)
POSITION = f"POSITIONSPAPPER\n\nÄlvsunds syn på internationella samarbeten\n\n{LONG}\n\n{MORE}\n"
MINUTES = (
    "Älvsunds kommun          SAMMANTRÄDESPROTOKOLL\nKommunstyrelsen          2021-03-09\n\nBeslutande   "
    "  Vera Almlund (S), ordförande\n               Nils Brunn (M)\n\n"
) + "".join(f"§ {n} Ärende nummer {n}\n\nKommunstyrelsen beslutar\n\natt godkänna förslaget.\n\n{LONG}\n\n" for n in (31, 32, 33))


def structure(*texts: str) -> Structure:
    return segment(clean(pages(*texts)))


def types(*texts: str) -> list[str]:
    return [p.document_type for p in structure(*texts).parts]


@pytest.mark.parametrize(
    ("text", "document_type"),
    [
        (REPORT, "official_report"),
        (AGREEMENT, "agreement"),
        (MOTION, "motion"),
        (EXTRACT, "minutes_extract"),
        (POSITION, "position_paper"),
        (MINUTES, "minutes"),
        (REPORT.replace("TJÄNSTESKRIVELSE", "TJÄNSTEUTLÅTANDE"), "official_report"),
        (REPORT.replace("Förnyat avtal med Lindvik", "Svar på motion om avtalet med Lindvik"), "motion_response"),
        (REPORT.replace("Förnyat avtal med Lindvik", "Yttrande över motion från Oskar Dahlvik (C) om Lindvik"), "motion_response"),
        (REPORT.replace("Förnyat avtal med Lindvik", "Svar på remiss om regional strategi"), "consultation_response"),
        (REPORT.replace("Förnyat avtal med Lindvik", "Svar på medborgarförslag om vänort"), "citizen_proposal"),
        (MOTION.replace("Motion till kommunfullmäktige", "Interpellation till kommunstyrelsens ordförande"), "interpellation"),
        (MOTION.replace("Motion till kommunfullmäktige", "MEDBORGARFÖRSLAG"), "citizen_proposal"),
        (
            (
                "Älvsunds kommun\n\nKALLELSE\n\nKommunstyrelsen kallas till sammanträde tisdagen den 9 mars 2021 kl. "
                "13.00.\n\n1. Val av justerare\n2. Avtal med Lindvik\n3. Budget\n"
            ),
            "notice",
        ),
        (f"INTERNATIONELL STRATEGI\n\nför Älvsunds kommun 2021-2025\n\n{LONG}\n\n{MORE}\n", "policy"),
        (f"RESERAPPORT\n\nBesök i Lindvik den 3-5 mars 2021\n\n{LONG}\n\n{MORE}\n", "report"),
        (f"Utvärdering av samarbetet med Lindvik\n\n{LONG}\n\n{MORE}\n", "report"),
        (f"{LONG}\n\n{MORE}\n", "other"),
    ],
)
def test_the_type_of_a_single_paper(text: str, document_type: str) -> None:
    assert types(text) == [document_type]


@pytest.mark.parametrize("second", [AGREEMENT, "Bilaga 1\n\n" + AGREEMENT])
@pytest.mark.parametrize("paged", [True, False])
def test_a_report_with_the_agreement_attached(second: str, paged: bool) -> None:
    given = (REPORT, second) if paged else (REPORT + "\n\n\n\n" + second,)
    assert types(*given) == ["official_report", "agreement"]


def test_an_agreement_on_a_page_of_its_own_behind_a_report_of_short_paragraphs() -> None:
    short = REPORT.replace(LONG, "Avtalet löper ut i år.\n\nSkolorna vill ha kvar det.").replace(MORE, "Avtalet bör förnyas.")
    assert types(short, AGREEMENT) == ["official_report", "agreement"]


def test_a_report_with_two_agreements_is_one_matter() -> None:
    found = structure(REPORT, AGREEMENT, AGREEMENT.replace("Lindvik", "Norrvik"))
    assert [p.document_type for p in found.parts] == ["official_report", "agreement", "agreement"]
    assert [(c.title, c.case_number) for c in found.cases] == [("Förnyat avtal med Lindvik", "KS 2021/88")]
    assert found.cases[0].end == found.parts[-1].end


def test_an_extract_with_the_paper_it_adopts() -> None:
    found = structure(EXTRACT, POSITION)
    assert [p.document_type for p in found.parts] == ["minutes_extract", "position_paper"]
    assert [(c.section_number, c.title) for c in found.cases] == [("31", "Positionspapper om samarbeten")]


def test_the_papers_of_a_bundle_are_matters_of_their_own() -> None:
    other = REPORT.replace("Förnyat avtal med Lindvik", "Ny taxa för bad").replace("KS 2021/88", "KS 2021/99")
    found = structure(REPORT, other)
    assert [p.document_type for p in found.parts] == ["official_report", "official_report"]
    assert [(c.title, c.case_number) for c in found.cases] == [
        ("Förnyat avtal med Lindvik", "KS 2021/88"),
        ("Ny taxa för bad", "KS 2021/99"),
    ]


def test_the_second_page_of_a_paper_opens_none() -> None:
    head = "Älvsunds kommun               TJÄNSTESKRIVELSE               {n} (3)\n\n"
    assert types(REPORT.replace("1 (2)", "1 (3)"), head.format(n=2) + LONG + "\n\n" + MORE + "\n", head.format(n=3) + MORE + "\n") == [
        "official_report"
    ]


def test_a_motion_and_its_answer_in_one_file() -> None:
    answer = REPORT.replace("Förnyat avtal med Lindvik", "Svar på motion om avtalet med Lindvik")
    assert types(answer, MOTION) == ["motion_response", "motion"]


def test_a_paper_that_is_only_named_opens_none() -> None:
    text = REPORT.replace(
        "Bakgrund\n", "Beslutsunderlag\n\nSamarbetsavtal\nMotion från Oskar Dahlvik (C)\nProtokollsutdrag 2021-02-09\n\nBakgrund\n"
    )
    assert types(text) == ["official_report"]


def test_reports_listed_under_the_decision_documents_open_none() -> None:
    listed = "Beslutsunderlag\nTjänsteskrivelse den 8 maj 2008\nTjänsteutlåtande daterat den 14 april 2008\n\nKommunfullmäktiges beslut\n"
    decision = "\nVänortsavtalet med Lindvik förlängs inte, och kommunchefen får i uppdrag att underrätta Lindvik om beslutet i god tid.\n"
    extract = f"Sala kommun          Protokollsutdrag\nKommunfullmäktige          2008-06-12\n\n§ 8 Avtal med Lindvik\n\n{listed}{decision}"
    assert types(extract) == ["minutes_extract"]


def test_sections_named_after_kinds_of_papers_open_none() -> None:
    minutes = MINUTES.replace("Ärende nummer 32", "Motion om samarbetet med Lindvik").replace(
        "Ärende nummer 33", "Avtal mellan kommunen och Lindvik"
    )
    assert types(minutes) == ["minutes"]
    assert len(structure(minutes).cases) == 3


def test_parts_lie_end_to_end_and_begin_with_their_own_text() -> None:
    seen = view(REPORT, AGREEMENT)
    parts = segment(seen).parts
    assert parts[0].start == 0 and parts[-1].end == len(seen.text)
    assert all(a.end == b.start for a, b in itertools.pairwise(parts))
    assert seen.text[parts[1].start :].startswith("SAMARBETSAVTAL")


@pytest.mark.parametrize(
    ("line", "document_type", "marker"),
    [
        ("TJÄNSTESKRIVELSE", "official_report", True),
        ("Tjänsteutlåtande", "official_report", True),
        ("Sammanträdesprotokoll", "minutes", True),
        ("PROTOKOLLSUTDRAG", "minutes_extract", True),
        ("**Positionspapper**", "position_paper", True),
        ("Svar på motion om vänorter", "motion_response", False),
        ("Överenskommelse om samarbete", "agreement", True),
    ],
)
def test_lines_that_tell_the_kind_of_a_paper(line: str, document_type: str, marker: bool) -> None:
    kind = kind_of(line)
    assert kind is not None and (kind.document_type, kind.marker) == (document_type, marker)


@pytest.mark.parametrize(
    "line", ["", "12", "Kommunstyrelsen", "Avtalet gäller tills vidare.", "Vera Almlund (S)", "§ 12 Avtal", "2021-03-09"]
)
def test_lines_that_tell_nothing_of_the_paper(line: str) -> None:
    assert kind_of(line) is None
