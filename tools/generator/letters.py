"""Papers that come in or go out: motions, citizens' proposals, interpellations, position papers, notices."""

from __future__ import annotations

from typing import Any

from tools.generator.assembly import convene
from tools.generator.decisions import Clause
from tools.generator.desk import Desk
from tools.generator.facts import Fact, capital, fill_in, write_date
from tools.generator.layout import Paragraph, blocks_of, paginate
from tools.generator.relation import Relation, pick_fate
from tools.generator.sections import matter_values
from tools.generator.world import Person, tables


def _pages(desk: Desk, paragraphs: list[Paragraph]) -> str:
    foot = desk.chance(0.4)
    return paginate(
        blocks_of(paragraphs, desk.rng.choice([70, 76]), desk.chance(0.4)),
        44,
        lambda n, of: [],
        lambda n, of: ["", f"{'':<36}{n}"] if foot else [],
    )


def _demands(desk: Desk, clauses: list[Clause]) -> list[Paragraph]:
    """What is asked, each as an att-sats."""
    form = desk.pick("decision_layout", lambda form: form.get("mode") == "inf" and "{n}" not in form.get("hang"))
    paragraphs = []
    for n, one in enumerate(clauses, 1):
        text = fill_in(one.inf, desk.values(**one.values))
        desk.gold.decision("proposed", one.action, text, capital(desk.council))
        end = form.get("last") if n == len(clauses) else form.get("end")
        paragraphs.append(Paragraph(text + end, hang=form.get("hang")))
    return paragraphs


def motion(desk: Desk) -> str:
    """A motion on a partnership."""
    return _proposal(desk, "motion", [desk.people.politician() for _ in range(desk.rng.choice([1, 2, 2]))])


def citizen_proposal(desk: Desk) -> str:
    """A citizen's proposal on a partnership."""
    return _proposal(desk, "citizen_proposal", [desk.people.official()])


def _proposal(desk: Desk, kind: str, movers: list[Person]) -> str:
    desk.describe(kind, desk.council)
    relation = Relation(desk, pick_fate(desk, "established", "ended", "ended", "paused"), "proposed")
    title = relation.title()
    head = desk.pick("motion_head")
    close = desk.pick("motion_close", lambda form: "date" in form.text or head.get("stamp") or head.get("dated"))
    raw, number = desk.number("own", desk.date.year)
    stamped = desk.after(0, 4)
    day = desk.day(desk.date, "document")
    values: dict[str, Any] = {
        **relation.values(),
        "title": title,
        "HOME": desk.home.full.upper(),
        "blank": "",
        "date": day,
        "date_bare": day.bare,
        "received": Fact(write_date("{yyyy} -{mm}- {dd}", stamped), lambda quote: desk.gold.date(stamped.isoformat(), "received", quote)),
        "label": Fact(desk.write_plain(desk.label.text, number=raw.text), lambda _: f"{raw}"),
        "place_date": f"{desk.home.name} {day}" if head.get("dated") else "",
        "we": "jag" if len(movers) == 1 else "vi",
        "We": "Jag" if len(movers) == 1 else "Vi",
    }
    desk.gold.case(title, number if head.get("stamp") else None)
    text = head.text if kind == "motion" else head.text.replace("MOTION", "MEDBORGARFÖRSLAG").replace("Motion", "Medborgarförslag")
    opening = Paragraph(fill_in(text, values), keep=True)
    intro = capital(fill_in(desk.of("motion_intro", relation.fate).text, values))
    past = relation.past(full=False) if relation.has_past else relation.future()
    why = relation.why(needs_office=False)
    claim = Paragraph(capital(fill_in(desk.pick("motion_claim").text, values)))
    demands = _demands(desk, relation.clauses(more=False))
    ending = Paragraph(_close(desk, close.text, values, movers), keep=True)
    pages = _pages(desk, [opening, Paragraph(intro), *past, *why, claim, *demands, ending])
    if not (head.get("dated") and head.id != "stamp") and "date" not in close.text:
        desk.gold.documents["document_date"] = [None, stamped.isoformat()]
    if text.startswith(("Motion väckt", "Medborgarförslag väckt")):
        desk.gold.date(desk.date.isoformat(), "motion_submitted", "", optional=True)
    relation.close()
    return pages


def _close(desk: Desk, template: str, values: dict[str, Any], movers: list[Person]) -> str:
    names = [f"{desk.person(one, 'proposer')}" for one in movers]
    titled = [f"{name}\nledamot av {desk.council}" if one.party else name for name, one in zip(names, movers, strict=True)]
    lists = {"movers_lines": "\n".join(names), "movers_columns": "          ".join(names), "movers_titles": "\n\n".join(titled)}
    return fill_in(template, {**values, **lists})


