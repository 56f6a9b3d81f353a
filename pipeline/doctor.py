"""Checks that what a run needs is there: packages, the extractors, recognition of characters, the store, room and permissions."""

from __future__ import annotations

import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.config import GIB, MIB, available_cores, package_version
from pipeline.exit_codes import ExitCode, UserError
from pipeline.wording import counted

_OLDEST = (3, 11)
_LITTLE_ROOM = 2 * GIB
_NO_ROOM = 200 * MIB
_SAMPLE = "Kommunstyrelsen 2021"
_INSTALL = "install kommunbeslut anew: pip install --force-reinstall kommunbeslut"
_PAPER = """Mora kommun
Kommunstyrelsen
Sammanträdesprotokoll 2021-03-09

§ 31 Vänortsavtal

Kommunstyrelsen beslutar
att anta avtalet.
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found. ``state`` is ``ok``, ``warning`` or ``fault``; ``remedy`` says what to do unless it is ok; ``exit_code`` is
    what a fault is worth."""

    check: str
    state: str
    told: str
    remedy: str = ""
    exit_code: ExitCode = ExitCode.OK


def examine(out: Path | None = None, ocr: bool = True) -> Iterator[Finding]:
    """Every check in turn; those of an output where one is named."""
    checks: list[tuple[str, Callable[[], Finding]]] = [
        ("python", _python),
        ("packages", _packages),
        ("extractors", _extractors),
        ("temporary folder", lambda: _room("temporary folder", Path(tempfile.gettempdir()), ExitCode.UNEXPECTED)),
    ]
    if ocr:
        checks.append(("character recognition", _recognition))
    if out is not None:
        checks += [
            ("output folder", lambda: _room("output folder", out, ExitCode.OUTPUT_UNUSABLE)),
            ("store", lambda: _store(out)),
            ("tables", lambda: _tables(out)),
        ]
    for name, check in checks:
        try:
            yield check()
        except Exception as error:  # whatever is broken there is the finding
            told = f"{type(error).__name__}: {error}".splitlines()[0]
            yield Finding(name, "fault", told, f"{_INSTALL}; if it stays, please report it", ExitCode.UNEXPECTED)


def worst(findings: list[Finding]) -> ExitCode:
    """What to exit with: 0 without a fault, 1 where the installation is at fault, 5 where only the output is."""
    codes = [f.exit_code for f in findings if f.state == "fault"]
    return ExitCode.UNEXPECTED if ExitCode.UNEXPECTED in codes else codes[0] if codes else ExitCode.OK


def _python() -> Finding:
    machine = f"{platform.system()} {platform.machine()}, {available_cores()} cores"
    told = f"Python {platform.python_version()} on {machine}; kommunbeslut {package_version()}"
    if sys.version_info < _OLDEST:
        return Finding("python", "fault", told, "install Python 3.11 or later", ExitCode.UNEXPECTED)
    return Finding("python", "ok", told)


def _packages() -> Finding:
    """Every package that the installed distribution requires is there, in a version that it allows."""
    from importlib import metadata

    from packaging.requirements import Requirement

    try:
        required = [Requirement(r) for r in metadata.requires("kommunbeslut") or ()]
    except metadata.PackageNotFoundError:
        return Finding("packages", "warning", "kommunbeslut runs from its source tree", "install it by `pip install .`")
    wrong, count = [], 0
    for requirement in required:
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        count += 1
        try:
            version = metadata.version(requirement.name)
        except metadata.PackageNotFoundError:
            wrong.append(f"{requirement.name} is missing")
            continue
        if not requirement.specifier.contains(version, prereleases=True):
            wrong.append(f"{requirement.name} is {version}, needed is {requirement.specifier}")
    if wrong:
        return Finding("packages", "fault", "; ".join(wrong), _INSTALL, ExitCode.UNEXPECTED)
    return Finding("packages", "ok", f"{count} packages in fitting versions")


