"""Plain text: characters a second through the whole pipeline, and the share of each stage and extractor."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.inputs import write_dump
from benchmarks.sizes import Size
from benchmarks.timing import cpu_of
from benchmarks.whole import warm_up, whole


def measure(size: Size, folder: Path) -> dict[str, Any]:
    """``characters_per_second`` of reading to Arrow rows (what a worker does), of spaCy's tokeniser alone, and the stages' seconds."""
    import spacy

    warm_up(size, folder / "others", ".txt")
    dump = write_dump(folder / "texts", ".txt", size.minutes, size.papers)
    blank = spacy.blank("sv")
    blank(dump.texts[0])
    stages = whole(dump.paths)
    of_the_driver = ("store", "link", "publish", "all")
    return {
        "minutes": size.minutes,
        "papers": size.papers,
        "characters": dump.characters,
        "characters_per_second": dump.characters / sum(v for k, v in stages.items() if k not in of_the_driver),
        "tokeniser": dump.characters / cpu_of(lambda: [blank(t) for t in dump.texts]),
        "stages": {k: v for k, v in stages.items() if k != "all"},
    }
