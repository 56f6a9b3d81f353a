"""The report in a real browser, opened from disk and used as a person would."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from report_papers import HOSTILE_NAME, HOSTILE_TITLE, SCAN, make_tables

from pipeline.report.build import build_report

PAGES = ("index.html", "compare.html", "municipalities.html", "documents.html", "quality.html", "municipalities/2062.html")


@pytest.fixture(scope="module")
def site(made_once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    def make(folder: Path) -> None:
        make_tables(folder)
        build_report(folder / "out", folder / "site")

    return made_once("report", make) / "site"


def rows(site: Path, name: str) -> Iterator[list]:
    """Rows of the data that the pages load."""
    for path in sorted((site / "data").glob(f"{name}-*.js")):
        yield from json.loads(re.fullmatch(r"kommunbeslut\.chunk\(\"\w+\",\d+,(.*)\);\n", path.read_text("utf-8"), re.DOTALL)[1])


def document(site: Path, source: str) -> str:
    return next((site / r[0]).as_uri() for r in rows(site, "documents") if source in r[1])


def partnership(site: Path, counterpart: str) -> str:
    return next((site / r[0]).as_uri() for r in rows(site, "partnerships") if r[2] == counterpart)


def cells(page: Page, column: int) -> list[str]:
    return page.locator(f"tbody tr > :nth-child({column})").all_inner_texts()


def settled(page: Page) -> None:
    """Wait until the table has all its rows."""
    expect(page.locator(".count")).to_contain_text(re.compile("rad|row"))


def test_the_comparison_is_searched_filtered_and_sorted(site, open_page, screenshot):
    page = open_page((site / "compare.html").as_uri())
    settled(page)
    everything = page.locator("tbody tr").count()
    assert cells(page, 1) == sorted(cells(page, 1))
    page.get_by_label("Land").select_option(label="Kina")
    assert set(cells(page, 3)) == {"Kina"} and 1 < page.locator("tbody tr").count() < everything
    page.get_by_role("button", name="Sedan").click()
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Sedan")
    since = [c for c in cells(page, 5) if c]
    assert since == sorted(since)
    page.get_by_role("button", name="Sedan").click()
    assert [c for c in cells(page, 5) if c] == since[::-1]
    page.get_by_label("Sök").fill("vaxjo WEIFANG")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody tr")).to_contain_text("Weifang")
    screenshot(page, "compare")
    selection = page.url
    page.get_by_role("button", name="Rensa").click()
    expect(page.locator("tbody tr")).to_have_count(everything)
    again = open_page(selection)
    expect(again.locator("tbody tr")).to_have_count(1)
    again.get_by_label("Sök").fill("finns inte någonstans")
    expect(again.locator(".count")).to_have_text("Inget stämmer med sökningen.")


def test_the_years_bound_the_latest_news(site, open_page):
    page = open_page((site / "compare.html").as_uri())
    settled(page)
    assert len({c[:4] for c in cells(page, 9)}) > 2
    page.get_by_label("Från år").fill("2020")
    page.get_by_label("Till år").fill("2021")
    assert {c[:4] for c in cells(page, 9)} == {"2020"}


def test_a_partnership_leads_to_the_words_it_rests_on(site, open_page, screenshot):
    page = open_page((site / "compare.html").as_uri())
    settled(page)
    page.get_by_role("link", name="Kostroma").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mora – Kostroma")
    expect(page.locator(".timeline li")).not_to_have_count(0)
    screenshot(page, "partnership")
    page.locator(".timeline blockquote a").last.click()
    expect(page.locator("mark.chosen").first).to_be_in_viewport()
    assert "Kostroma" in " ".join(page.locator("mark.chosen").all_inner_texts())
    expect(page.locator("li.value.chosen")).to_have_count(1)


def test_choosing_a_value_shows_its_quote_and_the_other_way_round(site, open_page, screenshot):
    page = open_page(document(site, "02-mora"))
    value = page.locator("[data-table=outcomes] li.value").filter(has_text="Lutsk")
    value.get_by_role("button").click()
    expect(value.get_by_role("button")).to_have_attribute("aria-pressed", "true")
    lit = "".join(page.locator("mark.chosen").all_text_contents())
    assert "".join(lit.split()) == "ingåpartnerskapmedLutskförperioden1juli2022–30juni2025"
    expect(page.locator("mark.chosen").first).to_be_in_viewport()
    screenshot(page, "document-text")
    page.locator("mark.on", has_text="skidsport").click()
    expect(page.locator("li.value.chosen")).to_contain_text("Idrott och fritid")
    assert "skidsport" in " ".join(page.locator("mark.chosen").all_inner_texts())
    page.keyboard.press("Escape")
    expect(page.locator(".chosen")).to_have_count(0)


def test_kinds_of_values_are_shown_and_hidden(site, open_page):
    page = open_page(document(site, "02-mora"))
    people = page.locator("[data-table=parties]")
    expect(people).to_be_hidden()
    before = page.locator("mark.on").count()
    page.get_by_role("checkbox", name="Aktörer").check()
    expect(people).to_be_visible()
    assert page.locator("mark.on").count() > before


def test_the_page_image_shows_the_box_of_the_quote(site, open_page, screenshot):
    page = open_page(document(site, "02-mora"))
    page.get_by_role("radio", name="Bild").check()
    page.locator("[data-table=outcomes] li.value").filter(has_text="Kostroma").get_by_role("button").click()
    box = page.locator("rect.chosen")
    expect(box).to_have_count(1)
    expect(box).to_be_in_viewport()
    image = box.locator("xpath=ancestor::div[1]/img")
    expect(image).to_have_js_property("complete", True)
    assert image.evaluate("i => i.naturalWidth") > 500
    place, whole = box.bounding_box(), image.bounding_box()
    assert 0.3 < place["width"] / whole["width"] < 0.8 and place["height"] / whole["height"] < 0.05
    screenshot(page, "document-image")


def test_a_scan_shows_the_box_of_the_quote(site, open_page, screenshot):
    page = open_page(document(site, SCAN))
    page.get_by_role("radio", name="Bild").check()
    page.locator("[data-table=agreements] li.value button").first.click()
    expect(page.locator("rect.chosen").first).to_be_in_viewport()
    screenshot(page, "document-scan")


def test_the_keyboard_alone_is_enough(site, open_page):
    page = open_page(document(site, "02-mora"))
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Hoppa till innehållet")
    page.keyboard.press("Enter")
    page.locator("li.value button").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("li.value.chosen button")).to_be_focused()
    expect(page.locator("mark.chosen").first).to_be_in_viewport()
    assert page.locator("mark.on[tabindex='0']").count() == 1
    page.locator("mark.on[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    second = page.locator("mark.on").nth(1)
    expect(second).to_be_focused()
    page.keyboard.press("Enter")
    expect(second).to_have_class(re.compile("chosen"))
    expect(page.locator("#live")).to_have_text(re.compile("vilar på de valda orden"))


def test_the_language_changes_and_stays(site, open_page, screenshot):
    page = open_page((site / "index.html").as_uri())
    expect(page.get_by_role("heading", level=1)).to_have_text("Kommunernas internationella samarbeten")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("International partnerships of Swedish municipalities")
    assert page.title() == "Overview – kommunbeslut"
    assert page.locator("html").get_attribute("lang") == "en"
    screenshot(page, "index-english")
    page.get_by_role("link", name="Compare").click()
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Compare partnerships")
    page.get_by_label("Country").select_option(label="Russia")
    assert cells(page, 4) == ["Ended"]
    page.get_by_role("button", name="Svenska").click()
    assert cells(page, 4) == ["Avslutat"]


def test_every_text_is_there_in_both_languages(site, open_page):
    page = open_page((site / "index.html").as_uri())
    for name in (*PAGES, document(site, "02-mora"), partnership(site, "Kostroma")):
        page.goto(name if "://" in name else (site / name).as_uri())
        keys = page.evaluate(
            "[...document.querySelectorAll('*')].flatMap(e => [...e.attributes].filter(a => /^data-t(-|$)/.test(a.name)).map(a => a.value))"
        )
        missing = page.evaluate("keys => keys.filter(k => ['sv', 'en'].some(l => !(k in kommunbeslut.texts[l])))", keys)
        assert keys and missing == []


@pytest.mark.parametrize(("scheme", "rules"), [("light", ()), ("dark", ("color-contrast",))], ids=["light", "dark"])
def test_no_serious_hindrance_to_anyone(site, open_page, axe, screenshot, scheme, rules):
    page = open_page((site / "index.html").as_uri(), color_scheme=scheme)
    for name in (*PAGES, document(site, "02-mora"), partnership(site, "Kostroma")):
        page.goto(name if "://" in name else (site / name).as_uri())
        if page.locator(".explorer").count():
            settled(page)
        if page.locator("li.value").count():
            page.locator("li.value button").first.click()
        assert axe(page, *rules) == [], name
        screenshot(page, f"{Path(name).stem}-{scheme}")


def test_the_reader_chooses_light_or_dark(site, open_page):
    page = open_page((site / "index.html").as_uri(), color_scheme="light")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="Utseende").click()
    page.get_by_role("button", name="Utseende: ljust").click()
    dark = page.evaluate(ground)
    assert dark != light
    page.goto((site / "quality.html").as_uri())
    assert page.evaluate(ground) == dark


def test_a_phone_shows_everything_without_scrolling_sideways(site, open_page, screenshot):
    page = open_page((site / "index.html").as_uri(), viewport={"width": 390, "height": 844})
    for name in (*PAGES, document(site, "02-mora"), partnership(site, "Kostroma")):
        page.goto(name if "://" in name else (site / name).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, name
        screenshot(page, f"{Path(name).stem}-phone")


def test_a_saved_selection_holds_no_formula(site, open_page, tmp_path):
    page = open_page((site / "documents.html").as_uri())
    settled(page)
    page.get_by_label("Sök").fill("trosa")
    expect(page.locator("tbody tr")).to_have_count(1)
    with page.expect_download() as told:
        page.get_by_role("button", name="Spara som CSV").click()
    told.value.save_as(tmp_path / "documents.csv")
    (saved,) = csv.DictReader((tmp_path / "documents.csv").read_text("utf-8-sig").splitlines())
    assert saved["source_path"] == f"'{HOSTILE_NAME}"
    assert (saved["municipality"], saved["date"]) == ("Trosa", "2019-05-06")


def test_hostile_names_and_texts_stay_text(site, open_page):
    page = open_page((site / "documents.html").as_uri())
    settled(page)
    page.get_by_label("Sök").fill("onerror")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody tr")).to_contain_text(HOSTILE_NAME)
    page.locator("tbody a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(HOSTILE_TITLE)
    expect(page.locator(".text")).to_contain_text('"><svg onload="window.broken=3"> &amp; </main></body>')
    page.goto(partnership(site, "Paide"))
    expect(page.locator(".timeline")).to_contain_text(HOSTILE_NAME)
    page.goto((site / "municipalities/0488.html").as_uri())
    expect(page.locator(".papers")).to_contain_text(HOSTILE_NAME)
    for name in (*PAGES, document(site, "onerror"), partnership(site, "Paide")):
        page.goto(name if "://" in name else (site / name).as_uri())
        assert page.evaluate("[typeof window.broken, document.querySelectorAll('main script, main style, main img[src=x]').length]") == [
            "undefined",
            0,
        ]


def test_a_file_that_could_not_be_read_is_told_of(site, open_page):
    page = open_page((site / "quality.html").as_uri())
    settled(page)
    expect(page.locator("#failures tbody tr")).to_have_count(1)
    expect(page.locator("#failures tbody tr")).to_contain_text("trasig.pdf")


def test_a_document_can_be_read_without_scripts(site, open_page):
    page = open_page(document(site, "02-mora"), java_script_enabled=False)
    expect(page.locator("li.value")).not_to_have_count(0)
    expect(page.locator(".text").first).to_be_visible()
    expect(page.locator("mark")).not_to_have_count(0)
