"""Where on a page a quote stands: its lines are looked for among the page's words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from pipeline.readers.layout import Word

# What is read differently from one pass to the next and tells no word from another.
_IGNORED: Final = re.compile(r"[\s\-\N{SOFT HYPHEN}\N{HYPHEN}\N{EN DASH}•·]+")
_FEWEST: Final = 2


class Box(NamedTuple):
    """A place on a page, in shares of its width and height."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class PageWords:
    """A page's words in reading order with boxes in its own units, ``y`` growing downwards."""

    words: Sequence[Word]
    width: float
    height: float


class QuoteFinder:
    """Finds quotes on one page, whose text is ``text``."""

    def __init__(self, text: str, page: PageWords) -> None:
        self._text = text
        self._page = page
        self._letters, self._owner = _stream(page.words)

    def boxes(self, start: int, end: int) -> list[Box]:
        """A box for each line of the quote from ``start`` to ``end`` of the page's text; none for a line that is not found."""
        found = []
        for a, b in _lines(self._text, start, end):
            words = self._words_of(a, b)
            if words:
                found.append(self._around(words))
        return found

    def _words_of(self, start: int, end: int) -> list[Word]:
        """The words that the characters of one line are in: of several such runs on the page, the one with as many before it."""
        wanted = _plain(self._text[start:end])
        if len(wanted) < _FEWEST:
            return []
        before = _count(_plain(self._text[:start]), wanted)
        at = -1
        for _ in range(before + 1):
            following = self._letters.find(wanted, at + 1)
            if following < 0:
                break
            at = following
        if at < 0:
            return []
        return [self._page.words[i] for i in sorted(set(self._owner[at : at + len(wanted)]))]

    def _around(self, words: Sequence[Word]) -> Box:
        width, height = self._page.width or 1.0, self._page.height or 1.0
        edges = (
            min(w.x0 for w in words) / width,
            min(w.y0 for w in words) / height,
            max(w.x1 for w in words) / width,
            max(w.y1 for w in words) / height,
        )
        return Box(*(round(min(1.0, max(0.0, e)), 4) for e in edges))


def _plain(text: str) -> str:
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text))


def _stream(words: Sequence[Word]) -> tuple[str, list[int]]:
    """The letters of all words put end to end, and for each the word that it is of."""
    letters, owner = [], list[int]()
    for i, word in enumerate(words):
        plain = _plain(word.text)
        letters.append(plain)
        owner += [i] * len(plain)
    return "".join(letters), owner


def _count(text: str, wanted: str) -> int:
    """How often ``wanted`` occurs, overlaps counted too, as they are passed when it is looked for."""
    count, at = 0, text.find(wanted)
    while at >= 0:
        count, at = count + 1, text.find(wanted, at + 1)
    return count


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines of a stretch of text; cells of one line that stand far apart count as lines of their own."""
    return [(start + m.start(), start + m.end()) for m in re.finditer(r"\S+(?: {1,2}\S+)*", text[start:end])]
