"""Writes the site: pages from templates, data in chunks, all beside its place until it is whole."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

from pipeline.exit_codes import ExitCode, UserError
from pipeline.published import Row
from pipeline.report import links
from pipeline.report.texts import LANGUAGES, Texts

if TYPE_CHECKING:
    from jinja2 import Environment

MARKER: Final = "kommunbeslut-report.json"
_CHUNK_ROWS: Final = 500


class Site:
    """A site in the making. It takes its place when the ``with`` block ends well, and leaves an older one there when not.

    Raises :class:`UserError` where ``to`` holds anything but an earlier report, or cannot be written.
    """

    def __init__(self, to: Path, language: str) -> None:
        self.to = to.absolute()
        self._language = language
        self._partial = self.to.with_name(f".{self.to.name}.partial")
        self._old = self.to.with_name(f".{self.to.name}.old")

    def __enter__(self) -> Writer:
        if self.to.is_file() or (self.to.is_dir() and any(self.to.iterdir()) and not (self.to / MARKER).is_file()):
            raise UserError(f"{self.to}: holds something else than a report; name a new or empty folder with --to", ExitCode.BAD_ARGUMENTS)
        self._guarded(self._begin)
        return Writer(self._partial, self._language)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            self._guarded(self._put_in_place)
            return
        shutil.rmtree(self._partial, ignore_errors=True)
        if isinstance(error, OSError):
            raise self._unwritable(error) from error

    def _begin(self) -> None:
        shutil.rmtree(self._partial, ignore_errors=True)
        assets = self._partial / "assets"
        assets.mkdir(parents=True)
        for asset in (resources.files("pipeline.report") / "assets").iterdir():
            if asset.name.endswith((".css", ".js", ".svg")):
                (assets / asset.name).write_bytes(asset.read_bytes())

    def _put_in_place(self) -> None:
        (self._partial / MARKER).write_text('{"made_by": "kommunbeslut report"}\n', "utf-8")
        shutil.rmtree(self._old, ignore_errors=True)
        if self.to.exists():
            self.to.rename(self._old)
        self._partial.rename(self.to)
        shutil.rmtree(self._old, ignore_errors=True)

    def _guarded(self, step: Callable[[], None]) -> None:
        try:
            step()
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> UserError:
        return UserError(
            f"{self.to}: the site cannot be written ({error.strerror or error}); make room or check the permissions",
            ExitCode.OUTPUT_UNUSABLE,
        )


class Writer:
    """Writes files of a site into ``folder``, pages first shown in ``language``."""

    def __init__(self, folder: Path, language: str) -> None:
        self.folder = folder
        self.language = language
        self.texts = Texts(language)

    def path(self, name: str) -> Path:
        """Where a file of the site is written; its folder is there."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def text(self, name: str, content: str) -> None:
        """Write a text file."""
        self.path(name).write_text(content, "utf-8", newline="\n")

    def page(self, name: str, template: str, /, **values: Any) -> None:
        """Write a page from a template."""
        depth = name.count("/")
        self.text(name, self._templates.get_template(template).render(root=links.root(depth), depth=depth, page=template, **values))

    def chunks(self, name: str) -> Chunks:
        """Data that pages load piece by piece as scripts, since a page on disk may fetch nothing else."""
        return Chunks(self, name)

    @cached_property
    def _templates(self) -> Environment:
        from jinja2 import Environment, PackageLoader, StrictUndefined

        environment = Environment(
            loader=PackageLoader("pipeline.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        texts = self.texts
        environment.globals |= {
            "t": texts.span,
            "plain": texts.plain,
            "marks": texts.marks,
            "attribute": texts.attribute,
            "code": texts.code,
            "country": texts.country,
            "decimal": texts.decimal,
            "warning": texts.warning,
            "language": texts.language,
            "languages": LANGUAGES,
            "links": links,
        }
        environment.filters |= {"number": number, "percent": percent, "squeeze": squeeze, "conflicting": conflicting}
        return environment


class Chunks:
    """Rows written as ``data/NAME-0.js``, ``data/NAME-1.js``, …, each at most a few hundred rows; memory holds one chunk."""

    def __init__(self, site: Writer, name: str) -> None:
        self._site = site
        self._name = name
        self._rows: list[Any] = []
        self.count = 0
        self.rows = 0

    def add(self, row: Any) -> None:
        """Add a row, anything that JSON holds."""
        self._rows.append(row)
        self.rows += 1
        if len(self._rows) >= _CHUNK_ROWS:
            self._write()

    def extend(self, rows: Iterable[Any]) -> None:
        """Add rows."""
        for row in rows:
            self.add(row)

    def close(self) -> None:
        """Write what is left."""
        if self._rows:
            self._write()

    def _write(self) -> None:
        body = json.dumps(self._rows, ensure_ascii=False, separators=(",", ":"), default=str)
        self._site.text(f"data/{self._name}-{self.count}.js", f"kommunbeslut.chunk({json.dumps(self._name)},{self.count},{body});\n")
        self._rows = []
        self.count += 1


def number(value: float) -> str:
    """A number with its thousands parted by a narrow space, as both languages allow.

    >>> number(12345)
    '12\\u202f345'
    """
    return f"{value:,.0f}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def percent(part: float, whole: float) -> str:
    """A share in whole per cent; ``–`` of nothing. What is not all is never told as 100 %."""
    if not whole:
        return "–"
    share = 100 * part / whole
    shown = 99 if 99 <= share < 100 else 1 if 0 < share < 1 else round(share)
    return f"{shown}\N{NO-BREAK SPACE}%"


def squeeze(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def conflicting(tellings: Sequence[Row]) -> bool:
    """Whether tellings of one agreement differ in its years."""
    return any(len({t[name] for t in tellings if t[name] is not None}) > 1 for name in ("start_year", "end_year"))
