"""The fate of each partnership in a matter: established, renewed, continued, paused, ended, declined or under review."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from extractors.calendar import DateMention, find_dates
from extractors.codes import REASONS
from extractors.core import Case, Fact, facts_of
from extractors.reasons import AGAINST, FOR, reasons_in, speaks_for_itself
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
_RELATION_ENDS = re.compile(
    r"\b(?:ska|skall|bör|kommer att|föreslås)\s+(?:\w+\s+)?"
    r"(?P<verb>avslutas|upphöra|sägas upp|förnyas|förlängas|pausas|fortsätta|avbrytas)\b",
    re.IGNORECASE,
)
_VERB_OUTCOMES = {
    "avslutas": "ended",
    "upphöra": "ended",
    "sägas upp": "ended",
    "avbrytas": "ended",
    "förnyas": "renewed",
    "förlängas": "renewed",
    "pausas": "paused",
    "fortsätta": "continued",
}
_REVIEW = re.compile(r"\b(?:utvärder\w*|se över|översyn|återkomma med|ompröva\w*|utreda)\b", re.IGNORECASE)
_KEPT_PAPER = re.compile(r"\b(?:positionspapper|handlingsplan|verksamhetsplan|inriktning)\w*", re.IGNORECASE)
# How far into an agreement its opening reaches, in characters.
OPENING = 900
# Papers that tell of decisions taken elsewhere.
_TELLING = ("report", "consultation_response", "interpellation", "correspondence", "policy", "other")
_TOLD = [
    (code, re.compile(pattern, re.IGNORECASE))
    for code, pattern in (
        (
            "ended",
            r"\b(?:sades|sagts|säga|sagt) upp\b|\bavslut(?:ades|ats|at)\b|\bupphörde\b|\b(?:inte|ej) (?:förläng|förny)\w*|\blöpte ut\b",
        ),
        ("paused", r"\bpausa(?:s|des|ts|t)\b|\b(?:är|lades|lagts) vilande\b"),
        ("under_review", r"\b(?:ska|skall|kommer att) utvärderas\b"),
        ("renewed", r"\b(?:förläng|förny)(?:as?|des|ts|at|t|de)\b"),
        ("continued", r"\bfortsätter\b|\bbör fortsätta\b"),
        ("established", r"\b(?:undertecknades|undertecknats|tecknades|tecknats|slöts|ingicks)\b"),
    )
]


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What a clause makes of a counterpart."""

    outcome: str
    clause: Fact
    weight: tuple[int, int, int]
    explicit: bool


