"""Counted votes: in figures and words, in lists of names and in tables."""

from __future__ import annotations

import pytest
from decision_documents import decision_facts, in_minutes, votes
from hypothesis import given
from hypothesis import strategies as st

from extractors.votes import find_votes

Figures = list[tuple[int, int, int | None]]
STYLES = (
    "{y} ja-röster mot {n} nej-röster",
    "Med {y} röster mot {n} beslutar nämnden",
    "{y} ja och {n} nej",
    "Ja: {y}, Nej: {n}",
    "Ja {y}\nNej {n}",
    "Ja-röster {y}. Nej-röster {n}.",
    "{y} ledamöter röstar ja och {n} röstar nej",
    "Omröstningen utfaller med {y} Ja mot {n} Nej",
)


def figures(text: str) -> Figures:
    return [(v.votes_for, v.votes_against, v.votes_abstained) for v in find_votes(text, 0, len(text))]


@given(st.integers(0, 101), st.integers(0, 101), st.sampled_from(STYLES))
def test_figures_come_out_as_written(yes: int, no: int, style: str) -> None:
    assert figures(f"Votering begärs. {style.format(y=yes, n=no)}.") == [(yes, no, None)]


@given(st.integers(0, 101), st.integers(0, 101), st.integers(0, 30))
def test_abstentions(yes: int, no: int, abstained: int) -> None:
    assert figures(f"Ja: {yes}, Nej: {no}, Avstår: {abstained}, Frånvarande: 1") == [(yes, no, abstained)]
    assert figures(f"{yes} ja-röster och {no} nej-röster avges. {abstained} ledamöter avstår.") == [(yes, no, abstained)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Med 8 ja-röster mot 5 nej-röster beslutar nämnden.", [(8, 5, None)]),
        ("Med 8 röster mot 5 bifalls motionen.", [(8, 5, None)]),
        ("8 ja-röster och 5 nej-röster avges. 1 ledamot avstår.", [(8, 5, 1)]),
        ("Ja: 31, Nej: 28, Avstår: 2, Frånvarande: 0", [(31, 28, 2)]),
        ("Åtta ja-röster mot fem nej-röster.", [(8, 5, None)]),
        ("Omröstningen utfaller med 65 Ja mot 9 Nej.", [(65, 9, None)]),
        ("5 Ja-röster, 54 Nej-röster och 2 frånvarande ledamöter.", [(5, 54, None)]),
        ("Den som vill bifalla avger en ja-röst, den som vill avslå avger en nej-röst.", []),
        ("8 ledamöter röstar ja och 5 röstar nej.", [(8, 5, None)]),
        ("Det avges 8 ja- och 5 nej-röster.", [(8, 5, None)]),
        ("Med 8 röster för bifall mot 5 röster för avslag beslutar nämnden.", [(8, 5, None)]),
        ("Vid omröstningen avges 7 ja-röster och 7 nej-röster. Beslutet fattas med ordförandens utslagsröst.", [(7, 7, None)]),
        ("Röstar ja: Anna Berg (S), Bo Ek (M) och Eva Dahl (V).\nRöstar nej: Per Lind (SD).", [(3, 1, None)]),
        ("Anna Berg (S), Bo Ek (M) och Eva Dahl (V) röstar ja.\nPer Lind (SD) röstar nej.", [(3, 1, None)]),
        ("Ja-röster: Anna Berg (S), Bo Ek (M)\nNej-röster: Per Lind (SD), Li Wu (V)", [(2, 2, None)]),
        ("Röstar ja: majoriteten. Röstar nej: oppositionen.", []),
        ("Ja 22 röster, nej 19 röster, 1 avstod.", [(22, 19, 1)]),
        ("Resultat: 22 ja, 19 nej", [(22, 19, None)]),
        ("Ja-röst för bifall, Nej-röst för avslag.", []),
        (
            "Med 25 ja-röster och 36 nej-röster avslås förslaget. Därefter med 40 ja-röster mot 21 nej-röster bifalls.",
            [(25, 36, None), (40, 21, None)],
        ),
        ("10 nej-röster mot 4 ja-röster", [(4, 10, None)]),
        ("Ja\t8\nNej\t5\nAvstår\t0", [(8, 5, 0)]),
        ("14 för, 3 emot", []),
        ("Ja-röster 8\nNej-röster 5", [(8, 5, None)]),
        ("med siffrorna 31 mot 28", [(31, 28, None)]),
        ("Anna Berg (S) och Bo Ek (M) röstar Ja (2). Eva Dahl (V) röstar Nej (1).", [(2, 1, None)]),
    ],
)
def test_styles_seen(text: str, expected: Figures) -> None:
    assert figures(text) == expected


