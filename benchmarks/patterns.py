#!/usr/bin/env python3
"""Which regular expressions of the packages grow faster than their input, on the worst inputs that their parse trees tell of.

    python -m benchmarks.patterns [--size CHARACTERS] [--seconds SECONDS] [--only PLACE]

Each pattern is searched for in texts of half the size and of the whole; linear ones take about twice as long. A pattern that takes
three times or more, or longer than the seconds allowed, is listed with the text that shows it. Many patterns see single lines or
words only; ``growth.py`` measures what a whole document can do.
"""

from __future__ import annotations

import argparse
import re
import signal
from types import FrameType

from benchmarks.worst_inputs import caught_patterns, seconds, worst_units

_NOISE = 0.002
_STEEP = 3.0


class _TooLong(Exception):
    pass


def _stop(number: int, frame: FrameType | None) -> None:
    raise _TooLong


def growth(pattern: re.Pattern[str], begin: str, unit: str, size: int, allowed: float) -> tuple[float, float]:
    """Seconds for the whole size, and how many times those for half of it; endless where it takes longer than allowed."""
    signal.setitimer(signal.ITIMER_VIRTUAL, allowed)
    try:
        half = seconds(pattern, begin, unit, size // 2)
        whole = seconds(pattern, begin, unit, size)
    except _TooLong:
        return float("inf"), float("inf")
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return whole, whole / half if half > _NOISE else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=4_000, help="characters")
    parser.add_argument("--seconds", type=float, default=0.5, help="allowed for one text")
    parser.add_argument("--only", default="", help="part of a file's path")
    options = parser.parse_args()
    signal.signal(signal.SIGVTALRM, _stop)
    patterns = [p for p in caught_patterns() if options.only in p.place]
    steep = 0
    for pattern in patterns:
        compiled = re.compile(pattern.text, pattern.flags)
        timed = [(*growth(compiled, begin, unit, options.size, options.seconds), begin, unit) for begin, unit in worst_units(pattern)]
        whole, ratio, begin, unit = max(timed, key=lambda t: (t[1] > _STEEP, t[0]))
        if ratio > _STEEP:
            steep += 1
            print(f"{whole:7.3f} s  ×{ratio:4.1f}  {pattern.place}  {(begin + unit)[:40]!r}  {pattern.text[:60]!r}", flush=True)
    print(f"{len(patterns)} patterns, {steep} steep")


if __name__ == "__main__":
    main()
