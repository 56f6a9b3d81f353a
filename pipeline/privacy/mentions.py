"""Finds every mention of a private person: the full name in its spellings, and the given name or surname alone where no other is meant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

from extractors.gazetteer import fold, gazetteer
from extractors.municipalities import find_municipalities
from extractors.persons import nominative
from extractors.resources import toml
from pipeline.privacy.people import People
from pipeline.privacy.redaction import Redaction

_BREAK: Final = r"(?:[-\u00ad\u2010]\n[ \t]{0,40}|\u00ad)?"
_GAP: Final = r"(?:\s{1,3}[ \t]{0,40}|-)"
_GENITIVE: Final = "(?:[s’'](?![^\\W_]))?"
_FEWEST_LETTERS: Final = 3
STREET: Final = re.compile(
    r"(?<!\w)[A-ZÅÄÖ][\wåäöé.:-]*(?: [A-ZÅÄÖ][\wåäöé]*| [a-zåäö]{1,12}){0,2}?"
    r"(?:gatan|vägen|gränden?|stigen|backen|torget|allén|leden|gården|gata|väg|plan|plats)\s{1,3}\d{1,4}(?: ?[A-Za-z](?!\w))?"
    r"(?:,? lgh \d{4})?(?:,?\s{0,40}\d{3} ?\d{2}\s{1,3}[A-ZÅÄÖ][\wåäöé]+)?"
)
_POST_BOX: Final = re.compile(r"\d{3} \d{2}\s{1,3}[A-ZÅÄÖ][\wåäöé]+")
_ADDRESS_CHARACTERS: Final = 150
ADDRESS: Final = "[address]"


class Mentions:
    """The mentions of a document's private persons in any text of it; ``stand_in`` gives what stands for a name."""

    def __init__(self, people: People, stand_in: Callable[[str], str]) -> None:
        self._stand_in = stand_in
        self._names: dict[str, str] = {}
        full, alone = _forms(people)
        for form, name in {**alone, **full}.items():
            self._names[_squeezed(form)] = stand_in(name)
        self._full = _pattern(full, re.IGNORECASE)
        self._alone = _pattern(alone, 0)

    def in_text(self, text: str) -> list[Redaction]:
        """The mentions, as what is to be replaced by what; addresses that stand beside a full name too."""
        found = list(self._found(self._full, text))
        addresses: dict[int, Redaction] = {}
        for mention in found:
            stop = min(len(text), mention.end + _ADDRESS_CHARACTERS)
            for pattern in (STREET, _POST_BOX):
                if match := pattern.search(text, mention.end, stop):
                    addresses[match.start()] = Redaction(match.start(), match.end(), ADDRESS)
                    break
        taken = bytearray(len(text))
        for redaction in (*found, *addresses.values()):
            taken[redaction.start : redaction.end] = b"\1" * (redaction.end - redaction.start)
        found += [r for r in self._found(self._alone, text) if taken.find(1, r.start, r.end) < 0]
        return [*found, *addresses.values()]

    def _found(self, pattern: re.Pattern[str] | None, text: str) -> Iterator[Redaction]:
        for match in pattern.finditer(text) if pattern else ():
            start, end = match.span("form")
            # Letters whose case is another language's (İ) may lead to no known form; the mention is hidden all the same.
            known = self._names.get(_squeezed(text[start:end]))
            yield Redaction(start, end, known or self._stand_in(text[start:end]))


def _squeezed(form: str) -> str:
    """A form of a name as it is looked up: without the hyphen of a line's end, and whatever parts its words."""
    return re.sub(r"[\W_]+", "", form).casefold()


def _forms(people: People) -> tuple[dict[str, str], dict[str, str]]:
    """The forms that stand for a private person, with the person's name: of the full name (Börje Stenkvistad; Stenkvistad, Börje; B.
    Stenkvistad), and of given name and surname alone where no person in public has them. What several private persons share stands
    for itself."""
    taken = {word for name in people.public for word in name.split()}
    full: dict[str, str] = {}
    shared: dict[str, set[str]] = defaultdict(set)
    for name in sorted(people.private):
        words = name.split()
        full[name] = name
        if len(words) < 2:
            continue
        full.setdefault(f"{words[-1]}, {' '.join(words[:-1])}", name)
        if words[-1].casefold() not in taken:
            shared[f"{words[0][0]}. {words[-1]}"].add(name)
        for word in {words[0], words[-1], nominative(words[-1])}:
            if word.casefold() not in taken and len(word) >= _FEWEST_LETTERS and not _means_else(word):
                shared[word.capitalize() if word.isupper() else word].add(name)
    alone = {form: next(iter(names)) if len(names) == 1 else form for form, names in sorted(shared.items())}
    return full, alone | {word.upper(): name for word, name in alone.items()}


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(toml("ordinary_words")["words"].split()) | frozenset(toml("private_persons")["ordinary"]["words"].split())


def _means_else(word: str) -> bool:
    """Whether the word is also a place or an ordinary word."""
    key = fold(word)
    return word.casefold() in _ordinary() or key in gazetteer().places or bool(find_municipalities(word))


def _pattern(forms: dict[str, str], flags: int) -> re.Pattern[str] | None:
    """One pattern for all forms, the longest first; None where there are none."""
    if not forms:
        return None
    alternatives = "|".join(_spelt(form) for form in sorted(forms, key=lambda f: (-len(f), f)))
    firsts = "".join(sorted({re.escape(c) for f in forms for c in {f[0], f[0].upper(), f[0].lower()}}))
    return re.compile(rf"(?<![^\W_])(?=[{firsts}])(?P<form>{alternatives}){_GENITIVE}(?![^\W_])", flags)


def _spelt(form: str) -> str:
    """A pattern for a form with line breaks, hyphenation and space as they come."""
    words = re.split(r"([ ,.]+)", form)
    out = []
    for i, piece in enumerate(words):
        if i % 2:
            out.append((",?" if "," in piece else r"\.?" if "." in piece else "") + _GAP)
        else:
            out.append(_BREAK.join(re.escape(c) for c in piece))
    return "".join(out)
