"""Cuts each case into zones: the stretches under its headings (decision, proposal, background ...)."""

from __future__ import annotations

import re

from extractors import headings
from extractors.core import Block, Case, Zone
from extractors.headings import Heading

# Zones that a heading of an unknown kind ends; the others hold subheadings of their own.
_SHORT = {"decision", "proposal", "documents", "recipients", "vote", "question", "reservation", "statement", "motions_at_meeting"}
_UNKNOWN = "text"
_BARE_PROPOSAL = re.compile(r"(?i)förslag\W*")
_NOT_HEADING = re.compile(r":$|\([A-ZÅÄÖ]{1,4}\)|[.;,]$|^\W|\d{4}-\d\d|^(?:att|Ja|Nej)\b|^[A-ZÅÄÖ][\w-]+ [A-ZÅÄÖ][\w-]+$|:\s*\S")


_MEMBER = re.compile(r"(?:[-–•]\s*)?[A-ZÅÄÖ][^.:\n()]{3,60} \([A-ZÅÄÖa-zåäö]{1,4}\)")


def _inline(text: str, block: Block) -> tuple[Heading, int] | None:
    """A heading at the beginning of a block that goes on with its text: a first cell, or words before a colon."""
    if block.cells:
        first = block.cells[0]
        heading = headings.classify(text[first.start : first.end])
        return (heading, block.cells[1].start) if heading else None
    colon = text.find(":", block.start, min(block.end, block.start + 70))
    if colon < 0 or colon + 1 >= block.end:
        return None
    heading = headings.classify(text[block.start : colon])
    return (heading, colon + 1) if heading else None


def _unknown_heading(text: str, blocks: list[Block], i: int) -> bool:
    """A short line on its own above running text, that the lexicon does not know."""
    block = blocks[i]
    line = text[block.start : block.end]
    if block.level:
        return True
    if block.kind != "paragraph" or len(line) > 80 or block.blank_before < 1 or not line[:1].isupper() or _NOT_HEADING.search(line):
        return False
    return i + 1 < len(blocks) and blocks[i + 1].end - blocks[i + 1].start > 80 and blocks[i + 1].kind == "paragraph"


def _moved_by_members(text: str, blocks: list[Block], i: int) -> bool:
    """Does "Förslag" stand over what members move at the meeting: "Bo Ek (M) föreslår avslag"?"""
    following = blocks[i + 1] if i + 1 < len(blocks) else None
    bare = _BARE_PROPOSAL.fullmatch(text, blocks[i].start, blocks[i].end)
    return bool(bare and following and _MEMBER.match(text, following.start, following.end))


def _names_attachment(text: str, block: Block, part_starts: list[int]) -> bool:
    """ "Bilaga" at the top of an attached paper or page names it; it opens no list of documents."""
    return text[block.start : block.end].lower().startswith("bilaga") and (block.first_on_page or block.start in part_starts)


def find_zones(text: str, blocks: list[Block], case: Case, first_block_after_heading: int, part_starts: list[int]) -> list[Zone]:
    """The zones of ``case``, in order and without gaps, from the end of its heading to its end. An attached paper begins a zone
    (``part_starts`` are the offsets where papers begin)."""
    zones = [Zone(_UNKNOWN, case.heading[1], case.end, case.ordinal, (case.heading[1], case.heading[1]))]

    def open_zone(kind: str, block: Block, heading_end: int, body: str | None) -> None:
        zones[-1].end = block.start
        zones.append(Zone(kind, heading_end, case.end, case.ordinal, (block.start, heading_end), body))

    for i in range(first_block_after_heading, len(blocks)):
        block = blocks[i]
        if block.start >= case.end:
            break
        if block.start < case.heading[1] or block.kind == "item":
            continue
        if block.start in part_starts:
            open_zone(_UNKNOWN, block, block.start, None)
        heading = headings.classify(text[block.start : block.end])
        if heading and heading.kind == "documents" and _names_attachment(text, block, part_starts):
            continue
        if heading:
            kind = "motions_at_meeting" if _moved_by_members(text, blocks, i) else heading.kind
            open_zone(kind, block, block.end, heading.bodies[-1] if heading.bodies else None)
        elif inline := _inline(text, block):
            open_zone(inline[0].kind, block, inline[1], inline[0].bodies[-1] if inline[0].bodies else None)
        elif zones[-1].kind in _SHORT and _unknown_heading(text, blocks, i):
            open_zone(_UNKNOWN, block, block.end, None)
    return [z for z in zones if z.end > z.start or z.heading[1] > z.heading[0]]
