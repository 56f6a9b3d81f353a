"""Reports of the administration, answers to motions, and agreements attached to them."""

from __future__ import annotations

from typing import Any

from tools.generator.agreements import agreement_text
from tools.generator.decisions import Clause, clause, decide
from tools.generator.desk import Desk
from tools.generator.facts import Fact, capital, fill_in, genitive
from tools.generator.layout import PAGE_BREAK, Paragraph, blocks_of, paginate
from tools.generator.relation import Relation, asked_to_end, pick_fate
from tools.generator.world import tables

TITLES = ("Kommundirektör", "Stadsdirektör", "Förvaltningschef", "Avdelningschef", "Utredare", "Kanslichef", "Näringslivschef")


class Report:
    """The frame of a report: its head, furniture and signatures."""

    def __init__(self, desk: Desk, paper: str, recipient: str) -> None:
        self.desk, self.paper = desk, paper
        self.raw, self.number = desk.number("own")
        self.officer = desk.people.official()
        self.head = desk.pick("report_head")
        style = desk.pick("date_head", lambda form: form.get("until", 9999) >= desk.date.year)
        label = Fact(desk.write_plain(desk.label.text, number=self.raw.text), lambda _: f"{self.raw}")
        self.values: dict[str, Any] = desk.values(
            date=desk.day(desk.date, "document", style=style),
            number=self.raw,
            label=label,
            officer=desk.person(self.officer, "case_officer"),
            officer_title=desk.rng.choice(["utredare", "planerare", "internationell samordnare", "kommunsekreterare"]),
            recipient=capital(recipient),
            recipient_small=recipient,
            TYPE=paper.upper(),
            Type=paper,
            type=paper.lower(),
            HOME=desk.home.full.upper(),
            blank="",
            OFFICE=desk.office.upper(),
            pages="PAGES",
        )

    def opening(self) -> Paragraph:
        """The head of page one."""
        text = fill_in(self.head.text, self.values)
        return Paragraph(text, keep=True)

    def closing(self) -> list[Paragraph]:
        """Who signs."""
        desk, form = self.desk, self.desk.pick("report_signature")
        first, second = desk.people.official(), desk.people.official()
        titles = desk.rng.sample(TITLES, 2)
        values = {
            "first": desk.person(first, "signatory"),
            "second": desk.person(second, "signatory"),
            "first_title": titles[0],
            "second_title": titles[1],
            "first_title_small": titles[0].lower(),
            "OFFICE": desk.office.upper(),
        }
        paragraphs = [Paragraph(fill_in(form.text, desk.values(**values)), keep=True)]
        if self.head.get("officer_last"):
            paragraphs.append(Paragraph(f"Handläggare: {desk.person(self.officer, 'case_officer')}", keep=True))
        return paragraphs

    def finish(self, paragraphs: list[Paragraph], appendix: list[Paragraph] | None = None) -> str:
        """The pages."""
        desk = self.desk
        width, hyphenate = desk.rng.choice([72, 78, 86]), desk.chance(0.4)
        blocks = blocks_of(paragraphs, width, hyphenate)
        if appendix:
            blocks += [[PAGE_BREAK], *blocks_of(appendix, width, hyphenate)]
        form = desk.pick("report_page")

        def lines(key: str, page: int, pages: int) -> list[str]:
            return [line.format_map({**self.values, "page": page, "pages": pages}).rstrip() for line in form.get(key)]

        text = paginate(
            blocks, desk.rng.choice([42, 48]), lambda n, of: lines("head", n, of) if n > 1 else [], lambda n, of: lines("foot", n, of)
        )
        return text.replace("PAGES", str(text.count("\f") + 1))


