"""An agreement as it is pieced together from what is told of it, and when two tellings are of the same one."""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass, field

from extractors.core import Fact
from extractors.fates import is_cut_short
from extractors.places import PlaceMention
from extractors.relations import Sentence

_NUMBERS = {"två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "tio": 10, "ett": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_TERM = re.compile(
    r"\b(?P<n>\d{1,2}|ett|två|tre|fyra|fem|sex|tio)(?:-?årigt?\b|\s+år(?:s)?\b(?!\s+(?:senare|tidigare|därefter|sedan|gammal)))"
    r"|\b(?P<en>one|two|three|four|five)(?: \(\d\))? years?\b",
    re.IGNORECASE,
)
_TERM_CONTEXT = re.compile(
    r"(?:avtal|överenskommelse|avsiktsförklaring|partnerskap|period|\bgäll|\blöp|\bvalid|\bterm\b)\w*", re.IGNORECASE
)
_RECURRING = re.compile(r"\bi taget\b|\bautomatiskt\b|\bi sänder\b|\btills? vidare\b", re.IGNORECASE)
# "Avtalet sägs upp till upphörande den 30 september": before its time.
_TERMINATED = re.compile(
    r"\b(?:säg(?:s|a|er|as)|sa(?:de|des|gts|gt))\b[^.;]{0,40}\bupp\b|\bupps[aä]g\w+|\bavsluta(?:s|r)?\b", re.IGNORECASE
)


# "Kotka (1948", "Kotka i Finland (sedan 1948"
_OPENS_BRACKET = re.compile(r"\((?:sedan|sen|från|år|sedan år|vänort sedan)?\s*$", re.IGNORECASE)


_OF_ITS_OWN = re.compile(r"\b(?:ett \w{0,20}avtal|en \w{0,20}överenskommelse) som (?:gäller|gällde|löper|löpte)\b", re.IGNORECASE)
_AGREEMENT = re.compile(r"avtal|överenskommelse", re.IGNORECASE)


@dataclass(slots=True)
class Agreement:
    """An agreement as pieced together from the sentences that tell of it."""

    counterpart: str
    case: int | None
    start: int
    end: int
    kind: str = "other"
    signed: Fact | None = None
    begins: Fact | None = None
    ends: Fact | None = None
    term_years: float | None = None
    proposed: bool = False
    prolongs: bool = False
    replaced: bool = False
    sources: list[Sentence] = field(default_factory=list)

    @property
    def recurring(self) -> bool:
        """Is the term one of several that follow by themselves: "löper med fem år i taget", "förlängs automatiskt"?"""
        return any(_RECURRING.search(s.text) for s in self.sources)

    @property
    def start_year(self) -> int | None:
        first = self.begins or self.signed
        return first.values["date_start"].year if first else None

    @property
    def cut_short(self) -> bool:
        """Is it told to have been ended before its time?"""
        told = " ".join(s.text for s in self.sources)
        return is_cut_short(told) or _TERMINATED.search(told) is not None

    @property
    def last_year(self) -> float:
        """The latest year in which it can end: by its term where it has one that does not recur."""
        if self.start_year is None or self.term_years is None or self.recurring:
            return math.inf
        return self.start_year + self.term_years + 1

    @property
    def _signed_for_a_term(self) -> Fact | None:
        """The day of the signing where its sentence tells the term too: "undertecknades den 3 maj 2012 och gäller i fem år"."""
        signed = self.signed
        return signed if signed and any(s.start <= signed.start < s.end and term_years(s.text) for s in self.sources) else None

    @property
    def end_year(self) -> int | None:
        if self.ends:
            return int(self.ends.values["date_end"].year)
        # "gäller i tre år från den 1 mars 1999": a term of whole years from a day ends the day before that day comes again.
        first = self.begins or self._signed_for_a_term
        if first is None or first.values["precision"] != "day" or not self.term_years or self.recurring or self.term_years % 1:
            return None
        begun: dt.date = first.values["date_start"]
        return begun.year + int(self.term_years) - ((begun.month, begun.day) == (1, 1))


SLOTS = {"agreement_signed": "signed", "agreement_start": "begins", "agreement_end": "ends"}
# Kinds that name a relation, which goes on beside its agreements.
_RELATIONS = ("twin_town", "sister_city")
KIND_ORDER = ("memorandum", "letter_of_intent", "twin_town", "sister_city", "partnership", "cooperation", "other")


def merged(agreements: list[Agreement]) -> list[Agreement]:
    """One row for an agreement told of several times: the same years, or one half of them."""
    kept: list[Agreement] = []
    for agreement in sorted(agreements, key=lambda a: (a.start_year is None, a.end_year is None, a.start)):
        twins = [k for k in kept if _same(k, agreement)]
        # An end told alone is of the agreement that ends then, or of the last one begun.
        twin = max(twins, key=lambda k: (k.end_year == agreement.end_year, k.start_year or 0), default=None)
        if twin is None:
            kept.append(agreement)
            continue
        for slot in ("signed", "begins", "ends"):
            held, other = getattr(twin, slot), getattr(agreement, slot)
            if held is None or (other is not None and held.values["precision"] != "day" and other.values["precision"] == "day"):
                setattr(twin, slot, other)
        twin.kind = better_kind(twin.kind, agreement.kind)
        twin.term_years = twin.term_years or agreement.term_years
        twin.proposed = twin.proposed or agreement.proposed
        twin.replaced = twin.replaced or agreement.replaced
    return kept


