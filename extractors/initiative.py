"""Who took the step that ended or paused a partnership: the Swedish municipality or region, or its partner abroad.

A body that decides, recommends or is asked to end a partnership takes the step itself, unless the text tells that the partner did. Of an
end that is only reported the text must tell who; else it is ``unknown``.
"""

from __future__ import annotations

import re
from functools import cache, cached_property, lru_cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extractors.anchors import Anchored
from extractors.core import Fact, Structure, facts_of, text_of
from extractors.gazetteer import adjectives
from extractors.resources import toml

_STEPS = frozenset({"ended", "paused"})
_OWN_STAGES = frozenset({"decided", "recommended", "proposed"})
# Words between subject and verb: "Wuxi har under våren sagt upp"
_BETWEEN = r"(?:\s+[\wåäö-]+){0,5}?\s+"
# How far before a verb its subject may begin, in characters.
_REACH = 400


@lru_cache(maxsize=256)
def _country_adjectives(country: str) -> str:
    """The definite forms of a country's adjective (kinesiska, kinesiske)."""
    return "|".join(sorted(form for form, code in adjectives().items() if code == country and form.endswith(("a", "e"))))


@cache
def _acts() -> tuple[Anchored, ...]:
    """What a side that takes the step does. What it wishes may hold what it does: "meddelat att staden avslutar"."""
    acts = toml("initiative")["acts"]
    return tuple(Anchored(rf"(?:{'|'.join(acts[kind])})(?!\w)".replace(" ", r"\s+"), re.IGNORECASE) for kind in ("ends", "wishes"))


@cache
def _said() -> dict[str, str]:
    """What stands before a side whose initiative the step is, as one pattern by what stands behind the side."""
    before: dict[str, list[str]] = {}
    for words in toml("initiative")["acts"]["said"]:
        head, _, tail = words.replace(" ", r"\s+").partition("{side}")
        before.setdefault(tail, []).append(head)
    return {tail: "|".join(heads) for tail, heads in before.items()}


@cache
def _around_a_side() -> tuple[tuple[Anchored, Anchored], ...]:
    """What stands before and behind any side whose initiative the step is."""
    return tuple((Anchored(heads, re.IGNORECASE), Anchored(tail, re.IGNORECASE)) for tail, heads in _said().items())


class _Side:
    """A side by the names it goes by. What does not name it is compiled once, for there are many; what does, where it is needed."""

    def __init__(self, names: str) -> None:
        self.names = names

    @cached_property
    def _subject(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{self.names}){_BETWEEN}\Z", re.IGNORECASE)

    @cached_property
    def _initiator(self) -> re.Pattern[str]:
        said = "|".join(rf"(?:{heads})(?:{self.names}){tail}" for tail, heads in _said().items())
        return re.compile(rf"(?<!\w)(?:{said})(?!\w)", re.IGNORECASE)

    def acts(self, text: str) -> bool:
        """Does the text tell that this side takes the step, as a subject or as the one whose initiative it is?"""
        places = (act.start() for acts in _acts() for act in acts.finditer(text))
        if any(self._subject.search(text, max(0, place - _REACH), place) for place in places):
            return True
        told = any(before.search(text) and behind.search(text) for before, behind in _around_a_side())
        return told and self._initiator.search(text) is not None


@lru_cache(maxsize=256)
def _partner(counterpart: str, country: str | None, general: bool) -> _Side:
    lexicon = toml("initiative")["partner"]
    names = [re.escape(counterpart) + r"(?:s?\s+(?:stad|kommun|provins|region|distrikt))?"]
    if general:
        names += lexicon["words"]
        if country and (forms := _country_adjectives(country)):
            names.append(rf"den\s+(?:{forms})\s+(?:{'|'.join(lexicon['parts'])})")
    return _Side("|".join(names))


@lru_cache(maxsize=256)
def _ours(municipality: str | None) -> _Side:
    names = list(toml("initiative")["ours"]["words"])
    if municipality:
        names.append(re.escape(municipality) + r"(?:s?\s+(?:stad|kommun))?")
    return _Side("|".join(names))


def initiative(text: str, counterpart: str, country: str | None, municipality: str | None, stage: str, alone: bool) -> str:
    """``partner``, ``swedish`` or ``unknown``. ``text`` is the matter's, ``alone`` says that it has no other counterpart."""
    if _partner(counterpart, country, alone).acts(text):
        return "partner"
    if stage in _OWN_STAGES or _ours(municipality).acts(text):
        return "swedish"
    return "unknown"


@Language.component("initiative")
def initiatives(doc: Doc) -> Doc:
    """Sets ``initiative`` of each ``outcomes`` fact that ends or pauses a partnership."""
    structure: Structure = doc._.structure
    text = text_of(doc)
    facts = facts_of(doc, "outcomes")
    partners: dict[int | None, set[str]] = {}
    for fact in facts:
        partners.setdefault(fact.case, set()).add(fact.values["counterpart"])
    for fact in facts:
        if fact.values["outcome"] in _STEPS and fact.values["counterpart"]:
            fact.values["initiative"] = _told(fact, structure, text, len(partners[fact.case]) == 1)
    return doc


def _told(fact: Fact, structure: Structure, text: str, alone: bool) -> str:
    case = structure.case_at(fact.start)
    matter = text[case.start : case.end] if case else text
    values: dict[str, Any] = fact.values
    return initiative(matter, values["counterpart"], values.get("counterpart_country"), values.get("municipality"), values["stage"], alone)
