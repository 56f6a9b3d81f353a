"""Cuts the words of a decision into single clauses: "att ..., att ... samt att ...", "dels ..., dels ..."."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from extractors.actions import Action, has_action
from extractors.clause_words import infinitive_line, line
from extractors.demands import SPLIT_ATT

_DELS = re.compile(r"(?:,\s*+|(?<!\s)\s++)(?:(?:samt|och)\s++)?dels\s++(?!att\b)", re.IGNORECASE)
# Points numbered within a line: "1) att godkänna ..., 2) att avslå ...".
_NUMBERED = re.compile(r"(?:,|(?<!\s))\s+(?:(?:samt|och)\s+)?\(?\d{1,2}[.)]\s+(?=att\s)", re.IGNORECASE)
# An "att" inside a clause, behind the words that open it: "ge kontoret i uppdrag att ...".
_NESTED = re.compile(r"\w,?\s+att\s", re.IGNORECASE)
# What binds a clause to its neighbours: ", samt att", "dels".
_BOUND_BEFORE = re.compile(r"[\s:,]*(?:\(?\d{1,2}[.)]\s+)?(?:dels\s+)?(?:att\s+)?", re.IGNORECASE)
# "att 1 säga upp avtalet", "1 Avtalet sägs upp": the point's number without a mark.
_POINT = re.compile(r"\d{1,2}\s+")
# With how many of the proposals before it a proposal is compared.
_COMPARED = 60
_BOUND_AFTER = re.compile(r"(?<![\s,;])[\s,;]*+(?:\b(?:samt|och|dels)[\s,;]*+)?(?:(?<=\s)(?<!punkt )(?<!nr )\(?\d{1,2}[.)][\s,;]*+)?$")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its extent, stage, the body that finally decides it, its action; ``listed`` where it stands in a decision or
    proposal zone and not in running text, ``demand`` where it is a yrkande made at the meeting."""

    start: int
    end: int
    stage: str
    body: str | None
    action: Action
    listed: bool = True
    demand: bool = False

    def text(self, source: str) -> str:
        return " ".join(source[self.start : self.end].split())


def cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The extents of the clauses in ``text[start:end]``; a single clause stays whole.

    An "att" inside an assignment goes on with it ("ge i uppdrag att ... och att ...") unless a verb of decision follows; behind a
    reason ("med motiveringen att ...") it always does.
    """
    told_apart = re.search(r"\bdels\b", text[start:end], re.IGNORECASE) is not None
    dels = [m.end() for m in _DELS.finditer(text, start, end)] if told_apart else []
    points = [m.end() for m in _NUMBERED.finditer(text, start, end)]
    cuts = sorted({start, *(m.end() for m in SPLIT_ATT.finditer(text, start, end)), *dels, *points, end})
    pieces: list[tuple[int, int]] = []
    for a, b in pairwise(cuts):
        if pieces and not told_apart and a not in points and _goes_on(text[slice(*pieces[-1])], text[a:b]):
            pieces[-1] = (pieces[-1][0], b)
        else:
            pieces.append((a, b))
    return pieces


def _goes_on(before: str, piece: str) -> bool:
    if line("reason").search(before):
        return True
    nested = _NESTED.search(before, len(_BOUND_BEFORE.match(before).group())) is not None  # type: ignore[union-attr]
    return nested and not (has_action(piece) and has_action(before))


def unbound(text: str, start: int, end: int) -> tuple[int, int]:
    """The extent without the words that bind a clause to its neighbours."""
    start += len(_BOUND_BEFORE.match(text[start:end]).group())  # type: ignore[union-attr]
    if (number := _POINT.match(text, start, end)) and (text[number.end()].isupper() or infinitive_line().match(text, number.end(), end)):
        start = number.end()
    return start, start + len(_BOUND_AFTER.sub("", text[start:end]))


def without_repeats(clauses: list[Clause], text: str) -> list[Clause]:
    """Leaves out proposals that repeat an earlier one (a motion retold in its answer and attached to it)."""
    kept: list[Clause] = []
    earlier: dict[tuple[str, str | None], list[Clause]] = defaultdict(list)
    for clause in clauses:
        alike = earlier[clause.action.code, clause.body]
        if clause.stage == "proposed":
            if any(_repeats(c, clause, text) for c in alike[-_COMPARED:]):
                continue
            alike.append(clause)
        kept.append(clause)
    return kept


def _repeats(earlier: Clause, clause: Clause, text: str) -> bool:
    length = max(earlier.end - earlier.start, 1)
    if not 0.8 < (clause.end - clause.start) / length < 1.25:
        return False
    return SequenceMatcher(None, earlier.text(text).lower(), clause.text(text).lower(), autojunk=False).ratio() > 0.9


__all__ = ["Clause", "cut", "unbound", "without_repeats"]
