"""Paragraphs and clauses about a place that is no counterpart: what they tell is not told of the one named before them."""

from __future__ import annotations

import re

from extractors.core import Fact
from extractors.relations import Relations, Sentence

# A name alone before what is told of it, which says what the paragraph is about: "Kem. Avtalet löper ut ...", "Lillby, Polen".
NAME_ALONE = re.compile(r"[^\W\da-zåäö_][\w’'-]+(?:(?: och| i|,)? [^\W\da-zåäö_][\w’'-]+){0,4}(?: ?\([^()\n]{2,30}\))?[.:]?")
# "Kem, Ryssland", "Kem (Ryssland)" on a line of its own
_LINE = re.compile(r"(?=[A-ZÅÄÖ])[^.:;,()\n]{2,30}(?:, [^.:;,()\n]{2,25}| ?\([^.:;,()\n]{2,25}\))")
# A clause that names with whom: "Avtalet med Kem sägs upp."
_WITH = re.compile(r"\b(?:[Mm]ed|[Tt]ill|[Ff]rån) (?:\w+ )?[A-ZÅÄÖ][a-zåäö]{2,}")


def paragraphs_elsewhere(context: Relations, case: int | None, known: set[str]) -> set[int]:
    """The blocks of a matter headed by a name that is no counterpart's, where paragraphs like them are headed by counterparts."""
    own = [s for s in context.sentences if s.case == case]
    heads = [(s, form) for s, following in zip(own, [*own[1:], None], strict=False) if (form := _form(context, s, following))]
    names = {form for s, form in heads if any(p.name in known for p in s.places)}
    others = [s for s, form in heads if form in names and not any(p.name in known for p in s.places)]
    found = {s.block for s in others if context.structure.blocks[s.block].end > s.end}
    lines = {s.block: s in others for s, form in heads if form == "line"}
    under = False
    for sentence in own if any(lines.values()) else []:
        under = lines.get(sentence.block, under and sentence.zone not in ("decision", "proposal"))
        if under:
            found.add(sentence.block)
    return found


def _form(context: Relations, sentence: Sentence, following: Sentence | None) -> str:
    """``run_in`` or ``line`` where a sentence is but the name that a paragraph is headed by; else nothing."""
    block = context.structure.blocks[sentence.block]
    if sentence.start != block.start or block.kind != "paragraph":
        return ""
    if following is not None and following.block == sentence.block:
        return "run_in" if sentence.text.endswith(".") and NAME_ALONE.fullmatch(sentence.text) else ""
    return "line" if _LINE.fullmatch(sentence.text) and any(p.kind == "country" for p in sentence.places) else ""


def clause_elsewhere(clause: Fact, context: Relations, known: set[str]) -> bool:
    """Does a clause name with whom it deals, and that is none of the counterparts?"""
    names = set(context.named_in(clause.start, clause.end))
    return not names & known and _WITH.search(clause.values["text"]) is not None


__all__ = ["NAME_ALONE", "clause_elsewhere", "paragraphs_elsewhere"]
