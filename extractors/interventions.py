"""Who moves what at a meeting, who dissents, who is to verify the minutes: roles told in running text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from extractors.attendance import MEETING_TYPES
from extractors.core import Block, Structure
from extractors.formulas import formula
from extractors.person_groups import Role, Sentence, gap_pattern, is_owner, sentences_with
from extractors.persons import Person, people_in
from extractors.sentences import sentences

_CHAIR = re.compile(r"rdföranden,? (?=[A-ZÅÄÖ])")
_NOT_CHAIR = re.compile(r"(?:\b[Vv]ice |\bv\. |\w{3,}s |(?<!mötes)(?<=[a-zåäö]{3}))[oO]$")
# What only the chair of the meeting does
_PRESIDES = re.compile(
    r" (?:ställer|ställde|finner|fann|prövar|prövade|frågar|frågade|öppnar|öppnade|förklarar|förklarade|avslutar|avslutade)\b"
)
_SERVING = re.compile(r"jänstgörande ersättar(?:en?|na) (?=[A-ZÅÄÖ])")
_IN_FAVOUR = re.compile(
    r",? (?:till (?:förmån|fördel) för|mot (?:beslut|punkt|p\.|att-sats|avslag|bifall|(?:första|andra|tredje|fjärde) ))\w*.*",
    re.IGNORECASE | re.DOTALL,
)
# "till förmån för sitt yrkande samt Bo Ek (M) till förmån för sitt": another dissenter may follow.
_FOR_OWN = re.compile(
    r",? till (?:förmån|fördel) för (?:sitt|sina|eget|egna)(?: eget| egna)?(?: (?:yrkanden?|förslag|reservation))?"
    r"|,? mot (?:beslutet(?: i| under)? )?(?:punkt(?:en|erna)?|p\.) \d{1,2}(?:(?:, | och |-)\d{1,2})*",
    re.IGNORECASE,
)
# What stands before the first name of a line: the mark of a list, a title
_OPENING = re.compile(
    r"(?:[•*–-]|\d{1,2}[.)])?\s*(?:(?:(?:\d:e |förste |andre )?(?:vice )?ordföranden?|(?:kommunal|region|landstings|oppositions)rådet?) )?",
    re.IGNORECASE,
)
# What joins the demand to what its mover says before
_AND = re.compile(r"\b(?:och|samt|men|därför|varför han|varför hon)\s*$")
# A demand behind the name of whoever makes it, and the zones whose lines are no demands
_DEMAND = re.compile(
    r"\):\s+(?:[Bb]ifall|[Aa]vslag|[Åå]terremiss|[Bb]ordläggning|[Tt]illägg|[Ää]ndra|[Ss]tryk|[Ee]rsätt|[Aa]tt"
    r"|[Ii] (?:första|andra) hand)\b"
)
_WRITTEN: Final = frozenset({"reservation", "statement", "documents", "attendance", "motions_at_meeting"})
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
            if not people and formula("mover", "relative").search(text, sentence.start, verb.start()):
                people = [p for p in sentence.people if p.marked and formula("mover", "relative").fullmatch(text, p.tail, verb.start())]
            if people and (
                formula("mover", "in_a_motion").search(text, people[-1].tail, verb.start())
                or formula("mover", "in_a_motion").match(text, verb.end(), sentence.end)
            ):
                continue
            if not people and formula("mover", "in_a_motion").search(text, max(sentence.start, verb.start() - 120), verb.start()):
                continue
            people = people or sentence.after(verb.end()) or _subject_of_sentence(sentence, verb)
            yield from (Role("mover", p, "yrkar", sure if p.marked else sure - 0.1) for p in people if not is_owner(text, p))
        yield from _passive_movers(sentence, sure)
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
            proposes = trigger is formula("mover", "proposes")
            for verb in trigger.finditer(text, sentence.start, sentence.end):
                if proposes and not _at_meeting(structure, sentence, verb):
                    continue
                yield from (
                    Role("mover", p, rule, confidence) for p in sentence.before(verb.start(), formula("mover", "subject_gap")) if p.marked
                )
    for sentence in sentences_with(text, formula("mover", "from_stems"), with_party, start, end):
        for verb in formula("mover", "from").finditer(text, sentence.start, sentence.end):
            yield from (Role("mover", p, "proposal_from", 0.85) for p in sentence.after(verb.end()) if p.marked)
    yield from _labelled_movers(text, structure, with_party)
    yield from _demanding(text, structure, with_party, start, end)


def _demanding(text: str, structure: Structure, with_party: list[Person], start: int, end: int) -> Iterator[Role]:
    """``Anna Ek (S): avslag.`` in a § without the heading Yrkanden: a demand behind the colon."""
    for match in _DEMAND.finditer(text, start, end):
        block = structure.blocks[structure.block_at(match.start()) or 0]
        told = structure.case_at(match.start())
        if told is None or told.section_number is None or _zone_kind(structure, match.start()) in _WRITTEN:
            continue
        first = max([block.start, *(a for a, _ in sentences(text, block.start, block.end) if a <= match.start())])
        group = _leading_group(text, first, match.end(), with_party)
        if group and group[-1].tail == match.start() + 1:
            yield from (Role("mover", p, "labelled", 0.8) for p in group)


def _subject_of_sentence(sentence: Sentence, verb: re.Match[str]) -> list[Person]:
    """``Anna Ek (S) redogör för ärendet och yrkar bifall``: those the sentence opens with, where it names nobody else before."""
    before = [p for p in sentence.people if p.marked and p.start < verb.start()]
    group = _leading_group(sentence.text, sentence.start, verb.start(), before)
    return group if group and len(group) == len(before) and _AND.search(sentence.text[group[-1].tail : verb.start()]) else []


def _passive_movers(sentence: Sentence, sure: float) -> Iterator[Role]:
    """``Bifall till förslaget yrkas av Anna Ek (S)``, ``Av Anna Ek (S) yrkas bifall``."""
    text = sentence.text
    groups = [sentence.after(by.end()) for by in formula("mover", "passive").finditer(text, sentence.start, sentence.end)]
    first = formula("mover", "passive_first").match(sentence.slice())
    people = sentence.after(sentence.start + first.end()) if first else []
    if people and formula("mover", "passive_verb").match(text, people[-1].tail, sentence.end):
        groups.append(people)
    yield from (Role("mover", p, "yrkas", sure if p.marked else sure - 0.1) for group in groups for p in group)


def _at_meeting(structure: Structure, sentence: Sentence, verb: re.Match[str]) -> bool:
    """Whether somebody who proposes something does so at the meeting: the heading says so, or what is proposed can only be moved there."""
    behind = sentence.text[verb.end() : sentence.end]
    if formula("mover", "in_a_motion").search(sentence.text, sentence.start, verb.end()) or formula("mover", "in_a_motion").match(behind):
        return False
    at_meeting = bool(formula("mover", "object_at_meeting").search(behind))
    if _zone_kind(structure, sentence.start) == "motions_at_meeting":
        return at_meeting or not formula("mover", "petition").search(sentence.slice())
    return at_meeting or _opens_with_demand(structure, sentence, verb)


def _opens_with_demand(structure: Structure, sentence: Sentence, verb: re.Match[str]) -> bool:
    """Whether a sentence of a § that is no petition's opens with a councillor who wants something: "Anna Ek (S) föreslår att ..."."""
    case = structure.case_at(sentence.start)
    if case is None or case.section_number is None or formula("mover", "petition").search(case.title or ""):
        return False
    first = next((p for p in sentence.people if p.marked), None)
    return (
        first is not None
        and _OPENING.fullmatch(sentence.text, sentence.start, first.start) is not None
        and formula("mover", "wants_now").match(sentence.text, verb.start(), sentence.end) is not None
        and not formula("mover", "petition").search(sentence.slice())
    )


