"""Names of persons as Swedish papers write them, with the letter code of a political party behind them where there is one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final

from extractors.given_names import is_given_name
from extractors.literals import Places
from extractors.political_parties import party_codes, party_of, read_bracket
from extractors.resources import table, toml

_UPPER: Final = "A-ZÀ-ÖØ-ÞĀĆĈČĎĐĒĖĘĚĞĢĪİĶŁĻŃŅŇŌŐŒŘŚŞŠŤŪŮŰŹŻŽȘȚ"
_LETTER: Final = r"[^\W\d_]"
# Anna, Ann-Kristin, O'Hara, D’Angelo, McKay
_BEHIND_FIRST: Final = rf"{_LETTER}*(?:['’´`-]{_LETTER}+)*"
_WORD: Final = rf"[{_UPPER}]{_BEHIND_FIRST}"
_INITIAL: Final = rf"[{_UPPER}]\."
_PARTICLE: Final = r"(?:af|von|van|de|der|den|del|della|la|le|da|di|do|dos|du|bin|ibn|ben|el|al|zu|zur|ten|ter|y|e)"
# Anna Ek, Anna af Ekenstam, Anna M. Ek, Sun Guoqiang, Anna Ek Svensson
_FURTHER: Final = rf"(?: (?:{_INITIAL}|{_WORD}|{_PARTICLE}(?= ))){{0,4}} {_WORD}"
NAME: Final = rf"{_WORD}{_FURTHER}"
_CODE: Final = r"[A-Za-zÅÄÖåäö]{1,5}!?"
PARTY_BRACKET: Final = rf"\(\s?(?:{_CODE}|-|–)\s?\)"

# A role on the line of the name it stands behind
_ROLE_BEHIND = re.compile(r" (?:Sekreterare|Ordförande|Justera(?:re|nde)|Ledamot|Ersättare)$")
# The class comes first, as a search for it passes over the text many times as fast.
_NAME = re.compile(rf"[{_UPPER}](?<![\w@.&-].){_BEHIND_FIRST}{_FURTHER}(?![\w@]|-\w)")
_NAME_BEFORE = re.compile(rf"(?<![\w@.&-]){NAME}$")
_BROKEN = re.compile(rf"(?<![\w@.&-])({_WORD}(?: {_WORD})*)\n{_WORD}$")
# ..., Anna Ek (M) och Bo / Erik Ek (M): the first name stands at the end of the line before
_CUT_OFF = re.compile(rf"(?:\b(?:och|samt|av|från)|\),) ({_WORD})$")
# Ek, Anna (S): the surname first, where an entry of a list begins
_INVERTED = re.compile(
    rf"(?:^|[\n\t;)]\s*|[•*–-]\s+|\d[.)]?\s+)((?:(?:af|von|van|de|la|el|al) )*{_WORD}(?: {_WORD})?), ({_WORD}(?: (?:{_WORD}|{_INITIAL}))?)$"
)
# K G Ek, P.O. Ek: where a bracket follows
_INITIALS = re.compile(rf"(?<![\w@.&-])((?:[{_UPPER}]\.? ?){{1,2}}[- ]?{_WORD})$")
_LINK = re.compile(r"(?:,| och| samt|, och) ")
# The letters that stand without brackets
_COMMON: Final = r"(?:SD|KDS|KD|MP|FP|NYD|VPK|[SMCLV]|kds|kd|mp|fp|nyd|vpk|sd|[smclv])"
_WITHOUT: Final = "partilösa?|partioberoende|obunden|opolitisk|(?:politisk )?vilde|oberoende"
_IN_BRACKET: Final = rf"{_CODE}|-|–|[A-ZÅÄÖ][a-zåäö]+(?: [a-zåäö]+)?|{_WITHOUT}"
_EVERYONE: Final = "(?:alla|båda|samtliga|bägge)"
# What tells the party behind a name: (S), (s), (S, ordf), (alla S), samtliga (S), (S-gruppen), (Centerpartiet), (-), (partilös) · , s,
# · a column with S
_MARK = re.compile(
    rf"(?P<everyone>,?\s{_EVERYONE}\s)?\(\s?(?P<all>{_EVERYONE}(?: för)? )?(?P<bracket>{_IN_BRACKET})\s?(?:,[^()\n\t]{{1,40}})?\)"
    r"|\(\s?(?P<group>[A-ZÅÄÖ]{1,3})-gruppen\s?\)"
    rf"|,\s(?P<comma>(?!v\.?\s+ordf){_COMMON})(?=[,;:]|\n|$|\s(?:och|samt|yrka|reserv|ersätt|tjg|ordf)\w*)|\t(?P<cell>{_COMMON})(?=[\t\n]|$)"
)
# What makes a name part of a longer word
# So many names are looked for at once, and not one after the other.
_MANY_NAMES = 200
_JOINED: Final = re.compile(r"[\w-]")
_WINDOW: Final = 75


@dataclass(frozen=True, slots=True)
class Person:
    """A person named at ``text[start:end]``. ``party`` is the letter code, upper-case, or None; ``tail`` is where the bracket behind the
    name ends (``end`` where there is none); ``known`` says that the bracket is surely about a party, if only that there is none."""

    start: int
    end: int
    name: str
    party: str | None = None
    tail: int = 0
    known: bool = False

    @property
    def marked(self) -> bool:
        """Whether a bracket behind the name shows that it is a councillor's."""
        return self.known or self.party is not None


