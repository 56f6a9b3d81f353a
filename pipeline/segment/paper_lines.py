"""The lines of a file as the search for its papers sees them: heads of pages, markers of papers, §§ of minutes."""

from __future__ import annotations

import datetime as dt
import re

from extractors import headings
from extractors.calendar import find_dates
from extractors.core import Block
from extractors.head import cells_of
from extractors.head_elements import elements, pieces_of
from extractors.labels import leading_label
from extractors.paper_kinds import Kind, kind_of
from pipeline.segment.sections import SECTION

# Blocks of the head of a paper that are looked at for its kind.
HEAD_BLOCKS = 14
# So many labelled lines right under a marker are the head of a paper ("Datum:", "Handläggare:").
_LABELS_OF_HEAD = 2
LONGEST_HEAD_LINE = 110
MEETING_TYPES = ("minutes", "minutes_extract")
ATTACHMENT = re.compile(r"bilaga\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
_PAGE_COUNT = re.compile(r"(?:sida|sid|blad)?\s*(\d+)\s*(?:[(/\[]|av).*", re.IGNORECASE)


def _kinds_of(text: str, block: Block) -> list[Kind]:
    """The kinds of papers that a line tells of, also beside a date, body or number."""
    found = [k for c in cells_of(text, block) if (k := kind_of(c))]
    return found or [k for piece in pieces_of(text, block) if (k := kind_of(piece))]


def is_head_line(text: str, block: Block) -> bool:
    """Letterhead, date, stamp or "Bilaga" that may stand above the marker of a new paper."""
    line = text[block.start : block.end]
    if len(line) > 70 or (line.rstrip()[-1:] == "." and not line.rstrip(". ")[-1:].isdigit()):
        return False
    if block.kind == "row" or line.isupper() or block.column > 20 or ATTACHMENT.match(line):
        return True
    dates = find_dates(line)
    return bool(dates) and len(dates[0].raw) > len(line) - 14


class PaperLines:
    """The clean text and blocks of a file, and what its lines tell of the papers in it."""

    def __init__(self, text: str, blocks: list[Block]) -> None:
        self.text = text
        self.blocks = blocks
        self._kinds: dict[int, list[Kind]] = {}
        self._elements: dict[int, set[str]] = {}
        self.has_sections = self._is_meeting()
        self.last_text = self._last_text()
        self.sections = [self._section_number(j) for j in range(len(blocks))]
        self.numbers = self.sections if self.has_sections else [0] * len(blocks)
        self.between = self._between()

    def _between(self) -> list[tuple[int, int]]:
        """For each block, the number of the last § before it and that of the first § behind it (0 where there is none)."""
        before, last = [], 0
        for number in self.numbers:
            before.append(last)
            last = number or last
        behind, following = [], 0
        for number in reversed(self.numbers):
            behind.append(following)
            following = number or following
        return list(zip(before, reversed(behind), strict=True))

    def _goes_on(self, i: int) -> bool:
        """Do minutes go on behind block ``i``: is the next § the one after the last?"""
        before, behind = self.between[i]
        return 0 < before < behind <= before + 2

    def _last_text(self) -> list[int]:
        """For each block, the index of the last long paragraph or list item before it (-1 where there is none)."""
        last, found = -1, []
        for i, block in enumerate(self.blocks):
            found.append(last)
            if block.end - block.start > 150 or block.kind == "item":
                last = i
        return found

    def _is_meeting(self) -> bool:
        """Do the §§ of the file belong to minutes? Those of agreements, attached to a report, do not."""
        if sum(1 for b in self.blocks if SECTION.match(self.text, b.start, b.end)) < 2:
            return False
        markers = {k.document_type for i in range(min(HEAD_BLOCKS, len(self.blocks))) for k in self._kinds_at(i) if k.marker}
        return bool(markers & set(MEETING_TYPES)) or not markers

    def _line(self, i: int) -> str:
        return self.text[self.blocks[i].start : self.blocks[i].end]

    def _opens_below(self, i: int) -> bool:
        """Does the paper that is attached name its kind under the head line of its page?"""
        return any(k.marker and not k.head for j in range(i, min(i + 4, len(self.blocks))) for k in self._kinds_at(j))

    def _kinds_at(self, i: int) -> list[Kind]:
        if i not in self._kinds:
            self._kinds[i] = _kinds_of(self.text, self.blocks[i])
        return self._kinds[i]

    def _element_kinds(self, i: int) -> set[str]:
        if i not in self._elements:
            self._elements[i] = {e.kind for cell in cells_of(self.text, self.blocks[i]) for e in elements(cell)}
        return self._elements[i]

    def _section_number(self, j: int) -> int:
        """The number of the § that block ``j`` opens; 0 where it opens none."""
        match = SECTION.match(self.text, self.blocks[j].start, self.blocks[j].end)
        number = _NUMBER.search(match.group()) if match else None
        return int(number.group()) if number else 0

    def _days(self, first: int, end: int) -> set[dt.date]:
        return {
            d.date_start for j in range(first, min(end, len(self.blocks))) for d in find_dates(self._line(j)) if d.of_days and d.date_start
        }

    def _later_page(self, block: Block) -> bool:
        """A running head that counts a page other than the first goes on with its paper."""
        numbers = [m for c in cells_of(self.text, block) if (m := _PAGE_COUNT.fullmatch(c))]
        return any(int(m[1]) > 1 for m in numbers)

    def _page_top(self, i: int) -> bool:
        """Do only head lines stand between the top of the page and block ``i``?"""
        for j in range(i, max(-1, i - 7), -1):
            if self.blocks[j].first_on_page:
                return True
            if j < i and len(self._line(j)) > 60 and not is_head_line(self.text, self.blocks[j]):
                return False
        return False

    def _under_gap(self, i: int) -> bool:
        """Is there a gap of several empty lines above the head lines over block ``i``?"""
        for j in range(i, max(0, i - 4), -1):
            if j < i and not is_head_line(self.text, self.blocks[j]):
                return False
            if self.blocks[j].blank_before >= 4:
                return True
        return False

    def _title_follows(self, i: int, kind: Kind) -> bool:
        """Does a title of the same kind stand right under a marker ("Positionspapper" / "Positionspapper för samverkan ...")?"""
        if i + 1 >= len(self.blocks):
            return False
        below = kind_of(self._line(i + 1))
        return below is not None and not below.marker and below.document_type == kind.document_type

    def _stands_over_text(self, i: int) -> bool:
        """A title on lines of its own, over running text and under the end of another paper (short lines, no list of papers)."""
        block, above = self.blocks[i], self.blocks[i - 1]
        following = self.blocks[i + 1] if i + 1 < len(self.blocks) else None
        if block.blank_before < 1 or following is None or following.end - following.start < 120 or self._line(i).endswith((".", ":")):
            return False
        return above.end - above.start < 80 and above.kind != "item" and not self._under_documents(i)

    def _under_documents(self, i: int) -> bool:
        """Is the nearest heading above one over a list of papers?"""
        for j in range(i - 1, max(-1, i - 12), -1):
            if heading := headings.classify(self._line(j)):
                return heading.kind == "documents"
        return False

    def _followed_by_paper(self, i: int) -> bool:
        """A marker is followed by text of its paper, or the labels of its head; a list of attachments is not."""
        following = self.blocks[i + 1 : i + 9]
        if not following or (
            headings.classify(self.text[following[0].start : following[0].end]) is not None and following[0].blank_before == 0
        ):
            return False
        parties = re.match(r"(?i)(?:mellan|between)\b", self._line(i + 1)) is not None
        labelled = sum(leading_label(self.text[b.start : b.end]) is not None for b in following[:5])
        if parties or labelled >= _LABELS_OF_HEAD or any(b.end - b.start > 80 for b in following):
            return True
        return self._page_top(i) and self._over_clauses(i)

    def _fills_page(self, i: int) -> bool:
        """Is the page that a marker heads a paper's, between two §§ of one meeting: a proposal or decision under the marker, no §?"""
        heads = self.blocks[max(0, i - 2) : i + 1]
        return any(b.first_on_page for b in heads) and self.blocks[i].kind == "row" and self._over_clauses(i)

    def _over_clauses(self, i: int) -> bool:
        """Does a heading of what is proposed or decided stand over text under the marker on its page, with no § of minutes?"""
        page = [j for j in range(i + 1, min(i + HEAD_BLOCKS, len(self.blocks))) if self.blocks[j].page == self.blocks[i].page]
        heads = [j for j in page if (h := headings.classify(self._line(j))) and h.kind in ("proposal", "decision")]
        return bool(heads) and heads[0] < page[-1] and not self._under_documents(i) and not any(self.sections[j] for j in page)

    def _head_start(self, i: int, previous: int) -> int:
        j = i
        while (
            j - 1 > previous
            and not self.blocks[j].first_on_page
            and (is_head_line(self.text, self.blocks[j - 1]) or "addressee" in self._element_kinds(j - 1))
            and self.blocks[j].blank_before < 12
            and i - j < 7
        ):
            if headings.classify(self._line(j - 1)) and not re.match(r"bilaga", self._line(j - 1), re.I):
                break
            j -= 1
        return j


__all__ = ["ATTACHMENT", "HEAD_BLOCKS", "LONGEST_HEAD_LINE", "MEETING_TYPES", "PaperLines"]
