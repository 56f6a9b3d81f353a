"""The pool against tasks that hang, die and devour memory: real processes, a worker function of the test's own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import types
from collections.abc import Iterator

import pytest

from pipeline.document import ReadError
from pipeline.engines.local import EngineError, Failure, Limits, LocalPool, quiet_start


def act(task: tuple[str, int]) -> tuple[str, int]:
    """Do what the task says; runs in a worker process."""
    what, number = task
    if what == "sleep":
        time.sleep(60)
    if what == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "exit":
        os._exit(7)
    if what == "devour":
        return what, len([bytearray(1 << 20) for _ in range(4096)])
    if what == "refuse":
        raise ReadError("unsupported_format", "convert it")
    if what == "fault":
        raise KeyError("a fault of the program")
    return str(os.getpid()), number * number


def run(tasks: list[tuple[str, int]], jobs: int = 2, **limits: float) -> dict[tuple[str, int], tuple[str, int] | Failure]:
    pool = LocalPool(act, Limits(jobs, **limits))  # type: ignore[arg-type]
    results = list(pool.run(tasks))
    assert len(results) == len(tasks), "every task comes back once"
    return dict(results)


@pytest.mark.parametrize("jobs", [1, 2])
def test_bad_tasks_cost_themselves_alone(jobs: int) -> None:
    bad = {"sleep": "timeout", "die": "crashed", "exit": "crashed", "refuse": "unsupported_format", "fault": "unexpected_error"}
    tasks = [("square", n) for n in range(6)] + [(what, 0) for what in bad] + [("square", n) for n in range(6, 12)]
    results = run(tasks, jobs, timeout_seconds=1.5)
    for n in range(12):
        result = results[("square", n)]
        assert isinstance(result, tuple) and result[1] == n * n
    for what, code in bad.items():
        failure = results[(what, 0)]
        assert isinstance(failure, Failure) and failure.code == code and failure.message


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds a process's data")
def test_memory_is_bounded() -> None:
    results = run([("devour", 0), ("square", 3)], 1, memory_bytes=1 << 30)
    devoured = results[("devour", 0)]
    assert isinstance(devoured, Failure) and devoured.code == "out_of_memory" and "1024 MiB" in devoured.message
    assert isinstance(results[("square", 3)], tuple)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds a process's data")
def test_the_loaded_program_leaves_room_under_a_low_bound() -> None:
    """What is loaded before workers are forked counts as theirs; with more of it than the bound they could not even start a thread."""
    script = (
        "from pipeline.engines.worker import PRELOADED; import importlib; [importlib.import_module(m) for m in PRELOADED]; "
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmData')))"
    )
    with quiet_start():
        told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert int(told.stdout) < 500 << 10


def test_work_is_done_in_other_processes_which_are_renewed() -> None:
    results = run([("square", n) for n in range(9)], 1, tasks_per_worker=3)
    processes = {r[0] for r in results.values() if isinstance(r, tuple)}
    assert str(os.getpid()) not in processes
    assert len(processes) == 3


def test_tasks_are_taken_only_as_they_are_needed() -> None:
    taken = 0

    def endless() -> Iterator[tuple[str, int]]:
        nonlocal taken
        while True:
            taken += 1
            yield ("square", taken)

    results = LocalPool(act, Limits(jobs=2)).run(endless())
    received = sum(1 for _, _ in zip(range(20), results, strict=False))
    results.close()  # type: ignore[attr-defined]
    assert received == 20
    assert taken <= 20 + 2 * 2 + 1


def test_stop_is_prompt_even_while_a_task_hangs() -> None:
    begun = time.monotonic()
    pool = LocalPool(act, Limits(jobs=1), should_stop=lambda: time.monotonic() - begun > 1.5)
    results = list(pool.run([("square", 2), ("sleep", 0), ("square", 3)]))
    assert [task for task, _ in results] == [("square", 2)]
    assert time.monotonic() - begun < 45


def test_no_tasks_no_workers() -> None:
    assert run([]) == {}


def test_workers_that_cannot_start_are_an_error_not_a_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    unknown = types.ModuleType("a_module_no_worker_can_import")
    exec("def act(task): return task", unknown.__dict__)
    monkeypatch.setitem(sys.modules, unknown.__name__, unknown)
    with pytest.raises(EngineError, match="could not start"):
        list(LocalPool(unknown.act, Limits(jobs=1)).run([("square", 1)]))
