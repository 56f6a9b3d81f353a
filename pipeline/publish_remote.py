"""Publish tables on shared storage so that a reader never sees half of a set.

Storage of objects cannot rename a folder, but writes one object whole or not at all. So every set of tables lies in a folder of
its own, named after its content, and never changes; the object ``current.json`` names the set that holds, and is written last:

    OUT/current.json              {"set": "sets/3f2a9c1e5b60d718", "earlier": "sets/…"}
    OUT/sets/3f2a9c1e5b60d718/    documents.parquet, outcomes.parquet, …

The set before is kept, for readers who are at it; the one before that is removed.
"""

from __future__ import annotations

import errno
import hashlib
import json
import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.exit_codes import ExitCode, UserError
from pipeline.schema import TABLES
from pipeline.storage import as_os_errors, content_hash, file_system

POINTER = "current.json"
_SETS = "sets"
_PROBE = ".kommunbeslut-probe"
_CORRECTIONS = ("corrections.csv", "corrections.parquet")


def check_output(address: str) -> None:
    """Raise :class:`UserError` unless objects can be written at ``address``: better told before the work than after it."""
    system = file_system(address)
    try:
        with as_os_errors():
            system.makedirs(address, exist_ok=True)
            system.pipe_file(posixpath.join(address, _PROBE), b"kommunbeslut")
            system.rm_file(posixpath.join(address, _PROBE))
    except OSError as error:
        raise _unusable(address, error) from error


def fetch_corrections(address: str, state: Path) -> None:
    """Bring the corrections that lie beside the published tables into the folder of the state, in place of those there."""
    system = file_system(address)
    try:
        with as_os_errors():
            for name in _CORRECTIONS:
                if system.exists(posixpath.join(address, name)):
                    system.get_file(posixpath.join(address, name), str(state / name))
    except OSError as error:
        raise _unusable(address, error) from error


def publish_to(state: Path, address: str) -> str:
    """Copy the tables in ``state`` to ``address`` as one set, and have ``current.json`` name it; the address of the set.

    A set that is there whole already is not copied again. Raises :class:`UserError` where the storage cannot be written; readers
    then see the set before.
    """
    files = dict(_files(state))
    name = posixpath.join(_SETS, _digest(files))
    system = file_system(address)
    address = system.unstrip_protocol(system._strip_protocol(address))
    try:
        with as_os_errors():
            pointer = _pointer(system, address)
            _copy(system, files, posixpath.join(address, name))
            if pointer.get("set") != name:
                told = {"set": name, "earlier": pointer.get("set")}
                system.pipe_file(posixpath.join(address, POINTER), json.dumps(told).encode())
                _remove(system, address, pointer.get("earlier"), keep={name, pointer.get("set")})
    except OSError as error:
        raise _unusable(address, error) from error
    return posixpath.join(address, name)


def _files(state: Path) -> Iterator[tuple[str, Path]]:
    """The files of the published tables by their place in a set; a table may be a folder of parts."""
    for table in TABLES:
        path = state / f"{table.name}.parquet"
        if path.is_dir():
            yield from ((f"{path.name}/{part.name}", part) for part in sorted(path.iterdir()))
        else:
            yield path.name, path


def _digest(files: dict[str, Path]) -> str:
    lines = "".join(f"{content_hash(str(path))} {relative}\n" for relative, path in files.items())
    return hashlib.sha256(lines.encode()).hexdigest()[:16]


def _pointer(system: Any, address: str) -> dict[str, Any]:
    try:
        read: dict[str, Any] = json.loads(system.cat_file(posixpath.join(address, POINTER)))
    except FileNotFoundError:
        return {}
    return read


def _copy(system: Any, files: dict[str, Path], target: str) -> None:
    """Copy the files that are not there yet; a set's name says what is in it, so sizes tell whether a file is there whole."""
    missing = _missing(system, files, target)
    for folder in {posixpath.dirname(posixpath.join(target, name)) for name in missing}:
        system.makedirs(folder, exist_ok=True)
    if missing:
        system.put([str(files[name]) for name in missing], [posixpath.join(target, name) for name in missing])
    if left := _missing(system, files, target):
        raise OSError(errno.EIO, f"{left[0]} was not copied whole")


def _missing(system: Any, files: dict[str, Path], target: str) -> list[str]:
    try:
        there = {system.unstrip_protocol(name): info["size"] for name, info in system.find(target, detail=True).items()}
    except FileNotFoundError:
        there = {}
    return [name for name, path in files.items() if there.get(posixpath.join(target, name)) != path.stat().st_size]


def _remove(system: Any, address: str, name: str | None, keep: set[str | None]) -> None:
    if name and name not in keep and name.startswith(f"{_SETS}/"):
        target = posixpath.join(address, name)
        if system.exists(target):
            system.rm(target, recursive=True)


def _unusable(address: str, error: OSError) -> UserError:
    message = f"{address}: the output cannot be written ({error.strerror or error}); check the address and your rights, and run again"
    return UserError(message, ExitCode.OUTPUT_UNUSABLE)
