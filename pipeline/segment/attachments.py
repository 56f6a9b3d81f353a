"""Finds the § of minutes that a paper attached to them belongs to."""

from __future__ import annotations

import re
from itertools import islice

from extractors.core import Block, Case, Part

# "Bilaga 3 KF § 97/2016", "Bilaga A till § 12": the head of an attachment, and how the text of a § refers to it.
_ATTACHMENT = re.compile(r"(?i)bilaga\s{1,4}(?:nr\s?)?(?P<mark>\d{1,2}|[A-ZÅÄÖ])(?!\w)")
_SECTION = re.compile(r"§\s{0,2}(?P<number>\d{1,4}(?:\s?[A-Z](?!\w))?)")
_HEAD_BLOCKS = 4


def section_of_attachment(text: str, blocks: list[Block], part: Part, cases: list[Case]) -> Case | None:
    """The one of the §§ ``cases`` that an attachment of their minutes belongs to: the § that its head names, else the only one that
    refers to it by its number or letter. None where neither tells."""
    lines = [text[b.start : b.end] for b in islice((b for b in blocks if part.start <= b.start < part.end), _HEAD_BLOCKS)]
    attachment = next((line for line in lines if _ATTACHMENT.search(line)), "")
    if named := _SECTION.search(attachment):
        number = named["number"].replace(" ", "")
        return next((c for c in cases if (c.section_number or "").replace(" ", "") == number), None)
    marked = _ATTACHMENT.search(attachment)
    if marked is None:
        return None
    refers = re.compile(rf"(?i)\bbilaga\s{{1,4}}(?:nr\s?)?{marked['mark']}(?!\w)")
    referring = [c for c in cases if refers.search(text, c.start, min(c.end, part.start))]
    return referring[0] if len(referring) == 1 else None


__all__ = ["section_of_attachment"]
