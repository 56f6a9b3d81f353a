"""What is asked of the program's speed, and what was measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.inputs import SCAN_KINDS

Results = dict[str, Any]
MB = 1e6


@dataclass(frozen=True, slots=True)
class Target:
    """A target and its figure. ``met`` is None where it was not measured, at this size or at all."""

    name: str
    wanted: str
    measured: str
    met: bool | None


def targets(results: Results) -> list[Target]:
    """Every target with its figure. ``results`` are those of each measurement by name."""
    return [*_reading(results), *_scans(results), *_runs(results), *_memory(results)]


def _reading(results: Results) -> Iterator[Target]:
    def ratio(over: str, under: str) -> Callable[[Results], float | None]:
        return lambda r: None if r.get(over) is None or not r.get(under) else r[over] / r[under]

    born, text = results.get("born_digital"), results.get("plain_text")
    yield _target("born-digital PDF: time over PDFium's", 3, _at_most, _of(born, ratio("pipeline", "pdfium")), "{:.2f} ×")
    yield _target(
        "born-digital PDF: times as fast as pdfplumber", 20, _at_least, _of(born, ratio("pdfplumber", "pipeline_on_plumbed")), "{:.1f} ×"
    )
    yield _target(
        "plain text: characters a second, one worker", 450_000, _at_least, _of(text, lambda r: r["characters_per_second"]), "{:,.0f}"
    )


def _scans(results: Results) -> Iterator[Target]:
    for kind in SCAN_KINDS:
        found = results["scans"]["kinds"][kind] if "scans" in results else None
        if found and found["tesseract"] is None:
            found = None
        ratio = found and found["pipeline"] / found["tesseract"]
        yield _target(f"scans, {kind}: time over Tesseract's", 0.5, _at_most, ratio, "{:.2f} ×")
        wanted = "not above Tesseract's"
        if found is None:
            yield Target(f"scans, {kind}: character error rate", wanted, "not measured", None)
        else:
            ours, theirs = found["pipeline_error"], found["tesseract_error"]
            yield Target(f"scans, {kind}: character error rate", wanted, f"{ours:.4f} to {theirs:.4f}", ours <= theirs)


def _runs(results: Results) -> Iterator[Target]:
    def growth(found: Results) -> float | None:
        cost = {s["documents"]: s["cpu"] for s in found["sizes"]}
        return cost[10_000] / cost[1_000] if 10_000 in cost else None

    workers, scale, driver = (results.get(name) for name in ("workers", "scale", "driver"))
    yield _target("two workers over one (wall time)", 1.85, _at_least, _of(workers, lambda r: r["two"] / r["one"]), "{:.2f} ×")
    yield _target("10,000 documents over 1,000 (processor time)", 10.5, _at_most, _of(scale, growth), "{:.2f} ×")
    rerun = _of(scale, lambda r: r["rerun"]["seconds"] if r["rerun"]["documents"] == 10_000 else None)
    yield _target("unchanged rerun over 10,000 documents, seconds", 5, _at_most, rerun, "{:.1f}")
    peak = _of(driver, lambda r: next((s["peak"] / MB for s in r["sizes"] if s["documents"] == 100_000), None))
    yield _target("driver at 100,000 documents, MB", 600, _at_most, peak, "{:.0f}")
    yield _target("`kommunbeslut --help`, seconds", 0.5, _at_most, _of(results.get("starting"), lambda r: r["seconds"]), "{:.2f}")


def _memory(results: Results) -> Iterator[Target]:
    found = results.get("memory")
    yield _target("worker with text recognition loaded, MB", 1200, _at_most, _of(found, lambda r: r["scans"]["worker_peak"] / MB), "{:.0f}")
    yield _target("worker without, MB", 400, _at_most, _of(found, lambda r: r["text"]["worker_peak"] / MB), "{:.0f}")


def _of(found: Results | None, figure: Callable[[Results], Any]) -> Any:
    return None if found is None else figure(found)


def _at_most(measured: float, bound: float) -> bool:
    return measured <= bound


def _at_least(measured: float, bound: float) -> bool:
    return measured >= bound


def _target(name: str, bound: float, holds: Callable[[float, float], bool], measured: float | None, form: str) -> Target:
    wanted = f"{'≤' if holds is _at_most else '≥'} {bound:,}"
    if measured is None:
        return Target(name, wanted, "not measured", None)
    return Target(name, wanted, form.format(measured), holds(measured, bound))
