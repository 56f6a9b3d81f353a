"""Tells private persons from those who act in public, by what the rows of a document say of them and by where their names stand.

In public act: who is marked with a party, holds a role at a meeting, handles or signs a matter, or stands with a title. Anybody else whom
the text names by a given name is taken to be private, and so is whoever a formula shows to be one (the sender of a medborgarförslag,
an applicant), whatever the given name: where it cannot be told, the person is protected.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from extractors.given_names import is_given_name
from extractors.persons import NAME, bare_people, clean_name, is_name, is_title, people_with_party
from extractors.political_parties import party_codes
from extractors.resources import toml

Row = Mapping[str, Any]
Rows = Mapping[str, Sequence[Row]]
PRIVATE_ROLES: Final = frozenset({"proposer", "consulted", "partner", "recipient", "mentioned"})
# Rules of the extractors by which somebody merely mentioned was present for the municipality, or bears a party.
_PUBLIC_RULES: Final = ("officials_present", "named_with_party", "attendance")
_BEFORE_CHARACTERS: Final = 110
_AFTER_CHARACTERS: Final = 80
_TITLE_WORDS: Final = 4
_HEAD_CHARACTERS: Final = 1_200
# Papers that residents may have written.
_OF_RESIDENTS: Final = frozenset({"citizen_proposal", "correspondence", "other"})
_ANSWER: Final = re.compile(r"(?:\w+ )?(?:svar|yttrande|utlåtande|besvarande)", re.IGNORECASE)
_REACHED: Final = re.compile(r"[,;]?\s{0,40}(?:(?:tel|tfn|telefon|e-post)[.:]?\s{0,3})?(?:\+\d|0\d{1,3}[- /]|[\w.-]{2,64}@)", re.IGNORECASE)
_GIVEN: Final = r"[^\W\d_a-zåäöé][^\W\d_]+(?:-[^\W\d_]+)?"
# Börje / Stenkvistad over a line break; Börje Sten- / kvistad
_BROKEN: Final = re.compile(rf"(?<![\w-])({_GIVEN})[ \t]*\n[ \t]{{0,40}}({_GIVEN})(?![\w-])")
_HYPHENATED: Final = re.compile(rf"(?<![\w-])({_GIVEN}) ({_GIVEN})-\n[ \t]{{0,40}}([a-zåäöé]+)(?![\w-])")
# Stenkvistad, Börje
_INVERTED: Final = re.compile(rf"(?<![\w-])({_GIVEN}), ({_GIVEN})(?![\w-]| [A-ZÅÄÖ])")
_CELL_BEFORE: Final = re.compile(r"([^\n\t.;()]{1,60}?)[ :]{0,60}$")
_CELL_AFTER: Final = re.compile(r"(?:,\s{0,3}|[ \t]*\n[ \t]*|[ \t]{2,}|\t|\s?\()([^\n,.;()\t]{2,60})")


@dataclass(frozen=True, slots=True)
class People:
    """Names in a document, given name first: those of private persons, and those of persons who act in public."""

    private: frozenset[str]
    public: frozenset[str]


def find_people(text: str, rows: Rows) -> People:
    """Who is private and who is public in a document; ``rows`` are its rows by table, ``text`` its pages put end to end."""
    public, private = _by_roles(text, rows)
    public |= {_key(p.name) for p in people_with_party(text) if p.marked}
    organisations = _named_otherwise(rows)
    places = _Places(rows)
    plain = text.replace("\u00a0", " ")
    unknown: dict[str, str] = {}
    titled: set[str] = set()
    for start, end, name in _candidates(plain):
        key = _key(name)
        if key in public:
            continue
        if _shown_private(plain, start, end):
            private.setdefault(key, name)
        elif _has_title(plain, start, end) or _in_office(plain, start, end, places):
            titled.add(key)
        elif _is_given(name.split()[0]) and not _is_joined(plain, end) and not organisations.holds(start, end):
            unknown.setdefault(key, name)
    public |= titled - private.keys()
    found = {k: n for k, n in unknown.items() if not _is_part(k, public)} | private
    # Stenkvistads where Stenkvistad stands too is its genitive.
    names = {n for k, n in found.items() if k not in public and not (k.endswith("s") and k[:-1] in found)}
    return People(frozenset(names), frozenset(public))


def _is_part(key: str, public: set[str]) -> bool:
    """Whether the name is one of somebody in public, as a line's end or a genitive leaves it: ``Anna Maria`` of Anna Maria Ek."""
    words = {w.removesuffix("s") for w in key.split()}
    return any(words <= {w.removesuffix("s") for w in name.split()} for name in public)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _is_given(word: str) -> bool:
    word = word.capitalize() if word.isupper() else word
    return is_given_name(word)


def _by_roles(text: str, rows: Rows) -> tuple[set[str], dict[str, str]]:
    """The names that roles show to be public, and those they show to be private (by their keys)."""
    public: set[str] = set()
    private: dict[str, str] = {}
    places = _Places(rows)
    for row in rows.get("parties", ()):
        if row["kind"] != "person":
            continue
        name = clean_name(str(row["name"]))
        by_resident = places.from_residents(row, text)
        if row.get("political_party"):
            public.add(_key(name))
        elif row["role"] == "proposer" or (row["role"] == "signatory" and by_resident):
            if by_resident and not _has_title(text, row["char_start"], row["char_end"]):
                private.setdefault(_key(name), name)
            elif row["role"] == "proposer":
                public.add(_key(name))
        elif row["role"] not in PRIVATE_ROLES or any(rule in str(row["extractor"]) for rule in _PUBLIC_RULES):
            public.add(_key(name))
    return public, {k: n for k, n in private.items() if k not in public}


