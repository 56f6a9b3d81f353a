"""The fate of each partnership in a matter: established, renewed, continued, paused, ended, declined or under review."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from extractors.calendar import DateMention, find_dates
from extractors.core import Case, Fact, facts_of
from extractors.fates import FateReader, Verdict, told_outcome
from extractors.reasons import ReasonReader
from extractors.relations import Relations, Sentence, relations_of

_STAGES = {"decided": 3, "recommended": 2, "proposed": 1}
# Actions that settle a fate outrank those that only look into it.
_WEIGHT = {
    "enter": 3,
    "renew": 3,
    "terminate": 3,
    "pause": 3,
    "reject": 3,
    "approve": 3,
    "answered": 3,
    "table": 2,
    "refer_back": 2,
    "follow_up": 1,
    "instruct": 1,
}
_MATTER = re.compile(
    r"\b(?:motionen|medborgarförslaget|förslaget|förfrågan|ärendet|avtalet|partnerskapet|samarbetet|positionspapper\w*|överenskommelsen|avsiktsförklaringen|vänort\w*|systerst\w*|samverkan\w*|relationen|avtal|yrkande\w*)\b",
    re.IGNORECASE,
)
# How far into an agreement its opening reaches, in characters.
OPENING = 900
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

    def facts(self) -> Iterator[Fact]:
        for case in self.context.structure.cases:
            known = self.context.counterparts.get(case.ordinal, {})
            if not known:
                continue
            verdicts = self._verdicts(case, set(known))
            fates = {name: verdict.outcome for name, verdict in verdicts.items()}
            for name, verdict in sorted(verdicts.items()):
                yield self._fact(case, name, verdict, fates)
            if not verdicts:
                yield from self._without_clause(case, set(known))

    def _verdicts(self, case: Case, known: set[str]) -> dict[str, Verdict]:
        best: dict[str, Verdict] = {}
        for clause in (d for d in self.decisions if d.case == case.ordinal):
            explicit, names = self._concerns(clause, case, known)
            for name in names:
                outcome = self.fates.outcome(clause, name, case)
                if outcome is None:
                    continue
                weight = (
                    _STAGES[clause.values["stage"]],
                    int(self._own_proposal(clause, case)),
                    _WEIGHT.get(clause.values["action"], 0) + explicit,
                )
                verdict = Verdict(outcome, clause, weight, explicit)
                if name not in best or verdict.weight > best[name].weight:
                    best[name] = verdict
        return best

    def _concerns(self, clause: Fact, case: Case, known: set[str]) -> tuple[bool, list[str]]:
        """The counterparts a clause is about: those it names, else the matter's own where it speaks of the matter."""
        touched = self.context.sentences_in(clause.start, clause.end)
        named = [p.name for s in touched for p in s.places if clause.start <= p.start < clause.end and p.name in known]
        if named:
            return True, list(dict.fromkeys(named))
        text = clause.values["text"]
        if not _MATTER.search(text) and clause.values["action"] not in (
            "answered",
            "table",
            "refer_back",
            "renew",
            "terminate",
            "pause",
            "enter",
        ):
            return False, []
        main = self.context.main_counterpart(case.ordinal)
        titled = [
            n
            for n in known
            if any(case.heading[0] <= m.start < case.heading[1] for m in self.context.counterparts[case.ordinal][n].mentions)
        ]
        if clause.values["action"] in ("approve", "reject", "answered", "table", "refer_back") and not re.search(
            r"(?i)\bbudget|\btaxa|\bkostnad|\bprotokoll", text
        ):
            return False, titled or ([main] if main else [])
        return False, [main] if main and _MATTER.search(text) else []

    def _own_proposal(self, clause: Fact, case: Case) -> bool:
        """Is the clause the paper's own, and not a motion's demand retold or attached?"""
        part = self.context.structure.part_at(clause.start)
        own_part = part is not None and part.index == case.part
        zone = self.context.structure.zone_at(clause.start)
        answer = self.context.structure.parts[case.part].document_type in ("motion_response", "citizen_proposal")
        about_motion = re.search(r"(?i)\b(?:motionen|medborgarförslaget)\b", clause.values["text"]) is not None
        return own_part and zone is not None and clause.extractor.endswith("listed") and (not answer or about_motion)

    def _without_clause(self, case: Case, known: set[str]) -> Iterator[Fact]:
        """Papers without a clause on the relation: a position paper keeps it, an agreement makes it."""
        part = self.context.structure.parts[case.part]
        titled = [
            n
            for n in sorted(known)
            if any(case.heading[0] <= m.start < case.heading[1] for m in self.context.counterparts[case.ordinal][n].mentions)
        ]
        main = self.context.main_counterpart(case.ordinal)
        names = titled or ([main] if main else [])
        outcome = None
        if part.document_type == "position_paper":
            outcome = "continued"
        elif part.document_type == "agreement":
            opening = self.context.text[part.start : min(part.end, part.start + OPENING)]
            renewed = re.search(r"(?i)\b(?:att|avseende) förny\w*|\bförnyelse|\bförlängning av|\bfortsatt|\brenew", opening)
            outcome = "renewed" if renewed else "established"
        if outcome is None:
            if part.document_type in _TELLING:
                yield from self._reported(case, known)
            return
        for name in names:
            mention = self.context.counterparts[case.ordinal][name].mentions[0]
            clause = Fact(
                "decisions",
                mention.start,
                mention.end,
                "outcomes:paper",
                0.7,
                {"stage": "reported", "body": None, "action": "", "text": ""},
                case.ordinal,
            )
            if part.document_type == "agreement":
                signed = any(a.values["signed_on"] and a.values["counterpart"] == name for a in self.agreements)
                clause.values["stage"] = "decided" if signed else "proposed"
            yield self._fact(case, name, Verdict(outcome, clause, (0, 0, 0), False), {})

    def _reported(self, case: Case, known: set[str]) -> Iterator[Fact]:
        """Fates that a paper without decisions of its own tells of; an ending outweighs a pause, a pause a renewal, and so on."""
        last: dict[str, tuple[int, str, Sentence]] = {}
        for sentence in self.context.sentences:
            if sentence.case != case.ordinal or sentence.zone in ("documents", "recipients") or sentence.others:
                continue
            told = told_outcome(sentence.text)
            if told is None or len(sentence.counterparts) != 1:
                continue
            name, (rank, outcome) = sentence.counterparts[0], told
            if name not in last or rank <= last[name][0]:
                last[name] = (rank, outcome, sentence)
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

    def _fact(self, case: Case, name: str, verdict: Verdict, fates: dict[str, str]) -> Fact:
        clause = verdict.clause
        place = self.context.counterparts[case.ordinal][name]
        begins, ends = self._effective(case, name, verdict)
        values = {
            "municipality_code": self.meta.municipality_code,
            "municipality": self.meta.municipality,
            "counterpart": name,
            "counterpart_country": place.country or None,
            "outcome": verdict.outcome,
            "stage": clause.values["stage"],
            "decided_by": clause.values["body"],
            "date": self.meta.meeting_date or self.meta.document_date,
            "effective_from": begins[0],
            "effective_from_precision": begins[1],
            "effective_to": ends[0],
            "effective_to_precision": ends[1],
            "reasons": self.reasons.reasons(case, name, verdict, fates),
        }
        confidence = 0.9 if verdict.explicit else 0.8
        return Fact("outcomes", clause.start, clause.end, "outcomes", min(confidence, clause.confidence), values, case.ordinal)

    def _effective(self, case: Case, name: str, verdict: Verdict) -> tuple[tuple[object, str | None], tuple[object, str | None]]:
        """(first day, precision), (last day, precision): from the clause, else from the agreement it makes or keeps."""
        nothing: tuple[object, str | None] = (None, None)
        told = find_dates(verdict.clause.values["text"])
        if verdict.outcome == "ended":
            last = [d for d in told if d.precision in ("day", "month", "year")]
            return ((last[-1].date_end, last[-1].precision) if last else nothing), nothing
        if verdict.outcome == "paused":
            last = [d for d in told if re.search(r"(?i)till(?: och med)?(?: den)?\s*$", verdict.clause.values["text"][: d.start])]
            return nothing, ((last[0].date_end, last[0].precision) if last else nothing)
        if verdict.outcome in ("established", "renewed"):
            return self._term(case, name, told)
        if verdict.outcome == "continued":
            current = [
                a
                for a in self.agreements
                if a.case == case.ordinal and a.values["counterpart"] == name and a.values["status"] == "in_force" and a.values["valid_to"]
            ]
            return nothing, ((current[-1].values["valid_to"], current[-1].values["valid_to_precision"]) if current else nothing)
        return nothing, nothing

    def _term(self, case: Case, name: str, told: list[DateMention]) -> tuple[tuple[object, str | None], tuple[object, str | None]]:
        ranges = [d.ends for d in told if d.ends]
        if ranges:
            first, last = ranges[0]
            return (first.date_start, first.precision), (last.date_end, last.precision)
        own = [
            a
            for a in self.agreements
            if a.case == case.ordinal
            and a.values["counterpart"] == name
            and a.values["status"] in ("proposed", "in_force")
            and (a.values["valid_from"] or a.values["valid_to"])
        ]
        if not own:
            return (None, None), (None, None)
        newest = max(own, key=lambda a: (a.values["start_year"] or 0, a.values["end_year"] or 0))
        v = newest.values
        return (v["valid_from"], v["valid_from_precision"]), (v["valid_to"], v["valid_to_precision"])


@Language.component("outcomes")
def outcomes(doc: Doc) -> Doc:
    """Adds an ``outcomes`` fact for each counterpart whose fate a matter tells."""
    context = relations_of(doc)
    if context.counterparts:
        doc._.facts.extend(OutcomeReader(doc, context).facts())
    return doc
