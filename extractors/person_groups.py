"""Persons named together (``Anna Ek (S), Bo Ek (M) och Cia Ek (C)``) beside a word that tells what they do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from extractors.anchors import Anchored
from extractors.formulas import formula
from extractors.persons import Person, nominative, people_in
from extractors.resources import toml
from extractors.sentences import sentences, sentences_one_by_one

_LINK = re.compile(r"(?:,| och| samt|, och)? ")


@dataclass(frozen=True, slots=True)
class Role:
    """A person and the role that a rule found; ``reported`` says that the text tells of another occasion."""

    role: str
    person: Person
    rule: str
    confidence: float


@cache
def _title_words() -> str:
    lexicon = toml("person_titles")["titles"]
    return rf"{lexicon['before'][0]}|[\wåäö-]*(?:{'|'.join(lexicon['endings'])})"


@cache
def gap_pattern() -> Anchored:
    """What may stand between two persons of one group."""
    words = rf"{formula('group', 'between').pattern}|{_title_words()}"
    return Anchored(rf"(?:[\s,;/&]|:s\b|\b(?:{words})(?![\wåäö]))*", re.IGNORECASE)


@cache
def _lead() -> re.Pattern[str]:
    """What may stand between a word such as ``av`` or ``yrkar`` and the first person."""
    words = rf"{formula('group', 'lead').pattern}|{_title_words()}"
    return re.compile(rf"(?:[\s,:]|\b(?:{words})(?![\wåäö]))*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the persons it names."""

    text: str
    start: int
    end: int
    people: list[Person]

    def before(self, offset: int, gap: Anchored | None = None) -> list[Person]:
        """The group of persons that ends at ``offset``, at most words that match ``gap`` between them and it."""
        earlier = [p for p in self.people if p.tail <= offset]
        if not earlier or offset - earlier[-1].tail > 160 or not (gap or gap_pattern()).fullmatch(self.text, earlier[-1].tail, offset):
            return []
        group = [earlier[-1]]
        for person in reversed(earlier[:-1]):
            if not gap_pattern().fullmatch(self.text, person.tail, group[0].start):
                break
            group.insert(0, person)
        return group

    def after(self, offset: int) -> list[Person]:
        """The group of persons that begins at ``offset``, at most titles between."""
        later = [p for p in self.people if p.start >= offset]
        if not later or later[0].start - offset > 90 or not _lead().fullmatch(self.text, offset, later[0].start):
            return []
        group = [later[0]]
        for person in later[1:]:
            if not gap_pattern().fullmatch(self.text, group[-1].tail, person.start):
                break
            group.append(person)
        return group

    def slice(self) -> str:
        """The sentence's text."""
        return self.text[self.start : self.end]


def is_owner(text: str, person: Person) -> bool:
    """Whether the name stands in the genitive before what is that person's (``Anna Eks (S) yrkande``)."""
    return text[person.end - 1] in "sxzSXZ" and formula("group", "owned").match(text, person.tail) is not None


def in_nominative(text: str, people: list[Person]) -> list[Person]:
    """The people with names in the nominative: without a genitive's s before what is theirs, or where the name is also written so."""
    owners: set[int] = set()
    for person, following in zip(reversed(people), [None, *reversed(people)], strict=False):
        together = (
            following is not None
            and following.start in owners
            and text[person.end - 1] in "sxzSXZ"
            and _LINK.fullmatch(text, person.tail, following.start)
        )
        if together or is_owner(text, person):
            owners.add(person.start)
    plain = {(p.name, p.party) for p in people if p.start not in owners}
    found = []
    for person in people:
        name = person.name
        if name.endswith("s") and (name[:-1], person.party) in plain:
            name = name[:-1]
        elif person.start in owners and (name, person.party) not in plain:
            name = nominative(name)
        found.append(replace(person, name=name) if name != person.name else person)
    return found


@lru_cache(maxsize=2)
def lowered(text: str) -> str:
    """``text`` in lower case, character for character."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def extents_with(text: str, stems: Anchored, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The extents of the sentences of ``text[start:end]`` in whose lower-case form ``stems`` occurs, each once.

    Searching plain lower-case stems first is many times faster than searching patterns that do not mind the case.
    """
    done, stop, line_end = start, len(text) if end is None else end, -1
    for match in stems.finditer(lowered(text), start, stop):
        if match.start() < done:
            continue
        line_start = max(done, text.rfind("\n", done, match.start()) + 1)
        # The rest of a line differs with every sentence found in it: it is not worth remembering.
        split = sentences_one_by_one if line_start == done > start else sentences
        line_start += len(text[line_start : match.start()]) - len(text[line_start : match.start()].lstrip())
        if line_end < match.end():
            line_end = text.find("\n", match.end(), stop)
            line_end = stop if line_end < 0 else line_end
        for a, b in split(text, line_start, line_end):
            if b > match.start():
                yield a, b
                done = b
                break


def sentences_with(text: str, stems: Anchored, with_party: list[Person], start: int = 0, end: int | None = None) -> Iterator[Sentence]:
    """As :func:`extents_with`, with the persons that the sentences name; sentences without any are left out."""
    for a, b in extents_with(text, stems, start, end):
        if people := people_in(text, a, b, with_party):
            yield Sentence(text, a, b, people)


__all__ = ["Role", "Sentence", "extents_with", "gap_pattern", "in_nominative", "is_owner", "lowered", "sentences_with"]
