"""Registry numbers (diarienummer) of a document and whose they are."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc

from extractors.core import Block, Cell, Fact, Structure, text_of
from extractors.head import Head, cells_of, values_below
from extractors.registry import RegistryNumber, bare_number, find_registry_numbers, is_label

# A stamp stands within this many blocks of a paper's beginning.
STAMP_BLOCKS = 12
# How far the columns of a table's head and of its values may stand apart.
_ASIDE = 3

# The label of a number that the other side of a correspondence uses.
_OTHERS = re.compile(r"\b(?:er|ert|ers|eder)\s+(?:referens|beteckning|dnr|diarie\w*|ärende\w*)\W*$", re.IGNORECASE)

# "Läs handlingarna i ärendet (KS/2022:171)"
_ITS_PAPERS = re.compile(r"\bhandlingar(?:na)? i ärendet,?\s*\(?\s*$", re.IGNORECASE)
# Characters that such a label takes at most, with what parts it from the number.
_LABEL = 200
# A number in a cell or line of its own, or in brackets.
_APART = re.compile(r"(?:^|(?<=[\t\n(\[]))[ ]*(?P<number>\d[\d/:.-]{3,20})(?=[ ]*(?:[\t\n)\]]|$))")

# A number without letters: its two parts and what stands between them
_PARTS = re.compile(r"(?P<first>\d{1,6})(?P<mark>[/:-])(?P<second>\d{1,6})")

# Rows of a table that are looked through for the numbers of its column.
_TABLE_ROWS = 80
# Lines between two rows that belong to a cell of several lines.
_BETWEEN_ROWS = 2


def _in_columns(text: str, structure: Structure) -> list[RegistryNumber]:
    """Numbers without letters in the column of a table that a registry label heads, as in an agenda.

    A row with as many cells as the head has is matched cell by cell, whatever became of the columns (tabs, proportional letters).
    """
    found = []
    blocks = structure.blocks
    for i, block in enumerate(blocks):
        heads = [(k, c) for k, c in enumerate(block.cells) if is_label(text[c.start : c.end])]
        between = 0
        for row in blocks[i + 1 : i + _TABLE_ROWS] if heads else ():
            whole = len(row.cells) == len(block.cells)
            values = [c for k, c in enumerate(row.cells) if any(abs(c.column - h.column) <= _ASIDE or (whole and k == n) for n, h in heads)]
            between = 0 if row.cells else between + 1
            if between > _BETWEEN_ROWS:
                break
            for cell in values:
                if number := bare_number(text[cell.start : cell.end]):
                    found.append(replace(number, start=cell.start + number.start, end=cell.start + number.end))
    return found


def _under_labels(text: str, structure: Structure) -> list[RegistryNumber]:
    """Numbers without letters in a cell under or beside a registry label."""
    found = _in_columns(text, structure)
    blocks = structure.blocks
    for i, block in enumerate(blocks[:-1]):
        cells = cells_of(text, block)
        for k, cell in enumerate(cells):
            if not is_label(cell):
                continue
            beside = [cells[k + 1]] if k + 1 < len(cells) else []
            below = blocks[i + 1]
            for value, base in [(v, block) for v in beside] + [(v, below) for v in values_below(Head(text, blocks, 0, len(blocks)), i, k)]:
                number = bare_number(value)
                if number:
                    start = text.index(value, base.start) + number.start
                    found.append(
                        RegistryNumber(start, start + len(number.raw), number.raw, number.registry, number.year, number.serial, True)
                    )
    return found


def _in_headings(text: str, structure: Structure) -> list[RegistryNumber]:
    """Numbers without letters that stand as the matter's own in the heading of a §, in a cell or brackets of their own."""
    found = []
    for case in structure.cases:
        start, end = case.heading
        if case.case_number is None or case.section_number is None:
            continue
        for match in _APART.finditer(text, start, end):
            number = bare_number(match["number"])
            if number is not None and number.case_number == case.case_number:
                found.append(replace(number, start=match.start("number"), end=match.end("number")))
                break
    return found


def _in_brackets(text: str, numbers: list[RegistryNumber], own: set[str]) -> list[RegistryNumber]:
    """Other matters' numbers in brackets, ``ett program (18/0288)``, in a paper whose own number, ``20/0019``, is written likewise."""
    shapes = {_shape(n) for n in numbers if n.registry is None and n.case_number in own} - {None}
    found = []
    for shape in sorted(str(s) for s in shapes):
        for match in re.finditer(rf"\((?:se |jfr |jämför )?(?P<number>{shape})\)", text):
            number = bare_number(match["number"])
            if number is not None and number.registry is None and not 1900 <= number.serial <= 2099:
                found.append(replace(number, start=match.start("number"), end=match.end("number")))
    return found


