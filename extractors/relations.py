"""Sentences that speak of relations with places abroad: whose relation it is, with whom, and of what kind.

The context made here is shared by the extractors of dates, counterparts, agreements, focus areas and outcomes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Doc

from extractors import resources
from extractors.core import Case, Structure, text_of
from extractors.municipalities import MunicipalityMention, find_municipalities
from extractors.places import PlaceMention, find_places
from extractors.sentences import sentences

_KEY = "relations"
_OWN_ACTOR = re.compile(r"\b(?:kommunen|kommunens|staden|stadens|regionen|regionens|vi|vår|våra|vårt|oss)\b", re.IGNORECASE)

_NEGATED = re.compile(r"\b(?:inga|inget|ingen|saknar|saknas|inte (?:något|någon|några))\s+(?:[a-zåäö]+\s+)?$", re.IGNORECASE)
# A name, and no noun in the definite or plural (Kommunen, Städerna), that is said to be a twin town.
_UNKNOWN_SUBJECT = re.compile(
    r"(?!\w+(?:en|et|na|or|er)\b)(?!(?:Vi|Den|Det|Detta|Båda|Idag|Nu|Som|Här|Där)\b)[A-ZÅÄÖ]\w+ "
    r"(?:är|blev|har varit|har blivit)\b[^.]{0,40}\b(?:vänort|systerst|systerort|partnerst)"
)


def _union(patterns: list[str]) -> str:
    return "|".join(f"(?:{p})" for p in patterns)


@cache
def relation_word() -> re.Pattern[str]:
    """Any word that tells of a relation, alone or in a compound."""
    return re.compile(rf"(?:{_union(resources.toml('relations')['words']['relation'])})[a-zåäö]*", re.IGNORECASE)


@cache
def agreement_noun() -> re.Pattern[str]:
    """The nouns of an agreement or relation that can have a term."""
    return re.compile(rf"\b(?:{_union(resources.toml('relations')['words']['agreement'])})\b", re.IGNORECASE)


@cache
def _not_counterpart() -> re.Pattern[str]:
    return re.compile(_union(resources.toml("relations")["words"]["not_counterpart"]), re.IGNORECASE)


@cache
def _kinds() -> list[tuple[str, re.Pattern[str]]]:
    return [(kind, re.compile(_union(patterns), re.IGNORECASE)) for kind, patterns in resources.toml("relations")["kinds"].items()]


def kind_of(text: str) -> str | None:
    """The kind of agreement or relation that ``text`` names (the most telling word wins); None where it names none."""
    return next((kind for kind, pattern in _kinds() if pattern.search(text)), None)


@dataclass(slots=True)
class Sentence:
    """A sentence with what it names. ``others`` says that it speaks of another Swedish municipality's affairs."""

    start: int
    end: int
    block: int
    case: int | None
    part: int
    zone: str
    text: str
    places: list[PlaceMention] = field(default_factory=list)
    municipalities: list[MunicipalityMention] = field(default_factory=list)
    others: bool = False
    counterparts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Counterpart:
    """A foreign place that a matter has, had or would have a relation with; ``mentions`` are those that show it."""

    name: str
    country: str
    identifier: str
    case: int | None
    mentions: list[PlaceMention]
    strength: float = 0.0


