"""The stretches of a sentence in which areas of cooperation stand, found by the words that introduce or follow them.

Some words only point forward ("avtalet omfattar skola"). Others, such as *ingå* and *vara huvudsaken*, tell of an area on either side:
"skola ingår i avtalet", "i avtalet ingår skola". A preposition behind a word for an agreement does so where an area follows at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from extractors import resources
from extractors.anchors import Anchored, alternatives
from extractors.area_words import Area
from extractors.families import Family
from extractors.verbs import parse

# Characters before a word in which a modal verb leaves it open.
_MODAL_REACH = 60
# Characters between a verb and its particle.
_SPLIT = 200
# Where a sentence goes over from the areas to what came of them, or to what is none of them.
_ASIDE = re.compile(
    r",\s+(?:(?:men |dock |däremot ){0,2}inte|har|är|vilket|vilka|inte minst|men|genom|eftersom|då|och (?:har|är|ger|kan))\b", re.IGNORECASE
)
# What parts the clauses of a sentence.
_CLAUSE = re.compile(r"[;:]\s|\bmedan\b|,\s+(?:där|men|vilket|vilka|varvid)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Frame:
    """A stretch that names areas; ``word`` is where the word that tells of them begins; ``kind`` is ``told``, ``past``, ``added`` or
    ``removed``; ``scope`` says what must speak of a cooperation: its ``sentence``, its ``paragraph``, a ``matter`` of one counterpart, or
    only that there is one, as persons of both sides meet (``contact``)."""

    start: int
    end: int
    word: int
    kind: str = "told"
    scope: str = "sentence"

    def moved(self, by: int) -> Frame:
        """The same stretch ``by`` characters further on."""
        return replace(self, start=self.start + by, end=self.end + by, word=self.word + by)


@cache
def trigger(name: str) -> Anchored:
    """The entry ``name`` under [triggers] of ``lexicon/focus_areas.toml`` as one pattern."""
    return Anchored(alternatives(resources.toml("focus_areas")["triggers"][name]), re.IGNORECASE)


@cache
def _verbs(group: str) -> Family[str]:
    """The patterns of a group's verbs, each with its tense; none for a past that is an adjective too."""
    verbs = [parse(entry) for entry in resources.toml("focus_areas")["verbs"][group]]
    return Family(
        ("" if tense == "past" and trigger("adjectival").match(verb.name) else tense, pattern)
        for verb in verbs
        for tense, pattern in verb.patterns.items()
    )


def _verb_matches(group: str, text: str) -> Iterator[tuple[int, int, str]]:
    for tense, pattern in _verbs(group).likely(text):
        for match in pattern.each(text):
            yield match.start(), match.end(), tense


def is_modal(text: str, start: int, word: int) -> bool:
    """Does a modal verb not before ``start`` leave open what the word at ``word`` tells?"""
    return trigger("modal").search(text, max(start, word - _MODAL_REACH), word) is not None


def frames(sentence: str, areas: list[Area]) -> list[Frame]:
    """The stretches of ``sentence`` that name areas; ``areas`` are those named in it, by their places in the sentence."""
    found = list(_about(sentence, areas))
    forward = _introduced(sentence)
    if forward is not None:
        found.append(forward)
    found += _on_either_side(sentence, areas)
    found += _exchange(sentence)
    found += _split(sentence)
    return [*sorted(found, key=lambda f: (f.kind not in ("added", "removed"), f.start, f.end)), *_mutual(sentence)]


def _stop(sentence: str, start: int) -> int:
    aside = _ASIDE.search(sentence, start)
    return aside.start() if aside else len(sentence)


def _introduced(sentence: str) -> Frame | None:
    """What stands behind the first word that introduces areas."""
    starts = [(start, tense) for start, _, tense in _verb_matches("introduce", sentence)]
    noun = trigger("introduces").search(sentence)
    if noun is not None:
        starts.append((noun.start(), ""))
    if not starts:
        return None
    start, tense = min(starts, key=lambda s: (s[0], s[1] == "", s[1]))
    return Frame(
        start,
        _stop(sentence, start),
        start,
        "past" if tense == "past" else "told",
        "paragraph" if trigger("themes").match(sentence, start) else "sentence",
    )


