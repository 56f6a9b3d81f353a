"""Dates and what they are of."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc

from extractors.calendar import DateMention, find_dates, year_taken_up
from extractors.core import Block, Fact, Structure, text_of
from extractors.date_events import is_prelude, lasted, masked, role_by_event
from extractors.date_roles import role_in_sentence
from extractors.date_tables import beside_signer, cell_above, column_role, decided_above, label_below
from extractors.head import PLACE_AND_DAY, Head, cells_of, labelled_values
from extractors.head_elements import elements
from extractors.labels import label_before
from extractors.paper_kinds import kind_of
from extractors.relation_words import agreement_noun, date_role, relation_word, words
from extractors.relations import Relations, Sentence, relations_of
from extractors.sentences import sentences

_LABEL_ROLES = {
    "meeting_date": "meeting",
    "document_date": "document",
    "received": "received",
    "adjusted": "adjusted",
    "posted": "posted",
    "taken_down": "deadline",
}
_TERM_LEAD = re.compile(
    r"\b(?:för|åren|tiden|perioden|gäller|gälla|avser|löper|avtalsperioden|år|\()\s*(?:åren|tiden|perioden|under|för|en|ny|period|på|\d+|år|den|,|\()*+\s*$",
    re.IGNORECASE,
)
# "Det är på tre år, från", "Parterna ska under tiden", "en löptid från"
_TERM_OF = re.compile(
    r"\b(?:på|i|om) (?:\d{1,2}|ett|två|tre|fyra|fem|sex|tio) år,? (?:från(?: och med)?|för|mellan|åren|nämligen)(?: tiden| den)?\s*$"
    r"|\b(?:parterna|städerna|kommunerna|orterna|regionerna|båda sidor)\b[^.;]{0,20}\b(?:ska|skall|avser|åtar sig|kommer)\b[^.;]{0,40}"
    r"\b(?:under|för) (?:tiden|perioden|åren)(?: från| den)?\s*$",
    re.IGNORECASE,
)
_PAUSED = re.compile(r"\b(?:på is|i vila|nere|i träda|vilar|vilande|pausa\w*)\b[^.;]{0,40}$", re.IGNORECASE)
_TERM_BLOCK = re.compile(
    r"\b(?:handlingsplan\w*|budget\w*|strategi\w*|program\w*|plan(?:en|er)?|verksamhetsplan|prioritering\w*)\b[^.]{0,60}$", re.IGNORECASE
)
_HAD = re.compile(
    r"\b(?:har|hade|haft)\b[^.;]{0,40}\b(?:mellan|under|åren|perioden|från)(?: åren| perioden| år| några år,| ett antal år,)?\s*$",
    re.IGNORECASE,
)
# What is done on a day, or on the days of one meeting: no span of years ("antog strategin 2022–2024").
_ACTS = ("decision", "meeting", "adjusted", "received", "motion_submitted")
_LONGEST_ACT = dt.timedelta(days=62)
_AGREEMENT_BEHIND = re.compile(
    r",?\s*(?:ett|en|inom)\s+(?:\w+\s+|av \w+ \w+\s+)?(?:\w{0,20}avtal|partnerskap|överenskommelse|avsiktsförklaring)\b", re.IGNORECASE
)
# A cell that a row of a table tells a year or number in.
_FIGURE = re.compile(r"\W*\d")
# What parts a date from the one before it where both are of the same: "vänort med Brest 1991 och med Tartu i Estland 1994".
# Every character that ``str.isdigit`` is true of.
_DIGIT = re.compile(
    r"[\d\xb2\xb3\xb9\u1369-\u1371\u19da\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247c\u2488-\u2490\u24ea\u24f5-\u24fd"
    r"\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792\U00010a40-\U00010a43\U00010e60-\U00010e68\U00011052-\U0001105a\U0001f100-\U0001f10a]"
)
_GOES_ON = re.compile(
    r"(?:\s*+(?:\),?|,))?(?:\s*+(?:och|samt|respektive))?(?:\s*+(?:med|i|till))?\s*+"
    r"(?:(?-i:[A-ZÅÄÖ])[\w-]++(?:\s++(?-i:[A-ZÅÄÖ])[\w-]++)?(?:(?:,| i)\s++(?-i:[A-ZÅÄÖ])[\w-]++)?)?"
    r",?\s*+\(?(?:sedan|sen|år|från)?(?: år)?\s*+",
    re.IGNORECASE,
)
# "Brest, Belarus, sedan 1991" in a list; "ingen kontakt sedan 2007" tells of no beginning.
_SINCE = re.compile(
    r"^(?!.*\b(?:ingen|inga|inget|inte|ej|utan|vila\w*|paus\w*)\b)(?:.*\W)?(?:sedan|sen|alltsedan)(?: år)?\s*$", re.IGNORECASE | re.DOTALL
)
# The place before the day over a signature: "Brest, May 12, 2017".
_PLACE = re.compile(r"[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)?,?\s+(?:den\s+|on\s+)?")
# Before the day of a signature: "Justerare   Bo Ek (M), 2021-10-26".
_ADJUSTER_SIGNED = re.compile(r"\W*justera(?:re|nde)\t[^\t\d]{3,60}[,\t]\s*", re.IGNORECASE)
# What may stand on a line of a paper's head that is no stamp.
_PAPER_LINE = re.compile(r"protokoll|skrivelse|utlåtande|remissvar|yttrande|utdrag|sammanträd|datum", re.IGNORECASE)
# Characters before and after a date that tell what it is of.
CONTEXT = 250
# Blocks at the top of a paper where lone dates are the head's.
HEAD_BLOCKS = 25
# Blocks at the beginning and end of a document, and at the top of a page, whose labels are read.
LABEL_BLOCKS = 60
PAGE_HEAD_BLOCKS = 6
_MEETING_TYPES = ("minutes", "minutes_extract")


def _label_ranges(blocks: list[Block]) -> list[tuple[int, int]]:
    """The stretches of blocks where labels announce dates: the first and last blocks and those at the top of a page."""
    near = sorted(
        {*range(min(len(blocks), LABEL_BLOCKS)), *range(max(0, len(blocks) - LABEL_BLOCKS), len(blocks))}
        | {k for i, b in enumerate(blocks) if b.first_on_page for k in range(i, min(len(blocks), i + PAGE_HEAD_BLOCKS))}
    )
    ranges: list[tuple[int, int]] = []
    for i in near:
        if ranges and ranges[-1][1] == i:
            ranges[-1] = (ranges[-1][0], i + 1)
        else:
            ranges.append((i, i + 1))
    return ranges


class DateReader:
    """Reads the dates of one document."""

    def __init__(self, text: str, structure: Structure, context: Relations) -> None:
        self.text = text
        self.structure = structure
        self.context = context
        self.header: Block | None = None
        # What the cell above says that the one at hand goes on with.
        self.lead = ""
        meta = structure.metadata
        self.year = (meta.meeting_date or meta.document_date).year if (meta.meeting_date or meta.document_date) else None  # type: ignore[union-attr]
        self.labelled: dict[int, list[tuple[str, str]]] = {}
        for first, end in _label_ranges(structure.blocks):
            for kind, value, index in labelled_values(Head(text, structure.blocks, first, end)):
                if kind == "validity" and meta.document_type == "policy":
                    self.labelled.setdefault(index, []).append(("period", value))
                elif kind in _LABEL_ROLES:
                    self.labelled.setdefault(index, []).append((_LABEL_ROLES[kind], value))

    def facts(self) -> Iterator[Fact]:
        if not re.search(r"\d", self.text):
            return
        for index, block in enumerate(self.structure.blocks):
            self.header = self._header(block)
            if _DIGIT.search(self.text, block.start, block.end) is None:
                continue
            extents = [(c.start, c.end) for c in block.cells] or list(sentences(self.text, block.start, block.end))
            above = self.structure.blocks[index - 1] if index and block.cells else None
            for start, end in extents:
                previous = self.text[max(block.start, start - CONTEXT) : start] if not block.cells else ""
                self.lead = cell_above(self.text, above, block, start) if above is not None else ""
                yield from self._sentence(index, block, start, end, previous)

    def _sentence(self, index: int, block: Block, start: int, end: int, previous: str) -> Iterator[Fact]:
        sentence = self.text[start:end]
        mentions = find_dates(sentence, year_taken_up(sentence, previous) or self.year)
        if not mentions:
            return
        relation = self._of_relation(block, self.lead + sentence, previous)
        told_to, told_role = 0, ""
        extents = [(m.start, m.end) for m in mentions]
        for mention in mentions:
            before, after = sentence[max(0, mention.start - CONTEXT) : mention.start], sentence[mention.end : mention.end + CONTEXT]
            near = before[max(0, len(before) - (mention.start - told_to)) :]
            if self.lead and not told_to:
                near = before = self.lead + before
            told_to = mention.end
            own = label_below(self.text, start + mention.start) or self._head_role(index, block, mention, sentence)
            role = own or self._role(mention, (near, before), after, relation, block)
            if role == "event" or (role == "period" and mention.precision == "range"):
                role = self._role_of_relation(start, sentence, extents, mention) or role
            if (
                role == "event"
                and mention.end - mention.start == len(sentence.strip())
                and decided_above(self.text, self.structure.blocks, index, start)
            ):
                role = "decision"
            if role == "event" and told_role.startswith("agreement_") and _GOES_ON.fullmatch(near):
                role = told_role
            told_role = role
            if role in ("term", "agreement_signed") and mention.ends:
                # "förlängdes 2014 till och med 2018" tells when it was done and until when it holds.
                first = "agreement_signed" if role == "agreement_signed" and " till" in mention.raw else "agreement_start"
                for end_mention, code in zip(mention.ends, (first, "agreement_end"), strict=True):
                    yield self._fact(end_mention, start, code, 0.88)
            else:
                yield self._fact(mention, start, role, 0.6 if role in ("event", "reference", "period") else 0.9)

    def _header(self, block: Block) -> Block | None:
        """The header of the table that ``block`` stands in: its last row of cells without figures; None outside tables."""
        if block.kind != "row" or not block.cells:
            return None
        sentence = self.context.sentence_at(block.start) if self.header is not None else None
        if sentence is not None and sentence.places:
            # A row of a place is none.
            return self.header
        figures = any(_FIGURE.match(self.text, cell.start, cell.end) for cell in block.cells)
        told = self.header is not None and _DIGIT.search(self.text, block.start, block.end) is not None
        return self.header if figures or told else block

    def _fact(self, mention: DateMention, base: int, role: str, confidence: float) -> Fact:
        turn = mention.precision == "range" and (mention.date_end - mention.date_start).days == 1
        if turn and role in ("agreement_start", "agreement_end"):
            # What ends at the turn of a year ends on its last day, what begins then begins on the first of the next.
            day = mention.date_end if role == "agreement_start" else mention.date_start
            mention = replace(mention, date_start=day, date_end=day, precision="day")
        values = {
            "raw": mention.raw,
            "date_start": mention.date_start,
            "date_end": mention.date_end,
            "precision": mention.precision,
            "role": role,
        }
        start = base + mention.start
        case = self.structure.case_at(start)
        if not mention.year_told:
            confidence *= 0.8
        return Fact("dates", start, base + mention.end, "dates", confidence, values, case.ordinal if case else None)

    def _role_of_relation(self, base: int, text: str, dates: list[tuple[int, int]], mention: DateMention) -> str | None:
        """The role of a date that only the sentence of a relation with a counterpart shows, outside lists of papers."""
        sentence = self.context.sentence_at(base + mention.start)
        if sentence is None or not sentence.counterparts or sentence.zone in ("documents", "recipients", "attendance"):
            return None
        listed = self._role_in_list(sentence, text, base, mention)
        if listed or (relation_word().search(text) is None and words("anaphor").match(text) is None):
            return listed
        named = any(p.name in sentence.counterparts for p in sentence.places)
        before, after = text[max(0, mention.start - CONTEXT) : mention.start], text[mention.end : mention.end + CONTEXT]
        if mention.ends:
            return "term" if lasted(before, after) else None
        if is_prelude(text, mention.end) or (words("of_institutions").search(text) and not agreement_noun().search(text)):
            return None
        return date_role(before, after) or role_by_event(masked(text, dates), (mention.start, mention.end), dates, named)

    def _role_in_list(self, sentence: Sentence, text: str, base: int, mention: DateMention) -> str | None:
        """ "Brest, Belarus, sedan 1991" in a list of twin towns tells since when."""
        block = self.structure.blocks[sentence.block]
        heads = any(p.name in sentence.counterparts and p.start - block.start <= len(block.marker) + 2 for p in sentence.places)
        if words("term_heading").fullmatch(text[: mention.start]) and mention.ends and not text[mention.end :].strip():
            return "term"
        if heads and block.cells and self.header is not None:
            role = column_role(self.text, self.header, block, base + mention.start)
            if role == "term" and not mention.ends:
                role = "agreement_end" if re.search(r"(?:[–-]|\btill|t\.? ?o\.? ?m\.?)\s*$", text[: mention.start]) else "agreement_start"
            if role is not None:
                return role
            if words("dated_instrument").fullmatch(text[: mention.start]):
                return "term" if mention.ends else "agreement_signed"
        since = _SINCE.search(text[: mention.start])
        return "agreement_start" if heads and since and block.kind in ("item", "row") else None

    def _of_relation(self, block: Block, sentence: str, previous: str) -> bool:
        """Does the sentence speak of an agreement or relation: in its own words, or as "Det gäller ..." after one that does?"""
        part = self.structure.part_at(block.start)
        if part is not None and part.document_type == "agreement":
            return True
        if agreement_noun().search(sentence):
            return True
        goes_on = any(words(w).match(sentence) for w in ("anaphor", "draft")) and not words("of_institutions").search(sentence)
        return bool(goes_on and agreement_noun().search(previous))

    def _role(self, mention: DateMention, before: tuple[str, str], after: str, relation: bool, block: Block) -> str:
        """The role of a date by the words since the date before it, else by all words before it in its sentence."""
        near, whole = before
        zone = self.structure.zone_at(block.start)
        if zone is not None and zone.kind == "documents":
            return "reference"
        if mention.ends and relation and self._is_term(mention, whole, after):
            return "term"
        if (announced := _LABEL_ROLES.get(label_before(whole) or "")) and announced not in ("document", "meeting"):
            return announced
        role = role_in_sentence(near, after, mention.precision, relation)
        if role is None and near != whole:
            role = role_in_sentence(whole, after, mention.precision, relation)
        if role in _ACTS and mention.precision == "range" and mention.date_end - mention.date_start > _LONGEST_ACT:
            role = None
        if role in ("agreement_start", "agreement_end") and mention.ends:
            role = "term"
        if role == "decision" and mention.date_start == self.structure.metadata.meeting_date:
            return "meeting"
        if role:
            return role
        return self._own_role(mention, block) or ("period" if mention.precision == "range" else "event")

    def _own_role(self, mention: DateMention, block: Block) -> str | None:
        """A day without another role that is the meeting's own, or the paper's own in a running head."""
        meta = self.structure.metadata
        if mention.of_days and mention.date_start == meta.meeting_date:
            return "meeting"
        part = self.structure.part_at(block.start)
        line = self.text[block.start : block.end]
        if part is None or mention.precision != "day" or not (block.cells or elements(line)):
            return None
        if _ADJUSTER_SIGNED.fullmatch(line[: max(0, line.find(mention.raw))]):
            return "adjusted"
        at = self.structure.block_at(block.start) or 0
        if block.cells and part.document_type in _MEETING_TYPES and beside_signer(self.text, self.structure.blocks, at):
            return "adjusted"
        return "document" if part.document_date == mention.date_start or self._heads_paper(block) else None

    def _heads_paper(self, block: Block) -> bool:
        """Does the block stand at the top of a page over the title of a paper: an answer that follows its question?"""
        at = self.structure.block_at(block.start) or 0
        blocks = self.structure.blocks
        top = next((i for i in range(at, max(-1, at - PAGE_HEAD_BLOCKS), -1) if blocks[i].first_on_page), None)
        if not top:
            return False
        return any(kind_of(self.text[b.start : b.end]) for b in blocks[at + 1 : top + PAGE_HEAD_BLOCKS])

    @staticmethod
    def _is_term(mention: DateMention, before: str, after: str) -> bool:
        """Is a period the term of an agreement: "avtalet för åren 2011–2015", "hade mellan 2008 och 2015 ett avtal"?"""
        if _HAD.search(before) and _AGREEMENT_BEHIND.match(after):
            return True
        if _PAUSED.search(before):
            return False
        if _TERM_OF.search(before):
            return True
        nouns = list(agreement_noun().finditer(before))
        near = before[nouns[-1].end() :] if nouns else before
        if _TERM_BLOCK.search(near) or re.search(r"\b(?:har|hade|besök\w*|genomför\w*)\b", near):
            return False
        if nouns and len(near) < 110 and (_TERM_LEAD.search(before) or len(near) < 60):
            return True
        return not nouns and bool(re.search(r"(?i)\b(?:gäller|gälla|gällde|avser|löper|täcker|omfattar tiden)\b[^.]{0,30}$", before))

    def _head_role(self, index: int, block: Block, mention: DateMention, sentence: str) -> str | None:
        """The role of a date in the head of the document or of an attached paper, by its label or place."""
        if mention.precision not in ("day", "range"):
            return None
        labelled = [(len(v), r) for r, v in self.labelled.get(index, []) if self._announced(mention, v, block)]
        part = self.structure.part_at(block.start)
        # The minutes or extract that follows other papers in a file has a meeting of its own.
        extract = part is not None and part.index > 0 and part.document_type in _MEETING_TYPES and part.document_date == mention.date_start
        of_meeting = extract or self.structure.metadata.meeting_date == mention.date_start
        if labelled:
            role = min(labelled)[1]
            if role == "document" and of_meeting and (extract or self.structure.metadata.document_type in _MEETING_TYPES):
                return "meeting"
            if role == "document" and role_in_sentence(sentence[: sentence.find(mention.raw)], "", "day", False) == "reference":
                # "Tjänsteutlåtande daterat den 15 december" among the papers of minutes is no label of theirs.
                return None if self.structure.metadata.document_type in _MEETING_TYPES else role
            if role == "document" and self._adopted(index, block):
                return "decision"
            return role if role != "meeting" or of_meeting else None
        if part is None or not mention.of_days:
            return None
        meta = self.structure.metadata
        lone = len(mention.raw) >= 0.5 * len(sentence.strip()) or "\t" in self.text[block.start : block.end] or len(sentence) < 60
        if not lone:
            return None
        line = self.text[block.start : block.end]
        cell = next((c for c in cells_of(self.text, block) if mention.raw in c), line).strip()
        late = block.start - part.start > (part.end - part.start) / 3
        if (
            part.document_type == "agreement"
            and late
            and (PLACE_AND_DAY.fullmatch(cell) or _PLACE.fullmatch(cell.removesuffix(mention.raw)) or re.match(r"(?:Done|Signed) ", cell))
        ):
            return "agreement_signed"
        head = list(islice(self.structure.blocks_in(part.start, part.end), HEAD_BLOCKS))
        in_head = bool(head) and block.start <= head[-1].start
        if in_head and part.index == 0 and mention.date_start == meta.meeting_date:
            return "meeting"
        if in_head and extract:
            return "meeting"
        if mention.date_start == part.document_date and (
            in_head or part.document_type in ("motion", "interpellation", "correspondence", "citizen_proposal")
        ):
            return "document"
        if label_before(cell[: cell.find(mention.raw)]) == "printed":
            return None
        alone = bool(elements(cell)) or len(mention.raw) >= len(cell) - 4 or label_before(cell[: cell.find(mention.raw)]) is not None
        if in_head and alone and not _PAPER_LINE.search(line) and self._stamped(index):
            return "received"
        return None

    def _adopted(self, index: int, block: Block) -> bool:
        """Is the date in the head of a policy that of its adoption: amid the deciding body and the § of the decision?"""
        part = self.structure.part_at(block.start)
        near = self.structure.blocks[max(0, index - 3) : index + 4]
        return (
            part is not None
            and part.document_type == "policy"
            and any(re.match(r"(?i)beslutsinstans|beslutad|antagen|fastställd|paragraf", self.text[b.start : b.end]) for b in near)
        )

    def _announced(self, mention: DateMention, value: str, block: Block) -> bool:
        """Is a date the first that the value of a label in the block holds?"""
        if mention.raw not in value or value.strip() not in self.text[block.start : block.end]:
            return False
        first = next(iter(find_dates(value, self.year)), None)
        return first is not None and first.raw == mention.raw

    def _stamped(self, index: int) -> bool:
        """Does a lone date stand on a registry stamp: amid a municipality's name, a registry label or number, near the top?"""
        near = [self.text[b.start : b.end] for b in self.structure.blocks[max(0, index - 3) : index + 4]]
        return any(re.search(r"(?i)\bink(?:\.|om\b|\b)|\brnr\b|\bhandl(?:\.|\b)|diarie|\bdnr\b", line) for line in near) and any(
            re.search(r"(?i)\b(?:kommun|stad|landsting|region)\b", line) for line in near
        )


@Language.component("dates")
def dates(doc: Doc) -> Doc:
    """Adds a ``dates`` fact for each date; the two ends of an agreement's term are two facts."""
    doc._.facts.extend(DateReader(text_of(doc), doc._.structure, relations_of(doc)).facts())
    return doc


__all__ = ["DateReader", "dates", "role_in_sentence"]
