"""Who signs a paper, who handled it, and whose motion it is by the names at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from extractors.attendance import MEETING_TYPES
from extractors.case_officers import find_case_officers
from extractors.core import Block, Cell, Part, Structure
from extractors.formulas import formula
from extractors.labels import label_kind
from extractors.person_groups import Role, sentences_with
from extractors.persons import Person, is_title, people_in, people_with_party
from extractors.political_parties import party_codes, party_heading, party_of

_MOTION_TYPES: Final = ("motion", "citizen_proposal")
_OFFICE_PAPERS: Final = frozenset({"official_report", "motion_response", "consultation_response", "correspondence", "report"})
_PETITION: Final = frozenset({"motion", "citizen_proposal", "interpellation"})
_FIRST_SHARE: Final = 0.3
_MOST: Final = 8
# Empty lines for a signature between its label and the name
_SIGNING_SPACE: Final = 6
# How far behind the verb what is signed may stand, in characters
_OBJECT: Final = 30
# The end of an agreement, in characters
_CLOSE: Final = 600
_STROKE: Final = re.compile(r"(?<=\w|\))\s*/\s*(?=[A-ZÅÄÖ])")
# What heads the answer to an interpellation, and what heads the interpellation itself, on a line of its own
_ANSWER_HEAD: Final = re.compile(
    r"^[ \t]*(?:(?P<answer>svar(?: på (?:enkel )?(?:fråga|interpellation)[^\n]{0,120})?)|(?:enkel )?fråga|interpellation)[:.]?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_LOCAL_PARTY: Final = re.compile(r"[A-ZÅÄÖ][\w åäöÅÄÖ-]{2,40} \(([A-ZÅÄÖ]{1,5})\)")


@dataclass(frozen=True, slots=True)
class _Spot:
    """A cell, the block that holds it and the person whose name is all that stands there."""

    block: Block
    cell: Cell
    person: Person | None


def find_signatures(text: str, structure: Structure, with_party: list[Person]) -> Iterator[Role]:
    """Case officers, signatories and the movers who sign a motion."""
    officers = list(find_case_officers(text, structure, with_party))
    yield from officers
    taken = {r.person.start for r in officers}
    handlers = frozenset(r.person.name for r in officers)
    for part in structure.parts:
        if part.document_type in MEETING_TYPES:
            continue
        rows = [_spots(text, block, with_party) for block in structure.blocks_in(part.start, part.end)]
        signed = [r for r in _signed(text, structure, part, rows) if r.person.start not in taken]
        if part.document_type in _OFFICE_PAPERS and not signed:
            signed = list(_handler_signs(structure, part, rows, handlers))
        yield from signed if len(signed) <= _MOST or part.document_type == "agreement" else []
    yield from _told(text, with_party)


def _handler_signs(structure: Structure, part: Part, rows: list[list[_Spot]], handlers: frozenset[str]) -> Iterator[Role]:
    """Whoever handled the matter signs an office's paper where the name stands alone at its end, whatever else nobody signs."""
    for row in rows:
        for spot in row:
            late = spot.cell.start > part.start + 0.6 * (part.end - part.start)
            zone = structure.zone_at(spot.cell.start)
            listed = zone is not None and zone.kind in ("recipients", "documents")
            if late and not listed and spot.person and spot.person.name in handlers and len(row) == 1:
                yield Role("signatory", spot.person, "officer_signs", 0.8)
                return


def _spots(text: str, block: Block, with_party: list[Person]) -> list[_Spot]:
    if block.end - block.start > 240:
        return []
    cells = [piece for c in block.cells or (Cell(block.start, block.end, block.column),) for piece in _parted(text, c, with_party)]
    return [_Spot(block, c, _lone(text, c, with_party)) for c in cells]


