"""Counterparts that the layout of a paper shows: names that head a paragraph or section, rows of tables, addresses, titles of travel
reports; and those that a sentence takes up by a noun alone ("ett avtal med staden")."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from extractors.core import Structure
from extractors.links import OPENING
from extractors.places import PlaceMention
from extractors.relation_words import relation_word, words
from extractors.sentence import Sentence

# A line without a full stop that is no longer than this may head a list, in characters.
HEADING = 60
# How strongly a letter is about the place it is addressed to, beside those it only greets, and a report about the place of the journey.
_MAIN = 6.0
# Sentences behind a name that heads its paragraph that may tell of the relation.
_NEAR = 3
# Sentences at the top of a report among which its title is.
_TOP = 40
# A cell of a table is no longer than this, in characters; running text in columns is.
_CELL = 60
_SILENT = ("recipients", "attendance", "documents")

Found = Iterator[tuple[Sentence, PlaceMention, float]]


class LayoutLinker:
    """Links the places of one document by where they stand."""

    def __init__(
        self, text: str, structure: Structure, sentences: list[Sentence], owner_is_other: Callable[[Sentence, PlaceMention], bool]
    ) -> None:
        self.text = text
        self.structure = structure
        self.sentences = sentences
        self.owner_is_other = owner_is_other

    def linked(self) -> Found:
        """The places that are counterparts by the layout, each with the sentence that names it and how strongly."""
        yield from self._run_in()
        yield from self._headed()
        yield from self._tabled()
        yield from self._taken_up()
        yield from self._addressed()
        yield from self._travelled()

    def _told_in(self, sentence: Sentence, name: str) -> bool:
        """Does a sentence that names no other place tell of a relation, and not of another municipality's?"""
        told = relation_word().search(sentence.text)
        if told is None or sentence.others or any(p.name != name and p.kind != "country" for p in sentence.places):
            return False
        return not words("negated").search(sentence.text[: told.start()]) and not words("with_other").search(sentence.text)

    def _run_in(self) -> Found:
        """The places that stand alone before what is told of them: "Changzhou, Kina. Vänortsavtalet ingicks 2008."."""
        for at, sentence in enumerate(self.sentences[:-1]):
            place = self.heads_paragraph(sentence)
            if place is None or sentence.zone in _SILENT:
                continue
            following = [s for s in self.sentences[at + 1 : at + 1 + _NEAR] if s.block == sentence.block]
            if any(self._told_in(s, place.name) for s in following):
                yield sentence, place, 1.5

    def heads_paragraph(self, sentence: Sentence) -> PlaceMention | None:
        """The one place that a sentence consists of: "Changzhou, Kina."."""
        named = [p for p in sentence.places if p.kind != "country"]
        if len(named) != 1 or named[0].start - sentence.start >= 4:
            return None
        return named[0] if words("run_in").fullmatch(self.text, named[0].end, sentence.end) else None

    def heads_places(self, at: int) -> bool:
        """Is a sentence the heading over headings that each name a place: "Partnerskap som avvecklas" over "Jilin, Kina"?"""
        if at + 1 >= len(self.sentences):
            return False
        over, under = (self.structure.blocks[s.block] for s in self.sentences[at : at + 2])
        first = next(iter(self.sentences[at + 1].places), None)
        short = all(b.kind in ("heading", "paragraph") and not b.cells and b.end - b.start < HEADING for b in (over, under))
        if not short or first is None or self.sentences[at].places or first.start - under.start > 3:
            return False
        return all(self.text[b.start : b.end].rstrip()[-1:] not in ".!?" for b in (over, under))

    def _headed(self) -> Found:
        """The places that head a section, with their country, under which an agreement is told of: "Changzhou (Kina)"."""
        for at, sentence in enumerate(self.sentences[:-1]):
            block = self.structure.blocks[sentence.block]
            named = [p for p in sentence.places if p.kind != "country"]
            if len(named) != 1 or sentence.zone in _SILENT or block.cells or block.end - block.start > HEADING:
                continue
            rest = f"{self.text[block.start : named[0].start]}{self.text[named[0].end : block.end]}"
            heads = block.kind == "heading" or rest[:1].isdigit()
            alone = heads and words("heading_alone").fullmatch(rest) and self._told_under(at, named[0])
            if not alone and (len(sentence.places) < 2 or words("headed_by_place").fullmatch(rest) is None):
                continue
            under = self.structure.blocks[self.sentences[at + 1].block]
            told = words("told_under_heading").search(self.text, under.start, under.end)
            if told is not None and under.kind == "paragraph" and not words("negated").search(self.text[under.start : told.start()]):
                yield sentence, named[0], 1.5

    def beside(self, known: Callable[[int | None], Iterable[str]]) -> Found:
        """The places that alone head sections beside those of counterparts ("Lillby" beside "Vänorten Brest"), of which the section or a
        proposal tells something; ``known`` gives the counterparts of a matter."""
        heads = [(at, s, place) for at, s in enumerate(self.sentences) if (place := self._heads_section(s)) is not None]
        for order, (at, sentence, place) in enumerate(heads):
            others = {p.name for _, s, p in heads if s.case == sentence.case and p.name != place.name}
            names = set(known(sentence.case))
            if place.name in names or not others & names or not self._alone(sentence, place):
                continue
            until = next((s.start for _, s, _ in heads[order + 1 :]), len(self.text))
            section = [s for s in self.sentences[at + 1 :] if s.start < until and s.case == sentence.case]
            proposed = (s for s in self.sentences if s.case == sentence.case and s.zone in ("proposal", "decision"))
            if any(p.name == place.name for s in proposed for p in s.places) or (
                self._about(section, place) and any(self._told_in(s, place.name) for s in section)
            ):
                yield sentence, place, 1.5

    def is_heading(self, sentence: Sentence) -> bool:
        """Is a sentence a short line of its own without a full stop, as a heading is?"""
        block = self.structure.blocks[sentence.block]
        short = block.kind in ("heading", "paragraph") and not block.cells and block.end - block.start < HEADING
        line = self.text[block.start : block.end].strip()
        return short and line[:1].isalnum() and not line[:1].islower() and line[-1:] not in ".!?,;:-"

    def _heads_section(self, sentence: Sentence) -> PlaceMention | None:
        """The one place that a heading names."""
        named = [p for p in sentence.places if p.kind != "country"]
        if len(named) != 1 or sentence.zone in _SILENT or not self.is_heading(sentence):
            return None
        return None if self.owner_is_other(sentence, named[0]) else named[0]

    def _alone(self, sentence: Sentence, place: PlaceMention) -> bool:
        """Is a place, with its country or a number before it, all that the heading consists of?"""
        block = self.structure.blocks[sentence.block]
        rest = f"{self.text[block.start : place.start]}{self.text[place.end : block.end]}"
        return any(words(name).fullmatch(rest) for name in ("heading_alone", "headed_by_place"))

    @staticmethod
    def _about(section: list[Sentence], place: PlaceMention) -> bool:
        return any(p.name == place.name for s in section[:_NEAR] for p in s.places)

    def _told_under(self, at: int, place: PlaceMention) -> bool:
        """Does the paragraph under the heading that the sentence at ``at`` is name its place again?"""
        block = self.sentences[at + 1].block
        return any(p.name == place.name for s in self.sentences[at + 1 : at + 6] if s.block == block for p in s.places)

    def _tabled(self) -> Found:
        """The places that rows of a table open with, where another cell names the relation: "Lier, Norge   vänort   1957–"."""
        for sentence in self.sentences:
            block = self.structure.blocks[sentence.block]
            if block.kind != "row" or len(block.cells) < 2 or not sentence.places or sentence.zone in _SILENT:
                continue
            first = next((p for p in sentence.places if p.start - block.start <= len(block.marker) + 2), None)
            if first is None or first.kind == "country" or self.owner_is_other(sentence, first):
                continue
            cells = [(c.start, c.end) for c in block.cells[1:] if c.end - c.start < _CELL]
            if any(words("tabled").fullmatch(self.text, *cell) for cell in cells):
                yield sentence, first, 1.5

    def _taken_up(self) -> Found:
        """The one place that the sentence before names, or the heading over the paragraph, and that a noun takes up: "Orten vill bli
        vänort till oss.", "Ett avtal med staden ..."."""
        before: Sentence | None = None
        for sentence in self.sentences:
            named = [p for p in sentence.places if p.kind != "country"]
            if not named and before is not None and not sentence.others and self._joined(before, sentence):
                places = {p.name: p for p in before.places if p.kind != "country"}
                told = relation_word().search(sentence.text) if words("takes_up").search(sentence.text) else None
                if told is None and self._opens_block(before) and words("agreement_told").match(sentence.text):
                    # "Kaunas ville länge ha med oss att göra. ... Avtalet skrevs under i maj."
                    told = relation_word().search(sentence.text)
                if told is not None and len(places) == 1 and not words("negated").search(sentence.text[: told.start()]):
                    yield before, next(iter(places.values())), 1.5
            if named or (before is not None and not self._joined(before, sentence)):
                before = sentence if named and not sentence.others else None

    def _opens_block(self, sentence: Sentence) -> bool:
        """Does a paragraph open with the place that the sentence names?"""
        return any(p.start - self.structure.blocks[sentence.block].start < 4 for p in sentence.places if p.kind != "country")

    def _joined(self, before: Sentence, sentence: Sentence) -> bool:
        """Do two sentences stand in one paragraph, or the first as a short heading right over the second?"""
        if before.block == sentence.block:
            return True
        over = self.structure.blocks[before.block]
        return before.case == sentence.case and sentence.block == before.block + 1 and over.end - over.start < HEADING and not over.cells

    def _addressed(self) -> Found:
        """The place in the address of a letter that speaks of "our towns" or "our exchange": the letter is about it."""
        for part in self.structure.parts:
            if part.document_type != "correspondence" or not words("shared").search(self.text, part.start, part.end):
                continue
            for sentence in self._within(part.start, min(part.end, part.start + OPENING)):
                block = self.structure.blocks[sentence.block]
                alone = block.end - block.start < HEADING and not self.text[block.start : block.end].rstrip().endswith((".", "!", "?"))
                named = [p for p in sentence.places if p.kind != "country"]
                if alone and named and not relation_word().search(self.text, block.start, block.end):
                    yield sentence, named[0], _MAIN

    def _travelled(self) -> Found:
        """The place of the journey that a report is titled by, where an agreement was made there."""
        for part in self.structure.parts:
            if part.document_type != "report":
                continue
            for sentence in islice(self._within(part.start, part.end), _TOP):
                named = [p for p in sentence.places if p.kind != "country"]
                if len(named) != 1 or not words("journey_to").search(self.text[sentence.start : named[0].start]):
                    continue
                made = (s for s in self._within(sentence.end, part.end) if words("made_there").search(s.text))
                if any({p.name for p in s.places if p.kind != "country"} <= {named[0].name} and not s.others for s in made):
                    yield sentence, named[0], _MAIN
                break

    def _within(self, start: int, end: int) -> Iterator[Sentence]:
        return (s for s in self.sentences if start <= s.start < end)


__all__ = ["HEADING", "LayoutLinker"]
