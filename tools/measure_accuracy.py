#!/usr/bin/env python3
"""Measure the program on labelled corpora: render, process and evaluate each in each medium.

    python tools/measure_accuracy.py FOLDER[:MEDIUM,...] ... --work DIR [--jobs N]

Each FOLDER holds ``NAME.txt`` documents and their gold files ``NAME.json``. A MEDIUM is ``text`` (the files as they are),
``pdf``, ``docx`` or ``scan`` (rendered from them), or one of these three with ``flowing-`` before it (set in proportional letters);
without one it is ``text``. A folder that is not there is skipped. Writes ``DIR/CORPUS-MEDIUM/evaluation.json`` beside the tables,
and ``DIR/runs.json``, which ``make_accuracy.py`` and ``fit_confidence.py`` read.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from pipeline.evaluation.evaluate import evaluate
from pipeline.evaluation.report import as_json
from pipeline.exit_codes import ExitCode

ROOT = Path(__file__).resolve().parent.parent
MEDIA = ("text", "docx", "pdf", "scan", "flowing-docx", "flowing-pdf", "flowing-scan")


def measure(folder: Path, medium: str, work: Path, jobs: int) -> dict[str, str]:
    """Process and evaluate one corpus in one medium; the entry of ``runs.json``."""
    name = f"{folder.name}-{medium}"
    out = work / name
    out.mkdir(parents=True, exist_ok=True)
    inputs = [str(p) for p in sorted(folder.rglob("*.txt"))]
    if medium != "text":
        rendered = work / "rendered" / name
        _call(str(ROOT / "tools" / "render_documents.py"), str(folder), str(rendered), "--format", medium)
        inputs = [str(rendered)]
    _call("-m", "pipeline.cli", "run", *inputs, "--out", str(out), "--jobs", str(jobs), "--quiet")
    (out / "evaluation.json").write_text(as_json(evaluate(out, [folder])), "utf-8")
    return {"name": name, "out": str(out.resolve()), "gold": str(folder.resolve()), "evaluation": str((out / "evaluation.json").resolve())}


def _call(*arguments: str) -> None:
    """Run a Python program of the project; single documents may fail, the evaluation tells which."""
    ended = subprocess.run([sys.executable, *arguments], cwd=ROOT, check=False)
    if ended.returncode not in (ExitCode.OK, ExitCode.SOME_FAILED):
        sys.exit(f"{' '.join(arguments[:3])} ended with exit code {ended.returncode}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", metavar="FOLDER[:MEDIUM,...]")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--jobs", type=int, default=1)
    arguments = parser.parse_args()
    runs = []
    for corpus in arguments.corpora:
        place, _, media = corpus.partition(":")
        folder = Path(place).resolve()
        if not folder.is_dir():
            print(f"{place}: not there, skipped")
            continue
        for medium in media.split(",") if media else ["text"]:
            if medium not in MEDIA:
                parser.error(f"{corpus}: {medium} is not one of {', '.join(MEDIA)}")
            runs.append(measure(folder, medium, arguments.work.resolve(), arguments.jobs))
            macro = json.loads(Path(runs[-1]["evaluation"]).read_text("utf-8"))["macro_f1"]
            print(f"{runs[-1]['name']}: macro F1 {macro:.3f}")
    if not runs:
        sys.exit("none of the corpora is there; name labelled folders")
    (arguments.work / "runs.json").write_text(json.dumps(runs, indent=1), "utf-8")


if __name__ == "__main__":
    main()
