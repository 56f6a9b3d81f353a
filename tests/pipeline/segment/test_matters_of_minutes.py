"""Matters of minutes: their registry numbers beside or in the title, points without the sign §, and two meetings in one file."""

from __future__ import annotations

import pytest
from paging import view

from extractors.core import Structure
from pipeline.segment import segment

HEAD = "SALA KOMMUN    SAMMANTRÄDESPROTOKOLL    1 (2)\nKommunstyrelsen    2022-09-12\n\n"
DECISION = "\n\nBeslut\n\nKommunstyrelsen godkänner rapporten och lägger den till handlingarna.\n\n"


def structure(*pages: str) -> Structure:
    return segment(view(*pages))


def first_matter(heading: str) -> tuple[str | None, str | None]:
    case = structure(f"{HEAD}{heading}{DECISION}§ 20 Övriga frågor{DECISION}").cases[0]
    return case.title, case.case_number


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("§ 19 Detaljplan för Ekeby KS 2022/893", "KS 2022/893"),
        ("§ 19 Detaljplan för Ekeby, KS 2022/893", "KS 2022/893"),
        ("§ 19 Detaljplan för Ekeby, Dnr KS 2022/893", "KS 2022/893"),
        ("§ 19 Detaljplan för Ekeby (2022/893)", "2022/893"),
        ("§ 19 Detaljplan för Ekeby (00893/2022)", "2022/893"),
        ("§ 19 Detaljplan för Ekeby    00893/2022", "2022/893"),
        ("§ 19     00893/2022\nDetaljplan för Ekeby", "2022/893"),
        ("§ 19   2022KSM0893.214\nDetaljplan för Ekeby", "KSM 2022/893"),
        ("§ 19\nÄnr 2022/893\nDetaljplan för Ekeby", "2022/893"),
        ("§ 19 - KS 2022/893 - Detaljplan för Ekeby", "KS 2022/893"),
        ("§ 19 Detaljplan för Ekeby,", None),
    ],
)
def test_number_beside_the_title(heading: str, number: str | None) -> None:
    assert first_matter(heading) == ("Detaljplan för Ekeby", number)


@pytest.mark.parametrize(
    "title",
    [
        "Rapport från 2019/2020 års avtal",
        "Budget (2022/2023)",
        "Verksamhetsplan (2022/23)",
        "Köp av tjänster enligt lag (2016/1145)",
        "Ändring av lagen (2010:900)",
        "Yttrande över remiss KS 2019/12",
        "Ändring av beslut i ärende KS 2019/12",
    ],
)
def test_numbers_that_are_words_of_the_title(title: str) -> None:
    assert first_matter(f"§ 19 {title}") == (title, None)


def test_title_ending_with_its_number_does_not_go_on_with_the_text() -> None:
    heading = (
        "KS § 19/2022\nYttrande över betänkandet om framtidens hamnar i hela landet (Dnr KS2022/0893)\n"
        "Bo Ek (S) yrkar att avsnittet om hamnen i Ekeby stryks."
    )
    assert first_matter(heading) == ("Yttrande över betänkandet om framtidens hamnar i hela landet", "KS 2022/893")


def test_delegated_decisions_over_a_decision_are_a_title() -> None:
    assert first_matter("§ 19\n\nDelegationsbeslut") == ("Delegationsbeslut", None)
    assert first_matter("§ 19\n\nKommunstyrelsens beslut")[0] is None


POINTS = [
    ("Val av justerare", "Bo Ek utses."),
    ("Besök från Lindvik", "Kommittén beslutar att bjuda in en delegation."),
    ("Avslutning", "Mötet avslutas."),
]


@pytest.mark.parametrize(
    "numbers",
    [
        ("1.", "2.", "3."),
        ("1", "2", "3"),
        ("I.", "II.", "III."),
        ("Punkt 1", "Punkt 2", "Punkt 3"),
        ("Ärende 1:", "Ärende 2:", "Ärende 3:"),
    ],
)
def test_points_without_the_sign(numbers: tuple[str, ...]) -> None:
    body = "\n".join(f"{number}  {title}\n{text}\n" for number, (title, text) in zip(numbers, POINTS, strict=True))
    found = structure(f"SALA KOMMUN\nInternationella kommittén\n\nPROTOKOLL 2006-05-16\n\nNärvarande: Anna Berg (S), ordförande\n\n{body}")
    assert found.metadata.document_type == "minutes"
    assert [c.title for c in found.cases] == [title for title, _ in POINTS]
    assert [c.section_number for c in found.cases] == [n.removeprefix("Punkt ").removeprefix("Ärende ").strip(".:") for n in numbers]


