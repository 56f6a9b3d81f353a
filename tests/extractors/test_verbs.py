"""The forms of a verb follow from its principal parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.verbs import TENSES, parse


@pytest.mark.parametrize(
    ("entry", "tense", "forms"),
    [
        ("avsluta", "infinitive", ["avsluta", "avslutas"]),
        ("avsluta", "present", ["avslutar", "avslutas"]),
        ("avsluta", "past", ["avslutade", "avslutades"]),
        ("avsluta", "supine", ["avslutat", "avslutats"]),
        ("förlänga förlänger förlängde förlängt", "present", ["förlänger", "förlängs", "förlänges"]),
        ("avbryta avbryter avbröt avbrutit", "past", ["avbröt", "avbröts"]),
        ("ingå ingår ingick ingått", "present", ["ingår", "ingås"]),
    ],
)
def test_principal_parts_give_the_forms(entry: str, tense: str, forms: list[str]) -> None:
    pattern = parse(entry).patterns[tense]
    assert [f for f in forms if not pattern.fullmatch(f)] == []
    assert not pattern.search("förlängning av avslutningen")


@pytest.mark.parametrize(
    "text", ["säger upp avtalet", "säger kommunen upp avtalet", "avtalet sägs upp", "Sägs vänortsavtalet med Brest upp", "säger inte upp"]
)
def test_a_particle_may_stand_apart_from_its_verb(text: str) -> None:
    assert parse("säga säger sade sagt + upp").patterns["present"].search(text)


def test_a_particle_must_stand_and_a_barred_word_must_not() -> None:
    assert not parse("säga säger sade sagt + upp").patterns["present"].search("förvaltningen säger att avtalet löper")
    lasting = parse("bestå består bestod bestått ! av").patterns["present"]
    assert lasting.search("samarbetet består")
    assert not lasting.search("samarbetet består av utbyten")


def test_two_principal_parts_are_refused() -> None:
    with pytest.raises(ValueError, match="principal parts"):
        parse("säga säger")


@given(st.text("abdefgiklmnoprstuvyåäö", min_size=3, max_size=12).map(lambda stem: f"{stem}a"))
def test_every_form_is_found_in_one_tense_at_least(verb: str) -> None:
    patterns = parse(verb).patterns
    for form in (verb, f"{verb}r", f"{verb}s", f"{verb}de", f"{verb}des", f"{verb}t", f"{verb}ts"):
        assert any(patterns[tense].fullmatch(form) for tense in TENSES), form
