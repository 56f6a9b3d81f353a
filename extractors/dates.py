"""Dates and what they are of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc

from extractors import resources
from extractors.calendar import DateMention, find_dates
from extractors.core import Block, Fact, Structure, text_of
from extractors.head import Head, labelled_values
from extractors.relations import agreement_noun
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
    r"\b(?:för|åren|tiden|perioden|gäller|gälla|avser|löper|avtalsperioden|år|\()\s*(?:åren|tiden|perioden|under|för|en|ny|period|på|\d+|år|den|,|\()*\s*$",
    re.IGNORECASE,
)
_TERM_BLOCK = re.compile(
    r"\b(?:handlingsplan\w*|budget\w*|strategi\w*|program\w*|plan(?:en|er)?|verksamhetsplan|prioritering\w*)\b[^.]{0,60}$", re.IGNORECASE
)
_HAD = re.compile(r"\b(?:har|hade|haft)\b[^.;]{0,40}\b(?:mellan|under|åren|perioden|från)(?: åren| perioden| år)?\s*$", re.IGNORECASE)
_AGREEMENT_BEHIND = re.compile(
    r"\s*(?:ett|en)\s+(?:\w+\s+)?(?:\w{0,20}avtal|partnerskap|överenskommelse|avsiktsförklaring)\b", re.IGNORECASE
)
# The line over the signatures of an agreement: a place and a day.
_PLACE_AND_DAY = re.compile(r"[A-ZÅÄÖ][\w-]+(?: stad| kommun)?,?(?: den)?\s+$")
# What may stand on a line of a paper's head that is no stamp.
_PAPER_LINE = re.compile(r"protokoll|skrivelse|utlåtande|remissvar|yttrande|utdrag|sammanträd|datum", re.IGNORECASE)
# Characters before and after a date that tell what it is of.
CONTEXT = 250
# Blocks at the top of a paper where lone dates are the head's.
HEAD_BLOCKS = 25


@dataclass(frozen=True, slots=True)
class _Rule:
    code: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    relation: bool
    days: bool
    coarse: bool
    both: bool


@cache
def _rules() -> list[_Rule]:
    def union(patterns: list[str] | None) -> re.Pattern[str] | None:
        return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE) if patterns else None

    return [
        _Rule(
            r["code"],
            union(r.get("before")),
            union(r.get("after")),
            r.get("relation", False),
            r.get("days", False),
            r.get("coarse", False),
            r.get("since", False),
        )
        for r in resources.toml("date_roles")["role"]
    ]


def role_in_sentence(before: str, after: str, precision: str, relation: bool) -> str | None:
    """The role of a date from the words around it; None where no rule fits.

    :param relation: whether the sentence or paper is of an agreement or relation.
    """
    for rule in _rules():
        if (rule.relation and not relation) or (rule.days and precision not in ("day", "range")) or (rule.coarse and precision == "day"):
            continue
        ahead = bool(rule.before and rule.before.search(before))
        behind = bool(rule.after and rule.after.search(after))
        if (ahead and behind) if rule.both else (ahead or behind):
            return rule.code
    return None


class DateReader:
    """Reads the dates of one document."""

    def __init__(self, text: str, structure: Structure) -> None:
        self.text = text
        self.structure = structure
        meta = structure.metadata
        self.year = (meta.meeting_date or meta.document_date).year if (meta.meeting_date or meta.document_date) else None  # type: ignore[union-attr]
        self.labelled: dict[int, list[tuple[str, str]]] = {}
        for kind, value, index in labelled_values(Head(text, structure.blocks, 0, min(len(structure.blocks), 60))):
            if kind in _LABEL_ROLES:
                self.labelled.setdefault(index, []).append((_LABEL_ROLES[kind], value))

    def facts(self) -> Iterator[Fact]:
        if not re.search(r"\d", self.text):
            return
        for index, block in enumerate(self.structure.blocks):
            if not any(c.isdigit() for c in self.text[block.start : block.end]):
                continue
            extents = [(c.start, c.end) for c in block.cells] or list(sentences(self.text, block.start, block.end))
            for k, (start, end) in enumerate(extents):
                previous = self.text[extents[k - 1][0] : extents[k - 1][1]] if k and not block.cells else ""
                yield from self._sentence(index, block, start, end, previous)

    def _sentence(self, index: int, block: Block, start: int, end: int, previous: str) -> Iterator[Fact]:
        sentence = self.text[start:end]
        relation = self._of_relation(block, sentence, previous)
        for mention in find_dates(sentence, self.year):
            before, after = sentence[max(0, mention.start - CONTEXT) : mention.start], sentence[mention.end : mention.end + CONTEXT]
            role = self._head_role(index, block, mention, sentence) or self._role(mention, before, after, relation, block)
            if role == "term" and mention.ends:
                for end_mention, code in zip(mention.ends, ("agreement_start", "agreement_end"), strict=True):
                    yield self._fact(end_mention, start, code, 0.88)
            else:
                yield self._fact(mention, start, role, 0.6 if role in ("event", "reference", "period") else 0.9)

    def _fact(self, mention: DateMention, base: int, role: str, confidence: float) -> Fact:
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

    def _of_relation(self, block: Block, sentence: str, previous: str) -> bool:
        """Does the sentence speak of an agreement or relation: in its own words, or as "Det gäller ..." after one that does?"""
        part = self.structure.part_at(block.start)
        if part is not None and part.document_type == "agreement":
            return True
        if agreement_noun().search(sentence):
            return True
        return bool(re.match(r"(?:Det|Den|Detta|Avtalet|Överenskommelsen)\b", sentence) and agreement_noun().search(previous))

    def _role(self, mention: DateMention, before: str, after: str, relation: bool, block: Block) -> str:
        zone = self.structure.zone_at(block.start)
        if zone is not None and zone.kind == "documents":
            return "reference"
        if mention.ends and relation and self._is_term(mention, before, after):
            return "term"
        role = role_in_sentence(before, after, mention.precision, relation)
        if role == "agreement_end" and mention.ends:
            role = "term"
        if role:
            return role
        if mention.precision in ("range", "season", "year"):
            return "period" if mention.precision == "range" else "event"
        return "event"

    @staticmethod
    def _is_term(mention: DateMention, before: str, after: str) -> bool:
        """Is a period the term of an agreement: "avtalet för åren 2011–2015", "hade mellan 2008 och 2015 ett avtal"?"""
        if _HAD.search(before) and _AGREEMENT_BEHIND.match(after):
            return True
        nouns = list(agreement_noun().finditer(before))
        near = before[nouns[-1].end() :] if nouns else before
        if _TERM_BLOCK.search(near) or re.search(r"\b(?:har|hade|besök\w*|genomför\w*)\b", near):
            return False
        if nouns and len(near) < 110 and (_TERM_LEAD.search(before) or len(near) < 60):
            return True
        return not nouns and bool(re.search(r"(?i)\b(?:gäller|gälla|gällde|avser|löper|omfattar tiden)\b[^.]{0,30}$", before))

    def _head_role(self, index: int, block: Block, mention: DateMention, sentence: str) -> str | None:
        """The role of a date in the head of the document or of an attached paper, by its label or place."""
        if mention.precision != "day":
            return None
        for role, value in self.labelled.get(index, []):
            if mention.raw in value and value.strip() in self.text[block.start : block.end]:
                return role if role != "meeting" or self.structure.metadata.meeting_date == mention.date_start else None
        part = self.structure.part_at(block.start)
        if part is None:
            return None
        head = list(islice(self.structure.blocks_in(part.start, part.end), HEAD_BLOCKS))
        meta = self.structure.metadata
        lone = len(mention.raw) >= 0.5 * len(sentence.strip()) or "\t" in self.text[block.start : block.end] or len(sentence) < 60
        if not lone:
            return None
        line = self.text[block.start : block.end]
        late = block.start - part.start > (part.end - part.start) / 3
        if part.document_type == "agreement" and late and _PLACE_AND_DAY.fullmatch(line[: line.find(mention.raw)]):
            return "agreement_signed"
        in_head = bool(head) and block.start <= head[-1].start
        if in_head and part.index == 0 and mention.date_start == meta.meeting_date:
            return "meeting"
        if mention.date_start == part.document_date and (
            in_head or part.document_type in ("motion", "interpellation", "correspondence", "citizen_proposal")
        ):
            return "document"
        if in_head and not _PAPER_LINE.search(line) and self._stamped(index):
            return "received"
        return None

    def _stamped(self, index: int) -> bool:
        """Does a lone date stand on a registry stamp: amid a municipality's name, a registry label or number, near the top?"""
        near = [self.text[b.start : b.end] for b in self.structure.blocks[max(0, index - 3) : index + 4]]
        return any(re.search(r"(?i)\bink(?:\.|om\b|\b)|\brnr\b|\bhandl(?:\.|\b)|diarie|\bdnr\b", line) for line in near) and any(
            re.search(r"(?i)\b(?:kommun|stad|landsting|region)\b", line) for line in near
        )


@Language.component("dates")
def dates(doc: Doc) -> Doc:
    """Adds a ``dates`` fact for each date; the two ends of an agreement's term are two facts."""
    doc._.facts.extend(DateReader(text_of(doc), doc._.structure).facts())
    return doc


__all__ = ["DateReader", "dates", "role_in_sentence"]
