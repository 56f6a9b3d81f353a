"""How the report of an output folder takes to build, and how fast it is in the browser.

    python benchmarks/report_site.py OUT [--to SITE] [--times N]

With ``--times`` the rows that the pages of documents and partnerships load are repeated after the building: how the search takes to
more documents than were read.

Prints CPU seconds and peak memory of the building (one process, no pictures), the size of the site, the first paint of its pages from
disk and the time from a key press in the search to the rows on the screen, which includes the 60 ms that it waits for more keys.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from pipeline.report.build import build_report

PAGES = ("index.html", "compare.html", "documents.html", "quality.html", "municipalities.html")
WORDS = ("v", "västerås", "avtal 2019", "motion", "finns inte", "")
REPEATS = 5
CHUNK_ROWS = 500
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update")
SEARCH = """async words => {
  const field = document.querySelector("input[type=search]"), told = document.querySelector(".count"), times = [];
  for (const word of words) {
    const began = performance.now();
    const drawn = new Promise(done => new MutationObserver((_, o) => { o.disconnect(); done(); }).observe(told, {childList: true}));
    field.value = word;
    field.dispatchEvent(new Event("input"));
    await drawn;
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    times.push(performance.now() - began);
  }
  return times;
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--to", type=Path)
    parser.add_argument("--times", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = options.to or Path(folder) / "site"
        began = time.process_time()
        built = build_report(options.out, site, images=False)
        spent = time.process_time() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size = sum(p.stat().st_size for p in site.rglob("*") if p.is_file()) / 2**20
        print(f"{built.documents} documents: {spent:.1f} CPU s, {1000 * spent / built.documents:.1f} ms each, peak {peak:.0f} MiB")
        print(f"site {size:.0f} MiB")
        for name, page in (("documents", "documents.html"), ("partnerships", "compare.html")):
            print(f"{page}: {repeated(site, name, page, options.times)} rows")
        with sync_playwright() as playwright:
            path = shutil.which("chromium") or shutil.which("google-chrome")
            browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
            longest = max(site.glob("documents/*/*.html"), key=lambda p: p.stat().st_size)
            for page in (*(site / name for name in PAGES), longest):
                paints = first_paints(browser, page)
                print(f"first paint {page.name}: median {statistics.median(paints):.0f} ms, worst {max(paints):.0f} ms")
            for name in ("documents.html", "compare.html"):
                times = searches(browser, site / name)
                print(f"search {name}: median {statistics.median(times):.0f} ms, worst {max(times):.0f} ms")
            browser.close()


def repeated(site: Path, name: str, page: str, times: int) -> int:
    """Repeat the rows that a page loads; the number of rows it then has."""
    rows: list[object] = []
    for path in sorted((site / "data").glob(f"{name}-*.js")):
        rows += json.loads(path.read_text("utf-8").split(",", 2)[2].rsplit(")", 1)[0])
    rows *= times
    starts = range(0, len(rows), CHUNK_ROWS)
    for number, start in enumerate(starts):
        body = json.dumps(rows[start : start + CHUNK_ROWS], ensure_ascii=False, separators=(",", ":"))
        (site / "data" / f"{name}-{number}.js").write_text(f'kommunbeslut.chunk("{name}",{number},{body});\n', "utf-8")
    html = (site / page).read_text("utf-8")
    html = re.sub(r'data-chunks="\d+"', f'data-chunks="{len(starts)}"', re.sub(r'data-rows="\d+"', f'data-rows="{len(rows)}"', html))
    (site / page).write_text(html, "utf-8")
    return len(rows)


def first_paints(browser: Browser, page: Path) -> list[float]:
    """Milliseconds to the first paint, each in a fresh window."""
    found = []
    for _ in range(REPEATS):
        context = browser.new_context(bypass_csp=True)
        shown = context.new_page()
        shown.goto(page.as_uri())
        shown.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
        found.append(shown.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
        context.close()
    return found


def searches(browser: Browser, page: Path) -> list[float]:
    """Milliseconds that each search takes, all rows loaded."""
    context = browser.new_context(bypass_csp=True)
    shown = context.new_page()
    shown.goto(page.as_uri())
    shown.wait_for_function("/rad|visas/.test(document.querySelector('.count')?.textContent)")
    times: list[float] = shown.evaluate(SEARCH, list(WORDS) * REPEATS)
    context.close()
    return times


if __name__ == "__main__":
    main()
