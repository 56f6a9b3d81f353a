"""What a decision clause, or a sentence that tells of one, makes of a partnership."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors import resources
from extractors.calendar import DateMention, find_dates
from extractors.core import Case, Fact
from extractors.relations import Relations

_SIMPLE = {"renew": "renewed", "terminate": "ended", "pause": "paused", "table": "under_review", "refer_back": "under_review"}
# Zones that speak for others, or of other papers.
_SILENT = ("documents", "recipients", "statement", "reservation", "vote", "question")


def _union(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)


@cache
def _clause(name: str) -> re.Pattern[str]:
    return _union(resources.toml("fates")["clauses"][name])


@cache
def _told() -> list[tuple[str, re.Pattern[str]]]:
    return [(code, _union(patterns)) for code, patterns in resources.toml("fates")["told"].items()]


@cache
def _supposed() -> re.Pattern[str]:
    return _union(resources.toml("fates")["supposed"]["words"])


@cache
def _demanded() -> list[tuple[str, re.Pattern[str]]]:
    """What a title demands."""
    demands = resources.toml("fates")["demanded"]
    return [(action, re.compile(rf"\b(?:{'|'.join(patterns)})", re.IGNORECASE)) for action, patterns in demands.items()]


@cache
def _announced() -> re.Pattern[str]:
    lexicon = resources.toml("fates")["announced"]
    verbs = "|".join(verb for group in lexicon["verbs"].values() for verb in group)
    return re.compile(
        rf"\b(?:{'|'.join(lexicon['lead'])})\s+(?:(?P<not>{'|'.join(lexicon['not'])})\s+)?(?:(?!(?:inte|ej)\b)\w+\s+)?(?P<verb>{verbs})\b",
        re.IGNORECASE,
    )


@cache
def _present() -> list[tuple[str, re.Pattern[str]]]:
    return [(code, _union(patterns)) for code, patterns in resources.toml("fates")["announced"]["present"].items()]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a clause makes of a counterpart."""

    outcome: str
    clause: Fact
    weight: tuple[int, int, int]
    explicit: bool


def is_kept_paper(text: str) -> bool:
    """Does a clause concern a paper that keeps a relation going by describing it (positionspapper, handlingsplan)?"""
    return _clause("kept_paper").search(text) is not None


def speaks_of_matter(text: str) -> bool:
    """Does a clause speak of the matter at hand (motionen, avtalet, samarbetet), whether it names the place or not?"""
    return _clause("matter").search(text) is not None


def leaves_to_expire(text: str) -> bool:
    """Does a clause let an agreement run out (inte förnyas, löper ut)?"""
    return _clause("expiring").search(text) is not None


def settles_a_motion(clause: Fact) -> bool:
    """Does a clause answer, reject or grant a motion or a resident's proposal?"""
    return clause.values["action"] in ("answered", "reject", "approve") and _clause("motion").search(clause.values["text"]) is not None


def retells_a_demand(sentence: str) -> bool:
    """Does a sentence retell what a motion or a resident asks for?"""
    return _clause("retold").search(sentence) is not None


def dates_of_the_end(text: str) -> list[DateMention]:
    """The dates of a clause that can be the last day of what it ends: not those of a decision or a signing told in it."""
    return [d for d in find_dates(text) if d.precision in ("day", "month", "year") and not _clause("not_the_end").search(text[: d.start])]


def dates_until(text: str) -> list[DateMention]:
    """The dates of a clause that a term reaches to (till och med ...)."""
    return [d for d in find_dates(text) if not d.ends and _clause("until").search(text[: d.start])]


def told_outcome(sentence: str) -> tuple[int, str] | None:
    """(weight, outcome) that a sentence tells of as decided elsewhere; the less the weight, the more it decides.

    Questions, demands and suppositions tell none.
    """
    if _supposed().search(sentence):
        return None
    return next(((i, code) for i, (code, pattern) in enumerate(_told()) if pattern.search(sentence)), None)


