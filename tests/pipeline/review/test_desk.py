"""The desk over real tables: what is judged reaches the tables at the next run, and reviewers neither see nor lose each other's."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.exit_codes import UserError
from pipeline.republish import republish
from pipeline.review.desk import Desk, NotThere, Overtaken
from pipeline.review.index import STATES, Filters
from pipeline.review.trial import Refused

Row = dict[str, Any]


def rows(out: Path, name: str) -> list[Row]:
    found: list[Row] = pq.read_table(out / f"{name}.parquet").to_pylist()
    return found


def corrections(out: Path) -> list[Row]:
    with (out / "corrections.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def keys(desk: Desk, **filters: str) -> list[str]:
    return [r["key"] for r in desk.queue(Filters(**filters), None, 200)["rows"]]


def paide(desk: Desk, table: str = "outcomes") -> str:
    return next(k for k in keys(desk, table=table, state="all") if desk.item(k)["row"].get("counterpart") == "Paide")


def judge(desk: Desk, key: str, verdict: str, values: Row | None = None, **more: Any) -> Row:
    told = {"note": "", "seen": desk.item(key)["seen"], "order": "doubt", "resolve": False} | more
    return desk.judge(key, verdict, values or {}, **told)


def test_a_correction_reaches_the_tables_and_is_the_same_row_to_the_reviewer(out: Path, rerun: Callable[[], None]) -> None:
    desk = Desk(out, "Anna")
    key = paide(desk)
    judge(desk, key, "correct", {"outcome": "continued", "reasons": ["cost"]}, note="läst i källan")
    [told] = corrections(out)
    assert (told["author"], told["reason"]) == ("Anna", "[review 1] läst i källan")
    rerun()
    [outcome] = [o for o in rows(out, "outcomes") if o["counterpart"] == "Paide"]
    assert (outcome["outcome"], outcome["reasons"], outcome["extractor"]) == ("continued", ["cost"], "correction")
    assert keys(desk, table="outcomes", state="done") == [key]
    item = desk.item(key)
    assert (item["row"]["outcome"], item["mine"]["values"]) == ("renewed", {"outcome": "continued", "reasons": ["cost"]})
    assert len(keys(desk, table="outcomes", state="all")) == 2


def test_publishing_again_gives_the_bytes_that_a_run_gives(out: Path, rerun: Callable[[], None]) -> None:
    desk = Desk(out, "Anna")
    judge(desk, paide(desk), "reject")
    assert desk.apply() == {"applied": 1}
    published = {p.name: p.read_bytes() for p in out.glob("*.parquet")}
    assert [o["counterpart"] for o in rows(out, "outcomes")] == ["Changzhi"]
    rerun()
    assert {p.name: p.read_bytes() for p in out.glob("*.parquet")} == published


def test_taking_everything_back_gives_back_what_was_extracted(out: Path) -> None:
    before = {p.name: p.read_bytes() for p in out.glob("*.parquet")}
    desk = Desk(out, "Anna")
    key = paide(desk)
    judge(desk, key, "reject")
    judge(desk, paide(desk, "agreements"), "correct", {"start_year": "1995"})
    desk.apply()
    assert desk.item(key)["row"]["outcome"] == "renewed"
    desk.undo(None)
    desk.undo(None)
    assert corrections(out) == []
    desk.apply()
    assert {p.name: p.read_bytes() for p in out.glob("*.parquet")} == before
    assert keys(desk, state="done") == [] and len(keys(desk, table="outcomes")) == 2


def test_an_added_row_is_published_with_its_quote_and_can_be_taken_back(out: Path) -> None:
    desk = Desk(out, "Anna")
    document = desk.item(paide(desk))["document"]["document_id"]
    values = {"area": "culture", "status": "agreed", "counterpart": "Paide", "quote": 'Bron "Vänskapen"; invigd 2001'}
    added = desk.add("focus_areas", document, values, "", "doubt")
    assert added["mine"]["verdict"] == "add" and added["key"] in keys(desk, table="focus_areas", state="done")
    desk.apply()
    [row] = [r for r in rows(out, "focus_areas") if r["extractor"] == "correction"]
    text = "".join(p["text"] for p in rows(out, "pages") if p["document_id"] == document)
    assert text[row["char_start"] : row["char_end"]] == row["quote"] == values["quote"]
    assert keys(desk, table="focus_areas", state="done") == [added["key"]]
    assert added["key"] in keys(Desk(out, "Bo"), table="focus_areas", state="second")
    assert desk.undo(added["mine"]["id"])["is_there"] is False
    assert added["key"] not in keys(desk, state="all")


def test_a_document_is_corrected(out: Path) -> None:
    desk = Desk(out, "Anna")
    key = next(k for k in keys(desk, table="documents") if desk.item(k)["row"]["municipality"] == "Mora")
    judge(desk, key, "correct", {"title": "Samarbetet med Changzhi"})
    desk.apply()
    [document] = [d for d in rows(out, "documents") if d["municipality"] == "Mora"]
    assert (document["title"], document["corrected"]) == ("Samarbetet med Changzhi", ["title"])
    with pytest.raises(Refused):
        judge(desk, key, "reject")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"outcome": "slutat"}, "slutat"),
        ({"date": "15/3"}, "YYYY-MM-DD"),
        ({"confidence": 0.1}, "confidence"),
        ({"outcome": None}, "outcome"),
        ({"quote": "orden finns inte i dokumentet"}, "does not hold"),
        ({"outcome": "renewed"}, "nothing was changed"),
        ({"reasons": "cost"}, "list"),
        (["outcome"], "object"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(out: Path, values: Any, told: str) -> None:
    desk = Desk(out, "Anna")
    with pytest.raises(Refused, match=told):
        judge(desk, paide(desk), "correct", values)
    assert not (out / "reviews.jsonl").exists() and not (out / "corrections.csv").exists()


def test_each_is_blind_to_the_other_until_both_have_judged(out: Path) -> None:
    anna, bo = Desk(out, "Anna"), Desk(out, "Bo")
    key = paide(anna)
    judge(anna, key, "correct", {"outcome": "continued"})
    anna.apply()
    seen = bo.item(key)
    assert (seen["row"]["outcome"], seen["mine"], seen["others"], seen["in_force"]) == ("renewed", None, [], None)
    [listed] = [r for r in bo.queue(Filters(table="outcomes"), None, 9)["rows"] if r["key"] == key]
    assert (listed["head"], listed["mine"], listed["disputed"]) == ("renewed", None, False)
    assert [e["reviewer"] for e in judge(bo, key, "accept")["others"]] == ["Anna"]
    assert [e["reviewer"] for e in anna.item(key)["others"]] == ["Bo"]


def test_a_disputed_row_keeps_the_earlier_correction_until_it_is_resolved_with_sight_of_both(out: Path) -> None:
    anna, bo = Desk(out, "Anna"), Desk(out, "Bo")
    key = paide(anna)
    judge(anna, key, "correct", {"outcome": "continued"})
    with pytest.raises(Refused, match="disputed"):
        judge(anna, key, "accept", resolve=True)
    judge(bo, key, "reject")
    assert [c["action"] for c in corrections(out)] == ["set"]
    assert keys(anna)[0] != key and keys(anna, state="disputed") == keys(bo, state="disputed") == [key]
    with pytest.raises(Overtaken):
        judge(anna, key, "accept", seen=[1], resolve=True)
    resolved = judge(bo, key, "accept", resolve=True)
    assert resolved["disputed"] is False and corrections(out) == []
    anna.refresh()
    assert keys(anna, state="disputed") == []
    bo.undo(None)
    assert [c["action"] for c in corrections(out)] == ["set"] and keys(bo, state="disputed") == [key]


def test_the_same_reviewer_in_two_windows_is_told_what_is_there_now(out: Path) -> None:
    one, other = Desk(out, "Anna"), Desk(out, "Anna")
    key = paide(one)
    judge(one, key, "accept")
    with pytest.raises(Overtaken) as overtaken:
        judge(other, key, "reject", seen=[])
    assert overtaken.value.item["mine"]["verdict"] == "accept"
    judge(other, key, "reject", seen=overtaken.value.item["seen"])
    assert one.item(key)["mine"]["verdict"] == "reject"


def test_nobody_takes_back_anothers_judgement(out: Path) -> None:
    anna, bo = Desk(out, "Anna"), Desk(out, "Bo")
    entry = judge(anna, paide(anna), "accept")["mine"]["id"]
    for number in (entry, 99, None):
        with pytest.raises(NotThere):
            bo.undo(number)
    anna.undo(entry)
    with pytest.raises(NotThere):
        anna.undo(entry)


def test_the_queue_has_the_doubtful_first_and_is_paged_without_gap_or_repetition(out: Path) -> None:
    desk = Desk(out, "Anna")
    everything = desk.queue(Filters(state="all"), None, 200)["rows"]
    told = [r["confidence"] for r in everything if r["confidence"] is not None and not r["doubted"]]
    assert (
        told == sorted(told) and len({r["key"] for r in everything}) == len(everything) == desk.queue(Filters(), None, 1)["counts"]["all"]
    )
    for order in ("doubt", "random", "document"):
        paged: list[Row] = []
        while page := desk.queue(Filters(state="all", order=order), (paged[-1]["rank"], paged[-1]["place"]) if paged else None, 7)["rows"]:
            paged += page
        assert sorted(r["key"] for r in paged) == sorted(r["key"] for r in everything)
    assert {r["municipality"] for r in desk.queue(Filters(municipality="Mora"), None, 200)["rows"]} == {"Mora"}
    trosa = desk.queue(Filters(document="TROSA.txt"), None, 200)["rows"]
    assert trosa and {r["municipality"] for r in trosa} == {"Trosa"}
    counts = {s: len(keys(desk, state=s)) for s in STATES}
    assert counts["todo"] == counts["open"] == counts["all"] and counts["done"] == counts["second"] == counts["disputed"] == 0


def test_rows_that_a_warning_or_a_contradiction_calls_into_question_come_first(out: Path) -> None:
    path = out / "documents.parquet"
    documents = pq.read_table(path)
    told = [
        ["no_municipality: no municipality or region was found; check whose paper it is", "conflicting_dates: two days are told"]
        if m == "Trosa"
        else []
        for m in documents.column("municipality").to_pylist()
    ]
    column = pa.array(told, documents.schema.field("warnings").type)
    pq.write_table(documents.set_column(documents.schema.get_field_index("warnings"), documents.schema.field("warnings"), column), path)
    desk = Desk(out, "Anna")
    listed = desk.queue(Filters(), None, 200)["rows"]
    doubted = [r for r in listed if r["doubted"]]
    assert listed[: len(doubted)] == doubted and {r["municipality"] for r in doubted} == {"Trosa"}
    assert {(r["table"], r["head"]) for r in doubted} == {("documents", "minutes_extract"), ("dates", "meeting")}
    known, unknown = desk.item(doubted[0]["key"])["document"]["warnings"]
    assert known["key"] == "warning.no_municipality.paper" and (unknown["key"], unknown["words"]) == (None, "two days are told")


def test_tables_published_meanwhile_are_taken_in_with_the_judgements(out: Path) -> None:
    anna, bo = Desk(out, "Anna"), Desk(out, "Bo")
    key = paide(anna)
    judge(anna, key, "correct", {"outcome": "continued"})
    bo.apply()
    assert anna.item(key)["mine"]["verdict"] == "correct"
    assert keys(anna, table="outcomes", state="done") == [key] and len(keys(anna, table="outcomes", state="all")) == 2


def test_a_crash_between_journal_and_corrections_is_mended_at_the_start(out: Path) -> None:
    desk = Desk(out, "Anna")
    judge(desk, paide(desk), "reject")
    written = (out / "corrections.csv").read_bytes()
    (out / "corrections.csv").unlink()
    Desk(out, "Bo")
    assert (out / "corrections.csv").read_bytes() == written


def test_corrections_as_parquet_are_refused_with_a_remedy(out: Path) -> None:
    (out / "corrections.parquet").write_bytes(b"")
    with pytest.raises(UserError, match=r"corrections\.parquet: .*save"):
        Desk(out, "Anna")


def test_nothing_is_published_without_the_state_of_runs(out: Path) -> None:
    (out / "kommunbeslut.duckdb").unlink()
    with pytest.raises(UserError, match=r"kommunbeslut run"):
        republish(out)


@pytest.mark.parametrize("name", ["", " ", "a\nb", "=1+1", "x" * 81])
def test_a_reviewer_has_a_name(out: Path, name: str) -> None:
    with pytest.raises(UserError, match="--reviewer"):
        Desk(out, name)


def test_a_correction_means_its_own_row_and_no_other_in_every_table(out: Path) -> None:
    desk = Desk(out, "Anna")
    # A case that others refer to cannot go before them; documents are not rejected.
    listed = [r for r in desk.queue(Filters(state="all"), None, 200)["rows"] if r["table"] not in ("documents", "cases")]
    for row in listed:
        judge(desk, row["key"], "reject")
    assert desk.apply() == {"applied": len(listed)}
    assert {row["rows"] for row in rows(out, "correction_log")} == {1}
    assert len({row["table"] for row in listed}) > 5 and all(rows(out, name) == [] for name in {row["table"] for row in listed})
