"""Reasons given for the fate of a partnership, as told by the side whose view it is."""

from __future__ import annotations

import re
from functools import cache

from extractors import resources
from extractors.anchors import Anchored, alternatives
from extractors.codes import REASONS
from extractors.core import Case, Fact
from extractors.elsewhere import clause_elsewhere, paragraphs_elsewhere
from extractors.families import Family
from extractors.fates import Verdict, is_kept_paper, retells_a_demand
from extractors.relations import Relations, Sentence

AGAINST = ("ended", "paused", "declined", "under_review")
FOR = ("established", "renewed", "continued")
_SILENT = ("documents", "recipients", "statement", "reservation", "vote", "question")

# So many patterns of a reason are one: of more, none could bear long texts.
_AT_ONCE = 12


@cache
def _patterns(side: str) -> Family[str]:
    return Family(
        (code, Anchored(alternatives(patterns[first : first + _AT_ONCE]), re.IGNORECASE))
        for code, patterns in resources.toml("reasons")[side].items()
        for first in range(0, len(patterns), _AT_ONCE)
    )


@cache
def _not(name: str) -> Anchored:
    return Anchored(alternatives(resources.toml("reasons")["not_reasons"][name]), re.IGNORECASE)


@cache
def _fields(side: str) -> tuple[tuple[str, Anchored, Anchored, Anchored], ...]:
    """Each code with the words of its topic, what is said of it, and the topic brought in as a ground."""
    fields = resources.toml("reasons")["fields"]
    leads = "|".join(fields["leads"])
    found = []
    for code, words in fields[side].items():
        topic, said = (rf"\b(?:{'|'.join(words[key])})(?!\w)" for key in ("topic", "said"))
        led = rf"\b(?:{leads})\b[^.;]{{0,40}}{topic}"
        found.append((code, *(Anchored(pattern, re.IGNORECASE) for pattern in (topic, said, led))))
    return tuple(found)


def _by_field(sentence: str, side: str) -> set[str]:
    """The reasons of which a sentence names the topic, and says of it what makes it a ground."""
    return {code for code, topic, said, led in _fields(side) if topic.search(sentence) and (said.search(sentence) or led.search(sentence))}


def reasons_in(sentence: str, outcome: str) -> list[str]:
    """The reasons that a sentence gives for ``outcome``, in the order of the code list."""
    side = "against" if outcome in AGAINST else "for"
    denied = _not("denied_part")
    given = denied.compiled.sub(" ", sentence) if denied.search(sentence) else sentence
    told = {code for code, pattern in _patterns(side).likely(given) if pattern.search(given)} | _by_field(given, side)
    return [code for code in REASONS if code in told]


def speaks_for_itself(sentence: Sentence, following: Sentence | None) -> bool:
    """Is a sentence the paper's own ground, and neither another's view nor one that the next sentence sets aside?"""
    if sentence.zone == "consequences" and not _not("grounds").search(sentence.text):
        # What a proposal costs or saves follows from it, and is no reason for it unless it is said to be.
        return False
    if sentence.zone in _SILENT or sentence.others or _not("denied").search(sentence.text):
        return False
    if _not("views").search(sentence.text) and not _not("own").search(sentence.text):
        return False
    return not (
        following is not None
        and following.block == sentence.block
        and re.match(r"(?:Den|Det|Detta|Dessa)\b", following.text)
        and _not("denied").search(following.text)
    )


def tells_what_came_of_it(sentence: str) -> bool:
    """Does a sentence tell what a relation has given, and not what is wished of it?"""
    return _not("relation_itself").search(sentence) is not None and _not("wished").search(sentence) is None


def _mover_reasons(sentence: Sentence, before: Sentence | None) -> bool:
    """Does a sentence give the ground of the demand that the one before it retells: "I motionen yrkas ... Skälet är ..."?"""
    return (
        before is not None
        and before.block == sentence.block
        and re.match(r"(?:Skäl|Som skäl|Motiv|Anledningen|Bakgrunden är)", sentence.text) is not None
        and retells_a_demand(before.text)
    )


