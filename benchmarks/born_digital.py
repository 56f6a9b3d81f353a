"""Born-digital PDFs: the whole pipeline beside PDFium and pdfplumber alone and pdftotext, on the same files."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.inputs import OTHERS, write_dump
from benchmarks.sizes import Size
from benchmarks.timing import cpu_of, program_cpu
from benchmarks.whole import warm_up, whole


def measure(size: Size, folder: Path) -> dict[str, Any]:
    """Processor seconds a page of each, and the share of each stage of the pipeline."""
    warm_up(size, folder / "others", ".pdf")
    dump = write_dump(folder / "pdfs", ".pdf", size.minutes, size.papers)
    paths = dump.paths
    pages = sum(_pdfium(p) for p in paths)
    stages = whole(paths)
    few, plumbed = _few(size, folder / "few")
    return {
        "minutes": size.minutes,
        "papers": size.papers,
        "characters": dump.characters,
        "pages": pages,
        "pipeline": stages["all"] / pages,
        "pdfium": cpu_of(lambda: [_pdfium(p) for p in paths], times=3) / pages,
        # The few pages that pdfplumber reads are compared with the pipeline on the same ones, which it has not seen before.
        "pipeline_on_plumbed": whole(few)["all"] / plumbed,
        "pdfplumber": cpu_of(lambda: list(map(_pdfplumber, few))) / plumbed,
        "pdftotext": _pdftotext(paths, pages),
        "stages": {k: v for k, v in stages.items() if k != "all"},
    }


def _few(size: Size, folder: Path) -> tuple[list[Path], int]:
    """A few more papers for pdfplumber, which is slow, and the number of their pages."""
    few: list[Path] = []
    pages = 0
    for path in write_dump(folder, ".pdf", 1, size.papers, 2 * OTHERS).paths:
        if pages < size.plumbed_pages:
            few.append(path)
            pages += _pdfium(path)
    return few, pages


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
