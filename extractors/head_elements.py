"""Takes a line of a paper's head apart into what it is made of.

Kind of paper, municipality, body, office, date, registry number and page number share the lines of a head in any order, one to
a line or all on one ("Mora kommun Kommunstyrelsen Protokoll 2019-11-05 1 (14)"). A line that holds nothing else than these, the
labels that announce them and the small words between them is taken apart; any other line stays whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors import resources
from extractors.anchors import Anchored, alternatives, folded, may_hold
from extractors.bodies import head_body_regex
from extractors.calendar import find_dates
from extractors.core import Block
from extractors.labels import label_kind, may_be_label, may_hold_label
from extractors.municipalities import find_municipalities
from extractors.paper_kinds import kind_of
from extractors.persons import NAME, title_pattern
from extractors.registry import find_registry_numbers, is_label

_LONGEST = 140
_PADDING = " \t,;:.–—-|()/"
_TIME = r"kl(?:ockan)?\.?\s*\d{1,2}(?:[.:]\d\d)?(?:\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?)?"
# Words that stand between the elements of a head line.
_SMALL = (
    rf"till|för|från|vid|med|i|av|den|ur|hos|fört|förd|hållet|nr\.? ?\d{{1,4}}|{_TIME}|sammanträdet?|mötet?|ordinarie|extra|öppet"
    r"|offentligt|(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?|datum|bilaga(?: \d{1,2})?"
)
# More characters than the longest of them takes.
_SMALL_WITHIN = 60
_SMALL_BEFORE = re.compile(rf"(?:{_SMALL})(?=$|[\s,;:.–()-])[{re.escape(_PADDING)}]*", re.IGNORECASE)
_SMALL_AFTER = re.compile(rf"[{re.escape(_PADDING)}]*\b(?:{_SMALL})$", re.IGNORECASE)
OFFICE = re.compile(
    r"[A-ZÅÄÖ][\wåäöÅÄÖ, -]*(?:kontor(?:et)?|förvaltning(?:en)?|kansli(?:et)?|avdelning(?:en)?"
    r"|enhet(?:en)?|stab(?:en)?|ledning(?:en)?|sekretariat(?:et)?)"
    r"|(?:avdelningen|enheten|kontoret|förvaltningen|sektionen|staben|kansliet) för [\wåäö, -]{3,60}",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(r"\btill\s+(?:[A-ZÅÄÖ]\w+\s+)?$", re.IGNORECASE)
# The sections that minutes hold: "Regionstyrelsen § 106–119"
_SECTIONS = re.compile(r"§§?\s?\d{1,4}\s?[–-]\s?\d{1,4}(?![\w/])")
_BLANK = re.compile(r"\s")
_OFFICE_WORDS = ("kontor", "förvaltning", "kansli", "avdelning", "enhet", "stab", "ledning", "sekretariat", "sektion")
AREA = re.compile(
    r"(?:[A-ZÅÄÖ][\wåäöÅÄÖ-]+ ){1,3}(?:kommun|stad|landsting|län)s?|region [A-ZÅÄÖ]\w+|[A-ZÅÄÖ]\w+regionen|landstinget\b.{0,30}",
    re.IGNORECASE,
)
# Words before a title that make it the matter: "Ny kommunchef", "Val av ordförande".
_NEW = r"(?:ny|nya|ytterligare|fler|inrätta\w*|rekrytering|anställning|val|tillsättning|entledigande|uppdrag\w*|arvode\w*)\b"
# A place over a letter; no participle ("Antagen den 3 mars", "Reviderad den 3 mars").
_PLACE = re.compile(r"[A-ZÅÄÖ][a-zåäöé]+(?:[ -][A-ZÅÄÖ][a-zåäöé]+)?(?<!ad)(?<!en)(?<!et)(?<!rd)(?<!ts)|[A-ZÅÄÖ][a-zåäöé]+(?:stad|köping)")


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a head line at ``line[start:end]``. ``kind`` is ``date``, ``number``, ``page``, ``area``, ``body``,
    ``addressee`` (a body behind "till"), ``paper``, ``label``, ``office``, ``officer`` or ``place``."""

    kind: str
    start: int
    end: int


@cache
def _officer() -> Anchored:
    """One who handles the matter: a title and a name in either order, or a title alone ("Internationell samordnare")."""
    alone = rf"(?:[\wåäö]+(?:ell|isk|sk|ig|ad|ande|tf|t\.f\.) )?(?!{_NEW})[\wåäö-]+"
    name = rf"(?-i:{NAME})"
    return Anchored(
        rf"(?!{_NEW})(?:{title_pattern()}[ ,:]+{name}|{name}(?:, ?| [-–] ?){title_pattern()}|(?={alone}$){title_pattern()})", re.IGNORECASE
    )


def _is_officer(words: str) -> bool:
    return _officer().possible(folded(words)) and _officer().fullmatch(words) is not None


@cache
def _page_number() -> re.Pattern[str]:
    numbers = alternatives(resources.toml("furniture")["page_numbers"])
    return re.compile(rf"(?<![\w/.-])(?:{numbers})(?![\w/.-])", re.IGNORECASE)


