"""The form every page's text has, whatever it was read from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

CELL_GAP: Final = "    "
_WIDEST_PADDED: Final = 60

_LIGATURES: Final = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
# Bullets of the Symbol and Wingdings fonts, which Word stores as private-use characters.
_BULLETS: Final = dict.fromkeys([0xF0B7, 0xF0A7, 0xF0A8, 0xF076, 0xF0D8, 0xF06E, 0xF0FC, 0xF02D], "•")
_REMOVED: Final = dict.fromkeys([0, 0xAD, 0x200B, 0xFEFF, *range(1, 9), *range(0x0E, 0x20)])
_TRANSLATION: Final = {**_LIGATURES, **_BULLETS, **_REMOVED, 0x0B: "\n", 0x2028: "\n", 0x2029: "\n"}
# To look for them is three times as fast as to translate.
_TRANSLATED: Final = re.compile(f"[{re.escape(''.join(map(chr, _TRANSLATION)))}]")
# Looked for where spaces begin only, else a long run of them would be searched again from each of its places.
_TRAILING: Final = re.compile(r"(?<![^\S\n\f])[^\S\n\f]++(?=[\n\f]|\Z)")


def finish(text: str) -> str:
    """NFC, ``\\n`` line ends, no trailing spaces, ligatures and private-use bullets mapped; ends in a line end unless empty."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _TRANSLATED.search(text):
        text = text.translate(_TRANSLATION)
    text = _TRAILING.sub("", unicodedata.normalize("NFC", text))
    if not text.strip():
        return ""
    return text if text.endswith(("\n", "\f")) else text + "\n"


def split_pages(text: str) -> list[str]:
    """The pages of a text parted by form feeds; a page keeps the form feed that ends it."""
    *ended, last = text.split("\f")
    pages = [finish(page) for page in (*(f"{page}\f" for page in ended), last)]
    while pages and not pages[-1]:
        pages.pop()
    return pages


def table_text(rows: Sequence[Sequence[str]]) -> str:
    """A table as lines: a row a line, cells in aligned columns at least four spaces apart.

    A cell of several lines is written over as many lines, each under its own column. A row with one filled cell is plain
    text, as tables are often used for nothing but layout.
    """
    filled = [[cell.strip("\n") for cell in row] for row in rows]
    several = [row for row in filled if sum(1 for cell in row if cell.strip()) > 1]
    widths: list[int] = []
    for i in range(max((len(row) for row in several), default=0)):
        lengths = [len(line) for row in several if i < len(row) for line in row[i].split("\n")]
        fitting = [n for n in lengths if n <= _WIDEST_PADDED]
        widths.append(max(fitting, default=0))
    lines: list[str] = []
    for row in filled:
        cells = [cell for cell in row if cell.strip()]
        if len(cells) <= 1:
            lines.extend(cells)
        else:
            lines.extend(_row_lines(row, widths))
    return "\n".join(lines)


def _row_lines(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    cells = [cell.split("\n") for cell in row]
    lines = []
    for n in range(max(len(cell) for cell in cells)):
        line = ""
        column = 0
        for cell, width in zip(cells, widths, strict=False):
            text = cell[n].strip() if n < len(cell) else ""
            if text:
                line = line.ljust(column if not line.strip() else max(column, len(line) + len(CELL_GAP))) + text
            column += width + len(CELL_GAP) if width else 0
        lines.append(line)
    return lines
