"""Finds the decision clauses of a matter: att-satser, numbered points, proposals and demands made at the meeting.

A clause's stage follows from who speaks: a deciding body decides, a preparing body recommends to the next, all others propose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache

from extractors.actions import Action, action_of, has_action
from extractors.bodies import body_pattern, canonical_body
from extractors.core import Block, Case, Structure, Zone
from extractors.sentences import sentences

MEETING_TYPES = ("minutes", "minutes_extract")
_DECIDE = r"(?:besluta(?:r|s|de|t)?|beslöt|beslutit)"
_MARKER = re.compile(r"(?:(?:[-–•*·▪●○◦‣■□➢✓\uf000-\uf0ff]|\d{1,2}[.)]|[a-zåäö][.)]|\(\d{1,2}\))\s+)?(?:att\s+(?=\S))?", re.IGNORECASE)
_RESERVES = re.compile(
    r"\breserver\w+ sig\b|\breservation\b|\bvill få antecknat\b|\bdeltar (?:inte|ej) i beslut\w*|\banmäler jäv\b", re.IGNORECASE
)
_LEAD_IN = re.compile(
    r"(?:enligt|i enlighet med|på förslag av|med ändring av|mot bakgrund av|i övrigt|därutöver|vidare)\b.{0,160}:$|.{0,80}:$", re.IGNORECASE
)
_NOT_CLAUSE = re.compile(
    r"^(?:_+|-+|\*+|ja[ -]|nej[ -]|omröstning|votering|detta|skälet|skäl|deltar|jäv|protokollet|vid protokollet|ordföranden ställer|ordföranden frågar)",
    re.IGNORECASE,
)
_DEMAND = re.compile(
    r"\byrkar\b(?:,[^,]{3,80},)?(?:\s+(?:därför|vidare|också|dels|i första hand|i andra hand|på|först|att få))*\s*", re.IGNORECASE
)
_DEMAND_SPLIT = re.compile(
    r"(?:,\s*|\s+)(?:(?:samt|och|dels|dock(?: med den ändringen)?|med (?:det tillägget|den ändringen|tillägget))\s+)*(?=(?:att|bifall|avslag|återremiss|bordläggning)\b)|\s+dock med den ändringen\s+(?=att)|,\s*dock\s+",
    re.IGNORECASE,
)
_RETOLD = re.compile(
    r"(?:\b(?:kontoret|förvaltningen|kansliet|staben|avdelningen|enheten|motionärerna|motionären|förslagsställaren)\b[^.]{0,40}\b(?:föreslår|yrkar)\b(?: därför| vidare| också| mot [^.]{3,30} bakgrund| med hänvisning till [^.]{3,40}| sammanfattningsvis)*,?\s+att\s+(?P<office>[^.]+)|\bi motionen (?:föreslås|yrkas)(?: bland annat| bl\.a\.)?(?: därför)?\s+att\s+(?P<motion>[^.]+)|\bhar i en motion\b[^.]{0,120}?\bföreslagit\s+att\s+(?P<moved>[^.]+))",
    re.IGNORECASE,
)
_SPLIT_ATT = re.compile(r"(?:,\s*|\s+)(?:(?:samt|och)\s+)(?=att\s)|,\s+(?=att\s)", re.IGNORECASE)


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


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Who speaks in the lines at hand: the stage of what is said, and the body that decides."""

    stage: str
    body: str | None


@cache
def _formula() -> re.Pattern[str]:
    """A sentence that says who proposes or decides: "Kommunstyrelsen föreslår kommunfullmäktige besluta (att ...)"."""
    return re.compile(
        rf"(?P<who>[^.:\n]{{0,140}}?)\b(?:(?P<propose>föreslår|föreslå|hemställer|föreslog)\b(?P<to>[^.:\n]{{0,160}}?)\b)?(?P<decide>{_DECIDE})(?P<tail>[^.:\n]{{0,40}}?)(?P<end>\s*:|\s+att\b|\s*$|\s*,\s*(?=att\b))",
        re.IGNORECASE,
    )


