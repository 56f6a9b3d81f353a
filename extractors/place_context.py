"""What the words around a candidate tell: whether it is a place, of what kind, in which country."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Final

from extractors.anchors import Anchored
from extractors.gazetteer import adjectives, fold, gazetteer
from extractors.place_candidates import CAPITALISED, Hit, is_known, longest_name, lookup
from extractors.resources import toml

_PARTY = re.compile(r"[^\S\n]{0,2}\([A-Za-zÅÄÖåäö]{1,3}\)")
_LIST = re.compile(r"\s*+(?:,|,?\s*(?:och|samt|eller|and)|[/–-])\s+(?:i\s+)?|\s*+[/–-]\s*")
_INNER: Final = r"[^\S\n]{1,2}|[^\S\n]*\n[^\S\n]*"
_PLURAL = re.compile(r"(?:er|erna|orter|ena|arna|[ ](?:med|till|mellan|är|heter|i dag|idag|finns,)):?\s+$", re.IGNORECASE)
_TWO_WORDS = re.compile(r"(?:(?<!\w)([A-Za-zåäöÅÄÖ]+)\s+)?(?<!\w)([A-Za-zåäöÅÄÖ]+)(,?)\s+$")
# Names before another in a list that a plural noun opens: "vänorterna Mölndal, Oppdal (Norge) och "
_LISTED = re.compile(
    r"(?:[A-ZÅÄÖØÆ][\w’'-]+(?:[ ][A-ZÅÄÖØÆ][\w’'-]+){0,2}(?:[ ]\([A-ZÅÄÖ][\w ]{2,20}\))?(?:,\s+|\s+(?:och|samt)\s+)){1,12}"
)
# "vår vänort i USA: Norfolk"
_COUNTRY_BEFORE = re.compile(r"(?<!\w)i\s+([A-ZÅÄÖ][\w-]+)\s*[:(,]\s*$")
_APPOSED = re.compile(
    r"(?:\s*+(?:(?<=\t)|,\s*+(?:i\s+)?|/|\(\s*)|\s++(?:in?|på)\s+)"
    r"(?:(?P<where>[a-zåäö]+(?:sk|ska)|(?:nord|syd|väst|öst)?(?:norra|södra|västra|östra|mellersta|centrala))\s+)?(?=[A-ZÅÄÖ])"
)
# The postal code before a town in an address, and the country on the line under it.
_POSTAL_CODE = re.compile(r"(?<!\w)[A-Z]{0,3}[- ]?\d[\d -]{2,7}[^\S\n]+$")
_LINE_UNDER = re.compile(r"[^\S\n]*\n[^\S\n]*(?=[A-ZÅÄÖ][\w ]{2,20}[^\S\n]*(?:\n|$))")
_BREAK = re.compile(r"[\n\t]")
# "Lillby och X ska bli vänorter", "X är vänort till Lillby", "X blev en av kommunens systerstäder"
_TWINNED = re.compile(
    r"(?:[ ]kommun|[ ]stad)?(?:\s+och\s+[A-ZÅÄÖ][\w-]+(?:[ ]kommun|[ ]stad)?)?\s+(?:ska|skall|bör|kan|kunde|skulle|är|var|blev|blir|har)\s+"
    r"(?:(?:sedan|alltsedan)\s+(?:(?:den|år|länge)\s+)?(?:\d{1,2}\s+)?(?:[a-zåäö]+\s+)?(?:\d{4}(?:-talet)?\s+)?)?"
    r"(?:(?:bli|vara|varit|blivit)\s+)?(?:en\s+av\s+)?(?:(?:ny|nya|en|vår|våra|kommunens|stadens|regionens)\s+)?(?:vän|vänskaps|syster|partner)(?:ort|st[aä]d|kommun)"
)
_CAPITAL = re.compile(r"[^\S\n]([A-ZÀ-ÞĀ-Ž][\w’'-]*)")


@cache
def _pattern(group: str, kind: str, where: str) -> Anchored:
    """The pattern of one list of ``place_contexts.toml``: ``where`` is ``before`` (ends at the name), ``inside`` (anywhere
    before it), ``after`` or ``whole``."""
    words = "|".join(w.replace(" ", r"\s+") for w in toml("place_contexts")[group][kind])
    if where == "before":
        return Anchored(rf"(?<!\w)(?:{words}):?\s+$", re.IGNORECASE)
    if where == "inside":
        return Anchored(rf"(?<!\w)(?:{words}):?\s+", re.IGNORECASE)
    if where == "after":
        return Anchored(rf"(?:{_INNER}|-)(?:{words})(?!\w)", re.IGNORECASE)
    return Anchored(rf"(?:{words})$", re.IGNORECASE)


def part_of_another_name(text: str, hit: Hit) -> bool:
    """Whether the name is part of a person's or an organisation's (Jack London, Jinan University, Paris AB)."""
    before, is_country = text[max(0, hit.start - 40) : hit.start], hit.places[0].kind == "country"
    if _PARTY.match(text, hit.end) or _pattern("organisation", "after", "after").match(text, hit.end):
        return True
    if _pattern("organisation", "before", "before").search(before):
        return True
    run = _following_capitals(text, hit.end)
    if any(_pattern("organisation", "after", "whole").match(w) for w in run):
        return True
    if is_country:
        return False
    if run and not _is_neutral(run[0]):
        return True
    return _follows_a_name(before, text[hit.start : hit.end].isupper())


def _following_capitals(text: str, end: int) -> list[str]:
    """The capitalised words after ``end`` on the same line, at most four."""
    words: list[str] = []
    while len(words) < 4 and (m := _CAPITAL.match(text, end)):
        words.append(m[1])
        end = m.end()
    return words


def _is_neutral(word: str) -> bool:
    """Whether a capitalised word after a place's name begins something else: a place, a registry, a word of administration."""
    if word.isupper() or _pattern("organisation", "neutral", "whole").match(word) or _pattern("heading", "words", "whole").match(word):
        return True
    found = lookup(fold(word))
    return _is_domestic(word) or (found is not None and found[0] not in gazetteer().words and is_known(found[1][0]))


