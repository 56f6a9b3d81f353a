"""Runs are told of in the manifest and in the log, failures are listed and read again, and the doctor finds what is wrong."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.compare import query
from pipeline.config import MIB, Settings
from pipeline.exit_codes import ExitCode, UserError
from pipeline.failures import failed_inputs, failures, last_settings
from pipeline.log import event, log_to
from pipeline.manifest import FILE_NAME, RUNS, RunRecord, read_runs
from pipeline.run import run
from pipeline.store import DATABASE_NAME
from pipeline.summary import Summary

PAPER = "Mora kommun\nKommunstyrelsen\nSammanträdesprotokoll 2021-03-09\n\n§ 4 Lekplats\n\nKommunstyrelsen beslutar\natt anta planen.\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run over a good paper, an empty file and an archive with an empty member."""
    folder = tmp_path_factory.mktemp("manifest")
    source = folder / "in"
    source.mkdir()
    (source / "bra.txt").write_text(PAPER, "utf-8")
    (source / "tom.txt").write_text("")
    with zipfile.ZipFile(source / "arkiv.zip", "w") as archive:
        archive.writestr("bra.txt", PAPER.replace("§ 4", "§ 5"))
        archive.writestr("tom.txt", "")
    settings = Settings(out=folder / "out", jobs=1, ocr="off", timeout_seconds=77, memory_bytes=2048 * MIB, log_file=folder / "log.jsonl")
    assert run([source], settings).exit_code is ExitCode.SOME_FAILED
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "copy")
    return tmp_path / "copy"


def call(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False)
    return result.exit_code, result.output


def test_a_run_is_told_of_with_what_came_of_it(made: Path) -> None:
    (row,) = read_runs(made / "out")
    assert (row["documents"], row["inputs_seen"], row["failed"], row["interrupted"]) == (2, 4, 2, False)
    assert row["failures_by_code"] == ["empty=2"] and "documents=2" in row["rows"]
    assert row["inputs"] == [str(made / "in")] and {"ocr=off", "privacy=public", "timeout=77"} <= set(row["options"])
    assert row["ended_at"] > row["started_at"] > dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    assert row["peak_memory_bytes"] > MIB and row["peak_worker_memory_bytes"] > MIB
    asked = query(made / "out", "SELECT * FROM runs")
    assert asked.column_names == RUNS.column_names and asked.to_pylist()[0]["documents"] == 2
    assert FILE_NAME not in {p.name for p in (made / "out").glob("*.parquet")}


def test_the_log_tells_every_input_in_json_lines(made: Path) -> None:
    lines = [json.loads(line) for line in (made / "log.jsonl").read_text("utf-8").splitlines()]
    assert [lines[0]["event"], lines[-1]["event"]] == ["run_started", "run_ended"]
    assert sorted(p for line in lines for p in line.get("source_paths", ())) == ["arkiv.zip!/bra.txt", "bra.txt"]
    failed = [line for line in lines if line["event"] == "input_failed"]
    assert {(f["error"], f["level"]) for f in failed} == {("empty", "warning")}
    assert {f["source_path"] for f in failed} == {"tom.txt", "arkiv.zip!/tom.txt"}
    assert all(dt.datetime.fromisoformat(line["time"]).tzinfo for line in lines)


