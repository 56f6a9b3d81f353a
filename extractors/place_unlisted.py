"""Places abroad that the gazetteer lacks but the text itself explains: a noun that announces a place before the name, its country beside.

``vänorten Lindstrom i USA``, ``den norska kommunen Nesodden``, ``systerstaden Mora, Minnesota``; or the word for a twin town alone,
``vänortsavtalet med Iriga``: then the country is not known. The name is taken as written; there is no identifier. One told so is also
found where it stands bare elsewhere in the text, unless Sweden has a place of that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from extractors.anchors import Anchored
from extractors.gazetteer import adjectives, fold, gazetteer
from extractors.given_names import given_names
from extractors.place_candidates import CAPITALISED, is_known, longest_name, lower_words
from extractors.resources import toml

_CAPITALISED: Final = r"[A-ZÀ-ÞĀ-Ž][\w’'-]*[\w]"
_PARTICLE: Final = r"(?:(?:an der|am|bei|of|de la|de|del|da|do|la|el|upon|on|sur)[ ])?"
_NAME: Final = rf"{_CAPITALISED}(?:[ ]{_PARTICLE}{_CAPITALISED}){{0,3}}"
_SUFFIX: Final = r"(?:[ ](?:kommune?|stad|city|municipality|town|distrikt|district|län|vald))?"
_APPOSED: Final = re.compile(r"\s*,\s*(?:i\s+)?|\s*/|\s*\(\s*(?:i\s+)?|\s+i\s+")
# "Sel (Norge)" as a heading of its own.
_HEADING: Final = re.compile(
    rf"(?m)^[ \t]*(?:\d{{1,2}}(?:\.\d{{1,2}})*\.?[ \t]+)?(?P<name>{_CAPITALISED})(?=[ ]?\(|,[ ])[ ]?[(,][ ]?[A-ZÅÄÖ][\w ]{{2,20}}\)?[ \t]*$"
)
# A name in a list, its country beside, and what the list goes through: the rest of a sentence, or items on lines of their own.
_WITH_COUNTRY: Final = re.compile(rf"(?P<name>{_NAME}){_SUFFIX}(?=,? i [A-ZÅÄÖ]|, [A-ZÅÄÖ]| ?\([A-ZÅÄÖ])")
# A name with the word for a town's government on one side and its country on the other: "Lillby kommun, Ukraina", "Town of Lillby, Poland".
_BEFORE_COUNTRY: Final = r"(?=,? i [A-ZÅÄÖ]|, [A-ZÅÄÖ]| ?\([A-ZÅÄÖ])"
_GOVERNED: Final = re.compile(
    rf"(?<![\w’'-])(?P<name>{_NAME})[ ](?:kommune?|stad|vald|gmina|[Cc]ity(?:[ ]Council)?|[Mm]unicipality|[Tt]own(?:[ ]Council)?)"
    rf"{_BEFORE_COUNTRY}|\b(?:[Tt]own|[Cc]ity|[Mm]unicipality|[Cc]ommune|[Ss]taden|[Kk]ommunen|[Bb]yn)(?:[ ]of)?[ ](?P<of>{_NAME})"
    rf"{_BEFORE_COUNTRY}"
)
# What a line opens with that tells of one town: "Lillby (Norge). Vänort sedan ...", or its row of a table, "Lillby, Norge   vänort".
_OPENS_LINE: Final = re.compile(
    rf"(?m)^[ \t]*(?P<name>{_NAME}){_SUFFIX}(?:[ ]\((?P<in>[A-ZÅÄÖ][\w ]{{2,20}})\)|,[ ](?P<at>[A-ZÅÄÖ]\w{{2,20}}))"
    r"(?:(?:[.:]|[ ][–-])[ ](?=[A-ZÅÄÖ])|,?[^\S\n]*\t)(?P<told>[^\n]{0,600})"
)
_RELATION: Final = re.compile(
    r"(?i)(?:vän|vänskaps|syster|tvilling|partner)(?:ort|st[aä]d|kommun)|avtal|överenskommelse|partnerskap|samarbete|samverkan|utbyte|avsiktsförklaring|memorandum"
)
_SENTENCE: Final = re.compile(r"[^.;\n]{0,400}")
_HAS: Final = re.compile(r"(?i)\b(?:(?:är|heter|följande)\b[^.]*$|har\b[^.]*\.?$)")
_ITEM: Final = re.compile(rf"\n[ \t]*(?P<name>{_CAPITALISED}[^.;:\n]{{4,80}})\.?[ \t]*(?=\n|$)")
_BULLETED: Final = re.compile(rf"\n\s{{0,8}}(?:[-–•*·▪]|\d{{1,2}}[.)])[ \t]+(?P<name>{_CAPITALISED}[^;:\n]{{4,80}})(?=\n|$)")
_WITH: Final = re.compile(rf"\b[Mm]ed ({_CAPITALISED})")
# "har en vänort, Lillby i Norge", "vår enda vänort är Lillby i Norge"
_APPOSED_TWIN: Final = re.compile(
    r"\b(?i:(?:vän|vänskaps|syster|tvilling|partner)(?:ort|stad|kommun|region)(?:en)?(?: till kommunen)?"
    r"(?:,| är| heter| sedan (?:år )?\d{4} är))\s+"
    rf"(?P<name>{_NAME})(?=,? i [A-ZÅÄÖ]|, [A-ZÅÄÖ]| \([A-ZÅÄÖ])"
)
# "Lillby i Norge har varit vår vänort", "Lillby (Norge), som är systerstad till kommunen"
_SAID_TWIN: Final = re.compile(
    rf"(?<![\w’'-])(?P<name>{_NAME})(?:,? i | \(|, )[A-ZÅÄÖ]\w{{2,20}}\)?,?\s+(?:som\s+)?"
    r"(?:är|var|blev|har|blir|utsågs|antogs)\s[^.;]{0,60}?(?<!\w)(?i:(?:vän|vänskaps|syster|tvilling|partner)(?:ort|stad|kommun|region))(?:er|erna|en)?(?!\w)"
)
# A name of one word, in small letters but for the first: no company's initials.
_AGREEMENT_WITH: Final = re.compile(
    r"\b(?i:[a-zåäö]{4,20}(?:avtal|överenskommelse)(?:et|en|n)?|avtalet|överenskommelsen|avsiktsförklaring(?:en)?|partnerskap(?:et)?)"
    r"(?: om [a-zåäö]+(?: och [a-zåäö]+)?)?\s+med\s+(?P<name>[A-ZÅÄÖ][a-zåäöé]{3,})(?=(?:,)? i [A-ZÅÄÖ]| \([A-ZÅÄÖ]|, [A-ZÅÄÖ])"
)
_ADJECTIVE = re.compile(r"([A-Za-zåäöÅÄÖ]+)\s+$")


class Unlisted(NamedTuple):
    """A place at ``text[start:end]`` of the ``kind`` and ``country`` that the text tells."""

    start: int
    end: int
    name: str
    country: str
    kind: str


@cache
def _announced() -> Anchored:
    before = toml("place_contexts")["before"]
    kinds = "|".join(
        f"(?P<{kind}>(?i:{'|'.join(w.replace(' ', r'[ ]+') for w in before[kind])}))" for kind in ("city", "district", "province")
    )
    return Anchored(rf"(?<!\w)(?:{kinds}):?\s+(?P<name>{_NAME}){_SUFFIX}(?!\w)")


@cache
def _abroad() -> re.Pattern[str]:
    return re.compile("|".join(w.replace(" ", r"[ ]+") for w in toml("place_contexts")["before"]["abroad"]), re.IGNORECASE)


def unlisted_places(text: str, taken: set[int]) -> list[Unlisted]:
    """The places explained in ``text``, in order, none that begins at an offset of ``taken``."""
    told = (*_explained(text), *_headed(text), *_listed(text), *_related(text), *_governed(text), *_opening(text))
    found = list({place.start: place for place in told if place.start not in taken}.values())
    known = {place.start for place in found} | taken
    first: dict[str, Unlisted] = {}
    for place in found:
        if fold(place.name) not in gazetteer().domestic:
            first.setdefault(place.name, place)
    if first:
        names = "|".join(map(re.escape, sorted(first, key=len, reverse=True)))
        for match in re.finditer(rf"(?<![\w-])({names})(?=s?(?![\w-]))", text):
            if match.start() not in known:
                found.append(first[match[1]]._replace(start=match.start(), end=match.end(1)))
    return sorted(found)


def _explained(text: str) -> Iterator[Unlisted]:
    for match in _announced().finditer(text):
        abroad = bool(_abroad().match(match.group()))
        domestic = fold(match["name"]) in gazetteer().domestic
        country = _country_after(text, match.end()) or _country_before(text, match.start())
        told = match.group()
        if not country and (
            "\n" in told or not _partner().match(told) or not _is_name(match["name"]) or fold(match["name"]) in lower_words(text)
        ):
            continue
        if (abroad or not domestic) and len(match["name"]) > 2:
            kind = next(k for k in ("city", "district", "province") if match[k])
            yield Unlisted(match.start("name"), match.end("name"), match["name"], country, kind)


def _headed(text: str) -> Iterator[Unlisted]:
    """The places that head a section with their country ("Sel (Norge)") and that the text speaks of being with ("med Sel")."""
    headings = list(_HEADING.finditer(text))
    partners = {match[1] for match in _WITH.finditer(text)} if headings else set()
    for match in headings:
        name, country = match["name"], _country_after(text, match.end("name"))
        if country and name in partners and fold(name) not in gazetteer().domestic:
            yield Unlisted(match.start("name"), match.end("name"), name, country, "city")


def _listed(text: str) -> Iterator[Unlisted]:
    """The places named with their country in a list of twin towns: within its sentence, or on the lines right under it."""
    known: set[int] = set()
    for noun in _twins().finditer(text):
        line_end = text.find("\n", noun.end())
        here = _SENTENCE.match(text, noun.end(), line_end if line_end >= 0 else len(text))
        found = list(_WITH_COUNTRY.finditer(text, *here.span())) if here else []
        if line_end >= 0:
            found += _lines_under(text, line_end, text[text.rfind("\n", 0, noun.start()) + 1 : line_end].rstrip())
        for match in found:
            country, name = _country_after(text, match.end()), match["name"]
            if country and match.start("name") not in known and _is_name(name) and fold(name) not in lower_words(text):
                known.add(match.start("name"))
                yield Unlisted(match.start("name"), match.end("name"), name, country, "city")


def _lines_under(text: str, position: int, lead: str) -> Iterator[re.Match[str]]:
    """The names that begin the items under the line ``lead`` that ends at ``position``; lines without bullets are items right
    under a colon alone."""
    items = _ITEM if lead.endswith(":") else _BULLETED
    leads = lead.endswith((":", ",")) or _HAS.search(lead[lead.rfind(". ", 0, -1) + 1 :]) is not None
    while leads and (item := items.match(text, position) or _BULLETED.match(text, position)):
        position = item.end()
        if name := _WITH_COUNTRY.match(text, item.start("name"), position):
            yield name


@cache
def _twins() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(toml('place_contexts')['list']['twins'])})(?!\w)", re.IGNORECASE)


def _related(text: str) -> Iterator[Unlisted]:
    """The places that an agreement is with, or that a twin town is said to be, with their country: "samarbetsavtalet med Xinye i Kina"."""
    for match in (*_AGREEMENT_WITH.finditer(text), *_APPOSED_TWIN.finditer(text), *_SAID_TWIN.finditer(text)):
        country = _country_after(text, match.end("name")) if _is_name(match["name"]) else ""
        if country not in ("", "SE") and not any(
            f"{noun} {match['name']}" in text for noun in toml("place_contexts")["organisation"]["nouns"]
        ):
            yield Unlisted(match.start("name"), match.end("name"), match["name"], country, "city")


def _governed(text: str) -> Iterator[Unlisted]:
    """The places whose town's government and country are named with them: "Lillby kommun, Ukraina", "the Town of Lillby, Poland"."""
    for match in _GOVERNED.finditer(text):
        group = "name" if match["name"] else "of"
        country = _country_after(text, match.end()) if _is_name(match[group]) else ""
        if country and country != "SE" and len(match[group]) > 2:
            yield Unlisted(match.start(group), match.end(group), match[group], country, "city")


