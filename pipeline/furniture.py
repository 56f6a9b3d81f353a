"""Finds page furniture: running heads and feet, page numbers, signature boxes and rules that are no part of the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise
from typing import Literal

from extractors import headings, resources
from extractors.registry import find_registry_numbers
from extractors.remembered import remembered
from pipeline.lines import Line

# How many lines from a page's edge a running head or foot may reach.
EDGE = 8
_NOT_WORD = re.compile(r"\W+")
_DIGITS = re.compile(r"\d+")
_HEAD_LINE = re.compile(r"\b\d{4}\b|\b(?:kommun|stad|region|landsting)\b|\bsid(?:a|an)?\b|\d ?[(/] ?\d|^\d{1,3}$", re.IGNORECASE)
_PARTIES = re.compile(r"(?:mellan|between|undertecknade)\b", re.IGNORECASE)


@cache
def _whole_line(*groups: str) -> re.Pattern[str]:
    lexicon = resources.toml("furniture")
    return re.compile("|".join(f"(?:{p})" for g in groups for p in lexicon[g]), re.IGNORECASE)


def _pieces(text: str) -> list[str]:
    return [c.strip() for c in text.split("\t") if c.strip()]


@remembered
def is_rule(text: str) -> bool:
    """A line of dashes, dots or underscores."""
    return bool(_whole_line("rules").fullmatch(text.replace("\t", " ")))


@remembered
def is_page_number(text: str) -> bool:
    return bool(_whole_line("page_numbers").fullmatch(text))


def _lexical(text: str) -> bool:
    pattern = _whole_line("signatures", "page_numbers", "continuation")
    rules = _whole_line("rules")
    pieces = _pieces(text)
    if all(pattern.fullmatch(p) or rules.fullmatch(p) for p in pieces) and any(pattern.fullmatch(p) for p in pieces):
        return True
    # A line without cells has been looked at already.
    return pieces != [text] and bool(_whole_line("signatures", "continuation").fullmatch(text.replace("\t", " ")))


@remembered
def _kind(text: str) -> Literal["rule", "number", "words", ""]:
    """What kind of furniture a line is wherever on a page it stands; a page number is none amid the text."""
    if is_rule(text):
        return "rule"
    if not _lexical(text):
        return ""
    return "number" if is_page_number(text) else "words"


@remembered
def _key(text: str) -> str:
    """What is alike in the showings of a running line: all but its numbers, and the page number that a first page may lack.
    Registry numbers and attachments keep theirs, as each matter and paper has its own."""
    told = [piece for piece in _pieces(text) if not is_page_number(piece)] or [text]
    words = _NOT_WORD.sub("", "".join(told).casefold())
    return words if find_registry_numbers(text) or words.startswith("bilaga") else _DIGITS.sub("0", words)


def _is_content(line: Line) -> bool:
    """Lines that recur because the minutes are alike from § to §, not because the page is."""
    return (
        ("§" in line.text and len(line.cells) < 3)
        or bool(line.marker)
        or line.text[:1].islower()
        or line.text[-1:] in ".,;:"
        or headings.classify(line.text) is not None
    )


def _edges(pages: list[list[Line]]) -> dict[str, list[tuple[int, int]]]:
    """For each normalised line near an edge, the (page, index) places where it stands."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for p, lines in enumerate(pages):
        for i, line in enumerate(lines):
            if (i < EDGE or i >= len(lines) - EDGE) and not _is_content(line):
                places[_key(line.text)].append((p, i))
    return places


