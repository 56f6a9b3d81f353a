"""Tells what a decision clause does (approve, reject, renew ...) by the verb that governs it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors import resources
from extractors.anchors import Anchored
from extractors.families import Family

# What makes a word part of the subject, and what the finite verb behind it looks like.
_INFINITIVE = re.compile(
    r"\w\s+(?:\w+\s+)?att\s+(?:(?:inte|ej|samtidigt|omedelbart|genast|därefter|sedan|också|även|helt)\s+)?$", re.IGNORECASE
)
_NOUN = re.compile(r"\w+(?:[nr]ing|ande|ende|else|skap)(?:en|et|ar|arna|s|ens|arnas)?\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\b(?:det|den|de|tidigare|nu) $", re.IGNORECASE)
# "tidigare antagna riktlinjer", "det förlängda avtalet": what was decided once
_PARTICIPLE = re.compile(r"\w+(?:na|da|de)\b", re.IGNORECASE)
_NEGATED = re.compile(r"(?:inte|ej|icke)\b", re.IGNORECASE)
_PASSIVE = re.compile(r"\w{2,}s\b", re.IGNORECASE)
_WINDOW = 60
_GOVERNED = re.compile(r"\batt\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Action:
    """An action code and how sure it is; ``start`` is where its word begins in the clause."""

    code: str
    confidence: float
    start: int


def _compiled(lists: dict[str, list[str]]) -> Family[str]:
    return Family(
        [(code, Anchored(rf"\b(?:{'|'.join(patterns)})", re.IGNORECASE)) for code, patterns in lists.items() if code != "otherwise"]
    )


@cache
def _patterns() -> Family[str]:
    return _compiled(resources.toml("actions"))


@cache
def _otherwise() -> Family[str]:
    return _compiled(resources.toml("actions")["otherwise"])


def action_of(clause: str) -> Action:
    """The action of a clause: that of the verb which comes first; ``other`` where no known verb is found.

    A verb or noun inside the subject yields to the finite verb: "Förslaget att säga upp avtalet avslås" rejects.
    """
    found = sorted(
        (m.start(), -m.end(), code)
        for code, pattern in _patterns().likely(clause)
        if (m := pattern.compiled.search(clause)) and not _is_attribute(clause, m.start())
    )
    if not found:
        otherwise = next(
            ((m.start(), code) for code, pattern in _otherwise().likely(clause) if (m := pattern.compiled.search(clause))), None
        )
        return Action(otherwise[1], 0.85, otherwise[0]) if otherwise else Action("other", 0.8, 0)
    start, _, code = found[0]
    if _in_subject(clause, start) and (finite := _finite_after(clause, start)):
        start, code = finite
    return Action(code, 0.92 if start < 160 else 0.75, start)


def _in_subject(clause: str, start: int) -> bool:
    """Does the word at ``start`` belong to the subject: an infinitive behind a noun, a noun of action, an attribute?"""
    before = clause[max(0, start - _WINDOW) : start]
    # "det inte förlängs" has a pronoun before its verb, "det förlängda avtalet" an article
    attribute = _ATTRIBUTE.search(before) and not _NEGATED.match(clause, start)
    return bool(_INFINITIVE.search(before) or _NOUN.match(clause, start) or attribute)


def _is_attribute(clause: str, start: int) -> bool:
    """Does the word at ``start`` only say of a noun what was decided once: "enligt tidigare antagna riktlinjer"?"""
    return _ATTRIBUTE.search(clause[max(0, start - _WINDOW) : start]) is not None and _PARTICIPLE.match(clause, start) is not None


def _finite_after(clause: str, start: int) -> tuple[int, str] | None:
    """The first passive verb of decision behind ``start`` that no "att" governs, with its code."""
    found = []
    for code, pattern in _patterns().likely(clause):
        for match in pattern.compiled.finditer(clause, start + 1):
            if _PASSIVE.match(clause, match.start()) and not _GOVERNED.search(clause[max(0, match.start() - _WINDOW) : match.start()]):
                found.append((match.start(), -match.end(), code))
                break
    return (min(found)[0], min(found)[2]) if found else None


def has_action(clause: str) -> bool:
    """Does the clause hold a verb of decision at all, or one that tells that a relation goes on?"""
    if any(pattern.compiled.search(clause) for _, pattern in _patterns().likely(clause)):
        return True
    return any(code == "other" and pattern.compiled.search(clause) for code, pattern in _otherwise().likely(clause))