def test_abstentions_belong_to_the_vote_before_them() -> None:
    text = "Med 25 ja-röster och 36 nej-röster avslås förslaget. Med 40 ja-röster och 20 nej-röster bifalls motionen. 1 ledamot avstår."
    assert figures(text) == [(25, 36, None), (40, 20, 1)]


def test_a_vote_told_twice_is_one() -> None:
    assert figures("8 ja-röster och 5 nej-röster avges. Med 8 röster mot 5 bifalls motionen.") == [(8, 5, None)]


TABLE = """
Beslut
Avtalet förlängs.

Omröstning
Ledamot                  Parti      Ja     Nej    Avstår
Anna Berg                S          X
Bo Ek                    M                 X
Eva Dahl                 V          X
Per Lind                 SD                X
Li Wu                    MP                       X
"""


def test_marks_in_a_table_are_counted() -> None:
    assert votes(in_minutes(TABLE)) == [(2, 2, 1)]


def test_the_row_of_sums_is_believed() -> None:
    assert votes(in_minutes(TABLE + "Summa                               12     9      1\n")) == [(12, 9, 1)]


def test_a_row_with_two_marks_makes_the_count_a_guess() -> None:
    assert (
        votes(in_minutes(TABLE.replace("X                    ", "X                   ").replace("S          X", "S          X      X")))
        == []
    )


def test_a_vote_belongs_to_the_clause_it_was_about() -> None:
    rows = in_minutes(
        """
        Beslut
        1. Avtalet med Vinterby förlängs.
        2. Motionen om lekplatser avslås.

        Omröstning
        Ja-röst för att avslå motionen om lekplatser, nej-röst för att bifalla den.
        Med 8 ja-röster mot 5 nej-röster avslås motionen om lekplatser.
        """
    )
    assert [(r["action"], r["votes_for"], r["votes_against"]) for r in rows] == [("renew", None, None), ("reject", 8, 5)]


def test_two_votes_in_one_matter() -> None:
    rows = in_minutes(
        """
        Yrkanden
        Bo Ek (M) yrkar återremiss.

        Omröstning 1
        Ja-röst för att ärendet avgörs i dag, nej-röst för återremiss.
        8 ja-röster och 5 nej-röster avges.

        Omröstning 2
        Ja-röst för att avtalet förlängs, nej-röst för avslag.
        9 ja-röster och 4 nej-röster avges.

        Beslut
        Avtalet förlängs.
        """
    )
    assert sorted(votes(rows)) == [(8, 5, None), (9, 4, None)]


def test_a_list_appended_to_the_minutes_names_its_section() -> None:
    facts = decision_facts(
        """
        SOLBERGA KOMMUN
        SAMMANTRÄDESPROTOKOLL
        Kommunfullmäktige
        Sammanträdesdatum 2019-03-14

        § 11
        Dagordningen

        Beslut
        Dagordningen godkänns.

        § 12
        Svar på motion om lekplatser

        Beslut
        Motionen avslås.
        \fOmröstningslista
        § 12 Svar på motion om lekplatser
        Ja 31
        Nej 28
        Avstår 2
        """
    )
    assert [(f.values["action"], f.values["votes_for"], f.values["votes_abstained"]) for f in facts] == [
        ("approve", None, None),
        ("reject", 31, 2),
    ]
