"""A worker function that makes rows without understanding anything, so that a run takes a moment: for tests of what surrounds it."""

from __future__ import annotations

import time
from pathlib import Path

from pipeline.document import ReadError
from pipeline.engines.worker import Processed, WorkItem
from pipeline.rows import to_bytes
from pipeline.schema import table


def quick(work: WorkItem) -> Processed:
    """A document of one page; one that says ``refuse`` is refused, and one that says ``slow`` takes longer."""
    text = Path(work.item.path).read_text("utf-8")
    if text.startswith("slow"):
        time.sleep(0.15)
    if text.startswith("refuse"):
        raise ReadError("damaged", "the file is damaged; get it again")
    common: dict[str, object] = {"document_id": work.sha256[:16], "text_source": "text"}
    head: dict[str, object] = {
        **common,
        "sha256": work.sha256,
        "source_path": work.item.source_path,
        "media_type": "text/plain",
        "size_bytes": len(text),
        "pages": 1,
        "characters": len(text),
        "document_type": "other",
        "pipeline_version": work.version,
    }
    page: dict[str, object] = {**common, "page": 1, "text": text, "char_start": 0, "char_end": len(text)}
    tables = {name: to_bytes(table(name), [row]) for name, row in (("documents", head), ("pages", page))}
    return Processed(work.sha256, work.sha256[:16], 1, [], tables)
