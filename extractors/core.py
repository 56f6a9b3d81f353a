"""The extractors' small core: the structure they read and the facts they return.

An extractor sees a spaCy ``Doc`` over the clean view of a document. ``doc._.structure`` holds its blocks, parts, cases and
zones (all offsets are character offsets into ``doc.text``); ``doc.spans`` shows the same parts, cases and zones to other
spaCy components. An extractor appends plain :class:`Fact` records to ``doc._.facts``.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from spacy.tokens import Doc


@dataclass(slots=True)
class Cell:
    """A run of text on a line, apart from its neighbours by a wide gap. ``column`` is its place on the line in characters."""

    start: int
    end: int
    column: int


@dataclass(slots=True)
class Block:
    """A paragraph, heading, list item or table row of the clean view.

    ``kind`` is ``paragraph``, ``heading``, ``item`` or ``row``; ``marker`` is the list marker as written (``1.``, ``att``,
    ``•``); ``blank_before`` counts the empty lines above it; ``first_on_page`` says that a page begins with it.
    """

    start: int
    end: int
    kind: str
    page: int
    column: int = 0
    marker: str = ""
    blank_before: int = 0
    first_on_page: bool = False
    level: int = 0
    cells: tuple[Cell, ...] = ()


@dataclass(slots=True)
class Part:
    """A paper inside a file, with the type and date it carries itself."""

    index: int
    start: int
    end: int
    document_type: str
    title: str | None = None
    document_date: dt.date | None = None
    confidence: float = 0.9


@dataclass(slots=True)
class Case:
    """A matter treated: a § of minutes, or the one matter of a paper. ``heading`` is the extent of its heading."""

    ordinal: int
    part: int
    start: int
    end: int
    heading: tuple[int, int]
    section_number: str | None = None
    title: str | None = None
    case_number: str | None = None
    body: str | None = None
    confidence: float = 0.9


@dataclass(slots=True)
class Zone:
    """A stretch of a case under one heading; ``kind`` is a key of ``lexicon/headings.toml``. ``body`` is the deciding body
    that the heading itself names, ``heading`` the extent of the heading (empty at a case's beginning)."""

    kind: str
    start: int
    end: int
    case: int
    heading: tuple[int, int]
    body: str | None = None


@dataclass(slots=True)
class Metadata:
    """What the document as a whole says of itself."""

    municipality: str | None = None
    municipality_code: str | None = None
    document_type: str = "other"
    body: str | None = None
    document_date: dt.date | None = None
    meeting_date: dt.date | None = None
    title: str | None = None
    language: str | None = None
    warnings: list[str] = field(default_factory=list)


class _Extent(Protocol):
    start: int
    end: int


E = TypeVar("E", bound=_Extent)


def _start(item: _Extent) -> int:
    return item.start


def _at(items: Sequence[E], offset: int) -> E | None:
    """The one of ``items`` (in order, apart from each other) that holds the character at ``offset``."""
    at = bisect_right(items, offset, key=_start) - 1
    return items[at] if at >= 0 and offset < items[at].end else None


@dataclass(slots=True)
class Structure:
    """Everything that segmentation found, for the extractors to read."""

    blocks: list[Block] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    zones: list[Zone] = field(default_factory=list)
    page_starts: list[int] = field(default_factory=list)
    # Papers that belong to a case without following it: start, end and the case's ordinal.
    attached: list[tuple[int, int, int]] = field(default_factory=list)
    metadata: Metadata = field(default_factory=Metadata)

    def case_at(self, offset: int) -> Case | None:
        """The case that the character at ``offset`` belongs to."""
        of_attachment = next((ordinal for start, end, ordinal in self.attached if start <= offset < end), None)
        return _at(self.cases, offset) if of_attachment is None else self.cases[of_attachment]

    def zone_at(self, offset: int) -> Zone | None:
        """The zone that the character at ``offset`` belongs to."""
        return _at(self.zones, offset)

    def part_at(self, offset: int) -> Part | None:
        """The paper that the character at ``offset`` belongs to."""
        return _at(self.parts, offset)

    def blocks_in(self, start: int, end: int) -> Iterator[Block]:
        """The blocks that begin within the extent, in order."""
        first = bisect_left(self.blocks, start, key=_start)
        return iter(self.blocks[first : bisect_left(self.blocks, end, lo=first, key=_start)])

    def block_at(self, offset: int) -> int | None:
        """The index of the block that holds the character at ``offset``."""
        at = bisect_right(self.blocks, offset, key=_start) - 1
        return at if at >= 0 and offset < self.blocks[at].end else None


@dataclass(slots=True)
class Fact:
    """One extracted row: the table it belongs to, its extent in the clean view, the case it belongs to and its values."""

    table: str
    start: int
    end: int
    extractor: str
    confidence: float
    values: dict[str, Any]
    case: int | None = None


def register_extensions() -> None:
    """Make ``doc._.structure`` and ``doc._.facts`` known to spaCy (safe to call again)."""
    for name in ("structure", "facts"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


def text_of(doc: Doc) -> str:
    """The document's text, kept beside the tokens: spaCy puts it together anew from them at each access, and may have none."""
    text: str | None = doc.user_data.get("text")
    if text is None:
        text = doc.user_data["text"] = doc.text
    return text


def facts_of(doc: Doc, table: str) -> list[Fact]:
    """The facts that extractors earlier in the pipeline found for ``table``."""
    return [f for f in doc._.facts if f.table == table]


__all__ = ["Block", "Case", "Cell", "Fact", "Metadata", "Part", "Structure", "Zone", "facts_of", "register_extensions", "text_of"]
