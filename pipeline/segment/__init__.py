"""Understands the build of a document: its papers, matters and zones, and what it says of itself."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from extractors import headings
from extractors.bodies import find_body
from extractors.case_numbers import of_other_side
from extractors.core import Block, Case, Metadata, Part, Structure, Zone
from extractors.head import Head, cells_of, values_below
from extractors.registry import RegistryNumber, bare_number, find_registry_numbers, in_paper
from pipeline.clean import CleanView
from pipeline.segment import metadata as meta
from pipeline.segment.adoption import adopting_body
from pipeline.segment.attachments import section_of_attachment
from pipeline.segment.papers import PaperFinder
from pipeline.segment.points import find_points
from pipeline.segment.sections import Section, find_sections
from pipeline.segment.titles import title as title_of
from pipeline.segment.zones import find_zones

MEETING_TYPES = ("minutes", "minutes_extract")
# Papers that bring a matter of their own when they follow another in a bundle; the others are attachments of it.
_MATTER_TYPES = ("official_report", "motion_response", "interpellation", "consultation_response", "citizen_proposal")
# A body that no municipality has: it may be known only from the decisions, where the head names the place of the meeting.
_OF_REGION = re.compile(r"(?i)region|landsting|direktion|förbunds")


def segment(view: CleanView) -> Structure:
    """The structure of a document from its clean view."""
    text, blocks = view.text, view.blocks
    parts = PaperFinder(text, blocks).find()
    head = meta.head_of(text, blocks, 0, parts[0].end)
    structure = Structure(blocks=blocks, parts=parts, page_starts=view.page_starts, metadata=_metadata(view, parts, head))
    for part in parts:
        _add_cases(text, structure, part)
    for case in structure.cases:
        case.case_number = in_paper(text, case.case_number)
    _extend_over_attachments(text, structure)
    for case in structure.cases:
        first = bisect_left(blocks, case.heading[0], key=lambda b: b.start)
        structure.zones.extend(find_zones(text, blocks, case, first, [p.start for p in parts]))
    structure.zones.extend(Zone("text", start, end, ordinal, (start, start)) for start, end, ordinal in structure.attached)
    _describe_parts(text, structure)
    structure.metadata.title = _document_title(structure)
    named = structure.metadata.body
    _complete_bodies(text, structure)
    if named is None and structure.metadata.body and _OF_REGION.match(structure.metadata.body):
        found = meta.municipality(text, head, structure.metadata.body, view.margins)
        structure.metadata.municipality_code, structure.metadata.municipality = found
    return structure


def _complete_bodies(text: str, structure: Structure) -> None:
    """A paper whose head names no body is of the one that decides, or is asked to decide, its first matter."""
    if structure.metadata.body is None:
        kinds = ("decision", "proposal") if structure.metadata.document_type in MEETING_TYPES else ("proposal", "decision")
        named = (find_body(text[z.heading[0] : z.heading[1]]) for kind in kinds for z in structure.zones if z.kind == kind)
        structure.metadata.body = next((b for b in named if b), None) or adopting_body(text, structure.parts[0])
    for case in structure.cases:
        case.body = case.body or structure.metadata.body


def _metadata(view: CleanView, parts: list[Part], head: Head) -> Metadata:
    text = view.text
    found = Metadata(document_type=parts[0].document_type)
    found.body = meta.body(head, found.document_type)
    found.municipality_code, found.municipality = meta.municipality(text, head, found.body, view.margins)
    found.meeting_date = meta.meeting_date(head, found.document_type)
    if found.meeting_date is None and found.document_type in MEETING_TYPES:
        found.meeting_date = meta.day_of_margins(view.margins)
    if found.document_type in MEETING_TYPES and found.meeting_date:
        found.document_date = found.meeting_date
    else:
        date = meta.document_date(head, text[: parts[0].end], found.document_type, found.meeting_date)
        found.document_date = date.date_start if date else None
    found.language = meta.language(text)
    return found


def _add_cases(text: str, structure: Structure, part: Part) -> None:
    if part.document_type in MEETING_TYPES:
        _add_sections(text, structure, part)
    elif part.document_type == "notice":
        _add_announced(text, structure, part)
    elif (not structure.cases and part.index == 0) or _brings_matter(text, structure, part):
        structure.cases.append(_single_case(text, structure, part))


def _add_announced(text: str, structure: Structure, part: Part) -> None:
    """The matters of a notice that tells under each what is proposed; an agenda alone has none."""
    points = find_points(text, structure.blocks, part.start, part.end)
    ends = [*(p.start for p in points), part.end][1:]
    found = [
        (point, end)
        for point, end in zip(points, ends, strict=True)
        if any(
            (h := headings.classify(text[b.start : b.end])) and h.kind == "proposal" for b in structure.blocks_in(point.heading_end, end)
        )
    ]
    for point, end in found if len(found) > 1 and len(found) >= 0.5 * len(points) else []:
        structure.cases.append(replace(_section_case(point, structure, part, end, None), section_number=None))


def _brings_matter(text: str, structure: Structure, part: Part) -> bool:
    """A later report or answer brings a matter of its own, but the answer to the paper before it does not."""
    before = structure.parts[part.index - 1].document_type if part.index else None
    if part.document_type == "other":
        return _decides(text, structure, part)
    answers = {("interpellation", "interpellation"), ("motion", "motion_response"), ("citizen_proposal", "official_report")}
    return part.document_type in _MATTER_TYPES and (before, part.document_type) not in answers


def _decides(text: str, structure: Structure, part: Part) -> bool:
    """Does a heading of decision stand in a paper of no kind: what a chair or official decides alone?"""
    found = (headings.classify(text[b.start : b.end]) for b in structure.blocks_in(part.start, part.end))
    return any(heading is not None and heading.kind == "decision" for heading in found)


def _add_sections(text: str, structure: Structure, part: Part) -> None:
    sections = find_sections(text, structure.blocks, part.start, part.end)
    if not sections and (part.document_type != "minutes_extract" or structure.cases):
        sections = find_points(text, structure.blocks, part.start, part.end)
    if not sections and part.document_type == "minutes_extract":
        structure.cases.append(_single_case(text, structure, part))
        return
    own_body = meta.body(meta.head_of(text, structure.blocks, part.start, part.end), part.document_type) if part.index else None
    last_end = _appendix(text, structure.blocks, sections[-1].start, part.end) if sections else part.end
    for section, following in zip(sections, [*sections[1:], None], strict=False):
        end = following.start if following else last_end
        structure.cases.append(_section_case(section, structure, part, end, own_body))
    if len(sections) == 1 and part.document_type == "minutes_extract" and structure.cases[-1].case_number is None:
        structure.cases[-1].case_number = _number_over(text, structure.blocks, part, sections[0])


def _number_over(text: str, blocks: list[Block], part: Part, section: Section) -> str | None:
    """The number that the head of an extract announces with a label, beside or over it."""
    head = Head(text, blocks, bisect_left(blocks, part.start, key=lambda b: b.start), section.block)
    number = own_number(text, head)
    announced = number is not None and (number.labelled or number.raw in {value for _, value in _registry_cells(text, head)})
    return number.case_number if number is not None and announced else None


def _section_case(section: Section, structure: Structure, part: Part, end: int, body: str | None) -> Case:
    return Case(
        ordinal=len(structure.cases),
        part=part.index,
        start=section.start,
        end=end,
        heading=(section.start, section.heading_end),
        section_number=section.number or None,
        title=section.title,
        case_number=section.registry.case_number if section.registry else None,
        body=body or structure.metadata.body,
        confidence=0.95 if section.title else 0.7,
    )


def _appendix(text: str, blocks: list[Block], start: int, end: int) -> int:
    """The end of the last § where lists are appended to the minutes on a page of their own."""
    for block in blocks:
        if (
            start < block.start < end
            and block.first_on_page
            and re.match(r"(?i)bilaga\b|närvaro|omröstningslista|voteringslista", text[block.start : block.end])
        ):
            return block.start
    return end


def _single_case(text: str, structure: Structure, part: Part) -> Case:
    head = meta.head_of(text, structure.blocks, part.start, part.end)
    found = title_of(head, part.document_type)
    number = own_number(text, head) or _number_of_answer(text, structure, part)
    heading = (found[1], found[2]) if found else (part.start, min(part.end, part.start + 1))
    if not found and structure.blocks:
        first = next((b for b in structure.blocks if b.start >= part.start), structure.blocks[0])
        heading = (first.start, first.end)
    return Case(
        ordinal=len(structure.cases),
        part=part.index,
        start=part.start,
        end=part.end,
        heading=heading,
        title=found[0] if found else None,
        case_number=number.case_number if number else None,
        body=meta.body(head, part.document_type) or structure.metadata.body,
        confidence=0.9 if found else 0.6,
    )


def own_number(text: str, head: Head) -> RegistryNumber | None:
    """The registry number of a single-matter paper: in its head; one behind a label in the paper's own lines before a stamp's."""
    found: list[RegistryNumber] = []
    for i in range(head.first, head.end):
        block = head.blocks[i]
        found += [
            n
            for n in find_registry_numbers(text[block.start : block.end])
            if not of_other_side(text, head.blocks, i, block.start + n.start)
            and not re.search(r"(?i)\bremiss|\bmotion\b.{20}", text[block.start : block.end])
        ]
    labelled = [n for n in found if n.labelled]
    if len(found) > 1 and not labelled:
        # "Diarienummer" over "KS 2019/45", beside the running number of the decision
        under = {value for _, value in _registry_cells(text, head)}
        labelled = [n for n in found if n.raw in under]
    if labelled or found:
        return (labelled or found)[0]
    for kind_cell, value in _registry_cells(text, head):
        if kind_cell and (number := bare_number(value)):
            return number
    return None


def _number_of_answer(text: str, structure: Structure, part: Part) -> RegistryNumber | None:
    """The number that the answer to an interpellation bears beside its title, where the interpellation bears none."""
    if part.document_type != "interpellation":
        return None
    titles = (b for b in structure.blocks_in(part.start, part.end) if text.startswith(("Svar på", "SVAR PÅ"), b.start) and b.cells)
    return next((n for b in titles for n in find_registry_numbers(text[b.start : b.end]) if n.labelled), None)


def _registry_cells(text: str, head: Head) -> list[tuple[bool, str]]:
    """Values under a registry label, for numbers without letters."""
    from extractors.registry import is_label

    values: list[tuple[bool, str]] = []
    for i in range(head.first, head.end - 1):
        for k, cell in enumerate(cells_of(text, head.blocks[i])):
            if is_label(cell):
                values.extend((True, value) for value in values_below(head, i, k))
    return values


def _extend_over_attachments(text: str, structure: Structure) -> None:
    """The papers attached to a report or extract belong to its matter, those attached to minutes to the § that they are of."""
    if not structure.cases:
        return
    starts = {c.part for c in structure.cases}
    for part in structure.parts:
        if part.index in starts or part.index == 0:
            continue
        owner = max((c for c in structure.cases if c.part < part.index), key=lambda c: c.ordinal, default=None)
        if owner is None:
            continue
        of_meeting = [c for c in structure.cases if c.part == owner.part]
        named = section_of_attachment(text, structure.blocks, part, of_meeting) if len(of_meeting) > 1 else owner
        if named is not None and named is not owner:
            structure.attached.append((part.start, part.end, named.ordinal))
        elif named is owner or not (structure.parts[owner.part].document_type == "minutes" and len(structure.cases) > 3):
            if not any(start < part.start and owner.start < start for start, _, _ in structure.attached):
                owner.end = max(owner.end, part.end)
            else:
                structure.attached.append((part.start, part.end, owner.ordinal))


def _describe_parts(text: str, structure: Structure) -> None:
    for part in structure.parts:
        if part.index == 0:
            part.document_date = structure.metadata.document_date
        else:
            part.document_date = meta.part_date(text, structure.blocks, part)
        own = [c for c in structure.cases if c.part == part.index]
        if part.document_type in MEETING_TYPES:
            part.title = own[0].title if len(own) == 1 else None
        elif own and part.document_type != "notice":
            part.title = own[0].title
        else:
            found = title_of(meta.head_of(text, structure.blocks, part.start, part.end), part.document_type)
            part.title = found[0] if found else None


def _document_title(structure: Structure) -> str | None:
    own = [c for c in structure.cases if c.part == 0 and structure.parts[0].document_type != "notice"]
    if structure.metadata.document_type == "minutes":
        return None
    return own[0].title if own else structure.parts[0].title


__all__ = ["own_number", "segment"]
