"""The kinds of papers by the words that open them (``lexicon/papers.toml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors import resources
from extractors.anchors import Anchored, alternatives
from extractors.families import Family
from extractors.resources import tolerant

_LONGEST_MARKER = 90


@dataclass(frozen=True, slots=True)
class Kind:
    """What a line says of the paper it stands in: its type, and whether by a marker or by a title.

    ``head`` is of a marker that names a paper in its head alone: within a text the word is a heading ("Yttrande").
    """

    document_type: str
    marker: bool
    head: bool = False


@cache
def _patterns() -> Family[Kind]:
    compiled = []
    for group in ("marker", "title", "head"):
        for document_type, lists in resources.toml("papers").items():
            if group not in lists:
                continue
            kind = Kind(document_type, group != "title", group == "head")
            compiled.append(
                (kind, Anchored(rf"(?:{tolerant(alternatives(lists[group]))}){r'[:.]?$' if kind.marker else ''}", re.IGNORECASE))
            )
    return Family(compiled)


def kind_of(line: str) -> Kind | None:
    """The kind of paper that ``line`` (a heading, title or cell) tells of."""
    return _kind_of(" ".join(line.split()).strip(' *_#"”'))


@lru_cache(maxsize=4096)
def _kind_of(text: str) -> Kind | None:
    if not text or (not text[0].isalpha() and text[0] != "("):
        return None
    for kind, pattern in _patterns().likely(text):
        if pattern.match(text) and (not kind.marker or len(text) <= _LONGEST_MARKER):
            return kind
    return None
