"""A folder or ZIP archive ready to be deposited: tables as CSV, a Data Package descriptor made from the schema, codebook, citation.

The descriptor follows the Data Package standard, version 2 (datapackage.org), with a Table Schema for every table.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline import codebook
from pipeline.config import package_version
from pipeline.export.citation import NO_CREATORS, PROGRAM_TITLE, Deposit, cite, dataset_version, extent
from pipeline.export.dataset import Dataset, file_digest
from pipeline.export.delimited import write_csv
from pipeline.export.formats import LICENCES, CitationFormat
from pipeline.export.rows import SEPARATOR, columns, written_beside
from pipeline.schema import CASE_ID, DOCUMENT_ID, TABLES, Column, Table

_TYPES = {"text": "string", "list": "list", "integer": "integer", "number": "number", "date": "date", "boolean": "boolean"}
_PRIMARY = {
    "documents": ["document_id"],
    "parts": ["document_id", "part"],
    "cases": ["case_id"],
    "pages": ["document_id", "page"],
    "failures": ["source_path"],
    "correction_log": ["number"],
}
_README = """# {title}

{extent}.

The tables lie in `tables/`, one CSV file each (UTF-8, comma, a heading). `datapackage.json` describes every column (Frictionless
Data Package 2.0); `CODEBOOK.md` tells what columns and codes mean. An empty cell is a missing value. Items of a list are parted
by `|`. {formulas}

Every extracted row bears the words it rests on (`quote`): the pages of its document (`tables/pages.csv`, column `text`) put end to
end and cut at `char_start` and `char_end`. `confidence` is the share of rows like it that proved right; rows under 0.5 are marked
`uncertain`.

## Cite

{citation}
A machine-readable citation is in `CITATION.cff`. The digest is of the Parquet tables that this was made from.

## Licence

