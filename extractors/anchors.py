"""Tells cheaply that a pattern cannot match, by the literals that every match of it must hold.

Most patterns look for words that most texts do not have. Python's ``re`` finds that out by trying the pattern at each character;
looking for a word with ``in`` takes a fiftieth of that. The literals are read off the pattern itself, so a line added to a lexicon
brings its own. :class:`Anchored` stands in for a compiled pattern wherever it is searched for.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import groupby, product
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from extractors.literals import AnyOf, Places

# Literals of which every match holds at least one.
Clause = tuple[str, ...]
Literals = frozenset[str]
# With more literals than these a clause costs more to test than it saves.
_MOST_LITERALS = 200
# A run of letters and sets of letters with more spellings is parted.
_MOST_SPELLINGS = 8
# The most clauses of a pattern that are tested, the most telling first.
_MOST_CLAUSES = 3
# More literals than these are found faster by an automaton than one after the other, whatever the length of the text.
_MOST_IN_TURN = 6
# A run that a match begins with is tried at each of its lengths; up to so many cost less than looking for the literals.
_SHORT = 12
# Literals that a match begins with are worth looking for where none is shorter than this, and there are no more.
_SHORTEST_LEAD, _MOST_LEADS = 2, 400
# So many letters tell enough: alternatives behind them are not told apart.
_TELLING = 4
_MOST_HEADS = 4096
_NEAR = 1000
# The letters that ``re.IGNORECASE`` takes for one of a–z, å, ä or ö, and ``lower`` does not make it.
_VARIANTS = (("\u017f", "s"), ("\u0130", "i"), ("\u0131", "i"))


@lru_cache(maxsize=64)
def folded(text: str) -> str:
    """``text`` in lower case, as long as before, so that what ``re.IGNORECASE`` takes for alike is alike."""
    for variant, letter in _VARIANTS:
        if variant in text:
            text = text.replace(variant, letter)
    return text.lower()


def may_hold(text: str, literals: Iterable[str], start: int, end: int) -> bool:
    """Does ``text[start:end]`` hold one of the literals (in lower case), the case not minded?"""
    alike = folded(text)
    return any(alike.find(literal, start, end) >= 0 for literal in literals)


class Anchored:
    """A compiled pattern that, before it searches, looks whether the text holds what every match needs.

    ``search``, ``finditer``, ``match`` and ``fullmatch`` take and give what those of :class:`re.Pattern` do; ``each`` is ``finditer`` for
    texts that are known to hold the literals. Where every match begins with one of some literals, the pattern is tried at these only.
    """

    __slots__ = (
        *("_few", "_heads", "_leads", "_many", "clauses", "compiled"),
        *("each", "finditer", "fullmatch", "leads", "match", "reach", "search"),
    )

    each: Callable[..., Iterator[re.Match[str]]]

    search: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    match: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.compiled = re.compile(pattern, flags)
        parsed = _parser.parse(pattern, self.compiled.flags)
        self.clauses = _tested(_of_sequence(parsed))
        self._few = tuple(clause for clause in self.clauses if len(clause) <= _MOST_IN_TURN)
        self._many = tuple(AnyOf(clause) for clause in self.clauses if len(clause) > _MOST_IN_TURN)
        self.reach = _reach(parsed)
        self.leads = _leading(parsed)
        self._leads: Places | None = None
        self._heads: dict[str, bool] = {}
        self.each = self._each if self.leads else self.compiled.finditer
        self.search = self._search if self.clauses else self.compiled.search
        self.finditer = self._finditer if self.clauses else self.compiled.finditer
        self.match, self.fullmatch = self.compiled.match, self.compiled.fullmatch
        if self.leads:
            self.match, self.fullmatch = self._match_led, self._fullmatch_led
        elif self.clauses and _begins_loosely(parsed):
            # Tried at one place other patterns fail fast by themselves.
            self.match, self.fullmatch = self._match, self._fullmatch

    @property
    def pattern(self) -> str:
        return self.compiled.pattern

    def possible(self, alike: str, start: int = 0, end: int = sys.maxsize) -> bool:
        """May the pattern match within ``text[start:end]``, ``alike`` being the :func:`folded` text?"""
        if start > 0 or end < len(alike):
            alike = alike[start:end]
        for clause in self._few:
            for word in clause:
                if word in alike:
                    break
            else:
                return False
        for literals in self._many:  # noqa: SIM110 - a generator costs as much as what it asks
            if not literals.within(alike):
                return False
        return True

    def _search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        if not self.possible(folded(text), start, end):
            return None
        return self._first(text, start, end) if self.leads else self.compiled.search(text, start, end)

    def _first(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first match; a stretch of text is looked through for what it begins with before the next, longer one."""
        alike, leads = folded(text), self._of_leads()
        start, end, stretch = max(0, start), min(end, len(text)), _NEAR
        while start < end:
            stop = min(end, start + stretch)
            # What begins in this stretch may end in the next.
            for place in leads.within(alike, start, min(end, stop + leads.longest - 1)):
                if place < stop and (match := self.compiled.match(text, place, end)):
                    return match
            start, stretch = stop, 2 * stretch
        return None

    def _finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        alike = folded(text)
        if not self.possible(alike, start, end):
            return iter(())
        if self.leads:
            return self._each(text, start, end)
        end = min(end, len(text))
        if self.reach and end - start > _NEAR:
            return self._around(text, _places(alike, self.clauses[0], max(0, start), end), max(0, start), end)
        return self.compiled.finditer(text, start, end)

    def _of_leads(self) -> Places:
        if self._leads is None:
            self._leads = Places(self.leads)
        return self._leads

    def _each(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        at = start
        for place in self._of_leads().within(folded(text), max(0, start), min(end, len(text))):
            if place >= at and (match := self.compiled.match(text, place, end)):
                yield match
                at = match.end()

    def _around(self, text: str, places: list[int], start: int, end: int) -> Iterator[re.Match[str]]:
        """The matches within the reach of ``places``: each holds one of them."""
        at = start
        while places:
            first = last = places.pop()
            while places and places[-1] - last <= 2 * self.reach:
                last = places.pop()
            # The character behind the last match that can be is still seen.
            yield from self.compiled.finditer(text, max(at, first - self.reach), min(end, last + self.reach + 1))
            at = last + self.reach

    def may_begin(self, text: str, start: int) -> bool:
        """May a match begin at ``start``, by the first letters there?"""
        return not self.leads or self._begins(text, start)

    def _begins(self, text: str, start: int) -> bool:
        """As :meth:`may_begin`, of a pattern that has leads."""
        head = text[max(0, start) : max(0, start) + _SHORTEST_LEAD]
        known = self._heads.get(head)
        if known is None:
            if len(self._heads) >= _MOST_HEADS:
                self._heads.clear()
            alike = folded(head)
            known = self._heads[head] = any(lead.startswith(alike) for lead in self.leads)
        return known

    def _match_led(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return self.compiled.match(text, start, end) if self._begins(text, start) else None

    def _fullmatch_led(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return self.compiled.fullmatch(text, start, end) if self._begins(text, start) else None

    def _match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        # To look through all that follows may take longer than to try.
        near = min(end, len(text)) - start <= _NEAR
        return self.compiled.match(text, start, end) if not near or self.possible(folded(text), start, end) else None

    def _fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return self.compiled.fullmatch(text, start, end) if self.possible(folded(text), start, end) else None


def _places(alike: str, clause: tuple[str, ...], start: int, end: int) -> list[int]:
    """Where the literals of a clause stand in ``alike[start:end]``, the last first."""
    found = []
    for literal in clause:
        at = alike.find(literal, start, end)
        while at >= 0:
            found.append(at)
            at = alike.find(literal, at + 1, end)
    return sorted(found, reverse=True)


def _reach(parsed: Any) -> int:
    """The length of the longest match, where it is bounded and nothing behind it counts but the next character; else 0."""
    longest = int(parsed.getwidth()[1])
    return longest if longest < _NEAR and not _looks_ahead(parsed) else 0


def _looks_ahead(items: Any) -> bool:
    """Does a sequence look behind what it matches?"""
    for op, value in items:
        if op in (ops.ASSERT, ops.ASSERT_NOT):
            if value[0] > 0 and int(value[1].getwidth()[1]) > 1:
                return True
        elif op is ops.BRANCH:
            if any(_looks_ahead(branch) for branch in value[1]):
                return True
        elif op in (ops.SUBPATTERN, ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            if _looks_ahead(value[-1]):
                return True
        elif op is ops.ATOMIC_GROUP and _looks_ahead(value):
            return True
    return False


def _leading(parsed: Any) -> Clause:
    """Literals one of which every match begins with; none where they are too many or too short to tell much."""
    found = _leads(list(parsed), [])
    if found is None or len(found) > _MOST_LEADS or min(map(len, found)) < _SHORTEST_LEAD:
        return ()
    return tuple(sorted(a for a in found if not any(b != a and a.startswith(b) for b in found)))


def _leads(items: list[tuple[Any, Any]], run: list[tuple[Any, Any]]) -> set[str] | None:
    """What a sequence begins with behind a run of letters; None where it may begin with anything."""
    for number, (op, value) in enumerate(items):
        if op in (ops.AT, ops.ASSERT, ops.ASSERT_NOT):
            continue  # takes no letter
        if (op is ops.LITERAL or (op is ops.IN and all(kind is ops.LITERAL for kind, _ in value))) and (
            len(_spellings([*run, (op, value)])) <= _MOST_SPELLINGS
        ):
            run = [*run, (op, value)]
            continue
        if op is ops.SUBPATTERN:
            return _leads([*value[-1], *items[number + 1 :]], run)
        rest = items[number + 1 :]
        if op is ops.BRANCH and len(run) < _TELLING:
            return _leads_of_any([[*branch, *rest] for branch in value[1]], run)
        if op in (ops.MAX_REPEAT, ops.MIN_REPEAT) and len(run) < _TELLING:
            # What is repeated may stand again before what follows it.
            once = [*value[2], *rest] if value[1] == 1 else list(value[2])
            return _leads_of_any([once] if value[0] else [once, rest], run)
        break
    return set(_spellings(run)) if run else None


def _leads_of_any(sequences: list[list[tuple[Any, Any]]], run: list[tuple[Any, Any]]) -> set[str] | None:
    found: set[str] = set()
    for sequence in sequences:
        leads = _leads(sequence, run)
        if leads is None or len(found) > _MOST_LEADS:
            return None
        found |= leads
    return found


def _begins_loosely(items: Any) -> bool:
    """Does a sequence begin with a run of characters of any length, within which all that follows is tried again and again?"""
    for op, value in items:
        if op in (ops.AT, ops.ASSERT, ops.ASSERT_NOT):
            continue
        if op is ops.SUBPATTERN:
            return _begins_loosely(value[-1])
        if op is ops.BRANCH:
            return any(_begins_loosely(branch) for branch in value[1])
        return op in (ops.MAX_REPEAT, ops.MIN_REPEAT) and int(value[1]) > _SHORT
    return False


def _tested(clauses: Iterable[Literals]) -> tuple[Clause, ...]:
    """The clauses worth testing: those whose shortest literal is longest, that have few, and that no other implies."""
    small = {c for clause in clauses if len(c := _shortest(clause)) <= _MOST_LITERALS}
    kept: list[Literals] = []
    for clause in sorted(small, key=lambda c: (-min(map(len, c)), len(c), sorted(c))):
        if len(kept) < _MOST_CLAUSES and not any(all(any(b in a for b in clause) for a in known) for known in kept):
            kept.append(clause)
    return tuple(tuple(sorted(c, key=lambda literal: (len(literal), literal))) for c in kept)


def _shortest(clause: Literals) -> Literals:
    """The clause without the literals that hold another of it."""
    return frozenset(a for a in clause if not any(b != a and b in a for b in clause))


def _of_sequence(items: Any) -> list[Literals]:
    """The clauses of a sequence: those of each item, and the letters that stand side by side as one."""
    found: list[Literals] = []
    run: list[tuple[Any, Any]] = []
    for op, value in items:
        if op is ops.LITERAL or (op is ops.IN and all(kind is ops.LITERAL for kind, _ in value)):
            if len(_spellings([*run, (op, value)])) > _MOST_SPELLINGS:
                found += _of_run(run)
                run = []
            run.append((op, value))
            continue
        found += _of_run(run)
        if op is ops.BRANCH:
            # What alternatives begin with alike stands before them: it belongs to the literals of each.
            found += _of_branches([_tested(_of_sequence([*run, *branch])) for branch in value[1]])
        else:
            found += _of_item(op, value)
        run = []
    return found + _of_run(run)


def _of_run(run: list[tuple[Any, Any]]) -> list[Literals]:
    return [frozenset(_spellings(run))] if run else []


def _spellings(run: list[tuple[Any, Any]]) -> list[str]:
    """What a run of letters and small sets of letters can be."""
    letters = [[value] if op is ops.LITERAL else [code for _, code in value] for op, value in run]
    return ["".join(folded(chr(code)) for code in codes) for codes in product(*letters)]


def _of_item(op: Any, value: Any) -> list[Literals]:
    if op is ops.SUBPATTERN:
        return _of_sequence(value[-1])
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        return _of_sequence(value[2]) if value[0] > 0 else []
    return _of_sequence(value) if op is ops.ATOMIC_GROUP else []


def _of_branches(branches: list[tuple[Clause, ...]]) -> list[Literals]:
    """The one clause of alternatives: the most telling clause of each; none where an alternative has none."""
    if not all(branches):
        return []
    return [frozenset(literal for branch in branches for literal in branch[0])]


def alternatives(patterns: Iterable[str]) -> str:
    """The patterns as alternatives in their order; where several in a row begin at a word's edge, the edge is looked for once."""
    runs = ((edge, list(run)) for edge, run in groupby(patterns, lambda p: p.startswith(r"\b")))
    return "|".join(rf"\b(?:{'|'.join(f'(?:{p[2:]})' for p in run)})" if edge else "|".join(f"(?:{p})" for p in run) for edge, run in runs)


__all__ = ["Anchored", "Clause", "alternatives", "folded", "may_hold"]