def _is_domestic(word: str) -> bool:
    return fold(word) in gazetteer().domestic or fold(word).removesuffix("s") in gazetteer().domestic


def _follows_a_name(before: str, shouted: bool) -> bool:
    """Whether a capitalised word that is none of a heading's stands right before, so that both are one name."""
    previous = re.search(r"([\w’'.-]+)[^\S\n]$", before)
    if previous is None or not previous[1][:1].isupper():
        return False
    word = previous[1]
    if word.endswith(".") and len(word) > 2:
        return False
    if _pattern("heading", "words", "whole").match(word) or re.search(
        rf"(?:{'|'.join(toml('place_contexts')['heading']['endings'])})s?$", word, re.I
    ):
        return False
    if any(_pattern("before", kind, "before").search(before) for kind in ("city", "district", "province")):
        return False
    folded = fold(word)
    if folded in adjectives() or _is_domestic(word) or lookup(folded):
        return False
    return not (shouted and len(word) > 3)


def look_around(text: str, hit: Hit) -> None:
    """Note what the words beside a name tell: its kind, its country, its province."""
    before = text[max(0, hit.start - 40) : hit.start]
    for kind in ("city", "district", "province"):
        match = _pattern("before", kind, "before").search(before)
        # "Vänorter" as a heading over "Sedan 1990 ..." announces no town of that name.
        if match and not (_BREAK.search(match.group()) and hit.key in gazetteer().words):
            _take_noun(hit, kind, match.group())
            hit.plural = bool(_PLURAL.search(match.group()))
        if hit.places[0].kind != "country" and (match := _pattern("after", kind, "after").match(text, hit.end)):
            _take_noun(hit, kind, match.group())
            hit.end = match.end()
    if not hit.noun and _TWINNED.match(text, hit.end):
        hit.noun = "city"
    if not hit.noun and hit.key not in gazetteer().words:
        _take_list_noun(text, hit)
    if code := _adjective_before(before):
        hit.country = code
    if (match := _COUNTRY_BEFORE.search(before)) and (named := gazetteer().places.get(fold(match[1]))):
        hit.country = next((p.country for p in named if p.kind == "country" and _lies_in(hit, p.country)), hit.country)
    if match := _APPOSED.match(text, hit.end) or (_POSTAL_CODE.search(before) and _LINE_UNDER.match(text, hit.end)):
        _read_apposition(text, hit, match)


def _adjective_before(before: str) -> str:
    """The country whose adjective stands right before a name or before its noun: "tyska X", "den tyska staden X", "tysk vänort, X"."""
    found = _TWO_WORDS.search(before)
    codes = [adjectives().get(word.lower(), "") for word in (found[2] if not found[3] else "", found[1]) if word] if found else []
    return next(filter(None, codes), "")


def _lies_in(hit: Hit, country: str) -> bool:
    return any(p.country == country for p in hit.places)


def _take_list_noun(text: str, hit: Hit) -> None:
    """Note the plural noun that opens the list a name stands in, whatever the names before it are."""
    before = text[max(0, hit.start - 200) : hit.start]
    for match in _pattern("before", "city", "inside").finditer(before):
        if _PLURAL.search(match.group()) and _LISTED.fullmatch(before, match.end()):
            _take_noun(hit, "city", match.group())
            hit.plural = True


def _take_noun(hit: Hit, kind: str, words: str) -> None:
    """Note the noun beside a name, unless another has been noted."""
    if not hit.noun or hit.noun == "suffix":
        word = words.strip(" \n:-")
        hit.noun = kind
        hit.weak = bool(_pattern("before", "weak", "whole").match(word))
        hit.abroad = bool(_pattern("before", "abroad", "whole").match(word))


def _read_apposition(text: str, hit: Hit, joined: re.Match[str]) -> None:
    """Take the country or province named after a name ("i Ryssland", "i ryska Karelen"); after a bare comma only if one of the
    namesakes lies there."""
    certain = joined.group().strip() != ","
    where = joined.groupdict().get("where") or ""
    if (code := adjectives().get(where)) and _lies_in(hit, code):
        hit.country = hit.country or code
        return
    word = CAPITALISED.match(text, joined.end())
    found = longest_name(text, word) if word else None
    if found is None:
        return
    area = found.places[0]
    if area.kind == "country" and (certain or _lies_in(hit, area.country)):
        hit.country = hit.country or area.country
    elif area.kind == "province" and _lies_in(hit, area.country) and area.name != hit.places[0].name:
        hit.country, hit.division = hit.country or area.country, area.division


def share_along_lists(text: str, hits: list[Hit]) -> None:
    """``vänorterna Odense, Kolding och Lojo``: what a noun in the plural says of the first it says of all."""
    for earlier, later in pairwise(hits):
        if (earlier.plural or earlier.listed) and not later.noun and _LIST.fullmatch(text[earlier.end : later.start]):
            later.listed, later.noun = True, earlier.noun
