"""Areas of cooperation with each counterpart, and whether they are agreed, proposed, of an earlier period or under review."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from extractors.area_attribution import Attribution
from extractors.area_frames import Frame, frames, is_modal, trigger
from extractors.area_status import DECIDED, MOVED, StatusReader
from extractors.area_words import Area, find_areas
from extractors.core import Block, Fact
from extractors.relation_layouts import HEADING
from extractors.relations import Relations, Sentence, relation_word, relations_of

_SILENT = ("documents", "recipients", "statement", "reservation", "vote", "question", "motions_at_meeting", "consequences")
# Blocks after a lead that its list may reach over.
LIST_REACH = 30
# The header over the areas in a table of relations, and how far from it, in characters, a cell under it may begin.
_AREAS_HEADER = re.compile(
    r"\W*(?:(?:avtalets )?innehåll|inriktning|(?:samarbets|verksamhets|fokus)?områden?|fokus|teman?|samarbetet (?:rör|gäller|avser)|vad"
    r"|(?:pågående |aktuell[at]? |nuvarande )?(?:verksamhet(?:er)?|aktivitet(?:er)?|utbyte[nt]?)(?: i dag)?"
    r"|(?:det(?:ta)?|vad)(?: ska| vill)? vi gör(?:a)?|(?:det(?:ta)?|vad) vi (?:ska|vill) göra)(?: \d{4}[–-]\d{4})?\W*",
    re.IGNORECASE,
)
_NEAR_COLUMN = 3
# So many counterparts of a matter are not easily taken for each other.
_FEW = 2
# Where a sentence goes over to what somebody says of it: "... och kontoret uppger att".
_GOES_OVER = re.compile(r",? (?:och|men|medan) (?=[^,.;]{1,60}$)")


@dataclass(frozen=True, slots=True)
class Told:
    """A stretch of a sentence that names areas of a relation, and those areas by their places in the text."""

    sentence: Sentence
    frame: Frame
    areas: tuple[Area, ...]


class FocusReader:
    """Reads the focus areas of one document."""

    def __init__(self, doc: Doc, context: Relations) -> None:
        self.text = context.text
        self.context = context
        self.structure = context.structure
        self.status = StatusReader(doc, context)
        # Areas told so far, and where a new agreement first changes them, by matter and counterpart.
        self.told: dict[tuple[int | None, str], list[Area]] = {}
        named = {(sentence.case, name) for sentence in context.sentences for name in sentence.counterparts}
        self.number_of_counterparts = Counter(case for case, _ in named)
        self.changed: dict[tuple[int | None, str], int] = {}

    def facts(self) -> Iterator[Fact]:
        seen: set[tuple[int | None, str | None, str, str]] = set()
        rows = list(self._rows())
        told = {(sentence.case, name, area.code) for sentence, name, area, _, status in rows if status != MOVED}
        for sentence, name, area, raw, reading in rows:
            if reading == MOVED and (sentence.case, name, area.code) in told:
                continue
            of_old = reading == "agreed" and area.start < self.changed.get((sentence.case, name), 0)
            status = "previous" if of_old else {DECIDED: "agreed", MOVED: "proposed"}.get(reading, reading)
            key = (sentence.case, name, area.code, status)
            if key not in seen:
                seen.add(key)
                values = {"counterpart": name, "area": area.code, "raw": raw, "status": status}
                yield Fact(
                    "focus_areas", area.start, area.end, "focus_areas", self._strength(sentence, name, status), values, sentence.case
                )

    def _strength(self, sentence: Sentence, name: str, status: str) -> float:
        """An agreement tells its own areas most surely, then a sentence that names the counterpart; less sure are one of several
        counterparts that was named before, and what is of an earlier period."""
        if self.structure.parts[sentence.part].document_type == "agreement":
            return 0.9
        named = any(place.name == name for place in sentence.places)
        strength = 0.8 if named else 0.75 if self.number_of_counterparts[sentence.case] <= _FEW else 0.65
        return strength - 0.1 if status == "previous" else strength

    def _rows(self) -> Iterator[tuple[Sentence, str, Area, str, str]]:
        """Sentence, counterpart, area (its extent that of the evidence), words and status of each row."""
        for told in self._telling():
            sentence, frame = told.sentence, told.frame
            again = self._repeated(told)
            for name in sentence.counterparts:
                known = self.told.setdefault((sentence.case, name), [])
                if self._changes(told) and self.status.decided(sentence, name):
                    self.changed.setdefault((sentence.case, name), sentence.start)
                if again is not None and known:
                    status = self.status.of(sentence, name, Frame(again[0], sentence.end, again[0]))
                    for area in known:
                        yield sentence, name, Area(area.code, *again), self.text[area.start : area.end], status
                for area in told.areas:
                    for status in self.status.all_of(sentence, name, frame):
                        yield sentence, name, area, self.text[area.start : area.end], status
                if frame.kind == "removed":
                    known[:] = [a for a in known if a.code not in {area.code for area in told.areas}]
                elif frame.kind != MOVED:
                    known += told.areas

    def _changes(self, told: Told) -> bool:
        """Does a sentence say what a new agreement takes out of the one before?"""
        texts = (told.sentence.text, self.status.before(told.sentence))
        return told.frame.kind == "removed" and any(trigger("new").search(text) for text in texts)

    def _repeated(self, told: Told) -> tuple[int, int] | None:
        """The words by which this agreement has the areas told of before too: "samma inriktning", and an addition to a new agreement."""
        sentence = told.sentence
        words = trigger("repeats").search(sentence.text)
        if words is None and told.frame.kind == "added":
            words = trigger("new").search(sentence.text)
            replaces = any(self.status.decided(sentence, name) for name in sentence.counterparts)
            if words is None and (replaces or trigger("new").search(self.status.before(sentence))):
                return told.frame.word, max(told.frame.word + 1, self.text.find(" ", told.frame.word, sentence.end))
        at = sentence.end - len(sentence.text)
        return (at + words.start(), at + words.end()) if words else None

    def _telling(self) -> Iterator[Told]:
        """Sentences that tell areas, each with the extent in which the areas stand."""
        lead: Sentence | None = None
        reach, marker = 0, ""
        column: int | None = None
        row: Sentence | None = None
        for sentence in Attribution(self.context).sentences():
            block = self.structure.blocks[sentence.block]
            column = self._column_of_areas(block, column)
            if column is not None and block.kind != "row" and row is not None:
                # What a cell's next line holds: "skola och\n      kultur"
                found = tuple(find_areas(self.text, sentence.start, sentence.end))
                yield Told(row, Frame(sentence.start, sentence.end, sentence.end), found)
                continue
            if sentence.zone == "motions_at_meeting":
                yield from self._moved(sentence)
            if sentence.zone in _SILENT or not (sentence.counterparts or lead):
                lead = None
                continue
            if column is not None and sentence.counterparts and not sentence.others:
                yield from self._in_column(sentence, block, column)
                row = sentence
                continue
            style = _style(block.marker)
            if (
                lead is not None
                and (block.kind == "item" or self._runs_on(block))
                and reach > 0
                and style != "att"
                and marker in ("", style)
            ):
                reach, marker = reach - 1, style
                item = replace(
                    lead, end=sentence.end, text=f"{lead.text}\n{sentence.text}", counterparts=sentence.counterparts or lead.counterparts
                )
                yield Told(
                    item, Frame(sentence.start, sentence.end, sentence.end), tuple(find_areas(self.text, sentence.start, sentence.end))
                )
                continue
            if self._clause_of_decision(sentence):
                continue
            if heads := self._heading_of_areas(sentence):
                yield Told(sentence, Frame(sentence.start, sentence.end, sentence.end), heads)
                continue
            if self._leads_list(sentence):
                lead, reach, marker = sentence, LIST_REACH, ""
            elif lead is not None and sentence.block != lead.block:
                reach -= 3
                lead = lead if reach > 0 and block.kind == "paragraph" and self._is_position_paper(sentence) else None
            yield from self._in_sentence(sentence)

    def _column_of_areas(self, block: Block, column: int | None) -> int | None:
        """Where the areas stand in the table that ``block`` is a row of: under a header that names them; None outside such a table."""
        if block.kind != "row":
            goes_on = column is not None and abs(block.column - column) <= _NEAR_COLUMN and block.end - block.start < HEADING
            return column if goes_on and column else None
        return next((c.column for c in block.cells if _AREAS_HEADER.fullmatch(self.text, c.start, c.end)), column)

    def _in_column(self, sentence: Sentence, block: Block, column: int) -> Iterator[Told]:
        """The areas of the counterpart that a row of a table is of."""
        for cell in block.cells[1:]:
            if abs(cell.column - column) <= _NEAR_COLUMN:
                yield Told(sentence, Frame(cell.start, cell.end, cell.end), tuple(find_areas(self.text, cell.start, cell.end)))

    def _clause_of_decision(self, sentence: Sentence) -> bool:
        if sentence.zone not in ("decision", "proposal"):
            return False
        return not any(trigger(name).search(sentence.text) for name in ("introduces", "decision_themes"))

    def _heading_of_areas(self, sentence: Sentence) -> tuple[Area, ...]:
        """The areas that a heading of an agreement consists of: "2.1 Utbildning och forskning"; none where it holds other words."""
        if self.structure.parts[sentence.part].document_type != "agreement" or len(sentence.text) > HEADING:
            return ()
        block = self.structure.blocks[sentence.block]
        if block.kind not in ("heading", "paragraph") or sentence.end < block.end - 1 or sentence.text.rstrip().endswith("."):
            return ()
        rest, areas = sentence.text, find_areas(sentence.text)
        for area in reversed(areas):
            rest = rest[: area.start] + rest[area.end :]
        if not areas or trigger("heading_rest").fullmatch(rest) is None:
            return ()
        return tuple(Area(a.code, sentence.start + a.start, sentence.start + a.end) for a in areas)

    def _is_position_paper(self, sentence: Sentence) -> bool:
        return self.structure.parts[sentence.part].document_type == "position_paper"

    def _leads_list(self, sentence: Sentence) -> bool:
        text = sentence.text.rstrip()
        blocks = self.structure.blocks
        ends_block = sentence.end >= blocks[sentence.block].end - 1
        following = blocks[sentence.block + 1] if sentence.block + 1 < len(blocks) else None
        if not ends_block or following is None or following.marker.lower() == "att":
            return False
        if following.kind != "item" and not (text.endswith(":") and self._runs_on(following)):
            return False
        if text.endswith((":", ";")) and (trigger("list_leads").search(text) or self._is_position_paper(sentence)):
            return True
        if following.kind == "item" and trigger("list_leads_last").search(text):
            return True
        return bool(trigger("list_leads").search(text)) and not text.endswith(".") and len(text) < 80

    def _runs_on(self, block: Block) -> bool:
        """Is a paragraph an item of a list without marks: does it begin with a small letter?"""
        return block.kind == "paragraph" and self.text[block.start].islower()

    def _moved(self, sentence: Sentence) -> Iterator[Told]:
        """The areas that somebody at the meeting wants to have added: "yrkar att även idrott ska ingå i avtalet"."""
        areas = find_areas(sentence.text)
        if not (areas and sentence.counterparts and trigger("addition").search(sentence.text) and relation_word().search(sentence.text)):
            return
        for frame in frames(sentence.text, areas):
            inside = [a for a in areas if frame.start <= a.start and a.end <= frame.end]
            areas = [a for a in areas if a not in inside]
            if frame.kind not in ("removed", "past"):
                moved = tuple(Area(a.code, sentence.start + a.start, sentence.start + a.end) for a in inside)
                yield Told(sentence, replace(frame.moved(sentence.start), kind=MOVED), moved)

    def _in_sentence(self, sentence: Sentence) -> Iterator[Told]:
        """The parts of a sentence that name areas, where the sentence is of the relation."""
        sentence = self._before_saying(sentence)
        if not sentence.counterparts or sentence.others or self._narrative(sentence):
            return
        if trigger("repeats").search(sentence.text):
            yield Told(sentence, Frame(sentence.end, sentence.end, sentence.end), ())
        areas = find_areas(sentence.text)
        if not areas:
            yield from self._removed_before(sentence)
            return
        own, paragraph = self._of_relation(sentence), self._of_paragraph(sentence)
        told_by = {
            "sentence": own,
            "paragraph": own or paragraph,
            "matter": own or paragraph or self.number_of_counterparts[sentence.case] == 1,
            "contact": self._lives(sentence),
        }
        opinion = trigger("opinion").search(sentence.text) is not None
        for frame in frames(sentence.text, areas):
            if not told_by[frame.scope]:
                continue
            if opinion and frame.kind != "added" and not is_modal(sentence.text, 0, frame.word):
                continue
            inside = [a for a in areas if frame.start <= a.start and a.end <= frame.end]
            areas = [a for a in areas if a not in inside]
            yield Told(
                sentence, frame.moved(sentence.start), tuple(Area(a.code, sentence.start + a.start, sentence.start + a.end) for a in inside)
            )

    def _removed_before(self, sentence: Sentence) -> Iterator[Told]:
        """The areas of the sentence before that this one says to be taken out: "Därför fick den utgå."."""
        found = [f for f in frames(sentence.text, []) if f.kind == "removed" and trigger("pronoun").search(sentence.text, 0, f.word)]
        earlier = self.context.sentences_in(self.structure.blocks[sentence.block].start, sentence.start) if found else []
        last = next((s for s in reversed(earlier) if s.end <= sentence.start), None)
        if last is not None and self._of_relation(sentence):
            wished = any(trigger(name).search(last.text) for name in ("proposed", "wanted"))
            frame = replace(found[0], kind=MOVED) if wished else found[0]
            yield Told(sentence, frame.moved(sentence.start), tuple(find_areas(self.text, last.start, last.end)))

    def _lives(self, sentence: Sentence) -> bool:
        """Is the sentence of one relation that there is or was, and no motion's, which argues with what is done elsewhere?"""
        if len(sentence.counterparts) != 1 or self.structure.parts[sentence.part].document_type in ("motion", "citizen_proposal"):
            return False
        return trigger("under_review").search(sentence.text) is not None or not self.status.only_proposed(
            sentence.case, sentence.counterparts[0]
        )

    def _before_saying(self, sentence: Sentence) -> Sentence:
        """The sentence as far as it tells of the relation, before what somebody says of it."""
        says = trigger("saying").search(sentence.text)
        ends = [*_GOES_OVER.finditer(sentence.text, 0, says.start())] if says is not None else []
        if not ends:
            return sentence
        return replace(sentence, end=sentence.start + ends[-1].start(), text=sentence.text[: ends[-1].start()])

    def _of_relation(self, sentence: Sentence) -> bool:
        text = sentence.text
        return bool(
            self.structure.parts[sentence.part].document_type == "agreement"
            or relation_word().search(text)
            or re.match(r"(?:Det|Där|Den)\b", text)
            or (
                re.match(r"(?:Parterna|Städerna|Kommunerna|Orterna|Arbetet|Verksamheten|Insatserna|Kontakterna|Projekten)\b", text)
                and self._of_paragraph(sentence)
            )
            or trigger("proposed").search(text)
            or trigger("previous").search(text)
            or trigger("ties").search(text)
            or (any(trigger(name).search(text) for name in ("period", "goes_on")) and self._of_paragraph(sentence))
        )

    def _of_paragraph(self, sentence: Sentence) -> bool:
        """Does the paragraph, or the paper as a whole, speak of the relation?"""
        if self._is_position_paper(sentence):
            return True
        if trigger("of_matter").match(sentence.text) and self.context.main_counterpart(sentence.case):
            return True
        block = self.structure.blocks[sentence.block]
        return relation_word().search(self.text, block.start, block.end) is not None

    def _narrative(self, sentence: Sentence) -> bool:
        """Sentences on visits, costs, views and other doings tell no areas of the agreement."""
        if trigger("supposes").match(sentence.text):
            return True
        if self._is_position_paper(sentence) and trigger("narrative_position").search(sentence.text):
            return True
        return trigger("narrative").search(sentence.text) is not None


def _style(marker: str) -> str:
    """What kind of list an item's marker belongs to: a number, a letter, the word "att" or a sign."""
    core = marker.strip("().: ").lower()
    if core == "att":
        return core
    return "number" if core.isdigit() else "letter" if core.isalpha() else "sign"


@Language.component("focus_areas")
def focus_areas(doc: Doc) -> Doc:
    """Adds a ``focus_areas`` fact for each area, counterpart and status of a matter."""
    context = relations_of(doc)
    if context.counterparts:
        doc._.facts.extend(FocusReader(doc, context).facts())
    return doc


__all__ = ["FocusReader", "find_areas", "focus_areas"]
