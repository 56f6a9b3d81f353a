"""Writes docs/PERFORMANCE.md from the results of the measurements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from benchmarks.minutes import LEAST_PAGES, MOST_PAGES
from benchmarks.targets import MB, Results, targets

_MARKS = {True: "met", False: "**missed**", None: "–"}
_HEAD = """# Performance

`make bench` makes its own documents, measures in a few minutes and writes this page; `make bench-full` measures the larger sizes too. Times
are processor time unless they say wall time, and programs that are compared ran in the same run on the same files. Start-up is left out
unless it is told: each measurement runs in a process of its own, which first reads other papers and then those that are measured, none of
which it has seen. Figures come from `data/processed/benchmarks.json`, apart from those told with the month they were measured in.
"""


def page(machine: dict[str, str], measured: dict[str, dict[str, Any]]) -> str:
    """The page. ``measured`` holds for each measurement the ``size`` that it was made at and its ``result``."""
    results = {name: m["result"] for name, m in measured.items()}
    parts = [_HEAD, _machine(machine, measured), _targets(results), *_misses(results)]
    sections = (
        ("born_digital", _born_digital),
        ("plain_text", _plain_text),
        ("scans", _scans),
        ("workers", _workers),
        ("scale", _scale),
        ("driver", _driver),
        ("linking", _linking),
        ("memory", _memory),
        ("starting", _starting),
        ("growth", _growth),
        ("baits", _baits),
    )
    parts += [write(results[name]) for name, write in sections if name in results]
    return "\n".join(parts)


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"| --- {'| ---: ' * (len(head) - 1)}|"]
    return "\n".join([*lines, *(f"| {' | '.join(map(str, row))} |" for row in rows)]) + "\n"


def _machine(machine: dict[str, str], measured: dict[str, dict[str, Any]]) -> str:
    sizes = sorted({m["size"] for m in measured.values()})
    at = ", ".join(f"{s} ({', '.join(n for n, m in measured.items() if m['size'] == s)})" for s in sizes)
    return "## Machine\n\n" + _table(("", ""), machine.items()) + f"\nMeasured at these sizes: {at}.\n"


def _targets(results: Results) -> str:
    rows = ((t.name, t.wanted, t.measured, _MARKS[t.met]) for t in targets(results))
    return "## Targets\n\n" + _table(("target", "wanted", "measured", ""), rows)


def _misses(results: Results) -> Iterator[str]:
    """Why targets are missed, from the shares of the stages."""
    missed = " ".join(t.name for t in targets(results) if t.met is False)
    told = []
    if "born-digital" in missed:
        told.append(_born_digital_missed(results["born_digital"]))
    if "plain text" in missed:
        told.append(f"**Plain text.** No step dominates. The largest: {_largest(results['plain_text']['stages'])}.\n")
    if "time over Tesseract's" in missed:
        told.append(_scans_missed(results["scans"]))
    if told:
        yield "## Why targets are missed\n\n" + "\n".join(told)


def _born_digital_missed(found: Results) -> str:
    characters, reading = found["characters"] / found["pages"], found["stages"]["read"] / found["pages"]
    bare, after, needed = _ms(found["pdfium"]), _ms(found["pipeline"] - reading), characters / (3 * found["pdfium"])
    return f"""**Born-digital PDFs.** PDFium's bare text takes {bare} a page, our reading {_ms(reading)}: evidence needs
to know where every character stands. About 45 % of reading is PDFium itself: a third opens pages and their texts, 8 % asks for the
characters' boxes (November 2026). All that follows is Python and takes {after}. A page has {characters:,.0f} characters: three times
PDFium's time would be {needed:,.0f} characters a second if reading cost nothing. The largest steps: {_largest(found["stages"])}.
"""


def _scans_missed(found: Results) -> str:
    share = found["stages"]["read"] / sum(found["stages"].values())
    return f"""**Scans.** Reading is {share:.0%} of the time. 70 to 80 % of a page is the network that recognises lines, with 8-bit
