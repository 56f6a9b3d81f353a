"""The side of the output: the published rows of the documents that are labelled, and which gold file is of which document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.evaluation.gold import GoldFile
from pipeline.published import read_rows
from pipeline.schema import TABLES

Row = dict[str, Any]
EVIDENCE_TABLES = tuple(t.name for t in TABLES if t.evidence)


@dataclass(frozen=True, slots=True)
class Document:
    """What the output holds of one document: its row of ``documents``, its rows by table, and where each page's text came from."""

    row: Row
    tables: dict[str, list[Row]]
    pages: dict[int, Row] = field(default_factory=dict)

    def with_section(self, table: str) -> list[Row]:
        """The rows of ``table``, each with the ``section_number`` of its matter."""
        sections = {c["case_id"]: c["section_number"] for c in self.tables["cases"]}
        return [{**row, "section_number": sections.get(row["case_id"])} for row in self.tables[table]]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Which gold file is of which document. ``absent`` says of each gold file without document why; ``unlabelled`` are the
    source paths of the documents without gold."""

    pairs: list[tuple[GoldFile, Document]]
    absent: list[tuple[GoldFile, str]]
    unlabelled: list[str]


def pair(out: Path, gold: list[GoldFile]) -> Pairing:
    """Pair gold files with documents: by the stem of the document's file name, or where several documents have it by the gold
    file's ``source_path``."""
    documents = read_rows(out, "documents")
    by_stem: dict[str, dict[str, Row]] = defaultdict(dict)
    by_path: dict[str, Row] = {}
    for document in documents:
        for path in paths_of(document):
            by_stem[stem_of(path)][document["document_id"]] = document
            by_path[path] = document
    found: list[tuple[GoldFile, Row]] = []
    absent: list[tuple[GoldFile, str]] = []
    failures = {stem_of(f["source_path"]): f["message"] for f in read_rows(out, "failures")}
    for file in gold:
        named = by_stem.get(file.stem, {})
        row = next(iter(named.values())) if len(named) == 1 else by_path.get(str(file.labels.get("source_path")))
        if row is not None:
            found.append((file, row))
        else:
            absent.append((file, _why_absent(file, named, failures)))
    labelled = {row["document_id"] for _, row in found}
    return Pairing(
        list(zip((file for file, _ in found), documents_of(out, [row for _, row in found]), strict=True)),
        absent,
        sorted(d["source_path"] for d in documents if d["document_id"] not in labelled),
    )


def paths_of(document: Row) -> list[str]:
    """Every path that the document's content was found at."""
    return [document["source_path"], *(document["duplicate_paths"] or [])]


def stem_of(source_path: str) -> str:
    """The file name's stem: ``protokoll`` of ``dump.zip!/2019/protokoll.pdf``."""
    return Path(re.split("/", source_path)[-1]).stem


def documents_of(out: Path, rows: list[Row]) -> list[Document]:
    """The documents of some rows of ``documents``, with what the output holds of each."""
    wanted = {row["document_id"] for row in rows}
    tables = _tables(out, wanted)
    pages: dict[str, dict[int, Row]] = defaultdict(dict)
    for page in read_rows(out, "pages", wanted, ["document_id", "page", "text_source", "ocr_confidence"]):
        pages[page["document_id"]][page["page"]] = page
    return [Document(row, tables[row["document_id"]], pages[row["document_id"]]) for row in rows]


def _tables(out: Path, document_ids: Collection[str]) -> dict[str, dict[str, list[Row]]]:
    """Rows by document and table."""
    found: dict[str, dict[str, list[Row]]] = {d: {name: [] for name in ("parts", *EVIDENCE_TABLES)} for d in document_ids}
    for name in ("parts", *EVIDENCE_TABLES):
        for row in read_rows(out, name, document_ids):
            found[row["document_id"]][name].append(row)
    return found


def _why_absent(file: GoldFile, named: dict[str, Row], failures: dict[str, str]) -> str:
    if named:
        paths = ", ".join(sorted(p for row in named.values() for p in paths_of(row) if stem_of(p) == file.stem))
        return f"several documents have this name ({paths}); give the gold file the source_path of one"
    if file.stem in failures:
        return f"the document failed: {failures[file.stem]}"
    beside = sorted(p.name for p in file.path.parent.glob(f"{_escaped(file.stem)}.*") if p != file.path)
    if beside:
        return f"{beside[0]} beside it is not in the output; run `kommunbeslut run` on it"
    return "no document of this name is in the output, nor any beside the gold file; name the gold file after the document's file"


def _escaped(stem: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", stem)
