"""What a document says of itself in its head: municipality, body, dates, title, language."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict

from extractors import headings
from extractors.bodies import body_pattern, body_regex, canonical_body
from extractors.calendar import DateMention, find_dates
from extractors.core import Block, Part
from extractors.head import Head, cells_of, labelled_values
from extractors.labels import label_kind, leading_label
from extractors.municipalities import find_municipalities
from extractors.registry import find_registry_numbers
from pipeline.segment.papers import kind_of
from pipeline.segment.sections import SECTION

HEAD_BLOCKS = 40
_SIGNED_AT = re.compile(r"^[A-ZÅÄÖ][\wåäö-]+(?: [\wåäö]+)?,? (?:den )?(?=\d)")
_CONTACT = re.compile(r"@|www\.|\b\d{2,4}[-/ ]\d[\d ]{4,}|^\d{3} \d\d [A-ZÅÄÖ]|\b(?:tfn|tel(?:efon)?)\b", re.IGNORECASE)
_OFFICE = re.compile(
    r"^[A-ZÅÄÖ][\wåäöÅÄÖ, -]*(?:kontor(?:et)?|förvaltning(?:en)?|kansli(?:et)?|avdelning(?:en)?"
    r"|enhet(?:en)?|stab(?:en)?|ledning(?:en)?|sekretariat(?:et)?)$",
    re.IGNORECASE,
)
_AREA = re.compile(
    r"^(?:[A-ZÅÄÖ][\wåäöÅÄÖ-]+ ){1,3}(?:kommun|stad|landsting|län)s?$|^region [A-ZÅÄÖ]\w+|^[A-ZÅÄÖ]\w+regionen$|^landstinget\b.{0,30}$",
    re.IGNORECASE,
)
_SWEDISH = frozenset(
    ["och", "att", "det", "som", "för", "av", "på", "är", "med", "till", "den", "inte", "om", "har", "ett", "kommunen", "vid", "från"]
)
_ENGLISH = frozenset(["the", "and", "of", "to", "in", "that", "for", "is", "with", "on", "as", "by", "be", "this", "shall", "are"])


def head_of(text: str, blocks: list[Block], start: int, end: int) -> Head:
    """The head of the paper between two offsets: its blocks up to the first §, known text heading or long paragraph."""
    first = next((i for i, b in enumerate(blocks) if b.start >= start), len(blocks))
    i = first
    while i < len(blocks) and i < first + HEAD_BLOCKS and blocks[i].start < end:
        block = blocks[i]
        line = text[block.start : block.end]
        heading = headings.classify(line) if not block.cells else None
        if (
            SECTION.match(text, block.start)
            or (block.end - block.start > 220 and block.kind != "row")
            or (heading and heading.kind not in ("documents", "history"))
        ):
            break
        i += 1
    return Head(text, blocks, first, i)


def municipality(text: str, blocks: list[Block], head: Head) -> tuple[str | None, str | None]:
    """(code, name) of the municipality or region whose paper it is: named in the head, by its domain, or most often."""
    scores: dict[tuple[str, str], float] = defaultdict(float)
    head_end = head.blocks[head.end - 1].end if head.end > head.first else 0
    for mention in find_municipalities(text):
        weight = {"official": 1.0, "domain": 2.0, "bare": 0.25}[mention.form]
        if mention.start < head_end:
            weight *= 12 if _fills_line(head, mention.start, mention.end) else 5 if mention.form == "official" else 3
        weight /= 1 + scores[mention.code, mention.name] / 40
        scores[mention.code, mention.name] += weight
    if not scores:
        return None, None
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if len(ranked) > 1 and ranked[0][1] < 1.15 * ranked[1][1]:
        return None, None
    return ranked[0][0] if ranked[0][1] >= 0.75 else (None, None)


def _fills_line(head: Head, start: int, end: int) -> bool:
    """Does a name make up most of its line or cell, as it does in a letterhead?"""
    for block in head.blocks[head.first : head.end]:
        if block.start <= start < block.end:
            cells = [(c.start, c.end) for c in block.cells] or [(block.start, block.end)]
            return any(a <= start and end <= b and end - start >= 0.6 * (b - a) for a, b in cells)
    return False


def body(head: Head, document_type: str) -> str | None:
    """The body whose paper it is or that it is addressed to: alone on a line or in a cell of the head, or behind "Till"."""
    labelled = {kind: value for kind, value, _ in reversed(labelled_values(head)) if kind == "recipient"}
    if (
        "recipient" in labelled
        and (match := body_regex().match(labelled["recipient"]))
        and document_type not in ("minutes", "minutes_extract")
    ):
        return canonical_body(match.group())
    found = []
    for i in range(head.first, head.end):
        for cell in cells_of(head.text, head.blocks[i]):
            line = re.sub(r"^(?:till|till:)\s+", "", cell.strip(" :"), flags=re.IGNORECASE)
            line = (
                re.sub(r"(?:\s+(?:i\s+)?[A-ZÅÄÖ][\wåäöÅÄÖ-]+){1,2}(?:\s+(?:kommun|stad))?$", "", line)
                if "fullmäktige i" in line.lower()
                else line
            )
            line = re.sub(r"^[A-ZÅÄÖ][\wåäö-]+\s+(?=kommunfullmäktige|kommunstyrelse)", "", line)
            if (match := body_regex().match(line)) and match.end() >= len(line.strip()) - 3:
                found.append(canonical_body(match.group()))
    if not found and document_type == "notice":
        called = (
            re.search(
                rf"(?i)\bsammanträde\w*(?: \w+)? (?:med|i|för) ({body_pattern()})\b",
                head.text[head.blocks[head.first].start : head.blocks[head.end - 1].end],
            )
            if head.end > head.first
            else None
        )
        return canonical_body(called.group(1)) if called else None
    return found[0] if found else None


def _single_date(text: str, year: int | None = None) -> DateMention | None:
    dates = [d for d in find_dates(text, year) if d.precision == "day"]
    return dates[0] if dates else None


def meeting_date(head: Head, document_type: str) -> dt.date | None:
    """The day of the meeting: behind its label, or the date of a minutes' head; on a report, a date with a point of the agenda."""
    values = labelled_values(head)
    if document_type in ("minutes", "minutes_extract", "notice"):
        for kind, value, _ in values:
            if kind == "meeting_date" and (date := _single_date(value)):
                return date.date_start
        other = {i for kind, _, i in values if kind in ("adjusted", "posted", "received", "taken_down")}
        for i in range(head.first, min(head.end, head.first + 12)):
            line = head.text[head.blocks[i].start : head.blocks[i].end]
            if i not in other and not re.match(r"(?i)just|anslag|ink|utdrag", line) and (date := _single_date(line)):
                return date.date_start
        return None
    for i in range(head.first, head.end):
        line = head.text[head.blocks[i].start : head.blocks[i].end]
        if (match := re.search(r"\d{4}-\d\d-\d\d(?=,? (?:p\.?|punkt|ärende) ?\d)", line)) and (date := _single_date(match.group())):
            return date.date_start
    return None


