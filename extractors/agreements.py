"""Agreements and relations told of: with whom, of what kind, signed when, for what term, and how they stand."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extractors.core import Fact, facts_of
from extractors.relations import Relations, Sentence, kind_of, relations_of

# "Avtalet gäller ...", "§ 2 Avtalet ...", "Det gäller ..." go on about the agreement before; "Det nuvarande avtalet" does not.
_CONTINUES = re.compile(
    r"(?:\W*(?:§|\d)[\s\d.)]*)?"
    r"(?:(?:Det|Den)(?! (?:nu|gällande|nya|senaste|första|andra|tidigare|förra|nästa|ursprungliga))|Detta|Avtalet|Avtalstiden"
    r"|Även detta avtal|Överenskommelsen|Avsiktsförklaringen|Partnerskapet|This (?:agreement|memorandum)|Samförståndsavtalet"
    r"|Samarbetsavtalet|Vänortsavtalet)\b"
)
_PROLONGS = re.compile(r"(?<!inte )(?<!ej )\b(?:förläng|förny)\w*", re.IGNORECASE)
_REPLACES = re.compile(r"\b(?:förny|förläng|ersat|ersätt|avlös)\w*", re.IGNORECASE)
_PROPOSED = re.compile(
    r"\b(?:förslag\w*|föreslå\w*|föreslagn\w*|planera\w*|bifogad\w*|bilag\w*"
    r"|kan börja|skulle|avses|avsett|nytt avtal|ny överenskommelse|infogas)\b",
    re.IGNORECASE,
)
_NUMBERS = {"två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "tio": 10, "ett": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_TERM = re.compile(
    r"\b(?P<n>\d{1,2}|ett|två|tre|fyra|fem|sex|tio)(?:-?årigt?\b|\s+år(?:s)?\b)|\b(?P<en>one|two|three|four|five)(?: \(\d\))? years?\b",
    re.IGNORECASE,
)
_TERM_CONTEXT = re.compile(
    r"(?:avtal|överenskommelse|avsiktsförklaring|partnerskap|period|\bgäll|\blöp|\bvalid|\bterm\b)\w*", re.IGNORECASE
)
# Zones that tell nothing of agreements' terms.
_SILENT = ("documents", "recipients", "statement", "reservation", "vote")


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
    def start_year(self) -> int | None:
        first = self.begins or self.signed
        return first.values["date_start"].year if first else None

    @property
    def end_year(self) -> int | None:
        return self.ends.values["date_end"].year if self.ends else None


_SLOTS = {"agreement_signed": "signed", "agreement_start": "begins", "agreement_end": "ends"}
_KIND_ORDER = ("memorandum", "letter_of_intent", "twin_town", "sister_city", "partnership", "cooperation", "other")


class AgreementReader:
    """Pieces the agreements of a document together."""

    def __init__(self, doc: Doc, context: Relations) -> None:
        self.doc = doc
        self.context = context
        self.dates = sorted((f for f in facts_of(doc, "dates") if f.values["role"] in _SLOTS), key=lambda f: f.start)
        self.starts = [f.start for f in self.dates]
        meta = context.structure.metadata
        self.today: dt.date | None = meta.document_date or meta.meeting_date or self._latest_date()

    def _latest_date(self) -> dt.date | None:
        told = [
            f.values["date_start"]
            for f in facts_of(self.doc, "dates")
            if f.values["role"] in ("decision", "received", "document", "meeting") and f.values["precision"] == "day"
        ]
        return max(told, default=None)

    def read(self) -> list[Agreement]:
        found: dict[tuple[int | None, str], list[Agreement]] = {}
        current: dict[tuple[int | None, str], Agreement] = {}
        parts: dict[tuple[int, str], Agreement] = {}
        terms: dict[tuple[int, str], float] = {}
        for sentence in self.context.sentences:
            if not sentence.counterparts or sentence.zone in _SILENT or self._only_others(sentence):
                continue
            first = bisect_left(self.starts, sentence.start)
            told = [f for f in self.dates[first : bisect_left(self.starts, sentence.end)] if not self._of_relation_before(f, sentence)]
            if not told:
                self._term_alone(sentence, current, terms)
                continue
            for name in sentence.counterparts:
                key = (sentence.case, name)
                if self._in_agreement(sentence):
                    agreement = parts.get((sentence.part, name)) or self._new(sentence, name, found)
                    parts[sentence.part, name] = agreement
                    for fact in told:
                        self._fill(agreement, fact, sentence)
                else:
                    current[key] = self._tell(sentence, name, told, found, current.get(key))
        for of_part, agreement in parts.items():
            agreement.term_years = agreement.term_years or terms.get(of_part)
        return [a for key in found for a in self._merged(found[key])]

    def _term_alone(
        self, sentence: Sentence, current: dict[tuple[int | None, str], Agreement], terms: dict[tuple[int, str], float]
    ) -> None:
        """Notes a term that a sentence tells without dates, of the agreement at hand: "Avtalet gäller i tre år"."""
        years = _term(sentence.text) if _CONTINUES.match(sentence.text) else None
        if years is None:
            return
        for name in sentence.counterparts:
            agreement = current.get((sentence.case, name))
            if self._in_agreement(sentence):
                terms.setdefault((sentence.part, name), years)
            elif agreement is not None and agreement.ends is None and agreement.sources[-1].block == sentence.block:
                agreement.term_years = agreement.term_years or years

    def _of_relation_before(self, fact: Fact, sentence: Sentence) -> bool:
        """An agreement that says since when there has been a relation does not tell its own term by it."""
        return self._in_agreement(sentence) and bool(
            re.search(r"(?i)\b(?:sedan|sen)(?: år)?\s*$", self.context.text[sentence.start : fact.start])
        )

    def _in_agreement(self, sentence: Sentence) -> bool:
        return self.context.structure.parts[sentence.part].document_type == "agreement"

    @staticmethod
    def _only_others(sentence: Sentence) -> bool:
        return sentence.others and not any(p.name in sentence.counterparts for p in sentence.places)

    def _new(self, sentence: Sentence, name: str, found: dict[tuple[int | None, str], list[Agreement]]) -> Agreement:
        agreement = Agreement(name, sentence.case, sentence.start, sentence.end)
        found.setdefault((sentence.case, name), []).append(agreement)
        return agreement

    def _tell(
        self,
        sentence: Sentence,
        name: str,
        told: list[Fact],
        found: dict[tuple[int | None, str], list[Agreement]],
        current: Agreement | None,
    ) -> Agreement:
        """Adds what a sentence tells to the agreement at hand, or opens a new one."""
        agreement = current if current is not None and self._goes_on(sentence, told, current) else None
        for fact in told:
            slot = _SLOTS[fact.values["role"]]
            if agreement is None or self._clashes(agreement, slot, fact):
                before = agreement or current
                agreement = self._new(sentence, name, found)
                self._succeed(before, agreement, fact, sentence)
            self._fill(agreement, fact, sentence)
        assert agreement is not None
        return agreement

    def _succeed(self, before: Agreement | None, agreement: Agreement, fact: Fact, sentence: Sentence) -> None:
        """An agreement told of as "avtalet" is of the kind of the one before; one that "förnyades" is replaced."""
        if before is None or not before.sources or before.sources[-1].block != sentence.block:
            return
        if kind_of(sentence.text) == "other" and _CONTINUES.match(sentence.text):
            agreement.kind = before.kind
        around = self.context.text[max(sentence.start, fact.start - 30) : fact.start]
        before.replaced = before.replaced or (fact.values["role"] == "agreement_signed" and bool(_REPLACES.search(around)))

    @staticmethod
    def _goes_on(sentence: Sentence, told: list[Fact], current: Agreement) -> bool:
        last = current.sources[-1] if current.sources else None
        if last is None or sentence.block != last.block:
            return False
        return bool(_CONTINUES.match(sentence.text)) or (current.ends is None and all(f.values["role"] == "agreement_end" for f in told))

    @staticmethod
    def _clashes(agreement: Agreement, slot: str, fact: Fact) -> bool:
        held: Fact | None = getattr(agreement, slot)
        if held is not None:
            return bool(held.values["date_start"].year != fact.values["date_start"].year)
        if slot == "ends":
            return agreement.start_year is not None and fact.values["date_end"].year < agreement.start_year
        other = agreement.begins if slot == "signed" else agreement.signed
        if other is not None and _apart(*((fact, other) if slot == "signed" else (other, fact))):
            return True
        return agreement.end_year is not None and slot == "signed" and fact.values["date_start"].year > agreement.end_year

    def _fill(self, agreement: Agreement, fact: Fact, sentence: Sentence) -> None:
        slot = _SLOTS[fact.values["role"]]
        held: Fact | None = getattr(agreement, slot)
        if held is None or (held.values["precision"] != "day" and fact.values["precision"] == "day"):
            setattr(agreement, slot, fact)
        if sentence not in agreement.sources:
            agreement.sources.append(sentence)
        agreement.kind = _better_kind(agreement.kind, self._kind(sentence, fact))
        agreement.term_years = agreement.term_years or _term(sentence.text)
        proposal = sentence.zone in ("proposal", "decision") or bool(_PROPOSED.search(sentence.text))
        agreement.prolongs = agreement.prolongs or (
            slot == "ends" and sentence.zone in ("proposal", "decision") and bool(_PROLONGS.search(sentence.text))
        )
        agreement.proposed = agreement.proposed or (proposal and slot != "ends") or (proposal and agreement.start_year is None)

    def _kind(self, sentence: Sentence, fact: Fact) -> str:
        """The kind by the nearest telling noun: in the sentence, else in the paper's or matter's title."""
        kind = kind_of(sentence.text)
        if kind in (None, "other") or kind == "cooperation":
            part = self.context.structure.parts[sentence.part]
            case = next((c for c in self.context.structure.cases if c.ordinal == sentence.case), None)
            titled = kind_of(part.title or "") if part.document_type == "agreement" else None
            kind = titled or (kind if kind == "cooperation" else None) or (kind_of(case.title or "") if case else None) or kind
        return kind or "other"

    def _merged(self, agreements: list[Agreement]) -> list[Agreement]:
        """One row for an agreement told of several times: the same years, or one half of them."""
        kept: list[Agreement] = []
        for agreement in sorted(agreements, key=lambda a: (a.start_year is None, a.end_year is None, a.start)):
            twins = [k for k in kept if self._same(k, agreement)]
            # An end told alone is of the agreement that ends then, or of the last one begun.
            twin = max(twins, key=lambda k: (k.end_year == agreement.end_year, k.start_year or 0), default=None)
            if twin is None:
                kept.append(agreement)
                continue
            for slot in ("signed", "begins", "ends"):
                held, other = getattr(twin, slot), getattr(agreement, slot)
                if held is None or (other is not None and held.values["precision"] != "day" and other.values["precision"] == "day"):
                    setattr(twin, slot, other)
            twin.kind = _better_kind(twin.kind, agreement.kind)
            twin.term_years = twin.term_years or agreement.term_years
            twin.proposed = twin.proposed or agreement.proposed
            twin.replaced = twin.replaced or agreement.replaced
        return kept

    @staticmethod
    def _same(a: Agreement, b: Agreement) -> bool:
        if b.prolongs and b.start_year is None:
            return a.end_year == b.end_year
        if b.start_year is None:
            return a.end_year == b.end_year or (
                a.end_year is None and a.start_year is not None and b.end_year is not None and a.start_year <= b.end_year
            )
        return a.start_year == b.start_year and (a.end_year == b.end_year or a.end_year is None or b.end_year is None)

    def facts(self) -> Iterator[Fact]:
        meta = self.context.structure.metadata
        for agreement in self.read():
            place = self.context.counterparts[agreement.case][agreement.counterpart]
            values: dict[str, Any] = {
                "municipality_code": meta.municipality_code,
                "municipality": meta.municipality,
                "counterpart": agreement.counterpart,
                "counterpart_country": place.country or None,
                "kind": agreement.kind,
            }
            for slot, column, side in (
                ("signed", "signed_on", "date_start"),
                ("begins", "valid_from", "date_start"),
                ("ends", "valid_to", "date_end"),
            ):
                fact: Fact | None = getattr(agreement, slot)
                values[column] = fact.values[side] if fact else None
                values[f"{column}_precision"] = fact.values["precision"] if fact else None
            values |= {
                "start_year": agreement.start_year,
                "end_year": agreement.end_year,
                "term_years": self._years(agreement),
                "status": self._status(agreement),
            }
            yield Fact("agreements", agreement.start, agreement.end, "agreements", self._confidence(agreement), values, agreement.case)

    @staticmethod
    def _years(agreement: Agreement) -> float | None:
        if agreement.term_years is not None:
            return agreement.term_years
        if agreement.begins and agreement.ends:
            days: int = (agreement.ends.values["date_end"] - agreement.begins.values["date_start"]).days
            return round(days / 365.25, 1)
        return None

    @staticmethod
    def _confidence(agreement: Agreement) -> float:
        sure = 0.85 if agreement.start_year and (agreement.end_year or agreement.signed) else 0.8 if agreement.start_year else 0.65
        return min([sure, *(f.confidence for f in (agreement.signed, agreement.begins, agreement.ends) if f)])

    def _status(self, agreement: Agreement) -> str:
        """As of the paper's date: proposed until decided and begun, expired after its last day, else in force."""
        begins = (agreement.begins or agreement.signed).values["date_start"] if agreement.begins or agreement.signed else None  # type: ignore[union-attr]
        ends = agreement.ends.values["date_end"] if agreement.ends else None
        if ends is None and agreement.replaced:
            return "expired"
        decided = self._decided(agreement)
        if decided == "terminate" and (ends is None or self.today is None or ends >= self.today):
            return "ended"
        if agreement.proposed and (
            agreement.signed is None or (self.today is not None and agreement.signed.values["date_start"] > self.today)
        ):
            begun = begins is not None and self.today is not None and begins <= self.today
            return "in_force" if decided in ("enter", "renew", "approve") and begun else "proposed"
        if begins is not None and self.today is not None and begins > self.today:
            return "proposed"
        if self.today is None:
            return "unknown" if ends else "in_force"
        if ends is not None and ends < self.today:
            return "expired"
        return "in_force"

    def _decided(self, agreement: Agreement) -> str | None:
        """The action that the matter decided on this counterpart, if any."""
        actions: list[str] = []
        for fact in facts_of(self.doc, "decisions"):
            if (
                fact.case == agreement.case
                and fact.values["stage"] == "decided"
                and fact.values["action"] in ("enter", "renew", "terminate", "approve")
            ):
                sentence = self.context.sentence_at(fact.start)
                if sentence is None or agreement.counterpart in sentence.counterparts:
                    actions.append(str(fact.values["action"]))
        return "terminate" if "terminate" in actions else next(iter(actions), None)


def _apart(signed: Fact, begins: Fact) -> bool:
    """Are a signing and a beginning those of two agreements: the one long after or before the other?"""
    years: int = signed.values["date_start"].year - begins.values["date_start"].year
    return years > 1 or years < -2


def _term(text: str) -> float | None:
    """The length of a term told in words, in years: "fyraårigt avtal", "gäller i fem år"."""
    match = _TERM.search(text)
    if not match or not _TERM_CONTEXT.search(text[max(0, match.start() - 60) : match.end() + 60]):
        return None
    n = (match["n"] or match["en"]).lower()
    return float(int(n) if n.isdigit() else _NUMBERS[n])


def _better_kind(a: str, b: str) -> str:
    return min(a, b, key=_KIND_ORDER.index)


@Language.component("agreements")
def agreements(doc: Doc) -> Doc:
    """Adds an ``agreements`` fact for each agreement or relation that a matter tells of."""
    context = relations_of(doc)
    if context.counterparts:
        doc._.facts.extend(AgreementReader(doc, context).facts())
    return doc
