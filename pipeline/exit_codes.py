"""What ``kommunbeslut`` exits with, and the errors a user can mend."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of the command line; the values are part of the interface."""

    OK = 0
    UNEXPECTED = 1
    BAD_ARGUMENTS = 2
    SOME_FAILED = 3
    INPUT_MISSING = 4
    OUTPUT_UNUSABLE = 5
    INTERRUPTED = 130


MEANINGS: dict[ExitCode, str] = {
    ExitCode.OK: "every input was read",
    ExitCode.UNEXPECTED: "unexpected error (a fault of the program)",
    ExitCode.BAD_ARGUMENTS: "bad arguments",
    ExitCode.SOME_FAILED: "the run completed, but some inputs failed (table failures)",
    ExitCode.INPUT_MISSING: "an input is missing or cannot be read",
    ExitCode.OUTPUT_UNUSABLE: "the output is locked by another run, or cannot be read or written",
    ExitCode.INTERRUPTED: "interrupted; what was done is kept and published",
}


class UserError(Exception):
    """An error the user can mend. ``message`` names what is wrong and what to do about it; ``code`` is the exit code."""

    def __init__(self, message: str, code: ExitCode) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
