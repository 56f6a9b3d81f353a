"""Reasons given for the fate of a partnership, as told by the side whose view it is."""

from __future__ import annotations

import re
from functools import cache

from extractors import resources
from extractors.relations import Sentence

AGAINST = ("ended", "paused", "declined", "under_review")
FOR = ("established", "renewed", "continued")
_SILENT = ("documents", "recipients", "statement", "reservation", "vote", "question")


@cache
def _patterns(side: str) -> list[tuple[str, re.Pattern[str]]]:
    return [
        (code, re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE))
        for code, patterns in resources.toml("reasons")[side].items()
    ]


@cache
def _not(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in resources.toml("reasons")["not_reasons"][name]), re.IGNORECASE)


def reasons_in(sentence: str, outcome: str) -> list[str]:
    """The reasons that a sentence gives for ``outcome``, in the order of the code list."""
    side = "against" if outcome in AGAINST else "for"
    return [code for code, pattern in _patterns(side) if pattern.search(sentence)]


def speaks_for_itself(sentence: Sentence, following: Sentence | None) -> bool:
    """Is a sentence the paper's own ground, and neither another's view nor one that the next sentence sets aside?"""
    if sentence.zone in _SILENT or sentence.others or _not("views").search(sentence.text) or _not("denied").search(sentence.text):
        return False
    return not (
        following is not None
        and following.block == sentence.block
        and re.match(r"(?:Den|Det|Detta|Dessa)\b", following.text)
        and _not("denied").search(following.text)
    )
