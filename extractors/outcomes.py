"""The fate of each partnership in a matter: established, renewed, continued, paused, ended, declined or under review."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from extractors.calendar import find_dates
from extractors.core import Case, Fact, facts_of
from extractors.effective import effective_days
from extractors.fate_words import Phrase, decided_in_clause, words
from extractors.fates import (
    RANK,
    FateReader,
    Verdict,
    demands_refused,
    follows_a_proposal,
    is_interpellation,
    is_motion,
    retells_a_demand,
    settles_a_motion,
    speaks_of_matter,
    told_in,
)
from extractors.nth_demand import settled_demand
from extractors.position_papers import laid_aside, stage_of, stated
from extractors.reasons import ReasonReader
from extractors.relations import Relations, Sentence, relations_of

# Fates that are news only for a time, in days.
_BEGINNINGS = ("established", "renewed")
RECENT = 366
# A petition, and a heading that names no place
PETITIONS = ("motion", "citizen_proposal")
# "Malmö och Brest ska vara vänorter": both are named
_PAIR = re.compile(r"\b[^\W\da-zåäö_]\w+ och [^\W\da-zåäö_]\w+ (?:ska|skall) (?:bli|vara)\b")
_HEADING = re.compile(r"[^.!?:;]{3,60}")
_STAGES = {"decided": 3, "recommended": 2, "proposed": 1}
# Actions that settle a fate outrank those that only look into it.
_WEIGHT = dict.fromkeys(("enter", "renew", "terminate", "pause", "reject", "approve", "answered"), 3)
_WEIGHT |= {"table": 2, "refer_back": 2, "follow_up": 1, "instruct": 1}
# Actions on the matter at hand, whether the clause names it or not.
_OF_MATTER = ("answered", "table", "refer_back", "renew", "terminate", "pause", "enter")
# How far into an agreement its opening reaches, in characters.
OPENING = 1600
# Papers that tell of decisions taken elsewhere.
_TELLING = ("report", "consultation_response", "interpellation", "correspondence", "policy", "other")


class OutcomeReader:
    """Reads the outcomes of one document."""

    def __init__(self, doc: Doc, context: Relations) -> None:
        self.doc = doc
        self.context = context
        self.meta = context.structure.metadata
        self.decisions = facts_of(doc, "decisions")
        self.agreements = facts_of(doc, "agreements")
        self.fates = FateReader(context, self.decisions, self.agreements)
        self.reasons = ReasonReader(context, self.decisions)
        self.titled: dict[int | None, list[str]] = {}
        self.asked: dict[int | None, list[str]] = {}

    def facts(self) -> Iterator[Fact]:
        for case in self.context.structure.cases:
            known = self.context.counterparts.get(case.ordinal, {})
            if not known:
                continue
            clauses = [d for d in self.decisions if d.case == case.ordinal]
            verdicts = demands_refused(self._verdicts(case, set(known), clauses), clauses, self.context)
            fates = {name: verdict.outcome for name, verdict in verdicts.items()}
            for name, verdict in sorted(verdicts.items()):
                yield self._fact(case, name, verdict, fates)
            if not verdicts:
                yield from self._without_clause(case, set(known))
            else:
                yield from self._reported(case, self._noted(clauses) & known.keys() - verdicts.keys())

    def _verdicts(self, case: Case, known: set[str], clauses: list[Fact]) -> dict[str, Verdict]:
        best: dict[str, Verdict] = {}
        settled = any(settles_a_motion(d) for d in clauses)
        for clause in clauses:
            if settled and self._retold(clause):
                continue
            counted = dict(settled_demand(clause, clauses, self.context, self.fates))
            explicit, names = (True, list(counted)) if counted else self._concerns(clause, case, known)
            for name in names:
                outcome = counted.get(name) or self.fates.outcome(clause, name, case)
                if outcome is None:
                    continue
                weight = (
                    _STAGES[clause.values["stage"]],
                    int(self._own_proposal(clause, case)),
                    _WEIGHT.get(clause.values["action"], 0) + explicit,
                )
                told = clause
                if (
                    clause.values["action"] == "answered"
                    and (weight[0] < _STAGES["decided"] or is_interpellation(case))
                    and self.fates.is_decided_before(outcome, name, case)
                ):
                    told = replace(clause, values={**clause.values, "stage": "reported"})
                verdict = Verdict(outcome, told, weight, explicit)
                if name not in best or verdict.weight > best[name].weight:
                    best[name] = verdict
        adopting = next((d for d in clauses if follows_a_proposal(d)), None)
        return best if adopting is None else {name: self._adopted(verdict, adopting) for name, verdict in best.items()}

    @staticmethod
    def _adopted(verdict: Verdict, adopting: Fact) -> Verdict:
        """What was proposed is decided where the body decides as proposed."""
        if verdict.clause.values["stage"] == "decided" or not verdict.clause.extractor.endswith("listed"):
            return verdict
        values = {**verdict.clause.values, "stage": "decided", "body": adopting.values["body"]}
        return replace(verdict, clause=replace(verdict.clause, values=values))

    def _concerns(self, clause: Fact, case: Case, known: set[str]) -> tuple[bool, list[str]]:
        """The counterparts a clause is about: those it names, else the matter's own where it speaks of the matter."""
        touched = self.context.sentences_in(clause.start, clause.end)
        named = [name for name in self.context.named_in(clause.start, clause.end) if name in known]
        if named:
            return True, list(dict.fromkeys(named))
        text = clause.values["text"]
        if not speaks_of_matter(text) and clause.values["action"] not in _OF_MATTER:
            return False, []
        main = self.context.main_counterpart(case.ordinal)
        titled = self._titled(case, known)
        if clause.values["action"] in ("approve", "reject", "answered", "table", "refer_back") and not re.search(
            r"(?i)\bbudget|\btaxa|\bkostnad|\bprotokoll", text
        ):
            # What answers a motion on all relations tells the fate of each that the answer speaks of.
            of_all = sorted(known) if clause.values["action"] == "answered" else []
            return False, titled or ([main] if main else of_all or self._asked(clause, case, known))
        if main is None and clause.extractor.endswith("running_text") and len(touched) == 1 and len(touched[0].counterparts) == 1:
            # "Jag tänker föreslå att det inte förlängs": what the paragraph is about
            return False, [n for n in touched[0].counterparts if n in known]
        return False, [main] if main and speaks_of_matter(text) else []

    def _asked(self, clause: Fact, case: Case, known: set[str]) -> list[str]:
        """The counterparts that the demand of a motion names, as the answer retells it before it settles the motion."""
        if not settles_a_motion(clause):
            return []
        if case.ordinal not in self.asked:
            petition = self.context.structure.parts[case.part].document_type in PETITIONS
            proposed = [d for d in self.decisions if d.case == case.ordinal and d.values["stage"] == "proposed"]
            retold = [d for d in proposed if self._retold(d) or (petition and not settles_a_motion(d))]
            places = [p for d in retold for s in self.context.sentences_in(d.start, d.end) for p in s.places if d.start <= p.start < d.end]
            self.asked[case.ordinal] = sorted({p.name for p in places} & known)
        return self.asked[case.ordinal]

    def _titled(self, case: Case, known: set[str]) -> list[str]:
        """The counterparts that the matter's heading names."""
        start, end = case.heading
        mentions = self.context.counterparts[case.ordinal]
        if case.ordinal not in self.titled:
            self.titled[case.ordinal] = [n for n in sorted(mentions) if any(start <= m.start < end for m in mentions[n].mentions)]
        return [n for n in self.titled[case.ordinal] if n in known]

    def _own_proposal(self, clause: Fact, case: Case) -> bool:
        """Is the clause the paper's own, and not a motion's demand retold or attached?"""
        part = self.context.structure.part_at(clause.start)
        if self.context.structure.parts[case.part].document_type in PETITIONS:
            # The answer that follows a petition in one file settles it.
            return settles_a_motion(clause)
        own_part = part is not None and part.index == case.part
        zone = self.context.structure.zone_at(clause.start)
        answer = self.context.structure.parts[case.part].document_type in ("motion_response", "citizen_proposal")
        about_motion = re.search(r"(?i)\b(?:motionens?|medborgarförslagets?)\b", clause.values["text"]) is not None
        return own_part and zone is not None and clause.extractor.endswith("listed") and (not answer or about_motion)

    def _retold(self, clause: Fact) -> bool:
        """Is the clause a demand retold in running text?"""
        sentence = self.context.sentence_at(clause.start)
        block = self.context.structure.blocks[sentence.block] if sentence is not None else None
        told = sentence is not None and (retells_a_demand(sentence.text) or (block is not None and block.kind == "item"))
        return told and not clause.extractor.endswith("listed") and not settles_a_motion(clause)

    def _without_clause(self, case: Case, known: set[str]) -> Iterator[Fact]:
        """Papers without a clause on the relation: a position paper keeps it, an agreement makes it."""
        part = self.context.structure.parts[case.part]
        titled = self._titled(case, known)
        main = self.context.main_counterpart(case.ordinal)
        names = titled or ([main] if main else [])
        outcome = None
        if self._of_motion(part.document_type, case):
            yield from self._demanded(case, names)
            return
        if part.document_type == "position_paper" and not names:
            names = sorted(n for n in known if self.fates.has_agreement(n, case) and not laid_aside(n, case, self.context))
        if part.document_type == "position_paper":
            outcome = "continued"
            own = stated(case, known, self.context, self.fates)
            for name, verdict in sorted(own.items()):
                yield self._fact(case, name, verdict, {n: v.outcome for n, v in own.items()})
            names = [n for n in names if n not in own]
        elif part.document_type == "agreement":
            opening = self.context.text[part.start : min(part.end, part.start + OPENING)]
            outcome = "renewed" if words("clauses", "renewing_paper").search(opening) else "established"
        if outcome is None:
            if part.document_type in _TELLING or is_interpellation(case) or self._only_notes(case):
                yield from self._told(case, known, part.document_type)
            return
        for name in names:
            mention = self.context.counterparts[case.ordinal][name].mentions[0]
            clause = Fact(
                "decisions",
                mention.start,
                mention.end,
                "outcomes:paper",
                0.7,
                {"stage": stage_of(case, self.context), "body": None, "action": "", "text": ""},
                case.ordinal,
            )
            if part.document_type == "agreement":
                signed = any(a.values["signed_on"] and a.values["counterpart"] == name for a in self.agreements)
                clause.values["stage"] = "decided" if signed else "proposed"
            yield self._fact(case, name, Verdict(outcome, clause, (0, 0, 0), False), {})

    def _noted(self, clauses: list[Fact]) -> set[str]:
        """The places of whose decision, taken elsewhere, a clause only takes note: "Nämndens beslut om Brest antecknas"."""
        notes = [d for d in clauses if d.values["action"] == "note" and d.values["stage"] == "decided" and "beslut" in d.values["text"]]
        return {name for d in notes for name in self.context.named_in(d.start, d.end)}

    def _only_notes(self, case: Case) -> bool:
        """Does a matter only inform, so that what it tells was decided elsewhere: every clause takes note of it?"""
        clauses = [d for d in self.decisions if d.case == case.ordinal]
        return bool(clauses) and all(d.values["action"] == "note" for d in clauses)

    def _told(self, case: Case, known: set[str], document_type: str) -> Iterator[Fact]:
        """What a paper without decisions of its own proposes or tells of. A report's own proposal comes first, in a news item what was
        decided."""
        proposed = self._proposed(case, known) if document_type in ("report", "correspondence", "other") else {}
        reported = list(self._reported(case, known if document_type == "other" else known - proposed.keys()))
        yield from reported
        decided = {fact.values["counterpart"] for fact in reported}
        proposed = {name: verdict for name, verdict in proposed.items() if name not in decided}
        fates = {name: verdict.outcome for name, verdict in proposed.items()}
        for name, verdict in sorted(proposed.items()):
            yield self._fact(case, name, verdict, fates)

    def _of_motion(self, document_type: str, case: Case) -> bool:
        """Is the matter a motion or a resident's proposal that nothing settles: the paper itself, or a § that sends it on its way?"""
        settled = any(d.case == case.ordinal and settles_a_motion(d) for d in self.decisions)
        return not settled and (document_type in ("motion", "citizen_proposal") or is_motion(case.title or ""))

    def _demanded(self, case: Case, names: list[str]) -> Iterator[Fact]:
        """What a motion demands in its title or running text."""
        for name in names:
            demand = self.fates.demand(name, case)
            if demand is None:
                continue
            outcome, source = demand
            start, end = (source.start, source.end) if source is not None else case.heading
            values = {"stage": "proposed", "body": None, "action": "", "text": self.context.text[start:end]}
            clause = Fact("decisions", start, end, "outcomes:demand", 0.75, values, case.ordinal)
            yield self._fact(case, name, Verdict(self.fates.by_standing(outcome, name, case) or outcome, clause, (0, 0, 0), False), {})

    def _proposed(self, case: Case, known: set[str]) -> dict[str, Verdict]:
        """The fates that a report proposes: in a sentence, or in the items of a list under its lead ("Vi föreslår att")."""
        found: dict[str, Verdict] = {}
        lead = -1
        for sentence in self.context.sentences:
            if sentence.case != case.ordinal or sentence.others or sentence.zone in ("documents", "recipients"):
                continue
            block = self.context.structure.blocks[sentence.block]
            listed = block.kind == "item" and lead >= sentence.block - 1
            leads = words("clauses", "proposing").search(sentence.text) is not None and not retells_a_demand(sentence.text)
            lead = sentence.block if listed or leads else lead
            named = {p.name for p in sentence.places} & known or set(sentence.counterparts) & known
            outcome = decided_in_clause(sentence.text) if (listed or leads) and len(named) == 1 else None
            for name in named if outcome else ():
                values = {"stage": "proposed", "body": None, "action": "", "text": sentence.text}
                clause = Fact("decisions", sentence.start, sentence.end, "outcomes:proposal", 0.7, values, case.ordinal)
                if fate := self.fates.by_standing(outcome, name, case):
                    found.setdefault(name, Verdict(fate, clause, (0, 0, 0), False))
        return found

    def _reported(self, case: Case, known: set[str]) -> Iterator[Fact]:
        """Fates that a paper without decisions of its own tells of; an ending outweighs a pause, a pause a renewal, and so on."""
        last: dict[str, tuple[int, str, Sentence]] = {}
        policy = self.context.structure.parts[case.part].document_type == "policy"
        for sentence in self.context.sentences:
            if sentence.case != case.ordinal or sentence.zone in ("documents", "recipients") or sentence.others:
                continue
            block = self.context.structure.blocks[sentence.block]
            if not sentence.places and sentence.start == block.start and block.blank_before and _HEADING.fullmatch(sentence.text):
                # "Partnerskap som avvecklas" tells of those under it, and not of the one before it.
                continue
            unknown_pair = _PAIR.search(sentence.text) is not None and not any(p.name in known for p in sentence.places)
            if unknown_pair or words("clauses", "proposing").search(sentence.text):
                continue
            decided, anaphoric = self.context.is_decided_after(sentence), self.context.goes_on(sentence)
            for name, phrase in told_in(sentence, known, policy=policy, decided=decided, anaphoric=anaphoric):
                rank = RANK.index(phrase.outcome)
                if phrase.outcome == "declined" and self.fates.by_standing("declined", name, case) is None:
                    continue
                heavier = name in known and (name not in last or rank <= last[name][0])
                if heavier and not self._is_history(sentence, name, phrase, case):
                    last[name] = (rank, phrase.outcome, sentence)
        for name, (_, outcome, sentence) in sorted(last.items()):
            if outcome == "established" and self.fates.several_agreements(name, case):
                outcome = "renewed"
            clause = Fact(
                "decisions",
                sentence.start,
                sentence.end,
                "outcomes:told",
                0.65,
                {"stage": "reported", "body": None, "action": "", "text": sentence.text},
                case.ordinal,
            )
            yield self._fact(case, name, Verdict(outcome, clause, (0, 0, 0), False), {})

    def _is_history(self, sentence: Sentence, name: str, phrase: Phrase, case: Case) -> bool:
        """Does a sentence tell of long ago: by the date nearest the verb, or as the beginning of a relation old by the paper's day?"""
        day = self.meta.document_date or self.meta.meeting_date
        if day is None:
            return False
        dates = find_dates(sentence.text)
        if not phrase.verb:
            # "får ingen fortsättning när tiden går till ända den 31 december"
            dates = [d for d in dates if d.start >= phrase.end] or dates
        if dates and phrase.tense in ("past", "supine"):
            nearest = min(dates, key=lambda d: min(abs(d.start - phrase.end), abs(phrase.start - d.end)))
            if phrase.outcome in _BEGINNINGS:
                return (day - nearest.date_end).days > RECENT
            return nearest.date_end.year < day.year - 1
        if phrase.outcome in _BEGINNINGS and (decided := [d for d in dates if d.end <= phrase.start and d.precision == "day"]):
            # "beslutade den 14 maj 2003 att förlänga avtalet"
            return (day - decided[-1].date_end).days > RECENT
        begun = [
            a.values["start_year"]
            for a in self.agreements
            if a.case == case.ordinal and a.values["counterpart"] == name and a.values["start_year"]
        ]
        return phrase.outcome in _BEGINNINGS and bool(begun) and max(begun) < day.year - 1

    def _fact(self, case: Case, name: str, verdict: Verdict, fates: dict[str, str]) -> Fact:
        clause = verdict.clause
        place = self.context.counterparts[case.ordinal][name]
        begins, ends = effective_days(case, name, verdict, self.agreements)
        values = {
            "municipality_code": self.meta.municipality_code,
            "municipality": self.meta.municipality,
            "counterpart": name,
            "counterpart_country": place.country or None,
            "outcome": verdict.outcome,
            "stage": clause.values["stage"],
            "decided_by": clause.values["body"],
            "date": self.context.structure.parts[case.part].document_date or self.meta.meeting_date or self.meta.document_date,
            "effective_from": begins[0],
            "effective_from_precision": begins[1],
            "effective_to": ends[0],
            "effective_to_precision": ends[1],
            "reasons": self.reasons.reasons(case, name, verdict, fates),
        }
        confidence = 0.9 if verdict.explicit else 0.8
        return Fact("outcomes", clause.start, clause.end, "outcomes", min(confidence, clause.confidence), values, case.ordinal)


@Language.component("outcomes")
def outcomes(doc: Doc) -> Doc:
    """Adds an ``outcomes`` fact for each counterpart whose fate a matter tells."""
    context = relations_of(doc)
    if context.counterparts:
        doc._.facts.extend(OutcomeReader(doc, context).facts())
    return doc
