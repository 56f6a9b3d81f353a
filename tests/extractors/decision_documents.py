"""Runs the real way of a document up to the component ``decisions`` over a text written in a test."""

from __future__ import annotations

import textwrap
from typing import Any

import spacy

from extractors.core import Fact, register_extensions
from extractors.decisions import decisions
from pipeline.clean import clean
from pipeline.document import Page
from pipeline.segment import segment

_NLP = spacy.blank("sv")

MINUTES = """
SOLBERGA KOMMUN
SAMMANTRÄDESPROTOKOLL
{body}
Sammanträdesdatum 2019-03-14

Plats och tid    Stora salen, kl. 13.00–15.20
Beslutande       Anna Berg (S), ordförande
                 Bo Ek (M)
                 Eva Dahl (V)
Utses att justera    Bo Ek
Paragrafer       11–13

§ 11
Dagordningen
Dnr KS 2019/1

Beslut
Dagordningen godkänns.

§ 12
Samarbetet med Vinterby
Dnr KS 2019/45

"""
AFTER = """

§ 13
Avslutning

Ordföranden förklarar mötet avslutat.
"""
REPORT = """
SOLBERGA KOMMUN
TJÄNSTESKRIVELSE
Datum 2019-03-14
Handläggare: Bo Ek

Samarbetet med Vinterby
Dnr KS 2019/45

"""


def decision_facts(text: str) -> list[Fact]:
    """The facts of the component over ``text``; a form feed parts the pages. Each quote is the text's own."""
    register_extensions()
    pages = textwrap.dedent(text).lstrip("\n").split("\f")
    view = clean([Page(i + 1, page if page.endswith("\n") else page + "\n", "text") for i, page in enumerate(pages)])
    doc = _NLP.make_doc(view.text)
    doc._.structure, doc._.facts = segment(view), []
    decisions(doc)
    for fact in doc._.facts:
        assert " ".join(view.text[fact.start : fact.end].split()) == fact.values["text"]
    found: list[Fact] = doc._.facts
    return found


def in_minutes(text: str, body: str = "Kommunstyrelsen") -> list[dict[str, Any]]:
    """The decisions of a § of minutes of ``body`` that says ``text``."""
    facts = decision_facts(MINUTES.format(body=body) + textwrap.dedent(text).strip("\n") + AFTER)
    return [f.values for f in facts if f.case == 1]


def in_report(text: str) -> list[dict[str, Any]]:
    """The decisions of an official's report that says ``text``."""
    return [f.values for f in decision_facts(REPORT + textwrap.dedent(text).strip("\n") + "\n")]


def steps(rows: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """(stage, action) of each clause, in order."""
    return [(r["stage"], r["action"]) for r in rows]


def votes(rows: list[dict[str, Any]]) -> list[tuple[int, int, int | None]]:
    """(for, against, abstained) of each clause that was voted on."""
    return [(r["votes_for"], r["votes_against"], r["votes_abstained"]) for r in rows if r["votes_for"] is not None]


def dissent(rows: list[dict[str, Any]]) -> list[list[str]]:
    """The parties that entered a reservation, of each clause."""
    return [list(r["reservations"]) for r in rows]
