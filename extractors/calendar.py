"""Finds dates in Swedish running text and gives each its first and last day and its precision.

Patterns find candidates; regular forms are computed directly, the rest (abbreviations, English months, slips of the pen) go
through dateparser, one call for each distinct wording.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from extractors import date_patterns as forms
from extractors.anchors import Anchored
from extractors.date_patterns import MONTHS
from extractors.families import Family
from extractors.registry import full_year
from extractors.remembered import remembered

_SEASON_STEMS = {"vinter": "vintern", "vår": "våren", "sommar": "sommaren", "höst": "hösten", "vt": "vårterminen", "ht": "höstterminen"}

_QUARTERS = {"första": 0, "andra": 1, "tredje": 2, "fjärde": 3, "1": 0, "2": 1, "3": 2, "4": 3, "i": 0, "ii": 1, "iii": 2, "iv": 3}
# The year that stands for one not told until the mention is resolved; a leap year, so that 29 February is a day.
_UNTOLD = 2000
# Characters before a date in which the word that announces it stands.
_ANNOUNCED_WITHIN = 40
# The days from the first to the last of a meeting.
_LONGEST_MEETING = 4
# The longest span of years written with the last in two digits.
_LONGEST_SHORT = 20


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as found: its extent in the text, the words, first and last day and precision. ``year_told`` is False where the
    year was taken from the context; ``ends`` are the two dates of a range; ``fraction`` marks a form that may be no date at all."""

    start: int
    end: int
    raw: str
    date_start: dt.date
    date_end: dt.date
    precision: str
    year_told: bool = True
    ends: tuple[DateMention, DateMention] | None = None
    fraction: bool = False

    @property
    def of_days(self) -> bool:
        """Is it a day, or the few days that a meeting may last?"""
        return self.precision == "day" or (self.precision == "range" and (self.date_end - self.date_start).days <= _LONGEST_MEETING)


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


def _mention(
    match: re.Match[str], start: dt.date | None, end: dt.date | None, precision: str, year_told: bool = True
) -> DateMention | None:
    if start is None or end is None or end < start:
        return None
    return DateMention(match.start(), match.end(), match.group(), start, end, precision, year_told)


def _iso(match: re.Match[str]) -> DateMention | None:
    y, m = int(match["y"]), int(match["m"])
    if match["m"].startswith("0") and len(match["d"]) == 1:
        # "2020-03-1", where the month has its zero: the day may have lost a figure at the edge of a scan.
        return _mention(match, dt.date(y, m, 1), month_end(y, m), "month") if m else None
    day = _day(y, m, int(match["d"]))
    return _mention(match, day, day, "day")


def _iso_range(match: re.Match[str]) -> DateMention | None:
    y, m = int(match["y"]), int(match["m"])
    first, last = _day(y, m, int(match["d"])), _day(y, int(match["m2"] or m), int(match["d2"]))
    return _mention(match, first, last, "range") if first and last and first < last else None


def _iso_two_digits(match: re.Match[str]) -> DateMention | None:
    if not forms.ANNOUNCES.search(match.string[max(0, match.start() - _ANNOUNCED_WITHIN) : match.start()]):
        return None
    day = _day(full_year(match["y"]), int(match["m"]), int(match["d"]))
    return _mention(match, day, day, "day")


# The figures that letters stand for where careless recognition took them so.
_FIGURES = str.maketrans("OolI|", "00111", " ")


def _read(match: re.Match[str]) -> DateMention | None:
    if match.group().isascii() and not re.search(r"[OolI|]|\d \d", match.group()):
        return None
    y, m, d = (int(match[g].translate(_FIGURES)) for g in "ymd")
    day = _day(y, m, d)
    return _mention(match, day, day, "day") if 1900 <= y <= 2099 else None


def _labelled(match: re.Match[str]) -> DateMention | None:
    if match["gap"] and len(match["y"]) == 2:
        return None
    day = _day(full_year(match["y"]), int(match["m"]), int(match["d"]))
    return DateMention(match.start("all"), match.end("all"), match["all"], day, day, "day") if day else None


def _words(match: re.Match[str]) -> DateMention | None:
    groups = match.groupdict()
    told = groups["y"] or groups.get("yy") or groups.get("yy2")
    number = re.sub(r"[lI]", "1", match["d"])
    day = _parse_words(number, match["m"], full_year(told) if told else _UNTOLD)
    return _mention(match, day, day, "day", told is not None)


def _ordinal(match: re.Match[str]) -> DateMention | None:
    day = _parse_words(str(forms.ORDINALS.index(match["o"].lower()) + 1), match["m"], int(match["y"] or _UNTOLD))
    return _mention(match, day, day, "day", match["y"] is not None)


