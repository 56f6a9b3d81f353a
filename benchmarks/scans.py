"""Scanned pages: the whole pipeline beside Tesseract, processor time and character error rate, on every kind of page."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from statistics import mean
from typing import Any

from benchmarks.inputs import SCAN_KINDS, ScannedPage, write_scans
from benchmarks.sizes import Size
from benchmarks.timing import cpu_of, program_cpu
from benchmarks.whole import process_all, whole
from pipeline.rows import from_bytes
from pipeline.schema import table


def measure(size: Size, folder: Path) -> dict[str, Any]:
    """For each kind of page the processor seconds a page and the character error rate of both programs."""
    kinds = {}
    for kind in SCAN_KINDS:
        made = write_scans(folder / "scans" / kind, kind, size.scans)
        paths = sorted((folder / "scans" / kind).glob("*.png"))
        process_all(paths)  # kernels for these sizes are made once a worker
        texts: list[str] = []
        seconds = cpu_of(lambda: texts.extend(_page_text(p) for p in paths), times=1)  # noqa: B023
        kinds[kind] = {"pipeline": seconds / len(paths), "pipeline_error": _error(made, texts), **_tesseract(paths, made)}
    paths = sorted((folder / "scans").glob("*/*.png"))
    return {"pages": len(paths), "kinds": kinds, "stages": {k: v for k, v in whole(paths).items() if k != "all"}}


def _page_text(path: Path) -> str:
    (processed,) = process_all([path])
    pages = from_bytes(table("pages"), [processed.tables["pages"]])
    return "".join(pages["text"].to_pylist())


def _tesseract(paths: list[Path], made: list[ScannedPage]) -> dict[str, float | None]:
    """One thread, Swedish, the pages handed over together so that its start counts once."""
    program = shutil.which("tesseract")
    if not program or "swe" not in subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False).stdout:  # noqa: S603
        return {"tesseract": None, "tesseract_error": None}
    listed = paths[0].with_suffix(".list")
    listed.write_text("\n".join(map(str, paths)), "utf-8")
    out = listed.with_suffix("")
    command = [program, str(listed), str(out), "-l", "swe", "--dpi", "200"]
    seconds = program_cpu([command], {**os.environ, "OMP_THREAD_LIMIT": "1"})
    texts = out.with_suffix(".txt").read_text("utf-8").split("\f")
    return {"tesseract": seconds / len(paths), "tesseract_error": _error(made, texts)}


def _error(made: list[ScannedPage], texts: list[str]) -> float:
    """The mean character error rate; white space of any length is one space."""
    from rapidfuzz.distance import Levenshtein

    return mean(Levenshtein.distance(p.text, " ".join(t.split())) / len(p.text) for p, t in zip(made, texts, strict=False))
