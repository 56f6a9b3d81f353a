"""The roles that labels and remarks in minutes give to the persons listed, read from ``lexicon/roles.toml``."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extractors.labels import label_kind
from extractors.resources import toml

# The order in which labels are tried: a substitute's label may hold a member's.
_ORDER = ("absent", "substitute", "official", "member", "chair", "secretary", "adjuster", "other")


# The line for a signature behind a label, and what stands on it
_DOTS = re.compile(r"\s*[._…]{4,}.*$", re.DOTALL)


@cache
def _labels() -> list[tuple[str, re.Pattern[str]]]:
    lists = toml("roles")["labels"]
    return [(kind, re.compile(rf"(?:{'|'.join(lists[kind])})\s*(?:[:.]|$)", re.IGNORECASE)) for kind in _ORDER]


@lru_cache(maxsize=4096)
def role_label(text: str) -> str | None:
    """The kind of list that the label ``text`` opens: a key of ``[labels]``, ``other`` for labels of other things, None for no label."""
    text = " ".join(_DOTS.sub("", text).split()).strip(" _*")
    if not text or len(text) > 70 or not (text[0].isalpha() or text[0] in "§1234"):
        return None
    kind = next((kind for kind, pattern in _labels() if pattern.fullmatch(text)), None)
    return kind or ("other" if label_kind(text) else None)


@cache
def _marks() -> list[tuple[str, re.Pattern[str]]]:
    return [(role, re.compile("|".join(patterns), re.IGNORECASE)) for role, patterns in toml("roles")["marks"].items()]


def marks_in(remark: str) -> list[str]:
    """The roles that the words behind a name tell, in the lexicon's order."""
    return [role for role, pattern in _marks() if pattern.search(remark)]


@cache
def _replaced() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s,(–-])(?:{'|'.join(toml('roles')['replaced']['words'])})[\s:]*$", re.IGNORECASE)


def is_replaced(before: str) -> bool:
    """Whether the words before a name say that somebody else serves in that person's place."""
    return bool(_replaced().search(before))


@cache
def inner_label() -> re.Pattern[str]:
    """A label amid names (``... Bo Ek (M) Tjänstgörande ersättare Cia Ek (C)``); its words are group 1."""
    words = "|".join(toml("roles")["inner"]["words"])
    return re.compile(rf"(?<=[\w).,] )((?:{words}))(?=:| [A-ZÅÄÖ]|$):?")


__all__ = ["inner_label", "is_replaced", "marks_in", "role_label"]
