"""Lists of those present that put the surname first without a comma: ``Ek Anna   S``, turned round where enough of the list agrees."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from extractors.given_names import is_given_name
from extractors.persons import Person

# So many names must be told to stand the other way round before any is turned
_ENOUGH: Final = 3
# The head of such a list says so itself: "Efternamn Förnamn", "Efternamn, förnamn"
_HEADER = re.compile(r"\befternamn,?\s+(?:och )?förnamn\b", re.IGNORECASE)


def _is_turned(name: str) -> bool:
    """Whether the last word of ``name`` alone is a given name (``Ek Anna``)."""
    words = name.split()
    return 2 <= len(words) <= 3 and is_given_name(words[-1]) and not is_given_name(words[0])


def turned_names(text: str, people: Iterable[Person]) -> dict[str, str]:
    """The names of ``people`` that the text writes with the surname first, each with the order in which names are given: empty where
    the text holds no such list.

    A name that no given name tells is turned with the others where it stands the other way round elsewhere.
    """
    names = {p.name for p in people}
    turned = [n for n in names if _is_turned(n)]
    straight = [n for n in names if is_given_name(n.split()[0])]
    if not turned or not (_HEADER.search(text) or (len(turned) >= _ENOUGH and len(turned) * 2 > len(straight))):
        return {}
    found = {n: _other_way(n) for n in turned}
    others = {n: _other_way(n) for n in names if n not in found and n not in straight and len(n.split()) == 2}
    return found | {name: other for name, other in others.items() if other in straight}


def _other_way(name: str) -> str:
    *surnames, given = name.split()
    return " ".join([given, *surnames])


__all__ = ["turned_names"]
