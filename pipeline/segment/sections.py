"""Finds the sections (§§) of minutes: their numbers, without those of a table of contents or of other papers told of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from extractors import headings
from extractors.bodies import body_regex
from extractors.calendar import find_dates
from extractors.core import Block
from pipeline.segment.section_headings import SECTION, Section, head_cell, read_heading, read_lines_above

# "§§ 12-14 Anmälningsärenden": several numbers over one text.
_JOINT = re.compile(
    r"§§?[ \t]*(?P<number>(?P<from>\d{1,4})[ \t]?[-–—][ \t]?(?P<to>\d{1,4}))[ \t.:–—-]*(?=(?:\t|[ ]{1,4})[A-ZÅÄÖÉ]|$)",
)
_WHICH = re.compile(r"(?:justerade |protokollets )?paragraf(?:er(?:na)?)?\s*:?", re.IGNORECASE)
# "Paragrafer 12–30" in the head of the minutes.
_RANGE = re.compile(r"(?:\bparagraf(?:er(?:na)?)?|§§)\W{0,12}(\d{1,4})\s?[-–—]\s?(\d{1,4})\b", re.IGNORECASE)
_PERSON = re.compile(r"\([A-ZÅÄÖa-zåäö]{1,4}\)")
# What stands before the § in a list of those present: a mark, a name with its party's letters.
_ATTENDS = re.compile(r"[Xx–-]|[A-ZÅÄÖÉ][\w’'-]+(?: [A-ZÅÄÖÉ][\w’'-]+){1,3} \([A-ZÅÄÖa-zåäö]{1,4}\)")
# The dots that lead to a page in a table of contents.
_LEADERS = re.compile(r"(?<![.…])(?:\.{3}|…)[.…]*+\s{0,60}\d{1,3}$")
_SECTION_LABEL = re.compile(r"(?:§|paragraf)\W*", re.IGNORECASE)
_HEAD_BLOCKS = 14
# Kinds of zone that list other papers by their § numbers.
_LISTS_PAPERS = ("documents", "history", "recipients")
_LONGEST_JOINT = 40
_REACH_BACK = 60


@dataclass(frozen=True, slots=True)
class Candidate:
    """A § number that a block may open a section with: the end of the number in the text, and how likely it is one."""

    number: str
    after: int
    weight: float


def _value(number: str) -> tuple[int, int, str]:
    """What a number counts for among others: 12, 0, "A" of "12 A", and 4, 9 of "4:9"."""
    match = re.match(r"(\d+)(?::(\d+))?\s*([A-Za-z]?)", number)
    return (int(match[1]), int(match[2] or 0), match[3].upper()) if match else (0, 0, "")


def _last(number: str) -> int:
    """The last number that a heading covers: 14 of "12-14"."""
    return int(re.findall(r"\d+", number)[-1])


def _number(match: re.Match[str]) -> str:
    return " ".join((match["number"] or match["number2"]).upper().split())


def _candidate(text: str, block: Block) -> Candidate | None:
    """The § number that a block begins with, or that one of its cells consists of."""
    match = SECTION.match(text, block.start, block.end)
    if match:
        return Candidate(_number(match), match.end(), 1.0)
    # The column heads of a table may name several §§.
    if sum(SECTION.fullmatch(text, c.start, c.end) is not None for c in block.cells) > 1:
        return None
    for i, cell in enumerate(block.cells[1:], 1):
        if _ATTENDS.fullmatch(text, block.cells[i - 1].start, block.cells[i - 1].end):
            break
        match = SECTION.fullmatch(text, cell.start, cell.end) or SECTION.match(text, cell.start, cell.end)
        if match and (match.end() == cell.end or all(head_cell(text[c.start : c.end]) for c in block.cells[:i])):
            return Candidate(_number(match), match.end(), 1.0)
    return _joint(text, block)


def _joint(text: str, block: Block) -> Candidate | None:
    match = _JOINT.match(text, block.start, block.end)
    if match is None or _PERSON.search(text, block.start, block.end) or not 0 < int(match["to"]) - int(match["from"]) < _LONGEST_JOINT:
        return None
    return Candidate(re.sub(r"\s?[-–—]\s?", "-", match["number"]), match.end(), 0.8)


def _says_which(text: str, blocks: list[Block], i: int) -> bool:
    """Does block ``i`` stand under the label of a cover that says which §§ the minutes hold ("Paragrafer" over "§§ 63–73")?"""
    return i > 0 and _WHICH.fullmatch(text, blocks[i - 1].start, blocks[i - 1].end) is not None


def _named_candidates(text: str, blocks: list[Block], inside: list[int]) -> dict[int, Candidate]:
    """Lines that hold nothing but a body, perhaps a date, and a § number: "Kommunstyrelsen § 253". Only those of the body named
    most often head sections; the others tell where the matter was treated before."""
    named: dict[int, tuple[str, Candidate]] = {}
    for i in inside:
        block = blocks[i]
        sign = text.find("§", block.start, block.end)
        if sign <= block.start or block.end - block.start > 120 or not (match := SECTION.fullmatch(text, sign, block.end)):
            continue
        before = text[block.start : sign].replace("\t", " ").strip()
        body = body_regex().match(before)
        dates = find_dates(before)
        if body and len(before) <= len(body.group()) + (len(dates[0].raw) + 3 if dates else 0):
            named[i] = (body.group().lower(), Candidate(_number(match), match.end(), 1.0 if block.blank_before else 0.7))
    bodies = Counter(body for body, _ in named.values())
    main = bodies.most_common(1)[0][0] if bodies else None
    return {i: candidate for i, (body, candidate) in named.items() if body == main}


def _labelled_candidate(text: str, blocks: list[Block], inside: list[int]) -> dict[int, Candidate]:
    """The § number of an extract that stands in the column of its label ("Paragraf") and not behind the sign."""
    for i in inside[:_HEAD_BLOCKS]:
        for label in blocks[i].cells:
            if not _SECTION_LABEL.fullmatch(text[label.start : label.end]):
                continue
            below = (c for b in blocks[i + 1 : i + 4] for c in b.cells if abs(c.column - label.column) <= 3)
            for cell in below:
                number = text[cell.start : cell.end].strip()
                if number.isdigit() and len(number) <= 4:
                    at = next(j for j in inside if blocks[j].start <= cell.start < blocks[j].end)
                    return {at: Candidate(number, blocks[at].end, 1.0)}
    return {}


def _is_contents(text: str, blocks: list[Block], candidates: dict[int, Candidate]) -> set[int]:
    """Candidates in a table of contents: in a run of neighbours that have no text between, their numbers coming again later."""
    contents: set[int] = set()
    order = sorted(candidates)
    last = {candidates[i].number: position for position, i in enumerate(order)}
    for position, i in enumerate(order):
        following = order[position + 1] if position + 1 < len(order) else None
        before = order[position - 1] if position else None
        lone = (following is None or following - i > 2) and (before is None or i - before > 2)
        again = last[candidates[i].number] > position
        if any(_LEADERS.search(text, b.start, b.end) for b in blocks[i : min(i + 2, following or i + 1)]):
            contents.add(i)
            continue
        paged = re.search(r"(?:\.{4}|\t)[^\S\t]*\d{1,3}$", text[blocks[i].start : blocks[i].end]) or any(
            text[b.start : b.end].isdigit() for b in blocks[i + 1 : i + 3]
        )
        if again and (paged or not lone):
            contents.add(i)
    return contents | _listed_beside(order, candidates, contents)


def _listed_beside(order: list[int], candidates: dict[int, Candidate], contents: set[int]) -> set[int]:
    """Candidates between or behind those of a table of contents, most of which come again later: a § held secret has no text."""
    listed: set[int] = set()
    run: list[int] = []
    for i in [*order, None]:
        if (
            i is not None
            and (not run or i - run[-1] <= 2)
            and (not run or _value(candidates[i].number) > _value(candidates[run[-1]].number))
        ):
            run.append(i)
            continue
        if 0.6 * len(run) <= sum(j in contents for j in run) < len(run):
            listed.update(run)
        run = [i] if i is not None else []
    return listed


def _chain(candidates: list[tuple[int, Candidate]]) -> list[int]:
    """The blocks of the weightiest run of rising § numbers; a step of one counts more than a jump."""
    best: list[tuple[float, int]] = []
    values = [_value(candidate.number) for _, candidate in candidates]
    lasts = [_last(candidate.number) for _, candidate in candidates]
    for i, (_, candidate) in enumerate(candidates):
        value = values[i]
        score, back = candidate.weight, -1
        for j in range(max(0, i - _REACH_BACK), i):
            if values[j] >= value:
                continue
            step = value[0] - lasts[j]
            gain = best[j][0] + candidate.weight - (0.0 if step <= 1 else 0.2 if step <= 3 else 0.6 if step <= 20 else 1.5)
            if gain > score:
                score, back = gain, j
        best.append((score, back))
    if not best:
        return []
    at = max(range(len(best)), key=lambda k: best[k][0])
    chain = []
    while at >= 0:
        chain.append(candidates[at][0])
        at = best[at][1]
    return chain[::-1]


def _bear_text(text: str, blocks: list[Block], found: dict[int, Candidate]) -> bool:
    """Does running text or a heading of decision follow the § numbers found, as it does not in a table of contents?"""
    order = sorted(found)
    gaps = [b - a for a, b in pairwise([*order, len(blocks)])]
    return sum(gap > 3 for gap in gaps) > 0.5 * len(order) if order else False


def _weighed(text: str, blocks: list[Block], found: dict[int, Candidate], start: int) -> dict[int, Candidate]:
    """The candidates, less likely where they stand in a list of other papers or outside the range that the minutes' head tells."""
    if not found:
        return found
    first = min(found)
    # The widest: a member present for a part of the meeting has a range of §§ too.
    told = (range(int(m[1]), int(m[2]) + 1) for m in _RANGE.finditer(text, start, blocks[first].start))
    span = max(told, key=len, default=range(0))
    if 2 * sum(_value(c.number)[0] in span for c in found.values()) < len(found):
        span = range(0)
    weighed: dict[int, Candidate] = {}
    zone = None
    for i in range(first, max(found) + 1):
        block = blocks[i]
        if i not in found:
            heading = headings.classify(text[block.start : block.end])
            zone = heading.kind if heading else zone
            continue
        candidate = found[i]
        weight = candidate.weight
        if zone in _LISTS_PAPERS and not block.blank_before:
            weight -= 0.6
        if span and _value(candidate.number)[0] not in span:
            weight -= 0.6
        if weight == candidate.weight:
            zone = None
        weighed[i] = Candidate(candidate.number, candidate.after, weight)
    return weighed


def find_sections(text: str, blocks: list[Block], start: int, end: int) -> list[Section]:
    """The §§ whose headings stand between the offsets ``start`` and ``end``, in order."""
    first, beyond = (bisect_left(blocks, offset, key=lambda b: b.start) for offset in (start, end))
    inside = [i for i in range(first, beyond) if blocks[i].kind != "item"]
    found = {i: c for i in inside if not _says_which(text, blocks, i) and (c := _candidate(text, blocks[i]))}
    if not _bear_text(text, blocks, found):
        found |= _named_candidates(text, blocks, inside)
    if not found:
        found = _labelled_candidate(text, blocks, inside)
    contents = _is_contents(text, blocks, found)
    weighed = _weighed(text, blocks, {i: c for i, c in found.items() if i not in contents}, start)
    kept = _chain([(i, weighed[i]) for i in sorted(weighed)])
    sections = [
        read_heading(text, blocks, i, found[i].number, found[i].after, following=kept[k + 1] if k + 1 < len(kept) else len(blocks))
        for k, i in enumerate(kept)
    ]
    read_lines_above(text, blocks, sections, first)
    return sections


__all__ = ["SECTION", "Section", "find_sections"]
