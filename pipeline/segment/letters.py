"""Tells letters and electronic mail by how they greet, take leave and are addressed."""

from __future__ import annotations

import re

from extractors import headings
from extractors.calendar import find_dates
from extractors.core import Block
from pipeline.segment.section_headings import SECTION

# The line that greets whom a letter is for, and the one that takes leave of them.
SALUTATION = re.compile(
    r"(?m)^(?:(?:Bäste|Bästa|Kära|Käre|Ärade|Högt ärade|Högt ärad|Ärad|Hej|Till våra|Dear|Honou?rable)(?: [^\n.:;()]{2,60})?[,!]|Hej!?)$"
)
FAREWELL = re.compile(
    r"(?im)^(?:(?:med )?(?:(?:de )?(?:vänlig|bäst|hjärtlig|varm|god)\w*(?: och [a-zåäö]+)? )?hälsning(?:ar)?|med tillönskan [^\n.]{3,50}"
    r"|med (?:stor |utmärkt )?högaktning|vänligen|högaktningsfullt"
    r"|(?:yours|kind regards|best regards|sincerely|respectfully)(?: \w+)?)[,.!]?(?:\t.*| från [^\n.]{2,40})?$"
)
# The lines that electronic mail is headed by when it is printed.
_MAIL = tuple(
    re.compile(rf"(?i)(?:{words}):[ \t]")
    for words in ("från|from|avsändare", "skickat|sent|datum|date", "till|to|mottagare", "ämne|subject|ärende")
)
_MAIL_LINES = 7
_FEWEST_MAIL_LINES = 3
# Blocks of a page within which its letter greets, and how far in a line stands that is set apart as an address or date is.
_GREETS_WITHIN = 18
_INDENTED = 20


def opens_letter(text: str, blocks: list[Block], i: int) -> bool:
    """Does a letter or electronic mail begin with block ``i``, the first of its page?"""
    if not blocks[i].first_on_page:
        return False
    page = [b for b in blocks[i : i + _GREETS_WITHIN] if b.page == blocks[i].page]
    return _heads_mail(text, page[:_MAIL_LINES]) or _greets_under_head(text, page)


def _heads_mail(text: str, page: list[Block]) -> bool:
    told = [n for b in page for n, pattern in enumerate(_MAIL) if pattern.match(text, b.start, b.end)]
    return bool(told) and _MAIL[0].match(text, page[0].start) is not None and len(set(told)) >= _FEWEST_MAIL_LINES


def _greets_under_head(text: str, page: list[Block]) -> bool:
    """Does a greeting stand under the date or address that a letter is headed by, with no text between?"""
    for n, block in enumerate(page):
        line = text[block.start : block.end]
        if SALUTATION.fullmatch(line):
            head = page[:n]
            return any(find_dates(text[b.start : b.end]) for b in head) and any(b.column > _INDENTED or b.cells for b in head)
        if block.kind == "item" or block.end - block.start > 120 or SECTION.match(text, block.start) or headings.classify(line):
            return False
    return False


__all__ = ["FAREWELL", "SALUTATION", "opens_letter"]
