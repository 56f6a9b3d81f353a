"""Finds the decision clauses of a matter: att-satser, numbered points, proposals and demands made at the meeting.

A clause's stage follows from who speaks: a deciding body decides, a preparing body recommends to the next, all others propose.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from extractors.actions import action_of, has_action
from extractors.anchors import Anchored
from extractors.bodies import body_regex, canonical_body, superior
from extractors.clause_collector import MEETING_TYPES, Collector
from extractors.clause_cutting import Clause, unbound
from extractors.clause_words import is_narrative, is_told_of, leaves_open, line, own_sentence, reads_as_clause, reserves
from extractors.core import Block, Case, Structure, Zone
from extractors.demands import is_demand, own_extents
from extractors.headings import MAX_HEADING, classify
from extractors.proposal_leads import BACKING, LIST_OF_PROPOSALS, MOVED, OF_OFFICE, asks_as_list, is_asked, own_proposal, recommended_to
from extractors.running_clauses import RunningText
from extractors.sentences import sentences
from extractors.speakers import (
    DECIDE,
    Speaker,
    addressed_by,
    bodies_in,
    formula,
    passed_on,
    proposal_to,
    same_body,
    speaker_of,
)

_MARKER = re.compile(
    r"(?:(?:[-–•*·▪●○◦‣■□➢✓\uf000-\uf0ff]|\d{1,2}(?: ?[a-h])?[.)]|\d{1,2} ?[a-h](?=\s+att\s)|[a-zåäö][.)]|\(\d{1,2}\))\s+)?"
    r"(?:att(?:-?\d{1,2}|:)?\s+(?=\S))?",
    re.IGNORECASE,
)
# A paragraph that ends as the lead of a list; "beslutar att avslå motionen" says all itself.
_OPENS_LIST = Anchored(
    rf"(?:\b{DECIDE}(?:(?!\batt\s+(?!föreslå|hemställa|hos\b)\w)[^.]){{0,40}}(?: att)?(?: följande\.)?"
    r"|föreslår(?: [\w ]{0,30})?|(?:yrkar|föreslås|yrkas|hemställs)(?: att| följande)?)(?<!\s)\s*+[:,]?$",
    re.IGNORECASE,
)
_PROPOSED = Anchored(r"(?i)\b(?:yrkar|yrkas|föreslår|föreslås|hemställs)\b")
# Zones that tell of papers, recipients, dissent, votes and earlier treatment hold no clauses of the matter.
_SILENT = ("documents", "recipients", "reservation", "statement", "vote", "history")
# A demand of a motion retold, whose further points follow as a list; and the words over such a list.
_GOES_ON = Anchored(r"[^\s.:;!?]\s*$")
# What a meeting decides itself, even beside what it proposes to the next body.
_PUT_OFF = ("table", "refer_back")


def _marker_kind(block: Block) -> str:
    return re.sub(r"\d+", "0", re.sub(r"[a-zåäö](?=[.)])", "a", block.marker.strip().lower()))


class ClauseFinder:
    """Finds the clauses of one matter."""

    def __init__(self, text: str, structure: Structure, case: Case) -> None:
        self.text = text
        self.structure = structure
        self.case = case
        self.collector = Collector(text, structure, case)
        self.running = RunningText(self.collector)
        self.open: Block | None = None
        self.complete = False
        self.opened = False
        self.proposed = ""
        self.retelling: Speaker | None = None
        self.known = 0

    def find(self) -> list[Clause]:
        for zone in self._zones():
            self._zone(zone)
        return self.collector.clauses()

    def _zones(self) -> list[Zone]:
        zones = self.structure.zones
        first = bisect_left(zones, self.case.ordinal, key=lambda z: z.case)
        return zones[first : bisect_right(zones, self.case.ordinal, lo=first, key=lambda z: z.case)]

    def _zone(self, zone: Zone) -> None:
        part = self.structure.part_at(zone.start)
        if part is not None and part.document_type in ("agreement", "policy", "position_paper", "report") and zone.kind != "proposal":
            if part.document_type == "report":
                self._proposed_lists(zone)
            return
        self.open, self.complete = None, False
        self.opened = zone.kind in ("decision", "proposal") and "beslut" in self.text[zone.heading[0] : zone.heading[1]].lower()
        self.proposed, self.known = "", len(self.collector.found)
        speaker = self._opening(zone)
        self.proposed = speaker.stage if speaker and zone.kind == "proposal" else ""
        # In a body's own proposal the body itself speaks; in any other, "kommunstyrelsen beslutar" is still proposed.
        speaks = self.collector.in_meeting(zone.start) and (
            zone.kind != "proposal" or (speaker is not None and speaker.stage != "proposed")
        )
        if zone.kind not in ("decision", "proposal", *_SILENT) and (rest := self._behind_heading(zone)):
            self.running.read(rest, zone)
        opening = speaker
        for block in self.structure.blocks_in(zone.start, zone.end):
            speaker = self._block(block, zone, speaker, speaks)
        if zone.heading[1] == zone.start and not self._starts_at_block(zone.start):
            self._inline_start(zone, opening)

    def _proposed_lists(self, zone: Zone) -> None:
        """The lists of proposals in a report: "Förvaltningen föreslår att" with points under it."""
        listing, asked = False, self.case.body
        for block in self.structure.blocks_in(zone.start, zone.end):
            words = self.text[block.start : block.end]
            if block.kind == "item" and listing:
                self._item(block, Speaker("proposed", asked))
            else:
                lead = LIST_OF_PROPOSALS.search(words)
                named = bodies_in(lead.group()) if lead else []
                listing, asked = lead is not None, named[-1] if named else self.case.body

    def _behind_heading(self, zone: Zone) -> Block | None:
        """The rest of the paragraph that a heading on the same line opens: "Svar: Jag tänker föreslå att ..."."""
        at = self.structure.block_at(zone.start)
        if at is None or zone.heading[1] != zone.start or self._starts_at_block(zone.start):
            return None
        return replace(self.structure.blocks[at], start=zone.start)

    def _starts_at_block(self, offset: int) -> bool:
        at = self.structure.block_at(offset)
        return (at is not None and self.structure.blocks[at].start == offset) or self.text[offset : offset + 1] in ("", "\n")

    def _inline_start(self, zone: Zone, speaker: Speaker | None) -> None:
        """Text that follows its heading on the same line: "Beslut: Motionen avslås."."""
        end = self.text.find("\n", zone.start, zone.end)
        end = zone.end if end < 0 else end
        if speaker and zone.kind in ("decision", "proposal") and has_action(self.text[zone.start : end]):
            self._paragraph(zone.start, end, speaker)

    def _opening(self, zone: Zone) -> Speaker | None:
        heading = self.text[zone.heading[0] : zone.heading[1]]
        meeting = self.collector.in_meeting(zone.heading[0] if zone.heading[1] > zone.heading[0] else zone.start)
        if zone.kind in ("decision", "proposal") and (said := formula().match(heading)):
            above = self._proposed_above(zone) if meeting else None
            meeting = meeting and above != "proposed"
            if passed := passed_on(heading[said.end("decide") :]):
                return Speaker("recommended" if meeting else "proposed", passed[0])
            found = speaker_of(said, meeting and (zone.kind == "decision" or bool(bodies_in(said["who"]))), self.case.body)
            if found is not None:
                return replace(self._passed_up(found), stage=above or self._passed_up(found).stage) if meeting else found
        if zone.kind == "decision" and (to := addressed_by(heading)):
            return Speaker("recommended" if meeting else "proposed", to)
        if zone.kind == "decision":
            return self._deciding(zone, meeting)
        if zone.kind == "proposal":
            return self._proposing(zone, heading, meeting)
        return None

    def _proposed_above(self, zone: Zone) -> str | None:
        """The stage that a heading of proposal right above gives a zone: "Förslag till beslut" over "Kommunstyrelsen beslutar", where the
        decision itself follows, "Förvaltningens förslag" over "Kommunstyrelsen föreslår" everywhere."""
        above = self.text[max(0, zone.heading[0] - MAX_HEADING) : zone.heading[0]].rstrip().rpartition("\n")[2]
        heading = classify(above)
        if heading is None or OF_OFFICE.search(above):
            return None if heading is None else "proposed"
        decides = any(z.kind == "decision" and z.start > zone.start for z in self._zones())
        if heading.kind != "proposal" or not decides or any(map(self.collector.owns, heading.bodies)):
            return None
        return "recommended" if heading.bodies else "proposed"

    def _passed_up(self, said: Speaker) -> Speaker:
        """In the minutes of a preparing body, "Kommunfullmäktige beslutar" is what it recommends; at the beginning of a proposal
        the same words are part of it."""
        own = self.case.body
        if self.proposed and said.stage == "decided" and len(self.collector.found) == self.known:
            return replace(said, stage=self.proposed)
        above = (superior(own), own.split("s ")[0]) if own else ()
        if said.stage == "decided" and said.body in above and said.body and not self.collector.owns(said.body):
            return replace(said, stage="recommended")
        return said

    def _deciding(self, zone: Zone, meeting: bool) -> Speaker | None:
        """Who speaks under a heading of decision; another body's decision is told of."""
        own = self.case.body
        if meeting and zone.body and own and zone.body != own and not same_body(zone.body, own):
            return None
        acts = own_sentence().match(self.text, *zone.heading)
        verb = acts["acts"] or "" if acts else ""
        return Speaker("decided" if meeting else "proposed", own if meeting and own else zone.body or own, verb)

    def _decides(self) -> bool:
        return any(z.kind == "decision" for z in self._zones())

    def _proposing(self, zone: Zone, heading: str, meeting: bool) -> Speaker:
        """Who speaks under a heading of proposal: in minutes, a body's own proposal is its recommendation to the next."""
        preparing = own_proposal().match(heading) if meeting and zone.body else None
        if preparing is None:
            # "Förslag till kommunfullmäktige" in the board's minutes is its decision where no other stands.
            passes_on = meeting and zone.body == superior(self.case.body) != self.case.body and not self._decides()
            return Speaker("recommended" if passes_on else "proposed", zone.body or self.case.body)
        if preparing["to"]:
            return Speaker("recommended", canonical_body(preparing["to"]))
        return Speaker("recommended", superior(zone.body) if zone.body == self.case.body else self.case.body)

    def _block(self, block: Block, zone: Zone, speaker: Speaker | None, speaks: bool) -> Speaker | None:
        words = self.text[block.start : block.end]
        if speaker is None and zone.kind == "motions_at_meeting" and (block.kind == "item" or self._under_names(block)):
            self._demanded(block)
            return None
        if speaker is None and self.retelling and is_asked(block.kind == "item", self.text[block.start + len(block.marker) : block.end]):
            marker = _MARKER.match(self.text, block.start, block.end)
            start = marker.end() if marker else block.start
            self.collector.split(start, block.end, self.retelling, self.collector.retold)
            return None
        if block.kind == "item" and speaker is None:
            self.running.bare(block, zone)
        if block.kind == "item":
            kept = block if not reserves(words) else replace(block, end=self._dissent(block))
            return self._item(kept, speaker) if speaker is not None and kept.end > kept.start else speaker
        self.open, self.complete = None, False
        known, self.retelling = len(self.collector.retold), None
        if block.kind == "row":
            return None if zone.kind not in ("decision", "proposal") else speaker
        lead = self._lead(words, speaks, self.collector.in_meeting(block.start))
        if lead is not None:
            self.opened = True
            return lead
        if zone.kind == "proposal" and MOVED.match(words):
            speaker = None
        if zone.kind in ("decision", "proposal") and BACKING.match(words):
            extents = sentences(self.text, block.start, block.end)
            if [True for a, b in extents if self.collector.demands(a, b, named=True)]:
                return speaker
        if zone.kind in ("decision", "proposal") and speaker is not None:
            speaker = self._running(block, words, speaker)
            self.opened = False
            return speaker
        if zone.kind not in _SILENT:
            self.running.read(block, zone)
            if len(self.collector.retold) > known and _GOES_ON.search(words):
                last = self.collector.retold[-1]
                self.retelling = Speaker(last.stage, last.body)
            elif len(self.collector.retold) == known and asks_as_list(words):
                self.retelling = Speaker("proposed", self.case.body)
        return None

    def _under_names(self, block: Block) -> bool:
        """Is the block a demand on a line of its own under those who make it: "Bo Ek (M):" over "Avslag på förslaget."?"""
        return self.text[max(0, block.start - 4) : block.start].rstrip().endswith(":") and is_demand(self.text[block.start : block.end])

    def _demanded(self, block: Block) -> None:
        """A demand set as a list item under the names of those who make it."""
        marker = _MARKER.match(self.text, block.start, block.end)
        start = marker.end() if marker else block.start
        if self.collector.demands(start, block.end, named=True):
            return
        if is_demand(self.text[start : block.end]) or (marker and "att" in marker.group().lower()):
            self.collector.split(start, block.end, Speaker("proposed", self.case.body))

    def _lead(self, words: str, speaks: bool, meeting: bool) -> Speaker | None:
        """A paragraph that only opens a list: "Arbetsutskottet beslöt den 26 september att föreslå kommunstyrelsen besluta"."""
        stripped = words.rstrip()
        if addressed := recommended_to(stripped, meeting):
            return Speaker("recommended", addressed)
        acts = own_sentence().fullmatch(stripped.rstrip(" :"))
        if acts and acts["acts"] and speaks and self.collector.owns(canonical_body(acts["who"])):
            return Speaker("decided", self.case.body, verb=acts["acts"])
        if not _OPENS_LIST.search(stripped) or len(stripped) > 300:
            return None
        said = formula().search(stripped)
        if said is None:
            verbs = list(_PROPOSED.finditer(stripped))
            # "Kontoret föreslår att kommunstyrelsen föreslår kommunfullmäktige": who is addressed last decides.
            to = bodies_in(stripped[verbs[-1].end() :]) if verbs else []
            begun = body_regex().match(stripped) if meeting and to else None
            who = canonical_body(begun.group()) if begun else ""
            if begun and self.collector.owns(to[-1]) and superior(who) == self.case.body and not self.collector.owns(who):
                # In the council's minutes: "Kommunstyrelsen behandlade ärendet den 3 maj och föreslår kommunfullmäktige"
                return Speaker("recommended", to[-1])
            if begun and speaks and self.collector.owns(who) and not self.collector.owns(to[-1]):
                # "Regionstyrelsen delar bedömningen och föreslår regionfullmäktige följande:"
                return Speaker("recommended", to[-1])
            return Speaker("proposed", to[-1] if to else self.case.body) if verbs else None
        others = [b for b in bodies_in(said["who"]) if not self.collector.owns(b)]
        found = speaker_of(said, speaks or (meeting and bool(others) and bool(said["propose"])), self.case.body)
        if found and found.stage == "proposed" and speaks and said["propose"] and (begun := body_regex().match(stripped)):
            # A long sentence: the body that speaks stands far before the verb.
            return replace(found, stage="recommended") if self.collector.owns(canonical_body(begun.group())) else found
        return self._passed_up(found) if found and meeting else found

    def _running(self, block: Block, words: str, speaker: Speaker) -> Speaker | None:
        """A paragraph in a decision or proposal zone."""
        stripped, known = words.strip(), len(self.collector.found)
        if reserves(words):
            self._before_dissent(block, speaker)
            return None
        if line("not_clause").match(words) or (line("lead_in").fullmatch(stripped) and not has_action(words)):
            return speaker
        if speaker.stage == "decided" and (passed := passed_on(words)) and passed[1] < len(words) - 6:
            self.collector.split(block.start + passed[1], block.end, Speaker("recommended", passed[0]))
            return speaker
        said = formula().match(words)
        if said and said["end"].strip(" ,").lower() in ("att", "dels att", "", ":") and said.end() < len(words) - 3:
            found = speaker_of(said, self.collector.in_meeting(block.start) and speaker.stage != "proposed", self.case.body)
            if found is None:
                return speaker
            speaker = replace_stage(self._passed_up(found), speaker)
            self.collector.clauses_behind(block.start + said.end("decide"), block.start + said.start("end"), block.end, speaker)
        elif stripped.endswith(":") and len(stripped) < 200:
            if has_action(words):
                self.collector.add(block.start, block.end, speaker)
        elif to := proposal_to(words):
            said_by = Speaker("proposed" if speaker.stage == "proposed" else "recommended", to[0] or superior(self.case.body))
            self.collector.split(block.start + to[1], block.end, said_by)
        elif has_action(words) or speaker.stage != "proposed" or self.opened or re.match(r"(?i)att ", words):
            self._paragraph(block.start, block.end, speaker)
        if len(self.collector.found) > known:
            self.open = block if leaves_open(stripped) else None
            self.complete = stripped.endswith(".")
        return speaker

    def _before_dissent(self, block: Block, speaker: Speaker) -> None:
        """The decision in a paragraph that goes on with those who dissent: "Motionen avslås. Bo Ek (M) reserverar sig."."""
        end = self._dissent(block)
        if has_action(self.text[block.start : end]):
            self._paragraph(block.start, end, speaker)

    def _dissent(self, block: Block) -> int:
        """Where the sentences of a block end that stand before those of dissent."""
        end = block.start
        for a, b in sentences(self.text, block.start, block.end):
            if reserves(self.text[a:b]):
                break
            end = b
        return end

    def _paragraph(self, start: int, end: int, speaker: Speaker) -> None:
        """The clauses of a paragraph: each sentence with a verb of decision; the whole where none has one."""
        extents = list(sentences(self.text, start, end))
        if self.collector.in_petition(start) and any(own_extents(self.text[a:b]) for a, b in extents):
            for a, b in extents:
                for c, d in own_extents(self.text[a:b]):
                    self.collector.add(a + c, a + d, speaker)
            return
        acting = [(a, b) for a, b in extents if has_action(self.text[a:b]) and not is_narrative(self.text[a:b])]
        if acting:
            for a, b in acting:
                if self.collector.demands(a, b):
                    continue
                put_off = speaker.stage == "recommended" and action_of(self.text[a:b]).code in _PUT_OFF
                self.collector.sentence(a, b, Speaker("decided", self.case.body) if put_off else speaker)
        elif end - start > 8 and (len(extents) == 1 or speaker.stage == "decided") and not is_narrative(self.text[start:end]):
            a, b = next(iter(extents), (start, end))
            later = len(self.collector.found) > self.known
            if speaker.verb or (reads_as_clause(self.text[a:b]) and not (later and is_told_of(self.text[a:b]))):
                self.collector.add(a, b, speaker)

    def _item(self, block: Block, speaker: Speaker) -> Speaker:
        """The clauses of a list item. An item that only passes the rest on ("att hos fullmäktige hemställa om beslut") is none."""
        if self.open is not None and self._under(block):
            self.collector.found[-1] = replace(self.collector.found[-1], end=unbound(self.text, block.start, block.end)[1])
            return speaker
        self.open = None
        marker = _MARKER.match(self.text, block.start, block.end)
        start = marker.end() if marker else block.start
        words = self.text[start : block.end]
        # Points under a decision that is already complete only name what it is about.
        if self.complete and not has_action(words) and "att" not in self.text[block.start : start].lower():
            return speaker
        passed = passed_on(words) or (proposal_to(words) if speaker.stage == "decided" else None)
        if passed and speaker.stage != "proposed":
            next_speaker = Speaker("recommended", passed[0] or superior(self.case.body))
            if block.end - start - passed[1] > 6:
                self.collector.split(start + passed[1], block.end, next_speaker)
                return speaker
            return next_speaker
        known = len(self.collector.found)
        self.collector.split(start, block.end, speaker)
        if len(self.collector.found) > known and leaves_open(words):
            self.open = block
        return speaker

    def _under(self, block: Block) -> bool:
        """Does the item stand under the clause that was left open, and not beside it?"""
        above = self.open
        return above is not None and (above.kind != "item" or _marker_kind(above) != _marker_kind(block) or block.column > above.column + 1)


def replace_stage(said: Speaker, speaker: Speaker) -> Speaker:
    """A sentence of decision inside a proposal is still proposed."""
    return replace(said, stage="proposed") if speaker.stage == "proposed" else said


__all__ = ["MEETING_TYPES", "Clause", "ClauseFinder"]