def _recurring(pages: list[list[Line]]) -> set[tuple[int, int]]:
    """Lines that recur at the same edge of several pages; the first showing of a head stays, as it names the paper, and so do
    the heads of the papers that follow in a bundle."""
    found: set[tuple[int, int]] = set()
    first_pages = {p for p, lines in enumerate(pages) if _shows_page_one(lines)} | _from_other_papers(pages)
    for key, places in _edges(pages).items():
        on_pages = sorted({p for p, _ in places})
        if not key or len(on_pages) < 2 or len(on_pages) < 0.3 * len(pages):
            continue
        at_top = _at_top(places, pages)
        at_foot = [place for place in places if place not in at_top]
        for group, keep_first in ((sorted(at_top), True), (at_foot, False)):
            if len({p for p, _ in group}) >= 2 and _same_place(group, pages, keep_first):
                left_out = sorted(group)[1:] if keep_first and not _counts_on(pages, group) else group
                found.update(
                    place for place in left_out if not (keep_first and (place[0] in first_pages or _heads_agreement(pages, *place)))
                )
    return found


def _at_top(places: list[tuple[int, int]], pages: list[list[Line]]) -> set[tuple[int, int]]:
    """Which showings of a line stand at the top of their page: on a short page, those as far from its top as on other pages."""
    from_top, from_foot = Counter(i for _, i in places), Counter(len(pages[p]) - 1 - i for p, i in places)
    found = set()
    for p, i in places:
        above, below = from_top[i], from_foot[len(pages[p]) - 1 - i]
        if i < EDGE and (above > below or (above == below and i <= len(pages[p]) // 2)):
            found.add((p, i))
    return found


def _counts_on(pages: list[list[Line]], group: list[tuple[int, int]]) -> bool:
    """Does the first showing of a running head count a page other than the first, so that it opens no paper?"""
    p, i = min(group)
    number = re.search(r"(?:^|\t|sida |sid |blad )(\d{1,3}) ?(?:[(\[/]|av)", pages[p][i].text, re.IGNORECASE)
    return number is not None and int(number[1]) > 1


def _shows_page_one(lines: list[Line]) -> bool:
    """Does the page count itself as the first of a paper?"""
    edges = lines if len(lines) <= 2 * EDGE else lines[:EDGE] + lines[-EDGE:]
    return any((count := _page_count(line)) is not None and count[1] == 1 for line in edges)


def _from_other_papers(pages: list[list[Line]]) -> set[int]:
    """The pages whose numbers do not go on from the page counted before: in a bundle, a page from the minutes of another meeting."""
    found: set[int] = set()
    last: tuple[int, int, int] | None = None
    for p, lines in enumerate(pages):
        edges = lines if len(lines) <= 2 * EDGE else lines[:EDGE] + lines[-EDGE:]
        counts = [(c[1], c[2]) for line in edges if (c := _page_count(line)) is not None]
        number, total = next(((n, t) for n, t in counts if t is not None), (0, 0))
        if not total or number > total:
            continue
        if last is not None and (total != last[2] or number - last[1] != p - last[0]):
            found.add(p)
        last = (p, number, total)
    return found


def _heads_agreement(pages: list[list[Line]], p: int, i: int) -> bool:
    """Is the line the title over an agreement's parties? Agreements attached one after the other are headed alike."""
    return i + 1 < len(pages[p]) and _PARTIES.match(pages[p][i + 1].text) is not None and not any(c.isdigit() for c in pages[p][i].text)


def _same_place(group: list[tuple[int, int]], pages: list[list[Line]], top: bool) -> bool:
    """Do the lines stand at about the same distance from the edge? Recurring headings in the text do not."""
    distances = sorted(i if top else len(pages[p]) - 1 - i for p, i in group)
    later = distances[: max(2, int(len(distances) * 0.8))]
    return later[-1] - later[0] <= 3


def _flow_heads(pages: list[list[Line]]) -> set[tuple[int, int]]:
    """Running heads inside a text that has lost its page breaks: lexicon lines and the recurring lines beside them."""
    found: set[tuple[int, int]] = set()
    heads = _whole_line("running_heads")
    for p, lines in enumerate(pages):
        first: set[str] = set()
        for i, line in enumerate(lines):
            # "Protokollsutdrag" is a running head, and the heading of a § that tells who is sent it.
            if not heads.fullmatch(line.text.strip()) or (i > 3 and headings.classify(line.text)):
                continue
            key = _key(line.text)
            if (key in first and _amid_head(lines, i)) or (i > EDGE and any(c.isdigit() for c in line.text)):
                found.add((p, i))
            first.add(key)
    return found


def _amid_head(lines: list[Line], i: int) -> bool:
    """Do lines of a page head stand around line ``i`` (a date, page number or municipality)? Over recipients the word stands alone."""
    around = [lines[i], *lines[max(0, i - 2) : i], *lines[i + 1 : i + 3]]
    return i <= EDGE or any(_HEAD_LINE.search(line.text) and "§" not in line.text for line in around)


def _bare_number(lines: list[Line], i: int, pages: int) -> bool:
    """A number alone at the edge of a page, or amid empty lines where the page breaks were lost."""
    if len(lines[i].text) > 4 or not lines[i].text.strip(" -–").isdigit():
        return False
    alone = lines[i].blank_before >= 2 and i + 1 < len(lines) and lines[i + 1].blank_before >= 2
    return alone or (pages > 1 and i in (0, len(lines) - 1))


def _page_count(line: Line) -> tuple[str, int, int | None] | None:
    """(style, number, total) of the page number that a line or one of its cells shows; bare numbers are none."""
    if _DIGITS.search(line.text) is None:
        return None
    for cell in reversed(_pieces(line.text)):
        if is_page_number(cell) and not cell.isdigit():
            number, *total = map(int, re.findall(r"\d+", cell)[:2])
            return re.sub(r"\d+", "0", cell.casefold()), number, total[0] if total else None
    return None


def _counted(lines: list[Line]) -> list[int]:
    """The lines whose page numbers count up by one within a text that has lost its page breaks; empty where none do."""
    chains: dict[str, list[tuple[int, int, int | None]]] = defaultdict(list)
    for i, line in enumerate(lines):
        apart = line.blank_before or i + 1 == len(lines) or lines[i + 1].blank_before
        if apart and len(line.text) < 120 and (count := _page_count(line)):
            style, number, total = count
            chain = chains[style]
            if number == chain[-1][1] + 1 if chain else number <= 2:
                chain.append((i, number, total))
    best = max(chains.values(), key=len, default=[])
    complete = len(best) == 2 and best[-1][1] == best[-1][2]
    return [i for i, _, _ in best] if len(best) >= 3 or complete else []


def _printed_pages(lines: list[Line]) -> list[tuple[int, int]]:
    """The extents of the printed pages within a page as read: more than one where the page breaks were lost."""
    starts = {0}
    for i in _counted(lines):
        start = i
        while start > 0 and i - start < EDGE and not lines[start].blank_before:
            start -= 1
        starts.add(start if lines[start].blank_before or start == 0 else i)
    bounds = [*sorted(starts), len(lines)]
    return list(pairwise(bounds))


def furniture(pages: list[list[Line]]) -> set[tuple[int, int]]:
    """The (page index, line index) of every line that is page furniture.

    :param pages: the lines of each page, in order.
    """
    printed = [(p, start, end) for p, lines in enumerate(pages) for start, end in _printed_pages(lines)]
    found = _on_printed_pages([pages[p][start:end] for p, start, end in printed])
    return {(printed[k][0], printed[k][1] + i) for k, i in found}


def _on_printed_pages(pages: list[list[Line]]) -> set[tuple[int, int]]:
    found = _recurring(pages) | _flow_heads(pages)
    for p, lines in enumerate(pages):
        for i, line in enumerate(lines):
            kind = _kind(line.text)
            near_edge = i < 3 or i >= len(lines) - 3
            if (kind and (kind != "number" or near_edge)) or _bare_number(lines, i, len(pages)):
                found.add((p, i))
    return found
