"""``python -m benchmarks [--size quick|full|tiny] [--only NAME ...]``"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import platform
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from benchmarks import baits, born_digital, driver, growth, linking, plain_text, runs, scans, starting
from benchmarks.page import page
from benchmarks.sizes import SIZES, Size

MEASUREMENTS: Final[dict[str, Callable[[Size, Path], dict[str, Any]]]] = {
    "starting": starting.measure,
    "born_digital": born_digital.measure,
    "plain_text": plain_text.measure,
    "scans": scans.measure,
    "memory": runs.memory,
    "workers": runs.workers,
    "scale": runs.scale,
    "driver": driver.measure,
    "linking": linking.measure,
    "growth": growth.measure,
    "baits": baits.measure,
}
_PACKAGES: Final = ("spacy", "pypdfium2", "pdfplumber", "rapidocr", "openvino", "duckdb", "pyarrow")


def main(arguments: list[str] | None = None) -> int:
    """Measure, keep the results as JSON, and write the page from all results that are kept."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=main.__doc__)
    parser.add_argument("--size", choices=SIZES, default="quick", help="quick takes a few minutes, full an hour or more")
    parser.add_argument("--only", nargs="+", choices=MEASUREMENTS, default=list(MEASUREMENTS), metavar="NAME", help=", ".join(MEASUREMENTS))
    parser.add_argument("--results", type=Path, default=Path("data/processed/benchmarks.json"))
    parser.add_argument("--page", type=Path, default=Path("docs/PERFORMANCE.md"))
    options = parser.parse_args(arguments)
    options.results.parent.mkdir(parents=True, exist_ok=True)
    kept = json.loads(options.results.read_text("utf-8")) if options.results.exists() else {"measured": {}}
    kept["machine"] = machine()
    for name in options.only:
        print(f"measuring {name} ({options.size}) …", file=sys.stderr, flush=True)
        with TemporaryDirectory(prefix="kommunbeslut-bench-") as folder:
            result = _measured(name, SIZES[options.size], Path(folder))
        kept["measured"][name] = {"size": options.size, "result": result}
        # After each measurement, so that an interrupted run keeps what it has.
        options.results.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", "utf-8")
    options.page.write_text(page(kept["machine"], kept["measured"]), "utf-8")
    print(options.page, file=sys.stderr)
    return 0


def _measured(name: str, size: Size, folder: Path) -> dict[str, Any]:
    """The result of a measurement in a process of its own, which has read nothing yet."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
        return process.submit(MEASUREMENTS[name], size, folder).result()


def machine() -> dict[str, str]:
    """What the figures were measured on."""
    cpu = next((line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), platform.processor())
    flags = next((line.split() for line in _lines("/proc/cpuinfo") if line.startswith("flags")), [])
    memory = next((int(line.split()[1]) for line in _lines("/proc/meminfo") if line.startswith("MemTotal:")), 0)
    arithmetic = [f for f in ("avx2", "avx512f", "avx512_bf16", "avx512_vnni", "avx_vnni", "amx_tile") if f in flags]
    return {
        "processor": f"{cpu}, {os.cpu_count()} cores ({', '.join(arithmetic)})",
        "memory": f"{memory / 2**20:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}, Python {platform.python_version()}",
        "packages": ", ".join(f"{name} {metadata.version(name)}" for name in _PACKAGES),
        "load before measuring": f"{os.getloadavg()[0]:.1f} processes",
    }


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines() if Path(path).exists() else []


if __name__ == "__main__":
    sys.exit(main())
