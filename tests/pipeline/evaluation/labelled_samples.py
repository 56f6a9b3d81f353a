"""An output made by the real pipeline from texts of our own, and gold written beside it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline import schema
from pipeline.document import Page, ReadDocument
from pipeline.process import understand
from pipeline.rows import arrow_table

EXTRACT = """ÄLVSUNDS KOMMUN
Kommunstyrelsen
PROTOKOLLSUTDRAG
Sammanträdesdatum 2021-03-09

§ 31
Förnyat samarbetsavtal med Kunshan, Kina
Dnr KS 2021/88

Beslut
1. Kommunstyrelsen beslutar att förnya samarbetsavtalet med Kunshan för perioden 1 januari 2022–31 december 2025.
2. Kommunstyrelsen uppdrar åt kommundirektören att återkomma med en utvärdering.

Reservation
Mot beslutet reserverar sig Karin Lundmark (V).

Yrkanden
Karin Lundmark (V) yrkar avslag på förslaget.
"""
MOTION = """SOLBERGA KOMMUN
Kommunfullmäktige

MOTION
2019-05-02

Avsluta samarbetet med Zibo

Solberga och Zibo i Kina är vänorter sedan 1998. Utbytet har gällt skola och kultur.

Jag yrkar
att Solberga kommun säger upp vänortsavtalet med Zibo

Erik Sandberg (L)
"""
TEXTS = {"utdrag-31": EXTRACT, "motion-zibo": MOTION}
Rows = dict[str, list[dict[str, Any]]]


def rows_of(texts: dict[str, str]) -> Rows:
    """Rows by table of texts, read and understood by the real pipeline; the keys are stems of file names."""
    rows: Rows = {t.name: [] for t in schema.TABLES}
    for stem, text in texts.items():
        read = ReadDocument("text/plain", [Page(1, text, "text")], [])
        for name, found in understand(read, f"{stem}.txt", hashlib.sha256(text.encode()).hexdigest(), len(text)).items():
            rows[name] += found
    for row in rows["documents"]:
        row |= {"pipeline_version": "0", "duplicate_paths": []}
    return rows


def write_output(out: Path, rows: Rows) -> Path:
    out.mkdir(exist_ok=True)
    for table in schema.TABLES:
        pq.write_table(arrow_table(table, rows.get(table.name, [])), out / f"{table.name}.parquet")
    return out


def write_gold(folder: Path, **labels: object) -> Path:
    """A gold file for each keyword; ``_`` in a keyword is ``-`` in the stem."""
    folder.mkdir(exist_ok=True)
    for stem, of_document in labels.items():
        text = of_document if isinstance(of_document, str) else json.dumps(of_document, ensure_ascii=False)
        (folder / f"{stem.replace('_', '-')}.json").write_text(text, "utf-8")
    return folder
