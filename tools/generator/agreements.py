"""Agreements, standing alone or attached to a report."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from tools.generator.desk import Desk
from tools.generator.facts import capital, fill_in
from tools.generator.layout import Paragraph, blocks_of, paginate
from tools.generator.relation import Relation
from tools.generator.world import Person, tables

ARTICLES = (
    ("Syfte", "Parterna vill på jämlik grund utveckla sina kontakter."),
    ("Kostnader", "Vardera parten svarar för sina egna kostnader."),
    ("Språk", "Avtalet är upprättat på svenska och engelska i två likalydande exemplar."),
    ("Kontaktpersoner", "Parterna utser var sin kontaktperson."),
    ("Uppsägning", "Vardera parten kan säga upp avtalet med sex månaders varsel."),
)


def agreement_text(desk: Desk, relation: Relation, *, signed: bool, status: str) -> list[Paragraph]:
    """The text of an agreement, its areas and term noted."""
    bare = relation.form.get("indef").split(" ", 1)[1]
    values: dict[str, Any] = relation.values()
    values["r"] = SimpleNamespace(**vars(values["r"]), Bare=capital(bare), BARE=bare.upper())
    paragraphs = [Paragraph(fill_in(desk.pick("agreement_head").text, values), keep=True)]
    extra = desk.rng.sample(ARTICLES[1:], 2)
    bodies: list[tuple[str, list[Paragraph]]] = [
        (ARTICLES[0][0], [Paragraph(ARTICLES[0][1])]),
        ("Områden", relation.areas("agreement", status)),
        *((head, [Paragraph(text)]) for head, text in extra),
        ("Giltighet", [Paragraph(capital(fill_in(desk.pick("agreement_term").text, values)))]),
    ]
    form = desk.pick("article")
    for n, (head, body) in enumerate(bodies, 1):
        paragraphs += [Paragraph(form.text.format(n=n, head=head), keep=True), *body]
    paragraphs.append(_signing(desk, relation, values, signed))
    return paragraphs


def _signing(desk: Desk, relation: Relation, values: dict[str, Any], signed: bool) -> Paragraph:
    names = tables()["names"]["foreign_names"].get(relation.city.code, [])
    theirs = desk.rng.choice(names) if names else "__________________"
    date = relation.new.signed
    blank = "________________"
    more = {
        "place_left": f"{desk.home.name} {date if signed else blank}",
        "place_right": f"{relation.city.name} {date if signed else blank}",
        "ours": desk.person(desk.people.politician(), "signatory", party=False),
        "our_title": f"{desk.board} ordförande".replace("styrelsen ", "styrelsens "),
        "their_title": desk.rng.choice(["borgmästare", "vice borgmästare"]),
        "theirs": desk.person(Person(theirs), "signatory") if names else theirs,
        "signed": date if signed else blank,
    }
    form = desk.pick("agreement_sign")
    if not signed:
        # Formatting the date of signing tells it; an unsigned paper does not.
        more["signed"] = blank
    return Paragraph(fill_in(form.text, {**values, **more}), keep=True)


def agreement(desk: Desk) -> str:
    """A signed agreement."""
    desk.describe("agreement", None)
    desk.gold.documents["document_date"] = [desk.date.isoformat(), None]
    relation = Relation(desk, desk.rng.choice(["established", "renewed"]), "decided")
    relation.new.signed_day = desk.date
    relation.new.start_day = desk.date.replace(month=desk.date.month, day=desk.date.day)
    bare = relation.form.get("indef").split(" ", 1)[1]
    desk.gold.case(f"{capital(bare)} mellan {desk.home.full} och {relation.city.name}, {relation.city.country}", None)
    # Heading and parties may stand on several lines, so that no one wording of the title is the right one.
    desk.gold.case_titles = []
    desk.gold.documents["body"] = [None, capital(desk.board)]
    paragraphs = agreement_text(desk, relation, signed=True, status="agreed")
    desk.gold.date(desk.date.isoformat(), "document", "", optional=True)
    relation.close(["established", "renewed"], ["decided", "reported"], optional=True)
    width, hyphenate = desk.rng.choice([72, 78]), desk.chance(0.4)
    foot = desk.chance(0.5)
    return paginate(
        blocks_of(paragraphs, width, hyphenate), 44, lambda n, of: [], lambda n, of: ["", f"{'':<60}{n} ({of})"] if foot else []
    )
