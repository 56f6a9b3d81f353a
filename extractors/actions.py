"""Tells what a decision clause does (approve, reject, renew ...) by the verb that governs it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors import resources


@dataclass(frozen=True, slots=True)
class Action:
    """An action code and how sure it is; ``start`` is where its word begins in the clause."""

    code: str
    confidence: float
    start: int


def _compiled(lists: dict[str, list[str]]) -> list[tuple[str, re.Pattern[str]]]:
    return [(code, re.compile(rf"\b(?:{'|'.join(patterns)})", re.IGNORECASE)) for code, patterns in lists.items() if code != "otherwise"]


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    return _compiled(resources.toml("actions"))


@cache
def _otherwise() -> list[tuple[str, re.Pattern[str]]]:
    return _compiled(resources.toml("actions")["otherwise"])


def action_of(clause: str) -> Action:
    """The action of a clause: that of the verb which comes first; ``other`` where no known verb is found."""
    best: tuple[int, int, str] | None = None
    for code, pattern in _patterns():
        match = pattern.search(clause)
        if match and (best is None or (match.start(), -match.end()) < best[:2]):
            best = (match.start(), -match.end(), code)
    if best is None:
        found = next(((m.start(), code) for code, pattern in _otherwise() if (m := pattern.search(clause))), None)
        return Action(found[1], 0.85, found[0]) if found else Action("other", 0.8, 0)
    return Action(best[2], 0.92 if best[0] < 160 else 0.75, best[0])


def has_action(clause: str) -> bool:
    """Does the clause hold a verb of decision at all?"""
    return any(pattern.search(clause) for _, pattern in _patterns())
