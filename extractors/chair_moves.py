"""What the chair moves without being named: ``Ordföranden yrkar bifall``, whose name stands in the list of those present."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.attendance import MEETING_TYPES
from extractors.core import Structure
from extractors.formulas import formula
from extractors.person_groups import Role, extents_with
from extractors.persons import Person

_CHAIR = re.compile("ordföranden", re.IGNORECASE)
# Another body's chair, or a deputy: "vice ordföranden", "nämndens ordförande", "gruppens ordföranden"
_OTHER_CHAIR = re.compile(r"(?:\bvice|\bv\.|\w{3,}s) $", re.IGNORECASE)


def find_chair_moves(text: str, structure: Structure, found: list[Role]) -> Iterator[Role]:
    """The chair as mover in the minutes of one chair; ``found`` are the roles known so far."""
    for part in structure.parts:
        if part.document_type not in MEETING_TYPES:
            continue
        chairs = {r.person.name: r.person for r in found if r.role == "chair" and part.start <= r.person.start < part.end}
        if len(chairs) != 1:
            continue
        chair = next(iter(chairs.values()))
        for start, end in extents_with(text, formula("mover", "chair_yrkar_stems"), part.start, part.end):
            for match in formula("mover", "chair_yrkar").finditer(text, start, end):
                named = list(_CHAIR.finditer(text, match.start(), match.end()))[-1]
                if not _OTHER_CHAIR.search(text, max(start, named.start() - 25), named.start()):
                    yield Role("mover", Person(*named.span(), chair.name, chair.party, named.end(), chair.known), "chair_moves", 0.9)


__all__ = ["find_chair_moves"]