class _Places:
    """In what paper and matter a row stands."""

    def __init__(self, rows: Rows) -> None:
        self.parts = sorted(rows.get("parts", ()), key=lambda p: int(p["char_start"]))
        self.titles = {c["case_id"]: str(c.get("title") or "") for c in rows.get("cases", ())}

    def from_residents(self, row: Row, text: str) -> bool:
        """Whether the row stands in a resident's proposal, or speaks of one: a proposer without a party elsewhere is taken for a
        resident too, unless the words around are of a motion."""
        part = next((p for p in reversed(self.parts) if p["char_start"] <= row["char_start"]), None)
        if part is not None and part["document_type"] == "citizen_proposal" and not _is_answer(part):
            return True
        around = text[max(0, row["char_start"] - _BEFORE_CHARACTERS) : row["char_end"] + _AFTER_CHARACTERS]
        told = f"{around} {self.titles.get(row.get('case_id'), '')}"
        if _papers().search(told):
            return True
        moved = part is not None and part["document_type"] in ("motion", "interpellation")
        return row["role"] == "proposer" and not moved and not re.search(r"motion|interpell|fråg[ao]|ledamot", told, re.IGNORECASE)

    def in_official_head(self, start: int) -> bool:
        """Whether the offset lies where a paper of the municipality begins."""
        part = next((p for p in reversed(self.parts) if p["char_start"] <= start), None)
        if part is None or start - part["char_start"] >= _HEAD_CHARACTERS:
            return False
        return part["document_type"] not in _OF_RESIDENTS or _is_answer(part)


def _is_answer(part: Row) -> bool:
    """Whether the paper is the municipality's answer to a proposal."""
    return bool(_ANSWER.match(str(part.get("title") or "")))


class _Extents:
    """Stretches of text that something else than a person is named by."""

    def __init__(self, extents: Iterable[tuple[int, int]]) -> None:
        self._held: set[int] = set()
        for start, end in extents:
            self._held.update(range(start, min(end, start + 200)))

    def holds(self, start: int, end: int) -> bool:
        return start in self._held and end - 1 in self._held


def _named_otherwise(rows: Rows) -> _Extents:
    return _Extents((r["char_start"], r["char_end"]) for r in rows.get("parties", ()) if r["kind"] != "person")


def _candidates(text: str) -> Iterator[tuple[int, int, str]]:
    """Everything in the text that can be a person's name: its extent, and the name with the given name first."""
    for person in bare_people(text, 0, len(text)):
        yield person.start, person.end, person.name
    for match in _BROKEN.finditer(text):
        if _is_given(match[1]) and is_name(f"{match[1]} {match[2]}"):
            yield match.start(), match.end(), f"{match[1]} {match[2]}"
    for match in _HYPHENATED.finditer(text):
        if _is_given(match[1]) and is_name(f"{match[1]} {match[2]}{match[3]}"):
            yield match.start(), match.end(), f"{match[1]} {match[2]}{match[3]}"
    for match in _INVERTED.finditer(text):
        if _is_given(match[2]) and not _is_given(match[1]) and is_name(f"{match[2]} {match[1]}"):
            yield match.start(), match.end(), f"{match[2]} {match[1]}"


@cache
def _words(section: str) -> str:
    return "|".join(toml("private_persons")[section]["words"])


@cache
def _papers() -> re.Pattern[str]:
    return re.compile(_words("papers"), re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_words('before')})\s?:?\s{{0,3}}(?:{NAME}(?:,| och| samt) )?$", re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"(?:,| \()?\s{{0,3}}(?:{_words('after')})(?!\w)", re.IGNORECASE)


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(rf" (?:{_words('joined')})(?!\w)", re.IGNORECASE)


@cache
def _party_cell() -> re.Pattern[str]:
    codes = "|".join(sorted(map(re.escape, party_codes()), key=lambda c: (-len(c), c)))
    return re.compile(rf"(?: ?\([^()\n]{{1,20}}\))?(?:\t| {{2,200}})(?:{codes})(?=\s|$)")


def _shown_private(text: str, start: int, end: int) -> bool:
    """Whether a formula beside the name shows a private person."""
    return bool(_before().search(text, max(0, start - _BEFORE_CHARACTERS), start) or _after().match(text, end, end + _AFTER_CHARACTERS))


def _is_joined(text: str, end: int) -> bool:
    """Whether the name is part of the name of a street, a foundation or a company."""
    return bool(_joined().match(text, end))


def _has_title(text: str, start: int, end: int) -> bool:
    """Whether a title stands right before or right after the name."""
    before = _CELL_BEFORE.search(text, max(0, start - 60), start)
    if before:
        words = before[1].split()
        if any(is_title(" ".join(words[-n:])) for n in range(1, min(_TITLE_WORDS, len(words)) + 1)):
            return True
    after = _CELL_AFTER.match(text, end, end + _AFTER_CHARACTERS)
    return after is not None and is_title(after[1].strip(" *_"))


def _in_office(text: str, start: int, end: int, places: _Places) -> bool:
    """Whether the name stands in a table of votes, with its party in another cell, or in the head of a municipality's own paper, with
    the number or address under which the office is reached."""
    return bool(_party_cell().match(text, end)) or bool(_REACHED.match(text, end) and places.in_official_head(start))
