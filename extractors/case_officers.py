"""Who handles a matter: the official whom the head of a paper names, with a label or by telephone number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from extractors.attendance import MEETING_TYPES
from extractors.core import Block, Cell, Structure
from extractors.formulas import formula
from extractors.given_names import given_names
from extractors.head_elements import OFFICE
from extractors.labels import label_kind, leading_label
from extractors.person_groups import Role, sentences_with
from extractors.persons import Person, is_title, people_in

_TURNED = re.compile(
    r"(?P<surname>[A-ZÅÄÖÉ][\w'’-]+(?: [A-ZÅÄÖÉ][\w'’-]+)?), (?P<given>[A-ZÅÄÖÉ][\w-]+(?: [A-ZÅÄÖÉ][\w-]+)?)(?:, .{3,50})?"
)
# The head of a paper that an office writes holds the name and number of the one who wrote it, within so many blocks.
_HEAD: Final = 14
_LONGEST: Final = 140
_OFFICE_PAPERS: Final = frozenset({"official_report", "motion_response", "consultation_response"})
_OFFICE_HEAD: Final = re.compile(r"\btjänste(?:skrivelse|utlåtande)\b", re.IGNORECASE)
# How far into a paper its head may say that an office wrote it, in characters.
_OPENING: Final = 400


def find_case_officers(text: str, structure: Structure, with_party: list[Person]) -> Iterator[Role]:
    """Those named behind or under a label such as Handläggare."""
    blocks = structure.blocks
    for i, block in enumerate(blocks):
        if block.end - block.start > 400 or not formula("case_officer", "label").search(
            text, block.start, min(block.end, block.start + 200)
        ):
            continue
        part = structure.part_at(block.start)
        meeting = part is not None and part.document_type in (*MEETING_TYPES, "notice")
        cells = block.cells or (Cell(block.start, block.end, block.column),)
        for k, cell in enumerate(cells):
            line = text[cell.start : cell.end]
            lead = leading_label(line)
            if label_kind(line) == "case_officer":
                places = (
                    [cells[k + 1]] if k + 1 < len(cells) and label_kind(text[cells[k + 1].start : cells[k + 1].end]) is None else []
                ) or list(_cells_below(blocks, i, cell.column))
                if len(places) == 1 and k + 1 < len(cells) and places[0] is cells[k + 1]:
                    places += _lone_below(blocks, i, places[0].column)
            elif lead and lead[0] == "case_officer":
                places = [Cell(cell.start + lead[1], cell.end, cell.column)]
            else:
                continue
            if formula("case_officer", "councillor").match(line):
                continue
            if meeting and re.match(r"(?i)föredragande|tjänsteperson", line):
                continue
            if part is not None and part.document_type == "agreement" and re.match(r"(?i)kontaktperson", line):
                continue
            for place in places:
                people = list(_leading_people(text, place, with_party)) or _surname_first(text, place)
                yield from (Role("case_officer", p, "officer_label", 0.95) for p in people)
    yield from _in_heads(text, structure, with_party)
    for sentence in sentences_with(text, formula("case_officer", "stems"), with_party):
        for person in sentence.people:
            if formula("case_officer", "is").search(text[sentence.start : person.start]):
                yield Role("case_officer", person, "officer_is", 0.85)


def _cells_below(blocks: list[Block], i: int, column: int) -> Iterator[Cell]:
    if i + 1 < len(blocks) and blocks[i + 1].blank_before <= 1:
        block = blocks[i + 1]
        yield from (c for c in block.cells or (Cell(block.start, block.end, block.column),) if abs(c.column - column) <= 3)


def _lone_below(blocks: list[Block], i: int, column: int) -> list[Cell]:
    """The cell right under the first officer where nothing stands beside it: there a second one is named."""
    block = blocks[i + 1] if i + 1 < len(blocks) else None
    alone = block is not None and block.blank_before == 0 and len(block.cells) < 2
    return list(_cells_below(blocks, i, column)) if alone else []


def _leading_people(text: str, place: Cell, with_party: list[Person]) -> Iterator[Person]:
    """The persons that a value begins with: ``Anna Ek, utredare, 0911-69 60 00``, ``Anna Ek och Bo Ek``."""
    at = place.start
    for person in people_in(text, place.start, min(place.end, place.start + 120), with_party):
        between = text[at : person.start]
        words = between.strip(" ,:\t")
        if len(between) > 60 or not (re.fullmatch(r"[\s,:/&a-zåäö]*", between) or is_title(words) or OFFICE.fullmatch(words)):
            return
        yield person
        at = person.tail


def _surname_first(text: str, place: Cell) -> list[Person]:
    """The person whose name fills a value with the surname first: ``Ek, Anna``. The second word must be a known given name."""
    match = _TURNED.fullmatch(text, place.start, place.end)
    if match is None or match["given"].split()[0].split("-")[0] not in given_names():
        return []
    return [Person(match.start(), match.end("given"), f"{match['given']} {match['surname']}", None, match.end("given"))]


def _in_heads(text: str, structure: Structure, with_party: list[Person]) -> Iterator[Role]:
    """Names in the head of an office's paper over or before a title, telephone number or e-mail address, without a label."""
    for part in structure.parts:
        office = part.document_type in _OFFICE_PAPERS or (
            # An office's report on a resident's proposal; the proposal itself has its mover in its head.
            part.document_type == "citizen_proposal" and _OFFICE_HEAD.search(text, part.start, min(part.end, part.start + _OPENING))
        )
        if not office:
            continue
        blocks = list(takewhile(_in_head, list(structure.blocks_in(part.start, part.end))[:_HEAD]))
        found = [
            role
            for i, block in enumerate(blocks)
            for cell in block.cells or (Cell(block.start, block.end, block.column),)
            for role in _contact(text, blocks, i, cell, with_party)
        ]
        yield from found or _alone(text, blocks, with_party)