def _shape(number: RegistryNumber) -> str | None:
    """A pattern for numbers written as ``number`` is; None where years or days are written so too."""
    parts = _PARTS.match(number.raw)
    if parts is None:
        return None
    year_first = int(parts["second"]) == number.serial and str(number.year).endswith(parts["first"])
    year, serial = (parts["first"], parts["second"]) if year_first else (parts["second"], parts["first"])
    if len(year) not in (2, 4) or (len(year) == 2 and len(serial) < 3) or (year_first and parts["mark"] == "-"):
        return None
    years = r"(?:19|20)\d\d" if len(year) == 4 else r"\d\d"
    serials = rf"\d{{{len(serial)}}}" if serial[0] == "0" else r"\d{1,6}" if len(year) == 4 else r"\d{3,6}"
    both = (years, parts["mark"], serials) if year_first else (serials, parts["mark"], years)
    return "".join(both) + r"(?:[-.]\d{2,3})?"


def _in_stamp_or_head(structure: Structure, start: int) -> bool:
    """Does the number stand at the top of a paper, where the paper's own number and registry stamps stand?"""
    part = structure.part_at(start)
    if part is None:
        return False
    head = list(islice(structure.blocks_in(part.start, part.end), STAMP_BLOCKS))
    return (
        bool(head)
        and head[0].start <= start < head[-1].end
        and (head[-1].end - head[0].start < 1500 or any(b.start <= start < b.end for b in head[:6]))
    )


def of_other_side(text: str, blocks: list[Block], at: int, start: int) -> bool:
    """Does the number at ``start``, in block ``at``, stand behind, beside or under a label that names the other side's number
    ("Er beteckning")?"""
    block = blocks[at]
    if _OTHERS.search(text, max(block.start, start - _LABEL), start):
        return True
    column = next((c.column for c in block.cells if c.start <= start < c.end), block.column)
    if at == 0 or block.blank_before > 1:
        return False
    above = blocks[at - 1]
    cells = above.cells or (Cell(above.start, above.end, above.column),)
    return any(abs(c.column - column) <= _ASIDE and _OTHERS.search(text, max(c.start, c.end - _LABEL), c.end) is not None for c in cells)


def _role(structure: Structure, number: RegistryNumber, text: str, own: set[str]) -> tuple[str, float]:
    """The role of a number and how sure it is."""
    if number.case_number in own:
        return "own", 0.95
    part = structure.part_at(number.start)
    at = structure.block_at(number.start)
    block = structure.blocks[at] if at is not None else None
    if part and block and part.document_type == "notice":
        return "own", 0.8
    if at is not None and of_other_side(text, structure.blocks, at, number.start):
        return "reference", 0.9
    if block and _in_stamp_or_head(structure, number.start) and part and part.document_type not in ("minutes", "minutes_extract"):
        alone = len(number.raw) >= 0.35 * (block.end - block.start)
        if alone:
            return "own", 0.85
    if not own and _ITS_PAPERS.search(text, max(0, number.start - _LABEL), number.start):
        return "own", 0.8
    if block and part and not own and number.labelled and len(number.raw) >= 0.35 * (block.end - block.start):
        # "Diarienummer KS 2017/204" on a line of its own at the end of a paper that tells no other number of its own.
        return "own", 0.7
    return "reference", 0.9


@Language.component("case_numbers")
def case_numbers(doc: Doc) -> Doc:
    """Adds a ``case_numbers`` fact for each mention of a registry number."""
    structure: Structure = doc._.structure
    text = text_of(doc)
    own = {c.case_number for c in structure.cases if c.case_number}
    numbers = find_registry_numbers(text)
    taken = {(n.start, n.end) for n in numbers}
    apart = [*_under_labels(text, structure), *_in_headings(text, structure)]
    apart += _in_brackets(text, [*numbers, *apart], own)
    numbers += [n for n in apart if not any(a < n.end and n.start < b for a, b in taken)]
    for number in sorted(set(numbers), key=lambda n: n.start):
        case = structure.case_at(number.start)
        role, confidence = _role(structure, number, text, own)
        values = {
            "raw": number.raw,
            "case_number": number.case_number,
            "registry": number.registry,
            "year": number.year,
            "serial": number.serial,
            "role": role,
        }
        doc._.facts.append(
            Fact("case_numbers", number.start, number.end, "case_numbers", confidence, values, case.ordinal if case else None)
        )
    return doc
