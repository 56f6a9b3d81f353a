"""No pattern of the packages can be made to try exponentially many ways through a text, and none that reads long texts the square of it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.overlaps import overlapping
from benchmarks.pattern_uses import quick_uses
from benchmarks.worst_inputs import Pattern, ambiguous_repeats, worst_units

HERE = Path(__file__).parent
# Characters: no window that a pattern is given is longer.
LONG = 1_000


@pytest.mark.parametrize("text", [r"(?:a+)*b", r"(?:[ ,]|\d+|år)*$", r"(a*)+x", r"(?:(\w+)\s*)*!"])
def test_what_is_ambiguous_is_seen(text: str) -> None:
    assert list(ambiguous_repeats(Pattern(text, 0, "").tree))


@pytest.mark.parametrize("text", [r"(?:a+,)*b", r"(?:\b[a-z]+\b|,)*$", r"(?:a++)*b", r"(?:ab|c)*x", r"\w+\s+\d+"])
def test_what_is_not_ambiguous_is_not_blamed(text: str) -> None:
    assert not list(ambiguous_repeats(Pattern(text, 0, "").tree))


def test_worst_units_lead_to_the_repetition() -> None:
    units = worst_units(Pattern(r"Dnr[: ]\d+-", 0, ""))
    assert any(begin.startswith("Dnr") and set(unit) <= set("0123456789") for begin, unit in units)
    assert re.search(r"Dnr[: ]\d+-", "".join(units[0]) + "-")


@pytest.mark.parametrize(
    "text",
    [
        r"\s*,?\s*!",
        r"\w+handel\b",
        r"\b\w*(?:avtal|bolag)\w*;",
        r"(?:,|\s)\s+och",
        r"x\s+(?:om [^.]*)?\s+från",
        r"\bhar [^.]*\bavtal",
        r"a\d*(?:b|\d+)c",
    ],
)
def test_repetitions_that_take_the_same_text_are_seen(text: str) -> None:
    assert overlapping(Pattern(text, 0, ""), searched=True) is not None


@pytest.mark.parametrize(
    "text",
    [
        r"(?<!\s)\s*+,?\s*+!",
        r"\b\w{1,40}handel\b",
        r"\bhandel\w*\b",
        r"(?:,|(?<!\s))\s+och",
        r"\bavtal\w*\s+med",
        r"^\s*\d+:",
        r"[^.]{0,60}x",
        r"\s+",
    ],
)
def test_repetitions_kept_apart_are_not_blamed(text: str) -> None:
    assert overlapping(Pattern(text, 0, ""), searched=True) is None


def test_a_pattern_tried_at_one_place_does_not_begin_anew() -> None:
    assert overlapping(Pattern(r"\d+;", 0, ""), searched=True) is not None
    assert overlapping(Pattern(r"\d+;", 0, ""), searched=False) is None


@pytest.fixture(scope="module")
def blamed() -> dict[str, list[str]]:
    """The patterns of the packages that each law blames, told by a process of its own."""
    told = subprocess.run(
        [sys.executable, __file__],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, "PYTHONPATH": str(HERE.parents[1]), "PYTHONIOENCODING": "utf-8"},
    )
    found: dict[str, list[str]] = json.loads(told.stdout)
    return found


def test_no_pattern_of_the_packages_is_ambiguous(blamed: dict[str, list[str]]) -> None:
    """Every pattern that is compiled while the packages are imported and the samples are understood."""
    assert len(blamed["patterns"]) > 1_000
    assert blamed["ambiguous"] == []


def test_no_pattern_that_reads_long_texts_takes_the_square_of_their_length(blamed: dict[str, list[str]]) -> None:
    """Every pattern that is given a thousand characters when samples are read in one line."""
    assert len(blamed["long"]) > 300
    assert blamed["overlapping"] == []


if __name__ == "__main__":
    found = quick_uses()
    long = [use for use in found if max(use.longest.values(), default=0) > LONG]
    kinds = {
        "patterns": [use.pattern for use in found],
        "ambiguous": [use.pattern for use in found if list(ambiguous_repeats(use.pattern.tree))],
        "long": [use.pattern for use in long],
        "overlapping": [use.pattern for use in long if overlapping(use.pattern, bool({"search", "finditer"} & use.longest.keys()))],
    }
    print(json.dumps({kind: [f"{p.place} {p.text[:200]}" for p in patterns] for kind, patterns in kinds.items()}))
