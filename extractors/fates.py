"""What a decision clause, or a sentence that tells of one, makes of a partnership."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.core import Case, Fact
from extractors.relations import Relations

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
# A paper that keeps a relation going by describing it.
KEPT_PAPER = re.compile(r"\b(?:positionspapper|handlingsplan|verksamhetsplan|inriktning)\w*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a clause makes of a counterpart."""

    outcome: str
    clause: Fact
    weight: tuple[int, int, int]
    explicit: bool


def told_outcome(sentence: str) -> tuple[int, str] | None:
    """(weight, outcome) that a sentence tells of as decided elsewhere; the less the weight, the more it decides."""
    return next(((i, code) for i, (code, pattern) in enumerate(_TOLD) if pattern.search(sentence)), None)


class FateReader:
    """Reads the outcomes of a document's clauses."""

    def __init__(self, context: Relations, decisions: list[Fact], agreements: list[Fact]) -> None:
        self.context = context
        self.meta = context.structure.metadata
        self.decisions = decisions
        self.agreements = agreements

    def has_agreement(self, name: str, case: Case) -> bool:
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

    def outcome(self, clause: Fact, name: str, case: Case) -> str | None:
        """The outcome that a clause decides or proposes for a counterpart; None where it settles nothing."""
        action, text = clause.values["action"], clause.values["text"]
        simple = {"renew": "renewed", "terminate": "ended", "pause": "paused", "table": "under_review", "refer_back": "under_review"}
        if action in simple:
            return simple[action]
        if action == "enter":
            return "renewed" if self.has_agreement(name, case) else "established"
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
        kept = self.has_agreement(name, case)
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
                "enter": "renewed" if self.has_agreement(name, case) else "established",
            }.get(demand or "")
        if KEPT_PAPER.search(text):
            return "continued"
        if re.search(r"(?i)\bavtal|överenskommelse|avsiktsförklaring|memorandum|partnerskap|vänort", text):
            if re.search(r"(?i)\buppsägning|avslut", text):
                return "ended"
            return "renewed" if self.has_agreement(name, case) or re.search(r"(?i)förny|förläng|fortsatt", text) else "established"
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

    def several_agreements(self, name: str, case: Case) -> bool:
        """Are several agreements with the counterpart told of, the first of them older than the newest?"""
        years = {
            a.values["start_year"]
            for a in self.agreements
            if a.case == case.ordinal and a.values["counterpart"] == name and a.values["start_year"]
        }
        return len(years) > 1
