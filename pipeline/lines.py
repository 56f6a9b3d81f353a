"""Lines of a page as the clean view sees them: markup, soft hyphens and stray spaces taken out, every character with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from extractors import resources
from extractors.core import Cell
from pipeline.damage import DAMAGED, Offsets, put_together, read_through

GAP = re.compile(r"(?<=\S)(?:\t+ *| *\t+| {3,})(?=\S)")
MARKER = re.compile(
    r"(?:(?:[-–•*·▪●○◦‣■□➢✓\uf000-\uf0ff]|\d{1,2}(?: ?[a-h])?[.)]|[a-zåäö][.)]|\((?:\d{1,2}|i{1,3}|iv|vi{1,3}|ix|x)\))(?=\s)"
    r"|\d{1,2} ?[a-h](?=\s+att\s)|(?:att|Att|ATT)(?:-?\d{1,2}|:)?(?=\s+\S))"
)
_LETTER_BULLET = re.compile(r"o\s+\w")
# "(a) trade": of one letter in brackets "(s)" and "(c)" may be a party behind a name.
_BRACKETED = re.compile(r"^([^\S\n]*)\((?=([a-k])\)\s)", re.MULTILINE)
# "- 1. anta planen", "- att   anta planen": the second marker is the list's.
_BULLET_OVER_MARKER = re.compile(r"[-*]\s+(?=\d{1,2}\.\s)|[-–•*]\s+(?=att {2,}\S)")

# Spaces of fixed width, set between words and figures, and hyphens that look like the one on the keyboard.
_SPACES = dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_HYPHENS = {0x2010: "-", 0x2011: "-", 0xFE63: "-", 0xFF0D: "-", 0x2212: "–", 0x2012: "–", 0x2015: "—"}
_ONE_FOR_ONE = {**_SPACES, **_HYPHENS}
_TAB = 8
_MARKDOWN_HEADING = re.compile(r"(#{1,6})\s")

# Each pattern's match (or its group 1) is taken out of the line.
_DELETE = (
    re.compile(r"^#{1,6}(?:\s+|$)"),
    re.compile(r"\*\*|__(?=[^\W_])|(?<=[^\W_])__|`"),
    re.compile(r"(?<![\w*])(\*)(?=[^\s*][^*]*[^\s*]\*|\w\*)"),
    re.compile(r"(?<=[^\s*])(\*)(?![\w*])"),
    re.compile(r"<sup>[^<]*</sup>|</?(?:b|i|u|em|strong|br|sub)\s*/?>", re.IGNORECASE),
    re.compile(
        r"\[(?=[^\]\[]{1,300}\]\((?:https?:|mailto:|/)(?:[^)\s\]]++|\](?!\())*+\))|(?<=\S)\]\((?:https?:|mailto:|/)(?:[^)\s\]]++|\](?!\())*+\)"
    ),
    re.compile("\u00ad|\u200b|\ufeff"),
    re.compile(r"(?<=\S )( )(?=\S)"),
)
# What the patterns to delete need besides double spaces and links.
_MARKED_UP = re.compile("[#*_`<\u00ad\u200b\ufeff]")
# OCR and stamps put spaces into dates: 2015 -11- 04.
_SPACED_DATE = re.compile(r"\b((?:19|20)\d\d)( ?- ?)([01]\d)( ?- ?)([0-3]\d)\b")
# Letterspaced emphasis: B E S L U T A R, a t t. A change of case parts two words that one space holds apart. Recognition takes a lone
# l for 1. Wider spaces around such a word part it from its neighbours and are no gap between columns.
_SPACED_WORD = re.compile(
    r"(?:(?<=\S)(?P<before> {1,4}) )?(?<!\S)"
    r"(?P<word>[A-ZÅÄÖÉ](?: [A-ZÅÄÖÉ]){3,}|[A-ZÅÄÖÉa-zåäöé](?: [a-zåäöé]| 1(?= [a-zåäöé])){3,}|a t t|A T T|o c h|O C H)"
    r"(?!\S)(?:(?P<after> {1,4}) (?=\S))?"
)
_LONE_LETTERS = re.compile(r" \w \w(?!\S)")
_ANY_ONE_FOR_ONE = re.compile(f"[{''.join(map(chr, _ONE_FOR_ONE))}]")
# A page without any of these is plain: its lines need be looked through for none of them.
_NOT_PLAIN = re.compile(f"{_ANY_ONE_FOR_ONE.pattern[:-1]}{_MARKED_UP.pattern[1:-1]}{DAMAGED}]")
_SPACE = re.compile(r"\s*")


@dataclass(slots=True)
class Line:
    """A line of a page. ``offsets[i]`` is the place of ``text[i]`` in the document's verbatim text; ``column`` is the
    indentation in characters; ``heading`` is the depth of a Markdown heading (0 for none)."""

    text: str
    offsets: Offsets
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
        head = self.text[:2]
        # Two letters begin nearly every line; of markers only "att".
        match = MARKER.match(self.text) if not head.isalpha() or head.lower() == "at" else None
        return match.group() if match else ""


def _without(text: str, offsets: Offsets, spans: Iterator[tuple[int, int]]) -> tuple[str, Offsets]:
    kept_text: list[str] = []
    kept_offsets: list[int] = []
    last = 0
    for start, end in spans:
        kept_text.append(text[last:start])
        kept_offsets.extend(offsets[last:start])
        last = end
    kept_text.append(text[last:])
    kept_offsets.extend(offsets[last:])
    return "".join(kept_text), kept_offsets


@cache
def _letterspaced_words() -> frozenset[str]:
    return frozenset(resources.toml("furniture")["letterspaced"])


def _letterspaced(text: str) -> list[int]:
    """The places of the spaces within a heading whose letters are set apart in uneven groups: "PRO T OK OL L"."""
    if text[:4].isalnum():  # nearly every line: its first group is too long
        return []
    groups = text.split()
    if (
        not 4 <= len(groups) <= 24
        or len(groups[0]) > 3
        or max(map(len, groups)) > 3
        or "".join(groups).lower() not in _letterspaced_words()
    ):
        return []
    return [i for i, character in enumerate(text) if character == " "]


def _joined(text: str, offsets: Offsets) -> tuple[str, Offsets]:
    """The text with its letterspaced words in one piece each."""
    found = list(_SPACED_WORD.finditer(text))
    spans = [m.span(name) for m in found for name in ("before", "after") if m.group(name)]
    spans += [(i, i + 1) for m in found for i in range(m.start("word") + 1, m.end("word"), 2)]
    for m in found:
        text = text[: m.start("word")] + m["word"].replace("1", "l") + text[m.end("word") :]
    return _without(text, offsets, iter(sorted(spans)))


def _delete(text: str, offsets: Offsets, plain: bool) -> tuple[str, Offsets]:
    if spaces := _letterspaced(text):
        return _without(text, offsets, ((i, i + 1) for i in spaces))
    # Before double spaces go: they part letterspaced words.
    if _LONE_LETTERS.search(text) and _SPACED_WORD.search(text):
        text, offsets = _joined(text, offsets)
    if "  " in text or "](" in text or (not plain and _MARKED_UP.search(text)):
        for pattern in _DELETE:
            if pattern.search(text):
                text, offsets = _without(
                    text, offsets, (m.span(1) if m.re.groups and m.group(1) else m.span() for m in pattern.finditer(text))
                )
    if "-" in text and (dates := list(_SPACED_DATE.finditer(text))):
        spaces = [m.start(g) + i for m in dates for g in (2, 4) for i, c in enumerate(m.group(g)) if c == " "]
        text, offsets = _without(text, offsets, ((i, i + 1) for i in spaces))
    return text, offsets


def make_line(raw: str, offset: int, page: int, plain: bool = False) -> Line | None:
    """The line ``raw`` that begins at ``offset``; None if nothing is left of it. ``plain`` tells that it holds nothing that
    ``_NOT_PLAIN`` finds."""
    if not plain and _ANY_ONE_FOR_ONE.search(raw):
        raw = raw.translate(_ONE_FOR_ONE)
    text = raw.rstrip()
    if not text:
        return None
    stripped = text.lstrip()
    indent = len(text) - len(stripped)
    column = len(text[:indent].expandtabs(_TAB)) if indent else 0
    offsets: Offsets = range(offset + indent, offset + len(text))
    heading = len(match.group(1)) if not plain and (match := _MARKDOWN_HEADING.match(stripped)) else 0
    stripped, offsets = put_together(stripped, offsets) if plain else read_through(stripped, offsets)
    text, offsets = _delete(stripped, offsets, plain)
    if heading == 0 and text != stripped and stripped.startswith("**") and stripped.endswith("**") and stripped.count("**") == 2:
        heading = 4
    if match := _BULLET_OVER_MARKER.match(text):
        text, offsets = text[match.end() :], offsets[match.end() :]
    lead = len(text) - len(text.lstrip())
    text, offsets = text[lead:].rstrip(), offsets[lead : len(text.rstrip())]
    if not text:
        return None
    return _tabbed(Line(text, offsets, page, column, heading))


def _justified(words: list[str]) -> bool:
    """Wide gaps between all words of a line are those of justified text, not of columns."""
    return len(words) >= 3 and all(" " not in w for w in words) and all(w[:1].islower() for w in words[1:-1])


def _width(text: str, column: int) -> int:
    """How many columns ``text`` takes that begins at ``column``, its tabs drawn out."""
    return len((" " * (column % _TAB) + text).expandtabs(_TAB)) - column % _TAB if "\t" in text else len(text)


def _tabbed(line: Line) -> Line:
    """Shows each wide gap of a line as one tab and notes the cells between; gaps of justified text become single spaces."""
    if "\t" not in line.text and "   " not in line.text:
        return line
    marker = MARKER.match(line.text)
    after_marker = _SPACE.match(line.text, marker.end() if marker else 0)
    first = after_marker.end() if after_marker else 0
    gaps = [m.span() for m in GAP.finditer(line.text, first)]
    if not gaps:
        return line
    edges = [first, *(x for gap in gaps for x in gap), len(line.text)]
    words = [line.text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    column, text, offsets = line.column, line.text, line.offsets
    filler = " " if _justified(words) else "\t"
    line.text = text[:first] + filler.join(words)
    places = list(offsets[:first])
    cells: list[Cell] = []
    at, place, shown = first, column, 0
    for word, start, gap in zip(words, edges[::2], [*gaps, None], strict=True):
        if cells:
            place += _width(text[shown:start], place)
            shown = start
        cells.append(Cell(at if cells else 0, at + len(word), place))
        at += len(word) + 1
        places += offsets[start : start + len(word)]
        places += [offsets[gap[0]]] if gap else []
    line.offsets = places
    if filler == "\t":
        line.cells = tuple(cells)
    return line


def page_lines(text: str, offset: int, page: int) -> list[Line]:
    """The non-empty lines of a page whose text begins at ``offset``, each knowing the blank lines above it."""
    lines: list[Line] = []
    blank, start, plain = 0, 0, _NOT_PLAIN.search(text) is None
    for raw in _show_letters(text.replace("\f", "\n")).split("\n"):
        line = make_line(raw, offset + start, page, plain)
        start += len(raw) + 1
        if line is None:
            blank += 1
            continue
        line.blank_before, line.first_on_page, blank = blank, not lines, 0
        lines.append(line)
    if lines:
        lines[-1].last_on_page = True
    _show_bullets(lines)
    return lines


def _show_letters(text: str) -> str:
    """Shows ``(a) trade`` as `` a) trade``, a point of a list, where several lines begin so."""
    if "(b)" not in text or not {"a", "b"} <= {m[2] for m in _BRACKETED.finditer(text)}:
        return text
    return _BRACKETED.sub(r"\1 ", text)


def _show_bullets(lines: list[Line]) -> None:
    """Word processors write the bullets of a second level as the letter o: shown as bullets where several lines begin so."""
    lettered = [line for line in lines if _LETTER_BULLET.match(line.text)]
    if len(lettered) >= 2:
        for line in lettered:
            line.text = "•" + line.text[1:]
