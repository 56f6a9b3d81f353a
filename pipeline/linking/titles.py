"""When two titles name the same matter: what is left of them without the words of procedure is the same."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from extractors.overlap import stems
from extractors.resources import toml

# A title is told apart by at least so many stems; fewer (Budget, Val) name a kind of matter.
_LEAST_STEMS = 2
_ALIKE = 0.75
# A stem in more of a municipality's titles than this tells nothing apart.
_COMMON = 200
_PERSON = re.compile(r"\b(?:[A-ZÅÄÖ][\w-]+\s){1,3}\([A-Za-zåäö]{1,4}\)(?:\s*m\.?\s?fl\.?)?")
_YEARS = 4.0


@dataclass(frozen=True, slots=True)
class TitledCase:
    """A case to be compared: ``day`` counts days; ``number`` is its own registry number, ``registry`` that number's letters."""

    case_id: str
    document_id: str
    municipality: str
    title: str
    day: int | None
    number: str | None

    @property
    def registry(self) -> str:
        return self.number.rpartition(" ")[0] if self.number else ""


def matter_stems(title: str) -> frozenset[str]:
    """The stems of a title that name the matter: without names of movers and words of procedure (svar, motion, remiss, angående)."""
    return frozenset(stems(_PERSON.sub(" ", title)) - _procedure())


@cache
def _procedure() -> frozenset[str]:
    return frozenset(stem for word in toml("title_words")["procedure"]["words"] for stem in stems(word))


def same_titles(cases: Iterable[TitledCase]) -> Iterator[tuple[TitledCase, TitledCase, float]]:
    """Pairs of cases of one municipality whose titles name the same matter, with how alike they are (0.75–1).

    Cases with different numbers of one registry are different matters, whatever their titles; so are cases more than four years apart.
    """
    by_municipality: dict[str, list[tuple[TitledCase, frozenset[str]]]] = defaultdict(list)
    for case in cases:
        if len(found := matter_stems(case.title)) >= _LEAST_STEMS:
            by_municipality[case.municipality].append((case, found))
    for municipality in sorted(by_municipality):
        yield from _pairs(by_municipality[municipality])


def _pairs(cases: list[tuple[TitledCase, frozenset[str]]]) -> Iterator[tuple[TitledCase, TitledCase, float]]:
    frequency = Counter(stem for _, found in cases for stem in found)
    blocks: dict[str, list[int]] = defaultdict(list)
    for number, (_, found) in enumerate(cases):
        # Two titles three quarters alike share one of the rarest quarter of stems, or one more.
        rarest = sorted(found, key=lambda s: (frequency[s], s))[: len(found) // 4 + 1]
        for stem in rarest:
            if frequency[stem] <= _COMMON:
                blocks[stem].append(number)
    seen: set[tuple[int, int]] = set()
    for members in blocks.values():
        for position, first in enumerate(members):
            for second in members[position + 1 :]:
                if (first, second) not in seen:
                    seen.add((first, second))
                    (a, a_stems), (b, b_stems) = cases[first], cases[second]
                    if _may_be_one(a, b) and (alike := likeness(a_stems, b_stems)) >= _ALIKE:
                        yield a, b, alike


def _may_be_one(a: TitledCase, b: TitledCase) -> bool:
    if a.document_id == b.document_id or (a.number and b.number and a.registry == b.registry and a.number != b.number):
        return False
    return a.day is None or b.day is None or abs(a.day - b.day) <= _YEARS * 365


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """What two titles have in common of all their stems, 0–1."""
    return len(a & b) / len(a | b) if a | b else 0.0
