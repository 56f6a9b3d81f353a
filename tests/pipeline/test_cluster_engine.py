"""The cluster engine and workers that die, hang and leave: a real scheduler, real processes, a worker function of the test's own."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.config import pipeline_version
from pipeline.document import InputItem, ReadError
from pipeline.engines import cluster
from pipeline.engines.cluster import ClusterPool, connect
from pipeline.engines.local import EngineError, Failure, Limits
from pipeline.exit_codes import ExitCode, UserError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="finds a Dask worker by its child, in /proc")
Task = tuple[str, str]


def parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])


def act(task: Task) -> str:
    """Do what the task says; runs in a process of a Dask worker, whose fork server stands between them."""
    what, detail = task
    worker = parent(os.getppid())
    if what == "kill the worker" or (what == "kill the first worker" and not Path(detail).exists()):
        with Path(detail).open("a") as log:
            log.write(f"{worker}\n")
        time.sleep(60)
    if what == "sleep":
        time.sleep(60)
    if what == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "devour":
        return str(len([bytearray(1 << 20) for _ in range(4096)]))
    if what == "refuse":
        raise ReadError("unsupported_format", "convert it")
    if what == "wait":
        time.sleep(0.2)
    return f"{detail} by {worker}"


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    with connect("local:2") as client:
        yield client


def make_pool(client: Any, **options: Any) -> ClusterPool[Task, str]:
    limits = Limits(1, timeout_seconds=options.pop("timeout_seconds", 30.0), memory_bytes=1 << 30)
    return ClusterPool(client, act, limits, options.pop("version", pipeline_version()), **options)


def results_of(pool: ClusterPool[Task, str], tasks: list[Task]) -> dict[Task, str | Failure]:
    results = list(pool.run(tasks))
    assert len(results) == len(tasks), "every task comes back once"
    return dict(results)


def test_bad_tasks_cost_themselves_alone(client: Any) -> None:
    bad = {"sleep": "timeout", "die": "crashed", "refuse": "unsupported_format"}
    tasks = [("echo", f"a{n}") for n in range(6)] + [(what, "") for what in bad] + [("echo", f"b{n}") for n in range(6)]
    before = client.run(os.getpid)
    results = results_of(make_pool(client, timeout_seconds=2), tasks)
    for task in tasks:
        result = results[task]
        if task[0] == "echo":
            assert isinstance(result, str) and result.startswith(task[1])
        else:
            assert isinstance(result, Failure) and result.code == bad[task[0]]
    assert client.run(os.getpid) == before, "the workers outlived it all"


def test_memory_is_bounded(client: Any) -> None:
    results = results_of(make_pool(client), [("devour", ""), ("echo", "a")])
    devoured = results[("devour", "")]
    assert isinstance(devoured, Failure) and devoured.code == "out_of_memory" and "1024 MiB" in devoured.message
    assert isinstance(results[("echo", "a")], str)


@contextlib.contextmanager
def executioner(*lists: Path) -> Iterator[None]:
    """While entered, kills the processes that are listed: a document's own process may signal no other."""
    ended = threading.Event()

    def kill() -> None:
        killed: set[str] = set()
        while not ended.wait(0.05):
            for pid in {line for path in lists if path.exists() for line in path.read_text().split("\n")[:-1]} - killed:
                killed.add(pid)
                with contextlib.suppress(ProcessLookupError):
                    os.kill(int(pid), signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def test_what_kills_three_workers_is_given_up_and_nothing_else(client: Any, tmp_path: Path) -> None:
    log, once = tmp_path / "killed", tmp_path / "once"
    tasks = [("echo", f"a{n}") for n in range(8)]
    tasks += [("kill the worker", str(log)), ("kill the first worker", str(once))] + [("wait", f"b{n}") for n in range(8)]
    with executioner(log, once):
        results = results_of(make_pool(client), tasks)
    killer = results.pop(("kill the worker", str(log)))
    assert isinstance(killer, Failure) and killer.code == "crashed" and "3 times" in killer.message
    assert len(set(log.read_text().split())) == 3
    assert all(isinstance(r, str) for r in results.values()), "a document that was with a lost worker is read by another"


def test_tasks_are_taken_only_as_they_are_needed(client: Any) -> None:
    taken = 0

    def endless() -> Iterator[Task]:
        nonlocal taken
        while True:
            taken += 1
            yield ("echo", str(taken))

    results = make_pool(client).run(endless())
    received = sum(1 for _ in zip(range(40), results, strict=False))
    time.sleep(0.5)
    results.close()
    assert received == 40
    assert taken <= 40 + 2 * 2 + 1, "no more under way than two for each thread"


def test_stop_ends_the_run_though_a_task_hangs(client: Any) -> None:
    begun = time.monotonic()
    pool = make_pool(client, timeout_seconds=5, should_stop=lambda: time.monotonic() - begun > 3)
    assert [task for task, _ in pool.run([("echo", "a"), ("sleep", "")])] in ([("echo", "a")], [])


def test_contents_are_hashed_on_the_workers(client: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("hej")
    pool = make_pool(client)
    assert len(list(pool.run([("echo", "a")]))) == 1
    items = [InputItem("a.txt", str(tmp_path / "a.txt"))] * 20 + [InputItem("b.txt", str(tmp_path / "b.txt"))]
    hashes = pool.hash_there(items)()
    assert hashes[:20] == ["9c478bf63e9500cb5db1e85ece82f18c8eb9e52e2f9135acd7f10972c8d563ba"] * 20
    assert isinstance(hashes[20], ReadError) and hashes[20].code == "unreadable"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"version": "0.0.1+older"}, "not 0.0.1.older; install the same version"),
        ({"folders": ["/no/such/dump"]}, "does not see /no/such/dump"),
    ],
)
def test_workers_that_cannot_do_the_work_are_refused(client: Any, options: dict[str, Any], told: str) -> None:
    said: list[str] = []
    with pytest.raises(EngineError, match=told):
        list(make_pool(client, say=said.append, **options).run([("echo", "a")]))
    assert len(said) == 2 and all("gets no work" in line for line in said)


