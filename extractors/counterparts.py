"""Foreign places: the counterparts of agreements and relations, and places merely named."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractors.core import Fact
from extractors.places import PlaceMention
from extractors.relations import relations_of

# A counterpart shown by this much evidence is as sure as it gets.
FULL_STRENGTH = 4.0


def _fact(place: PlaceMention, role: str, rule: str, confidence: float, case: int | None) -> Fact:
    values = {
        "name": place.name,
        "raw": place.raw,
        "kind": "country" if place.kind == "country" else "foreign_place",
        "role": role,
        "country_code": place.country_code or None,
        "identifier": place.identifier or None,
    }
    return Fact("parties", place.start, place.end, rule, confidence, values, case)


@Language.component("counterparts")
def counterparts(doc: Doc) -> Doc:
    """Adds a ``parties`` fact for the first telling mention of each counterpart of a matter, and for places merely named."""
    context = relations_of(doc)
    for case, known in context.counterparts.items():
        for counterpart in known.values():
            confidence = min(0.95, 0.75 + 0.2 * counterpart.strength / FULL_STRENGTH)
            doc._.facts.append(_fact(counterpart.mentions[0], "counterpart", "counterparts:relation", confidence, case))
    seen: set[tuple[int | None, str]] = set()
    for sentence in context.sentences:
        for place in sentence.places:
            key = (sentence.case, place.name)
            if key not in seen and place.name not in context.counterparts.get(sentence.case, {}):
                seen.add(key)
                doc._.facts.append(_fact(place, "mentioned", "counterparts:named", 0.8, sentence.case))
    return doc