def _day_range(match: re.Match[str]) -> DateMention | None:
    if match["and"] and int(match["d2"]) != int(match["d"]) + 1:
        return None
    if match["mm"] and not match["y"]:
        return None
    month = match["m"] or MONTHS[int(match["mm"]) - 1]
    y = int(match["y"] or _UNTOLD)
    return _mention(match, _parse_words(match["d"], month, y), _parse_words(match["d2"], month, y), "range", match["y"] is not None)


def _slash(match: re.Match[str]) -> DateMention | None:
    told = match["y"] is not None
    day = _day(full_year(match["y"]) if told else _UNTOLD, int(match["m"]), int(match["d"]))
    mention = _mention(match, day, day, "day", told)
    # "3/4" alone is a fraction as often as a day: it counts only behind "den" or as the beginning of a range.
    return replace(mention, fraction=not told and match["den"] is None) if mention else None


def _month(word: str) -> int:
    stem = word.lower()[:3]
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(stem))


def _month_year(match: re.Match[str]) -> DateMention | None:
    y, m = full_year(match["y"] or match["yy"]), _month(match["m"] or match["mm"])
    return _mention(match, dt.date(y, m, 1), month_end(y, m), "month")


def _month_range(match: re.Match[str]) -> DateMention | None:
    y, first, last = int(match["y"]), _month(match["m"]), _month(match["m2"])
    return _mention(match, dt.date(y, first, 1), month_end(y, last), "range")


def _season(match: re.Match[str]) -> DateMention | None:
    name = (match["s"] or _SEASON_STEMS[(match["s2"] or match["t"]).lower()]).lower()
    y = full_year((match["y"] or match["y2"] or match["y3"]).strip("-'’"))
    first, last = forms.SEASONS[name]
    return _mention(match, dt.date(y, first, 1), month_end(y, last), "season")


def _part_of_year(match: re.Match[str]) -> DateMention | None:
    y = int(match["y"])
    half = match["half"]
    length = 6 if half else 3
    index = _QUARTERS[(half or match["q"] or match["q2"]).lower()]
    return _mention(match, dt.date(y, index * length + 1, 1), month_end(y, (index + 1) * length), "season")


def _turn(match: re.Match[str]) -> DateMention | None:
    y = int(match["y"])
    return _mention(match, dt.date(y, 12, 31), dt.date(y + 1, 1, 1), "range")


def _midyear(match: re.Match[str]) -> DateMention | None:
    y = int(match["y"])
    return _mention(match, dt.date(y, 6, 30), dt.date(y, 7, 1), "range")


def _years(match: re.Match[str]) -> DateMention | None:
    first_group = next(g for g in ("y9", "y", "y3", "y5", "y7") if match[g])
    last_group = f"y{int(first_group[1:] or 1) + 1}"
    begun = int(match[first_group])
    told = match[last_group].rpartition("/")[2]
    ended = int(told) if len(told) == 4 else begun - begun % 100 + int(told)
    ended += 100 if ended < begun and len(told) == 2 else 0
    if ended - begun > _LONGEST_SHORT and len(told) == 2:
        return None
    spans = ((match.start(g), match.end(g), match[g], y) for g, y in ((first_group, begun), (last_group, ended)))
    first, last = (DateMention(start, end, raw, dt.date(y, 1, 1), dt.date(y, 12, 31), "year") for start, end, raw, y in spans)
    mention = _mention(match, first.date_start, last.date_end, "range")
    return replace(mention, start=first.start, raw=match.string[first.start : last.end], ends=(first, last)) if mention else None


def _bare_year(match: re.Match[str]) -> DateMention | None:
    y = int(match["y"])
    return _mention(match, dt.date(y, 1, 1), dt.date(y, 12, 31), "year")


_Form = tuple[Callable[[re.Match[str]], DateMention | None], re.Pattern[str] | None]
# The forms, with the figures that they need, in the order in which they claim their words: the more telling form first.
_FORMS: Family[_Form] = Family(
    ((form, forms.FIGURES.get(pattern)), Anchored(pattern.pattern, pattern.flags))
    for pattern, form in (
        (forms.ISO_RANGE, _iso_range),
        (forms.ISO, _iso),
        (forms.ISO_SHORT, _iso),
        (forms.READ, _read),
        (forms.ISO_TWO_DIGITS, _iso_two_digits),
        (forms.LABELLED, _labelled),
        (forms.DOTTED, _iso),
        (forms.DAY_RANGE, _day_range),
        (forms.WORDS, _words),
        (forms.ORDINAL, _ordinal),
        (forms.ENGLISH_ORDER, _words),
        (forms.SLASHES, _iso),
        (forms.SLASH, _slash),
        (forms.TURN, _turn),
        (forms.MIDYEAR, _midyear),
        (forms.PART_OF_YEAR, _part_of_year),
        (forms.MONTH_RANGE, _month_range),
        (forms.MONTH_YEAR, _month_year),
        (forms.SEASON, _season),
        (forms.YEAR_RANGE, _years),
        (forms.ISO_COMPACT, _iso),
        (forms.BARE_YEAR, _bare_year),
    )
)


