"""Settings of a run and the version that its output carries."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from pipeline.privacy.policy import Policy
from pipeline.readers.limits import DEFAULT_LIMITS, Limits

OcrMode = Literal["auto", "off", "always"]
MIB = 1 << 20
GIB = 1 << 30


def available_cores() -> int:
    """Number of processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return max(1, os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class InputLimits:
    """What is refused while looking for documents. Sizes are bytes of unpacked content; ``ratio`` (unpacked to packed size)
    counts only from ``ratio_floor`` bytes, for small files may pack extremely well; ``depth`` counts archives in archives,
    ``folder_depth`` folders in folders."""

    file_bytes: int = 1 * GIB
    archive_members: int = 100_000
    archive_bytes: int = 50 * GIB
    ratio: int = 250
    ratio_floor: int = 64 * MIB
    depth: int = 5
    folder_depth: int = 200


@dataclass(frozen=True, slots=True)
class PublishLimits:
    """Shape of the Parquet files: rows in a row group (of ``pages``, whose rows are large); the size in bytes from which a table goes on
    in another part; the size that the last part must reach, or it is put to the one before; and the bytes of rows that are sorted in
    memory at a time."""

    row_group_rows: int = 50_000
    page_group_rows: int = 4_000
    part_bytes: int = 256 * MIB
    least_part_bytes: int = 128 * MIB
    sort_bytes: int = 32 * MIB


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of a run.

    ``timeout_seconds`` and ``memory_bytes`` bound one document, ``written_bytes`` one file that a worker writes; a worker process
    must be ready after ``start_seconds``, and is renewed after ``tasks_per_worker`` documents; results are stored in batches of at
    most ``batch_documents`` documents or ``batch_bytes``, and at the latest after ``batch_seconds``. ``look_ahead`` inputs are looked
    at together, and the largest of as many is handed out first. ``inputs`` and ``document`` say what is refused. ``cluster`` is the
    address of a Dask scheduler. ``publish_to`` is an address on shared storage for the tables; ``out`` then holds the state and the
    tables as they were made.
    """

    out: Path
    jobs: int = field(default_factory=available_cores)
    ocr: OcrMode = "auto"
    privacy: Policy = field(default_factory=Policy)
    fresh: bool = False
    limit: int | None = None
    prune: bool = False
    log_file: Path | None = None
    cluster: str | None = None
    publish_to: str | None = None
    timeout_seconds: float = 300.0
    memory_bytes: int = 4 * GIB
    tasks_per_worker: int = 500
    batch_documents: int = 256
    batch_bytes: int = 32 * MIB
    batch_seconds: float = 5.0
    look_ahead: int = 64
    database_memory: str = "256MB"
    inputs: InputLimits = InputLimits()
    document: Limits = DEFAULT_LIMITS
    written_bytes: int = 1 * GIB
    start_seconds: float = 300.0
    publish: PublishLimits = PublishLimits()

    @property
    def options(self) -> str:
        """The options that change what is read from a document; a document read with others is read again."""
        return f"ocr={self.ocr} privacy={self.privacy.description}"


def package_version() -> str:
    """Version of the package, also from a source tree that is not installed."""
    from importlib import metadata

    try:
        return metadata.version("kommunbeslut")
    except metadata.PackageNotFoundError:
        import tomllib

        project = Path(__file__).parent.parent / "pyproject.toml"
        return str(tomllib.loads(project.read_text("utf-8"))["project"]["version"]) if project.is_file() else "0"


# What only reads the output or works on all documents together decides nothing of what is read from one.
_OF_THE_OUTPUT = frozenset({"commands", "evaluation", "export", "linking", "report", "review", "sql"})


@cache
def pipeline_version() -> str:
    """Package version and a digest of everything that decides what is extracted (sources and lexicons), so that an edited
    lexicon makes documents be read again: ``0.1.0+3f2a9c1e``."""
    return f"{package_version()}+{_digest(_OF_THE_OUTPUT)}"


@cache
def program_version() -> str:
    """The same of all sources: what is linked and published is made again where any of them has changed."""
    return f"{package_version()}+{_digest(frozenset())}"


def _digest(left_out: frozenset[str]) -> str:
    digest = hashlib.sha256()
    here = Path(__file__).parent
    for package in (here.parent / "extractors", here):
        for path in sorted(p for p in package.rglob("*") if p.is_file() and "__pycache__" not in p.parts and not p.name.startswith(".")):
            within = path.relative_to(package)
            if package != here or within.parts[0] not in left_out:
                digest.update((Path(package.name) / within).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
