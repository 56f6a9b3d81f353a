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
from extractors.core import Cell
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
# "K§ § 40", "R§§ 41": § for the S of a body's letters, next to a sign of its own.
_SIGN_FOR_S = re.compile(r"(?<![^\W_])[A-ZÅÄÖ]{1,4}(§)(\s?)(?=§{1,2}\s?\d)")
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
# A figure inside a word, a letter inside a number: bes1ut, K0MMUN, 2O19/l23.
_FIGURE_IN_WORD = re.compile(r"(?<![^\W_])[^\W\d_]+(?:[01][^\W\d_]+)+(?![^\W_])")
_LETTER_IN_NUMBER = re.compile(r"(?<![^\W_])(?:\d|(?<=[/.-])[Il])[\dOoIl]*(?![^\W_])")
_TWO_WORDS = re.compile(r"(?<![^\W_])([^\W\d_]{2,}) (?=([a-zåäöé]{2,})(?![^\W_]))")
# Bodies whose names are one word.
_BODY = re.compile(r"(?:kommun|stads|region|landstings)(?:styrelse|fullmäktige)\w{0,2}", re.IGNORECASE)
# The shortest word that a space in its middle is believed of.
_SHORTEST_JOINED = 7
# How often a document must write a word for it to be known.
_TWICE = 2
# A § number this far from the others of the document may still be one of its run.
_REACH = 3


@cache
def _vocabulary() -> frozenset[str]:
    """Words of municipal papers: the common words and those of the lexicons' patterns."""
    words = set(_common().values())
    for name in ("headings", "labels", "papers", "bodies", "furniture"):
        words.update(re.findall(r"[a-zåäöé]{4,}", (resources.LEXICON / f"{name}.toml").read_text("utf-8")))
    return frozenset(words)


@cache
def _common() -> dict[str, str]:
    """Common words by their letters without diacritics."""
    lines = (resources.LEXICON / "diacritics.txt").read_text("utf-8").split()
    return {word.translate(_STRIP): word for word in lines}


class Mender:
    """Mends the lines of one document's recognised pages; what it may put back is learnt from all its lines."""

    def __init__(self, lines: list[Line]) -> None:
        self.forms = self._document_forms(lines)
        self.words = Counter(m.group().lower() for line in lines for m in _WORD.finditer(line.text))
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
        for match in reversed(list(_SIGN_FOR_S.finditer(line.text))):
            _splice(line, match.start(1), match.end(1), "S" if match[2] else "S ")
        line.text = self._section_sign(line)
        line.text = _REFERENCE.sub("§", _ONE.sub("1", _DATE_DOT.sub(" ", line.text)))
        line.text = _STRAY_DOT.sub(lambda m: self._dot(line.text, m), line.text)
        line.text = _WORD.sub(self._word, _Y_FOR_V.sub("av", line.text))
        self._confused(line)
        self._spaces(line)
        self._parted(line)

    def _known(self, word: str) -> bool:
        return self.words[word.lower()] >= _TWICE or word.lower() in _vocabulary()

    def _confused(self, line: Line) -> None:
        """Figures taken for letters and letters for figures, rn for m and I for l, where a known word or a number comes out."""
        if any(c in line.text for c in "01"):
            line.text = _FIGURE_IN_WORD.sub(self._figures, line.text)
        line.text = _LETTER_IN_NUMBER.sub(self._number, line.text)
        for match in reversed(list(_WORD.finditer(line.text))):
            word = match.group()
            if word[0] == "I" and word[1:].islower() and self._known("l" + word[1:]) and not self._known(word):
                line.text = line.text[: match.start()] + "l" + line.text[match.start() + 1 :]
            at = word.find("rn")
            if at >= 0 and not self._known(word) and self._known(word[:at] + "m" + word[at + 2 :]):
                _splice(line, match.start() + at, match.start() + at + 2, "m")

    def _figures(self, match: re.Match[str]) -> str:
        word = match.group()
        upper = word.upper() == word
        meant = word.translate(str.maketrans("01", "OI" if upper else "ol"))
        if upper and not self._known(meant):
            meant = word.translate(str.maketrans("01", "OL"))
        return meant if self._known(meant) else word

    @staticmethod
    def _number(match: re.Match[str]) -> str:
        number = match.group()
        if number.isdigit() or sum(c.isdigit() for c in number) < 2 or number[-1] in "lo":
            return number
        return number.translate(str.maketrans("OoIl", "0011"))

    def _parted(self, line: Line) -> None:
        """Takes out a space that parts a known word where its pieces are not words both."""
        for match in reversed(list(_TWO_WORDS.finditer(line.text))):
            first, second = match[1], match[2]
            joined = len(first + second) >= _SHORTEST_JOINED and self._known(first + second)
            if _BODY.fullmatch(first + second) or (joined and not (self._known(first) and self._known(second))):
                _splice(line, match.end() - 1, match.end(), "")

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
            _splice(line, cut, cut, " ")


def _splice(line: Line, start: int, end: int, new: str) -> None:
    """Puts ``new`` in the place of ``line.text[start:end]``; the cells move with their words."""
    place = line.offsets[start if end > start else start - 1]
    line.text = line.text[:start] + new + line.text[end:]
    line.offsets = [*line.offsets[:start], *([place] * len(new)), *line.offsets[end:]]
    shift = len(new) - (end - start)
    line.cells = tuple(
        Cell(c.start + (shift if c.start >= end and c.start > start else 0), c.end + (shift if c.end >= end else 0), c.column)
        for c in line.cells
    )


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
