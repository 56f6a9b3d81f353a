"""Who moves what at a meeting, who dissents, who is to verify the minutes: roles told in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from extractors.attendance import MEETING_TYPES
from extractors.core import Structure
from extractors.formulas import formula
from extractors.person_groups import Role, Sentence, gap_pattern, is_owner, sentences_with
from extractors.persons import Person

_CHAIR = re.compile(r"rdföranden,? (?=[A-ZÅÄÖ])")
_NOT_CHAIR = re.compile(r"(?:\b[Vv]ice |\bv\. |\w{3,}s |(?<!mötes)(?<=[a-zåäö]{3}))[oO]$")
_SERVING = re.compile(r"jänstgörande ersättar(?:en?|na) (?=[A-ZÅÄÖ])")
_SKIPPED_PARTS: Final = frozenset({"motion", "citizen_proposal", "agreement"})


def find_interventions(text: str, structure: Structure, with_party: list[Person]) -> Iterator[Role]:
    """Movers, dissenters, elected adjusters, the chair and serving substitutes as running text names them."""
    for part in structure.parts:
        if part.document_type in _SKIPPED_PARTS:
            continue
        meeting = part.document_type in MEETING_TYPES
        yield from _movers(text, structure, with_party, part.start, part.end, meeting)
        yield from _dissenters(text, structure, with_party, part.start, part.end)
        if meeting:
            yield from _adjusters(text, with_party, part.start, part.end)
            yield from _titled(text, with_party, part.start, part.end)


def _zone_kind(structure: Structure, offset: int) -> str:
    zone = structure.zone_at(offset)
    return zone.kind if zone else ""


def _movers(text: str, structure: Structure, with_party: list[Person], start: int, end: int, meeting: bool) -> Iterator[Role]:
    sure = 0.95 if meeting else 0.8
    for sentence in sentences_with(text, formula("mover", "yrkar_stems"), with_party, start, end):
        for verb in formula("mover", "yrkar").finditer(text, sentence.start, sentence.end):
            people = sentence.before(verb.start(), formula("mover", "subject_gap"))
            if people and (
                formula("mover", "in_a_motion").search(text, people[-1].tail, verb.start())
                or formula("mover", "in_a_motion").match(text, verb.end(), sentence.end)
            ):
                continue
            people = people or sentence.after(verb.end())
            yield from (Role("mover", p, "yrkar", sure if p.marked else sure - 0.1) for p in people if not is_owner(text, p))
        for second in formula("mover", "seconded").finditer(text, sentence.start, sentence.end):
            yield from (Role("mover", p, "seconds", 0.8) for p in sentence.after(second.end()) if p.marked)
    if not meeting:
        return
    rules = (
        (formula("mover", "joins_stems"), formula("mover", "joins"), "joins", 0.8),
        (formula("mover", "brings_stems"), formula("mover", "brings"), "brings", 0.85),
        (formula("mover", "proposes_stems"), formula("mover", "proposes"), "proposes_at_meeting", 0.8),
    )
    for stems, trigger, rule, confidence in rules:
        for sentence in sentences_with(text, stems, with_party, start, end):
            if trigger is formula("mover", "proposes") and (
                _zone_kind(structure, sentence.start) != "motions_at_meeting" or formula("mover", "petition").search(sentence.slice())
            ):
                continue
            for verb in trigger.finditer(text, sentence.start, sentence.end):
                yield from (
                    Role("mover", p, rule, confidence) for p in sentence.before(verb.start(), formula("mover", "subject_gap")) if p.marked
                )
    for sentence in sentences_with(text, formula("mover", "from_stems"), with_party, start, end):
        for verb in formula("mover", "from").finditer(text, sentence.start, sentence.end):
            yield from (Role("mover", p, "proposal_from", 0.85) for p in sentence.after(verb.end()) if p.marked)
    yield from _labelled_movers(text, structure, with_party)


def _labelled_movers(text: str, structure: Structure, with_party: list[Person]) -> Iterator[Role]:
    """``Anna Ek (S): bifall till förslaget`` under the heading Yrkanden."""
    zones = [z for z in structure.zones if z.kind == "motions_at_meeting"]
    for zone in zones:
        for person in with_party:
            if (
                zone.start <= person.start < zone.end
                and text[person.start - 1 : person.start] in ("\n", "")
                and formula("mover", "labelled").match(text, person.tail)
            ):
                yield Role("mover", person, "labelled", 0.85)


def _dissenters(text: str, structure: Structure, with_party: list[Person], start: int, end: int) -> Iterator[Role]:
    for sentence in sentences_with(text, formula("dissenter", "stems"), with_party, start, end):
        whole = sentence.slice()
        if formula("dissenter", "none").search(whole) or (
            re.search(r"(?i)särskilt yttrande", whole) and not re.search(r"(?i)reserver(?:ar|ade)", whole)
        ):
            continue
        favour = formula("dissenter", "favour").search(text, sentence.start, sentence.end)
        scope = favour.start() if favour else sentence.end
        trigger = formula("dissenter", "reserves").search(text, sentence.start, sentence.end)
        if trigger is None:
            continue
        noun = trigger.group().lower().startswith("reservation")
        for person in sentence.people:
            if (
                person.start < scope
                and not is_owner(text, person)
                and (person.marked or _beside(sentence, person, trigger))
                and not (noun and person.start < trigger.start())
            ):
                yield Role("dissenter", person, "reserves", 0.95 if person.marked else 0.8)
    for zone in structure.zones:
        if zone.kind == "reservation" and start <= zone.start < end:
            yield from _listed_dissenters(text, structure, with_party, zone.start, zone.end)


def _beside(sentence: Sentence, person: Person, trigger: re.Match[str]) -> bool:
    """Whether a bare name is the subject of the verb: right before or after it, or in a group that is."""
    return person in [*sentence.before(trigger.start(), formula("mover", "subject_gap")), *sentence.after(trigger.end())]


def _listed_dissenters(text: str, structure: Structure, with_party: list[Person], start: int, end: int) -> Iterator[Role]:
    """Lines under the heading Reservation that hold names and nothing else."""
    for block in structure.blocks_in(start, end):
        people = [p for p in with_party if block.start <= p.start < block.end]
        rest = "".join(
            text[a:b] for a, b in zip([block.start, *(p.tail for p in people)], [*(p.start for p in people), block.end], strict=True)
        )
        if people and re.fullmatch(r"(?:[\s,.;•–-]|och|samt)*", rest):
            yield from (Role("dissenter", p, "listed_reservation", 0.9) for p in people)


def _adjusters(text: str, with_party: list[Person], start: int, end: int) -> Iterator[Role]:
    for sentence in sentences_with(text, formula("adjuster", "stems"), with_party, start, end):
        if (
            not formula("adjuster", "task").search(text, sentence.start, sentence.end)
            or not formula("adjuster", "elected").search(text, sentence.start, sentence.end)
            or not re.search(r"(?i)protokoll|justerare|justerings|ordförande", sentence.slice())
        ):
            continue
        deputies = [m.span() for m in formula("adjuster", "deputy").finditer(text, sentence.start, sentence.end)]
        for person in sentence.people:
            if (
                person.marked
                and not any(a <= person.start < b for a, b in deputies)
                and not is_owner(text, person)
                and not re.search(r"ordföranden?,?\s*$", text[sentence.start : person.start])
            ):
                yield Role("adjuster", person, "elected_adjuster", 0.9)


def _titled(text: str, with_party: list[Person], start: int, end: int) -> Iterator[Role]:
    """``Ordföranden Anna Ek (S) ställer proposition``, ``Tjänstgörande ersättaren Bo Ek (M) yrkar``."""
    places = {p.start: i for i, p in enumerate(with_party)}
    for match in _SERVING.finditer(text, start, end):
        at = places.get(match.end())
        while at is not None:
            yield Role("substitute", with_party[at], "titled_substitute", 0.9)
            following = with_party[at + 1] if at + 1 < len(with_party) else None
            together = (
                following is not None
                and match.group().endswith("na ")
                and gap_pattern().fullmatch(text, with_party[at].tail, min(following.start, with_party[at].tail + 8))
            )
            at = at + 1 if together and following and following.start <= with_party[at].tail + 8 else None
    for match in _CHAIR.finditer(text, start, end):
        if (at := places.get(match.end())) is not None and not _NOT_CHAIR.search(text, max(0, match.start() - 25), match.start()):
            yield Role("chair", with_party[at], "titled_chair", 0.9)


__all__ = ["find_interventions"]
