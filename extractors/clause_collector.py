"""Collects the decision clauses of one matter: cuts words into clauses, reads their actions and bodies, sorts them at the end."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.actions import action_of
from extractors.bodies import canonical_body
from extractors.clause_cutting import Clause, cut, unbound, without_repeats
from extractors.clause_words import infinitive_line, own_sentence, run_in
from extractors.core import Case, Structure
from extractors.demands import demand_extents
from extractors.speakers import Speaker, also_passed_on, passed_on, same_body

MEETING_TYPES = ("minutes", "minutes_extract")
# "Förvaltningen föreslår i skrivelse den 3 maj att ...": what an office proposes, in its own sentence.
_OFFICE_PROPOSES = re.compile(r"[^.:\n]{3,120}?\b(?:föreslår|hemställer)\b[^.:\n]{0,80}?\b(?=att\s)", re.IGNORECASE)
# The head of a paper in which one person decides for a body: it decides as a meeting does.
_ON_DELEGATION = re.compile(r"(?im)(?:^|\t)[ ]*(?:delegations|ordförande)beslut\b(?:[ ]nr[^\n\t]{1,20})?[ ]*(?=[\t\n])")
_HEAD = 300
_PASSES_ON = re.compile("föreslå|hemställa|rekommendera", re.IGNORECASE)
# Characters between two points of an enumeration: ", samt att".
_BESIDE = 30


class Collector:
    """The clauses of one matter as they are found: ``found`` as such, ``retold`` proposals that count only where they stand nowhere
    else, ``unheaded`` decisions of running text that count only where the matter has no other decision."""

    def __init__(self, text: str, structure: Structure, case: Case) -> None:
        self.text = text
        self.structure = structure
        self.case = case
        self.found: list[Clause] = []
        self.retold: list[Clause] = []
        self.unheaded: list[Clause] = []

    def clauses(self) -> list[Clause]:
        """All clauses that count, in the order of the text."""
        if not any(c.stage in ("decided", "recommended") for c in self.found):
            self.found.extend(self.unheaded)
        clauses = without_repeats(self.found, self.text)
        told: list[Clause] = []
        passed_to = {c.body for c in clauses if c.stage == "recommended"}
        last: Clause | None = None
        for clause in self.retold:
            # The points of one enumeration stand side by side, what is told again does not.
            beside = last is not None and 0 <= clause.start - last.end < _BESIDE
            asked = self.in_petition(clause.start)
            # What a petition asks is repeated by itself, not by the answer attached to it.
            others = [c for c in clauses if not (beside and c in told) and (not asked or self.in_petition(c.start))]
            if any(c.stage == clause.stage and c.action.code == clause.action.code and not c.demand for c in others):
                continue
            last = clause
            # What the board passes on, the council decides: so also what the motion asked.
            body = next(iter(passed_to)) if len(passed_to) == 1 and clause.stage == "proposed" else clause.body
            told.append(replace(clause, body=body))
            clauses.append(told[-1])
        return sorted(clauses, key=lambda c: c.start)

    def in_petition(self, offset: int) -> bool:
        """Does the writer of a motion or citizen proposal speak here?"""
        part = self.structure.part_at(offset)
        return part is not None and part.document_type in ("motion", "citizen_proposal")

    def in_meeting(self, offset: int) -> bool:
        part = self.structure.part_at(offset)
        if part is None or part.document_type not in (*MEETING_TYPES, "other"):
            return False
        return part.document_type in MEETING_TYPES or _ON_DELEGATION.search(self.text, part.start, part.start + _HEAD) is not None

    def owns(self, body: str) -> bool:
        """Is ``body`` the one that treats the matter?"""
        return self.case.body is not None and (body == self.case.body or same_body(body, self.case.body))

    def split(self, start: int, end: int, speaker: Speaker, into: list[Clause] | None = None) -> None:
        if speaker.stage != "recommended" and (also := also_passed_on(self.text[start:end])):
            to = Speaker("recommended" if speaker.stage == "decided" else "proposed", also[1])
            self.split(start + also[2], end, to, into)
            end = start + also[0]
        for a, b in cut(self.text, start, end):
            self.add(a, b, speaker, into)

    def add(self, start: int, end: int, speaker: Speaker, into: list[Clause] | None = None, *, demand: bool = False) -> None:
        """Keeps the clause ``text[start:end]`` without the words that bind it to its neighbours."""
        start, end = unbound(self.text, start, end)
        if end - start < 6:
            return
        words = self.text[start:end]
        body = (self._subject(words) if speaker.stage == "recommended" else None) or speaker.body
        body = self.case.body if body and self.owns(body) else body
        action = action_of(words)
        if speaker.verb and action.code == "other":
            action = replace(action_of(speaker.verb), start=0)
        into = self.found if into is None else into
        into.append(Clause(start, end, speaker.stage, body, action, into is not self.retold, demand))

    @staticmethod
    def _subject(words: str) -> str | None:
        """The body that a proposal names as the one to decide: "Kommunfullmäktige antar programmet"."""
        own = own_sentence().match(words)
        return canonical_body(own["who"]) if own and not own["proposes"] else None

    def sentence(self, start: int, end: int, speaker: Speaker, into: list[Clause] | None = None) -> None:
        """A sentence that is a decision: cut behind "beslutar" where it says "beslutar godkänna ..., dels ..."."""
        own = own_sentence().match(self.text, start, end)
        behind = run_in().match(self.text, own.end(), end) if own and own["decides"] else None
        office = _OFFICE_PROPOSES.match(self.text, start, end) if speaker.stage == "proposed" else None
        if behind and behind["infinitive"]:
            self.split(behind.start("infinitive"), end, speaker, into)
        elif office:
            self.split(office.end(), end, speaker, into)
        elif infinitive_line().match(self.text, start, end):
            # Under "Nämnden beslutar att": "förlänga avtalet, samt att ..."
            self.split(start, end, speaker, into)
        else:
            self.add(start, end, speaker, into)

    def demands(self, start: int, end: int, named: bool = False) -> bool:
        """Keeps the demands that a sentence of minutes makes; False where it makes none."""
        found = demand_extents(self.text[start:end], named) if self.in_meeting(start) else []
        for a, b in found:
            self.add(start + a, start + b, Speaker("proposed", self.case.body), demand=True)
        return bool(found)

    def clauses_behind(self, tail: int, att: int, end: int, speaker: Speaker, into: list[Clause] | None = None) -> None:
        """The clauses behind "beslutar": they may be passed on to the next body ("att föreslå kommunfullmäktige att ...")."""
        passed = passed_on(self.text[att:end].lstrip(" ,"))
        if passed:
            speaker = Speaker("proposed" if speaker.stage == "proposed" else "recommended", passed[0])
            self.split(end - len(self.text[att:end].lstrip(" ,")) + passed[1], end, speaker, into)
        else:
            behind = run_in().match(self.text, tail, end)
            own = behind is not None and behind["infinitive"] is not None and not _PASSES_ON.match(behind["infinitive"])
            run = behind.start("infinitive") if behind and own else att
            self.split(min(run, att), end, speaker, into)


__all__ = ["MEETING_TYPES", "Collector"]
