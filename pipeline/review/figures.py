"""How right the tables are by what was judged so far, and how far two reviewers agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from math import sqrt

from pipeline.review.journal import Entry, Row
from pipeline.review.judgements import RowReview, effect
from pipeline.review.rows import TABLES, fields

_Z95 = 1.959963984540054


def wilson(right: int, judged: int, z: float = _Z95) -> tuple[float, float]:
    """The Wilson score interval of a share, by default of 95 %; (0, 1) where nothing was judged."""
    if not judged:
        return 0.0, 1.0
    share = right / judged
    middle = share + z * z / (2 * judged)
    spread = z * sqrt(share * (1 - share) / judged + z * z / (4 * judged * judged))
    scale = 1 + z * z / judged
    return max(0.0, min(share, (middle - spread) / scale)), min(1.0, max(share, (middle + spread) / scale))


def cohens_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of pairs of verdicts; None where chance alone would agree on every one, or there are none."""
    if not pairs:
        return None
    agreed = sum(a == b for a, b in pairs) / len(pairs)
    one, other = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(one[v] * other[v] for v in one) / len(pairs) ** 2
    return None if chance == 1.0 else (agreed - chance) / (1 - chance)


def precision(reviews: Iterable[RowReview], drawn_at_random: bool = False) -> list[Row]:
    """For each table, and each of its fields, how many judged values are right.

    The judgement in force counts; rows under dispute and rows added by hand do not. Of a corrected row the fields that were
    changed are wrong, of a rejected row all. Of fields only values count, not where a row leaves a field empty.
    With ``drawn_at_random`` only rows count that were drawn in random order: they stand for all rows, as the doubtful do not.
    """
    judged: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for review in reviews:
        entry = review.in_force
        if entry is None or review.added is not None or review.disputed or (drawn_at_random and entry.order != "random"):
            continue
        for name, is_right in _judged_fields(review, entry):
            judged[review.table, name] += 1
            right[review.table, name] += is_right
    order = {(t.name, n): i for i, (t, n) in enumerate((t, n) for t in TABLES.values() for n in ("", *(c.name for c in fields(t))))}
    return [_share(*place, right[place], judged[place]) for place in sorted(judged, key=lambda p: order[p])]


def _judged_fields(review: RowReview, entry: Entry) -> list[tuple[str, bool]]:
    """The row as a whole (an empty name) and its fields, with whether each is right."""
    told = [c.name for c in fields(TABLES[review.table]) if c.name != "quote" and review.before.get(c.name) not in (None, [], "")]
    changed = set(entry.values) if entry.verdict == "correct" else set()
    kept = entry.verdict != "reject"
    return [("", entry.verdict == "accept"), *((name, kept and name not in changed) for name in told)]


def _share(table: str, field: str, right: int, judged: int) -> Row:
    low, high = wilson(right, judged)
    return {"table": table, "field": field, "right": right, "judged": judged, "share": right / judged, "low": low, "high": high}


def agreement(reviews: Iterable[RowReview]) -> list[Row]:
    """For each two reviewers, over the rows that both judged without sight of the other: Cohen's kappa of accept, correct and
    reject, and how many rows they would leave the same in every value."""
    pairs: dict[tuple[str, str], list[tuple[Entry, Entry]]] = {}
    for review in reviews:
        if review.added is None:
            blind = review.blind()
            for one, other in combinations(sorted(blind), 2):
                pairs.setdefault((one, other), []).append((blind[one], blind[other]))
    return [
        {
            "reviewers": list(names),
            "rows": len(both),
            "same_verdict": sum(a.verdict == b.verdict for a, b in both),
            "same_values": sum(effect(a) == effect(b) for a, b in both),
            "kappa": cohens_kappa([(a.verdict, b.verdict) for a, b in both]),
        }
        for names, both in sorted(pairs.items())
    ]