@cache
def _municipalities() -> frozenset[str]:
    return frozenset(row["name"] for row in table("municipalities"))


@cache
def _never() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(toml('person_titles')['never']['words'])})", re.IGNORECASE)


@cache
def _leading() -> re.Pattern[str]:
    lexicon = toml("person_titles")
    titles = "|".join(lexicon["titles"]["endings"])
    return re.compile(rf"(?:{'|'.join(lexicon['leading']['words'])}|{_LETTER}*-?(?:{titles}))", re.IGNORECASE)


@cache
def title_pattern() -> str:
    """A regular expression (case to be ignored) for a title as a whole: ``kommundirektör``, ``1:e vice ordförande``,
    ``ledamot av kommunfullmäktige``, ``chef för näringsliv och tillväxt``."""
    titles = toml("person_titles")["titles"]
    word = rf"(?:(?:[A-ZÅÄÖa-zåäö]{{2,12}}\.)?[\wåäöÅÄÖé&/-]*(?:{'|'.join(titles['endings'])}))"
    tail = rf"(?:(?: {titles['after'][0]}| ?[,/&]) ?[\wåäöÅÄÖé -]{{1,50}})?"
    return rf"(?:{titles['before'][0]} ){{0,3}}(?:[\wåäöÅÄÖé-]+s? (?:och [\wåäö-]+s? )?)?{word}{tail}"


@cache
def _title() -> re.Pattern[str]:
    return re.compile(title_pattern(), re.IGNORECASE)


def is_title(text: str) -> bool:
    """Whether ``text`` is nothing but a title (``Kommundirektör``, ``ordförande i kommunstyrelsen``)."""
    text = text.strip(" ,")
    if not 1 < len(text) <= 80:
        return False
    bare = text.rstrip(".")
    return any(_title().fullmatch(words) for words in dict.fromkeys((bare, text))) and not is_name(bare)


@lru_cache(maxsize=8192)
def is_name(text: str) -> bool:
    """Whether ``text`` can be a person's name and nothing else."""
    if not _NAME.fullmatch(text) or len(text) > 60:
        return False
    words = text.split()
    if text.isupper() and max(len(w) for w in words) > 3 and any(_never().fullmatch(w) for w in words):
        return False
    capitalised = [w for w in words if w[0].isupper()]
    if sum(len(w.strip(".")) > 1 for w in capitalised) < 2 or len(capitalised[-1].strip(".")) < 2:
        return False
    if any(_leading().fullmatch(w) and i < 2 for i, w in enumerate(capitalised)):
        return False
    return not any(_never().fullmatch(part) for w in capitalised for part in {w, w.strip(".")})


