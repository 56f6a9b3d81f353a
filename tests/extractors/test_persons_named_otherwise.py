"""Persons whom the text names by office, with the surname first, in a form, or beside whom they sign for."""

from __future__ import annotations

import pytest
from party_documents import people

COVER = """
SOLBERGA KOMMUN
SAMMANTRÄDESPROTOKOLL
Kommunstyrelsen
Sammanträdesdatum 2019-03-14

Plats och tid    Stora salen, kl. 13.00–15.20
{cover}

§ 11
Samarbetet med Vinterby

{body}
"""
PRESENT = """Beslutande       Anna Berg (S), ordförande
                 Bo Ek (M)
                 Eva Dahl (V)"""


def in_meeting(body: str, *roles: str, cover: str = PRESENT) -> set[tuple[str, str, str | None]]:
    return people(COVER.format(cover=cover, body=body), *roles)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ordföranden yrkar bifall till förslaget.",
        "Därefter yrkade ordföranden bifall till förslaget.",
        "Ordföranden yrkar för egen del avslag.",
        "Bifall yrkas av ordföranden.",
        "Ordföranden instämmer i yrkandet om bordläggning.",
    ],
)
def test_the_chair_moves_without_being_named(sentence: str) -> None:
    assert in_meeting(f"Yrkanden\n{sentence}", "mover") == {("Anna Berg", "mover", "S")}


@pytest.mark.parametrize(
    "sentence",
    [
        "Vice ordföranden yrkar bifall till förslaget.",
        "Ordföranden ställer proposition på yrkandena.",
        "Ordföranden finner att yrkandet bifalls.",
        "Nämndens ordförande yrkar bifall.",
    ],
)
def test_what_the_chair_does_otherwise_is_no_motion(sentence: str) -> None:
    assert in_meeting(f"Yrkanden\n{sentence}", "mover") == set()


TURNED = """Förteckning, beslutande
Efternamn Förnamn           Parti
Lindgren Niklas             C         ordförande
Wallgren Camilla            S
Everlund Mikael             L
Hansson Solveig             SD"""


def test_a_list_with_the_surname_first_is_turned_round_everywhere() -> None:
    found = in_meeting("Yrkanden\nWallgren Camilla (S) yrkar avslag.", "chair", "member", "mover", cover=TURNED)
    assert found == {
        ("Niklas Lindgren", "chair", "C"),
        ("Camilla Wallgren", "member", "S"),
        ("Mikael Everlund", "member", "L"),
        ("Solveig Hansson", "member", "SD"),
        ("Camilla Wallgren", "mover", "S"),
    }


def test_one_name_that_ends_in_a_given_name_is_left_alone() -> None:
    found = in_meeting(
        "Informationen noteras.",
        "member",
        cover="Beslutande    Anna Berg (S), ordförande\n              Ahmadi Karim (M)\n              Eva Dahl (V)",
    )
    assert ("Ahmadi Karim", "member", "M") in found


def test_a_serving_substitute_is_told_in_a_column_behind_a_leading_letter() -> None:
    cover = (
        "Beslutande ledamöter\n\nS   Anna Berg\nM   Bo Ek             tj. ers.\nV   Eva Dahl\n\n"
        "Ordförande: Anna Berg. Frånvarande utan ersättare: Olle Hed (C)"
    )
    found = in_meeting("Informationen noteras.", "chair", "member", "substitute", cover=cover)
    assert found == {("Anna Berg", "chair", "S"), ("Bo Ek", "substitute", "M"), ("Eva Dahl", "member", "V")}


def test_those_who_replace_the_absent_are_substitutes() -> None:
    cover = "Beslutande       Samtliga ledamöter utom Olle Hed och Karin Ström, vilka ersätts av Ida Falk och Per Sand."
    assert in_meeting("Informationen noteras.", "member", "substitute", cover=cover) == {
        ("Ida Falk", "substitute", None),
        ("Per Sand", "substitute", None),
    }


def test_motions_listed_as_brought_have_their_movers() -> None:
    text = COVER.format(cover=PRESENT, body="§ 12\nNyinkomna motioner\n\n- Bo Ek (M): Fler lekplatser\n- Eva Dahl (V): Fria bad\n")
    assert people(text, "proposer") == {("Bo Ek", "proposer", "M"), ("Eva Dahl", "proposer", "V")}


def test_a_name_with_what_is_favoured_under_the_heading_of_reservations_dissents() -> None:
    found = in_meeting("Beslut\nAvtalet sägs upp.\n\nReservation\nBo Ek (M) till förmån för Eva Dahls (V) yrkande.\n", "dissenter")
    assert found == {("Bo Ek", "dissenter", "M")}


def test_the_name_in_the_form_of_a_citizen_proposal_is_its_proposer() -> None:
    found = people(
        """
        SOLBERGA KOMMUN
        MEDBORGARFÖRSLAG

        Förslagsställare
        Namn:      Karin Ström
        Adress:    Storgatan 1

        Förslag
        Jag föreslår att Solberga blir vänort med Vinterby.

        Datum: 2019-04-12
        """
    )
    assert found == {("Karin Ström", "proposer", None)}


@pytest.mark.parametrize(
    "under",
    [
        "Chair of the Municipal Executive Board         Vice Mayor",
        "För Solberga kommun                            För Vinterby stad",
        "Municipality of Solberga                       City of Vinterby",
        "Deputy Mayor                                   President of the City Council",
    ],
)
def test_both_signers_of_an_agreement_stand_over_whom_they_sign_for(under: str) -> None:
    found = people(
        f"""
        SAMARBETSAVTAL
        mellan Solberga kommun och Vinterby stad

        1 § Syfte
        Parterna samarbetar om kultur, idrott och skola under avtalets tid, och vardera parten bär sina egna kostnader.

        2 § Giltighetstid
        Avtalet gäller från och med den 1 januari 2019 till och med den 31 december 2022.

        Vinterby den 12 december 2018



        ...............................                ...............................
        Karin Ström                                    Janis Kalnins
        {under}
        """,
        "signatory",
    )
    assert found == {("Karin Ström", "signatory", None), ("Janis Kalnins", "signatory", None)}


def test_the_name_beside_the_chairs_under_justeras_is_the_adjusters() -> None:
    found = in_meeting("Beslut\nAvtalet sägs upp.\n\nJusteras\n\nAnna Berg                   Bo Ek", "chair", "adjuster")
    assert found == {("Anna Berg", "chair", "S"), ("Bo Ek", "adjuster", "M")}
