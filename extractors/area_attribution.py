"""Which counterparts each sentence on areas of cooperation is about: those it names, or those its paragraph, heading or matter is of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.area_frames import frames, trigger
from extractors.area_words import find_areas
from extractors.elsewhere import NAME_ALONE
from extractors.organisation_names import kind_of
from extractors.relation_layouts import HEADING
from extractors.relations import Relations, Sentence, relation_word

# What heads the answer to a question on the same matter.
_ANSWER = re.compile(r"svar[:.]?", re.IGNORECASE)
# With whom a relation is, by name.
_WITH = re.compile(
    r"[ \n](?:med|till)[ \n](?:(?:staden|kommunen|orten|regionen|provinsen) )?"
    r"(?=(?P<name>[A-ZÀ-ÖØ-Þ][\w’'-]{2,}(?:[ \n][\wåäö]+)?))"
)


class Attribution:
    """Attributes the sentences of one document."""

    def __init__(self, context: Relations) -> None:
        self.context = context
        self.structure = context.structure

    def sentences(self) -> Iterator[Sentence]:
        """The sentences with the counterparts they are about. A heading ends what was said of one counterpart among several;
        where another Swedish municipality is only named in passing, the sentence is of what the paragraph is of."""
        named: list[str] = []
        asked: list[str] = []
        block = strange = -1
        for sentence in self.context.sentences:
            asked = named or asked
            own = any(p.name in sentence.counterparts for p in sentence.places)
            if not own and self._with_another(sentence):
                strange = sentence.block
            elif own:
                strange = -1
            if _ANSWER.fullmatch(sentence.text.strip()):
                named = asked
            elif not own and self._heads_other(sentence):
                named = []
            of_paper = self.structure.parts[sentence.part].document_type == "agreement"
            if own or (sentence.counterparts and (of_paper or self.context.main_counterpart(sentence.case))):
                named = sentence.counterparts
            if sentence.block == strange:
                yield replace(sentence, counterparts=[])
            elif sentence.others and not sentence.counterparts and sentence.block == block and not self._other_acts(sentence):
                yield replace(sentence, counterparts=named, others=False)
            elif sentence.counterparts and not own and (sentence.others or not named):
                yield replace(sentence, counterparts=[])
            else:
                yield sentence
            block = sentence.block

    def _with_another(self, sentence: Sentence) -> bool:
        """Does the sentence speak of a relation with somebody who is no counterpart: "avtalet med Lillby"?"""
        word = relation_word().search(sentence.text)
        name = _WITH.match(sentence.text, word.end()) if word is not None else None
        if name is None or kind_of(name["name"].strip()) or kind_of(name["name"].split()[0]):
            return False
        at = sentence.start + name.end()
        return not any(p.start == at and p.kind == "country" for p in sentence.places) and not any(
            m.start == at for m in sentence.municipalities
        )

    def _heads_other(self, sentence: Sentence) -> bool:
        """Is the sentence a heading, by its kind or its look, that is of no relation and introduces no areas?"""
        block = self.structure.blocks[sentence.block]
        if block.kind == "heading":
            return not sentence.places
        text = sentence.text.strip()
        if sentence.start == block.start and NAME_ALONE.fullmatch(text):
            return True
        alone = block.kind == "paragraph" and sentence.start == block.start and sentence.end >= block.end - 1
        plain = alone and len(text) < HEADING and text[:1].isupper() and text[-1:].isalpha()
        return plain and not sentence.places and not relation_word().search(text) and not trigger("list_leads").search(text)

    def _other_acts(self, sentence: Sentence) -> bool:
        """Does another municipality stand before the words that tell the areas?"""
        found = frames(sentence.text, find_areas(sentence.text))
        first = min((f.start for f in found), default=len(sentence.text))
        return any(m.start - sentence.start < first for m in sentence.municipalities)


__all__ = ["Attribution"]
