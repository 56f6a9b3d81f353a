"""Pictures of pages from the files that the documents were read from, with the places of their quotes."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline.archive import read_item
from pipeline.document import InputItem, ReadError
from pipeline.published import Row
from pipeline.readers.layout import Word
from pipeline.readers.limits import Limits
from pipeline.readers.pdf import drawn_page
from pipeline.readers.pdf_words import page_words
from pipeline.report.boxes import PageWords

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


def pictures(document: Row, data: bytes, pages: Mapping[int, bool]) -> Iterator[PagePicture]:
    """Pictures of the pages of these numbers, one after the other; those that cannot be drawn are passed over.

    ``pages`` says of each whether its text was recognised: then it is recognised again, for the places of its words.
    """
    yield from _pdf_pictures(data, pages) if document["media_type"] == _PDF else _image_pictures(data, pages)


def _pdf_pictures(data: bytes, pages: Mapping[int, bool]) -> Iterator[PagePicture]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    try:
        for index in range(len(document)):
            if index + 1 in pages:
                try:
                    yield _scanned_page(document, index) if pages[index + 1] else _pdf_page(document, index)
                except pypdfium2.PdfiumError:
                    continue
    finally:
        document.close()


def _pdf_page(document: Any, index: int) -> PagePicture:
    page = document[index]
    textpage = page.get_textpage()
    try:
        width, height = page.get_size()
        bitmap = page.render(scale=_LONGEST_SIDE / max(width, height, 1.0))
        try:
            image = bitmap.to_pil().convert("RGB")
        finally:
            bitmap.close()
        words: list[Word] = page_words(page, textpage, textpage.get_text_range())
        return _picture(index + 1, image, PageWords(words, width, height) if words else None)
    finally:
        textpage.close()
        page.close()


def _scanned_page(document: Any, index: int) -> PagePicture:
    page = document[index]
    try:
        return _located(index + 1, drawn_page(page, Limits()))
    finally:
        page.close()


def _located(page: int, pixels: NDArray[np.uint8]) -> PagePicture:
    """A page recognised again, straight as the recogniser set it."""
    from PIL import Image

    from pipeline.readers.ocr import locate

    found = locate(pixels)
    height, width = found.image.shape[:2]
    return _picture(page, Image.fromarray(found.image), PageWords(found.words, width, height))


def _image_pictures(data: bytes, pages: Mapping[int, bool]) -> Iterator[PagePicture]:
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
                        yield _located(frame + 1, prepared(image))
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