def trim_name(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The extent of the name at the end of the capitalised run ``text[start:end]``, titles and other words before it left out; None
    if nothing that can be a name is left."""
    if role := _ROLE_BEHIND.search(text, start, end):
        end = role.start()
    while True:
        run = text[start:end]
        if is_name(run):
            return start, end
        space = run.find(" ")
        if space < 0 or not (_leading().fullmatch(run[:space].strip(".")) or run[0].islower()):
            return None
        start += space + 1


def name_before(text: str, start: int, stop: int) -> tuple[int, int] | None:
    """The extent of the name that ends at ``stop``, on the same line and in the same cell; None where none does."""
    floor = max(start, stop - _WINDOW, text.rfind("\t", start, stop) + 1, text.rfind("\n", start, stop) + 1)
    match = _NAME_BEFORE.search(text, floor, stop)
    return trim_name(text, match.start(), stop) if match else None


def people_with_party(text: str, start: int = 0, end: int | None = None) -> list[Person]:
    """Everybody named with the letter code of a party, in order: in brackets behind the name (``Anna Ek (S)``, ``Anna Ek och
    Bo Ek (båda S)``), between commas (``Anna Ek, s, yrkar``) or in a column of its own."""
    return list(_everybody(text, start, len(text) if end is None else end))


# Asked for by the readers of decisions and of parties alike.
@lru_cache(maxsize=4)
def _everybody(text: str, start: int, end: int) -> tuple[Person, ...]:
    found: list[Person] = []
    for match in _MARK.finditer(text, start, end):
        code, known = _read_mark(match)
        if not known and code is None:
            continue
        stop = match.start()
        while stop > start and text[stop - 1] in " \n\t":
            stop -= 1
        floor = found[-1].tail if found else start
        if match.start() - stop > 3 or stop <= floor:
            continue
        person = _named_before(text, floor, stop, bracketed=match["bracket"] is not None or match["group"] is not None)
        if person is not None:
            person = Person(person.start, person.end, person.name, code, match.end(), known)
            found += [*(_sharing(text, floor, person) if match["all"] or match["everyone"] or match["group"] else []), person]
    return tuple(found)


def _read_mark(match: re.Match[str]) -> tuple[str | None, bool]:
    """The letter code that a mark behind a name gives, and whether it is surely about a party."""
    if match["bracket"] is not None:
        return read_bracket(match["bracket"]) or (None, False)
    code = party_of(match["group"] or match["comma"] or match["cell"])
    return (code, True) if code in party_codes() else (None, False)


def _named_before(text: str, floor: int, stop: int, bracketed: bool) -> Person | None:
    """The person whose name ends at ``stop``; where a bracket follows, it may go over a line break or have the surname first."""
    extent = name_before(text, floor, stop)
    if bracketed:
        near = max(floor, stop - _WINDOW)
        extent = extent or _over_line_break(text, near, stop) or _with_initials(text, near, stop)
        if extent is None and (inverted := _INVERTED.search(text, near, stop)):
            name = clean_name(f"{inverted[2]} {inverted[1]}")
            return Person(inverted.start(1), stop, name) if is_name(name) else None
        extent = _with_first_name(text, floor, *extent) if extent else None
    return Person(*extent, clean_name(text[extent[0] : extent[1]])) if extent else None


def _sharing(text: str, floor: int, last: Person) -> Iterator[Person]:
    """Those named right before ``last`` who share the letter code behind it (``Anna Ek, Bo Ek och Cia Ek (alla S)``)."""
    group: list[Person] = []
    following = last.start
    for person in reversed(list(bare_people(text, max(floor, last.start - 4 * _WINDOW), last.start))):
        if not _LINK.fullmatch(text, person.end, following):
            break
        group.insert(0, replace(person, party=last.party, known=True))
        following = person.start
    yield from group


def _with_initials(text: str, start: int, stop: int) -> tuple[int, int] | None:
    """The extent of a name with nothing but initials before the surname (``K G Ek``)."""
    match = _INITIALS.search(text, start, stop)
    return (match.start(1), stop) if match else None


@lru_cache(maxsize=4)
def codes_by_name(text: str) -> dict[str, str]:
    """The letter codes of the people named with one in ``text``, by full name; names that stand with several are left out."""
    codes: dict[str, set[str]] = {}
    for person in people_with_party(text):
        if person.party:
            codes.setdefault(person.name, set()).add(person.party)
    return {name: next(iter(found)) for name, found in codes.items() if len(found) == 1}


def with_repetitions(text: str, with_party: list[Person]) -> list[Person]:
    """The people with the other places where their full names stand without the letter: a councillor is known by name after the first time.

    Names that stand with several letters are left alone.
    """
    taken = {p.start for p in with_party}
    found = list(with_party)
    codes = codes_by_name(text)
    for at, end in _everywhere(text, list(codes)):
        if at not in taken and not _JOINED.match(text[at - 1 : at]) and not _JOINED.match(text[end : end + 1]):
            found.append(Person(at, end, text[at:end], codes[text[at:end]], end, True))
    return sorted(found, key=lambda p: p.start)


def _everywhere(text: str, names: list[str]) -> Iterator[tuple[int, int]]:
    """Where the names stand in the text, each name's places in order and apart."""
    if len(names) <= _MANY_NAMES:
        for name in names:
            at = text.find(name)
            while at >= 0:
                yield at, at + len(name)
                at = text.find(name, at + len(name))
        return
    found: dict[str, list[tuple[int, int]]] = {name: [] for name in names}
    for start, end in Places(names).extents(text):
        places = found[text[start:end]]
        if not places or places[-1][1] <= start:
            places.append((start, end))
    for places in found.values():
        yield from places


def _over_line_break(text: str, start: int, stop: int) -> tuple[int, int] | None:
    """The extent of a name that a line break parts (``Motion av Anna Ek (M) och Bo\\nEk (M)``)."""
    match = _BROKEN.search(text, start, stop)
    if match is None:
        return None
    first = match.start() + (match[1].rfind(" ") + 1 if not is_name(clean_name(match.group())) else 0)
    return (first, stop) if is_name(clean_name(text[first:stop])) else None


def _with_first_name(text: str, floor: int, start: int, end: int) -> tuple[int, int]:
    """The extent with the first name that a line break cut off (``... (M) och Bo`` / ``Erik Ek (M)``)."""
    if start > floor and text[start - 1] == "\n" and (first := _CUT_OFF.search(text, max(floor, start - 40), start - 1)):
        if first[1] in _municipalities():
            # Where the one above comes from ("Bo Ek (S), Fagersta"), and no first name.
            return start, end
        if is_given_name(text[start:end].split()[0]) and not is_given_name(first[1]):
            # The title over the speaker ends with a place: "Besök från Kamen" over "Anna Ek (S)".
            return start, end
        return (first.start(1), end) if is_name(clean_name(text[first.start(1) : end])) else (start, end)
    return start, end


def bare_people(text: str, start: int, end: int) -> Iterator[Person]:
    """Every run in ``text[start:end]`` that can be a person's name, without regard to what stands beside it."""
    for match in _NAME.finditer(text, start, end):
        extent = trim_name(text, match.start(), match.end())
        if extent:
            yield Person(extent[0], extent[1], clean_name(text[extent[0] : extent[1]]), None, extent[1])


def _begin(person: Person) -> int:
    return person.start


def people_in(text: str, start: int, end: int, with_party: list[Person]) -> list[Person]:
    """The people named in ``text[start:end]``: those of ``with_party`` (sorted) that lie in it, and bare names between them."""
    first = bisect_left(with_party, start, key=_begin)
    marked = with_party[first : bisect_left(with_party, end, lo=first, key=_begin)]
    found, at = list(marked), start
    for stop, following in [*((p.start, p.tail) for p in marked), (end, end)]:
        found += [p for p in bare_people(text, at, stop) if p.start >= at]
        at = following
    return sorted(found, key=lambda p: p.start)


def clean_name(raw: str) -> str:
    """A name as the tables give it: as written, in single spaces."""
    return " ".join(raw.split())


# Surnames that end in s in the nominative and are the same in the genitive.
_KEEPS_S: Final = re.compile(r"(?:ss|[eéi]us|aus|[ée]s|ius|x|z)$", re.IGNORECASE)


def nominative(name: str, others: frozenset[str] = frozenset()) -> str:
    """``name`` without the genitive's s. ``others`` are names in the nominative in the same document: a form found there is taken."""
    if not name.endswith("s") or name in others or (name[:-1] not in others and _KEEPS_S.search(name)):
        return name
    return name[:-1]


__all__ = [
    "NAME",
    "PARTY_BRACKET",
    "Person",
    "bare_people",
    "clean_name",
    "codes_by_name",
    "is_name",
    "is_title",
    "name_before",
    "nominative",
    "people_in",
    "people_with_party",
    "title_pattern",
    "trim_name",
    "with_repetitions",
]