class ReasonReader:
    """Reads the reasons of a document's outcomes."""

    def __init__(self, context: Relations, decisions: list[Fact]) -> None:
        self.context = context
        self.decisions = decisions
        self.away: dict[int, tuple[set[int], list[tuple[int, int]]]] = {}

    def reasons(self, case: Case, name: str, verdict: Verdict, fates: dict[str, str]) -> list[str]:
        """The reason codes for a verdict, in the order of the code list; ``fates`` are the outcomes of all counterparts of the matter."""
        if is_kept_paper(verdict.clause.values["text"]):
            return []
        found: set[str] = set(reasons_in(verdict.clause.values["text"], verdict.outcome))
        if found and _not("grounds").search(verdict.clause.values["text"]):
            # "... avslutas, eftersom den saknar innehåll": the decision gives its own ground.
            return [code for code in REASONS if code in found]
        own = [s for s in self.context.sentences if s.case == case.ordinal]
        known = set(self.context.counterparts[case.ordinal])
        named: dict[int, set[str]] = {}
        grounded: set[int] = set()
        elsewhere, away = self._elsewhere(case, known)
        paper = verdict.clause.extractor in ("outcomes:stated", "outcomes:paper")
        sections = {h for s in own for h in s.head}
        apart = paper and name in sections and len(sections) > 1
        told_in = next((s.block for s in own if s.start <= verdict.clause.start < s.end), -1)
        for sentence in own:
            named.setdefault(sentence.block, set()).update({p.name for p in sentence.places} & known)
        for before, sentence, following in zip([None, *own], own, [*own[1:], None], strict=False):
            grounded = {*grounded, sentence.block} if _not("grounds").search(sentence.text) else grounded
            if verdict.clause.extractor == "outcomes:told" and sentence.block != told_in and sentence.block not in grounded:
                continue
            about = self._named(sentence, known)
            if not about and name not in sentence.head and (sentence.head or apart):
                # What stands in the section on another counterpart, or outside the sections of a paper that gives each its own.
                continue
            if not about and (sentence.block in elsewhere or any(a <= sentence.start < b for a, b in away if a != verdict.clause.start)):
                continue
            if not about and verdict.outcome == "declined" and _not("anew").search(sentence.text):
                about = {name}
            about = about or set(self.context.named_together(sentence)) or self._latter(sentence, own, known)
            about = about or self._of_country(sentence, case, named[sentence.block]) or named[sentence.block]
            about = about or self._topic(sentence, verdict, fates)
            if (about and name not in about) or not speaks_for_itself(sentence, following) or not self._own_side(sentence, case, verdict):
                continue
            if _mover_reasons(sentence, before):
                continue
            if verdict.clause.extractor == "outcomes:paper" and not (
                tells_what_came_of_it(sentence.text) or _not("grounds").search(sentence.text)
            ):
                continue
            found.update(reasons_in(sentence.text, verdict.outcome))
        return [code for code in REASONS if code in found]

    def _elsewhere(self, case: Case, known: set[str]) -> tuple[set[int], list[tuple[int, int]]]:
        """The blocks and the extents of clauses that are about places which are no counterparts of the matter."""
        if case.ordinal not in self.away:
            own = [d for d in self.decisions if d.case == case.ordinal]
            away = [(d.start, self._until(d, own)) for d in own if clause_elsewhere(d, self.context, known)]
            self.away[case.ordinal] = paragraphs_elsewhere(self.context, case.ordinal, known) if len(known) > 1 else set(), away
        return self.away[case.ordinal]

    def _until(self, clause: Fact, own: list[Fact]) -> int:
        """Where what a clause and the sentences behind it in its paragraph tell ends: at the next clause or the paragraph's end."""
        sentence = self.context.sentence_at(clause.start)
        end = self.context.structure.blocks[sentence.block].end if sentence is not None else clause.end
        return max(clause.end, min([end, *(d.start for d in own if d.start >= clause.end)]))

    @staticmethod
    def _latter(sentence: Sentence, own: list[Sentence], known: set[str]) -> set[str]:
        """The one of the two counterparts named last that a sentence takes up: "Skälet till det senare är ..."."""
        back = 0 if _not("latter").search(sentence.text) else 1 if _not("former").search(sentence.text) else None
        if back is None:
            return set()
        before = [p.name for s in own if s.end <= sentence.start for p in s.places if p.name in known]
        return set(list(dict.fromkeys(reversed(before)))[back : back + 1])

    def _named(self, sentence: Sentence, known: set[str]) -> set[str]:
        """The counterparts a sentence names, with the one that its paragraph begins with ("Jiangsu. ... Samma skäl som för Guangdong")."""
        own = {p.name for p in sentence.places} & known
        block = self.context.structure.blocks[sentence.block]
        lead = {
            p.name for s in self.context.sentences_in(block.start, block.start + 4) for p in s.places if p.start - block.start <= 3
        } & known
        return own | lead if own else set()

    def _of_country(self, sentence: Sentence, case: Case, named: set[str]) -> set[str]:
        """The counterparts that lie in a country the sentence names: of those its paragraph names, else of all."""
        countries = {p.country_code for p in sentence.places if p.kind == "country"}
        there = {c.name for c in self.context.counterparts[case.ordinal].values() if c.country in countries}
        return there & named or there

    @staticmethod
    def _topic(sentence: Sentence, verdict: Verdict, fates: dict[str, str]) -> set[str]:
        """The counterparts that a paragraph without names goes on about, if their fate is on the same side as the one at hand."""
        same_side = AGAINST if verdict.outcome in AGAINST else FOR
        return {name for name in sentence.counterparts if fates.get(name) in same_side}

    def _own_side(self, sentence: Sentence, case: Case, verdict: Verdict) -> bool:
        """Is the sentence by the side whose fate it is: in the leading paper, and of the demands only the one that won?"""
        if sentence.part != self._part(case, verdict) or (verdict.outcome == "under_review" and sentence.start < case.heading[1]):
            return False
        if sentence.zone != "motions_at_meeting":
            return True
        block = self.context.structure.blocks[sentence.block]
        alike = [
            d
            for d in self.decisions
            if d.case == case.ordinal and d.values["stage"] == "proposed" and d.values["action"] == verdict.clause.values["action"]
        ]
        own = [d for d in alike if block.start <= d.start < block.end]
        rivals = [d for d in alike if d not in own and self._at_meeting(d)]
        return bool(own) and not rivals

    def _part(self, case: Case, verdict: Verdict) -> int:
        """The paper whose grounds count: the leading one; of a petition with its answer in one file the one that holds the clause."""
        parts = self.context.structure.parts
        own = self.context.structure.part_at(verdict.clause.start)
        return own.index if own and parts[case.part].document_type in ("motion", "citizen_proposal") else case.part

    def _at_meeting(self, clause: Fact) -> bool:
        sentence = self.context.sentence_at(clause.start)
        return sentence is not None and sentence.zone == "motions_at_meeting"
