#!/usr/bin/env python3
"""How the time for a document grows with its length, for texts that repeat one thing very often.

    python benchmarks/growth.py [--size CHARACTERS] [--only NAME]

Doubling the text should about double the time; a search within a search, or a pattern that backtracks, gives four times or
more. Prints the seconds for half the size and for the whole, and their ratio, for each text.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import sys
import time

from pipeline.document import Page, ReadDocument, ReadError
from pipeline.process import understand

# Each repeats one thing very often: what a pattern that backtracks, or a search within a search, cannot bear.
HEAVY = {
    "section signs": "§ 1\n",
    "numbered sections": "§ {n} Ärende nummer {n}\n\nKommunstyrelsen beslutar\natt godkänna ärendet.\n\n",
    "one long line of words": "kommunen och avtalet ",
    "one long word": "a",
    "one long line of capitals": "KS ",
    "digits": "2021-",
    "spaces": "a" + " " * 40,
    "letterspacing": "B E S L U T ",
    "empty lines": "ord\n\n\n\n",
    "list items": "- att anta planen\n",
    "clauses": "att godkänna planen,\n",
    "names": "Vera Almlund (S), ",
    "places": "Lindvik i Kina, Norge och Polen ",
    "brackets": "[(",
    "stars": "**",
    "dotted": ". . . . ",
    "table rows": "Vera Almlund (S)     X       \nNils Brunn (M)             X\n",
    "headings": "Beslut\n",
    "page breaks": "Sida {n}\n\nText på sidan.\n\f",
    "dates": "den 3 mars 2021 ",
    "labels": "Datum: Handläggare: ",
    "quotes": "”\"'",
}


def make(unit: str, size: int) -> str:
    """A text of about ``size`` characters that repeats ``unit``, ``{n}`` in it counted up."""
    times = max(1, size // len(unit))
    return "".join(unit.format(n=n) for n in range(times)) if "{n}" in unit else unit * times


def seconds(text: str) -> float:
    """The seconds that understanding ``text`` takes."""
    pages = [Page(n, page + "\n", "text") for n, page in enumerate(text.split("\f"), 1)]
    start = time.perf_counter()
    with contextlib.suppress(ReadError):
        understand(ReadDocument("text/plain", pages), "growth.txt", hashlib.sha256(text.encode()).hexdigest(), len(text))
    return time.perf_counter() - start


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Measure how time grows with length.")
    parser.add_argument("--size", type=int, default=200_000)
    parser.add_argument("--only", default="")
    options = parser.parse_args(arguments)
    seconds("Kommunstyrelsen beslutar att godkänna avtalet med Wuxi, Kina.")  # loads what is loaded once
    print(f"{'text':28} {'half, s':>9} {'whole, s':>9} {'ratio':>6}")
    for name, unit in HEAVY.items():
        if options.only in name:
            half, whole = seconds(make(unit, options.size // 2)), seconds(make(unit, options.size))
            print(f"{name:28} {half:9.2f} {whole:9.2f} {whole / max(half, 0.01):6.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