def interpellation(desk: Desk) -> str:
    """Questions to the board's chair about a partnership; nothing is proposed."""
    desk.describe("interpellation", desk.council)
    relation = Relation(desk, "under_review", "proposed")
    asker, asked = desk.people.politician(), desk.people.politician()
    subject = fill_in("{r.rel} med {city}", relation.values())
    head = desk.pick("interpellation_head")
    values = {
        **relation.values(),
        "asked": desk.person(asked),
        "title": capital(subject),
        "title_small": subject,
        "date": desk.day(desk.date, "document"),
        "Board_gen": f"{desk.board}s",
    }
    if "{date}" not in head.text:
        values["closing"] = f"{desk.home.name} {desk.day(desk.date, 'document')}"
    opening = Paragraph(fill_in(head.text, values), keep=True)
    line = next((line for line in opening.text.split("\n") if line.startswith("Interpellation till")), capital(subject))
    desk.gold.case(line, None)
    past = relation.past(full=False)
    question = Paragraph(capital(fill_in(desk.pick("interpellation_question").text, values)))
    asks = ["Vilka kontakter har förekommit under det senaste året?", "Hur ser ordföranden på fortsättningen?", "Vad har utbytet kostat?"]
    questions = [Paragraph(text, hang=f"{n}. ") for n, text in enumerate(desk.rng.sample(asks, 2), 1)]
    closing = "\n\n".join(part for part in (values.get("closing", ""), f"{desk.person(asker)}") if part)
    desk.gold.person(asker.name, "proposer", optional=True)
    pages = _pages(desk, [opening, *past, question, *questions, Paragraph(closing, keep=True)])
    relation.close(["under_review", "continued"], ["proposed", "reported"], optional=True)
    return pages


def position_paper(desk: Desk) -> str:
    """A paper that confirms a partnership."""
    head = desk.pick("position_head")
    desk.describe("position_paper", None, dated=False)
    desk.gold.documents["body"] = [None, capital(desk.board)]
    if "{month}" in head.text:
        desk.gold.documents["document_date"] = [None, desk.date.replace(day=1).isoformat()]
    relation = Relation(desk, "continued", ["proposed", "decided", "reported"])
    title = fill_in("{home.genitive} {r.rel_indef} med {city}, {country}", relation.values())
    month = desk.day(desk.date, ["document", "reference"], optional=True).month
    desk.gold.case(
        next((line for line in head.text.split("\n") if ": {title}" in line), "{title}").format_map(desk.values(title=title)), None
    )
    opening = Paragraph(
        fill_in(head.text, {**relation.values(), "title": title, "month": month, "HOME": desk.home.full.upper()}), keep=True
    )
    stand = Paragraph(capital(fill_in(desk.pick("position_stand").text, relation.values())))
    desk.gold.decision(["proposed", "decided"], ["other", "approve", "renew", "enter"], stand.text, optional=True)
    pages = _pages(desk, [opening, stand, *relation.past(full=True), *relation.why(needs_office=False)])
    relation.close()
    return pages


def notice(desk: Desk) -> str:
    """A call to a meeting, with the matters' titles and numbers but none of their papers."""
    body = desk.rng.choice([desk.board, desk.council])
    issued = desk.before(7, 12)
    meeting = desk.date
    desk.describe("notice", body, meeting=True)
    desk.gold.documents["document_date"] = [meeting.isoformat(), issued.isoformat(), None]
    values = desk.values(
        body=body,
        Body=capital(body),
        meeting=desk.day(meeting, "meeting"),
        hour=desk.rng.choice(["13.00", "18.30", "09:00"]),
        HOME=desk.home.full.upper(),
        room=desk.rng.choice(tables()["local"]["rooms"]),
    )
    paragraphs = [Paragraph(fill_in(desk.pick("notice_head").text, values), keep=True)]
    row = desk.pick("notice_row")
    forms = desk.catalogue.fitting("matter", lambda form: bool(form.get("numbered")) and form.get("group") in ("matter", "information"))
    meeting_like = _agenda_values(desk)
    lines = []
    for n, form in enumerate(desk.rng.sample(forms, min(len(forms), desk.rng.randint(4, 7))), 1):
        raw, _ = desk.number("own")
        title = fill_in(form.get("title"), {**values, **meeting_like})
        lines.append(row.text.format(n=n, title=title, reg=desk.write_plain(desk.label.text, number=raw)))
    chair, secretary = desk.people.politician(), desk.people.official()
    paragraphs += [Paragraph("\n".join(lines), keep=True)]
    shown = f"{desk.person(chair, 'chair')}\nordförande\n\n{desk.person(secretary, 'secretary')}\nsekreterare"
    return _pages(desk, [*paragraphs, Paragraph(shown, keep=True)])


def _agenda_values(desk: Desk) -> dict[str, Any]:
    return matter_values(desk, convene(desk))
