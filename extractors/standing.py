"""Relations told of without any year: "Kommunens vänorter är ...", "avtalet med X påverkas inte", "ingå ett avtal med X"."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.core import Fact
from extractors.fates import settles_a_motion
from extractors.relation_words import kind_of, words
from extractors.relations import Relations, Sentence

_SILENT = ("documents", "recipients", "statement", "reservation", "vote", "motions_at_meeting")
# Actions by which a clause makes the agreement it names, so that it is none that stands.
_MAKING = ("enter", "approve", "instruct", "reject", "answered", "note")


def standing_relations(context: Relations, clauses: list[Fact]) -> Iterator[tuple[Sentence, str, str]]:
    """(sentence, counterpart, kind) for each sentence that tells of a relation that stands, by the counterparts it names."""
    making = [(d.start, d.end) for d in clauses if d.values["action"] in _MAKING]
    for sentence in context.sentences:
        if sentence.zone in _SILENT or sentence.others or not sentence.places or _within(sentence, making):
            continue
        unaffected = words("unaffected").search(sentence.text) is not None
        told = sentence.text if not sentence.lead or kind_of(sentence.text) else sentence.lead
        if not unaffected and (not words("standing").search(told) or _left_open(told) or _left_open(sentence.text)):
            continue
        kind = kind_of(told)
        if kind is None:
            continue
        others = context.linker.twins_of_each_other(sentence)
        for place in sentence.places:
            if place.name in sentence.counterparts and place not in others and not context.is_others_place(sentence, place):
                yield sentence, place.name, kind


def proposed_relations(context: Relations, clauses: list[Fact]) -> Iterator[tuple[Sentence, str, str]]:
    """(sentence, counterpart, kind) for each new agreement that a clause would enter, where the matter does not turn it down."""
    rejects = [d for d in clauses if d.values["action"] == "reject" and d.values["stage"] in ("decided", "recommended")]
    # Where only a member's addition is rejected, what the body itself decides stands.
    turned_down = {d.case for d in rejects if "tilläggsyrkande" not in d.values["text"].lower()}
    without_demands = {d.case for d in rejects}
    # What a motion asks for and its answer would reject is no proposal of the paper's.
    rejected = {d.case for d in clauses if d.values["action"] in ("reject", "answered") and settles_a_motion(d)}
    for clause in clauses:
        text, action = clause.values["text"], clause.values["action"]
        kind = kind_of(text)
        adopts = action == "approve" and words("adopts_agreement").search(text) is not None
        if not (action == "enter" or adopts) or kind in (None, "other") or clause.case in turned_down:
            continue
        if clause.values["stage"] == "proposed" and clause.case in without_demands:
            continue
        if clause.case in rejected and clause.extractor.endswith("running_text"):
            continue
        for sentence in context.sentences_in(clause.start, clause.end):
            named = [p.name for p in sentence.places if clause.start <= p.start < clause.end and p.name in sentence.counterparts]
            # "godkänna avsiktsförklaringen", in a matter of one place
            alone = sentence.counterparts if adopts and not sentence.places and len(sentence.counterparts) == 1 else []
            for name in named or alone:
                if kind is not None:
                    yield sentence, name, kind


def resolved_relations(context: Relations, clauses: list[Fact]) -> Iterator[tuple[Sentence, str, str]]:
    """(sentence, counterpart, kind) for each agreement that a body told of resolved to make, in a matter that turns nothing down."""
    settled = {d.case for d in clauses if d.values["stage"] != "proposed"}
    rejects = [d for d in clauses if d.values["action"] == "reject"]
    turned_down = {d.case for d in rejects if d.values["stage"] != "proposed" or d.case not in settled}
    for sentence in context.sentences:
        if sentence.zone in _SILENT or sentence.others or sentence.case in turned_down or len(sentence.counterparts) != 1:
            continue
        resolved = words("resolved").search(sentence.text)
        kind = kind_of(resolved.group()) if resolved is not None else None
        if kind is not None and kind != "other" and any(p.name in sentence.counterparts for p in context.named_before(sentence)):
            yield sentence, sentence.counterparts[0], kind


def _left_open(text: str) -> bool:
    """Does a sentence tell of a relation that is wished for, new, over or somebody else's?"""
    certain = words("certain").search(text) is not None and words("over").search(text) is None
    return words("not_standing").search(text) is not None and not certain


def _within(sentence: Sentence, extents: list[tuple[int, int]]) -> bool:
    return any(start < sentence.end and sentence.start < end for start, end in extents)


__all__ = ["proposed_relations", "resolved_relations", "standing_relations"]
