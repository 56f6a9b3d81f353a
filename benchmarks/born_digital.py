"""Born-digital PDFs: the whole pipeline beside PDFium and pdfplumber alone and pdftotext, on the same files."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.inputs import write_dump
from benchmarks.sizes import Size
from benchmarks.timing import cpu_of, program_cpu
from benchmarks.whole import whole

WARM_UP: Final = 5_000


def measure(size: Size, folder: Path) -> dict[str, Any]:
    """Processor seconds a page of each, and the share of each stage of the pipeline."""
    # Loads and compiles what a worker does once.
    whole(write_dump(folder / "others", ".pdf", size.minutes // 8, size.papers // 2, WARM_UP).paths)
    dump = write_dump(folder / "pdfs", ".pdf", size.minutes, size.papers)
    paths = dump.paths
    pages = sum(_pdfium(p) for p in paths)
    stages = whole(paths)
    few, plumbed = [], 0
    for path in paths:
        if plumbed < size.plumbed_pages:
            few.append(path)
            plumbed += _pdfium(path)
    found = {
        "minutes": size.minutes,
        "papers": size.papers,
        "characters": dump.characters,
        "pages": pages,
        "pipeline": stages["all"] / pages,
        "pdfium": cpu_of(lambda: [_pdfium(p) for p in paths], times=3) / pages,
        "pdfplumber": cpu_of(lambda: list(map(_pdfplumber, few))) / plumbed,
        "pdftotext": _pdftotext(paths, pages),
        "stages": {k: v for k, v in stages.items() if k != "all"},
    }
    # The few pages of pdfplumber are compared with the pipeline on the same ones.
    found["pipeline_on_plumbed"] = whole(few)["all"] / plumbed
    return found


def _pdfium(path: Path) -> int:
    """Read the text of all pages; returns their number."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        for page in document:
            page.get_textpage().get_text_range()
        return len(document)
    finally:
        document.close()


def _pdfplumber(path: Path) -> None:
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.close()


def _pdftotext(paths: Sequence[Path], pages: int) -> float | None:
    program = shutil.which("pdftotext")
    return program_cpu([[program, str(p), "-"] for p in paths]) / pages if program else None
