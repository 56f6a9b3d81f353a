"""Confusion tables of coded fields: what the gold says against what the output says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from pipeline.evaluation.fields import FIELDS
from pipeline.evaluation.gold import Gold
from pipeline.evaluation.items import Field, Item
from pipeline.evaluation.output import Document
from pipeline.evaluation.values import allowed, options, same_name, same_text

# Gold that the output lacks, and output that the gold lacks.
MISSING, NONE = "missing", "none"
Table = Counter[tuple[str, str]]
Test = Callable[[dict[str, Any], dict[str, Any]], bool]
_BY_NAME: dict[str, Field] = {f.name: f for f in FIELDS}
NAMES = ("document_type", "decision_action", "decision_stage", "outcome", "outcome_stage")


def add_document(tables: dict[str, Table], gold: Gold, document: Document) -> None:
    """Count the document's coded values into ``tables``, as (gold, output)."""
    if "documents" in gold and "document_type" in gold["documents"]:
        _count(tables["document_type"], gold["documents"]["document_type"], document.row["document_type"])
    if "decisions" in gold:
        pairs = _aligned(_BY_NAME["decisions"], gold, document, _CLAUSE_LEVELS)
        _add_pairs(tables["decision_action"], pairs, "action")
        _add_pairs(tables["decision_stage"], pairs, "stage")
    if "section_actions" in gold:
        pairs = _nearest(_BY_NAME["section_actions"], gold, document)
        _add_pairs(tables["decision_action"], pairs, "action")
        _add_pairs(tables["decision_stage"], pairs, "stage")
    if "outcomes" in gold:
        pairs = _aligned(_BY_NAME["outcomes"], gold, document, _FATE_LEVELS)
        _add_pairs(tables["outcome"], pairs, "outcome")
        _add_pairs(tables["outcome_stage"], pairs, "stage")


def as_rows(table: Table) -> dict[str, dict[str, int]]:
    """The table as gold → output → count, codes in order, the most frequent gold first."""
    totals: Counter[str] = Counter()
    for (gold, _), n in table.items():
        totals[gold] += n
    ordered = sorted(totals, key=lambda g: (g == NONE, -totals[g], g))
    return {g: {o: table[g, o] for o in sorted({o for wanted, o in table if wanted == g}, key=lambda o: (o != g, o))} for g in ordered}


def _alike(*keys: str) -> Test:
    return lambda gold, output: all(allowed(gold.get(k), output.get(k), same_name if k == "counterpart" else same_text) for k in keys)


# From the surest pairing to the loosest.
_CLAUSE_LEVELS = (
    _alike("section_number", "stage", "action"),
    _alike("section_number", "stage"),
    _alike("section_number", "action"),
    _alike("section_number"),
)
_FATE_LEVELS = (_alike("counterpart", "outcome", "stage"), _alike("counterpart", "outcome"), _alike("counterpart"))
Pair = tuple[Item | None, Item | None]


def _aligned(field: Field, gold: Gold, document: Document, levels: tuple[Test, ...]) -> list[Pair]:
    """Pairs gold with output one to one, level by level; what is left over stands alone. Optional gold that is left over, and
    output that only optional gold explains, are left out."""
    wanted, told = field.items_of_gold(gold), field.items_of_output(document, gold)
    wanted.sort(key=lambda item: item.optional)
    pairs: list[Pair] = []
    for level in levels:
        for item in list(wanted):
            at = next((i for i, output in enumerate(told) if level(item.values, output.values)), None)
            if at is not None and not (item.optional and level is not levels[0]):
                pairs.append((item, told.pop(at)))
                wanted.remove(item)
    return [*pairs, *((item, None) for item in wanted if not item.optional), *((None, output) for output in told)]


def _nearest(field: Field, gold: Gold, document: Document) -> list[Pair]:
    """Each gold item with the output that comes nearest to it; other output is not told."""
    told = field.items_of_output(document, gold)
    return [
        (item, next((o for level in _CLAUSE_LEVELS for o in told if level(item.values, o.values)), None))
        for item in field.items_of_gold(gold)
    ]


def _add_pairs(table: Table, pairs: list[Pair], key: str) -> None:
    for gold, output in pairs:
        _count(table, gold.values.get(key) if gold else None, output.values[key] if output else None)


def _count(table: Table, gold: object, output: object) -> None:
    """Count a pair; of several codes that are right the gold's is the output's, or else the first."""
    wanted = output if output is not None and allowed(gold, output) else options(gold)[0]
    table[NONE if wanted is None else str(wanted), MISSING if output is None else str(output)] += 1
