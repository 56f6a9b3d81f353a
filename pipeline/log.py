"""The structured log of a run: one JSON object a line, for programs that watch over batches.

Events go through the standard library's ``logging`` (logger ``kommunbeslut``), so that a program that calls :func:`pipeline.run.run`
can take them up as it likes.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from pipeline.exit_codes import ExitCode, UserError

LOGGER: Final = logging.getLogger("kommunbeslut")
LOGGER.addHandler(logging.NullHandler())  # without it, warnings that nobody takes up go to standard error
_FIELDS: Final = "fields"


def event(name: str, level: int = logging.INFO, **fields: Any) -> None:
    """Log that something happened: ``name`` is a stable word, ``fields`` are what is to be known of it."""
    if LOGGER.isEnabledFor(level):
        LOGGER.log(level, name, extra={_FIELDS: fields})


class JsonLines(logging.Formatter):
    """Formats a record as a JSON object: ``time`` (UTC), ``level``, ``event`` and the event's fields."""

    def format(self, record: logging.LogRecord) -> str:
        time = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
        told = {"time": time, "level": record.levelname.lower(), "event": record.getMessage(), **getattr(record, _FIELDS, {})}
        return json.dumps(told, ensure_ascii=False, default=str)


@contextmanager
def log_to(path: Path | None) -> Iterator[None]:
    """While entered, events are appended to ``path`` (nothing where None). Raises :class:`UserError` where it cannot be written."""
    if path is None:
        yield
        return
    try:
        handler = logging.FileHandler(path, encoding="utf-8")
    except OSError as error:
        raise UserError(f"{path}: the log cannot be written ({error.strerror}); check the path", ExitCode.OUTPUT_UNUSABLE) from error
    handler.setFormatter(JsonLines())
    before = LOGGER.level
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.INFO)
    try:
        yield
    except BaseException as error:
        event("run_broken", logging.ERROR, error=type(error).__name__, message=str(error))
        raise
    finally:
        LOGGER.setLevel(before)
        LOGGER.removeHandler(handler)
        handler.close()
