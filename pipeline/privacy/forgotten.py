"""Documents that a user had removed for good: their contents' digests in ``OUT/forgotten.csv``, which every run honours.

The list stands beside the store and not in it, so that ``--fresh`` does not bring back what was forgotten.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.exit_codes import ExitCode, UserError

LIST_NAME: Final = "forgotten.csv"
_COLUMNS: Final = ("sha256", "forgotten_on")


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A content that is kept out, and the day since when (YYYY-MM-DD)."""

    sha256: str
    forgotten_on: str

    @property
    def document_id(self) -> str:
        return self.sha256[:16]


def read_forgotten(out: Path) -> list[Forgotten]:
    """The list of an output folder; empty where there is none. Raises :class:`UserError` where it cannot be read: to go on without it
    would bring back what was forgotten."""
    path = out / LIST_NAME
    if not path.exists():
        return []
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
        return [Forgotten(row["sha256"], row["forgotten_on"]) for row in rows]
    except (OSError, ValueError, KeyError, csv.Error) as error:
        message = f"{path}: the list of forgotten documents cannot be read ({error}); put back a copy, or remove it to read them again"
        raise UserError(message, ExitCode.OUTPUT_UNUSABLE) from error


def write_forgotten(out: Path, forgotten: list[Forgotten]) -> None:
    """Write the list, whole or not at all; no file where it is empty. Raises OSError."""
    path = out / LIST_NAME
    if not forgotten:
        path.unlink(missing_ok=True)
        return
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(sorted((f.sha256, f.forgotten_on) for f in forgotten))
    partial = path.with_name(f".{LIST_NAME}")
    partial.write_text(text.getvalue(), "utf-8")
    partial.replace(path)
