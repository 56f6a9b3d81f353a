"""Tells the papers inside a file apart and types each: a report and its agreements, an extract and the paper it adopts."""

from __future__ import annotations

import re

from extractors import headings
from extractors.core import Part
from extractors.head import cells_of
from extractors.head_elements import elements
from extractors.paper_kinds import Kind, kind_of
from pipeline.segment.letters import FAREWELL, SALUTATION, opens_letter
from pipeline.segment.paper_lines import ATTACHMENT, HEAD_BLOCKS, LONGEST_HEAD_LINE, MEETING_TYPES, PaperLines
from pipeline.segment.sections import SECTION

# The title of the answer to a motion or a resident's proposal, the papers it may answer, and how far under the top of its page it stands.
_ANSWER = re.compile(
    r"(?:förslag till )?(?:svar på|yttrande över|besvarande av) (?:motion|medborgarförslag|e-förslag|invånarförslag)", re.IGNORECASE
)
_ANSWERED_BY = {"motion": "motion_response", "citizen_proposal": "official_report"}
_ANSWER_HEAD = 10
# Blocks of the head and attendance of minutes over their first §.
_LONGEST_MEETING_HEAD = 60
# Blocks of the head of an extract that tell body and day.
_MEETING_LINES = 4
# Kinds that a title alone may open in the middle of a file; the others need a marker line in a page head.
_TITLE_OPENS = {"agreement", "position_paper", "motion", "interpellation"}
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
# Characters from a paper's beginning within which a letter greets.
_LETTER_HEAD = 1500


