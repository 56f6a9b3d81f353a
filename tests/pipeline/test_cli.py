"""The command line as a user meets it: real processes, their output and exit codes."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.exit_codes import MEANINGS, ExitCode
from pipeline.lock import OutputLock

COMMAND = [sys.executable, "-c", "from pipeline.cli import main; main()"]
TEXT = """Vårby kommun
Kommunstyrelsen
Sammanträdesprotokoll 2023-03-0{n}

§ {n} Vänortsavtal

Kommunstyrelsen beslutar
att anta avtalet.
"""


def kommunbeslut(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "200", **environment},
    )


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(1, 4):
        (folder / f"protokoll-{n}.txt").write_text(TEXT.format(n=n), "utf-8")
    return folder


def test_help_tells_the_exit_codes() -> None:
    told = kommunbeslut("--help")
    assert told.returncode == 0
    for code, meaning in MEANINGS.items():
        assert str(code.value) in told.stdout and meaning in told.stdout


def test_help_imports_nothing_heavy() -> None:
    heavy = ("pyarrow", "duckdb", "spacy", "pandas", "numpy", "cv2", "openvino", "dask", "distributed", "fsspec")
    program = f"import sys, pipeline.cli; print([m for m in {heavy!r} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_version() -> None:
    assert kommunbeslut("--version").stdout.startswith("kommunbeslut 0.")


def test_a_run_ends_in_a_summary(source: Path, tmp_path: Path) -> None:
    (source / "tom.txt").write_text("")
    ran = kommunbeslut("run", source, "--out", tmp_path / "out", "--jobs", 1)
    assert ran.returncode == ExitCode.SOME_FAILED
    assert "3  documents read" in ran.stdout and "1  failed" in ran.stdout
    assert "tom.txt: the file is empty" in ran.stdout and str(tmp_path / "out") in ran.stdout
    assert "\x1b" not in ran.stdout + ran.stderr, "no colours where output is no terminal"
    (source / "tom.txt").unlink()
    again = kommunbeslut("run", source, "--out", tmp_path / "out", "--prune", "--verbose")
    assert again.returncode == 0
    assert "3  unchanged" in again.stdout and "1  removed" in again.stdout


def test_quiet_tells_errors_only(source: Path, tmp_path: Path) -> None:
    ran = kommunbeslut("run", source, "--out", tmp_path / "out", "--quiet")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    (source / "tom.txt").write_text("")
    ran = kommunbeslut("run", source, "--out", tmp_path / "out", "--quiet")
    assert (ran.returncode, ran.stdout) == (ExitCode.SOME_FAILED, "") and "tom.txt" in ran.stderr


def test_verbose_tells_of_every_document(source: Path, tmp_path: Path) -> None:
    ran = kommunbeslut("run", source, "--out", tmp_path / "out", "--verbose")
    assert all(f"read protokoll-{n}.txt: 1 page" in ran.stderr for n in range(1, 4))


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["run"], ExitCode.BAD_ARGUMENTS, "INPUT"),
        (["run", "IN", "--out", "OUT", "--ocr", "sometimes"], ExitCode.BAD_ARGUMENTS, "--ocr"),
        (["run", "IN", "--out", "OUT", "--jobs", "0"], ExitCode.BAD_ARGUMENTS, "--jobs"),
        (["run", "IN", "--out", "OUT", "--quiet", "--verbose"], ExitCode.BAD_ARGUMENTS, "--quiet"),
        (["run", "IN", "--out", "OUT", "--prune", "--limit", "1"], ExitCode.BAD_ARGUMENTS, "--limit"),
        (["run", "IN/missing", "--out", "OUT"], ExitCode.INPUT_MISSING, "missing"),
        (["run", "IN", "--out", "IN/protokoll-1.txt"], ExitCode.OUTPUT_UNUSABLE, "protokoll-1.txt"),
        (["show", "x", "--out", "OUT"], ExitCode.OUTPUT_UNUSABLE, "kommunbeslut run"),
    ],
)
def test_errors_are_named_without_a_traceback(source: Path, tmp_path: Path, arguments: list[str], code: ExitCode, told: str) -> None:
    ran = kommunbeslut(*(a.replace("IN", str(source)).replace("OUT", str(tmp_path / "out")) for a in arguments))
    assert ran.returncode == code
    assert told in ran.stderr and "Traceback" not in ran.stderr


def test_a_locked_output_says_who_holds_it(source: Path, tmp_path: Path) -> None:
    with OutputLock(tmp_path / "out"):
        ran = kommunbeslut("run", source, "--out", tmp_path / "out")
    assert ran.returncode == ExitCode.OUTPUT_UNUSABLE
    assert f"process {os.getpid()} on" in ran.stderr and "since" in ran.stderr
    assert kommunbeslut("run", source, "--out", tmp_path / "out").returncode == 0


def test_show_by_every_name(source: Path, tmp_path: Path) -> None:
    (source / "tom.txt").write_text("")
    kommunbeslut("run", source, "--out", tmp_path / "out")
    document = pq.read_table(tmp_path / "out" / "documents.parquet").to_pylist()[0]
    stem = Path(document["source_path"]).stem
    shown = [kommunbeslut("show", w, "--out", tmp_path / "out") for w in (document["document_id"][:8], document["source_path"], stem)]
    assert {s.returncode for s in shown} == {0} and len({s.stdout for s in shown}) == 1
    assert document["document_id"] in shown[0].stdout and "parts" in shown[0].stdout
    unknown = kommunbeslut("show", "okänd", "--out", tmp_path / "out")
    assert unknown.returncode == ExitCode.BAD_ARGUMENTS and "no such document" in unknown.stderr
    failed = kommunbeslut("show", "tom.txt", "--out", tmp_path / "out")
    assert failed.returncode == ExitCode.BAD_ARGUMENTS and "empty" in failed.stderr


def test_a_name_of_several_documents_is_asked_about(source: Path, tmp_path: Path) -> None:
    (source / "sub").mkdir()
    (source / "sub" / "protokoll-1.txt").write_text(TEXT.format(n=7), "utf-8")
    kommunbeslut("run", source, "--out", tmp_path / "out")
    asked = kommunbeslut("show", "protokoll-1", "--out", tmp_path / "out")
    assert asked.returncode == ExitCode.BAD_ARGUMENTS and "sub/protokoll-1.txt" in asked.stderr
    assert kommunbeslut("show", "protokoll-1.txt", "--out", tmp_path / "out").returncode == 0, "a whole source path is no question"


def test_schema_in_all_forms() -> None:
    assert json.loads(kommunbeslut("schema", "--format", "json").stdout)["tables"][0]["name"] == "documents"
    assert kommunbeslut("schema", "--format", "md").stdout.startswith("# Codebook")
    assert "partnerships" in kommunbeslut("schema").stdout


EXTRACT = """Vårby kommun
Kommunstyrelsen
PROTOKOLLSUTDRAG
Sammanträdesdatum 2023-03-07