def document_date(head: Head, tail: str, document_type: str) -> DateMention | None:
    """The paper's own date: behind its label or alone in a line or cell of the head; for a motion or letter, beside the place
    over the signatures."""
    values = labelled_values(head)
    for kind, value, _ in values:
        if kind == "document_date" and (date := _single_date(value)):
            return date
    stamped = {value for kind, value, _ in values if kind in ("received", "adjusted", "posted", "taken_down")}
    candidates: list[tuple[int, int, DateMention]] = []
    for i in range(head.first, head.end):
        for cell in cells_of(head.text, head.blocks[i]):
            date = _single_date(cell)
            if date and _stands_alone(date, cell) and not any(date.raw in value for value in stamped):
                candidates.append((_stamp_likeness(head, i), i, date))
    if candidates:
        return min(candidates, key=lambda c: c[:2])[2]
    lines = [line.strip() for line in tail.split("\n") if 0 < len(line.strip()) < 60]
    for line in reversed(lines):
        for cell in line.split("\t"):
            if (
                _SIGNED_AT.match(cell)
                and (date := _single_date(cell))
                and (document_type in ("motion", "interpellation", "correspondence", "citizen_proposal", "notice"))
            ):
                return date
    return None


def _stands_alone(date: DateMention, cell: str) -> bool:
    """Is a date alone in its cell, or beside the word that names the paper ("Rapport 2016-02-19")?"""
    rest = (cell[: date.start] + cell[date.end :]).strip(" ,:.")
    if len(date.raw) >= len(cell.strip()) - 4:
        return True
    kind = kind_of(rest)
    return kind is not None and kind.marker


