"""Who took part in a meeting: the lists of those present, the table of attendance and the signatures of minutes.

Labels (Beslutande, Ersättare, Justerare ...) stand over a column of names, beside it, before a colon, or under a signature; a
label opens a list in its column, which goes on until another label takes its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.core import Block, Cell, Part, Structure
from extractors.persons import NAME, Person, clean_name, name_before, party_codes, party_of, people_in, trim_name
from extractors.roles import inner_label, is_replaced, marks_in, role_label

MEETING_TYPES = ("minutes", "minutes_extract")
_NEAR = 3
_MOST_MISSES = 3
_SIGNED = ("chair", "secretary", "adjuster")
_ROLL_CALL = re.compile(r"upprop|närvaro|val av ordförande för|ålderspresident", re.IGNORECASE)
_APPENDED = re.compile(r"(?:bilaga[^\n]{0,40})?närvaro|(?:tjänstgöringslista|uppropslista)", re.IGNORECASE)
_HEADER_NAME = re.compile(r"\b(?:namn|ledam(?:ot|öter)|ersättare)\b", re.IGNORECASE)
_HEADER_SERVING = re.compile(r"\b(?:tjg|tj\.?g?|tjänstg\w*|uppdrag|roll|funktion|led/ers)\b", re.IGNORECASE)
_HEADER_PRESENT = re.compile(r"\b(?:närv?\w*)\b", re.IGNORECASE)
_ROW_NAME = re.compile(rf"(?:\d{{1,3}}[.)]?\s+|\*\s*)?({NAME})")
_SERVING_MARK = re.compile(
    r"(?:v(?:ice|\.)?\s*)?ordf\w*\.?|led\w*\.?|(?:tj?g?\w*\.?\s*)?ers\w*\.?|tj?g?\.?\s?ers\.?|\d:[ea] v(?:ice|\.)? ?ordf\w*\.?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^(?:\d{1,3}[.)]?\s+|[*•–-]\s*)")
_LOOSE_PARTY = re.compile(r"(?:,\s?|\s)\(?([A-ZÅÄÖ]{1,4})\)?(?=$|[\s,;.])")
_LONE_CODE = re.compile(r"(?<=[^\W\d_]) ([A-ZÅÄÖ]{1,2})(?=\s*(?:$|[,;]))")
_LIST_ENTRY_START = re.compile(
    r"(?:^|[,;:\t)]|\b(?:och|samt|ordföranden?|ledamot|ersättare|vice))\s*(?:\d{1,3}[.)]?\s+|[*•–-]\s*)?(?:[\wåäö:.-]+ ){0,4}$",
    re.IGNORECASE,
)
_ENTRY_REST = re.compile(
    r"\s*(?:$|[,;(*§–-]|och\b|samt\b|kl\b|t\.?o\.?m|fr\.?o\.?m|\d|ordf|tj|ers|via\b|på distans|från|deltar|för\b|till\b)", re.IGNORECASE
)
# Behind the first deputy's label in a list of adjusters stand those who step in for them.
_DEPUTY = re.compile(r"\bersättare\b|\bersättare för justera", re.IGNORECASE)


@dataclass(slots=True)
class Attendant:
    """A person in a role at the meeting."""

    role: str
    person: Person
    rule: str
    confidence: float


@dataclass(slots=True)
class _List:
    """A list under a label. ``column`` is the label's, ``values`` the names' once one is seen."""

    kind: str
    column: int
    values: int | None = None
    misses: int = 0

    def takes(self, column: int) -> bool:
        place = self.column if self.values is None else self.values
        return abs(place - column) <= _NEAR or (self.values is None and column > self.column)


@dataclass(slots=True)
class _Table:
    """A table of attendance: ``present`` is the column of the marks of presence, ``kind`` the role of those without a mark of their own."""

    present: int | None
    kind: str


@dataclass(slots=True)
class _Reader:
    text: str
    with_party: list[Person]
    found: list[Attendant] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    table: _Table | None = None
    recent: list[tuple[int, int, Person | None, str | None]] = field(default_factory=list)
    title: str = ""

    def read(self, block: Block, signatures_only: bool) -> None:
        """Take in the next block. Inside a matter only signatures are read."""
        cells = block.cells or (Cell(block.start, block.end, block.column),)
        if block.blank_before > 4:
            self.lists.clear()
        if not signatures_only and self._table_row(block, cells):
            return
        opened: _List | None = None
        seen: list[tuple[int, int, Person | None, str | None]] = []
        for k, cell in enumerate(cells):
            kind = role_label(self.text[cell.start : cell.end])
            if kind is not None and not (signatures_only and kind not in (*_SIGNED, "other")):
                opened = None if self._sign_above(cell, kind) else self._open(cell, kind, cells[k + 1 :])
                continue
            target = opened if opened is not None else self._list_for(cell.column)
            inline = self._inline(cell, signatures_only) if opened is None else None
            if inline is not None:
                kind, start, own_list = inline
                target = _List(kind, cell.column, cell.column)
                if own_list:
                    self._drop(cell.column)
                    self.lists.append(target)
            else:
                start = cell.start
            seen.append(self._values(cell, start, target))
            opened = None
        if seen or not cells:
            self.recent = seen
        self.title = self.text[block.start : block.end][:120] if block.kind == "heading" else self.title

    def _open(self, cell: Cell, kind: str, right: tuple[Cell, ...]) -> _List:
        """Open the list of a label, closing those that it takes the place of."""
        kept = [c.column for c in right if people_in(self.text, c.start, c.end, self.with_party)]
        self.lists = [
            x
            for x in self.lists
            if (x.column < cell.column - _NEAR and (x.values or 0) < cell.column - _NEAR)
            or (x.column > cell.column + _NEAR and any(x.takes(c) for c in kept[1:]))
        ]
        opened = _List(kind, cell.column)
        self.lists.append(opened)
        return opened

    def _drop(self, column: int) -> None:
        self.lists = [x for x in self.lists if not x.takes(column)]

    def _list_for(self, column: int) -> _List | None:
        fitting = [x for x in self.lists if x.takes(column)]
        return min(fitting, key=lambda x: (abs((x.column if x.values is None else x.values) - column), -x.column), default=None)

    def _inline(self, cell: Cell, signatures_only: bool) -> tuple[str, int, bool] | None:
        """A label and its names in one cell: kind, where the names begin, whether the label goes on below."""
        head = self.text[cell.start : min(cell.end, cell.start + 80)]
        colon = head.find(":")
        if colon > 0 and (kind := role_label(head[:colon])):
            return None if signatures_only and kind not in _SIGNED else (kind, cell.start + colon + 1, kind not in ("chair", "secretary"))
        people = people_in(self.text, cell.start, cell.end, self.with_party)
        if people and people[0].start > cell.start:
            before = self.text[cell.start : people[0].start].strip(" ,–-.…_")
            kind = role_label(before)
            if kind in (*_SIGNED, "member", "substitute") and not (signatures_only and kind not in _SIGNED) and "\t" not in before:
                return kind, people[0].start, False
        return None

    def _values(self, cell: Cell, start: int, target: _List | None) -> tuple[int, int, Person | None, str | None]:
        """Read the names of a cell into its list; what a signature label below needs to know of them."""
        text = self.text
        alone = self._lone_name(cell)
        if target is None or target.kind in ("other", "absent"):
            return cell.column, cell.end, alone, None
        entries: list[Attendant] = []
        for a, b, kind in self._stretches(start, cell.end, target.kind):
            target.kind = kind
            entries += self._entries(a, b, kind) if kind not in ("other", "absent") else []
        if not entries:
            target.misses += not re.fullmatch(r"[\s._…–-]*|.*§.*|.*\d\d[.:]\d\d.*", text[start : cell.end])
            if target.misses >= _MOST_MISSES or cell.end - start > 200:
                self.lists = [x for x in self.lists if x is not target]
            return cell.column, cell.end, alone, None
        target.misses = 0
        target.values = cell.column if start == cell.start else target.values
        self.found += entries
        if target.kind in ("chair", "secretary") and target in self.lists:
            target.kind = "other"
            return cell.column, cell.end, alone, entries[0].role
        return cell.column, cell.end, alone, target.kind

    def _stretches(self, start: int, end: int, kind: str) -> Iterator[tuple[int, int, str]]:
        """The parts of a cell between the labels in it (lists whose lines were taken for a paragraph), each with its kind."""
        at = start
        for match in inner_label().finditer(self.text, start, end):
            inner = role_label(match[1])
            if inner is not None:
                yield at, match.start(), kind
                at, kind = match.end(), inner
        yield at, end, kind

    def _lone_name(self, cell: Cell) -> Person | None:
        """The person whose name is all that the cell holds."""
        people = people_in(self.text, cell.start, cell.end, self.with_party)
        if len(people) == 1 and people[0].start == cell.start and cell.end - people[0].tail <= 1:
            return people[0]
        return None

    def _sign_above(self, cell: Cell, kind: str) -> bool:
        """A role under a signature: give it to the name right above in the same column."""
        if kind not in _SIGNED:
            return False
        for column, _, person, role in self.recent:
            if (
                person is not None
                and abs(column - cell.column) <= _NEAR
                and role in (None, kind)
                and self.text[person.tail : cell.start].count("\n") <= 2
            ):
                if role is None:
                    self.found.append(Attendant(kind, person, "signature", 0.9))
                return True
        return False

    def _entries(self, start: int, end: int, kind: str) -> Iterator[Attendant]:
        """The persons of a stretch of a list, each with the role that the list or a remark gives."""
        people = self._people(start, end, kind)
        deputy = _DEPUTY.search(self.text, start, end) if kind == "adjuster" else None
        for i, person in enumerate(people):
            before = self.text[people[i - 1].tail if i else start : person.start]
            if is_replaced(before) or (deputy and person.start > deputy.start()):
                continue
            following = people[i + 1].start if i + 1 < len(people) else end
            remark = self.text[person.tail : following]
            marks = marks_in(remark)
            if "absent" in marks:
                continue
            if kind == "official" and "secretary" in marks:
                yield Attendant("secretary", person, "attendance", 0.85)
                continue
            if kind == "official":
                yield Attendant("mentioned", person, "officials_present", 0.8)
                continue
            role = (
                "substitute"
                if kind == "member" and "substitute" in marks
                else "chair"
                if kind == "member" and self._chairs(before, marks)
                else kind
            )
            confidence = 0.95 if person.party or kind in _SIGNED else 0.75
            yield Attendant(role, person, "attendance", confidence)
            if "adjuster" in marks and kind in ("member", "substitute"):
                yield Attendant("adjuster", person, "attendance", 0.9)

    @staticmethod
    def _chairs(before: str, marks: list[str]) -> bool:
        return "chair" in marks or bool(
            re.search(r"(?:^|[,;]\s*|^\s*)(?:ordföranden?|ordf\.?)\s+$", before, re.IGNORECASE)
            and not re.search(r"vice|ålders", before, re.IGNORECASE)
        )

    def _people(self, start: int, end: int, kind: str) -> list[Person]:
        """The persons of a list: with a letter code in brackets, bare, or with a code behind a comma."""
        people = []
        for person in [*people_in(self.text, start, end, self.with_party), *self._with_loose_code(start, end)]:
            if person.party is None and kind != "official":
                before, after = self.text[max(start, person.start - 40) : person.start], self.text[person.end : end]
                if (not _LIST_ENTRY_START.search(before) and not is_replaced(before)) or not _ENTRY_REST.match(after):
                    continue
                if loose := _LOOSE_PARTY.match(after):
                    code = party_of(loose[1])
                    if code in party_codes():
                        person = Person(person.start, person.end, person.name, code, person.end + loose.end(), True)
            people.append(person)
        return sorted(people, key=lambda p: p.start)

    def _with_loose_code(self, start: int, end: int) -> Iterator[Person]:
        """``Anna Ek S``: the letter would else pass for part of the name."""
        for match in _LONE_CODE.finditer(self.text, start, end):
            name = name_before(self.text, start, match.start()) if match[1] in party_codes() else None
            if name is not None:
                yield Person(*name, clean_name(self.text[name[0] : name[1]]), match[1], match.end(), True)

    def _table_row(self, block: Block, cells: tuple[Cell, ...]) -> bool:
        """Read a row of an attendance table; whether the block belongs to one."""
        if len(cells) < 2:
            self.table = None if block.kind == "heading" else self.table
            return False
        line = self.text[block.start : block.end]
        if (
            _HEADER_NAME.search(line)
            and re.search(r"\bparti\b|\bröst\b|\bja\b", line, re.IGNORECASE)
            and not people_in(self.text, block.start, block.end, self.with_party)
        ):
            present = next((c.column + m.start() for c in cells if (m := _HEADER_PRESENT.search(self.text[c.start : c.end]))), None)
            listed = bool(_HEADER_SERVING.search(line)) or present is not None or bool(_ROLL_CALL.search(self.title))
            kind = role_label(self.text[cells[0].start : cells[0].end])
            self.table = _Table(present, kind if kind in ("member", "substitute") else self._enclosing()) if listed else None
            return True
        return self.table is not None and self._row(self.table, cells)

    def _row(self, table: _Table, cells: tuple[Cell, ...]) -> bool:
        for k, cell in enumerate(cells[:3]):
            match = _ROW_NAME.match(self.text, cell.start, cell.end)
            extent = trim_name(self.text, match.start(1), match.end(1)) if match else None
            if extent is None:
                continue
            rest = [self.text[c.start : c.end].strip() for c in cells[k + 1 :]]
            tail = self.text[extent[1] : cell.end]
            bracket = re.search(r"\(\s?([A-Za-zÅÄÖåäö]{1,5})\s?\)", tail)
            code = (
                party_of(bracket[1])
                if bracket
                else next(
                    (
                        p
                        for r in rest[:2]
                        if r.isalpha() and (r.isupper() or r.upper() in party_codes()) and (p := party_of(r)) in party_codes()
                    ),
                    None,
                )
            )
            mark = next((r for r in [tail.strip(" ,"), *rest] if _SERVING_MARK.fullmatch(r)), "")
            absent = table.present is not None and not any(
                abs(c.column - table.present) <= 8 and self.text[c.start : c.end].strip() not in "-–" for c in cells[k + 1 :]
            )
            if not absent:
                person = Person(*extent, clean_name(self.text[extent[0] : extent[1]]), code, cell.end, True)
                self.found.append(
                    Attendant(
                        self._row_role(mark, table.kind), person, "attendance_table", 0.9 if mark or table.present is not None else 0.75
                    )
                )
            return True
        return False

    def _enclosing(self) -> str:
        kind = self.lists[-1].kind if self.lists else "member"
        return kind if kind in ("member", "substitute") else "member"

    @staticmethod
    def _row_role(mark: str, kind: str) -> str:
        mark = mark.lower()
        if "ers" in mark:
            return "substitute"
        if "ordf" in mark and not mark.startswith(("v", "1:", "2:", "3:")):
            return "chair"
        return "member" if mark else kind


def find_attendance(text: str, structure: Structure, with_party: list[Person]) -> list[Attendant]:
    """Everybody whom the minutes in the document list as present or let sign, in order."""
    found: list[Attendant] = []
    for part in structure.parts:
        if part.document_type in MEETING_TYPES:
            found += _of_part(text, structure, part, with_party)
    return found


def _of_part(text: str, structure: Structure, part: Part, with_party: list[Person]) -> list[Attendant]:
    reader = _Reader(text, with_party)
    cases = [c for c in structure.cases if c.part == part.index]
    last = cases[-1] if cases else None
    at = 0
    appended = False
    for block in structure.blocks_in(part.start, part.end):
        while at < len(cases) and cases[at].end <= block.start:
            at += 1
        case = cases[at] if at < len(cases) and cases[at].start <= block.start else None
        appended = appended or (case is last and block.end - block.start < 80 and bool(_APPENDED.match(text, block.start)))
        if case is None or appended or _ROLL_CALL.search(case.title or ""):
            reader.read(block, signatures_only=False)
        elif case is last and block.kind not in ("heading", "item"):
            reader.read(block, signatures_only=True)
        else:
            reader.lists.clear()
            reader.recent = []
    return reader.found


__all__ = ["MEETING_TYPES", "Attendant", "find_attendance"]
