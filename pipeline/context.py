"""A quote in its place: the words before and after it, read from the pages of its document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from pipeline.exit_codes import ExitCode, UserError
from pipeline.published import read_pages, read_rows


@dataclass(frozen=True, slots=True)
class QuoteContext:
    """The words a row rests on and those around them; ``before + quote + after`` is the document's own text, unbroken.

    Printed, the quote stands between ``»`` and ``«``; a notebook marks it.
    """

    before: str
    quote: str
    after: str
    source_path: str
    page: int

    def __str__(self) -> str:
        return f"{self.before}»{self.quote}«{self.after}\n({self.source_path}, page {self.page})"

    def _repr_html_(self) -> str:
        text = f"{escape(self.before)}<mark>{escape(self.quote)}</mark>{escape(self.after)}"
        source = f"{escape(self.source_path)}, page {self.page}"
        return f'<figure><blockquote style="white-space:pre-wrap">{text}</blockquote><figcaption>{source}</figcaption></figure>'


def quote_in_context(out: Path, row: Any, characters: int) -> QuoteContext:
    """The quote of ``row`` (a mapping, a Series or a named tuple) with up to ``characters`` of text on either side, in whole
    words.

    Raises :class:`UserError` where the row tells no place, or where its quote is not there.
    """
    document_id = _value(row, "document_id")
    start, end = int(_value(row, "char_start")), int(_value(row, "char_end"))
    pages = read_pages(out, document_id)
    text = "".join(p["text"] for p in pages)
    quote = text[start:end]
    told = _value(row, "quote", quote)
    if quote != told:
        raise UserError(
            f"{document_id}: the quote {told[:40]!r} is not at characters {start}–{end}; the row is of another output than {out}",
            ExitCode.BAD_ARGUMENTS,
        )
    (document,) = read_rows(out, "documents", {document_id}, ["document_id", "source_path"])
    page = next((p["page"] for p in pages if start < p["char_end"]), len(pages))
    before, after = text[max(0, start - characters) : start], text[end : end + characters]
    if len(before) < start:
        before = re.sub(r"^\S+", "", before, count=1)
    if end + len(after) < len(text):
        after = re.sub(r"\S+\Z", "", after, count=1)
    return QuoteContext(before, quote, after, document["source_path"], page)


_NEEDED = object()


def _value(row: Any, name: str, default: Any = _NEEDED) -> Any:
    import pandas as pd

    # A Series has its columns as items too; a named tuple has them as attributes only.
    found = row.get(name) if isinstance(row, Mapping) or hasattr(row, "get") else getattr(row, name, None)
    missing = found is None or bool(pd.isna(found))
    if missing and default is _NEEDED:
        raise UserError(
            f"the row has no {name}; give a row of a table with evidence (outcomes, agreements, …) or of partnership_events",
            ExitCode.BAD_ARGUMENTS,
        )
    return default if missing else found
