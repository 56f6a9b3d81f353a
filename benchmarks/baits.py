"""How the time of single patterns grows with text that repeats what they begin with.

Each bait is read at half the size and at the whole; the time should about double. Where it grows fourfold, a pattern backtracks, or a
search runs within a search. ``growth.py`` does the same with the whole pipeline.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.sizes import Size
from benchmarks.timing import cpu_of
from extractors.actions import action_of
from extractors.bodies import body_regex
from extractors.calendar import find_dates
from extractors.demands import demand_extents, retold_extents
from extractors.headings import MAX_HEADING, classify
from extractors.registry import find_registry_numbers
from extractors.reservations import find_reservations
from extractors.sentences import sentences
from extractors.speakers import formula, passed_on
from extractors.votes import find_votes

# Less than this is noise.
_SHORTEST = 0.02
_STEEP = 3.5


def _formulas(text: str) -> None:
    formula().match(text)
    passed_on(text)


def _demands(text: str) -> None:
    demand_extents(text, named=True)
    retold_extents(text)


def _headings(text: str) -> None:
    for start in range(0, len(text), MAX_HEADING):
        classify(text[start : start + MAX_HEADING])


BAITS: dict[str, tuple[Callable[[str], object], list[str]]] = {
    "registry numbers": (find_registry_numbers, ["KS 2015/", "Dnr ", "1/", "A", "2015-", "KS ", "9", "KS15/1 ", "Dnr 1.1."]),
    "bodies": (lambda t: list(body_regex().finditer(t)), ["kultur- och ", "tekniska ", "kommunstyrelsens ", "a", "nämnd", "fritids-, "]),
    "votes": (
        lambda t: find_votes(t, 0, len(t)),
        ["8 ja ", "8 ", "ja-röst ", "Anna Berg (S), ", "med 8 röster för ", "Anna Berg (S) röstar ja. ", "en "],
    ),
    "dates": (
        lambda t: find_dates(t, 2019),
        ["den 1 ", "2019", "2019-", "14/3-", "mars ", "2019 - ", "1 januari – ", "datum ", "9", "t o m ", "1.1."],
    ),
    "headings": (_headings, ["kommunstyrelsens ", "beslut ", "Kultur- och ", "föreslår att ", "a", "tekniska "]),
    "reservations": (
        lambda t: find_reservations(t, 0, len(t)),
        ["reserverar sig ", "(S) ", "M, KD, ", "Reservation\n", "till förmån för ", "mot beslutet att ", "Anna Berg (S)\n", "från M och "],
    ),
    "formulas": (_formulas, ["kommunstyrelsen ", "föreslår ", "Kommunstyrelsen beslutar, ", "att föreslå ", "beslutar för egen del ", "a"]),
    "demands": (
        _demands,
        ["yrkar ", "A (S) yrkar bifall, ", "i en motion föreslår ", "och att ", "motionären föreslår ", "Anna Berg (S), "],
    ),
    "actions": (action_of, ["ge ", "lämna ", "anse ", "yttrande ", "teckna ", "inte ", "läggs ", "enligt ", "a"]),
    "sentences": (lambda t: list(sentences(t, 0, len(t))), ["A. ", "a. A", ". ", "1. ", "”", "x"]),
}


def measure(size: Size, folder: Path) -> dict[str, Any]:
    """How many baits there are, and those whose time grows steeply: the pattern, the bait and the seconds for half and whole."""
    steep = []
    for name, (read, baits) in BAITS.items():
        read(baits[0])
        for bait in baits:
            half, whole = (cpu_of(lambda: read(bait * (n // len(bait)))) for n in (size.characters // 2, size.characters))  # noqa: B023
            if whole > _SHORTEST and whole > _STEEP * max(half, _SHORTEST / 4):
                steep.append({"pattern": name, "bait": bait, "half": half, "whole": whole})
    return {"characters": size.characters, "baits": sum(len(baits) for _, baits in BAITS.values()), "steep": steep}
