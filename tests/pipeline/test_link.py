"""The link step: what becomes one partnership, and what its status rests on. All facts here are invented."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


@pytest.mark.parametrize(("ended_on", "told_in", "status"), [(2011, 2012, "ended"), (2011, 2006, "unknown"), (2006, 2012, "unknown")])
def test_an_end_told_of_after_the_last_decision_weighs_as_a_decision(tmp_path: Path, ended_on: int, told_in: int, status: str) -> None:
    """The decision to end it lies in no paper at hand, and a later one tells of it; what had ended before the renewal had not."""
    row = only(
        tmp_path,
        *(paper(n, y) for n, y in (("a", 2008), ("b", told_in), ("c", 2020))),
        outcome("a", "renewed", "decided", effective_to=dt.date(2011, 12, 31)),
        outcome("b", "ended", "reported", effective_from=dt.date(ended_on, 12, 31)),
    )
    assert row["status"] == status


@pytest.mark.parametrize(("told", "status"), [("ended", "ended"), ("expired", "unknown")])
def test_a_term_that_a_later_paper_says_ceased_has_ended(tmp_path: Path, told: str, status: str) -> None:
    row = only(
        tmp_path,
        paper("a", 2008),
        paper("b", 2020),
        outcome("a", "renewed", "decided", effective_to=dt.date(2011, 12, 31)),
        agreement("b", told, 2008, 2011),
    )
    assert (row["status"], bool(row["warnings"])) == (status, status == "unknown")


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


@pytest.mark.parametrize(
    ("status", "told_in"),
    [("unknown", 2004), ("active", 2011)],
)
def test_a_bond_without_an_end_outlives_a_term_only_if_told_of_after_it(tmp_path: Path, status: str, told_in: int) -> None:
    """ "Vänorter sedan 1985" in a paper of 2004 says nothing of the time after the term that ran out in 2006."""
    row = only(
        tmp_path,
        paper("a", 2004),
        paper("b", told_in),
        paper("later", 2012),
        outcome("a", "continued", "decided"),
        agreement("a", "in_force", 2000, 2006),
        agreement("b", "in_force", 1985, kind="sister_city"),
    )
    assert row["status"] == status
    assert ("no renewal is told" in "".join(row["warnings"])) == (status == "unknown")


def test_a_bond_without_an_end_stands_beside_the_term_that_is_proposed(tmp_path: Path) -> None:
    row = only(tmp_path, paper("a", 2010), agreement("a", "in_force", 1985), agreement("a", "proposed", 2011, 2015))
    assert row["status"] == "active"


def test_a_proposal_never_decided_stays_one_with_a_warning(tmp_path: Path) -> None:
    facts = [outcome("a", "established", "recommended"), agreement("a", "proposed", 2002, 2004)]
    row = only(tmp_path, paper("a", 2001), paper("later", 2012), *facts)
    assert row["status"] == "proposed"
    assert row["warnings"] == ["term_over: the last term told of ran out on 2004-12-31 and no decision after it is told"]


def test_a_place_is_told_with_its_kind_and_what_it_lies_in(tmp_path: Path) -> None:
    rows = partnerships(
        tmp_path,
        paper("a", 2010),
        *(
            outcome("a", "renewed", "decided", counterpart=name, counterpart_country=country)
            for name, country in [("Guangdong", "CN"), ("Guangzhou", "CN"), ("Macau", "MO"), ("Palo Alto", "US")]
        ),
    )
    told = {r["counterpart"]: (r["counterpart_country"], r["counterpart_kind"], r["counterpart_parent"]) for r in rows}
    assert told["Guangdong"][:2] == ("CN", "province")
    assert told["Guangzhou"] == ("CN", "city", "Guangdong")
    assert told["Palo Alto"] == ("US", "city", "Kalifornien")
    assert told["Macau"][0] == "MO"


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


COUNTERPARTS = [("Nystad", "FI"), ("Pärnu", "EE"), ("Pärnu", None)]
PAPERS = ["a", "b", "c"]
YEARS = st.integers(1990, 2020)
OUTCOMES = st.sampled_from(["established", "renewed", "continued", "paused", "ended", "declined", "under_review"])


@st.composite
def facts(draw: st.DrawFn) -> list[tuple[str, Row]]:
    """What papers of three years may tell of three counterparts, contradictions and all."""
    found = [paper(name, draw(YEARS), draw(st.sampled_from(["9901", "9902"]))) for name in PAPERS]
    for place in range(draw(st.integers(1, 6))):
        counterpart, country = draw(st.sampled_from(COUNTERPARTS))
        where = {"counterpart": counterpart, "counterpart_country": country, "char_start": place, "char_end": place + 1}
        name = draw(st.sampled_from(PAPERS))
        if draw(st.booleans()):
            stage = draw(st.sampled_from(["decided", "recommended", "proposed", "reported"]))
            found.append(outcome(name, draw(OUTCOMES), stage, **where))
        else:
            start, status = draw(YEARS), draw(st.sampled_from(["in_force", "proposed", "expired", "ended"]))
            end = draw(st.none() | st.integers(start, 2025))
            found.append(agreement(name, status, start, end, kind=draw(st.sampled_from(["twin_town", "memorandum"])), **where))
    return found


@settings(max_examples=6, deadline=None)
@given(facts=facts(), random=st.randoms(use_true_random=False))
def test_the_order_of_the_facts_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, facts: list[tuple[str, Row]], random: Random
) -> None:
    shuffled = list(facts)
    random.shuffle(shuffled)
    told = [partnerships(tmp_path_factory.mktemp("store"), *order) for order in (facts, shuffled)]
    assert told[0] == told[1]
