"""What a date is of by the words around it, as the rules of ``lexicon/date_roles.toml`` tell it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors import resources
from extractors.anchors import Anchored, alternatives
from extractors.families import Family


@dataclass(frozen=True, slots=True)
class _Rule:
    code: str
    before: Anchored | None
    after: Anchored | None
    relation: bool
    days: bool
    coarse: bool
    months: bool
    both: bool


@cache
def _rules() -> list[_Rule]:
    def union(patterns: list[str] | None) -> Anchored | None:
        return Anchored(alternatives(patterns), re.IGNORECASE) if patterns else None

    return [
        _Rule(
            r["code"],
            union(r.get("before")),
            union(r.get("after")),
            r.get("relation", False),
            r.get("days", False),
            r.get("coarse", False),
            r.get("months", False),
            r.get("since", False),
        )
        for r in resources.toml("date_roles")["role"]
    ]


@cache
def _befores() -> Family[int]:
    return Family((number, rule.before) for number, rule in enumerate(_rules()) if rule.before)


@cache
def _afters() -> Family[int]:
    return Family((number, rule.after) for number, rule in enumerate(_rules()) if rule.after)


def _fits(rule: _Rule, precision: str) -> bool:
    if rule.months:
        return precision == "month"
    return precision in ("day", "range") if rule.days else not (rule.coarse and precision == "day")


def role_in_sentence(before: str, after: str, precision: str, relation: bool) -> str | None:
    """The role of a date from the words around it; None where no rule fits.

    :param relation: whether the sentence or paper is of an agreement or relation.
    """
    ahead_of = dict(_befores().likely(before))
    behind_of = dict(_afters().likely(after))
    rules = _rules()
    for number in sorted(ahead_of.keys() | behind_of.keys()):
        rule = rules[number]
        if (rule.relation and not relation) or not _fits(rule, precision):
            continue
        ahead = number in ahead_of and ahead_of[number].search(before) is not None
        behind = number in behind_of and behind_of[number].search(after) is not None
        if (ahead and behind) if rule.both else (ahead or behind):
            return rule.code
    return None


__all__ = ["role_in_sentence"]
