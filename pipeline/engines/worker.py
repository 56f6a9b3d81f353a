"""What a worker process does with one input: read it, understand it, check the rows, hand them back as Arrow."""

from __future__ import annotations

import gc
import hashlib
from dataclasses import dataclass, field
from functools import cache

import pyarrow as pa

from pipeline.archive import read_item
from pipeline.document import InputItem, ReadError
from pipeline.privacy.policy import Policy
from pipeline.readers.limits import DEFAULT_LIMITS, Limits
from pipeline.rows import SchemaError, to_bytes
from pipeline.schema import TABLES, Table

_OF_THE_RUN = ("partnerships", "case_links", "correction_log", "failures")
DOCUMENT_TABLES: tuple[Table, ...] = tuple(t for t in TABLES if t.name not in _OF_THE_RUN)
Rows = dict[str, list[dict[str, object]]]
_SELDOM = (50_000, 20, 20)
# For the local engine: what is loaded before processes for this module's functions are forked.
PRELOADED = ("pipeline.engines.preloaded",)


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One input to be read, with the options it is read with. ``sha256`` is what the content was when it was found."""

    item: InputItem
    sha256: str
    ocr: str
    version: str
    privacy: Policy = field(default_factory=Policy)
    limits: Limits = DEFAULT_LIMITS


@dataclass(frozen=True, slots=True)
class Processed:
    """A document's rows: for each table that has any, an Arrow record batch (:func:`pipeline.rows.to_bytes`). ``peak_memory`` is what
    the worker ever held, in bytes."""

    sha256: str
    document_id: str
    pages: int
    warnings: list[str]
    tables: dict[str, bytes]
    peak_memory: int = 0

    @property
    def size_bytes(self) -> int:
        return sum(len(t) for t in self.tables.values())


def process_item(work: WorkItem) -> Processed:
    """Read and understand one input. Raises :class:`ReadError` where it gives no document or its rows break the schema."""
    from pipeline.manifest import peak_memory
    from pipeline.privacy.rows import redact
    from pipeline.process import process

    data = read_item(work.item)
    if not data:
        raise ReadError("empty", "the file is empty; check that it was copied whole")
    sha256 = hashlib.sha256(data).hexdigest()
    rows = redact(process(work.item, data, sha256, work.ocr, work.limits), work.privacy)
    keep_loaded()
    document = rows["documents"][0]
    document["pipeline_version"] = work.version
    try:
        check_evidence(rows)
        tables = packed(rows)
    except (SchemaError, pa.ArrowInvalid, pa.ArrowTypeError) as error:
        message = f"what was extracted breaks the schema ({error}); please report it with the document"
        raise ReadError("invalid_rows", message, "process") from error
    warnings = document.get("warnings") or []
    return Processed(
        sha256,
        str(document["document_id"]),
        len(rows.get("pages", ())),
        [str(w) for w in warnings] if isinstance(warnings, (list, tuple)) else [],
        tables,
        peak_memory(),
    )


def packed(rows: Rows) -> dict[str, bytes]:
    """The rows of each table that has any, checked, as bytes. Raises :class:`SchemaError`."""
    return {t.name: to_bytes(t, rows[t.name]) for t in DOCUMENT_TABLES if rows.get(t.name)}


@cache
def keep_loaded() -> None:
    """What the first document loaded (lexicons, patterns) stays for all that follow: the garbage collector need not go through it again,
    and what a document leaves behind is hardly ever garbage, so that it need not look often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_SELDOM)


def check_evidence(rows: Rows) -> None:
    """Raise :class:`SchemaError`, naming the row, unless all rows are of one document, its pages lie end to end and every quote is
    what its offsets point at, on the page it names."""
    document_id = rows["documents"][0].get("document_id")
    pages = sorted(rows.get("pages", []), key=lambda p: int(str(p["page"])))
    text = "".join(str(p["text"]) for p in pages)
    extents: dict[object, range] = {}
    start = 0
    for page in pages:
        extent = extents[page["page"]] = range(start, start + len(str(page["text"])))
        if (page["char_start"], page["char_end"]) != (extent.start, extent.stop):
            raise SchemaError(f"pages: page {page['page']} does not begin where the page before it ends")
        start = extent.stop
    for table in DOCUMENT_TABLES:
        for row in rows.get(table.name, ()):
            if row.get("document_id") != document_id:
                raise SchemaError(f"{table.name}: a row of another document ({row.get('document_id')!r})")
            if table.evidence and (fault := _evidence_fault(row, text, extents)):
                raise SchemaError(f"{table.name}: the quote {str(row.get('quote'))[:60]!r} {fault} ({row.get('extractor')})")


def _evidence_fault(row: dict[str, object], text: str, extents: dict[object, range]) -> str | None:
    """What is wrong with a row's evidence, if anything."""
    start, end, quote = row.get("char_start"), row.get("char_end"), row.get("quote")
    if not (isinstance(start, int) and isinstance(end, int) and quote and text[max(0, start) : end] == quote):
        return f"is not what stands at {start}–{end}"
    if start not in extents.get(row.get("page"), range(0)):
        return f"does not begin on page {row.get('page')}"
    return None
