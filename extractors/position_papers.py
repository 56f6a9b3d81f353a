"""What a position paper lays down for the relations that it deals with."""

from __future__ import annotations

from extractors.core import Case, Fact
from extractors.fate_words import wished_in_position, words
from extractors.fates import FateReader, Verdict
from extractors.relations import Relations

# How far into a position paper its cover reaches, in characters.
COVER = 1200


def stated(case: Case, known: set[str], context: Relations, fates: FateReader) -> dict[str, Verdict]:
    """The fates other than going on as before that a position paper lays down for one counterpart: "Relationen upphör 2015"."""
    found: dict[str, Verdict] = {}
    for sentence in context.sentences:
        names = sentence.counterparts
        if sentence.case != case.ordinal or sentence.others or len(names) != 1 or names[0] not in known:
            continue
        left_open = words("verb_context", "left_open").search(sentence.text) is not None
        wished = wished_in_position(sentence.text) or ("under_review" if left_open else None)
        if fate := fates.by_standing(wished, names[0], case):
            values = {"stage": stage_of(case, context), "body": None, "action": "", "text": sentence.text}
            clause = Fact("decisions", sentence.start, sentence.end, "outcomes:stated", 0.7, values, case.ordinal)
            found.setdefault(names[0], Verdict(fate, clause, (0, 0, 0), False))
    return found


def stage_of(case: Case, context: Relations) -> str:
    """``decided`` where a position paper is the decision itself, as its cover says who adopted it; else ``reported``."""
    part = context.structure.parts[case.part]
    cover = context.text[part.start : min(part.end, part.start + COVER)]
    return "decided" if words("clauses", "adopted_paper").search(cover) else "reported"


def laid_aside(name: str, case: Case, context: Relations) -> bool:
    """Does a paper name a counterpart only to say that it does not deal with it?"""
    named = [s.text for s in context.sentences if s.case == case.ordinal and any(p.name == name for p in s.places)]
    return bool(named) and all(words("clauses", "left_aside").search(text) for text in named)


__all__ = ["laid_aside", "stage_of", "stated"]
