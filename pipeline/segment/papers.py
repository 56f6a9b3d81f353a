"""Tells the papers inside a file apart and types each: a report and its agreements, an extract and the paper it adopts."""

from __future__ import annotations

import datetime as dt
import re

from extractors import headings
from extractors.calendar import find_dates
from extractors.core import Block, Part
from extractors.head_elements import elements, pieces_of
from extractors.labels import leading_label
from extractors.paper_kinds import Kind, kind_of
from pipeline.segment.sections import SECTION

# Blocks of the head of a paper that are looked at for its kind.
HEAD_BLOCKS = 14
_LONGEST_HEAD_LINE = 110
# So many labelled lines right under a marker are the head of a paper ("Datum:", "Handläggare:").
_LABELS_OF_HEAD = 2
# Blocks of the head and attendance of minutes over their first §.
_LONGEST_MEETING_HEAD = 60
_MEETING_TYPES = ("minutes", "minutes_extract")
# Kinds that a title alone may open in the middle of a file; the others need a marker line in a page head.
_TITLE_OPENS = {"agreement", "position_paper", "motion", "interpellation"}
# The line that greets whom a letter is for, and the one that takes leave of them.
_SALUTATION = re.compile(
    r"(?m)^(?:(?:Bäste|Bästa|Kära|Käre|Ärade|Högt ärade|Högt ärad|Ärad|Hej|Till våra|Dear|Honou?rable)(?: [^\n.:;()]{2,60})?[,!]|Hej!?)$"
)
_FAREWELL = re.compile(
    r"(?im)^(?:(?:med )?(?:(?:de )?(?:vänlig|bäst|hjärtlig|varm|god)\w*(?: och [a-zåäö]+)? )?hälsning(?:ar)?|med tillönskan [^\n.]{3,50}"
    r"|med (?:stor |utmärkt )?högaktning|vänligen|högaktningsfullt"
    r"|(?:yours|kind regards|best regards|sincerely|respectfully)(?: \w+)?)[,.!]?(?:\t.*| från [^\n.]{2,40})?$"
)
_ADDRESSED = re.compile(
    r"\b(?:mellan|av|för) (?:våra (?:båda |två )?|er och vår |vår och er )(?:kommun|stad|region|ort|städ)\w*"
    r"|\b(?:säg(?:er|s)|meddela[rs]|översänd(?:er|s)) härmed\b",
    re.IGNORECASE,
)
# What the cover of minutes holds: where and when they met, who decided, who verifies.
_COVER = tuple(
    re.compile(rf"(?im)^\s*(?:{words})\b")
    for words in ("plats och tid|tid och plats", "beslutande|närvarande", "justerare|justerande|utses att justera|paragrafer")
)
_FIGURE = re.compile(r"\d")
_NUMBER = re.compile(r"\d+")
_ATTACHMENT = re.compile(r"bilaga\b", re.IGNORECASE)
_PAGE_COUNT = re.compile(r"(?:sida|sid|blad)?\s*(\d+)\s*(?:[(/\[]|av).*", re.IGNORECASE)
# Characters from a paper's beginning within which a letter greets.
_LETTER_HEAD = 1500


def _cells(text: str, block: Block) -> list[str]:
    return [text[c.start : c.end] for c in block.cells] or [text[block.start : block.end]]


def _kinds(text: str, block: Block) -> list[Kind]:
    """The kinds of papers that a line tells of, also beside a date, body or number."""
    found = [k for c in _cells(text, block) if (k := kind_of(c))]
    return found or [k for piece in pieces_of(text, block) if (k := kind_of(piece))]


def _is_head_line(text: str, block: Block) -> bool:
    """Letterhead, date, stamp or "Bilaga" that may stand above the marker of a new paper."""
    line = text[block.start : block.end]
    if len(line) > 70 or (line.rstrip()[-1:] == "." and not line.rstrip(". ")[-1:].isdigit()):
        return False
    if block.kind == "row" or line.isupper() or block.column > 20 or _ATTACHMENT.match(line):
        return True
    dates = find_dates(line)
    return bool(dates) and len(dates[0].raw) > len(line) - 14


