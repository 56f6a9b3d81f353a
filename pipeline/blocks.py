"""Puts lines together to blocks: paragraphs, list items, headings and table rows."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np

from extractors import headings
from extractors.clause_words import infinitive_line
from extractors.core import Block, Cell
from extractors.registry import find_registry_numbers
from pipeline.lines import Line

_TERMINAL = frozenset(".!?:;")
_CLOSING = '"”’)'
_CHAPTER = re.compile(r"\bkap\.$")
# A word divided at the line's end: the hyphen goes. It stays behind capitals, figures and single letters (EU-, 1990-, e-).
_HYPHENS = "-\u2010"
_HYPHENATED = re.compile(r"[^\W\d_][a-zåäöéü][-\u2010]$")
_COMPOUND = re.compile(r"[^\W_][-\u2010]$")
_DATE_BEGUN = re.compile(r"\b(?:19|20)\d\d-(?:[01]\d-)?$")
_DATE_ENDED = re.compile(r"[0-3]\d(?:-[0-3]\d)?(?![\d-])")
# What stands over an attached paper at the top of its first page.
_ATTACHMENT = re.compile(r"Bilaga(?: (?:\d{1,2}|[A-ZÅÄÖ]))?[.:]?", re.IGNORECASE)
_YEAR_BEGUN = re.compile(r"\b(?:åren|perioden|tiden|mellan|från|under) (?:19|20)\d\d$", re.IGNORECASE)
_YEAR_ENDED = re.compile(r"[–-] ?(?:19|20)\d\d\b(?! års)")
_SUSPENDED = re.compile(r"(?:och|eller|samt|respektive|som|till|men)\b", re.IGNORECASE)
_SECTION = re.compile(r"(?:[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,8}\s*)?§\s*\d|\d{1,4}\s*§(?!\s*\d)")
# A § told of in a sentence: "§ 8, att ...", "37 § kommunallagen".
_REFERENCE = re.compile(r"(?:[A-ZÅÄÖ]\w{0,8}\s*)?§\s*\d+(?:/\d+)?(?:\s?[a-zA-Z]\b)?\s*(?:[,;)]|[a-zåäö]{2})|\d{1,4}\s*§\s+[a-zåäö]{2}")
_LEAD_WORD = re.compile(
    r"\b(?:och|eller|samt|att|som|i|av|på|för|till|med|om|vid|från|en|ett|den|det|de|enligt|angående|avseende|gällande|över|mellan|per|inom|under)$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[A-ZÅÄÖ][\wåäöÅÄÖ .()/-]{1,40}:(?:\s|$)")
_PERSON_LINE = re.compile(r"(?:[A-ZÅÄÖ][\wåäöéü-]+\s){1,3}[A-ZÅÄÖ][\wåäöéü-]+(?:\s*\([A-ZÅÄÖa-zåäö]{1,4}\))?,?$")

# An entry of a list of those present: a full name with its letter code, "Bo Ek (S)".
_ENTRY = re.compile(r"[A-ZÅÄÖÉ][\w'’-]+(?: [A-ZÅÄÖÉa-z][\w'’-]*){1,3} \([A-ZÅÄÖa-zåäö]{1,4}\)")
_CODE = re.compile(r"\([A-ZÅÄÖa-zåäö]{1,4}\)")

# The longest words of _LEAD_WORD and _GOVERNS are shorter.
_LAST_WORD = 12
_NUMBERED = re.compile(r"\d{1,2}\.\s")
_NUMBERED_TITLE = re.compile(r"\d{1,2}\.\s+[A-ZÅÄÖ]")
_RESTARTS = re.compile(r"1[.)]\s|[-•]")
_GLUED = re.compile(r"\S[-\u2010–/]$")
# Words that an infinitive in the next line goes on with.
_GOVERNS = re.compile(r"\b(?:att|inte|ej|ska|skall|kan|bör|får|även|också)$|(?<!,\s)\b(?:och|eller|samt)$", re.IGNORECASE)
# The verb over a list of infinitives.
_LEAD_VERB = re.compile(r"\b(?:beslutar|beslutade|beslöt|besluta|föreslår)(?: följande| att)?\s*:?$", re.IGNORECASE)

# Documents of no more characters share the numbers of their places.
_SHARED = 1 << 17
# No running text is wrapped narrower than this; in a short document the headings alone would tell a lesser width.
NARROWEST = 50


@lru_cache(maxsize=1)
def _counted(end: int) -> array[int]:
    """The numbers from 0 up to ``end``: a stretch of them is copied many times as fast as it is counted out."""
    return array("Q", np.arange(end, dtype=np.uint64).tobytes())


def _ends_sentence(text: str) -> bool:
    """Does a line end with a full stop or the like, perhaps within quotes or brackets? That of "kap." is none."""
    bare = text.rstrip(_CLOSING)
    return bare[-1:] in _TERMINAL and not (len(bare) == len(text) and _CHAPTER.search(text, max(0, len(text) - 4)))


def _leads_on(text: str) -> bool:
    """Does a line end with a word that a sentence cannot end with?"""
    return _LEAD_WORD.search(text, max(0, len(text) - _LAST_WORD)) is not None


def wrap_width(lines: list[Line]) -> int:
    """The line length at which running text of the document is wrapped, in characters (a high percentile of single-cell lines)."""
    lengths = sorted(len(line.text) for line in lines if not line.cells and len(line.text) > 25)
    return max(NARROWEST, lengths[int(len(lengths) * 0.8)]) if lengths else 80


def double_spaced(lines: list[Line]) -> bool:
    """Is there an empty line between nearly all lines, sentences broken across them?"""
    broken = [b for a, b in pairwise(lines) if b.text[:1].islower() and not _ends_sentence(a.text) and not b.marker]
    return len(broken) >= 8 and sum(b.blank_before == 1 for b in broken) > 0.7 * len(broken)


def _refers(a: Line, b: Line) -> bool:
    """Does line ``b`` begin with a § that the unfinished sentence of line ``a`` tells of?"""
    return not b.blank_before and _REFERENCE.match(b.text) is not None and not _ends_sentence(a.text) and not a.cells


def _is_letterhead(a: Line, b: Line) -> bool:
    """Is ``b``, the first line of its page, the name over a new paper: several words in capitals, under a line in small letters?"""
    return b.text.isupper() and " " in b.text and not a.text.isupper()


def _spans_years(a: Line, b: Line) -> bool:
    """Does the dash that line ``b`` begins with join two years: "för åren 2000" over "– 2003, och"?"""
    joined = a.text[-4:].isdigit() and _YEAR_BEGUN.search(a.text) and _YEAR_ENDED.match(b.text)
    return bool(joined) and not b.blank_before and not a.cells and not b.cells and b.page == a.page


class BlockBuilder:
    """Joins the lines of a document, furniture left out, into blocks over one clean text.

    After :meth:`build`, ``text`` is the clean text, ``offsets[i]`` the place of its character ``i`` in the verbatim text.
    """

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.width = wrap_width(lines)
        self.loose = double_spaced(lines)
        self.pieces: list[str] = []
        self.offsets = array("Q")
        self._counted = _counted(max(_SHARED, lines[-1].offsets[-1] + 1 if lines else 0))
        self.length = 0
        self.blocks: list[Block] = []
        self.opening = ""

    def build(self) -> None:
        previous: Line | None = None
        for line in self.lines:
            if previous is not None and self._continues(previous, line):
                self._append_continuation(previous, line)
            else:
                self._open_block(line)
            previous = line
        for block in self.blocks:
            if block.kind == "paragraph" and not block.level and headings.classify(self.slice(block)):
                block.kind = "heading"
        self._mark_unmarked_lists()
        self._mark_numbered_headings()

    def _mark_numbered_headings(self) -> None:
        """A short numbered line over running text is a heading ("2. Metod"), not a point of a list."""
        for i, (block, following) in enumerate(pairwise(self.blocks)):
            line = self.slice(block)
            if block.kind != "item" or not _NUMBERED.match(line) or len(line) > 70 or _ends_sentence(line) or line[-1] == ",":
                continue
            alone = i == 0 or self.blocks[i - 1].kind != "item" or block.blank_before > 0
            restarts = following.kind == "item" and _RESTARTS.match(self.slice(following)) and not line.startswith("1.")
            if (
                alone
                and block.blank_before
                and (following.kind in ("paragraph", "row") or restarts)
                and not self.slice(following)[:1].islower()
                and _NUMBERED_TITLE.match(line)
            ):
                block.kind, block.level = "heading", 3

    def _mark_unmarked_lists(self) -> None:
        """Short lines indented under a lead that ends in a colon are a list, even where its bullets were lost."""
        for i, lead in enumerate(self.blocks):
            if lead.kind != "paragraph" or not self.slice(lead).endswith(":"):
                continue
            run: list[Block] = []
            for block in self.blocks[i + 1 : i + 20]:
                under = block.kind == "paragraph" and block.column > lead.column and block.end - block.start < 0.8 * self.width
                if not under or block.blank_before > (0 if run else 1) or (run and block.column != run[0].column):
                    break
                run.append(block)
            if len(run) >= 2:
                for block in run:
                    block.kind = "item"

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def slice(self, block: Block) -> str:
        if len(self.pieces) > 1:
            self.pieces = ["".join(self.pieces)]
        return self.pieces[0][block.start : block.end]

    def _add(self, text: str, offsets: Sequence[int]) -> None:
        self.pieces.append(text)
        self.offsets.extend(self._counted[offsets.start : offsets.stop] if isinstance(offsets, range) else offsets)
        self.length += len(text)

    def _open_block(self, line: Line) -> None:
        if self.blocks:
            self._add("\n", [self.offsets[-1]])
        start, self.opening = self.length, line.text
        self._add(line.text, line.offsets)
        cells = tuple(Cell(start + c.start, start + c.end, c.column) for c in line.cells)
        kind = "row" if cells else "heading" if line.heading else "item" if line.marker else "paragraph"
        self.blocks.append(
            Block(start, self.length, kind, line.page, line.column, line.marker, line.blank_before, line.first_on_page, line.heading, cells)
        )

    def _append_continuation(self, previous: Line, line: Line) -> None:
        block = self.blocks[-1]
        suspended = _SUSPENDED.match(line.text)
        if previous.text[-1] in _HYPHENS and _HYPHENATED.search(previous.text) and line.text[:1].islower() and not suspended:
            self.pieces.append(self._drop_last())
        elif suspended or not _GLUED.match(previous.text[-2:]):
            self._add(" ", [self.offsets[-1]])
        start = self.length
        self._add(line.text, line.offsets)
        block.end = self.length
        if block.cells:
            last = block.cells[-1]
            block.cells = (*block.cells[:-1], Cell(last.start, start + len(line.text), last.column))

    def _drop_last(self) -> str:
        last = self.pieces.pop()
        self.offsets.pop()
        self.length -= 1
        return last[:-1]

    def _continues(self, a: Line, b: Line) -> bool:
        """Does line ``b`` go on with the block of line ``a``?"""
        if a.heading or b.heading:
            wrapped = a.heading and not b.heading and not b.blank_before and not b.cells and not b.marker and b.text[:1].islower()
            return bool(wrapped) and headings.classify(a.text) is None
        if _spans_years(a, b):
            return True
        if b.cells or (_SECTION.match(b.text) and not _refers(a, b)) or (b.marker and not self._conjunction(a, b)):
            return False
        page_break = b.page != a.page
        unfinished = not _ends_sentence(a.text) and b.text[:1].islower()
        if page_break and (_ATTACHMENT.fullmatch(b.text) or _is_letterhead(a, b)):
            return False
        if a.cells:
            return self._continues_cell(a, b, unfinished)
        if b.blank_before > (1 if self.loose else 0) and not page_break:
            return self._item_resumes(a, b, unfinished)
        if _refers(a, b) or (a.text[-1] == "-" and _DATE_BEGUN.search(a.text) and _DATE_ENDED.match(b.text)):
            return True
        if headings.classify(a.text) or headings.classify(b.text) or _LABEL.match(b.text) or self._infinitive_item(a, b):
            return False
        if a.text[-1] in _HYPHENS and _COMPOUND.search(a.text) and b.text[:1].isalpha() and not (page_break and b.text[:1].isupper()):
            return True
        return self._same_paragraph(a, b, unfinished, page_break)

    def _infinitive_item(self, a: Line, b: Line) -> bool:
        """Does ``b`` begin the next point of a list of infinitives that has no bullets: "godkänna planen," over "anta taxan"?"""
        if infinitive_line().match(b.text) is None or _GOVERNS.search(a.text):
            return False
        full = len(a.text) + a.column + len(b.text.split(maxsplit=1)[0]) + 1 > 0.92 * self.width
        return not full and (infinitive_line().match(self.opening) is not None or _LEAD_VERB.search(a.text) is not None)

    def _item_resumes(self, a: Line, b: Line, unfinished: bool) -> bool:
        """Does a list item go on behind a stray empty line in the midst of a sentence?"""
        wrapped = len(a.text) > 0.6 * self.width or _leads_on(a.text)
        numbered = self.blocks[-1].kind == "item" and b.blank_before == 1 and b.column >= self.blocks[-1].column
        return unfinished and numbered and wrapped and a.text[-1] != "," and infinitive_line().match(b.text) is None

    def _conjunction(self, a: Line, b: Line) -> bool:
        """Is ``b``'s leading "att" the conjunction of a wrapped sentence and not an att-clause of a decision?"""
        if b.marker != "att" or b.text.startswith("att  ") or b.blank_before > (1 if self.loose else 0) or a.text[-1] in ",;:.":
            return False
        return (
            not a.cells and len(a.text) > 0.6 * self.width and self.blocks[-1].marker.lower() != "att" and headings.classify(a.text) is None
        )

    def _continues_cell(self, a: Line, b: Line, unfinished: bool) -> bool:
        last = a.cells[-1]
        hanging = abs(b.column - last.column) <= 1 and not b.blank_before and b.column > 4
        return hanging and (unfinished or a.text[-1] in ",-" or _leads_on(a.text))

    def _same_paragraph(self, a: Line, b: Line, unfinished: bool, page_break: bool) -> bool:
        if not unfinished and (self._ends_with_number(a) or self._entries(a, b)):
            return False
        if unfinished:
            return not (_PERSON_LINE.match(a.text) and len(a.text) < 0.6 * self.width and len(b.text) < 50)
        if _ends_sentence(a.text) and a.text[-1] in ":;":
            return False
        if page_break and self.blocks[-1].marker and b.column > self.blocks[-1].column and not _ends_sentence(a.text):
            return True
        if self.loose or page_break:
            full = len(a.text) >= 0.85 * self.width and not (page_break and self.blocks[-1].marker)
            return not _ends_sentence(a.text) and (a.text[-1] == "," or _leads_on(a.text) or full)
        aligned = b.column <= a.column + 12 if a.marker else abs(b.column - a.column) <= 3
        full = len(a.text) + a.column + len(b.text.split(maxsplit=1)[0]) + 1 > 0.92 * self.width and len(a.text) > 0.5 * self.width
        return (aligned and full) or a.text[-1] == "," or _leads_on(a.text)

    def _entries(self, a: Line, b: Line) -> bool:
        """Are ``a`` and ``b`` entries of a list with one person a line ("Bo Ek (S) tjg för Cia Ek" over "Dan Ek (M)")?"""
        alone = _ENTRY.match(a.text) is not None and len(_CODE.findall(a.text)) == 1 and a.text[-1] != "," and not _leads_on(a.text)
        return alone and a.column > 4 and _ENTRY.match(b.text) is not None

    def _ends_with_number(self, a: Line) -> bool:
        """Is ``a`` the title of a §, beside or under its number, that ends with the registry number of the matter?"""
        sections = [b for b in self.blocks[-2:] if _SECTION.match(self.slice(b))]
        numbers = find_registry_numbers(a.text) if sections and a.text[-1] in ")]0123456789" else []
        return bool(numbers) and numbers[-1].end >= len(a.text) - 1


__all__ = ["BlockBuilder", "double_spaced", "wrap_width"]
