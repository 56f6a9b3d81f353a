"""A page's text with its quotes marked, where quotes may overlap and go on over pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from markupsafe import Markup, escape

# Indentation is not marked: a line under it would look like words.
_LINE_BREAKS: Final = re.compile(r"(\s*\n\s*)")
# What HTML cannot hold, and what ends a page; nothing of it is seen on paper either.
_UNSHOWN: Final = dict.fromkeys((*range(9), 11, *range(14, 32), 127), "\N{REPLACEMENT CHARACTER}") | {12: "", 13: ""}


@dataclass(frozen=True, slots=True)
class Span:
    """The place of a value's quote: characters ``start`` to ``end`` of the document, of the value number ``value``."""

    start: int
    end: int
    value: int
    table: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text and the spans that cover all of it."""

    text: str
    spans: tuple[Span, ...]


def segments(text: str, offset: int, spans: Iterable[Span]) -> Iterator[Segment]:
    """Cut ``text``, whose first character is number ``offset`` of the document, where spans begin and end.

    The pieces put end to end are ``text``.

    >>> [(s.text, [p.value for p in s.spans]) for s in segments("abcd", 10, [Span(11, 13, 1, "t"), Span(12, 14, 2, "t")])]
    [('a', []), ('b', [1]), ('c', [1, 2]), ('d', [2])]
    """
    end = offset + len(text)
    here = sorted((s for s in spans if s.start < end and s.end > offset and s.end > s.start), key=lambda s: (s.start, s.value))
    cuts = sorted({offset, end} | {c for s in here for c in (max(s.start, offset), min(s.end, end))})
    active: list[Span] = []
    following = 0
    for a, b in pairwise(cuts):
        active = [s for s in active if s.end > a]
        while following < len(here) and here[following].start <= a:
            active.append(here[following])
            following += 1
        yield Segment(text[a - offset : b - offset], tuple(active))


def marked(text: str, offset: int, spans: Sequence[Span]) -> Markup:
    """The text as HTML, each piece of a line that values rest on a ``mark`` that names them."""
    pieces = []
    for segment in segments(text, offset, spans):
        shown = segment.text.translate(_UNSHOWN)
        if not segment.spans:
            pieces.append(escape(shown))
            continue
        values = " ".join(str(s.value) for s in segment.spans)
        tables = " ".join(dict.fromkeys(f"t-{s.table}" for s in segment.spans))
        for part in _LINE_BREAKS.split(shown):
            if part.strip():
                pieces.append(Markup('<mark class="{}" data-v="{}">{}</mark>').format(tables, values, part))
            else:
                pieces.append(escape(part))
    return Markup("").join(pieces)