def test_addresses_that_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 1)
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        silent = f"tcp://127.0.0.1:{unused.getsockname()[1]}"
        for address, told in (
            ("local:many", "number of workers"),
            (silent, "no scheduler answers"),
            ("/none.json", "no such scheduler file"),
        ):
            with pytest.raises(UserError, match=told) as caught, connect(address):
                pass
            assert caught.value.code is ExitCode.BAD_ARGUMENTS


def test_a_scheduler_that_ends_is_told(tmp_path: Path) -> None:
    file = tmp_path / "scheduler.json"
    dask = [sys.executable, "-m", "dask"]
    options = ["--no-dashboard", "--scheduler-file", str(file)]
    here = Path(__file__).parent
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (here, here.parents[1])))}
    with contextlib.ExitStack() as processes:
        for command in ([*dask, "scheduler", "--host", "127.0.0.1", "--port", "0"], [*dask, "worker", "--no-nanny", "--nthreads", "1"]):
            process = processes.enter_context(subprocess.Popen([*command, *options], stderr=subprocess.DEVNULL, env=environment))
            processes.callback(process.kill)
            if "scheduler" in command:
                scheduler = process
                wait_for(file.exists)
        with connect(str(file)) as client:
            results = make_pool(client).run([("echo", "a")] * 200)
            assert next(results)[0] == ("echo", "a")
            scheduler.kill()
            with pytest.raises(EngineError, match="connection to the scheduler was lost"):
                list(results)


def wait_for(condition: Any) -> None:
    for _ in range(600):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("waited in vain")


def test_without_dask_the_remedy_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    program = "import sys; sys.modules['distributed'] = None\nfrom pipeline.cli import main; main()"
    arguments = ["run", str(tmp_path / "a.txt"), "--out", str(tmp_path / "out"), "--cluster", "local:1"]
    told = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False)
    assert told.returncode == ExitCode.BAD_ARGUMENTS and "pip install 'kommunbeslut[cluster]'" in told.stderr
