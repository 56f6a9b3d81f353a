"""Corrections: what an analyst writes is applied, kept over reruns and seen as such; what no longer fits is reported.

All texts are invented.
"""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from papers import PROLONGED

from pipeline.config import Settings
from pipeline.corrections import COLUMNS, read_corrections
from pipeline.exit_codes import UserError
from pipeline.run import run
from pipeline.summary import Summary

SIGNED = {"author": "A. Forskare", "date": "2026-01-15", "reason": "läst i källan"}
Row = dict[str, Any]


def process(folder: Path, *corrections: Row, text: str = PROLONGED) -> Summary:
    source, out = folder / "in", folder / "out"
    source.mkdir(exist_ok=True)
    out.mkdir(exist_ok=True)
    (source / "trosa.txt").write_text(text, "utf-8")
    if corrections:
        with (out / "corrections.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, restval="")
            writer.writeheader()
            writer.writerows({"document_id": document_id(text), **SIGNED, **c} for c in corrections)
    return run([source], Settings(out=out, jobs=1, ocr="off"))


def document_id(text: str = PROLONGED) -> str:
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()[:16]


def rows(folder: Path, name: str) -> list[Row]:
    found: list[Row] = pq.read_table(folder / "out" / f"{name}.parquet").to_pylist()
    return found


def statuses(folder: Path) -> list[str]:
    return [row["status"] for row in rows(folder, "correction_log")]


def test_a_value_is_overridden_kept_over_a_rerun_and_seen_as_corrected(tmp_path: Path) -> None:
    process(tmp_path)
    assert [(o["outcome"], o["extractor"] == "correction") for o in rows(tmp_path, "outcomes")] == [("renewed", False)]
    correction = {
        "action": "set",
        "table": "outcomes",
        "match": "counterpart=Paide",
        "values": "outcome=continued; reasons=mutual_benefit|cost",
    }
    for _ in range(2):
        summary = process(tmp_path, correction)
        [outcome] = rows(tmp_path, "outcomes")
        assert (outcome["outcome"], outcome["reasons"], outcome["extractor"], outcome["confidence"]) == (
            "continued",
            ["mutual_benefit", "cost"],
            "correction",
            1.0,
        )
        assert summary.corrections["applied"] == 1 and statuses(tmp_path) == ["applied"]
    assert [p["latest_outcome"] for p in rows(tmp_path, "partnerships")] == ["continued"]


def test_taking_the_correction_away_gives_back_what_was_extracted(tmp_path: Path) -> None:
    process(tmp_path)
    before = {p.name: p.read_bytes() for p in (tmp_path / "out").glob("*.parquet")}
    process(tmp_path, {"action": "remove", "table": "outcomes", "match": "counterpart=Paide"})
    assert rows(tmp_path, "outcomes") == []
    (tmp_path / "out" / "corrections.csv").unlink()
    process(tmp_path)
    assert {p.name: p.read_bytes() for p in (tmp_path / "out").glob("*.parquet")} == before


def test_a_value_is_added_with_the_quote_it_rests_on(tmp_path: Path) -> None:
    values = '{"area": "culture", "status": "agreed", "counterpart": "Paide", "quote": "vänortsavtalet med Paide"}'
    process(tmp_path, {"action": "add", "table": "focus_areas", "values": values})
    assert statuses(tmp_path) == ["applied"]
    [added] = [f for f in rows(tmp_path, "focus_areas") if f["extractor"] == "correction"]
    text = "".join(p["text"] for p in rows(tmp_path, "pages"))
    assert text[added["char_start"] : added["char_end"]] == added["quote"] == "vänortsavtalet med Paide"
    assert added["case_id"] == rows(tmp_path, "cases")[0]["case_id"]
    assert "culture" in rows(tmp_path, "partnerships")[0]["focus_areas"]


def test_a_document_tells_which_of_its_values_were_corrected(tmp_path: Path) -> None:
    process(tmp_path, {"action": "set", "table": "documents", "values": "meeting_date=2021-03-16; title=Protokoll"})
    [document] = rows(tmp_path, "documents")
    assert (document["meeting_date"], document["corrected"]) == (dt.date(2021, 3, 16), ["meeting_date", "title"])


@pytest.mark.parametrize(
    ("correction", "status", "told"),
    [
        (
            {"action": "set", "table": "outcomes", "match": "counterpart=Narva", "values": "outcome=ended"},
            "no_such_row",
            "counterpart=Narva",
        ),
        ({"action": "remove", "table": "outcomes", "match": "counterpart=Paide", "document_id": "f" * 16}, "no_such_document", "ffff"),
        ({"action": "add", "table": "dates", "values": "role=event; precision=day; quote=finns inte"}, "no_such_quote", "finns inte"),
        ({"action": "add", "table": "dates", "values": "role=event; precision=day"}, "invalid", "quote"),
        ({"action": "set", "table": "outcomes", "match": "counterpart=Paide", "values": "outcome=slutat"}, "invalid", "slutat"),
        ({"action": "set", "table": "outcomes", "match": "counterpart=Paide", "values": "date=15/3"}, "invalid", "YYYY-MM-DD"),
        ({"action": "set", "table": "outcomes", "match": "partner=Paide", "values": "outcome=ended"}, "invalid", "partner"),
        ({"action": "set", "table": "outcomes", "match": "counterpart=Paide", "values": "confidence=0.1"}, "invalid", "confidence"),
        ({"action": "set", "table": "outcomes", "match": "", "values": "outcome=ended"}, "invalid", "match"),
        ({"action": "set", "table": "partnerships", "match": "counterpart=Paide", "values": "status=ended"}, "invalid", "partnerships"),
        ({"action": "change", "table": "outcomes", "match": "counterpart=Paide", "values": "outcome=ended"}, "invalid", "change"),
        (
            {"action": "set", "table": "outcomes", "match": "counterpart=Paide", "values": "outcome=ended", "author": ""},
            "invalid",
            "author",
        ),
        ({"action": "remove", "table": "documents"}, "invalid", "--prune"),
    ],
)
def test_what_does_not_fit_is_reported_and_changes_nothing(tmp_path: Path, correction: Row, status: str, told: str) -> None:
    summary = process(tmp_path, correction)
    [log] = rows(tmp_path, "correction_log")
    assert log["status"] == status and told in log["message"] and log["rows"] == 0
    assert summary.corrections[status] == 1
    assert [o["outcome"] for o in rows(tmp_path, "outcomes")] == ["renewed"]


def test_what_would_break_references_is_reported_and_the_tables_are_published(tmp_path: Path) -> None:
    case, other = f"{document_id()}-0000", "ffffffffffffffff-0000"
    wrong = [
        ({"action": "set", "table": "outcomes", "match": "counterpart=Paide", "values": f"case_id={other}"}, "no case_id"),
        ({"action": "add", "table": "focus_areas", "values": f"area=culture; status=agreed; quote=1994; case_id={other}"}, "no case_id"),
        ({"action": "set", "table": "cases", "match": f"case_id={case}", "values": "part=7"}, "no part"),
        ({"action": "set", "table": "cases", "match": f"case_id={case}", "values": "case_id=x"}, "cannot be set"),
        ({"action": "set", "table": "cases", "match": f"case_id={case}", "values": "text_end=100000"}, "characters"),
        ({"action": "remove", "table": "cases", "match": f"case_id={case}"}, "belong to the matter"),
        (
            {"action": "add", "table": "cases", "values": f"case_id={case}; part=0; ordinal=1; quote=1994; text_start=0; text_end=9"},
            "of its own",
        ),
        ({"action": "add", "table": "cases", "values": "case_id=x; part=0; ordinal=1; quote=1994; text_start=0; text_end=9"}, "of its own"),
        ({"action": "set", "table": "documents", "values": "sha256=00"}, "cannot be set"),
    ]
    process(tmp_path, *(correction for correction, _ in wrong))
    log = rows(tmp_path, "correction_log")
    assert [row["status"] for row in log] == ["invalid"] * len(wrong)
    assert all(told in row["message"] for row, (_, told) in zip(log, wrong, strict=True)), [row["message"] for row in log]


def test_a_matter_may_be_added_and_named(tmp_path: Path) -> None:
    new = f"{document_id()}-0001"
    values = f"case_id={new}; part=0; ordinal=1; quote=Avtalet med Paide undertecknades 1994; text_start=0; text_end=9"
    process(
        tmp_path,
        {"action": "add", "table": "cases", "values": values},
        {"action": "set", "table": "outcomes", "match": "counterpart=Paide", "values": f"case_id={new}"},
    )
    assert statuses(tmp_path) == ["applied", "applied"]
    assert [o["case_id"] for o in rows(tmp_path, "outcomes")] == [new]


def test_a_correction_of_a_changed_document_is_reported(tmp_path: Path) -> None:
    correction = {
        "action": "set",
        "table": "outcomes",
        "match": "counterpart=Paide",
        "values": "outcome=ended",
        "document_id": document_id(),
    }
    process(tmp_path, correction, text=PROLONGED.replace("2025", "2026"))
    assert statuses(tmp_path) == ["no_such_document"]


def test_corrections_may_be_parquet(tmp_path: Path) -> None:
    process(tmp_path)
    row = {
        "action": "remove",
        "table": "outcomes",
        "document_id": document_id(),
        "match": '{"counterpart": "Paide"}',
        "values": None,
        **SIGNED,
    }
    pq.write_table(pa.Table.from_pylist([row]), tmp_path / "out" / "corrections.parquet")
    process(tmp_path)
    assert statuses(tmp_path) == ["applied"] and rows(tmp_path, "outcomes") == []


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("corrections.csv", b"table;document_id\noutcomes;abc\n", "action"),
        ("corrections.csv", b"\xff\xfe\x00bad", "UTF-8"),
        ("corrections.parquet", b"not parquet", "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_the_remedy(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UserError, match=told) as error:
        read_corrections(tmp_path)
    assert name in error.value.message


def test_a_spreadsheet_may_write_semicolons_and_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "corrections.csv").write_text(
        "\ufeff" + ";".join(COLUMNS) + '\nset;outcomes;ab;counterpart=Paide;"outcome=ended; date=2020-01-01";A;2026-01-01;x\n', "utf-8"
    )
    [correction] = read_corrections(tmp_path)
    assert (correction.action, correction.values) == ("set", "outcome=ended; date=2020-01-01")