@lru_cache(maxsize=4096)
def elements(line: str) -> tuple[Element, ...]:
    """What ``line`` (or cell) is made of, in order; empty where it holds anything else than the elements of a head."""
    if not 4 < len(line) <= _LONGEST:
        return ()
    found = [Element("date", d.start, d.end) for d in find_dates(line) if d.of_days]
    for finder in (_numbers, _pages, _bodies, _areas):
        for start, end in _gaps(found, len(line)):
            found += finder(line, start, end)
    for start, end in _gaps(found, len(line)):
        rest = _rest(line, start, end)
        if rest is None:
            return (*_place_and_day(line, found),)
        found += rest
    return tuple(sorted(found, key=lambda e: e.start))


def pieces(line: str) -> list[str]:
    """The elements of a head line, each as its text; a line of anything else as it is."""
    found = elements(line)
    return [line[e.start : e.end] for e in found] if len(found) > 1 else [line]


def pieces_of(text: str, block: Block) -> list[str]:
    """The pieces of every cell of a block."""
    cells = [text[c.start : c.end] for c in block.cells] or [text[block.start : block.end]]
    return [piece for cell in cells for piece in pieces(cell)]


def _gaps(found: list[Element], length: int) -> list[tuple[int, int]]:
    if not found:
        return [(0, length)]
    edges = [0, *(x for e in sorted(found, key=lambda e: e.start) for x in (e.start, e.end)), length]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]


def _numbers(line: str, start: int, end: int) -> list[Element]:
    return [Element("number", start + n.start, start + n.end) for n in find_registry_numbers(line[start:end])]


def _pages(line: str, start: int, end: int) -> list[Element]:
    found = [Element("page", m.start(), m.end()) for m in _SECTIONS.finditer(line, start, end)]
    pages = _page_number().finditer(line, start, end)
    return found + [Element("page", m.start(), m.end()) for m in pages if not any(e.start < m.end() and m.start() < e.end for e in found)]


def _bodies(line: str, start: int, end: int) -> list[Element]:
    found = []
    for match in head_body_regex().finditer(line, start, end):
        addressed = _ADDRESSED.search(line[start : match.start()])
        found.append(Element("addressee" if addressed else "body", match.start(), match.end()))
    return found


def _areas(line: str, start: int, end: int) -> list[Element]:
    found = [Element("area", m.start, len(line[: min(m.end, end)].rstrip())) for m in find_municipalities(line) if start <= m.start < end]
    rest = line[start:end].strip(_PADDING)
    if not found and AREA.fullmatch(rest):
        at = line.index(rest, start)
        found.append(Element("area", at, at + len(rest)))
    return found


def _rest(line: str, start: int, end: int) -> list[Element] | None:
    """What stands between the found elements: kinds of papers, labels and offices, or small words alone; None for anything else."""
    words = line[start:end].strip(_PADDING)
    if words and (label_kind(words) or is_label(words)):
        return [_located("label", line, words, start)]
    words = _without_small(words)
    if not words:
        return []
    if kind := _word_kind(words):
        return [_located(kind, line, words, start)]
    # "Protokoll Sammanträdesdatum": a label behind the kind of paper; "Kommunkansliet utredare Anna Ek": one who works in the office.
    office = _names_office(words)
    if not office and not may_hold_label(words):
        return None
    for space in reversed([m.start() for m in _BLANK.finditer(words)]):
        label = words[space:].strip(_PADDING)
        labelled = may_be_label(label) and label_kind(label) is not None
        before = _without_small(words[:space]) if labelled or office else ""
        if labelled and (kind := _word_kind(before)):
            return [_located(kind, line, before, start), _located("label", line, label, start + space)]
        if office and OFFICE.fullmatch(before) and _is_officer(label):
            return [_located("office", line, before, start), _located("officer", line, label, start + space)]
    return None


def _names_office(words: str) -> bool:
    """Do the words hold what every name of an office does?"""
    return may_hold(words, _OFFICE_WORDS, 0, len(words))


def _located(kind: str, line: str, words: str, start: int) -> Element:
    at = line.index(words, start)
    return Element(kind, at, at + len(words))


def _place_and_day(line: str, found: list[Element]) -> list[Element]:
    """A line of a place and a day, as over a letter: "Sunne den 14 augusti 2007", "Karlstad, 2018-10-30"."""
    if len(found) != 1 or found[0].kind != "date" or line[found[0].end :].strip(_PADDING):
        return []
    place = _PLACE.fullmatch(line[: found[0].start].strip(_PADDING))
    if place is None or not (line.startswith("den ", found[0].start) or find_municipalities(f"{place[0]} kommun")):
        return []
    return [Element("place", 0, len(place[0])), found[0]]


def _without_small(text: str) -> str:
    text = text.strip(_PADDING)
    while match := _SMALL_BEFORE.match(text):
        text = text[match.end() :].strip(_PADDING)
    while match := _SMALL_AFTER.search(text, max(0, len(text) - _SMALL_WITHIN)):
        text = text[: match.start()].strip(_PADDING)
    return text


def _word_kind(words: str) -> str | None:
    if label_kind(words) or is_label(words):
        return "label"
    if (kind := kind_of(words)) and kind.marker:
        return "paper"
    if _names_office(words) and OFFICE.fullmatch(words):
        return "office"
    return "officer" if _is_officer(words) else None


__all__ = ["AREA", "OFFICE", "Element", "elements", "pieces", "pieces_of"]
