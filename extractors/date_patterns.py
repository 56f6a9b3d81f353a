"""The written forms of dates in Swedish papers, as regular expressions; each has an example in a comment.

Named groups: ``y`` year, ``yy`` year in two digits, ``m`` month, ``d`` day; a digit behind them marks a second date.
"""

from __future__ import annotations

import re

MONTHS = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december")
# The seasons and terms of a year, with their first and last month.
SEASONS = {
    "vintern": (1, 3),
    "våren": (3, 5),
    "vårvintern": (2, 4),
    "sommaren": (6, 8),
    "försommaren": (5, 6),
    "hösten": (9, 11),
    "senhösten": (10, 12),
    "vårterminen": (1, 6),
    "höstterminen": (8, 12),
}

_MONTH = rf"(?:{'|'.join(MONTHS)})"
# The days of a month in words: den första januari.
ORDINALS = (
    *("första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde", "elfte", "tolfte", "trettonde"),
    *("fjortonde", "femtonde", "sextonde", "sjuttonde", "artonde", "nittonde", "tjugonde", "tjugoförsta", "tjugoandra", "tjugotredje"),
    *("tjugofjärde", "tjugofemte", "tjugosjätte", "tjugosjunde", "tjugoåttonde", "tjugonionde", "trettionde", "trettioförsta"),
)
_ABBREVIATED = r"(?:jan|febr?|mar|apr|jun|jul|aug|sept?|okt|nov|dec)\.?"
_ENGLISH = r"(?:January|February|March|May|June|July|August|October)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
# A recognised "l4" or "I4" before a month can only be 14.
_DAY_READ = rf"(?:{_DAY}|[lI]\d)"
_MONTH_NUMBER = r"(?:1[0-2]|0?[1-9])"
_YEAR = r"(?:19|20)\d\d"
_TWO_DIGITS = r"(?:0[1-9]|[12]\d|3[01])"
_DASH = r"\s?[-–—]\s?"
_UNTIL = r"\s+(?:till och med|t\.?\s?o\.?\s?m\.?|till|fram till|to|until)\s+"
_WEEKDAY = r"(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?,?\s+)?"
# What may not follow a year: it would belong to a registry number, a time or a finer date.
_NO_NUMBER = r"(?![\d:]|/\d|[-.]\d)"
_UNITS = r"kr|kronor|tkr|mkr|mnkr|st|%|procent|invånare|meter|m2|kvm|elever|personer|platser|timmar|exemplar"

