"""How much is measured: in a few minutes, in full, or just enough to see that every measurement works."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Size:
    """Numbers of documents and pages. ``minutes`` long minutes and ``papers`` short papers make a dump; ``documents`` are the sizes of
    whole runs, each measured beside the others; ``made`` is the number of documents of a run whose reading is left out, so that only the
    driver works; ``characters`` the length of repetitive texts."""

    name: str
    minutes: int
    papers: int
    plumbed_pages: int
    scans: int
    texts: int
    documents: tuple[int, ...]
    workers: int
    made: int
    linked: int
    characters: int
    starts: int


SIZES: Final = {
    size.name: size
    for size in (
        Size("tiny", 1, 2, 1, 1, 2, (2, 4), 1, 20, 50, 400, 1),
        Size("quick", 8, 40, 30, 4, 200, (100, 1_000), 40, 5_000, 10_000, 20_000, 5),
        Size("full", 24, 120, 60, 12, 400, (100, 1_000, 10_000), 80, 100_000, 100_000, 200_000, 9),
    )
}
