"""Deciding bodies (nämnder, styrelser, fullmäktige, utskott) and proposing offices, as patterns and canonical names."""

from __future__ import annotations

import re
from functools import cache

from extractors import resources
from extractors.anchors import Anchored

_LONGEST_ABBREVIATION = 6


def _alternatives(endings: list[str]) -> str:
    return "|".join(sorted(endings, key=len, reverse=True))


# The first words of "Miljö- och hälsoskyddsnämnden" and "Kultur-, idrotts- och fritidsnämnden".
_HYPHENATED = r"[a-zåäöé]{1,30}-(?: och|,)"


@cache
def body_pattern() -> str:
    """A regular expression (no capturing groups, for use with IGNORECASE) that matches a deciding body, genitive allowed.

    "Tekniska nämnden" and "Kommunstyrelsens allmänna utskott" are matched whole; "nämnden för arbete" keeps only its head.
    """
    lexicon = resources.toml("bodies")
    before = rf"(?:(?:{_alternatives(lexicon['before']['words'])}|{_HYPHENATED}) ?){{0,4}}"
    superior, committees = _alternatives(lexicon["before"]["superior"]), _alternatives(lexicon["before"]["committees"])
    of_board = rf"(?:{superior}|{before}[a-zåäöé]{{0,40}}n[äa]mndens)"
    of_superior = rf"{of_board} {before}[a-zåäöé]{{0,40}}(?:{committees})s?"
    known = [p for patterns in lexicon["canonical"].values() for p in patterns if len(p) > _LONGEST_ABBREVIATION]
    return rf"(?:{of_superior}|(?:{_alternatives(known)})s?|{before}[a-zåäöé]{{0,40}}(?:{_alternatives(lexicon['endings']['body'])})s?)"


@cache
def heading_pattern() -> str:
    """As :func:`body_pattern`, with the short names (KS, KF, KSAU) that stand for a body in headings."""
    return rf"(?:{body_pattern()}|(?:{_alternatives(resources.toml('bodies')['short']['names'])})(?::?s)?)"


@cache
def heading_regex() -> Anchored:
    """A deciding body in a heading."""
    return Anchored(rf"\b{heading_pattern()}\b", re.IGNORECASE)


@cache
def office_pattern() -> str:
    """As :func:`body_pattern`, for offices and persons who propose."""
    endings = _alternatives(resources.toml("bodies")["endings"]["office"])
    return rf"(?:(?:[a-zåäöé]+s (?:och )?)?[a-zåäöé]{{0,40}}(?:{endings})s?)"


@cache
def _canonical() -> list[tuple[re.Pattern[str], str]]:
    return [
        (re.compile(rf"(?:{_alternatives(ps)})(?::?s)?", re.IGNORECASE), name) for name, ps in resources.toml("bodies")["canonical"].items()
    ]


@cache
def body_regex() -> Anchored:
    return Anchored(rf"\b{body_pattern()}\b", re.IGNORECASE)


# Words that end the long name of a body ("Nämnden för kultur och fritid Protokoll").
_NO_NAME = r"(?!\w*(?:protokoll|skrivelse|utdrag|kallelse|datum|kommun\b|stad\b)|sammanträd|sid|dnr)"


@cache
def head_body_regex() -> Anchored:
    """A body in the head of a paper, with what its name holds beyond the word itself.

    "Nämnden för arbetsmarknad och vuxenutbildning", "Stadsdelsnämnden Centrum" and "Älvstrandens stadsdelsnämnd" are whole names
    there; in running text such words may belong to the sentence.
    """
    name = rf"{_NO_NAME}[^\W\d_]+-?"
    area = r"(?-i:[A-ZÅÄÖ][^\W\d_]+)"
    return Anchored(
        rf"\b(?:(?:gemensamma )?(?:nämnd(?:en)?|utskottet|beredningen|kommittén|delegationen|styrelsen?) för {name}(?:,? {name}){{0,7}}"
        rf"|{area}(?:-{area}){{0,2}} (?-i:stadsdelsnämnd|kommundelsnämnd)s?"
        rf"|(?:stads|kommun)delsnämnden(?: i)?(?: {_NO_NAME}{area}(?:-{area}){{0,2}}){{1,2}}"
        rf"|{body_pattern()})\b",
        re.IGNORECASE,
    )


def canonical_body(raw: str) -> str:
    """The name used in the tables: nominative, first letter upper-case (``KOMMUNSTYRELSENS`` → ``Kommunstyrelsen``)."""
    text = " ".join(raw.split()).strip(" :.,")
    for pattern, name in _canonical():
        if pattern.fullmatch(text):
            return name
    text = re.sub(r"(?<=[eé][nt])s$|(?<=utskott)s$|(?<=fullmäktige)s$", "", text, flags=re.IGNORECASE)
    text = re.sub(r"namnd(?=en$|$)", "nämnd", text)
    if text.isupper():
        text = text.lower()
    return text[:1].upper() + text[1:]


def superior(body: str | None) -> str | None:
    """The body that a board's own proposal goes to (kommunstyrelsen → kommunfullmäktige); ``body`` itself where none is known."""
    superiors: dict[str, str] = resources.toml("bodies")["superior"]
    return superiors.get(body, body) if body else None


def find_body(text: str) -> str | None:
    """The canonical name of the first deciding body in ``text``."""
    match = body_regex().search(text)
    return canonical_body(match.group()) if match else None


__all__ = [
    "body_pattern",
    "body_regex",
    "canonical_body",
    "find_body",
    "head_body_regex",
    "heading_pattern",
    "heading_regex",
    "office_pattern",
    "superior",
]
