"""The benchmarks measure what they say on tiny input, and the page shows every figure."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("reportlab")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402

import extractors  # noqa: E402
from benchmarks.__main__ import MEASUREMENTS, main  # noqa: E402
from benchmarks.inputs import SCAN_KINDS, paper_pdf, papers, scanned_pages, write_dump, write_texts  # noqa: E402
from benchmarks.minutes import LEAST_PAGES, MOST_PAGES, long_minutes  # noqa: E402
from benchmarks.page import page  # noqa: E402
from benchmarks.sizes import SIZES  # noqa: E402
from benchmarks.targets import targets  # noqa: E402
from benchmarks.watch import watched  # noqa: E402

STAGES = {"read", "clean", "segment", "tokenise", "rows and checks", "store", "link", "publish", *extractors.COMPONENTS}
RAN_HERE = ("starting", "plain_text", "born_digital", "linking")


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the quicker measurements give, run as a user runs them."""
    folder = tmp_path_factory.mktemp("bench")
    arguments = ["--size", "tiny", "--results", str(folder / "results.json"), "--page", str(folder / "page.md")]
    assert main([*arguments, "--only", *RAN_HERE]) == 0
    kept: dict[str, Any] = json.loads((folder / "results.json").read_text("utf-8"))
    assert (folder / "page.md").read_text("utf-8") == page(kept["machine"], kept["measured"])
    return kept


def others(error: float = 0.001, tesseract: float | None = 2.0) -> dict[str, Any]:
    """Results of the measurements that take long, in the form that they have."""
    kind = {"pipeline": 0.8, "pipeline_error": error, "tesseract": tesseract, "tesseract_error": tesseract and 0.002}
    memory = {"seconds": 1.0, "driver_peak": 3e8, "worker_peak": 3.5e8}
    sizes = [{"documents": n, "cpu": n / 50, "driver_cpu": n / 500, "worker_cpu": n / 60, **memory} for n in (100, 1_000, 10_000)]
    results = {
        "scans": {"pages": 4, "kinds": dict.fromkeys(SCAN_KINDS, kind), "stages": {"read": 3.0, "clean": 0.1}},
        "memory": {"text": memory, "scans": {**memory, "worker_peak": 9e8}},
        "workers": {"minutes": 40, "papers": 200, "pages": 2_000, "one": 20.0, "two": 38.0},
        "scale": {"start": 2.0, "sizes": sizes, "rerun": {"documents": 10_000, "seconds": 4.0, "cpu": 3.0}},
        "driver": {
            "sizes": [{"documents": 100_000, "cpu": 300.0, "peak": 4e8}],
            "rerun": {"documents": 100_000, "seconds": 30.0, "cpu": 25.0, "peak": 4e8},
        },
        "growth": {"characters": 400, "texts": {"spaces": {"half": 0.1, "whole": 0.2}}},
        "baits": {"characters": 400, "baits": 9, "steep": [{"pattern": "votes", "bait": "8 ja ", "half": 0.1, "whole": 0.9}]},
    }
    return {name: {"size": "full", "result": result} for name, result in results.items()}


def test_every_stage_and_extractor_has_its_share(measured: dict[str, Any]) -> None:
    for name in ("plain_text", "born_digital"):
        stages = measured["measured"][name]["result"]["stages"]
        assert set(stages) == STAGES
        assert sum(stages.values()) > 0 and all(seconds >= 0 for stage, seconds in stages.items() if stage != "tokenise")


def test_programs_are_compared_on_the_same_pages(measured: dict[str, Any]) -> None:
    born = measured["measured"]["born_digital"]["result"]
    assert born["pages"] >= born["minutes"] * LEAST_PAGES + born["papers"] > LEAST_PAGES
    assert 0 < born["pdfium"] < born["pdfplumber"] and born["pipeline"] > born["pdfium"]


def test_the_page_has_every_target_with_its_figure(measured: dict[str, Any]) -> None:
    everything = {**measured["measured"], **others()}
    assert set(everything) == set(MEASUREMENTS)
    found = targets({name: m["result"] for name, m in everything.items()})
    assert len(found) == 18 and all(t.met is not None for t in found)
    text = page(measured["machine"], everything)
    for target in found:
        assert f"| {target.name} | {target.wanted} | {target.measured} | {'met' if target.met else '**missed**'} |" in text
    headings = {line for line in text.splitlines() if line.startswith("## ")} - {"## Why targets are missed"}
    assert len(headings) == 2 + len(MEASUREMENTS)
    assert "`'8 ja '`" in text and measured["machine"]["processor"] in text


