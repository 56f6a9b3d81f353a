"""Agreements and relations told of: with whom, of what kind, signed when, for what term, and how they stand."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extractors.agreement_context import heading_places, kind_before, kind_over_list, of_another
from extractors.agreement_relative import relative_ends
from extractors.agreement_status import status_of
from extractors.agreement_terms import SLOTS, Agreement, apart, better_kind, is_of_its_own, mark_replaced, merged, term_years, told_by_place
from extractors.core import Fact, facts_of
from extractors.fate_words import decided_in_clause
from extractors.fates import dates_until, ends_now
from extractors.relation_words import agreement_noun, words
from extractors.relations import Relations, Sentence, kind_of, relations_of
from extractors.standing import proposed_relations, resolved_relations, standing_relations

# "Avtalet gäller ...", "§ 2 Avtalet ...", "Det gäller ..." go on about the agreement before; "Det nuvarande avtalet" does not.
_CONTINUES = re.compile(
    r"(?:\W*(?:§|\d|Artikel\s|Article\s)[\s\d.):]*)?"
    r"(?:(?:Det|Den)(?! (?:nu|gällande|nya|senaste|första|andra|tidigare|förra|nästa|ursprungliga))|Detta|Avtalet|Avtalstiden"
    r"|Även detta avtal|Överenskommelsen|Avsiktsförklaringen|Partnerskapet|This (?:agreement|memorandum)|Samförståndsavtalet"
    r"|Samarbetsavtalet|Vänortsavtalet)\b"
)
_PROLONGS = re.compile(r"(?<!inte )(?<!ej )(?<!utan )(?<!ingen )\b(?:förläng|förny)\w*+(?! (?:inte|ej)\b)", re.IGNORECASE)
_REPLACES = re.compile(r"\b(?:förny|förläng|ersat|ersätt|avlös|revider|omförhandla|uppdatera)\w*", re.IGNORECASE)
_PROPOSED = re.compile(
    r"\b(?:förslag\w*|föreslå\w*|föreslagn\w*|planera\w*|utkast\w*|bifogad\w*|bilag\w*"
    r"|kan börja|skulle|avses|avsett|nytt avtal|ny överenskommelse|infogas)\b",
    re.IGNORECASE,
)
_MADE = re.compile(r"\b(?:har|hade)\b[^.;]{0,90}\b(?:träffats|tecknats|ingåtts|slutits|undertecknats)\b", re.IGNORECASE)
_DRAFT = re.compile(r"\b(?:förslag|föreslå|föreslag|utkast)\w*", re.IGNORECASE)
# What is to come in the place of the agreement told of is another.
_INSTEAD = re.compile(r"\butan (?:i stället|istället)\b.*", re.IGNORECASE | re.DOTALL)
# Years within which the beginnings of a cooperation are those of the agreement it led to.
PRELUDE = 2
# Zones that tell nothing of agreements' terms.
_SILENT = ("documents", "recipients", "statement", "reservation", "vote")


class AgreementReader:
    """Pieces the agreements of a document together."""

    def __init__(self, doc: Doc, context: Relations) -> None:
        self.doc = doc
        self.context = context
        self.decisions = facts_of(doc, "decisions")
        # Cases in which the meeting takes a decision of its own.
        self.settled = {d.case for d in self.decisions if d.values["stage"] in ("decided", "recommended")}
        self.headings = heading_places(self.context)
        meta = context.structure.metadata
        self.today: dt.date | None = meta.document_date or meta.meeting_date or self._latest_date()
        self.dates = sorted([*self._dates(), *relative_ends(context, self.today)], key=lambda f: f.start)
        self.starts = [f.start for f in self.dates]

    def _dates(self) -> Iterator[Fact]:
        """The dates of agreements, each a day, month, season or year."""
        for fact in facts_of(self.doc, "dates"):
            if fact.values["precision"] == "range":
                continue
            if fact.values["role"] in SLOTS:
                if not (fact.values["role"] == "agreement_end" and self._only_proposed_end(fact)):
                    yield fact
            elif fact.values["role"] == "decision" and self._makes_twin(fact):
                yield replace(fact, values={**fact.values, "role": "agreement_start"})

    def _only_proposed_end(self, fact: Fact) -> bool:
        """Is a day that of an end by an act that nobody has decided on yet: "föreslår att avtalet sägs upp per den 30 juni"?"""
        return any(
            d.start <= fact.start < d.end
            and d.values["action"] == "terminate"
            and d.values["stage"] in ("proposed", "recommended")
            and ends_now(d.values["text"])
            for d in facts_of(self.doc, "decisions")
        )

    def _makes_twin(self, fact: Fact) -> bool:
        """Is a day that on which a twin town was decided on: "Fullmäktige beslutade 1978-04-24 att Kotka skulle bli vänort"?"""
        sentence = self.context.sentence_at(fact.start)
        return sentence is not None and words("made_twin").match(self.context.text, fact.end, sentence.end) is not None

    def _latest_date(self) -> dt.date | None:
        roles: tuple[str, ...] = ("decision", "received", "document", "meeting")
        if self.context.structure.metadata.document_type == "agreement":
            roles = (*roles, "agreement_signed")
        told = [f.values["date_start"] for f in facts_of(self.doc, "dates") if f.values["role"] in roles and f.values["precision"] == "day"]
        return max(told, default=None)

    def read(self) -> list[Agreement]:
        found: dict[tuple[int | None, str], list[Agreement]] = {}
        current: dict[tuple[int | None, str], Agreement] = {}
        parts: dict[tuple[int, str], Agreement] = {}
        terms: dict[tuple[int, str], float] = {}
        for sentence in self.context.sentences:
            if (
                not sentence.counterparts
                or sentence.zone in _SILENT
                or self._demanded(sentence)
                or self._only_others(sentence)
                or of_another(self.context, sentence, self.headings)
            ):
                continue
            told = self._told(sentence)
            if not told:
                self._term_alone(sentence, current, terms)
                continue
            own = self._in_agreement(sentence)
            for name, facts in self._known_by_year(sentence, told_by_place(sentence, told), found):
                key = (sentence.case, name)
                of_text = [f for f in facts if own and not self._of_relation_before(f, sentence)]
                if of_text:
                    agreement = parts.get((sentence.part, name)) or self._new(sentence, name, found)
                    parts[sentence.part, name] = agreement
                    for fact in of_text:
                        self._fill(agreement, fact, sentence)
                if len(of_text) < len(facts):
                    current[key] = self._tell(sentence, name, [f for f in facts if f not in of_text], found, current.get(key))
        for of_part, agreement in parts.items():
            agreement.term_years = agreement.term_years or terms.get(of_part)
        told_of: list[Agreement] = []
        for tellings in found.values():
            of_place = self._without_preludes(merged(tellings))
            mark_replaced(of_place)
            told_of += of_place
        told_of += self._prolonged(told_of)
        return told_of + self._undated(told_of)

    def _told(self, sentence: Sentence) -> list[Fact]:
        """The dates of agreements that a sentence tells."""
        first = bisect_left(self.starts, sentence.start)
        return self.dates[first : bisect_left(self.starts, sentence.end)]

    def _demanded(self, sentence: Sentence) -> bool:
        """Does a sentence tell what a member demands at a meeting that takes a decision of its own?"""
        return sentence.zone == "motions_at_meeting" and sentence.case in self.settled

    @staticmethod
    def _known_by_year(
        sentence: Sentence, told: list[tuple[str, list[Fact]]], found: dict[tuple[int | None, str], list[Agreement]]
    ) -> list[tuple[str, list[Fact]]]:
        """Of several counterparts that a sentence goes on about without a name, those told of with its year before: "Vänorter är Brest
        sedan 1996 och Tartu sedan 1999. Det första avtalet undertecknades den 14 september 1996."."""
        if len(told) < 2 or any(p.kind != "country" for p in sentence.places):
            return told
        years = {fact.values["date_start"].year for _, facts in told for fact in facts}
        known = [(n, facts) for n, facts in told if any(a.start_year in years for a in found.get((sentence.case, n), []))]
        return known or told

    @staticmethod
    def _without_preludes(agreements: list[Agreement]) -> list[Agreement]:
        """The beginnings of a cooperation are none of their own where an agreement was made soon after."""
        firm = [a.start_year for a in agreements if a.start_year and any(agreement_noun().search(s.text) for s in a.sources)]
        return [
            a
            for a in agreements
            if a.start_year is None
            or any(agreement_noun().search(s.text) for s in a.sources)
            or not any(0 <= year - a.start_year <= PRELUDE for year in firm)
        ]

    def _prolonged(self, told_of: list[Agreement]) -> list[Agreement]:
        """The prolongations that clauses name by their last day alone: "förlänga samarbetet med X till och med 2017"."""
        found: list[Agreement] = []
        for clause in self.decisions:
            until = dates_until(clause.values["text"]) if clause.values["action"] == "renew" else []
            sentence = self.context.sentence_at(clause.start)
            if not until or sentence is None or self._demanded(sentence):
                continue
            last = until[-1]
            for name in sentence.counterparts:
                of_place = [a for a in [*told_of, *found] if a.counterpart == name and a.case == clause.case]
                if any(a.end_year == last.date_end.year for a in of_place):
                    continue
                kind = kind_of(clause.values["text"])
                if kind in (None, "other"):
                    kind = next((a.kind for a in reversed(of_place)), kind)
                values = {"date_start": last.date_start, "date_end": last.date_end, "precision": last.precision}
                ends = Fact("dates", clause.start, clause.end, "agreements:prolonged", 0.8, values, clause.case)
                found.append(
                    Agreement(name, clause.case, clause.start, clause.end, kind or "other", ends=ends, proposed=True, sources=[sentence])
                )
        return found

    def _undated(self, told_of: list[Agreement]) -> list[Agreement]:
        """The relations told of without any year, where the paper tells nothing of the counterpart with one; one that is to be made counts
        also where all that is told with a year is over and of another kind."""
        dated = {a.counterpart for a in told_of}
        going = {
            a.counterpart
            for a in told_of
            if a.kind != "letter_of_intent" and status_of(a, self.context, self.decisions, self.today) not in ("expired", "ended")
        }
        kinds = {(a.counterpart, a.kind) for a in told_of}
        found: dict[tuple[int | None, str], Agreement] = {}
        standing = [(*told, False) for told in standing_relations(self.context, self.decisions)]
        proposed = [*proposed_relations(self.context, self.decisions), *resolved_relations(self.context, self.decisions)]
        for sentence, name, kind, new in [*standing, *((*told, True) for told in proposed)]:
            over = new and name not in going and (name, kind) not in kinds
            if (name in dated and not over) or (new and any(known == name for _, known in found)):
                continue
            held = found.setdefault(
                (sentence.case, name), Agreement(name, sentence.case, sentence.start, sentence.end, kind, proposed=new, sources=[sentence])
            )
            held.kind = better_kind(held.kind, kind)
            if new:
                held.term_years = held.term_years or term_years(sentence.text)
        return list(found.values())

    def _term_alone(
        self, sentence: Sentence, current: dict[tuple[int | None, str], Agreement], terms: dict[tuple[int, str], float]
    ) -> None:
        """Notes a term that a sentence tells without dates, of the agreement at hand: "Avtalet gäller i tre år"."""
        years = term_years(sentence.text) if _CONTINUES.match(sentence.text) else None
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
        """Does a sentence of an agreement tell of itself, and not of the one that it replaces?"""
        if words("earlier_instrument").search(sentence.text):
            return False
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
            slot = SLOTS[fact.values["role"]]
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
        if is_of_its_own(sentence, current.sources):
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
        if other is not None and apart(*((fact, other) if slot == "signed" else (other, fact))):
            return True
        return agreement.end_year is not None and slot == "signed" and fact.values["date_start"].year > agreement.end_year

    def _fill(self, agreement: Agreement, fact: Fact, sentence: Sentence) -> None:
        slot = SLOTS[fact.values["role"]]
        held: Fact | None = getattr(agreement, slot)
        if held is None or (held.values["precision"] != "day" and fact.values["precision"] == "day"):
            setattr(agreement, slot, fact)
        if sentence not in agreement.sources:
            agreement.sources.append(sentence)
        agreement.kind = better_kind(agreement.kind, self._kind(sentence, fact))
        agreement.term_years = agreement.term_years or term_years(sentence.text)
        proposal = (sentence.zone in ("proposal", "decision") or bool(_PROPOSED.search(sentence.text))) and not self._makes_twin(fact)
        # "har ett nytt samarbetsavtal träffats" tells of one that is made.
        proposal = proposal and not (sentence.zone == "text" and _MADE.search(sentence.text) and not _DRAFT.search(sentence.text))
        # "avtalet förlängs inte när det löper ut 2022" tells the end of the one that runs.
        proposal = proposal and not (slot == "ends" and decided_in_clause(sentence.text) == "ended")
        agreement.prolongs = agreement.prolongs or (
            slot == "ends" and sentence.zone in ("proposal", "decision") and bool(_PROLONGS.search(sentence.text))
        )
        agreement.proposed = agreement.proposed or (proposal and slot != "ends") or (proposal and agreement.start_year is None)

    def _kind(self, sentence: Sentence, fact: Fact) -> str:
        """The kind by the nearest telling noun: in the sentence, else in the paper's or matter's title."""
        kind = kind_of(_INSTEAD.sub("", sentence.text)) or kind_over_list(self.context, sentence)
        if kind in (None, "other") and (_CONTINUES.match(sentence.text) or words("draft").match(sentence.text)):
            kind = kind_before(self.context, sentence) or kind
        if kind in (None, "other") or kind == "cooperation":
            part = self.context.structure.parts[sentence.part]
            case = next((c for c in self.context.structure.cases if c.ordinal == sentence.case), None)
            titled = kind_of(part.title or "") if part.document_type == "agreement" else None
            kind = titled or (kind if kind == "cooperation" else None) or (kind_of(case.title or "") if case else None) or kind
        return kind or "other"

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
                "status": status_of(agreement, self.context, self.decisions, self.today),
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


@Language.component("agreements")
def agreements(doc: Doc) -> Doc:
    """Adds an ``agreements`` fact for each agreement or relation that a matter tells of."""
    context = relations_of(doc)
    if context.counterparts:
        doc._.facts.extend(AgreementReader(doc, context).facts())
    return doc
