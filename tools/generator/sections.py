"""The §§ of minutes: an ordinary matter, its yrkanden, vote, reservation, and the zones around them."""

from __future__ import annotations

from typing import Any

from tools.generator.assembly import Meeting
from tools.generator.catalogue import Form
from tools.generator.decisions import Clause, clause, decide
from tools.generator.desk import Desk
from tools.generator.facts import Fact, capital, fill_in, listed
from tools.generator.gold import Item
from tools.generator.layout import Paragraph
from tools.generator.world import PARTY_NAMES, Person, tables


def head(desk: Desk, meeting: Meeting, number: int, title: str, numbered: bool) -> list[Paragraph]:
    """The section's head; opens the matter in gold."""
    form = desk.house("section_head")
    raw, normal = desk.number("own") if numbered else (Fact(""), "")
    label = f"{desk.write_plain(desk.label.text, number=raw)}" if numbered else ""
    desk.gold.case(title, normal or None, str(number))
    meeting.contents.append((number, title, label))
    text = form.text.format(
        n=number,
        reg=label,
        bracket=f" ({raw.text})" if numbered else "",
        title=title,
        TITLE=title.upper(),
        abbr=meeting.abbr,
        Abbr=capital(meeting.abbr.lower()),
        yyyy=desk.date.year,
        yy=f"{desk.date.year % 100:02}",
    )
    lines = [line.rstrip() for line in text.split("\n")]
    while lines and not lines[-1].strip():
        lines.pop()
    while lines and not lines[0].strip():
        lines.pop(0)
    return [Paragraph("\n".join(lines), keep=True)]


def matter_values(desk: Desk, meeting: Meeting) -> dict[str, Any]:
    """Made-up particulars for an ordinary matter."""
    rng, local = desk.rng, tables()["local"]
    year = desk.date.year
    proposers = [desk.people.politician() for _ in range(rng.choice([1, 1, 2]))]
    return {
        "plot": rng.choice(local["plots"]),
        "quarter": rng.choice(local["quarters"]),
        "street": rng.choice(local["streets"]),
        "club": rng.choice(local["clubs"]),
        "topic": rng.choice(local["topics"]),
        "many": rng.randint(20, 240),
        "floors": "tre till fem",
        "many_small": rng.choice(["tre", "fem", "åtta", "tolv"]),
        "next_year": year + 1,
        "next_year2": year + 2,
        "next_year3": year + 3,
        "last_year": year - 1,
        "old_year": rng.randint(1968, 1990),
        "percent": f"{rng.randint(1, 6)},{rng.randint(1, 9)}",
        "amount": f"{rng.randint(2, 40)},{rng.randint(1, 9)} miljoner",
        "amount_big": f"{rng.randint(50, 400)} miljoner",
        "amount_small": f"{rng.randint(2, 90) * 5} 000",
        "adjusters": desk.persons(meeting.adjusters, "adjuster"),
        "politician": desk.person(desk.people.politician()),
        "movers_proposer": desk.persons(proposers, "proposer"),
        "movers_title": desk.persons(proposers, "proposer"),
        "submitted": desk.day(desk.before(90, 500), "motion_submitted"),
    }


def ordinary(desk: Desk, meeting: Meeting, number: int, group: str) -> list[Paragraph]:
    """A § on an ordinary matter."""
    form = desk.pick("matter", lambda form: form.get("group") == group and _suits(form, meeting))
    values = desk.values(**matter_values(desk, meeting))
    title = fill_in(form.get("title"), values)
    paragraphs = head(desk, meeting, number, title, bool(form.get("numbered")))
    background = [Paragraph(capital(fill_in(desk.rng.choice(options.split("|")), values))) for options in form.get("text")]
    if group == "motion":
        # The demand retold counts as a proposal; where the text only names the subject it need not.
        desk.gold.decision("proposed", ["other", "instruct", "follow_up", "approve"], title, optional=True)
    clauses = [_clause(desk, one, values) for one in form.get("clauses")]
    step = meeting.next_step if form.get("step") else ""
    return paragraphs + treat(desk, meeting, background, clauses, step, debated=bool(form.get("debate")), papers=bool(form.get("numbered")))


def _suits(form: Form, meeting: Meeting) -> bool:
    return bool(meeting.next_step) or form.id not in ("info-project", "grant", "delegation")


def _clause(desk: Desk, spec: dict[str, Any], values: dict[str, Any]) -> Clause:
    action = spec["action"]
    if "once" in spec:
        inf, pas = (part.split(":", 1)[1] for part in spec["once"].split("|"))
        return Clause(action, inf, pas, values)
    if isinstance(action, list):
        action = desk.rng.choice(action)
    named = {
        key: fill_in(text, values) for key, text in spec.items() if key in ("object", "object_indefinite", "post", "whom", "task", "amount")
    }
    one = clause(desk, action, spec["fits"], **named)
    if spec.get("gender") == "t":
        one = Clause(one.action, one.inf.replace("besvarad", "besvarat"), one.pas.replace("besvarad", "besvarat"), one.values)
    return one


