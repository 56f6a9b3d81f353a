"""Tables of attendance: a row for each member with party, presence, function and perhaps the substitute who serves instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.attendance_entries import Attendant
from extractors.core import Block, Cell
from extractors.persons import NAME, Person, clean_name, people_in, trim_name
from extractors.political_parties import party_codes, party_of
from extractors.roles import role_label

ROLL_CALL = re.compile(r"upprop|närvaro|val av ordförande för|ålderspresident", re.IGNORECASE)
_COLUMNS = (
    ("instead", re.compile(r"(?:tj\w*\.? )?ersättare,? i ?st(?:ället|\.)? för", re.IGNORECASE)),
    ("replaced", re.compile(r"tjänstgör (?:för|i st)|ersätter|för\b", re.IGNORECASE)),
    ("absent", re.compile(r"frånv\w*\.?|(?:ej|inte) närv\w*\.?", re.IGNORECASE)),
    ("present", re.compile(r"närv\w*\.?|tjänstgör(?:ing|t)?|deltar|deltagit", re.IGNORECASE)),
    ("serving", re.compile(r"tjg|tj\.?g?|tjänstg\w*|uppdrag|roll|funktion|led/ers", re.IGNORECASE)),
    ("instead", re.compile(r"(?:tj(?:g|änstgörande)?\.? )?ersättare|ersätts av|ers\.?", re.IGNORECASE)),
    ("vote", re.compile(r"(?:ja|nej|avst\w*\.?)", re.IGNORECASE)),
)
_NAME_HEADER = re.compile(r"\b(?:namn|ledam(?:ot|öter)|ersättare)\b", re.IGNORECASE)
_OTHER_HEADER = re.compile(r"\bparti\b|\bröst\b|\bja\b|\t[^\S\t]*närv(?:aro|ande|\.)?[^\S\t]*(?:\t|$)", re.IGNORECASE)
_ROW_NAME = re.compile(rf"(?:\d{{1,3}}[.)]?\s+|\*\s*)?({NAME})")
_INVERTED = re.compile(r"(?:\d{1,3}[.)]?\s+)?((?:[A-ZÅÄÖÉ][\w'’-]+ ?){1,2}), ([A-ZÅÄÖÉ][\w'’-]+(?: [A-ZÅÄÖÉ][\w'’.-]+)?)\s*(?:$|\()")
_SERVING_MARK = re.compile(
    r"(?:v(?:ice|\.)?\s*)?ordf\w*\.?|led\w*\.?|(?:tj?g?\w*\.?\s*)?ers\w*\.?|tj?g?\.?\s?ers\.?|\d:[ea] v(?:ice|\.)? ?ordf\w*\.?",
    re.IGNORECASE,
)
# A mark of presence that a long title has left no room for a column of its own: "Bo Ek (M), 1:e v ordf X"
_MARKED = re.compile(r"\s[Xx]$")
_NOT_PRESENT = re.compile(r"[-–—0]?|frånv\w*\.?|ej\b.*|f|nej|anmält förhinder", re.IGNORECASE)


@dataclass(slots=True)
class Table:
    """A table of attendance: the places of its columns by what they hold (``""`` for
    any other) and the role of those whose row tells none. ``resumed`` says that a label of its own stands over the rows at hand."""

    columns: list[tuple[int, str]]
    kind: str
    resumed: bool = False

    @property
    def tells_presence(self) -> bool:
        """Whether a column is for marks of presence."""
        return any(what == "present" for _, what in self.columns)

    @property
    def tells_votes_alone(self) -> bool:
        """Whether only the votes tell who was present."""
        return {what for _, what in self.columns} - {""} <= {"vote", "absent"} and any(what == "vote" for _, what in self.columns)

    def column_of(self, cell: Cell) -> str:
        """What the column that ``cell`` stands in holds."""
        return min(self.columns, key=lambda c: abs(c[0] - cell.column))[1]


def is_header(text: str, block: Block, with_party: list[Person]) -> bool:
    """Whether the row names columns of members (``Namn  Parti  Närvarande``)."""
    line = text[block.start : block.end]
    return bool(_NAME_HEADER.search(line) and _OTHER_HEADER.search(line) and not line.lower().startswith("närv")) and not people_in(
        text, block.start, block.end, with_party
    )


def table_under(text: str, cells: tuple[Cell, ...], enclosing: str, title: str) -> Table | None:
    """The table that a header opens; None for one that does not tell who was present, such as a list of votes.

    :param enclosing: the role that the list around the table gives.
    :param title: the heading over the table.
    """
    columns = [(c.column, _meaning(text[c.start : c.end]) if i else "") for i, c in enumerate(cells)]
    meant = {what for _, what in columns}
    if not meant & {"present", "serving", "instead"} and not ROLL_CALL.search(title):
        return None
    kind = role_label(text[cells[0].start : cells[0].end])
    return Table(columns, kind if kind in ("member", "substitute") else enclosing)


def table_below(text: str, table: Table | None, line: Block) -> Table | None:
    """What is left of a table below a line of one cell: the label of members or substitutes goes on with it, another heading ends it."""
    kind = role_label(text[line.start : line.end])
    if table is not None and kind in ("member", "substitute"):
        return Table(table.columns, kind, resumed=table.resumed or line.kind == "heading")
    return None if line.kind == "heading" else table


def _meaning(header: str) -> str:
    return next((what for what, pattern in _COLUMNS if pattern.search(header.strip())), "")


def row_of(text: str, table: Table, cells: tuple[Cell, ...]) -> list[Attendant] | None:
    """Those whom a row tells to be present; None if the row names nobody and so is none of the table's."""
    if table.resumed and not any(_is_party_cell(text[c.start : c.end].strip()) for c in cells[1:3]):
        return None
    for k, cell in enumerate(cells[:3]):
        extent, name = _name(text, cell)
        if extent is None:
            continue
        rest = [text[c.start : c.end].strip() for c in cells[k + 1 :]]
        tail = text[extent[1] : cell.end]
        mark = next((r for r in [re.sub(r"\([^()]*\)", "", tail).strip(" ,"), *rest] if _SERVING_MARK.fullmatch(r)), "")
        found = []
        if _is_present(text, table, cells[k + 1 :]) or (table.tells_presence and _MARKED.search(tail)):
            person = Person(*extent, name, _code(tail, rest), cell.end, True)
            sure = 0.9 if mark or table.tells_presence else 0.75
            instead = (table.column_of(cell) == "instead" and k == 0) or _serves_for(text, table, cells[k + 1 :])
            found.append(Attendant("substitute" if instead else _role(mark, table.kind), person, "attendance_table", sure))
        return [*found, *_instead(text, table, cells[k + 1 :])]
    return None