convolutions already; the rest is finding the lines, about 80 ms, and drawing the page, 10 to 20 ms (November 2026).
"""


def _largest(stages: dict[str, float], count: int = 6) -> str:
    total = sum(stages.values())
    largest = sorted(stages.items(), key=lambda s: -s[1])[:count]
    return ", ".join(f"{name} {seconds / total:.0%}" for name, seconds in largest)


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.2f} ms"


def _stages(stages: dict[str, float]) -> str:
    total = sum(stages.values())
    rows = ((name, f"{seconds:.3f}", f"{seconds / total:.1%}") for name, seconds in stages.items())
    return "\n" + _table(("stage", "seconds", "share"), rows)


def _born_digital(found: Results) -> str:
    programs = {"pipeline": "the whole pipeline", "pdfium": "pypdfium2 alone", "pdfplumber": "pdfplumber alone", "pdftotext": "pdftotext"}
    rows = [
        (what, "not installed (apt install poppler-utils)", "") if found[key] is None else _speed(what, found[key], found["pdfium"])
        for key, what in programs.items()
    ]
    told = f"{_mix(found)}: {found['pages']} pages of {found['characters'] / found['pages']:,.0f} characters on average."
    return f"## Born-digital PDFs\n\n{told}\n\n" + _table(("", "ms a page", "times PDFium's"), rows) + _stages(found["stages"])


def _mix(found: Results) -> str:
    return (
        f"{found['minutes']} long minutes ({LEAST_PAGES} to {MOST_PAGES} full pages each) and {found['papers']} short papers, no two alike"
    )


def _speed(what: str, seconds: float, base: float) -> tuple[str, str, str]:
    return what, f"{1000 * seconds:.2f}", f"{seconds / base:.2f}"


def _plain_text(found: Results) -> str:
    measured = f"{_mix(found)}, {found['characters']:,} characters"
    rate, tokeniser = (f"{found[key]:,.0f} characters a second" for key in ("characters_per_second", "tokeniser"))
    told = f"{measured}: **{rate}** in a worker; spaCy's blank tokeniser alone makes {tokeniser}."
    return f"## Plain text\n\n{told}\n" + _stages(found["stages"])


def _scans(found: Results) -> str:
    rows = []
    for kind, r in found["kinds"].items():
        if r["tesseract"] is None:
            theirs = ("not installed (apt install tesseract-ocr tesseract-ocr-swe)", "", "")
        else:
            theirs = (f"{r['tesseract']:.2f}", f"{r['pipeline'] / r['tesseract']:.2f}", f"{r['tesseract_error']:.4f}")
        rows.append((kind, f"{r['pipeline']:.2f}", *theirs[:2], f"{r['pipeline_error']:.4f}", theirs[2]))
    head = ("pages", "seconds a page", "Tesseract", "ratio", "character error rate", "Tesseract")
    return f"## Scanned pages\n\n{found['pages']} pages at 200 dpi.\n\n" + _table(head, rows) + _stages(found["stages"])


def _workers(found: Results) -> str:
    rate = f"{found['one']:.1f} pages a second with one worker, {found['two']:.1f} with two (wall time)"
    counted = "Counted is from the files to the rows in the store, the driver's part included; starting, linking and publishing are not."
    return f"## Workers\n\n{_mix(found)}: {rate}, {found['two'] / found['one']:.2f} times. {counted}\n"


def _scale(found: Results) -> str:
    rows = (
        (
            f"{s['documents']:,}",
            f"{s['cpu']:.1f}",
            f"{1000 * s['cpu'] / s['documents']:.1f}",
            f"{1000 * s['driver_cpu'] / s['documents']:.1f}",
            f"{s['driver_peak'] / MB:.0f}",
            f"{s['worker_peak'] / MB:.0f}",
        )
        for s in found["sizes"]
    )
    rerun = found["rerun"]
    head = ("documents", "seconds", "ms a document", "of it the driver", "driver, MB", "worker, MB")
    told = f"Starting costs {found['start']:.1f} s and is taken off. A rerun over {rerun['documents']:,} documents without any change: "
    return (
        "## Size of a run\n\n"
        + _table(head, rows)
        + f"\n{told}{rerun['seconds']:.1f} s (wall time), {rerun['cpu']:.1f} s of processor time.\n"
    )


def _driver(found: Results) -> str:
    rows = (
        (f"{s['documents']:,}", f"{s['cpu']:.1f}", f"{1000 * s['cpu'] / s['documents']:.2f}", f"{s['peak'] / MB:.0f}")
        for s in found["sizes"]
    )
    rerun = found["rerun"]
    head = ("documents", "seconds", "ms a document", "peak memory, MB")
    told = f"A rerun over all of them without any change: {rerun['seconds']:.1f} s (wall time), {rerun['peak'] / MB:.0f} MB."
    return (
        "## The driver alone\n\nDocuments' rows are made; finding, storing, linking and publishing are real.\n\n"
        + _table(head, rows)
        + f"\n{told}\n"
    )


def _linking(found: Results) -> str:
    rows = ((f"{s['documents']:,}", f"{s['cpu']:.1f}", f"{s['links']:,}") for s in found["sizes"])
    return "## Linking\n\n" + _table(("documents", "seconds", "links found"), rows)


def _memory(found: Results) -> str:
    rows = (
        (name, f"{found[key]['driver_peak'] / MB:.0f}", f"{found[key]['worker_peak'] / MB:.0f}")
        for key, name in (("text", "plain text"), ("scans", "scanned pages"))
    )
    return "## Memory\n\n" + _table(("input", "driver, MB", "worker, MB"), rows)


def _starting(found: Results) -> str:
    return (
        f"## Start\n\n`kommunbeslut --help` answers after {found['seconds']:.2f} s (wall time; {found['cpu']:.2f} s of processor time).\n"
    )


def _growth(found: Results) -> str:
    def rows() -> Iterator[tuple[str, str, str, str]]:
        for name, r in found["texts"].items():
            yield name, f"{r['half']:.2f}", f"{r['whole']:.2f}", f"{r['whole'] / max(r['half'], 0.01):.1f}"

    told = (
        f"Texts of {found['characters']:,} characters that repeat one thing very often. Twice the length should take about twice the time."
    )
    return f"## Growth with length\n\n{told}\n\n" + _table(("text", "half, s", "whole, s", "ratio"), rows())


def _baits(found: Results) -> str:
    told = f"Of {found['baits']} repetitive texts of {found['characters']:,} characters that single patterns were tried on, "
    if not found["steep"]:
        return f"## Patterns\n\n{told}none makes a pattern's time grow faster than the text.\n"
    rows = ((s["pattern"], f"`{s['bait']!r}`", f"{s['half']:.2f}", f"{s['whole']:.2f}") for s in found["steep"])
    return f"## Patterns\n\n{told}these grow faster than the text:\n\n" + _table(("pattern", "text", "half, s", "whole, s"), rows)
