"""Warnings: what a reader is told to check, and that sound documents are left in peace."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

import pytest
from papers import EXTRACT

from extractors.codes import WARNINGS
from pipeline.checks import warnings_of
from pipeline.document import Page, ReadDocument
from pipeline.process import understand

DOCUMENT = {"document_type": "minutes", "municipality": "Falun", "document_date": None, "meeting_date": dt.date(2019, 3, 14)}


def told(document: dict[str, Any] | None = None, pages: list[Page] | None = None, **rows: list[dict[str, Any]]) -> dict[str, str]:
    """Warnings by code; the document is sound but for what is given."""
    sound: dict[str, list[dict[str, Any]]] = {
        "parts": [{"part": 0, "document_type": "minutes", "char_start": 0}],
        "cases": [{"case_id": "c1", "part": 0, "section_number": "11", "text_start": 100}],
        "decisions": [{}],
    }
    said = warnings_of({**DOCUMENT, **(document or {})}, pages or [], {**sound, **rows}, [])
    return dict(w.split(": ", 1) for w in said)


def cases(*numbers: str | None, part: int = 0) -> list[dict[str, Any]]:
    return [{"case_id": f"c{i}", "part": part, "section_number": n, "text_start": 100 * i} for i, n in enumerate(numbers, 1)]


def test_a_sound_document_is_left_in_peace() -> None:
    read = ReadDocument("text/plain", [Page(1, EXTRACT, "text")], [])
    (document,) = understand(read, "prov.txt", hashlib.sha256(EXTRACT.encode()).hexdigest(), 1)["documents"]
    assert (document["document_type"], document["warnings"]) == ("minutes_extract", [])
    assert told() == {}


def test_what_was_said_while_reading_comes_first_under_its_code() -> None:
    assert warnings_of({**DOCUMENT, "municipality": None}, [], {"cases": cases("1"), "decisions": [{}]}, ["page damaged: 3"]) == [
        "reading: page damaged: 3",
        "no_municipality: no municipality or region was found; check whose paper it is",
    ]


def test_poorly_recognised_pages_are_named() -> None:
    pages = [Page(n, "text\n", "ocr", c) for n, c in enumerate((0.99, 0.6, 0.7, 0.84, 0.85, 0.3, None), 1)]
    assert "page 2–4, 6 was recognised poorly" in told(pages=pages)["poor_recognition"]


@pytest.mark.parametrize("kind", ["minutes", "minutes_extract"])
def test_minutes_without_sections_or_decisions(kind: str) -> None:
    assert set(told({"document_type": kind}, cases=cases(None), decisions=[])) == {"no_section", "no_decision"}
    assert told({"document_type": "motion"}, cases=cases(None), decisions=[]) == {}, "other papers need have neither"


@pytest.mark.parametrize(
    ("numbers", "missing"),
    [
        (["11", "12", "13"], None),
        (["11", "13", "14"], "no § 12 was found"),
        (["11", "12", "16", "17", "18", "20"], "no § 13–15, 19 was found"),
        (["11", "12 A", "12 B", "13"], None),
        (["11", None, "12"], None),
        (["4", "57", "118"], None),  # a selection from the minutes
    ],
)
def test_sections_lacking_in_the_numbering(numbers: list[str | None], missing: str | None) -> None:
    found = told(cases=cases(*numbers))
    assert (missing in found["section_gap"]) if missing else found == {}


def test_papers_in_one_file_are_numbered_apart() -> None:
    parts = [{"part": n, "document_type": "minutes", "char_start": 1_000 * n} for n in range(2)]
    assert told(parts=parts, cases=[*cases("11", "12"), *cases("40", "41", part=1)]) == {}


def own(number: str, case: str | None, role: str = "own") -> dict[str, Any]:
    return {"case_number": number, "case_id": case, "role": role}


def test_registry_numbers_conflict_within_a_matter_only() -> None:
    numbers = [own("KS 2019/1", "c1"), own("KS 2019/1", "c1"), own("KS 2019/2", "c2"), own("KS 2018/7", "c1", "reference")]
    assert told(cases=cases("11", "12"), case_numbers=numbers) == {}
    found = told(cases=cases("11", "12"), case_numbers=[*numbers, own("KS 2019/3", "c2")])
    assert "§ 12: KS 2019/2 and KS 2019/3; check" in found["conflicting_numbers"]


def day(date: str, role: str, start: int, precision: str = "day") -> dict[str, Any]:
    return {"date_start": dt.date.fromisoformat(date), "role": role, "precision": precision, "char_start": start}


def test_days_conflict_at_the_head_of_minutes_and_among_a_papers_own() -> None:
    meeting = [day("2019-03-14", "meeting", 5), day("2019-03-28", "meeting", 500)]
    assert told(dates=meeting) == {}, "a matter is adjourned to another meeting"
    assert "2019-03-14 and 2019-03-15" in told(dates=[*meeting, day("2019-03-15", "meeting", 50)])["conflicting_dates"]
    paper = [day("2019-02-01", "document", 5), day("2019-02-01", "document", 90), day("2019-02-01", "document", 95, "month")]
    assert told(dates=paper) == {}
    assert "the paper's own: 2019-02-01 and 2019-02-03" in told(dates=[*paper, day("2019-02-03", "document", 500)])["conflicting_dates"]
    parts = [{"part": n, "document_type": "motion", "char_start": 400 * n} for n in range(2)]
    assert told(parts=parts, dates=[*paper, day("2019-02-03", "document", 500)]) == {}, "each paper has its own day"


def agreement(**values: Any) -> dict[str, Any]:
    row = {"counterpart": "Zibo", "kind": "cooperation", "status": "in_force", "start_year": 2014, "end_year": None, "valid_to": None}
    return row | values


def test_agreements_in_force_past_their_end() -> None:
    assert told(agreements=[agreement(end_year=2019), agreement(end_year=2010, status="expired")]) == {}
    assert "Zibo (2018); check" in told(agreements=[agreement(end_year=2018)])["past_end"]
    assert "Zibo (2019-03-13)" in told(agreements=[agreement(end_year=2019, valid_to=dt.date(2019, 3, 13))])["past_end"]
    assert told({"meeting_date": None}, agreements=[agreement(end_year=1990)]) == {}, "nothing is past for a paper without date"


def test_a_lasting_relation_begins_once() -> None:
    twin = agreement(kind="twin_town", start_year=1986)
    assert told(agreements=[twin, twin, agreement(start_year=1999), agreement(start_year=2004)]) == {}
    ended = twin | {"start_year": 1990, "end_year": 1995, "status": "ended"}
    assert told(agreements=[twin, twin | {"counterpart": "Kunshan", "start_year": 1990}, ended]) == {}
    assert "Zibo (1986 and 1990); check" in told(agreements=[twin, twin | {"start_year": 1990}])["conflicting_years"]


def test_uncertain_rows_are_counted_by_table() -> None:
    dates = [day("2019-03-14", "event", 5) | {"uncertain": u} for u in (True, False, True)]
    assert "(dates 2); check them before use" in told(dates=dates)["uncertain_rows"]


def test_many_conflicts_are_told_in_short() -> None:
    numbers = [own(f"KS 2019/{10 * i + n}", f"c{i}") for i in range(1, 9) for n in (1, 2)]
    found = told(cases=cases(*map(str, range(1, 9))), case_numbers=numbers)["conflicting_numbers"]
    assert "§ 5: " in found and "§ 6: " not in found and "and 3 more" in found


def test_every_code_is_in_the_code_list() -> None:
    pages = [Page(1, "text\n", "ocr", 0.2)]
    nothing = told({"document_type": "other", "municipality": None}, pages)
    assert set(nothing) == {"poor_recognition", "unknown_type", "no_municipality"} < set(WARNINGS)
