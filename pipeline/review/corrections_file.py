"""The review's rows of ``OUT/corrections.csv``: made from the judgements in force, below the rows written by hand.

A row of the review begins its reason with ``[review N]``, where N is the number of the judgement. All other records are kept
byte for byte. The file is replaced as a whole, so that a reader sees the old or the new one.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from pipeline.corrections import COLUMNS, FILE_NAMES
from pipeline.exit_codes import ExitCode, UserError
from pipeline.review.journal import Entry, Row, sync_folder
from pipeline.review.judgements import Judgements, RowReview
from pipeline.review.rows import match_of

TAG: Final = re.compile(r"\s*\[review \d+\]")
_DEFAULT_REASON: Final = "checked against the source"
_MARK: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"  # what a spreadsheet begins UTF-8 with
_TEMPORARY: Final = ".corrections.csv.new"


def check_file(out: Path) -> None:
    """Raise :class:`UserError` where corrections are kept in a form that the review cannot add to."""
    parquet = out / FILE_NAMES[1]
    if parquet.exists():
        message = f"{parquet}: the review writes {FILE_NAMES[0]}; save these corrections as {FILE_NAMES[0]} and take the file away"
        raise UserError(message, ExitCode.BAD_ARGUMENTS)


def derived_rows(judgements: Judgements) -> list[dict[str, str]]:
    """The corrections that the judgements in force come to, in the order of their numbers."""
    return [row for review, entry in judgements.in_force() if (row := _derived(review, entry)) is not None]


def _derived(review: RowReview, entry: Entry) -> dict[str, str] | None:
    match: Row = {}
    values: Row = {}
    if review.added is not None:
        if entry.verdict == "reject":
            return None
        action, values = "add", review.added.values | (entry.values if entry.verdict == "correct" else {})
    elif entry.verdict == "reject":
        action, match = "remove", match_of(review.table, review.before)
    elif entry.verdict == "correct":
        action, match, values = "set", match_of(review.table, review.before), entry.values
    else:
        return None
    return {
        "action": action,
        "table": review.table,
        "document_id": review.document_id,
        "match": _json(match),
        "values": _json(values),
        "author": entry.reviewer,
        "date": entry.time[:10],
        "reason": f"[review {entry.id}] {' '.join(entry.note.split()) or _DEFAULT_REASON}",
    }


def _json(values: Row) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, default=str) if values else ""


def write_corrections(out: Path, judgements: Judgements) -> bool:
    """Bring the file up to the judgements; whether anything changed. Call while the journal is held.

    Raises :class:`UserError` where the file of hand-written corrections cannot be added to.
    """
    check_file(out)
    path = out / FILE_NAMES[0]
    before = path.read_bytes() if path.exists() else None
    kept, dialect = _by_hand(path, before)
    rows = derived_rows(judgements)
    if before is None and not rows:
        return False
    text = kept + _written(rows, dialect)
    data = text.encode("utf-8")
    if data == before:
        return False
    _replace(path, data)
    return True


def _by_hand(path: Path, data: bytes | None) -> tuple[str, tuple[list[str], str, str]]:
    """The file without the review's rows; its columns, delimiter and line break."""
    if not data:
        return ",".join(COLUMNS) + "\n", (list(COLUMNS), ",", "\n")
    try:
        text = data.decode("utf-8")
        mark = _MARK if text.startswith(_MARK) else ""
        text = text.removeprefix(_MARK)
        first = text.partition("\n")[0]
        delimiter = ";" if first.count(";") > first.count(",") else ","
        lines = text.splitlines(keepends=True)
        reader = csv.reader(lines, delimiter=delimiter)
        header = next(reader)
        reason = header.index("reason")
        missing = [c for c in COLUMNS if c not in header]
        kept, at = mark + "".join(lines[: reader.line_num]), reader.line_num
        for record in reader:
            if not (len(record) > reason and TAG.match(record[reason])):
                kept += "".join(lines[at : reader.line_num])
            at = reader.line_num
    except (ValueError, csv.Error, StopIteration) as error:
        message = f"{path}: cannot be read ({error}); save it as UTF-8 with the columns {', '.join(COLUMNS)}"
        raise UserError(message, ExitCode.BAD_ARGUMENTS) from error
    if missing:
        raise UserError(f"{path}: lacks the column {missing[0]}; it needs {', '.join(COLUMNS)}", ExitCode.BAD_ARGUMENTS)
    end = "\r\n" if first.endswith("\r") else "\n"
    return kept if kept.endswith("\n") else kept + end, (header, delimiter, end)


def _written(rows: Iterable[dict[str, str]], dialect: tuple[list[str], str, str]) -> str:
    header, delimiter, end = dialect
    held = io.StringIO(newline="")
    writer: csv.DictWriter[Any] = csv.DictWriter(held, header, restval="", delimiter=delimiter, lineterminator=end)
    writer.writerows(rows)
    return held.getvalue()


def _replace(path: Path, data: bytes) -> None:
    temporary = path.with_name(_TEMPORARY)
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync_folder(path.parent)
