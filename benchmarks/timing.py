"""Processor time of functions and programs."""

from __future__ import annotations

import resource
import subprocess
import time
from collections.abc import Callable, Sequence


def cpu_of(function: Callable[[], object], times: int = 1) -> float:
    """Processor seconds of this process that calling ``function`` takes, the least of several times."""
    least = float("inf")
    for _ in range(times):
        began = time.process_time()
        function()
        least = min(least, time.process_time() - began)
    return least


def program_cpu(commands: Sequence[Sequence[str]], environment: dict[str, str] | None = None) -> float:
    """Processor seconds that programs take, one after the other."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for command in commands:
        subprocess.run(command, check=True, capture_output=True, env=environment)  # noqa: S603
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