def test_the_page_tells_why_targets_are_missed(measured: dict[str, Any]) -> None:
    found = {name: measured["measured"][name] for name in ("born_digital", "plain_text")} | {"scans": others()["scans"]}
    slow, fast = json.loads(json.dumps(found)), json.loads(json.dumps(found))
    slow["born_digital"]["result"] |= {"pdfium": 0.001, "pipeline": 0.01, "stages": {"read": 3.0, "dates": 1.0}}
    slow["plain_text"]["result"] |= {"characters_per_second": 100_000, "stages": {"clean": 1.0, "dates": 3.0}}
    slow["scans"]["result"]["kinds"]["noisy"]["pipeline"] = 1.5
    why = page(measured["machine"], slow).partition("## Why targets are missed\n")[2].partition("\n## ")[0]
    assert all(f"**{what}.**" in why for what in ("Born-digital PDFs", "Plain text", "Scans"))
    assert "takes 1.00 ms a page" in why and "read 75%, dates 25%" in why and "dates 75%, clean 25%" in why
    fast["born_digital"]["result"] |= {"pdfium": 0.004, "pipeline": 0.01, "pdfplumber": 1.0, "pipeline_on_plumbed": 0.01}
    fast["plain_text"]["result"]["characters_per_second"] = 900_000
    assert "Why targets are missed" not in page(measured["machine"], fast)


def test_what_was_not_measured_is_said(measured: dict[str, Any]) -> None:
    few = {"scans": others(tesseract=None)["scans"]}
    text = page(measured["machine"], few)
    assert "apt install tesseract-ocr tesseract-ocr-swe" in text
    assert {t.met for t in targets({"scans": few["scans"]["result"]})} == {None}
    assert text.count("not measured") == 18


def test_a_worse_error_rate_misses_its_target() -> None:
    found = targets({"scans": others(error=0.003)["scans"]["result"]})
    assert [t.met for t in found if "error rate" in t.name] == [False] * len(SCAN_KINDS)


def test_made_documents_are_the_same_each_time_and_all_different(tmp_path: Path) -> None:
    assert list(papers(2)) == list(papers(2))
    first, second = (write_texts(tmp_path / name, 120) for name in ("a", "b"))
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in second]
    assert len({p.read_bytes() for p in first}) == 120
    assert paper_pdf("Beslut\n") == paper_pdf("Beslut\n")


def test_long_minutes_fill_their_pages() -> None:
    pages = [text.split("\f") for text in long_minutes(2)]
    assert pages == [text.split("\f") for text in long_minutes(2)]
    for minutes in pages:
        assert LEAST_PAGES <= len(minutes) <= MOST_PAGES
        assert all(1_500 < len(page) < 4_000 for page in minutes[1:-1])
        assert all(f"Sida {number} av {len(minutes)}" in page for number, page in enumerate(minutes, 1))


def test_a_dump_is_of_long_minutes_and_short_papers_no_two_alike(tmp_path: Path) -> None:
    dump, others = write_dump(tmp_path / "a", ".txt", 2, 5), write_dump(tmp_path / "b", ".txt", 1, 2, first=100)
    assert [p.read_text("utf-8") for p in dump.paths] == dump.texts
    assert len({*dump.texts, *others.texts}) == len(dump.texts) + len(others.texts) == 10
    assert sum(text.count("\f") >= LEAST_PAGES - 1 for text in dump.texts) == 2
    assert dump.pages > 2 * LEAST_PAGES and dump.characters == sum(map(len, dump.texts))


@pytest.mark.parametrize("kind", SCAN_KINDS)
def test_scanned_pages_are_a4_at_200_dpi_with_their_text(kind: str) -> None:
    (made,) = scanned_pages(kind, 1)
    assert scanned_pages(kind, 1) == [made]
    assert Image.open(io.BytesIO(made.png)).size == (1654, 2339)
    assert len(made.text) > 500 and made.text.startswith("INKOM") == (kind == "stamped")


def test_a_command_is_watched_with_the_processes_it_starts() -> None:
    child = "x = bytearray(80_000_000); s = sum(range(20_000_000))"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{child}'])"
    found = watched([sys.executable, "-c", parent])
    assert found.worker_peak > 80_000_000 > found.driver_peak
    assert found.worker_cpu > found.driver_cpu


def test_a_command_that_fails_tells_why() -> None:
    with pytest.raises(RuntimeError, match=r"ended with 1(?s:.*)no such thing"):
        watched([sys.executable, "-c", "raise SystemExit('no such thing')"])


@pytest.mark.long
def test_every_measurement_works(tmp_path: Path) -> None:
    arguments = ["--size", "tiny", "--results", str(tmp_path / "results.json"), "--page", str(tmp_path / "page.md")]
    assert main(arguments) == 0
    kept = json.loads((tmp_path / "results.json").read_text("utf-8"))
    assert set(kept["measured"]) == set(MEASUREMENTS)
    scale = kept["measured"]["scale"]["result"]
    assert [s["documents"] for s in scale["sizes"]] == list(SIZES["tiny"].documents)
    assert all(s["worker_peak"] > s["driver_peak"] / 10 > 0 for s in scale["sizes"])
    assert kept["measured"]["driver"]["result"]["sizes"][-1]["documents"] == SIZES["tiny"].made