class PaperFinder(PaperLines):
    """Finds the papers of a file from its clean text and blocks."""

    def find(self) -> list[Part]:
        if not self.blocks:
            return [Part(0, 0, len(self.text), "other")]
        starts: list[tuple[int, str | None]] = [(0, None)]
        for i in range(1, len(self.blocks)):
            start, type_before = starts[-1]
            kind = (
                self._opens_extract(i, start, type_before)
                or self._opens(i, start)
                or self._opens_meeting(i, start)
                or self._opens_attached(i, start, type_before)
            )
            first = self._head_start(i, start) if kind is not None else None
            if kind is None and (answer := self._opens_answer(i, start, type_before)):
                first, kind = answer
            if first is not None and first > start:
                starts.append((first, kind))
        bounds = [*(s for s, _ in starts), len(self.blocks)]
        parts = []
        for index, ((first, kind), end) in enumerate(zip(starts, bounds[1:], strict=True)):
            document_type = kind or self._type_of(first, end)
            start_char = 0 if index == 0 else self.blocks[first].start
            end_char = len(self.text) if end == len(self.blocks) else self.blocks[end].start
            parts.append(Part(index, start_char, end_char, document_type))
        return parts

    def _opens(self, i: int, previous_start: int) -> str | None:
        """The type of the paper that opens at (or just above) block ``i``, if one does."""
        block = self.blocks[i]
        if block.kind == "item" or block.end - block.start > 200 or i - previous_start < 4:
            return None
        own_page = block.page > self.blocks[previous_start].page and self._page_top(i)
        if (self.last_text[i] < previous_start and not own_page) or self._later_page(block):
            return None
        kinds = [k for c in cells_of(self.text, block) if (k := kind_of(c))] or self._kinds_beside_date(i)
        if not kinds or kinds[0].head:
            return None
        kind = kinds[0]
        # The list of matters at the beginning of minutes, and the proof of their posting.
        if self.has_sections and kind.document_type == "notice":
            return None
        if kind.document_type == "interpellation" and self._answers(i, previous_start):
            return None
        if not kind.marker and headings.classify(self._line(i)):
            return None
        top = self._page_top(i)
        apart = block.blank_before >= 3 or top or self._under_gap(i)
        if kind.marker and kind.document_type in MEETING_TYPES:
            return None
        if self.has_sections and (not top or (self._goes_on(i) and not (kind.marker and self._fills_page(i)))):
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

    def _opens_extract(self, i: int, previous_start: int, type_before: str | None) -> str | None:
        """The type of an extract from minutes that opens at block ``i``, in the head of a page: its line names minutes or a body and its
        day, and a § follows. In a file of extracts each has a day of its own; the page may be counted in the minutes it is from."""
        block = self.blocks[i]
        number = next((n for n in self.sections[i + 1 : i + 15] if n), 0)
        if not number or i - previous_start < 4 or block.end - block.start > LONGEST_HEAD_LINE or not self._page_top(i):
            return None
        markers = [k.document_type for k in self._kinds_at(i) if k.marker and not k.head and k.document_type in MEETING_TYPES]
        if not markers and not {"body", "date"} <= self._element_kinds(i):
            return None
        before = [n for n in self.sections[previous_start:i] if n]
        if number in before or (before and number == before[-1] + 1):
            return None
        if (type_before or self._type_of(previous_start, i)) not in MEETING_TYPES:
            return "minutes_extract" if markers or self.has_sections else None
        told, earlier = self._days(i, i + _MEETING_LINES), self._days(previous_start, previous_start + _MEETING_LINES)
        return "minutes_extract" if len(before) == 1 and told and earlier and not told & earlier else None

    def _opens_answer(self, i: int, previous_start: int, type_before: str | None) -> tuple[int, str] | None:
        """The first block and type of the answer to the motion or resident's proposal before it, where block ``i`` is its title, under a
        dated head at the top of a page."""
        if not _ANSWER.match(self._line(i)) or self.blocks[i].page == self.blocks[previous_start].page:
            return None
        top = next((j for j in range(i, max(previous_start, i - _ANSWER_HEAD), -1) if self.blocks[j].page > self.blocks[j - 1].page), None)
        if top is None or any(len(self._line(j)) > LONGEST_HEAD_LINE for j in range(top, i)):
            return None
        if not any("date" in self._element_kinds(j) for j in range(top, i)):
            return None
        if any(_ANSWER.match(self._line(j)) for j in range(previous_start, min(previous_start + HEAD_BLOCKS, top))):
            return None
        return (top, kind) if (kind := _ANSWERED_BY.get(type_before or self._type_of(previous_start, top))) else None

    def _opens_attached(self, i: int, previous_start: int, type_before: str | None) -> str | None:
        """The type of what opens at block ``i``, the first of its page: a letter in a file of papers, or a further attachment of
        minutes behind a paper attached to them."""
        if not self.blocks[i].first_on_page or i - previous_start < 4 or self._goes_on(i):
            return None
        if opens_letter(self.text, self.blocks, i):
            return "correspondence"
        behind_paper = self.has_sections and type_before not in (None, *MEETING_TYPES)
        return "other" if behind_paper and ATTACHMENT.match(self._line(i)) and not self._opens_below(i) else None

    def _opens_meeting(self, i: int, previous_start: int) -> str | None:
        """The type of minutes that open at block ``i`` in the same file: its line names minutes, or a body and its day; the numbers of
        the §§ begin anew under it (a § that comes again at the top of a page goes on), and its head tells another day than the
        minutes before."""
        last, following = self.between[i]
        if not self.has_sections or not 0 < following < last or not (self.blocks[i].blank_before or self.blocks[i].first_on_page):
            return None
        line = self._line(i)
        if len(line) > LONGEST_HEAD_LINE or not _FIGURE.search(line + self._line(min(i + 1, len(self.blocks) - 1))):
            return None
        before = [n for j in range(previous_start, i) if (n := self.numbers[j])]
        after = next((n for j in range(i + 1, min(i + _LONGEST_MEETING_HEAD, len(self.blocks))) if (n := self.numbers[j])), 0)
        if len(before) < 2 or not 0 < after < before[-1] or before != sorted(before):
            return None
        kinds = self._element_kinds(i)
        named = any(k.marker and k.document_type in MEETING_TYPES for k in self._kinds_at(i))
        if not (named or {"body", "date"} <= kinds):
            return None
        told, earlier = self._days(i, i + 4), self._days(previous_start, min(previous_start + HEAD_BLOCKS, i))
        return "minutes" if told and earlier and not told & earlier else None

    def _kinds_beside_date(self, i: int) -> list[Kind]:
        """The kinds that a head line names beside a date or number; a list of papers has such lines too."""
        line = self._line(i)
        if len(line) > LONGEST_HEAD_LINE or not _FIGURE.search(line):
            return []
        apart = self.blocks[i].blank_before >= 3 or self._page_top(i) or self._under_gap(i)
        return self._kinds_at(i) if apart and not self._under_documents(i) else []

    def _answers(self, i: int, previous_start: int) -> bool:
        """Is it the answer to the interpellation before it, which is one paper with it?"""
        return self._line(i).lower().startswith("svar") and self._type_of(previous_start, i) == "interpellation"

    def _type_of(self, first: int, end: int) -> str:
        """The type of the paper made up of the blocks from ``first`` to ``end``."""
        sections = sum(1 for b in self.blocks[first:end] if SECTION.match(self.text, b.start, b.end))
        head = [k for i in self._head_range(first, end) for k in self._kinds_at(i)]
        if sections:
            # "Sammanträde 2017-03-14" over §§ heads minutes, over a list of matters the notice of a meeting.
            head = [k for k in head if not (k.head and k.document_type == "notice")]
        markers = [k.document_type for k in head if k.marker and not k.head]
        titles = [k.document_type for k in head if not k.marker]
        if markers[:1] == ["other"]:
            return "other"
        if not head and sections and self._names_meeting(first, end):
            return self._meeting_type(markers, sections, first, end)
        if any(m in MEETING_TYPES for m in markers) or SECTION.match(self.text, self.blocks[first].start):
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
            element.kind for i in self._head_range(first, end) for cell in cells_of(self.text, self.blocks[i]) for element in elements(cell)
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
        if FAREWELL.search(body) or SALUTATION.search(body[:_LETTER_HEAD]):
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
