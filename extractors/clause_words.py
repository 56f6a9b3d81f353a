"""The words around decision clauses, read from ``lexicon/clauses.toml``: lines that are no clause, and how a body speaks."""

from __future__ import annotations

import re
from functools import cache

from extractors import resources
from extractors.anchors import Anchored, alternatives
from extractors.bodies import body_pattern


def _alternatives(group: str, name: str) -> str:
    return alternatives(resources.toml("clauses")[group][name])


@cache
def line(name: str) -> Anchored:
    """The entry ``name`` of the group ``lines``."""
    return Anchored(_alternatives("lines", name), re.IGNORECASE)


@cache
def _open_end() -> re.Pattern[str]:
    return re.compile(rf"(?:{_alternatives('lines', 'open_end')})\s*$", re.IGNORECASE)


def reserves(text: str) -> bool:
    """Does a line tell of dissent, of not taking part or of jäv?"""
    return line("reserves").search(text) is not None


def is_narrative(sentence: str) -> bool:
    """Is the sentence about the decision, not of it?"""
    return line("narrative").match(sentence) is not None or line("voting").search(sentence) is not None


def leaves_open(text: str) -> bool:
    """Does a clause end so that the points under it are parts of it?"""
    return _open_end().search(text, max(0, len(text) - 20)) is not None


def reads_as_clause(text: str) -> bool:
    """Can a line without a known verb of decision be a clause: a sentence, or words with a finite verb, not a name or title alone?"""
    return text.rstrip().endswith((".", "!")) or text[:1].islower() or line("finite").search(text) is not None


def is_told_of(sentence: str) -> bool:
    """Does a sentence under a decision only tell of the matter: in the perfect, of somebody who speaks, or without any verb of decision?"""
    if infinitive_line().match(sentence[:1].lower() + sentence[1:]):
        return False
    return line("told").search(sentence) is not None or line("finite").search(sentence) is None


@cache
def own_sentence() -> Anchored:
    """A sentence whose subject is a deciding body. Groups: ``who``, and one of ``acts``, ``acted``, ``decides``, ``proposes``."""
    adverbs = _alternatives("speaking", "adverbs")
    verbs = "|".join(rf"(?P<{name}>{_alternatives('speaking', name)})" for name in ("acts", "acted", "decides", "proposes"))
    return Anchored(rf"(?P<who>{body_pattern()})(?:,?\s+(?:{adverbs}),?){{0,3}}\s+(?:{verbs})\b", re.IGNORECASE)


@cache
def another_time() -> Anchored:
    """What tells that a sentence is about another time than the meeting."""
    return Anchored(_alternatives("speaking", "another_time"), re.IGNORECASE)


@cache
def run_in() -> Anchored:
    """What stands behind "beslutar" where no "att" does: an infinitive, or the manner ("enligt förslaget")."""
    adverbs = _alternatives("speaking", "adverbs")
    infinitives, manner = _alternatives("speaking", "infinitives"), _alternatives("speaking", "manner")
    return Anchored(
        rf"(?:,?\s+(?:{adverbs}),?){{0,3}}\s+(?:dels\s+)?(?:(?P<infinitive>(?:{infinitives})\s)|(?P<manner>{manner})\b)", re.IGNORECASE
    )


def infinitives() -> str:
    """The infinitives that a body decides in ("godkänna", "säga"), as alternatives of a pattern."""
    return _alternatives("speaking", "infinitives")


@cache
def infinitive_line() -> re.Pattern[str]:
    """A line that begins with an infinitive of decision in lower case, as a point of a list that has lost its bullets."""
    return re.compile(rf"(?:{_alternatives('speaking', 'infinitives')})\s")


__all__ = [
    "another_time",
    "infinitive_line",
    "infinitives",
    "is_narrative",
    "is_told_of",
    "leaves_open",
    "line",
    "own_sentence",
    "reads_as_clause",
    "reserves",
    "run_in",
]
