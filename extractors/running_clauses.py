"""Reads the demands, proposals and decisions that running text of a matter tells, outside its lists and headed decisions."""

from __future__ import annotations

import re

from extractors.bodies import canonical_body, superior
from extractors.clause_collector import Collector
from extractors.clause_words import another_time, line, own_sentence, run_in
from extractors.core import Block, Zone
from extractors.demands import is_demand, labels_mover, own_extents, retold_extents
from extractors.sentences import sentences
from extractors.speakers import Speaker, bodies_in, formula, is_told, proposal_to, speaker_of

# Zones whose text may hold the decision where the § has no heading for it.
_MAY_DECIDE = ("text", "background", "assessment", "motions_at_meeting")
_TOLD = re.compile(r"föreslog|hemställde|har", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d(?!\d)")
_BOARD = re.compile(r"nämnd", re.IGNORECASE)
_PREPARING = re.compile(r"utskott|beredning|presidi", re.IGNORECASE)


class RunningText:
    """Hands what the sentences of a block say to the collector of the matter."""

    def __init__(self, collector: Collector) -> None:
        self.collector = collector
        self.text = collector.text
        self.case = collector.case

    def read(self, block: Block, zone: Zone) -> None:
        """Demands, proposals and decisions in running text."""
        moved = False
        for start, end in sentences(self.text, block.start, block.end):
            # Minutes without headings: "Bo Ek (m): avslag på förslaget."
            named = moved or zone.kind == "motions_at_meeting" or (zone.kind == "text" and labels_mover(self.text[start:end]))
            if self.collector.demands(start, end, named=named):
                moved = True
            elif named and moved and is_demand(self.text[start:end]):
                # "Bo Ek (M): Bifall i fråga om Brest. Återremiss i fråga om Narva."
                self.collector.split(start, end, Speaker("proposed", self.case.body))
            else:
                self._said(start, end, zone, self.collector.in_meeting(start), block.start)
        self.bare(block, zone)

    def bare(self, block: Block, zone: Zone) -> None:
        """A paragraph that is a decision in the passive, under no heading: "Informationen noteras.", "Bo Ek (M) utses att justera."."""
        if zone.kind not in ("text", "background") or not self.collector.in_meeting(block.start):
            return
        if any(block.start <= c.start < block.end for c in self.collector.unheaded):
            return
        past = zone.kind == "text" and line("bare_past").fullmatch(self.text, block.start, block.end)
        if past or line("bare").fullmatch(self.text, block.start, block.end):
            self.collector.add(block.start, block.end, Speaker("decided", self.case.body), self.collector.unheaded)

    def _said(self, start: int, end: int, zone: Zone, meeting: bool, block_start: int) -> None:
        """A proposal or decision in a sentence of running text; what is retold counts only where it stands nowhere else."""
        sentence = self.text[start:end]
        first = start == block_start
        retold = retold_extents(sentence, self.text[block_start:start], meeting=meeting)
        if not retold and self.collector.in_petition(start):
            retold = own_extents(sentence)
        for a, b in retold:
            self.collector.add(start + a, start + b, Speaker("proposed", self.case.body), self.collector.retold)
        if retold:
            return
        said = formula().match(sentence)
        if not said or said["end"].strip(" ,").lower() not in ("att", "dels att", "") or not bodies_in(sentence[: said.end()]):
            if meeting:
                self._own_words(start, end, zone)
            return
        if said["end"].strip() == "" and not said["end"].endswith(",") and said.end() >= len(sentence):
            return
        found = speaker_of(said, meeting, self.case.body)
        if found is None or not (meeting or said["propose"]) or (is_told(said) and not self._undated(said, zone, meeting)):
            if meeting:
                self._prepared(start, end, zone)
            return
        into = self.collector.unheaded if is_told(said) or (not said["propose"] and self._headed()) else self.collector.found
        if not said["propose"] and zone.kind != "text":
            # Under "Ärendet" a paragraph may decide where the § has no heading for its decision.
            if not (first and meeting and found.body == self.case.body and zone.kind in _MAY_DECIDE):
                return
            into = self.collector.unheaded
        self.collector.clauses_behind(start + said.end("decide"), start + said.start("end"), end, found, into)

    def _headed(self) -> bool:
        """Does the matter have a decision under a heading?"""
        return any(z.kind == "decision" and z.case == self.case.ordinal for z in self.collector.structure.zones)

    def _undated(self, said: re.Match[str], zone: Zone, meeting: bool) -> bool:
        """Is a decision in the past tense the meeting's own: "Kommunstyrelsen beslutade att ..." and no date beside it?"""
        own = bodies_in(said["who"])
        begins = said["who"].strip()[:1].isupper() and len(said["who"].split()) <= 4
        return (
            meeting
            and zone.kind == "text"
            and begins
            and len(own) == 1
            and self.collector.owns(own[0])
            and not re.search(r"\d", said.group())
        )

    def _of_long_ago(self, start: int, end: int) -> bool:
        """Does a sentence name no year but ones long before the meeting: of that year, or the one before, it proposes what is at hand?"""
        day = self.collector.structure.metadata.meeting_date
        years = [int(y) for y in _YEAR.findall(self.text, start, end)]
        return day is not None and bool(years) and min(years) < day.year - 1

    def _own_words(self, start: int, end: int, zone: Zone) -> None:
        """A sentence whose subject is a body: "Kommunfullmäktige utser ...", "Kommunstyrelsen föreslår att ..."."""
        if zone.kind not in _MAY_DECIDE:
            return
        if zone.kind == "text" and line("bare_sentence").fullmatch(self.text, start, end):
            self.collector.add(start, end, Speaker("decided", self.case.body), self.collector.unheaded)
            return
        if passive := line("passive").match(self.text, start, end):
            self.collector.split(passive.end(), end, Speaker("decided", self.case.body), self.collector.unheaded)
        own = own_sentence().match(self.text, start, end)
        if own is None or self._prepared(start, end, zone):
            return
        if self.collector.owns(canonical_body(own["who"])):
            speaker = Speaker("decided", self.case.body)
            acted = own["acted"] and zone.kind == "text" and not another_time().search(self.text, start, end)
            if own["acts"] or acted or (own["decides"] and run_in().match(self.text, own.end(), end)):
                self.collector.sentence(start, end, speaker, self.collector.unheaded)

    def _prepared(self, start: int, end: int, zone: Zone) -> bool:
        """What a sentence says that a body proposes to the next: "Arbetsutskottet föreslog den 3 maj att ..."; False where it says nothing
        of the kind."""
        own = own_sentence().match(self.text, start, end) if zone.kind in _MAY_DECIDE else None
        if own is None or not own["proposes"]:
            return False
        who, to = canonical_body(own["who"]), proposal_to(self.text[start:end])
        owns = self.collector.owns(who)
        prepares = (
            superior(who) == self.case.body
            or _PREPARING.search(who)
            or (_BOARD.search(who) and not owns and not _TOLD.match(own["proposes"]))
        )
        if to and (prepares or (owns and not _TOLD.match(own["proposes"]))) and not self._of_long_ago(start, end):
            body = to[0] or (superior(who) if owns else self.case.body)
            self.collector.split(start + to[1], end, Speaker("recommended", body), self.collector.retold)
        return True


__all__ = ["RunningText"]
