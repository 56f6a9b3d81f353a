"""The manifest of runs, ``OUT/runs.jsonl``: what was run, with what, and what came of it.

It is no Parquet file: every ``OUT/*.parquet`` is the same byte for byte for the same input, while a run has a time and a duration. Nor
is it part of the store, so ``--fresh`` keeps the history. A line is appended when a run begins and another, whole one when it ends; a
run that never ended has no ``ended_at``. Queries see it as the table ``runs``.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline.config import Settings, package_version, pipeline_version
from pipeline.exit_codes import ExitCode, UserError
from pipeline.log import event
from pipeline.privacy.state import is_tighter
from pipeline.schema import Column, Table
from pipeline.summary import Summary

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
FILE_NAME: Final = "runs.jsonl"
RUNS: Final = Table(
    "runs",
    "One row per run: what was run, with what, and what came of it.",
    (
        Column("run_id", "text", "when the run began, and a random part", required=True),
        Column("started_at", "time", "when the run began (UTC)", required=True),
        Column("ended_at", "time", "when the run ended (UTC); null where it was killed or broke off"),
        Column("seconds", "number", "how long the run took"),
        Column("interrupted", "boolean", "whether the user ended it early; what was done then is published"),
        Column("version", "text", "version of kommunbeslut", required=True),
        Column("pipeline_version", "text", "the same, with a digest of everything that decides what is extracted", required=True),
        Column("options", "list", "options of the run: name=value"),
        Column("inputs", "list", "files and folders that were read"),
        Column("inputs_seen", "integer", "inputs met, members of archives counted"),
        Column("documents", "integer", "documents read"),
        Column("pages", "integer", "pages read"),
        Column("unchanged", "integer", "inputs unchanged since an earlier run, skipped"),
        Column("duplicates", "integer", "inputs with the same content as another"),
        Column("pruned", "integer", "inputs removed because their files are gone (--prune)"),
        Column("forgotten", "integer", "inputs left out because their content is forgotten (kommunbeslut forget)"),
        Column("read_otherwise", "integer", "documents read earlier under another --privacy, and not again"),
        Column("warnings", "integer", "documents with warnings"),
        Column("failed", "integer", "inputs that gave no document"),
        Column("failures_by_code", "list", "how many failed, by the error's code: code=number"),
        Column("rows", "list", "rows published, by table: table=number"),
        Column("peak_memory_bytes", "integer", "most memory that the driver held"),
        Column("peak_worker_memory_bytes", "integer", "most memory that a worker held"),
    ),
    ("started_at", "run_id"),
)


def peak_memory() -> int:
    """The most memory that this process has held, in bytes; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


class RunRecord:
    """A run's row in the manifest, written when the run begins and again when it ends."""

    def __init__(self, settings: Settings, inputs: Sequence[Path | str]) -> None:
        self.out = settings.out
        earlier = [] if settings.fresh else read_runs(settings.out)
        # What was kept under an earlier policy and is no longer to be must leave the bytes of the state too: looked at is the last run
        # that ended, for that cleans up before it ends, and those after it.
        since = next((n for n in reversed(range(len(earlier))) if earlier[n]["ended_at"]), 0)
        self.tightened = any(is_tighter(settings.privacy, option_values(r)) or r["read_otherwise"] for r in earlier[since:])
        self._began = dt.datetime.now(dt.UTC)
        self.row: Row = {
            "run_id": f"{self._began:%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}",
            "started_at": self._began,
            "version": package_version(),
            "pipeline_version": pipeline_version(),
            "options": options_of(settings),
            "inputs": [str(path) for path in inputs],
        }
        self._write()
        event("run_started", run_id=self.row["run_id"], options=self.row["options"], inputs=self.row["inputs"])

    def end(self, summary: Summary) -> None:
        """Note what came of the run."""
        ended = dt.datetime.now(dt.UTC)
        failures = Counter(code for _, code, _ in summary.failures)
        self.row |= {
            "ended_at": ended,
            "seconds": round(max(0.0, (ended - self._began).total_seconds()), 3),
            "interrupted": summary.interrupted,
            "inputs_seen": summary.inputs,
            "documents": summary.documents,
            "pages": summary.pages,
            "unchanged": summary.unchanged,
            "duplicates": summary.duplicates,
            "pruned": summary.pruned,
            "forgotten": summary.forgotten,
            "read_otherwise": summary.read_otherwise,
            "warnings": summary.warnings,
            "failed": len(summary.failures),
            "failures_by_code": [f"{code}={number}" for code, number in sorted(failures.items())],
            "rows": [f"{name}={number}" for name, number in summary.rows.items()],
            "peak_memory_bytes": peak_memory(),
            "peak_worker_memory_bytes": summary.worker_memory,
        }
        self._write()
        event("run_ended", **{k: v for k, v in self.row.items() if k not in ("options", "inputs", "version", "pipeline_version")})

    def _write(self) -> None:
        """Append the row; of a run's rows the last one counts."""
        path = self.out / FILE_NAME
        try:
            torn = path.exists() and not path.read_bytes().endswith(b"\n")
            with path.open("a", encoding="utf-8") as lines:
                lines.write(("\n" if torn else "") + json.dumps(self.row, ensure_ascii=False, default=_iso) + "\n")
        except OSError as error:
            message = f"{path}: cannot be written ({error.strerror or error}); make room or check the permissions, and run again"
            raise UserError(message, ExitCode.OUTPUT_UNUSABLE) from error


def _iso(value: dt.datetime) -> str:
    return value.isoformat(timespec="milliseconds")


def options_of(settings: Settings) -> list[str]:
    """The options of a run as ``name=value``; a key is told by its file only."""
    options: Row = {
        "ocr": settings.ocr,
        "privacy": settings.privacy.mode.value,
        "keep_contact_data": str(settings.privacy.keep_contact_data).lower(),
        "privacy_key": settings.privacy.key_file or None,
        "jobs": settings.jobs,
        "timeout": f"{settings.timeout_seconds:g}",
        "memory": settings.memory_bytes,
        "limit": settings.limit,
        "fresh": str(settings.fresh).lower(),
        "prune": str(settings.prune).lower(),
    }
    return [f"{name}={value}" for name, value in options.items() if value is not None]


def option_values(run: Row) -> dict[str, str]:
    """The options of a run by name."""
    return {name: value for name, _, value in (option.partition("=") for option in run["options"])}


def read_runs(out: Path) -> list[Row]:
    """The runs told of in an output folder, in the order in which they began; a line that is no row (torn by a crash) is left out."""
    path = out / FILE_NAME
    if not path.exists():
        return []
    runs: dict[str, Row] = {}
    for line in path.read_text("utf-8", errors="replace").splitlines():
        try:
            row = json.loads(line)
            runs[row["run_id"]] = {
                c.name: dt.datetime.fromisoformat(row[c.name]) if c.type == "time" and row.get(c.name) else row.get(c.name)
                for c in RUNS.columns
            }
        except (ValueError, KeyError, TypeError):
            continue
    return sorted(runs.values(), key=lambda r: (r["started_at"], r["run_id"]))


def runs_table(out: Path) -> pa.Table:
    """The runs as a table."""
    import pyarrow as pa

    return pa.Table.from_pylist(read_runs(out), schema=RUNS.arrow_schema)
