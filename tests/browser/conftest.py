"""What tests in a real browser share: the system's Chromium, pages that are watched for errors, and screenshots kept to be looked at."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

ARTEFACTS = Path(__file__).parent / "artefacts"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without a network and as root: nothing is looked up, updated or reported.
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_BUILD_SECONDS = 300


class OpenPage(Protocol):
    """Opens an address in a window of its own; ``options`` are those of Playwright's contexts (``color_scheme``, ``viewport``)."""

    def __call__(self, url: str, **options: Any) -> Page: ...


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the system's Chromium, installed where that can be done; the tests fail, never skip, where there is none."""
    found = _find_chromium()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        install = ["apt-get", "-o", "DPkg::Lock::Timeout=300", "install", "-y", "--no-install-recommends", "chromium"]
        if subprocess.run(install, capture_output=True, check=False).returncode:
            subprocess.run(["apt-get", "-o", "DPkg::Lock::Timeout=300", "update"], capture_output=True, check=False)
            subprocess.run(install, capture_output=True, check=False)
        found = _find_chromium()
    if found is None:
        pytest.fail("tests in the browser need Chromium: install the package chromium (apt-get install chromium) and run again")
    return found


def _find_chromium() -> str | None:
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=list(_FLAGS))
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Pages that must stay silent: an error on the console, an uncaught exception, a failed request or one that leaves the
    machine fails the test at its end."""
    contexts = []
    troubles: list[str] = []

    def broke(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # what going on to the next page breaks off has not failed
            troubles.append(f"failed: {request.url} ({request.failure})")

    def watch(page: Page) -> None:
        page.on("console", lambda m: troubles.append(f"console: {m.text}") if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: troubles.append(f"exception: {error}"))
        page.on("requestfailed", broke)
        page.on("request", lambda request: troubles.append(f"leaves the machine: {request.url}") if not _is_local(request.url) else None)

    def open_page_(url: str, **options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1380, "height": 900}, "reduced_motion": "reduce", **options})
        contexts.append(context)
        context.on("page", watch)
        page = context.new_page()
        page.goto(url)
        return page

    yield open_page_
    for context in contexts:
        context.close()
    assert not troubles


def _is_local(url: str) -> bool:
    return url.startswith(("file:", "data:", "blob:", "http://127.0.0.1", "http://localhost", "http://[::1]"))


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """What axe finds on a page that is serious or critical, each finding with its elements; by all its rules, or those named."""
    from axe_playwright_python.sync_playwright import Axe

    checker = Axe()

    def check(page: Page, *rules: str) -> list[str]:
        # Style sheets are not fetched again: a page on disk may fetch nothing.
        options: dict[str, Any] = {"preload": False, "resultTypes": ["violations"]}
        if rules:
            options["runOnly"] = {"type": "rule", "values": list(rules)}
        violations = checker.run(page, options=options).response["violations"]
        return [
            f"{v['id']}: {v['help']}: {[n['html'][:160] for n in v['nodes'][:3]]}"
            for v in violations
            if v["impact"] in ("serious", "critical")
        ]

    return check


@pytest.fixture(scope="session")
def screenshot() -> Callable[[Page, str], Path]:
    """Keeps a picture of a page under a name, in a folder that git passes by."""
    ARTEFACTS.mkdir(exist_ok=True)

    def keep(page: Page, name: str) -> Path:
        path = ARTEFACTS / f"{name}.png"
        page.screenshot(path=path)
        return path

    return keep


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Callable[[str, Callable[[Path], object]], Path]:
    """A folder filled by ``make``, called by one of the processes that run the tests; the others wait for it."""
    base = tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent

    def folder(name: str, make: Callable[[Path], object]) -> Path:
        place, done, failed = base / name, base / f"{name}.done", base / f"{name}.failed"
        try:
            place.mkdir()
        except FileExistsError:
            began = time.monotonic()
            while not done.exists() and not failed.exists() and time.monotonic() - began < _BUILD_SECONDS:
                time.sleep(0.05)
            if not done.exists():
                pytest.fail(f"{name} could not be made; see the error of the test that made it")
            return place
        try:
            make(place)
        except BaseException:
            failed.touch()
            raise
        done.touch()
        return place

    return folder
