"""Reservations: who dissents from which decision, by party."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors import resources
from extractors.sentences import sentences

_TRIGGER = re.compile(
    r"\breserver(?:ar|ade|at|a) sig\b|\breservation(?:er)?\b(?=.{0,30}\b(?:mot|från|av|anmäls|lämnas|inlämnas)\b|\s*:)|\banmäler reservation",
    re.IGNORECASE,
)
_CODE = re.compile(r"\(\s*([A-ZÅÄÖa-zåäö]{1,5})\s*\)")
_CODE_LIST = re.compile(r"\b(?:från|för|av)\s+((?:[A-ZÅÄÖ]{1,3}(?:,\s*|\s+och\s+|\s+samt\s+))*[A-ZÅÄÖ]{1,3})\b")
_LEADING_CODES = re.compile(r"^((?:[A-ZÅÄÖ]{1,3}(?:,\s*|\s+och\s+|\s+samt\s+))*[A-ZÅÄÖ]{1,3})\s+reserver")
_POINTS = re.compile(r"\b(?:punkt(?:en|erna)?|p\.|att-sats(?:en|erna)?)\s+(\d{1,2}(?:\s*(?:,|och|-|–)\s*\d{1,2})*)", re.IGNORECASE)
_NOT_PARTIES = frozenset("LED ERS ORDF TJG JÄV BIL KL NR DEL".split())


@dataclass(frozen=True, slots=True)
class Reservation:
    """A reservation: the sentence, the parties' letter codes, the points it is against (empty: all), and what it says."""

    start: int
    end: int
    parties: tuple[str, ...]
    points: tuple[int, ...]
    text: str


@cache
def _party_names() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(rf"\b{row['pattern']}", re.IGNORECASE), row["code"]) for row in resources.table("party_names")]


def party_codes(sentence: str) -> list[str]:
    """The letter codes of the parties that a sentence names, by code in brackets, list of codes or name, in order."""
    found: dict[str, int] = {}
    for match in _CODE.finditer(sentence):
        found.setdefault(match[1].upper(), match.start())
    for pattern in (_CODE_LIST, _LEADING_CODES):
        for match in pattern.finditer(sentence):
            for code in re.findall(r"[A-ZÅÄÖ]{1,3}", match[1]):
                found.setdefault(code, match.start(1))
    for name, code in _party_names():
        if match := name.search(sentence):
            found.setdefault(code, match.start())
    return [code for code in sorted(found, key=lambda c: found[c]) if code not in _NOT_PARTIES]


def _points(sentence: str) -> tuple[int, ...]:
    match = _POINTS.search(sentence)
    if not match:
        return ()
    numbers = [int(n) for n in re.findall(r"\d+", match[1])]
    if re.search(r"\d\s*[-–]\s*\d", match[1]) and len(numbers) == 2:
        return tuple(range(numbers[0], numbers[1] + 1))
    return tuple(numbers)


def find_reservations(text: str, start: int, end: int) -> list[Reservation]:
    """The reservations in ``text[start:end]``."""
    found = []
    for a, b in sentences(text, start, end):
        sentence = text[a:b]
        trigger = _TRIGGER.search(sentence)
        if not trigger or re.search(r"(?i)\breservera (?:medel|tid|plats)|\bsärskilt yttrande\b(?!.{0,60}reserver)", sentence):
            continue
        # Whose proposal the dissenters favour is no party of theirs.
        scope = re.sub(r"(?i)\b(?:till förmån för|till fördel för|till stöd för)\b.*", "", sentence)
        parties = party_codes(scope)
        if parties:
            found.append(Reservation(a, b, tuple(parties), _points(sentence), sentence))
    return found