# 2019-03-14, 2019.03.14, 2019/03/14, and with the spaces that recognition puts in: 2015 -11- 04
ISO = re.compile(
    rf"(?<![\d/.])(?:(?<!\d-)|(?<=-\d\d-))(?P<y>{_YEAR}) ?(?P<sep>[-.–—/]) ?(?P<m>0[1-9]|1[0-2]) ?(?P=sep) ?(?P<d>{_TWO_DIGITS})(?!\d)"
)
# 2004-5-12; not a registry number with a running paper behind it (KS 2004-5-12, dnr 2004-5-1)
ISO_SHORT = re.compile(
    rf"(?<![\w/.:-])(?<![A-ZÅÄÖ] )(?<!nr )(?<!nr\. )(?<!nr: )(?P<y>{_YEAR})-(?P<m>{_MONTH_NUMBER})-(?P<d>{_DAY})(?![\w/:-]|\.\d)"
)
# 2019-03-14–16, 2019-03-14 -- 04-02
ISO_RANGE = re.compile(
    rf"(?<![\d/.-])(?P<y>{_YEAR})-(?P<m>0[1-9]|1[0-2])-(?P<d>{_TWO_DIGITS})\s?[-–—]{{1,2}}\s?(?:(?P<m2>0[1-9]|1[0-2])-)?(?P<d2>{_TWO_DIGITS})(?![\d/:-]|\.\d)"
)
# 2O19-O3-l4, 2 0 1 9-03-14, 2008 -10- 2 0: a date by its shape, with the letters and spaces of a careless recognition
READ = re.compile(
    r"(?<![\w/.-])(?P<y>[12lI|] ?[09Oo] ?[\dOolI|] ?[\dOolI|]) ?[-–—] ?(?P<m>[01OolI|] ?[\dOolI|]) ?[-–—] ?"
    r"(?P<d>[0-3OolI|](?:[\dOolI|]| \d(?=[ \t]*$)))(?![\w/]|-\d)",
    re.MULTILINE,
)
# 03-05-15: believed alone, or behind a word that announces a date, a body or a paper, or as the end of a period
ISO_TWO_DIGITS = re.compile(rf"(?<![\w/.:-])(?P<y>\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>{_TWO_DIGITS})(?![\w/:-]|\.\d)")
ANNOUNCES = re.compile(
    r"(?:(?:^|[\n\t])\s*|\d\d-\d\d-\d\d\s?[-–—]{1,2}\s?"
    r"|(?:\b\w*(?:datum|dagen|dag|tiden|perioden)|\b(?:den|fr\.?\s?o\.?\s?m|t\.?\s?o\.?\s?m|från|med|till|senast|kraft|gäller|gällde|ink|inkom(?:men|met)?|ankom|anl|tid|av)"
    r"|\b(?:underteckn|beslut|antog|antag|daterad|daterat|sammanträd|justera|anslag|anslog|protokoll|fastställ|väck|lämna|inlämna|uppsatt|tecknad|ingick)\w*"
    r"|\w*(?:styrelsen|nämnden|fullmäktige|utskott|utskottet|protokoll|utdrag|skrivelse|utlåtande|kommun|stad|landsting|kontoret))[.:,]?\s+)$",
    re.IGNORECASE,
)
# 20190314
ISO_COMPACT = re.compile(rf"(?<![\d/.-])(?P<y>{_YEAR})(?P<m>0[1-9]|1[0-2])(?P<d>{_TWO_DIGITS})(?![\d/.-])")
# 190314, 2019 03 14: believed only behind a word that announces a date.
LABELLED = re.compile(
    r"\b(?:[a-zåäö]*datum|dat\.?|daterad|daterat|daterade|den|ink(?:\.|om(?:men|met)?)?|anl(?:\.|änt)?)(?:\s+den)?(?:\s*:)?\s*"
    rf"(?P<all>(?P<y>(?:19|20)?\d\d)(?P<gap> ?)(?P<m>0[1-9]|1[0-2])(?P=gap)(?P<d>{_TWO_DIGITS}))(?![\d/]|-\d)",
    re.IGNORECASE,
)
# 14.3.2019
DOTTED = re.compile(rf"(?<![\w/.§])(?<!§ )(?P<d>{_DAY})\.(?P<m>{_MONTH_NUMBER})\.(?P<y>{_YEAR})(?![\d/.]\d|\d)")
# torsdagen den 14 mars 2019, 12th day of May 2017, 1 jan. 1998, den 1:e mars -19, 14 mars 97
WORDS = re.compile(
    # What it may begin with, looked at before all its forms are tried.
    rf"(?=[mtoflsdi\d])(?:\b{_WEEKDAY}den\s*|\b{_WEEKDAY})(?P<d>{_DAY_READ})(?:\s?:\s?[ea]|(?:st|nd|rd|th)(?: (?:day )?of)?)?\s*"
    rf"(?P<m>{_MONTH}|(?<=\s)(?:{_ABBREVIATED}|{_ENGLISH}))(?![^\W\d_])"
    rf"(?:,?\s*(?:år\s+)?(?P<y>{_YEAR})\b|\s?[-'’´](?P<yy>\d\d)\b(?![-/:.]\d|\s+{_MONTH})|\s(?P<yy2>[7-90]\d)(?=[.,;)]?(?:\s+kl|\s*$|\n)|[,;)]))?",
    re.IGNORECASE,
)
# den fjortonde mars 2019
ORDINAL = re.compile(
    rf"\b(?:den\s+)(?P<o>{'|'.join(sorted(ORDINALS, key=len, reverse=True))})\s+(?P<m>{_MONTH})\b(?:,?\s+(?P<y>{_YEAR})\b)?", re.IGNORECASE
)
# March 14, 2019, March 14th 2019
ENGLISH_ORDER = re.compile(rf"\b(?P<m>{_ENGLISH}|April|September|November|December)\s+(?P<d>{_DAY})(?:st|nd|rd|th)?,?\s+(?P<y>{_YEAR})\b")
# 14–16 mars 2019, 14 och 15 mars, 14–16/3 2019
DAY_RANGE = re.compile(
    rf"(?<![\w/.:])(?:den\s+)?(?P<d>{_DAY})(?:{_DASH}|{_UNTIL}(?:den\s+)?|(?P<and>\s+och\s+))(?P<d2>{_DAY})"
    rf"(?:\s+(?P<m>{_MONTH})|/(?P<mm>{_MONTH_NUMBER})(?![\d/]))(?:,?\s+(?P<y>{_YEAR})\b)?",
    re.IGNORECASE,
)
# 14/3/2019
SLASHES = re.compile(rf"(?<![\w/.])(?P<d>{_DAY})/(?P<m>{_MONTH_NUMBER})/(?P<y>{_YEAR})(?![\d/])")
# 14/3 2019, 14/3-19, den 14/3
SLASH = re.compile(
    rf"(?<![\d/.])(?:(?P<den>den)\s+)?(?P<d>{_DAY})/(?P<m>{_MONTH_NUMBER})(?![\d/])"
    rf"(?:(?:\s+|\s?-|[ ]?–[ ]?)(?P<y>{_YEAR}|(?<=-)\d\d)(?![\d/]))?",
    re.IGNORECASE,
)
# mars 2019, sept. 1998, mars -19
MONTH_YEAR = re.compile(
    rf"(?<!\d )\b(?:(?P<m>{_MONTH}|{_ABBREVIATED})(?:\s+månad)?,?\s+(?P<y>{_YEAR})\b"
    rf"|(?P<mm>{_MONTH})\s?[-'’´](?P<yy>\d\d)\b(?![-/:.]\d|\s+{_MONTH}))",
    re.IGNORECASE,
)
# mars–maj 2019, maj/juni 2019
MONTH_RANGE = re.compile(rf"\b(?P<m>{_MONTH})(?:{_DASH}|\s?/\s?|{_UNTIL})(?P<m2>{_MONTH}),?\s+(?P<y>{_YEAR})\b", re.IGNORECASE)
# våren 2019, sommaren -98, höst 2019, VT 2019, ht-19
SEASON = re.compile(
    rf"\b(?P<s>{'|'.join(SEASONS)})\s+(?:år\s+)?(?P<y>{_YEAR}|(?<!\d)[-'’]\d\d)\b"
    rf"|\b(?P<s2>vinter|vår|sommar|höst)en?s?\s+(?P<y2>{_YEAR})\b"
    rf"|\b(?P<t>[vh]t)\s?-?\s?(?P<y3>{_YEAR}|\d\d)\b(?![-/.:]\d)",
    re.IGNORECASE,
)
# första halvåret 2019, andra kvartalet 2019, kvartal 2 2019, Q2 2019
PART_OF_YEAR = re.compile(
    r"\b(?:(?P<half>första|andra) halvåret|(?P<q>första|andra|tredje|fjärde) kvartalet|(?:kvartal |Q)(?P<q2>[1-4]|I{1,3}|IV))"
    rf"(?:\s+år)?,?\s+(?P<y>{_YEAR})\b",
    re.IGNORECASE,
)
# årsskiftet 2018/2019
TURN = re.compile(rf"\bårsskiftet\s+(?P<y>{_YEAR})\s?[/–-]\s?(?P<y2>{_YEAR}|\d\d)\b", re.IGNORECASE)
# halvårsskiftet 2019
MIDYEAR = re.compile(rf"\bhalvårsskiftet\s+(?:år\s+)?(?P<y>{_YEAR})\b", re.IGNORECASE)
# 2016–2019, 2016 till och med 2019, mellan 2016 och 2019, åren 2018/19, 1998–99, läsåren 2011/12–2014/15
YEAR_RANGE = re.compile(
    rf"\bläsåren\s+(?P<y9>{_YEAR})/\d\d{_DASH}(?P<y10>{_YEAR}/\d\d)(?!\d)|(?<![\d/.:-])(?P<y>{_YEAR})(?:{_DASH}|\s?--\s?|{_UNTIL}(?:år\s+)?)(?P<y2>{_YEAR}){_NO_NUMBER}"
    rf"|\bmellan\s+(?:åren\s+)?(?P<y3>{_YEAR})\s+och\s+(?P<y4>{_YEAR}){_NO_NUMBER}"
    rf"|\b(?:åren|\w*perioden|tiden)\s+(?P<y5>{_YEAR})\s?[-–/]\s?(?P<y6>\d\d)(?![\d/:-])|(?<![\w/.:–-])(?P<y7>{_YEAR})–(?P<y8>(?:1[3-9]|[02-9]\d))(?![\d/:–-])",
    re.IGNORECASE,
)
# 2019; not "kl 1930", "2019 kr", "2015 000", "§ 2019", "1990-talet", "2019:12"
BARE_YEAR = re.compile(
    rf"(?<![\w/.:,–§-])(?<![Kk]l )(?<![Kk]l\. )(?<!§ )(?<![Nn]r )(?<![Ss]id )(?<![Ss]idan )(?<![Tt]el )"
    rf"(?P<y>{_YEAR})(?!\d| \d{{3}}(?!\d)|[/:]\d|[/-][A-ZÅÄÖ]|[-.,]\d|[-–]tal|\s?(?:{_UNITS})\b)"
)

