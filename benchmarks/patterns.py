#!/usr/bin/env python3
"""The regular expressions of the packages on the worst inputs that their parse trees tell of.

    python -m benchmarks.patterns [--size CHARACTERS] [--seconds SECONDS] [--only PLACE]

Each pattern is tried as the program uses it (``pattern_uses.py``): by the same methods, and on texts as long as it may be given, at most
``--size``. All its worst inputs are tried at a small size; the worst of those at the whole. A pattern that takes longer than the
seconds allowed, of processor time, is listed with the text that shows it, and the program ends with 1. Each is tried in a process
that the system ends when the time is over, for a search of many steps cannot be broken off from within; one that took too long is tried
twice more, and the fastest counts.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from benchmarks.pattern_uses import Use, uses
from benchmarks.worst_inputs import Pattern, worst_units

_SMALL = 32_000
_TRIES = 3  # the fastest counts: what else the machine does can only make a trial slower
_SHORTEST = 1_000
# A text longer than this is taken for as long as the document, for no window of the program's is.
_UNBOUNDED = 5_000
_GRAIN = 0.004  # seconds that processor time is told in


@cache
def _compiled(text: str, flags: int) -> re.Pattern[str]:
    return re.compile(text, flags)


class Trial(NamedTuple):
    """A pattern with a method of it, and a text: its beginning, the unit repeated after it, and how many characters it has."""

    pattern: Pattern
    method: str
    begin: str
    unit: str
    size: int

    def run(self) -> None:
        """Find what there is to find. The text ends in what the pattern does not expect."""
        text = self.begin + self.unit * (self.size // len(self.unit)) + "\x01"
        compiled = _compiled(self.pattern.text, self.pattern.flags)
        if self.method == "finditer":
            for _ in compiled.finditer(text):
                pass
        else:
            getattr(compiled, self.method)(text)

    def told(self) -> str:
        return f"{self.pattern.place} {self.method} {self.size:,} {self.begin[:40]!r} + {self.unit[:20]!r}… {self.pattern.text[:80]!r}"


def timed(trials: list[Trial], allowed: float) -> Iterator[float]:
    """Processor seconds of each trial in its turn; infinity where it takes longer than allowed."""
    for trial in trials:
        _compiled(trial.pattern.text, trial.pattern.flags)  # once, not in every process: the longest take seconds
    done = 0
    while done < len(trials):
        taken, ended_early = _in_child(trials[done:], allowed)
        yield from taken
        done += len(taken)
        if ended_early:
            yield float("inf")
            done += 1


def _in_child(trials: list[Trial], allowed: float) -> tuple[list[float], bool]:
    """Seconds of the trials up to the first that takes longer than allowed, and whether there was one."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        gc.disable()  # it would take longer than the trials
        signal.signal(signal.SIGVTALRM, signal.SIG_DFL)  # ends the process, whatever it does
        for trial in trials:
            signal.setitimer(signal.ITIMER_VIRTUAL, allowed)
            began = time.process_time()
            trial.run()
            os.write(writing, f"{time.process_time() - began}\n".encode())
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        taken = [float(line) for line in told]
    _, status = os.waitpid(child, 0)
    if os.waitstatus_to_exitcode(status) not in (0, -signal.SIGVTALRM):
        raise RuntimeError(f"a trial ended with {os.waitstatus_to_exitcode(status)}: {trials[len(taken)].told()}")
    return taken, len(taken) < len(trials)


def longest(use: Use, method: str, size: int) -> int:
    """Characters of the longest text that a method of a pattern may be given: the size, unless the program gives it less."""
    seen = use.longest[method]
    return size if seen > _UNBOUNDED else min(size, max(_SHORTEST, 2 * seen))


def too_slow(found: list[Use], size: int, allowed: float, tell: Callable[[str], None] = lambda _: None) -> list[tuple[float, Trial]]:
    """Patterns that take longer than allowed for a text of the size, each with the worst; one after the other, longest first."""
    first = [
        Trial(use.pattern, method, begin, unit, min(_SMALL, longest(use, method, size)))
        for use in found
        for method in use.longest
        for begin, unit in worst_units(use.pattern)
    ]
    whole = {(id(use.pattern), method): longest(use, method, size) for use in found for method in use.longest}
    worst: dict[tuple[int, str], tuple[float, Trial]] = {}
    for number, (trial, seconds) in enumerate(zip(first, timed(first, allowed * _SMALL / size + 0.1), strict=True), 1):
        key = id(trial.pattern), trial.method
        if key not in worst or seconds > worst[key][0] + _GRAIN:
            worst[key] = seconds, trial
        if number % 1_000 == 0:
            tell(f"{number:,} of {len(first):,} short texts")
    slow = []
    second = [trial._replace(size=whole[key]) for key, (_, trial) in worst.items()]
    for number, (trial, seconds) in enumerate(zip(second, timed(second, allowed), strict=True), 1):
        if seconds > allowed and min(again := list(timed([trial] * (_TRIES - 1), allowed))) > allowed:
            slow.append((min(seconds, *again), trial))
        if number % 200 == 0:
            tell(f"{number:,} of {len(second):,} texts")
    return sorted(slow, key=lambda s: (-s[0], s[1].pattern.place))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=1_000_000, help="characters")
    parser.add_argument("--seconds", type=float, default=1.0, help="allowed for one text")
    parser.add_argument("--only", default="", help="part of a file's path")
    options = parser.parse_args()

    def tell(what: str) -> None:
        print(what, file=sys.stderr, flush=True)

    found = [use for use in uses(tell) if options.only in use.pattern.place]
    used = [use for use in found if use.longest]
    whole = sum(longest(use, method, options.size) == options.size for use in used for method in use.longest)
    slow = too_slow(used, options.size, options.seconds, tell)
    for seconds, trial in slow:
        print(f"{seconds:7.2f} s  {trial.told()}")
    told = {"patterns": len(found), "used": len(used), "unbounded": whole, "slow": len(slow)}
    print(json.dumps(told))
    return bool(slow)


if __name__ == "__main__":
    sys.exit(main())
