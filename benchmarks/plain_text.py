"""Plain text: characters a second through the whole pipeline, and the share of each stage and extractor."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.inputs import write_texts
from benchmarks.sizes import Size
from benchmarks.timing import cpu_of
from benchmarks.whole import process_all, whole


def measure(size: Size, folder: Path) -> dict[str, Any]:
    """``characters_per_second`` of reading to Arrow rows (what a worker does), of spaCy's tokeniser alone, and the stages' seconds."""
    import spacy

    paths = write_texts(folder / "texts", size.texts)
    texts = [p.read_text("utf-8") for p in paths]
    characters = sum(map(len, texts))
    process_all(paths[:5])
    blank = spacy.blank("sv")
    blank(texts[0])
    stages = whole(paths)
    of_the_driver = ("store", "link", "publish", "all")
    return {
        "documents": len(paths),
        "characters": characters,
        "characters_per_second": characters / sum(v for k, v in stages.items() if k not in of_the_driver),
        "tokeniser": characters / cpu_of(lambda: [blank(t) for t in texts]),
        "stages": {k: v for k, v in stages.items() if k != "all"},
    }
