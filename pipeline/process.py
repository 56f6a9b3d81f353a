"""From one input's bytes to the rows of its tables: read, clean, segment, extract."""

from __future__ import annotations

from typing import Any, Literal, cast

from pipeline.document import InputItem, Page, ReadDocument, ReadError
from pipeline.readers.limits import DEFAULT_LIMITS, Limits

Row = dict[str, Any]


def process(item: InputItem, data: bytes, sha256: str, ocr: str, limits: Limits = DEFAULT_LIMITS) -> dict[str, list[Row]]:
    """The rows of one document by table name; raises :class:`ReadError` where the content gives no document."""
    from pipeline.readers import read

    document = read(data, item.source_path, ocr=cast(Literal["auto", "off", "always"], ocr), limits=limits)
    return understand(document, item.source_path, sha256, len(data))


def understand(document: ReadDocument, source_path: str, sha256: str, size: int) -> dict[str, list[Row]]:
    """The rows of a document that has been read."""
    from pipeline.checks import warnings_of
    from pipeline.clean import clean
    from pipeline.extract import RowBuilder, extract, fact_rows
    from pipeline.segment import segment

    document_id = sha256[:16]
    raw = "".join(page.text for page in document.pages)
    view = clean(document.pages)
    if not view.text.strip():
        raise ReadError("no_text", "no text was found beside page numbers and rules; check that it is not blank", stage="process")
    structure = segment(view)
    facts = extract(view, structure)
    builder = RowBuilder(document_id, raw, view, document.pages)
    rows = fact_rows(builder, facts)
    rows["cases"] = [builder.case(case) for case in structure.cases]
    rows["pages"] = _page_rows(document_id, document.pages)
    rows["parts"] = [_part_row(document_id, part, builder) for part in structure.parts]
    meta = structure.metadata
    row = {
        "document_id": document_id,
        "sha256": sha256,
        "source_path": source_path,
        "media_type": document.media_type,
        "size_bytes": size,
        "pages": len(document.pages),
        "characters": len(raw),
        "text_source": _text_source(document.pages),
        "ocr_confidence": _ocr_confidence(document.pages),
        "language": meta.language,
        "municipality_code": meta.municipality_code,
        "municipality": meta.municipality,
        "document_type": meta.document_type,
        "body": meta.body,
        "document_date": meta.document_date,
        "meeting_date": meta.meeting_date,
        "title": meta.title,
    }
    row["warnings"] = warnings_of(row, document.pages, rows, document.warnings)
    rows["documents"] = [row]
    return rows


def _page_rows(document_id: str, pages: list[Page]) -> list[Row]:
    rows, start = [], 0
    for page in pages:
        row = {"document_id": document_id, "page": page.number, "text": page.text, "char_start": start, "char_end": start + len(page.text)}
        rows.append({**row, "text_source": page.text_source, "ocr_confidence": page.ocr_confidence})
        start += len(page.text)
    return rows


def _part_row(document_id: str, part: Any, builder: Any) -> Row:
    start, end = builder.view.raw_span(part.start, max(part.end, part.start + 1))
    start = 0 if part.index == 0 else start
    return {
        "document_id": document_id,
        "part": part.index,
        "document_type": part.document_type,
        "title": part.title,
        "document_date": part.document_date,
        "page": builder.view.page_of(start),
        "char_start": start,
        "char_end": end,
    }


def _text_source(pages: list[Page]) -> str:
    sources = {page.text_source for page in pages if page.text.strip()}
    return sources.pop() if len(sources) == 1 else "mixed"


def _ocr_confidence(pages: list[Page]) -> float | None:
    recognised = [(page.ocr_confidence, len(page.text)) for page in pages if page.ocr_confidence is not None]
    total = sum(n for _, n in recognised)
    return round(sum(c * n for c, n in recognised) / total, 4) if total else None
