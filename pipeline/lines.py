"""Lines of a page as the clean view sees them: markup, soft hyphens and stray spaces taken out, every character with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.core import Cell

GAP = re.compile(r"(?<=\S)(?:\t+ *| *\t+| {3,})(?=\S)")
MARKER = re.compile(r"(?:(?:[-–•*·▪●○◦‣■□➢✓\uf000-\uf0ff]|\d{1,2}[.)]|[a-zåäö][.)]|\(\d{1,2}\))(?=\s)|(?:att|Att|ATT)(?=\s+\S))")
_BULLET_OVER_NUMBER = re.compile(r"[-*]\s+(?=\d{1,2}\.\s)")

# Each pattern's match (or its group 1) is taken out of the line.
_DELETE = (
    re.compile(r"^#{1,6}\s+"),
    re.compile(r"\*\*|__(?=[^\W_])|(?<=[^\W_])__|`"),
    re.compile(r"(?<![\w*])(\*)(?=[^\s*][^*]*[^\s*]\*|\w\*)"),
    re.compile(r"(?<=[^\s*])(\*)(?![\w*])"),
    re.compile(r"<sup>[^<]*</sup>|</?(?:b|i|u|em|strong|br|sub)\s*/?>", re.IGNORECASE),
    re.compile(r"\[(?=[^\]]+\]\((?:https?:|mailto:|/)[^)\s]*\))|(?<=\S)\]\((?:https?:|mailto:|/)[^)\s]*\)"),
    re.compile("\u00ad|\u200b|\ufeff"),
    re.compile(r"(?<=\S )( )(?=\S)"),
)
# OCR and stamps put spaces into dates: 2015 -11- 04.
_SPACED_DATE = re.compile(r"\b((?:19|20)\d\d)( ?- ?)([01]\d)( ?- ?)([0-3]\d)\b")
# Letterspaced emphasis: B E S L U T A R, a t t.
_SPACED_WORD = re.compile(r"(?<!\S)(?:[^\W\d_] ){3,}[^\W\d_](?!\S)|(?<!\S)(?:a t t|A T T|o c h)(?!\S)")


@dataclass(slots=True)
class Line:
    """A line of a page. ``offsets[i]`` is the place of ``text[i]`` in the document's verbatim text; ``column`` is the
    indentation in characters; ``heading`` is the depth of a Markdown heading (0 for none)."""

    text: str
    offsets: list[int]
    page: int
    column: int
    heading: int = 0
    blank_before: int = 0
    first_on_page: bool = False
    last_on_page: bool = False
    cells: tuple[Cell, ...] = field(default=())

    @property
    def marker(self) -> str:
        """The list marker the line begins with, or nothing."""
        match = MARKER.match(self.text)
        return match.group() if match else ""


def _without(text: str, offsets: list[int], spans: Iterator[tuple[int, int]]) -> tuple[str, list[int]]:
    kept_text, kept_offsets, last = [], [], 0
    for start, end in spans:
        kept_text.append(text[last:start])
        kept_offsets.extend(offsets[last:start])
        last = end
    kept_text.append(text[last:])
    kept_offsets.extend(offsets[last:])
    return "".join(kept_text), kept_offsets


def _delete(text: str, offsets: list[int]) -> tuple[str, list[int]]:
    for pattern in _DELETE:
        if pattern.search(text):
            text, offsets = _without(text, offsets, (m.span(1) if m.re.groups and m.group(1) else m.span() for m in pattern.finditer(text)))
    if "-" in text:
        spaces = [m.start(g) + i for m in _SPACED_DATE.finditer(text) for g in (2, 4) for i, c in enumerate(m.group(g)) if c == " "]
        text, offsets = _without(text, offsets, ((i, i + 1) for i in spaces))
    if _SPACED_WORD.search(text):
        spaces = [i for m in _SPACED_WORD.finditer(text) for i in range(m.start() + 1, m.end(), 2)]
        text, offsets = _without(text, offsets, ((i, i + 1) for i in spaces))
    return text, offsets


def _cells(text: str, column: int) -> tuple[str, tuple[Cell, ...], list[tuple[int, int]]]:
    """Cells of a line split at wide gaps, and the gaps, each of which the clean view shows as one tab."""
    cells, gaps, start = [], [], 0
    for match in GAP.finditer(text):
        cells.append(Cell(start, match.start(), column + start))
        gaps.append(match.span())
        start = match.end()
    cells.append(Cell(start, len(text), column + start))
    return text, tuple(cells), gaps


def make_line(raw: str, offset: int, page: int) -> Line | None:
    """The line ``raw`` that begins at ``offset``; None if nothing is left of it."""
    text = raw.rstrip()
    stripped = text.lstrip(" \t\u00a0")
    column = len(text[: len(text) - len(stripped)].expandtabs(8))
    offsets = list(range(offset + len(text) - len(stripped), offset + len(text)))
    heading = len(stripped) - len(stripped.lstrip("#")) if stripped.startswith("#") else 0
    text, offsets = _delete(stripped, offsets)
    if heading == 0 and text != stripped and stripped.startswith("**") and stripped.endswith("**") and stripped.count("**") == 2:
        heading = 4
    if match := _BULLET_OVER_NUMBER.match(text):
        text, offsets = text[match.end() :], offsets[match.end() :]
    lead = len(text) - len(text.lstrip())
    text, offsets = text[lead:].rstrip(), offsets[lead : len(text.rstrip())]
    if "\u00a0" in text:
        text = text.replace("\u00a0", " ")
    if not text:
        return None
    return _tabbed(Line(text, offsets, page, column, heading))


def _tabbed(line: Line) -> Line:
    marker = MARKER.match(line.text)
    skip = marker.end() if marker else 0
    body_start = skip + (len(line.text[skip:]) - len(line.text[skip:].lstrip()))
    _, cells, gaps = _cells(line.text[body_start:], line.column + body_start)
    if not gaps:
        return line
    pieces: list[str] = [line.text[:body_start]]
    offsets, kept_cells, last = line.offsets[:body_start], [], 0
    for cell, gap in zip(cells, [*gaps, None], strict=True):
        start = sum(map(len, pieces))
        pieces.append(line.text[body_start + cell.start : body_start + cell.end])
        offsets += line.offsets[body_start + cell.start : body_start + cell.end]
        kept_cells.append(Cell(start if last else 0, start + cell.end - cell.start, cell.column if last else line.column))
        last += 1
        if gap is not None:
            pieces.append("\t")
            offsets.append(line.offsets[body_start + gap[0]])
    line.text, line.offsets, line.cells = "".join(pieces), offsets, tuple(kept_cells)
    return line


def page_lines(text: str, offset: int, page: int) -> list[Line]:
    """The non-empty lines of a page whose text begins at ``offset``, each knowing the blank lines above it."""
    lines: list[Line] = []
    blank, start = 0, 0
    for raw in text.replace("\f", "\n").split("\n"):
        line = make_line(raw, offset + start, page)
        start += len(raw) + 1
        if line is None:
            blank += 1
            continue
        line.blank_before, line.first_on_page, blank = blank, not lines, 0
        lines.append(line)
    if lines:
        lines[-1].last_on_page = True
    return lines
