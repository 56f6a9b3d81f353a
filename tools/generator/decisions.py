"""Decision clauses: their formulas, how they stand in a list, and what leads to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from tools.generator.catalogue import Form
from tools.generator.desk import Desk
from tools.generator.facts import capital, fill_in, genitive
from tools.generator.gold import Item
from tools.generator.layout import Paragraph

INFINITIVE = re.compile(r"(inte )?([a-zåäö]+a|ge|ta|se|utse) ")


@dataclass
class Clause:
    """A clause to be decided: its code and both its grammatical shapes, as templates.

    Attributes:
        action: The code, or a list of codes that are as right.
        inf: What follows ``att``.
        pas: The same as a clause of its own.
        values: What the templates name besides the document's own values.
    """

    action: str | list[str]
    inf: str
    pas: str
    values: dict[str, Any] = field(default_factory=dict)


def clause(desk: Desk, action: str, fits: str, **values: Any) -> Clause:
    """A clause in one of the formulas of an action that fit what it is about."""
    needed = "object_indefinite"
    form = desk.pick(
        "clause",
        lambda form: form.get("group") == action and fits in form.get("fits") and (needed in values or needed not in form.get("inf")),
    )
    return Clause(action, form.get("inf"), form.get("pas"), values)


def body_values(body: str, to: str, by: str) -> dict[str, str]:
    """What the lead-ins name: the deciding body, the next one, and who proposes."""
    return {
        "body": body,
        "Body": capital(body),
        "BODY": body.upper(),
        "Body_gen": capital(genitive_body(body)),
        "body_gen": genitive_body(body),
        "to": to,
        "To": capital(to),
        "TO": to.upper(),
        "to_gen": genitive_body(to),
        "By": capital(by),
        "By_gen": capital(genitive(by)),
    }


def genitive_body(body: str) -> str:
    """``kommunstyrelsens``; ``fullmäktige`` takes an s as well."""
    return genitive(body)


def decide(
    desk: Desk, clauses: list[Clause], stage: str | list[str], body: str, *, to: str = "", by: str = "", group: str = "", final: str = ""
) -> tuple[list[Paragraph], list[Item]]:
    """The paragraphs of a decision or proposal, and the annotations of its clauses.

    ``group`` is the group of lead-ins (the stage, if not told), ``final`` the body that finally decides.
    """
    intro = desk.house("decision_intro", lambda form: form.get("group") == (group or stage), group or stage)
    layout = desk.house("decision_layout", lambda form: form.get("mode") in intro.get("modes"), str(intro.get("modes")))
    values = body_values(body, to, by)
    lead = desk.write(intro.get("intro"), values)
    texts = [_text(desk, one, layout, values, lead) for one in clauses]
    items = [desk.gold.decision(stage, one.action, text, capital(final or to or body)) for one, text in zip(clauses, texts, strict=True)]
    heading = [Paragraph(desk.write(intro.get("heading"), values), keep=True)] if intro.get("heading") else []
    if layout.get("mode") == "running":
        return [*heading, Paragraph(_running(capital(body), texts))], items
    paragraphs = [*heading, *([Paragraph(lead)] if lead else [])]
    return paragraphs + _list(texts, layout, tight=desk.chance(0.4)), items


def _text(desk: Desk, one: Clause, layout: Form, values: dict[str, str], lead: str) -> str:
    alone = layout.get("mode") == "pas" or (layout.get("mode") == "bare" and not lead.endswith(" att"))
    # Without an att before it only an infinitive stands alone; another clause is told in the passive.
    template = one.inf if not alone or (layout.get("mode") == "bare" and INFINITIVE.match(one.inf)) else one.pas
    text = fill_in(template, desk.values(**{**values, **one.values}))
    return capital(text) if alone else text


def _running(body: str, texts: list[str]) -> str:
    return (
        f"{body} beslutar att {texts[0]}." if len(texts) == 1 else f"{body} beslutar att {', att '.join(texts[:-1])} samt att {texts[-1]}."
    )


def _list(texts: list[str], layout: Form, tight: bool) -> list[Paragraph]:
    numbered = ("{n}" in layout.get("hang") or "{letter}" in layout.get("hang")) and len(texts) == 1
    paragraphs = []
    for n, text in enumerate(texts, 1):
        hang = layout.get("hang").format(n=n, letter=chr(96 + n))
        if numbered:
            hang = "att " if layout.get("mode") == "inf" else ""
        # ", samt" stands before the last clause only; the others end in a comma.
        end = (
            layout.get("last") if n == len(texts) else layout.get("end") if n == len(texts) - 1 else layout.get("end").replace(" samt", "")
        )
        paragraphs.append(Paragraph(text + end, hang=hang, tight=tight and n < len(texts)))
    return paragraphs
