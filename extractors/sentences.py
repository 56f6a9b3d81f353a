"""Splits running text into sentences, minding Swedish abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_END = re.compile(r"[.!?][”\"’)]*\s+(?=[A-ZÅÄÖÉ”\"(–§•-])")
_WORDS = (
    r"bl|t|m|d|s|f|o|a|e|p|fr|dvs|kap|st|nr|ang|avs|resp|ca|dnr|tel|tfn|jfr|kl|dr|prof|sid|osv|etc|ev|exkl|inkl|ref|adj|ordf|sekr|ers|tjg|kv|mom|art"
    r"|m\.?fl|m\.?m|t\.?ex|bl\.?a|f\.?d|s\.?k|d\.?v\.?s|fr\.?o\.?m|t\.?o\.?m|o\.?s\.?v|p\.?g\.?a|i\.?e|S:t|[A-ZÅÄÖ]"
)
_ABBREVIATION = re.compile(rf"(?:\b(?:{_WORDS})\.|\b\d{{1,2}}\.)$", re.IGNORECASE)
_LONGEST = 12


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The extents of the sentences in ``text[start:end]``; a line break always ends one."""
    known = _known(text)
    extents = known.get((start, end))
    if extents is None:
        extents = known[start, end] = tuple(_split(text, start, end))
    return iter(extents)


def sentences_one_by_one(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """As :func:`sentences`, each found when it is asked for: for who needs but the first of very many."""
    return _split(text, start, end)


@lru_cache(maxsize=4)
def _known(text: str) -> dict[tuple[int, int], tuple[tuple[int, int], ...]]:
    """What was found in a text: one extractor after the other asks for the sentences of the same blocks."""
    return {}


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for line_start, line_end in _lines(text, start, end):
        begin = line_start
        for match in _END.finditer(text, line_start, line_end):
            # The window keeps the search for an abbreviation short, however long the sentence.
            if _ABBREVIATION.search(text, max(begin, match.start() - _LONGEST), match.start() + 1):
                continue
            yield begin, match.start() + len(match.group().rstrip())
            begin = match.end()
        if begin < line_end:
            yield begin, line_end


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if stop > start:
            yield start, stop
        start = stop + 1
