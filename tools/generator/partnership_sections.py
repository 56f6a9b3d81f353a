"""The §§ of minutes on partnerships: one, several at once, a motion on one, and a decision that departs from the proposal."""

from __future__ import annotations

from tools.generator.assembly import Meeting
from tools.generator.decisions import Clause, clause
from tools.generator.desk import Desk
from tools.generator.facts import capital, fill_in
from tools.generator.layout import Paragraph
from tools.generator.relation import Relation, asked_to_end, pick_fate
from tools.generator.sections import head, treat
from tools.generator.world import foreign_places

# What is proposed and what is decided instead.
DEPARTURES = (("ended", "paused"), ("paused", "ended"), ("ended", "under_review"), ("paused", "under_review"))


def partnership(desk: Desk, meeting: Meeting, number: int) -> list[Paragraph]:
    """A § on a partnership or on several."""
    if desk.matter:
        return _plain(desk, meeting, number, meeting.next_step)
    step = meeting.next_step if meeting.next_step and desk.chance(0.5) else ""
    write = desk.rng.choices([_plain, _several, _motion, _departure], [0.55, 0.15, 0.18, 0.12])[0]
    return write(desk, meeting, number, step)


def _stage(step: str) -> str:
    return "recommended" if step else "decided"


def _plain(desk: Desk, meeting: Meeting, number: int, step: str) -> list[Paragraph]:
    relation = Relation(desk, pick_fate(desk), _stage(step))
    paragraphs = head(desk, meeting, number, relation.title(), True)
    background = [Paragraph(relation.intro()), *relation.background(full=desk.chance(0.5))]
    paragraphs += treat(desk, meeting, background, relation.clauses(), step, debated=desk.chance(0.5), papers=True)
    relation.close()
    return paragraphs


def _several(desk: Desk, meeting: Meeting, number: int, step: str) -> list[Paragraph]:
    cities = desk.rng.sample(foreign_places(), desk.rng.choice([2, 2, 3]))
    fates = desk.rng.sample(["established", "renewed", "paused", "ended", "declined"], len(cities))
    relations = [Relation(desk, fate, _stage(step), city) for fate, city in zip(fates, cities, strict=True)]
    title = desk.say("several_title", city=cities[0], second=cities[1])
    paragraphs = head(desk, meeting, number, title, True)
    background = [paragraph for relation in relations for paragraph in relation.summary()]
    clauses = [one for relation in relations for one in relation.clauses(more=False)]
    paragraphs += treat(desk, meeting, background, clauses, step, debated=False, papers=True)
    for relation in relations:
        relation.close()
    return paragraphs


def _motion(desk: Desk, meeting: Meeting, number: int, step: str) -> list[Paragraph]:
    """A motion to end a partnership is rejected, so that it continues, or answered because it ends."""
    relation = Relation(desk, desk.rng.choice(["continued", "continued", "ended"]), _stage(step))
    asked = asked_to_end(desk, relation)
    paragraphs = head(desk, meeting, number, asked.title, True)
    desk.gold.decision("proposed", "terminate", asked.told)
    if relation.fate == "ended":
        desk.gold.decision("proposed", "terminate", asked.stance, optional=True)
    background = [Paragraph(asked.told), *relation.past(full=False), *relation.why(), Paragraph(asked.stance)]
    clauses = [clause(desk, asked.action, "motion", object="motionen")]
    paragraphs += treat(desk, meeting, background, clauses, step, debated=desk.chance(0.5), papers=True)
    # The motion's answer is decided; that the relation ends is then still the administration's word.
    relation.close(stage=[_stage(step), "proposed", "reported"] if relation.fate == "ended" else None)
    return paragraphs


def _departure(desk: Desk, meeting: Meeting, number: int, step: str) -> list[Paragraph]:
    """The administration proposes one thing, a member moves another, and the meeting follows the member."""
    proposed, decided = desk.rng.choice(DEPARTURES)
    relation = Relation(desk, proposed, _stage(step))
    paragraphs = head(desk, meeting, number, relation.title(), True)
    background = [Paragraph(relation.intro()), *relation.past(full=False)]
    proposal = relation.clauses(more=False)
    relation.fate = decided
    instead = relation.clauses(more=False)
    movers = desk.rng.sample(meeting.voters, desk.rng.choice([1, 1, 2]))
    debate = [*_moved(desk, meeting, instead[0], desk.persons(movers, "mover"))]
    paragraphs += treat(desk, meeting, background, instead, step, debated=False, papers=True, proposal=proposal, moved=debate)
    relation.close()
    return paragraphs


def _moved(desk: Desk, meeting: Meeting, instead: Clause, movers: object) -> list[Paragraph]:
    claim = fill_in(instead.pas, desk.values(**instead.values))
    text = desk.say("own_yrkande", movers=movers, claim=claim[0].lower() + claim[1:])
    desk.gold.decision("proposed", instead.action, text)
    heading = desk.heading("yrkanden")
    put = Paragraph(capital(desk.say("own_proposition", body=meeting.body)))
    return [*([heading] if heading else []), Paragraph(text), put]
