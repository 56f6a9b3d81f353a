"""Runs the pipeline and kills it at a chosen step: ``python killed_run.py IN OUT STEP``; with STEP 0 nothing is killed.

A step is a call that changes the store, the output folder or the lock, made by one of the modules that do so. Steps are counted by
Python's own profiling hook, so that the program needs no hook of its own. Prints the number of steps and
the name of each, or the exit code and message of an error the user can mend. ``--clock-back``: the clock goes back an hour each time
it is read.
"""

from __future__ import annotations

import itertools
import os
import signal
import sys
import time
from pathlib import Path
from types import FrameType
from typing import Any

import duckdb

import pipeline
from pipeline.config import Settings
from pipeline.exit_codes import UserError
from pipeline.run import run

sys.path.insert(0, str(Path(__file__).parent))
from quick_worker import quick

_HOME = Path(pipeline.__file__).parent
MODULES = {
    str(_HOME / f"{name}.py")
    for name in ("store", "publish", "publication", "lock", "link", "corrections", "isolation", "linking/agreements", "linking/lineage")
}
CALLS = {
    *("mkdir", "unlink", "rmtree", "replace", "open", "write", "write_text", "ftruncate", "flock", "close"),
    *("ParquetWriter.__init__", "ParquetWriter.write_table", "ParquetWriter.close"),
}
_connect = duckdb.connect


class Steps:
    """Counts the steps of this process, and kills it before the one of the number ``fatal``."""

    def __init__(self, fatal: int) -> None:
        self.fatal = fatal
        self.names: list[str] = []

    def __call__(self, frame: FrameType, event: str, argument: object) -> None:
        """The profiling hook."""
        if event == "c_call" and not isinstance(getattr(argument, "__self__", None), str):
            self.step(frame, getattr(argument, "__name__", ""))
        elif event == "call" and frame.f_back is not None:
            self.step(frame.f_back, frame.f_code.co_qualname if frame.f_code.co_qualname in CALLS else frame.f_code.co_name)

    def step(self, caller: FrameType, name: str) -> None:
        """Count a call, if it is one that changes anything."""
        code = caller.f_code
        if code.co_filename in MODULES and code.co_name != "_existing" and (name in CALLS or name.startswith("database ")):
            self.names.append(f"{Path(code.co_filename).stem}.{code.co_name}: {name}")
            if len(self.names) == self.fatal:
                os.kill(os.getpid(), signal.SIGKILL)


class Connection:
    """A database connection whose calls are steps; those of compiled code are not seen by the profiling hook."""

    def __init__(self, steps: Steps, connection: Any) -> None:
        self._steps, self._connection = steps, connection

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._connection, name)
        if name in ("register", "unregister"):  # they change nothing that stays
            return found

        def call(*arguments: Any, **options: Any) -> Any:
            self._steps.step(sys._getframe(1), f"database {name}")
            return found(*arguments, **options)

        return call if callable(found) else found


def main() -> None:
    source, out, fatal = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    steps = Steps(fatal)
    duckdb.connect = lambda *given, **options: Connection(steps, _connect(*given, **options))
    settings = Settings(out=out, jobs=1, prune=True, batch_documents=2, batch_seconds=3600, look_ahead=4, fresh="--fresh" in sys.argv)
    if "--clock-back" in sys.argv:
        hours = itertools.count()
        time.time = lambda: 1e9 - 3600 * next(hours)
        time.time_ns = lambda: int(time.time() * 1e9)
    sys.setprofile(steps)
    try:
        run([source], settings, function=quick)
    except UserError as error:
        sys.exit(f"{error.code.value} {error.message}")
    sys.setprofile(None)
    print(len(steps.names), *steps.names, sep="\n")


if __name__ == "__main__":
    main()