def test_points_of_a_decision_are_no_matters() -> None:
    found = structure(
        f"{HEAD}§ 19 Avtal\n\nBeslut\n\n1. Avtalet godkänns.\n\n2. Avtalet undertecknas.\n\n3. Avtalet följs upp.\n\n§ 20 Budget{DECISION}"
    )
    assert [c.section_number for c in found.cases] == ["19", "20"]


def test_matters_that_only_their_registry_numbers_mark() -> None:
    matters = "".join(
        f"{title}             Dnr KS 2006/{number}\n\nBeslut\nKommunstyrelsen bordlägger ärendet.\n\n"
        for title, number in (("Avtal med Lindvik", 12), ("Ny ishall i Sala", 44))
    )
    found = structure(f"SALA KOMMUN\nKommunstyrelsen\n\nPROTOKOLL\nSammanträdesdatum 2006-05-16\n\nNärvarande: Anna Berg (S)\n\n{matters}")
    assert [(c.section_number, c.title, c.case_number) for c in found.cases] == [
        (None, "Avtal med Lindvik", "KS 2006/12"),
        (None, "Ny ishall i Sala", "KS 2006/44"),
    ]


MEETING = (
    "Närvarande: Anna Berg (S), ordförande\n\n§ {0} Val av justerare\n\nBeslut\n\nBo Ek utses.\n\n"
    "§ {1} Avtal med Lindvik\n\nBeslut\n\nAvtalet godkänns.\n\n"
)


@pytest.mark.parametrize(
    "opening",
    [
        "Protokoll fört vid sammanträde med kommunfullmäktige i Sala den 30 maj 2016",
        "Kommunfullmäktige 2016-05-30",
        "SALA KOMMUN    PROTOKOLL    Kommunfullmäktige    2016-05-30",
    ],
)
def test_a_second_meeting_whose_numbers_begin_anew(opening: str) -> None:
    found = structure(
        f"SALA KOMMUN    PROTOKOLL\nKommunstyrelsen    2016-05-16\n\n{MEETING.format(55, 56)}{opening}\n\n{MEETING.format(31, 32)}"
    )
    assert [(c.section_number, c.part, c.body) for c in found.cases] == [
        ("55", 0, "Kommunstyrelsen"),
        ("56", 0, "Kommunstyrelsen"),
        ("31", 1, "Kommunfullmäktige"),
        ("32", 1, "Kommunfullmäktige"),
    ]


def test_an_earlier_meeting_told_of_opens_none() -> None:
    told = "Kommunfullmäktige 2016-05-30\n§ 31 Avtal med Lindvik\n\n"
    found = structure(
        f"SALA KOMMUN    PROTOKOLL\nKommunstyrelsen    2016-06-16\n\n{MEETING.format(55, 56)}Beslutsunderlag\n"
        f"{told}§ 57 Budget\n\nBeslut\n\nBudgeten antas.\n"
    )
    assert [c.section_number for c in found.cases] == ["55", "56", "57"]
    assert len(found.parts) == 1


@pytest.mark.parametrize("title", ["Ärendelista", "Dagordning", "Föredragningslista"])
def test_the_list_of_matters_in_minutes_is_no_paper(title: str) -> None:
    officials = (
        "Tjänstepersoner: kanslichef Niklas Hed, planarkitekt Eva Ulander, förvaltningschef Göran Mård"
        ", ekonomichef Siv Rask, utredare Ola Lind och Bo Ek"
    )
    front = f"Östhammars kommun\nKOMMUNFULLMÄKTIGE  den 26 juni 2006  1(3)\n\nLedamöter:\nLars Ek (KD), ordförande\n{officials}\n\f"
    contents = (
        f"Östhammars kommun\nKOMMUNFULLMÄKTIGE  den 26 juni 2006  2(3)\n\n{title}\n\n170. Avtal med Lindvik\n171. Budget för kommunen\n\f"
    )
    matters = (
        f"Östhammars kommun\nKOMMUNFULLMÄKTIGE  den 26 juni 2006  3(3)\n\n§ 170\n\nAvtal med Lindvik{DECISION}§ 171\n\nBudget{DECISION}"
    )
    found = structure(front, contents, matters)
    assert [p.document_type for p in found.parts] == ["minutes"]
    assert [c.section_number for c in found.cases] == ["170", "171"]
