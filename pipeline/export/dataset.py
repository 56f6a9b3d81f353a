"""What a dataset is: how many documents of whom, of which time, read by which version, and a digest to tell it from others."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path

from pipeline.compare import query
from pipeline.export.rows import files
from pipeline.schema import TABLES, table

_FACTS = """
SELECT count(*) AS documents, count(DISTINCT municipality_code) AS issuers, min(coalesce(document_date, meeting_date)) AS first,
    max(coalesce(document_date, meeting_date)) AS newest, list_sort(list(DISTINCT pipeline_version)) AS versions
FROM documents
"""
_ISSUERS = """
SELECT municipality, count(*) AS documents FROM documents WHERE municipality IS NOT NULL GROUP BY municipality ORDER BY municipality
"""


@dataclass(frozen=True, slots=True)
class Dataset:
    """Facts about an output folder. ``issuers`` are municipalities and regions with their number of documents; ``first`` and
    ``newest`` days of documents; ``versions`` the program's that read them; ``written`` the day the tables were written; ``sha256``
    the digest of the tables' files as :func:`digest` makes it."""

    documents: int
    issuers: tuple[tuple[str, int], ...]
    first: dt.date | None
    newest: dt.date | None
    versions: tuple[str, ...]
    written: dt.date
    sha256: str

    @property
    def span(self) -> str:
        """The years of the documents: ``1998–2024``, ``2019``, or nothing where no document is dated."""
        if self.first is None or self.newest is None:
            return ""
        return str(self.newest.year) if self.first.year == self.newest.year else f"{self.first.year}–{self.newest.year}"


def describe_dataset(out: Path) -> Dataset:
    """The facts about the output folder ``out``. Raises :class:`pipeline.UserError` where it holds no tables."""
    (facts,) = query(out, _FACTS).to_pylist()
    issuers = tuple((row["municipality"], row["documents"]) for row in query(out, _ISSUERS).to_pylist())
    written = max(path.stat().st_mtime for path in files(out, table("documents")))
    return Dataset(
        documents=facts["documents"],
        issuers=issuers,
        first=facts["first"],
        newest=facts["newest"],
        versions=tuple(facts["versions"] or ()),
        written=dt.datetime.fromtimestamp(written, dt.UTC).date(),
        sha256=digest(out),
    )


def newest_day(out: Path) -> dt.date | None:
    """The day of the newest document, without the digest that :func:`describe_dataset` reads every table for."""
    (facts,) = query(out, _FACTS).to_pylist()
    newest: dt.date | None = facts["newest"]
    return newest


def digest(out: Path) -> str:
    """SHA-256 of the list of the tables' SHA-256: what ``sha256sum *.parquet | sha256sum`` gives in a folder of these tables alone."""
    lines = []
    for path in sorted(path for t in TABLES for path in files(out, t)):
        lines.append(f"{file_digest(path)}  {path.relative_to(out).as_posix()}\n")
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def file_digest(path: Path) -> str:
    """SHA-256 of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
