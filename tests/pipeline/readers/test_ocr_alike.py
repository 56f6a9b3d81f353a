"""Look-alikes: what municipal papers have oftener than other texts is taken where the network half sees it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers.ocr_alike import MEANT, resolved


def meant(read: str, **chances: float) -> tuple[str, list[float]]:
    """What is taken where each character was read with a chance of 0.8; ``chances`` are those of what may be meant, at every place."""
    seen = np.array([[chances.get(c, 0.0) for c in MEANT]] * len(read), dtype=np.float32).reshape(len(read), len(MEANT))
    letters, sure = resolved(list(read), np.full(len(read), 0.8, dtype=np.float32), seen)
    return "".join(letters), sure


@pytest.mark.parametrize(
    ("read", "chances", "taken"),
    [
        ("S 61", {"§": 0.01}, "§ 61"),
        ("SS 61", {"§": 0.01}, "§§ 61"),
        ("Aberg", {"Å": 0.02}, "Åberg"),
        ("Aberg", {"Å": 0.02, "Ä": 0.03}, "Åberg"),
        ("zibo", {"Z": 0.1}, "Zibo"),
        ("2011-2015", {"–": 0.1}, "2011–2015"),
        ("k1. 14", {"l": 0.2}, "kl. 14"),
        ("2011", {"l": 0.2}, "2011"),
        ("bilaga l.", {"1": 0.2}, "bilaga 1."),
        ("till", {"1": 0.2}, "till"),
        ("Stockholm", {"§": 0.0001}, "Stockholm"),
        ("KSK0550", {"§": 0.01}, "KSK0550"),
        ("S61, 5 61", {"§": 0.01}, "§61, § 61"),
        ("KS 12", {"§": 0.01}, "KS 12"),
    ],
)
def test_a_look_alike_is_taken_where_it_is_half_seen(read: str, chances: dict[str, float], taken: str) -> None:
    assert meant(read, **chances)[0] == taken


def test_of_two_paragraph_signs_the_doubtful_one_follows_the_other() -> None:
    seen = np.zeros((2, len(MEANT)), dtype=np.float32)
    seen[0, MEANT.index("§")] = 0.1
    assert resolved(["S", "S"], np.full(2, 0.9, dtype=np.float32), seen)[0] == ["§", "§"]


@given(st.text("SAÅ§z1l –aäo", min_size=1, max_size=12), st.floats(0.0, 1.0))
def test_the_chances_stay_chances_and_weighing_makes_nothing_surer(read: str, chance: float) -> None:
    taken, sure = meant(read, **dict.fromkeys(MEANT, chance))
    assert len(taken) == len(sure) == len(read) and all(0 <= s <= 1 for s in sure)
    assert all(s <= 0.8 + 1e-6 for s, a, b in zip(sure, read, taken, strict=True) if a == b)
