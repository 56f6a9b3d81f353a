"""The component ``parties`` as a whole: roles that exclude one another, letter codes carried along, issuer, deciding body, recipients."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from party_documents import facts_in, organisations, people

from extractors.codes import PARTY_KINDS, PARTY_ROLES

EXTRACT = """
Lidköpings kommun                 PROTOKOLLSUTDRAG
Kommunstyrelsen

Sammanträdesdatum
2021-03-10

§ 30     Samarbetsavtal med Qingyuan, Kina

Kommunstyrelsen beslutar

att förnya samarbetsavtalet med Qingyuan för åren 2021 till 2025.

Yrkanden

Ordföranden Frida Nordlöf (S) yrkar bifall till kontorets förslag. Rolf Ekengren (M) yrkar avslag.

Reservation

Rolf Ekengren (M) reserverar sig mot beslutet.

Beslutet skickas till

Utbildningsnämnden
Högskolan i Skövde
Halmstads kommun
Per Gran, ekonomichef

Vid protokollet

Eva Sand
sekreterare

Justerat den 15 mars 2021

Frida Nordlöf              Rolf Ekengren
ordförande                 justerare
"""


def test_a_letter_code_is_carried_to_the_same_name_elsewhere() -> None:
    assert people(EXTRACT) == {
        ("Frida Nordlöf", "chair", "S"),
        ("Frida Nordlöf", "mover", "S"),
        ("Rolf Ekengren", "mover", "M"),
        ("Rolf Ekengren", "dissenter", "M"),
        ("Rolf Ekengren", "adjuster", "M"),
        ("Eva Sand", "secretary", None),
    }


def test_conflicting_letter_codes_are_not_carried() -> None:
    text = EXTRACT.replace("Rolf Ekengren (M) reserverar", "Rolf Ekengren (SD) reserverar")
    assert ("Rolf Ekengren", "adjuster", None) in people(text)


def test_issuer_deciding_body_and_recipients() -> None:
    facts = facts_in(EXTRACT)
    rows = {(f.values["name"], f.values["role"], f.values["kind"], f.values["identifier"]) for f in facts}
    assert ("Lidköping", "issuer", "municipality", "scb:1494") in rows
    assert ("Kommunstyrelsen", "decision_maker", "public_body", None) in rows
    assert {r for r in rows if r[1] == "recipient"} == {
        ("Utbildningsnämnden", "recipient", "public_body", None),
        ("Högskolan i Skövde", "recipient", "higher_education", None),
        ("Halmstad", "recipient", "municipality", "scb:1380"),
        ("Per Gran", "recipient", "person", None),
    }
    assert organisations(EXTRACT) == set()


def test_values_are_of_the_code_lists_and_cases_are_given() -> None:
    for fact in facts_in(EXTRACT):
        assert fact.values["role"] in PARTY_ROLES
        assert fact.values["kind"] in PARTY_KINDS
        assert 0 < fact.confidence <= 1
        assert fact.values["name"] == " ".join(fact.values["name"].split()) != ""
        if fact.values["role"] in ("mover", "dissenter", "recipient"):
            assert fact.case == 0


WORDS = st.sampled_from(
    [
        "Anna Ek (S)",
        "Bo Ek",
        "yrkar",
        "reserverar sig",
        "Ledamöter",
        "\n",
        "\n\n",
        "\t",
        "§ 4",
        "motion av",
        "att",
        "Ordförande",
        "Högskolan i Skövde",
        "har yttrat sig",
        "(",
        ")",
        "och",
        ",",
        "Kommunstyrelsen beslutar",
        "   ",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=60))
def test_any_text_gives_rows_that_quote_it(words: list[str]) -> None:
    text = "Lidköpings kommun\nSAMMANTRÄDESPROTOKOLL\nSammanträdesdatum 2021-03-10\n\n" + " ".join(words)
    for fact in facts_in(text):
        assert fact.values["role"] in PARTY_ROLES
        assert fact.start < fact.end
