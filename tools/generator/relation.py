"""A partnership with a foreign place: its history, its fate, the reasons, and what gold says of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from tools.generator.decisions import Clause, clause
from tools.generator.desk import Desk
from tools.generator.facts import Fact, Place, capital, fill_in, listed
from tools.generator.layout import Paragraph
from tools.generator.terms import Agreement, Term
from tools.generator.world import foreign_places, municipalities, tables

FATES = ("established", "renewed", "continued", "paused", "ended", "ended", "declined", "under_review")
ACTIONS = {
    "established": ["enter"],
    "renewed": ["renew"],
    "continued": ["approve"],
    "paused": ["pause"],
    "ended": ["terminate"],
    "declined": ["reject"],
    "under_review": ["instruct", "follow_up"],
}
# The remarks that set a reason aside, which must not stand beside that reason.
APART = {
    "human_rights": ("rights-not", "rights-debate-not"),
    "cost": ("cost-not", "economy-not"),
    "security": ("security-not", "safety-not"),
    "inactivity": ("inactive-not",),
    "foreign_policy_advice": ("foreign-not",),
}
Stage = str | list[str]


class Relation:
    """One partnership in one document.

    Args:
        desk: The document's state.
        fate: What becomes of it, as outcomes are coded.
        stage: How far the matter has come.
    """

    def __init__(self, desk: Desk, fate: str, stage: Stage, city: Place | None = None) -> None:
        self.desk, self.fate, self.stage = desk, fate, stage
        self.city = city or (desk.matter.city if desk.matter else desk.rng.choice(foreign_places()))
        self.form = desk.matter.house["relation"] if desk.matter else desk.pick("relation")
        self.bond, self.old, self.cur, self.new = self._agreements()
        self.reasons: list[str] = []
        desk.gold.counterpart(self.city.canonical, self.city.code)

    def _agreements(self) -> tuple[Agreement, Agreement, Agreement, Agreement]:
        rng, year, matter = self.desk.rng, self.desk.date.year, self.desk.matter
        decided = self.stage == "decided"
        ended = decided and self.fate == "ended"
        now, then = "ended" if ended else "in_force", "in_force" if decided else "proposed"
        if matter:
            told = zip((matter.bond, matter.old, matter.cur, matter.new), (now, "expired", now, then), strict=True)
            first, second, third, fourth = (self._of(term or matter.bond, status) for term, status in told)
            return first, second, third, fourth
        ends_soon = self.fate in ("renewed", "ended") and rng.random() < 0.7
        end = year if ends_soon else year + rng.randint(1, 3)
        start = end - rng.randint(2, 4)
        if start >= year:
            start = year - 1
        old_end, old_start = start - 1, start - rng.randint(3, 5)
        bond = old_start - rng.randint(0, 15) if rng.random() < 0.6 else old_start

        def agreement(first: int, last: int | None, status: str) -> Agreement:
            signed = dt.date(first, rng.randint(1, 6), rng.randint(1, 28))
            begins = dt.date(first, 7, 1) if rng.random() < 0.2 else dt.date(first, 1, 1)
            if begins < signed and rng.random() < 0.5:
                begins = dt.date(first, signed.month + 1, 1)
            return Agreement(self.desk, signed, begins, dt.date(last, 12, 31) if last else None, status)

        # A renewal follows on the present term; a first agreement may begin in the year it is made.
        new_start = end + 1 if self.fate == "renewed" else year if rng.random() < 0.2 else year + 1
        return (
            agreement(bond, None, now),
            agreement(old_start, old_end, "expired"),
            agreement(start, end, now),
            agreement(new_start, new_start + rng.randint(2, 4), then),
        )

    def _of(self, term: Term, status: str) -> Agreement:
        return Agreement(self.desk, term.signed, term.start, term.end, status)

    def values(self) -> dict[str, Any]:
        """What its templates name."""
        form, rng = self.form.data, self.desk.rng
        rel, bare = form["rel"], form["indef"].split(" ", 1)[1]
        wording = SimpleNamespace(
            **{"def": form["def"], "Def": capital(form["def"])},
            rel=rel,
            Rel=capital(rel),
            indef=form["indef"],
            Indef=capital(form["indef"]),
            indef_bare=bare,
            are=form["are"],
            is_to=form["is_to"],
            new=form["new"],
            New=capital(form["new"]),
            it="den" if rel.endswith("en") or rel == "samverkan" else "det",
            rel_indef=form["rel_indef"],
        )
        others = rng.sample([place for place in municipalities() if place != self.desk.home], 2)
        third, fourth = rng.sample([place for place in foreign_places() if place.name != self.city.name], 2)
        reference = self.desk.number("reference", self.desk.date.year - 2)[0]
        return self.desk.values(
            r=wording,
            city=self.city,
            City=self.city,
            country=self.city.country,
            bond=self.bond,
            old=self.old,
            cur=self.cur,
            new=self.new,
            other=others[0],
            third=third,
            fourth=fourth,
            reference=reference,
            section=rng.randint(3, 310),
            next_year=self.desk.date.year + 1,
            follow_year=self.desk.date.year + 2,
            amount=f"{rng.randint(3, 30) * 10} 000",
            decided=self.desk.day(self.desk.before(60, 900), "decision"),
            received=self.desk.day(self.desk.before(20, 200), "received"),
        )

    def say(self, axis: str, group: str = "", needs_office: bool = True) -> str:
        """A picked form of an axis and group, written."""
        form = self.desk.pick(axis, lambda form: (not group or form.get("group") == group) and (needs_office or "ffice" not in form.text))
        return capital(fill_in(form.text, self.values()))

    def title(self) -> str:
        """The matter's title."""
        if self.desk.matter and self.desk.matter.title:
            return self.desk.matter.title
        neuter = self.form.get("indef").startswith("ett ")
        form = self.desk.pick("relation_title", lambda form: form.get("group") == self.fate and (neuter or form.get("gender") != "ett"))
        return capital(fill_in(form.text, self.values()))

    def fact(self, form_text: str) -> str:
        """A text that names the relation's values."""
        return capital(fill_in(form_text, self.values()))

    @property
    def has_past(self) -> bool:
        """Whether there was a relation before."""
        return self.fate not in ("established", "declined")

    def intro(self) -> str:
        """The matter in a sentence."""
        form = self.desk.of("intro", self.fate)
        text = capital(fill_in(form.text, self.values()))
        if form.get("proposes"):
            # A proposal retold counts once; the list of proposals, where there is one, has it too.
            self.desk.gold.decision("proposed", [*ACTIONS[self.fate], "other"], text, optional=True)
        return text

    def summary(self) -> list[Paragraph]:
        """All that a matter on several partnerships tells of this one, in a paragraph that begins with the place."""
        parts = [self.intro()]
        if self.has_past:
            parts.append(self.say("history", "cur"))
        areas: list[Paragraph] = []
        if self.fate != "declined":
            areas = self.areas("cur" if self.has_past else "new", self._present_status() if self.has_past else self._new_status())
        told = [*areas] if len(areas) > 1 else []
        parts += [one.text for one in ([] if told else areas)] + [one.text for one in self.why()]
        return [Paragraph(f"{self.city.name}. {' '.join(parts)}"), *told]

    def background(self, full: bool) -> list[Paragraph]:
        """History, areas, organisations, reasons and asides; fewer of them where not ``full``."""
        desk, paragraphs = self.desk, []
        if self.has_past:
            paragraphs += self.past(full)
        if self.fate in ("established", "renewed"):
            paragraphs += self.future()
        if full or desk.chance(0.4):
            paragraphs += self._organisations()
        if desk.chance(0.25):
            paragraphs.append(Paragraph(self.say("history", "decided")))
        if desk.chance(0.5 if full else 0.25):
            paragraphs.append(Paragraph(self.say("aside")))
        paragraphs += self.why()
        return paragraphs

    def past(self, full: bool) -> list[Paragraph]:
        """What has been: the relation, an earlier agreement, the present one and its areas."""
        desk, sentences = self.desk, []
        if desk.chance(0.4):
            sentences.append(self.say("history", "relation"))
        paragraphs: list[Paragraph] = []
        if full and desk.chance(0.5) and not (desk.matter and desk.matter.old is None):
            sentences.append(self.say("history", "old"))
            if desk.chance(0.5):
                sentences.append(self.areas("old", "previous")[0].text)
        sentences.append(self.say("history", "cur"))
        paragraphs.append(Paragraph(" ".join(sentences)))
        if desk.chance(0.7):
            paragraphs += self.areas("cur", self._present_status())
        if full and desk.chance(0.5):
            paragraphs.append(Paragraph(self.say("aside")))
        return paragraphs

    def _present_status(self) -> Stage:
        if self.fate == "ended" and self.stage == "decided":
            return ["agreed", "previous"]
        if self.fate == "renewed" and self.cur.end_day and self.cur.end_day.year <= self.desk.date.year:
            return ["agreed", "previous"]
        return "agreed" if self.fate != "under_review" else ["agreed", "under_review"]

    def future(self) -> list[Paragraph]:
        """What is to come: the new agreement and its areas."""
        paragraphs = []
        if self.desk.chance(0.7):
            paragraphs.append(Paragraph(self.say("history", "new")))
        if self.desk.chance(0.8):
            paragraphs += self.areas("new", self._new_status())
        return paragraphs

    def _new_status(self) -> Stage:
        if self.fate == "declined" or self.stage == "proposed":
            return "proposed"
        return "agreed" if self.stage == "decided" else ["proposed", "agreed"]

    def areas(self, group: str, status: Stage) -> list[Paragraph]:
        """The areas of an agreement, in a row or as a list."""
        desk = self.desk
        form = desk.of("areas", group)
        phrases = desk.catalogue.fitting("area_phrase")
        codes = sorted({str(phrase.get("group")) for phrase in phrases})
        facts = []
        for code in desk.rng.sample(codes, desk.rng.randint(2, 4)):
            phrase = desk.of("area_phrase", code)
            facts.append(Fact(phrase.text, lambda quote, code=code: desk.gold.area(self.city.canonical, code, status, quote)))  # type: ignore[misc]
        if form.get("list"):
            mark, written = desk.rng.choice(["- ", "•  ", "* "]), [capital(f"{fact}") for fact in facts]
            items = [Paragraph(text, hang=mark, tight=n < len(written)) for n, text in enumerate(written, 1)]
            return [Paragraph(self.fact(form.text)), *items]
        # Phrases that hold an "och" of their own are parted from the last by "samt".
        words = [f"{fact}" for fact in facts]
        text = listed(words, "samt" if any(" och " in word for word in words) else "och")
        return [Paragraph(capital(fill_in(form.text, {**self.values(), "areas": text})))]

    def _organisations(self) -> list[Paragraph]:
        desk, paragraphs = self.desk, []
        for role, share in (("partner", 0.4 if self.has_past else 0.0), ("consulted", 0.45)):
            if desk.chance(share):
                names = [
                    name.format(home=desk.home.name) for name in desk.rng.sample(tables()["organisations"][role], desk.rng.randint(1, 2))
                ]

                def note(_: str, names: list[str] = names, role: str = role) -> None:
                    for name in names:
                        desk.gold.organisation(name, role)

                form = desk.of("organisations", role)
                paragraphs.append(Paragraph(capital(fill_in(form.text, {**self.values(), "organisations": Fact(listed(names), note)}))))
        return paragraphs

    def why(self, needs_office: bool = True) -> list[Paragraph]:
        """The reasons, and perhaps one that is set aside."""
        desk = self.desk
        fitting = [
            form
            for form in desk.catalogue.fitting("reason")
            if self.fate in form.get("for")
            and self.city.code in form.get("countries", [self.city.code])
            and (needs_office or "ffice" not in form.text)
        ]
        codes = sorted({str(form.get("group")) for form in fitting})
        sentences = []
        for code in desk.rng.sample(codes, min(len(codes), desk.rng.choice([0, 1, 1, 1, 2]))):
            form = desk.rng.choice([form for form in fitting if form.get("group") == code])
            desk.used.setdefault("reason", []).append(form.id)
            sentences.append(capital(fill_in(form.text, self.values())))
            self.reasons.append(code)
        if sentences and desk.chance(0.2):
            other = desk.pick("dismissed")
            if not any(other.id in APART.get(code, ()) for code in self.reasons):
                sentences.append(other.text)
        return [Paragraph(" ".join(sentences))] if sentences else []

    def clauses(self, more: bool = True) -> list[Clause]:
        """What is decided on it, and perhaps what goes with that."""
        desk = self.desk
        form = desk.of("fate", self.fate)
        made = [Clause(form.get("action"), form.get("inf"), form.get("pas"), self.values())]
        if more and desk.chance(0.35) and self.fate in ("established", "renewed"):
            made.append(clause(desk, "follow_up", "relation", follow_year=desk.date.year + 2))
        if more and desk.chance(0.35):
            whom = desk.board if self.stage != "decided" else desk.office
            task = {
                "ended": "underrätta {city} om beslutet",
                "declined": "meddela {city} beslutet",
                "paused": "underrätta {city} om beslutet",
            }
            made.append(
                clause(
                    desk, "instruct", "task", whom=whom, task=task.get(self.fate, "ta de kontakter som behövs").format(city=self.city.name)
                )
            )
        return made

    def close(self, outcome: Stage | None = None, stage: Stage | None = None, optional: bool = False) -> None:
        """Annotate the outcome and the agreements, when all is written."""
        gold, city, kind = self.desk.gold, self.city.canonical, self.form.get("kind")
        gold.outcome(city, outcome or self.fate, stage or self.stage, sorted(set(self.reasons)), optional)
        years = {one.start_day.year for one in (self.old, self.cur) if one.told}
        self.bond.note(city, kind, merged=self.bond.start_day.year in years)
        for agreement in (self.old, self.cur, self.new):
            agreement.note(city, kind)
        gold.agreement(city, kind, None, None, "unknown", optional=True)


