"""How the regular expressions of the packages are used: by which methods, and on how long texts.

The packages are imported anew with every pattern wrapped, and read the samples and texts that are hard on patterns: whole documents in one
line, and lines that repeat themselves. What is only ever given a word or a window of so many characters need not bear a megabyte.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from re import _compiler  # type: ignore[attr-defined]
from typing import Any

from benchmarks.worst_inputs import REPOSITORY, Pattern

_AS = {"findall": "finditer", "sub": "finditer", "subn": "finditer", "split": "finditer"}
_TEXT_SECOND = ("sub", "subn")
_PAPERS = 15
_FEW_PAPERS, _LONG_LINE = 20, 3_000
_LINE = 6_000
_DOCUMENT = 20_000


@dataclass
class Use:
    """A pattern, and the longest text each of its methods was given, in characters."""

    pattern: Pattern
    longest: dict[str, int] = field(default_factory=dict)


class _Watched:
    """A compiled pattern that notes what it is given."""

    def __init__(self, compiled: re.Pattern[str], use: Use) -> None:
        self._compiled, self._use = compiled, use

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._compiled, name)
        if name not in ("match", "fullmatch", "search", "finditer", *_AS):
            return found
        method, longest = _AS.get(name, name), self._use.longest
        place = 1 if name in _TEXT_SECOND else 0

        def call(*given: Any, **options: Any) -> Any:
            text = given[place]
            first, last = (0, len(text)) if place or name == "split" else (*given[1:3], *(0, len(text))[len(given) - 1 :])
            longest[method] = max(longest.get(method, 0), min(last, len(text)) - first)
            return found(*given, **options)

        return call

    def __hash__(self) -> int:
        return hash(self._compiled)

    def __eq__(self, other: object) -> bool:
        return self._compiled == (other._compiled if isinstance(other, _Watched) else other)


@contextlib.contextmanager
def _watching(found: dict[tuple[str, int], Use]) -> Iterator[None]:
    compile_, of_re = _compiler.compile, re._compile  # type: ignore[attr-defined]

    def watch(pattern: Any, flags: int = 0) -> Any:
        compiled = compile_(pattern, flags)
        line = _place(sys._getframe(1))
        if line is None or not isinstance(pattern, str):
            return compiled
        key = pattern, int(flags)
        return _Watched(compiled, found.setdefault(key, Use(Pattern(*key, line))))

    re.purge()
    _compiler.compile = watch
    re._compile = lambda pattern, flags: pattern if isinstance(pattern, _Watched) else of_re(pattern, flags)  # type: ignore[attr-defined]
    try:
        yield
    finally:
        _compiler.compile, re._compile = compile_, of_re  # type: ignore[attr-defined]
        re.purge()  # it keeps what was compiled


def _place(frame: Any) -> str | None:
    """The line of the packages that asked for a pattern; none where another package did."""
    while frame is not None and "site-packages" not in frame.f_code.co_filename:
        path = Path(frame.f_code.co_filename)
        if any(path.is_relative_to(REPOSITORY / name) for name in ("pipeline", "extractors")):
            return f"{path.relative_to(REPOSITORY)}:{frame.f_lineno}"
        frame = frame.f_back
    return None


def uses(tell: Callable[[str], None] = lambda _: None) -> list[Use]:
    """Every pattern of the packages with its uses. Call in a process of its own, before the packages are imported."""
    return _uses(lambda: None, _texts, tell)


def quick_uses() -> list[Use]:
    """The same by what takes seconds: the sample files, and a few texts in one line. Call in a process of its own, too."""
    return _uses(_read_samples, _long_lines)


def _uses(first: Callable[[], None], texts_of: Callable[[], Iterator[str]], tell: Callable[[str], None] = lambda _: None) -> list[Use]:
    found: dict[tuple[str, int], Use] = {}
    with _watching(found):
        for name in ("pipeline", "extractors"):
            package = importlib.import_module(name)
            for module in pkgutil.walk_packages(package.__path__, name + "."):
                importlib.import_module(module.name)
        first()
        texts = list(texts_of())
        for number, text in enumerate(texts):
            if number % 50 == 0:
                tell(f"{number} of {len(texts)} texts read")
            _understand(text)
    return list(found.values())


def _understand(text: str) -> None:
    from pipeline.document import Page, ReadDocument, ReadError
    from pipeline.privacy.policy import Mode, Policy
    from pipeline.privacy.rows import redact
    from pipeline.process import understand

    pages = [Page(number, page + "\n", "text") for number, page in enumerate(text.split("\f"), 1)]
    with contextlib.suppress(ReadError):
        rows = understand(ReadDocument("text/plain", pages), "a.txt", hashlib.sha256(text.encode()).hexdigest(), len(text))
        redact(rows, Policy(Mode.pseudonymise, key=b"k" * 32))


def _read_samples() -> None:
    from pipeline.archive import read_item
    from pipeline.discover import check_inputs, discover
    from pipeline.document import InputItem, ReadError
    from pipeline.process import process

    for item in discover(check_inputs([REPOSITORY / "data" / "raw"])):
        if isinstance(item, InputItem):
            data = read_item(item)
            with contextlib.suppress(ReadError):
                process(item, data, hashlib.sha256(data).hexdigest(), "off")


def _long_lines() -> Iterator[str]:
    """Samples in one line, with the sentences parted and run together."""
    for _, lines in _some_papers(_FEW_PAPERS):
        whole = " ".join(lines) + " "
        whole = (whole * (_LONG_LINE // len(whole) + 1))[:_LONG_LINE]
        yield whole
        yield whole.replace(". ", " ")


def _some_papers(count: int) -> Iterator[tuple[str, list[str]]]:
    """The text of some samples, and the lines of it."""
    paths = [p for p in sorted((REPOSITORY / "data").rglob("*.txt")) if "processed" not in p.parts]
    for path in paths[:: max(1, len(paths) // count)]:
        text = path.read_text("utf-8", "replace")
        yield text, [line.strip() for line in text.split("\n") if line.strip()]


def _texts() -> Iterator[str]:
    """The samples, each also in one line, and with one line or another repeated; and what repeats one thing very often."""
    from benchmarks.growth import HEAVY, make

    yield from (make(unit, _DOCUMENT) for unit in HEAVY.values())
    for text, lines in _some_papers(_PAPERS):
        yield text
        for between in (" ", "  ", "\t"):
            whole = between.join(lines) + between
            yield whole * max(1, _DOCUMENT // len(whole))
        for number in range(len(text) % 20, len(lines), 20):
            repeated = (lines[number] + " ") * (_LINE // (len(lines[number]) + 1))
            yield "\n".join([*lines[:number], repeated, *lines[number + 1 :]])
