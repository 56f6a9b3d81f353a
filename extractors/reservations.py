"""Reservations: who dissents from which decision, by party."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.anchors import Anchored, may_hold
from extractors.persons import codes_by_name, people_with_party
from extractors.points import points_in
from extractors.political_parties import is_code, party_stems
from extractors.political_parties import party_codes as known_codes
from extractors.sentences import sentences

_TRIGGER = Anchored(
    r"\breserver(?:ar|ade|at|a) sig\b(?! (?:inte|ej)\b)|\breserver(?:ar|ade)\b(?= [A-ZÅÄÖ][^.]{3,300}\bsig\b)"
    r"|\breservation(?:er)?\b(?=.{0,40}\b(?:mot|från|av|anmäls|anmäler|lämnas|lämnats|inlämnas|inges)\b|\s*:)"
    r"|\b(?:anmäler|anmälde|lämnar|lämnade|inger|ingav|avger|avgav|inkommer med|ansluter sig till|instämmer i)\b.{0,30}\breservation"
    r"|\banteckna(?:r|s|d|t|de)? (?:en |sin |sina )?reservation"
    r"|\bmot beslutet\b.{0,30}\banmäl(?:er|de)\b[^.]{3,200}\breservation",
    re.IGNORECASE,
)
_CODE = re.compile(r"\(\s*(?:(?:alla|båda|samtliga|bägge)\s+)?([A-ZÅÄÖa-zåäö]{1,5}!?)\s*\)")
_LIST = r"(?:[A-ZÅÄÖ]{1,3}(?:,\s*|\s+och\s+|\s+samt\s+))*[A-ZÅÄÖ]{1,3}"
_CODE_LIST = re.compile(rf"\b(?:från|för|av)\s+({_LIST})\b")
_LEADING_CODES = re.compile(rf"^({_LIST})\s+reserver")
# "SD-gruppen", "m-gruppen", "M-, C- och KD-grupperna", "SD:s ledamöter"
_GROUP = re.compile(
    r"\b((?:[A-ZÅÄÖa-zåäö]{1,4}-?(?:, | och | samt |/)){0,20})([A-ZÅÄÖ]{1,4}[- ]?|[a-zåäö]{1,4}-|[A-ZÅÄÖ]{1,4}:s )"
    r"(?:(?:fullmäktige|parti)?grupp|ledam|partist)"
)
# Whose proposal the dissenters favour, and what the decision was, names no dissenter.
_FAVOURED = re.compile(r"\b(?:till förmån för|till fördel för|till stöd för)\b.*?(?=\breserver|$)", re.IGNORECASE)
_FAVOUR = re.compile(
    r",? till (?:förmån|fördel) för (?:sitt|sina|eget|egna|[A-ZÅÄÖ]\w+s)"
    r"(?: eget| egna)?(?: (?:yrkande|förslag)\w*)?(?=\.?$|,| och\b| samt\b)"
)
_DECISION = re.compile(r"\bmot (?:beslutet|beslut) (?:att|om|till|på|enligt)\b.*?(?=\breserver|$)", re.IGNORECASE)
_NO_RESERVATION = Anchored(
    r"\breservera (?:medel|tid|plats)|\bsärskilt yttrande\b(?!.{0,60}reserver)|\brätt att reservera\b", re.IGNORECASE
)
# A reservation entered in another body is told of.
_ELSEWHERE = Anchored(
    r"\b(?:i|vid) (?:kommunstyrelsen|regionstyrelsen|landstingsstyrelsen|arbetsutskottet|nämnden|\w+nämnden|\w*utskottet)s?\b"
    r"[^.]{0,40}\breserverade sig",
    re.IGNORECASE,
)
_ELSEWHERE_LAST = Anchored(
    r"\breserverade sig\b[^.]{0,60}\b(?:i|vid) (?:kommunstyrelsen|regionstyrelsen|arbetsutskottet|\w*nämnden)\b", re.IGNORECASE
)
# A heading with nothing but names under it.
_HEADING = re.compile(r"^[ \t]*reservation(?:er)?(?: mot beslutet)?(?:[ \t]*:)?[ \t]*$", re.IGNORECASE | re.MULTILINE)
_NAMES = re.compile(
    r"(?:[•*–-]\s*)?[A-ZÅÄÖ][^.:\n]{2,60}\([A-ZÅÄÖa-zåäö]{1,5}\)(?:(?:,| och| samt) [A-ZÅÄÖ][^.:,\n]{2,40}\([A-ZÅÄÖa-zåäö]{1,5}\))*+"
    r"(?:,? (?:och|samt|med) (?:övriga|hela|resten av)[^.:\n]{3,60})?"
    r"(?:,? till (?:förmån|fördel) för [^\n]{3,120}|,? mot (?:beslutet|punkt|att-sats|första|andra|tredje)[^\n]{0,80})?[.,]?"
)


# A party that dissents as one: "Centerpartiets grupp mot punkt 2.", "Vänsterpartiet till förmån för eget yrkande."
_AS_ONE = re.compile(
    r"(?:[•*–-]\s*)?(?P<who>[A-ZÅÄÖ][\w-]{2,30}(?:(?:, | och | samt )[A-ZÅÄÖ][\w-]{2,30}){0,5})"
    r"(?: (?:fullmäktige|parti)?grupp(?:en|er|erna)?| ledamöter)?"
    r"(?: till (?:förmån|fördel) för [^\n]{3,120}| mot (?:beslutet|punkt|att-sats|första|andra|tredje)[^\n]{0,80})?\.?"
)
_LINK = re.compile(r",\s++(?:och\s++)?|(?<!\s)\s++(?:och|samt)\s++")


@dataclass(frozen=True, slots=True)
class Reservation:
    """A reservation: the sentence, the parties' letter codes, the points it is against (empty: all), and what it says."""

    start: int
    end: int
    parties: tuple[str, ...]
    points: tuple[str, ...]
    text: str


