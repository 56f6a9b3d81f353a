"""Processor time and memory of a command and all processes it starts, told apart into the driver and its workers (Linux)."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

_INTERVAL: Final = 0.1


@dataclass(slots=True)
class Watched:
    """What a command took: wall and processor seconds, and peak memory in bytes. Workers are all processes that it started."""

    seconds: float = 0.0
    driver_cpu: float = 0.0
    worker_cpu: float = 0.0
    driver_peak: int = 0
    worker_peak: int = 0
    returncode: int = 0
    output: str = ""
    _workers: dict[int, float] = field(default_factory=dict)

    @property
    def cpu(self) -> float:
        return self.driver_cpu + self.worker_cpu


def watched(command: Sequence[str], environment: dict[str, str] | None = None) -> Watched:
    """Run a command to its end and watch it. Raises :class:`RuntimeError` with its output where it fails."""
    found = Watched()
    began = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, **(environment or {})}
    )
    while process.poll() is None:
        _sample(process.pid, found)
        time.sleep(_INTERVAL)
    found.seconds = time.perf_counter() - began
    found.worker_cpu = sum(found._workers.values())
    found.returncode = process.returncode
    found.output = process.stdout.read() if process.stdout else ""
    if found.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {found.returncode}:\n{found.output}")
    return found


def _sample(driver: int, found: Watched) -> None:
    if stat := _cpu(driver):
        found.driver_cpu = stat
        found.driver_peak = max(found.driver_peak, _peak(driver))
    for worker in _descendants(driver):
        if stat := _cpu(worker):
            found._workers[worker] = stat
            found.worker_peak = max(found.worker_peak, _peak(worker))


def _descendants(ancestor: int) -> set[int]:
    """The processes that a process has started, and those that they have."""
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        if fields := _fields(path):
            children.setdefault(int(fields[1]), []).append(int(path.parent.name))
    found: set[int] = set()
    left = [ancestor]
    while left:
        new = [p for p in children.get(left.pop(), []) if p not in found]
        found.update(new)
        left += new
    return found


def _fields(path: Path) -> list[str]:
    """The fields of a ``stat`` file from the third on; empty for a process that has gone."""
    try:
        return path.read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _cpu(process: int) -> float:
    fields = _fields(Path(f"/proc/{process}/stat"))
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") if fields else 0.0


def _peak(process: int) -> int:
    """The most memory that a process has held, in bytes."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    line = next((line for line in status.splitlines() if line.startswith("VmHWM:")), "VmHWM: 0")
    return int(line.split()[1]) * 1024
