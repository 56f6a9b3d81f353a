"""How the time for a document grows with its length, for texts that repeat one thing very often.

Doubling the text should about double the time; a search within a search, or a pattern that backtracks, gives four times or more.
"""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path
from typing import Any

from benchmarks.sizes import Size
from benchmarks.timing import cpu_of
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
    "twin towns": "vänorten Wuxi i Kina och ",
    "registry numbers": "KS 2015/{n} ",
    "titled sections": "§ {n} Vänort i Kina\n",
    "sentences": "Avtalet med företaget är hört om motionen. ",
}


def make(unit: str, size: int) -> str:
    """A text of about ``size`` characters that repeats ``unit``, ``{n}`` in it counted up."""
    times = max(1, size // len(unit))
    return "".join(unit.format(n=n) for n in range(times)) if "{n}" in unit else unit * times


def measure(size: Size, folder: Path) -> dict[str, Any]:
    """For each text the processor seconds for half of ``characters`` and for all."""
    _understand("Kommunstyrelsen beslutar att godkänna avtalet med Wuxi, Kina.")  # loads what is loaded once
    texts = {}
    for name, unit in HEAVY.items():
        half, whole = (cpu_of(lambda: _understand(make(unit, n))) for n in (size.characters // 2, size.characters))  # noqa: B023
        texts[name] = {"half": half, "whole": whole}
    return {"characters": size.characters, "texts": texts}


def _understand(text: str) -> None:
    pages = [Page(n, page + "\n", "text") for n, page in enumerate(text.split("\f"), 1)]
    with contextlib.suppress(ReadError):
        understand(ReadDocument("text/plain", pages), "growth.txt", hashlib.sha256(text.encode()).hexdigest(), len(text))
