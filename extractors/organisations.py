"""Organisations that were asked about a matter or take part in a cooperation, from what is said before and after their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from extractors.bodies import body_pattern, office_pattern
from extractors.core import Structure
from extractors.formulas import formula
from extractors.gazetteer import fold, gazetteer
from extractors.municipalities import find_municipalities
from extractors.person_groups import extents_with, lowered
from extractors.persons import Person, is_name
from extractors.resources import toml

_U: Final = "A-ZÀ-ÖØ-Þ"
_CAP: Final = rf"[{_U}][\wåäöÅÄÖé&/´’'.:-]*[\wåäöé&]|[{_U}]"
_KINDS: Final = ("company", "higher_education", "public_body", "association")


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation named at ``text[start:end]``. ``certain`` says that its name or the word before it tells what it is."""

    start: int
    end: int
    name: str
    kind: str
    certain: bool
    identifier: str | None = None


@dataclass(frozen=True, slots=True)
class OrganisationRole:
    """An organisation in a role."""

    role: str
    organisation: Organisation
    rule: str
    confidence: float


def _union(patterns: list[str]) -> str:
    return "|".join(f"(?:{p})" for p in patterns)


@cache
def _known() -> tuple[re.Pattern[str], list[tuple[re.Pattern[str], str, str]]]:
    entries = [
        (p, kind, name) for kind, names in toml("organisations")["known"].items() for name, patterns in names.items() for p in patterns
    ]
    folded = [(re.compile(rf"{p if p.isupper() or p == 'Sida' else _any_case(p)}s?"), kind, name) for p, kind, name in entries]
    return re.compile("|".join(f"(?:{f[0].pattern})" for f in folded)), folded


def _any_case(pattern: str) -> str:
    """The pattern with its first letter, and every letter that begins a word, in either case."""
    return re.sub(r"(?<![\\\w\[?:(])([a-zåäö])(?=[a-zåäö])", lambda m: f"[{m[1]}{m[1].upper()}]", pattern)


@cache
def _item() -> re.Pattern[str]:
    """One organisation in an enumeration, with the noun before it."""
    lexicon = toml("organisations")
    nouns = _union([p for kind in _KINDS for p in lexicon["before"].get(kind, [])])
    inside = "|".join(lexicon["inside"]["words"])
    linked = rf"(?:i|för|på|of|and|in|for|the|&) (?=[{_U}])(?:{_CAP})|(?:centrum|center|centret)(?= i )"
    name = rf"(?:{_CAP})(?: (?:{_CAP}|(?:{inside})(?![\wåäö])|{linked}))*"
    lead, no_name = formula("organisation", "lead").pattern, formula("organisation", "no_name").pattern
    known = _known()[0].pattern
    # The municipality's own bodies, and what is named in small letters (fackliga organisationer), are passed over.
    word = rf"(?!{no_name}\b)[a-zåäö-]+"
    passed = rf"(?:{body_pattern()}|{office_pattern()})(?![\wåäö])|{word}(?: {word}){{0,2}}?(?=,| och | samt )"
    return re.compile(
        rf"(?P<lead>(?:{lead} )*)(?:(?P<noun>{nouns}) )?(?:(?P<name>(?:{known})(?![\wåäö])|{name})|(?P<own>{passed}))"
        rf"(?P<short> \((?:[{_U}][\wÅÄÖåäö]{{1,8}})\))?"
    )


_CONJUNCTION: Final = re.compile(r",? (?:och|samt|liksom|respektive|jämte|and) (?:av |från |med )?|, (?:av |från |med )?|/")


@lru_cache(maxsize=4096)
def kind_of(name: str) -> str | None:
    """The kind that the words of an organisation's name tell; None where they tell nothing."""
    _, known = _known()
    for pattern, kind, _name in known:
        if pattern.fullmatch(name):
            return kind
    words = name.split()
    for kind in _KINDS:
        pattern = _kind_words(kind)
        if any(pattern.fullmatch(w) for w in words):
            return kind
    return None


@cache
def _kind_words(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_union(toml('organisations')['kind'][kind])})", re.IGNORECASE)


@cache
def _never() -> re.Pattern[str]:
    return re.compile(rf"(?:{_union(toml('organisations')['never']['names'])}|{body_pattern()}|{office_pattern()})", re.IGNORECASE)


@lru_cache(maxsize=4096)
def canonical(raw: str) -> str:
    """The name used in the tables: that of the lexicon, else as written without a genitive's or AB's ``:s``."""
    for pattern, _, name in _known()[1]:
        if pattern.fullmatch(raw) and not re.search(rf"\b[{_U}]", raw[1:]):
            return name
    return " ".join(raw.removesuffix(":s").split())


