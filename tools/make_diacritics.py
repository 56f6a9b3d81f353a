#!/usr/bin/env python3
"""Make ``extractors/lexicon/diacritics.txt``: common words with å, ä or ö, for reading through recognised text that lost them.

The words are those of the project's own lexicons and sample sources. A word is left out where the same letters without
diacritics are another word of theirs (``för``/``for`` stays, ``ar``/``år`` does not).
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STRIP = str.maketrans("åäö", "aao")
# Words without diacritics that are words of their own, so that nothing may be put back.
ORDINARY = {
    *("far", "for", "mal", "lag", "las", "band", "har", "hal", "val", "var", "bar", "sal", "fall", "hall", "tall", "tal", "ta", "aga"),
    *("lan", "land", "mot", "rad", "rat", "rada", "skal", "bor", "bot", "dom", "not", "son", "gar", "star", "an", "ar", "at", "as", "on"),
    *("lat", "sa"),
}


def main() -> int:
    sources = [*sorted((ROOT / "data" / "sources").glob("*.*")), *sorted((ROOT / "extractors" / "lexicon").glob("*.toml"))]
    words: set[str] = set()
    for path in sources:
        words.update(re.findall(r"[a-zåäö]{3,}", re.sub(r"\\\\?[a-zA-Z]", " ", path.read_text("utf-8")).lower()))
    plain = {w for w in words if not re.search("[åäö]", w)} | ORDINARY
    kept = sorted(w for w in words if re.search("[åäö]", w) and w.translate(STRIP) not in plain and "|" not in w)
    target = ROOT / "extractors" / "lexicon" / "diacritics.txt"
    target.write_text("".join(f"{w}\n" for w in kept), "utf-8")
    print(f"{len(kept)} words")
    return 0


if __name__ == "__main__":
    sys.exit(main())
