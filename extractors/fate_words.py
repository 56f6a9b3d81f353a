"""The words that tell what becomes of a relation: verbs in all their forms, what turns them round, and who speaks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from extractors import resources
from extractors.anchors import Anchored, alternatives
from extractors.families import Family
from extractors.relations import relation_word
from extractors.verbs import TENSES, Verb, parse

# How far around a verb its negation and its leading words are looked for, in characters.
REACH = 200
# "Inga nya avtal ska ingås."
_NONE_NEW = re.compile(r"\b(?:inga|inget|ingen) (?:\w+ )?(?:nya|nytt|ny)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb of fate in a text: the outcome it tells (turned round where it is negated), its tense and place."""

    outcome: str
    tense: str
    verb: str
    start: int
    end: int
    negated: bool


def _union(patterns: list[str]) -> Anchored:
    return Anchored(alternatives(patterns), re.IGNORECASE)


@cache
def _verbs() -> list[tuple[str, Verb]]:
    return [(outcome, parse(entry)) for outcome, entries in resources.toml("fates")["verbs"].items() for entry in entries]


@cache
def _forms() -> Family[tuple[str, Verb, str]]:
    return Family(((outcome, verb, tense), verb.patterns[tense]) for outcome, verb in _verbs() for tense in TENSES)


@cache
def words(group: str, name: str) -> Anchored:
    """The patterns of an entry of ``lexicon/fates.toml`` as one."""
    return _union(resources.toml("fates")[group][name])


@lru_cache(maxsize=1024)
def fate_phrases(text: str) -> tuple[Phrase, ...]:
    """The verbs of fate in ``text``, in order; of two that overlap the one that begins first, then the longer.

    A passive that may be infinitive or present (avslutas) is taken as present.
    """
    found = sorted(_found(text), key=lambda p: (p.start, -p.end, p.tense == "infinitive"))
    kept: list[Phrase] = []
    for phrase in found:
        if not kept or phrase.start >= kept[-1].end:
            kept.append(phrase)
    return tuple(kept)


def _found(text: str) -> Iterator[Phrase]:
    opposite: dict[str, str] = resources.toml("fates")["opposite"]
    for (outcome, verb, tense), pattern in _forms().likely(text):
        for match in pattern.each(text):
            before, after = text[max(0, match.start() - REACH) : match.start()], text[match.end() : match.end() + REACH]
            participle = tense in ("past", "supine") and words("verb_context", "state_before").search(before)
            if participle or words("verb_context", "not_after").match(after) or (tense == "supine" and not _supine(match.group(), before)):
                continue
            gap = match.groupdict().get("gap") or ""
            negated = _negated(before, gap, after)
            meant = "paused" if outcome == "ended" and _for_a_time(before, after) else outcome
            told = opposite.get(meant, "") if negated else meant
            if told:
                yield Phrase(told, tense, verb.name, match.start(), match.end(), negated)


def _supine(form: str, before: str) -> bool:
    """Is a form that may be an adjective (fortsatt, begränsat) a verb here: passive, or led by "har"?"""
    return form.split()[0].endswith("s") or words("verb_context", "auxiliary").search(before) is not None


def _negated(before: str, gap: str, after: str) -> bool:
    return bool(
        words("verb_context", "negation_before").search(before)
        or re.search(r"\b(?:inte|ej|icke)\b", gap, re.IGNORECASE)
        or words("verb_context", "negation_after").match(after)
    )


def _for_a_time(before: str, after: str) -> bool:
    return bool(words("verb_context", "temporarily_before").search(before) or words("verb_context", "temporarily_after").match(after))


def of_relation(text: str) -> bool:
    """Does a text speak of an agreement, a relation or a request for one? Only then do the verbs tell of one's fate."""
    return relation_word().search(text) is not None or words("clauses", "request").search(text) is not None


def decided_in_clause(text: str, *, related: bool = False) -> str | None:
    """The fate that a decision clause tells by its verb, first verb first; None where it tells none of a relation. ``related``: the
    clause names what is done with a counterpart ("lägret med Brest"), which is a relation too."""
    if not related and not of_relation(text):
        return None
    return next((p.outcome for p in fate_phrases(text) if p.tense in ("infinitive", "present")), None)


def announced_outcome(text: str) -> str | None:
    """The fate that an answer announces: "avtalet bör inte förnyas" → ``ended``; None where it announces none."""
    if not of_relation(text):
        return None
    review: str | None = None
    for phrase in fate_phrases(text):
        before = text[max(0, phrase.start - REACH) : phrase.start]
        if words("clauses", "asked").search(before):
            continue
        led = words("verb_context", "announcing").search(before) is not None
        if phrase.outcome == "under_review":
            review = review or (phrase.outcome if led else None)
        elif phrase.outcome in ("established", "declined"):
            continue
        elif led or (phrase.tense == "present" and phrase.verb not in resources.toml("fates")["verb_context"]["of_terms"]):
            return phrase.outcome
    if words("verb_context", "review_told").search(text):
        return review or "under_review"
    return review


