"""A document's page: its text, its values and, where the file is still there, pictures of its pages with the quotes' places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from markupsafe import Markup

from pipeline.document import InputItem
from pipeline.published import Row
from pipeline.report import links
from pipeline.report.boxes import Box, QuoteFinder
from pipeline.report.images import PagePicture, has_pictures, pictures, read_source, write_picture
from pipeline.report.markup import Span, marked
from pipeline.report.masking import is_masked
from pipeline.report.source import Bundle
from pipeline.report.values import Value, ordered_tables, values_of
from pipeline.report.writer import Writer

_SHOWN_AT_FIRST: Final = ("outcomes", "agreements", "decisions", "focus_areas")
_SEARCHED_CHARACTERS: Final = 600


@dataclass(slots=True)
class Picture:
    """A page's picture in the site, and the boxes of values on it."""

    name: str
    width: int
    height: int
    boxes: list[tuple[int, str, Box]] = field(default_factory=list)


@dataclass(slots=True)
class PageShown:
    """A page as it is shown; ``picture`` is None where there is none; ``masked`` says that some of its characters are not to be seen."""

    number: int
    text: Markup
    source: str
    ocr_confidence: float | None
    picture: Picture | None
    masked: bool


def write_document(site: Writer, bundle: Bundle, item: InputItem | None, images: bool) -> list[Any]:
    """Write the document's page; its row for the index of documents. ``item`` is the file it was read from."""
    values = values_of(bundle, site.texts)
    spans = [v.span for v in values]
    document = bundle.document
    shown, why = _pictures(site, bundle, values, item) if images and has_pictures(document) else ({}, None)
    pages = [_page(row, spans, shown.get(row["page"])) for row in bundle.pages]
    groups = [(t.name, [v for v in values if v.table == t.name]) for t in ordered_tables()]
    site.page(
        links.document_page(bundle.document_id),
        "document.html",
        document=document,
        name=file_name(document["source_path"]),
        pages=pages,
        groups=[(name, rows) for name, rows in groups if rows],
        shown_at_first=_SHOWN_AT_FIRST,
        pictures=bool(shown),
        boxes=any(p.boxes for p in shown.values()),
        no_pictures=why,
        municipality=links.municipality_page(document["municipality_code"]) if document["municipality_code"] else None,
    )
    return _index_row(bundle)


def _page(row: Row, spans: list[Span], picture: Picture | None) -> PageShown:
    here = [s for s in spans if s.start < row["char_end"] and s.end > row["char_start"]]
    text = marked(row["text"], row["char_start"], here)
    return PageShown(row["page"], text, row["text_source"], row["ocr_confidence"], picture, is_masked(row["text"]))


def pages_to_draw(pages: Iterable[Row], values: Iterable[Row]) -> list[Row]:
    """The pages that values rest on."""
    places = [(v["char_start"], v["char_end"]) for v in values]
    return [p for p in pages if any(start < p["char_end"] and end > p["char_start"] for start, end in places)]


def _pictures(site: Writer, bundle: Bundle, values: list[Value], item: InputItem | None) -> tuple[dict[int, Picture], str | None]:
    """Pictures of the pages that values rest on, or the reason why there are none."""
    data = read_source(bundle.document, item)
    if data is None:
        return {}, "source_gone"
    rows = {r["page"]: r for r in bundle.pages}
    wanted = pages_to_draw(bundle.pages, [v.row for v in values])
    folder = links.document_images(bundle.document_id)
    found: dict[int, Picture] = {}
    for drawn in pictures(bundle.document, data, wanted):
        name = write_picture(drawn, site.path(f"{folder}/0").parent)
        found[drawn.page] = Picture(
            f"{folder.rsplit('/', 1)[-1]}/{name}", drawn.width, drawn.height, _boxes(drawn, rows[drawn.page], values)
        )
    if found:
        return found, None
    if not wanted:
        return {}, None
    return {}, "masked" if any(is_masked(r["text"]) for r in wanted) else "not_drawn"


def _boxes(drawn: PagePicture, page: Row, values: list[Value]) -> list[tuple[int, str, Box]]:
    """The boxes of the values whose quote, or a part of it, is on the page."""
    if drawn.words is None:
        return []
    finder = QuoteFinder(page["text"], drawn.words)
    offset, length = page["char_start"], len(page["text"])
    found: dict[tuple[int, int], list[Box]] = {}
    boxes = []
    for value in values:
        start, end = max(0, value.row["char_start"] - offset), min(length, value.row["char_end"] - offset)
        if start >= end:
            continue
        if (start, end) not in found:
            found[start, end] = finder.boxes(start, end)
        boxes += [(value.number, value.table, box) for box in found[start, end]]
    return boxes


def file_name(source_path: str) -> str:
    """The last part of a path, also inside an archive."""
    return source_path.rsplit("/", 1)[-1] or source_path


def _index_row(bundle: Bundle) -> list[Any]:
    """What the list of documents knows of it: see ``assets/documents.js`` for the order."""
    document = bundle.document
    day = document["meeting_date"] or document["document_date"]
    fates = [f"{r['counterpart'] or ''}:{r['outcome']}" for r in bundle.values.get("outcomes", ())]
    numbers = dict.fromkeys(r["case_number"] for r in bundle.values.get("case_numbers", ()) if r["role"] == "own")
    titles = dict.fromkeys(r["title"] for r in bundle.values.get("cases", ()) if r["title"])
    uncertain = sum(bool(r.get("uncertain")) for rows in bundle.values.values() for r in rows)
    warnings = dict.fromkeys(w.split(":", 1)[0] for w in document["warnings"] or ())
    return [
        links.document_page(bundle.document_id),
        document["source_path"],
        document["title"],
        document["municipality"],
        document["document_type"],
        day.isoformat() if day else None,
        list(numbers)[:20],
        list(dict.fromkeys(fates)),
        list(warnings),
        uncertain,
        " ".join(titles)[:_SEARCHED_CHARACTERS],
    ]
