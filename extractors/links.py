"""Links the places that a sentence names to relations: which of them it tells a relation with, and how strongly."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

from extractors.core import Structure
from extractors.places import PlaceMention
from extractors.relation_words import lead, link_rules, relation_word, words
from extractors.sentence import Sentence

# How far around a place the words stand that link it, in characters.
BEFORE, AFTER = 140, 90
# How far before the preposition the word of the relation may stand.
GAP = 70
# How far into an agreement its title and opening reach.
OPENING = 900
# How near our own name must stand to a place to make a pair with it.
NEAR = 45

_PREPOSITION = re.compile(rf"\b(?:med|till|mellan)\s+{lead()}$", re.IGNORECASE)


class Linker:
    """Links places in the sentences of one document."""

    def __init__(
        self, text: str, structure: Structure, own_code: str | None, owner_is_other: Callable[[Sentence, PlaceMention], bool]
    ) -> None:
        self.text = text
        self.structure = structure
        self.own_code = own_code
        self.rules = link_rules(structure.metadata.municipality)
        self.owner_is_other = owner_is_other

    def linked(self, sentence: Sentence) -> Iterator[tuple[PlaceMention, float]]:
        """The places of a sentence that it tells a relation with, and how strongly."""
        if not sentence.places or sentence.zone in ("recipients", "attendance"):
            return
        before: PlaceMention | None = None
        others = self.twins_of_each_other(sentence)
        skipped: list[PlaceMention] = []
        for place in sentence.places:
            if place in others or place.kind == "country" or self.owner_is_other(sentence, place) or self.inside_another(sentence, place):
                continue
            strength = self._strength(sentence, place)
            if not strength and before is not None and self._coordinated(before, place):
                strength = 1.0
            if strength:
                before = place
                yield place, strength
                yield from self._said_of_all(skipped, place)
            skipped = [] if strength else [*skipped, place]

    def _said_of_all(self, earlier: list[PlaceMention], place: PlaceMention) -> Iterator[tuple[PlaceMention, float]]:
        """The places listed before one behind which all are said to be twin towns: "A, B och C är våra vänorter"."""
        if not words("all_twins").match(self.text, place.end, place.end + AFTER):
            return
        for listed in reversed(earlier):
            if not self._coordinated(listed, place):
                return
            yield listed, 1.0
            place = listed

    def twins_of_each_other(self, sentence: Sentence) -> list[PlaceMention]:
        """ "Esbjerg, som är vänort med Suzhou": places abroad of which one is said to be the other's twin, and not ours."""
        found: list[PlaceMention] = []
        for said in words("is_twin_of").finditer(sentence.text):
            at = sentence.start + said.start()
            behind = next((p for p in sentence.places if p.start == sentence.start + said.end()), None)
            ahead = max((p for p in sentence.places if p.end <= at and p.kind != "country"), key=lambda p: p.end, default=None)
            if behind is None or ahead is None or at - ahead.end > NEAR or any(ahead.end <= m.start < at for m in sentence.municipalities):
                continue
            told_before = relation_word().search(self.text, sentence.start, ahead.start)
            found += [p for p in sentence.places if p.start >= behind.start or (p is ahead and told_before is None)]
        return found

    def inside_another(self, sentence: Sentence, place: PlaceMention) -> bool:
        """ "Jiading i Shanghai", "Shaoxing i provinsen Zhejiang", "Rønne på Bornholm": the second place only says where the first lies."""
        behind = bisect_right(sentence.places, place.start, key=lambda p: p.end)
        before = next((p for n in range(behind - 1, -1, -1) if (p := sentence.places[n]).kind != "country"), None)
        if before is None:
            return False
        between = self.text[before.end : place.start]
        return bool(words("lies_in").fullmatch(between)) and (
            re.search(r"(?<!\w)(?:i|på)(?!\w)", between) is not None or (place.kind == "province" and before.kind != "province")
        )

    def _coordinated(self, before: PlaceMention, place: PlaceMention) -> bool:
        return bool(words("coordinated").fullmatch(self.text, before.end, place.start))

    def _strength(self, sentence: Sentence, place: PlaceMention) -> float:
        before = self.text[max(sentence.start, place.start - BEFORE) : place.start]
        after = self.text[place.end : min(sentence.end, place.end + AFTER)]
        if words("not_counterpart").search(before[-60:]) or words("not_counterpart_after").search(after):
            return 0.0
        if self._party_line(sentence, place):
            return 2.0
        by_preposition = self._by_preposition(before, after)
        if by_preposition is not None:
            return by_preposition
        relation = relation_word().search(sentence.text) is not None
        for rule in self.rules:
            if (
                (relation or not rule.relation)
                and (rule.before is None or rule.before.search(before))
                and (rule.after is None or rule.after.match(after))
            ):
                return rule.strength
        return self._signing_pair(sentence, place, after) if relation else 0.0

    @staticmethod
    def _by_preposition(before: str, after: str) -> float | None:
        """ "avtal med X", "relationen till X"; 0 where it is denied ("inga avtal med X", "avtal med X finns inte"), None where no
        preposition links the place."""
        prepositional = _PREPOSITION.search(before)
        if prepositional is None:
            return None
        gap = before[: prepositional.start()]
        told = list(relation_word().finditer(gap))
        if not told:
            return None
        owner = gap[: told[-1].start()]
        if words("negated").search(owner) or words("other_owner").search(owner) or words("denied_after").match(after):
            return 0.0
        return 2.0 if len(gap) - told[-1].end() <= GAP else None

    def _party_line(self, sentence: Sentence, place: PlaceMention) -> bool:
        """Does an agreement name the place as a party: in its title or opening, or over the signatures ("För Wuxis stad")?"""
        part = self.structure.parts[sentence.part]
        if part.document_type != "agreement":
            return False
        before = self.text[max(sentence.start, place.start - 40) : place.start]
        signing = words("party_signing").search(before) is not None
        formal = (
            words("party_form").search(place.raw)
            or words("party_form_after").match(self.text, place.end)
            or words("party_noun_before").search(before)
        )
        opening = place.start - part.start < OPENING
        return bool(words("party_before").search(before) and (formal or signing) and (opening or signing))

    def _signing_pair(self, sentence: Sentence, place: PlaceMention, after: str) -> float:
        """ "Haninge kommun och X tecknade ... avtal", "mellan X och Y kommun"."""
        for municipality in sentence.municipalities:
            if municipality.code != self.own_code:
                continue
            a, b = sorted([(municipality.start, municipality.end), (place.start, place.end)])
            between = self.text[a[1] : b[0]]
            if not (len(between) < NEAR and re.search(r"\boch\b|–|-", between)):
                continue
            if words("pair_before").search(self.text, max(sentence.start, a[0] - NEAR), a[0]) or words("pair_after").match(after):
                return 2.0
        return 0.0


__all__ = ["Linker"]
