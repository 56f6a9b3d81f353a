"""Reads through the damage that fonts and encodings do to text, in the clean view alone: the verbatim text stays as it is.

Three kinds are told beyond doubt by their characters: UTF-8 that was read as Windows-1252 and written as UTF-8 again
(``kommunfullmÃ¤ktige``), ligatures that the font of a PDF does not name (``interpella�on``, ``�ll``, ``beslutaƩ``), and words set
with their letters apart in uneven groups (``PRO T OK OL L``). A sign whose letters no known word tells stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from extractors import bodies, headings, resources
from extractors.paper_kinds import kind_of

# Characters that are written in Swedish papers beside ASCII.
_WRITTEN = "åäöÅÄÖéèëüÉÜáàæøÆØçñ§°´·½–—‘’“”…•€«»\u00a0"
# Signs that stand for a lost ligature, and those that in the fonts of common office programs stand for one ligature only.
_LOST = "\ufffd\u014c"
_KNOWN = {"\u019f": "ti", "\u01a9": "tt"}
_LIGATURE = re.compile(rf"[{_LOST}{''.join(_KNOWN)}]")
_WORD = re.compile(rf"(?<![^\W\d_])[^\W\d_]*[{_LOST}{''.join(_KNOWN)}](?:[^\W\d_]|[{_LOST}])*")
# Letters set apart in groups of one to three.
_APART = re.compile(r"(?<!\S)[^\W\d_]{1,3}(?: [^\W\d_]{1,3}){3,30}(?!\S)")
# The characters that tell of damage, but for letters set apart.
DAMAGED = f"{_LOST}{''.join(_KNOWN)}ÃÂâ"
# How each of these ends; a pattern that begins with a space is looked for many times as fast.
_LAST_APART = re.compile(r" [^\W\d_]{1,3} [^\W\d_]{1,3} [^\W\d_]{1,3}(?!\S)")

# The place of each character in the verbatim text; a range while nothing was taken out or put in.
Offsets = Sequence[int]
Mapped = tuple[str, Offsets]


@cache
def _double_encoded() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of the sequences that an encoded character is misread as, and what each stands for."""
    meant = {}
    for char in _WRITTEN:
        for codec in ("cp1252", "latin-1"):
            misread = char.encode().decode(codec, errors="ignore")
            if len(misread) > 1:
                meant[misread] = char
    return re.compile("|".join(re.escape(m) for m in sorted(meant, key=len, reverse=True))), meant


@cache
def _ligature_words() -> list[tuple[str, re.Pattern[str]]]:
    compiled = []
    for group in resources.toml("ligatures")["ligature"]:
        for word in group["words"]:
            core = re.escape(word.strip()).replace("\\~", "~").replace("~", f"(?P<lost>[{_LOST}])", 1)
            pattern = ("^" if word.startswith(" ") else "") + core + ("$" if word.endswith(" ") else "")
            compiled.append((group["letters"], re.compile(pattern, re.IGNORECASE)))
    return compiled


def double_encoded_extents(text: str) -> dict[int, int]:
    """Where double-encoded characters begin and end in ``text``: evidence that ends with one quotes all of it."""
    if not _suspect(text):
        return {}
    return {m.start(): m.end() for m in _double_encoded()[0].finditer(text)}


def read_through(text: str, offsets: Offsets) -> Mapped:
    """``text`` with its damage read through; ``offsets[i]`` stays the place of ``text[i]`` in the verbatim text."""
    if _suspect(text):
        pattern, meant = _double_encoded()
        text, offsets = _exchange(text, offsets, [(m.start(), m.end(), meant[m.group()]) for m in pattern.finditer(text)])
    if _LIGATURE.search(text):
        text, offsets = _exchange(text, offsets, _ligatures(text))
    return put_together(text, offsets)


def put_together(text: str, offsets: Offsets) -> Mapped:
    """``text`` with the words put together whose letters are set apart: all that :func:`read_through` does to a text that holds none of
    :data:`DAMAGED`."""
    apart = [m for m in _APART.finditer(text) if _names_something(m.group().replace(" ", ""))] if _LAST_APART.search(text) else []
    if apart:
        spaces = [(i, i + 1, "") for m in apart for i in range(m.start(), m.end()) if text[i] == " "]
        text, offsets = _exchange(text, offsets, spaces)
    return text, offsets


def _suspect(text: str) -> bool:
    return "Ã" in text or "Â" in text or "â" in text


def _exchange(text: str, offsets: Offsets, pieces: list[tuple[int, int, str]]) -> Mapped:
    """Puts each new piece in the place of ``text[start:end]``; all its letters stand at the first of the old ones."""
    new: list[str] = []
    places: list[int] = []
    last = 0
    for start, end, piece in pieces:
        new += [text[last:start], piece]
        places += [*offsets[last:start], *([offsets[start]] * len(piece))]
        last = end
    return "".join([*new, text[last:]]), [*places, *offsets[last:]]


def _ligatures(text: str) -> list[tuple[int, int, str]]:
    found = []
    for word in _WORD.finditer(text):
        for at, letters in _restored(word.group()):
            found.append((word.start() + at, word.start() + at + 1, letters))
    return found


def _restored(word: str) -> list[tuple[int, str]]:
    """(place, letters) of the lost ligatures of a word that their sign or a known word tells."""
    pieces = [_KNOWN.get(c, c) for c in word]
    while (told := _told("".join(pieces))) is not None:
        at, letters = told
        lengths = accumulate(len(piece) for piece in pieces)
        pieces[next(i for i, end in enumerate(lengths) if end > at)] = letters
    return [(i, piece) for i, piece in enumerate(pieces) if piece != word[i]]


def _told(word: str) -> tuple[int, str] | None:
    for letters, pattern in _ligature_words() if _LIGATURE.search(word) else ():
        if match := pattern.search(word):
            return match.start("lost"), letters
    return None


def _names_something(word: str) -> bool:
    """Is a word, its letters put together, one that stands alone in papers: a heading, a body or a kind of paper?"""
    name = word.capitalize()
    kind = kind_of(name)
    return headings.classify(name) is not None or bodies.body_regex().fullmatch(name) is not None or (kind is not None and kind.marker)


__all__ = ["DAMAGED", "double_encoded_extents", "put_together", "read_through"]
