"""Finds dates in Swedish running text and gives each its first and last day and its precision.

Patterns find candidates; regular forms are computed directly, the rest (abbreviations, English months, slips of the pen) go
through dateparser, one call for each distinct wording.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

MONTHS = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december")
_SEASONS = {"vintern": (1, 3), "våren": (3, 5), "vårvintern": (2, 4), "sommaren": (6, 8), "försommaren": (5, 6), "hösten": (9, 11), "senhösten": (10, 12), "vårterminen": (1, 6), "höstterminen": (8, 12)}
_SEASON_STEMS = {"vinter": "vintern", "vår": "våren", "sommar": "sommaren", "höst": "hösten"}

_MONTH = rf"(?:{'|'.join(MONTHS)})"
_ABBREVIATED = r"(?:jan|feb|febr|mar|apr|jun|jul|aug|sept?|okt|nov|dec)\.?"
_ENGLISH = r"(?:January|February|March|May|June|July|August|October)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_YEAR = r"(?:19|20)\d\d"
_DASH = r"\s?[-–—]\s?"
_WEEKDAY = r"(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?,?\s+)?"

_ISO = re.compile(rf"(?<![\d/.-])(?P<y>{_YEAR})[-.](?P<m>0[1-9]|1[0-2])[-.](?P<d>0[1-9]|[12]\d|3[01])(?![\d])")
_ISO_COMPACT = re.compile(rf"(?<![\d/.-])(?P<y>{_YEAR})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?![\d/.-])")
_WORDS = re.compile(
    rf"\b{_WEEKDAY}(?:den\s+)?(?P<d>{_DAY})(?::?e|:a)?\s+(?P<m>{_MONTH}|{_ABBREVIATED}|{_ENGLISH})(?!\w)(?:,?\s+(?P<y>{_YEAR})\b)?", re.IGNORECASE
)
_DAY_RANGE = re.compile(rf"\b(?:den\s+)?(?P<d>{_DAY}){_DASH}(?P<d2>{_DAY})\s+(?P<m>{_MONTH})(?:\s+(?P<y>{_YEAR}))?\b", re.IGNORECASE)
_SLASH = re.compile(rf"(?<![\d/.-])(?P<d>{_DAY})/(?P<m>1[0-2]|0?[1-9])(?:\s+|-|[ ]?–[ ]?)?(?P<y>{_YEAR}|(?<=-)\d\d)(?![\d/])")
_MONTH_YEAR = re.compile(rf"\b(?P<m>{_MONTH})(?:\s+månad)?,?\s+(?P<y>{_YEAR})\b", re.IGNORECASE)
_SEASON = re.compile(rf"\b(?P<s>{'|'.join(_SEASONS)})\s+(?:år\s+)?(?P<y>{_YEAR})\b|\b(?P<s2>vinter|vår|sommar|höst)en?s?\s+(?P<y2>{_YEAR})\b", re.IGNORECASE)
_TURN = re.compile(rf"\bårsskiftet\s+(?P<y>{_YEAR})\s?[/–-]\s?(?P<y2>{_YEAR}|\d\d)\b", re.IGNORECASE)
_YEAR_RANGE = re.compile(rf"(?<![\d/.:-])(?P<y>{_YEAR})(?:{_DASH}|\s+(?:till och med|t\.?o\.?m\.?|till)\s+(?:år\s+)?)(?P<y2>{_YEAR})(?![\d:]|/\d|[-.]\d)", re.IGNORECASE)
_BARE_YEAR = re.compile(rf"(?<![\w/.:,–-])(?P<y>{_YEAR})(?!\d|[/:]\d|[-.,]\d|\s?(?:kr|kronor|tkr|mkr|mnkr|st|%|procent|invånare|meter|m2|kvm|elever|personer|platser|timmar|exemplar)\b)")
_BETWEEN = re.compile(r"\s?[-–—]\s?|\s+(?:till och med|t\.?o\.?m\.?|till|fram till)\s+(?:och med\s+)?(?:den\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as found: its extent in the text, the words, first and last day and precision. ``year_told`` is False where the
    year was taken from the context."""

    start: int
    end: int
    raw: str
    date_start: dt.date
    date_end: dt.date
    precision: str
    year_told: bool = True
    ends: tuple[DateMention, DateMention] | None = None


def _day(y: int, m: int, d: int) -> dt.date | None:
    try:
        return dt.date(y, m, d)
    except ValueError:
        return None


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


@lru_cache(maxsize=4096)
def _parse_words(day: str, month: str, year: int) -> dt.date | None:
    word = month.lower().strip(".")
    if word in MONTHS:
        return _day(year, MONTHS.index(word) + 1, int(day))
    import dateparser

    parsed = dateparser.parse(f"{day} {word} {year}", languages=["sv", "en"], settings={"STRICT_PARSING": True})
    return parsed.date() if parsed and parsed.day == int(day) and parsed.year == year else None