# The forms that hold no figure, for the many sentences without one.
_WITHOUT_FIGURES: Family[_Form] = Family(m for m in _FORMS.members if m[0][0] is _ordinal)
_FIGURE = re.compile(r"\d")
_SAME_YEAR = Anchored(r"\b(?:samma|det|nämnda) år(?:et)?\b", re.IGNORECASE)
_FULL_YEAR = re.compile(r"(?<![\d/:.-])(?:19|20)\d\d(?![\d/:])")


def find_dates(text: str, year: int | None = None) -> list[DateMention]:
    """Every date in ``text``, in order and without overlaps.

    :param year: year for dates that tell none (``den 14 mars``); without it they are left out. A whole date told before one
        of the same text tells its year better.
    """
    resolved = []
    for mention in _mentions(text):
        if (known := _resolved(mention, year)) is not None:
            resolved.append(known)
        if year and mention.year_told and mention.precision in ("day", "month") and mention.date_start.year <= year:
            year = mention.date_start.year
    return resolved


def year_taken_up(sentence: str, previous: str) -> int | None:
    """The year told last that a sentence takes up by "samma år", in it or in the text before it; None where it does not."""
    same = _SAME_YEAR.search(sentence)
    told = _FULL_YEAR.findall(previous + sentence[: same.start()]) if same else []
    return int(told[-1]) if told else None


@remembered
def _mentions(text: str) -> tuple[DateMention, ...]:
    """The dates in ``text`` in order, ranges put together; those that tell no year are of the year that stands for none."""
    forms_here = _FORMS if _FIGURE.search(text) else _WITHOUT_FIGURES
    found: list[DateMention] = []
    taken = bytearray(len(text))
    for (form, figures), pattern in forms_here.likely(text):
        if figures is not None and figures.search(text) is None:
            continue
        for match in pattern.each(text):
            mention = form(match)
            if mention is not None and not any(taken[mention.start : mention.end]):
                taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
                found.append(mention)
    found.sort(key=lambda m: m.start)
    return tuple(_joined(text, found))


def _resolved(mention: DateMention, year: int | None) -> DateMention | None:
    """A mention that tells no year takes that of the context; None without one, or where it has no such day."""
    if mention.year_told:
        return mention
    if year is None or mention.fraction:
        return None
    return _in_year(mention, year)


def _in_year(mention: DateMention, year: int) -> DateMention | None:
    start, end = (_day(year, d.month, d.day) for d in (mention.date_start, mention.date_end))
    return replace(mention, date_start=start, date_end=end) if start and end else None


def _joined(text: str, mentions: list[DateMention]) -> Iterator[DateMention]:
    """Puts the two ends of a range together: ``1 januari 2016–31 december 2019``."""
    pending: DateMention | None = None
    for mention in mentions:
        joined = _range_of(text, pending, mention) if pending else None
        if joined:
            yield joined
            pending = None
            continue
        if pending:
            yield pending
        pending = mention
    if pending:
        yield pending


def _range_of(text: str, a: DateMention, b: DateMention) -> DateMention | None:
    """The range from ``a`` to ``b`` where the words between them make them its ends; an end may lack its year."""
    if a.precision not in ("day", "month") or b.precision != a.precision or not _parted_as_range(text, a, b):
        return None
    first, last = _told_ends(a, b)
    if first is None or last is None or first.date_start > last.date_end:
        return None
    told = a.year_told or b.year_told
    return DateMention(a.start, b.end, text[a.start : b.end], first.date_start, last.date_end, "range", told, (first, last))


def _parted_as_range(text: str, a: DateMention, b: DateMention) -> bool:
    between = text[a.end : b.start]
    return bool(forms.BETWEEN.fullmatch(between)) or bool(
        forms.AND.fullmatch(between) and forms.BEFORE_AND.search(text, max(0, a.start - 8), a.start)
    )


def _told_ends(a: DateMention, b: DateMention) -> tuple[DateMention | None, DateMention | None]:
    if a.year_told == b.year_told:
        return a, b
    if a.year_told:
        return a, _in_year(b, a.date_start.year)
    first = _in_year(a, b.date_start.year)
    # "15 december–10 januari 2020" began the year before.
    return (first if first and first.date_start <= b.date_end else _in_year(a, b.date_start.year - 1)), b
