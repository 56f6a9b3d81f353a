"""Rich Text Format (.rtf)."""

from __future__ import annotations

import re
from typing import Any

from pipeline.document import Page, ReadDocument, ReadError
from pipeline.readers.detect import RTF
from pipeline.readers.textform import CELL_GAP, finish


def read_rtf(data: bytes) -> ReadDocument:
    """The text of an RTF file, parted at explicit page breaks. Raises ReadError ``damaged``."""
    from striprtf import striprtf

    convert: Any = striprtf.rtf_to_text

    source = data.decode("latin-1")
    if source.count("{") > source.count("}") + 1:
        raise ReadError("damaged", "the RTF file is cut off; open it in a word processor and save it again as .docx or PDF")
    # striprtf drops page breaks and writes table cells as ``a|b|``: both are put in by marks of our own.
    source = re.sub(r"\\page(?![a-zA-Z0-9-])\s?", r"\\u57344 ?", source)
    source = re.sub(r"\\cell(?![a-zA-Z0-9-])\s?", r"\\u57345 ?", source)
    try:
        text = str(convert(source, encoding="cp1252", errors="replace"))
    except (ValueError, LookupError, ArithmeticError, TypeError) as error:
        raise ReadError("damaged", "the RTF file cannot be read; open it in a word processor and save it again as .docx or PDF") from error
    text = text.replace("\ue001", CELL_GAP).replace("\t", CELL_GAP)
    pages = [page for page in map(finish, text.split("\ue000")) if page] or [""]
    return ReadDocument(RTF, [Page(i, page, "text") for i, page in enumerate(pages, start=1)])
