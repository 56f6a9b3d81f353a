"""The whole pipeline in this one process, its time told by stages."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, Literal
from unittest.mock import patch

import extractors
from benchmarks.inputs import OTHERS, write_dump
from benchmarks.sizes import Size
from pipeline.document import InputItem
from pipeline.engines.worker import Processed, WorkItem, process_item
from pipeline.link import link
from pipeline.publish import publish
from pipeline.store import Batch, Input, Store

Seconds = dict[str, float]
# Stages that are functions of one name in a module; tokenising is what extraction does beside the extractors.
_STAGES: Final = (
    ("read", "pipeline.readers"),
    ("clean", "pipeline.clean"),
    ("segment", "pipeline.segment"),
    ("extract", "pipeline.extract"),
)
_VERSION: Final = "benchmark"
_WARM_MINUTES: Final = 8
_WARM_PAPERS: Final = 40


def process_all(paths: Sequence[Path]) -> list[Processed]:
    """What a worker does with the files."""
    return [process_item(WorkItem(InputItem(p.name, str(p), (), p.stat().st_size), "", "auto", _VERSION)) for p in paths]


def warm_up(size: Size, folder: Path, suffix: Literal[".txt", ".pdf"]) -> None:
    """Do once what a worker does at first, over other papers than those that are measured: load, compile, and meet what most papers say."""
    whole(write_dump(folder, suffix, min(size.minutes, _WARM_MINUTES), min(size.papers, _WARM_PAPERS), OTHERS).paths)


def whole(paths: Sequence[Path]) -> Seconds:
    """Processor seconds of every stage from file to published tables; ``all`` is their sum."""
    with timed_stages() as seconds:
        began = time.process_time()
        documents = process_all(paths)
        inside = sum(v for k, v in seconds.items() if k in ("read", "clean", "segment", "extract"))
        seconds["rows and checks"] = time.process_time() - began - inside
    seconds["tokenise"] = seconds.pop("extract") - sum(seconds[n] for n in extractors.COMPONENTS)
    with TemporaryDirectory() as folder:
        store = Store(Path(folder))
        steps: tuple[tuple[str, Callable[[], None]], ...] = (
            ("store", lambda: _store(store, documents)),
            ("link", lambda: link(store.connection)),
            ("publish", lambda: publish(store.connection, Path(folder))),
        )
        for name, step in steps:
            began = time.process_time()
            step()
            seconds[name] = time.process_time() - began
        store.close()
    return {**seconds, "all": sum(seconds.values())}


def _store(store: Store, documents: list[Processed]) -> None:
    for first in range(0, len(documents), 64):
        part = documents[first : first + 64]
        batch = Batch({d.document_id: d for d in part}, [(Input(d.document_id, d.document_id), d.sha256) for d in part])
        store.save(batch, _VERSION, "ocr=auto")


@contextmanager
def timed_stages() -> Iterator[Seconds]:
    """While entered, the processor seconds of the stages and extractors are added up in what is given."""
    seconds: Seconds = defaultdict(float)

    def timed(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **options: Any) -> Any:
            began = time.process_time()
            try:
                return function(*arguments, **options)
            finally:
                seconds[name] += time.process_time() - began

        return run

    nlp = extractors.pipeline()
    with ExitStack() as stack:
        for name, module in _STAGES:
            stack.enter_context(patch.object(import_module(module), name, timed(name, getattr(import_module(module), name))))
        stack.enter_context(patch.object(nlp, "_components", [(n, timed(n, c)) for n, c in nlp._components]))
        yield seconds