def _extractors() -> Finding:
    """A little paper is understood, lexicons and all."""
    from pipeline.document import InputItem
    from pipeline.process import process

    rows = process(InputItem("doctor.txt", "doctor.txt"), _PAPER.encode(), "0" * 64, "off")
    found = (rows["documents"][0]["municipality"], len(rows["cases"]), len(rows.get("decisions", ())))
    if found != ("Mora", 1, 1):
        return Finding("extractors", "fault", f"a sample was read as {found}", _INSTALL, ExitCode.UNEXPECTED)
    return Finding("extractors", "ok", "a sample paper was understood")


def _recognition() -> Finding:
    """A line drawn into a tiny image is read."""
    import numpy as np
    from PIL import Image, ImageDraw, ImageFont

    from pipeline.readers.ocr import recognise

    image = Image.new("L", (640, 120), 255)
    ImageDraw.Draw(image).text((40, 40), _SAMPLE, fill=0, font=ImageFont.load_default(36))
    read = recognise(np.asarray(image, dtype=np.uint8)).text
    if re.sub(r"\W", "", read) != re.sub(r"\W", "", _SAMPLE):
        return Finding("character recognition", "fault", f"{_SAMPLE!r} was read as {read.strip()!r}", _INSTALL, ExitCode.UNEXPECTED)
    return Finding("character recognition", "ok", "a line in an image was read")


def _room(name: str, folder: Path, code: ExitCode) -> Finding:
    """The folder can be written, and has room."""
    existing = next(p for p in (folder.absolute(), *folder.absolute().parents) if p.exists())
    try:
        with tempfile.NamedTemporaryFile(dir=existing, prefix=".kommunbeslut-doctor-") as probe:
            probe.write(b"x")
    except OSError as error:
        return Finding(name, "fault", f"{existing}: cannot be written ({error.strerror})", "check its permissions, or choose another", code)
    free = shutil.disk_usage(existing).free
    told = f"{folder}: can be written, {free / GIB:.1f} GiB free"
    if free < _NO_ROOM:
        return Finding(name, "fault", told, "make room", code)
    return Finding(name, "warning" if free < _LITTLE_ROOM else "ok", told, "make room before a large run" if free < _LITTLE_ROOM else "")


def _store(out: Path) -> Finding:
    """The state can be opened, and holds nothing that must not be published. It is not changed."""
    import duckdb

    from pipeline.integrity import IntegrityError, check_integrity
    from pipeline.store import DATABASE_NAME

    path = out / DATABASE_NAME
    if not path.exists():
        return Finding("store", "ok", f"{out}: no state yet")
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            check_integrity(connection, linked=False)
            (documents,) = connection.execute("SELECT count(*) FROM documents").fetchone() or (0,)
    except IntegrityError as error:
        return Finding("store", "fault", error.message, "read the documents anew by `kommunbeslut run --fresh`", ExitCode.OUTPUT_UNUSABLE)
    except duckdb.Error as error:
        told = f"{path}: cannot be read ({str(error).splitlines()[0]})"
        remedy = "wait until a run on it has ended; else put back a copy, or read everything again with --fresh"
        return Finding("store", "fault", told, remedy, ExitCode.OUTPUT_UNUSABLE)
    return Finding("store", "ok", f"{counted(documents, 'document')}; references and quotes hold")


def _tables(out: Path) -> Finding:
    """The published tables can be queried."""
    from pipeline.database import connect
    from pipeline.store import DATABASE_NAME

    if not (out / DATABASE_NAME).exists():
        return Finding("tables", "ok", f"{out}: no tables yet")
    try:
        with connect(out) as connection:
            (number,) = connection.execute("SELECT count(*) FROM documents").fetchone() or (0,)
    except UserError as error:
        return Finding("tables", "fault", error.message, "publish them by `kommunbeslut run`", ExitCode.OUTPUT_UNUSABLE)
    return Finding("tables", "ok", f"{counted(number, 'document')} published")
