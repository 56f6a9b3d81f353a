"""The words for relations and agreements of ``lexicon/relations.toml`` as patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from extractors import resources
from extractors.anchors import Anchored
from extractors.formulas import filled, union

OWN = r"(?:kommunen|staden|regionen|landstinget|vi)"


@dataclass(frozen=True, slots=True)
class LinkRule:
    """What must stand before and behind a place that a sentence links to a relation, and how strongly it does."""

    before: Anchored | None
    after: Anchored | None
    relation: bool
    strength: float


def _lexicon() -> dict[str, Any]:
    return resources.toml("relations")


def _entries(own: str | None) -> dict[str, list[str]]:
    names = f"(?:{OWN}|{re.escape(own)}s?)" if own else OWN
    return {**_lexicon()["stems"], "own": [rf"\b{names}(?!\w)"]}


@cache
def words(name: str) -> Anchored:
    """The entry ``name`` under [words] as one pattern."""
    return Anchored(union(_lexicon()["words"][name], _entries(None)), re.IGNORECASE)


@cache
def relation_word() -> Anchored:
    """Any word that tells of a relation, alone or in a compound."""
    return Anchored(rf"{words('relation').pattern}[a-zåäö]*", re.IGNORECASE)


@cache
def agreement_noun() -> Anchored:
    """The nouns of an agreement or relation that can have a term."""
    return Anchored(rf"\b{words('agreement').pattern}\b", re.IGNORECASE)


@cache
def lead() -> str:
    """What may stand between a preposition and the name of a place, as a pattern's source."""
    return filled("{lead}", _entries(None))


@cache
def link_rules(own: str | None) -> list[LinkRule]:
    """The rules by which a paper of the municipality called ``own`` links places to relations, as written."""
    entries = _entries(own)

    def compiled(source: str | None) -> Anchored | None:
        return Anchored(filled(source, entries), re.IGNORECASE) if source else None

    return [
        LinkRule(compiled(rule.get("before")), compiled(rule.get("after")), rule.get("relation", False), rule["strength"])
        for rule in _lexicon()["link"]
    ]


@cache
def _date_rules() -> list[tuple[str, Anchored, Anchored | None]]:
    return [
        (
            rule["role"],
            Anchored(filled(rule["before"], _entries(None)), re.IGNORECASE),
            Anchored(filled(rule["after"], _entries(None)), re.IGNORECASE) if "after" in rule else None,
        )
        for rule in _lexicon()["date"]
    ]


def date_role(before: str, after: str) -> str | None:
    """The role of a date in a sentence of a relation, by the words around it; None where no rule fits."""
    return next((role for role, ahead, behind in _date_rules() if ahead.search(before) and (behind is None or behind.match(after))), None)


@cache
def _kinds() -> list[tuple[str, Anchored]]:
    return [(kind, Anchored(union(patterns, {}), re.IGNORECASE)) for kind, patterns in _lexicon()["kinds"].items()]


def kind_of(text: str) -> str | None:
    """The kind of agreement or relation that ``text`` names (the most telling word wins); None where it names none."""
    return next((kind for kind, pattern in _kinds() if pattern.search(text)), None)


__all__ = ["LinkRule", "agreement_noun", "date_role", "kind_of", "lead", "link_rules", "relation_word", "words"]
