"""The roles that labels and remarks in minutes give to the persons listed, read from ``lexicon/roles.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from extractors.labels import label_kind
from extractors.persons import is_title
from extractors.resources import toml

# The order in which labels are tried: a substitute's label may hold a member's.
_ORDER = ("absent", "substitute", "official", "member", "chair", "secretary", "adjuster", "other")


# The line for a signature behind a label, and what stands on it
_DOTS = re.compile(r"(?<!\s)(?:\s*+(?:[._…]{4,}|…[._…]++)|\s++(?:\.{3}|…)(?=\s|$)).*+", re.DOTALL)
# The sections that a signature is for, behind its label
_SECTIONS = re.compile(r"(?<=\w)\s+(?:paragraf(?:er)?(?: nr)?\b|§§?)[\s\d§:.,–-]*$", re.IGNORECASE)
_SIGNATURES = re.compile(r"^(?:underskrift(?:er)?|signatur(?:er)?|namnunderskrift(?:er)?)\s+(?=\S)", re.IGNORECASE)
# The body whose members or substitutes a label is for
_OF_BODY = re.compile(
    r"^[a-zåäöé-]{0,30}(?:nämnden|styrelsen|utskottet|direktionen|beredningen|kommittén|fullmäktige|förbundet)s\s+(?=\S)", re.IGNORECASE
)
_BRACKET = re.compile(r"\s*\([^()]{2,40}\)\s*(?=:?$)")
_WORD = re.compile(r"\S+")
# The kinds of label that names may follow on the same line without a colon
_INLINE = ("member", "substitute", "official", "chair", "secretary", "adjuster")


@cache
def _labels() -> list[tuple[str, re.Pattern[str]]]:
    lists = toml("roles")["labels"]
    return [(kind, re.compile(rf"(?:{'|'.join(lists[kind])})\s*(?:[:.]|$)", re.IGNORECASE)) for kind in _ORDER]


@lru_cache(maxsize=4096)
def role_label(text: str) -> str | None:
    """The kind of list that the label ``text`` opens: a key of ``[labels]``, ``other`` for labels of other things, None for no label.

    A heading before the label (``Underskrifter  Sekreterare``) and a remark in brackets behind it are passed over.
    """
    text = " ".join(_DOTS.sub("", text).split()).strip(" _*")
    if not text or len(text) > 70 or not (text[0].isalpha() or text[0] in "§1234"):
        return None
    kind = _label_kind(text) or ("other" if label_kind(text) else None)
    if kind is not None:
        return kind
    bare = _SECTIONS.sub("", _BRACKET.sub("", _SIGNATURES.sub("", text)))
    if bare != text:
        return _label_kind(bare)
    of_body = _OF_BODY.sub("", text)
    kind = _label_kind(of_body) if of_body != text else None
    return kind if kind in ("member", "substitute") else None


def _label_kind(text: str) -> str | None:
    return next((kind for kind, pattern in _labels() if pattern.fullmatch(text)), None)


@cache
def _members_first() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(toml('roles')['members_first']['words'])})\s*:?", re.IGNORECASE)


def label_amid(label: str, listed: Iterable[str]) -> str | None:
    """As :func:`role_label`, in a list of which the roles ``listed`` are read: "Tjänstgörande" is the members' where none is listed
    before, else serving substitutes'."""
    return "member" if _members_first().fullmatch(label.strip()) and "member" not in listed else role_label(label)


def inline_label(text: str) -> tuple[str, int] | None:
    """The kind of the label that ``text``, the words before a name, begins with, and where its words end; None where it begins with none
    or goes on with other words than a title."""
    words = list(_WORD.finditer(text[:120]))
    for n in range(min(len(words), 6), 0, -1):
        kind = role_label(text[: words[n - 1].end()].strip(" ,–-…"))
        if kind == "official" and n > 1 and is_title(words[n - 1].group()):
            continue
        if kind in _INLINE and all(is_title(rest) for rest in [text[words[n - 1].end() :].strip(" ,:–-…._\t")] if rest):
            return kind, words[n - 1].end()
    return None


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
    words, colon = ("|".join(toml("roles")["inner"][key]) for key in ("words", "colon"))
    return re.compile(rf"(?<=[\w).,;][ \n])((?:{words})(?=:| [A-ZÅÄÖ]|$)|(?:{colon})(?=:)):?")


__all__ = ["inline_label", "inner_label", "is_replaced", "label_amid", "marks_in", "role_label"]
