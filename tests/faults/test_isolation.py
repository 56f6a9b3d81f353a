"""What a worker may not do, and what a run leaves behind: nothing."""

from __future__ import annotations

import ctypes
import dataclasses
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from scene import QUICK, REPOSITORY, Scene, environment, left_over, published, wait_until_gone

from pipeline.engines.local import Failure, Limits, LocalPool
from pipeline.exit_codes import UserError
from pipeline.isolation import temporary_folder
from pipeline.limits_file import DEFAULTS, read_limits
from pipeline.lock import OutputLock

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's part is Linux")


def act(what: str) -> str:
    """Try something that may be forbidden; runs in a worker process."""
    try:
        return _try(what)
    except OSError as error:
        return type(error).__name__


def _try(what: str) -> str:
    what, _, path = what.partition(" > ")
    libc = ctypes.CDLL(None, use_errno=True)
    if what == "connect":
        socket.create_connection(("127.0.0.1", 9), 1)
    elif what == "look up":
        socket.getaddrinfo("example.invalid", 80)
    elif what == "send":
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9))
    elif what == "native connect":
        address = (2).to_bytes(2, sys.byteorder) + (9).to_bytes(2, "big") + bytes([127, 0, 0, 1]) + bytes(8)
        with socket.socket() as made:
            return "done" if libc.connect(made.fileno(), address, 16) == 0 else os.strerror(ctypes.get_errno())
    elif what == "start a program":
        subprocess.run(["true"], check=True)
    elif what == "native program":
        return "done" if libc.execv(b"/bin/true", (ctypes.c_char_p * 2)(b"true", None)) == 0 else os.strerror(ctypes.get_errno())
    elif what == "write outside":
        Path(path).write_text("x")
    elif what == "native write outside":
        return "done" if libc.open(path.encode(), os.O_CREAT | os.O_WRONLY, 0o644) >= 0 else os.strerror(ctypes.get_errno())
    elif what == "remove a file":
        Path(path).unlink()
    elif what == "write much":
        with tempfile.TemporaryFile() as file:
            file.truncate(2 << 20)
    elif what == "write a temporary file":
        with tempfile.NamedTemporaryFile() as file:
            file.write(b"x")
            return Path(file.name).parent.name
    return "done"


def attempt(*attempts: str, **limits: int) -> list[str]:
    pool: LocalPool[str, str] = LocalPool(act, Limits(1, **limits))
    told = dict(pool.run(attempts))
    assert not any(isinstance(result, Failure) for result in told.values())
    return [str(told[what]) for what in attempts]


def test_python_code_in_a_worker_opens_no_network_and_starts_no_program() -> None:
    assert set(attempt("connect", "look up", "send", "start a program")) == {"PermissionError"}


@LINUX
def test_native_code_in_a_worker_is_held_by_the_kernel(tmp_path: Path) -> None:
    version = ctypes.CDLL(None).syscall(444, None, ctypes.c_size_t(0), 1)
    if version < 4:
        pytest.skip("needs Landlock of Linux 6.7")
    (tmp_path / "kept").write_text("x")
    with OutputLock(tmp_path / "out") as lock, temporary_folder(lock):
        assert set(attempt("native connect", "native program", f"native write outside > {tmp_path}/new")) == {"Permission denied"}
        assert set(attempt(f"write outside > {tmp_path}/new", f"remove a file > {tmp_path}/kept")) == {"PermissionError"}
    assert (tmp_path / "kept").exists() and not (tmp_path / "new").exists()


@LINUX
def test_a_worker_writes_no_large_file() -> None:
    assert attempt("write much", written_bytes=1 << 20) == ["OSError"]
    assert attempt("write much", written_bytes=4 << 20) == ["done"]


def test_a_worker_writes_into_the_folder_of_the_run(tmp_path: Path) -> None:
    with OutputLock(tmp_path) as lock, temporary_folder(lock) as folder:
        assert attempt("write a temporary file") == [folder.name]
        assert list(folder.iterdir()) == []
    assert not folder.exists()


