"""``python -m tools.generator --out DIR --count N --seed S [--forms tuned|heldout|all] [--kinds KIND ...]``"""

from __future__ import annotations

import argparse
from pathlib import Path

from tools.generator.compose import KINDS, MIX, write_documents


def main(arguments: list[str] | None = None) -> int:
    """Write made documents (``NAME.txt``) and their annotations (``NAME.json``) into a folder."""
    parser = argparse.ArgumentParser(prog="python -m tools.generator", description=main.__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1, help="the same seed, count and forms give the same bytes")
    parser.add_argument("--forms", choices=("tuned", "heldout", "all"), default="all", help="which side of the split to draw forms from")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(MIX), help="kinds of document, by turns")
    options = parser.parse_args(arguments)
    write_documents(options.out, options.count, options.seed, options.forms, tuple(options.kinds))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
