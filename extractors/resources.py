"""Reads the lexicons: data files beside the extractors that a domain expert edits without Python."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

LEXICON = Path(__file__).with_name("lexicon")


@cache
def toml(name: str) -> dict[str, Any]:
    """The lexicon ``name`` (without its suffix) as nested tables."""
    return tomllib.loads((LEXICON / f"{name}.toml").read_text("utf-8"))


@cache
def table(name: str) -> list[dict[str, str]]:
    """The rows of the CSV lexicon ``name`` (without its suffix); lines that begin with ``#`` are comments."""
    with (LEXICON / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


_DIACRITICS = {"å": "[åa]", "ä": "[äa]", "ö": "[öo]", "é": "[ée]"}


def tolerant(pattern: str) -> str:
    """A pattern that also fits words whose diacritics were lost in typing or recognition (``TJÄNSTEUTLATANDE``)."""
    in_class, pieces = False, []
    for i, char in enumerate(pattern):
        if char == "[" and (i == 0 or pattern[i - 1] != "\\"):
            in_class = True
        elif char == "]":
            in_class = False
        pieces.append(char if in_class else _DIACRITICS.get(char, char))
    return "".join(pieces)
