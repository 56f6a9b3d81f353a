"""Finds the sections (§§) of minutes: their numbers, headings and registry numbers, without those of a table of contents."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from extractors import headings
from extractors.bodies import body_regex
from extractors.calendar import find_dates
from extractors.core import Block
from extractors.labels import leading_label
from extractors.registry import RegistryNumber, bare_number, find_registry_numbers, is_label

_PREFIX = r"(?:[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,7}\.?[ \t]*)?"
_NUMBER = r"(?P<number>\d{1,4}(?:[ \t]?[A-Za-z](?![\wåäö]))?)(?:[ \t]?/[ \t]?(?:\d\d){1,2}(?!\d))?"
# "§ 12", "KS § 45", "§ 12/2023", "§ 12 A", "§12" and "57 §"; not "§ 12, att", "§§ 3-5", "§ 3-5".
SECTION = re.compile(
    rf"(?:{_PREFIX}(?:§|Paragraf|PARAGRAF)[ \t]*{_NUMBER}|(?P<number2>\d{{1,4}}[ \t]?[A-Za-z]?)[ \t]?§)"
    r"(?!\d)(?=\t|[ \t]*(?:$|\n|[A-ZÅÄÖÉ(\"”'\d–—•]|[-–][ \t]|\.[ \t]|:[ \t]))"
    r"(?![ \t]*[,;)]|[ \t]*[-–][ \t]?\d)"
)
_MAX_TITLE = 350
# Headings that open the text of a § even where it has no title; others (Delgivningar, Information) may be its title.
_NEVER_TITLES = ("decision", "proposal", "motions_at_meeting", "documents", "question", "vote")
_ABBREVIATED = re.compile(r"\b(?:kap|nr|m\.m|m\.fl|m fl|m m|ang|resp|inkl|st|fd|kv|dnr)\.$", re.IGNORECASE)


@dataclass(slots=True)
class Section:
    """A § as found: the block of its heading, its number, title and registry number, each with its extent."""

    block: int
    number: str
    start: int
    heading_end: int
    title: str | None = None
    registry: RegistryNumber | None = None


def _value(number: str) -> tuple[int, str]:
    match = re.match(r"(\d+)\s*([A-Za-z]?)", number)
    return (int(match[1]), match[2].upper()) if match else (0, "")


def _candidate(text: str, block: Block) -> tuple[str, int] | None:
    """The § number that a block begins with (or that one of its cells consists of), and the end of it."""
    match = SECTION.match(text, block.start, block.end)
    if match:
        number = match["number"] or match["number2"]
        return " ".join(number.upper().split()), match.end()
    for cell in block.cells[1:]:
        match = SECTION.fullmatch(text, cell.start, cell.end)
        if match:
            return " ".join((match["number"] or match["number2"]).upper().split()), match.end()
    return None


def _is_contents(text: str, blocks: list[Block], candidates: dict[int, tuple[str, int]]) -> set[int]:
    """Candidates in a table of contents: in a run of neighbours that have no text between, their numbers coming again later."""
    contents: set[int] = set()
    order = sorted(candidates)
    last = {candidates[i][0]: position for position, i in enumerate(order)}
    for position, i in enumerate(order):
        following = order[position + 1] if position + 1 < len(order) else None
        before = order[position - 1] if position else None
        lone = (following is None or following - i > 2) and (before is None or i - before > 2)
        again = last[candidates[i][0]] > position
        paged = re.search(r"(?:\.{4,}|\t)\s*\d{1,3}$", text[blocks[i].start : blocks[i].end])
        if again and (paged or not lone):
            contents.add(i)
    return contents


def _chain(candidates: list[tuple[int, str]]) -> list[int]:
    """The blocks of the longest run of rising § numbers; a step of one counts more than a jump."""
    best: list[tuple[float, int]] = []
    for i, (_, number) in enumerate(candidates):
        value = _value(number)
        score, back = 1.0, -1
        for j in range(max(0, i - 60), i):
            other = _value(candidates[j][1])
            if other >= value:
                continue
            step = value[0] - other[0]
            gain = best[j][0] + (1.0 if step <= 1 else 0.8 if step <= 3 else 0.4 if step <= 20 else -0.5)
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


def find_sections(text: str, blocks: list[Block], start: int, end: int) -> list[Section]:
    """The §§ whose headings stand between the offsets ``start`` and ``end``, in order."""
    first, beyond = (bisect_left(blocks, offset, key=lambda b: b.start) for offset in (start, end))
    found = {i: c for i in range(first, beyond) if blocks[i].kind != "item" and (c := _candidate(text, blocks[i]))}
    contents = _is_contents(text, blocks, found)
    kept = _chain([(i, found[i][0]) for i in sorted(found) if i not in contents])
    return [_section(text, blocks, i, *found[i], following=kept[k + 1] if k + 1 < len(kept) else len(blocks)) for k, i in enumerate(kept)]


def _section(text: str, blocks: list[Block], i: int, number: str, after: int, following: int) -> Section:
    block = blocks[i]
    section = Section(i, number, block.start, block.end)
    pieces: list[str] = []
    for cell in block.cells[:-1] if after == block.end else ():
        if not _is_head_cell(text[cell.start : cell.end]):
            _take(section, pieces, text, cell.start, cell.end)
    _take(section, pieces, text, after, block.end)
    titled = bool(pieces)
    j = i + 1
    while j < min(following, i + 6):
        nxt = blocks[j]
        line = text[nxt.start : nxt.end]
        heading = headings.classify(line)
        if (
            (heading and (titled or heading.kind in _NEVER_TITLES))
            or nxt.kind == "item"
            or (re.match(r"[A-ZÅÄÖ][^:\t]{2,30}:\s", line) and not _is_registry_line(line) and titled)
        ):
            break
        if not titled and re.match(r"[^:\t]{2,40}:\s*\S", line) and (label := leading_label(line)) and label[0] == "other":
            section.heading_end = nxt.end
        elif _is_registry_line(line):
            _take(section, [], text, nxt.start, nxt.end)
            section.heading_end = nxt.end
        elif _is_title_line(line, nxt, titled, blocks[j - 1]):
            _take(section, pieces, text, nxt.start, nxt.end)
            titled = True
            section.heading_end = nxt.end
        else:
            break
        j += 1
    section.title = _title(pieces)
    return section


def _title(pieces: list[str]) -> str | None:
    """The pieces put together, without the marks around them; the full stop of an abbreviation stays."""
    title = " ".join(" ".join(pieces).split())[:_MAX_TITLE].strip(" :–-")
    return (title if _ABBREVIATED.search(title) else title.strip(" .:–-")) or None


def _is_head_cell(cell: str) -> bool:
    """A body, date or registry label beside a § number is no title."""
    whole = cell.strip()
    body = body_regex().match(whole)
    dates = find_dates(whole)
    return bool(
        (body and body.end() >= len(whole) - 3)
        or (dates and len(dates[0].raw) > 0.6 * len(whole))
        or is_label(whole)
        or leading_label(whole)
    )


def _is_registry_line(line: str) -> bool:
    numbers = find_registry_numbers(line)
    rest = line
    for number in numbers:
        rest = rest.replace(number.raw, "")
    words = [w for w in re.split(r"[\s\t]+", rest) if w and not is_label(w)]
    return (bool(numbers) and len(" ".join(words)) <= 8) or (all(is_label(w) for w in line.split()) and bool(line.strip()))


def _is_title_line(line: str, block: Block, titled: bool, before: Block) -> bool:
    """A § without a title on its own line takes the next block; a title goes on over lines that follow without a gap."""
    if len(line) > _MAX_TITLE or (line.rstrip().endswith((".", ";")) and len(line) > 120):
        return False
    if not titled:
        return not re.match(r"(?:Närvarande|Beslutande|Handläggare)\b", line)
    return (
        block.blank_before == 0
        and before.end - before.start < 130
        and (not line.rstrip().endswith((".", ":")) or bool(_ABBREVIATED.search(line)))
        and block.kind != "row"
        and len(line) < 130
    )


def _take(section: Section, pieces: list[str], text: str, start: int, end: int) -> None:
    """Reads the registry number out of ``text[start:end]`` and keeps the rest as a piece of the title."""
    line = text[start:end]
    numbers = find_registry_numbers(line)
    if not numbers and "\t" in line and (bare := bare_number(line.rsplit("\t", 1)[1])) is not None:
        offset = line.rindex("\t") + 1
        numbers = [RegistryNumber(offset + bare.start, offset + bare.end, bare.raw, bare.registry, bare.year, bare.serial, True)]
    own = [n for n in numbers if n.labelled or _stands_apart(line, n)]
    if own and section.registry is None:
        n = own[0]
        section.registry = RegistryNumber(start + n.start, start + n.end, n.raw, n.registry, n.year, n.serial, n.labelled)
    for n in reversed(own):
        head = re.sub(
            r"(?:[(\[]?\s*(?:\b[A-Za-zÅÄÖåäö-]{2,16}\.?\s*:?\s*))$",
            lambda m: "" if is_label(m.group().strip("([ ")) else m.group(),
            line[: n.start],
        )
        line = head + re.sub(r"^\s*[)\]]", "", line[n.end :])
    words = line.replace("\t", " ").strip(" :–-")
    words = words if re.search(r"\([^()]*\)$", words) else words.strip("()[] ")
    if words.strip(". ") and not is_label(words):
        pieces.append(words)


def _stands_apart(line: str, number: RegistryNumber) -> bool:
    """Is a number without a label the matter's own: not part of the words of its title, or in brackets at the line's end?"""
    bracketed = line[: number.start].endswith("(") and line[number.end :].strip().startswith(")") and len(line[number.end :].strip()) <= 2
    return bracketed or not re.search(r"[a-zåäö]{3,} \(?$", line[: number.start])
