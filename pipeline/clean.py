"""The clean view: the document's text as a reader reads it, with a map back to the verbatim page text.

Running heads, page numbers and signature boxes are left out, words hyphenated at line ends are put together, wrapped lines
are joined to paragraphs. Evidence never quotes the clean view: :meth:`CleanView.raw_span` gives the verbatim extent.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass, field

from extractors.core import Block
from pipeline.blocks import BlockBuilder
from pipeline.damage import double_encoded_extents
from pipeline.document import Page
from pipeline.furniture import furniture
from pipeline.lines import page_lines
from pipeline.recognised import mend_lines


@dataclass(slots=True)
class CleanView:
    """``text`` is blocks separated by ``\\n``, cells of a row by ``\\t``; ``offsets[i]`` is the place of ``text[i]`` in the pages put
    end to end; ``page_starts`` are the places where the pages begin there; ``wide`` tells where a character
    that stands for several verbatim ones ends; ``margins`` are the different lines left out, running heads and feet among them."""

    text: str
    offsets: array[int]
    blocks: list[Block]
    page_starts: list[int]
    wide: dict[int, int] = field(default_factory=dict)
    margins: list[str] = field(default_factory=list)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The verbatim extent of ``text[start:end]`` (``start < end``)."""
        last = self.offsets[end - 1]
        return self.offsets[start], self.wide.get(last, last + 1)

    def page_of(self, raw: int) -> int:
        """The number of the page, counted from 1, that holds the verbatim character ``raw``."""
        return max(1, bisect_right(self.page_starts, raw))


def clean(pages: list[Page]) -> CleanView:
    """The clean view of the pages put end to end."""
    starts, lines_of_pages, offset = [], [], 0
    wide: dict[int, int] = {}
    for page in pages:
        starts.append(offset)
        wide.update((offset + a, offset + b) for a, b in double_encoded_extents(page.text).items())
        lines_of_pages.append(page_lines(page.text, offset, page.number))
        offset += len(page.text)
    recognised = {page.number for page in pages if page.text_source == "ocr"}
    mend_lines([line for lines in lines_of_pages for line in lines], recognised)
    left_out = furniture(lines_of_pages)
    kept = []
    margins: dict[str, None] = {}
    for p, lines in enumerate(lines_of_pages):
        blank, first = 0, True
        for i, line in enumerate(lines):
            if (p, i) in left_out:
                blank += line.blank_before
                margins[line.text.strip()] = None
                continue
            line.blank_before += blank
            line.first_on_page = first
            blank, first = 0, False
            kept.append(line)
    builder = BlockBuilder(kept)
    builder.build()
    return CleanView(builder.text, builder.offsets, builder.blocks, starts, wide, list(margins))
