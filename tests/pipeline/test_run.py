"""The main job from folders to tables: what a rerun does, what happens to bad inputs, and that nothing is lost."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import tempfile
import threading
import zipfile
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.config import OcrMode, Settings
from pipeline.document import ReadError
from pipeline.engines.worker import Processed, WorkItem, process_item
from pipeline.exit_codes import ExitCode, UserError
from pipeline.progress import Lines, make_progress
from pipeline.run import run
from pipeline.schema import TABLES
from pipeline.summary import Summary

MINUTES = """Vårby kommun
Kommunstyrelsen
Sammanträdesprotokoll 2023-03-0{n}

§ {n} Vänortsavtal

Kommunstyrelsen beslutar
att anta avtalet.
"""


def minutes(number: int) -> str:
    return MINUTES.format(n=number)


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path = path.with_suffix(".txt")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def process(inputs: Path | list[Path], out: Path, jobs: int = 1, **options: Any) -> Summary:
    return run([inputs] if isinstance(inputs, Path) else inputs, Settings(out=out, jobs=jobs, **options))


def rows(out: Path, name: str) -> list[dict[str, Any]]:
    table: list[dict[str, Any]] = pq.read_table(out / f"{name}.parquet").to_pylist()
    return table


def paths(out: Path) -> dict[str, list[str]]:
    return {d["source_path"]: d["duplicate_paths"] for d in rows(out, "documents")}


def published(out: Path) -> dict[str, bytes]:
    return {t.name: (out / f"{t.name}.parquet").read_bytes() for t in TABLES}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    write(folder, a=minutes(1), b__c=minutes(2), d=minutes(3))
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def test_every_table_is_published_with_its_schema(source: Path, out: Path) -> None:
    summary = process(source, out)
    assert summary.exit_code is ExitCode.OK and summary.documents == 3
    for table in TABLES:
        read = pq.read_schema(out / f"{table.name}.parquet")
        assert read.names == table.column_names and read.metadata[b"description"].decode() == table.description
        for column, field in zip(table.columns, read, strict=True):
            assert field.metadata[b"description"].decode() == column.description
            assert field.nullable is not column.required
            assert str(field.type).replace("element", "item") == str(column.arrow_field.type)
    assert {p["text"] for p in rows(out, "pages")} == {minutes(n) for n in (1, 2, 3)}
    assert sorted(p.name for p in out.iterdir()) == sorted([*(f"{t.name}.parquet" for t in TABLES), "runs.jsonl", "kommunbeslut.duckdb"])


def test_a_rerun_skips_what_has_not_changed(source: Path, out: Path) -> None:
    process(source, out)
    before = published(out)
    again = process(source, out)
    assert (again.documents, again.unchanged) == (0, 3)
    assert published(out) == before


def file_times(out: Path) -> dict[str, int]:
    return {p.name: p.stat().st_mtime_ns for p in out.glob("*.parquet")}


def test_a_rerun_without_changes_publishes_nothing_and_tells_the_same(source: Path, out: Path) -> None:
    first = process(source, out)
    times = file_times(out)
    again = process(source, out)
    assert file_times(out) == times
    assert (again.rows, again.uncertain, again.corrections) == (first.rows, first.uncertain, first.corrections)
    assert again.rows["documents"] > 0


def test_a_published_file_that_was_lost_or_changed_is_made_again(source: Path, out: Path) -> None:
    process(source, out)
    whole = (out / "cases.parquet").read_bytes()
    (out / "cases.parquet").write_bytes(b"")
    process(source, out)
    assert (out / "cases.parquet").read_bytes() == whole
    (out / "cases.parquet").unlink()
    process(source, out)
    assert (out / "cases.parquet").read_bytes() == whole


def test_new_corrections_and_new_documents_are_published(source: Path, out: Path) -> None:
    process(source, out)
    document = rows(out, "documents")[0]["document_id"]
    line = f"set,documents,{document},,title=Rättad rubrik,A. Forskare,2026-01-15,se sidan 1"
    (out / "corrections.csv").write_text(f"action,table,document_id,match,values,author,date,reason\n{line}\n", "utf-8")
    assert process(source, out).corrections["applied"] == 1
    assert process(source, out).corrections["applied"] == 1
    assert "Rättad rubrik" in [d["title"] for d in rows(out, "documents")]
    before = len(rows(out, "documents"))
    write(source, nytt=minutes(9))
    process(source, out)
    assert len(rows(out, "documents")) == before + 1


def test_a_touched_file_is_not_read_again(source: Path, out: Path) -> None:
    process(source, out)
    os.utime(source / "a.txt", ns=(1, 1))
    assert process(source, out).unchanged == 3


def test_other_options_read_again(source: Path, out: Path) -> None:
    process(source, out)
    off: OcrMode = "off"
    assert process(source, out, ocr=off).documents == 3


def test_another_version_reads_again(source: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    process(source, out)
    monkeypatch.setattr("pipeline.run.pipeline_version", lambda: "99")
    assert process(source, out).documents == 3
    assert {d["pipeline_version"] for d in rows(out, "documents")} == {"99"}
    assert len(rows(out, "pages")) == 3


def test_a_changed_file_replaces_its_rows(source: Path, out: Path) -> None:
    process(source, out)
    write(source, a=minutes(7))
    summary = process(source, out)
    assert (summary.documents, summary.unchanged) == (1, 2)
    assert {p["text"] for p in rows(out, "pages")} == {minutes(n) for n in (7, 2, 3)}
    assert len(rows(out, "documents")) == 3


def test_a_changed_duplicate_leaves_the_other_its_rows(source: Path, out: Path) -> None:
    write(source, z=minutes(1))
    process(source, out)
    assert paths(out)["a.txt"] == ["z.txt"]
    write(source, a=minutes(7))
    process(source, out)
    assert paths(out)["z.txt"] == []
    assert len(paths(out)) == 4


def test_contents_that_change_places_are_both_kept(source: Path, out: Path) -> None:
    process(source, out)
    write(source, a=minutes(2), b__c=minutes(1))
    summary = process(source, out)
    assert summary.documents == 0
    assert {d["source_path"] for d in rows(out, "documents")} == {"a.txt", "b/c.txt", "d.txt"}


def test_a_removed_file_stays_until_it_is_pruned(source: Path, out: Path) -> None:
    process(source, out)
    (source / "a.txt").unlink()
    assert process(source, out).pruned == 0
    assert len(rows(out, "documents")) == 3
    assert process(source, out, prune=True).pruned == 1
    assert set(paths(out)) == {"b/c.txt", "d.txt"}
    assert len(rows(out, "pages")) == 2


def test_pruning_one_dump_leaves_the_other(tmp_path: Path, source: Path, out: Path) -> None:
    other = tmp_path / "other"
    write(other, e=minutes(5))
    process([source, other], out)
    assert process(other, out, prune=True).pruned == 0
    assert len(rows(out, "documents")) == 4


def test_prune_with_a_limit_is_refused(source: Path, out: Path) -> None:
    with pytest.raises(UserError) as caught:
        process(source, out, prune=True, limit=1)
    assert caught.value.code is ExitCode.BAD_ARGUMENTS


def test_same_names_in_two_dumps_stay_apart_together_and_one_after_the_other(tmp_path: Path, out: Path) -> None:
    write(tmp_path / "x" / "dump", a=minutes(1))
    write(tmp_path / "y" / "dump", a=minutes(2))
    write(tmp_path / "z", a=minutes(3))
    process([tmp_path / "x" / "dump", tmp_path / "y" / "dump"], out)
    process(tmp_path / "z", out)
    assert set(paths(out)) == {"a.txt", "dump/a.txt", "z/a.txt"}
    again = process([tmp_path / "z", tmp_path / "y" / "dump", tmp_path / "x" / "dump"], out)
    assert again.unchanged == 3


def test_a_moved_dump_keeps_its_names(tmp_path: Path, source: Path, out: Path) -> None:
    process(source, out)
    moved = tmp_path / "moved"
    shutil.move(source, moved)
    summary = process(moved, out)
    assert summary.documents == 0 and summary.unchanged == 3
    assert set(paths(out)) == {"a.txt", "b/c.txt", "d.txt"}


def test_fresh_starts_over(source: Path, out: Path) -> None:
    process(source, out)
    (source / "a.txt").unlink()
    summary = process(source, out, fresh=True)
    assert summary.documents == 2 and len(rows(out, "documents")) == 2


def test_limit_looks_at_so_many(source: Path, out: Path) -> None:
    assert process(source, out, limit=2).inputs == 2
    assert set(paths(out)) == {"a.txt", "b/c.txt"}
    rest = process(source, out)
    assert (rest.documents, rest.unchanged) == (1, 2)


def test_duplicates_are_one_document_named_by_the_first_path(source: Path, out: Path) -> None:
    write(source, z=minutes(2), aa=minutes(2))
    process(source, out)
    assert paths(out) == {"a.txt": [], "aa.txt": ["b/c.txt", "z.txt"], "d.txt": []}
    write(source, a0=minutes(2))
    assert process(source, out).duplicates == 1
    assert paths(out)["a0.txt"] == ["aa.txt", "b/c.txt", "z.txt"]


def test_a_bad_input_is_a_failure_tried_again_until_it_reads(source: Path, out: Path) -> None:
    write(source, bad="")
    first = process(source, out)
    assert first.exit_code is ExitCode.SOME_FAILED and first.documents == 3
    assert [(f["source_path"], f["error"], f["attempts"]) for f in rows(out, "failures")] == [("bad.txt", "empty", 1)]
    process(source, out)
    assert rows(out, "failures")[0]["attempts"] == 2
    write(source, bad=minutes(9))
    assert process(source, out).exit_code is ExitCode.OK
    assert rows(out, "failures") == []


def test_a_file_that_turns_bad_loses_its_rows(source: Path, out: Path) -> None:
    process(source, out)
    write(source, a="")
    process(source, out)
    assert set(paths(out)) == {"b/c.txt", "d.txt"}
    assert [f["source_path"] for f in rows(out, "failures")] == ["a.txt"]


def test_an_archive_that_was_damaged_and_is_mended(source: Path, out: Path) -> None:
    with zipfile.ZipFile(source / "dump.zip", "w") as archive:
        archive.writestr("x/y.txt", minutes(8))
        archive.writestr("kopia.txt", minutes(1))
    whole = (source / "dump.zip").read_bytes()
    (source / "dump.zip").write_bytes(whole[:50])
    process(source, out)
    assert [f["error"] for f in rows(out, "failures")] == ["damaged_archive"]
    (source / "dump.zip").write_bytes(whole)
    process(source, out)
    assert rows(out, "failures") == []
    assert paths(out) == {"a.txt": ["dump.zip!/kopia.txt"], "b/c.txt": [], "d.txt": [], "dump.zip!/x/y.txt": []}
    assert process(source, out).unchanged == 5
    (source / "dump.zip").write_bytes(whole[:50])
    process(source, out, prune=True)
    assert "dump.zip!/x/y.txt" in paths(out), "what a damaged archive held may still be there"


def test_the_same_bytes_whatever_the_number_of_workers_and_the_order(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write(folder, **{f"f{n}": minutes(n) * n for n in range(1, 10)}, dup=minutes(3) * 3, bad="")
    process(folder, tmp_path / "one", jobs=1)
    process(folder, tmp_path / "two", jobs=2, batch_documents=2, look_ahead=3)
    assert published(tmp_path / "one") == published(tmp_path / "two")
    for n in (9, 4):
        process(folder / f"f{n}.txt", tmp_path / "parts")
    process(folder, tmp_path / "parts")
    assert published(tmp_path / "one") == published(tmp_path / "parts")


def violate(work: WorkItem) -> Processed:
    """As the real worker, with a fault in some documents; runs in a worker process."""
    if work.item.source_path.startswith("a"):
        raise RuntimeError("a fault of the program")
    if work.item.source_path.startswith("d"):
        os._exit(3)
    return process_item(work)


def test_faults_and_crashes_cost_one_document(source: Path, out: Path) -> None:
    summary = run([source], Settings(out=out, jobs=2), function=violate)
    assert {(p, c) for p, c, _ in summary.failures} == {("a.txt", "unexpected_error"), ("d.txt", "crashed")}
    assert set(paths(out)) == {"b/c.txt"}


def refuse(work: WorkItem) -> Processed:
    """Refuse every document; runs in a worker process."""
    raise ReadError("unsupported_format", "convert it")


def test_all_the_duplicates_of_a_failure_fail(source: Path, out: Path) -> None:
    write(source, z=minutes(1))
    summary = run([source], Settings(out=out, jobs=1, look_ahead=2), function=refuse)
    assert len(summary.failures) == 4
    assert {f["source_path"] for f in rows(out, "failures")} == {"a.txt", "b/c.txt", "d.txt", "z.txt"}


def test_progress_without_a_terminal_is_told_in_lines(source: Path, out: Path) -> None:
    stream = io.StringIO()
    (source / "bad.txt").write_text("")
    run([source], Settings(out=out, jobs=1), Lines(stream, interval=0))
    last = stream.getvalue().splitlines()[-1]
    assert re.fullmatch(r"4 of 4 documents, \d+\.\d/s, 1 failed", last)


def listen(terminal: int, parts: list[bytes]) -> None:
    """Read all that is shown: one read gives what is there, which on a slow machine is the bar's first drawing alone."""
    with contextlib.suppress(OSError):  # Linux tells the end by an error
        while part := os.read(terminal, 100_000):
            parts.append(part)


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal")
def test_progress_on_a_terminal_is_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.openpty()
    parts: list[bytes] = []
    listener = threading.Thread(target=listen, args=(reader, parts))
    listener.start()
    with os.fdopen(writer, "w", encoding="utf-8") as terminal:
        monkeypatch.setattr("sys.stderr", terminal)
        with make_progress() as progress:
            progress.update(3, 8, 1)
    listener.join()
    os.close(reader)
    shown = b"".join(parts).decode()
    assert "3/8" in shown and "1 failed" in shown


