"""Reads the formulas of ``lexicon/party_formulas.toml`` as regular expressions."""

from __future__ import annotations

import re
from functools import cache

from extractors.resources import toml

_SLOT = re.compile(r"\{([a-z_]+)\}")


def _source(group: str, name: str) -> str:
    patterns: list[str] = toml("party_formulas")[group][name]
    filled = [_SLOT.sub(lambda slot: _source(group, slot[1]), pattern) for pattern in patterns]
    return f"(?:{'|'.join(filled)})"


@cache
def formula(group: str, name: str) -> re.Pattern[str]:
    """The entry ``name`` of ``group`` as one pattern, slots filled; stems mind the case, all others do not."""
    return re.compile(_source(group, name), 0 if name.endswith("stems") else re.IGNORECASE)


__all__ = ["formula"]
