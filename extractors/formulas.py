"""Reads patterns of the lexicon whose slots, written ``{name}``, stand for other entries."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from extractors.anchors import Anchored
from extractors.resources import toml

_SLOT = re.compile(r"\{([a-z_]+)\}")


def filled(pattern: str, entries: Mapping[str, Sequence[str]]) -> str:
    """``pattern`` with its slots filled by the entries they name, each as one group of alternatives.

    :raises KeyError: where a slot names no entry.
    """
    return _SLOT.sub(lambda slot: union(entries[slot[1]], entries), pattern)


def union(patterns: Sequence[str], entries: Mapping[str, Sequence[str]]) -> str:
    """The patterns as one group of alternatives, slots filled."""
    return f"(?:{'|'.join(filled(pattern, entries) for pattern in patterns)})"


@cache
def formula(group: str, name: str) -> Anchored:
    """The entry ``name`` of ``group`` of ``lexicon/party_formulas.toml`` as one pattern; stems mind the case, all others do not."""
    entries: dict[str, list[str]] = toml("party_formulas")[group]
    return Anchored(union(entries[name], entries), 0 if name.endswith("stems") else re.IGNORECASE)


__all__ = ["filled", "formula", "union"]