§ 12
Vänortsavtal med Lindvik
Dnr KS 2023/45

Beslut
Kommunstyrelsen beslutar att anta avtalet.
"""


def test_gold_is_written_corrected_and_scored(source: Path, tmp_path: Path) -> None:
    out, gold = tmp_path / "out", tmp_path / "gold"
    (source / "utdrag.txt").write_text(EXTRACT, "utf-8")
    kommunbeslut("run", source, "--out", out)
    gold.mkdir()
    printed = kommunbeslut("gold", "utdrag", "--out", out)
    assert printed.returncode == 0 and json.loads(printed.stdout)["cases"][0]["section_number"] == "12"
    assert kommunbeslut("gold", "utdrag", "--out", out, "--to", gold).stdout == ""
    again = kommunbeslut("gold", "utdrag", "--out", out, "--to", gold)
    assert again.returncode == ExitCode.BAD_ARGUMENTS and "move it away" in again.stderr
    right = kommunbeslut("evaluate", "--out", out, "--gold", gold)
    assert right.returncode == 0 and "Macro F1 1.000" in right.stdout and "protokoll-2.txt" in right.stdout
    path = gold / "utdrag.json"
    path.write_text(path.read_text("utf-8").replace('"Vänortsavtal med Lindvik"', '"Utvärdering av näringslivet"'), "utf-8")
    told = kommunbeslut("evaluate", "--out", out, "--gold", gold, "--format", "json", "--to", tmp_path / "report.json")
    assert (told.returncode, told.stdout) == (0, "")
    (miss,) = json.loads((tmp_path / "report.json").read_text("utf-8"))["misses"]
    assert (miss["field"], miss["kind"], miss["output"]["title"]) == ("case_titles", "differs", "Vänortsavtal med Lindvik")


def test_an_evaluation_tells_of_gold_it_cannot_use(source: Path, tmp_path: Path) -> None:
    out, gold = tmp_path / "out", tmp_path / "gold"
    kommunbeslut("run", source, "--out", out)
    gold.mkdir()
    kommunbeslut("gold", "protokoll-1", "--out", out, "--to", gold)
    kommunbeslut("gold", "protokoll-2", "--out", out, "--to", gold / "ingen.json")
    (gold / "ingen.json").write_text((gold / "ingen.json").read_text("utf-8").replace("protokoll-2.txt", "borta.txt"), "utf-8")
    absent = kommunbeslut("evaluate", "--out", out, "--gold", gold / "protokoll-1.json", "--gold", gold, "--format", "md")
    assert absent.returncode == ExitCode.SOME_FAILED and "ingen.json: no document of this name" in absent.stdout
    (gold / "ingen.json").write_text("{", "utf-8")
    broken = kommunbeslut("evaluate", "--out", out, "--gold", gold)
    assert broken.returncode == ExitCode.INPUT_MISSING and "ingen.json: line 1" in broken.stderr and "Traceback" not in broken.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for another process")
def test_ctrl_c_keeps_and_publishes_what_is_done(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for n in range(3_000):
        (source / f"{n:04}.txt").write_text(TEXT.format(n=n), "utf-8")
    running = subprocess.Popen(
        [*COMMAND, "run", str(source), "--out", str(out), "--jobs", "1", "--verbose"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert running.stderr is not None
    seen = 0
    while seen < 20:
        line = running.stderr.readline()
        assert line, "the run ended before it was interrupted"
        seen += line.startswith("read ")
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to the workers too
    told, errors = running.communicate(timeout=60)
    assert running.returncode == ExitCode.INTERRUPTED
    assert "Traceback" not in errors and "Interrupted" in told
    documents = pq.read_table(out / "documents.parquet").to_pylist()
    pages = pq.read_table(out / "pages.parquet").to_pylist()
    assert 20 <= len(documents) < 3_000
    assert {p["document_id"] for p in pages} == {d["document_id"] for d in documents}
    assert pq.read_table(out / "failures.parquet").num_rows == 0
    again = kommunbeslut("run", source, "--out", out, "--limit", 64)
    read, unchanged = (int(m[0]) if (m := re.findall(rf"(\d+)  {what}", again.stdout)) else 0 for what in ("documents read", "unchanged"))
    first = {p.name for p in sorted(source.iterdir())[:64]}
    assert again.returncode == 0 and read + unchanged == 64
    assert unchanged == len(first & {Path(d["source_path"]).name for d in documents})


def test_a_state_folder_goes_with_an_output_on_shared_storage(source: Path, tmp_path: Path) -> None:
    ran = kommunbeslut("run", source, "--out", "s3://tables/x")
    assert ran.returncode == ExitCode.BAD_ARGUMENTS and "--state DIR" in ran.stderr
    ran = kommunbeslut("run", source, "--out", tmp_path / "out", "--state", tmp_path / "state")
    assert ran.returncode == ExitCode.BAD_ARGUMENTS and "--state" in ran.stderr