class OutcomeReader:
    """Reads the outcomes of one document."""

    def __init__(self, doc: Doc, context: Relations) -> None:
        self.doc = doc
        self.context = context
        self.meta = context.structure.metadata
        self.decisions = facts_of(doc, "decisions")
        self.agreements = facts_of(doc, "agreements")

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

    def _verdicts(self, case: Case, known: set[str]) -> dict[str, _Verdict]:
        best: dict[str, _Verdict] = {}
        for clause in (d for d in self.decisions if d.case == case.ordinal):
            explicit, names = self._concerns(clause, case, known)
            for name in names:
                outcome = self._outcome(clause, name, case)
                if outcome is None:
                    continue
                weight = (
                    _STAGES[clause.values["stage"]],
                    int(self._own_proposal(clause, case)),
                    _WEIGHT.get(clause.values["action"], 0) + explicit,
                )
                verdict = _Verdict(outcome, clause, weight, explicit)
                if name not in best or verdict.weight > best[name].weight:
                    best[name] = verdict
        return best

    def _concerns(self, clause: Fact, case: Case, known: set[str]) -> tuple[bool, list[str]]:
        """The counterparts a clause is about: those it names, else the matter's own where it speaks of the matter."""
        named = [
            p.name
            for s in self.context.sentences
            if s.start < clause.end and clause.start < s.end
            for p in s.places
            if clause.start <= p.start < clause.end and p.name in known
        ]
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

    def _has_agreement(self, name: str, case: Case) -> bool:
        """Is an agreement or relation with the counterpart told of that has begun?"""
        return any(
            a.values["counterpart"] == name
            and a.case == case.ordinal
            and a.values["status"] in ("in_force", "expired", "ended", "unknown")
            and self._begun(a)
            for a in self.agreements
        )

    def _begun(self, agreement: Fact) -> bool:
        """Agreements that the clause itself brings into force are no earlier ones."""
        proposed_here = any(
            d.case == agreement.case and d.values["action"] in ("enter", "renew") and d.values["stage"] == "decided" for d in self.decisions
        )
        values = agreement.values
        day = self.meta.meeting_date or self.meta.document_date
        if values["signed_on"] is not None or not proposed_here or day is None:
            return True
        return values["valid_to"] is not None and values["valid_to"] < day

    def _outcome(self, clause: Fact, name: str, case: Case) -> str | None:
        action, text = clause.values["action"], clause.values["text"]
        simple = {"renew": "renewed", "terminate": "ended", "pause": "paused", "table": "under_review", "refer_back": "under_review"}
        if action in simple:
            return simple[action]
        if action == "enter":
            return "renewed" if self._has_agreement(name, case) else "established"
        if action == "reject":
            return self._rejected(text, name, case)
        if action == "approve":
            return self._approved(text, name, case)
        if action == "answered":
            return self._direction(name, case)
        if action in ("follow_up", "instruct") and _REVIEW.search(text):
            return "under_review"
        return None

    def _demand(self, name: str, case: Case) -> str | None:
        """What the motion or proposal at hand would do: the first of its clauses on the counterpart, or its title's verb."""
        for clause in self.decisions:
            if (
                clause.case == case.ordinal
                and clause.values["stage"] == "proposed"
                and clause.values["action"] in ("terminate", "enter", "renew", "pause")
            ):
                return str(clause.values["action"])
        title = case.title or ""
        for action, pattern in (
            ("terminate", r"avslut\w*|säg\w* upp|upphör\w*|lämna|bryt|avbryt|avveckla"),
            ("pause", r"pausa|frys"),
            ("renew", r"förny|förläng"),
            ("enter", r"ingå|teckna|vänort|systerst|partnerskap|samarbete|avtal"),
        ):
            if re.search(rf"(?i)\b(?:{pattern})", title):
                return action
        return None

    def _rejected(self, text: str, name: str, case: Case) -> str | None:
        kept = self._has_agreement(name, case)
        if re.search(r"(?i)\bbifall till\b", text):
            return None
        demand = self._demand(name, case)
        if re.search(r"(?i)\bmotion\w*|medborgarförslag\w*|yrkand\w*|förslag\w*", text):
            if demand in ("terminate", "pause"):
                return "continued"
            return "declined" if demand == "enter" and not kept else "ended" if demand == "renew" else None
        return "declined" if not kept else None

    def _approved(self, text: str, name: str, case: Case) -> str | None:
        if re.search(r"(?i)\bmotion\w*|medborgarförslag\w*", text):
            demand = self._demand(name, case)
            return {
                "terminate": "ended",
                "pause": "paused",
                "renew": "renewed",
                "enter": "renewed" if self._has_agreement(name, case) else "established",
            }.get(demand or "")
        if _KEPT_PAPER.search(text):
            return "continued"
        if re.search(r"(?i)\bavtal|överenskommelse|avsiktsförklaring|memorandum|partnerskap|vänort", text):
            if re.search(r"(?i)\buppsägning|avslut", text):
                return "ended"
            return "renewed" if self._has_agreement(name, case) or re.search(r"(?i)förny|förläng|fortsatt", text) else "established"
        return None

    def _direction(self, name: str, case: Case) -> str | None:
        """The fate that an answer to a motion announces in running text."""
        for sentence in self.context.sentences:
            if (
                sentence.case == case.ordinal
                and name in sentence.counterparts
                and not re.search(r"(?i)\bi motionen\b|\bmotionär", sentence.text)
            ):
                match = _RELATION_ENDS.search(sentence.text)
                if match:
                    return _VERB_OUTCOMES[match["verb"].lower()]
        return None

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
            yield self._fact(case, name, _Verdict(outcome, clause, (0, 0, 0), False), {})

    def _reported(self, case: Case, known: set[str]) -> Iterator[Fact]:
        """Fates that a paper without decisions of its own tells of; an ending outweighs a pause, a pause a renewal, and so on."""
        last: dict[str, tuple[int, str, Sentence]] = {}
        for sentence in self.context.sentences:
            if sentence.case != case.ordinal or sentence.zone in ("documents", "recipients") or sentence.others:
                continue
            rank, outcome = next(((i, code) for i, (code, pattern) in enumerate(_TOLD) if pattern.search(sentence.text)), (0, None))
            if outcome is None or len(sentence.counterparts) != 1:
                continue
            name = sentence.counterparts[0]
            if name not in last or rank <= last[name][0]:
                last[name] = (rank, outcome, sentence)
        for name, (_, outcome, sentence) in sorted(last.items()):
            if outcome == "established" and self._earlier(name, case):
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
            yield self._fact(case, name, _Verdict(outcome, clause, (0, 0, 0), False), {})

    def _earlier(self, name: str, case: Case) -> bool:
        """Are several agreements with the counterpart told of, the first of them older than the newest?"""
        years = {
            a.values["start_year"]
            for a in self.agreements
            if a.case == case.ordinal and a.values["counterpart"] == name and a.values["start_year"]
        }
        return len(years) > 1

    def _fact(self, case: Case, name: str, verdict: _Verdict, fates: dict[str, str]) -> Fact:
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
            "reasons": self._reasons(case, name, verdict, fates),
        }
        confidence = 0.9 if verdict.explicit else 0.8
        return Fact("outcomes", clause.start, clause.end, "outcomes", min(confidence, clause.confidence), values, case.ordinal)

    def _effective(self, case: Case, name: str, verdict: _Verdict) -> tuple[tuple[object, str | None], tuple[object, str | None]]:
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

    def _reasons(self, case: Case, name: str, verdict: _Verdict, fates: dict[str, str]) -> list[str]:
        if verdict.clause.extractor == "outcomes:paper" or _KEPT_PAPER.search(verdict.clause.values["text"]):
            return []
        found: set[str] = set(reasons_in(verdict.clause.values["text"], verdict.outcome))
        own = [s for s in self.context.sentences if s.case == case.ordinal]
        known = set(self.context.counterparts[case.ordinal])
        named: dict[int, set[str]] = {}
        told_in = next((s.block for s in own if s.start <= verdict.clause.start < s.end), -1)
        for sentence in own:
            named.setdefault(sentence.block, set()).update({p.name for p in sentence.places} & known)
        for sentence, following in zip(own, [*own[1:], None], strict=True):
            if verdict.clause.extractor == "outcomes:told" and sentence.block != told_in:
                continue
            about = {p.name for p in sentence.places} & known or named[sentence.block] or self._topic(sentence, verdict, fates)
            if (about and name not in about) or not speaks_for_itself(sentence, following) or not self._own_side(sentence, case, verdict):
                continue
            found.update(reasons_in(sentence.text, verdict.outcome))
        return [code for code in REASONS if code in found]

    @staticmethod
    def _topic(sentence: Sentence, verdict: _Verdict, fates: dict[str, str]) -> set[str]:
        """The counterparts that a paragraph without names goes on about, if their fate is on the same side as the one at hand."""
        same_side = AGAINST if verdict.outcome in AGAINST else FOR
        return {name for name in sentence.counterparts if fates.get(name) in same_side}

    def _own_side(self, sentence: Sentence, case: Case, verdict: _Verdict) -> bool:
        """Is the sentence by the side whose fate it is: in the leading paper, and of the demands only the one that won?"""
        if sentence.part != case.part:
            return False
        if sentence.zone != "motions_at_meeting":
            return True
        block = self.context.structure.blocks[sentence.block]
        demands = [d for d in self.decisions if block.start <= d.start < block.end]
        return any(d.values["action"] == verdict.clause.values["action"] for d in demands)


@Language.component("outcomes")
def outcomes(doc: Doc) -> Doc:
    """Adds an ``outcomes`` fact for each counterpart whose fate a matter tells."""
    context = relations_of(doc)
    if context.counterparts:
        doc._.facts.extend(OutcomeReader(doc, context).facts())
    return doc
