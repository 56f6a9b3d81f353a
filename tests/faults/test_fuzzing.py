"""Samples of every format, spoilt in many ways: no crash, no hang, nothing lost, and never an unexpected error."""

from __future__ import annotations

import os
from collections import Counter

import pytest
from fuzzing import Task, read_spoilt, samples

from pipeline.engines.local import Failure, Limits, LocalPool

# What a spoilt file may come to beside a document. ``archive opened`` is told of the archive that its members came out of.
NAMED = {
    *("empty", "unsupported_format", "encrypted", "damaged", "too_large", "no_text", "archive", "archive opened"),
    *("damaged_archive", "unsupported_archive", "archive_limits", "outside_input"),
}
_TOGETHER = 10


def spoil_all(first: int, last: int, jobs: int) -> Counter[str]:
    """What became of every sample spoilt with the seeds from ``first`` to ``last``, in processes under limits."""
    tasks: list[Task] = [(name, seed, min(seed + _TOGETHER, last)) for seed in range(first, last, _TOGETHER) for name in samples()]
    pool: LocalPool[Task, list[str]] = LocalPool(read_spoilt, Limits(jobs, timeout_seconds=300, memory_bytes=2 << 30))
    told: Counter[str] = Counter()
    faults = []
    for task, result in pool.run(tasks):
        if isinstance(result, Failure):
            faults.append(f"{task}: {result.code}: {result.message}")
        else:
            assert len(result) >= task[2] - task[1], "each is told of"
            told.update(result)
    assert faults == []
    return told


def test_some_spoilt_files() -> None:
    told = spoil_all(0, 14, 1)
    assert told.keys() - {"document"} <= NAMED
    assert told["document"] > 50 and told["damaged"] > 50


@pytest.mark.long
def test_very_many_spoilt_files() -> None:
    told = spoil_all(1_000, 1_000 + int(os.environ.get("SPOILT", "350")), 2)
    assert told.keys() - {"document"} <= NAMED
    assert told.total() >= 5_000