@lru_cache(maxsize=4096)
def _is_place(name: str) -> bool:
    """Whether a name without any word that tells its kind is a place's."""
    key = fold(name)
    known = gazetteer()
    if any(k in known.places or k in known.domestic for k in (key, key.removesuffix("s"))):
        return True
    return any(m.start == 0 and m.end == len(name) for m in find_municipalities(name))


def _organisation(text: str, match: re.Match[str]) -> Organisation | None:
    """The organisation of a matched item; None for bodies of the municipality itself, places and persons."""
    if match["name"] is None:
        return None
    start, end = match.span("name")
    while text[end - 1] in ".,:;":
        end -= 1
    raw = text[start:end]
    kind = kind_of(raw)
    told = next(
        (
            k
            for k in _KINDS
            if match["noun"] and re.fullmatch(_union(toml("organisations")["before"].get(k, ["(?!)"])), match["noun"], re.IGNORECASE)
        ),
        None,
    )
    if (_never().fullmatch(raw) and not _known()[0].fullmatch(raw)) or (len(raw) < 3 and kind is None):
        return None
    if kind is None and re.search(r"\b(?:[Kk]ommun|[Ss]tad|[Rr]egion\w*|[Ll]andsting)s?$|^Region ", raw):
        return _municipality(raw, start, end)
    if kind is None and told is None and (_is_place(raw) or re.match(r" ?\([a-zåäö]{1,3}\)", text[end : end + 6])):
        return None
    return Organisation(start, end, canonical(raw), kind or told or "association", bool(kind or told))


def _municipality(raw: str, start: int, end: int) -> Organisation | None:
    """Another municipality or region by its official name."""
    mention = next((m for m in find_municipalities(raw) if m.form == "official" and m.start == 0 and m.end == len(raw)), None)
    return Organisation(start, end, mention.name, mention.kind, True, f"scb:{mention.code}") if mention else None


def enumeration(text: str, start: int, end: int, people: frozenset[int]) -> list[Organisation]:
    """The organisations enumerated from ``start`` on (``X, Y och branschorganisationen Z``). ``people`` are where persons' names begin."""
    found, at = [], start
    while at < end and (match := _item().match(text, at, end)):
        if match["name"] and match.start("name") in people:
            break
        if organisation := _organisation(text, match):
            found.append(organisation)
        at = match.end()
        link = _CONJUNCTION.match(text, at, end)
        if not link:
            break
        at = link.end()
    return found


def _enumeration_before(text: str, start: int, end: int, people: frozenset[int]) -> list[Organisation]:
    """The enumeration that ends at ``end``, found by trying its possible beginnings from the sentence's on."""
    for match in re.finditer(r"(?<![\w-])(?=[\wÅÄÖåäö])", text[start:end]):
        at = start + match.start()
        if not (text[at].isupper() or _item().match(text, at, end)):
            continue
        last = at
        while item := _item().match(text, last, end):
            last = item.end()
            link = _CONJUNCTION.match(text, last, end)
            if not link:
                break
            last = link.end()
        if last > at and text[last:end].strip(" ,") == "":
            return enumeration(text, at, end, people)
    return []


@cache
def _triggers(role: str, where: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_union(toml('organisations')[role][where])})(?=[\s,.;:]|$)", re.IGNORECASE)


@cache
def _cooperation() -> re.Pattern[str]:
    return re.compile(_union(toml("organisations")["cooperation"]["words"]))


@cache
def _about() -> re.Pattern[str]:
    return re.compile(_union(toml("organisations")["partner"]["about"]), re.IGNORECASE)


_FRAME = re.compile(r"\b(?:har|hade|kunde|fick)(?: också| även)? ", re.IGNORECASE)
_FRAMED_PARTNER = re.compile(r"(?:,)? (?:varit (?:[a-zåäö]+ )?(?:samarbetspart\w*|part(?:er|ners?)?|med)|medverkat|deltagit)\b")
# A matter that is about cooperation speaks of it at least once in so many characters.
_CHARACTERS_PER_WORD: Final = 2500
_TO_DO = re.compile(r"\b(?:att|ska|skall|bör|kan|får),?\s*$")
_NEGATED = re.compile(r"\b(?:inte|ej|aldrig|ingen|inga)\b", re.IGNORECASE)


def find_organisation_roles(text: str, structure: Structure, with_party: list[Person]) -> Iterator[OrganisationRole]:
    """Organisations consulted in any case, and partners in cases about cooperation with a place abroad."""
    people = frozenset(p.start for p in with_party)
    own = f"scb:{structure.metadata.municipality_code}"
    for start, end in extents_with(text, formula("organisation", "consulted_stems")):
        yield from (r for r in _consulted(text, start, end, people) if r.organisation.identifier != own)
    done: set[int] = set()
    for first, last in _cooperating(text, structure):
        for start, end in extents_with(text, formula("organisation", "partner_stems"), first, last):
            if start not in done and _about().search(text, start, end):
                done.add(start)
                yield from (r for r in _partners(text, start, end, people) if r.organisation.identifier is None)


