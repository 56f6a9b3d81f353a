"""Recognises the labels in the head of a paper (Datum, Handläggare, Sammanträdesdatum ...)."""

from __future__ import annotations

import re
from functools import cache

from extractors import resources


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    return [(kind, re.compile(rf"(?:{'|'.join(patterns)})\s*:?", re.IGNORECASE)) for kind, patterns in resources.toml("labels").items()]


def label_kind(text: str) -> str | None:
    """What the label ``text`` announces (a key of ``lexicon/labels.toml``); None if it is no label."""
    text = text.strip()
    if not text or len(text) > 60:
        return None
    return next((kind for kind, pattern in _patterns() if pattern.fullmatch(text)), None)


def leading_label(text: str) -> tuple[str, int] | None:
    """The label that ``text`` begins with and the offset behind it: a word before a colon, or before what it announces."""
    colon = text.find(":", 0, 60)
    if colon > 0 and (kind := label_kind(text[:colon])):
        return kind, colon + 1
    for words in (4, 3, 2, 1):
        match = re.match(rf"(?:\S+[ \t]+){{{words}}}", text)
        if match and (kind := label_kind(match.group())):
            return kind, match.end()
    return None