def _labelled_movers(text: str, structure: Structure, with_party: list[Person]) -> Iterator[Role]:
    """``Anna Ek (S): bifall till förslaget. Bo Ek (M): avslag.`` under the heading Yrkanden."""
    for zone in structure.zones:
        if zone.kind != "motions_at_meeting":
            continue
        for block in structure.blocks_in(zone.start, zone.end):
            yield from _named_behind(text, block, with_party)
            for start, _ in sentences(text, block.start, block.end):
                group = _leading_group(text, start, block.end, with_party)
                if group and formula("mover", "labelled").match(text, group[-1].tail, zone.end):
                    yield from (Role("mover", p, "labelled", 0.85) for p in group)


def _named_behind(text: str, block: Block, with_party: list[Person]) -> Iterator[Role]:
    """``bifall till förslaget (Anna Ek)``: a demand with its mover in brackets at its end."""
    people = people_in(text, max(block.start, block.end - 60), block.end, with_party)
    if people and text[people[-1].start - 1] == "(" and re.fullmatch(r"(?: ?\([^()]{1,5}\))?\)[\s,.;]*", text[people[-1].end : block.end]):
        yield Role("mover", people[-1], "named_behind", 0.8)


def _leading_group(text: str, start: int, end: int, with_party: list[Person]) -> list[Person]:
    """The persons that ``text[start:end]`` begins with (``Anna Ek (S), Bo Ek (M) och Cia Ek (C)``)."""
    group: list[Person] = []
    opening = _OPENING.match(text, start, end)
    at = opening.end() if opening else start
    for person in with_party[bisect_left(with_party, start, key=lambda p: p.start) :]:
        if person.start >= end or not (gap_pattern().fullmatch(text, at, person.start) if group else person.start == at):
            break
        group.append(person)
        at = person.tail
    return group


