"""How long the command line takes to answer."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.sizes import Size
from benchmarks.timing import program_cpu


def measure(size: Size, folder: Path) -> dict[str, Any]:
    """Wall and processor seconds of ``kommunbeslut --help``, the least of several starts."""
    walls, processor = [], []
    for _ in range(size.starts):
        began = time.perf_counter()
        processor.append(program_cpu([[sys.executable, "-m", "pipeline.cli", "--help"]]))
        walls.append(time.perf_counter() - began)
    return {"seconds": min(walls), "cpu": min(processor)}
