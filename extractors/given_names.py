"""Given names common in Sweden."""

from __future__ import annotations

from functools import cache

from extractors.resources import toml


@cache
def given_names() -> frozenset[str]:
    """Given names common in Sweden."""
    return frozenset(toml("given_names")["names"].split())


def is_given_name(word: str) -> bool:
    """Whether the word is a given name common in Sweden, or the first of one with a hyphen is."""
    return word in given_names() or ("-" in word and word.split("-")[0] in given_names())


__all__ = ["given_names", "is_given_name"]
