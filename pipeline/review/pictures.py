"""Pictures of pages for the review, drawn when they are asked for, while their files are where they were read."""

from __future__ import annotations

import threading
from collections import OrderedDict
from pathlib import Path
from typing import Final

from pipeline.document import InputItem
from pipeline.lock import LOCK_NAME
from pipeline.report.boxes import Box, QuoteFinder
from pipeline.report.images import PagePicture, has_pictures, pictures, read_source
from pipeline.report.source import shows_persons
from pipeline.review.journal import Row
from pipeline.store import DATABASE_NAME

_KEPT: Final = 24
_DOCUMENTS_KEPT: Final = 500


class Pictures:
    """The last pages drawn. One page is drawn at a time: the library that draws them knows no threads."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._lock = threading.Lock()
        self._drawn: OrderedDict[tuple[str, int], PagePicture | None] = OrderedDict()
        self._places: OrderedDict[str, InputItem] = OrderedDict()

    def page(self, document: Row, page: Row) -> PagePicture | None:
        """The page as it looks; None where it has no picture, or its file is gone, has changed or was read without its private persons."""
        if not has_pictures(document):
            return None
        with self._lock:
            key = str(document["document_id"]), int(page["page"])
            if key not in self._drawn:
                self._drawn[key] = self._draw(document, page)
                if len(self._drawn) > _KEPT:
                    self._drawn.popitem(last=False)
            self._drawn.move_to_end(key)
            return self._drawn[key]

    def _draw(self, document: Row, page: Row) -> PagePicture | None:
        data = read_source(document, self._place(str(document["sha256"])))
        if data is None:
            return None
        return next(pictures(document, data, [page]), None)

    def _place(self, sha256: str) -> InputItem | None:
        """Where the content was read from; None where the runs' state is not there or a run holds it."""
        import duckdb

        if sha256 in self._places:
            return self._places[sha256]
        path = self._out / DATABASE_NAME
        if not path.exists() or (self._out / LOCK_NAME).exists():
            return None
        try:
            with duckdb.connect(str(path), read_only=True) as connection:
                found = connection.execute(
                    "SELECT source_path, location, options FROM inputs WHERE sha256 = ? AND status = 'done' ORDER BY source_path LIMIT 1",
                    [sha256],
                ).fetchone()
        except duckdb.Error:
            return None
        if found is None or not shows_persons(str(found[2] or "")):
            return None
        file, *members = str(found[1]).split("!/")
        self._places[sha256] = InputItem(str(found[0]), file, tuple(members))
        if len(self._places) > _DOCUMENTS_KEPT:
            self._places.popitem(last=False)
        return self._places[sha256]


def boxes(picture: PagePicture, page: Row, start: int, end: int) -> list[Box]:
    """Where on the picture the characters ``start`` to ``end`` of the document stand: boxes in shares of its width and height."""
    if picture.words is None:
        return []
    offset, length = int(page["char_start"]), len(page["text"])
    first, last = max(0, start - offset), min(length, end - offset)
    return QuoteFinder(page["text"], picture.words).boxes(first, last) if first < last else []