def _cooperating(text: str, structure: Structure) -> Iterator[tuple[int, int]]:
    """The matters, and papers without one, that are about cooperation with a place abroad and do not just touch upon it."""
    extents = [(c.start, c.end, c.title or "") for c in structure.cases]
    extents += [(p.start, p.end, p.title or "") for p in structure.parts if not any(c.part == p.index for c in structure.cases)]
    for start, end, title in extents:
        words = sum(1 for _ in _cooperation().finditer(lowered(text), start, end))
        if words and (_cooperation().search(title.lower()) or words * _CHARACTERS_PER_WORD >= end - start):
            yield start, end


def _consulted(text: str, start: int, end: int, people: frozenset[int]) -> Iterator[OrganisationRole]:
    for trigger in _triggers("consulted", "before").finditer(text, start, end):
        if _NEGATED.search(text, max(start, trigger.start() - 12), trigger.end()):
            continue
        # får i uppdrag att i samråd med X utreda: nobody has been asked yet
        if trigger.group().endswith("samråd med") and _TO_DO.search(text, start, trigger.start()):
            continue
        found = enumeration(text, _skip(text, trigger.end(), end), end, people)
        if re.search(r"(?:yttranden?|remissvar) från$|^samtal", trigger.group()):
            found = [o for o in found if o.certain]
        yield from _roles("consulted", "asked", found, 0.9)
    for where, rule in (("after", "has_spoken"), ("relative", "was_asked")):
        for trigger in _triggers("consulted", where).finditer(text, start, end):
            if not _NEGATED.search(trigger.group()) or "svarat" in trigger.group():
                yield from _roles("consulted", rule, _enumeration_before(text, start, _trim(text, start, trigger.start()), people), 0.9)
    for trigger in _triggers("consulted", "framed").finditer(text, start, end):
        for frame in _FRAME.finditer(text, start, trigger.start()):
            found = enumeration(text, frame.end(), trigger.start(), people)
            if found and re.fullmatch(r"(?: \([^)]*\))?[\s,]*(?:också|även)?\s*", text[found[-1].end : trigger.start()]):
                yield from _roles("consulted", "has_spoken", found, 0.9)


def _partners(text: str, start: int, end: int, people: frozenset[int]) -> Iterator[OrganisationRole]:
    for trigger in _triggers("partner", "before").finditer(text, start, end):
        found = enumeration(text, _skip(text, trigger.end(), end), end, people)
        if trigger.group().lower() in ("har", "hade", "var"):
            found = found if found and _FRAMED_PARTNER.match(text, found[-1].end) else []
        elif trigger.group().lower() == "där":
            found = found if found and _triggers("partner", "after").match(text, found[-1].end + 1) else []
        elif trigger.group().lower() == "via":
            found = [o for o in found if o.kind == "higher_education"]
        elif re.search(r"med$|mellan$", trigger.group()):
            found = [o for o in found if o.certain]
        yield from _roles("partner", "takes_part", found, 0.85)
    for trigger in _triggers("partner", "after").finditer(text, start, end):
        found = _enumeration_before(text, start, _trim(text, start, trigger.start()), people)
        if re.search(r"\bmed$|^samarbetar|^samverkar", trigger.group()):
            found = [o for o in found if o.kind == "higher_education"]
        if not re.match(r"\s+(?:inte|ej|aldrig)\b", text[trigger.end() : trigger.end() + 8]):
            yield from _roles("partner", "takes_part", found, 0.85)


def _skip(text: str, at: int, end: int) -> int:
    """The place behind blanks, colons and words that may open an enumeration."""
    match = re.compile(r"(?:[\s,:]|\b(?:bland annat|bland andra|bl\.? ?a\.?|även|också|både|såväl|dels|t\.?ex\.?)(?![\w]))*").match(
        text, at, end
    )
    return match.end() if match else at


def _trim(text: str, start: int, at: int) -> int:
    while at > start and text[at - 1] in " ,":
        at -= 1
    return at


def _roles(role: str, rule: str, found: list[Organisation], confidence: float) -> Iterator[OrganisationRole]:
    if all(is_name(o.name) and not o.certain for o in found):
        return
    for organisation in found:
        yield OrganisationRole(role, organisation, rule, confidence if organisation.certain else confidence - 0.15)


__all__ = ["Organisation", "OrganisationRole", "canonical", "enumeration", "find_organisation_roles", "kind_of"]
