"""Replaces stretches of a document's text, and tells where every offset into the old text lies in the new one.

Contact data are masked by as many blocks as they have characters: in the default mode nothing else of the output moves. A name is
replaced by a pseudonym, whose length must not tell the name's, so offsets are mapped: a place inside a replaced stretch goes to its
edge, and a quote always holds a replacement whole or not at all.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

BLOCK: Final = "█"
_INK: Final = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class Redaction:
    """``text[start:end]`` is to be replaced; by blocks where ``replacement`` is None."""

    start: int
    end: int
    replacement: str | None = None


def masked(text: str) -> str:
    """The text with a block for every character that is no white space."""
    return _INK.sub(BLOCK, text)


class RedactedText:
    """A text with stretches replaced. ``boundaries`` are offsets (beginnings of pages) that no replacement goes over: a stretch there
    is replaced piece by piece."""

    def __init__(self, text: str, redactions: Iterable[Redaction], boundaries: Iterable[int] = ()) -> None:
        self.pieces = _cut(text, _apart(redactions), sorted(boundaries))
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._shifts = [0]
        out: list[str] = []
        at = 0
        for piece in self.pieces:
            new = piece.replacement if piece.replacement is not None else masked(text[piece.start : piece.end])
            out += [text[at : piece.start], new]
            self._starts.append(piece.start)
            self._ends.append(piece.end)
            self._shifts.append(self._shifts[-1] + len(new) - (piece.end - piece.start))
            at = piece.end
        self.text = "".join([*out, text[at:]])

    def start(self, offset: int) -> int:
        """Where what began at ``offset`` begins; what began inside a replaced stretch begins with the replacement."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and offset < self._ends[index]:
            return self._starts[index] + self._shifts[index]
        return offset + self._shifts[index + 1]

    def end(self, offset: int) -> int:
        """Where what ended before ``offset`` ends; what ended inside a replaced stretch ends with the replacement."""
        index = bisect_left(self._starts, offset) - 1
        if index >= 0 and offset < self._ends[index]:
            return self._ends[index] + self._shifts[index + 1]
        return offset + self._shifts[index + 1]


def _apart(redactions: Iterable[Redaction]) -> list[Redaction]:
    """The redactions in order and apart from each other; where some overlap, what they cover together is masked."""
    found: list[Redaction] = []
    for next_ in sorted((r for r in redactions if r.start < r.end), key=lambda r: (r.start, -r.end, r.replacement or "")):
        if not found or next_.start >= found[-1].end:
            found.append(next_)
            continue
        last = found.pop()
        holds = next_.end <= last.end and last.replacement is not None
        found.append(Redaction(last.start, max(last.end, next_.end), last.replacement if holds else None))
    return found


def _cut(text: str, redactions: Sequence[Redaction], boundaries: Sequence[int]) -> list[Redaction]:
    """The redactions cut where pages begin, white space at their edges left alone."""
    pieces: list[Redaction] = []
    for redaction in redactions:
        inner = boundaries[bisect_right(boundaries, redaction.start) : bisect_left(boundaries, redaction.end)]
        edges = [redaction.start, *inner, redaction.end]
        for start, end in pairwise(edges):
            stretch = text[start:end]
            left, right = len(stretch) - len(stretch.lstrip()), len(stretch.rstrip())
            if left < right:
                pieces.append(Redaction(start + left, start + right, redaction.replacement))
    return pieces
