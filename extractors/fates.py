"""What a decision clause, or a sentence that tells of one, makes of a partnership."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractors import resources
from extractors.anchors import Anchored
from extractors.calendar import DateMention, find_dates
from extractors.core import Case, Fact
from extractors.fate_words import (
    Phrase,
    announced_outcome,
    decided_in_clause,
    decided_so,
    fate_phrases,
    governed,
    stated_in_policy,
    told_phrases,
    words,
)
from extractors.paper_kinds import kind_of
from extractors.relations import Relations, Sentence

# "undersöka förutsättningarna för att återuppta kontakterna"
_LOOKS_INTO = re.compile(r"(?:att )?(?:undersöka|utreda|pröva|kartlägga|se över)\b", re.IGNORECASE)
# Fates told of, the weightier first.
RANK = ("ended", "paused", "declined", "under_review", "renewed", "continued", "established")
_SIMPLE = {"renew": "renewed", "terminate": "ended", "pause": "paused", "table": "under_review", "refer_back": "under_review"}
_DEMANDS = {"renew": "renewed", "terminate": "ended", "pause": "paused", "enter": "established"}
# What a clause decides whose action is named without its negation ("inte ska förlängas").
_OPPOSED = {"renew": "ended", "terminate": "continued", "pause": "continued"}
# "Peter Ekmans (M) tilläggsyrkande avslås"
_OWNER_OF_DEMAND = re.compile(r"([A-ZÅÄÖ][\w’'-]+?)s? (?:\([A-ZÅÄÖa-zåäö]{1,5}\)s? )?\w*yrkande")
# "ungdomslägret med (staden) Brest"
_TOGETHER = re.compile(r"\b\w{2,}(?:et|en|na|n|t) med (?:\w+ )?$")
# Years after which an agreement that ended is no longer what a refusal ends.
LONG_OVER = 2
# Zones that speak for others, or of other papers.
_SILENT = ("documents", "recipients", "statement", "reservation", "vote", "question")


@cache
def _demanded() -> list[tuple[str, Anchored]]:
    """What a title demands by its nouns."""
    return [(outcome, words("demanded", outcome)) for outcome in resources.toml("fates")["demanded"]]


def _clause(name: str) -> Anchored:
    return words("clauses", name)


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


def ends_now(text: str) -> bool:
    """Does a clause end an agreement by an act (säga upp, avsluta), and not only let it run out?"""
    return not leaves_to_expire(text) or _clause("by_act").search(text) is not None


def is_cut_short(text: str) -> bool:
    """Does a text tell that an agreement was ended, and not only that it ran out?"""
    return _clause("cut_short").search(text) is not None


def ceased(text: str) -> bool:
    """Does a text tell that something ceased (upphörde)?"""
    return _clause("ceased").search(text) is not None


def settles_a_motion(clause: Fact) -> bool:
    """Does a clause answer, reject or grant a motion or a resident's proposal?"""
    text = clause.values["text"]
    return (
        clause.values["action"] in ("answered", "reject", "approve")
        and _clause("motion").search(text) is not None
        and not _clause("received").search(text)
    )


def follows_a_proposal(clause: Fact) -> bool:
    """Does a decision only say that it is as proposed ("i enlighet med arbetsutskottets förslag")?"""
    return clause.values["stage"] == "decided" and _clause("as_proposed").search(clause.values["text"]) is not None


def is_motion(title: str) -> bool:
    """Does a title name a motion or a resident's proposal, and not an answer to it?"""
    return _clause("motion_title").match(title) is not None


def is_interpellation(case: Case) -> bool:
    """Is the § of minutes an interpellation, whose answer tells of what was decided elsewhere?"""
    kind = kind_of(case.title or "")
    return case.section_number is not None and kind is not None and kind.document_type == "interpellation"


def retells_a_demand(sentence: str) -> bool:
    """Does a sentence retell what a motion or a resident asks for, and not take it as its own?"""
    return _clause("retold").search(sentence) is not None and _clause("own_view").search(sentence) is None


def dates_of_the_end(text: str) -> list[DateMention]:
    """The dates of a clause that can be the last day of what it ends: not those of a decision or a signing told in it."""
    return [d for d in find_dates(text) if d.precision in ("day", "month", "year") and not _clause("not_the_end").search(text[: d.start])]


