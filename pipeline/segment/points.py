"""Finds the matters of minutes that number them without the sign §, or not at all."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from extractors import headings
from extractors.core import Block
from extractors.registry import find_registry_numbers
from pipeline.segment.section_headings import Section, read_heading

# "3. Vänortsbesök från Paide", "3 Vänortsbesök", "Punkt 3: Vänortsbesök", "III. Vänortsbesök"
_POINT = re.compile(
    r"(?:(?:Punkt|Ärende|Pkt|Nr)\.?[ \t]+)?(?P<number>\d{1,2}|(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3}))"
    r"(?:[.):](?=[ \t])|(?=[ \t]))[ \t–-]*(?=[A-ZÅÄÖÉ(\"”]|$)"
)
_LONGEST_TITLE = 160
_FEWEST = 3
# Headings of decision that follow a matter's title within so many blocks.
_NEAR = 3
_ROMAN = {"I": 1, "V": 5, "X": 10}


def _value(number: str) -> int:
    """3 for "3" and for "III"."""
    if number.isdigit():
        return int(number)
    digits = [_ROMAN[c] for c in number]
    return sum(-a if a < b else a for a, b in pairwise([*digits, 0]))


def _numbered(text: str, blocks: list[Block], first: int, beyond: int) -> list[tuple[int, str, int]]:
    """(block, number, end of the number) of the points 1, 2, 3 ... that stand as headings, apart from the text over them."""
    found: list[tuple[int, str, int]] = []
    for i in range(first, beyond):
        block = blocks[i]
        match = _POINT.match(text, block.start, block.end)
        if match is None or not block.blank_before or block.end - block.start > _LONGEST_TITLE or _value(match["number"]) != len(found) + 1:
            continue
        if text[block.end - 1] in ".;," or (found and found[0][1].isdigit() != match["number"].isdigit()):
            continue
        found.append((i, match["number"], match.end()))
    if len(found) < _FEWEST:
        return []
    ends = [*(i for i, _, _ in found[1:]), beyond]
    bearing = sum(end - i > 1 for (i, _, _), end in zip(found, ends, strict=True))
    return found if bearing > 0.5 * len(found) else []


def _registered(text: str, blocks: list[Block], first: int, beyond: int) -> list[int]:
    """The blocks of titles with a registry number beside them, each over text with a heading of decision."""
    found = []
    for i in range(first, beyond):
        block = blocks[i]
        line = text[block.start : block.end]
        numbers = find_registry_numbers(line) if block.blank_before and len(line) < _LONGEST_TITLE else []
        if len(numbers) != 1 or not re.match(r"[A-ZÅÄÖ][^\t]{7,}", line[: numbers[0].start]):
            continue
        kinds = [h.kind for b in blocks[i + 1 : min(i + 1 + _NEAR, beyond)] if (h := headings.classify(text[b.start : b.end]))]
        if any(kind in ("decision", "proposal", "background") for kind in kinds):
            found.append(i)
    return found if len(found) >= 2 else []


def find_points(text: str, blocks: list[Block], start: int, end: int) -> list[Section]:
    """The matters between the offsets ``start`` and ``end`` of minutes in which no § is found, in order; a matter that bears no
    number has an empty one."""
    first, beyond = (bisect_left(blocks, offset, key=lambda b: b.start) for offset in (start, end))
    found = _numbered(text, blocks, first, beyond) or [(i, "", blocks[i].start) for i in _registered(text, blocks, first, beyond)]
    following = [*(i for i, _, _ in found), beyond][1:]
    return [read_heading(text, blocks, i, number, after, following=end) for (i, number, after), end in zip(found, following, strict=True)]


__all__ = ["find_points"]
