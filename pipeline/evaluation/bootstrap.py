"""How far the figures could be off by the choice of documents: percentile bootstrap intervals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Array = npt.NDArray[np.float64]

LEVEL = 0.95
RESAMPLES = 2_000
SEED = 20_240_101
# An interval from a single document says nothing.
FEWEST_DOCUMENTS = 2
Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Intervals:
    """95 % intervals of precision, recall and F1 by field, and of the macro F1; None where too few documents hold the field."""

    fields: dict[str, dict[str, Interval] | None]
    macro_f1: Interval | None


def intervals(counts: dict[str, list[tuple[int, int, int]]]) -> Intervals:
    """Intervals from (true positives, false positives, false negatives) by field and document.

    Documents are drawn with replacement, as often as there are documents, for the rows of one document hang together. The same
    counts give the same intervals.
    """
    import numpy as np

    names = list(counts)
    documents = len(counts[names[0]]) if names else 0
    if documents < FEWEST_DOCUMENTS:
        return Intervals(dict.fromkeys(names), None)
    drawn = np.random.default_rng(SEED).multinomial(documents, np.full(documents, 1 / documents), size=RESAMPLES).astype(np.float64)
    table = np.array([counts[name] for name in names], dtype=np.float64).transpose(1, 0, 2)
    sums = (drawn @ table.reshape(documents, -1)).reshape(RESAMPLES, len(names), 3)
    measures = _measures(sums)
    held = (table.sum(axis=2) > 0).sum(axis=0)
    found = {
        name: {measure: _interval(values[:, i]) for measure, values in measures.items()} if held[i] >= FEWEST_DOCUMENTS else None
        for i, name in enumerate(names)
    }
    return Intervals(found, _interval(_mean(measures["f1"])))


def _measures(sums: Array) -> dict[str, Array]:
    """Precision, recall and F1 of each draw; NaN where the draw holds nothing of the field."""
    import numpy as np

    tp, fp, fn = sums[..., 0], sums[..., 1], sums[..., 2]
    held = tp + fp + fn > 0

    def share(part: Array, whole: Array) -> Array:
        found: Array = np.where(held, np.divide(part, whole, out=np.zeros_like(part), where=whole > 0), np.nan)
        return found

    return {"precision": share(tp, tp + fp), "recall": share(tp, tp + fn), "f1": share(2 * tp, 2 * tp + fp + fn)}


def _mean(values: Array) -> Array:
    """The mean over the fields that a draw holds."""
    import numpy as np

    held = ~np.isnan(values)
    number = held.sum(axis=1)
    mean: Array = np.divide(np.where(held, values, 0).sum(axis=1), number, out=np.full(len(values), np.nan), where=number > 0)
    return mean


def _interval(values: Array) -> Interval:
    import numpy as np

    tail = (1 - LEVEL) / 2 * 100
    low, high = np.percentile(values[~np.isnan(values)], [tail, 100 - tail])
    return float(low), float(high)