def _parted(text: str, cell: Cell, with_party: list[Person]) -> list[Cell]:
    """The cell, or the names that strokes part in it (``Anna Ek / Bo Ek``) each by itself."""
    edges = [cell.start, *(x for m in _STROKE.finditer(text, cell.start, cell.end) for x in m.span()), cell.end]
    pieces = [Cell(a, b, cell.column + a - cell.start) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return pieces if len(pieces) > 1 and all(_lone(text, p, with_party) for p in pieces) else [cell]


def _lone(text: str, cell: Cell, with_party: list[Person]) -> Person | None:
    """The person whose name, perhaps with a letter code, is all that the cell holds."""
    if cell.end - cell.start > 60:
        return None
    start = cell.start + (len(m.group()) if (m := re.match(r"(?:/[Ss]/|/|gm|genom)\s*", text[cell.start : cell.end])) else 0)
    people = people_in(text, start, cell.end, with_party)
    if len(people) == 1 and people[0].start == start and text[people[0].tail : cell.end].strip(" /.") == "":
        return people[0]
    return None


def _below(rows: list[list[_Spot]], i: int, spot: _Spot, step: int = 1) -> _Spot | None:
    """The cell right under (or with ``step`` -1 over) ``spot`` in the same column. Where a word processor's tabs set the columns, which
    leave no trace in a paragraph's text, cells of rows that have as many are under each other in their order."""
    if not 0 <= i + step < len(rows):
        return None
    lower = rows[i + step] if step > 0 else rows[i]
    if not lower or lower[0].block.blank_before > 2:
        return None
    found = next((s for s in rows[i + step] if abs(s.cell.column - spot.cell.column) <= 3), None)
    if found is None and len(rows[i]) == len(rows[i + step]) > 1:
        return rows[i + step][rows[i].index(spot)]
    return found


def _signed(text: str, structure: Structure, part: Part, rows: list[list[_Spot]]) -> Iterator[Role]:
    used: set[int] = set()
    answers = _answers(text, part)
    for i, row in enumerate(rows):
        for spot in row:
            if spot.person is None:
                for role in _signed_line(text, structure, part, spot) if part.document_type != "notice" else ():
                    yield replace(role, person=_signing_for(text, role.person, rows, i))
                continue
            zone = structure.zone_at(spot.person.start)
            under, over = _below(rows, i, spot), _below(rows, i, spot, -1)
            if (
                (zone and zone.kind == "recipients" and not _closes(text, row, under))
                or _is_addressee(text, rows, i, spot)
                or _is_party_under(spot, over)
            ):
                continue
            title = _title_in(text, under)
            if under is not None and title:
                used.add(under.cell.start)
            if part.document_type == "notice":
                yield from _convener(part, spot.person, title)
                continue
            above = _title_in(text, over) if over is not None and over.cell.start not in used else ""
            beside = text[under.cell.start : under.cell.end] if under else ""
            signed = _role_of_signature(part, _signing_for(text, spot.person, rows, i), title, above, beside)
            if signed is not None and signed.role == "proposer" and any(start <= spot.cell.start < end for start, end in answers):
                signed = Role("signatory", signed.person, "signs_answer", 0.85)
            if signed is None and part.document_type not in _MOTION_TYPES and _follows_signature_line(text, part, rows, i, spot):
                signed = Role("signatory", spot.person, "signature_line", 0.85)
            if signed is None and _signs_agreement(text, part, row, spot, under):
                signed = Role("signatory", spot.person, "signature_line", 0.85)
            if signed is not None:
                yield signed
                if re.search(r"\bhandläggare\b", title, re.IGNORECASE):
                    yield Role("case_officer", spot.person, "signs_as_officer", 0.8)


def _answers(text: str, part: Part) -> list[tuple[int, int]]:
    """The extents of the answers to an interpellation: from their heading to that of a question, or to the end."""
    if part.document_type != "interpellation":
        return []
    heads = list(_ANSWER_HEAD.finditer(text, part.start, part.end))
    ends = [*(h.start() for h in heads[1:]), part.end]
    return [(h.end(), end) for h, end in zip(heads, ends, strict=True) if h["answer"] is not None] if heads else []


def _closes(text: str, row: list[_Spot], under: _Spot | None) -> bool:
    """Do names side by side over their titles, apart from the list of recipients over them, sign the paper?"""
    return len(row) > 1 and all(s.person for s in row) and row[0].block.blank_before > 0 and bool(_title_in(text, under))


def _convener(part: Part, person: Person, title: str) -> Iterator[Role]:
    """The chair who signs a notice of a meeting at its end."""
    if formula("signatory", "convener").fullmatch(title) and person.start > part.start + 0.5 * (part.end - part.start):
        yield Role("signatory", person, "name_over_title", 0.85)


def _title_in(text: str, spot: _Spot | None) -> str:
    """The title that is all that the cell holds, or nothing. A label (Handläggare) is none."""
    words = text[spot.cell.start : spot.cell.end] if spot is not None else ""
    return words if is_title(words) and (label_kind(words) is None or formula("signatory", "official").fullmatch(words)) else ""


def _role_of_signature(part: Part, person: Person, title: str, above: str, beside: str) -> Role | None:
    """What the name makes its bearer: mover of a motion, signatory of another paper. ``title`` stands under the name, ``above`` over it,
    ``beside`` is whatever stands under it."""
    petition, late = part.document_type in _PETITION, person.start > _tail(part)
    if petition and title and formula("signatory", "official").match(title):
        return Role("signatory", person, "name_over_title", 0.9)
    if part.document_type in _MOTION_TYPES:
        signer = _of_party(person, beside)
        return Role("proposer", signer, "motion_signature", 0.95 if signer.party else 0.85) if late else None
    if petition and late and (formula("signatory", "councillor").match(title) if title else person.marked):
        return Role("proposer", person, "motion_signature", 0.9)
    if title and (late or part.document_type != "correspondence"):
        # In the address over a letter stand the name and title of whom it is written to.
        return Role("signatory", person, "name_over_title", 0.9)
    return Role("signatory", person, "title_over_name", 0.9) if above and not petition else None


def _tail(part: Part) -> float:
    """Where signatures may begin."""
    return part.start + _FIRST_SHARE * (part.end - part.start)


def _of_party(person: Person, beside: str) -> Person:
    """The person with the letter code of the party whose name stands beside or under the signature."""
    code = None if person.party else party_heading(beside)
    if code is None and not person.party and (local := _LOCAL_PARTY.fullmatch(beside)):
        code = party_of(local[1])
    return replace(person, party=code) if code else person


def _signing_for(text: str, person: Person, rows: list[list[_Spot]], i: int) -> Person:
    """The person with the letter code of the party that a line over the signatures names (``För Vänsterpartiet``)."""
    column = next((s.cell.column for s in rows[i] if s.cell.start <= person.start < s.cell.end), 0)
    for k in range(i - 1, max(-1, i - 1 - _MOST), -1):
        line = rows[k][0] if len(rows[k]) == 1 else next((s for s in rows[k] if abs(s.cell.column - column) <= 3), None)
        if person.party or line is None or rows[k + 1][0].block.blank_before > 3:
            return person
        words = text[line.cell.start : line.cell.end]
        if signs := formula("signatory", "for_a_party").fullmatch(words):
            code = party_heading(signs["party"])
            return replace(person, party=code, known=True) if code else person
        if line.person is None and not formula("signatory", "rule").match(words) and not is_title(words):
            return person
    return person


def _is_party_under(spot: _Spot, over: _Spot | None) -> bool:
    """Whether what looks like a person's name is that of a local party, standing under a signature with letters of its own."""
    code = spot.person.party if spot.person else None
    return code is not None and code not in party_codes() and over is not None and over.person is not None and over.person.party is None


def _is_addressee(text: str, rows: list[list[_Spot]], i: int, spot: _Spot) -> bool:
    """Whether the label right over or before the name is another than a signature's (Till, Kopia, Kontaktperson)."""
    over = _below(rows, i, spot, -1)
    left = [s for s in rows[i] if s.cell.start < spot.cell.start]
    return any(
        label_kind(text[s.cell.start : s.cell.end]) is not None
        and not formula("signatory", "label").fullmatch(text[s.cell.start : s.cell.end])
        for s in [*left, *([over] if over else [])]
    )


def _follows_signature_line(text: str, part: Part, rows: list[list[_Spot]], i: int, spot: _Spot) -> bool:
    """Whether a signature's label, or in an agreement a dotted line or the party signed for, stands over the name."""
    over = _below(rows, i, spot, -1)
    if over is None and i and len(rows[i - 1]) == 1 and rows[i][0].block.blank_before <= _SIGNING_SPACE:
        over = rows[i - 1][0]
        return bool(formula("signatory", "label").fullmatch(text[over.cell.start : over.cell.end].strip()))
    if over is None:
        return False
    above = text[over.cell.start : over.cell.end].strip()
    if formula("signatory", "label").fullmatch(above):
        return True
    return (
        part.document_type == "agreement"
        and spot.cell.start > _tail(part)
        and bool(formula("signatory", "for_party").fullmatch(above) or formula("signatory", "rule").match(above))
    )


def _signs_agreement(text: str, part: Part, row: list[_Spot], spot: _Spot, under: _Spot | None) -> bool:
    """Whether a name at the end of an agreement stands over whom it signs for, or beside the other party's name."""
    if not _closes_agreement(part, spot) or spot.block.kind == "item":
        return False
    words = text[under.cell.start : under.cell.end].strip() if under else ""
    return bool(formula("signatory", "signs_for").fullmatch(words)) or (len(row) > 1 and all(s.person for s in row))


def _closes_agreement(part: Part, spot: _Spot) -> bool:
    """Whether the cell stands at the end of an agreement."""
    return part.document_type == "agreement" and spot.cell.start > part.end - max(_CLOSE, _FIRST_SHARE * (part.end - part.start))


def _signed_line(text: str, structure: Structure, part: Part, spot: _Spot) -> Iterator[Role]:
    """A line at a paper's end: ``Anna Ek, kommunchef``; in a motion also several names (``Anna Ek (C), Bo Ek (C)``)."""
    line = text[spot.cell.start : spot.cell.end]
    share = (spot.cell.start - part.start) / max(1, part.end - part.start)
    zone = structure.zone_at(spot.cell.start)
    if len(line) > 200 or share < 0.5 or (zone and zone.kind == "recipients"):
        return
    people = people_in(text, spot.cell.start, spot.cell.end, [])
    match = re.fullmatch(r"([^,]{5,40}), ([^,]{3,80})", line)
    if (
        match
        and len(people) == 1
        and people[0].start == spot.cell.start
        and people[0].end == spot.cell.start + len(match[1])
        and spot.block.kind != "item"
    ):
        if part.document_type in _MOTION_TYPES:
            yield Role("proposer", _of_party(people[0], match[2].strip(" .")), "motion_signature", 0.8)
        elif (is_title(match[2]) and share > 0.7) or (_closes_agreement(part, spot) and _tells_office(match[2])):
            yield Role("signatory", people[0], "name_and_title", 0.8)
    elif part.document_type in _MOTION_TYPES and spot.block.kind != "item":
        yield from _signed_together(text, spot)


def _tells_office(words: str) -> bool:
    """Whether the words behind a name tell an office, in Swedish or English."""
    return is_title(words) or bool(formula("signatory", "signs_for").fullmatch(words.strip()))


def _signed_together(text: str, spot: _Spot) -> Iterator[Role]:
    people = people_with_party(text, spot.cell.start, spot.cell.end)
    rest = people and "".join(
        text[a:b] for a, b in zip([spot.cell.start, *(p.tail for p in people)], [*(p.start for p in people), spot.cell.end], strict=True)
    )
    if (
        people
        and rest is not None
        and re.fullmatch(
            r"(?:[\s,.;/•–-]|och|samt|för [\wåäöÅÄÖ]+|gruppledare|ledamot|ersättare|i kommunfullmäktige)*", str(rest), re.IGNORECASE
        )
    ):
        yield from (Role("proposer", p, "motion_signature", 0.95) for p in people)


def _told(text: str, with_party: list[Person]) -> Iterator[Role]:
    """Those whom running text tells to sign, to have signed, or to stand for a party to an agreement."""
    for sentence in sentences_with(text, formula("signatory", "mandate_stems"), with_party):
        for by in formula("signatory", "signed_by").finditer(text, sentence.start, sentence.end):
            if formula("signatory", "minutes").search(text, sentence.start, by.start()):
                continue
            yield from (Role("signatory", p, "signed_by", 0.85) for p in sentence.after(by.end()))
        for verb in formula("signatory", "mandate").finditer(text, sentence.start, sentence.end):
            if formula("signatory", "minutes").search(text, verb.end(), min(sentence.end, verb.end() + _OBJECT)):
                continue
            given = list(formula("signatory", "given").finditer(text, sentence.start, verb.start()))
            earlier = [p for p in sentence.people if given and given[0].start() < p.start and p.tail <= verb.start()]
            if earlier and formula("signatory", "given_to").fullmatch(text, earlier[-1].tail, verb.start()):
                yield from (Role("signatory", p, "mandate_to_sign", 0.85) for p in earlier)
    for sentence in sentences_with(text, formula("signatory", "represented_stems"), with_party):
        for by in formula("signatory", "represented").finditer(text, sentence.start, sentence.end):
            yield from (Role("signatory", p, "represented_by", 0.75) for p in sentence.after(by.end()))


__all__ = ["find_signatures"]
