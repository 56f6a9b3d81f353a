"""Made documents: the same from the same seed, told truly by their gold, of disjoint forms, and of many kinds."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from extractors import codes

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tools.generator.__main__ import main  # noqa: E402
from tools.generator.catalogue import Catalogue, Split, load_forms  # noqa: E402
from tools.generator.compose import KINDS, MIX, Document, compose  # noqa: E402
from tools.generator.layout import break_points, fill  # noqa: E402

COUNT = 5 * len(MIX)
LAYOUT_AXES = (
    "registry",
    "registry_label",
    "date",
    "furniture",
    "cover",
    "section_head",
    "report_head",
    "decision_layout",
    "decision_intro",
)


@pytest.fixture(scope="module")
def made() -> list[Document]:
    catalogue = Catalogue("all")
    return [compose(11, index, catalogue) for index in range(COUNT)]


def solid(text: str) -> str:
    """Text without white space, hyphenation and case, so that line breaks do not tell quotes apart."""
    return re.sub(r"[\s-]+", "", text).casefold()


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert main(["--out", str(tmp_path / name), "--count", "11", "--seed", "5", "--forms", "tuned"]) == 0
    written = [{p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in ("a", "b")]
    assert written[0] == written[1]
    assert sorted(written[0])[:2] == ["00000-minutes.json", "00000-minutes.txt"]
    assert len(written[0]) == 22


def test_another_seed_gives_other_documents(made: list[Document]) -> None:
    catalogue = Catalogue("all")
    assert all(compose(12, index, catalogue).text != made[index].text for index in range(len(MIX)))


def test_each_kind_is_made(made: list[Document]) -> None:
    assert {document.gold["documents"]["document_type"] for document in made} == set(KINDS)
    assert {document.gold["parts"][0] for document in made} == set(KINDS)


def test_quotes_stand_in_the_text(made: list[Document]) -> None:
    absent = [
        (document.name, table, item["quote"])
        for document in made
        for table, items in document.gold.items()
        if isinstance(items, list)
        for item in items
        if isinstance(item, dict) and item.get("quote") and not stands_in(item["quote"], table, without_furniture(document.text))
    ]
    assert absent == []


def stands_in(words: str, table: str, text: str) -> bool:
    """Whether ``words`` stand in the run-together ``text``; a person's name may be written surname first."""
    first, _, last = words.rpartition(" ")
    return solid(words) in text or (table == "persons" and any(solid(f"{last}{gap}{first}") in text for gap in (" ", ", ")))


def without_furniture(text: str) -> str:
    """The text run together, once as it is and once without the lines that repeat on its pages."""
    pages = [page.split("\n") for page in text.split("\f")]
    plain = [re.sub(r"\d+", "0", line) for page in pages for line in page]
    kept = [line for page in pages for line in page if plain.count(re.sub(r"\d+", "0", line)) < max(2, len(pages))]
    return solid(text) + "|" + solid("\n".join(kept))


def test_persons_and_counterparts_stand_in_the_text(made: list[Document]) -> None:
    for document in made:
        text = solid(document.text)
        for table in ("persons", "counterparts"):
            assert [item["name"] for item in document.gold[table] if not stands_in(item["name"], table, text)] == [], document.name


def options(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


@pytest.mark.parametrize(
    ("table", "key", "allowed"),
    [
        ("case_numbers", "role", codes.CASE_NUMBER_ROLES),
        ("persons", "role", codes.PARTY_ROLES),
        ("organisations", "role", codes.PARTY_ROLES),
        ("dates", "role", codes.DATE_ROLES),
        ("focus_areas", "area", codes.FOCUS_AREAS),
        ("focus_areas", "status", codes.FOCUS_STATUSES),
        ("decisions", "stage", codes.STAGES),
        ("decisions", "action", codes.ACTIONS),
        ("outcomes", "outcome", codes.OUTCOMES),
        ("outcomes", "stage", codes.OUTCOME_STAGES),
        ("outcomes", "reasons", codes.REASONS),
        ("agreements", "kind", codes.AGREEMENT_KINDS),
        ("agreements", "status", codes.AGREEMENT_STATUSES),
    ],
)
def test_codes_are_those_of_the_tables(made: list[Document], table: str, key: str, allowed: Any) -> None:
    used = {code for document in made for item in document.gold[table] for code in options(item[key])}
    assert used
    assert used <= set(allowed)


def test_sections_of_decisions_are_those_of_cases(made: list[Document]) -> None:
    for document in made:
        sections = {case["section_number"] for case in document.gold["cases"]} or {None}
        assert {decision["section_number"] for decision in document.gold["decisions"]} <= sections, document.name


def test_tuned_and_held_out_forms_are_disjoint() -> None:
    catalogue = Catalogue("tuned")
    for axis, forms in load_forms().items():
        tuned = {form.id for form in catalogue.fitting(axis) if not form.held_out}
        held = {form.id for form in forms if form.held_out}
        assert tuned.isdisjoint(held)
        assert len(forms) == 1 or (tuned and held) or all(form.shared for form in forms), axis


@pytest.mark.parametrize("split", ["tuned", "heldout"])
def test_documents_keep_to_their_side_of_the_split(split: Split) -> None:
    catalogue = Catalogue(split)
    sides = {
        axis: {form.id: form.shared or form.held_out == (split == "heldout") for form in forms} for axis, forms in load_forms().items()
    }
    of_other_side, of_own = 0, 0
    for index in range(2 * len(MIX)):
        for axis, ids in compose(3, index, catalogue).gold["forms"].items():
            wrong = sum(not sides[axis][identifier] for identifier in ids)
            of_other_side, of_own = of_other_side + wrong, of_own + len(ids) - wrong
    # The only form that fits may be of the other side.
    assert of_other_side < (0.02 if split == "tuned" else 0.25) * of_own


def test_a_quarter_of_the_forms_is_held_out() -> None:
    forms = [form for axis in load_forms().values() for form in axis]
    assert len(forms) >= 150
    assert 0.2 < sum(form.held_out for form in forms) / len(forms) < 0.4


def test_documents_differ_in_how_they_are_made(made: list[Document]) -> None:
    assert len({document.text for document in made}) == COUNT
    layouts = {json.dumps([document.gold["forms"].get(axis) for axis in LAYOUT_AXES]) for document in made}
    assert len(layouts) > 0.95 * COUNT


def test_hyphenation_joins_back_to_the_word() -> None:
    text = "kommunstyrelsens vänortssamarbete omfattar näringslivsutveckling och medborgarinflytande i skolorna"
    lines = fill(text, 30, hyphenate=True)
    assert any(line.endswith("-") for line in lines)
    assert all(len(line) <= 30 for line in lines)
    assert " ".join(lines).replace("- ", "") == text
    assert break_points("KS") == []