class PaperFinder:
    """Finds the papers of a file from its clean text and blocks."""

    def __init__(self, text: str, blocks: list[Block]) -> None:
        self.text = text
        self.blocks = blocks
        self.has_sections = self._is_meeting()
        self.last_text = self._last_text()
        self.numbers = [self._section_number(j) for j in range(len(blocks))] if self.has_sections else [0] * len(blocks)
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
        markers = {k.document_type for b in self.blocks[:HEAD_BLOCKS] for k in _kinds(self.text, b) if k.marker}
        return bool(markers & set(_MEETING_TYPES)) or not markers

    def find(self) -> list[Part]:
        if not self.blocks:
            return [Part(0, 0, len(self.text), "other")]
        starts: list[tuple[int, str | None]] = [(0, None)]
        for i in range(1, len(self.blocks)):
            kind = self._opens(i, starts[-1][0]) or self._opens_meeting(i, starts[-1][0])
            if kind is not None:
                start = self._head_start(i, starts[-1][0])
                if start > starts[-1][0]:
                    starts.append((start, kind))
        bounds = [*(s for s, _ in starts), len(self.blocks)]
        parts = []
        for index, ((first, kind), end) in enumerate(zip(starts, bounds[1:], strict=True)):
            document_type = kind or self._type_of(first, end)
            start_char = 0 if index == 0 else self.blocks[first].start
            end_char = len(self.text) if end == len(self.blocks) else self.blocks[end].start
            parts.append(Part(index, start_char, end_char, document_type))
        return parts

    def _line(self, i: int) -> str:
        return self.text[self.blocks[i].start : self.blocks[i].end]

    def _opens(self, i: int, previous_start: int) -> str | None:
        """The type of the paper that opens at (or just above) block ``i``, if one does."""
        block = self.blocks[i]
        if block.kind == "item" or block.end - block.start > 200 or i - previous_start < 4:
            return None
        own_page = block.page > self.blocks[previous_start].page and self._page_top(i)
        if (self.last_text[i] < previous_start and not own_page) or self._later_page(block):
            return None
        kinds = [k for c in _cells(self.text, block) if (k := kind_of(c))] or self._kinds_beside_date(i)
        if not kinds or kinds[0].head:
            return None
        kind = kinds[0]
        # The list of matters at the beginning of minutes, and the proof of their posting.
        if self.has_sections and kind.document_type == "notice":
            return None
        if kind.document_type == "interpellation" and self._answers(i, previous_start):
            return None
        top = self._page_top(i)
        apart = block.blank_before >= 3 or top or self._under_gap(i)
        if kind.marker and kind.document_type in _MEETING_TYPES:
            following = self.blocks[i + 1 : i + 15]
            has_section = any(SECTION.match(self.text, b.start, b.end) for b in following)
            return kind.document_type if top and has_section and not self.has_sections and block.kind == "row" else None
        if self.has_sections and (not top or self._goes_on(i)):
            return None
        opens = apart or (self._title_follows(i, kind) and not self._under_documents(i))
        if kind.marker and opens and self._followed_by_paper(i):
            return kind.document_type
        if (
            not kind.marker
            and kind.document_type in _TITLE_OPENS
            and (block.level or apart or self._stands_over_text(i))
            and not self.has_sections
        ):
            return kind.document_type
        return None

    def _opens_meeting(self, i: int, previous_start: int) -> str | None:
        """The type of minutes that open at block ``i`` in the same file: its line names minutes, or a body and its day; the numbers of
        the §§ begin anew under it (a § that comes again at the top of a page goes on), and its head tells another day than the
        minutes before."""
        last, following = self.between[i]
        if not self.has_sections or not 0 < following < last or not (self.blocks[i].blank_before or self.blocks[i].first_on_page):
            return None
        line = self._line(i)
        if len(line) > _LONGEST_HEAD_LINE or not _FIGURE.search(line + self._line(min(i + 1, len(self.blocks) - 1))):
            return None
        before = [n for j in range(previous_start, i) if (n := self.numbers[j])]
        after = next((n for j in range(i + 1, min(i + _LONGEST_MEETING_HEAD, len(self.blocks))) if (n := self.numbers[j])), 0)
        if len(before) < 2 or not 0 < after < before[-1] or before != sorted(before):
            return None
        kinds = {e.kind for cell in _cells(self.text, self.blocks[i]) for e in elements(cell)}
        named = any(k.marker and k.document_type in _MEETING_TYPES for k in _kinds(self.text, self.blocks[i]))
        if not (named or {"body", "date"} <= kinds):
            return None
        told, earlier = self._days(i, i + 4), self._days(previous_start, min(previous_start + HEAD_BLOCKS, i))
        return "minutes" if told and earlier and not told & earlier else None

    def _section_number(self, j: int) -> int:
        """The number of the § that block ``j`` opens; 0 where it opens none."""
        match = SECTION.match(self.text, self.blocks[j].start, self.blocks[j].end)
        number = _NUMBER.search(match.group()) if match else None
        return int(number.group()) if number else 0

    def _days(self, first: int, end: int) -> set[dt.date]:
        return {
            d.date_start for j in range(first, min(end, len(self.blocks))) for d in find_dates(self._line(j)) if d.of_days and d.date_start
        }

    def _kinds_beside_date(self, i: int) -> list[Kind]:
        """The kinds that a head line names beside a date or number; a list of papers has such lines too."""
        line = self._line(i)
        if len(line) > _LONGEST_HEAD_LINE or not _FIGURE.search(line):
            return []
        apart = self.blocks[i].blank_before >= 3 or self._page_top(i) or self._under_gap(i)
        return _kinds(self.text, self.blocks[i]) if apart and not self._under_documents(i) else []

    def _answers(self, i: int, previous_start: int) -> bool:
        """Is it the answer to the interpellation before it, which is one paper with it?"""
        return self._line(i).lower().startswith("svar") and self._type_of(previous_start, i) == "interpellation"

    def _later_page(self, block: Block) -> bool:
        """A running head that counts a page other than the first goes on with its paper."""
        numbers = [m for c in _cells(self.text, block) if (m := _PAGE_COUNT.fullmatch(c))]
        return any(int(m[1]) > 1 for m in numbers)

    def _page_top(self, i: int) -> bool:
        """Do only head lines stand between the top of the page and block ``i``?"""
        for j in range(i, max(-1, i - 7), -1):
            if self.blocks[j].first_on_page:
                return True
            if j < i and len(self._line(j)) > 60 and not _is_head_line(self.text, self.blocks[j]):
                return False
        return False

    def _under_gap(self, i: int) -> bool:
        """Is there a gap of several empty lines above the head lines over block ``i``?"""
        for j in range(i, max(0, i - 4), -1):
            if j < i and not _is_head_line(self.text, self.blocks[j]):
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
        return parties or labelled >= _LABELS_OF_HEAD or any(b.end - b.start > 80 for b in following)

    def _head_start(self, i: int, previous: int) -> int:
        j = i
        while (
            j - 1 > previous
            and not self.blocks[j].first_on_page
            and _is_head_line(self.text, self.blocks[j - 1])
            and self.blocks[j].blank_before < 12
            and i - j < 7
        ):
            if headings.classify(self._line(j - 1)) and not re.match(r"bilaga", self._line(j - 1), re.I):
                break
            j -= 1
        return j

    def _type_of(self, first: int, end: int) -> str:
        """The type of the paper made up of the blocks from ``first`` to ``end``."""
        sections = sum(1 for b in self.blocks[first:end] if SECTION.match(self.text, b.start, b.end))
        head = [k for i in self._head_range(first, end) for k in _kinds(self.text, self.blocks[i])]
        if sections:
            # "Sammanträde 2017-03-14" over §§ heads minutes, over a list of matters the notice of a meeting.
            head = [k for k in head if not (k.head and k.document_type == "notice")]
        markers = [k.document_type for k in head if k.marker and not k.head]
        titles = [k.document_type for k in head if not k.marker]
        if not head and sections and self._names_meeting(first, end):
            return self._meeting_type(markers, sections, first, end)
        if any(m in _MEETING_TYPES for m in markers) or SECTION.match(self.text, self.blocks[first].start):
            return self._meeting_type(markers, sections, first, end)
        if (markers or titles)[:1] == ["notice"]:
            # Minutes may begin with the proof of their posting ("Anslag") on the cover.
            return "minutes" if sections >= 2 and self._has_cover(first, end) else "notice"
        for candidates in (markers, titles):
            for specific in ("motion_response", "interpellation", "citizen_proposal", "consultation_response"):
                if specific in candidates:
                    return specific
        if "official_report" in markers and "motion" in titles:
            return "motion_response"
        if not markers and titles[:1] == ["correspondence"] and self._type_from_text(first, end) == "official_report":
            # "Inbjudan från ..." is what an office reports on.
            return "official_report"
        in_head = [k.document_type for k in head if k.head]
        if markers or titles or in_head:
            return (markers or titles or in_head)[0]
        if sections >= 2:
            return "minutes"
        return self._type_from_text(first, end)

    def _has_cover(self, first: int, end: int) -> bool:
        body = self.text[self.blocks[first].start : self.blocks[end - 1].end]
        return all(pattern.search(body) for pattern in _COVER)

    def _names_meeting(self, first: int, end: int) -> bool:
        """Does a head without the word protokoll name a body and the day it met?"""
        kinds = {
            element.kind for i in self._head_range(first, end) for cell in _cells(self.text, self.blocks[i]) for element in elements(cell)
        }
        return {"body", "date"} <= kinds

    def _head_range(self, first: int, end: int) -> list[int]:
        """The blocks that may name the kind of paper: up to its first §, or the first heading of its text or of a list of papers."""
        head = []
        for i in range(first, min(first + HEAD_BLOCKS, end)):
            heading = headings.classify(self._line(i)) if not self.blocks[i].cells else None
            section = SECTION.match(self._line(i)) is not None
            if i > first and (section or (heading and heading.kind != "history" and not kind_of(self._line(i)))):
                break
            if not section:
                head.append(i)
        return head

    def _meeting_type(self, markers: list[str], sections: int, first: int, end: int) -> str:
        if "minutes_extract" in markers:
            return "minutes_extract"
        if sections >= 2:
            return "minutes"
        attendance = re.search(
            r"(?im)^(?:närvarande|beslutande|ledamöter|tjänstgörande|paragrafer|plats och tid)\b",
            self.text[self.blocks[first].start : self.blocks[end - 1].end],
        )
        return "minutes" if attendance and sections == 0 else "minutes_extract" if sections <= 1 else "minutes"

    def _type_from_text(self, first: int, end: int) -> str:
        """Kinds recognised by what the paper holds, where neither marker nor title tells."""
        body = self.text[self.blocks[first].start : self.blocks[end - 1].end]
        if _FAREWELL.search(body) or _SALUTATION.search(body[:_LETTER_HEAD]):
            return "correspondence"
        if self._has_cover(first, end):
            return "minutes"
        zones = {h.kind for i in range(first, end) if (h := headings.classify(self._line(i)))}
        if "proposal" in zones and re.search(r"(?i)\bhandläggare\b|\bförvaltning|\bkontoret\b", body):
            return (
                "consultation_response"
                if re.search(r"(?i)\b(?:svar på|yttrande över) remiss|\bremiss från\b", body[:3000])
                else "official_report"
            )
        if re.search(r"(?i)\bpositioner\b.{0,60}\bpunkter\b|\bpositionspapper\b", body) and "assessment" not in zones:
            return "position_paper"
        if re.search(r"(?i)\bparterna\b", body) and re.search(r"(?i)\bi två (?:likalydande )?exemplar\b|\bundertecknas?\b", body):
            return "agreement"
        # What is written to the other side of an agreement: "avtalet mellan våra kommuner", "Vi säger härmed upp".
        if not zones & {"proposal", "decision"} and _ADDRESSED.search(body):
            return "correspondence"
        return "other"