def test_what_a_killed_run_left_is_removed_by_the_next(tmp_path_factory: pytest.TempPathFactory) -> None:
    tmp_path = tmp_path_factory.mktemp("left")
    held = (
        "import sys, time; from pathlib import Path\n"
        "from pipeline.lock import OutputLock; from pipeline.isolation import temporary_folder\n"
        "with OutputLock(Path(sys.argv[1])) as lock, temporary_folder(lock) as folder:\n"
        "    (folder / 'half.tmp').write_text('x'); print(folder, flush=True); time.sleep(100)"
    )
    temporary, out = tmp_path / "tmp", tmp_path / "out"
    holder = subprocess.Popen([sys.executable, "-c", held, out], stdout=subprocess.PIPE, text=True, env=environment(temporary))
    assert holder.stdout is not None
    folder = Path(holder.stdout.readline().strip())
    holder.kill()
    holder.communicate()
    assert (folder / "half.tmp").exists()
    with OutputLock(out) as lock, temporary_folder(lock):
        assert list(temporary.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs file locks that end with their process")
def test_what_a_process_left_that_had_let_go_of_its_output_is_removed_by_any_run(tmp_path_factory: pytest.TempPathFactory) -> None:
    tmp_path = tmp_path_factory.mktemp("left")
    ended = (
        "import sys, time; from pathlib import Path\n"
        "from pipeline.lock import OutputLock; from pipeline.isolation import temporary_folder\n"
        "with OutputLock(Path(sys.argv[1])) as lock, temporary_folder(lock): pass\n"
        "print('ended', flush=True); time.sleep(100)"
    )
    temporary, other = tmp_path / "tmp", [sys.executable, "-c", ended.replace("time.sleep(100)", ""), tmp_path / "other"]
    first = subprocess.Popen([sys.executable, "-c", ended, tmp_path / "out"], stdout=subprocess.PIPE, text=True, env=environment(temporary))
    assert first.stdout is not None and first.stdout.readline() == "ended\n"
    (left,) = temporary.iterdir()
    subprocess.run(other, check=True, env=environment(temporary), stdout=subprocess.DEVNULL)
    assert list(temporary.iterdir()) == [left], "its process lives"
    first.kill()
    first.communicate()
    subprocess.run(other, check=True, env=environment(temporary), stdout=subprocess.DEVNULL)
    assert list(temporary.iterdir()) == []


def _folders_held(process: int) -> set[Path]:
    """The temporary folders that a living process holds."""
    opened = [handle.readlink() for handle in Path(f"/proc/{process}/fd").iterdir()]
    return {path.parent for path in opened if path.name == "held"}


@LINUX
def test_a_temporary_folder_with_a_long_path_does_as_well(tmp_path: Path) -> None:
    # "AF_UNIX path too long": the system takes 107 bytes for the path of a socket.
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Sammanträdesprotokoll\nKommunstyrelsen 2024-03-05\n")
    temporary = tmp_path / ("t" * 120)
    run = [sys.executable, "-c", "from pipeline.cli import main; main()", "run", str(tmp_path / "in"), "--out", str(tmp_path / "out")]
    done = subprocess.run(run, env=environment(temporary), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert list(temporary.iterdir()) == []


@LINUX
def test_what_a_killed_run_left_of_its_sockets_elsewhere_is_removed_too(tmp_path: Path) -> None:
    held = (
        "import sys, time; from pathlib import Path\n"
        "from pipeline.lock import OutputLock; from pipeline.isolation import temporary_folder\n"
        "with OutputLock(Path(sys.argv[1])) as lock, temporary_folder(lock): print('held', flush=True); time.sleep(100)"
    )
    temporary = tmp_path / ("t" * 120)
    holder = subprocess.Popen([sys.executable, "-c", held, tmp_path / "out"], stdout=subprocess.PIPE, text=True, env=environment(temporary))
    assert holder.stdout is not None and holder.stdout.readline() == "held\n"
    left = _folders_held(holder.pid)
    assert len(left) == 2
    holder.kill()
    holder.communicate()
    ended = held.replace("time.sleep(100)", "")
    subprocess.run([sys.executable, "-c", ended, tmp_path / "out"], check=True, env=environment(temporary), stdout=subprocess.DEVNULL)
    assert not any(folder.exists() for folder in left)


@LINUX
def test_no_place_for_sockets_is_told_with_its_remedy(tmp_path: Path) -> None:
    nowhere = (
        "import sys; from pathlib import Path\n"
        "from pipeline import isolation; from pipeline.exit_codes import UserError; from pipeline.lock import OutputLock\n"
        "isolation._SHORT_PLACES = ('/nowhere',)\n"
        "try:\n    with OutputLock(Path(sys.argv[1])) as lock, isolation.temporary_folder(lock): pass\n"
        "except UserError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", nowhere, tmp_path / "out"],
        env=environment(tmp_path / ("t" * 120)),
        capture_output=True,
        text=True,
        check=True,
    )
    assert "too long for the workers' sockets" in done.stdout and "TMPDIR" in done.stdout


def test_only_folders_of_runs_are_removed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    out = tmp_path / "out"
    out.mkdir()
    (out / ".kommunbeslut.lock").write_text(f'{{"pid": 1, "host": "{socket.gethostname()}", "temporary": "{precious}"}}')
    with OutputLock(out) as lock, temporary_folder(lock):
        assert precious.exists()


@pytest.mark.skipif(sys.platform != "linux" or shutil.which("unshare") is None, reason="needs unshare")
def test_a_whole_run_needs_no_network(tmp_path_factory: pytest.TempPathFactory) -> None:
    tmp_path = tmp_path_factory.mktemp("apart")
    scene = Scene(tmp_path, tmp_path / "in", tmp_path / "out", QUICK)
    scene.source.mkdir()
    (scene.source / "a.txt").write_text("text\n")
    if subprocess.run(["unshare", "-rn", "true"], check=False).returncode:
        pytest.skip("may not make a network of its own")
    assert scene.run(scene.before).returncode == 0
    scene.program = ["unshare", "-rn", *QUICK]
    assert scene.run(tmp_path / "apart").returncode == 0
    assert published(tmp_path / "apart") == published(scene.before) and left_over(scene.before) == set()


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux" or shutil.which("unshare") is None, reason="needs unshare")
def test_the_samples_with_their_scans_need_no_network(tmp_path_factory: pytest.TempPathFactory) -> None:
    tmp_path = tmp_path_factory.mktemp("net")  # a short name, for sockets lie in it
    program = [sys.executable, "-c", "from pipeline.cli import main; main()", "run", str(REPOSITORY / "data" / "raw"), "--out"]
    env = environment(tmp_path / "tmp")
    for name, before in (("with", []), ("without", ["unshare", "-rn"])):
        subprocess.run([*before, *program, str(tmp_path / name)], check=True, env=env, stdout=subprocess.DEVNULL)
    assert published(tmp_path / "with") == published(tmp_path / "without")


@LINUX
def test_workers_end_with_their_driver_in_the_midst_of_a_document(tmp_path: Path) -> None:
    busy = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from pipeline.engines.local import LocalPool, Limits\nfrom test_isolation import spin\n"
        "print('started', flush=True)\nlist(LocalPool(spin, Limits(1)).run(['x']))"
    )
    driver = subprocess.Popen(
        [sys.executable, "-c", busy], stdout=subprocess.PIPE, text=True, env=environment(tmp_path / "tmp"), start_new_session=True
    )
    assert driver.stdout is not None and driver.stdout.readline() == "started\n"
    time.sleep(0.5)
    driver.kill()
    driver.communicate()
    assert wait_until_gone(driver.pid) == {}


