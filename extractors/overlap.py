"""How much two stretches of text speak of the same thing, by the stems of their words."""

from __future__ import annotations

import re

# Words too common to tell two matters apart.
_COMMON_WORDS = (
    "som och att det den med för till inte har ska skall kan samt från enligt efter vid eller mot under över man var vara bli "
    "blir sig sin sitt sina denna detta dessa kommunstyrelsen kommunfullmäktige beslut besluta beslutar beslutet förslag "
    "förslaget"
)
_COMMON = frozenset(_COMMON_WORDS.split())


def stems(text: str) -> set[str]:
    """The first six letters of each word that carries meaning, without a definite or genitive ending."""
    words = (w for w in re.findall(r"[a-zåäöéü]{4,}", text.lower()) if w not in _COMMON)
    return {re.sub(r"(?:ets|ens|et|en|s)$", "", w)[:6] if len(w) > 5 else w for w in words}


def overlap(a: str, b: str) -> float:
    """The share of the shorter text's stems that the other holds, 0–1."""
    left, right = stems(a), stems(b)
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0