@cache
def _about_pattern() -> Anchored:
    instrument, gap, about, lead = (trigger(name).pattern for name in ("instrument", "about_gap", "about", "about_lead"))
    return Anchored(f"(?:{instrument})(?:{gap})(?P<about>{about})(?:{lead})", re.IGNORECASE)


def _about(sentence: str, areas: list[Area]) -> Iterator[Frame]:
    """What an agreement or exchange is about: "avtal med X om skola", "slöts 2008 för vinodling"."""
    words = {_word_start(sentence, area.start): area for area in areas}
    for match in _about_pattern().finditer(sentence):
        area = next((words[at] for at in range(match.end("about"), match.end() + 1) if at in words), None)
        if area is not None:
            yield Frame(area.start, _stop(sentence, area.start), match.start())
            return


def _word_start(text: str, at: int) -> int:
    """Where the word that holds the character at ``at`` begins."""
    while at and text[at - 1].isalnum():
        at -= 1
    return at


def _exchange(sentence: str) -> Iterator[Frame]:
    """An exchange named by its area: "elevutbytet med X"."""
    for match in trigger("exchange").finditer(sentence):
        yield Frame(match.start(), match.end(), match.start(), scope="paragraph")


def _split(sentence: str) -> Iterator[Frame]:
    """What stands between a verb and its particle, and what a clause goes back to: "i förslaget pekas hälsa och idrott ut"."""
    for verb in trigger("split_verb").finditer(sentence):
        particle = trigger("split_particle").search(sentence, verb.end(), min(_stop(sentence, verb.end()), verb.end() + _SPLIT))
        if particle is not None:
            kind = "past" if trigger("split_past").match(verb.group()) else "told"
            more = trigger("joined").match(sentence, particle.end())
            yield Frame(verb.end(), _stop(sentence, particle.end()) if more else particle.start(), verb.start(), kind, "matter")
    for back in trigger("back").finditer(sentence):
        yield Frame(0, back.start(), back.start(), scope="matter")


def _mutual(sentence: str) -> Iterator[Frame]:
    """The clauses that tell how persons of both sides meet or visit each other: "körerna gästar varandra"."""
    start = 0
    for end in [*(m.start() for m in _CLAUSE.finditer(sentence)), len(sentence)]:
        found = any(trigger(name).search(sentence, start, end) for name in ("mutual", "named_exchange"))
        if found and not trigger("mutual_not").search(sentence, start, end):
            past = trigger("mutual_past").search(sentence, start, end) and not trigger("perfect").search(sentence, start, end)
            yield Frame(start, end, start, "past" if past else "told", "contact")
        start = end


def _on_either_side(sentence: str, areas: list[Area]) -> Iterator[Frame]:
    """The areas before each word that tells of areas on either side, back to the word before it; those behind it where none are before."""
    words = [
        (start, end, group, tense, "paragraph")
        for group in ("told", "added", "removed")
        for start, end, tense in _verb_matches(group, sentence)
    ]
    for group in ("added", "removed"):
        words += [(m.start(), m.end(), group, "", "matter") for m in trigger(f"{group}_theme").finditer(sentence)]
    words += [
        (m.start(), m.end(), "told", "past" if trigger("past_theme").match(m.group()) else "", "matter")
        for m in trigger("theme").finditer(sentence)
    ]
    words.sort(key=lambda w: (w[0], w[2] != "removed", *w[1:]))
    begin = 0
    for at, (start, end, group, tense, scope) in enumerate(words):
        if start < begin:
            continue  # the same words read by another entry
        clause = max((m.end() for m in _CLAUSE.finditer(sentence, begin, start)), default=begin)
        if group == "removed" and trigger("occasion").search(sentence, clause, start):
            begin = end
            continue
        kind = "past" if group == "told" and tense == "past" else group
        following = words[at + 1][0] if at + 1 < len(words) else len(sentence)
        if any(start <= a.start and a.end <= end for a in areas):
            yield Frame(start, end, start, kind, scope)
        elif any(clause <= a.start and a.end <= start for a in areas):
            yield Frame(clause, start, start, kind, scope)
        else:
            yield Frame(end, min(_stop(sentence, end), following), start, kind, scope)
        begin = end


__all__ = ["Frame", "frames", "is_modal", "trigger"]