def _stamp_likeness(head: Head, i: int) -> int:
    """How much a lone date in block ``i`` looks like a registry stamp's (the less, the more it is the paper's own): beside the
    words of a stamp, and not under the word that names the paper."""
    near = [head.text[b.start : b.end] for b in head.blocks[max(head.first, i - 2) : min(head.end, i + 3)]]
    marked = any((k := kind_of(cell)) and k.marker for line in near[:3] for cell in line.split("\t"))
    stamp = any(re.search(r"(?i)\bink(?:\.|om\b)|\brnr\b|\bhandl(?:\.|$)", line) for line in near)
    return (2 if stamp else 0) - (1 if marked else 0)


def title(head: Head, document_type: str) -> tuple[str, int, int] | None:
    """(title, start, end) of a paper that is no minutes: the first line of its head that is nothing else."""
    blocks, text = head.blocks, head.text
    if document_type in ("agreement", "notice") and (marker := _marker_title(head)):
        return marker
    values = {(i, value.strip()) for _, value, i in labelled_values(head)}
    candidates = [i for i in range(head.first, head.end) if _may_be_title(head, i, values)]
    if not candidates:
        return _marker_title(head)
    best = max(
        candidates,
        key=lambda i: (
            bool(blocks[i].level and blocks[i].level < 3),
            blocks[i].column <= 12,
            bool((k := kind_of(text[blocks[i].start : blocks[i].end])) and not k.marker),
            -i,
        ),
    )
    start, end = blocks[best].start, blocks[best].end
    for block in blocks[best + 1 : head.end]:
        line = text[block.start : block.end]
        if (
            block.blank_before
            or block.kind != "paragraph"
            or len(line) > 120
            or headings.classify(line)
            or leading_label(line)
            or find_dates(line)
            or _CONTACT.search(line)
            or line.endswith(".")
        ):
            break
        end = block.end
    return _trimmed(text[start:end]), start, end


def _may_be_title(head: Head, i: int, values: set[tuple[int, str]]) -> bool:
    block = head.blocks[i]
    line = head.text[block.start : block.end].strip()
    if block.kind == "row" or len(line) < 8 or (not any(c.islower() for c in line) and len(line.split()) < 3) or (i, line) in values:
        return False
    kind = kind_of(line)
    if kind and kind.marker:
        return False
    if label_kind(line) or leading_label(line) or _CONTACT.search(line) or _OFFICE.match(line) or _AREA.match(line):
        return False
    if (
        ((match := body_regex().search(line)) and len(match.group()) > len(line) - 22)
        or (line.endswith(".") and len(line.split()) > 9)
        or block.column > 45
    ):
        return False
    dates, numbers = find_dates(line), find_registry_numbers(line)
    return (
        not (dates and len(dates[0].raw) > 0.6 * len(line))
        and not (numbers and len(numbers[0].raw) > 0.4 * len(line))
        and len(line.split()) >= 2
    )


def _marker_title(head: Head) -> tuple[str, int, int] | None:
    """The line that names the kind of paper; of an agreement, with the parties that the next lines name ("mellan ... och ...")."""
    for i in range(head.first, head.end):
        for cell in head.blocks[i].cells or (head.blocks[i],):
            if kind_of(head.text[cell.start : cell.end]):
                end = _parties_end(head, i, cell.end)
                return _trimmed(head.text[cell.start : end]), cell.start, end
    return None


def _parties_end(head: Head, i: int, end: int) -> int:
    for block in head.blocks[i + 1 : min(head.end, i + 7)]:
        line = head.text[block.start : block.end]
        if block.kind == "row" or len(line) > 200 or line.endswith("."):
            break
        if re.match(r"(?i)mellan\b|between\b", line) or re.search(r"(?im)^(?:mellan|between)\b", head.text[end : block.start]):
            end = block.end
        elif not line.startswith("("):
            break
    return end


def _trimmed(line: str) -> str:
    return " ".join(line.split()).strip(" *_#.:")


def language(text: str) -> str | None:
    """ISO 639-1 code by the share of common words: ``sv``, ``en`` or None where neither is clear."""
    words = re.findall(r"[a-zåäö]+", text[:20000].lower())
    if len(words) < 20:
        return "sv" if any(w in _SWEDISH for w in words) else None
    swedish, english = sum(w in _SWEDISH for w in words), sum(w in _ENGLISH for w in words)
    if max(swedish, english) < 0.03 * len(words):
        return None
    return "sv" if swedish >= english else "en"


def part_date(text: str, blocks: list[Block], part: Part) -> dt.date | None:
    """The own date of a paper attached to another."""
    mention = document_date(
        head_of(text, blocks, part.start, part.end), text[max(part.start, part.end - 1500) : part.end], part.document_type
    )
    return mention.date_start if mention else None