{licence}. Canonical names of places abroad come from GeoNames (https://www.geonames.org), CC BY 4.0.
"""
_GUARDED = (
    "A text that a spreadsheet would take for a formula has an apostrophe before it; "
    "where a text matches `^'+[=+\\-@\\t\\r]`, take the first apostrophe away."
)


@dataclass(frozen=True, slots=True)
class Package:
    """What to put into a data package: whose tables, which of them, how they are written, and what its publisher says of it."""

    out: Path
    tables: Sequence[Table]
    dataset: Dataset
    deposit: Deposit
    licence: str = "CC-BY-4.0"
    version: str | None = None
    labels: bool = False
    verbatim: bool = False


def write_package(package: Package, to: Path) -> dict[str, int]:
    """Write the package to the folder ``to``, or to one archive where ``to`` ends in ``.zip``; the rows of each table."""
    if to.suffix.lower() != ".zip":
        return _write_folder(package, to)
    import tempfile

    to.parent.mkdir(parents=True, exist_ok=True)
    with written_beside(to) as archive, tempfile.TemporaryDirectory(dir=to.parent, prefix=".package") as folder:
        rows = _write_folder(package, Path(folder))
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
            for path in sorted(p for p in Path(folder).rglob("*") if p.is_file()):
                # A fixed day, so that the same tables give the same archive.
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), (1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                with path.open("rb") as source, packed.open(entry, "w", force_zip64=True) as target:
                    while piece := source.read(1 << 20):
                        target.write(piece)
    return rows


def _write_folder(package: Package, folder: Path) -> dict[str, int]:
    rows = {}
    for table in package.tables:
        file = folder / _path(table)
        rows[table.name] = write_csv(package.out, table, file, labels=package.labels, verbatim=package.verbatim)
    texts = {
        "datapackage.json": json.dumps(descriptor(package, folder), ensure_ascii=False, indent=2) + "\n",
        "CODEBOOK.md": codebook.as_markdown().rstrip("\n") + "\n",
        "CITATION.cff": cite(CitationFormat.cff, package.dataset, package.deposit),
        "README.md": _readme(package),
    }
    for name, text in texts.items():
        with written_beside(folder / name) as file:
            file.write_text(text, "utf-8", newline="\n")
    return rows


def descriptor(package: Package, folder: Path) -> dict[str, Any]:
    """What ``datapackage.json`` holds; ``folder`` is where the tables have been written."""
    dataset, names = package.dataset, {t.name for t in package.tables}
    title, path = LICENCES[package.licence]
    creators = [{"title": name, "roles": ["creator"]} for name in package.deposit.creators or NO_CREATORS]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": f"kommunbeslut-{dataset_version(dataset)}",
        "id": f"sha256:{dataset.sha256}",
        "title": package.deposit.title_of(dataset),
        "description": f"{extent(dataset)}. Extracted by kommunbeslut, every row with the words it rests on.",
        "version": package.version or dataset_version(dataset),
        "created": f"{package.deposit.published_on(dataset).isoformat()}T00:00:00Z",
        "keywords": ["Sweden", "municipalities", "decisions", "partnerships", "twin towns"],
        "contributors": [*creators, {"title": f"{PROGRAM_TITLE}, version {package_version()}", "roles": ["processing"]}],
        "licenses": [{"name": package.licence, "title": title, "path": path}],
        "sources": [*_sources(dataset)],
        "resources": [_resource(package, t, folder, names) for t in package.tables],
    }


def _sources(dataset: Dataset) -> Iterator[dict[str, str]]:
    for name, documents in dataset.issuers:
        yield {"title": f"{name}: {documents} document{'' if documents == 1 else 's'}"}
    yield {"title": "GeoNames (names of places abroad, CC BY 4.0)", "path": "https://www.geonames.org"}


def _resource(package: Package, table: Table, folder: Path, names: set[str]) -> dict[str, Any]:
    file = folder / _path(table)
    return {
        "name": table.name,
        "type": "table",
        "path": _path(table),
        "title": table.name.replace("_", " ").capitalize(),
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.stat().st_size,
        "hash": f"sha256:{file_digest(file)}",
        "schema": table_schema(table, names, package.labels),
    }


def _path(table: Table) -> str:
    return f"tables/{table.name}.csv"


def table_schema(table: Table, tables: set[str] | None = None, labels: bool = False) -> dict[str, Any]:
    """The Table Schema of a table; its foreign keys are those to ``tables`` (all where none are named)."""
    schema: dict[str, Any] = {"fields": [_field(c) for c in columns(table, labels)], "missingValues": [""]}
    if table.name in _PRIMARY:
        schema["primaryKey"] = _PRIMARY[table.name]
    keys = [
        {"fields": [column], "reference": {"resource": "" if other == table.name else other, "fields": [key]}}
        for column, other, key in _references(table)
        if other in (tables if tables is not None else {t.name for t in TABLES})
    ]
    return schema | ({"foreignKeys": keys} if keys else {})


def _references(table: Table) -> Iterator[tuple[str, str, str]]:
    """Columns that name a row of another table: the column, the table, and its key."""
    if table.name != "documents" and DOCUMENT_ID in table.columns:
        yield "document_id", "documents", "document_id"
    if CASE_ID in table.columns:
        yield "case_id", "cases", "case_id"
    if table.name == "case_links":
        yield "linked_case_id", "cases", "case_id"
        yield "linked_document_id", "documents", "document_id"
    if table.name == "cases":
        yield "matter_id", "cases", "case_id"


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": _TYPES[column.type], "description": column.description}
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.type == "list":
        field["delimiter"] = SEPARATOR
    elif column.codes:
        field["categories"] = [{"value": code, "label": meaning} for code, meaning in column.codes.items()]
        constraints["enum"] = list(column.codes)
    elif column.type == "text" and column.required:
        field["missingValues"] = []  # a page may be empty, and is told all the same
    if column.name in ("confidence", "strength", "ocr_confidence"):
        constraints |= {"minimum": 0, "maximum": 1}
    return field | ({"constraints": constraints} if constraints else {})


def _readme(package: Package) -> str:
    title, path = LICENCES[package.licence]
    return _README.format(
        title=package.deposit.title_of(package.dataset),
        extent=extent(package.dataset),
        formulas="Texts are verbatim; some may look like formulas to a spreadsheet." if package.verbatim else _GUARDED,
        citation=cite(CitationFormat.text, package.dataset, package.deposit),
        licence=f"{title} ({path})",
    )
