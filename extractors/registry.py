"""Finds registry numbers (diarienummer) in their many styles and brings them to one normal form, ``REGISTRY YYYY/SERIAL``.

Styles seen in minutes and reports of Swedish municipalities; each is shown beside its pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from extractors import resources
from extractors.anchors import Anchored
from extractors.remembered import remembered

# Two parts of which either may be the year, and those of which only one can be.
_EITHER_WAY = re.compile(r"(?<![\d/.-])(\d\d)/(\d\d)(?![\d/])")
_SERIAL_FIRST = re.compile(r"(?<![\d/.-])(?:\d|\d{3,6})/\d\d(?![\d/])")
_YEAR_FIRST = re.compile(r"(?<![\d/.-])\d\d/(?:\d|\d{3,6})(?![\d/])")
_TWO_PAIRS = re.compile(r"(?:19|20)(\d\d)/(\d\d?)$")
# Two-digit years up to this one belong to the 2000s.
PIVOT = 60

_REG = r"(?P<reg>[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,9})"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_YY = r"(?P<year>\d\d)"
_SERIAL = r"(?P<serial>\d{1,6})"
# The class in the filing plan or the running paper of the matter: ".109", "-003", "-1.4.1"; behind a blank (" 106", " - 001") only at
# the end of a line, cell or bracket.
_CLASS = (
    r"(?:[-.:]-?(?P<class>\d{1,4}(?:\.\d{1,3}){0,3}(?:-\d{1,3})?)(?![\d/]))?"
    r"(?:[ ](?:[-–][ ])?(?P<class2>\d{3})(?=[ ]*(?:[\n\t)]|$|[A-ZÅÄÖ])))?"
)
_NOT_DATE = r"(?!(?:19|20)\d\d-[01]\d-(?:[0-3]\d(?!\d)|\d{4}))"
# "KS 14/3 2019" and "KS 14/3-19" tell the day of a meeting.
_NOT_DAY = r"(?!(?:3[01]|[12]\d|0?[1-9])/(?:1[0-2]|0?[1-9])(?: ?-\d\d(?!\d)|[ -](?:19|20)\d\d(?!\d)))"
_END = r"(?![\d/])(?![-.:]\d)"

# The styles with letters; the order matters, the first that fits at a place wins. First those that begin with the register.
_REGISTER_FIRST = (
    # KS 2015/341, KS-2019-00455, KSKF/2014:1, KS2020/345.109, KU.2017.3
    rf"{_REG} ?[-/. ]? ?{_NOT_DATE}{_YEAR} ?(?P<mark>[/:.-]) ?{_SERIAL}{_CLASS}{_END}",
    rf"{_REG} ?[-/]? ?{_YEAR}/{_SERIAL}/(?P<class>\d{{1,3}}){_END}",  # KS2017/93/02 (running paper of the matter)
    rf"{_REG} ?[-/]? ?{_SERIAL} ?/ ?{_YEAR}{_END}",  # Ks 1092/2013, RS/123/2021
    rf"{_REG} ?[-/]?{_NOT_DAY}{_YY}/{_SERIAL}{_CLASS}{_END}",  # KS 15/341, KK16/612, KS 01/212-106, Ks 97/1155 253
    rf"{_REG} {_YY}-(?P<serial>\d{{3,4}})(?: (?P<class>\d{{3}}))?(?=[ ]*(?:[\n\t)]|$))",  # KS 02-820 107
    rf"{_REG} ?(?P<serial>\d{{3,6}})/{_YY}{_END}",  # KLK 1234/14
    rf"{_REG} (?P<serial>\d)/(?P<year>[2-9]\d){_END}",  # Ks 8/96
    rf"{_REG} ?{_YY}(?:0[1-9]|1[0-2])-(?P<serial>\d{{3,5}}){_END}",  # LS 0612-1234 (year, month, running number)
)
_REGISTER_BEHIND = (
    # 2012/KS0031 041, 10/KS0123, 2011/KS 0206 001, 2003-KS0123, 2014/KA 0388-450, 19/KS/037, 2012-KS-388
    rf"(?<![\d/.-])(?P<year>(?:19|20)\d\d|\d\d)(?: ?/ ?|-){_REG}[ /-]?{_SERIAL}(?:[ -](?P<class>\d{{2,3}})(?!\d))?{_END}",
    rf"(?<![\d/.-]){_YEAR}[/:-]{_SERIAL} ?[- ] ?{_REG}(?:-\d{{1,3}})?\b",  # 2013/0743 KS-1
    # 08KS213, 2023KS133, 12KSK/0568, 2011KSM0744.042
    rf"(?<![\d/.-])(?P<year>(?:19|20)\d\d|\d\d){_REG}/?{_SERIAL}{_CLASS}{_END}",
)
# The styles that look like too much else: believed only behind a label.
_LABELLED = (
    rf"{_REG} ?[-/]?{_YY} ?[-.:] ?{_SERIAL}{_CLASS}{_END}",  # KS26-1, KS 98.123
    rf"(?P<year>(?:19|20)?\d\d)[/.-]{_SERIAL}{_CLASS} ?[- ] ?(?P<reg>[A-ZÅÄÖ]{{2,6}}|[A-ZÅÄÖ][a-zåäö]{{1,3}})\b",  # 98.123 KS, 02/15.106 Ks
    rf"{_REG}/?{_YY}(?P<serial>\d{{4}}){_END}",  # RV180949, RS/220415
)
# The styles without letters, believed only behind a label.
_BARE = (
    rf"(?P<reg>\d{{2,4}}|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})-{_SERIAL}[/-]{_YEAR}{_END}",  # 171-482/2016, 5.1.2-1234/2015, 513-1234-2015
    rf"{_NOT_DATE}{_YEAR}[/:.-]{_SERIAL}{_CLASS}{_END}",  # 2005/0433, 2019-000123
    # 433/2005, 132/2012-101, 00123/20212.6. (class run into the year)
    rf"{_SERIAL}/{_YEAR}(?:-\d{{2,4}}|\d{{1,2}}(?:\.\d{{1,2}})+\.?)?{_END}",
    rf"(?P<serial>\d{{1,6}})-{_YEAR}{_END}",  # 1092-2003
    rf"{_NOT_DAY}(?P<year>\d\d)[/.-](?P<serial>\d{{3,6}}){_CLASS}{_END}",  # 15/341, 15-123 106
    rf"{_NOT_DAY}(?P<year>\d\d)/(?P<serial>\d\d?){_CLASS}{_END}",  # 06/77
    rf"{_NOT_DAY}(?P<serial>\d{{1,6}})/(?P<year>\d\d){_CLASS}{_END}",  # 0263/20
)
# What every style has: figures on both sides of a mark, a mark or nothing between figures and a register, or six figures behind one.
_LIKE_A_NUMBER = re.compile(r"\d(?: ?[/:.-] ?[\dA-ZÅÄÖ]|[A-ZÅÄÖ]|(?<=[A-Za-zÅÄÖåäö]\d)\d{5}|(?<=[A-Za-zÅÄÖåäö]/\d)\d{5})")
# What every style with letters has: a register right before figures, which it begins with, or right behind them.
_BEFORE_FIGURES = re.compile(r"[A-ZÅÄÖ](?<![A-Za-zÅÄÖåäö0-9].)[A-Za-zÅÄÖåäö]{0,9} ?[-/. ]? ?\d")
_BEHIND_FIGURES = re.compile(r"\d(?: ?/ ?| ?[- ] ?)?[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,9}(?:[ /]?\d|(?:-\d{1,3})?\b)")
_MIXED_CODE = re.compile(r"[A-ZÅÄÖ]{1,2}[a-zåäö][A-ZÅÄÖ]{1,2}")
# The longest letter code believed on sight alone.
_LONGEST_UNKNOWN = 6
# "KS dnr 2015/123": the register's code before the label.
# "Dnr MK KS 2017/123": the municipality's code before the register's.
_OWNER_CODE = re.compile(r"(?<![^\W_])[A-ZÅÄÖ]{2,4} $")
_CODE_BEFORE = re.compile(r"\b([A-ZÅÄÖ]{2,6}|[A-ZÅÄÖ][a-zåäö]{1,3})[ -]$")


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


# What parts two numbers of one matter.
_JOINED = re.compile(r"(?:,|;|[ \t]och|[ \t]samt)[ \t]+(?=[\dA-ZÅÄÖ])")


@dataclass(frozen=True, slots=True)
class _Patterns:
    register_first: list[re.Pattern[str]]
    register_behind: list[re.Pattern[str]]
    labelled: list[re.Pattern[str]]
    bare: list[re.Pattern[str]]
    label: Anchored
    codes: frozenset[str]
    excluded: frozenset[str]
    estate: re.Pattern[str]


@cache
def _compiled() -> _Patterns:
    lexicon = resources.toml("registries")
    return _Patterns(
        register_first=[re.compile(rf"(?<![A-Za-zÅÄÖåäö0-9]){p}") for p in _REGISTER_FIRST],
        register_behind=[re.compile(rf"(?<![A-Za-zÅÄÖåäö0-9]){p}") for p in _REGISTER_BEHIND],
        labelled=[re.compile(p) for p in _LABELLED],
        bare=[re.compile(p) for p in _BARE],
        label=Anchored(rf"\b(?:{'|'.join(lexicon['labels'])})\b\.?(?:[ \t]*:)?[ \t]*\(?", re.IGNORECASE),
        codes=frozenset(c.upper() for c in lexicon["codes"]),
        excluded=frozenset(lexicon["not_registries"]),
        estate=re.compile(rf"\b(?:{'|'.join(lexicon['estate_words'])})\s$", re.IGNORECASE),
    )


def _believable(match: re.Match[str], labelled: bool) -> bool:
    patterns = _compiled()
    reg = match["reg"].upper()
    if reg in patterns.excluded or int(match["serial"]) == 0:
        return False
    # Behind a number stands a register's code, or the next sentence: "Dnr 2019/123 Motion om ...".
    trailing = match.start("reg") > match.start("serial")
    if reg in patterns.codes:
        return not trailing or match["reg"].isupper() or labelled
    # An unknown code is believed behind a label where it stands first, and never without one where it stands last.
    if trailing != labelled:
        return labelled
    if not _looks_like_code(match["reg"]) or not 2 <= len(reg) <= _LONGEST_UNKNOWN or len(match["year"]) == 2:
        return False
    if _is_span_of_years(match) or patterns.estate.search(match.string, max(0, match.start() - 20), match.start()):
        return False
    # "TUNA 2015:12" may be a piece of land or a series of laws as well as a matter; "VON/2020:12" is a matter.
    return match.groupdict().get("mark") not in (":", ".") or match.string[match.end("reg")] == "/"


def _looks_like_code(letters: str) -> bool:
    """Is it written as an unknown register is: in capitals, or with small letters between them (BiN, SoKN)?"""
    return letters.isupper() or _MIXED_CODE.fullmatch(letters) is not None


def _is_span_of_years(match: re.Match[str]) -> bool:
    return len(match["serial"]) == 4 and 0 < int(match["serial"]) - int(match["year"]) <= 30


def _number(match: re.Match[str], offset: int, labelled: bool) -> RegistryNumber:
    reg = match.groupdict().get("reg")
    return RegistryNumber(
        offset + match.start(),
        offset + match.end(),
        match.group(),
        reg.upper() if reg else None,
        full_year(match["year"]),
        int(match["serial"]),
        labelled,
    )


def find_registry_numbers(text: str) -> list[RegistryNumber]:
    """Every registry number in ``text``, in order, without overlaps."""
    return list(_found(text))


@remembered
def _found(text: str) -> tuple[RegistryNumber, ...]:
    patterns = _compiled()
    found: list[RegistryNumber] = []
    taken = bytearray(len(text))

    def keep(number: RegistryNumber) -> None:
        if not any(taken[number.start : number.end]):
            taken[number.start : number.end] = b"\x01" * (number.end - number.start)
            found.append(number)

    for line_start, line_end in _lines_with_figures(text):
        labels = [m.span() for m in patterns.label.finditer(text, line_start, line_end)]
        after_label = {end for _, end in labels}
        for match in _with_letters(text, line_start, line_end):
            prefix = _OWNER_CODE.search(text, max(0, match.start() - 5), match.start())
            start = prefix.start() if prefix and prefix.start() in after_label else match.start()
            if _believable(match, start in after_label):
                keep(replace(_number(match, 0, start in after_label), start=start, raw=text[start : match.end()]))
        for start, end in labels:
            number = _behind_label(text, start, end)
            while number is not None:
                keep(number)
                number = _beside(text, number)
    return tuple(sorted(_in_one_order(found, text), key=lambda n: n.start))


def _in_one_order(found: list[RegistryNumber], text: str) -> list[RegistryNumber]:
    """Numbers that may be read either way ("Ks 71/96", "14/03"), with the year where the paper's other numbers have it ("Ks 204/96");
    else the year first, unless the text tells of years like the second part alone."""
    either = {n.raw: pair for n in found if (pair := _EITHER_WAY.search(n.raw)) and int(pair[1]) and int(pair[2])}
    if not either:
        return found
    serial_first = any(_SERIAL_FIRST.search(n.raw) for n in found)
    year_first = any(_YEAR_FIRST.search(n.raw) for n in found)
    years = _years_told(text)

    def turned(pair: re.Match[str]) -> bool:
        if serial_first != year_first:
            return serial_first
        near = [any(year + k in years for k in (-1, 0, 1)) for year in map(full_year, pair.groups())]
        return near == [False, True]

    return [replace(n, year=full_year(pair[2]), serial=int(pair[1])) if (pair := either.get(n.raw)) and turned(pair) else n for n in found]


def in_paper(text: str, case_number: str | None) -> str | None:
    """What a case number that was read of a line alone is in the whole of its paper, where its year and serial may be told apart."""
    pair = _TWO_PAIRS.search(case_number or "")
    if case_number is None or pair is None:
        return case_number
    other = f"{case_number[: pair.start()]}{full_year(f'{int(pair[2]):02}')}/{int(pair[1])}"
    told = {n.case_number for n in find_registry_numbers(text)}
    return other if other in told and case_number not in told else case_number


def _lines_with_figures(text: str) -> Iterator[tuple[int, int]]:
    """The extents of the lines with figures written as in a registry number; no number goes over a line's end."""
    end = 0
    while figures := _LIKE_A_NUMBER.search(text, end):
        start = max(end, text.rfind("\n", end, figures.start()) + 1)
        end = text.find("\n", figures.end())
        end = len(text) if end < 0 else end
        yield start, end


