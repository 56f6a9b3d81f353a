"""Recognises the labels in the head of a paper (Datum, Handläggare, Sammanträdesdatum ...)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extractors import resources
from extractors.anchors import Anchored, folded
from extractors.literals import Held

# The words of the longest label ("Datum för när anslaget tas ned").
_LONGEST = 6


_WORD = re.compile(r"\S+[ \t]+")
_LONGEST_BEFORE = 60
_LONGEST_LABEL = 60
# Labels that without a colon are ordinary words unless a day stands near: "Ändrad bolagsordning", "Uppsatt av".
_DATED = frozenset(["printed", "document_date", "received", "adjusted", "posted", "taken_down", "validity"])
_DATE_AHEAD = re.compile(r"(?!\D{0,45}\b(?:tillkännag|ansla|anslo))\D{0,45}\d", re.IGNORECASE)


@cache
def _patterns() -> list[tuple[str, Anchored]]:
    return [(kind, Anchored(rf"(?:{'|'.join(patterns)})\s*:?", re.IGNORECASE)) for kind, patterns in resources.toml("labels").items()]


@cache
def _any_label() -> Anchored:
    return Anchored("|".join(f"(?:{pattern.pattern})" for _, pattern in _patterns()), re.IGNORECASE)


def label_kind(text: str) -> str | None:
    """What the label ``text`` announces (a key of ``lexicon/labels.toml``); None if it is no label."""
    text = text.strip()
    return _kind_of_label(text) if 0 < len(text) <= _LONGEST_LABEL else None


@lru_cache(maxsize=8192)
def _kind_of_label(text: str) -> str | None:
    if not _any_label().fullmatch(text):
        return None
    return next((kind for kind, pattern in _patterns() if pattern.fullmatch(text)), None)


@cache
def _beginnings() -> Held:
    return Held(dict.fromkeys(_any_label().leads, 1))


def may_hold_label(text: str) -> bool:
    """Does ``text`` hold what some label begins with?"""
    return not _any_label().leads or _beginnings().within(folded(text), 0, len(text)) > 0


def may_be_label(text: str) -> bool:
    """Does ``text`` begin with what some label begins with? Costs less than :func:`label_kind` where it was never asked."""
    return _any_label().may_begin(text.lstrip(), 0)


def leading_label(text: str) -> tuple[str, int] | None:
    """The label that ``text`` begins with and the offset behind it: a word before a colon, or before what it announces."""
    colon = text.find(":", 0, 60)
    if colon > 0 and (kind := label_kind(text[:colon])):
        return kind, colon + 1
    if not _any_label().may_begin(text, 0):
        return None
    ends: list[int] = []
    while len(ends) < _LONGEST and (word := _WORD.match(text, ends[-1] if ends else 0)):
        ends.append(word.end())
    for end in reversed(ends):
        if (kind := label_kind(text[:end])) and _may_lack_colon(kind, text, end):
            return kind, end
    return None


def _may_lack_colon(kind: str, text: str, end: int) -> bool:
    """Does a label announce something though no colon follows? "Rubrik" and the like without one are ordinary words."""
    return kind != "title" and (kind not in _DATED or _DATE_AHEAD.match(text, end) is not None)


def label_before(text: str) -> str | None:
    """What the label announces that ``text`` ends with ("... på anslagstavlan Sammanträdesdag"), where it begins like one."""
    near = text[-_LONGEST_BEFORE:]
    words = list(re.finditer(r"\S+", near)) if may_hold_label(near) else []
    for word in words[-_LONGEST:]:
        tail = near[word.start() :]
        if tail[0].isupper() and (kind := label_kind(tail)):
            return kind
    return None
