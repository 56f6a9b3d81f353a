"""Finds the decision clauses of a matter: att-satser, numbered points, proposals and demands made at the meeting.

A clause's stage follows from who speaks: a deciding body decides, a preparing body recommends to the next, all others propose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise

from extractors.actions import Action, action_of, has_action
from extractors.bodies import canonical_body, heading_pattern, superior
from extractors.core import Block, Case, Structure, Zone
from extractors.demands import SPLIT_ATT, demand_extents, retold_extents
from extractors.sentences import sentences
from extractors.speakers import DECIDE, Speaker, addressed_by, bodies_in, formula, is_told, passed_on, same_body, speaker_of, subject_of

MEETING_TYPES = ("minutes", "minutes_extract")
_MARKER = re.compile(r"(?:(?:[-–•*·▪●○◦‣■□➢✓\uf000-\uf0ff]|\d{1,2}[.)]|[a-zåäö][.)]|\(\d{1,2}\))\s+)?(?:att\s+(?=\S))?", re.IGNORECASE)
_RESERVES = re.compile(
    r"\breserver\w+ sig\b|\breservation\b|\bvill få antecknat\b|\bdeltar (?:inte|ej) i beslut\w*|\banmäler jäv\b", re.IGNORECASE
)
_LEAD_IN = re.compile(
    r"(?:enligt|i enlighet med|på förslag av|med ändring av|mot bakgrund av|i övrigt|därutöver|vidare)\b.{0,160}:$|.{0,80}:$", re.IGNORECASE
)
_NOT_CLAUSE = re.compile(
    r"^(?:_+|-+|\*+|ja[ -]|nej[ -]|omröstning|votering|detta|skälet|skäl|deltar|jäv|protokollet|vid protokollet"
    r"|ordföranden ställer|ordföranden frågar)",
    re.IGNORECASE,
)
# Sentences about the decision, not of it.
_NARRATIVE = re.compile(
    r"(?:beslutet (?:fattas|innebär|gäller)"
    r"|(?:ordföranden|ordförande)\b[^.]{0,40} (?:finner|ställer|konstaterar|förklarar|tackar|avslutar|informerar|hälsar)"
    r"|sammanträdet|mötet|det antecknas|vid omröstning|därmed|detta innebär)\b",
    re.IGNORECASE,
)
_VOTING = re.compile(r"\b(?:röstar|röstade) (?:ja|nej)\b|\bja-röst", re.IGNORECASE)
# What binds a clause to its neighbours: ", samt att", "dels".
_BOUND_BEFORE = re.compile(r"[\s:,]*(?:dels\s+)?(?:att\s+)?", re.IGNORECASE)
_BOUND_AFTER = re.compile(r"[\s,;]*(?:\b(?:samt|och|dels))?[\s,;]*$")
# A paragraph that ends as the lead of a list; "beslutar att avslå motionen" says all itself.
_OPENS_LIST = re.compile(
    rf"(?:\b{DECIDE}(?:(?!\batt\s+(?!föreslå|hemställa|hos\b)\w)[^.]){{0,40}}(?: att)?"
    r"|föreslår(?: [\w ]{0,30})?|yrkar(?: att)?)\s*[:,]?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its extent, stage, the body that finally decides it, its action; ``listed`` where it stands in a decision or
    proposal zone and not in running text."""

    start: int
    end: int
    stage: str
    body: str | None
    action: Action
    listed: bool = True

    def text(self, source: str) -> str:
        return " ".join(source[self.start : self.end].split())


@cache
def _lead_in_proposal() -> re.Pattern[str]:
    """A line that only opens a list of proposals: "Arbetsutskottet beslöt den 26 september att föreslå kommunstyrelsen besluta"."""
    return re.compile(
        rf"(?P<who>.{{3,160}}?)\b(?P<decide>{DECIDE})\b.{{0,80}}\batt föreslå\s+"
        r"(?P<to>.{3,80}?)(?:\s+(?:att )?besluta(?: att)?| att)?:?$",
        re.IGNORECASE,
    )


