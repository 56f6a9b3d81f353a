"""Workers that hang before they are ready for their first task: real processes that import a module which never ends to load."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
import textwrap
from pathlib import Path
from types import ModuleType

import pytest
from test_engine import act

from pipeline.engines.local import EngineError, Limits, LocalPool

HERE = Path(__file__).parent


def hanging(folder: Path, name: str, *starts: int) -> Path:
    """A module that hangs while it is loaded in the processes of the given numbers (every one but this if none is given)."""
    module = folder / f"{name}.py"
    code = f"""
        import os, pathlib, time
        if os.getpid() != {os.getpid()} and "DRIVER" not in os.environ:
            with open({str(folder / "starts")!r}, "a") as told:
                told.write("x")
            if not {starts} or pathlib.Path(told.name).stat().st_size in {starts}:
                time.sleep(600)

        def act(task):
            return task
        """
    module.write_text(textwrap.dedent(code))
    return module


def loaded(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.delitem(sys.modules, name, raising=False)
    return importlib.import_module(name)


@pytest.fixture(autouse=True)
def server() -> None:
    """The server that forks workers runs already, so that they, not it, load the modules of the tests."""
    assert dict(LocalPool(act, Limits(1)).run([("square", 3)]))


def test_a_worker_that_hangs_at_its_start_is_ended_with_a_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hanging(tmp_path, "hangs_always")
    pool = LocalPool(loaded(tmp_path, "hangs_always", monkeypatch).act, Limits(1, start_seconds=1))
    with pytest.raises(EngineError, match=r"not ready after 1 s; .*start_seconds"):
        list(pool.run([1, 2]))
    assert pool._workers == []


def test_a_worker_that_hangs_once_costs_no_task(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hanging(tmp_path, "hangs_once", 2)
    limits = Limits(1, start_seconds=2, tasks_per_worker=2)
    pool = LocalPool(loaded(tmp_path, "hangs_once", monkeypatch).act, limits)
    assert sorted(pool.run(range(6))) == [(n, n) for n in range(6)]
    assert len((tmp_path / "starts").read_text()) >= 4, "the second of them hung"


def test_workers_that_begin_to_hang_are_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hanging(tmp_path, "hangs_later", *range(2, 9))
    limits = Limits(1, start_seconds=1, tasks_per_worker=2)
    pool = LocalPool(loaded(tmp_path, "hangs_later", monkeypatch).act, limits)
    done = []
    with pytest.raises(EngineError, match="not ready"):
        for task, _ in pool.run(range(6)):
            done.append(task)
    assert sorted(done) == [0, 1]
    assert (tmp_path / "starts").read_text() == "xxxx", "three were tried after the first"


@pytest.mark.skipif(sys.platform == "win32", reason="has no server that forks workers")
def test_a_server_that_hangs_is_ended_too(tmp_path: Path) -> None:
    """The first process of all loads the program for those it forks; a run in a program of its own, so that it is the first."""
    hanging(tmp_path, "hangs_always")
    code = """
        import os
        os.environ["DRIVER"] = "1"
        import hangs_always
        del os.environ["DRIVER"]
        from pipeline.engines.local import EngineError, Limits, LocalPool
        try:
            list(LocalPool(hangs_always.act, Limits(1, start_seconds=1)).run([1]))
        except EngineError as error:
            print(error)
        """
    path = os.pathsep.join([str(tmp_path), str(HERE.parents[1])])
    program = [sys.executable, "-c", textwrap.dedent(code)]
    told = subprocess.run(program, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, timeout=60, check=True)
    assert "not ready after 1 s" in told.stdout
    assert (tmp_path / "starts").read_text() == "x", "it was the server that hung"
