"""Places outside Sweden named in Swedish text.

Each capitalised run that the gazetteer knows is a candidate; the words around it tell whether it is a place at all (not a
person's or a university's name), which of several namesakes is meant and how certain that is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from extractors.gazetteer import DIVISION_WORDS, LARGE, NORDIC_BALTIC, Place, gazetteer, size
from extractors.place_candidates import FAMILIAR, NEAR_SIZE, NEIGHBOURS, Hit, candidates, is_known, lower_words
from extractors.place_context import look_around, part_of_another_name, share_along_lists
from extractors.place_unlisted import unlisted_places

_FOREIGN_LETTER = re.compile(r"[^a-zåäöéèàüç .'-]")

_CLOSE: Final = 250
_SAME_MATTER: Final = 2000
# "samarbete med X", "avtalet med X": what a relation is told with
_RELATED = re.compile(
    r"(?:avtal|samarbete|samverkan|utbyte|partnerskap|relation|förbindelse|kontakt|överenskommelse)[a-zåäö]{0,6}\s+(?:med|till)\s+$"
)
_SURNAME = re.compile(
    r"(?:berg|ström|gren|lund|son|sen|man|mann|qvist|quist|kvist|blad|stedt|skog|feld|stein|ova|dahl|by|holm|vik|dal|bach)$"
)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place outside Sweden at ``text[start:end]`` (which is ``raw``, with its genitive or suffix).

    ``name`` is canonical, ``country_code`` ISO 3166-1 alpha-2 (empty where neither list nor text tells it),
    ``kind`` one of ``city``, ``district``, ``province``, ``country``,
    ``identifier`` ``geonames:ID`` or empty. ``ambiguous``: several countries have such a place and nothing tells which is meant.
    ``supported``: a country or a word such as *vänorten* beside it, here or elsewhere in the text, says that it is a place.
    """

    start: int
    end: int
    name: str
    country_code: str
    kind: str
    identifier: str
    raw: str
    ambiguous: bool = False
    supported: bool = False


def find_places(text: str) -> list[PlaceMention]:
    """All mentions of places outside Sweden in ``text``, in order, without overlaps. What may be something else is left out."""
    hits = [hit for hit in candidates(text) if not part_of_another_name(text, hit)]
    for hit in hits:
        look_around(text, hit)
    share_along_lists(text, hits)
    for hit in hits:
        hit.place = _choose(hit)
    _settle(hits)
    _relate(text, hits)
    told = {(h.key, h.place.name) for h in hits if h.place and _is_told(h)}
    sure = {(h.key, h.place.name) for h in hits if h.place and _stands_alone(h) and not _needs_support(text, h)}
    mentions = []
    for hit in hits:
        if hit.place is None:
            continue
        supported = _is_told(hit) or ((hit.key, hit.place.name) in told and not (hit.key in gazetteer().words and _opens(text, hit)))
        if supported or (hit.key, hit.place.name) in sure or not _needs_support(text, hit):
            mentions.append(_mention(text, hit, hit.place, supported))
    return _with_unlisted(text, mentions)


def _with_unlisted(text: str, mentions: list[PlaceMention]) -> list[PlaceMention]:
    """The mentions and the places that the gazetteer lacks, without overlaps: a place explained in the text goes first."""
    found = unlisted_places(text, {m.start for m in mentions})
    if not found:
        return mentions
    explained = [PlaceMention(p.start, p.end, p.name, p.country, p.kind, "", text[p.start : p.end], supported=True) for p in found]
    covered = {offset for p in found for offset in range(p.start, p.end)}
    rest = [m for m in mentions if m.start not in covered and m.end - 1 not in covered]
    return sorted(rest + explained, key=lambda m: m.start)


def _stands_alone(hit: Hit) -> bool:
    """Whether a name that is a place's once is one wherever it stands: no word, no Swedish place and no surname besides."""
    known = gazetteer()
    return hit.key not in known.words and hit.key not in known.domestic and not _SURNAME.search(hit.key) and len(hit.key) > 4


def _opens(text: str, hit: Hit) -> bool:
    """Whether the name stands where any word would be capitalised: first in a sentence or on a line."""
    return re.search(r"(?:^|[\n.!?:•])[^\S\n]*$", text[max(0, hit.start - 10) : hit.start]) is not None


def _mention(text: str, hit: Hit, place: Place, supported: bool) -> PlaceMention:
    raw, unsure = text[hit.start : hit.end], not hit.country and not hit.settled and _several_countries(hit, place)
    return PlaceMention(hit.start, hit.end, place.name, place.country, place.kind, place.identifier, raw, unsure, supported)


def _choose(hit: Hit) -> Place | None:
    """The namesake meant, or None where the words around speak against all."""
    able = [p for p in hit.places if not p.noun or hit.noun in ("province", "district", "suffix") or hit.country == p.country]
    if hit.noun in ("province", "district"):
        able = [p for p in able if p.kind == hit.noun] or able
    elif hit.noun == "city":
        able = [p for p in able if p.kind in ("city", "district", "country")] or able
    elif hit.noun == "suffix":
        able = [p for p in able if p.kind == "province"] or able
    if hit.country:
        able = [p for p in able if p.country == hit.country] or ([] if _is_weak(able, hit) else able)
    if hit.division:
        able = [p for p in able if p.division == hit.division] or able
    return able[0] if able else None


