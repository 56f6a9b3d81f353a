"""The words for relations and agreements of ``lexicon/relations.toml`` as patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from extractors import resources
from extractors.anchors import Anchored, folded
from extractors.families import Family
from extractors.formulas import filled, union

OWN = r"(?:kommunen|staden|regionen|landstinget|vi)"
# What every name of a municipality or region fits, also in the genitive.
ANY_NAME = r"\w[\w -]{1,40}"


@dataclass(frozen=True, slots=True)
class LinkPattern:
    """A pattern of the lexicon that may name our ``own`` municipality. Only a text that holds the name, and that fits the pattern with
    some name in its place, is worth compiling it with."""

    source: str
    own: str | None

    def search(self, text: str) -> re.Match[str] | None:
        if self._named_in(text):
            return _naming(self.source, self.own).search(text) if _of_anybody(self.source).search(text) else None
        return _general(self.source).search(text)

    def match(self, text: str) -> re.Match[str] | None:
        if self._named_in(text):
            return _naming(self.source, self.own).match(text) if _of_anybody(self.source).match(text) else None
        return _general(self.source).match(text)

    def _named_in(self, text: str) -> bool:
        return self.own is not None and folded(self.own) in folded(text)


@dataclass(frozen=True, slots=True)
class LinkRule:
    """What must stand before and behind a place that a sentence links to a relation, and how strongly it does."""

    before: LinkPattern | None
    after: LinkPattern | None
    relation: bool
    strength: float


@cache
def _general(source: str) -> Anchored:
    return Anchored(filled(source, _entries(None)), re.IGNORECASE)


@cache
def _of_anybody(source: str) -> Anchored:
    return Anchored(filled(source, _naming_by(ANY_NAME)), re.IGNORECASE)


# A worker may meet every municipality there is.
@lru_cache(maxsize=256)
def _naming(source: str, own: str | None) -> re.Pattern[str]:
    return re.compile(filled(source, _entries(own)), re.IGNORECASE)


def _lexicon() -> dict[str, Any]:
    return resources.toml("relations")


def _entries(own: str | None) -> dict[str, list[str]]:
    return _naming_by(f"{re.escape(own)}s?" if own else None)


def _naming_by(name: str | None) -> dict[str, list[str]]:
    names = f"(?:{OWN}|{name})" if name else OWN
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


def link_rules(own: str | None) -> list[LinkRule]:
    """The rules by which a paper of the municipality called ``own`` links places to relations, as written."""

    def pattern(source: str | None) -> LinkPattern | None:
        return LinkPattern(source, own if "{own}" in source else None) if source else None

    return [
        LinkRule(pattern(rule.get("before")), pattern(rule.get("after")), rule.get("relation", False), rule["strength"])
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
def _kinds() -> Family[str]:
    return Family((kind, Anchored(union(patterns, {}), re.IGNORECASE)) for kind, patterns in _lexicon()["kinds"].items())


def kind_of(text: str) -> str | None:
    """The kind of agreement or relation that ``text`` names (the most telling word wins); None where it names none."""
    return next((kind for kind, pattern in _kinds().likely(text) if pattern.search(text)), None)


__all__ = ["LinkPattern", "LinkRule", "agreement_noun", "date_role", "kind_of", "lead", "link_rules", "relation_word", "words"]
