"""Who is present at a meeting, in the layouts that minutes use."""

from __future__ import annotations

import pytest
from party_documents import BODY, HEAD, people

COLUMN = """
Plats och tid          Stadshuset, rum Ekan, kl. 13:00–15:45

Beslutande             Ledamöter
                       Frida Nordlöf (S), ordförande
                       Rolf Ekengren (M), 1:e vice ordförande
                       Lisbet Granqvist (C), §§ 12–13
                       Tjänstgörande ersättare
                       Omar Haddad (V) ersätter Stina Wall (V)

Ej tjänstgörande ersättare   Pia Rosén (S)
                             Ulf Åkerman (KD)

Övriga närvarande      Kommundirektör Malin Öst
                       Per Gran, ekonomichef § 13

Utses att justera      Rolf Ekengren
Justeringens plats och tid   Kommunhuset 2021-03-15

Underskrifter          Sekreterare   ....................................   Paragrafer   12–13
                                     Eva Sand
                       Ordförande    ....................................
                                     Frida Nordlöf
                       Justerande    ....................................
                                     Rolf Ekengren
"""
COMMAS = """
Beslutande: Frida Nordlöf (S) ordförande, Rolf Ekengren (M), Lisbet Granqvist (C), Omar Haddad (V) tjg ers för Stina Wall (V)
Ersättare: Pia Rosén (S), Ulf Åkerman (KD)
Övriga deltagare: Malin Öst, kommundirektör, Per Gran, ekonomichef
Sekreterare: Eva Sand
Justerare: Rolf Ekengren (M)
"""
LETTERS_BEHIND_COMMAS = """
Närvarande ledamöter
Frida Nordlöf, S, ordförande
Rolf Ekengren, M, justerare
Lisbet Granqvist, C

Närvarande ersättare
Pia Rosén, S
Ulf Åkerman, KD
Omar Haddad, V, tjänstgör för Stina Wall, V

Tjänstepersoner
Malin Öst, kommundirektör
Eva Sand, sekreterare
"""
TWO_COLUMNS = """
Ledamöter                              Ersättare
Frida Nordlöf (S) ordf.                Pia Rosén (S)
Rolf Ekengren (M)                      Ulf Åkerman (KD)
Lisbet Granqvist (C)
Tjänstgörande ersättare
Omar Haddad (V) för Stina Wall (V)

Utsedd att justera: Rolf Ekengren
Sekreterare: Eva Sand
"""
EVERYBODY = {
    ("Frida Nordlöf", "chair", "S"),
    ("Rolf Ekengren", "member", "M"),
    ("Lisbet Granqvist", "member", "C"),
    ("Omar Haddad", "substitute", "V"),
    ("Pia Rosén", "substitute", "S"),
    ("Ulf Åkerman", "substitute", "KD"),
    ("Eva Sand", "secretary", None),
    ("Rolf Ekengren", "adjuster", "M"),
}


@pytest.mark.parametrize(
    "cover", [COLUMN, COMMAS, LETTERS_BEHIND_COMMAS, TWO_COLUMNS], ids=["column", "commas", "letters behind commas", "two columns"]
)
def test_the_same_meeting_in_every_layout(cover: str) -> None:
    assert people(HEAD + cover + BODY) == EVERYBODY


def test_officials_and_replaced_members_are_at_most_mentioned() -> None:
    assert {name for name, _, _ in people(HEAD + COLUMN + BODY, "mentioned")} == {"Malin Öst", "Per Gran", "Stina Wall"}


def test_attendance_table_with_marks_of_presence() -> None:
    table = """
    NÄRVAROLISTA

    Ledamöter                Parti    Närvarande
    Frida Nordlöf            S        X
    Rolf Ekengren            M        X
    Lisbet Granqvist         C        -
    Ersättare                Parti    Närvarande
    Pia Rosén                S        X
    Ulf Åkerman              KD
    """
    cover = "\n".join(line.removeprefix("    ") for line in table.splitlines())
    assert people(HEAD + cover + BODY) == {
        ("Frida Nordlöf", "member", "S"),
        ("Rolf Ekengren", "member", "M"),
        ("Pia Rosén", "substitute", "S"),
    }


def test_roll_call_table_with_function_and_vote() -> None:
    table = """

Bilaga 1 Närvaro- och omröstningslista

Nr   Namn                 Parti   Tjg    Röst
1    Rolf Ekengren        M       led    Nej
2    Omar Haddad          V       ers    Ja
3    Lisbet Granqvist     C       2:e v ordf   Ja
4    Frida Nordlöf        S       ordf   Ja
"""
    assert people(HEAD + BODY + table) == {
        ("Rolf Ekengren", "member", "M"),
        ("Omar Haddad", "substitute", "V"),
        ("Lisbet Granqvist", "member", "C"),
        ("Frida Nordlöf", "chair", "S"),
    }


def test_a_bare_vote_list_makes_nobody_a_member_or_mover() -> None:
    table = """

Omröstningslista

Namn                 Parti   Ja   Nej
Rolf Ekengren        M            X
Omar Haddad          V       X
"""
    assert people(HEAD + BODY + table) == set()


@pytest.mark.parametrize(
    "signatures",
    [
        "Vid protokollet\n\nEva Sand\n\nJusteras\n\nFrida Nordlöf        Rolf Ekengren\nordförande           justerare\n",
        "Sekreterare\n\nEva Sand\n\nOrdförande\n\nFrida Nordlöf\n\nJusterare\n\nRolf Ekengren\n",
        "Frida Nordlöf       Rolf Ekengren       Eva Sand\nOrdförande          Justerare           Sekreterare\n",
        "Ordförande: Frida Nordlöf\nJusterare: Rolf Ekengren\nVid protokollet: Eva Sand\n",
    ],
)
def test_signatures_at_the_end(signatures: str) -> None:
    found = people(HEAD + BODY + "\n\n" + signatures)
    assert found == {("Eva Sand", "secretary", None), ("Frida Nordlöf", "chair", None), ("Rolf Ekengren", "adjuster", None)}


def test_those_elected_in_a_matter_are_not_present() -> None:
    election = """

§ 14 Val till valnämnden

Kommunstyrelsens beslut

Följande väljs till valnämnden:

Ledamöter
Kaj Brodd (S)
Siv Moberg (M)

Ersättare
Ture Lind (C)

§ 15 Avslutning

Ordföranden tackar för ett gott arbete under året som gått.
"""
    assert people(HEAD + BODY + election) == set()