def treat(
    desk: Desk,
    meeting: Meeting,
    background: list[Paragraph],
    clauses: list[Clause],
    step: str,
    *,
    debated: bool,
    papers: bool,
    proposal: list[Clause] | None = None,
    moved: list[Paragraph] | None = None,
) -> list[Paragraph]:
    """The zones of a section in this document's order: background, proposal, yrkanden, vote, decision, reservation.

    ``proposal`` is what was proposed where it is not what is decided; ``moved`` stands for the yrkanden then.
    """
    zones: list[Paragraph] = []
    heading = desk.heading("background") if background and (desk.first_decision or desk.chance(0.8)) else None
    zones += [heading] if heading else []
    zones += background
    stage = "recommended" if step else "decided"
    debate: list[Paragraph] = list(moved or [])
    voted: dict[str, Any] = {}
    if debated and desk.chance(0.45):
        debate, voted = _debate(desk, meeting)
    tells = proposal or (papers and desk.proposals_told)
    proposed = _proposal(desk, meeting, proposal or clauses) if tells else []
    listing = _papers(desk) if papers and desk.chance(0.5) else []
    decision, items = decide(desk, clauses, stage, meeting.body, to=step, by=meeting.proposer)
    _note_votes(items, voted)
    after = _reservation(desk, voted, items) if voted else []
    if desk.chance(0.15) and meeting.voters:
        after.append(Paragraph(desk.say("remark", someone=desk.person(desk.rng.choice(meeting.voters[1:])))))
    sent = desk.house("sent_to").text if papers else ""
    ending = [Paragraph(desk.write(sent), keep="\n" in sent)] if sent else []
    if desk.first_decision and heading:
        return [*decision, *zones, *proposed, *listing, *debate, *after, *ending]
    return [*zones, *listing, *proposed, *debate, *decision, *after, *ending]


def _proposal(desk: Desk, meeting: Meeting, clauses: list[Clause]) -> list[Paragraph]:
    """The proposal of the body that prepared the matter, where this municipality's minutes give it."""
    stage = ["recommended", "proposed"] if meeting.proposer == desk.board else "proposed"
    paragraphs, _ = decide(desk, clauses, stage, meeting.body, by=meeting.proposer, group="proposed_in_minutes")
    return paragraphs


def _papers(desk: Desk) -> list[Paragraph]:
    lines = [
        desk.say("paper", paper_date=desk.day(desk.before(5, 60), None), section=desk.rng.randint(2, 300))
        for _ in range(desk.rng.randint(1, 2))
    ]
    heading = desk.heading("papers")
    return [Paragraph("\n".join([heading.text if heading else "Beslutsunderlag", *dict.fromkeys(lines)]), keep=True)]


def _debate(desk: Desk, meeting: Meeting) -> tuple[list[Paragraph], dict[str, Any]]:
    """Yrkanden for and against, the question put, and perhaps a vote; what the vote and the losers were."""
    rng = desk.rng
    voters = meeting.voters[1:]
    rng.shuffle(voters)
    losing = sorted({one.party for one in voters[:2]})
    against = [one for one in voters if one.party in losing][: rng.randint(1, 3)]
    favour = [one for one in voters if one.party not in losing][: rng.randint(1, 2)]
    if not favour:
        return [], {}
    other = rng.choice(["reject", "reject", "refer_back", "table"])
    paragraphs = [heading] if (heading := desk.heading("yrkanden")) else []
    for action, people in (("approve", favour), (other, against)):
        text = desk.say("yrkande", action, movers=desk.persons(people, "mover"), body=meeting.body)
        paragraphs.append(Paragraph(text))
        desk.gold.decision("proposed", action, text)
    if desk.chance(0.7):
        heading = desk.heading("proposition")
        paragraphs += [heading] if heading else []
        paragraphs.append(Paragraph(desk.say("proposition", body=meeting.body)))
    voted: dict[str, Any] = {"against": against, "losing": losing}
    if desk.chance(0.55):
        paragraphs += _vote(desk, meeting, losing, voted)
    return paragraphs, voted


def _vote(desk: Desk, meeting: Meeting, losing: list[str], voted: dict[str, Any]) -> list[Paragraph]:
    noes = [one for one in meeting.voters if one.party in losing and one != meeting.chair]
    ayes = [one for one in meeting.voters if one not in noes]
    even = len(ayes) - len(noes)
    form = desk.pick("vote", lambda form: (form.get("even") is None or even >= 0) and (form.get("style") != "list" or len(ayes) > 0))
    abstained = desk.rng.randint(1, 2) if form.get("abstained") else None
    yes, no = len(ayes), len(noes)
    if form.get("even"):
        yes = no = max(2, (yes + no) // 2)
    elif yes <= no:
        return []
    width = max(len(desk.shown(one)) for one in meeting.voters) + 4
    told = desk.persons(meeting.voters).note
    values = {
        "yes": yes,
        "no": no,
        "abstained": abstained,
        "body": meeting.body,
        "yes_names": desk.persons(ayes),
        "no_names": desk.persons(noes),
        "ballots": Fact("\n".join(f"{desk.shown(one):<{width}}{'Ja' if one in ayes else 'Nej'}" for one in meeting.voters), told),
    }
    voted.update(yes=yes, no=no, abstained=abstained)
    heading = desk.heading("vote")
    paragraphs = [heading] if heading else []
    for part in form.text.split("|"):
        text = desk.write(part, values)
        paragraphs.append(Paragraph(text, keep="\n" in text))
    return paragraphs


def _note_votes(items: list[Item], voted: dict[str, Any]) -> None:
    if "yes" in voted:
        for item in items:
            item.update(votes_for=voted["yes"], votes_against=voted["no"], votes_abstained=voted["abstained"])


def _reservation(desk: Desk, voted: dict[str, Any], items: list[Item]) -> list[Paragraph]:
    if not desk.chance(0.75):
        return []
    form = desk.pick("reservation")
    people: list[Person] = voted["against"]
    parties = sorted({one.party for one in people}) if form.get("style") == "persons" else voted["losing"]
    for item in items:
        item["reservations"] = parties
    heading = desk.heading("reservation")
    text = desk.write(
        form.text, dissenters=desk.persons(people, "dissenter"), parties=listed([PARTY_NAMES[p] for p in parties]), letters=listed(parties)
    )
    return [*([heading] if heading else []), Paragraph(text)]
