"""Finds registry numbers (diarienummer) in their many styles and brings them to one normal form, ``REGISTRY YYYY/SERIAL``.

Styles seen in minutes and reports of Swedish municipalities; each is shown beside its pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractors import resources

# Two-digit years up to this one belong to the 2000s.
PIVOT = 60

_REG = r"(?P<reg>[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,9})"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_YY = r"(?P<year>\d\d)"
_SERIAL = r"(?P<serial>\d{1,6})"
_CLASS = r"(?:[-.:]-?(?P<class>\d{1,4}(?:-\d{1,3})?)(?![\d/]))?"
_NOT_DATE = r"(?!(?:19|20)\d\d-[01]\d-[0-3]\d(?!\d))"
_END = r"(?![\d/])(?![-.:]\d)"

# The styles with letters; the order matters, the first that fits at a place wins.
_LETTERED = (
    rf"{_REG} ?[-/ ]? ?{_NOT_DATE}{_YEAR} ?[/:.-] ?{_SERIAL}{_CLASS}{_END}",  # KS 2015/341, KS-2019-00455, KSKF/2014:1, KS2020/345.109, SLK-2024-00008:15
    rf"{_REG} ?{_SERIAL} ?/ ?{_YEAR}{_END}",  # Ks 1092/2013
    rf"{_REG} ?{_YY}/{_SERIAL}{_CLASS}{_END}",  # KS 15/341, KK16/612, KS 01/212-106
    rf"(?<![\d/.-]){_YEAR} ?/ ?{_REG} ?{_SERIAL}(?: (?P<class>\d{{3}}))?{_END}",  # 2012/KS0031 041
    rf"(?<![\d/.-]){_YEAR}[/:-]{_SERIAL} ?[- ] ?{_REG}(?:-\d{{1,3}})?\b",  # 2013/0743 KS-1
    rf"(?<![\d/.-]){_YY}{_REG}{_SERIAL}{_END}",  # 08KS213
)
# The styles without letters, believed only behind a label.
_BARE = (
    rf"(?P<reg>\d{{2,4}})-{_SERIAL}/{_YEAR}{_END}",  # 171-482/2016
    rf"{_YEAR}[/:.-]{_SERIAL}{_CLASS}{_END}",  # 2005/0433
    rf"{_SERIAL}/{_YEAR}{_END}",  # 433/2005
    rf"(?P<year>\d\d)/(?P<serial>\d{{3,6}}){_CLASS}{_END}",  # 15/341
    rf"(?P<serial>\d{{1,6}})/(?P<year>\d\d){_CLASS}{_END}",  # 0263/20
)


@dataclass(frozen=True, slots=True)
class RegistryNumber:
    """A registry number as found: its extent in the text, the number as written and its normal form's pieces."""

    start: int
    end: int
    raw: str
    registry: str | None
    year: int
    serial: int
    labelled: bool

    @property
    def case_number(self) -> str:
        """``KS 2015/341``, or ``2005/433`` where the number names no register."""
        number = f"{self.year}/{self.serial}"
        return f"{self.registry} {number}" if self.registry else number


def full_year(digits: str) -> int:
    """The year that two or four digits stand for."""
    year = int(digits)
    if year >= 100:
        return year
    return 2000 + year if year <= PIVOT else 1900 + year


@cache
def _compiled() -> tuple[list[re.Pattern[str]], list[re.Pattern[str]], re.Pattern[str], frozenset[str], frozenset[str]]:
    lexicon = resources.toml("registries")
    label = re.compile(rf"\b(?:{'|'.join(lexicon['labels'])})\b\.?[ \t]*:?[ \t]*", re.IGNORECASE)
    lettered = [re.compile(rf"(?<![A-Za-zÅÄÖåäö0-9]){p}") for p in _LETTERED]
    return lettered, [re.compile(p) for p in _BARE], label, frozenset(c.upper() for c in lexicon["codes"]), frozenset(lexicon["not_registries"])


def _believable(match: re.Match[str], labelled: bool) -> bool:
    _, _, _, codes, excluded = _compiled()
    reg = match["reg"].upper()
    if reg in excluded or int(match["serial"]) == 0:
        return False
    if labelled or reg in codes:
        return True
    short_year = len(match["year"]) == 2
    return not short_year and match["reg"].isupper() and not match["reg"].isdigit()


def _number(match: re.Match[str], offset: int, labelled: bool) -> RegistryNumber:
    reg = match.groupdict().get("reg")
    return RegistryNumber(offset + match.start(), offset + match.end(), match.group(), reg.upper() if reg else None, full_year(match["year"]), int(match["serial"]), labelled)


def _labels(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in _compiled()[2].finditer(text)]


def find_registry_numbers(text: str) -> list[RegistryNumber]:
    """Every registry number in ``text``, in order, without overlaps."""
    lettered, bare, _, _, _ = _compiled()
    labels = _labels(text)
    label_ends = {end for _, end in labels}
    found: list[RegistryNumber] = []
    taken: list[tuple[int, int]] = []

    def free(start: int, end: int) -> bool:
        return all(end <= a or start >= b for a, b in taken)

    def keep(number: RegistryNumber) -> None:
        if free(number.start, number.end):
            found.append(number)
            taken.append((number.start, number.end))

    for pattern in lettered:
        for match in pattern.finditer(text):
            labelled = match.start() in label_ends
            if _believable(match, labelled):
                keep(_number(match, 0, labelled))
    for _, end in labels:
        for match in _bare_at(text, end, bare):
            keep(_number(match, 0, labelled=True))
            break
    return sorted(found, key=lambda n: n.start)


def _bare_at(text: str, position: int, patterns: list[re.Pattern[str]]) -> Iterator[re.Match[str]]:
    """Numbers without letters just behind a label that ends at ``position``."""
    for pattern in patterns:
        if (match := pattern.match(text, position)) and int(match["serial"]) > 0:
            yield match


def bare_number(text: str) -> RegistryNumber | None:
    """A registry number without letters that makes up the whole of ``text`` (a cell under a label)."""
    for pattern in _compiled()[1]:
        if (match := pattern.fullmatch(text.strip())) and int(match["serial"]) > 0:
            return _number(match, text.index(match.group()), labelled=True)
    return None


def is_label(text: str) -> bool:
    """Is ``text`` nothing but a word that announces a registry number?"""
    return bool(_compiled()[2].fullmatch(text.strip()))
