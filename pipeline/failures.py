"""The inputs that gave no document: listed with their remedies, and read again."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.config import MIB, OcrMode, Settings
from pipeline.exit_codes import ExitCode, UserError
from pipeline.manifest import option_values, read_runs
from pipeline.privacy.policy import Mode, make_policy
from pipeline.published import read_rows
from pipeline.schema import table
from pipeline.store import DATABASE_NAME

if TYPE_CHECKING:
    import pyarrow as pa

_COLUMNS = ("error", "source_path", "problem", "remedy", "stage", "attempts")


def failures(out: Path) -> pa.Table:
    """The failed inputs by error and path; the message parted into what is wrong (``problem``) and what to do (``remedy``)."""
    import pyarrow as pa

    rows = []
    for row in sorted(read_rows(out, "failures"), key=lambda r: (r["error"], r["source_path"])):
        problem, _, remedy = row["message"].partition("; ")
        rows.append({**row, "problem": problem, "remedy": remedy or None})
    types = {name: field.type for name, field in zip(table("failures").column_names, table("failures").arrow_schema, strict=True)}
    schema = pa.schema([(name, types.get(name, pa.string())) for name in _COLUMNS])
    return pa.Table.from_pylist([{name: row[name] for name in _COLUMNS} for row in rows], schema=schema)


def failed_inputs(out: Path) -> tuple[list[Path], list[Path]]:
    """The files on disk in which failed inputs lie, those that are there and those that are gone."""
    import duckdb

    path = out / DATABASE_NAME
    if not path.exists():
        raise UserError(f"{out}: there is no output of a run here; check --out", ExitCode.OUTPUT_UNUSABLE)
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            rows = connection.execute("SELECT location FROM inputs WHERE status = 'failed' ORDER BY location").fetchall()
    except duckdb.Error as error:
        raise UserError(
            f"{path}: cannot be read ({error}); wait until a run on it has ended, or repair it", ExitCode.OUTPUT_UNUSABLE
        ) from error
    places = list(dict.fromkeys(_on_disk(row[0]) for row in rows))
    there = [p for p in places if os.path.lexists(p)]
    return there, [p for p in places if not os.path.lexists(p)]


def _on_disk(location: str) -> Path:
    """The file of a location: archives' members cut off, and bytes that are no text restored."""
    outer = location.split("!/")[0]
    raw = outer.encode("utf-8")
    if "\\x" in outer and not Path(outer).exists():
        raw = _unescaped(outer)
    return Path(os.fsdecode(raw))


def _unescaped(text: str) -> bytes:
    pieces = text.split("\\x")
    out = pieces[0].encode()
    for piece in pieces[1:]:
        try:
            out += bytes.fromhex(piece[:2]) + piece[2:].encode()
        except ValueError:
            out += b"\\x" + piece.encode()
    return out


def last_settings(out: Path) -> Settings:
    """The settings that the last run on ``out`` read documents with, from the manifest; the usual ones where it tells of none.

    Raises :class:`UserError` where the key of its pseudonyms is gone.
    """
    runs = read_runs(out)
    options = option_values(runs[-1]) if runs else {}
    key = options.get("privacy_key")
    policy = make_policy(
        out, Mode(options.get("privacy", Mode.public.value)), options.get("keep_contact_data") == "true", Path(key) if key else None
    )
    settings = Settings(out=out, privacy=policy)
    modes: dict[str, OcrMode] = {"auto": "auto", "off": "off", "always": "always"}
    return replace(
        settings,
        ocr=modes.get(options.get("ocr", ""), settings.ocr),
        timeout_seconds=float(options.get("timeout", settings.timeout_seconds)),
        memory_bytes=int(options.get("memory", settings.memory_bytes)),
    )


def retry_settings(out: Path, jobs: int | None, timeout: float | None, memory: int | None, log_file: Path | None) -> Settings:
    """The last run's settings, with those that are given instead; ``memory`` in MiB."""
    given: dict[str, Any] = {
        "jobs": jobs,
        "timeout_seconds": timeout,
        "memory_bytes": memory * MIB if memory else None,
        "log_file": log_file,
    }
    return replace(last_settings(out), **{k: v for k, v in given.items() if v is not None})
