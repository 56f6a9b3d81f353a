"""Minutes of a meeting."""

from __future__ import annotations

from collections.abc import Callable

from tools.generator import assembly, sections
from tools.generator.catalogue import Form
from tools.generator.desk import Desk
from tools.generator.facts import capital
from tools.generator.layout import PAGE_BREAK, Paragraph, blocks_of, paginate
from tools.generator.partnership_sections import partnership

Furniture = Callable[[int, int], list[str]]


def furniture(desk: Desk, form: Form, body: str, paper: str) -> tuple[Furniture, Furniture]:
    """What writes the head and the foot of a page."""
    style = desk.pick("date_head", lambda form: form.get("until", 9999) >= desk.date.year)
    day = desk.day(desk.date, "meeting", style=style)
    number = desk.rng.randint(1, 14)

    def lines(key: str) -> Furniture:
        def written(page: int, pages: int) -> list[str]:
            values = desk.values(
                body=body,
                Body=capital(body),
                BODY=body.upper(),
                PAPER=paper.upper(),
                Paper=paper,
                page=page,
                pages=pages,
                date_head=day,
                blank="",
                HOME=desk.home.full.upper(),
                rule="-" * 74,
                meeting_number=number,
            )
            return [line.format_map(values).rstrip() for line in form.get(key)]

        return written

    return lines("head"), lines("foot")


def minutes(desk: Desk) -> str:
    """Minutes with a cover, ordinary matters and perhaps a partnership."""
    meeting = assembly.convene(desk)
    desk.describe("minutes", meeting.body, meeting=True)
    body: list[Paragraph] = []
    groups = [
        "opening",
        "agenda",
        *desk.rng.choices(["matter", "matter", "matter", "motion", "information"], k=desk.rng.randint(4, 8)),
        "closing",
    ]
    if desk.chance(0.5):
        groups.insert(desk.rng.randint(2, len(groups) - 1), "partnership")
    meeting.last = meeting.first + len(groups) - 1
    for number, group in enumerate(groups, meeting.first):
        body += partnership(desk, meeting, number) if group == "partnership" else sections.ordinary(desk, meeting, number, group)
        body += separator(desk)
    front = [*assembly.cover(desk, meeting), *assembly.signatures(desk, meeting)]
    paper = desk.rng.choice(["Protokoll", "Sammanträdesprotokoll"])
    head, foot = furniture(desk, desk.pick("furniture"), meeting.body, paper)
    width, hyphenate = desk.rng.choice([72, 78, 86, 90]), desk.chance(0.4)
    text_blocks = blocks_of(body, width, hyphenate)
    # The cover fills the first page.
    cover_blocks = blocks_of(front, width, hyphenate)
    end = [[PAGE_BREAK], *blocks_of(assembly.appendix(meeting), width, hyphenate)] if meeting.appended else []
    listed = blocks_of(assembly.contents(desk, meeting), width, hyphenate)
    cover_blocks += [[PAGE_BREAK], *listed] if listed else []
    return paginate([*cover_blocks, [PAGE_BREAK], *text_blocks, *end], desk.rng.choice([42, 46, 52]), head, foot)


def separator(desk: Desk) -> list[Paragraph]:
    """What stands after a section."""
    text = desk.house("separator").text
    return [Paragraph(text, keep=True)] if text else []


def minutes_extract(desk: Desk) -> str:
    """One § taken out of minutes."""
    meeting = assembly.convene(desk)
    desk.describe("minutes_extract", meeting.body, meeting=True)
    meeting.last = meeting.first
    body = (
        partnership(desk, meeting, meeting.first)
        if desk.matter or desk.chance(0.8)
        else sections.ordinary(desk, meeting, meeting.first, "matter")
    )
    style = desk.pick("extract_end")
    values = {
        "adjusted": desk.day(desk.after(2, 12), "adjusted"),
        "chair": desk.person(meeting.chair, "chair"),
        "secretary": desk.person(meeting.secretary, "secretary"),
        "adjusters": desk.persons(meeting.adjusters, "adjuster"),
    }
    body += [Paragraph(desk.write(style.text, values), keep=True)]
    paper, form = desk.rng.choice(["Protokollsutdrag", "Utdrag ur protokoll"]), desk.pick("furniture")
    if not any("{paper" in line.lower() for line in form.get("head")):
        body.insert(0, Paragraph(paper, keep=True))
    head, foot = furniture(desk, form, meeting.body, paper)
    width, hyphenate = desk.rng.choice([72, 78, 86]), desk.chance(0.4)
    return paginate(blocks_of(body, width, hyphenate), desk.rng.choice([40, 46]), head, foot)
