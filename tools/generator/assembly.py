"""Who meets: the members, how they are listed, and the meeting's facts on page one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from tools.generator.catalogue import Form
from tools.generator.desk import Desk
from tools.generator.facts import DAYS, capital, genitive, listed
from tools.generator.layout import Paragraph
from tools.generator.world import Person, tables

LABEL = 27


@dataclass
class Meeting:
    """A meeting of a body.

    Attributes:
        body: Its name in small letters.
        abbr: Its letters before a §.
        members: The chair first, the vice chair second, the adjuster third.
        serving: Substitutes who serve, each with the one they stand in for.
        first: The first §.
    """

    body: str
    abbr: str
    members: list[Person]
    serving: list[tuple[Person, Person]]
    substitutes: list[Person]
    secretary: Person
    first: int
    last: int = 0
    next_step: str = ""
    proposer: str = ""
    contents: list[tuple[int, str, str]] = field(default_factory=list)
    appended: list[str] = field(default_factory=list)

    @property
    def chair(self) -> Person:
        """Who leads."""
        return self.members[0]

    @property
    def adjusters(self) -> list[Person]:
        """Who approves the minutes."""
        return self.members[2:4] if len(self.members) > 20 else self.members[2:3]

    @property
    def voters(self) -> list[Person]:
        """Members and serving substitutes."""
        return [*self.members, *(substitute for substitute, _ in self.serving)]


def convene(desk: Desk) -> Meeting:
    """A meeting of the board, the council or a committee."""
    rng, people = desk.rng, desk.people
    roll = rng.random() if desk.matter is None else 0.0 if desk.matter.body == "board" else 0.6
    if roll < 0.55:
        body, abbr, size, step, proposer = desk.board, "RS" if desk.is_region else "KS", rng.randint(9, 13), desk.council, desk.office
    elif roll < 0.8:
        body, abbr, size, step, proposer = desk.council, "RF" if desk.is_region else "KF", rng.randint(21, 29), "", desk.board
    else:
        name = str(rng.choice(tables()["local"]["committees"])).lower()
        body, abbr, size, step, proposer = name, name[:2].upper() + "N", rng.randint(7, 11), desk.council, "förvaltningen"
    members = [people.politician() for _ in range(size)]
    serving = [(people.politician(), people.politician()) for _ in range(rng.choice([0, 1, 1, 2]))]
    substitutes = [people.politician() for _ in range(rng.randint(2, 5))]
    return Meeting(body, abbr, members, serving, substitutes, people.official(), rng.randint(1, 320), next_step=step, proposer=proposer)


def _names(desk: Desk, meeting: Meeting, form: Form) -> tuple[list[str], list[str]]:
    """The members and the substitutes as listed, noted in their roles."""

    def person(one: Person, role: str | None) -> str:
        pattern = str(form.get("person"))
        if role:
            desk.gold.person(one.name, role)
        if "party" in pattern or "small" in pattern:
            desk.gold.parties[one.name] = one.party
        shown = pattern.format(name=one.name, party=one.party, small=one.party.lower(), turned=f"{one.surname} {one.given}")
        return shown if form.get("style") == "appended" else shown.rstrip()

    middle = (meeting.first + meeting.last) // 2
    span = {"first": meeting.first, "middle": middle, "last": meeting.last}
    members = []
    for i, one in enumerate(meeting.members):
        pattern = form.get("chair") if i == 0 else form.get("vice") if i == 1 else form.get("member", "{person}")
        members.append(pattern.format(person=person(one, "chair" if i == 0 else "member"), **span))
    for substitute, absent in meeting.serving:
        shown = form.get("serving")
        stands_for = ""
        if "{absent}" in shown:
            desk.gold.person(absent.name, "member", optional=True)
            stands_for = person(absent, None)
        members.append(shown.format(person=person(substitute, "substitute"), absent=stands_for, **span))
    return members, [form.get("substitute", "{person}").format(person=person(one, "substitute")) for one in meeting.substitutes]


def cover(desk: Desk, meeting: Meeting) -> list[Paragraph]:
    """The facts of the meeting as page one tells them."""
    form, attendance = desk.pick("cover"), desk.pick("attendance", lambda form: form.get("until", 9999) >= desk.date.year)
    members, substitutes = _names(desk, meeting, attendance)
    style = str(attendance.get("style"))
    if style == "appended":
        meeting.appended = members + substitutes
        members, substitutes = [desk.rng.choice(["Enligt närvarolista, bilaga 1", "Se bilagd närvarolista", "Enligt förteckning"])], []
    elif style in ("running", "semicolon"):
        members, substitutes = [_in_a_row(members, style)], [_in_a_row(substitutes, style)]
    rows: list[tuple[str, list[str]]] = []
    beside = style == "columns" and form.get("style") != "colon"
    labels = {key: label for label, key in form.get("rows")}
    for label, key in form.get("rows"):
        if key == "members" and beside:
            rows += [(label, []), ("", _side_by_side(label, labels["substitutes"], members, substitutes))]
        elif key in ("members", "substitutes"):
            rows += [] if key == "substitutes" and beside else [(label, members if key == "members" else substitutes)]
        else:
            rows.append((label, [_cover_value(desk, meeting, key)]))
    return [paragraph for label, lines in rows for paragraph in _row(label, lines, str(form.get("style")))]


def contents(desk: Desk, meeting: Meeting) -> list[Paragraph]:
    """The list of contents, where there is one."""
    form = desk.pick("contents")
    if not form.text:
        return []
    lines = [
        form.text.format(n=n, title=title, reg=label, page=2 + i // 3, abbr=meeting.abbr).rstrip()
        for i, (n, title, label) in enumerate(meeting.contents)
    ]
    return [Paragraph(form.get("heading"), keep=True), Paragraph("\n".join(lines), keep=True)]


def appendix(meeting: Meeting) -> list[Paragraph]:
    """The list of who was present, where the cover refers to one."""
    heading = "Bilaga 1\n\nNärvarolista\n"
    return [Paragraph("\n".join([heading, *meeting.appended]), keep=True)] if meeting.appended else []


def _in_a_row(names: list[str], style: str) -> str:
    return "; ".join(names) if style == "semicolon" else listed(names)


def _side_by_side(label: str, other: str, left: list[str], right: list[str]) -> list[str]:
    width = max(len(name) for name in left) + 4
    height = max(len(left), len(right))
    pairs = zip(left + [""] * (height - len(left)), right + [""] * (height - len(right)), strict=True)
    return [f"{label:<{width}}{other}", "", *(f"{a:<{width}}{b}".rstrip() for a, b in pairs)]


def _row(label: str, lines: list[str], style: str) -> list[Paragraph]:
    if not lines:
        return []
    if not label:
        return [Paragraph("\n".join(lines), keep=True)]
    if style == "column":
        if len(lines) == 1:
            return [Paragraph(lines[0], hang=f"{label:<{LABEL}}")]
        head = f"{label:<{LABEL}}{lines[0]}"
        return [Paragraph("\n".join([head, *(" " * LABEL + line for line in lines[1:])]), keep=True)]
    if style == "colon" and len(lines) == 1:
        return [Paragraph(f"{label}: {lines[0]}", tight=True)]
    return [Paragraph(label + (":" if style == "colon" else ""), keep=True, tight=True), Paragraph("\n".join(lines), keep=len(lines) > 1)]


def _cover_value(desk: Desk, meeting: Meeting, key: str) -> str:
    rng = desk.rng
    if key in ("place_time", "time", "place"):
        return _when_and_where(desk, key)
    if key == "others":
        titles = tables()["local"]["titles"]
        return ", ".join(f"{rng.choice(titles)} {desk.people.official().name}" for _ in range(rng.randint(1, 3)))
    if key == "paragraphs":
        return f"§§ {meeting.first}–{meeting.last}" if rng.random() < 0.6 else f"{meeting.first}-{meeting.last}"
    if key == "adjusters":
        return f"{desk.persons(meeting.adjusters, 'adjuster', party=desk.chance(0.6))}"
    if key == "adjusting":
        style = desk.pick("date", lambda form: form.get("until", 9999) >= desk.date.year)
        date = desk.day(desk.after(2, 12), "adjusted", style=style)
        return str(rng.choice(["{office}, {date}", "{date}, {office}", "{date}"])).format(office=capital(desk.office), date=date)
    who = meeting.secretary if key == "secretary" else meeting.chair
    return f"{desk.person(who, key, party=desk.chance(0.6))}"


def _when_and_where(desk: Desk, key: str) -> str:
    rng = desk.rng
    room, hour = rng.choice(tables()["local"]["rooms"]), rng.choice(["08.30", "09:00", "13.00", "13:15", "18.00", "18.30"])
    hours = f"{hour}–{int(hour[:2]) + 2:02}{hour[2]}{rng.choice(['10', '25', '40', '55'])}"
    if key == "place":
        return str(room)
    day = f"{DAYS[desk.date.weekday()]} {desk.day(desk.date, 'meeting').long}, " if key == "time" or rng.random() < 0.5 else ""
    return capital(f"{day}kl. {hours}") if key == "time" else f"{room}, {day}kl. {hours}"


def signatures(desk: Desk, meeting: Meeting) -> list[Paragraph]:
    """The signature block and the announcement."""
    values = {
        "secretary": desk.person(meeting.secretary, "secretary"),
        "chair": desk.person(meeting.chair, "chair", party=False),
        "adjuster": desk.persons(meeting.adjusters, "adjuster", party=False),
        "meeting": desk.day(desk.date, "meeting"),
        "body": meeting.body,
        "Body": capital(meeting.body),
        "body_gen": genitive(meeting.body),
        "posted": (desk.date + dt.timedelta(days=14)).isoformat(),
        "removed": (desk.date + dt.timedelta(days=36)).isoformat(),
    }
    paragraphs = [Paragraph(desk.write(desk.pick("signature").text, values), keep=True)]
    announcement = desk.pick("announcement").text
    if announcement:
        text = desk.write(announcement, values)
        paragraphs.append(Paragraph(text, keep="\n" in text))
    return paragraphs
