"""The disk is full, the output read-only or gone, the clock wrong, the state damaged: a clear error, and nothing spoiled."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest
from scene import QUICK, Scene, left_over, published

from pipeline import publication
from pipeline.config import Settings
from pipeline.database import connect
from pipeline.exit_codes import UserError
from pipeline.lock import OutputLock
from pipeline.publish import publish
from pipeline.published import read_rows
from pipeline.run import run as run_here
from pipeline.store import DATABASE_NAME, Store, unusable

CAN_MOUNT = sys.platform == "linux" and os.geteuid() == 0 and shutil.which("mount") is not None


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    folder = tmp_path_factory.mktemp("faults")
    made = Scene(folder, folder / "in", folder / "before", QUICK)
    made.source.mkdir()
    for n in range(4):
        (made.source / f"{n}.txt").write_text(f"text {n}\n" * 2000)
    assert made.run(made.before).returncode == 0
    for n in range(4, 8):
        (made.source / f"{n}.txt").write_text(f"text {n}\n" * 2000)
    made.make_references()
    return made


def refused(run: subprocess.CompletedProcess[str]) -> str:
    """The message of a run that ended with the code for an unusable output."""
    assert run.returncode == 1 and run.stderr.startswith("5 "), run.stderr[-2000:]
    return run.stderr


@contextmanager
def mounted(place: Path, size: int) -> Iterator[Path]:
    """A file system of ``size`` bytes; skips where this user may not mount."""
    place.mkdir()
    if not CAN_MOUNT or subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place], check=False).returncode:
        pytest.skip("needs the right to mount a file system")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def remount(place: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", place], check=True)


def fill_up(scene: Scene, place: Path, spare: int) -> None:
    """A run on a disk with ``spare`` bytes left fails clearly or succeeds; once there is room, all is as it should be."""
    with mounted(place, 200 << 20):
        out = place / "out"
        shutil.copytree(scene.before, out)
        earlier = published(out)
        used = shutil.disk_usage(place).used
        remount(place, f"size={used + spare}")
        ran = scene.run(out)
        if ran.returncode:
            told = refused(ran)
            assert str(place) in told and "make room" in told
            assert published(out) == earlier
        remount(place, "size=200m")
        assert scene.run(out).returncode == 0
        assert published(out) == scene.reference and left_over(out) == set()


@pytest.mark.parametrize("spare", [0, 200_000])
def test_a_full_disk(scene: Scene, tmp_path: Path, spare: int) -> None:
    fill_up(scene, tmp_path / "disk", spare)


@pytest.mark.long
def test_a_disk_that_fills_up_at_any_moment(scene: Scene, tmp_path: Path) -> None:
    for kilobytes in (1, 4, 16, 64, 128, 256, 384, 512, 640, 768, 1024, 1280, 1536, 2048, 3072, 4096):
        fill_up(scene, tmp_path / f"disk{kilobytes}", kilobytes * 1024)


def test_a_read_only_output(scene: Scene, tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", 50 << 20) as place:
        shutil.copytree(scene.before, place / "out")
        remount(place, "ro")
        assert "cannot be written to (Read-only file system); make room or check its permissions" in refused(scene.run(place / "out"))
        remount(place, "rw")
        assert published(place / "out") == published(scene.before)


def test_no_room_for_temporary_files(scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    monkeypatch.setattr("pipeline.isolation._own", None)
    with pytest.raises(UserError, match="TMPDIR"):
        run_here([scene.source], Settings(out=scene.output("untemporary")))


@pytest.mark.parametrize("replaced", [False, True])
def test_an_output_that_vanishes_in_mid_run(scene: Scene, replaced: bool) -> None:
    out = scene.output(f"vanishing{replaced}")
    (scene.source / "9.txt").write_text("slow text of one that comes late\n")
    running = scene.start(out)
    while not (out / f"{DATABASE_NAME}.wal").exists():  # the run has begun
        time.sleep(0.01)
    out.rename(scene.folder / f"gone{replaced}")
    if replaced:
        out.mkdir()
    _, errors = running.communicate(timeout=300)
    (scene.source / "9.txt").unlink()
    assert running.returncode == 1 and errors.startswith("5 ") and "removed or replaced" in errors
    assert not replaced or list(out.iterdir()) == []


def test_a_clock_that_goes_back(scene: Scene) -> None:
    out = scene.output("clock")
    ran = scene.run(out, 0, "--clock-back")
    assert ran.returncode == 0, ran.stderr
    assert published(out) == scene.reference


def test_a_file_changed_to_one_of_the_same_size_and_an_earlier_time_is_read_again(tmp_path_factory: pytest.TempPathFactory) -> None:
    tmp_path = tmp_path_factory.mktemp("earlier")  # a short name, for sockets lie in it
    scene = Scene(tmp_path, tmp_path / "in", tmp_path / "out", QUICK)
    scene.source.mkdir()
    (scene.source / "a.txt").write_text("first\n")
    (scene.source / "link.txt").symlink_to(scene.source / "a.txt")
    scene.run(scene.before)
    (scene.source / "a.txt").write_text("other\n")
    os.utime(scene.source / "a.txt", ns=(10**18, 10**18))
    assert scene.run(scene.before).returncode == 0
    with duckdb.connect() as connection:
        documents, pages = (f"'{scene.before}/{name}.parquet'" for name in ("documents", "pages"))
        told = connection.execute(f"SELECT source_path, duplicate_paths, text FROM {documents} JOIN {pages} USING (document_id)")
        assert told.fetchall() == [("a.txt", ["link.txt"], "other\n")]


def damage(data: bytes, chance: random.Random) -> bytes:
    """A store with bits flipped, a piece overwritten or zeroed, or its end cut off."""
    spoiled = bytearray(data)
    used = [at for at in range(0, len(data), 64) if any(data[at : at + 64])]
    at = chance.choice(used) + chance.randrange(64)
    how = chance.choice(("flip", "overwrite", "zero", "cut"))
    if how == "flip":
        spoiled[at] ^= 1 << chance.randrange(8)
    elif how == "overwrite":
        spoiled[at : at + 200] = chance.randbytes(200)
    elif how == "zero":
        spoiled[at // 4096 * 4096 : at // 4096 * 4096 + 4096] = bytes(4096)
    else:
        del spoiled[chance.randrange(len(data)) :]
    return bytes(spoiled)


def run_on_damage(scene: Scene, seed: int) -> bool:
    """Whether the run refused a damaged store; if it did not, or once it starts over, its tables are right."""
    out = scene.output(f"damaged{seed}")
    state = out / DATABASE_NAME
    state.write_bytes(damage(state.read_bytes(), random.Random(seed)))
    ran = scene.run(out)
    if ran.returncode:
        assert "--fresh" in refused(ran)
        assert published(out) == published(scene.before)
        assert scene.run(out, 0, "--fresh").returncode == 0
    assert published(out) == scene.reference
    shutil.rmtree(out)
    return ran.returncode != 0


def test_a_damaged_store_is_told_and_made_anew(scene: Scene) -> None:
    assert [run_on_damage(scene, seed) for seed in (1, 2)] != [False, False]


@pytest.mark.long
def test_a_store_damaged_in_many_ways(scene: Scene) -> None:
    assert sum(run_on_damage(scene, seed) for seed in range(10, 70)) > 40


def test_a_store_of_a_later_format_is_refused_with_the_remedy(tmp_path: Path) -> None:
    Store(tmp_path).close()
    with duckdb.connect(str(tmp_path / DATABASE_NAME)) as connection:
        connection.execute("UPDATE store_format SET version = 99")
    with pytest.raises(UserError, match=r"another version .*99.* --fresh"):
        Store(tmp_path)
    Store(tmp_path, fresh=True).close()


def test_a_store_whose_columns_changed_type_is_refused(tmp_path: Path) -> None:
    Store(tmp_path).close()
    with duckdb.connect(str(tmp_path / DATABASE_NAME)) as connection:
        connection.execute("ALTER TABLE documents ALTER pages TYPE VARCHAR")
    with pytest.raises(UserError, match="columns of documents differ: pages"):
        Store(tmp_path)


def test_a_store_made_before_formats_were_numbered_is_taken_over(tmp_path: Path) -> None:
    Store(tmp_path).close()
    with duckdb.connect(str(tmp_path / DATABASE_NAME)) as connection:
        connection.execute("DROP TABLE store_format")
        connection.execute("DROP TABLE settled_attempts")
        connection.execute("CREATE SCHEMA corrected")
    Store(tmp_path).close()
    with duckdb.connect(str(tmp_path / DATABASE_NAME)) as connection:
        assert connection.execute("SELECT version FROM store_format").fetchall() == [(1,)]
        assert connection.execute("SELECT count(*) FROM duckdb_schemas() WHERE schema_name = 'corrected'").fetchall() == [(0,)]


def test_a_store_open_in_another_program_is_not_called_damaged(tmp_path: Path) -> None:
    Store(tmp_path).close()
    hold = f"import duckdb, sys; c = duckdb.connect({str(tmp_path / DATABASE_NAME)!r}); print('held', flush=True); sys.stdin.read()"
    other = subprocess.Popen([sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert other.stdout is not None and other.stdout.readline() == "held\n"
        with pytest.raises(UserError, match="open in another program") as caught:
            Store(tmp_path)
        assert "--fresh" not in caught.value.message
    finally:
        other.communicate()


def test_each_fault_of_a_database_has_its_remedy(tmp_path: Path) -> None:
    cases = {
        "Could not write file: No space left on device": "make room",
        "Trying to read a database file with version number 99": "--fresh",
        "Corrupt database file: computed checksum 1": "--fresh",
    }
    for said, remedy in cases.items():
        assert remedy in unusable(tmp_path, duckdb.IOException(said)).message
    assert "memory" in unusable(tmp_path, duckdb.OutOfMemoryException("could not allocate")).message


def test_what_a_killed_database_spilled_is_removed(tmp_path: Path) -> None:
    (tmp_path / f"{DATABASE_NAME}.tmp").mkdir()
    (tmp_path / f"{DATABASE_NAME}.tmp" / "duckdb_temp_storage-0.tmp").write_bytes(b"x")
    Store(tmp_path).close()
    assert [p.name for p in tmp_path.iterdir()] == [DATABASE_NAME]


def test_a_publication_broken_off_is_finished_before_anything_else(tmp_path: Path) -> None:
    store = Store(tmp_path)
    publish(store.connection, tmp_path)
    store.close()
    whole = published(tmp_path)
    folder = publication.begin(tmp_path)
    written = {}
    for name in whole:
        (folder / name).write_bytes(b"new " + name.encode())
        written[f"{name}.parquet"] = folder / name
    written["gone.parquet"] = folder / "gone"  # renamed before the process died
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publication, "finish", lambda out: None)  # dies here
        publication.put_in_place(tmp_path, written)
    assert published(tmp_path) == whole
    with pytest.raises(UserError, match="mend it by"):
        read_rows(tmp_path, "documents")
    with pytest.raises(UserError, match="mend it by"):
        connect(tmp_path)
    publication.finish(tmp_path)
    assert published(tmp_path) == {name: b"new " + name.encode() for name in whole}
    assert left_over(tmp_path) == set()


def test_a_lock_that_another_run_took_over_is_not_removed(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with OutputLock(out) as lock:
        out.rename(tmp_path / "moved")
        with pytest.raises(UserError, match="removed or replaced"):
            lock.check()
        with OutputLock(out):
            lock.__exit__(None, None, None)
            assert (out / ".kommunbeslut.lock").exists()