class Relations:
    """The relation context of a document."""

    def __init__(self, doc: Doc) -> None:
        self.text: str = text_of(doc)
        self.structure: Structure = doc._.structure
        self.own = self.structure.metadata.municipality_code
        self.sentences: list[Sentence] = []
        self.counterparts: dict[int | None, dict[str, Counterpart]] = {}
        places = find_places(self.text)
        if relation_word().search(self.text) and any(p.kind != "country" for p in places):
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
            at = bisect_right(zone_starts, block.start) - 1
            zone = (
                self.structure.zones[at].kind if at >= 0 and case is not None and self.structure.zones[at].case == case.ordinal else "text"
            )
            extents = [(block.start, block.end)] if block.cells else sentences(self.text, block.start, block.end)
            for start, end in extents:
                sentence = Sentence(
                    start, end, index, case.ordinal if case else None, part.index if part else 0, zone, self.text[start:end]
                )
                sentence.places = places[bisect_right(place_starts, start - 1) : bisect_right(place_starts, end - 1)]
                sentence.municipalities = municipalities[
                    bisect_right(municipality_starts, start - 1) : bisect_right(municipality_starts, end - 1)
                ]
                sentence.others = self._speaks_of_others(sentence)
                self.sentences.append(sentence)

    def _is_other(self, mention: MunicipalityMention) -> bool:
        return self.own is not None and mention.code != self.own and mention.form != "domain" and mention.kind in ("municipality", "region")

    def _speaks_of_others(self, sentence: Sentence) -> bool:
        """Is the first actor of the sentence another Swedish municipality?"""
        others = [m for m in sentence.municipalities if self._is_other(m)]
        if not others:
            return False
        own = [m.start for m in sentence.municipalities if m.code == self.own]
        return not own or min(o.start for o in others) < min(own)

    def _owner_is_other(self, sentence: Sentence, place: PlaceMention) -> bool:
        """Does another Swedish municipality stand nearer before the place than our own?"""
        before = [m for m in sentence.municipalities if m.end <= place.start]
        if not before:
            return False
        nearest = before[-1]
        if not self._is_other(nearest):
            return False
        between = self.text[nearest.end : place.start]
        return not _OWN_ACTOR.search(between) and len(between) < 160

    def _find_counterparts(self) -> None:
        for sentence in self.sentences:
            for place, strength in self._linked(sentence):
                known = self.counterparts.setdefault(sentence.case, {})
                counterpart = known.setdefault(place.name, Counterpart(place.name, place.country_code, place.identifier, sentence.case, []))
                counterpart.mentions.append(place)
                counterpart.strength += strength
        for case in self.structure.cases:
            self._titled(case)

    def _titled(self, case: Case) -> None:
        """Places in the matter's heading are counterparts where the heading or the matter speaks of a relation."""
        start, end = case.heading
        heading = self.text[start:end]
        relation = relation_word().search(heading)
        for sentence in self.sentences:
            if sentence.case != case.ordinal or sentence.start >= end or sentence.end <= start:
                continue
            for place in sentence.places:
                known = self.counterparts.setdefault(case.ordinal, {})
                if place.kind == "country" or self._owner_is_other(sentence, place) or self._inside_another(sentence, place):
                    continue
                if relation or place.name in known:
                    counterpart = known.setdefault(
                        place.name, Counterpart(place.name, place.country_code, place.identifier, case.ordinal, [])
                    )
                    counterpart.mentions.append(place)
                    counterpart.strength += 3.0

    def _inside_another(self, sentence: Sentence, place: PlaceMention) -> bool:
        """ "Jiading i Shanghai", "Shaoxing i provinsen Zhejiang": the second place only says where the first lies."""
        before = [p for p in sentence.places if p.end <= place.start and p.kind != "country"]
        if not before:
            return False
        between = self.text[before[-1].end : place.start]
        return bool(
            re.fullmatch(r"\s*(?:,|\(|i|i provinsen|i delstaten|i regionen|i distriktet|i staden)\s*(?:[a-zåäö]+ )?", between)
        ) and (" i " in f" {between.strip()} " or (place.kind in ("province",) and before[-1].kind != "province"))

    def _linked(self, sentence: Sentence) -> Iterator[tuple[PlaceMention, float]]:
        """The places of a sentence that it tells a relation with, and how strongly."""
        if not sentence.places or sentence.zone in ("recipients", "attendance"):
            return
        linked_before: PlaceMention | None = None
        for place in sentence.places:
            if place.kind == "country":
                continue
            if self._owner_is_other(sentence, place) or self._inside_another(sentence, place):
                continue
            strength = self._link(sentence, place)
            if not strength and linked_before is not None and self._coordinated(linked_before, place):
                strength = 1.0
            if strength:
                linked_before = place
                yield place, strength

    def _coordinated(self, before: PlaceMention, place: PlaceMention) -> bool:
        between = self.text[before.end : place.start]
        return bool(
            re.fullmatch(
                r"(?:\s*\(?(?:i )?[A-ZÅÄÖ][\wåäö]+\)?)?\s*(?:,|,?\s+och|,?\s+samt|,?\s+respektive)\s+(?:med\s+)?(?:[a-zåäö]+\s+)?", between
            )
        ) or bool(re.fullmatch(r",\s*[A-ZÅÄÖ][\wåäö]+,?\s*(?:och|samt)?\s*", between))

    def _link(self, sentence: Sentence, place: PlaceMention) -> float:
        before = self.text[max(sentence.start, place.start - 140) : place.start]
        after = self.text[place.end : min(sentence.end, place.end + 90)]
        if _not_counterpart().search(before[-60:]) or re.search(r"(?i)\bi annat ärende\b|\bi annan ordning\b", after):
            return 0.0
        if self._party_line(sentence, place):
            return 2.0
        nouns = _union(resources.toml("relations")["words"]["place_nouns"])
        lead = rf"(?:[\"”]\s*)?(?:den |det |de |en |ett |vår |våra |sin |sina )?(?:[a-zåäö]+(?:ska|iska) )?(?:{nouns})?\s*$"
        prepositional = re.search(rf"\b(?:med|till|mellan)\s+{lead}", before, re.IGNORECASE)
        if prepositional and relation_word().search(before[: prepositional.start()]):
            gap = before[: prepositional.start()]
            last = list(relation_word().finditer(gap))[-1]
            if _NEGATED.search(gap[: last.start()]):
                return 0.0
            if len(gap) - last.end() <= 70:
                return 2.0
        if re.search(r"(?i)\bmed\s+$|\bmed\s+\w+\s+$", before) and re.match(
            r"[^.]{0,60}\b(?:\w{0,20}avtal|samarbet|överenskommelse|avsiktsförklaring|vänort|partnerskap)", after, re.IGNORECASE
        ):
            return 1.5
        if re.search(
            rf"\b(?:vänorte?n?|systerst\w+|systerort\w*|partnerst\w+|partnerort\w*|sister city)\s+(?:{nouns})?\s*$", before, re.IGNORECASE
        ):
            return 2.0
        if re.match(
            r"(?:\s*(?:i|,)\s*[A-ZÅÄÖ]\w+,?)?\s+(?:är|blev|har varit|som|blir)\b"
            r"[^.]{0,30}\b(?:vänort|systerst|systerort|partnerst|sister cit)",
            after,
            re.IGNORECASE,
        ):
            return 2.0
        if re.match(
            r"(?:s|:s)?[\"”]?(?:\s+i\s+[A-ZÅÄÖ]\w+)?\s*(?:har\s+)?(?:[a-zåäö]+\s+)?(?:gärna )?"
            r"(?:ser|vill|bad|bett|frågade?|frågat|föresl[oa]g\w*|önskar|erbjud)",
            after,
        ) and relation_word().search(sentence.text):
            return 1.0
        if re.search(r"\b(?:förfrågan|propå|inbjudan|erbjudande|begäran)\s+från\s+" + lead, before, re.IGNORECASE):
            return 1.5
        return self._signing_pair(sentence, place, after)

    def _party_line(self, sentence: Sentence, place: PlaceMention) -> bool:
        """Does an agreement name the place as a party: in its title or opening, or over the signatures ("För Wuxis stad")?"""
        part = self.structure.parts[sentence.part]
        if part.document_type != "agreement":
            return False
        before = self.text[max(sentence.start, place.start - 40) : place.start]
        party = re.search(r"(?i)(?:\bmellan|\boch|^|\bför|\t)\s*$", before)
        formal = re.search(r"(?i)\b(?:stad|kommun|city|provins|region|distrikt|oblast)s?\b", place.raw) or re.match(
            r"(?i)\s+(?:stad|kommun|city)\b", self.text[place.end : place.end + 12]
        )
        opening = place.start - part.start < 900
        return bool(party and (formal or re.search(r"(?i)^för\s*$", before)) and (opening or re.search(r"(?i)\bför\s*$", before)))

    def _signing_pair(self, sentence: Sentence, place: PlaceMention, after: str) -> float:
        """ "Haninge kommun och X tecknade ... avtal", "mellan X och Y kommun"."""
        own = [m for m in sentence.municipalities if m.code == self.own]
        if not own:
            return 0.0
        near = [m for m in own if abs(m.end - place.start) < 45 or abs(place.end - m.start) < 45]
        for municipality in near:
            a, b = sorted([(municipality.start, municipality.end), (place.start, place.end)])
            between = self.text[a[1] : b[0]]
            if (
                re.search(r"\boch\b|–|-", between)
                and len(between) < 40
                and (
                    re.search(r"\bmellan\b", self.text[max(sentence.start, a[0] - 40) : a[0]], re.I)
                    or re.match(r"[^.]{0,40}\b(?:slöt|teckna|underteckna|ingick|har )", after)
                )
            ):
                return 2.0 if relation_word().search(sentence.text) else 0.0
        return 0.0

    def main_counterpart(self, case: int | None) -> str | None:
        """The one counterpart a matter is about, where there is one: in its heading, alone, or far ahead of the others."""
        known = self.counterparts.get(case, {})
        if not known:
            return None
        ranked = sorted(known.values(), key=lambda c: (-c.strength, c.name))
        if len(ranked) == 1 or ranked[0].strength >= 3 * ranked[1].strength:
            return ranked[0].name
        return None

    def _give_topics(self) -> None:
        """Says which counterparts each sentence is about: those it names, else those of its paragraph or matter."""
        topic: list[str] = []
        block, case = -1, None
        for sentence in self.sentences:
            known = self.counterparts.get(sentence.case, {})
            if sentence.case != case:
                topic, case = [], sentence.case
            named = list(dict.fromkeys(p.name for p in sentence.places if p.name in known and not self._owner_is_other(sentence, p)))
            if named:
                topic = named
            elif self._of_unknown_place(sentence):
                topic = []
            elif sentence.block != block and (main := self.main_counterpart(sentence.case)):
                topic = [main]
            block = sentence.block
            sentence.counterparts = named or (topic if not sentence.others else [])

    @staticmethod
    def _of_unknown_place(sentence: Sentence) -> bool:
        """Does a sentence tell of a relation with a place that the gazetteer lacks: "Lillby har varit vänort sedan 1978"?"""
        subject = _UNKNOWN_SUBJECT.match(sentence.text)
        return subject is not None and not any(m.start == sentence.start for m in sentence.municipalities)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the character at ``offset``."""
        at = bisect_right(self.sentences, offset, key=lambda s: s.start) - 1
        return self.sentences[at] if at >= 0 and self.sentences[at].end > offset else None

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