def mark_replaced(agreements: list[Agreement]) -> None:
    """An agreement without an end is replaced where a later one of its kind is in force; a relation as such is not."""
    for agreement in agreements:
        agreement.replaced = agreement.replaced or (
            agreement.kind not in _RELATIONS
            and agreement.end_year is None
            and agreement.start_year is not None
            and any(
                a.kind == agreement.kind and a.start_year is not None and a.start_year > agreement.start_year and not a.proposed
                for a in agreements
            )
        )


def is_of_its_own(sentence: Sentence, before: list[Sentence]) -> bool:
    """Does a sentence tell of an agreement that the cooperation told of before has: "Samarbetet regleras av ett avtal som gäller"?"""
    return _OF_ITS_OWN.search(sentence.text) is not None and not any(_AGREEMENT.search(s.text) for s in before)


def _same(a: Agreement, b: Agreement) -> bool:
    if b.start_year is None and b.sources and is_of_its_own(b.sources[0], a.sources):
        return False
    if b.prolongs and b.start_year is None:
        return a.end_year == b.end_year
    if b.start_year is None:
        return a.end_year == b.end_year or (
            a.start_year is not None
            and b.end_year is not None
            and a.start_year <= b.end_year
            and (
                (a.end_year is None and b.end_year <= a.last_year) or (b.cut_short and a.end_year is not None and b.end_year <= a.end_year)
            )
        )
    return a.start_year == b.start_year and (a.end_year == b.end_year or a.end_year is None or b.end_year is None)


def told_by_place(sentence: Sentence, told: list[Fact]) -> list[tuple[str, list[Fact]]]:
    """The dates of a sentence by the counterpart they are of: "Rakvere sedan 1991 och Kervo sedan 1947" tells one of each.

    Where each place has its dates behind it, or each date its places, they go together; else all dates are of all places.
    """
    names = set(sentence.counterparts)
    places = [p for p in sentence.places if p.kind != "country" and (p.name in names or len({f.values["role"] for f in told}) == 1)]
    if len({p.name for p in places}) < 2 or not any(p.name in names for p in places):
        return [(name, told) for name in sentence.counterparts]
    if beside := _in_brackets(sentence, [p for p in places if p.name in names], told):
        return beside
    marks: list[tuple[int, str | Fact]] = sorted([*((p.start, p.name) for p in places), *((f.start, f) for f in told)], key=lambda m: m[0])
    runs: list[tuple[list[str], list[Fact]]] = []
    dates_first = isinstance(marks[0][1], Fact)
    for _, mark in marks:
        opens = isinstance(mark, Fact) == dates_first
        if not runs or (opens and runs[-1][0] and runs[-1][1]):
            runs.append(([], []))
        if isinstance(mark, Fact):
            runs[-1][1].append(mark)
        else:
            runs[-1][0].append(mark)
    if len(runs) < 2 or not all(run and facts for run, facts in runs):
        return [(name, told) for name in sentence.counterparts]
    return [(name, facts) for run, facts in runs for name in dict.fromkeys(run) if name in names]


def _in_brackets(sentence: Sentence, places: list[PlaceMention], told: list[Fact]) -> list[tuple[str, list[Fact]]]:
    """The dates that each stand in brackets behind a place: "Vordingborg i Danmark (1946) och Kotka i Finland" tells none of Kotka.
    Empty where one stands otherwise."""
    found: dict[str, list[Fact]] = {}
    for fact in told:
        at = fact.start - (sentence.end - len(sentence.text))
        before = sentence.text[:at]
        place = next((p for p in reversed(places) if p.end <= fact.start), None)
        bracketed = _OPENS_BRACKET.search(before) and sentence.text[at : at + 40].partition(")")[1]
        if place is None or not bracketed or ("," in before[place.end - fact.start :] and "(" in before[place.end - fact.start : -1]):
            return []
        found.setdefault(place.name, []).append(fact)
    return list(found.items())


def apart(signed: Fact, begins: Fact) -> bool:
    """Are a signing and a beginning those of two agreements: the one long after or before the other?"""
    years: int = signed.values["date_start"].year - begins.values["date_start"].year
    return years > 1 or years < -2


def term_years(text: str) -> float | None:
    """The length of a term told in words, in years: "fyraårigt avtal", "gäller i fem år"."""
    match = _TERM.search(text)
    if not match or not _TERM_CONTEXT.search(text[max(0, match.start() - 60) : match.end() + 60]):
        return None
    n = (match["n"] or match["en"]).lower()
    return float(int(n) if n.isdigit() else _NUMBERS[n])


def better_kind(a: str, b: str) -> str:
    return min(a, b, key=KIND_ORDER.index)


__all__ = ["SLOTS", "Agreement", "apart", "better_kind", "is_of_its_own", "mark_replaced", "merged", "term_years", "told_by_place"]
