"""Gold files: what cannot be scored is named by file and key, with what to do about it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from labelled_samples import write_gold

from pipeline.evaluation.fields import FIELDS
from pipeline.evaluation.gold import check_gold, load_gold
from pipeline.evaluation.gold_format import CODED_LISTS, DOCUMENT_KEYS, LISTS
from pipeline.exit_codes import ExitCode, UserError


def test_gold_of_folders_and_files_in_order(tmp_path: Path) -> None:
    folder = write_gold(tmp_path / "gold", b={"parts": ["motion"]}, a={"notes": "prov"})
    assert [g.stem for g in load_gold([folder])] == ["a", "b"]
    assert [g.stem for g in load_gold([folder / "b.json", folder])] == ["b", "a"], "a file named twice is read once"
    assert load_gold([folder / "b.json"])[0].labels == {"parts": ["motion"]}


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        (
            {"decisions": [{"section_number": None, "stage": "decided", "action": "godkänd"}]},
            "decisions[0].action: 'godkänd' is not one of",
        ),
        ({"decisions": [{"section_number": None, "stage": "decided"}]}, "decisions[0].action: is missing; add it"),
        ({"cases": [{"title": "Val"}]}, "cases[0].section_number: is missing; add it (null where the document has none)"),
        ({"dates": [{"date": "14 mars 2019", "role": "meeting"}]}, "dates[0].date: '14 mars 2019' must be a date as text: YYYY-MM-DD"),
        ({"dates": [{"date": "2019-13-01", "role": "meeting"}]}, "dates[0].date"),
        ({"dates": [{"date": None, "role": "meeting"}]}, "dates[0].date: must not be empty"),
        ({"persons": {}}, "persons: must be a list; write [] where the document has none"),
        ({"persons": ["Anna Berg"]}, "persons[0]: must be an object with the keys name, role"),
        ({"persons": [{"name": "Anna Berg", "role": "ordförande"}]}, "persons[0].role"),
        ({"parts": ["motion", "avtal"]}, "parts[1]: 'avtal' is not one of"),
        ({"documents": {"document_type": ["motion", "mötion"]}}, "documents.document_type: 'mötion'"),
        ({"documents": {"document_typ": "motion"}}, "documents.document_typ: unknown key; did you mean document_type?"),
        ({"descisions": [], "parts": []}, "descisions: unknown key; did you mean decisions?"),
        ({"outcomes": [{"counterpart": "Zibo", "outcome": "ended", "stage": "decided", "reasons": "cost"}]}, "reasons: must be a list"),
        ({"outcomes": [{"counterpart": "Zibo", "outcome": [], "stage": "decided"}]}, "an empty list allows nothing"),
        ({"agreements": [{"counterpart": "Zibo", "start_year": "99", "end_year": None}]}, "start_year: '99' must be a year"),
        ({"parts": [], "section_votes": [{"section_number": "1", "votes_for": -1, "votes_against": 2}]}, "votes_for: -1 must be a whole"),
        ({"case_numbers": [{"case_number": "KS 2020/1", "role": "own", "optional": "ja"}]}, "optional: 'ja' must be true or false"),
    ],
)
def test_a_fault_is_named_by_key_with_its_remedy(tmp_path: Path, labels: dict[str, Any], told: str) -> None:
    with pytest.raises(UserError) as error:
        load_gold([write_gold(tmp_path / "gold", prov=labels)])
    assert told in error.value.message and "prov.json: " in error.value.message
    assert error.value.code is ExitCode.INPUT_MISSING


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"parts": [}', "line 1, column 12: no valid JSON"),
        ("[1, 2]", "is no gold file"),
        ('{"type": "FeatureCollection"}', "move it out of the folder"),
    ],
)
def test_a_file_that_is_no_gold_is_named(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(UserError, match=r"prov\.json") as error:
        load_gold([write_gold(tmp_path / "gold", prov=text)])
    assert told in error.value.message


def test_folders_without_gold_are_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there is no such gold folder"):
        load_gold([tmp_path / "nowhere"])
    with pytest.raises(UserError, match=r"holds no \.json file; write one with `kommunbeslut gold"):
        load_gold([tmp_path])


def test_all_faults_are_told_at_once_up_to_a_number(tmp_path: Path) -> None:
    few = {"case_numbers": [{"case_number": "KS 2020/1", "role": "min"}, {"case_number": "", "role": "own"}]}
    with pytest.raises(UserError) as error:
        load_gold([write_gold(tmp_path / "few", a=few, b=few)])
    assert error.value.message.count("\n") == 4
    many = {"case_numbers": [{"case_number": "KS 2020/1", "role": "min"}] * 100}
    with pytest.raises(UserError, match="… and 80 more"):
        load_gold([write_gold(tmp_path / "many", a=many)])


def test_alternatives_options_and_notes_of_ones_own_are_gold() -> None:
    labels = {
        "documents": {"body": ["Kommunstyrelsen", "Kommunfullmäktige"], "document_date": None, "labelled_by": "AB"},
        "persons": [{"name": ["Anna Berg", "Anna Berg-Ek"], "role": ["chair", "signatory"], "optional": True, "why": "osäker"}],
        "agreements": [{"counterpart": "Zibo", "start_year": [1998, "1999", None], "end_year": None, "kind": "twin_town"}],
        "page_count": 3,
    }
    assert check_gold(labels) == []


def test_the_guide_to_labelling_names_every_key() -> None:
    guide = (Path(__file__).resolve().parents[3] / "docs" / "LABELLING.md").read_text("utf-8")
    lines = {line.split("`")[1]: line for line in guide.splitlines() if line.startswith("| `")}
    items = {"documents": DOCUMENT_KEYS, **LISTS}
    assert lines.keys() == items.keys() | CODED_LISTS.keys()
    for name, keys in items.items():
        told = set(re.findall("`(.*?)`", lines[name].split("|")[3]))
        assert told == keys.keys() - {"optional", "quote", "page"}, name
    assert {f.name for f in FIELDS} <= {*re.findall("`(.*?)`", guide)}
