"""Finds what identifies or reaches a person directly: personal identity numbers, telephone numbers and e-mail addresses.

A personal identity number (personnummer) or coordination number (samordningsnummer: the day raised by 60) is known by its label, or
by a date that there is and the right check digit. The number of an organisation has 20 or more in the place of the month, so it is
never taken for one; that of a sole trader is the owner's own and is masked.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from extractors.anchors import Anchored

Kind = Literal["identity_number", "telephone", "email"]


@dataclass(frozen=True, slots=True)
class ContactDatum:
    """``text[start:end]`` is an identity number, a telephone number or an e-mail address. ``certain`` says that a label or check
    digit tells it, not its shape alone."""

    start: int
    end: int
    kind: Kind
    certain: bool = True


_DASH: Final = r"[-+\u2010-\u2015\u2212]"
# 811218-9876, 19811218-9876, 811218 - 9876, 8112189876, with a line break after the hyphen
_NUMBER: Final = re.compile(rf"(?<![\d/])(?:\d{{8}}|\d{{6}})[ \u00a0]?(?:{_DASH}[ \u00a0]?\n?[ \t]{{0,8}})?\d{{4}}(?!\d)")
_SIX_FIGURES: Final = re.compile(r"\d{6}")
# Personnummer: 811218-XXXX, Pers.nr 1981-12-18-9876, född 811218, samordningsnr 811278-9873
_LABELLED: Final = Anchored(
    r"(?<!\w)(?:person(?:al)?[- ]?(?:identitets|identity )?-?(?:nummer|number|nr)|pers\.? ?nr|p-?nr"
    r"|samordnings-?(?:nummer|nr)|födelse(?:nummer|nr|tid|datum)|född|f\.)"
    r"[.:]?(?: ?(?:är|\())?\s{0,6}"
    rf"(?P<number>(?:\d{{4}}{_DASH}\d\d{_DASH}\d\d|\d{{8}}|\d{{6}})(?:[ \u00a0]?{_DASH}?[ \u00a0]?[\dXx*TF][\dXx*]{{3}})?)(?![\w])",
    re.IGNORECASE,
)
# A registry number may look like an identity number where its label says what it is.
_REGISTRY_LABEL: Final = re.compile(r"(?:dnr|diarie\w*|beteckning|ärendenr|ärendenummer)[.:]?[ \t]{0,8}(?:\w{1,6}[ -])?$", re.IGNORECASE)

_AT: Final = re.compile(r"@|\(at\)|\[at\]|\(snabel-?a\)")
_LOCAL: Final = re.compile(r"[\w.+%&'’-]{1,64}[ \t]?\n?$")
_LONGEST_LOCAL: Final = 66
_DOMAIN: Final = re.compile(
    r"[ \t]?\n?[ \t]{0,8}[^\W_][\w-]{0,62}(?:-\n[\w-]{1,62})?"
    r"(?:\.(?:\n(?=(?:se|nu|com|org|net|eu)\b))?[^\W_][\w-]{0,62}){1,6}"
)

_TELEPHONE: Final = re.compile(
    r"(?<![\w/.:@+-])(?:"
    # +46 16 710 00 00, +46(0)70-123 45 67, 0046 8 123 45 67
    r"(?:\+|00(?=[1-9]))\d{1,3}[ \u00a0-]?(?:\(0\))?[ \u00a0-]?\d(?:[ \u00a0-]{0,3}\d){5,12}"
    # 016-710 00 00, 08-12 34 56, 0480/450000, 070 - 123 45 67
    r"|\(?0\d{1,3}\)?[ \u00a0]?[-\u2010-\u2015/][ \u00a0]?(?:\d{5,8}|\d{2,3}(?:[ \u00a0]\d{2,3}){1,3})"
    # 016 710 00 00
    r"|0\d{1,3}[ \u00a0]\d{2,3}(?:[ \u00a0]\d{2,3}){2,3}"
    # 0701234567
    r"|07[02369]\d[ \u00a0]?\d{6}"
    r")(?![\w/]|-\d)"
)
_TELEPHONE_LABELLED: Final = Anchored(
    r"(?<!\w)(?:tele(?:fon|fax|phone)?(?:nummer|nr)?|tel|tfn|tlf|mobil(?:telefon)?(?:nummer|nr)?|mob|fax|phone|växel)"
    r"[.:]?(?:nr)?[.:]?[ \t]{0,8}"
    r"(?P<number>(?:\+|\(?0)?\d{1,4}\)?(?:[ \u00a0/-]{0,3}\d{1,8}){1,6})(?![\w])",
    re.IGNORECASE,
)
# 054-540\n00 11, +46 54-540 00\n11: a line break between two groups of digits
_TELEPHONE_BROKEN: Final = re.compile(
    r"(?<![\w/.:@+-])(?P<first>(?:\(?0\d{1,3}\)?|\+46[ \u00a0-]?(?:\(0\))?[ \u00a0-]?\d{1,3})[ \u00a0]?[-\u2010-\u2015/ \u00a0][ \u00a0]?"
    r"(?:\d{2,3}(?:[ \u00a0]\d{2,3}){0,2})?)[ \u00a0]?\n[ \t]{0,8}\d{2,3}(?:[ \u00a0]\d{2,3}){0,3}(?![\w/]|-\d)"
)
# Where a telephone number can begin. The class comes first, as a search for it passes over the text many times as fast.
_TELEPHONE_BEGINS: Final = re.compile(r"[+(0](?<![\w/.:@+-].)\d")
_DATE: Final = re.compile(r"(?:19|20)\d\d-[01]\d-[0-3]\d")
_FEWEST_DIGITS: Final = {True: 5, False: 8}


def find_contact_data(text: str, registry_numbers: Iterable[tuple[int, int]] = ()) -> list[ContactDatum]:
    """Everything of the three kinds in the text, in order. ``registry_numbers`` are extents known to be registry numbers: what has a
    telephone number's shape only is none there."""
    numbers, known = Marked(len(text)), Marked(len(text))
    for start, end in registry_numbers:
        numbers.add(start, end)
    found = [*_identity_numbers(text), *_emails(text)]
    for datum in found:
        known.add(datum.start, datum.end)
    for datum in _telephones(text):
        if not known.meets(datum.start, datum.end) and (datum.certain or not numbers.meets(datum.start, datum.end)):
            found.append(datum)
            known.add(datum.start, datum.end)
    return sorted(found, key=lambda d: (d.start, -d.end))


