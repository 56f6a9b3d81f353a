"""Sentences that speak of relations with places abroad: whose relation it is, with whom, and of what kind.

The context made here is shared by the extractors of dates, counterparts, agreements, focus areas and outcomes.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from spacy.tokens import Doc

from extractors.anchors import Anchored
from extractors.core import Case, Part, Structure, text_of
from extractors.links import OPENING, Linker
from extractors.municipalities import MunicipalityMention, find_municipalities
from extractors.places import PlaceMention, find_places
from extractors.relation_layouts import HEADING, LayoutLinker
from extractors.relation_places import Counterpart, by_country, by_region, of_row
from extractors.relation_words import agreement_noun, kind_of, relation_word, words
from extractors.sentence import Sentence
from extractors.sentences import sentences

_KEY = "relations"
# How far after a lead the places of its list may stand, in blocks.
LIST_REACH = 30
# "samarbetet med Lillby i Kina": a place with its country or province.
_UNKNOWN_PARTNER = Anchored(r"\b(?:med|till) (?:staden |kommunen |orten )?(?-i:[A-ZÅÄÖ])[\wåäöéü-]+,? (?:i )?(?-i:[A-ZÅÄÖ])", re.IGNORECASE)
_LOCATED = re.compile(
    r"[a-zåäö)] (?:i|nära|utanför) $|(?:sjöfart|trafik|färj|resor|flyg|linje|tåg|väg|järnväg)\w* (?:mellan|från|till|via) $"
)
_WHERE = 40


class Relations:
    """The relation context of a document."""

    def __init__(self, doc: Doc) -> None:
        self.text: str = text_of(doc)
        self.structure: Structure = doc._.structure
        self.own = self.structure.metadata.municipality_code
        self.sentences: list[Sentence] = []
        self.counterparts: dict[int | None, dict[str, Counterpart]] = {}
        self.linker = Linker(self.text, self.structure, self.own, self.is_others_place)
        self.layout = LayoutLinker(self.text, self.structure, self.sentences, self.is_others_place)
        places = find_places(self.text) if relation_word().search(self.text) else []
        if any(p.kind != "country" for p in places):
            self._read(places)
            self._find_counterparts()
            self._give_topics()

    def _read(self, places: list[PlaceMention]) -> None:
        municipalities = find_municipalities(self.text)
        place_starts, municipality_starts = [p.start for p in places], [m.start for m in municipalities]
        zone_starts = [z.heading[0] for z in self.structure.zones]
        for index, block in enumerate(self.structure.blocks):
            case = self.structure.case_at(block.start)
            part = self.structure.part_at(block.start)
            zone = self._zone(bisect_right(zone_starts, block.start) - 1, case, part)
            here = places[bisect_left(place_starts, block.start) : bisect_left(place_starts, block.end)]
            there = municipalities[bisect_left(municipality_starts, block.start) : bisect_left(municipality_starts, block.end)]
            extents = [(block.start, block.end)] if block.cells else sentences(self.text, block.start, block.end)
            for start, end in extents:
                sentence = Sentence(
                    start, end, index, case.ordinal if case else None, part.index if part else 0, zone, self.text[start:end]
                )
                if here:
                    sentence.places = [p for p in here if start <= p.start < end]
                if there:
                    sentence.municipalities = [m for m in there if start <= m.start < end]
                    sentence.others = self._speaks_of_others(sentence)
                self.sentences.append(sentence)

    def _zone(self, at: int, case: Case | None, part: Part | None) -> str:
        """The kind of the zone a block stands in; votes are taken at meetings only, so that "Resultat" of an evaluation is text."""
        if at < 0 or case is None or self.structure.zones[at].case != case.ordinal:
            return "text"
        kind = self.structure.zones[at].kind
        meeting = part is not None and part.document_type in ("minutes", "minutes_extract")
        return "text" if kind == "vote" and not meeting else kind

    def _is_other(self, mention: MunicipalityMention) -> bool:
        return self.own is not None and mention.code != self.own and mention.form != "domain" and mention.kind in ("municipality", "region")

    def _speaks_of_others(self, sentence: Sentence) -> bool:
        """Is the first actor of the sentence another Swedish municipality?"""
        others = [m for m in sentence.municipalities if self._is_other(m) and not self._only_where(m)]
        if not others:
            return False
        own = [m.start for m in sentence.municipalities if m.code == self.own]
        return not own or min(o.start for o in others) < min(own)

    def _only_where(self, mention: MunicipalityMention) -> bool:
        """Does a bare name only tell where something is: "en konsult i Malmö"? At the beginning of a sentence it tells whose it is."""
        return mention.form == "bare" and _LOCATED.search(self.text[max(0, mention.start - _WHERE) : mention.start]) is not None

    def is_others_place(self, sentence: Sentence, place: PlaceMention) -> bool:
        """Does another Swedish municipality stand nearer before the place than our own?"""
        behind = bisect_right(sentence.municipalities, place.start, key=lambda m: m.end)
        if not behind:
            return False
        nearest = sentence.municipalities[behind - 1]
        if not self._is_other(nearest):
            return False
        return place.start - nearest.end < 160 and not words("own_actor").search(self.text[nearest.end : place.start])

    def _find_counterparts(self) -> None:
        known: set[tuple[int | None, PlaceMention]] = set()
        for sentence, place, strength in [*self._linked(), *self._listed(), *self.layout.linked()]:
            if (sentence.case, place) not in known:
                known.add((sentence.case, place))
                self._add(sentence.case, place, strength)
        for sentence, place, strength in list(self.layout.beside(lambda case: self.counterparts.get(case, {}))):
            self._add(sentence.case, place, strength)
        for case in self.structure.cases:
            self._titled(case)
        self._drop_surroundings()

    def _drop_surroundings(self) -> None:
        """Takes out the cities that only tell where a district lies with which the relation is: "distriktet Yubei i Chongqing"."""
        for sentence in self.sentences:
            known = self.counterparts.get(sentence.case, {})
            for one, other in pairwise(sentence.places):
                between = self.text[one.end : other.start]
                if between.isspace() and re.search(r"-(?:distriktet|provinsen|regionen|området)$", one.raw):
                    # "Suzhou-distriktet Wuzhong"
                    known.pop(one.name, None)
                if (
                    one.kind == "district"
                    and one.name in known
                    and other.kind in ("city", "province")
                    and words("lies_in").fullmatch(between)
                ):
                    known.pop(other.name, None)

    def _add(self, case: int | None, place: PlaceMention, strength: float) -> None:
        known = self.counterparts.setdefault(case, {})
        counterpart = known.setdefault(place.name, Counterpart(place.name, place.country_code, place.identifier, case, []))
        counterpart.mentions.append(place)
        counterpart.strength += strength

    def _linked(self) -> Iterator[tuple[Sentence, PlaceMention, float]]:
        for sentence in self.sentences:
            for place, strength in self.linker.linked(sentence):
                yield sentence, place, strength

    def _listed(self) -> Iterator[tuple[Sentence, PlaceMention, float]]:
        """The places that items of a list begin with, under a heading or lead that says whose list it is."""
        lead: Sentence | None = None
        for sentence in self.sentences:
            block = self.structure.blocks[sentence.block]
            if lead is not None and sentence.block != lead.block:
                first = next((p for p in sentence.places if p.start - block.start <= len(block.marker) + 2), None)
                only_country = bool(sentence.places) and all(p.kind == "country" for p in sentence.places)
                if first is None and block.kind == "row" and (sentence.block == lead.block + 1 or only_country):
                    # The head of a table ("Ort  Land  Sedan"), or a place by its country alone.
                    continue
                if first is None and block.kind == "item" and any(p.kind == "country" for p in sentence.places):
                    # A town that no list of places has.
                    continue
                if first is None or first.kind == "country" or sentence.case != lead.case or sentence.block - lead.block > LIST_REACH:
                    lead = None
                elif not self.is_others_place(sentence, first):
                    sentence.lead = lead.text
                    yield sentence, first, 1.5
            if self._leads_places(sentence):
                lead = sentence

    def _leads_places(self, sentence: Sentence) -> bool:
        text = sentence.text.strip()
        block = self.structure.blocks[sentence.block]
        following = self.structure.blocks[sentence.block + 1] if sentence.block + 1 < len(self.structure.blocks) else None
        counts = following is not None and following.kind == "item" and words("counts_places").search(text) is not None
        return (
            not sentence.others
            and sentence.zone not in ("recipients", "attendance", "documents")
            and sentence.end >= block.end - 1
            and not (block.kind == "row" and sentence.places)
            and (block.kind == "heading" or counts or text.endswith((":", ",")) or (len(text) < HEADING and text[-1:].isalpha()))
            and words("lists_places").search(text) is not None
            and not words("not_counterpart").search(text)
        )

    def _titled(self, case: Case) -> None:
        """Places in the matter's heading are counterparts where the heading or the matter speaks of a relation."""
        start, end = case.heading
        heading = self.text[start:end]
        relation = relation_word().search(heading) or self._told_of_titled(case)
        for sentence in self.sentences:
            if sentence.case != case.ordinal or sentence.start >= end or sentence.end <= start:
                continue
            for place in sentence.places:
                known = self.counterparts.setdefault(case.ordinal, {})
                if place.kind == "country" or self.is_others_place(sentence, place) or self.linker.inside_another(sentence, place):
                    continue
                if relation or place.name in known:
                    self._add(case.ordinal, place, 3.0)

    def _told_of_titled(self, case: Case) -> bool:
        """Does a sentence of a motion or interpellation speak of an agreement and of the one place that its title names?"""
        start, end = case.heading
        titled = {p.name for s in self.sentences_in(start, end) for p in s.places if p.kind != "country" and start <= p.start < end}
        if len(titled) != 1 or self.structure.parts[case.part].document_type not in ("motion", "interpellation"):
            return False
        return any(
            s.start >= end
            and not s.others
            and {p.name for p in s.places if p.kind != "country"} == titled
            and words("signed").search(s.text)
            for s in self.sentences_in(case.start, case.end)
        )

    def main_counterpart(self, case: int | None) -> str | None:
        """The one counterpart a matter is about, where there is one: in its heading, alone, or far ahead of the others."""
        known = self.counterparts.get(case, {})
        if not known:
            return None
        ranked = sorted(known.values(), key=lambda c: (-c.strength, c.name))
        opened = [c.name for c in ranked if any(self._in_opening(m.start) for m in c.mentions)]
        if len(opened) == 1:
            return opened[0]
        if len(ranked) == 1 or ranked[0].strength >= 3 * ranked[1].strength:
            return ranked[0].name
        return None

    def _in_opening(self, offset: int) -> bool:
        """Does an offset stand in the opening of an agreement, which names its parties?"""
        part = self.structure.part_at(offset)
        return part is not None and part.document_type == "agreement" and offset - part.start < OPENING

    def _give_topics(self) -> None:
        """Says which counterparts each sentence is about: those it names, else those of its paragraph or matter."""
        topic: list[str] = []
        listed: dict[str, list[str]] = {}
        block, case = -1, None
        head: list[str] = []
        titles = [c.heading for c in self.structure.cases]
        parties = self._parties()
        for at, sentence in enumerate(self.sentences):
            known = self.counterparts.get(sentence.case, {})
            if sentence.case != case:
                topic, listed, case, head = [], {}, sentence.case, []
            named = list(dict.fromkeys(p.name for p in sentence.places if p.name in known and not self.is_others_place(sentence, p)))
            if self.layout.is_heading(sentence) and not any(a <= sentence.start < b for a, b in titles):
                head, topic = named, topic if named or not head else []
            sentence.head = tuple(head)
            if named and sentence.lead:
                listed = {sentence.lead: [*listed.get(sentence.lead, []), named[0]]}
            if not named and sentence.places and self.structure.blocks[sentence.block].kind == "row":
                topic = named = of_row(sentence, known)
            elif named:
                topic = topic if head and self._only_compared(sentence, head) else named
            elif head and sentence.block != block and not sentence.places:
                topic = head
            elif listed and words("these_places").search(sentence.text):
                sentence.lead, topic = next(iter(listed.items()))
            elif self._of_unknown_place(sentence) or (sentence.block != block and self._opens_anew(at)):
                topic = []
            elif sentence.block != block and (main := self.main_counterpart(sentence.case)):
                topic = [main]
            elif sentence.block != block and sentence.part in parties and sentence.case in self.counterparts:
                topic = [name for name in parties[sentence.part] if name in known] or topic
            block = sentence.block
            there = None if named else by_region(sentence, known) or by_country(sentence, known)
            sentence.counterparts = named or (topic if not sentence.others else []) if there is None else there

    @staticmethod
    def _only_compared(sentence: Sentence, head: list[str]) -> bool:
        """Does a sentence of the section on one counterpart only compare it with those it names: "mer än vad Brest gör"?"""
        named = [p for p in sentence.places if p.kind != "country"]
        return all(p.name not in head and words("compared").search(sentence.text[: p.start - sentence.start]) for p in named)

    def _opens_anew(self, at: int) -> bool:
        """Does a sentence name a place that is no counterpart over its paragraph, or head sections of places?"""
        return self.layout.heads_paragraph(self.sentences[at]) is not None or self.layout.heads_places(at)

    def named_together(self, sentence: Sentence) -> list[str]:
        """The counterparts that a sentence names together by where they lie: "de nordiska vänorterna"."""
        return by_region(sentence, self.counterparts.get(sentence.case, {}))

    def _parties(self) -> dict[int, list[str]]:
        """The parties abroad of each agreement with several, by its part: what it says, it says of all of them."""
        found: dict[int, list[str]] = {}
        for part in self.structure.parts:
            if part.document_type == "agreement":
                for sentence in self.sentences_in(part.start, min(part.end, part.start + OPENING)):
                    known = self.counterparts.get(sentence.case, {})
                    names = list(dict.fromkeys(p.name for p in sentence.places if p.name in known))
                    if len(names) > 1 and words("pair_before").search(sentence.text):
                        found.setdefault(part.index, names)
        return found

    @staticmethod
    def _of_unknown_place(sentence: Sentence) -> bool:
        """Does a sentence tell of a relation with a place that the gazetteer lacks: "Lillby har varit vänort sedan 1978"?"""
        partner = _UNKNOWN_PARTNER.search(sentence.text)
        if partner and relation_word().search(sentence.text[: partner.start() + 1]) and not sentence.municipalities:
            return True
        subject = words("unknown_subject").match(sentence.text)
        return subject is not None and not any(m.start == sentence.start for m in sentence.municipalities)

    def goes_on(self, sentence: Sentence) -> bool:
        """Does a sentence go on about the relation that the one before it in its paragraph speaks of: "Den har löpt ut."?"""
        if words("anaphor").match(sentence.text) is None:
            return False
        at = bisect_left(self.sentences, sentence.start, key=lambda s: s.start) - 1
        return at >= 0 and self.sentences[at].block == sentence.block and relation_word().search(self.sentences[at].text) is not None

    def is_decided_after(self, sentence: Sentence) -> bool:
        """Does a later sentence of the paragraph say that what this one tells was decided?"""
        return sentence.start < self._decided.get(sentence.block, 0)

    @cached_property
    def _decided(self) -> dict[int, int]:
        """Where the last sentence of a block that says so ("Det beslutade fullmäktige") begins, by the block's index."""
        return {s.block: s.start for s in self.sentences if words("decided_so").match(s.text)}

    def named_before(self, sentence: Sentence) -> list[PlaceMention]:
        """The places that a sentence names, else those of the sentence before it in its paragraph that names any."""
        at = bisect_left(self.sentences, sentence.start, key=lambda s: s.start)
        while at >= 0 and self.sentences[at].block == sentence.block:
            if any(p.kind != "country" for p in self.sentences[at].places):
                return self.sentences[at].places
            at -= 1
        return []

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the character at ``offset``."""
        at = bisect_right(self.sentences, offset, key=lambda s: s.start) - 1
        return self.sentences[at] if at >= 0 and self.sentences[at].end > offset else None

    def named_in(self, start: int, end: int) -> list[str]:
        """The places that a clause names, or those of the list that it speaks of as a whole ("säga upp avtalen med dessa städer")."""
        touched = self.sentences_in(start, end)
        named = [p.name for s in touched for p in s.places if start <= p.start < end]
        whole = not named and words("these_places").search(self.text, start, end) is not None
        return named or [name for s in touched if whole and s.lead for name in s.counterparts]

    def sentences_in(self, start: int, end: int) -> list[Sentence]:
        """The sentences that the extent touches, in order."""
        first = max(0, bisect_right(self.sentences, start, key=lambda s: s.start) - 1)
        last = bisect_right(self.sentences, end - 1, key=lambda s: s.start)
        return [s for s in self.sentences[first:last] if s.end > start]


def relations_of(doc: Doc) -> Relations:
    """The relation context of a document, made once."""
    if _KEY not in doc.user_data:
        doc.user_data[_KEY] = Relations(doc)
    context: Relations = doc.user_data[_KEY]
    return context


__all__ = ["Counterpart", "Relations", "Sentence", "agreement_noun", "kind_of", "relation_word", "relations_of"]
