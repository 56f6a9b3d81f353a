"""Areas of cooperation with each counterpart, and whether they are agreed, proposed, of an earlier period or under review."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from extractors import resources
from extractors.core import Fact, Part, facts_of
from extractors.fate_words import decided_in_clause
from extractors.relations import Relations, Sentence, relation_word, relations_of

_SILENT = ("documents", "recipients", "statement", "reservation", "vote", "question", "motions_at_meeting", "consequences")
# Blocks after a lead that its list may reach over.
LIST_REACH = 30
# Where a sentence goes over from the areas to what came of them.
_ASIDE = re.compile(r",\s+(?:har|är|vilket|vilka|inte minst|men|genom|eftersom|då|och (?:har|är|ger|kan))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Area:
    """An area named in the text: its code and extent."""

    code: str
    start: int
    end: int


@cache
def _areas() -> list[tuple[str, re.Pattern[str]]]:
    """The pattern of each area: its words, and its first members of compounds before any second member that leaves the area alone."""
    lexicon = resources.toml("focus_areas")
    tails = "|".join(lexicon["tails"]["tails"])
    found = []
    for code, patterns in lexicon["areas"].items():
        stems = "|".join(re.escape(stem) for stem in lexicon["stems"].get(code, []))
        compounds = [rf"\b(?:{stems})s?(?:{tails})\w*"] if stems else []
        found.append((code, re.compile("|".join(f"(?:{p})" for p in [*patterns, *compounds]), re.IGNORECASE)))
    return found


@cache
def _trigger(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in resources.toml("focus_areas")["triggers"][name]), re.IGNORECASE)


def find_areas(text: str, start: int, end: int) -> list[Area]:
    """The areas named in ``text[start:end]``; where two overlap the longer match counts. Names of organisations
    (Linköpings universitet, Högskolan i Borås) are no areas."""
    found = [Area(code, *m.span()) for code, pattern in _areas() for m in pattern.finditer(text, start, end) if not _in_name(text, m)]
    found.sort(key=lambda a: (a.start - a.end, a.start))
    kept: list[Area] = []
    for area in found:
        if not any(area.start < k.end and k.start < area.end for k in kept):
            kept.append(area)
    return sorted(kept, key=lambda a: a.start)


def _in_name(text: str, match: re.Match[str]) -> bool:
    word = match.group()
    before = text[max(0, match.start() - 40) : match.start()]
    if word[:1].isupper() and not word.isupper() and not re.search(r"(?:^|[.:;!?\n\t•–*·▪●○◦‣■□➢✓-]|\d[.)]|[a-zåäö]\))\s*$", before):
        return True
    return bool(re.search(r"\b[A-ZÅÄÖ][\wåäö]+s\s+$", before)) and bool(
        re.match(r"universitet|högskola|gymnasi|museum|teater", word, re.IGNORECASE)
    )


class FocusReader:
    """Reads the focus areas of one document."""

    def __init__(self, doc: Doc, context: Relations) -> None:
        self.doc = doc
        self.text = context.text
        self.context = context
        self.structure = context.structure
        self.agreements = facts_of(doc, "agreements")

    def facts(self) -> Iterator[Fact]:
        seen: set[tuple[int | None, str | None, str, str]] = set()
        for sentence, start, end in self._telling():
            for area in find_areas(self.text, start, end):
                for name in sentence.counterparts:
                    status = self._status(sentence, name, start, end)
                    key = (sentence.case, name, area.code, status)
                    if key not in seen:
                        seen.add(key)
                        values = {"counterpart": name, "area": area.code, "raw": self.text[area.start : area.end], "status": status}
                        yield Fact("focus_areas", area.start, area.end, "focus_areas", 0.82, values, sentence.case)

    def _telling(self) -> Iterator[tuple[Sentence, int, int]]:
        """Sentences that tell areas, each with the extent in which the areas stand."""
        lead: Sentence | None = None
        reach = 0
        for sentence in self.context.sentences:
            if sentence.zone in _SILENT or not (sentence.counterparts or lead):
                lead = None
                continue
            block = self.structure.blocks[sentence.block]
            if block.kind == "item" and lead is not None and reach > 0 and block.marker.lower() != "att":
                reach -= 1
                yield (
                    Sentence(
                        sentence.start,
                        sentence.end,
                        sentence.block,
                        lead.case,
                        sentence.part,
                        sentence.zone,
                        lead.text + "\n" + sentence.text,
                        counterparts=sentence.counterparts or lead.counterparts,
                    ),
                    sentence.start,
                    sentence.end,
                )
                continue
            if sentence.others or self._clause_of_decision(sentence):
                continue
            if self._leads_list(sentence):
                lead, reach = sentence, LIST_REACH
            elif lead is not None and sentence.block != lead.block:
                reach -= 3
                lead = lead if reach > 0 and block.kind == "paragraph" and self._is_position_paper(sentence) else None
            yield from self._in_sentence(sentence)

    def _clause_of_decision(self, sentence: Sentence) -> bool:
        return sentence.zone in ("decision", "proposal") and not _trigger("introduces").search(sentence.text)

    def _is_position_paper(self, sentence: Sentence) -> bool:
        return self.structure.parts[sentence.part].document_type == "position_paper"

    def _leads_list(self, sentence: Sentence) -> bool:
        text = sentence.text.rstrip()
        blocks = self.structure.blocks
        ends_block = sentence.end >= blocks[sentence.block].end - 1
        following = blocks[sentence.block + 1] if sentence.block + 1 < len(blocks) else None
        if not ends_block or following is None or following.kind != "item" or following.marker.lower() == "att":
            return False
        if text.endswith((":", ";")) and (_trigger("list_leads").search(text) or self._is_position_paper(sentence)):
            return True
        return bool(_trigger("list_leads").search(text)) and not text.endswith(".") and len(text) < 80

    def _in_sentence(self, sentence: Sentence) -> Iterator[tuple[Sentence, int, int]]:
        """The part of a sentence behind the word that introduces areas, where the sentence is of the relation."""
        if not sentence.counterparts:
            return
        agreement = self.structure.parts[sentence.part].document_type == "agreement"
        of_relation = (
            agreement
            or relation_word().search(sentence.text)
            or re.match(r"(?:Det|Där|Den)\b", sentence.text)
            or _trigger("proposed").search(sentence.text)
        )
        if not of_relation and not _trigger("previous").search(sentence.text):
            return
        match = _trigger("introduces").search(sentence.text)
        if match is None:
            return
        start = (
            sentence.start
            if _trigger("proposed").search(sentence.text) and "tillkommer" in sentence.text
            else sentence.start + match.start()
        )
        if self._narrative(sentence, start):
            return
        stop = _ASIDE.search(self.text, start, sentence.end)
        yield sentence, start, stop.start() if stop else sentence.end

    def _narrative(self, sentence: Sentence, start: int) -> bool:
        """Sentences on visits, costs, views and other doings tell no areas of the agreement."""
        if self._is_position_paper(sentence) and _trigger("narrative_position").search(sentence.text):
            return True
        return _trigger("narrative").search(sentence.text) is not None

    def _status(self, sentence: Sentence, name: str, start: int, end: int) -> str:
        own = self.text[start:end]
        part = self.structure.parts[sentence.part]
        if _trigger("under_review").search(own) or _trigger("under_review_lead").search(sentence.text):
            return "under_review"
        if part.document_type == "agreement":
            return self._after_decision(self._status_of_part(part, name), sentence.case, name)
        if part.document_type == "position_paper":
            return "previous" if _trigger("earlier").search(sentence.text) else "agreed"
        if _trigger("proposed").search(sentence.text) and not _trigger("previous").search(sentence.text):
            return self._after_decision("proposed", sentence.case, name)
        if _trigger("previous").search(sentence.text) or self._of_expired(sentence, name):
            return "previous"
        if self._only_proposed(sentence.case, name):
            return self._after_decision("proposed", sentence.case, name)
        return "agreed"

    def _status_of_part(self, part: Part, name: str) -> str:
        """The status of the agreement that an attached paper is."""
        own = [a for a in self.agreements if part.start <= a.start < part.end and a.values["counterpart"] == name]
        told = own or [
            a
            for a in self.agreements
            if a.values["counterpart"] == name and a.values["start_year"] and str(a.values["start_year"]) in (part.title or "")
        ]
        if not told:
            return "agreed" if part.index == 0 else "proposed"
        return {"proposed": "proposed", "expired": "previous", "ended": "previous"}.get(told[0].values["status"], "agreed")

    def _of_expired(self, sentence: Sentence, name: str) -> bool:
        """Does the sentence tell of agreements with the counterpart that had all expired, while a later one is told of?"""
        if not _trigger("made").search(sentence.text):
            return False
        own = [a for a in self.agreements if a.case == sentence.case and a.values["counterpart"] == name]
        told = [a for a in own if sentence.start <= a.start < sentence.end]
        return bool(told) and len(own) > len(told) and all(a.values["status"] == "expired" for a in told)

    def _only_proposed(self, case: int | None, name: str) -> bool:
        statuses = {a.values["status"] for a in self.agreements if a.case == case and a.values["counterpart"] == name}
        return statuses == {"proposed"}

    def _after_decision(self, status: str, case: int | None, name: str) -> str:
        """What was proposed is agreed once the matter decides to enter, renew or approve."""
        if status != "proposed":
            return status
        for fact in facts_of(self.doc, "decisions"):
            if fact.case != case or fact.values["stage"] != "decided" or fact.values["action"] not in ("enter", "renew", "approve"):
                continue
            if decided_in_clause(fact.values["text"]) in ("declined", "ended"):
                continue
            sentence = self.context.sentence_at(fact.start)
            if sentence is None or name in sentence.counterparts:
                return "agreed"
        return status


@Language.component("focus_areas")
def focus_areas(doc: Doc) -> Doc:
    """Adds a ``focus_areas`` fact for each area, counterpart and status of a matter."""
    context = relations_of(doc)
    if context.counterparts:
        doc._.facts.extend(FocusReader(doc, context).facts())
    return doc
