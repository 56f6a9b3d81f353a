"""Which of a motion's demands a clause settles that counts them: "bifalla motionens första att-sats, avslå den andra"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.core import Fact
from extractors.fates import FateReader, settles_a_motion
from extractors.relations import Relations

_ORDINALS = {"första": 0, "andra": 1, "tredje": 2, "fjärde": 3, "femte": 4}
_COUNTED = re.compile(
    r"\b(?P<word>första|andra|tredje|fjärde|femte) (?:att-sats|yrkande|punkt|förslag)(?:en|et)?\b"
    r"|\b(?:att-sats|yrkande|punkt)(?:en|et)? (?:nr )?(?P<number>[1-5])\b",
    re.IGNORECASE,
)
# What a demand that is not granted leaves.
_NOT_GRANTED = {"ended": "continued", "paused": "continued", "established": "declined", "renewed": "ended"}


def counted_demand(clause: Fact) -> int | None:
    """The number, from 0, of the one demand of a motion that a clause grants or rejects; None where it names none or several."""
    if clause.values["action"] not in ("approve", "reject") or not settles_a_motion(clause):
        return None
    found = list(_COUNTED.finditer(clause.values["text"]))
    if len(found) != 1:
        return None
    return _ORDINALS[found[0]["word"].lower()] if found[0]["word"] else int(found[0]["number"]) - 1


def settled_demand(clause: Fact, clauses: list[Fact], context: Relations, fates: FateReader) -> Iterator[tuple[str, str]]:
    """(counterpart, outcome) for each counterpart of the demand that ``clause`` counts, among the demands that the matter retells."""
    number = counted_demand(clause)
    demands = [d for d in clauses if d.values["stage"] == "proposed" and d.extractor.endswith("running_text") and not settles_a_motion(d)]
    if number is None or number >= len(demands):
        return
    demand = demands[number]
    case = next((c for c in context.structure.cases if c.ordinal == clause.case), None)
    known = context.counterparts.get(clause.case, {})
    for sentence in context.sentences_in(demand.start, demand.end):
        for place in sentence.places:
            if case is None or not demand.start <= place.start < demand.end or place.name not in known:
                continue
            asked = fates.outcome(demand, place.name, case)
            outcome = asked if clause.values["action"] == "approve" else _NOT_GRANTED.get(asked or "")
            if outcome := fates.by_standing(outcome, place.name, case):
                yield place.name, outcome


__all__ = ["counted_demand", "settled_demand"]
