"""Deciding bodies (nämnder, styrelser, fullmäktige, utskott) and proposing offices, as patterns and canonical names."""

from __future__ import annotations

import re
from functools import cache

from extractors import resources

# Words that may stand before the ending word as part of a body's name: "Miljö- och hälsoskyddsnämnden", "Tekniska nämnden",
# "Kommunstyrelsens arbetsutskott", "nämnden för arbete och välfärd" keeps only its head.
_BEFORE = r"(?:(?:kommunstyrelsens|regionstyrelsens|tekniska|sociala|gemensamma|kommunala|personal|lokala|[a-zåäöé]+-(?: och|,)) ?)*"

_LONGEST_ABBREVIATION = 6


def _alternatives(endings: list[str]) -> str:
    return "|".join(sorted(endings, key=len, reverse=True))


@cache
def body_pattern() -> str:
    """A regular expression (no capturing groups, for use with IGNORECASE) that matches a deciding body, genitive allowed."""
    lexicon = resources.toml("bodies")
    known = [p for patterns in lexicon["canonical"].values() for p in patterns if len(p) > _LONGEST_ABBREVIATION]
    return rf"(?:(?:{_alternatives(known)})s?|{_BEFORE}[a-zåäöé]*(?:{_alternatives(lexicon['endings']['body'])})s?)"


@cache
def office_pattern() -> str:
    """As :func:`body_pattern`, for offices and persons who propose."""
    endings = _alternatives(resources.toml("bodies")["endings"]["office"])
    return rf"(?:(?:[a-zåäöé]+s (?:och )?)?[a-zåäöé]*(?:{endings})s?)"


@cache
def _canonical() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(rf"(?:{_alternatives(ps)})s?", re.IGNORECASE), name) for name, ps in resources.toml("bodies")["canonical"].items()]


@cache
def body_regex() -> re.Pattern[str]:
    return re.compile(rf"\b{body_pattern()}\b", re.IGNORECASE)


def canonical_body(raw: str) -> str:
    """The name used in the tables: nominative, first letter upper-case (``KOMMUNSTYRELSENS`` → ``Kommunstyrelsen``)."""
    text = " ".join(raw.split()).strip(" :.,")
    for pattern, name in _canonical():
        if pattern.fullmatch(text):
            return name
    text = re.sub(r"(?<=e[nt])s$", "", text, flags=re.IGNORECASE)
    text = re.sub(r"namnd(?=en$|$)", "nämnd", text)
    if text.isupper():
        text = text.lower()
    return text[:1].upper() + text[1:]


def find_body(text: str) -> str | None:
    """The canonical name of the first deciding body in ``text``."""
    match = body_regex().search(text)
    return canonical_body(match.group()) if match else None


__all__ = ["body_pattern", "body_regex", "canonical_body", "find_body", "office_pattern"]
