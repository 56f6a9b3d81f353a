"""Who took part in a meeting: the lists of those present, the table of attendance and the signatures of minutes.

Labels (Beslutande, Ersättare, Justerare ...) stand over a column of names, beside it, before a colon, or under a signature; a
label opens a list in its column, which goes on until another label takes its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.anchors import Anchored
from extractors.attendance_entries import SIGNING, Attendant, entries_of, plausible
from extractors.attendance_lines import ELSEWHERE, Above, first_words, goes_on, is_unfinished, stretches
from extractors.attendance_lists import NEAR, Carried, NameList, list_in, list_out_of_column
from extractors.attendance_tables import ROLL_CALL, Table, is_header, row_of, table_below, table_under
from extractors.core import Block, Cell, Part, Structure
from extractors.persons import Person, people_in
from extractors.political_parties import party_codes, party_group, party_heading
from extractors.roles import inline_label, is_replaced, label_amid, role_label

MEETING_TYPES = ("minutes", "minutes_extract")
_MOST_MISSES = 3
_APPENDED = re.compile(r"(?:bilaga[^\n]{0,40})?närvaro|(?:tjänstgöringslista|uppropslista)", re.IGNORECASE)
# A list in running text is read anew with each of its lines up to this length, in characters.
_LONGEST_LIST = 1200
_NO_MISS = re.compile(r"[\s._…–-]*|.*§.*|.*\d\d[.:]\d\d.*")
_LINE = re.compile(r"[._…–-]{5,}")
_DOTTED = re.compile(r"[._…]{4,}")
# The label of one serving substitute amid members, not of a list
_ABBREVIATED = re.compile(r"(?:tj\w{0,2}\.? ?)?ers(?:\.|\b)|tj\w{0,2}\.? ersättare", re.IGNORECASE)
# The remark on a serving substitute, in a column of its own
_SERVING = re.compile(r"\(?(?:tj(?:g|änstg?)?\.? ?)(?:ers\.?|ersättare)?\)?", re.IGNORECASE)
# A label of its own before the first name of a list
_CHAIR_LABEL = re.compile(r"(?:mötes)?ordförande:", re.IGNORECASE)
_LABEL_INSIDE = re.compile(r"(?:(?:tjänstgörande |ej tjänstgörande |närvarande )?(?:ersättare|suppleanter)|ledamöter):", re.IGNORECASE)
_SIGNATURES = re.compile(r"(?:namn)?(?:underskrift|signatur|teckning)(?:er)?:?", re.IGNORECASE)
# The legend of a list in which asterisks mark serving substitutes.
_STARRED = Anchored(r"\*\)?\s*[=:–-]?\s*(?:avser |anger |markerar )?(?:tj(?:änst)?g(?:örande|ör)?\.?\s*)?ers(?:ättare|\.)", re.IGNORECASE)


@dataclass(slots=True)
class _Run:
    """Cells side by side that belong to one list; ``start`` is where its names begin."""

    target: NameList | None
    start: int
    cells: list[Cell]


@dataclass(slots=True)
class _Spot:
    """A cell read: the person whose name is all that it holds, the role given to those in it, and whether it ends with "serves for"."""

    column: int
    person: Person | None
    role: str | None
    replaces: bool = False


@dataclass(slots=True)
class _Reader:
    text: str
    with_party: list[Person]
    starred: bool = False
    found: list[Attendant] = field(default_factory=list)
    lists: list[NameList] = field(default_factory=list)
    table: Table | None = None
    recent: list[_Spot] = field(default_factory=list)
    title: str = ""
    above: Above | None = None

    def read(self, block: Block, signatures_only: bool) -> None:
        """Take in the next block. Inside a matter only signatures are read."""
        cells = block.cells or (Cell(block.start, block.end, block.column),)
        if block.blank_before > 4 or (block.blank_before > 1 and all(x.kind == "other" for x in self.lists)):
            self.lists.clear()
        above = first_words(self.text, cells[0], self.above, len(self.found))
        self._signed_below(block, cells)
        if not signatures_only and self._table_row(block, cells):
            return
        seen: list[_Spot] = []
        for run in self._runs(cells, signatures_only):
            role = self._read_run(run)
            seen += [_Spot(c.column, self._lone_name(c), role, is_replaced(self.text[c.start : c.end])) for c in run.cells]
        if seen:
            self.recent = seen
        self.above = above
        titled = block.kind == "heading" or _APPENDED.match(self.text, block.start)
        self.title = self.text[block.start : block.end][:120] if titled else self.title

    def _runs(self, cells: tuple[Cell, ...], signatures_only: bool) -> Iterator[_Run]:
        """The cells of a row but its labels, those of one list together."""
        run: _Run | None = None
        opened: NameList | None = None
        for k, cell in enumerate(cells):
            kind = self._label(cell, first=k == 0)
            if kind is not None and self._titles_above(cell, kind, cells[k + 1 :]):
                continue
            if (
                kind is not None
                and not (signatures_only and kind not in (*SIGNING, "other"))
                and not self._is_remark(cell, kind, run, cells[k + 1 :])
            ):
                if run:
                    yield run
                run = None
                signatures = kind == "other" and _SIGNATURES.fullmatch(self.text, cell.start, cell.end) is not None
                self.recent = [] if signatures else self.recent
                if kind == "other" and (self._has_line(cells, k + 1) or (signatures and len(cells) == 1)):
                    self.lists.clear()
                    continue
                signed = self._has_line(cells, k)
                opened = None if not signed and self._sign_above(cell, kind) else self._open(cell, kind, cells[k + 1 :], signed)
                continue
            named = opened is not None and (
                (opened.kind == "member" and _CHAIR_LABEL.match(self.text, cell.start, cell.end))
                or (opened.kind in ("member", "official") and _LABEL_INSIDE.match(self.text, cell.start, cell.end))
            )
            free = (opened is None or named) and kind is None and not self._instead(run, cell)
            inline = self._inline(cell, signatures_only) if free else None
            target = inline[0] if inline else opened or self._list_for(cell) or self._inherited(run, cell)
            opened = None
            if run and target is run.target and target and target.kind in ("chair", "secretary") and self._named(cell):
                target = None
            if run and not inline and target is run.target:
                run.cells.append(cell)
                continue
            if run:
                yield run
            run = _Run(target, inline[1] if inline else cell.start, [cell])
        if run:
            yield run

    def _is_remark(self, cell: Cell, kind: str, run: _Run | None, right: tuple[Cell, ...]) -> bool:
        """Whether a word that could be a label tells the function of the person before it (``Anna Ek   S   Ordförande``)."""
        if run is None or run.target is None or run.target.kind not in ("member", "substitute", "official"):
            return False
        if not any(map(self._named, run.cells)):
            return False
        before = self.text[run.cells[-1].start : run.cells[-1].end].strip(" ()")
        if len(run.cells) > 1 and before.upper() in party_codes():
            return True
        named = right and self._named(right[0])
        if kind == "substitute" and not named and _SERVING.fullmatch(self.text, cell.start, cell.end):
            return True
        if kind in ("member", "substitute") and not named and not self.text[cell.start].isupper():
            return True
        return kind in SIGNING and not named and not (right and kind == "chair")

    def _titles_above(self, cell: Cell, kind: str, right: tuple[Cell, ...]) -> bool:
        """Whether the cell, set in, is the title of the member in the line above it; the chair's title is given to that member."""
        if kind not in ("chair", "member") or any(
            x is None or x.takes(cell.column) for x in (list_in(self.lists, c.column) for c in right)
        ):
            return False
        above = [s for s in self.recent if s.role in ("member", "chair") and 0 < cell.column - s.column <= NEAR]
        starts = {s.person.start for s in above if s.person}
        for attendant in (a for a in self.found if kind == "chair" and a.person.start in starts):
            attendant.role = kind
        return bool(starts)

    def _instead(self, run: _Run | None, cell: Cell) -> bool:
        """Whether the cell tells who serves instead of the member in the cell before it (``Olle Hed   tjg ersättare Ida Falk``)."""
        return run is not None and _ABBREVIATED.match(self.text, cell.start) is not None and any(map(self._named, run.cells))

    def _inherited(self, run: _Run | None, cell: Cell) -> NameList | None:
        """The list that a cell without one of its own goes on with: that of the cell to the left."""
        if run is None or run.target is None:
            return None
        return run.target if not self._named(cell) or run.target.kind not in ("chair", "secretary") else None

    def _named(self, cell: Cell) -> bool:
        return bool(people_in(self.text, cell.start, cell.end, self.with_party))

    def _label(self, cell: Cell, first: bool) -> str | None:
        """The kind of the label that the cell is, perhaps with its first words in the line above (``Utses att`` / ``justera``)."""
        words = self.text[cell.start : cell.end]
        if _DOTTED.search(words) and self._named(cell):
            return None
        if first and goes_on(self.text, cell, self.above):
            above = first_words(self.text, cell, self.above, len(self.found))
            whole = role_label(above.words) if above else None
            if above is not None and whole is not None:
                self._read_anew(above.known, whole)
                return whole
        return label_amid(words, (a.role for a in self.found)) if first else role_label(words)

    def _read_anew(self, known: int, kind: str) -> None:
        """Those named beside the first words of a substitutes' label were not yet known to be substitutes."""
        if kind == "substitute":
            for attendant in self.found[known:]:
                attendant.role = kind if attendant.role in ("member", "mentioned") else attendant.role

    def _has_line(self, cells: tuple[Cell, ...], k: int) -> bool:
        """Whether a line for a signature stands right beside the cell: the name is under the line, not over the label."""
        return k + 1 < len(cells) and _LINE.fullmatch(self.text, cells[k + 1].start, cells[k + 1].end) is not None

    def _open(self, cell: Cell, kind: str, right: tuple[Cell, ...], signed: bool = False) -> NameList:
        """Open the list of a label, closing those that it takes the place of."""
        kept = [c.column for c in right if self._named(c)]
        self.lists = [
            x
            for x in self.lists
            if (x.column < cell.column - NEAR and (x.values or 0) < cell.column - NEAR)
            or (x.column > cell.column + NEAR and any(x.takes(c) for c in kept[1:]))
        ]
        opened = NameList(kind, cell.column, signed=signed)
        self.lists.append(opened)
        return opened

    def _list_for(self, cell: Cell) -> NameList | None:
        fitting = list_in(self.lists, cell.column)
        if fitting is not None or not self.lists:
            return fitting
        people = people_in(self.text, cell.start, cell.end, self.with_party)
        if not people or people[0].start != cell.start:
            return None
        return list_out_of_column(self.lists, cell.column, with_party=people[0].marked)

    def _inline(self, cell: Cell, signatures_only: bool) -> tuple[NameList, int] | None:
        """A label and its names in one cell: the list opened and where the names begin."""
        head = self.text[cell.start : min(cell.end, cell.start + 80)]
        colon = head.find(":")
        if colon > 0 and (kind := label_amid(head[:colon], (a.role for a in self.found))):
            goes_on, start = True, cell.start + colon + 1
        else:
            people = people_in(self.text, cell.start, cell.end, self.with_party)
            label = inline_label(self.text[cell.start : people[0].start]) if people else None
            if label is None:
                return None
            kind, start, goes_on = label[0], cell.start + label[1], not signatures_only
        if signatures_only and kind not in SIGNING:
            return None
        opened = NameList(kind, cell.column)
        if goes_on and kind not in ("chair", "secretary") and not _ABBREVIATED.match(self.text, cell.start):
            self.lists = [x for x in self.lists if not x.takes(cell.column) and abs(x.column - cell.column) > NEAR]
            self.lists.append(opened)
        return opened, start

    def _read_run(self, run: _Run) -> str | None:
        """Read the names of cells into their list; the role given to them."""
        target, end = run.target, run.cells[-1].end
        if target is None:
            return self._signed(run.cells)
        if target.kind == "member" and ELSEWHERE.match(self.text, run.start, end):
            self.lists = [x for x in self.lists if x is not target]
            return None
        replaced = any(s.replaces and abs(s.column - run.cells[0].column) <= NEAR for s in self.recent)
        if target.kind in ("other", "absent") or (replaced and target.kind in ("member", "substitute")):
            return "absent" if target.kind == "absent" else None
        if (code := party_heading(self.text[run.start : end])) and target.kind in ("member", "substitute"):
            target.party = code
            return None
        if target.kind in ("member", "substitute") and (group := party_group(self.text, run.start, end)):
            target.party, run.start = group
        entries: list[Attendant] = []
        start = self._carry(target, run, end)
        for a, b, kind in stretches(self.text, start, end, target.kind):
            target.kind = kind
            if kind not in ("other", "absent"):
                entries += entries_of(self.text, a, b, kind, self.with_party, party=target.party, starred=self.starred)
        if not entries:
            target.misses += not _NO_MISS.fullmatch(self.text[run.start : end])
            if target.misses >= _MOST_MISSES or end - run.start > 200:
                self.lists = [x for x in self.lists if x is not target]
            return None
        target.misses = 0
        target.values = run.cells[0].column if run.start == run.cells[0].start else target.values
        self.found += entries
        if target.kind in ("chair", "secretary"):
            target.kind = "other" if target in self.lists else target.kind
            return entries[0].role
        return target.kind

    def _carry(self, target: NameList, run: _Run, end: int) -> int:
        """Where to read from: a list in running text that goes on from the line above is read anew with it, for a name or the remark behind
        it may be parted by the line's end."""
        carried = target.carried
        if (
            carried is not None
            and self.text[carried.end : run.start] == "\n"
            and run.start - carried.start < _LONGEST_LIST
            and is_unfinished(self.text, carried.start, carried.end, run.start)
        ):
            del self.found[carried.known :]
            target.kind, carried.end = carried.kind, end
            return carried.start
        target.carried = Carried(run.start, end, target.kind, len(self.found))
        return run.start

    def _lone_name(self, cell: Cell) -> Person | None:
        """The person whose name is all that the cell holds."""
        people = people_in(self.text, cell.start, cell.end, self.with_party)
        if len(people) == 1 and people[0].start == cell.start and cell.end - people[0].tail <= 1:
            return people[0]
        return None

    def _signed(self, cells: list[Cell]) -> str | None:
        """``Anna Ek (S), ordförande``: a signature with its role behind it, outside any list."""
        role = None
        for cell in cells:
            people = people_in(self.text, cell.start, cell.end, self.with_party)
            if len(people) != 1 or people[0].start != cell.start or people[0].tail >= cell.end:
                continue
            behind = self.text[people[0].tail : cell.end]
            role = role_label(behind.strip(" ,–-/")) if behind[0] in " ," else None
            if role in SIGNING:
                self.found.append(Attendant(role, people[0], "signature", 0.85))
        return role if role in SIGNING else None

    def _sign_above(self, cell: Cell, kind: str) -> bool:
        """A role under a signature: give it to the name right above in the same column."""
        if kind not in SIGNING or self.text[cell.end - 1].isdigit():
            return False
        for spot in self.recent:
            if (
                spot.person is not None
                and abs(spot.column - cell.column) <= NEAR
                and spot.role in (None, kind, "adjuster")
                and self.text[spot.person.tail : cell.start].count("\n") <= 2
            ):
                if spot.role == "adjuster":
                    self.found = [a for a in self.found if a.person.start != spot.person.start]
                if spot.role != kind:
                    self.found.append(Attendant(kind, spot.person, "signature", 0.9))
                return True
        return False

    def _signed_below(self, block: Block, cells: tuple[Cell, ...]) -> None:
        """Where a row of roles stands right under a row of names, forget what a list that was still open made of the names."""
        roles = [role_label(self.text[c.start : c.end]) for c in cells]
        names = [s for s in self.recent if s.person is not None]
        if len(cells) < 2 or block.blank_before or not all(r in SIGNING for r in roles) or len(names) != len(self.recent) or len(names) < 2:
            return
        signed = [s for s in names if any(abs(s.column - c.column) <= NEAR for c in cells)]
        starts = {s.person.start for s in signed if s.person}
        self.found = [a for a in self.found if a.person.start not in starts]
        for spot in signed:
            spot.role = None

    def _table_row(self, block: Block, cells: tuple[Cell, ...]) -> bool:
        """Read a row of an attendance table; whether the block belongs to one."""
        if len(cells) < 2:
            self.table = table_below(self.text, self.table, block)
            return False
        if is_header(self.text, block, self.with_party):
            enclosing = self.lists[-1].kind if self.lists else "member"
            self.table = table_under(self.text, cells, enclosing if enclosing in ("member", "substitute") else "member", self.title)
            return True
        if self.table is not None and any(s.replaces and abs(s.column - cells[0].column) <= NEAR for s in self.recent):
            # "Bo Ek, för" over "Ida Falk   S": the row names who is replaced.
            self.recent = []
            return True
        if self.table is not None and role_label(self.text[cells[0].start : cells[0].end]) in ("adjuster", "official", "absent", "other"):
            self.table = None
        rows = row_of(self.text, self.table, cells) if self.table else None
        self.found += rows or []
        return rows is not None