class Marked:
    """Stretches of a text that are marked: to ask takes time by the stretch, however many there are."""

    def __init__(self, length: int) -> None:
        self._marks = bytearray(length)

    def add(self, start: int, end: int) -> None:
        self._marks[start:end] = b"\1" * (end - start)

    def meets(self, start: int, end: int) -> bool:
        return self._marks.find(1, start, end) >= 0


def is_identity_number(number: str) -> bool:
    """Whether the digits are those of a personal identity or coordination number: a day that there is (its day of the month perhaps
    raised by 60), and the right check digit."""
    digits = re.sub(r"\D", "", number)
    if len(digits) not in (10, 12) or not _is_day(digits[:-4]):
        return False
    return _check_digit(digits[-10:-1]) == int(digits[-1])


def _is_day(digits: str) -> bool:
    years = (int(digits[:4]),) if len(digits) == 8 else (1900 + int(digits[:2]), 2000 + int(digits[:2]))
    month, day = int(digits[-4:-2]), int(digits[-2:])
    day = day - 60 if day > 60 else day
    for year in years:
        if 1840 <= year <= 2100:
            try:
                dt.date(year, month, day)
            except ValueError:
                continue
            return True
    return False


def _check_digit(nine: str) -> int:
    """The check digit by the Luhn algorithm."""
    doubled = (int(d) * (2 - i % 2) for i, d in enumerate(nine))
    return -sum(d // 10 + d % 10 for d in doubled) % 10


def _identity_numbers(text: str) -> Iterator[ContactDatum]:
    taken = Marked(len(text))
    for match in _LABELLED.finditer(text):
        digits = re.sub(r"\D", "", match["number"])[:8]
        if _is_day(digits[:8] if len(digits) == 8 and digits[:2] in ("18", "19", "20") else digits[:6]):
            taken.add(*match.span("number"))
            yield ContactDatum(*match.span("number"), "identity_number")
    for match in _matches(_NUMBER, _SIX_FIGURES, text):
        if not is_identity_number(match.group()) or _REGISTRY_LABEL.search(text, max(0, match.start() - 40), match.start()):
            continue
        if not taken.meets(match.start(), match.end()):
            yield ContactDatum(match.start(), match.end(), "identity_number")


def _emails(text: str) -> Iterator[ContactDatum]:
    last = 0
    for at in _AT.finditer(text):
        domain = _DOMAIN.match(text, at.end())
        if domain is None or not domain.group().rpartition(".")[2].strip().isalpha():
            continue
        local = _LOCAL.search(text, max(last, at.start() - _LONGEST_LOCAL), at.start())
        if local and any(map(str.isalnum, local.group())):
            yield ContactDatum(local.start(), domain.end(), "email")
            last = domain.end()


def _matches(pattern: re.Pattern[str], begins: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of ``pattern`` as ``finditer`` gives them, tried only where ``begins`` matches, as it does wherever one begins."""
    begin = begins.search(text)
    while begin:
        match = pattern.match(text, begin.start())
        if match:
            yield match
        begin = begins.search(text, match.end() if match else begin.start() + 1)


def _telephones(text: str) -> Iterator[ContactDatum]:
    for match in _matches(_TELEPHONE_BROKEN, _TELEPHONE_BEGINS, text):
        if _is_one_number(_national(match["first"]), _national(match.group())):
            yield ContactDatum(*match.span(), "telephone", match.group().startswith("+"))
    found = ((_TELEPHONE_LABELLED.finditer(text), True), (_matches(_TELEPHONE, _TELEPHONE_BEGINS, text), False))
    for matches, certain in found:
        for match in matches:
            start, end = match.span("number") if certain else match.span()
            number = text[start:end]
            if sum(c.isdigit() for c in number) >= _FEWEST_DIGITS[certain] and not _DATE.match(number):
                yield ContactDatum(start, end, "telephone", certain or number.startswith("+"))


def _national(number: str) -> str:
    """The digits as dialled within the country: +46 54-540 becomes 054540."""
    digits = re.sub(r"\D", "", number)
    return "0" + digits[2:].lstrip("0") if number.startswith("+") else digits


def _is_one_number(first: str, whole: str) -> bool:
    """Whether the digits after the line break belong to those before it. Swedish numbers have eight to ten digits with the area's zero,
    those of Stockholm (08) may be whole with eight; a page number under a whole number is none of it."""
    return 8 <= len(whole) <= 10 and not (len(first) >= 8 and first.startswith("08"))
