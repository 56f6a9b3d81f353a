"""Headings of §§ in the forms of many places: where the number, the title and the registry number stand."""

from __future__ import annotations

import pytest
from paging import view

from pipeline.segment import segment
from pipeline.segment.sections import find_sections

HEAD = (
    "Älvsunds kommun          SAMMANTRÄDESPROTOKOLL\nKommunstyrelsen\nSammanträdesdatum 2021-03-09\n\n"
    "Beslutande       Vera Almlund (S), ordförande\n                 Nils Brunn (M)\n\n"
)
FIRST = "\n\nBeslut\nAvtalet godkänns.\n\nFörvaltningen har berett ärendet och lämnat sitt förslag i en skrivelse.\n\n"
SECOND = "\n\nBeslut\nFörslaget avslås.\n\n"
Found = tuple[str, str | None, str | None]


def found(text: str) -> list[Found]:
    seen = view(*text.split("\f"))
    return [
        (s.number, s.title, s.registry.case_number if s.registry else None)
        for s in find_sections(seen.text, seen.blocks, 0, len(seen.text))
    ]


PAIRS: dict[str, tuple[str, str, list[Found]]] = {
    "registry label between number and title": (
        "§ 12 Dnr KS 2021/12 Avtal med Lindvik",
        "§ 13 Dnr KS 2021/14 Ny skola",
        [("12", "Avtal med Lindvik", "KS 2021/12"), ("13", "Ny skola", "KS 2021/14")],
    ),
    "title under the number, short, with its registry number": (
        "§ 12\n        Avtal med Lindvik                         KS 2021/12",
        "§ 13\n        Ny skola                                  KS 2021/13",
        [("12", "Avtal med Lindvik", "KS 2021/12"), ("13", "Ny skola", "KS 2021/13")],
    ),
    "title above the number": (
        "Avtal med Lindvik\n§ 12                     Dnr KS 2021/12",
        "Ny skola\n§ 13                     Dnr KS 2021/13",
        [("12", "Avtal med Lindvik", "KS 2021/12"), ("13", "Ny skola", "KS 2021/13")],
    ),
    "registry number above": (
        "Dnr KS 2021/12\n\n§ 12 Avtal med Lindvik",
        "Dnr KS 2021/13\n\n§ 13 Ny skola",
        [("12", "Avtal med Lindvik", "KS 2021/12"), ("13", "Ny skola", "KS 2021/13")],
    ),
    "registry number before the number": (
        "KS 2021/12   § 12   Avtal med Lindvik",
        "KS 2021/13   § 13   Ny skola",
        [("12", "Avtal med Lindvik", "KS 2021/12"), ("13", "Ny skola", "KS 2021/13")],
    ),
    "the numbers of other bodies beside": (
        "Ks § 12     Au § 8     Dnr KS 2021/12\n\nAvtal med Lindvik",
        "Ks § 13     Au § 9     Dnr KS 2021/13\n\nNy skola",
        [("12", "Avtal med Lindvik", "KS 2021/12"), ("13", "Ny skola", "KS 2021/13")],
    ),
    "the body spelt out, another below": (
        "Kommunstyrelsen § 12\nArbets- och personalutskottet § 8\n\nAvtal med Lindvik",
        "Kommunstyrelsen § 13\n\nNy skola",
        [("12", "Avtal med Lindvik", None), ("13", "Ny skola", None)],
    ),
    "body and date before the number": (
        "Kommunstyrelsen 2021-03-09 § 12\n\nAvtal med Lindvik",
        "Kommunstyrelsen 2021-03-09 § 13\n\nNy skola",
        [("12", "Avtal med Lindvik", None), ("13", "Ny skola", None)],
    ),
    "a class code beside": (
        "§ 12   Dnr KS 2021/12   106\n\nAvtal med Lindvik",
        "§ 13   Dnr KS 2021/13   042\n\nNy skola",
        [("12", "Avtal med Lindvik", "KS 2021/12"), ("13", "Ny skola", "KS 2021/13")],
    ),
    "year after the number": (
        "KS §12/21                          KS/2021:12\n\nAvtal med Lindvik",
        "KS §13/21                          KS/2021:13\n\nNy skola",
        [("12", "Avtal med Lindvik", "KS 2021/12"), ("13", "Ny skola", "KS 2021/13")],
    ),
    "title in capitals over two lines": (
        "§ 12\n\nAVTAL MED LINDVIK OM\nUTBYTE AV ELEVER",
        "§ 13\n\nNY SKOLA",
        [("12", "AVTAL MED LINDVIK OM UTBYTE AV ELEVER", None), ("13", "NY SKOLA", None)],
    ),
    "title wrapped before its dash": (
        "§ 12 Remiss om försök i kommunen\n- Försöksverksamhet i skolan",
        "§ 13 Ny skola",
        [("12", "Remiss om försök i kommunen - Försöksverksamhet i skolan", None), ("13", "Ny skola", None)],
    ),
    "letters behind the number": (
        "§ 12 a Avtal med Lindvik",
        "§ 12 b Ny skola",
        [("12 A", "Avtal med Lindvik", None), ("12 B", "Ny skola", None)],
    ),
    "the word and a dash": (
        "Paragraf 12 - Avtal med Lindvik",
        "Paragraf 13 - Ny skola",
        [("12", "Avtal med Lindvik", None), ("13", "Ny skola", None)],
    ),
    "several numbers over one text": (
        "§ 12 Avtal med Lindvik",
        "§§ 13-15 Anmälningsärenden",
        [("12", "Avtal med Lindvik", None), ("13-15", "Anmälningsärenden", None)],
    ),
}