_RANGE_OF_FIGURES = re.compile(rf"\d(?:\s?(?:[-–—/]|--)\s?|{_UNTIL}(?:år\s+|den\s+)?|\s+och\s+)\d", re.IGNORECASE)
# Figures that every match of a form holds: found faster than the form, they spare most texts that have none a search for it.
FIGURES = {
    ISO: re.compile(r"\d\d ?[-.–—/] ?[01]\d ?[-.–—/] ?[0-3]"),
    LABELLED: re.compile(r"\d\d ?[01]\d ?[0-3]\d"),
    DOTTED: re.compile(r"\d\.\d\d?\.\d"),
    ISO_TWO_DIGITS: re.compile(r"\d\d-[01]\d-[0-3]\d"),
    ISO_COMPACT: re.compile(r"\d{8}"),
    DAY_RANGE: _RANGE_OF_FIGURES,
    YEAR_RANGE: _RANGE_OF_FIGURES,
}

# What stands between the two ends of a range.
BETWEEN = re.compile(rf"\s?[-–—]{{1,2}}\s?|{_UNTIL}(?:den\s+)?", re.IGNORECASE)
AND = re.compile(r"\s+och\s+(?:den\s+)?", re.IGNORECASE)
BEFORE_AND = re.compile(r"\bmellan\s$", re.IGNORECASE)
