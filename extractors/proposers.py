"""Who moved a motion, citizen proposal or interpellation: told in titles and sentences, or signed at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from extractors.person_groups import Role, gap_pattern, sentences_with
from extractors.persons import Person, nominative

_PAPER: Final = r"(?:motion|interpellation|medborgarförslag|e-förslag|invånarförslag|ledamotsinitiativ|ledamotsförslag|initiativärende)"
_NOUN: Final = rf"(?:{_PAPER}|(?:enkel )?fråga)"
_ENDING: Final = r"(?:en|et|er|erna|n|s)?"
_STEMS = re.compile("motion|interpellation|interpellant|medborgarförslag|e-förslag|invånarförslag|ledamotsinitiativ|ledamotsförslag|initiativärende|fråga|förslagsställare|frågeställare")
_BY = re.compile(
    rf"\b{_NOUN}{_ENDING}(?: \([A-ZÅÄÖ]{{1,4}}\))?(?: nr\.? ?[\d/:-]+)?(?:[ ,–-]+(?:som |har |är )?(?:väckt|väckts|väcktes|inlämnad|inlämnat|lämnad|lämnats|ställd|ställts|framställd|inkommen|inkommet|inkommit|undertecknad|ingiven|daterad [\d-]+)(?: in)?(?: (?:den )?[\d-]+(?: \w+ \d{{4}})?)?(?: vid [^,.]{{3,60}})?)?,? (?:av|från)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\b(?:motionär(?:en|er|erna)?|förslagsställare|interpellant(?:en)?|frågeställare|motionsställare)\b\s*[:,\t]?\s*", re.IGNORECASE)
_BROUGHT: Final = r"(?:väckt|väckte|väcker|lämnat|lämnade|lämnar|inlämnat|inlämnade|inkommit|inkom|inkommer|lagt|lade|ingett|ingivit|gett|skrivit|ställt|ställde|ställer|framställt|framställde|framställer|väcka)"
_ASKED: Final = r"(?:föreslår|föreslagit|föreslog|yrkar|yrkat|yrkade|anför|anfört|hemställer|hemställt|begär|begärt|vill|undrar|frågar|frågat|tar upp|tagit upp|pekar|skriver|önskar)"
# Anna Ek (C) väckte motionen ..., har den 3 maj lämnat in en motion
_HAS_BROUGHT = re.compile(rf"[\s,]*(?:[a-zåäö0-9.,-]+ ){{0,8}}?{_BROUGHT}\b(?P<between>[^.]{{0,90}}?)\b{_PAPER}{_ENDING}\b", re.IGNORECASE)
# Anna Ek (C) har i en motion, väckt den ..., föreslagit; föreslår i sin motion
_IN_MOTION = re.compile(rf"[\s,]*(?:har |hade |{_ASKED} )?(?:i|genom|med) (?:en|ett|sin|sitt|rubricerad|rubricerat|ovanstående|den|denna)?[^.]{{0,40}}?\b{_PAPER}{_ENDING}\b", re.IGNORECASE)
# väckte Anna Ek (M) rubricerad motion; har Anna Ek (M) i en motion
_INVERTED = re.compile(rf"\b(?:{_BROUGHT}|har|hade|{_ASKED})\b(?=\s)", re.IGNORECASE)
_THEN_MOTION = re.compile(rf"[\s,]*(?:in |med |den [\w ]{{4,25}} |\d{{4}}-\d\d-\d\d )*(?:(?:i|genom) )?(?:{_BROUGHT} )?(?:in )?(?:med )?(?:en|ett|rubricerade?|rubricerat|följande|motionen|denna|ovanstående|sin|sitt)?\s?[^.]{{0,40}}?\b{_PAPER}{_ENDING}\b", re.IGNORECASE)
# den av Anna Ek och Bo Ek väckta motionen
_BY_WHOM = re.compile(r"\b(?:den|de|det) (?:av|från) (?=[A-ZÅÄÖ])", re.IGNORECASE)
_THEN_BROUGHT = re.compile(rf"[\s,]*(?:väckta|inlämnade|lämnade|ställda|framställda|ingivna|inkomna) {_PAPER}{_ENDING}\b", re.IGNORECASE)
_OTHER_OBJECT = re.compile(r"\b(?:yttrande|anteckning|reservation|yrkande|svar|bifall|avslag|synpunkter|tjänst|proposition)", re.IGNORECASE)
_GENITIVE = re.compile(rf" (?:[a-zåäö]+(?:ade|de|ad) )?{_NOUN}{_ENDING}\b", re.IGNORECASE)


def find_proposers(text: str, with_party: list[Person], names: frozenset[str]) -> Iterator[Role]:
    """Those whom the text names as having moved a motion or the like. ``names`` are the names written in the document."""
    for sentence in sentences_with(text, _STEMS, with_party):
        for by in _BY.finditer(text, sentence.start, sentence.end):
            for person in sentence.after(by.end()):
                yield Role("proposer", person, "motion_by", 0.95 if person.party else 0.85)
        for by in _BY_WHOM.finditer(text, sentence.start, sentence.end):
            people = sentence.after(by.end())
            if people and _THEN_BROUGHT.match(text, people[-1].tail, sentence.end):
                yield from (Role("proposer", p, "brought_by", 0.9) for p in people)
        for label in _LABEL.finditer(text, sentence.start, sentence.end):
            yield from (Role("proposer", p, "motion_label", 0.9) for p in sentence.after(label.end()) if p.party or ":" in label.group())
        yield from _of_sentence(text, sentence.people, names)
        for verb in _INVERTED.finditer(text, sentence.start, sentence.end):
            people = sentence.after(verb.end())
            then = _THEN_MOTION.match(text, people[-1].tail, sentence.end) if people else None
            if then and not _OTHER_OBJECT.search(then.group()):
                yield from (Role("proposer", p, "brought_motion", 0.9) for p in people if p.party)


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
        if _GENITIVE.match(text, group[-1].tail, line_end) and group[-1].name.endswith(("s", "x", "z")):
            yield from (Role("proposer", _in_nominative(p, names), "motion_of", 0.9 if p.party else 0.8) for p in group)
            continue
        brought = _HAS_BROUGHT.match(text, group[-1].tail, line_end)
        if (brought and not _OTHER_OBJECT.search(brought.group())) or _IN_MOTION.match(text, group[-1].tail, line_end):
            yield from (Role("proposer", p, "brought_motion", 0.9) for p in group if p.party or len(group) == 1)


def _in_nominative(person: Person, names: frozenset[str]) -> Person:
    name = nominative(person.name, names)
    return Person(person.start, person.end, name, person.party, person.tail, person.known)


__all__ = ["find_proposers"]