@dataclass(frozen=True)
class Asked:
    """A motion to end a partnership, as its answer tells of it: title, demand, stance taken, and the action that answers it."""

    title: str
    told: str
    stance: str
    action: str


def asked_to_end(desk: Desk, relation: Relation) -> Asked:
    """The wordings of an answer to a motion that the relation be ended; its fate is what the answer wants."""
    movers = [desk.people.politician() for _ in range(desk.rng.choice([1, 1, 2]))]
    demand = desk.of("demand", "ended")
    values = {
        **relation.values(),
        "movers_title": desk.persons(movers, "proposer"),
        "movers_proposer": desk.persons(movers, "proposer"),
        "submitted": desk.day(desk.before(60, 500), "motion_submitted"),
    }
    values["demand"] = fill_in(demand.get("inf"), values)
    values["demand_now"] = fill_in(demand.get("now"), values)
    return Asked(
        fill_in(desk.pick("answer_title").text, values),
        capital(fill_in(desk.pick("answer_demand").text, values)),
        capital(fill_in(desk.of("answer_stance", relation.fate).text, values)),
        "reject" if relation.fate == "continued" else "answered",
    )


def pick_fate(desk: Desk, *among: str) -> str:
    """A fate, of those told or of all; a matter of a history has its own."""
    if desk.matter:
        return desk.matter.fate
    return desk.rng.choice(among or FATES)
