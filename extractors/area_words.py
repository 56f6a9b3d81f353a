"""The words that name areas of cooperation, of ``lexicon/focus_areas.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors import resources
from extractors.anchors import Anchored, alternatives
from extractors.families import Family

_STARTS_TEXT = re.compile(r"(?:^|[.:;!?\n\t•–*·▪●○◦‣■□➢✓-]|\d[.)]|[a-zåäö]\)|(?:^|\n)[^\S\n]*(?:§[^\S\n]*)?\d{1,2}(?:\.\d{1,2})*)\s*$")
_OWNER = re.compile(r"\b[A-ZÅÄÖ][\wåäö]+s\s+$")
# An office or officer that bears an area's name, also behind a hyphen: fritidsnämnden, kultur- och fritidsnämnden, skolchefen.
_OFFICE = re.compile(
    r"(?!\w*självstyrelse)\w*(?:-\s+och\s+\w+)?(?<=\w\w)(?:nämnd|förvaltning|kontor|chef|direktör|styrelse|utskott|sekreterare|minister|departement)"
    r"(?:e[nrt]s?|ets?|s|na|nas|erna|ernas)?\b",
    re.IGNORECASE,
)
_INSTITUTION = re.compile(r"universitet|högskola|gymnasi|museum|teater", re.IGNORECASE)
# A noun without its article that only a name before it explains: Luleå tekniska universitet, Nora sjukhus.
_NAMED = re.compile(r"\b[A-ZÅÄÖ][\wåäöé]+(?: [a-zåäö]+(?:ska|la|na))?\s+$")
_BARE = re.compile(r"(?:universitet|(?:hög|folkhög|gymnasie|grund)?skola|gymnasium|museum|teater|sjukhus|bibliotek)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Area:
    """An area named in the text: its code and extent."""

    code: str
    start: int
    end: int


@cache
def _areas() -> Family[str]:
    """The pattern of each area: its words, and its first members of compounds before any second member that leaves the area alone."""
    lexicon = resources.toml("focus_areas")
    tails = "|".join(lexicon["tails"]["tails"])
    found = []
    for code, patterns in lexicon["areas"].items():
        stems = "|".join(re.escape(stem) for stem in lexicon["stems"].get(code, []))
        compounds = [rf"\b(?:{stems})s?(?:{tails})\w*"] if stems else []
        found.append((code, Anchored(alternatives([*patterns, *compounds]), re.IGNORECASE)))
    return Family(found)


def find_areas(text: str, start: int = 0, end: int | None = None) -> list[Area]:
    """The areas named in ``text[start:end]``; where two overlap the longer match counts. Names of organisations
    (Linköpings universitet, Högskolan i Borås) are no areas."""
    end = len(text) if end is None else end
    likely = _areas().likely(text, start, end)
    found = [Area(code, *m.span()) for code, pattern in likely for m in pattern.each(text, start, end) if not _in_name(text, m)]
    found.sort(key=lambda a: (a.start - a.end, a.start))
    kept: list[Area] = []
    for area in found:
        if not any(area.start < k.end and k.start < area.end for k in kept):
            kept.append(area)
    return sorted(kept, key=lambda a: a.start)


def _in_name(text: str, match: re.Match[str]) -> bool:
    word = match.group()
    if " " not in word and _OFFICE.match(text, match.start()):
        return True
    before = text[max(0, match.start() - 40) : match.start()]
    if word[:1].isupper() and not word.isupper() and not _STARTS_TEXT.search(before):
        return True
    if _BARE.fullmatch(word) and (named := _NAMED.search(before)):
        return not _STARTS_TEXT.search(before[: named.start()])
    return bool(_OWNER.search(before)) and bool(_INSTITUTION.match(word))


__all__ = ["Area", "find_areas"]
