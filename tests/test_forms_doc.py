"""The survey of forms in ``docs/FORMS.md`` rests on papers of many municipalities and of every decade."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from extractors.resources import table

FORMS = Path(__file__).resolve().parent.parent / "docs" / "FORMS.md"
COLUMNS = ["municipality or region", "body", "kind of paper", "year", "source"]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


@pytest.fixture(scope="module")
def papers() -> list[dict[str, str]]:
    """The rows of the table of papers looked at, by column name."""
    section = FORMS.read_text("utf-8").split("## Papers looked at\n", 1)[1]
    head, _, *rows = [_cells(line) for line in section.splitlines() if line.startswith("|")]
    assert head == COLUMNS
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_every_paper_is_of_a_known_municipality_or_region(papers: list[dict[str, str]]) -> None:
    known = {row["name"] for lexicon in ("municipalities", "regions") for row in table(lexicon)}
    assert {paper["municipality or region"] for paper in papers} - known == set()


def test_survey_covers_sixty_papers_of_forty_municipalities(papers: list[dict[str, str]]) -> None:
    assert len(papers) >= 60
    assert len({paper["municipality or region"] for paper in papers}) >= 40


def test_survey_covers_every_decade_since_the_nineties(papers: list[dict[str, str]]) -> None:
    decades = Counter(int(paper["year"]) // 10 * 10 for paper in papers)
    assert min(decades[decade] for decade in (1990, 2000, 2010, 2020)) > 0


def test_no_paper_is_counted_twice(papers: list[dict[str, str]]) -> None:
    rows = Counter(tuple(paper.values()) for paper in papers)
    assert [row for row, times in rows.items() if times > 1] == []


def test_every_paper_tells_its_body_kind_and_host(papers: list[dict[str, str]]) -> None:
    assert all(all(paper.values()) for paper in papers)
    assert all("." in paper["source"] and "/" not in paper["source"] for paper in papers)


def test_normal_forms_are_written_as_the_contract_writes_them() -> None:
    section = FORMS.read_text("utf-8").split("## Registry numbers\n", 1)[1].split("\n\n", 1)[0]
    forms = [form for line in section.splitlines()[2:] for form in re.findall(r"`([^`]+)`", _cells(line)[-1])]
    assert forms != []
    assert [form for form in forms if not re.fullmatch(r"(?:[A-Z]+ )?YYYY/N", form)] == []
