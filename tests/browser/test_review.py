"""The review in a real browser, used as a person would: with the mouse, with the keyboard alone, by two at once."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from playwright.sync_api import Browser, Page, expect
from report_papers import HOSTILE, HOSTILE_NAME, RAW
from served_review import Review

from pipeline.config import Settings
from pipeline.run import run

PAPERS = ("02-mora-kommunfullmaktige-2022.pdf", "05-lund-motion-2020.txt")
Start = Callable[..., Review]


@pytest.fixture(scope="module")
def read(made_once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """A folder with papers read: a PDF, a text, and one whose name and words try to break out of the page."""

    def make(folder: Path) -> None:
        (folder / "in").mkdir()
        for name in PAPERS:
            shutil.copyfile(RAW / name, folder / "in" / name)
        (folder / "in" / HOSTILE_NAME).write_text(HOSTILE, "utf-8")
        run([folder / "in"], Settings(out=folder / "out", jobs=1, ocr="off"))

    return made_once("review", make)


@pytest.fixture
def out(read: Path, tmp_path: Path) -> Path:
    shutil.copytree(read / "out", tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def start(out: Path) -> Iterator[Start]:
    started = []

    def start_one(reviewer: str = "Anna") -> Review:
        started.append(Review(out, "--reviewer", reviewer))
        return started[-1]

    yield start_one
    assert [r.end() for r in started] == [(0, "")] * len(started)


def outcomes(page: Page) -> None:
    """Show the fates of partnerships only."""
    page.locator("#f-table").select_option("outcomes")
    expect(page.locator("#queue-count")).to_have_text(re.compile(r"^[0-9] "))
    expect(page.locator("#rows [aria-current]")).to_have_count(1)
    settled(page)


def settled(page: Page) -> None:
    expect(page.locator("#bench:not([aria-busy]) #rows [aria-current]")).to_have_count(1)


def row(page: Page, name: str) -> Any:
    return page.locator("#rows button").filter(has_text=name)


def fate(page: Page) -> Any:
    return page.get_by_role("combobox", name="Öde")


def corrections(out: Path) -> list[dict[str, str]]:
    with (out / "corrections.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fates(out: Path) -> dict[str, tuple[str, str]]:
    return {r["counterpart"]: (r["outcome"], r["extractor"]) for r in pq.read_table(out / "outcomes.parquet").to_pylist()}


def test_a_value_is_corrected_beside_its_quote_applied_found_again_and_taken_back(start, out, open_page, screenshot):
    page = open_page(start().url)
    outcomes(page)
    row(page, "Lutsk").click()
    settled(page)
    expect(page.locator("mark").first).to_be_in_viewport()
    assert "Lutsk" in " ".join(page.locator("mark").all_inner_texts())
    fate(page).select_option(label="Pausat")
    page.locator("label", has_text="Kostnad").click()
    expect(page.locator("[data-field=outcome] .was")).to_have_text("Utläst: Inlett")
    screenshot(page, "review-correct")
    page.get_by_role("button", name="Rätta").click()
    expect(row(page, "Lutsk").get_by_role("img", name="Rättad")).to_be_visible()
    settled(page)
    [correction] = corrections(out)
    assert (correction["action"], correction["author"]) == ("set", "Anna")
    page.get_by_role("button", name="Tillämpa rättelser").click()
    expect(page.get_by_role("alert")).to_contain_text("1 rättelse är tillämpad", timeout=60_000)
    assert fates(out)["Lutsk"] == ("paused", "correction")
    page.locator("#f-state").select_option("done")
    expect(page.locator("#rows button")).to_have_count(1)
    settled(page)
    expect(fate(page)).to_have_value("paused")
    page.locator("#told").get_by_role("button", name="Ångra").click()
    expect(page.locator("#told .judgement")).to_have_count(0)
    assert corrections(out) == []


def test_everything_is_done_by_the_keyboard_alone(start, out, open_page, screenshot):
    page = open_page(start().url)
    outcomes(page)
    names = page.locator("#rows .name").all_inner_texts()
    page.locator("#judge-heading").focus()

    def current() -> str:
        settled(page)
        return page.locator("#rows [aria-current] .name").inner_text()

    def press(key: str, now: str) -> None:
        page.keyboard.press(key)
        expect(page.locator("#rows [aria-current] .name")).to_have_text(now)
        settled(page)

    assert current() == names[0]
    press("a", names[1])
    expect(page.locator("#rows .state b")).to_have_text(["✓"])
    press("r", names[2])
    press("k", names[1])
    expect(page.locator("#told .judgement")).to_contain_text("Avvisad")
    press("j", names[2])
    page.keyboard.press("c")
    expect(page.locator("#v-outcome")).to_be_focused()
    page.keyboard.press("End")
    press("Control+Enter", names[3])
    assert sorted(c["action"] for c in corrections(out)) == ["remove", "set"]
    press("u", names[2])
    expect(page.locator("#told .judgement")).to_have_count(0)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Hjälp")).to_be_visible()
    screenshot(page, "review-help")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.locator("#add-table")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("#adding")).to_be_hidden()
    assert current() == names[2]
    assert sorted(c["action"] for c in corrections(out)) == ["remove"]


def test_shortcuts_of_one_letter_can_be_turned_off_and_typing_is_no_shortcut(start, out, open_page):
    page = open_page(start().url)
    outcomes(page)
    page.get_by_label("Anteckning").fill("arrcnu")
    page.get_by_role("button", name="Hjälp").click()
    page.get_by_label("Kortkommandon med en bokstav").uncheck()
    page.get_by_role("dialog", name="Hjälp").get_by_role("button", name="Stäng").click()
    page.locator("#judge-heading").focus()
    page.keyboard.press("a")
    page.keyboard.press("r")
    settled(page)
    assert not (out / "reviews.jsonl").exists()


def test_a_row_that_was_overlooked_is_added_from_words_selected_in_the_text(start, out, open_page, screenshot):
    page = open_page(start().url)
    page.locator("#f-document").fill("05-lund")
    page.locator("#f-table").select_option("outcomes")
    expect(page.locator("#queue-count")).to_have_text("1 rad")
    settled(page)
    page.locator("mark").first.click(click_count=3)
    page.get_by_role("button", name="Ny rad").click()
    page.locator("#add-table").select_option("focus_areas")
    expect(page.locator("#v-quote")).not_to_have_value("")
    page.get_by_label("Område", exact=True).select_option(label="Kultur")
    page.get_by_label("Ställning").select_option(label="Avtalat")
    page.get_by_label("Motpart").fill("Nanning")
    screenshot(page, "review-add")
    page.get_by_role("button", name="Spara raden").click()
    expect(page.locator("#told")).to_contain_text("tillagd för hand")
    [correction] = corrections(out)
    assert (correction["action"], correction["table"]) == ("add", "focus_areas")


def test_the_quote_is_boxed_on_the_picture_of_its_page(start, open_page, screenshot):
    page = open_page(start().url)
    outcomes(page)
    row(page, "Lutsk").click()
    settled(page)
    page.locator("#views").get_by_text("Båda").click()
    box = page.locator(".picture rect.chosen").first
    expect(box).to_be_visible(timeout=60_000)
    assert page.locator(".picture img").evaluate("i => i.complete || new Promise(r => { i.onload = () => r(true) })")
    screenshot(page, "review-picture")
    page.locator("#views").get_by_text("Bild", exact=True).click()
    expect(box).to_be_in_viewport()


def test_two_reviewers_are_blind_until_both_have_judged_and_settle_their_dispute(start, out, open_page, screenshot):
    anna, bo = open_page(start("Anna").url), open_page(start("Bo").url, color_scheme="dark")
    for page in (anna, bo):
        outcomes(page)
        row(page, "Lutsk").click()
        settled(page)
    fate(anna).select_option(label="Pausat")
    anna.get_by_role("button", name="Rätta").click()
    expect(row(anna, "Lutsk").get_by_role("img", name="Rättad")).to_be_visible()
    bo.reload()
    outcomes(bo)
    row(bo, "Lutsk").click()
    settled(bo)
    expect(fate(bo)).to_have_value("established")
    expect(bo.locator("#told .judgement")).to_have_count(0)
    bo.get_by_role("button", name="Avvisa").click()
    expect(bo.locator("#told")).to_contain_text("Ni är oeniga")
    expect(bo.locator("#told")).to_contain_text("Öde: Pausat")
    screenshot(bo, "review-dispute-dark")
    assert [c["action"] for c in corrections(out)] == ["set"]
    bo.get_by_role("button", name="Godkänn").click()
    expect(bo.locator("#progress-text")).not_to_contain_text("oeniga")
    settled(bo)
    assert corrections(out) == []
    bo.get_by_role("button", name="Så långt").click()
    expect(bo.get_by_role("dialog", name="Så långt")).to_contain_text("Anna · Bo")
    screenshot(bo, "review-figures-dark")


def test_a_window_that_was_overtaken_shows_what_is_there_now_and_keeps_the_draft(start, out, browser: Browser):
    url = start().url
    pages = [browser.new_context(locale="sv").new_page() for _ in range(2)]
    for page in pages:
        page.goto(url)
        outcomes(page)
        row(page, "Lutsk").click()
        settled(page)
    pages[0].get_by_role("button", name="Avvisa").click()
    expect(row(pages[0], "Lutsk").get_by_role("img", name="Avvisad")).to_be_visible()
    fate(pages[1]).select_option(label="Pausat")
    pages[1].get_by_role("button", name="Rätta").click()
    expect(pages[1].get_by_role("alert")).to_contain_text("ett annat fönster")
    expect(pages[1].locator("#told .judgement")).to_contain_text("Avvisad")
    expect(fate(pages[1])).to_have_value("paused")
    assert [c["action"] for c in corrections(out)] == ["remove"]
    for page in pages:
        page.context.close()


def test_words_and_names_that_would_break_out_are_shown_as_they_are(start, open_page):
    page = open_page(start().url)
    page.locator("#f-document").fill("onerror")
    expect(page.locator("#paper")).to_contain_text("<img src=x")
    settled(page)
    expect(page.locator("#sheets")).to_contain_text("<script>window.broken=2</script>")
    assert page.evaluate("window.broken") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_in_both_languages_and_every_control_is_reached_by_tab(start, open_page, axe, screenshot, scheme):
    page = open_page(start().url, color_scheme=scheme)
    outcomes(page)
    assert axe(page) == []
    screenshot(page, f"review-{scheme}")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("button", name="Accept")).to_be_visible()
    expect(page.locator("#judge-heading")).to_contain_text("Fate: ")
    settled(page)
    page.get_by_role("button", name="Accept").click()
    expect(page.locator("#rows .state b")).to_have_count(1)
    page.get_by_role("button", name="So far").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert axe(page) == []
    screenshot(page, f"review-figures-{scheme}")
    page.keyboard.press("Escape")
    page.locator("body").press("Home")
    reached = set()
    for _ in range(120):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("(document.activeElement.textContent || '').trim() + '|' + document.activeElement.id"))
    words = " ".join(reached)
    for wanted in (
        "So far",
        "Apply corrections",
        "f-state",
        "f-document",
        "sheets",
        "v-outcome",
        "v-quote",
        "note",
        "Accept",
        "Reject",
        "New row",
    ):
        assert wanted in words, wanted


def test_it_fits_a_small_window(start, open_page, screenshot):
    page = open_page(start().url, viewport={"width": 420, "height": 800})
    outcomes(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    screenshot(page, "review-phone")
    page.get_by_role("button", name="Godkänn").click()
    expect(page.locator("#rows .state b")).to_have_count(1)