def _alone(text: str, blocks: list[Block], with_party: list[Person]) -> Iterator[Role]:
    """The one official whose name stands alone in the head, before anything tells what for."""
    found: list[Person] = []
    for i, block in enumerate(blocks):
        if label_kind(text[block.start : block.end]) is not None:
            continue
        over = text[blocks[i - 1].start : blocks[i - 1].end] if i else ""
        for cell in block.cells or (Cell(block.start, block.end, block.column),):
            people = people_in(text, cell.start, cell.end, with_party)
            alone = len(people) == 1 and (people[0].start, people[0].tail) == (cell.start, cell.end)
            if alone and not people[0].marked and label_kind(over) is None:
                found.append(people[0])
    if len({p.name for p in found}) == 1:
        yield Role("case_officer", found[0], "officer_in_head", 0.75)


def _in_head(block: Block) -> bool:
    """Whether the block is none of the paper's running text."""
    return block.kind != "heading" and block.end - block.start < _LONGEST


def _contact(text: str, blocks: list[Block], i: int, cell: Cell, with_party: list[Person]) -> Iterator[Role]:
    people = people_in(text, cell.start, min(cell.end, cell.start + 100), with_party)
    if len(people) != 1 or people[0].marked:
        return
    lead, rest = text[cell.start : people[0].start].strip(" ,:"), text[people[0].tail : cell.end]
    # "utredare Anna Ek", "Anna Ek, utredare"
    titles = [words for words in (lead, rest.strip(" ,")) if words]
    if len(titles) == 1 and is_title(titles[0]) and formula("signatory", "official").fullmatch(titles[0]):
        yield Role("case_officer", people[0], "officer_contact", 0.8)
        return
    below = "".join(text[c.start : c.end] for c in list(_cells_below(blocks, i, cell.column))[:1])
    if not lead and (
        formula("case_officer", "contact").search(rest)
        or (not rest.strip() and (formula("case_officer", "contact").match(below) or is_title(below)))
    ):
        yield Role("case_officer", people[0], "officer_contact", 0.8)


__all__ = ["find_case_officers"]
