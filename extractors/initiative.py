"""Who took the step that ended or paused a partnership: the Swedish municipality or region, or its partner abroad.

A body that decides, recommends or is asked to end a partnership takes the step itself, unless the text tells that the partner did. Of an
end that is only reported the text must tell who; else it is ``unknown``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from extractors.core import Fact, Structure, facts_of, text_of
from extractors.gazetteer import adjectives
from extractors.resources import toml

_STEPS = frozenset({"ended", "paused"})
_OWN_STAGES = frozenset({"decided", "recommended", "proposed"})
# Words between subject and verb: "Wuxi har under våren sagt upp"
_BETWEEN = r"(?:\s+[\wåäö-]+){0,5}?\s+"


@lru_cache(maxsize=256)
def _country_adjectives(country: str) -> str:
    """The definite forms of a country's adjective (kinesiska, kinesiske)."""
    return "|".join(sorted(form for form, code in adjectives().items() if code == country and form.endswith(("a", "e"))))


@lru_cache(maxsize=256)
def _partner(counterpart: str, country: str | None, general: bool) -> re.Pattern[str]:
    lexicon = toml("initiative")["partner"]
    names = [re.escape(counterpart) + r"(?:s?\s+(?:stad|kommun|provins|region|distrikt))?"]
    if general:
        names += lexicon["words"]
        if country and (forms := _country_adjectives(country)):
            names.append(rf"den\s+(?:{forms})\s+(?:{'|'.join(lexicon['parts'])})")
    return _acting("|".join(names))


@lru_cache(maxsize=256)
def _ours(municipality: str | None) -> re.Pattern[str]:
    names = list(toml("initiative")["ours"]["words"])
    if municipality:
        names.append(re.escape(municipality) + r"(?:s?\s+(?:stad|kommun))?")
    return _acting("|".join(names))


def _acting(side: str) -> re.Pattern[str]:
    """The pattern of a side that takes the step, as a subject or as the one whose initiative it is."""
    lexicon = toml("initiative")
    acts = "|".join([*lexicon["acts"]["ends"], *lexicon["acts"]["wishes"]]).replace(" ", r"\s+")
    initiatives = "|".join(lexicon["acts"]["said"]).replace(" ", r"\s+").replace("{side}", f"(?:{side})")
    return re.compile(rf"(?<!\w)(?:{side}){_BETWEEN}(?:{acts})(?!\w)|(?<!\w)(?:{initiatives})(?!\w)", re.IGNORECASE)


def initiative(text: str, counterpart: str, country: str | None, municipality: str | None, stage: str, alone: bool) -> str:
    """``partner``, ``swedish`` or ``unknown``. ``text`` is the matter's, ``alone`` says that it has no other counterpart."""
    if _partner(counterpart, country, alone).search(text):
        return "partner"
    if stage in _OWN_STAGES or _ours(municipality).search(text):
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