def _with_letters(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What is written in a style with letters, one style after the other; a bare number has no letters beside it."""
    places = [m.start() for m in _BEFORE_FIGURES.finditer(text, start, end)]
    for pattern in _compiled().register_first if places else ():
        at = start
        for place in places:
            if place >= at and (match := pattern.match(text, place, end)):
                yield match
                at = match.end()
    for pattern in _compiled().register_behind if _BEHIND_FIGURES.search(text, start, end) else ():
        yield from pattern.finditer(text, start, end)


def _behind_label(text: str, start: int, position: int) -> RegistryNumber | None:
    """A number in a style believed only behind the label ``text[start:position]``."""
    patterns = _compiled()
    for pattern in patterns.labelled:
        if (match := pattern.match(text, position)) and _believable(match, labelled=True):
            return _number(match, 0, labelled=True)
    for pattern in patterns.bare:
        if (match := pattern.match(text, position)) and int(match["serial"]) > 0:
            number = _year_of_paper(text, _number(match, 0, labelled=True))
            before = _CODE_BEFORE.search(text, max(0, start - 8), start)
            known = before is not None and number.registry is None and before[1].upper() in patterns.codes
            return replace(number, registry=before[1].upper()) if before and known else number
    return None


def _beside(text: str, first: RegistryNumber) -> RegistryNumber | None:
    """The next number under the same label: "Dnr 328-77/2006, 015-12/2004"; no date and no span of years ("2013/14")."""
    joined = _JOINED.match(text, first.end)
    number = _behind_label(text, first.start, joined.end()) if joined else None
    year_and_next = number is not None and number.registry is None and number.serial == (number.year + 1) % 100
    return number if number is not None and "/" in number.raw and not year_and_next else None


def _year_of_paper(text: str, number: RegistryNumber) -> RegistryNumber:
    """``98-2003`` is read with the year last, unless the text tells of 1998."""
    if (last := re.fullmatch(r"(\d\d)-(\d{4})", number.raw)) and (first := full_year(last[1])) in _years_told(text):
        return replace(number, year=first, serial=int(last[2]))
    return number


@lru_cache(maxsize=1)
def _years_told(text: str) -> frozenset[int]:
    return frozenset(int(m[0]) for m in re.finditer(r"(?<!\d)(?:19|20)\d\d(?!\d)", text))


def bare_number(text: str) -> RegistryNumber | None:
    """A registry number without letters that makes up the whole of ``text`` (a cell under a label)."""
    for pattern in _compiled().bare:
        if (match := pattern.fullmatch(text.strip())) and int(match["serial"]) > 0:
            return _number(match, text.index(match.group()), labelled=True)
    return None


def is_label(text: str) -> bool:
    """Is ``text`` nothing but a word that announces a registry number?"""
    return bool(_compiled().label.fullmatch(text.strip()))
