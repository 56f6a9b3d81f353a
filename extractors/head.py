"""The head of a paper: the lines over its first running text, with the values that their labels announce."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from extractors.calendar import find_dates
from extractors.core import Block, Cell
from extractors.head_elements import elements
from extractors.labels import label_kind, leading_label, may_hold_label

# How far the columns of a label and its value, or of the two lines of a label, may stand apart.
_ASIDE = 3
# A place and time under the name of one who verifies the minutes is that of the verifying.
_VERIFYING = re.compile(r"(?:justering|justerare|justerande|utses att justera)\b", re.IGNORECASE)
_MEETING = re.compile(r"sammanträd|möte|nämnd|.*\bsammanträdes?(?:datum|dag)\b", re.IGNORECASE)
_VERIFYING_LINES = 5
_DAYS = ("meeting_date", "document_date")
# "den 28 maj 2012", "klockan 10 den 28 maj 2012"
_DAY_STANDS_BY = 12

# The line over the signatures of a paper: a place (with its country, as a foreign partner writes it) and a day.
PLACE_AND_DAY = re.compile(
    r"(?!(?:Mån|Tis|Ons|Tors|Fre|Lör|Sön)dag)[A-ZÅÄÖ][^\W\d]+(?:[ /,-]{1,3}(?:[A-ZÅÄÖ][^\W\d]+|stad|kommun)){0,4}[ ,]+"
    r"(?:den )?(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)? )?(?:den )?"
    r"(?:\d{1,4}[-./ ]\d{1,2}[-./ ]+\d{2,4}|\d{1,2}(?::e)? [a-z]{3,9}\.? (?:19|20)\d\d)(?: / [\w .-]{6,20})?"
)

# When a news item or press release was published: "Artikeln publicerades 13 juni 2023", "Pressmeddelande 2019-11-29";
# when a page of a website was changed last: "Uppdaterad: 2014-03-05".
PUBLISHED = re.compile(
    r"(?:(?:artikeln|nyheten|inlägget|sidan|texten) )?(?:publicera(?:d|des|t|s)|(?:senast )?uppdatera(?:d|des)"
    r"|pressmeddelande|pressinformation)[\s:,–-]+(?:den )?(?=\d)",
    re.IGNORECASE,
)

LabelledValue = tuple[str, str, int]


@dataclass(slots=True)
class Head:
    """The blocks over a paper's first running text."""

    text: str
    blocks: list[Block]
    first: int
    end: int


def cells_of(text: str, block: Block) -> list[str]:
    """The block's cells, or its whole text."""
    return [text[c.start : c.end] for c in block.cells] or [text[block.start : block.end]]


def is_listed(cells: list[str]) -> bool:
    """Is a row one of a numbered list of papers ("3  2019-05-06  Brev  Till kommunen")?"""
    return len(cells) > 2 and re.fullmatch(r"\d{1,3}\.?", cells[0].strip()) is not None


def labelled_values(head: Head) -> list[LabelledValue]:
    """(label kind, value, block index) of every labelled value of the head: beside its label, behind a colon, or in the cell or
    line below it. A label may be broken over two lines."""
    found: list[LabelledValue] = []
    second_halves: set[tuple[int, int]] = set()
    for i in range(head.first, head.end):
        for k, cell in enumerate(cells_of(head.text, head.blocks[i])):
            if (i, k) in second_halves:
                continue
            broken = _broken_label(head, i, k, cell)
            if broken is not None:
                kind, values, below = broken
                if below is not None:
                    second_halves.add((i + 1, below))
                label = "" if kind == "adjusted" else cell
            elif (whole := label_kind(cell)) is not None:
                kind, values, label = whole, _values_of(head, i, k, whole), cell
            else:
                found.extend((_kind_here(head, i, kind, cell), value, i) for kind, value in _labelled_within(cell))
                continue
            if kind == "adjusted":
                values = values + _day_below(head, values)
            found.extend((_kind_here(head, i, kind, label), value, at) for value, at in values)
    return found