@cache
def _own_proposal() -> re.Pattern[str]:
    """A heading over a body's own proposal: "Kommunstyrelsens förslag till kommunfullmäktige"."""
    return re.compile(rf"(?:{heading_pattern()})\s+förslag(?:\s+till\s+(?P<to>{heading_pattern()}))?", re.IGNORECASE)


class ClauseFinder:
    """Finds the clauses of one matter."""

    def __init__(self, text: str, structure: Structure, case: Case) -> None:
        self.text = text
        self.structure = structure
        self.case = case
        self.found: list[Clause] = []
        self.retold: list[Clause] = []
        self.unheaded: list[Clause] = []

    def find(self) -> list[Clause]:
        for zone in self.structure.zones:
            if zone.case == self.case.ordinal:
                self._zone(zone)
        if not any(c.stage in ("decided", "recommended") for c in self.found):
            self.found.extend(self.unheaded)
        clauses = _without_repeats(self.found, self.text)
        for clause in self.retold:
            if not any(c.stage == "proposed" and c.action.code == clause.action.code for c in clauses):
                clauses.append(clause)
        return sorted(clauses, key=lambda c: c.start)

    def _meeting(self, offset: int) -> bool:
        part = self.structure.part_at(offset)
        return part is not None and part.document_type in MEETING_TYPES

    def _zone(self, zone: Zone) -> None:
        part = self.structure.part_at(zone.start)
        if part is not None and part.document_type in ("agreement", "policy", "position_paper", "report") and zone.kind != "proposal":
            return
        speaker = self._opening(zone)
        for block in self.structure.blocks_in(zone.start, zone.end):
            speaker = self._block(block, zone, speaker)
        if zone.heading[1] == zone.start and not self._starts_at_block(zone.start):
            self._inline_start(zone, speaker)

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
        meeting = self._meeting(zone.heading[0] if zone.heading[1] > zone.heading[0] else zone.start)
        if zone.kind in ("decision", "proposal") and (said := formula().match(heading)):
            found = speaker_of(said, meeting and (zone.kind == "decision" or bool(bodies_in(said["who"]))), self.case.body)
            if found is not None:
                return found
        if zone.kind == "decision" and (to := addressed_by(heading)):
            return Speaker("recommended" if meeting else "proposed", to)
        if zone.kind == "decision":
            return self._deciding(zone, meeting)
        if zone.kind == "proposal":
            return self._proposing(zone, heading, meeting)
        return None

    def _deciding(self, zone: Zone, meeting: bool) -> Speaker | None:
        """Who speaks under a heading of decision; another body's decision is told of."""
        own = self.case.body
        if meeting and zone.body and own and zone.body != own and not same_body(zone.body, own):
            return None
        return Speaker("decided" if meeting else "proposed", own if meeting and own else zone.body or own)

    def _proposing(self, zone: Zone, heading: str, meeting: bool) -> Speaker:
        """Who speaks under a heading of proposal: in minutes, a body's own proposal is its recommendation to the next."""
        preparing = _own_proposal().match(heading) if meeting and zone.body else None
        if preparing is None:
            return Speaker("proposed", zone.body or self.case.body)
        if preparing["to"]:
            return Speaker("recommended", canonical_body(preparing["to"]))
        return Speaker("recommended", superior(zone.body) if zone.body == self.case.body else self.case.body)

    def _block(self, block: Block, zone: Zone, speaker: Speaker | None) -> Speaker | None:
        line = self.text[block.start : block.end]
        if block.kind == "item":
            return self._item(block, speaker) if speaker is not None and not _RESERVES.search(line) else speaker
        if block.kind == "row":
            return None if zone.kind not in ("decision", "proposal") else speaker
        lead = self._lead(line, zone)
        if lead is not None:
            return lead
        if zone.kind in ("decision", "proposal") and speaker is not None:
            return self._running(block, line, speaker)
        self._sentences(block, zone)
        return None

    def _lead(self, line: str, zone: Zone) -> Speaker | None:
        """A paragraph that only opens a list: "Arbetsutskottet beslöt den 26 september att föreslå kommunstyrelsen besluta"."""
        stripped = line.rstrip()
        proposal = _lead_in_proposal().match(stripped)
        if proposal and bodies_in(proposal["to"]) and not re.search(r"\batt\b", proposal["to"]):
            return Speaker("recommended", bodies_in(proposal["to"])[-1])
        if not _OPENS_LIST.search(stripped) or len(stripped) > 300:
            return None
        said = formula().search(stripped)
        if said is None:
            return Speaker("proposed", self.case.body) if re.search(r"(?i)\b(?:yrkar|föreslår)\b", stripped) else None
        return speaker_of(said, self._meeting(self.case.start) and zone.kind != "proposal", self.case.body)

    def _running(self, block: Block, line: str, speaker: Speaker) -> Speaker | None:
        """A paragraph in a decision or proposal zone."""
        if _RESERVES.search(line) or _NOT_CLAUSE.search(line):
            return speaker if not _RESERVES.search(line) else None
        if _LEAD_IN.fullmatch(line.strip()) and not has_action(line):
            return speaker
        if line.strip().endswith(":") and len(line) < 200:
            return speaker
        said = formula().match(line)
        if said and said["end"].strip(" ,").lower() in ("att", "dels att", "", ":") and said.end() < len(line) - 3:
            found = speaker_of(said, self._meeting(block.start) and speaker.stage != "proposed", self.case.body)
            if found is None:
                return speaker
            found = replace_stage(found, speaker)
            self._clauses_behind(block.start + said.end("decide"), block.start + said.start("end"), block.end, found)
            return found
        if has_action(line) or speaker.stage != "proposed" or re.match(r"(?i)att ", line):
            self._paragraph(block.start, block.end, speaker)
        return speaker

    def _clauses_behind(self, tail: int, att: int, end: int, speaker: Speaker, into: list[Clause] | None = None) -> None:
        """The clauses behind "beslutar": they may be passed on to the next body ("att föreslå kommunfullmäktige att ...")."""
        passed = passed_on(self.text[att:end].lstrip(" ,"))
        if passed:
            speaker = Speaker("proposed" if speaker.stage == "proposed" else "recommended", passed[0])
            self._split(end - len(self.text[att:end].lstrip(" ,")) + passed[1], end, speaker, into)
        else:
            self._split(tail if att - tail < 40 else att, end, speaker, into)

    def _paragraph(self, start: int, end: int, speaker: Speaker) -> None:
        """The clauses of a paragraph: each sentence with a verb of decision; the whole where none has one."""
        extents = list(sentences(self.text, start, end))
        acting = [(a, b) for a, b in extents if has_action(self.text[a:b]) and not self._narrative(self.text[a:b])]
        if acting:
            for a, b in acting:
                self._add(a, b, speaker)
        elif end - start > 12 and (len(extents) == 1 or speaker.stage == "decided") and not self._narrative(self.text[start:end]):
            self._add(*next(iter(extents), (start, end)), speaker)

    @staticmethod
    def _narrative(sentence: str) -> bool:
        return _NARRATIVE.match(sentence) is not None or _VOTING.search(sentence) is not None

    def _item(self, block: Block, speaker: Speaker) -> Speaker:
        """The clauses of a list item. An item that only passes the rest on ("att hos fullmäktige hemställa om beslut") is none."""
        marker = _MARKER.match(self.text, block.start, block.end)
        start = marker.end() if marker else block.start
        passed = passed_on(self.text[start : block.end])
        if passed and speaker.stage != "proposed":
            if block.end - start - passed[1] > 6:
                self._split(start + passed[1], block.end, Speaker("recommended", passed[0]))
                return speaker
            return Speaker("recommended", passed[0])
        self._split(start, block.end, speaker)
        return speaker

    def _split(self, start: int, end: int, speaker: Speaker, into: list[Clause] | None = None) -> None:
        """Cuts "att ..., att ... samt att ..." into clauses; a single clause stays whole."""
        cuts = [start, *(m.end() for m in SPLIT_ATT.finditer(self.text, start, end)), end]
        told_apart = re.search(r"(?i)\bdels\b", self.text[start:end]) is not None
        pieces: list[tuple[int, int]] = []
        for a, b in pairwise(cuts):
            # An "att" without a verb of decision goes on with the clause before ("ge i uppdrag att ... och att ...").
            if pieces and not told_apart and not (has_action(self.text[a:b]) and has_action(self.text[slice(*pieces[-1])])):
                pieces[-1] = (pieces[-1][0], b)
            else:
                pieces.append((a, b))
        for a, b in pieces:
            self._add(a, b, speaker, into)

    def _add(self, start: int, end: int, speaker: Speaker, into: list[Clause] | None = None) -> None:
        """Keeps the clause ``text[start:end]`` without the words that bind it to its neighbours."""
        start += len(_BOUND_BEFORE.match(self.text[start:end]).group())  # type: ignore[union-attr]
        end = start + len(_BOUND_AFTER.sub("", self.text[start:end]))
        if end - start < 6:
            return
        words = self.text[start:end]
        body = (subject_of(words) if speaker.stage == "recommended" else None) or speaker.body
        into = self.found if into is None else into
        into.append(Clause(start, end, speaker.stage, body, action_of(words), listed=into is not self.retold))

    def _sentences(self, block: Block, zone: Zone) -> None:
        """Demands, proposals and decisions in running text."""
        if zone.kind in ("documents", "recipients", "reservation", "statement", "vote", "history"):
            return
        for start, end in sentences(self.text, block.start, block.end):
            sentence = self.text[start:end]
            meeting = self._meeting(start)
            demands = demand_extents(sentence, named=zone.kind == "motions_at_meeting") if meeting else []
            for a, b in demands:
                self._add(start + a, start + b, Speaker("proposed", self.case.body))
            if not demands:
                self._said(start, end, zone, meeting, first=start == block.start)

    def _said(self, start: int, end: int, zone: Zone, meeting: bool, first: bool) -> None:
        """A proposal or decision in a sentence of running text; what is retold counts only where it stands nowhere else."""
        sentence = self.text[start:end]
        retold = retold_extents(sentence)
        for a, b in retold:
            self._add(start + a, start + b, Speaker("proposed", self.case.body), self.retold)
        said = None if retold else formula().match(sentence)
        if (
            not said
            or said["end"].strip(" ,").lower() not in ("att", "dels att", "")
            or is_told(said)
            or not bodies_in(sentence[: said.end()])
        ):
            return
        if said["end"].strip() == "" and not said["end"].endswith(",") and said.end() >= len(sentence):
            return
        found = speaker_of(said, meeting, self.case.body)
        if found is None or not (meeting or said["propose"]):
            return
        into = self.found
        if not said["propose"] and zone.kind != "text":
            # Under "Ärendet" a paragraph may decide where the § has no heading for its decision.
            if not (first and meeting and found.body == self.case.body and zone.kind in ("background", "assessment")):
                return
            into = self.unheaded
        self._clauses_behind(start + said.end("decide"), start + said.start("end"), end, found, into)


def replace_stage(said: Speaker, speaker: Speaker) -> Speaker:
    """A sentence of decision inside a proposal is still proposed."""
    return replace(said, stage="proposed") if speaker.stage == "proposed" else said


def _without_repeats(clauses: list[Clause], text: str) -> list[Clause]:
    """Leaves out proposals that repeat an earlier one (a motion retold in its answer and attached to it)."""
    kept: list[Clause] = []
    for clause in clauses:
        words = clause.text(text).lower()
        if not any(
            c.stage == clause.stage
            and c.body == clause.body
            and SequenceMatcher(None, c.text(text).lower(), words, autojunk=False).ratio() > 0.9
            for c in kept
            if _alike(c, clause)
        ):
            kept.append(clause)
    return kept


def _alike(a: Clause, b: Clause) -> bool:
    length = max(a.end - a.start, 1)
    return a.action.code == b.action.code and 0.8 < (b.end - b.start) / length < 1.25 and a.stage == "proposed"
