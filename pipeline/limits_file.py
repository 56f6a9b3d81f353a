"""Limits that a user sets in a file: what is refused while looking for documents, and while one is read.

::

    [input]                  # InputLimits: sizes in bytes of unpacked content
    archive_members = 500000
    [document]               # readers.Limits
    pages = 20000
    [worker]
    written_bytes = 4000000000
    start_seconds = 1200
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pipeline.config import InputLimits
from pipeline.exit_codes import ExitCode, UserError
from pipeline.readers.limits import DEFAULT_LIMITS, Limits


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    """Bytes that a worker process may write to one file, and seconds that it may take to be ready for its first document."""

    written_bytes: int = 1 << 30
    start_seconds: int = 300


@dataclass(frozen=True, slots=True)
class AllLimits:
    """The limits of a run, by the section of the file that sets them."""

    input: InputLimits = field(default_factory=InputLimits)
    document: Limits = DEFAULT_LIMITS
    worker: WorkerLimits = field(default_factory=WorkerLimits)


DEFAULTS: Final = AllLimits()


def read_limits(path: Path | None) -> AllLimits:
    """The limits of a TOML file, defaults where it says nothing. Raises :class:`UserError` naming what cannot be used."""
    if path is None:
        return DEFAULTS
    import tomllib

    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UserError(f"{path}: cannot be read ({error}); write it as TOML", ExitCode.BAD_ARGUMENTS) from error
    sections: dict[str, Any] = {}
    for section, values in told.items():
        default = getattr(DEFAULTS, section, None)
        if default is None or not isinstance(values, dict):
            raise UserError(f"{path}: there is no section [{section}]; write [input], [document] or [worker]", ExitCode.BAD_ARGUMENTS)
        known = [f.name for f in dataclasses.fields(default)]
        for name, value in values.items():
            if name not in known:
                raise UserError(f"{path}: [{section}] has no limit {name!r}; it has {', '.join(known)}", ExitCode.BAD_ARGUMENTS)
            if type(value) is not int or value < 1:
                raise UserError(f"{path}: {name} = {value!r} is no whole number above 0", ExitCode.BAD_ARGUMENTS)
        sections[section] = dataclasses.replace(default, **values)
    return AllLimits(**sections)