def spin(what: str) -> str:
    """Never come to an end; runs in a worker process."""
    while what:
        pass
    return what


def test_limits_are_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "limits.toml"
    path.write_text("[input]\narchive_members = 5\n[document]\npages = 7\n[worker]\nwritten_bytes = 9\n")
    limits = read_limits(path)
    assert (limits.input.archive_members, limits.document.pages, limits.worker.written_bytes) == (5, 7, 9)
    assert limits.input.depth == DEFAULTS.input.depth and read_limits(None) == DEFAULTS


@pytest.mark.parametrize(
    "text", ["[inputs]\n", "[input]\nmembers = 1\n", "[document]\npages = 0\n", "[document]\npages = 'x'\n", "pages", "x = 1"]
)
def test_a_wrong_limit_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "limits.toml"
    path.write_text(text)
    with pytest.raises(UserError, match=r"limits\.toml"):
        read_limits(path)


def test_the_documentation_tells_every_limit_with_its_default() -> None:
    told = (REPOSITORY / "docs" / "RELIABILITY.md").read_text("utf-8")
    for section in dataclasses.fields(DEFAULTS):
        for limit in dataclasses.fields(getattr(DEFAULTS, section.name)):
            assert f"| {section.name} | {limit.name} | {getattr(getattr(DEFAULTS, section.name), limit.name)} |" in told