def dates_until(text: str) -> list[DateMention]:
    """The dates of a clause that a term reaches to (till och med ...)."""
    return [d for d in find_dates(text) if not d.ends and _clause("until").search(text[: d.start])]


def dates_from(text: str) -> list[DateMention]:
    """The dates of a clause from which it takes effect (från och med ...)."""
    return [d for d in find_dates(text) if not d.ends and _clause("from_day").search(text[: d.start])]


def told_in(
    sentence: Sentence, known: set[str], *, policy: bool, decided: bool = False, anaphoric: bool = False
) -> Iterator[tuple[str, Phrase]]:
    """(counterpart, fate) for each fate that a sentence tells of, or lays down in a policy; ``decided``: another sentence says that what
    this one tells was decided; ``anaphoric``: it goes on about the relation of the one before it."""
    phrases = told_phrases(sentence.text, anaphoric=anaphoric) or (
        stated_in_policy(sentence.text) if policy else decided_so(sentence.text) if decided else []
    )
    if not phrases:
        return
    outcomes = {p.outcome for p in phrases}
    places = {p.start - sentence.start: p.name for p in sentence.places if p.name in known}
    if len(outcomes) > 1 and len(set(places.values())) > 1:
        for at, phrase in governed(sentence.text, phrases, sorted(places)).items():
            yield places[at], phrase
    elif len(outcomes) == 1 or len(sentence.counterparts) == 1:
        for name in sentence.counterparts:
            yield name, min(phrases, key=lambda p: RANK.index(p.outcome))


def demands_refused(verdicts: dict[str, Verdict], clauses: list[Fact], context: Relations) -> dict[str, Verdict]:
    """The verdicts, where a new relation that a member demanded at the meeting is declined if the body rejects that demand."""
    refused = [c for c in clauses if c.values["action"] == "reject" and c.values["stage"] != "proposed" and "yrkande" in c.values["text"]]
    changed = dict(verdicts)
    for name, verdict in verdicts.items() if refused else ():
        sentence = context.sentence_at(verdict.clause.start)
        if verdict.outcome != "established" or verdict.clause.values["stage"] != "proposed" or sentence is None:
            continue
        clause = next((c for c in refused if _same_demand(c.values["text"], sentence.text)), None)
        if clause is not None:
            changed[name] = Verdict("declined", clause, verdict.weight, verdict.explicit)
    return changed


def _same_demand(refusal: str, demand: str) -> bool:
    """Is the demand that a clause rejects the one made in a sentence: by its mover's surname, or as the addition that both call it?"""
    owner = _OWNER_OF_DEMAND.search(refusal)
    if owner is not None:
        return re.search(rf"\b{re.escape(owner[1])}\b", demand) is not None
    return "tilläggsyrkande" in refusal.lower() and "tillägg" in demand.lower()