def test_quiet_progress_tells_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with make_progress(quiet=True) as progress:
        progress.update(1, 2, 0)
        progress.say("line")
    assert capsys.readouterr() == ("", "")


NAMES = st.sampled_from(["a", "b", "å", "c d"])
CONTENTS = st.one_of(st.sampled_from([minutes(1), minutes(2), "", "\0\1\2\0" * 50]), st.text("abc §\n", min_size=20, max_size=60))
TREES = st.dictionaries(st.lists(NAMES, min_size=1, max_size=3).map("/".join), CONTENTS, max_size=6)


def plant(root: Path, tree: dict[str, str]) -> set[str]:
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    for name, text in tree.items():
        path = root / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return {f"{n}.txt" for n in tree}


@settings(max_examples=6, deadline=None)
@given(TREES, TREES)
def test_every_input_is_in_documents_or_in_failures(first: dict[str, str], second: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root, out = Path(folder, "in"), Path(folder, "out")
        for tree in (first, second):
            names = plant(root, tree)
            process(root, out, prune=True, look_ahead=2)
            documents = rows(out, "documents")
            told = [p for d in documents for p in (d["source_path"], *d["duplicate_paths"])] + [
                f["source_path"] for f in rows(out, "failures")
            ]
            assert sorted(told) == sorted(names), "each once, and none that is gone"
            assert {p["document_id"] for p in rows(out, "pages")} == {d["document_id"] for d in documents}