@cache
def _title() -> re.Pattern[str]:
    return re.compile(rf"\w*(?:{'|'.join(toml('person_titles')['titles']['endings'])})", re.IGNORECASE)


def _opening(text: str) -> Iterator[Unlisted]:
    """The places that a paragraph or a row of a table opens with, their country beside: "Lillby (Norge). Samarbetet ..."."""
    for match in _OPENS_LINE.finditer(text):
        if not _RELATION.search(match["told"]):
            continue
        name, country = match["name"], _country_after(text, match.end("name"))
        first = name.split()[0]
        if country and country != "SE" and _is_name(name) and first not in given_names() and not _title().fullmatch(first):
            yield Unlisted(match.start("name"), match.end("name"), name, country, "city")


@cache
def _partner() -> re.Pattern[str]:
    return re.compile("|".join(w.replace(" ", r"[ ]+") for w in toml("place_contexts")["before"]["partner"]), re.IGNORECASE)


def _is_name(name: str) -> bool:
    """Whether a name without its country can be none but a place abroad: no Swedish place, no organisation, no word of office."""
    words = [fold(word) for word in name.split()]
    known = gazetteer()
    if any(w in known.domestic or w.removesuffix("s") in known.domestic or w in known.words for w in words):
        return False
    if any(is_known(known.places[w][0]) for w in words if w in known.places):
        return False
    if len(words) > 2:
        return False
    lexicon = toml("place_contexts")
    if any(re.fullmatch(noun, name, re.IGNORECASE) for noun in lexicon["before"]["city"]):
        return False
    others = "|".join(lexicon["organisation"]["after"] + lexicon["heading"]["words"])
    return not re.search(rf"(?<!\w)(?:{others}|[a-zåäö]*(?:{'|'.join(lexicon['organisation']['endings'])}))(?!\w)", name, re.IGNORECASE)


def _country_after(text: str, end: int) -> str:
    """The country, or that of the province, named right after a name."""
    apposed = _APPOSED.match(text, end)
    word = CAPITALISED.match(text, apposed.end()) if apposed else None
    found = longest_name(text, word) if word else None
    return found.places[0].country if found and found.places[0].kind in ("country", "province") else ""


def _country_before(text: str, start: int) -> str:
    """The country of the adjective before the noun (den norska kommunen X)."""
    adjective = _ADJECTIVE.search(text, max(0, start - 30), start)
    return adjectives().get(adjective[1].lower(), "") if adjective else ""
