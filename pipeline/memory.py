"""The memory of the process that stores and publishes: what is no longer used goes back to the system, so that the size of a run hardly
shows in it."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    import duckdb

T = TypeVar("T")
# M_ARENA_MAX of the GNU C library's malloc.h.
_ARENA_MAX: Final = -8
_ARENAS: Final = 2
# How often a step that lacks memory is given twice as much.
_DOUBLINGS: Final = 4
_state = {"frugal": False}


def be_frugal() -> None:
    """Make this process hold little memory for later use; for a program of its own, as it concerns all that the process does.

    Threads share their heaps (with the GNU C library), and what was loaded for one step is let go of after it.
    """
    if library := _gnu_library():
        library.mallopt(_ARENA_MAX, _ARENAS)
    _state["frugal"] = True


def is_frugal() -> bool:
    """Whether this process is to hold little memory for later use."""
    return _state["frugal"]


def give_back() -> None:
    """Give memory that is free back to the system."""
    import pyarrow as pa

    pa.default_memory_pool().release_unused()
    if library := _gnu_library():
        library.malloc_trim(0)


def with_room(connection: duckdb.DuckDBPyConnection, step: Callable[[], T]) -> T:
    """What ``step`` gives. Where the database lacks memory for it, it is allowed twice as much and the step done again, a few times: what
    it cannot put on disk grows with the tables. The step must leave nothing behind where it fails.

    Raises :class:`duckdb.OutOfMemoryException` where all that was not enough.
    """
    import duckdb

    before = memory_limit(connection)
    allowed = before
    try:
        while True:
            try:
                return step()
            except duckdb.OutOfMemoryException:
                if allowed >= before << _DOUBLINGS:
                    raise
                allowed *= 2
                connection.execute(f"SET memory_limit = '{allowed}B'")
    finally:
        if allowed > before:
            with suppress(duckdb.OutOfMemoryException):  # what it cannot let go of yet
                connection.execute(f"SET memory_limit = '{before}B'")


def memory_limit(connection: duckdb.DuckDBPyConnection) -> int:
    """Bytes of memory that the database may use."""
    return int(connection.execute("SELECT parse_formatted_bytes(current_setting('memory_limit'))").fetchall()[0][0])


def _gnu_library() -> ctypes.CDLL | None:
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "gnu_get_libc_version") else None
