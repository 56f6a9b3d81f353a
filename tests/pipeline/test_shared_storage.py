"""Input and output on shared storage, against a real S3-compatible server; and a whole run of a real cluster on it, that loses a worker."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from s3_server import KEY, LIMIT, SECRET, s3_server

from pipeline.archive import read_item
from pipeline.config import Settings
from pipeline.discover import FailedInput, Found, check_inputs, discover
from pipeline.document import InputItem, ReadError
from pipeline.engines.cluster import connect
from pipeline.exit_codes import ExitCode, UserError
from pipeline.progress import Silent
from pipeline.publish_remote import publish_to
from pipeline.run import run
from pipeline.schema import TABLES
from pipeline.storage import exists, file_system

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the S3 server runs on Linux")
ROOT = Path(__file__).parents[2]
MINUTES = """Vårby kommun
Kommunstyrelsen
Sammanträdesprotokoll 2023-03-0{n}

§ {n} Vänortsavtal

Kommunstyrelsen beslutar
att anta avtalet.
"""


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The file system of a fresh server; every process of the test finds it by the environment, as a user's would."""
    with s3_server(tmp_path_factory.mktemp("swift")) as address, pytest.MonkeyPatch.context() as environment:
        for name, value in {
            "AWS_ENDPOINT_URL_S3": address,
            "AWS_ACCESS_KEY_ID": KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET,
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_CONFIG_FILE": os.devnull,
        }.items():
            environment.setenv(name, value)
        system = file_system("s3://")
        system.mkdir("dump")
        system.mkdir("tables")
        yield system
        type(system).clear_instance_cache()


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def dump(s3: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dump on disk, which lies in s3://dump/2023 too."""
    folder = tmp_path_factory.mktemp("dump") / "2023"
    files = {f"{n % 3}/protokoll {n}.txt": MINUTES.format(n=n).encode() for n in range(1, 9)}
    files["å/kopia.txt"] = files["1/protokoll 1.txt"]
    files["arkiv.bin"] = zipped({"inre.zip": zipped({"djup.txt": MINUTES.format(n=9).encode()}), "kopia.txt": files["2/protokoll 2.txt"]})
    files |= {
        "tom.txt": b"",
        "trasig.zip": files["arkiv.bin"][:60],
        "Thumbs.db": b"x",
        ".git/config": b"x",
        "x.rar": b"Rar!\x1a\x07\x01\x00",
    }
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        s3.pipe_file(f"dump/2023/{name}", data)
    return folder


def told(found: list[Found]) -> list[tuple[object, ...]]:
    """What was found, without where it lies."""
    return [
        (
            type(f).__name__,
            f.source_path,
            f.error if isinstance(f, FailedInput) else f.size_bytes if isinstance(f, InputItem) else f.members,
        )
        for f in found
    ]


def test_the_same_is_found_and_read_as_on_disk(dump: Path) -> None:
    on_disk, shared = (list(discover(check_inputs([root]))) for root in (dump, "s3://dump/2023/"))
    assert told(shared) == told(on_disk) and len(told(shared)) > 12
    for here, there in zip(on_disk, shared, strict=True):
        if isinstance(here, InputItem) and isinstance(there, InputItem):
            assert there.path.startswith("s3://dump/2023/") and there.stamp
            assert read_item(there) == read_item(here)


def test_a_file_by_its_address_and_what_lies_in_another_input(dump: Path) -> None:
    address = "s3://dump/2023/1/protokoll 1.txt"
    assert [f.source_path for f in discover(check_inputs([address]))] == ["protokoll 1.txt"]
    assert check_inputs([address, "s3://dump/2023", "s3://dump/2023/0/"]) == ["s3://dump/2023"]
    assert check_inputs([f"file://{dump}"]) == [dump]


def test_what_is_not_there_or_cannot_be_reached_is_told(dump: Path) -> None:
    for address, code, remedy in (
        ("s3://dump/none", ExitCode.INPUT_MISSING, "check the path"),
        ("abfs://dump/2023", ExitCode.BAD_ARGUMENTS, "adlfs"),
        ("nosuch://dump", ExitCode.BAD_ARGUMENTS, "check the address"),
    ):
        with pytest.raises(UserError, match=remedy) as caught:
            check_inputs([address])
        assert caught.value.code is code
    with pytest.raises(ReadError) as failed:
        read_item(InputItem("x", "s3://dump/2023/x"))
    assert failed.value.code == "unreadable"


def tables_of(folder: Path, content: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    for table in TABLES:
        (folder / f"{table.name}.parquet").write_bytes(content * 100)
    return folder


def whole_set(s3: Any, out: str) -> str:
    """The one content that all tables of the set have that ``current.json`` names."""
    name = json.loads(s3.cat_file(f"{out}/current.json"))["set"]
    contents = {s3.cat_file(f"{out}/{name}/{table.name}.parquet") for table in TABLES}
    assert len(contents) == 1, "a set holds the tables of one run"
    return contents.pop()[:1].decode()


def test_a_reader_never_sees_half_a_set(s3: Any, tmp_path: Path) -> None:
    publish_to(tables_of(tmp_path / "t", b"a"), "s3://tables/x")
    seen: list[str] = []
    ended = threading.Event()

    def read() -> None:
        while not ended.is_set():
            seen.append(whole_set(s3, "tables/x"))

    reader = threading.Thread(target=read)
    reader.start()
    for content in (b"b", b"c"):
        before = len(seen)
        publish_to(tables_of(tmp_path / "t", content), "s3://tables/x")
        while len(seen) < before + 2 and reader.is_alive():  # a reader keeps the set before, not the one before that
            time.sleep(0.01)
    ended.set()
    reader.join()
    assert whole_set(s3, "tables/x") == "c" and seen == sorted(seen) and set(seen) <= {"a", "b", "c"}
    assert len(s3.ls("tables/x/sets")) == 2, "the set before is kept, the one before that is not"


def test_what_breaks_off_leaves_the_set_before(s3: Any, tmp_path: Path) -> None:
    folder = tables_of(tmp_path / "t", b"a")
    first = publish_to(folder, "s3://tables/y")
    assert publish_to(folder, "s3://tables/y") == first, "the same tables are the same set"
    (tables_of(folder, b"b") / f"{TABLES[-1].name}.parquet").write_bytes(bytes(LIMIT + 1))
    with pytest.raises(UserError) as caught:
        publish_to(folder, "s3://tables/y")
    assert caught.value.code is ExitCode.OUTPUT_UNUSABLE and whole_set(s3, "tables/y") == "a"
    assert publish_to(tables_of(folder, b"b"), "s3://tables/y") != first and whole_set(s3, "tables/y") == "b"


class Killer(Silent):
    """Kills a process once some documents are done."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.said: list[str] = []

    def update(self, done: int, total: int, failed: int) -> None:
        if done >= 6:
            self.process.kill()

    def say(self, line: str) -> None:
        self.said.append(line)


@contextlib.contextmanager
def dask_cluster(folder: Path, trees: list[Path]) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler's file, and workers that each run the program from a source tree."""
    file = folder / "scheduler.json"
    with contextlib.ExitStack() as processes:

        def start(tree: Path, *arguments: str) -> subprocess.Popen[bytes]:
            command = [sys.executable, "-m", "dask", *arguments, "--scheduler-file", str(file), "--no-dashboard"]
            environment = {**os.environ, "PYTHONPATH": str(tree)}
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            process = processes.enter_context(subprocess.Popen(command, env=environment, cwd=folder, **quiet))  # type: ignore[call-overload]
            processes.callback(process.kill)
            return process  # type: ignore[no-any-return]

        start(ROOT, "scheduler", "--host", "127.0.0.1", "--port", "0")
        while not file.exists():
            time.sleep(0.05)
        workers = [start(tree, "worker", "--no-nanny", "--nthreads", "1", "--host", "127.0.0.1") for tree in trees]
        with connect(str(file)) as client:
            client.wait_for_workers(len(trees))
        yield str(file), workers


def other_version(folder: Path) -> Path:
    """A source tree whose program is another one, if only by a line of a lexicon."""
    for package in ("pipeline", "extractors"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    (folder / "extractors" / "lexicon" / "added.txt").write_text("en rad till\n")
    return folder


def published(folder: Path) -> dict[str, str]:
    return {t.name: hashlib.sha256((folder / f"{t.name}.parquet").read_bytes()).hexdigest() for t in TABLES}


def test_a_run_on_a_cluster_that_loses_a_worker_gives_the_same_bytes(s3: Any, dump: Path, tmp_path: Path) -> None:
    local = run([dump], Settings(out=tmp_path / "local", jobs=1))
    trees = [ROOT, ROOT, other_version(tmp_path / "other")]
    with dask_cluster(tmp_path, trees) as (scheduler, workers):
        killer = Killer(workers[0])
        settings = Settings(out=tmp_path / "state", cluster=scheduler, publish_to="s3://tables/z", look_ahead=4)
        summary = run(["s3://dump/2023"], settings, killer)
        assert workers[0].wait() < 0, "it was killed in the middle of the run"
        again = run(["s3://dump/2023"], settings)
    assert (summary.documents, summary.duplicates) == (local.documents, local.duplicates) == (9, 2)
    assert sorted(f[:2] for f in summary.failures) == sorted(f[:2] for f in local.failures)
    assert (again.documents, again.unchanged) == (0, 11)
    assert any("install the same version" in line for line in killer.said), "the worker of another version is refused"
    s3.get(str(summary.published), str(tmp_path / "fetched"), recursive=True)
    assert published(tmp_path / "fetched") == published(tmp_path / "local")
    assert exists(f"{again.published}/documents.parquet")