class FateReader:
    """Reads the outcomes of a document's clauses."""

    def __init__(self, context: Relations, decisions: list[Fact], agreements: list[Fact]) -> None:
        self.context = context
        self.meta = context.structure.metadata
        self.decisions = decisions
        self.agreements = agreements

    def has_agreement(self, name: str, case: Case, *, intents: bool = True) -> bool:
        """Is an agreement or relation with the counterpart told of that has begun; do mere letters of intent count?"""
        return any(
            a.values["counterpart"] == name
            and a.case == case.ordinal
            and (intents or a.values["kind"] != "letter_of_intent")
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
        if day is not None and values["start_year"] is not None and values["start_year"] < day.year - 1:
            return True
        if values["signed_on"] is not None or not self._in_a_clause(agreement, proposed_here) or day is None:
            return True
        return values["valid_to"] is not None and values["valid_to"] < day

    def _in_a_clause(self, agreement: Fact, proposed_here: bool) -> bool:
        return proposed_here or any(
            d.start <= agreement.start < d.end or agreement.start <= d.start < agreement.end for d in self.decisions
        )

    def outcome(self, clause: Fact, name: str, case: Case) -> str | None:
        """The outcome that a clause decides or proposes for a counterpart; None where it settles nothing."""
        text, action = clause.values["text"], clause.values["action"]
        if own := self._own_fate(clause, name):
            return self.by_standing(own, name, case)
        if action in ("enter", "reject", "other") and not _clause("demand").search(text) and _clause("none_anew").search(text):
            return "ended" if self.has_agreement(name, case) and not self._long_over(name, case) else "declined"
        if action in _SIMPLE:
            turned = decided_in_clause(text) if action in _OPPOSED else None
            return turned if turned == _OPPOSED.get(action) and turned is not None else _SIMPLE[action]
        if action == "enter":
            if any(p.outcome == "declined" and not p.negated for p in fate_phrases(text)):
                return self.by_standing("declined", name, case)
            return self.by_standing("established", name, case)
        if action == "reject" or (action == "approve" and _clause("not_granted").search(text)):
            return self._rejected(text, name, case)
        if action == "approve":
            return self._approved(text, name, case)
        if action == "answered":
            return announced_outcome(text) or self.by_standing(decided_in_clause(text), name, case) or self._direction(name, case)
        if action == "other":
            fate = self.by_standing(decided_in_clause(text, related=self._done_with(clause, name)), name, case)
            if fate is None and self._done_with(clause, name) and _clause("as_before").search(text):
                return "continued" if self.has_agreement(name, case) else None
            later = _LOOKS_INTO.match(text) or words("verb_context", "put_off").search(text)
            return fate or ("under_review" if later else None)
        if action == "instruct" and _clause("empowered").search(text):
            return self.by_standing(decided_in_clause(text), name, case)
        if action == "instruct" and _clause("to_draft").search(text):
            return self.by_standing("established", name, case)
        if action in ("follow_up", "instruct") and _clause("review").search(text):
            return "under_review"
        return None

    def _own_fate(self, clause: Fact, name: str) -> str | None:
        """A counterpart's own fate in a clause that tells several: "säga upp avtalet med A men förlänga det med B"; else None."""
        text = self.context.text[clause.start : clause.end]
        places = {
            p.start - clause.start: p.name
            for s in self.context.sentences_in(clause.start, clause.end)
            for p in s.places
            if clause.start <= p.start < clause.end
        }
        phrases = fate_phrases(text)
        if len(set(places.values())) < 2 or len({p.outcome for p in phrases}) < 2:
            return None
        fates = governed(text, phrases, sorted(places))
        return next((fates[at].outcome for at, place in sorted(places.items()) if place == name), None)

    def _done_with(self, clause: Fact, name: str) -> bool:
        """Does a clause name what is done together with a counterpart: "lägret med Brest"?"""
        text = self.context.text
        places = (p for s in self.context.sentences_in(clause.start, clause.end) for p in s.places if clause.start <= p.start < clause.end)
        return any(p.name == name and _TOGETHER.search(text, max(0, p.start - 30), p.start) for p in places)

    def by_standing(self, outcome: str | None, name: str, case: Case) -> str | None:
        """An agreement made with someone who has one renews it; what one has cannot be declined."""
        if outcome == "established" and self.has_agreement(name, case, intents=False):
            return "renewed"
        return None if outcome == "declined" and self.has_agreement(name, case) and not self._long_over(name, case) else outcome

    def _long_over(self, name: str, case: Case) -> bool:
        """Had every agreement with the counterpart ended years before: what is asked for anew can be declined."""
        day = self.meta.meeting_date or self.meta.document_date
        own = [a.values for a in self.agreements if a.case == case.ordinal and a.values["counterpart"] == name]
        return day is not None and all(v["end_year"] is not None and v["end_year"] < day.year - LONG_OVER for v in own)

    def demand(self, name: str, case: Case) -> tuple[str, Fact | Sentence | None] | None:
        """What the motion or proposal at hand would do to a relation, and where that is told (None: in the matter's title)."""
        for clause in self.decisions:
            if clause.case == case.ordinal and clause.values["stage"] == "proposed":
                outcome = _DEMANDS.get(clause.values["action"]) or (
                    decided_in_clause(clause.values["text"]) if clause.values["action"] == "other" else None
                )
                if outcome:
                    return outcome, clause
        for sentence in self.context.sentences:
            demands = sentence.case == case.ordinal and name in sentence.counterparts and _clause("demanding").search(sentence.text)
            if demands and (outcome := decided_in_clause(sentence.text)):
                return outcome, sentence
        title = case.title or ""
        named = decided_in_clause(title) or next((outcome for outcome, pattern in _demanded() if pattern.search(title)), None)
        if named == "established" and _clause("none_of_it").search(title):
            named = "ended" if self.has_agreement(name, case) else None
        return (named, None) if named else None

    def _demand(self, name: str, case: Case) -> str | None:
        found = self.demand(name, case)
        return found[0] if found else None

    def _rejected(self, text: str, name: str, case: Case) -> str | None:
        if re.search(r"(?i)\bbifall till\b", text):
            return None
        kept = self.has_agreement(name, case) and not self._long_over(name, case)
        if kept and _clause("not_anew").search(text):
            return "ended"
        if not _clause("demand").search(text):
            return None if kept else "declined"
        told = {p.outcome for p in fate_phrases(text) if not p.negated}
        demand = decided_in_clause(text) or self._demand(name, case)
        if demand in ("ended", "paused") or told & {"ended", "paused"}:
            return "continued"
        return "declined" if demand == "established" and not kept else "ended" if demand == "renewed" else None

    def _approved(self, text: str, name: str, case: Case) -> str | None:
        if _clause("received").search(text) and _clause("motion").search(text):
            return None
        if _clause("motion").search(text):
            # "Motionen bifalls på så sätt att utbytet pausas" grants something else than the motion asked for.
            instead = _clause("granted_so").search(text)
            own = decided_in_clause(text[instead.start() :]) if instead else None
            return self.by_standing(own or self._demand(name, case), name, case)
        if is_kept_paper(text):
            return "continued"
        if _clause("going_on").search(text):
            return "continued"
        if own := decided_in_clause(text):
            return self.by_standing(own, name, case)
        if not _clause("agreement").search(text):
            return None
        if _clause("ending").search(text):
            return "ended"
        return "renewed" if _clause("prolonging").search(text) else self.by_standing("established", name, case)

    def _direction(self, name: str, case: Case) -> str | None:
        """The fate that an answer to a motion announces in running text."""
        told = [
            self._announced(s, name)
            for s in self.context.sentences
            if s.case == case.ordinal
            and name in s.counterparts
            and s.zone not in _SILENT
            and (_clause("own_view").search(s.text) or not (words("supposed", "words").search(s.text) or retells_a_demand(s.text)))
        ]
        open_ = "under_review" in told or self._deferred(name, case)
        return next((t for t in told if t not in (None, "under_review")), "under_review" if open_ else None)

    def _deferred(self, name: str, case: Case) -> bool:
        """Does an answer leave the relation with a place that it names to a later time?"""
        return any(
            s.case == case.ordinal
            and s.zone not in _SILENT
            and any(p.name == name for p in s.places)
            and words("verb_context", "deferred").search(s.text) is not None
            for s in self.context.sentences
        )

    @staticmethod
    def _announced(sentence: Sentence, name: str) -> str | None:
        """The fate that a sentence announces for a counterpart; of several places each has its own."""
        phrases = fate_phrases(sentence.text)
        places = {p.start - sentence.start: p.name for p in sentence.places}
        if len(set(places.values())) < 2 or len({p.outcome for p in phrases}) < 2:
            return announced_outcome(sentence.text)
        fates = governed(sentence.text, phrases, sorted(places))
        return next((fates[at].outcome for at, place in sorted(places.items()) if place == name), None)

    def is_decided_before(self, outcome: str, name: str, case: Case) -> bool:
        """Does an answer only tell of a decision that was taken before: every sentence that announces the fate tells of a decision?"""
        announcing = [
            _clause("decided_before").search(s.text) is not None
            for s in self.context.sentences
            if s.case == case.ordinal and name in s.counterparts and s.zone not in _SILENT and announced_outcome(s.text) == outcome
            if not retells_a_demand(s.text) and not words("supposed", "words").search(s.text)
        ]
        return bool(announcing) and all(announcing)

    def several_agreements(self, name: str, case: Case) -> bool:
        """Are several agreements with the counterpart told of, the first of them older than the newest?"""
        years = {
            a.values["start_year"]
            for a in self.agreements
            if a.case == case.ordinal and a.values["counterpart"] == name and a.values["start_year"]
        }
        return len(years) > 1