@pytest.mark.parametrize("form", PAIRS)
def test_forms_of_headings(form: str) -> None:
    first, second, expected = PAIRS[form]
    assert found(HEAD + first + FIRST + second + SECOND) == expected


@pytest.mark.parametrize(
    "continued",
    [
        "Älvsunds kommun          SAMMANTRÄDESPROTOKOLL     3 (5)\nKommunstyrelsen    2021-03-09\n\n§ 12 forts.",
        "§ 12 (fortsättning)",
        "§ 12 Avtal med Lindvik (forts.)",
        "Kommunstyrelsen    2021-03-09   3(5)\n§ 12",
        "forts. Kf § 12",
    ],
)
def test_a_section_that_goes_on_is_one(continued: str) -> None:
    text = f"{HEAD}§ 12 Avtal med Lindvik{FIRST}{continued}\n\nÄrendet\nMera text om det.\n\n§ 13 Ny skola{SECOND}"
    assert found(text) == [("12", "Avtal med Lindvik", None), ("13", "Ny skola", None)]


@pytest.mark.parametrize(
    "told",
    [
        "Beslutsunderlag\nKommunstyrelsens protokoll 2020-03-14\n§ 44\nArbetsutskottets protokoll den 3 maj 2020, § 13",
        "Handlingar\n§ 45 Arbetsutskottets beslut 2020-05-03",
        "Arbetsutskottet § 45\nFörslaget tillstyrks.",
    ],
)
def test_numbers_in_lists_of_papers_head_no_sections(told: str) -> None:
    assert [n for n, _, _ in found(f"{HEAD}§ 12 Avtal med Lindvik{FIRST}{told}\n\n§ 13 Ny skola{SECOND}")] == ["12", "13"]


def test_numbers_outside_the_range_told_in_the_head_yield() -> None:
    text = (
        HEAD
        + "Paragrafer       12–14\n\n"
        + f"§ 12 Avtal{FIRST}§ 13 Skola{SECOND}§ 45 Utdrag ur ett protokoll\n\nText.\n\n§ 14 Väg{SECOND}"
    )
    assert [n for n, _, _ in found(text)] == ["12", "13", "14"]


def test_the_column_heads_of_a_vote_table_head_no_section() -> None:
    table = "Närvaro          § 12              § 13\nVera Almlund     Ja                Ja\nNils Brunn       Nej               Ja\n\n"
    text = f"{HEAD}{table}§ 12    Dnr KS 2021/12\nAvtal med Lindvik{FIRST}§ 13    Dnr KS 2021/13\nNy skola{SECOND}"
    assert found(text) == [("12", "Avtal med Lindvik", "KS 2021/12"), ("13", "Ny skola", "KS 2021/13")]


def test_a_table_of_contents_on_three_lines_an_entry_holds_no_sections() -> None:
    contents = "Innehåll\n§ 11\nInformation om skolan\n3\n§ 12\nMotion om avtal\n4\n\n"
    text = f"{HEAD}{contents}Kommunstyrelsen § 11\n\nInformation om skolan{SECOND}Kommunstyrelsen § 12\n\nMotion om avtal{FIRST}"
    assert found(text) == [("11", "Information om skolan", None), ("12", "Motion om avtal", None)]


def test_the_number_of_an_extract_in_the_column_of_its_label() -> None:
    text = (
        "KOMMUNSTYRELSEN                                            PROTOKOLLSUTDRAG\n\n"
        "Sammanträdesdatum                       Paragraf           Diarienummer\n\n"
        "21 oktober 2013                         7                  KS-2013/456\n\n\n"
        "Avsluta samarbetet med Lindvik\n\nKommunstyrelsens beslut\n\nAvtalet sägs upp.\n"
    )
    assert found(text) == [("7", "Avsluta samarbetet med Lindvik", "KS 2013/456")]


def test_an_extract_without_a_number_is_one_matter() -> None:
    text = (
        "Älvsunds kommun          PROTOKOLLSUTDRAG\nKommunstyrelsen\nSammanträdesdatum 2021-03-09\n\n"
        "Avtal med Lindvik\n\nKommunstyrelsens beslut\n\nAvtalet godkänns.\n\nBeslutet skickas till\nLindvik\n"
    )
    structure = segment(view(text))
    assert [(c.section_number, c.body) for c in structure.cases] == [(None, "Kommunstyrelsen")]
    assert {z.kind for z in structure.zones} >= {"decision", "recipients"}