def _name(text: str, cell: Cell) -> tuple[tuple[int, int] | None, str]:
    """The name that the cell begins with: its extent and how it is written in the tables (``Ek, Anna`` is ``Anna Ek``)."""
    if match := _INVERTED.match(text, cell.start, cell.end):
        return (match.start(1), match.end(2)), clean_name(f"{match[2]} {match[1]}")
    match = _ROW_NAME.match(text, cell.start, cell.end)
    extent = trim_name(text, match.start(1), match.end(1)) if match else None
    return extent, clean_name(text[extent[0] : extent[1]]) if extent else ""


def _is_party_cell(words: str) -> bool:
    return words.upper() in party_codes() or words in ("-", "–")


def _is_present(text: str, table: Table, cells: tuple[Cell, ...]) -> bool:
    """Whether the row has a mark in the column of presence, where there is one, and none in that of absence; where only votes tell it, a
    vote."""
    columns = {what: [text[c.start : c.end].strip() for c in cells if table.column_of(c) == what] for what in ("present", "absent", "vote")}
    if any(not _NOT_PRESENT.fullmatch(m) for m in columns["absent"]):
        return False
    if table.tells_votes_alone:
        return any(columns["vote"])
    marks = columns["present"]
    return not table.tells_presence or any(not _NOT_PRESENT.fullmatch(m) for m in marks)


def _serves_for(text: str, table: Table, cells: tuple[Cell, ...]) -> bool:
    """Whether a cell behind a name tells for whom its bearer serves, in a table without a column for substitutes."""
    if any(what == "instead" for _, what in table.columns):
        return False
    return any(table.column_of(c) == "replaced" and _name(text, c)[0] is not None for c in cells)


def _instead(text: str, table: Table, cells: tuple[Cell, ...]) -> Iterator[Attendant]:
    """The substitute whose name stands in the row of the member replaced."""
    for cell in cells:
        if table.column_of(cell) == "instead":
            extent, name = _name(text, cell)
            if extent is not None:
                code = _code(text[extent[1] : cell.end], [])
                yield Attendant("substitute", Person(*extent, name, code, cell.end, True), "attendance_table", 0.8)


def _code(tail: str, rest: list[str]) -> str | None:
    """The letter code in brackets behind the name or in one of the next two cells."""
    if bracket := re.search(r"\(\s?([A-Za-zÅÄÖåäö]{1,5}!?)\s?\)", tail):
        return party_of(bracket[1])
    for cell in rest[:2]:
        code = party_of(cell) if cell.isalpha() and (cell.isupper() or cell.upper() in party_codes()) else None
        if code in party_codes():
            return code
    return None


def _role(mark: str, kind: str) -> str:
    mark = mark.lower()
    if "ers" in mark:
        return "substitute"
    if "ordf" in mark and not mark.startswith(("v", "1:", "2:", "3:")):
        return "chair"
    return "member" if mark else kind


__all__ = ["ROLL_CALL", "Table", "is_header", "row_of", "table_below", "table_under"]
