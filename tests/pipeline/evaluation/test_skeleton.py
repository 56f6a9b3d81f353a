"""Gold skeletons: an output scores 1.0 in every field by its own skeleton."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from labelled_samples import TEXTS, rows_of, write_output
from test_match import document

from extractors import codes
from pipeline.evaluation.evaluate import evaluate
from pipeline.evaluation.gold import check_gold
from pipeline.evaluation.match import match_document, misses
from pipeline.evaluation.skeleton import skeleton, write_skeleton
from pipeline.exit_codes import ExitCode, UserError


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output of our own, made once."""
    return write_output(tmp_path_factory.mktemp("evaluation") / "out", rows_of(TEXTS))


def test_an_output_scores_one_by_its_own_skeletons(out: Path, tmp_path: Path) -> None:
    for stem in TEXTS:
        write_skeleton(out, stem, tmp_path)
    found = evaluate(out, [tmp_path])
    assert found.documents == 2 and found.misses == [] and found.macro_f1 == 1.0
    assert {"sections", "case_titles", "persons", "decisions", "outcomes", "agreements", "reservations"} <= found.scores.keys()
    assert all((s.precision, s.recall, s.f1) == (1, 1, 1) for s in found.scores.values())


def test_a_skeleton_holds_what_the_document_says_with_its_words(out: Path) -> None:
    made = json.loads(write_skeleton(out, "utdrag-31", None))
    assert made["source_path"] == "utdrag-31.txt" and made["documents"]["meeting_date"] == "2021-03-09"
    [case] = made["cases"]
    assert (case["section_number"], case["case_number"], case["page"]) == ("31", "KS 2021/88", 1) and "§ 31" in case["quote"]
    assert made["outcomes"][0]["effective_to"] == "2025-12-31"
    assert {"name": "Karin Lundmark", "role": "dissenter", "political_party": "V"}.items() <= made["persons"][0].items()
    assert list(made)[:5] == ["source_path", "documents", "parts", "cases", "case_numbers"]


def test_a_skeleton_is_the_same_each_time(out: Path) -> None:
    assert write_skeleton(out, "motion-zibo", None) == write_skeleton(out, "motion-zibo.txt", None)


def test_corrections_are_never_written_over(out: Path, tmp_path: Path) -> None:
    write_skeleton(out, "utdrag-31", tmp_path)
    (tmp_path / "utdrag-31.json").write_text("corrected", "utf-8")
    with pytest.raises(UserError, match="move it away or name another file") as error:
        write_skeleton(out, "utdrag-31", tmp_path)
    assert error.value.code is ExitCode.BAD_ARGUMENTS and (tmp_path / "utdrag-31.json").read_text("utf-8") == "corrected"
    with pytest.raises(UserError, match="cannot be written"):
        write_skeleton(out, "utdrag-31", tmp_path / "nowhere" / "a.json")


_NAME = st.sampled_from(["Anna Berg", "Anna Bergh", "Anna Bergg", "Bo Ek", "anna berg", "Zibo", "Kunshan", "ABB", "ABB AB", "Ö"])
_OPTIONAL_NAME = st.one_of(st.none(), _NAME)
_YEAR = st.one_of(st.none(), st.integers(1990, 1993))
_COUNT = st.one_of(st.none(), st.integers(0, 2))
_DATE = st.one_of(st.none(), st.dates(dt.date(2019, 1, 1), dt.date(2019, 3, 1)))
_PRECISION = st.sampled_from(sorted(codes.DATE_PRECISIONS))
_CASE = st.sampled_from(["c1", "c2", None])


def _rows(**columns: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.fixed_dictionaries(columns), max_size=6)


def _code(of: dict[str, str]) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(of))


TABLES = st.fixed_dictionaries(
    {
        "documents": st.lists(
            st.fixed_dictionaries(
                {
                    **dict.fromkeys(("source_path",), st.just("prov.txt")),
                    **dict.fromkeys(("municipality", "municipality_code", "body"), _OPTIONAL_NAME),
                    **dict.fromkeys(("document_date", "meeting_date"), _DATE),
                }
            ),
            min_size=1,
            max_size=1,
        ),
        "parts": _rows(part=st.integers(0, 3), document_type=_code(codes.DOCUMENT_TYPES)),
        "cases": _rows(case_id=_CASE, section_number=st.sampled_from([None, "1", "2 A"]), title=_OPTIONAL_NAME, case_number=_OPTIONAL_NAME),
        "case_numbers": _rows(case_number=_NAME, role=_code(codes.CASE_NUMBER_ROLES)),
        "parties": _rows(
            name=_NAME,
            kind=_code(codes.PARTY_KINDS),
            role=_code(codes.PARTY_ROLES),
            political_party=st.sampled_from([None, "S", "M"]),
            country_code=st.sampled_from([None, "CN", "PL"]),
        ),
        "dates": _rows(date_start=_DATE, precision=_PRECISION, role=_code(codes.DATE_ROLES)),
        "focus_areas": _rows(counterpart=_OPTIONAL_NAME, area=_code(codes.FOCUS_AREAS), status=_code(codes.FOCUS_STATUSES)),
        "decisions": _rows(
            case_id=_CASE,
            stage=_code(codes.STAGES),
            action=_code(codes.ACTIONS),
            body=_OPTIONAL_NAME,
            **dict.fromkeys(("votes_for", "votes_against", "votes_abstained"), _COUNT),
            reservations=st.one_of(st.none(), st.lists(st.sampled_from(["S", "M", "v"]))),
        ),
        "outcomes": _rows(
            case_id=_CASE,
            counterpart=_OPTIONAL_NAME,
            outcome=_code(codes.OUTCOMES),
            stage=_code(codes.OUTCOME_STAGES),
            **dict.fromkeys(("effective_from", "effective_to"), _DATE),
            **dict.fromkeys(("effective_from_precision", "effective_to_precision"), _PRECISION),
            reasons=st.one_of(st.none(), st.lists(_code(codes.REASONS), max_size=3)),
        ),
        "agreements": _rows(
            counterpart=_OPTIONAL_NAME,
            kind=_code(codes.AGREEMENT_KINDS),
            signed_on=_DATE,
            signed_on_precision=_PRECISION,
            start_year=_YEAR,
            end_year=_YEAR,
            status=_code(codes.AGREEMENT_STATUSES),
        ),
    }
)


@given(TABLES)
def test_whatever_the_output_holds_its_skeleton_is_valid_gold_that_it_fits(tables: dict[str, list[dict[str, Any]]]) -> None:
    read = document(**tables)
    made = json.loads(json.dumps(skeleton(read)))
    assert check_gold(made) == []
    assert misses("prov", match_document(made, read)) == []
