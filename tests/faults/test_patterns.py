"""No pattern of the packages can be made to try exponentially many ways through a text."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.worst_inputs import Pattern, ambiguous_repeats, caught_patterns, worst_units

HERE = Path(__file__).parent


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


def test_no_pattern_of_the_packages_is_ambiguous() -> None:
    """Every pattern that is compiled while the packages are imported and the samples are understood, in a process of its own."""
    told = subprocess.run(
        [sys.executable, __file__],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, "PYTHONPATH": str(HERE.parents[1]), "PYTHONIOENCODING": "utf-8"},
    )
    count, *found = told.stdout.splitlines()
    assert int(count) > 1_000
    assert found == []


if __name__ == "__main__":
    patterns = caught_patterns()
    print(len(patterns))
    for pattern in patterns:
        if list(ambiguous_repeats(pattern.tree)):
            print(pattern.place, pattern.text[:200])
