"""What all tests share: repeatable laws, and the sample documents' rows, made once."""

from __future__ import annotations

import hashlib
import pickle
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from sample_documents import RAW, sample_items

from pipeline.archive import read_item
from pipeline.config import Settings
from pipeline.process import process
from pipeline.run import run

# The same examples in every run, so that a failure can be shown again.
settings.register_profile("repeatable", derandomize=True, deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("repeatable")

Rows = dict[str, list[dict[str, Any]]]
# Modules with tests that take long alone. They come first, for what is left at the end should be short enough to share out evenly.
_LONG = ("pipeline/test_shared_storage.py", "pipeline/test_cluster_engine.py", "faults/", "browser/", "test_notebooks.py", "test_docs")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests that take long before the others, each module's together and in its order."""
    here = Path(__file__).parent.as_posix() + "/"

    def place(item: pytest.Item) -> int:
        path = item.path.as_posix().removeprefix(here)
        return next((n for n, start in enumerate(_LONG) if path.startswith(start)), len(_LONG))

    items.sort(key=place)


def _once(made: Path, make: Callable[[Path], None]) -> Path:
    """A folder filled by ``make``, in one of the processes that run the tests; the others wait for it."""
    try:
        made.with_suffix(".lock").touch(exist_ok=False)
    except FileExistsError:
        waited = time.monotonic()
        while not made.exists():
            assert time.monotonic() - waited < 300, f"{made} was not made"
            time.sleep(0.05)
        return made
    partial = made.with_suffix(".partial")
    make(partial)
    return partial.replace(made)


@pytest.fixture(scope="session")
def sample_output(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The output of a run over the sample documents that need no character recognition. Read it, do not write into it."""
    base = tmp_path_factory.getbasetemp()
    inputs = sorted(p for p in RAW.iterdir() if p.suffix in (".txt", ".docx", ".md", ".html", ".zip"))
    return _once((base if worker_id == "master" else base.parent) / "sample_output", lambda out: _run(inputs, out))


def _run(inputs: list[Path], out: Path) -> None:
    run(inputs, Settings(out=out, jobs=1, ocr="off"))


def _cached(path: Path, make: Callable[[], Rows]) -> Rows:
    """``make()``, called by one of the processes that run the tests and read by the others."""
    lock = path.with_suffix(".lock")
    try:
        lock.touch(exist_ok=False)
    except FileExistsError:
        waited = time.monotonic()
        while not path.exists() and time.monotonic() - waited < 60:
            time.sleep(0.05)
    if not path.exists():
        try:
            rows = make()
        except BaseException:
            lock.unlink(missing_ok=True)  # or each other process would wait for what never comes
            raise
        partial = path.with_suffix(f".{time.monotonic_ns()}")
        partial.write_bytes(pickle.dumps(rows))
        partial.replace(path)
        return rows
    found: Rows = pickle.loads(path.read_bytes())
    return found


@pytest.fixture(scope="session")
def sample_rows(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Callable[[str], Rows]:
    """Rows by table of a sample document, read and understood by the real pipeline."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "sample_rows"
    folder.mkdir(exist_ok=True)
    items = {item.source_path: item for item in sample_items()}

    def make(path: str) -> Rows:
        data = read_item(items[path])
        return process(items[path], data, hashlib.sha256(data).hexdigest(), "auto")

    return lambda path: _cached(folder / f"{hashlib.sha256(path.encode()).hexdigest()[:16]}.pickle", lambda: make(path))