def _settle(hits: list[Hit]) -> None:
    """Give a namesake without a country the one that the text tells of the same name elsewhere, or that is told close by."""
    told: dict[tuple[str, str], set[Place]] = {}
    for hit in hits:
        if hit.country and hit.place:
            told.setdefault((hit.key, hit.place.kind), set()).add(hit.place)
    for number, hit in enumerate(hits):
        if region := _short_for(hit, hits):
            hit.place, hit.settled = region, True
            continue
        if hit.place is None or hit.country or hit.place.kind == "country":
            continue
        neighbours = hits[max(0, number - 5) : number + 6]
        around = {n.place.country for n in neighbours if n is not hit and n.place and _is_anchor(hit, n)}
        elsewhere = told.get((hit.key, hit.place.kind), set())
        if len(elsewhere) == 1:
            hit.place = next(iter(elsewhere))
            hit.settled = True
        elif _several_countries(hit, hit.place):
            near = [p for p in hit.places if p.kind == hit.place.kind and p.country in around and not p.noun]
            if len({p.country for p in near}) == 1:
                hit.place, hit.settled = near[0], True
            elif nordic := _beside_neighbours(hit, neighbours):
                hit.place, hit.settled = nordic, True
        hit.near = hit.place.country in around


def _short_for(hit: Hit, hits: list[Hit]) -> Place | None:
    """The region that a bare name is short for: one named with its noun ("Ternopil oblast") where no such city is told of as one."""
    if hit.noun or hit.place is None or hit.place.kind != "city":
        return None
    longer = {f"{hit.key} {word}" for word in DIVISION_WORDS}
    regions = {
        h.place for h in hits if h.place and h.place.kind == "province" and (h.key in longer or (h.key == hit.key and h.noun == "province"))
    }
    if len(regions) != 1 or any(h.key == hit.key and h.noun in ("city", "district") for h in hits):
        return None
    region = next(iter(regions))
    return region if hit.country in ("", region.country) else None


def _beside_neighbours(hit: Hit, around: list[Hit]) -> Place | None:
    """The namesake in the Nordic or Baltic countries of one in a list of twin towns there: "vänorterna Perho och Saku"."""
    mates = [h for h in around if h is not hit and h.place and (h.listed or h.plural) and abs(h.start - hit.start) < _CLOSE]
    if not (hit.listed or hit.plural) or not mates or not all(m.place and m.place.country in NORDIC_BALTIC for m in mates):
        return None
    return next((p for p in hit.places if p.country in NORDIC_BALTIC and p.kind == "city" and not p.noun), None)


def _relate(text: str, hits: list[Hit]) -> None:
    """Note where a relation is told with a name in a country that the text names in the same matter: a neighbouring one, or a town there
    that is not small."""
    named: dict[str, list[int]] = {}
    for hit in hits:
        if hit.place and hit.place.kind == "country":
            named.setdefault(hit.place.country, []).append(hit.start)
    for hit in hits:
        starts = named.get(hit.place.country, []) if hit.place else []
        near_enough = hit.place is not None and (hit.place.country in NEIGHBOURS or hit.place.population >= NEAR_SIZE)
        if starts and near_enough and _RELATED.search(text, max(0, hit.start - 60), hit.start):
            at = bisect_left(starts, hit.start - _SAME_MATTER)
            hit.related = at < len(starts) and starts[at] <= hit.start + _SAME_MATTER


def _is_anchor(hit: Hit, other: Hit) -> bool:
    """Whether another mention is close and sure enough to tell the country of a namesake."""
    if abs(other.start - hit.start) > _CLOSE or other.place is None or other.key == hit.key:
        return False
    return other.place.kind in ("country", "province") or bool(other.country)


def _is_weak(able: list[Place], hit: Hit) -> bool:
    return hit.key in gazetteer().domestic or not any(p.curated or p.population >= LARGE for p in able)


def _is_told(hit: Hit) -> bool:
    """Whether the words beside the name say that it is a place abroad. A Swedish municipality's namesake needs the country."""
    place, known = hit.place, gazetteer()
    if place is None:
        return False
    if hit.country == place.country or (place.curated and place.kind == "province" and hit.key.split()[-1] in DIVISION_WORDS):
        return True
    if hit.key in known.municipal or hit.noun not in ("city", "district", "province"):
        return False
    if hit.key in known.domestic:
        return hit.abroad and is_known(place)
    return not hit.weak or (is_known(place) and hit.key not in known.words)


def _needs_support(text: str, hit: Hit) -> bool:
    """Whether the bare name is too likely to be something else: a word, a person, a Swedish place, one too small to be known."""
    place, known, raw = hit.place, gazetteer(), text[hit.start : hit.end]
    if place is None or hit.key in known.domestic or hit.key in known.words or len(hit.key) < (3 if place.curated else 4):
        return True
    if place.kind == "country":
        return False
    if hit.key in lower_words(text):
        return True
    if place.curated:
        return False
    if " " in hit.key and all(w in known.words for w in hit.key.split()):
        return True
    if (hit.related or (hit.near and place.population >= NEAR_SIZE)) and place.main and not _SURNAME.search(hit.key):
        return False
    if not place.main:
        return len(hit.key) < 5 or not re.search(r"[-'’´`]", raw)
    if place.country in NEIGHBOURS and _FOREIGN_LETTER.search(raw.lower()):
        return False
    if len(hit.key) < (5 if place.country in NEIGHBOURS or place.country in FAMILIAR else 6) or not is_known(place):
        return True
    return place.population < LARGE and bool(_SURNAME.search(hit.key))


def _several_countries(hit: Hit, place: Place) -> bool:
    """Whether another country's namesake is near enough in size to be meant."""
    rivals = [size(p) for p in hit.places if p.country != place.country and p.kind == "city" and p.main and not p.noun]
    if place.kind != "city":
        return place.curated and any(p.curated and p.country != place.country and not p.noun for p in hit.places if p.kind == place.kind)
    largest = max(rivals, default=0)
    return largest > 0 and size(place) < 10 * largest and (largest >= LARGE or place.population < LARGE)


__all__ = ["PlaceMention", "find_places"]
