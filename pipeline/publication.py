"""Put a set of published tables in place of the one before it, so that being killed on the way leaves no mixed set for good.

The new tables are written whole into ``OUT/.publish``. Then the file ``complete`` is made there, which lists them: from that moment
the new set is the one that counts. Its tables are renamed into their places and the folder is removed. A run that finds ``complete``
was preceded by one that died between two renames, and first does the rest of them; a folder without it is half written, and removed.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from pipeline.exit_codes import ExitCode, UserError

FOLDER: Final = ".publish"
_COMPLETE: Final = "complete"


def begin(out: Path) -> Path:
    """An empty folder to write tables into, whatever was left there being done with. Raises :class:`OSError`."""
    finish(out)
    folder = out / FOLDER
    folder.mkdir()
    return folder


def put_in_place(out: Path, written: Mapping[str, Path]) -> None:
    """Rename ``written`` (by the name each is to have in ``out``) out of the folder that ``begin`` gave. Raises :class:`OSError`."""
    folder = out / FOLDER
    listed = {name: path.relative_to(folder).as_posix() for name, path in written.items()}
    partial = folder / f"{_COMPLETE}.partial"
    partial.write_text(json.dumps(listed), "utf-8")
    partial.replace(folder / _COMPLETE)
    finish(out)


def finish(out: Path) -> None:
    """Do what is left of a publication that was broken off, or remove what it left half written. Raises :class:`OSError`."""
    folder = out / FOLDER
    with suppress(FileNotFoundError):
        listed = json.loads((folder / _COMPLETE).read_text("utf-8"))
        for name, path in listed.items():
            if (folder / path).exists():
                _replace(folder / path, out / name, folder)
        (folder / _COMPLETE).unlink()
    discard(out)


def discard(out: Path) -> None:
    """Remove what is half written; a complete set stays, for the next run to put in place."""
    if not is_broken_off(out):
        shutil.rmtree(out / FOLDER, ignore_errors=True)


def is_broken_off(out: Path) -> bool:
    """Whether tables of two publications lie side by side: one is under way this moment, or was killed between two renames."""
    return (out / FOLDER / _COMPLETE).exists()


def check_whole(out: Path) -> None:
    """Raise :class:`UserError` where the tables of ``out`` are of two publications."""
    if is_broken_off(out):
        message = f"{out}: its tables are being replaced, or a run was killed over it; try again, or mend it by `kommunbeslut run`"
        raise UserError(message, ExitCode.OUTPUT_UNUSABLE)


def _replace(source: Path, target: Path, folder: Path) -> None:
    if target.is_dir() or (source.is_dir() and target.exists()):  # a folder cannot be renamed over
        old = folder / f"{target.name}.old"
        shutil.rmtree(old, ignore_errors=True)
        target.replace(old)
    source.replace(target)