def zone(desk: Desk, name: str, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Paragraphs under the heading of their zone."""
    heading = desk.heading(name)
    return [*([heading] if heading else []), *paragraphs] if paragraphs else []


def official_report(desk: Desk) -> str:
    """A report on a partnership, with or without the agreement attached, or on an ordinary matter."""
    paper = desk.rng.choice(["Tjänsteskrivelse", "Tjänsteutlåtande"])
    two_step = desk.chance(0.4)
    desk.describe("official_report", desk.board)
    report = Report(desk, paper, desk.board)
    opening = report.opening()
    relation = Relation(desk, pick_fate(desk), "proposed")
    title = relation.title()
    desk.gold.case(title, report.number)
    summary = zone(desk, "summary", [Paragraph(relation.intro())])
    decision, _ = decide(
        desk,
        relation.clauses(),
        "proposed",
        desk.board,
        by=desk.office,
        group="proposed_two_step" if two_step else "proposed",
        final=desk.council if two_step else "",
    )
    background = zone(desk, "background", relation.background(full=True))
    economy = (
        zone(desk, "economy", [Paragraph(desk.say("economy", amount=f"{desk.rng.randint(3, 30) * 10} 000"))]) if desk.chance(0.5) else []
    )
    front = [*decision, *summary] if desk.chance(0.5) else [*summary, *decision]
    appendix: list[Paragraph] = []
    if relation.fate in ("established", "renewed") and desk.chance(0.5):
        desk.gold.parts = ["official_report", "agreement"]
        appendix = agreement_text(desk, relation, signed=False, status="proposed")
    text = report.finish([opening, Paragraph(title, keep=True), *front, *background, *economy, *report.closing()], appendix)
    relation.close()
    return text


def motion_response(desk: Desk) -> str:
    """The administration's answer to a motion that a partnership be ended."""
    paper = desk.rng.choice(["Tjänsteskrivelse", "Tjänsteutlåtande"])
    desk.describe("motion_response", desk.board)
    report = Report(desk, paper, desk.board)
    opening = report.opening()
    fate = desk.rng.choice(["continued", "continued", "ended"])
    relation = Relation(desk, fate, "proposed")
    asked = asked_to_end(desk, relation)
    desk.gold.case(asked.title, report.number)
    desk.gold.decision("proposed", "terminate", asked.told)
    if fate == "ended":
        desk.gold.decision("proposed", "terminate", asked.stance, optional=True)
    summary = zone(desk, "summary", [Paragraph(asked.told), Paragraph(asked.stance)])
    two_step = desk.chance(0.6)
    clauses: list[Clause] = [clause(desk, asked.action, "motion", object="motionen")]
    decision, _ = decide(
        desk,
        clauses,
        "proposed",
        desk.board,
        by=desk.office,
        group="proposed_two_step" if two_step else "proposed",
        final=desk.council if two_step else "",
    )
    background = zone(desk, "background", relation.background(full=desk.chance(0.5)))
    front = [*decision, *summary] if desk.chance(0.4) else [*summary, *decision]
    text = report.finish([opening, Paragraph(asked.title, keep=True), *front, *background, *report.closing()])
    relation.close()
    return text


def consultation_response(desk: Desk) -> str:
    """An answer to a proposal sent out for opinions; no partnership in it."""
    desk.describe("consultation_response", desk.board)
    report = Report(desk, desk.rng.choice(["Tjänsteutlåtande", "Yttrande", "Tjänsteskrivelse"]), desk.board)
    opening = report.opening()
    desk.gold.documents["document_type"] = "consultation_response"
    subject = desk.rng.choice(tables()["remits"])
    title = desk.rng.choice(["Yttrande över remiss: {s}", "Svar på remiss av {s}", "Remissvar – {s}"]).format(s=subject)
    desk.gold.case(title, report.number)
    sender = desk.rng.choice(["Finansdepartementet", "Länsstyrelsen", "Socialdepartementet", "Trafikverket"])
    summary = [Paragraph(f"{sender} har gett {desk.home.full} tillfälle att yttra sig över {subject}.")]
    views = [Paragraph(f"{capital(desk.office)} tillstyrker i huvudsak förslaget men efterlyser en tydligare redovisning av kostnaderna.")]
    decision, _ = decide(
        desk,
        [clause(desk, "approve", "report", object=f"{genitive(desk.office)} yttrande som svar på remissen")],
        "proposed",
        desk.board,
        by=desk.office,
    )
    paragraphs = [*zone(desk, "summary", summary), *decision, *zone(desk, "assessment", views)]
    return report.finish([opening, Paragraph(title, keep=True), *paragraphs, *report.closing()])
