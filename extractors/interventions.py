"""Who moves what at a meeting, who dissents, who is to verify the minutes: roles told in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from extractors.attendance import MEETING_TYPES
from extractors.core import Structure
from extractors.person_groups import Role, Sentence, gap_pattern, is_owner, sentences_with
from extractors.persons import Person

_MOVE_STEM = re.compile("yrka")
_JOIN_STEM = re.compile("instäm|anslut|anslöt|biträ|bifall|tillstyrk")
_PROPOSE_STEM = re.compile("föresl|hemställ")
_BRING_STEM = re.compile("yrkand|ändringsförslag|tilläggsförslag|motförslag")
_FROM_STEM = re.compile("yrkand|på förslag|på initiativ|förslag på samman")
_DISSENT_STEM = re.compile("reserv")
_ADJUST_STEM = re.compile("justera|justerings")

_MOVE = re.compile(r"\byrka(?:r|de|t)\b", re.IGNORECASE)
_JOIN = re.compile(r"\b(?:instämmer|instämde|ansluter sig|anslöt sig|biträder|biträdde|bifaller|tillstyrker)\b(?=[^.]{0,90}(?:yrkande|förslag))", re.IGNORECASE)
_PROPOSE = re.compile(r"\b(?:föreslår|föreslog|hemställer|hemställde)\b", re.IGNORECASE)
_BRING = re.compile(r"\b(?:lämnar|lämnade|lägger|lade|framställer|framställde|ställer|ställde|framför|framförde|avger|väcker|väckte|inlämnar)\b(?=(?:(?!proposition)[^.]){0,50}\b(?:[a-zåäö]*yrkanden?|ändringsförslag|tilläggsförslag|motförslag)\b(?! mot))", re.IGNORECASE)
_FROM = re.compile(r"\b(?:[a-zåäö]*yrkande(?:n|t)?(?: \d+)?|på förslag|på initiativ|förslag på sammanträdet)(?:,)? (?:av|från|framställt av|framställs av|ställt av)\b", re.IGNORECASE)
_SECONDED = re.compile(r"\bmed (?:instämmande|stöd) (?:av|från)\b", re.IGNORECASE)
_SUBJECT_GAP = re.compile(
    r"(?:\s|,|\bhar\b|\bhade\b|\bm\.? ?fl\.?|\bäven\b|\bockså\b|\bdärefter\b|\bdärutöver\b|\bdessutom\b|\bvidare\b|\bsjälv\b|\bsedan\b|\bi första hand\b|\bi andra hand\b|, [^,.()]{1,60},|\bför [A-ZÅÄÖ]{1,3}\b|\bför (?:egen del|partiet|gruppen)\b"
    r"|\b(?:å|på) [^,.]{3,40} vägnar\b|,? ?(?:med )?instämmande (?:av|från) [^.]{3,80},?|\bmed instämmande\b|\bför [a-zåäö]+(?:partiet|gruppen|erna)s?(?: räkning)?\b)*"
)
_NOT_MOVED = re.compile(r"\b(?:motion(?:en)?|interpellation|medborgarförslag(?:et)?)\b", re.IGNORECASE)
_IN_A_MOTION = re.compile(r"\s*(?:\w+ ){0,2}?(?:i|genom) (?:(?:en|ett|sin|sitt|den|rubricerade?|ovanstående) )?(?:\w+ )?(?:motion|medborgarförslag)", re.IGNORECASE)
_LABELLED = re.compile(r"\s*(?::|–|- )")

_DISSENT = re.compile(
    r"\breserver(?:ar|ade|at) (?:[\w-]+ ){0,2}?sig\b|\breserver(?:ar|ade)\b(?= sig| [A-ZÅÄÖ][^.]{3,200} sig\b)|\breservation(?:er|en)?\b(?=[^.]{0,60}(?:\bav\b|\bfrån\b|:))|\b(?:anmäler|anmälde|lämnar|lämnade|inlämnar|inlämnade|avger|avgav|inkommer med|inkom med|lämnar in|ansluter sig till|anslöt sig till|instämmer i|deltar i)\b(?=[^.]{0,40}\breservation)",
    re.IGNORECASE,
)
_FAVOUR = re.compile(r"\b(?:till (?:för)?mån för|till fördel för|till stöd för|till förmån|som bifaller|enligt [A-ZÅÄÖ])", re.IGNORECASE)
_NO_DISSENT = re.compile(r"\breserverar sig (?:inte|ej|rätten)\b|\b(?:utan|inga|ingen) reservation", re.IGNORECASE)
_ADJUST = re.compile(r"\bjustera(?:re|s|nde)?\b|\bprotokollsjusterare\b|\bjusterings(?:man|män|person)\b", re.IGNORECASE)
_ELECT = re.compile(r"\b(?:utse[rs]?|utsågs?|utsetts|utsedd[ae]?|väljs?|väljer|välja|valdes|valts|valda?|åt|uppdrogs|uppdras|får i uppdrag)\b", re.IGNORECASE)
_DEPUTY = re.compile(r"\b(?:med|samt|och) [^.]{2,60}? som ersättare\b|\b(?:till|som) ersättare(?: för)?\b[^.]*|\bersättare(?: för justera\w*)?:[^.]*", re.IGNORECASE)
_CHAIR = re.compile(r"rdföranden,? (?=[A-ZÅÄÖ])")
_NOT_CHAIR = re.compile(r"(?:\bvice |\bv\. |\w{3,}s |(?<!mötes)(?<=[a-zåäö]{3}))[oO]$")
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
    for sentence in sentences_with(text, _MOVE_STEM, with_party, start, end):
        for verb in _MOVE.finditer(text, sentence.start, sentence.end):
            people = sentence.before(verb.start(), _SUBJECT_GAP)
            if people and (_IN_A_MOTION.search(text, people[-1].tail, verb.start()) or _IN_A_MOTION.match(text, verb.end(), sentence.end)):
                continue
            people = people or sentence.after(verb.end())
            yield from (Role("mover", p, "yrkar", sure if p.party else sure - 0.1) for p in people if not is_owner(text, p))
        for second in _SECONDED.finditer(text, sentence.start, sentence.end):
            yield from (Role("mover", p, "seconds", 0.8) for p in sentence.after(second.end()) if p.party)
    if not meeting:
        return
    rules = ((_JOIN_STEM, _JOIN, "joins", 0.8), (_BRING_STEM, _BRING, "brings", 0.85), (_PROPOSE_STEM, _PROPOSE, "proposes_at_meeting", 0.8))
    for stems, trigger, rule, confidence in rules:
        for sentence in sentences_with(text, stems, with_party, start, end):
            if trigger is _PROPOSE and (_zone_kind(structure, sentence.start) != "motions_at_meeting" or _NOT_MOVED.search(sentence.slice())):
                continue
            for verb in trigger.finditer(text, sentence.start, sentence.end):
                yield from (Role("mover", p, rule, confidence) for p in sentence.before(verb.start(), _SUBJECT_GAP) if p.party)
    for sentence in sentences_with(text, _FROM_STEM, with_party, start, end):
        for verb in _FROM.finditer(text, sentence.start, sentence.end):
            yield from (Role("mover", p, "proposal_from", 0.85) for p in sentence.after(verb.end()) if p.party)
    yield from _labelled_movers(text, structure, with_party)


def _labelled_movers(text: str, structure: Structure, with_party: list[Person]) -> Iterator[Role]:
    """``Anna Ek (S): bifall till förslaget`` under the heading Yrkanden."""
    zones = [z for z in structure.zones if z.kind == "motions_at_meeting"]
    for zone in zones:
        for person in with_party:
            if zone.start <= person.start < zone.end and text[person.start - 1 : person.start] in ("\n", "") and _LABELLED.match(text, person.tail):
                yield Role("mover", person, "labelled", 0.85)


def _dissenters(text: str, structure: Structure, with_party: list[Person], start: int, end: int) -> Iterator[Role]:
    for sentence in sentences_with(text, _DISSENT_STEM, with_party, start, end):
        whole = sentence.slice()
        if _NO_DISSENT.search(whole) or re.search(r"(?i)särskilt yttrande", whole) and not re.search(r"(?i)reserver(?:ar|ade)", whole):
            continue
        favour = _FAVOUR.search(text, sentence.start, sentence.end)
        scope = favour.start() if favour else sentence.end
        trigger = _DISSENT.search(text, sentence.start, sentence.end)
        if trigger is None:
            continue
        noun = trigger.group().lower().startswith("reservation")
        for person in sentence.people:
            if person.start < scope and not is_owner(text, person) and (person.party or _beside(sentence, person, trigger)) and not (noun and person.start < trigger.start()):
                yield Role("dissenter", person, "reserves", 0.95 if person.party else 0.8)
    for zone in structure.zones:
        if zone.kind == "reservation" and start <= zone.start < end:
            yield from _listed_dissenters(text, structure, with_party, zone.start, zone.end)


def _beside(sentence: Sentence, person: Person, trigger: re.Match[str]) -> bool:
    """Whether a bare name is the subject of the verb: right before or after it, or in a group that is."""
    return person in [*sentence.before(trigger.start(), _SUBJECT_GAP), *sentence.after(trigger.end())]


def _listed_dissenters(text: str, structure: Structure, with_party: list[Person], start: int, end: int) -> Iterator[Role]:
    """Lines under the heading Reservation that hold names and nothing else."""
    for block in structure.blocks_in(start, end):
        people = [p for p in with_party if block.start <= p.start < block.end]
        rest = "".join(text[a:b] for a, b in zip([block.start, *(p.tail for p in people)], [*(p.start for p in people), block.end], strict=True))
        if people and re.fullmatch(r"(?:[\s,.;•–-]|och|samt)*", rest):
            yield from (Role("dissenter", p, "listed_reservation", 0.9) for p in people)


def _adjusters(text: str, with_party: list[Person], start: int, end: int) -> Iterator[Role]:
    for sentence in sentences_with(text, _ADJUST_STEM, with_party, start, end):
        if not _ADJUST.search(text, sentence.start, sentence.end) or not _ELECT.search(text, sentence.start, sentence.end) or not re.search(r"(?i)protokoll|justerare|justerings|ordförande", sentence.slice()):
            continue
        deputies = [m.span() for m in _DEPUTY.finditer(text, sentence.start, sentence.end)]
        for person in sentence.people:
            if person.party and not any(a <= person.start < b for a, b in deputies) and not is_owner(text, person) and not re.search(r"ordföranden?,?\s*$", text[sentence.start : person.start]):
                yield Role("adjuster", person, "elected_adjuster", 0.9)


def _titled(text: str, with_party: list[Person], start: int, end: int) -> Iterator[Role]:
    """``Ordföranden Anna Ek (S) ställer proposition``, ``Tjänstgörande ersättaren Bo Ek (M) yrkar``."""
    places = {p.start: i for i, p in enumerate(with_party)}
    for match in _SERVING.finditer(text, start, end):
        at = places.get(match.end())
        while at is not None:
            yield Role("substitute", with_party[at], "titled_substitute", 0.9)
            following = with_party[at + 1] if at + 1 < len(with_party) else None
            together = following is not None and match.group().endswith("na ") and gap_pattern().fullmatch(text, with_party[at].tail, min(following.start, with_party[at].tail + 8))
            at = at + 1 if together and following and following.start <= with_party[at].tail + 8 else None
    for match in _CHAIR.finditer(text, start, end):
        if (at := places.get(match.end())) is not None and not _NOT_CHAIR.search(text, max(0, match.start() - 25), match.start()):
            yield Role("chair", with_party[at], "titled_chair", 0.9)


__all__ = ["find_interventions"]
