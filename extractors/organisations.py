"""Organisations that were asked about a matter or take part in a cooperation, from what is said before and after their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from extractors.anchors import Anchored, alternatives
from extractors.area_words import find_areas
from extractors.core import Structure
from extractors.families import Family
from extractors.formulas import formula
from extractors.given_names import is_given_name
from extractors.organisation_frames import announced, led_to, paired
from extractors.organisation_names import Organisation, canonical, enumeration, enumeration_before, kind_of
from extractors.person_groups import extents_with, lowered
from extractors.persons import Person, is_name
from extractors.places import find_places
from extractors.relation_words import relation_word
from extractors.resources import toml
from extractors.sentences import sentences
from extractors.verbs import parse


@dataclass(frozen=True, slots=True)
class OrganisationRole:
    """An organisation in a role."""

    role: str
    organisation: Organisation
    rule: str
    confidence: float


# What somebody says or has been given who is to take part.
_PLEDGED: Final = "lovat|utlovat|åtagit sig|förbundit sig|erbjudit sig|utfäst sig|gått med på|tackat ja till|rätt"
_PLEDGES: Final = rf"(?:har|hade|får|fick) (?:också |även |redan )?(?:{_PLEDGED})"
_SPEAKERS: Final = r"kommunen|staden|regionen|vi|kontoret|förvaltningen|nämnden|det|man"


@cache
def _verb_triggers(where: str) -> Anchored:
    """What a subject does that takes part in a cooperation, in all forms of its verbs; not what it is said not to do."""
    perfect, modal = r"(?:har|hade)", rf"(?:ska|skall|bör|kan|kommer att|vill|avser att|får|väntas|planerar att|{_PLEDGES} att)"
    adverbs = "också|även|redan|aktivt|fortfarande|tidigare|länge|sedan|nu|numera|bland annat|gemensamt|tillsammans|båda|alla|idag|i dag"
    adverb = f"(?:(?:{adverbs}) )?"
    forms = []
    for verb in map(parse, toml("organisations")["partner"][where]):
        bare = {
            tense: pattern.pattern.replace("?P<gap>(?:[ \\n]", "?:(?:[ \\n](?!inte\\b|ej\\b)") for tense, pattern in verb.patterns.items()
        }
        between = rf"(?:(?!(?:inte|ej|aldrig|{_SPEAKERS})\b)[a-zåäö]+ ){{0,3}}?" if where == "verbs_of_certain" else adverb
        forms += [bare["present"], bare["past"], f"{perfect} {between}{bare['supine']}", f"{modal} {adverb}{bare['infinitive']}"]
        who = rf"{bare['present']}|{bare['past']}|(?:{perfect} {adverb})?{bare['supine']}|{modal} {adverb}{bare['infinitive']}"
        forms.append(rf"som {adverb}(?:{who})")
    return Anchored(rf"(?<![\w-])(?:{alternatives(forms)})", re.IGNORECASE)


@cache
def _triggers(role: str, where: str) -> Anchored:
    return Anchored(rf"(?<![\w-])(?:{alternatives(toml('organisations')[role][where])})(?=[\s,.;:]|$)", re.IGNORECASE)


@cache
def _consulted_triggers() -> Family[str]:
    return Family(
        (where, _triggers("consulted", where)) for where in ("before", "before_certain", "asked", "answers", "after", "relative", "framed")
    )


@cache
def _subject_triggers() -> Family[bool]:
    """What stands behind those who take part; of some only organisations that surely are such do."""
    return Family(((False, _verb_triggers("verbs")), (True, _verb_triggers("verbs_of_certain")), (True, _triggers("partner", "phrases"))))


@cache
def _consulted_stems() -> Anchored:
    return Anchored(f"{formula('organisation', 'consulted_stems').pattern}|{alternatives(toml('organisations')['consulted']['stems'])}")


@cache
def _cooperation() -> Anchored:
    return Anchored(alternatives(toml("organisations")["cooperation"]["words"]))


@cache
def _asked_for() -> Anchored:
    return Anchored(alternatives(toml("organisations")["consulted"]["asked_for"]))


@cache
def _about() -> Anchored:
    return Anchored(alternatives(toml("organisations")["partner"]["about"]), re.IGNORECASE)


_FRAME = re.compile(r"\b(?:har|hade|kunde|fick)(?: också| även)? ", re.IGNORECASE)
_FRAMED_PARTNER = re.compile(
    r"(?:,)? (?:knut(?:en|na)|anslut(?:en|na)|med i \w*(?:arbetet|utbytet|projektet|partnerskapet|avtalet|programmet)"
    r"|engagerade?|involverade?"
    r"|varit (?:[a-zåäö]+ )?(?:samarbetspart\w*|part(?:er|ners?)?|med)|medverkat|deltagit"
    r"|(?:engagerat|anslutit) sig)\b"
)
_FRAMED_TO_TAKE_PART = re.compile(
    r",?(?: (?:också|även|gemensamt|aktivt|att|komma att|få))* (?:delta|medverka|vara med|ingå|engagera sig)\b"
)
_MODAL = re.compile(r"(?:tänks|ska|skall|bör|kan|vill|kommer|avses|förutsätts|väntas|föreslås|förväntas|planeras|tänkt att)", re.IGNORECASE)
# A matter that is about cooperation speaks of it at least once in so many characters.
_CHARACTERS_PER_WORD: Final = 2500
_TO_DO = re.compile(r"\b(?:att|ska|skall|bör|kan|får),?\s*$")
_INSTRUCTED: Final = re.compile(r"\b(?:i uppdrag|uppdra\w*|ska|skall|bör|föreslås)\b", re.IGNORECASE)
_SUBJECT: Final = re.compile(r"\b(?:handlar om|behandlar|tar upp)(?: \w+){0,2}\s*$", re.IGNORECASE)
# What follows a verb where nobody takes part in a cooperation: they do not, or only in a meeting.
_NO_PART = re.compile(
    r"\s+(?:inte|ej|aldrig)\b"
    r"|\s+(?:vid|på|i|under) (?:[a-zåäö]+ )?[a-zåäö]*(?:möte|sammanträde|överläggning|debatt|beredning|bered)\w*",
    re.IGNORECASE,
)
# Who takes part in preparing the matter takes no part in the cooperation.
_PREPARING = re.compile(
    r"\b(?:i|vid|under) (?:ärendets )?beredning(?:en)?\b|\bi (?:en |den )?(?:referens|bered\w*)grupp"
    r"|\bi (?:remissen|samrådet|granskningen)\b",
    re.IGNORECASE,
)
_WISHING = re.compile(r"\b(?:intress|önska|vill|ville|frågat|tillfråga|inte|ej|aldrig)\w*", re.IGNORECASE)
_ANOTHER = re.compile(r"(?:,| och| medan)\s+(?=[A-ZÅÄÖ])")
_NEGATED = re.compile(r"\b(?:inte|ej|aldrig|ingen|inga)\b", re.IGNORECASE)


def find_organisation_roles(text: str, structure: Structure, with_party: list[Person]) -> Iterator[OrganisationRole]:
    """Organisations consulted in any case, and partners in cases about cooperation with a place abroad."""
    people = frozenset(p.start for p in with_party)
    own = f"scb:{structure.metadata.municipality_code}"
    bodies = {structure.metadata.body, *(c.body for c in structure.cases)}

    def others(told: Iterable[OrganisationRole]) -> Iterator[OrganisationRole]:
        """Those who are neither the municipality that asks nor the board whose paper it is."""
        return (r for r in told if r.organisation.identifier != own and not (r.organisation.own and r.organisation.name in bodies))

    for start, end in _heard(text, structure):
        yield from others(_speaking(text, start, end, people))
    for start, end in extents_with(text, _consulted_stems()):
        told = [*_consulted(text, start, end, people)]
        told += _roles("consulted", "asked", list(announced(text, structure, "consulted", start, end, people)), 0.85)
        yield from others(told)
    done: set[int] = set()
    for first, last in _cooperating(text, structure):
        for start, end in sentences(text, first, last):
            if start not in done:
                done.add(start)
                if _PREPARING.search(text, start, end):
                    continue
                told = [*_subjects(text, start, end, people)]
                if _about().search(text, start, end):
                    told += _partners(text, start, end, people)
                    told += _roles("partner", "takes_part", [*paired(text, start, end, people), *led_to(text, start, end, people)], 0.85)
                    told += _roles("partner", "takes_part", list(announced(text, structure, "partner", start, end, people)), 0.85)
                yield from (r for r in told if r.organisation.identifier is None and not r.organisation.own)


def _heard(text: str, structure: Structure) -> Iterator[tuple[int, int]]:
    """The sentences of the sections that tell what those who were asked have said."""
    heading = re.compile(rf"\W*(?:\d[\d.]*\s+)?(?:{alternatives(toml('organisations')['consulted']['heading'])})\W*", re.IGNORECASE)
    heard = False
    for block in structure.blocks:
        if block.kind == "heading":
            heard = heading.fullmatch(text, block.start, block.end) is not None
        elif heard:
            yield from sentences(text, block.start, block.end)


def _speaking(text: str, start: int, end: int, people: frozenset[int]) -> Iterator[OrganisationRole]:
    """The organisations that a sentence of such a section begins with and whose view it tells."""
    found = enumeration(text, start, end, people)
    says = re.compile(rf"(?: \([^)]*\))?(?:, som [^,]{{1,80}},)? (?:{alternatives(toml('organisations')['consulted']['says'])})\b")
    if found and says.match(text, found[-1].end, end):
        yield from _roles("consulted", "has_spoken", [o for o in found if o.certain], 0.85)


def _cooperating(text: str, structure: Structure) -> Iterator[tuple[int, int]]:
    """The matters, and papers without one, that are about cooperation with a place abroad and do not just touch upon it."""
    extents = [(c.start, c.end, c.title or "") for c in structure.cases]
    extents += [(p.start, p.end, p.title or "") for p in structure.parts if not any(c.part == p.index for c in structure.cases)]
    for start, end, title in extents:
        words = sum(1 for _ in _cooperation().finditer(lowered(text), start, end))
        related = relation_word().search(title) or relation_word().search(text, start, end)
        abroad = related is not None and any(p.kind != "country" for p in find_places(title))
        if abroad or (words and (_cooperation().search(title.lower()) or words * _CHARACTERS_PER_WORD >= end - start)):
            yield start, end


def _consulted(text: str, start: int, end: int, people: frozenset[int]) -> Iterator[OrganisationRole]:
    likely = dict(_consulted_triggers().likely(text, start, end))

    def triggers(where: str) -> Iterator[re.Match[str]]:
        return likely[where].each(text, start, end) if where in likely else iter(())

    for trigger in triggers("before"):
        if _NEGATED.search(text, max(start, trigger.start() - 12), trigger.end()):
            continue
        # avsnitt 3 handlar om samråd med X: that somebody should be asked is the subject
        if _SUBJECT.search(text, start, trigger.start()):
            continue
        # får i uppdrag att i samråd med X utreda: nobody has been asked yet
        if trigger.group().endswith("samråd med") and _TO_DO.search(text, start, trigger.start()):
            continue
        # får i uppdrag att samråda med X
        if trigger.group().endswith("samråda med") and _INSTRUCTED.search(text, start, trigger.start()):
            continue
        found = enumeration(text, _skip(text, trigger.end(), end), end, people)
        if re.search(r"(?:yttranden?|remissvar) från$|^samtal", trigger.group()):
            found = [o for o in found if o.certain]
        yield from _roles("consulted", "asked", found, 0.9)
    for trigger in triggers("before_certain"):
        if not _NEGATED.search(text, max(start, trigger.start() - 12), trigger.end()):
            found = enumeration(text, _skip(text, trigger.end(), end), end, people)
            told = [o for o in found if o.certain or not is_name(o.name)] if any(o.certain for o in found) else []
            yield from _roles("consulted", "has_spoken", told, 0.85)
    for trigger in triggers("asked"):
        found = enumeration(text, _skip(text, trigger.end(), end), end, people)
        if found and _asked_for().match(text, found[-1].end, end):
            yield from _roles("consulted", "asked", found, 0.85)
    for trigger in triggers("answers"):
        found = enumeration_before(text, start, _trim(text, start, trigger.start()), people)
        yield from _roles("consulted", "has_spoken", [o for o in found if o.certain], 0.85)
    for where, rule in (("after", "has_spoken"), ("relative", "was_asked")):
        for trigger in triggers(where):
            if not _NEGATED.search(trigger.group()) or re.search("svarat|inkommit|lämnat|avgett", trigger.group()):
                yield from _roles("consulted", rule, enumeration_before(text, start, _trim(text, start, trigger.start()), people), 0.9)
    for trigger in triggers("framed"):
        for frame in _FRAME.finditer(text, start, trigger.start()):
            found = enumeration(text, frame.end(), trigger.start(), people)
            if found and re.fullmatch(r"(?: \([^)]*\))?[\s,]*(?:också|även)?\s*", text[found[-1].end : trigger.start()]):
                yield from _roles("consulted", "has_spoken", found, 0.9)


def _subjects(text: str, start: int, end: int, people: frozenset[int]) -> Iterator[OrganisationRole]:
    """The organisations that take part by what a sentence says they do."""
    for certain, pattern in _subject_triggers().likely(text, start, end):
        for trigger in pattern.each(text, start, end):
            if _NO_PART.match(text, trigger.end(), end):
                continue
            found = enumeration_before(text, start, _trim(text, start, trigger.start()), people)
            told = [o for o in found if o.certain] if certain else found
            yield from _roles("partner", "takes_part", [*told, *(_likewise(text, trigger.end(), end, people) if told else ())], 0.85)
    for trigger in _triggers("partner", "people").finditer(text, start, end):
        found = enumeration(text, _skip(text, trigger.end(), end), end, people)
        if found and not _WISHING.search(text, found[-1].end, end):
            yield from _roles("partner", "takes_part", [o for o in found if o.certain], 0.85)


def _partners(text: str, start: int, end: int, people: frozenset[int]) -> Iterator[OrganisationRole]:
    for trigger in _triggers("partner", "before").finditer(text, start, end):
        found = enumeration(text, _skip(text, trigger.end(), end), end, people)
        if trigger.group().lower() in ("har", "hade", "var", "är"):
            found = found if found and _FRAMED_PARTNER.match(text, found[-1].end) else []
        elif _MODAL.fullmatch(trigger.group()):
            found = found if found and _FRAMED_TO_TAKE_PART.match(text, found[-1].end) else []
        elif trigger.group().lower() == "där":
            verb = _triggers("partner", "after").match(text, found[-1].end + 1) if found else None
            found = [o for o in found if verb and (o.certain or verb.group() != "ingår")]
        elif trigger.group().lower() == "via":
            found = [o for o in found if o.kind == "higher_education"]
        elif re.search(r"med$|mellan$", trigger.group()):
            found = [o for o in found if o.certain]
        yield from _roles("partner", "takes_part", found, 0.85)
    for trigger in _triggers("partner", "after").finditer(text, start, end):
        found = enumeration_before(text, start, _trim(text, start, trigger.start()), people)
        if re.search(r"(?<!vara )(?<!varit )(?<!är )(?<!var )\bmed$|^samarbetar|^samverkar", trigger.group()):
            found = [o for o in found if o.kind == "higher_education"]
        if trigger.group().lower() == "ingår":
            found = [o for o in found if o.certain]
        if not re.match(r"\s+(?:inte|ej|aldrig)\b", text[trigger.end() : trigger.end() + 8]):
            found += _likewise(text, trigger.end(), end, people) if found else ()
            yield from _roles("partner", "takes_part", found, 0.85)


def _likewise(text: str, at: int, end: int, people: frozenset[int]) -> Iterator[Organisation]:
    """The organisations behind a verb at ``at`` of which it is not said again: "X deltar i den ena delen, Y i den andra"."""
    in_part = re.compile(alternatives(toml("organisations")["likewise"]["in_part"]))
    for link in _ANOTHER.finditer(text, at, end):
        found = enumeration(text, link.end(), end, people)
        if found and in_part.match(text, found[-1].end, end):
            yield from (o for o in found if o.certain)


def _skip(text: str, at: int, end: int) -> int:
    """The place behind blanks, colons and words that may open an enumeration."""
    match = re.compile(r"(?:[\s,:]|\b(?:bland annat|bland andra|bl\.? ?a\.?|även|också|både|såväl|dels|t\.?ex\.?)(?![\w]))*").match(
        text, at, end
    )
    return match.end() if match else at


def _trim(text: str, start: int, at: int) -> int:
    """Where an enumeration before ``at`` ends: before commas, and before a relative clause between the names and their verb."""
    if relative := re.search(r", (?:som|vilk(?:en|et|a)) [^,]{1,90}, ?$", text[start:at]):
        at = start + relative.start()
    if more := re.search(r",? (?:med flera|m\.? ?fl\.?)(?: [a-zåäö]+)? ?$", text[start:at]):
        at = start + more.start()
    while at > start and text[at - 1] in " ,":
        at -= 1
    return at


def _is_common_noun(name: str) -> bool:
    """Is what looks like a name one word for an area, without its article, that stands first in a sentence: "Musik var med"?"""
    return name[1:].islower() and name[-1] not in "ants" and any((a.start, a.end) == (0, len(name)) for a in find_areas(name.lower()))


def _roles(role: str, rule: str, found: list[Organisation], confidence: float) -> Iterator[OrganisationRole]:
    if all(is_name(o.name) and not o.certain for o in found) and (len(found) < 2 or any(is_given_name(o.name.split()[0]) for o in found)):
        return
    for organisation in found:
        if not organisation.certain and _is_common_noun(organisation.name):
            continue
        yield OrganisationRole(role, organisation, rule, confidence if organisation.certain else confidence - 0.15)


__all__ = ["Organisation", "OrganisationRole", "canonical", "enumeration", "find_organisation_roles", "kind_of"]
