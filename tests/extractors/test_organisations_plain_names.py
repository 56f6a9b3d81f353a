"""Organisations whose names do not tell what they are, and plain wordings for asking them and taking part."""

from __future__ import annotations

import pytest
from test_organisations import roles


def names(text: str, role: str) -> set[str]:
    return {name for name, told, _ in roles(text) if told == role}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Järnhästen Skonaren och Nordanå Lykta har varit med i utbytet.", {"Järnhästen Skonaren", "Nordanå Lykta"}),
        ("Norrby Spelmanslag reser över i maj.", {"Norrby Spelmanslag"}),
        ("Bro Simsällskap har tackat ja till lägret.", {"Bro Simsällskap"}),
        ("Ragna Glasbruk AB är villigt att stå värd för utbytet.", {"Ragna Glasbruk AB"}),
        ("Motala Vatten AB har sagt till oss att de vill vara med i samarbetet.", {"Motala Vatten AB"}),
        ("För idrotten och för den delen svarar Upplands Bandyförbund.", {"Upplands Bandyförbund"}),
        ("Ungdomens hus, som hållit i utbytet, har många medlemmar.", {"Ungdomens hus"}),
        ("Med på resan är sedan länge Nova.", {"Nova"}),
    ],
)
def test_who_takes_part(sentence: str, expected: set[str]) -> None:
    assert names(sentence, "partner") == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Anna Berg och Karl Ek har varit med i utbytet.",
        "Musik var med från början i samarbetet.",
        "Vilka som deltar i samarbetet avgörs senare.",
    ],
)
def test_persons_and_common_nouns_are_none(sentence: str) -> None:
    assert names(sentence, "partner") == set()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Av de tillfrågade - Vävstugan, Bro IF och Hantverkarna - är alla nöjda.", {"Vävstugan", "Bro IF", "Hantverkarna"}),
        ("Kontoret har bett Hembygdsgillet och Sida att yttra sig.", {"Hembygdsgillet", "Sida"}),
        ("Kontoret har frågat Sida, SALA IDA och Bryggan.", {"Sida", "SALA IDA", "Bryggan"}),
        ("Vägverket har ej något att invända.", {"Vägverket"}),
        ("Kontoret lade fram saken för Utrikesdepartementet.", {"Utrikesdepartementet"}),
        ("Dessförinnan hördes också Norrby Hembygdsförening.", {"Norrby Hembygdsförening"}),
        ("Innan dess har Business Sweden och ambassaden i Riga fått säga sitt.", {"Business Sweden", "ambassaden i Riga"}),
    ],
)
def test_who_was_asked(sentence: str, expected: set[str]) -> None:
    assert names(sentence, "consulted") == expected


@pytest.mark.parametrize("sentence", ["Kontoret har bett Eva Lind om nycklar.", "Föreningen har bett Sida om bidrag till resan."])
def test_who_was_asked_for_something_else(sentence: str) -> None:
    assert names(sentence, "consulted") == set()
