"""A folder of documents, an output made of an earlier state of it, and what an undisturbed run makes of them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from pipeline.schema import TABLES
from pipeline.store import DATABASE_NAME

HERE = Path(__file__).parent
REPOSITORY = HERE.parent.parent
PROGRAM = [sys.executable, "-c", "from pipeline.cli import main; main()", "run", "IN", "--out", "OUT", "--jobs", "2"]
QUICK = [sys.executable, str(HERE / "killed_run.py"), "IN", "OUT", "FATAL"]
# What a run tells of itself (durations, hosts) is not the same twice.
PUBLISHED = [t.name for t in TABLES if t.name != "runs"]


def environment(temporary: Path) -> dict[str, str]:
    """An environment in which temporary files go to a folder of the test's."""
    temporary.mkdir(exist_ok=True)
    return {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONIOENCODING": "utf-8", "TMPDIR": str(temporary)}


def published(out: Path) -> dict[str, bytes]:
    """The published tables as bytes, those that are there."""
    return {name: path.read_bytes() for name in PUBLISHED if (path := out / f"{name}.parquet").is_file()}


def settled(out: Path) -> list[tuple[object, ...]]:
    """The attempts that count by what the state holds: those of runs that got as far as publishing."""
    with tempfile.TemporaryDirectory() as folder:
        for path in out.glob(f"{DATABASE_NAME}*"):
            shutil.copy(path, folder)
        with duckdb.connect(Path(folder) / DATABASE_NAME) as state:
            return state.execute("SELECT source_path, attempts FROM settled_attempts ORDER BY ALL").fetchall()


def left_over(out: Path) -> set[str]:
    """Names in the output that a run in order does not leave."""
    return {p.name for p in out.iterdir()} - {f"{t.name}.parquet" for t in TABLES} - {DATABASE_NAME, "corrections.csv", "runs.jsonl"}


def processes_of_session(session: int) -> dict[int, int]:
    """The living processes of a session, each with its parent."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == session and fields[0] != "Z":
                found[int(folder.name)] = int(fields[1])
    return found


def wait_until_gone(session: int, seconds: float = 60) -> dict[int, int]:
    """Wait for the session's processes to end; those that have not."""
    begun = time.monotonic()
    while (left := processes_of_session(session)) and time.monotonic() - begun < seconds:
        time.sleep(0.05)
    return left


@dataclass
class Scene:
    """``source`` has changed since ``before`` was published; ``reference`` is what an undisturbed run makes of it, and
    ``reference_again`` what another makes after that: it has tried once more what failed."""

    folder: Path
    source: Path
    before: Path
    program: list[str]
    reference: dict[str, bytes] = field(default_factory=dict)
    reference_again: dict[str, bytes] = field(default_factory=dict)

    @property
    def temporary(self) -> Path:
        return self.folder / "tmp"

    def output(self, name: str) -> Path:
        """A copy of the earlier output to work on."""
        out = self.folder / name
        shutil.copytree(self.before, out)
        return out

    def start(self, out: Path, fatal: int = 0, *options: str) -> subprocess.Popen[str]:
        """Start a run in a session of its own; the quick program kills itself at its step ``fatal``."""
        places = {"IN": str(self.source), "OUT": str(out), "FATAL": str(fatal)}
        return subprocess.Popen(
            [places.get(word, word) for word in (*self.program, *options)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=environment(self.temporary),
            start_new_session=True,
        )

    def run(self, out: Path, fatal: int = 0, *options: str) -> subprocess.CompletedProcess[str]:
        """A run from start to end, and that of its workers."""
        started = self.start(out, fatal, *options)
        told, errors = started.communicate(timeout=600)
        assert wait_until_gone(started.pid) == {}, "the workers end with the driver"
        return subprocess.CompletedProcess(started.args, started.returncode, told, errors)

    def make_references(self) -> subprocess.CompletedProcess[str]:
        """Run undisturbed, and once more; the first of the runs."""
        undisturbed = self.output("undisturbed")
        first = self.run(undisturbed)
        self.reference = published(undisturbed)
        self.run(undisturbed)
        self.reference_again = published(undisturbed)
        assert self.reference.keys() == published(self.before).keys() and self.reference != published(self.before)
        return first


def check_survived(scene: Scene, out: Path, rerun: subprocess.CompletedProcess[str], again: bool = False) -> None:
    """After the rerun all is as if nothing had happened; ``again`` if the run before it had published."""
    assert rerun.returncode in (0, 3), rerun.stderr
    reference = scene.reference_again if again else scene.reference
    assert [name for name, data in published(out).items() if data != reference[name]] == []
    assert published(out).keys() == reference.keys()
    assert left_over(out) == set()
    assert [p.name for p in scene.temporary.iterdir()] == []


def was_killed(run: subprocess.CompletedProcess[str] | subprocess.Popen[str]) -> bool:
    """Whether the process ended by SIGKILL."""
    return run.returncode == -signal.SIGKILL
