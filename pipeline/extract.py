"""Runs the extractors over a document's clean view and turns their facts into table rows with verbatim evidence."""

from __future__ import annotations

import re
from typing import Any

import extractors
from extractors.core import Case, Fact, Structure
from pipeline.clean import CleanView
from pipeline.confidence import calibrated, is_uncertain, page_strength
from pipeline.document import Page

Row = dict[str, Any]
# The extractor named for rows that segmentation itself makes.
SEGMENTATION = "sections"
# spaCy's tokenizer peels such a run of characters one by one, in time that grows with the square of its length.
_LONG_WORD = re.compile(r"\S{300}")
_PIECES = re.compile(r"\w{1,100}|[^\w\s]|\s")
# Columns that tell of the rule rather than of the document.
_OF_THE_RULE = frozenset(("extractor", "confidence", "uncertain", "strength"))


def extract(view: CleanView, structure: Structure) -> list[Fact]:
    """The facts of every extractor, in the order of the text."""
    from spacy.tokens import Doc

    nlp = extractors.pipeline()
    # Our own components read characters: words are told apart only for another that stands among them.
    if set(nlp.pipe_names) <= set(extractors.COMPONENTS):
        doc = Doc(nlp.vocab, user_data={"text": view.text})
    else:
        doc = _make_doc(nlp, view.text)
        _mark_spans(doc, structure)
    doc._.structure, doc._.facts = structure, []
    for _, component in nlp.pipeline:
        doc = component(doc)
    facts: list[Fact] = doc._.facts
    return sorted(facts, key=lambda f: (f.table, f.start, f.end, f.extractor))


def _make_doc(nlp: Any, text: str) -> Any:
    """The text as a spaCy document."""
    if _LONG_WORD.search(text) is None:
        return nlp.make_doc(text)
    from spacy.tokens import Doc

    words = _PIECES.findall(text)
    return Doc(nlp.vocab, words=words, spaces=[False] * len(words))


def _mark_spans(doc: Any, structure: Structure) -> None:
    """Shows parts, cases and zones to other spaCy components as span groups."""
    groups = {
        "parts": [(p.start, p.end, p.document_type) for p in structure.parts],
        "cases": [(c.start, c.end, c.section_number or "case") for c in structure.cases],
    }
    groups["zones"] = [(z.start, z.end, z.kind) for z in structure.zones]
    for name, extents in groups.items():
        spans = (doc.char_span(start, end, label=label, alignment_mode="contract") for start, end, label in extents)
        doc.spans[name] = [s for s in spans if s is not None]


def case_id(document_id: str, ordinal: int) -> str:
    """The identifier of a document's matter."""
    return f"{document_id}-{ordinal:04d}"


class RowBuilder:
    """Makes the rows of one document; every quote is cut from the verbatim text ``raw``."""

    def __init__(self, document_id: str, raw: str, view: CleanView, pages: list[Page]) -> None:
        self.document_id = document_id
        self.raw = raw
        self.view = view
        self.pages = {page.number: page for page in pages}

    def evidence(self, table: str, start: int, end: int, extractor: str, strength: float) -> Row:
        """The evidence columns for an extent of the clean view; what ``strength`` is worth in ``table`` is the confidence."""
        raw_start, raw_end = self.view.raw_span(start, max(end, start + 1))
        page = self.pages[self.view.page_of(raw_start)]
        confidence = round(calibrated(table, extractor, page.text_source, page_strength(strength, page.ocr_confidence)), 3)
        return {
            "quote": self.raw[raw_start:raw_end],
            "page": page.number,
            "char_start": raw_start,
            "char_end": raw_end,
            "extractor": extractor,
            "confidence": confidence,
            "uncertain": is_uncertain(confidence),
            "strength": round(strength, 3),
        }

    def fact(self, fact: Fact) -> Row:
        evidence = self.evidence(fact.table, fact.start, fact.end, fact.extractor, fact.confidence)
        row: Row = {"document_id": self.document_id, **fact.values, **evidence}
        row["case_id"] = case_id(self.document_id, fact.case) if fact.case is not None else None
        return row

    def case(self, case: Case) -> Row:
        text_start, text_end = self.view.raw_span(case.start, case.end)
        return {
            "document_id": self.document_id,
            "case_id": case_id(self.document_id, case.ordinal),
            "part": case.part,
            "ordinal": case.ordinal,
            "section_number": case.section_number,
            "title": case.title,
            "case_number": case.case_number,
            "body": case.body,
            "text_start": text_start,
            "text_end": text_end,
            **self.evidence("cases", *case.heading, SEGMENTATION, case.confidence),
        }


def fact_rows(builder: RowBuilder, facts: list[Fact]) -> dict[str, list[Row]]:
    """Rows by table; facts alike in every value at the same place are one row."""
    tables: dict[str, list[Row]] = {}
    at_place: dict[tuple[str, int, int], list[Row]] = {}
    for fact in facts:
        row = builder.fact(fact)
        there = at_place.setdefault((fact.table, row["char_start"], row["char_end"]), [])
        if not any(_alike(row, other) for other in there):
            there.append(row)
            tables.setdefault(fact.table, []).append(row)
    return tables


def _alike(a: Row, b: Row) -> bool:
    return a.keys() == b.keys() and all(a[k] == b[k] for k in a if k not in _OF_THE_RULE)
