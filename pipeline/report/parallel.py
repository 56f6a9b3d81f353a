"""Pages of many documents, written by several processes, where a file that hangs or crashes costs its own pictures alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from pipeline.document import InputItem
from pipeline.engines.local import EngineError, Failure, Limits, LocalPool
from pipeline.exit_codes import ExitCode, UserError
from pipeline.report.documents import write_document
from pipeline.report.source import Bundle, read_bundles, source_files
from pipeline.report.writer import Writer

DOCUMENTS_PER_PROCESS: Final = 20
"""For fewer a process is not worth its start."""


@dataclass(frozen=True, slots=True)
class _Task:
    number: int
    bundle: Bundle
    item: InputItem | None
    images: bool
    folder: Path
    language: str


def write_documents(out: Path, site: Writer, images: bool, jobs: int) -> Iterator[list[Any]]:
    """Write every document's page; their rows for the index, in the order of the documents.

    Raises :class:`UserError` where no process can be started.
    """
    sources = source_files(out) if images else {}
    tasks = (
        _Task(number, bundle, sources.get(bundle.document["sha256"]), images, site.folder, site.language)
        for number, bundle in enumerate(read_bundles(out))
    )
    if jobs == 1:
        yield from map(_write, tasks)
        return
    try:
        yield from _in_order(LocalPool(_write, Limits(jobs)).run(tasks), site)
    except EngineError as error:
        raise UserError(str(error), ExitCode.UNEXPECTED) from error


def _in_order(results: Iterable[tuple[_Task, list[Any] | Failure]], site: Writer) -> Iterator[list[Any]]:
    early: dict[int, list[Any]] = {}
    following = 0
    for task, result in results:
        # What a file does to a process is no reason to lose its text.
        row = write_document(site, task.bundle, None, task.images) if isinstance(result, Failure) else result
        early[task.number] = row
        while following in early:
            yield early.pop(following)
            following += 1


def _write(task: _Task) -> list[Any]:
    return write_document(_writer(task.folder, task.language), task.bundle, task.item, task.images)


@lru_cache(maxsize=1)
def _writer(folder: Path, language: str) -> Writer:
    return Writer(folder, language)