def test_a_run_that_breaks_off_has_no_end_and_tells_why_in_the_log(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    with pytest.raises(ValueError, match="broken"), log_to(log):
        RunRecord(Settings(out=tmp_path), [tmp_path])
        raise ValueError("broken")
    assert [r["ended_at"] for r in read_runs(tmp_path)] == [None]
    assert json.loads(log.read_text("utf-8").splitlines()[-1])["event"] == "run_broken"
    event("said_after", told=1)
    assert "said_after" not in log.read_text("utf-8")


def test_events_that_nobody_takes_up_are_not_heard_of() -> None:
    program = "import logging; from pipeline.log import event; event('input_failed', logging.WARNING, error='empty')"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert (told.stdout, told.stderr) == ("", "")


def test_a_torn_line_costs_that_line_alone(tmp_path: Path) -> None:
    for _ in range(2):
        RunRecord(Settings(out=tmp_path), [tmp_path]).end(Summary(tmp_path))
        with (tmp_path / FILE_NAME).open("ab") as lines:
            lines.write(b'{"run_id": "torn\xff')
    assert [r["documents"] for r in read_runs(tmp_path)] == [0, 0]


def test_a_log_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be written"), log_to(tmp_path / "none" / "log"):
        pass


def test_failures_are_listed_with_their_remedies(made: Path) -> None:
    rows = failures(made / "out").to_pylist()
    assert [(r["error"], r["source_path"], r["attempts"]) for r in rows] == [("empty", "arkiv.zip!/tom.txt", 1), ("empty", "tom.txt", 1)]
    assert (rows[0]["problem"], rows[0]["remedy"]) == ("the file is empty", "check that it was copied whole")
    code, told = call("failures", "--out", made / "out", "--format", "csv")
    assert code == 0 and told.splitlines()[0] == "error,source_path,problem,remedy,stage,attempts"


def test_failed_inputs_are_read_again_with_the_options_of_the_last_run(folder: Path) -> None:
    out = folder / "out"
    with duckdb.connect(str(out / DATABASE_NAME)) as connection:  # the copy's files lie elsewhere
        connection.execute("UPDATE inputs SET location = ? || split_part(location, '/in/', 2)", [f"{folder}/in/"])
    (folder / "in" / "tom.txt").write_text(PAPER.replace("§ 4", "§ 6"), "utf-8")
    settings = last_settings(out)
    assert (settings.ocr, settings.timeout_seconds, settings.memory_bytes) == ("off", 77, 2048 * MIB)
    code, told = call("failures", "--out", out, "--retry", "--jobs", 1)
    assert code == ExitCode.SOME_FAILED and "1  document read" in told and "1  unchanged" in told
    assert [(r["source_path"], r["attempts"]) for r in failures(out).to_pylist()] == [("arkiv.zip!/tom.txt", 2)]
    assert query(out, "SELECT count(*) AS n FROM documents").to_pylist() == [{"n": 3}]
    assert query(out, "SELECT source_path FROM documents ORDER BY 1").to_pylist()[-1] == {"source_path": "tom.txt"}


def test_failed_inputs_that_are_gone_are_told_of(folder: Path, made: Path) -> None:
    out = folder / "out"
    with duckdb.connect(str(out / DATABASE_NAME)) as connection:
        connection.execute("UPDATE inputs SET location = replace(location, '/in/', '/gone/')")
    there, gone = failed_inputs(out)
    assert there == [] and [p.name for p in gone] == ["arkiv.zip", "tom.txt"]
    code, told = call("failures", "--out", out, "--retry")
    assert code == 0 and "nothing to read again" in told


def test_options_of_a_retry_are_refused_without_it(made: Path) -> None:
    with pytest.raises(UserError, match="--retry"):
        call("failures", "--out", made / "out", "--timeout", "5")


def test_names_that_are_no_text_are_found_again(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    try:
        (tmp_path / "in" / os.fsdecode(b"tom\xff\\x.txt")).touch()
    except OSError:
        pytest.skip("the file system takes text only")
    run([tmp_path / "in"], Settings(out=tmp_path / "out", jobs=1, ocr="off"))
    there, gone = failed_inputs(tmp_path / "out")
    assert gone == [] and len(there) == 1 and there[0].exists()


def findings(*arguments: object) -> tuple[int, dict[str, str]]:
    code, told = call("doctor", "--no-ocr", "--format", "json", *arguments)
    return code, {f["check"]: f["state"] for f in json.loads(told)}


def test_the_doctor_finds_a_sound_installation_and_output(made: Path) -> None:
    code, states = findings("--out", made / "out")
    assert code == 0 and set(states) >= {"python", "packages", "extractors", "output folder", "store", "tables"}
    assert "fault" not in states.values()


@pytest.mark.ocr
def test_the_doctor_reads_a_tiny_image() -> None:
    code, told = call("doctor")
    assert code == 0 and "ok       character recognition" in told


def test_the_doctor_finds_a_damaged_store(folder: Path) -> None:
    (folder / "out" / DATABASE_NAME).write_bytes(b"no database" * 1000)
    code, states = findings("--out", folder / "out")
    assert (code, states["store"]) == (ExitCode.OUTPUT_UNUSABLE, "fault")


def test_the_doctor_finds_rows_that_must_not_be_published(folder: Path) -> None:
    with duckdb.connect(str(folder / "out" / DATABASE_NAME)) as connection:
        connection.execute("UPDATE decisions SET quote = upper(quote)")
    before = (folder / "out" / DATABASE_NAME).read_bytes()
    code, states = findings("--out", folder / "out")
    assert (code, states["store"]) == (ExitCode.OUTPUT_UNUSABLE, "fault")
    assert (folder / "out" / DATABASE_NAME).read_bytes() == before, "nothing is changed by looking"


def test_the_doctor_finds_tables_that_are_gone(folder: Path) -> None:
    (folder / "out" / "documents.parquet").unlink()
    code, states = findings("--out", folder / "out")
    assert (code, states["tables"], states["store"]) == (ExitCode.OUTPUT_UNUSABLE, "fault", "ok")


def test_the_doctor_names_a_folder_that_does_not_exist_yet(tmp_path: Path) -> None:
    code, states = findings("--out", tmp_path / "new")
    assert code == 0 and states["store"] == "ok" and not (tmp_path / "new").exists()
