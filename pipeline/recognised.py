"""Reads through the damage of recognised text, in the clean view alone: the verbatim text stays as it was recognised.

Optical character recognition takes § for 5 or S, drops rings and dots of å, ä and ö, sets stray dots between words and loses
spaces. What is mended here follows from the document itself (the same word elsewhere, the run of § numbers) or from a list of
common words; a doubtful place stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from extractors import resources
from pipeline.lines import Line

_STRIP = str.maketrans("åäöàáâãòóôÅÄÖÀÁÂÃÒÓÔ", "aaoaaaaoooAAOAAAAOOO")
_FOREIGN = str.maketrans("àáâãòóôÀÁÂÃÒÓÔ", "ååååöööÅÅÅÅÖÖÖ")
_WORD = re.compile(r"[^\W\d_]{2,}")
_STRAY_DOT = re.compile(r"(?<=[a-zåäöà-ý]{2})[.·](?=[a-zåäöà-ý]{2})|·")
_WEB = re.compile(r"@|www|\.(?:se|nu|com|org|net|eu|fi|no|dk)\b")
_PREFIX = r"(?P<lead>[.,·'\s]{0,2}|(?:[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,6}|[Ff]orts)[. ]{1,2})"
_SECTION = re.compile(rf"^{_PREFIX}(?P<sign>[§5SsØ$8&])(?P<gap>[.,·\s]{{0,2}})(?P<number>\d{{1,4}})(?P<tail>$|\t|\s+(?=[^\W\d_(]))")
# "beslutade 2022-06-15, S. 61, att": § for S behind a date.
_REFERENCE = re.compile(r"(?<=\d[, ] )[Ss5](?=[. ]{1,2}\d{1,4}[,. )])|(?<=\d, )[Ss](?=\d{1,4}[,. )])")
_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_ONE = re.compile(rf"(?:(?<=\bden )|(?<=\btiden )|(?<=\bper ))[ilI|](?= (?:{_MONTHS})\b)|(?<=\b(?:19|20)\d)[lI|](?=\b)")
_DATE_DOT = re.compile(rf"(?<=\d)\.(?=(?:{_MONTHS})\b)")
_NO_SPACE = re.compile(rf"(?<=\))(?=[a-zåäö]{{3}})|(?<=\d)(?=(?:{_MONTHS})\b)|(?<=\b(?:19|20)\d\d)(?=[a-zåäö]{{3}})")
_MINUTES = re.compile(r"(?i)protokoll|sammanträde|justera|\bbeslutar\b|s beslut\b")
_TRUE_SECTION = re.compile(r"§\s?(\d{1,4})")
_DETACHED = re.compile(
    r"(?i)(kommunfullmäktige|kommunstyrelsen|regionstyrelsen|regionfullmäktige|nämnden|utskottet)(?=(?:besluta|beslutar|föreslår|föreslås|beslut|förslag|att)\b)"
)
# No Swedish word begins so: v was taken for y (ayslag, aytal, aygörs).
_Y_FOR_V = re.compile(r"\bay(?=s[lk]|t[aå]l|gör|gift)")
# A § number this far from the others of the document may still be one of its run.
_REACH = 3


@cache
def _common() -> dict[str, str]:
    """Common words by their letters without diacritics."""
    lines = (resources.LEXICON / "diacritics.txt").read_text("utf-8").split()
    return {word.translate(_STRIP): word for word in lines}


class Mender:
    """Mends the lines of one document's recognised pages; what it may put back is learnt from all its lines."""

    def __init__(self, lines: list[Line]) -> None:
        self.forms = self._document_forms(lines)
        self.numbers = sorted({int(m[1]) for line in lines for m in _TRUE_SECTION.finditer(line.text)})
        self.minutes = any(_MINUTES.search(line.text) for line in lines)

    @staticmethod
    def _document_forms(lines: list[Line]) -> dict[str, str]:
        """Words that the document itself writes with diacritics most of the time, by their letters without."""
        counts: dict[str, Counter[str]] = {}
        for line in lines:
            for match in _WORD.finditer(line.text):
                word = match.group().lower().translate(_FOREIGN)
                counts.setdefault(word.translate(_STRIP), Counter())[word] += 1
        forms = {}
        for plain, seen in counts.items():
            best, times = seen.most_common(1)[0]
            if best != plain and times > seen.get(plain, 0):
                forms[plain] = best
        return forms

    def mend(self, line: Line) -> None:
        """Mends ``line`` in place; only characters are exchanged, dropped or spaces put in, so that the offsets stay true."""
        line.text = self._section_sign(line)
        line.text = _REFERENCE.sub("§", _ONE.sub("1", _DATE_DOT.sub(" ", line.text)))
        line.text = _STRAY_DOT.sub(lambda m: self._dot(line.text, m), line.text)
        line.text = _WORD.sub(self._word, _Y_FOR_V.sub("av", line.text))
        self._spaces(line)

    @staticmethod
    def _dot(text: str, match: re.Match[str]) -> str:
        around = text[max(0, match.start() - 20) : match.end() + 6]
        left = re.search(r"[^\W\d_]+$", text[: match.start()])
        right = re.match(r"[^\W\d_]+", text[match.end() :])
        short = match.group() == "." and (left is None or right is None or len(left.group()) < 4 or len(right.group()) < 2)
        return match.group() if short or _WEB.search(around) else " "

    def _word(self, match: re.Match[str]) -> str:
        word = match.group()
        plain = word.lower().translate(_STRIP)
        known = self.forms.get(plain) or _common().get(plain)
        if known is None:
            return word.translate(_FOREIGN) if len(word) > 1 else word
        if known == word.lower():
            return word
        return "".join(k.upper() if w.isupper() else k for k, w in zip(known, word, strict=True))

    def _section_sign(self, line: Line) -> str:
        match = _SECTION.match(line.text)
        if match is None or not (match["sign"] == "§" or self._is_section(match, line.text)):
            return line.text
        lead = match["lead"].replace(".", " ") if match["lead"].strip(" .,·'") else " " * len(match["lead"])
        return lead + "§" + " " * len(match["gap"]) + line.text[match.end("gap") :]

    def _is_section(self, match: re.Match[str], text: str) -> bool:
        """A lone S before a number at the beginning of a line of minutes is §; a 5 or 8 only where the number fits the run of
        the § numbers recognised, or a registry number stands beside it."""
        number = int(match["number"])
        registry = re.search(r"\t.*\b(?:dnr|diarie|[A-ZÅÄÖ]{2,}[ -]?\d)", text, re.IGNORECASE) is not None
        fits = any(abs(number - n) <= _REACH for n in self.numbers) or registry
        if fits or (match["sign"] in "Ss" and match["gap"].strip(".") and self.minutes):
            self.numbers.append(number)
            return True
        return False

    @staticmethod
    def _spaces(line: Line) -> None:
        """Puts a space between a bracket, number or body's name and the word that follows without one."""
        cuts = sorted({m.end() for m in _DETACHED.finditer(line.text)} | {m.start() for m in _NO_SPACE.finditer(line.text)})
        for cut in reversed(cuts):
            line.text = line.text[:cut] + " " + line.text[cut:]
            line.offsets = [*line.offsets[:cut], line.offsets[cut - 1], *line.offsets[cut:]]


def mend_lines(lines: list[Line], recognised_pages: set[int]) -> None:
    """Mends the lines of recognised pages in place.

    :param recognised_pages: the numbers of the pages whose text was recognised from an image.
    """
    if not recognised_pages:
        return
    mender = Mender(lines)
    for line in lines:
        if line.page in recognised_pages:
            mender.mend(line)