def told_phrases(text: str, *, anaphoric: bool = False) -> list[Phrase]:
    """The fates that a sentence tells of as decided elsewhere. Questions, demands and suppositions tell none. ``anaphoric``: the sentence
    goes on about the relation of the one before it ("Den har löpt ut.")."""
    if words("supposed", "words").search(text) or not (anaphoric or of_relation(text)):
        return []
    told = [_followed(text, p) for p in fate_phrases(text) if _is_told(text, p)]
    for outcome in resources.toml("fates")["state_told"]:
        if (not told or outcome == "ended") and (state := words("state_told", outcome).search(text)):
            told.append(Phrase(outcome, "past", "", *state.span(), False))
    review = words("verb_context", "review_told").search(text)
    if review:
        told.append(Phrase("under_review", "present", "", *review.span(), False))
    return told


def stated_in_policy(text: str) -> list[Phrase]:
    """The fates that a sentence of a strategy or programme lays down: "utbytet ska fortsätta". Of what is to begin only an agreement
    to be made is one."""
    if words("supposed", "words").search(text) or not of_relation(text):
        return []
    return [
        p
        for p in fate_phrases(text)
        if p.outcome in ("continued", "ended", "paused", "renewed", "established")
        and (p.tense == "infinitive" or (p.outcome == "established" and text[p.start : p.end].endswith("s")))
        and words("verb_context", "to_be_made" if p.outcome == "established" else "laid_down").search(
            text[max(0, p.start - REACH) : p.start]
        )
    ]


def decided_so(text: str) -> list[Phrase]:
    """The fates that a sentence tells as coming, of which another says that they were decided: "Solna ska bli vänort med Brest"."""
    if words("supposed", "words").search(text) or not of_relation(text):
        return []
    led = [
        (p, before)
        for p in fate_phrases(text)
        if p.tense == "infinitive" and p.outcome != "under_review" and (before := text[max(0, p.start - REACH) : p.start])
    ]
    return [
        p
        for p, before in led
        if words("verb_context", "laid_down").search(before)
        or (p.verb in resources.toml("fates")["verb_context"]["of_terms"] and words("verb_context", "let").search(before))
    ]


def wished_in_position(text: str) -> str | None:
    """The fate other than going on that a sentence of a position paper lays down: "ett nytt avtal ska tecknas"."""
    if words("supposed", "words").search(text) or not of_relation(text):
        return None
    for phrase in fate_phrases(text):
        before = text[max(0, phrase.start - REACH) : phrase.start]
        led = words("verb_context", "laid_down").search(before) is not None
        # "Avtalet upphör att gälla den 31 december" tells how long it runs.
        term = phrase.verb in resources.toml("fates")["verb_context"]["only_terms"]
        laid_down = phrase.tense == "present" and not term and not words("verb_context", "modal").search(before)
        if phrase.outcome in ("ended", "paused") and (led or laid_down):
            return phrase.outcome
        wished = (led or words("verb_context", "wished").search(before) is not None) and not _NONE_NEW.search(before)
        if phrase.outcome in ("renewed", "established") and wished and words("verb_context", "new_agreement").search(before):
            return phrase.outcome
    return None


def _followed(text: str, phrase: Phrase) -> Phrase:
    """The fate with what follows it: "avtalet löpte ut 2016 och därför tecknades ett nytt" ends nothing."""
    if phrase.outcome != "ended" or phrase.negated or phrase.verb not in resources.toml("fates")["verb_context"]["of_terms"]:
        return phrase
    return replace(phrase, outcome="renewed") if words("verb_context", "succeeded").search(text, phrase.end) else phrase


def _is_told(text: str, phrase: Phrase) -> bool:
    before = text[max(0, phrase.start - REACH) : phrase.start]
    of_terms = phrase.verb in resources.toml("fates")["verb_context"]["of_terms"]
    # "Vänortskapet upphör." names no term that runs out: it is the fate itself.
    of_terms = of_terms and not (phrase.verb == "upphöra" and words("verb_context", "at_once").match(text[phrase.end :]))
    if phrase.outcome == "under_review" and words("verb_context", "announcing").search(before):
        return not phrase.negated
    if phrase.tense == "infinitive":
        decided = words("verb_context", "laid_down").search(before) and words("verb_context", "decided_behind").match(text[phrase.end :])
        return bool(decided or words("verb_context", "comes").search(before) or words("verb_context", "deciding").search(before))
    if phrase.outcome == "under_review":
        return phrase.tense == "present" and not phrase.negated
    if phrase.outcome == "established" and phrase.tense == "present":
        return False
    if phrase.outcome == "declined" and phrase.negated:
        return False
    if phrase.tense == "present" and (of_terms or words("verb_context", "provided").match(text, phrase.end)):
        return False
    return not words("verb_context", "modal").search(before)


def governed(text: str, phrases: Sequence[Phrase], places: list[int]) -> dict[int, Phrase]:
    """For each offset of a place in a text of several fates, the verb whose fate is its own.

    The verbs part the text at a coordinator between them: "avtalet med A sades upp och avtalet med B förlängdes" at the first
    one after the verb, "säga upp avtalet med A och förlänga avtalet med B" at the last one before the next verb.
    """
    bounds: list[int] = []
    leading = bool(places) and min(places) > phrases[0].start
    for one, other in pairwise(phrases):
        between = list(words("verb_context", "coordinator").finditer(text, one.end, other.start))
        bounds.append((between[-1] if leading else between[0]).start() if between else other.start)
    return {place: phrases[bisect_right(bounds, place)] for place in places}


__all__ = [
    "Phrase",
    "announced_outcome",
    "decided_in_clause",
    "decided_so",
    "fate_phrases",
    "governed",
    "of_relation",
    "stated_in_policy",
    "told_phrases",
    "wished_in_position",
    "words",
]
