"""Pictures of pages from the files that the documents were read from, with the places of their quotes."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline.archive import read_item
from pipeline.document import InputItem, ReadError
from pipeline.published import Row
from pipeline.readers.layout import Word, lay_out
from pipeline.readers.limits import Limits
from pipeline.readers.pdf import drawn_page
from pipeline.readers.pdf_tables import has_ruled_table, put_rows_together
from pipeline.readers.pdf_words import page_words
from pipeline.readers.textform import finish
from pipeline.report.boxes import PageWords
from pipeline.report.masking import black_out, character_boxes, is_masked, pieces_under, word_boxes
from pipeline.report.upright import upright

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

_LONGEST_SIDE: Final = 1300
_QUALITY: Final = 55
_EFFORT: Final = 3
_PDF: Final = "application/pdf"


@dataclass(slots=True)
class PagePicture:
    """A page as it looks: WebP, its size in pixels, and its words with their places; a scan is set straight."""

    page: int
    webp: bytes
    width: int
    height: int
    words: PageWords | None


def has_pictures(document: Row) -> bool:
    """Whether the document's pages can be shown as they look: a PDF or an image."""
    return document["media_type"] == _PDF or str(document["media_type"]).startswith("image/")


def read_source(document: Row, item: InputItem | None) -> bytes | None:
    """The content the document was read from; None where it is gone or has changed since."""
    if item is None:
        return None
    try:
        data = read_item(item)
    except (ReadError, OSError):
        return None
    return data if hashlib.sha256(data).hexdigest() == document["sha256"] else None


def pictures(document: Row, data: bytes, pages: Iterable[Row]) -> Iterator[PagePicture]:
    """Pictures of these rows of ``pages``, one after the other; those that cannot be drawn are passed over.

    A page whose text was recognised is recognised again, for the places of its words. What is masked in the text is black in the
    picture; a page of which that cannot be made sure is passed over.
    """
    rows = {int(p["page"]): p for p in pages}
    yield from _pdf_pictures(data, rows) if document["media_type"] == _PDF else _image_pictures(data, rows)


def _pdf_pictures(data: bytes, pages: Mapping[int, Row]) -> Iterator[PagePicture]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    try:
        for index in range(len(document)):
            if index + 1 in pages:
                try:
                    row = pages[index + 1]
                    drawn = _scanned_page(document, row) if row["text_source"] == "ocr" else _pdf_page(document, data, row)
                except pypdfium2.PdfiumError:
                    continue
                if drawn:
                    yield drawn
    finally:
        document.close()


def _pdf_page(document: Any, data: bytes, row: Row) -> PagePicture | None:
    page = document[row["page"] - 1]
    textpage = page.get_textpage()
    try:
        text = textpage.get_text_range()
        words: list[Word] = page_words(page, textpage, text)
        turn, placed = upright(page, words)
        masked = is_masked(row["text"])
        # A note laid on the page is no part of its text: it was never looked through for what is to be masked.
        bitmap = page.render(scale=_LONGEST_SIDE / max(*page.get_size(), 1.0), rotation=turn, draw_annots=not masked)
        try:
            image = bitmap.to_pil().convert("RGB")
        finally:
            bitmap.close()
        if masked:
            laid = put_rows_together(data, row["page"] - 1, words) if has_ruled_table(page, text) else words
            pieces = pieces_under(row["text"], finish(lay_out(laid)))
            boxes = character_boxes(pieces, page, textpage, image.size, turn) if pieces is not None else None
            if boxes is None:
                return None
            black_out(image, boxes)
        return _picture(row["page"], image, placed if words else None)
    finally:
        textpage.close()
        page.close()


def _scanned_page(document: Any, row: Row) -> PagePicture | None:
    page = document[row["page"] - 1]
    try:
        return _located(row, drawn_page(page, Limits()))
    finally:
        page.close()


def _located(row: Row, pixels: NDArray[np.uint8]) -> PagePicture | None:
    """A page recognised again, straight as the recogniser set it."""
    from PIL import Image

    from pipeline.readers.ocr import locate

    found = locate(pixels)
    image = Image.fromarray(found.image)
    if is_masked(row["text"]):
        pieces = pieces_under(row["text"], finish(lay_out(found.words)))
        boxes = word_boxes(pieces, found.words) if pieces is not None else None
        if boxes is None:
            return None
        black_out(image, boxes)
    return _picture(row["page"], image, PageWords(found.words, *image.size))


def _image_pictures(data: bytes, pages: Mapping[int, Row]) -> Iterator[PagePicture]:
    import warnings

    from PIL import Image

    from pipeline.readers.image import prepared

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the size: the document was read under a limit before
        try:
            with Image.open(io.BytesIO(data)) as image:
                for frame in range(int(getattr(image, "n_frames", 1))):
                    if frame + 1 in pages:
                        image.seek(frame)
                        drawn = _located(pages[frame + 1], prepared(image))
                        if drawn:
                            yield drawn
        except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError):
            return


def _picture(page: int, image: Image.Image, words: PageWords | None) -> PagePicture:
    image.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    held = io.BytesIO()
    image.save(held, "WEBP", quality=_QUALITY, method=_EFFORT)
    return PagePicture(page, held.getvalue(), image.width, image.height, words)


def write_picture(picture: PagePicture, folder: Path) -> str:
    """Write the picture into a folder; its file name."""
    name = f"{picture.page}.webp"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(picture.webp)
    return name
