"""Splits running text into sentences, minding Swedish abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?][”\"’)]*\s+(?=[A-ZÅÄÖÉ”\"(–§•-])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:bl|t|m|d|s|f|o|a|e|p|fr|dvs|kap|st|nr|ang|resp|ca|dnr|tel|tfn|jfr|kl|dr|prof|sid|osv|etc|m\.?fl|t\.?ex|bl\.?a|f\.?d|s\.?k|d\.?v\.?s|fr\.?o\.?m|t\.?o\.?m|p\.?g\.?a|i\.?e|S:t|[A-ZÅÄÖ])\.|\b\d{1,2}\.)$",
    re.IGNORECASE,
)


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The extents of the sentences in ``text[start:end]``; a line break always ends one."""
    for line_start, line_end in _lines(text, start, end):
        begin = line_start
        for match in _END.finditer(text, line_start, line_end):
            if _ABBREVIATION.search(text, begin, match.start() + 1):
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
