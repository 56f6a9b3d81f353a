"""The head of a paper: the lines over its first running text, with the values that their labels announce."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.core import Block
from extractors.labels import label_kind, leading_label


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


def labelled_values(head: Head) -> list[tuple[str, str, int]]:
    """(label kind, value, block index) of every labelled value of the head: beside its label, behind a colon, or in the cell or
    line below it."""
    found = []
    for i in range(head.first, head.end):
        block = head.blocks[i]
        cells = cells_of(head.text, block)
        for k, cell in enumerate(cells):
            kind = label_kind(cell)
            if kind is None:
                if (lead := leading_label(cell)) and cell[lead[1] :].strip():
                    found.append((lead[0], cell[lead[1] :].strip(), i))
                continue
            if k + 1 < len(cells) and label_kind(cells[k + 1]) is None:
                found.append((kind, cells[k + 1], i))
            if i + 1 < len(head.blocks):
                found.extend((kind, value, i + 1) for value in values_below(head, i, k))
    return found


def values_below(head: Head, i: int, k: int) -> list[str]:
    """The values in the block under block ``i`` that stand in the column of its cell ``k``."""
    block, below = head.blocks[i], head.blocks[i + 1]
    column = block.cells[k].column if block.cells else block.column
    if below.blank_before > 1:
        return []
    if not below.cells:
        return [head.text[below.start : below.end]] if abs(below.column - column) <= 3 and below.end - below.start < 80 else []
    return [head.text[c.start : c.end] for c in below.cells if abs(c.column - column) <= 3]
