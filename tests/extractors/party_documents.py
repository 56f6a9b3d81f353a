"""Runs the real way of a document up to the component ``parties`` over a text written in a test."""

from __future__ import annotations

import textwrap

import spacy

from extractors.core import Fact, register_extensions
from extractors.parties import parties
from pipeline.clean import clean
from pipeline.document import Page
from pipeline.segment import segment

# Minutes of two matters around an attendance list.
HEAD = """
Lidköpings kommun
Kommunstyrelsen
SAMMANTRÄDESPROTOKOLL
Sammanträdesdatum 2021-03-10

"""
BODY = """

§ 12 Reviderad taxa för uthyrning av lokaler

Kultur- och fritidsnämnden har arbetat fram ett förslag till ny taxa för uthyrning av kommunens lokaler. Taxan
har inte ändrats på flera år och täcker inte längre kostnaderna för städning och vaktmästeri. Föreningar med barn
och unga betalar även i fortsättningen hälften av avgiften, medan privatpersoner och företag betalar full avgift.

Kommunstyrelsens beslut

Taxan godkänns.

§ 13 Information

Kommundirektören informerar om läget i arbetet med den nya översiktsplanen och om rekryteringen av en ekonomichef.

Kommunstyrelsens beslut

Informationen noteras.
"""

_NLP = spacy.blank("sv")


def facts_in(text: str) -> list[Fact]:
    """The facts of the component over ``text``; a form feed parts the pages."""
    register_extensions()
    pages = textwrap.dedent(text).lstrip("\n").split("\f")
    view = clean([Page(i + 1, page if page.endswith("\n") else page + "\n", "text") for i, page in enumerate(pages)])
    doc = _NLP.make_doc(view.text)
    doc._.structure, doc._.facts = segment(view), []
    parties(doc)
    for fact in doc._.facts:
        assert view.text[fact.start : fact.end] == fact.values["raw"]
    found: list[Fact] = doc._.facts
    return found


def people(text: str, *roles: str) -> set[tuple[str, str, str | None]]:
    """(name, role, letter code) of every person in one of ``roles`` (all but ``mentioned`` and ``recipient`` where none is given)."""
    rows = ((f.values["name"], f.values["role"], f.values["political_party"]) for f in facts_in(text) if f.values["kind"] == "person")
    return {r for r in rows if (r[1] in roles if roles else r[1] not in ("mentioned", "recipient"))}


def organisations(text: str, *roles: str) -> set[tuple[str, str, str]]:
    """(name, role, kind) of every organisation consulted or taking part, or in one of ``roles``."""
    rows = ((f.values["name"], f.values["role"], f.values["kind"]) for f in facts_in(text) if f.values["kind"] != "person")
    return {r for r in rows if r[1] in (roles or ("consulted", "partner"))}
