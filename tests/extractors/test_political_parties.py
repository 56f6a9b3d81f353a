"""Letter codes and names of political parties."""

from __future__ import annotations

import pytest

from extractors.persons import people_with_party
from extractors.political_parties import party_codes, party_heading, party_named, party_of


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Vänsterpartiet", "V"),
        ("Miljöpartiet", "MP"),
        ("Miljöpartiet de gröna", "MP"),
        ("Folkpartiet", "FP"),
        ("Centern", "C"),
        ("moderaterna", "M"),
        ("Ny", None),
        ("Partiet", None),
        ("Kommunstyrelsen", None),
    ],
)
def test_names(name: str, code: str | None) -> None:
    assert party_named(name) == code


@pytest.mark.parametrize(
    ("line", "code"),
    [("Socialdemokraterna (S)", "S"), ("Moderaterna:", "M"), ("Lokalpartiet (LP)", "LP"), ("Anna Ek (S)", None), ("Ledamöter", None)],
)
def test_headings_over_the_members_of_a_party(line: str, code: str | None) -> None:
    assert party_heading(line) == code


@pytest.mark.parametrize("raw", ["ordf", "tjg", "ERS", "jäv", "-", ""])
def test_abbreviations_are_no_codes(raw: str) -> None:
    assert party_of(raw) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Ek (S) och Bo Al (m)", [("Anna Ek", "S"), ("Bo Al", "M")]),
        ("Anna Ek, s, och Bo Al, kd, yrkar bifall", [("Anna Ek", "S"), ("Bo Al", "KD")]),
        ("Anna Ek\tS\tordförande", [("Anna Ek", "S")]),
        ("Anna Ek, Bo Al och Cia Hed (alla V)", [("Anna Ek", "V"), ("Bo Al", "V"), ("Cia Hed", "V")]),
        ("Anna Ek och Bo Al (båda MP)", [("Anna Ek", "MP"), ("Bo Al", "MP")]),
        ("Anna Ek (F!), Bo Al (-), Cia Hed (politisk vilde)", [("Anna Ek", "F!"), ("Bo Al", None), ("Cia Hed", None)]),
        ("Anna Ek (LPL) och Bo Al (kds)", [("Anna Ek", "LPL"), ("Bo Al", "KDS")]),
        ("K G Abram (s) och P.O. Nil (c)", [("K G Abram", "S"), ("P.O. Nil", "C")]),
        ("Ek, Anna (S)\nAl, Bo (M)", [("Anna Ek", "S"), ("Bo Al", "M")]),
        ("Anna Ek (ordf), Bo Al (se bilaga 1)", []),
        ("Stora Torget, S, Kommunstyrelsen (KS)", []),
    ],
)
def test_people_with_their_letters(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(p.name, p.party) for p in people_with_party(text)] == expected


def test_the_codes_of_old_parties_are_known() -> None:
    assert {"FP", "KDS", "NYD", "VPK", "FI", "PP"} <= party_codes()
