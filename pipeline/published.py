"""Reads what was published: the rows of a table, and the document that a user means."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

from pipeline.exit_codes import ExitCode, UserError
from pipeline.publication import check_whole

_LISTED = 20
Row = dict[str, Any]


def find_document(out: Path, wanted: str) -> Row:
    """The row of ``documents`` that ``wanted`` means: the beginning of a document_id, a source path, a file's name or its
    stem, or a part of a path.

    Raises :class:`UserError` where it means none or several, or where ``out`` holds no tables.
    """
    documents = read_rows(out, "documents")
    places = {id(d): [d["source_path"], *(d["duplicate_paths"] or [])] for d in documents}
    tests = (
        lambda d: wanted in places[id(d)],
        lambda d: any(re.split(r"/", p)[-1] == wanted for p in places[id(d)]),
        lambda d: any(Path(re.split(r"/", p)[-1]).stem == wanted for p in places[id(d)]),
        lambda d: bool(re.fullmatch("[0-9a-f]{4,64}", wanted)) and d["sha256"].startswith(wanted),
        lambda d: len(wanted) >= 3 and any(wanted.lower() in p.lower() for p in places[id(d)]),
    )
    for test in tests:
        found = [d for d in documents if test(d)]
        if len(found) == 1:
            return found[0]
        if found:
            names = "\n".join(f"  {d['document_id']}  {d['source_path']}" for d in found[:_LISTED])
            raise UserError(
                f"{wanted}: {len(found)} documents have this name; give the document_id of one:\n{names}", ExitCode.BAD_ARGUMENTS
            )
    failed = next((f for f in read_rows(out, "failures") if wanted in (f["source_path"], Path(f["source_path"]).name)), None)
    if failed:
        raise UserError(f"{wanted}: gave no document: {failed['error']}: {failed['message']}", ExitCode.BAD_ARGUMENTS)
    message = (
        f"{wanted}: no such document in {out}; give the beginning of a document_id (4 characters or more), a source path or a file name"
    )
    raise UserError(message, ExitCode.BAD_ARGUMENTS)


def read_rows(out: Path, name: str, document_ids: Collection[str] | None = None, columns: list[str] | None = None) -> list[Row]:
    """Rows of a published table: all, or those of some documents; all columns, or some. Raises :class:`UserError` where there is
    no such table."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    check_whole(out)
    path = out / f"{name}.parquet"
    if not path.exists():
        raise UserError(f"{path}: there is no such table; check --out, or make it by `kommunbeslut run`", ExitCode.OUTPUT_UNUSABLE)
    if document_ids is not None and not document_ids:
        return []
    try:
        filters = [("document_id", "in", sorted(document_ids))] if document_ids is not None else None
        rows: list[Row] = pq.read_table(path, columns=columns, filters=filters).to_pylist()
    except (OSError, pa.ArrowException) as error:
        raise UserError(f"{path}: cannot be read ({error}); make it again by `kommunbeslut run`", ExitCode.OUTPUT_UNUSABLE) from error
    return rows


def read_pages(out: Path, document_id: str) -> list[Row]:
    """The pages of a document in order; their texts put end to end are what ``char_start`` and ``char_end`` count in.

    Raises :class:`UserError` where ``out`` holds no such document.
    """
    pages = read_rows(out, "pages", {document_id})
    if not pages:
        raise UserError(f"{document_id}: no document of this document_id in {out}", ExitCode.BAD_ARGUMENTS)
    return sorted(pages, key=lambda p: int(p["page"]))
