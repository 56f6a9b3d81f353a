"""PDF files: the text layer by PDFium where it is good, recognition from the drawn page where it is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

from pipeline.document import Page, ReadDocument, ReadError
from pipeline.readers.detect import PDF
from pipeline.readers.layout import lay_out
from pipeline.readers.limits import Limits
from pipeline.readers.pdf_tables import has_ruled_table, put_rows_together
from pipeline.readers.pdf_words import page_words
from pipeline.readers.quality import legible, visible_characters
from pipeline.readers.textform import finish

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DPI: Final = 200
_LONGEST_SIDE: Final = 3600
_FEW_CHARACTERS: Final = 300
_IMAGE_COVER: Final = 0.35
_OUTLINE_SEGMENTS: Final = 800
_MOST_OBJECTS: Final = 3000


@dataclass(slots=True)
class _Notes:
    """Numbers of the pages that something is to be said about."""

    replaced: list[int] = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)
    damaged: list[int] = field(default_factory=list)

    def warnings(self) -> list[str]:
        """One sentence for each kind of page."""
        said = (
            (self.replaced, "text layer unreadable, text recognised from the image"),
            (self.unreadable, "text layer missing or unreadable and not recognised"),
            (self.damaged, "page damaged and left out"),
        )
        return [f"{what}: {_page_list(pages)}" for pages, what in said if pages]


def read_pdf(data: bytes, ocr: Literal["auto", "off", "always"], limits: Limits) -> ReadDocument:
    """The pages of a PDF. Raises ReadError ``encrypted``, ``damaged`` or ``too_large``."""
    import pypdfium2

    document = _open(data)
    try:
        count = len(document)
        if count == 0:
            raise ReadError("damaged", "the PDF has no pages; print or export it again")
        if count > limits.pages:
            raise ReadError("too_large", f"the PDF has {count} pages, more than the {limits.pages} allowed; split it")
        notes = _Notes()
        pages = []
        for i in range(count):
            try:
                pages.append(_read_page(document, data, i, ocr, limits, notes))
            except pypdfium2.PdfiumError:
                notes.damaged.append(i + 1)
                pages.append(Page(i + 1, "", "pdf_text"))
        if len(notes.damaged) == count:
            raise _damaged()
    finally:
        document.close()
    return ReadDocument(PDF, pages, notes.warnings())


def _open(data: bytes) -> Any:
    import pypdfium2
    import pypdfium2.raw as raw

    if max(data.rfind(b"%%EOF"), data.rfind(b"startxref")) < len(data) // 2:
        raise _damaged()
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY} or "assword" in str(error):
            raise ReadError("encrypted", "the PDF is protected by a password; save a copy without password") from error
        raise _damaged() from error


def _damaged() -> ReadError:
    return ReadError("damaged", "the PDF is damaged or cut off; download it again, or open it and print it to a new PDF")


def _read_page(document: Any, data: bytes, index: int, ocr: str, limits: Limits, notes: _Notes) -> Page:
    page = document[index]
    try:
        layer, wanting = ("", True) if ocr == "always" else _text_layer(page, data, index)
        if not wanting:
            return Page(index + 1, layer, "pdf_text")
        if ocr == "off":
            notes.unreadable.append(index + 1)
            return Page(index + 1, layer, "pdf_text")
        text, confidence = _recognise(page, limits)
        if ocr == "always" and not text:
            layer, _ = _text_layer(page, data, index)
        if _prefer_layer(layer, text):
            return Page(index + 1, layer, "pdf_text")
        if not text:
            notes.unreadable.append(index + 1)
        elif layer and ocr == "auto":
            notes.replaced.append(index + 1)
        return Page(index + 1, text, "ocr", confidence)
    finally:
        page.close()


def _text_layer(page: Any, data: bytes, index: int) -> tuple[str, bool]:
    """The text of the layer, laid out, and whether the page should rather be recognised."""
    textpage = page.get_textpage()
    try:
        text = textpage.get_text_range()
        if not text.strip():
            return "", _shows_text(page)
        words = page_words(page, textpage, text)
        wanting = not legible(text) or (visible_characters(text) < _FEW_CHARACTERS and _shows_text(page))
        if not wanting and has_ruled_table(page, text):
            words = put_rows_together(data, index, words)
        return finish(lay_out(words)), wanting
    finally:
        textpage.close()


def _prefer_layer(layer: str, recognised: str) -> bool:
    """Keep a sound layer of few words where the image adds little to it (a title page with a picture)."""
    return bool(layer) and legible(layer) and visible_characters(recognised) < 1.3 * visible_characters(layer)


def _shows_text(page: Any) -> bool:
    """Whether a page with hardly any text layer may show text all the same: a scan, or letters drawn as outlines."""
    import pypdfium2.raw as raw

    width, height = page.get_size()
    covered = 0.0
    segments = 0
    for i, item in enumerate(page.get_objects(max_depth=4)):
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            x0, y0, x1, y1 = item.get_bounds()
            covered += max(0.0, x1 - x0) * max(0.0, y1 - y0)
        elif item.type == raw.FPDF_PAGEOBJ_PATH:
            count = raw.FPDFPath_CountSegments(item.raw)
            segments += count if count >= 8 else 0
        if covered >= _IMAGE_COVER * width * height or segments >= _OUTLINE_SEGMENTS or i > _MOST_OBJECTS:
            return True
    return False


def _recognise(page: Any, limits: Limits) -> tuple[str, float | None]:
    from pipeline.readers.ocr import recognise

    found = recognise(drawn_page(page, limits))
    return found.text, found.confidence


def drawn_page(page: Any, limits: Limits) -> NDArray[np.uint8]:
    """The page drawn in grey at the resolution that recognition works with."""
    import numpy as np

    width, height = page.get_size()
    scale = min(DPI / 72, _LONGEST_SIDE / max(width, height, 1.0), (limits.pixels / max(width * height, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        pixels = np.array(bitmap.to_numpy(), dtype=np.uint8)
    finally:
        bitmap.close()
    return pixels[:, :, 0] if pixels.ndim == 3 and pixels.shape[2] == 1 else pixels


def _page_list(numbers: Sequence[int]) -> str:
    """Page numbers in words: ``page 3``, ``pages 1, 4-6``."""
    runs: list[list[int]] = []
    for n in numbers:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    text = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
    return ("page " if len(numbers) == 1 else "pages ") + text
