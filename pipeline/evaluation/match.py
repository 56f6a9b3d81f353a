"""Matches what the output says of a document with its gold, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.evaluation.fields import FIELDS
from pipeline.evaluation.gold import Gold
from pipeline.evaluation.items import Field, Item
from pipeline.evaluation.output import Document, Row
from pipeline.evaluation.values import allowed, is_none


@dataclass(slots=True)
class FieldResult:
    """How one field of one document came out. ``excused`` output items are optional or repeat what was found; ``differs`` are
    values of the document where gold and output say different things."""

    found: list[tuple[Item, Item]] = field(default_factory=list)
    missing: list[Item] = field(default_factory=list)
    wrong: list[Item] = field(default_factory=list)
    excused: list[Item] = field(default_factory=list)
    differs: list[tuple[Item, Item]] = field(default_factory=list)

    @property
    def counts(self) -> tuple[int, int, int]:
        """True positives, false positives and false negatives."""
        return len(self.found), len(self.wrong) + len(self.differs), len(self.missing) + len(self.differs)


@dataclass(frozen=True, slots=True)
class Miss:
    """What a reader should look at: ``kind`` is ``missing`` (in the gold only), ``wrong`` (in the output only) or ``differs``;
    ``gold`` and ``output`` are the values; ``quote`` and ``page`` show where the output (else the gold) has it from."""

    document: str
    field: str
    kind: str
    gold: Any
    output: Any
    quote: str | None
    page: int | None
    confidence: float | None

    def as_dict(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


def match_document(gold: Gold, document: Document) -> dict[str, FieldResult]:
    """The result of every field that the gold labels."""
    return {f.name: match_field(f, gold, document) for f in FIELDS if f.key in gold}


def match_field(field_: Field, gold: Gold, document: Document) -> FieldResult:
    wanted, told = field_.items_of_gold(gold), field_.items_of_output(document, gold)
    if field_.kind == "value":
        return _match_value(field_, wanted, told)
    return _match_some(field_, wanted, told) if field_.kind == "some" else _match_items(field_, wanted, told)


def _match_value(field_: Field, wanted: list[Item], told: list[Item]) -> FieldResult:
    """One value of the document: right, missing, wrong (where there is none in the gold), or different."""
    result = FieldResult()
    for gold, output in zip(wanted, told, strict=False):
        silent = is_none(output.values[field_.name])
        if field_.same(gold, output):
            result.found += [] if silent else [(gold, output)]
        elif silent:
            result.missing.append(gold)
        elif allowed(gold.values[field_.name], None):
            result.wrong.append(output)
        else:
            result.differs.append((gold, output))
    return result


def _match_items(field_: Field, wanted: list[Item], told: list[Item]) -> FieldResult:
    """Each required gold item takes the first output item left that is the same."""
    result = FieldResult()
    rest = list(told)
    required = [g for g in wanted if not g.optional]
    for gold in required:
        at = next((i for i, output in enumerate(rest) if field_.same(gold, output)), None)
        if at is None:
            result.missing.append(gold)
        else:
            result.found.append((gold, rest.pop(at)))
    excusing = [g for g in wanted if g.optional or field_.repeatable]
    for output in rest:
        excused = any(field_.same(g, output) for g in excusing)
        (result.excused if excused else result.wrong).append(output)
    return result


def _match_some(field_: Field, wanted: list[Item], told: list[Item]) -> FieldResult:
    """Some output item must fit each gold item; the others are not held against the output."""
    result = FieldResult()
    for gold in wanted:
        hit = next((output for output in told if field_.same(gold, output)), None)
        if hit is None:
            result.missing.append(gold)
        else:
            result.found.append((gold, hit))
    return result


def misses(stem: str, results: dict[str, FieldResult]) -> list[Miss]:
    """Everything missing, wrong or different in a document, in the order of the fields."""
    listed = []
    for field_ in FIELDS:
        if field_.name in results:
            result = results[field_.name]
            for gold, output in [*result.differs, *_confronted(field_, result)]:
                kind = "wrong" if gold is None else "missing" if output is None else "differs"
                listed.append(_miss(stem, field_, kind, gold, output))
    return listed


def _confronted(field_: Field, result: FieldResult) -> Iterator[tuple[Item | None, Item | None]]:
    """What is missing, beside what is wrong where that speaks of the same thing; then what else is wrong."""
    rest = list(result.wrong)
    for gold in result.missing:
        at = next((i for i, output in enumerate(rest) if field_.same_thing(gold, output)), None)
        yield gold, None if at is None else rest.pop(at)
    yield from ((None, output) for output in rest)


def _miss(stem: str, field_: Field, kind: str, gold: Item | None, output: Item | None) -> Miss:
    witness: Row = output.rows[0] if output is not None and output.rows else {} if gold is None else gold.values
    evidence = (witness.get("quote"), witness.get("page"), witness.get("confidence"))
    return Miss(stem, field_.name, kind, _shown(field_, gold), _shown(field_, output), *evidence)


def _shown(field_: Field, item: Item | None) -> Any:
    """The values that were compared: the value itself where there is one only."""
    if item is None:
        return None
    values = {k: _plain(item.values.get(k)) for k in field_.compare}
    return next(iter(values.values())) if len(values) == 1 else values


def _plain(value: Any) -> Any:
    """The value as JSON holds it: dates as text."""
    return value if value is None or isinstance(value, (str, int, float, bool, list)) else str(value)
