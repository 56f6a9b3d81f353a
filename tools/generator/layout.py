"""From paragraphs to pages: line breaks, hyphenation, page furniture."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

# A block of this line alone starts a new page.
PAGE_BREAK = "\f"
VOWELS = "aeiouyåäöéAEIOUYÅÄÖÉ"
# Letters that end a syllable together; a word is not broken between them.
TOGETHER = {"sk", "st", "tj", "kj", "sj", "ng", "ck", "ll"}
KEEP = re.compile(r"^[a-zåäöé]+[.,;:]?$")


@dataclass(frozen=True)
class Paragraph:
    """A run of text to be filled, or lines to be kept.

    Attributes:
        text: The text; of kept text the lines as they are.
        hang: What stands before the first line (``att  ``, ``1. ``); the other lines are indented as deep.
        indent: Columns before every line.
        keep: Whether lines are kept as they are.
        tight: Whether no blank line follows.
    """

    text: str
    hang: str = ""
    indent: int = 0
    keep: bool = False
    tight: bool = False


def break_points(word: str) -> list[int]:
    """Where a word of small letters may be broken: between two consonants after a vowel, or before a lone one, two letters off the ends."""
    if not KEEP.match(word) or len(word) < 8:
        return []
    points = []
    for i in range(3, len(word) - 3):
        before, here, after = word[i - 1], word[i], word[i + 1]
        if here in VOWELS or after not in VOWELS or not word[i].isalpha():
            continue
        if before in VOWELS or (word[i - 1 : i + 1] not in TOGETHER and word[i - 2] in VOWELS):
            points.append(i)
    return points


def fill(text: str, width: int, hyphenate: bool) -> list[str]:
    """The text in lines of at most ``width`` columns, long words broken when ``hyphenate``."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        if not line:
            line = word
        elif len(line) + 1 + len(word) <= width:
            line += f" {word}"
        else:
            room = width - len(line) - 2
            cut = max((p for p in break_points(word) if p <= room), default=0) if hyphenate else 0
            if cut:
                lines.append(f"{line} {word[:cut]}-")
                line = word[cut:]
            else:
                lines.append(line)
                line = word
    return [*lines, line] if line else lines


def lines_of(paragraph: Paragraph, width: int, hyphenate: bool) -> list[str]:
    """A paragraph's lines."""
    if paragraph.keep:
        return [(" " * paragraph.indent + line).rstrip() for line in paragraph.text.split("\n")]
    lead = " " * (paragraph.indent + len(paragraph.hang))
    filled = fill(paragraph.text, max(30, width - len(lead)), hyphenate)
    first = " " * paragraph.indent + paragraph.hang
    return [(first if i == 0 else lead) + line for i, line in enumerate(filled)]


def blocks_of(paragraphs: Iterable[Paragraph], width: int, hyphenate: bool) -> list[list[str]]:
    """The lines of each paragraph, those that belong together in one block."""
    blocks: list[list[str]] = []
    joined = False
    for paragraph in paragraphs:
        lines = lines_of(paragraph, width, hyphenate)
        if joined:
            blocks[-1] += lines
        else:
            blocks.append(lines)
        joined = paragraph.tight
    return blocks


def paginate(blocks: list[list[str]], height: int, head: Callable[[int, int], list[str]], foot: Callable[[int, int], list[str]]) -> str:
    """Pages parted by form feeds; ``head`` and ``foot`` give a page's furniture from its number and the number of pages."""
    pages: list[list[str]] = [[]]
    for block in blocks:
        if block == [PAGE_BREAK]:
            pages.append([])
            continue
        room = height - len(pages[-1])
        if pages[-1] and (len(block) <= height and len(block) > room) and (len(block) < 12 or room < 8):
            pages.append([])
        for line in block:
            if len(pages[-1]) >= height:
                pages.append([])
            pages[-1].append(line)
        if pages[-1]:
            pages[-1].append("")
    total = len(pages)
    texts = []
    for number, page in enumerate(pages, 1):
        while page and not page[-1].strip():
            page.pop()
        texts.append("\n".join(line.rstrip() for line in [*head(number, total), *page, *foot(number, total)]) + "\n")
    return "\f".join(texts)