def _day_below(head: Head, values: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The day of the verifying where it stands in a line of its own under the place: "Kommunhuset" over "2012-05-28"."""
    if len(values) != 1 or find_dates(values[0][0]) or values[0][1] + 1 >= len(head.blocks):
        return []
    value, at = values[0]
    block, below = head.blocks[at], head.blocks[at + 1]
    column = next((c.column for c in block.cells if head.text[c.start : c.end] == value), block.column)
    line = head.text[below.start : below.end]
    dates = find_dates(line) if not (below.cells or below.blank_before) and abs(below.column - column) <= _ASIDE else []
    return [(line, at + 1)] if dates and dates[0].start < _DAY_STANDS_BY else []


def _kind_here(head: Head, i: int, kind: str, label: str) -> str:
    """The kind of a label in its place: "Plats och tid" close under "Justering" or "Justerare" is that of the verifying."""
    if kind != "meeting_date" or _MEETING.match(label):
        return kind
    above = head.blocks[max(head.first, i - _VERIFYING_LINES) : i + 1]
    for block, below in zip(reversed(above[:-1]), reversed(above[1:]), strict=True):
        if below.blank_before > 1:
            break
        if _VERIFYING.match(head.text, block.start, block.end):
            return "adjusted"
    return kind


def _values_of(head: Head, i: int, k: int, kind: str) -> list[tuple[str, int]]:
    """The values beside and below a label, with their block; below a label with a colon only where none stands beside it."""
    cells = cells_of(head.text, head.blocks[i])
    beside = [(cells[k + 1], i)] if k + 1 < len(cells) and label_kind(cells[k + 1]) is None else []
    if i + 1 >= len(head.blocks) or (beside and cells[k].endswith(":")):
        return beside
    below = [value for value in values_below(head, i, k) if label_kind(value) is None]
    if len(cells) == 1 and kind in _DAYS and not any(map(find_dates, below)):
        below += _lone_date(head, i + 1)
    return beside + [(value, i + 1) for value in below]


def _lone_date(head: Head, i: int) -> list[str]:
    """The cell of a row that is its only date: under a label alone in its line, tabs and proportional letters move it out of its column."""
    dated = [c for c in cells_of(head.text, head.blocks[i]) if find_dates(c)] if head.blocks[i].blank_before <= 1 else []
    return dated if len(dated) == 1 and head.blocks[i].cells else []


def _broken_label(head: Head, i: int, k: int, cell: str) -> tuple[str, list[tuple[str, int]], int | None] | None:
    """(kind, values, cell of its second half where that holds nothing else) of a label that goes on in the line below.

    "Justeringens plats" over "och tid", its value beside either.
    """
    if i + 1 >= len(head.blocks) or len(cell) > 60 or head.blocks[i + 1].blank_before:
        return None
    block, below = head.blocks[i], head.blocks[i + 1]
    column = block.cells[k].column if block.cells else block.column
    parts: tuple[Cell | Block, ...] = below.cells or (below,)
    for j, part in enumerate(parts):
        second = head.text[part.start : part.end]
        if abs(part.column - column) > _ASIDE or not second[:1].islower():
            continue
        joined = f"{cell} {second}"
        kind = label_kind(joined)
        lead = None if kind else leading_label(joined)
        if kind:
            cells = cells_of(head.text, block)
            beside = [(cells[k + 1], i)] if k + 1 < len(cells) and label_kind(cells[k + 1]) is None else []
            return kind, beside + [(head.text[p.start : p.end], i + 1) for p in parts[j + 1 : j + 2]], j
        if lead and lead[1] > len(cell) + 1:
            return lead[0], [(joined[lead[1] :].strip(), i + 1)], None
    return None


def _labelled_within(cell: str) -> list[tuple[str, str]]:
    """(label kind, value) of the labels within a cell: the one it begins with, and those of a head line before their values."""
    found = []
    if (lead := leading_label(cell)) and cell[lead[1] :].strip():
        found.append((lead[0], cell[lead[1] :].strip()))
    for label, value in pairwise(elements(cell) if may_hold_label(cell) else ()):
        if label.kind == "label" and value.kind != "label" and (kind := label_kind(cell[label.start : label.end])):
            labelled = (kind, cell[value.start : value.end])
            if not found or not found[0][1].startswith(labelled[1]):
                found.append(labelled)
    return found


def values_below(head: Head, i: int, k: int) -> list[str]:
    """The values in the block under block ``i`` that stand in the column of its cell ``k``."""
    block, below = head.blocks[i], head.blocks[i + 1]
    column = block.cells[k].column if block.cells else block.column
    if below.blank_before > 1:
        return []
    if not below.cells:
        return [head.text[below.start : below.end]] if abs(below.column - column) <= _ASIDE and below.end - below.start < 80 else []
    if is_listed(cells_of(head.text, below)):
        return []
    return [head.text[c.start : c.end] for c in below.cells if abs(c.column - column) <= _ASIDE]