def find_attendance(text: str, structure: Structure, with_party: list[Person]) -> list[Attendant]:
    """Everybody whom the minutes in the document list as present or let sign, in order."""
    found: list[Attendant] = []
    for part in structure.parts:
        if part.document_type in MEETING_TYPES:
            found += plausible(_of_part(text, structure, part, with_party))
    return found


def _of_part(text: str, structure: Structure, part: Part, with_party: list[Person]) -> list[Attendant]:
    cases = [c for c in structure.cases if c.part == part.index]
    last = cases[-1] if cases else None
    reader = _Reader(text, with_party, starred=bool(_STARRED.search(text, part.start, part.end)))
    at = 0
    appended = False
    rolls = {c.ordinal for c in cases if ROLL_CALL.search(c.title or "")}
    for block in structure.blocks_in(part.start, part.end):
        while at < len(cases) and cases[at].end <= block.start:
            at += 1
        case = cases[at] if at < len(cases) and cases[at].start <= block.start else None
        appended = appended or (case is last and block.end - block.start < 80 and bool(_APPENDED.match(text, block.start)))
        if case is None or appended or case.ordinal in rolls:
            reader.read(block, signatures_only=False)
        elif case is last and block.kind not in ("heading", "item"):
            reader.read(block, signatures_only=True)
        else:
            reader.lists.clear()
            reader.recent = []
    return reader.found


__all__ = ["MEETING_TYPES", "Attendant", "find_attendance"]