def _mention(match: re.Match[str], start: dt.date | None, end: dt.date | None, precision: str, year_told: bool = True) -> DateMention | None:
    if start is None or end is None or end < start:
        return None
    return DateMention(match.start(), match.end(), match.group(), start, end, precision, year_told)


def _iso(match: re.Match[str]) -> DateMention | None:
    day = _day(int(match["y"]), int(match["m"]), int(match["d"]))
    return _mention(match, day, day, "day")


def _words(match: re.Match[str], year: int | None) -> DateMention | None:
    told = match["y"] is not None
    if not told and year is None:
        return None
    day = _parse_words(match["d"], match["m"], int(match["y"]) if told else year or 0)
    return _mention(match, day, day, "day", told)


def _day_range(match: re.Match[str], year: int | None) -> DateMention | None:
    told = match["y"] is not None
    if not told and year is None:
        return None
    y = int(match["y"]) if told else year or 0
    return _mention(match, _parse_words(match["d"], match["m"], y), _parse_words(match["d2"], match["m"], y), "range", told)


def _slash(match: re.Match[str]) -> DateMention | None:
    from extractors.registry import full_year

    day = _day(full_year(match["y"]), int(match["m"]), int(match["d"]))
    return _mention(match, day, day, "day")


def _month_year(match: re.Match[str]) -> DateMention | None:
    y, m = int(match["y"]), MONTHS.index(match["m"].lower()) + 1
    return _mention(match, dt.date(y, m, 1), month_end(y, m), "month")


def _season(match: re.Match[str]) -> DateMention | None:
    name = (match["s"] or _SEASON_STEMS[match["s2"].lower()]).lower()
    y = int(match["y"] or match["y2"])
    first, last = _SEASONS[name]
    return _mention(match, dt.date(y, first, 1), month_end(y, last), "season")


def _turn(match: re.Match[str]) -> DateMention | None:
    y = int(match["y"])
    return _mention(match, dt.date(y, 12, 31), dt.date(y + 1, 1, 1), "range")


def _years(match: re.Match[str]) -> DateMention | None:
    mention = _mention(match, dt.date(int(match["y"]), 1, 1), dt.date(int(match["y2"]), 12, 31), "range")
    if mention is None:
        return None
    first, last = (
        DateMention(match.start(g), match.end(g), match[g], dt.date(int(match[g]), 1, 1), dt.date(int(match[g]), 12, 31), "year") for g in ("y", "y2")
    )
    return replace(mention, ends=(first, last))


def _bare_year(match: re.Match[str]) -> DateMention | None:
    y = int(match["y"])
    return _mention(match, dt.date(y, 1, 1), dt.date(y, 12, 31), "year")


def _candidates(text: str, year: int | None) -> Iterator[DateMention | None]:
    for match in _ISO.finditer(text):
        yield _iso(match)
    for match in _DAY_RANGE.finditer(text):
        yield _day_range(match, year)
    for match in _WORDS.finditer(text):
        yield _words(match, year)
    for match in _SLASH.finditer(text):
        yield _slash(match)
    for match in _TURN.finditer(text):
        yield _turn(match)
    for match in _MONTH_YEAR.finditer(text):
        yield _month_year(match)
    for match in _SEASON.finditer(text):
        yield _season(match)
    for match in _YEAR_RANGE.finditer(text):
        yield _years(match)
    for match in _ISO_COMPACT.finditer(text):
        yield _iso(match)
    for match in _BARE_YEAR.finditer(text):
        yield _bare_year(match)


def find_dates(text: str, year: int | None = None) -> list[DateMention]:
    """Every date in ``text``, in order and without overlaps.

    :param year: year for dates that tell none (``den 14 mars``); without it they are left out.
    """
    found: list[DateMention] = []
    taken = bytearray(len(text))
    for mention in _candidates(text, year):
        if mention is not None and not any(taken[mention.start : mention.end]):
            taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
            found.append(mention)
    found.sort(key=lambda m: m.start)
    return list(_joined(text, found))


def _joined(text: str, mentions: list[DateMention]) -> Iterator[DateMention]:
    """Puts the two ends of a range together: ``1 januari 2016–31 december 2019``."""
    pending: DateMention | None = None
    for mention in mentions:
        if pending and _is_range(text, pending, mention):
            if not pending.year_told:
                year = mention.date_start.year
                pending = replace(pending, date_start=pending.date_start.replace(year=year), date_end=pending.date_end.replace(year=year))
            raw = text[pending.start : mention.end]
            yield DateMention(pending.start, mention.end, raw, pending.date_start, mention.date_end, "range", ends=(pending, mention))
            pending = None
            continue
        if pending:
            yield pending
        pending = mention
    if pending:
        yield pending


def _is_range(text: str, a: DateMention, b: DateMention) -> bool:
    if a.precision not in ("day", "month") or b.precision != a.precision or not _BETWEEN.fullmatch(text[a.end : b.start]):
        return False
    return a.date_start <= b.date_end or not a.year_told