def party_codes(sentence: str, named: dict[str, str] | None = None) -> list[str]:
    """The letter codes of the parties that a sentence names, by code in brackets, list of codes or name, in order.

    :param named: the letter codes of persons who may stand in the sentence without them, by name.
    """
    found: dict[str, int] = {}
    for match in _CODE.finditer(sentence):
        found.setdefault(match[1].upper(), match.start())
    for match in _GROUP.finditer(sentence):
        for code in re.findall(r"[^\W\d_]+", f"{match[1]} {match[2].removesuffix('s ')}"):
            if code.upper() in known_codes() or code.isupper():
                found.setdefault(code.upper(), match.start(1))
    for person in people_with_party(sentence):
        if person.party:
            found.setdefault(person.party, person.start)
    for name, code in (named or {}).items():
        if (at := sentence.find(name)) >= 0 and not sentence[at + len(name) : at + len(name) + 1].isalpha():
            found.setdefault(code, at)
    for pattern in (_CODE_LIST, _LEADING_CODES):
        for match in pattern.finditer(sentence):
            for code in re.findall(r"[A-ZÅÄÖ]{1,3}", match[1]):
                found.setdefault(code, match.start(1))
    for stem, code in party_stems():
        if party := stem.search(sentence):
            found.setdefault(code, party.start())
    return [code for code in sorted(found, key=lambda c: found[c]) if is_code(code)]


def _names_dissenters(line: str, named: dict[str, str]) -> bool:
    """Does a line hold nothing but the names of those who dissent, or of their parties?"""
    if _NAMES.fullmatch(line) or all(n in named for n in _LINK.split(line.strip(" .•*–-"))):
        return True
    as_one = _AS_ONE.fullmatch(line)
    return as_one is not None and all(any(stem.match(n) for stem, _ in party_stems()) for n in _LINK.split(as_one["who"]))


def _under_headings(text: str, start: int, end: int, named: dict[str, str]) -> Iterator[tuple[int, int]]:
    """The lines of names under a heading "Reservation" that say nothing more."""
    for heading in _HEADING.finditer(text, start, end):
        at = heading.end() + 1
        while at < end:
            stop = text.find("\n", at, end)
            stop = end if stop < 0 else stop
            line = text[at:stop].strip()
            line = _FAVOUR.sub("", line)
            if line and not _names_dissenters(line, named):
                break
            if text[at:stop].strip():
                yield at, stop
            at = stop + 1


def find_reservations(text: str, start: int, end: int, present: dict[str, str] | None = None) -> list[Reservation]:
    """The reservations in ``text[start:end]``.

    :param present: the letter codes of those present, by name, where the list of them gives them otherwise than in brackets.
    """
    found: list[Reservation] = []
    if not may_hold(text, ("reserv",), start, end):
        return found
    named = {**(present or {}), **codes_by_name(text)}
    for a, b in sentences(text, start, end):
        sentence = text[a:b]
        if not _TRIGGER.search(sentence) or any(p.search(sentence) for p in (_NO_RESERVATION, _ELSEWHERE, _ELSEWHERE_LAST)):
            continue
        parties = party_codes(_DECISION.sub("", _FAVOURED.sub("", sentence)), named)
        if parties:
            found.append(Reservation(a, b, tuple(parties), points_in(sentence), sentence))
    for a, b in _under_headings(text, start, end, named):
        if parties := party_codes(_FAVOURED.sub("", _FAVOUR.sub("", text[a:b])), named):
            found.append(Reservation(a, b, tuple(parties), points_in(text[a:b]), text[a:b]))
    return found
