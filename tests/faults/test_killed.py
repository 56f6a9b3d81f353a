"""Killed at any moment, and run again: the tables are byte for byte those of a run that nobody disturbed."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from contextlib import suppress

import pyarrow.parquet as pq
import pytest
from scene import (
    PROGRAM,
    QUICK,
    REPOSITORY,
    Scene,
    check_survived,
    processes_of_session,
    published,
    settled,
    wait_until_gone,
    was_killed,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="follows processes by /proc")

CORRECTIONS = """action,table,document_id,match,values,author,date,reason
set,documents,{document},,title=Rättad,A. Forskare,2026-01-15,for the test
set,documents,0000000000000000,,title=Ingen,A. Forskare,2026-01-15,fits nothing
"""


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """Documents changed, added, removed and failing, read by a worker that does little."""
    folder = tmp_path_factory.mktemp("quick")
    scene = Scene(folder, folder / "in", folder / "before", QUICK)
    scene.source.mkdir()
    for name in ("a", "b", "c", "d"):
        (scene.source / f"{name}.txt").write_text(f"the text of {name}\n")
    (scene.source / "bad.txt").write_text("refuse\n")
    assert scene.run(scene.before).returncode == 0
    document = pq.read_table(scene.before / "documents.parquet").to_pylist()[0]["document_id"]
    (scene.before / "corrections.csv").write_text(CORRECTIONS.format(document=document), "utf-8")
    (scene.source / "a.txt").write_text("another text of a\n")
    (scene.source / "b.txt").unlink()
    for name in ("e", "f", "g"):
        (scene.source / f"{name}.txt").write_text(f"slow text of {name}\n")
    begun = time.monotonic()
    (folder / "steps").write_text(scene.make_references().stdout)
    (folder / "seconds").write_text(str((time.monotonic() - begun) / 2))
    return scene


def step_names(scene: Scene) -> list[str]:
    return (scene.folder / "steps").read_text().splitlines()[1:]


def kill_at(scene: Scene, step: int) -> None:
    """Kill a run before its step (counted from 1), look at what a reader has then, and run again."""
    out = scene.output(f"out{step}")
    earlier = published(out)
    assert was_killed(scene.run(out, step)), f"step {step} was not reached"
    for name, data in published(out).items():
        assert data in (earlier[name], scene.reference[name]), f"{name} is neither the old table nor the new"
    settled = step_names(scene).index("store.settle: database commit") + 1
    check_survived(scene, out, scene.run(out), again=step > settled)  # only clearing up was left to do
    shutil.rmtree(out)


# Where a mixed set of tables, a half-made batch or a count made twice would show.
TELLING = ("publication._replace: replace", "publication.finish: unlink", "store.save: database commit", "store.settle: database begin")


@pytest.mark.parametrize("name", TELLING)
def test_killed_at_a_telling_step(quick: Scene, name: str) -> None:
    places = [number for number, step in enumerate(step_names(quick), 1) if step == name]
    kill_at(quick, places[len(places) // 2])


@pytest.mark.long
@pytest.mark.parametrize("part", range(8))
def test_killed_at_every_step(quick: Scene, part: int) -> None:
    steps = range(1 + part, len(step_names(quick)) + 1, 8)
    assert len(steps) > 15
    for step in steps:
        kill_at(quick, step)


@pytest.mark.long
def test_killed_at_every_tenth_step_of_the_first_run(quick: Scene) -> None:
    whole = quick.run(quick.folder / "first")
    reference = published(quick.folder / "first")
    settled = whole.stdout.splitlines().index("store.settle: database commit")
    for step in range(1, settled, 10):
        out = quick.folder / f"first{step}"
        assert was_killed(quick.run(out, step))
        assert quick.run(out).returncode == 0
        assert published(out) == reference


def kill_at_random(scene: Scene, seed: int, target: str) -> None:
    """Kill the driver, a worker or all of a run after a time that the seed decides, and run again."""
    chance = random.Random(f"{seed} {target}")
    out = scene.output(f"{target}{seed}")
    driver = scene.start(out)
    time.sleep(chance.uniform(0.05, 1.0) * float((scene.folder / "seconds").read_text()))
    living = processes_of_session(driver.pid)
    # Workers are the grandchildren: between them and the driver is the server that forks them.
    workers = sorted(pid for pid, parent in living.items() if parent != driver.pid and pid != driver.pid)
    victims = {"driver": [driver.pid], "worker": [chance.choice(workers)] if workers else [], "all": sorted(living)}[target]
    for victim in victims:
        with suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
    driver.communicate(timeout=600)
    assert wait_until_gone(driver.pid) == {}, "the workers end with the driver"
    for name in published(out):
        pq.read_metadata(out / f"{name}.parquet")
    # Killed on its way out, a run has done all that it had to.
    published_before = settled(out) != settled(scene.before)
    check_survived(scene, out, scene.run(out), again=published_before)
    shutil.rmtree(out)


@pytest.mark.parametrize("target", ["driver", "worker", "all"])
def test_killed_at_a_random_moment(quick: Scene, target: str) -> None:
    kill_at_random(quick, 1, target)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """A few of the sample documents and an empty file, read by the real program."""
    folder = tmp_path_factory.mktemp("real")
    scene = Scene(folder, folder / "in", folder / "before", PROGRAM)
    scene.source.mkdir()
    samples = sorted((REPOSITORY / "data" / "raw").glob("0[1-9]-*"))
    for path in samples[:3]:
        shutil.copy(path, scene.source)
    assert scene.run(scene.before).returncode == 0
    for path in samples[3:]:
        shutil.copy(path, scene.source)
    (scene.source / "tom.txt").write_text("")
    (scene.source / samples[0].name).write_text("Vårby kommun\n\n§ 1 Avtal\n\nKommunstyrelsen beslutar\natt anta avtalet.\n", "utf-8")
    begun = time.monotonic()
    scene.make_references()
    (folder / "seconds").write_text(str((time.monotonic() - begun) / 2))
    return scene


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1, 18))
@pytest.mark.parametrize("target", ["driver", "worker", "all"])
def test_the_real_program_killed_at_many_random_moments(real: Scene, seed: int, target: str) -> None:
    kill_at_random(real, seed, target)
