"""How an agreement stands as of the paper's date: by its days, by what the matter decides on it and by how it is told to have ended."""

from __future__ import annotations

import datetime as dt

from extractors.agreement_terms import Agreement
from extractors.core import Fact
from extractors.fate_words import decided_in_clause
from extractors.fates import ceased, ends_now, is_cut_short
from extractors.relation_words import words
from extractors.relations import Relations


def status_of(agreement: Agreement, context: Relations, decisions: list[Fact], today: dt.date | None) -> str:
    """Proposed until decided and begun, expired after its last day, else in force.

    :param today: the paper's date, where it is known.
    """
    first = agreement.begins or agreement.signed
    begins = first.values["date_start"] if first else None
    ends = agreement.ends.values["date_end"] if agreement.ends else None
    if ends is None and agreement.replaced:
        return "expired"
    decided = _decided(agreement, context, decisions)
    if decided == "terminate" and (ends is None or today is None or ends >= today):
        return "ended"
    if agreement.proposed and (agreement.signed is None or (today is not None and agreement.signed.values["date_start"] > today)):
        begun = begins is not None and today is not None and begins <= today
        return "in_force" if decided in ("enter", "renew", "approve") and begun else "proposed"
    if begins is not None and today is not None and begins > today:
        return "proposed"
    if first is None and ends is not None and today is not None and ends > today and _to_be_made(agreement, context, decisions):
        return "proposed"
    if today is None:
        return "unknown" if ends else "in_force"
    if ends is None and first is not None and agreement.term_years and not agreement.recurring:
        ends = first.values["date_end"] + dt.timedelta(days=365.25 * agreement.term_years)
    if ends is not None and ends < today:
        return "ended" if _cut_short(agreement) else "expired"
    return "in_force"


def _cut_short(agreement: Agreement) -> bool:
    """Was an agreement ended and not left to run out: in so many words, or as a relation without a term that ceased?"""
    told = " ".join(s.text for s in agreement.sources)
    return is_cut_short(told) or ((agreement.start_year is None or not words("instrument").search(told)) and ceased(told))


def _to_be_made(agreement: Agreement, context: Relations, decisions: list[Fact]) -> bool:
    """Does the matter demand or propose to make an agreement with the counterpart, and tells of none that has begun?"""
    return any(
        d.case == agreement.case
        and d.values["action"] == "enter"
        and d.values["stage"] != "decided"
        and agreement.counterpart in context.named_in(d.start, d.end)
        for d in decisions
    )


def _decided(agreement: Agreement, context: Relations, decisions: list[Fact]) -> str | None:
    """The action that the matter decided on this counterpart, if any."""
    actions: list[str] = []
    for fact in decisions:
        if (
            fact.case == agreement.case
            and fact.values["stage"] == "decided"
            and fact.values["action"] in ("enter", "renew", "terminate", "approve")
        ):
            sentence = context.sentence_at(fact.start)
            if sentence is None or agreement.counterpart in sentence.counterparts:
                text = str(fact.values["text"])
                ends = fact.values["action"] == "approve" and decided_in_clause(text) == "ended"
                action = "terminate" if ends else str(fact.values["action"])
                # What is left to run out is in force until it has.
                actions += [action] if action != "terminate" or ends_now(text) or agreement.ends is None else []
    return "terminate" if "terminate" in actions else next(iter(actions), None)


__all__ = ["status_of"]