def tells_one_fate(sentence: str) -> bool:
    """Do all the verbs of a sentence tell the same fate, so that it holds for every counterpart it names?"""
    return sum(bool(pattern.search(sentence)) for _, pattern in _told()) == 1


def announced_outcome(sentence: str) -> str | None:
    """The fate that an answer announces: "avtalet bör inte förnyas" → ``ended``; None where it announces none."""
    lexicon = resources.toml("fates")["announced"]
    if match := _announced().search(sentence):
        code = next(c for c, verbs in lexicon["verbs"].items() if match["verb"].lower() in verbs)
        return str(lexicon["opposite"][code]) if match["not"] else str(code)
    return next((code for code, pattern in _present() if pattern.search(sentence)), None)


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
        if values["signed_on"] is not None or not self._in_a_clause(agreement, proposed_here) or day is None:
            return True
        return values["valid_to"] is not None and values["valid_to"] < day

    def _in_a_clause(self, agreement: Fact, proposed_here: bool) -> bool:
        return proposed_here or any(
            d.start <= agreement.start < d.end or agreement.start <= d.start < agreement.end for d in self.decisions
        )

    def outcome(self, clause: Fact, name: str, case: Case) -> str | None:
        """The outcome that a clause decides or proposes for a counterpart; None where it settles nothing."""
        action, text = clause.values["action"], clause.values["text"]
        if action in _SIMPLE:
            return _SIMPLE[action]
        if action == "enter":
            return "renewed" if self.has_agreement(name, case) else "established"
        if action == "reject":
            return self._rejected(text, name, case)
        if action == "approve":
            return self._approved(text, name, case)
        if action == "answered":
            return announced_outcome(text) or self._direction(name, case)
        if action == "other":
            return announced_outcome(text)
        if action in ("follow_up", "instruct") and _clause("review").search(text):
            return "under_review"
        return None

    def _demand(self, case: Case) -> str | None:
        """What the motion or proposal at hand would do: the first of its clauses on the counterpart, or its title's verb."""
        for clause in self.decisions:
            if (
                clause.case == case.ordinal
                and clause.values["stage"] == "proposed"
                and clause.values["action"] in ("terminate", "enter", "renew", "pause")
            ):
                return str(clause.values["action"])
        return next((action for action, pattern in _demanded() if pattern.search(case.title or "")), None)

    def _rejected(self, text: str, name: str, case: Case) -> str | None:
        if re.search(r"(?i)\bbifall till\b", text):
            return None
        kept = self.has_agreement(name, case)
        if not _clause("demand").search(text):
            return None if kept else "declined"
        demand = self._demand(case)
        if demand in ("terminate", "pause"):
            return "continued"
        return "declined" if demand == "enter" and not kept else "ended" if demand == "renew" else None

    def _approved(self, text: str, name: str, case: Case) -> str | None:
        first = "renewed" if self.has_agreement(name, case) else "established"
        if _clause("motion").search(text):
            return {"terminate": "ended", "pause": "paused", "renew": "renewed", "enter": first}.get(self._demand(case) or "")
        if is_kept_paper(text):
            return "continued"
        if not _clause("agreement").search(text):
            return None
        if _clause("ending").search(text):
            return "ended"
        return "renewed" if _clause("prolonging").search(text) else first

    def _direction(self, name: str, case: Case) -> str | None:
        """The fate that an answer to a motion announces in running text."""
        told = [
            announced_outcome(s.text)
            for s in self.context.sentences
            if s.case == case.ordinal and name in s.counterparts and s.zone not in _SILENT and not _supposed().search(s.text)
        ]
        return next((t for t in told if t not in (None, "under_review")), "under_review" if "under_review" in told else None)

    def several_agreements(self, name: str, case: Case) -> bool:
        """Are several agreements with the counterpart told of, the first of them older than the newest?"""
        years = {
            a.values["start_year"]
            for a in self.agreements
            if a.case == case.ordinal and a.values["counterpart"] == name and a.values["start_year"]
        }
        return len(years) > 1
