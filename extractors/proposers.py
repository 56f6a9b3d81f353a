"""Who moved a motion, citizen proposal or interpellation: told in titles and sentences, or signed at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.core import Structure
from extractors.formulas import formula
from extractors.person_groups import Role, gap_pattern, sentences_with
from extractors.persons import Person, nominative, people_in

# The bullet before the name in a list
_LISTED = re.compile(r"(?:[•*–-]|\d{1,2}[.)])?\s*")
# What parts that name from what the motion is of
_LISTED_TITLE = re.compile(r":|,? (?:om|angående|ang\.|rörande|beträffande)\b")
# The fields of a form that hold the name of whoever proposes
_NAME_FIELD = re.compile(
    r"(?:för- och efternamn|förnamn och efternamn|namn|(?:ditt|ert) namn|förslagsställarens? namn|avsändare|(?:inlämnad|insänd|skapad) av)"
    r"[:\t ]\s*(?=[A-ZÅÄÖÉ])",
    re.IGNORECASE,
)
# Papers that are moved by persons without a party
_OF_RESIDENT = re.compile(r"medborgarförslag|e-förslag|invånarförslag", re.IGNORECASE)
_FORMS = ("citizen_proposal", "motion")
# What follows the names at the end of a title: nothing, or the label that the next line begins with
_TITLE_END = re.compile(r"[\s.)]*(?:$|[A-ZÅÄÖ§(\d])")


def find_proposers(text: str, with_party: list[Person], names: frozenset[str]) -> Iterator[Role]:
    """Those whom the text names as having moved a motion or the like. ``names`` are the names written in the document."""
    for sentence in sentences_with(text, formula("proposer", "stems"), with_party):
        for by in formula("proposer", "by").finditer(text, sentence.start, sentence.end):
            for person in sentence.after(by.end()):
                yield Role("proposer", person, "motion_by", 0.95 if person.party else 0.85)
        if title := formula("proposer", "titled").match(sentence.slice()):
            people = sentence.after(sentence.start + title.end())
            if people and _TITLE_END.match(text, people[-1].tail, sentence.end):
                yield from (Role("proposer", p, "motion_title", 0.9) for p in people if p.marked)
        for by in formula("proposer", "by_whom").finditer(text, sentence.start, sentence.end):
            people = sentence.after(by.end())
            if people and formula("proposer", "then_brought").match(text, people[-1].tail, sentence.end):
                yield from (Role("proposer", p, "brought_by", 0.9) for p in people)
        for label in formula("proposer", "label").finditer(text, sentence.start, sentence.end):
            yield from (Role("proposer", p, "motion_label", 0.9) for p in sentence.after(label.end()) if p.marked or ":" in label.group())
        for asked in formula("proposer", "asked_in").finditer(text, sentence.start, sentence.end):
            resident = _OF_RESIDENT.search(asked.group()) is not None
            yield from (Role("proposer", p, "brought_motion", 0.9) for p in sentence.after(asked.end()) if p.marked or resident)
        yield from _of_sentence(text, sentence.people, names)
        for verb in formula("proposer", "inverted").finditer(text, sentence.start, sentence.end):
            people = sentence.after(verb.end())
            then = formula("proposer", "then_motion").match(text, people[-1].tail, sentence.end) if people else None
            if then and not formula("proposer", "other_object").search(then.group()):
                yield from (Role("proposer", p, "brought_motion", 0.9) for p in people if p.marked)


def find_listed_proposers(text: str, structure: Structure, with_party: list[Person]) -> Iterator[Role]:
    """``- Anna Ek (S): Fler lekplatser`` under the heading Nyinkomna motioner, ``Namn: Anna Ek`` in the form of a citizen proposal."""
    for case in structure.cases:
        if case.title and formula("mover", "brought_at_meeting").search(case.title):
            for block in structure.blocks_in(case.heading[1], case.end):
                people = [p for p in people_in(text, block.start, min(block.end, block.start + 80), with_party) if p.marked][:1]
                if people and _LISTED.fullmatch(text, block.start, people[0].start) and _LISTED_TITLE.match(text, people[0].tail):
                    yield Role("proposer", people[0], "listed_proposer", 0.85)
    for part in structure.parts:
        if part.document_type not in _FORMS:
            continue
        for block in structure.blocks_in(part.start, part.end):
            if label := _NAME_FIELD.match(text, block.start, block.end):
                people = [p for p in people_in(text, label.end(), min(block.end, label.end() + 60), with_party) if p.start == label.end()]
                yield from (Role("proposer", p, "name_field", 0.85) for p in people)


def _of_sentence(text: str, people: list[Person], names: frozenset[str]) -> Iterator[Role]:
    """The persons of a sentence who are the subject of bringing a motion, or whose motion it is."""
    groups: list[list[Person]] = []
    for person in people:
        if groups and gap_pattern().fullmatch(text, groups[-1][-1].tail, person.start):
            groups[-1].append(person)
        else:
            groups.append([person])
    for group in groups:
        line_end = text.find("\n", group[-1].tail)
        line_end = len(text) if line_end < 0 else line_end
        if formula("proposer", "genitive").match(text, group[-1].tail, line_end) and text[group[-1].end - 1] in "sxzSXZ":
            yield from (Role("proposer", _in_nominative(p, names), "motion_of", 0.9 if p.party else 0.8) for p in group)
            continue
        brought = formula("proposer", "has_brought").match(text, group[-1].tail, line_end)
        if (brought and not formula("proposer", "other_object").search(brought.group())) or formula("proposer", "in_motion").match(
            text, group[-1].tail, line_end
        ):
            yield from (Role("proposer", p, "brought_motion", 0.9) for p in group if p.marked or len(group) == 1)


def _in_nominative(person: Person, names: frozenset[str]) -> Person:
    return person if person.marked else replace(person, name=nominative(person.name, names))


__all__ = ["find_listed_proposers", "find_proposers"]
