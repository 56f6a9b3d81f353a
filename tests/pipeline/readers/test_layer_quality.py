"""Judging text layers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers.quality import COMMON_WORDS, legible

SWEDISH = (
    "Kommunstyrelsen beslutar att föreslå kommunfullmäktige att samarbetet med vänorten förlängs till och med utgången av år "
    "2024. Nämnden för kultur och fritid har yttrat sig över förslaget och ser inga hinder för en förlängning av avtalet. "
) * 4
NAMES = "\n".join(f"{i}  Anna-Karin Öberg Lindqvist (S)   Ja" for i in range(40))
NUMBERS = "\n".join(f"{i * 1234:>9}   {i * 17:>6}   12,5 %" for i in range(60))
ENGLISH = "The Parties shall cooperate within education, culture and trade. This Agreement enters into force on signature. " * 4


@pytest.mark.parametrize("text", [SWEDISH, SWEDISH.upper(), NAMES, NUMBERS, ENGLISH, "Bilaga 3", ""])
def test_language_names_and_numbers_are_legible(text: str) -> None:
    assert legible(text)


@pytest.mark.parametrize(
    "broken",
    [
        SWEDISH.replace("ti", "\ufffd").replace("ä", "\ufffd"),
        "".join(chr(0xE000 + ord(c)) if c.isalpha() else c for c in SWEDISH),
        "".join(chr(ord(c) - 29) if c.isalpha() and ord(c) > 80 else c for c in SWEDISH),
        SWEDISH.replace(" ", ""),
        " ".join(SWEDISH),
        SWEDISH.replace("ä", "").replace("ö", "").replace("å", ""),
        "Kornmunstyrclscn bes1utar att go0känna fors1aget 0ch att upp~dra ät k0mmundirekt0ren |att ater-k0mma rned utv@rdering! " * 4,
        SWEDISH.translate(str.maketrans("abcdefghijklmnopqrstuvwxyzåäö", "qwxzjkvbgfchpdlnmrtsaeuioyzxq")),
    ],
)
def test_broken_layers_are_not(broken: str) -> None:
    assert not legible(broken)


@given(st.lists(st.sampled_from(sorted(COMMON_WORDS)), min_size=30, max_size=200))
def test_any_run_of_common_words_is_legible_unless_its_letters_are_lost(words: list[str]) -> None:
    text = " ".join(words)
    assert legible(text) or not any(c in "åäö" for c in text) or sum(text.count(c) for c in "åäö") < 0.01 * len(text)