@cache
def _subject() -> re.Pattern[str]:
    return re.compile(rf"\b({body_pattern()})\b(?!\s+(?:beslut|förslag|ordförande|arbetsutskott)\b)", re.IGNORECASE)


def _bodies(text: str) -> list[str]:
    found = []
    for match in _subject().finditer(text):
        raw = match.group(1)
        if raw.lower().endswith(("ens", "ets")) and not raw.lower().endswith("arbetsutskottets"):
            continue
        found.append(canonical_body(raw))
    return found


class ClauseFinder:
    """Finds the clauses of one matter."""

    def __init__(self, text: str, structure: Structure, case: Case) -> None:
        self.text = text
        self.structure = structure
        self.case = case
        self.found: list[Clause] = []
        self.retold: list[Clause] = []

    def find(self) -> list[Clause]:
        for zone in self.structure.zones:
            if zone.case == self.case.ordinal:
                self._zone(zone)
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
        return any(b.start == offset for b in self.structure.blocks) or self.text[offset : offset + 1] in ("", "\n")

    def _inline_start(self, zone: Zone, speaker: _Speaker | None) -> None:
        """Text that follows its heading on the same line: "Beslut: Motionen avslås."."""
        end = self.text.find("\n", zone.start, zone.end)
        end = zone.end if end < 0 else end
        if speaker and zone.kind in ("decision", "proposal") and has_action(self.text[zone.start : end]):
            self._paragraph(zone.start, end, speaker)

    def _opening(self, zone: Zone) -> _Speaker | None:
        heading = self.text[zone.heading[0] : zone.heading[1]]
        meeting = self._meeting(zone.heading[0] if zone.heading[1] > zone.heading[0] else zone.start)
        if zone.kind in ("decision", "proposal") and (formula := _formula().match(heading)):
            found = self._speaker(formula, meeting and zone.kind == "decision")
            if found is not None:
                return found
        if zone.kind == "decision":
            other = zone.body is not None and self.case.body is not None and zone.body != self.case.body and meeting
            return None if other else _Speaker("decided" if meeting else "proposed", zone.body or self.case.body)
        if zone.kind == "proposal":
            preparing = (
                meeting and zone.body is not None and re.match(rf"(?:{body_pattern()})\s+förslag", heading, re.IGNORECASE) is not None
            )
            body = self.case.body if preparing or zone.body is None else zone.body
            return _Speaker("recommended" if preparing else "proposed", body)
        return None

    def _speaker(self, formula: re.Match[str], meeting: bool) -> _Speaker | None:
        """Who speaks by a formula; None where an earlier decision is told of."""
        who, to = formula["who"], formula["to"]
        told = formula["decide"].lower() in ("beslutade", "beslöt", "beslutit", "beslutat")
        if formula["propose"]:
            bodies = _bodies(to) or _bodies(who)
            office = (
                not _bodies(who)
                or re.search(r"(?i)\b(?:kontoret|förvaltningen|kansliet|ordföranden|vi|jag|motionär\w*)\b", who) is not None
                or re.search(r"(?i)\bföreslår\b", to) is not None
            )
            return _Speaker("proposed" if office or not meeting and not told else "recommended", bodies[-1] if bodies else self.case.body)
        bodies = _bodies(who)
        if re.search(r"(?i)\batt föreslå\b", formula["tail"] or "") and bodies:
            return _Speaker("recommended", bodies[-1])
        if told and re.search(r"\d{4}|§", formula.group()):
            return None
        return _Speaker("decided" if meeting else "proposed", bodies[-1] if bodies else self.case.body)

    def _block(self, block: Block, zone: Zone, speaker: _Speaker | None) -> _Speaker | None:
        line = self.text[block.start : block.end]
        if block.kind == "item":
            if speaker is not None and not _RESERVES.search(line):
                self._item(block, speaker)
            return speaker
        if block.kind == "row":
            return None if zone.kind not in ("decision", "proposal") else speaker
        lead = self._lead(line, zone)
        if lead is not None:
            return lead
        if zone.kind in ("decision", "proposal") and speaker is not None:
            return self._running(block, line, speaker)
        self._sentences(block, zone)
        return None

    def _lead(self, line: str, zone: Zone) -> _Speaker | None:
        """A paragraph that only opens a list: "Arbetsutskottet beslöt den 26 september att föreslå kommunstyrelsen besluta"."""
        stripped = line.rstrip()
        proposal = re.match(
            rf"(?P<who>.{{3,160}}?)\b(?P<decide>{_DECIDE})\b.{{0,80}}\batt föreslå\s+(?P<to>.{{3,80}}?)(?:\s+(?:att )?besluta(?: att)?)?:?$",
            stripped,
            re.IGNORECASE,
        )
        if proposal and _bodies(proposal["to"]):
            return _Speaker("recommended", _bodies(proposal["to"])[-1])
        if (
            not re.search(rf"(?i)(?:\b{_DECIDE}(?:[^.]{{0,40}})?(?: att)?|föreslår(?: [\w ]{{0,30}})?|yrkar(?: att)?)\s*[:,]?$", stripped)
            or len(stripped) > 300
        ):
            return None
        meeting = self._meeting(self.case.start) and zone.kind not in ("proposal",)
        formula = _formula().search(stripped)
        if formula is None:
            return _Speaker("proposed", self.case.body) if re.search(r"(?i)\b(?:yrkar|föreslår)\b", stripped) else None
        return self._speaker(formula, meeting)

    def _running(self, block: Block, line: str, speaker: _Speaker) -> _Speaker | None:
        """A paragraph in a decision or proposal zone."""
        if _RESERVES.search(line) or _NOT_CLAUSE.search(line):
            return speaker if not _RESERVES.search(line) else None
        if _LEAD_IN.fullmatch(line.strip()) and not has_action(line):
            return speaker
        if line.strip().endswith(":") and len(line) < 200:
            return speaker
        formula = _formula().match(line)
        if formula and formula["end"].strip() in ("att", ",", ":") and formula.end() < len(line) - 3:
            said = self._speaker(formula, self._meeting(block.start) and speaker.stage != "proposed")
            if said is None:
                return speaker
            said = replace_stage(said, speaker)
            self._split(block.start + formula.end("decide"), block.end, said)
            return said
        if has_action(line) or speaker.stage != "proposed" or re.match(r"(?i)att ", line):
            self._paragraph(block.start, block.end, speaker)
        return speaker

    def _paragraph(self, start: int, end: int, speaker: _Speaker) -> None:
        """The clauses of a paragraph: each sentence with a verb of decision; the whole where none has one."""
        extents = list(sentences(self.text, start, end))
        acting = [(a, b) for a, b in extents if has_action(self.text[a:b]) and not self._narrative(self.text[a:b])]
        if acting:
            for a, b in acting:
                self._add(a, b, speaker)
        elif len(extents) == 1 and not self._narrative(self.text[start:end]) and end - start > 12:
            self._add(start, end, speaker)

    @staticmethod
    def _narrative(sentence: str) -> bool:
        """Sentences about the decision, not of it."""
        return bool(
            re.match(
                r"(?i)(?:beslutet (?:fattas|innebär|gäller)|(?:ordföranden|ordförande)\b[^.]{0,40} (?:finner|ställer|konstaterar|förklarar|tackar|avslutar|informerar|hälsar)|sammanträdet|mötet|det antecknas|vid omröstning|därmed|detta innebär)\b",
                sentence,
            )
        ) or bool(re.search(r"(?i)\b(?:röstar|röstade) (?:ja|nej)\b|\bja-röst", sentence))

    def _item(self, block: Block, speaker: _Speaker) -> None:
        marker = _MARKER.match(self.text, block.start, block.end)
        start = marker.end() if marker else block.start
        self._split(start, block.end, speaker)

    def _split(self, start: int, end: int, speaker: _Speaker) -> None:
        """Cuts "att ..., att ... samt att ..." into clauses; a single clause stays whole."""
        cuts = [start, *(m.end() for m in _SPLIT_ATT.finditer(self.text, start, end)), end]
        pieces = list(zip(cuts, cuts[1:], strict=False))
        # "att-satser" inside one clause ("ge i uppdrag att ... och att ...") stay with their governing verb.
        if len(pieces) > 1 and not all(has_action(self.text[a:b]) for a, b in pieces):
            pieces = [(start, end)]
        for a, b in pieces:
            self._add(a, b, speaker)

    def _add(self, start: int, end: int, speaker: _Speaker, listed: bool = True) -> None:
        while start < end and self.text[start] in " \t\n:,":
            start += 1
        match = re.match(r"att\s+", self.text[start:end], re.IGNORECASE)
        start += match.end() if match else 0
        end = start + len(re.sub(r"[\s,;]*(?:\b(?:samt|och|dels))?[\s,;]*$", "", self.text[start:end]))
        if end - start < 6:
            return
        clause = Clause(start, end, speaker.stage, speaker.body, action_of(self.text[start:end]), listed)
        (self.found if listed else self.retold).append(clause)

    def _sentences(self, block: Block, zone: Zone) -> None:
        """Demands, proposals and decisions in running text."""
        if zone.kind in ("documents", "recipients", "reservation", "statement", "vote", "history"):
            return
        for start, end in sentences(self.text, block.start, block.end):
            sentence = self.text[start:end]
            if self._meeting(start) and self._demands(start, sentence):
                continue
            self._said(start, end, sentence, zone)

    def _demands(self, start: int, sentence: str) -> bool:
        """A demand made at the meeting: "A (S) och B (M) yrkar bifall till ... samt att ..."."""
        match = _DEMAND.search(sentence)
        if match is None or re.search(r"(?i)\b(?:har|hade) inte någon\b|\bansluter sig\b|\binstämmer\b", sentence[: match.start()]):
            return False
        rest = sentence[match.end() :]
        if not re.match(r"(?i)(?:att|bifall|avslag|återremiss|bordlägg|i enlighet)", rest):
            return False
        cuts = [0, *(m.end() for m in _DEMAND_SPLIT.finditer(rest)), len(rest)]
        for a, b in zip(cuts, cuts[1:], strict=False):
            self._add(start + match.end() + a, start + match.end() + b, _Speaker("proposed", self.case.body))
        return True

    def _said(self, start: int, end: int, sentence: str, zone: Zone) -> None:
        retold = _RETOLD.search(sentence)
        if retold:
            group = next(g for g in ("office", "motion", "moved") if retold[g])
            self._retell(start + retold.start(group), start + retold.end(group))
            return
        formula = _formula().match(sentence)
        if not formula or formula["end"].strip() not in ("att", ","):
            return
        if formula["decide"].lower() in ("beslutade", "beslöt", "beslutit", "beslutat") or not _bodies(sentence[: formula.end()]):
            return
        meeting = self._meeting(start)
        said = self._speaker(formula, meeting)
        if said and (meeting or formula["propose"]) and (formula["propose"] or zone.kind == "text"):
            self._split(start + formula.end("decide"), end, said)

    def _retell(self, start: int, end: int) -> None:
        for a, b in zip(
            [start, *(m.end() for m in _SPLIT_ATT.finditer(self.text, start, end))],
            [*(m.start() for m in _SPLIT_ATT.finditer(self.text, start, end)), end],
            strict=True,
        ):
            self._add(a, b, _Speaker("proposed", self.case.body), listed=False)


def replace_stage(said: _Speaker, speaker: _Speaker) -> _Speaker:
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
