"""Reads the heading of a section (§) of minutes: its title and registry number, beside, below or above the number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors import headings
from extractors.bodies import body_regex, heading_pattern
from extractors.calendar import find_dates
from extractors.clause_words import own_sentence
from extractors.core import Block
from extractors.labels import label_kind, leading_label
from extractors.registry import RegistryNumber, bare_number, find_registry_numbers, is_label

# "Jäv § 12", "Se § 12" tell of a § and head none.
_PREFIX = r"(?!(?:Jäv|Ej|Se|Jfr)\b)(?:[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,4}\.?(?:[ \t]*|-)|[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,7}\.?[ ]*)?"
_NUMBER = (
    r"(?:(?:19|20)\d\d[:/](?=\d{1,3}(?!\d)))?"
    r"(?P<number>\d{1,4}(?::\d{1,3}(?![\d:]))?(?:[ \t]?[A-Za-z](?![\wåäö]))?)(?:[ \t]?/[ \t]?(?:\d\d){1,2}(?!\d)|:(?:19|20)\d\d(?!\d))?"
)
# "§ 12", "KS § 45", "Ks-§ 45", "§ 12/2023", "§ 12:2023", "§ 2023:12", "§ 12 A", "§12", "57 §" and "§ 4:9" (the ninth matter of the
# fourth meeting); not "§ 12, att", "§§ 3-5", "§ 3-5".
SECTION = re.compile(
    rf"(?:{_PREFIX}(?:§|Paragraf|PARAGRAF)[ \t]*{_NUMBER}|(?P<number2>\d{{1,4}}[ \t]?[A-Za-z]?)[ \t]?§)"
    r"(?!\d)(?=\t|[ \t]*(?:$|\n|[A-ZÅÄÖÉ(\"”'\d–—•]|[-–][ \t]|\.[ \t]|:[ \t]|(?:dnr|diarie(?:nr|nummer)|ärende(?:nr|nummer))\b))"
    r"(?![ \t]*[,;)]|[ \t]*[-–][ \t]?\d)"
)
# A code of the archive plan: 106, 042, 1.3.2, 253 Ks.
_CLASS_CODE = re.compile(r"\d[\d.:-]{0,9}(?:[ \t][A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{0,3})?")
# What else stands beside a § number: the matter's place on the agenda, a page, a code of the archive plan.
_PLACE = re.compile(
    r"(?i)(?:ärende|punkt|sid(?:a|an)?|blad|kod)\.?(?: nr\.?)?:? ?\d{1,3}[\d.]*(?: ?(?:\(|/|av ?)\d{1,3}\)?| ?\(\d{1,3}\))?"
)
# "Bo Ek (S) utses att justera": the text of a § whose title stands right above.
_MEMBER_ACTS = re.compile(
    r"[A-ZÅÄÖ][^.:\n()]{2,60}\([A-ZÅÄÖa-zåäö]{1,4}\)[^.:\n]{0,80}?\b(?:utses|väljs|utsågs|valdes|informerar|redogör|föreslår|yrkar|anmäler|hälsar)\b"
)
# The label of the title of a §
_TITLE_LABEL = re.compile(r"^(?:Ärenderubrik|Ärendemening|Ärenderubricering|Rubrik)(?:[ ]?:[ \t]*|\t)")
_MAX_TITLE = 350
# Headings that open the text of a § even where it has no title; others (Delgivningar, Information) may be its title.
_NEVER_TITLES = ("decision", "proposal", "motions_at_meeting", "documents", "question", "vote")
_ABBREVIATED = re.compile(r"\b(?:kap|nr|m\.m|m\.fl|m fl|m m|ang|resp|inkl|st|fd|kv|dnr)\.$", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[](?P<number>(?:19|20)\d\d/\d{1,5}|\d{1,5}/(?:19|20)\d\d)[)\]]$")
_LAW = re.compile(r"(?:lag|lagen|förordning|förordningen|direktiv|direktivet|balk|balken|föreskrift|föreskrifter|eu)\s*$", re.IGNORECASE)
# Words before the number of another matter: "Svar på motion KS 2019/12", "enligt KS 2019/12".
_REFERRING = re.compile(
    r"(?:\b(?:ärende|ärendet|beslut|beslutet|i|enligt|från|av|till|med|och|samt|se|jfr|om|på|över|för|angående|avseende|nr)|motion|motionen"
    r"|skrivelse|skrivelsen|avtal|avtalet|protokoll|protokollet|remiss|remissen|interpellation|mål|målet)\s+$",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\([A-ZÅÄÖa-zåäö]{1,4}\)\s*$")


@dataclass(slots=True)
class Section:
    """A § as found: the block of its heading, its number, title and registry number, each with its extent."""

    block: int
    number: str
    start: int
    heading_end: int
    title: str | None = None
    registry: RegistryNumber | None = None


@cache
def _other_sections() -> re.Pattern[str]:
    """The numbers under which other bodies treated the matter, beside or below the § number: "Ks § 59   Au § 96"."""
    body = rf"(?:{heading_pattern()}|[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{{0,6}}\.?)"
    return re.compile(rf"(?:(?>{body}[ \t]*§)[ \t]*\d{{1,4}}(?:[ \t]?[A-Za-z]\b|/\d{{2,4}})?[\s,;/]*+)+", re.IGNORECASE)


def read_heading(text: str, blocks: list[Block], i: int, number: str, after: int, following: int) -> Section:
    """The section whose number stands in block ``i`` and ends at ``after``; its heading ends before block ``following``."""
    block = blocks[i]
    section = Section(i, number, block.start, block.end)
    pieces: list[str] = []
    for cell in block.cells:
        if cell.end <= after and not _is_number(text, cell.start, cell.end, number) and not head_cell(text[cell.start : cell.end]):
            _take(section, pieces, text, cell.start, cell.end)
        elif cell.end <= after and section.registry is None:
            _take(section, [], text, cell.start, cell.end)
    _take(section, pieces, text, after, block.end)
    titled = bool(pieces)
    j = i + 1
    while j < min(following, i + 6):
        nxt = blocks[j]
        line = text[nxt.start : nxt.end]
        if titled and _dashed_on(text, blocks, j):
            pieces.append(line)
            section.heading_end = nxt.end
            j += 1
            continue
        if _ends_heading(line, nxt, titled) and (titled or not _heads_heading(text, blocks, j, following)):
            break
        if _is_registry_line(line):
            _take(section, [], text, nxt.start, nxt.end)
            section.heading_end = nxt.end
        elif (
            not titled and re.match(r"[^:\t]{2,40}:\s*\S", line) and (label := leading_label(line)) and label[0] == "other"
        ) or _other_sections().fullmatch(line):
            section.heading_end = nxt.end
        elif _is_title_line(line, nxt, titled, blocks[j - 1]):
            _take(section, pieces, text, nxt.start, nxt.end)
            titled = bool(pieces)
            section.heading_end = nxt.end
        else:
            break
        j += 1
    section.title = _title(pieces)
    return section


def _is_number(text: str, start: int, end: int, number: str) -> bool:
    return SECTION.match(text, start, end) is not None or text[start:end].strip(" .:)") == number


def _dashed_on(text: str, blocks: list[Block], j: int) -> bool:
    """Is block ``j`` the rest of a title wrapped before its dash, and not a list: one line alone over a heading?"""
    line, after = blocks[j], blocks[j + 1] if j + 1 < len(blocks) else None
    alone = after is not None and after.kind != "item" and headings.classify(text[after.start : after.end]) is not None
    return alone and line.marker in ("-", "–") and not line.blank_before and line.end - line.start < 130


def _ends_heading(line: str, block: Block, titled: bool) -> bool:
    """Does the text of the § begin with this line?"""
    heading = headings.classify(line)
    if (heading and (titled or heading.kind in _NEVER_TITLES)) or block.kind == "item":
        return True
    if own_sentence().match(line) or (titled and _MEMBER_ACTS.match(line)):
        return True
    return bool(re.match(r"[A-ZÅÄÖ][^:\t]{2,30}:\s", line) and not _is_registry_line(line) and titled)


def _heads_heading(text: str, blocks: list[Block], j: int, following: int) -> bool:
    """Is a heading the title of its §, as another heading stands under it ("Delegationsbeslut" over "Beslut")? One that begins
    with the word for a decision or proposal, or with a body, is none."""
    line = text[blocks[j].start : blocks[j].end]
    if j + 1 >= following or blocks[j].kind == "item" or re.match(r"(?i)(?:beslut|förslag|hemställan)", line) or body_regex().match(line):
        return False
    if re.fullmatch(r"(?i)delegations?(?:beslut|ärenden)\W*", line):
        return True
    below = headings.classify(text[blocks[j + 1].start : blocks[j + 1].end])
    return headings.classify(line) is not None and below is not None and below.kind in ("decision", "proposal")


def read_lines_above(text: str, blocks: list[Block], sections: list[Section], first: int) -> None:
    """Some minutes set the title, or the registry number, on the line above the § number: read there, where most §§ lack it else.

    :param first: the first block that a heading may stand in.
    """
    untitled = [s for s in sections if s.title is None and s.block > first and _title_above(text, blocks, s)]
    if untitled and len(untitled) >= 0.6 * len(sections):
        for section in untitled:
            above = blocks[section.block - 1]
            pieces: list[str] = []
            _take(section, pieces, text, above.start, above.end)
            section.title, section.start = _title(pieces), above.start
    unnumbered = [s for s in sections if s.registry is None and s.block > first and _number_above(text, blocks, s)]
    if unnumbered and len(unnumbered) >= 0.6 * len(sections):
        for section in unnumbered:
            above = blocks[section.block - 1]
            _take(section, [], text, above.start, above.end)
            section.start = above.start


def _title_above(text: str, blocks: list[Block], section: Section) -> bool:
    block, above = blocks[section.block], blocks[section.block - 1]
    line = text[above.start : above.end]
    return (
        block.blank_before <= 1
        and (above.blank_before >= 1 or above.first_on_page)
        and above.kind in ("paragraph", "heading", "row")
        and 3 < len(line) < 200
        and line[:1].isupper()
        and line[-1] not in ".:;,"
        and headings.classify(line) is None
        and _PERSON.search(line) is None
        and not head_cell(line)
        and label_kind(line) is None
        and not any(head_cell(cell) for cell in line.split("\t"))
    )


def _number_above(text: str, blocks: list[Block], section: Section) -> bool:
    above = blocks[section.block - 1]
    line = text[above.start : above.end]
    return blocks[section.block].blank_before <= 1 and _is_registry_line(line) and bool(find_registry_numbers(line))


def _title(pieces: list[str]) -> str | None:
    """The pieces put together, without the marks around them; the full stop of an abbreviation stays."""
    title = " ".join(" ".join(pieces).split())[:_MAX_TITLE].removesuffix(" *").strip(" :,;–-")
    return (title if _ABBREVIATED.search(title) else title.strip(" .:,;–-")) or None


def head_cell(cell: str) -> bool:
    """Is the cell beside a § number a body, date, registry number or label, and so no title?"""
    whole = cell.strip()
    body = body_regex().match(whole)
    dates = find_dates(whole)
    return bool(
        (body and body.end() >= len(whole) - 3)
        or (dates and len(dates[0].raw) > 0.6 * len(whole))
        or is_label(whole)
        or leading_label(whole)
        or _PLACE.fullmatch(whole)
        or _is_registry_line(whole)
        or _other_sections().fullmatch(whole)
    )


def _is_code(word: str) -> bool:
    return is_label(word) or any(c.isdigit() for c in word) or (len(word) <= 3 and not word.islower()) or not any(c.isalpha() for c in word)


def _is_registry_line(line: str) -> bool:
    numbers = find_registry_numbers(line)
    # "Ärende: 2022/77", whose label is a word of its own elsewhere.
    if numbers and numbers[0].end == len(line) and (label := leading_label(line)) and not line[label[1] : numbers[0].start].strip():
        return True
    rest = line
    for number in numbers:
        rest = rest.replace(number.raw, "")
    words = [w for w in re.split(r"[\s\t]+", rest) if w and not is_label(w)]
    if numbers:
        return len(" ".join(words)) <= 12 and all(_is_code(w) for w in words)
    return bool(line.strip()) and all(is_label(w) for w in line.split())


def _is_title_line(line: str, block: Block, titled: bool, before: Block) -> bool:
    """A § without a title on its own line takes the next block; a title goes on over lines that follow without a gap."""
    if len(line) > _MAX_TITLE or (line.rstrip().endswith((".", ";")) and len(line) > 120):
        return False
    if not titled:
        return not re.match(r"(?:Närvarande|Beslutande|Handläggare)\b", line)
    return (
        block.blank_before == 0
        and before.end - before.start < 130
        and (not line.rstrip().endswith((".", ":")) or bool(_ABBREVIATED.search(line)))
        and block.kind != "row"
        and len(line) < 130
    )


def _take(section: Section, pieces: list[str], text: str, start: int, end: int) -> None:
    """Reads the registry number out of ``text[start:end]`` and keeps the rest as a piece of the title."""
    line = text[start:end]
    numbers = find_registry_numbers(line)
    if not numbers and "\t" in line and (bare := bare_number(line.rsplit("\t", 1)[1])) is not None:
        offset = line.rindex("\t") + 1
        numbers = [RegistryNumber(offset + bare.start, offset + bare.end, bare.raw, bare.registry, bare.year, bare.serial, True)]
    if not numbers and (lone := _bracketed_number(line) or _lone_number(line)):
        numbers = [lone]
    own = [n for n in numbers if n.labelled or _stands_apart(line, n)] or [n for n in numbers[-1:] if _ends_title(line, n)]
    if own and section.registry is None:
        n = own[0]
        section.registry = RegistryNumber(start + n.start, start + n.end, n.raw, n.registry, n.year, n.serial, n.labelled)
    for n in reversed(own):
        head = re.sub(
            r"(?:[(\[]|(?<!\s))\s*\b[A-Za-zÅÄÖåäö-]{2,16}\.?(?:\s*:)?\s*$",
            lambda m: "" if is_label(m.group().strip("([ ")) else m.group(),
            line[: n.start],
        )
        line = head + re.sub(r"^\s*[)\]]", "", line[n.end :])
    line = "\t".join(cell for cell in _TITLE_LABEL.sub("", line, count=1).split("\t") if not _beside_title(cell))
    words = line.replace("\t", " ").strip(" :–-")
    words = words if re.search(r"\([^()]*\)$", words) else words.strip("()[] ")
    if words.strip(". ") and not is_label(words):
        pieces.append(words)


def _bracketed_number(line: str) -> RegistryNumber | None:
    """A number without letters in brackets at the end of a title, "(2022/893)"; no span of years, and no law."""
    match = _BRACKETED.search(line)
    bare = bare_number(match["number"]) if match else None
    if match is None or bare is None or _LAW.search(line, 0, match.start()) or _is_span(bare):
        return None
    return RegistryNumber(match.start("number"), match.end("number"), bare.raw, bare.registry, bare.year, bare.serial, True)


def _lone_number(line: str) -> RegistryNumber | None:
    """A number without letters or label that fills its line in the heading of a §, "2022/0893"; no span of years."""
    bare = bare_number(line)
    if bare is None or _is_span(bare):
        return None
    return RegistryNumber(bare.start, bare.end, bare.raw, bare.registry, bare.year, bare.serial, True)


def _is_span(number: RegistryNumber) -> bool:
    """Is it a span of years ("2022/23", "2022/2026")?"""
    serial = number.serial + (number.year // 100 * 100 if number.serial < 100 else 0)
    return number.year < serial <= number.year + (4 if number.serial < 100 else 30)


def _ends_title(line: str, number: RegistryNumber) -> bool:
    """Does a number with letters end the title without being part of its words ("Detaljplan för Ekeby KS 2022/893")?"""
    return not line[number.end :].strip(" .,;)]") and not _REFERRING.search(line, 0, number.start)


def _beside_title(cell: str) -> bool:
    """The § numbers of other bodies, and codes, that stand beside a title in cells of their own."""
    whole = cell.strip(" .:–-()")
    label, *codes = whole.split() or [""]
    if is_label(label) and all(_is_code(word) for word in codes):
        return True
    return any(pattern.fullmatch(whole) for pattern in (_other_sections(), _CLASS_CODE, _PLACE))


def _stands_apart(line: str, number: RegistryNumber) -> bool:
    """Is a number without a label the matter's own: not part of the words of its title, or in brackets at the line's end?"""
    bracketed = line[: number.start].endswith("(") and line[number.end :].strip().startswith(")") and len(line[number.end :].strip()) <= 2
    return bracketed or not re.search(r"[a-zåäö]{3} \(?$", line[: number.start])
