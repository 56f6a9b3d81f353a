"""Pages made to exhaust a reader: each costs at most its limits, and its neighbours nothing."""

from __future__ import annotations

import io
import random
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen.canvas import Canvas

from pipeline.archive import content_hash
from pipeline.discover import check_inputs, discover
from pipeline.document import InputItem
from pipeline.engines.local import Failure, Limits, LocalPool
from pipeline.engines.worker import Processed, WorkItem, process_item

LINES = ("Kommunstyrelsen", "Sammanträdesprotokoll 2023-03-01", "§ 1 Omröstning", "Kommunstyrelsen beslutar att anta avtalet.")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds a process's data")


def drawing(objects: int = 10_000) -> bytes:
    """A page of many crossing rules, with the word that makes the reader look for a ruled table."""
    buffer = io.BytesIO()
    canvas, places = Canvas(buffer), random.Random(1)
    for n in range(objects):
        x, y = 30 + 500 * places.random(), 30 + 700 * places.random()
        canvas.line(x, y, x, y + 40) if n % 2 else canvas.line(x, y, x + 40, y)
    for n, line in enumerate(LINES):
        canvas.drawString(60, 800 - 15 * n, line)
    canvas.save()
    return buffer.getvalue()


def scan(side: int) -> bytes:
    """A square scan of ``side`` × ``side`` pixels."""
    page = Image.new("1", (side, side), 1)
    font = ImageFont.load_default(side / 60)
    for n, line in enumerate(LINES):
        ImageDraw.Draw(page).text((side // 10, side // 10 + n * side // 25), line, font=font, fill=0)
    buffer = io.BytesIO()
    page.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


def process(folder: Path, **limits: float) -> dict[str, Processed | Failure]:
    items = [i for i in discover(check_inputs([folder])) if isinstance(i, InputItem)]
    work = [WorkItem(i, content_hash(i), "auto", "0") for i in items]
    pool: LocalPool[WorkItem, Processed] = LocalPool(process_item, Limits(1, **limits))  # type: ignore[arg-type]
    return {w.item.source_path: result for w, result in pool.run(work)}


@pytest.mark.ocr
def test_hard_pages_are_read_or_refused_within_the_limits(tmp_path: Path) -> None:
    (tmp_path / "1 drawing.pdf").write_bytes(drawing())
    (tmp_path / "2 scan of 100 megapixels.png").write_bytes(scan(10_000))
    (tmp_path / "3 scan of 132 megapixels.png").write_bytes(scan(11_500))
    (tmp_path / "4 neighbour.txt").write_text("\n".join(LINES))
    results = process(tmp_path)
    for name in ("1 drawing.pdf", "2 scan of 100 megapixels.png", "4 neighbour.txt"):
        assert isinstance(results[name], Processed), results[name]
    refused = results["3 scan of 132 megapixels.png"]
    assert isinstance(refused, Failure) and refused.code == "too_large" and "200 to 300 dpi" in refused.message


def test_a_page_over_the_limit_of_time_or_memory_costs_itself_alone(tmp_path: Path) -> None:
    # The limits are so low that any machine meets them: no page of a scan can be recognised in half a second and 700 MiB.
    (tmp_path / "1 scan.png").write_bytes(scan(10_000))
    (tmp_path / "2 empty.txt").write_bytes(b"")
    results = process(tmp_path, timeout_seconds=0.5, memory_bytes=700 << 20)
    over = results["1 scan.png"]
    assert isinstance(over, Failure) and over.code in ("timeout", "out_of_memory")
    behind = results["2 empty.txt"]
    assert isinstance(behind, Failure) and behind.code in ("empty", "timeout")
