"""The body that a policy, a position paper or an answer says adopted it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from extractors.bodies import body_pattern, canonical_body
from extractors.core import Part
from extractors.head import Head

_ADOPTED = r"(?:antag|antog|fastställ|beslut|godkän)(?:it|its|en|et|na|d|t|da|ad|at|ade|ades|ats|des|dde|ts|tts|s)?"
_PAPERS = (
    r"(?:yttrandet|remissvaret|svaret|dokumentet|strategin|policyn|programmet|(?:handlings)?planen|riktlinjerna|positionspapperet"
    r"|reglementet|(?:arbets|bolags|förbunds|delegations)ordningen|stadgarna|föreskrifterna|taxan)"
)
_LABELS = rf"(?:{_ADOPTED}(?: av)?|beslutsinstans|beslutande organ|fastställare)"
_DAY = r"(?:\d{4}-\d\d-\d\d|\d{1,2} [a-z]+ \d{4})"
# What stands behind the body: a day, a §, or nothing.
_BEHIND = r"(?=[ ,]*(?:den |\(?(?:19|20)?\d\d[ -]|§|\d|$))"


@cache
def adopted() -> re.Pattern[str]:
    """A line that tells which body adopted the paper: "Antaget av kommunstyrelsen 2014-05-06", "Beslut: Kommunfullmäktige
    2010-11-25", "Yttrandet har beslutats av kommunstyrelsen den ..."."""
    told = rf"(?:{_PAPERS} )?(?:är |har |blev )?{_ADOPTED}(?: den)?(?: av| i)? (?:(?:den )?{_DAY} (?:av|i) )?"
    return re.compile(
        rf"(?:{told}|{_LABELS}:\s{{0,4}}(?:(?:av|i) )?)(?:[A-ZÅÄÖ]\w+ (?:kommuns? )?)?(?P<body>{body_pattern()})\b{_BEHIND}", re.IGNORECASE
    )


@cache
def _this_adopted() -> re.Pattern[str]:
    """A sentence amid others that says so of the paper itself: "Detta yttrande beslutades av kommunstyrelsen den ..."."""
    papers = r"(?:yttrande|remissvar|svar|dokument|program|strategi|policy|positionspapper|reglemente|handlingsplan|plan)"
    return re.compile(
        rf"\b(?:Detta|Denna|Föreliggande) {papers} (?:är |har |blev )?{_ADOPTED}(?: den {_DAY})?"
        rf" (?:av|i) (?P<body>{body_pattern()})\b{_BEHIND}"
    )


def _first(lines: Iterable[str]) -> str | None:
    found = (match["body"] for line in lines if (match := adopted().match(" ".join(line.split()))))
    return next((canonical_body(body) for body in found if body.lower() not in ("nämnden", "styrelsen", "fullmäktige", "utskottet")), None)


def adopting_body(text: str, part: Part) -> str | None:
    """The body that adopted a paper, by its own words anywhere in it."""
    lines = text[part.start : part.end].split("\n")
    first = _first(piece for line in lines for piece in (line, *line.split("\t")[1:]))
    if first is None and (told := _this_adopted().search(text, part.start, part.end)):
        return canonical_body(told["body"])
    return first


def adopting_body_of_head(head: Head) -> str | None:
    """The body that adopted a paper, as its head tells."""
    blocks = head.blocks[head.first : head.end]
    return _first(piece for b in blocks for piece in (head.text[b.start : b.end], *(head.text[c.start : c.end] for c in b.cells[1:])))


__all__ = ["adopted", "adopting_body", "adopting_body_of_head"]
