"""Laws of the whole pipeline: what a document says does not depend on how its text is set."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from composed_minutes import FURNITURE, MATTERS, Facts, Matter, facts_of, minutes_lines, paged
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.readers import read

RAW = Path(__file__).resolve().parent.parent / "data" / "raw"
SAMPLES = (
    "03-halmstad-protokollsutdrag-2021.docx",
    "05-lund-motion-2020.txt",
    "06-lund-svar-pa-motion-2021.docx",
    "07-skelleftea-positionspapper-2017.md",
    "10-uppsala-arbetsutskott-2021.html",
    "19-sandviken-arbetsutskott-2011.txt",
    "20-trollhattan-reserapport-2014.txt",
)


@cache
def _pages(sample: str) -> list[str]:
    return [page.text for page in read((RAW / sample).read_bytes(), sample, ocr="off").pages]


@cache
def _facts(sample: str) -> Facts:
    return facts_of(_pages(sample))


@cache
def _composed() -> Facts:
    return facts_of(paged(minutes_lines(), 0, "none"))


def _tabbed(text: str) -> str:
    """Wide gaps written with tabs that reach the same columns."""

    def tabs(match: re.Match[str]) -> str:
        start, end = match.span()
        stops = end // 8 - start // 8
        return "\t" * stops + " " * (end % 8) if stops else match.group()

    return "\n".join(re.sub(r" {3,}", tabs, line) for line in text.split("\n"))


def _bullets(bullet: str) -> Callable[[str], str]:
    return lambda text: re.sub(r"(?m)^(\s*)[-–•*] +(?=\S)", lambda m: f"{m[1]}{bullet} ", text)


VARIANTS: dict[str, Callable[[str], str]] = {
    "trailing spaces": lambda text: re.sub(r"(?m)$", "   ", text),
    "tabs for spaces": _tabbed,
    "more empty lines": lambda text: re.sub(r"\n[ \t]*\n", "\n\n\n", text),
    "line ends of another system": lambda text: text.replace("\n", "\r\n"),
    "margin": lambda text: re.sub(r"(?m)^(?=.*\S)", "      ", text),
    "non-breaking spaces before numbers": lambda text: re.sub(r"(?<=\w) (?=\d)|(?<=§) ", "\u00a0", text),
    "non-breaking spaces after numbers": lambda text: re.sub(r"(?<=\d) (?=\w)", "\u00a0", text),
    "thin spaces in numbers": lambda text: re.sub(r"(?<=\d) (?=\d{3})", "\u2009", text),
    "soft hyphens": lambda text: re.sub(r"(?<=[a-zåäö]{4})(?=[a-zåäö]{4})", "\u00ad", text),
    "curly quotes": lambda text: text.replace('"', "”").replace("'", "’"),
    "straight quotes": lambda text: text.replace("”", '"').replace("’", "'"),
    "hyphens for dashes": lambda text: text.replace("–", "-"),
    "long dashes": lambda text: text.replace("–", "—"),
    "minus signs for dashes": lambda text: text.replace("–", "\u2212"),
    "dashes for hyphens between words": lambda text: re.sub(r"(?<= )-(?= )", "–", text),
    "non-breaking hyphens": lambda text: re.sub(r"(?<=\w)-(?=\w)", "\u2011", text),
} | {f"bullet {bullet}": _bullets(bullet) for bullet in "•*▪·–-●◦"}


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("variant", VARIANTS)
def test_the_characters_a_text_is_set_with_do_not_matter(sample: str, variant: str) -> None:
    changed = [VARIANTS[variant](page) for page in _pages(sample)]
    assert facts_of(changed) == _facts(sample)


@pytest.mark.parametrize("variant", [*VARIANTS, "bullet o"])
def test_nor_do_they_in_composed_minutes(variant: str) -> None:
    change = VARIANTS.get(variant) or _bullets("o")
    assert facts_of([change(page) for page in paged(minutes_lines(), 0, "none")]) == _composed()


HEADINGS: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "with a colon": lambda heading: f"{heading}:",
    "bold": lambda heading: f"**{heading}**",
    "marked": lambda heading: f"### {heading}",
    "letterspaced": lambda heading: " ".join(heading) if " " not in heading else heading,
}


@pytest.mark.parametrize("style", HEADINGS)
def test_the_style_of_headings_does_not_matter(style: str) -> None:
    styled = [replace(m, body=tuple((k, HEADINGS[style](text) if k == "h" else text) for k, text in m.body)) for m in MATTERS]
    assert facts_of(paged(minutes_lines(tuple(styled)), 0, "none")) == _composed()


@settings(max_examples=60)
@given(st.integers(56, 160), st.booleans(), st.sampled_from([0, *range(14, 70)]), st.sampled_from(FURNITURE))
def test_line_width_hyphenation_page_breaks_and_furniture_do_not_matter(width: int, hyphenate: bool, length: int, furniture: str) -> None:
    pages = paged(minutes_lines(width=width, hyphenate=hyphenate), length, furniture)
    assert facts_of(pages) == _composed()


UNRELATED = (
    (("h", "Beslut"), ("p", "Informationen noteras.")),
    (("h", "Beslut"), ("i", "att avslå ansökan från Glimma badförening."), ("h", "Bakgrund"), ("p", "Föreningen söker ett bidrag.")),
    (("p", "Kommunstyrelsen beslutar att godkänna taxan för renhållning."),),
    (("p", "Ordföranden informerar om läget i byggprojekten."),),
)


@pytest.mark.parametrize("body", UNRELATED)
@pytest.mark.parametrize("place", range(len(MATTERS) + 1))
def test_an_unrelated_section_changes_nothing_in_the_others(body: tuple[tuple[str, str], ...], place: int) -> None:
    numbers = iter(range(31, 40))
    added = Matter(0, "Taxa för renhållning", None, body)
    matters = [*MATTERS[:place], added, *MATTERS[place:]]
    numbered = tuple(Matter(next(numbers), m.title, m.registry, m.body) for m in matters)
    before = facts_of(paged(minutes_lines(), 0, "none"), cases_by="title")
    after = facts_of(paged(minutes_lines(numbered), 0, "none"), cases_by="title")
    for table in ("decisions", "outcomes", "agreements", "focus_areas", "case_numbers", "dates", "parties"):
        own = {row: count for row, count in after[table].items() if not row.endswith("case Taxa för renhållning")}
        assert own == before[table]
