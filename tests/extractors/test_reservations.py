"""Reservations: who dissents, from what, and what is no reservation."""

from __future__ import annotations

import pytest
from decision_documents import dissent, in_minutes
from hypothesis import given
from hypothesis import strategies as st

from extractors.reservations import find_reservations, party_codes

PARTIES = ["S", "M", "SD", "C", "V", "KD", "MP", "L", "FP"]


def dissenters(text: str) -> list[str]:
    return [party for r in find_reservations(text, 0, len(text)) for party in r.parties]


def points(text: str) -> list[tuple[str, ...]]:
    return [r.points for r in find_reservations(text, 0, len(text))]


@given(st.lists(st.sampled_from(PARTIES), min_size=1, max_size=5, unique=True), st.booleans())
def test_every_party_named_dissents(parties: list[str], lower: bool) -> None:
    names = [f"Anna Berg ({p.lower() if lower else p})" for p in parties]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} och {names[-1]}"
    assert dissenters(f"{listed} reserverar sig mot beslutet.") == parties
    assert dissenters(f"Reservation: {listed}.") == parties


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Anna Berg (S) reserverar sig mot beslutet.", ["S"]),
        ("Reservation: Anna Berg (S), Bo Ek (V)", ["S", "V"]),
        ("Mot beslutet reserverar sig Anna Berg (s) och Bo Ek (fp).", ["S", "FP"]),
        ("Ledamöterna för M och KD reserverar sig till förmån för eget yrkande.", ["M", "KD"]),
        ("Ledamöterna från Sverigedemokraterna reserverar sig mot beslutet.", ["SD"]),
        ("SD-gruppen reserverar sig skriftligt.", ["SD"]),
        ("Anna Berg (S) deltar inte i beslutet.", []),
        ("Anna Berg (S) lämnar ett särskilt yttrande.", []),
        ("Anna Berg (S) reserverar sig till förmån för Bo Eks (M) yrkande.", ["S"]),
        ("Till förmån för Bo Eks (M) yrkande reserverar sig Anna Berg (S).", ["S"]),
        ("Anna Berg (S) reserverar sig mot beslutet att bifalla Bo Eks (M) förslag.", ["S"]),
        ("Reservation\nAnna Berg (S)\nBo Ek (V)\n", ["S", "V"]),
        ("M, KD och L reserverar sig mot beslutet.", ["M", "KD", "L"]),
        ("I kommunstyrelsen reserverade sig Anna Berg (S) mot beslutet.", []),
        ("Anna Berg (S) reserverade sig mot beslutet i kommunstyrelsen.", []),
        ("Anna Berg (S) anmäler reservation.", ["S"]),
        ("Socialdemokraterna och Vänsterpartiet reserverar sig muntligt.", ["S", "V"]),
        ("Anna Berg (S) reserverar sig inte.", []),
        ("Kommunen bör reservera medel (M).", []),
        ("Anna Berg (S) lämnar en skriftlig reservation.", ["S"]),
        ("(S)-gruppen och (V)-gruppen reserverar sig mot beslutet.", ["S", "V"]),
        ("Reserverar sig gör Anna Berg (S) och Bo Ek (MP).", ["S", "MP"]),
        ("Skriftlig reservation har lämnats av Anna Berg (KD), bilaga 3.", ["KD"]),
        ("Samtliga ledamöter från M reserverar sig.", ["M"]),
        ("Reservationer mot beslutet anmäldes av Anna Berg (c) och Bo Ek (kd).", ["C", "KD"]),
    ],
)
def test_styles_seen(text: str, parties: list[str]) -> None:
    assert dissenters(text) == parties


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Berg (S) reserverar sig mot beslutet i punkt 2 och 3.", ("2", "3")),
        ("Anna Berg (S) reserverar sig mot punkterna 2–4.", ("2", "3", "4")),
        ("Anna Berg (S) reserverar sig mot beslutets andra att-sats.", ("2",)),
        ("Anna Berg (S) reserverar sig mot första och tredje punkten.", ("1", "3")),
        ("Anna Berg (S) reserverar sig mot beslutet under 1 a.", ("1a",)),
        ("Anna Berg (S) reserverar sig mot beslutet i punkt 1 a och 2 b.", ("1a", "2b")),
        ("Anna Berg (S) reserverar sig mot beslutet.", ()),
    ],
)
def test_points(text: str, expected: tuple[str, ...]) -> None:
    assert points(text) == [expected]


def test_a_reservation_against_points_belongs_to_them() -> None:
    rows = in_minutes(
        """
        Beslut
        1. Avtalet förlängs.
        2. Motionen avslås.
        3. Anna Berg utses till ombud.

        Reservation
        Bo Ek (M) reserverar sig mot beslutet i punkt 2 och 3.
        """
    )
    assert dissent(rows) == [[], ["M"], ["M"]]


def test_points_are_told_by_their_numbers() -> None:
    # The second point holds two clauses, and one of those above is the board's own.
    rows = in_minutes(
        """
        Kommunstyrelsen föreslår kommunfullmäktige besluta

        1. Avtalet med Vinterby förlängs.

        Kommunstyrelsen beslutar för egen del

        2. Motionen avslås.
        3. Anna Berg utses till ombud.

        Reservation
        Bo Ek (M) reserverar sig mot punkt 3.
        Eva Dahl (V) reserverar sig mot punkt 1.
        """
    )
    assert dissent(rows) == [["V"], [], ["M"]]


def test_a_point_with_two_clauses_moves_no_other() -> None:
    rows = in_minutes(
        "Kommunstyrelsen beslutar\n\n1. att förlänga avtalet, och att avslå motionen,\n\n2. att utse Anna Berg till ombud.\n\n"
        "Reservation\nBo Ek (M) reserverar sig mot punkt 2."
    )
    assert dissent(rows) == [[], [], ["M"]]


def test_points_with_letters() -> None:
    rows = in_minutes(
        "Kommunstyrelsen beslutar\n\n1 a   att avslå motionen,\n\n1 b   att förlänga avtalet,\n\n2 a   att utse Anna Berg till ombud.\n\n"
        "Bo Ek (M) reserverar sig mot beslutet under 1 b.\n"
    )
    assert dissent(rows) == [[], ["M"], []]


def test_a_reservation_against_the_decision_belongs_to_all_of_it() -> None:
    rows = in_minutes(
        "Beslut\n1. Avtalet förlängs.\n2. Motionen avslås.\n\nReservation\nBo Ek (M) och Eva Dahl (V) reserverar sig mot beslutet."
    )
    assert dissent(rows) == [["M", "V"], ["M", "V"]]


def test_no_dissent_without_a_reservation() -> None:
    rows = in_minutes("Beslut\nAvtalet förlängs.\n\nSärskilt yttrande\nBo Ek (M).\n\nDeltar inte i beslutet\nEva Dahl (V).")
    assert dissent(rows) == [[]]


def test_codes_of_no_party_are_left_out() -> None:
    assert party_codes("Anna Berg (S), ordförande (ordf), och Bo Ek (tjg)") == ["S"]