def _dissenters(text: str, structure: Structure, with_party: list[Person], start: int, end: int) -> Iterator[Role]:
    for sentence in sentences_with(text, formula("dissenter", "stems"), with_party, start, end):
        whole = sentence.slice()
        if formula("dissenter", "none").search(whole) or (
            re.search(r"(?i)särskilt yttrande", whole) and not re.search(r"(?i)reserver(?:ar|ade)", whole)
        ):
            continue
        favour = formula("dissenter", "favour").search(text, sentence.start, sentence.end)
        trigger = formula("dissenter", "reserves").search(text, sentence.start, sentence.end)
        if trigger is None:
            continue
        # "Till förmån för eget yrkande reserverar sig Anna Ek (S)": those behind the verb dissent.
        inverted = favour is not None and favour.start() < trigger.start()
        scope = favour.start() if favour and not inverted else sentence.end
        noun = trigger.group().lower().startswith("reservation")
        for person in sentence.people:
            if (
                person.start < scope
                and not is_owner(text, person)
                and (person.marked or _beside(sentence, person, trigger))
                and not ((noun or inverted) and person.start < trigger.start())
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
        favour = _favour_of_another(text, block)
        people = [p for p in with_party if block.start <= p.start < (favour.start() if favour else block.end)]
        rest = "".join(
            text[a:b] for a, b in zip([block.start, *(p.tail for p in people)], [*(p.start for p in people), block.end], strict=True)
        )
        rest = _IN_FAVOUR.sub("", _FOR_OWN.sub("", rest))
        if people and re.fullmatch(r"(?:[\s,.;•–-]|och|samt)*", rest):
            yield from (Role("dissenter", p, "listed_reservation", 0.9) for p in people)


def _favour_of_another(text: str, block: Block) -> re.Match[str] | None:
    """Where a line goes on to tell what the reservation is for or against, but for the dissenter's own proposal."""
    at = block.start
    while (favour := _IN_FAVOUR.search(text, at, block.end)) and (own := _FOR_OWN.match(text, favour.start(), block.end)):
        at = own.end()
    return favour


def _adjusters(text: str, with_party: list[Person], start: int, end: int) -> Iterator[Role]:
    for sentence in sentences_with(text, formula("adjuster", "stems"), with_party, start, end):
        if (
            not formula("adjuster", "task").search(text, sentence.start, sentence.end)
            or not formula("adjuster", "elected").search(text, sentence.start, sentence.end)
            or not re.search(r"(?i)protokoll|justerare|justerings|ordförande", sentence.slice())
        ):
            continue
        verbs = list(formula("adjuster", "elected").finditer(text, sentence.start, sentence.end))
        elected = [p for m in verbs for p in sentence.after(m.end())]
        elected += [p for m in verbs if m.group().endswith("s") for p in sentence.before(m.start())]
        deputies = [m.span() for m in formula("adjuster", "deputy").finditer(text, sentence.start, sentence.end)]
        for person in sentence.people:
            if (
                (person.marked or person in elected)
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
        elif not _NOT_CHAIR.search(text, max(0, match.start() - 25), match.start()):
            people = people_in(text, match.end(), min(end, match.end() + 60), with_party)
            if people and people[0].start == match.end() and _PRESIDES.match(text, people[0].tail):
                yield Role("chair", people[0], "titled_chair", 0.8)


__all__ = ["find_interventions"]
