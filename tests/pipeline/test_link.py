"""The link step: what becomes one partnership, and what its status rests on. All facts here are invented."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipeline.link import link
from pipeline.rows import arrow_table, check_row
from pipeline.schema import table
from pipeline.store import Store

Row = dict[str, Any]
EVIDENCE: Row = {"quote": "q", "page": 1, "char_start": 0, "char_end": 1, "extractor": "test", "confidence": 0.9}
PLACE: Row = {"counterpart": "Nystad", "counterpart_country": "FI"}


def paper(name: str, year: int, code: str | None = "9901") -> tuple[str, Row]:
    municipality = {"9901": "Vårby", "9902": "Ekby", None: None}[code]
    return "documents", {
        "document_id": name,
        "sha256": name,
        "source_path": name,
        "media_type": "text/plain",
        "size_bytes": 1,
        "pages": 1,
        "characters": 1,
        "text_source": "text",
        "document_type": "minutes",
        "municipality_code": code,
        "municipality": municipality,
        "document_date": dt.date(year, 5, 1),
        "pipeline_version": "1",
    }


def outcome(paper_: str, outcome_: str, stage: str, **more: Any) -> tuple[str, Row]:
    return "outcomes", EVIDENCE | PLACE | {"document_id": paper_, "case_id": f"{paper_}-0", "outcome": outcome_, "stage": stage} | more


def agreement(paper_: str, status: str, start: int | None = None, end: int | None = None, **more: Any) -> tuple[str, Row]:
    row = {"document_id": paper_, "case_id": f"{paper_}-0", "kind": "twin_town", "status": status, "start_year": start, "end_year": end}
    return "agreements", EVIDENCE | PLACE | row | more


def focus(paper_: str, area: str, status: str) -> tuple[str, Row]:
    row = {"document_id": paper_, "counterpart": "Nystad", "area": area, "raw": area, "status": status}
    return "focus_areas", EVIDENCE | row


def case(paper_: str, number: str) -> tuple[str, Row]:
    extent = {"part": 0, "ordinal": 0, "text_start": 0, "text_end": 1}
    return "cases", EVIDENCE | extent | {"document_id": paper_, "case_id": f"{paper_}-0", "case_number": number}


def partnerships(folder: Path, *facts: tuple[str, Row]) -> list[Row]:
    store = Store(folder)
    try:
        for name, row in facts:
            made = arrow_table(table(name), [row])
            store.connection.register("made", made)
            store.connection.execute(f"INSERT INTO {name} SELECT * FROM made")
            store.connection.unregister("made")
        link(store.connection)
        link(store.connection)
        rows: list[Row] = pa.Table.from_batches(store.connection.sql("FROM partnerships ORDER BY ALL").to_arrow_reader()).to_pylist()
    finally:
        store.close()
    for row in rows:
        check_row(table("partnerships"), row)
    return rows


def only(folder: Path, *facts: tuple[str, Row]) -> Row:
    rows = partnerships(folder, *facts)
    assert len(rows) == 1
    return rows[0]


def test_everything_told_of_a_partnership_is_put_together(tmp_path: Path) -> None:
    row = only(
        tmp_path,
        paper("a", 2001),
        paper("b", 2010),
        agreement("a", "in_force", 1987),
        agreement("b", "in_force", 1987),
        agreement("b", "in_force", 2010, 2013, kind="cooperation"),
        outcome("b", "renewed", "decided", reasons=["mutual_benefit", "business_benefit"], effective_to=dt.date(2013, 12, 31)),
        focus("a", "sport", "previous"),
        focus("b", "education", "agreed"),
        focus("b", "culture", "proposed"),
        case("b", "KS 2010/14"),
    )
    assert row == {
        "municipality_code": "9901",
        "municipality": "Vårby",
        "counterpart": "Nystad",
        "counterpart_country": "FI",
        "kind": "cooperation",
        "since_year": 1987,
        "until_year": 2013,
        "status": "active",
        "latest_outcome": "renewed",
        "latest_stage": "decided",
        "latest_date": dt.date(2010, 5, 1),
        "agreements": 2,
        "focus_areas": ["culture", "education"],
        "reasons": ["business_benefit", "mutual_benefit"],
        "case_numbers": ["KS 2010/14"],
        "document_ids": ["a", "b"],
        "documents": 2,
        "ended_by": None,
        "counterpart_kind": "city",
        "counterpart_parent": None,
        "warnings": [],
    }


@pytest.mark.parametrize(
    ("status", "facts"),
    [
        ("active", [outcome("a", "established", "decided")]),
        ("active", [outcome("a", "continued", "decided")]),
        ("active", [outcome("a", "renewed", "reported")]),
        ("ended", [outcome("a", "ended", "decided"), agreement("a", "in_force", 2000)]),
        ("ended", [outcome("a", "ended", "reported")]),
        ("paused", [outcome("a", "paused", "decided")]),
        ("proposed", [outcome("a", "established", "recommended")]),
        ("proposed", [agreement("a", "proposed", 2011)]),
        ("unknown", [outcome("a", "ended", "proposed")]),
        ("active", [outcome("a", "ended", "proposed"), agreement("a", "in_force", 2000)]),
        ("unknown", [outcome("a", "under_review", "decided")]),
        ("unknown", [outcome("a", "declined", "decided")]),
        ("active", [agreement("a", "in_force", 2000)]),
        ("active", [agreement("a", "in_force", 2000, 2010)]),
        ("unknown", [agreement("a", "expired", 2000, 2005)]),
    ],
)
def test_status_by_what_is_told(tmp_path: Path, status: str, facts: list[tuple[str, Row]]) -> None:
    assert only(tmp_path, paper("a", 2010), *facts)["status"] == status


def test_a_decision_outweighs_a_later_proposal_and_a_later_decision_an_earlier(tmp_path: Path) -> None:
    row = only(
        tmp_path,
        *(paper(n, y) for n, y in (("a", 2001), ("b", 2005), ("c", 2009), ("d", 2012))),
        outcome("a", "established", "decided"),
        outcome("b", "paused", "decided"),
        outcome("c", "ended", "recommended"),
        outcome("d", "continued", "reported"),
    )
    assert (row["status"], row["latest_outcome"], row["latest_date"]) == ("paused", "paused", dt.date(2005, 5, 1))
    assert row["document_ids"] == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    "facts",
    [
        [agreement("a", "in_force", 2000, 2006)],
        [outcome("a", "renewed", "decided", effective_to=dt.date(2006, 1, 1))],
        [outcome("a", "renewed", "decided"), agreement("a", "proposed", 2004, 2006)],
    ],
)
def test_a_term_run_out_is_unknown_never_ended_by_reckoning(tmp_path: Path, facts: list[tuple[str, Row]]) -> None:
    assert only(tmp_path, paper("a", 2004), *facts)["status"] == "active"
    (tmp_path / "later").mkdir()
    assert only(tmp_path / "later", paper("a", 2004), paper("later", 2012), *facts)["status"] == "unknown"


def test_a_country_told_once_holds_for_the_place(tmp_path: Path) -> None:
    row = only(tmp_path, paper("a", 2010), agreement("a", "in_force", 2000, counterpart_country=None), outcome("a", "renewed", "decided"))
    assert row["counterpart_country"] == "FI"


def test_places_of_one_name_in_two_countries_stay_apart(tmp_path: Path) -> None:
    rows = partnerships(
        tmp_path,
        paper("a", 2010),
        outcome("a", "renewed", "decided"),
        outcome("a", "ended", "decided", counterpart_country="EE"),
        agreement("a", "in_force", 1990, counterpart_country=None),
    )
    assert {(r["counterpart_country"], r["status"]) for r in rows} == {("EE", "ended"), ("FI", "active"), (None, "active")}


def test_municipalities_stay_apart_and_a_fact_without_one_is_left_out(tmp_path: Path) -> None:
    rows = partnerships(
        tmp_path,
        paper("a", 2010),
        paper("b", 2010, "9902"),
        paper("c", 2010, None),
        outcome("a", "renewed", "decided"),
        outcome("b", "ended", "decided"),
        outcome("c", "paused", "decided"),
        outcome("b", "paused", "decided", municipality_code="9901", municipality="Vårby", date=dt.date(2011, 1, 1)),
        outcome("b", "ended", "decided", counterpart=None),
    )
    assert [(r["municipality"], r["status"], r["document_ids"]) for r in rows] == [
        ("Vårby", "paused", ["a", "b"]),
        ("Ekby", "ended", ["b"]),
    ]


def test_the_order_of_the_facts_does_not_matter(tmp_path: Path) -> None:
    facts = [
        *(paper(f"p{n}", 2000 + n) for n in range(4)),
        *(outcome(f"p{n}", o, "decided", date=dt.date(2005, 1, 1)) for n, o in enumerate(["renewed", "ended", "paused", "continued"])),
        *(
            agreement(f"p{n}", "in_force", 2000, 2020, kind=k)
            for n, k in enumerate(["twin_town", "cooperation", "partnership", "memorandum"])
        ),
        *(focus(f"p{n}", a, "agreed") for n, a in enumerate(["sport", "culture", "energy", "youth"])),
    ]
    (tmp_path / "0").mkdir()
    first = partnerships(tmp_path / "0", *facts)
    for seed in (1, 2):
        (tmp_path / str(seed)).mkdir()
        random.Random(seed).shuffle(facts)
        assert partnerships(tmp_path / str(seed), *facts) == first
