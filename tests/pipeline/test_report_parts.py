"""The parts of the report that stand by themselves: marks, boxes, links, charts, words and the refusal to run what it is given."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers.layout import Word
from pipeline.report import charts
from pipeline.report.boxes import PageWords, QuoteFinder
from pipeline.report.links import document_page, municipality_page, partnership_page, slug
from pipeline.report.markup import Span, marked, segments
from pipeline.report.texts import LANGUAGES, Texts, load
from pipeline.report.writer import number, percent
from pipeline.review.pages import own_texts

OFFSET = 100
spans = st.lists(st.tuples(st.integers(80, 160), st.integers(0, 30)), max_size=8).map(
    lambda found: [Span(start, start + length, i, f"t{i % 3}") for i, (start, length) in enumerate(found)]
)


class Reader(HTMLParser):
    """What a browser would make of a page's HTML: its text, its elements, and the text under each value."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.tags: set[str] = set()
        self.values: list[str] = []
        self.of: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.values = (dict(attrs).get("data-v") or "").split()

    def handle_endtag(self, tag: str) -> None:
        self.values = []

    def handle_data(self, data: str) -> None:
        self.text += data
        for value in self.values:
            self.of[value] = self.of.get(value, "") + data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


@given(st.text(max_size=60), spans)
def test_segments_put_end_to_end_are_the_text(text: str, found: list[Span]) -> None:
    pieces = list(segments(text, OFFSET, found))
    assert "".join(p.text for p in pieces) == text
    at = OFFSET
    for piece in pieces:
        for span in found:
            covers = span.start <= at and span.end >= at + len(piece.text) and span.end > span.start
            assert (span in piece.spans) == (covers and bool(piece.text))
        at += len(piece.text)


printable = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")) | st.sampled_from("\n<>&\"'"), max_size=60)


@given(printable, spans)
def test_marked_text_reads_as_the_text_whatever_it_holds(text: str, found: list[Span]) -> None:
    page = read(marked(text, OFFSET, found))
    assert page.text == text
    assert page.tags <= {"mark"}
    for span in found:
        quote = text[max(0, span.start - OFFSET) : max(0, span.end - OFFSET)]
        assert "".join(page.of.get(str(span.value), "").split()) == "".join(quote.split())


def test_what_html_cannot_hold_is_replaced_and_page_ends_are_left_out() -> None:
    assert marked("a\x00b\x0c", 0, []) == "a\N{REPLACEMENT CHARACTER}b"


def test_a_mark_goes_round_words_not_round_indentation() -> None:
    html = marked("att ingå\n      avtal", 0, [Span(4, 20, 1, "decisions")])
    assert re.findall(r">([^<]*)</mark>", html) == ["ingå", "avtal"]


def words(*lines: str) -> list[Word]:
    """Words of lines on a page of 100 × 100, each character 1 wide and 2 high, lines 10 apart."""
    found = []
    for i, line in enumerate(lines):
        found += [Word(m[0], m.start(), 10 * i, m.end(), 10 * i + 2) for m in re.finditer(r"\S+", line)]
    return found


def boxes(text: str, quote: str, page: list[Word], occurrence: int = 0) -> list[tuple[float, ...]]:
    start = [m.start() for m in re.finditer(re.escape(quote), text)][occurrence]
    return [tuple(b) for b in QuoteFinder(text, PageWords(page, 100, 100)).boxes(start, start + len(quote))]


def test_a_quote_over_two_lines_has_a_box_on_each() -> None:
    text = "Kommunen ska ingå ett\nnytt avtal med Paide\n"
    assert boxes(text, "ingå ett\nnytt avtal", words(*text.splitlines())) == [(0.13, 0.0, 0.21, 0.02), (0.0, 0.1, 0.1, 0.12)]


def test_of_words_that_stand_twice_the_right_ones_are_boxed() -> None:
    text = "avslå motionen\nbifalla den\navslå motionen\n"
    page = words(*text.splitlines())
    assert [b[1] for b in boxes(text, "avslå motionen", page, 0)] == [0.0]
    assert [b[1] for b in boxes(text, "avslå motionen", page, 1)] == [0.2]


def test_spaces_and_hyphens_that_one_reading_has_do_not_hide_a_quote() -> None:
    assert boxes("75000kronor  avsätts\n", "75000kronor", words("75 000 kronor avsätts")) == [(0.0, 0.0, 0.13, 0.02)]


def test_what_is_not_on_the_page_has_no_box() -> None:
    assert boxes("helt andra ord\n", "helt andra ord", words("någon annan text")) == []


@given(st.text(), st.text(), st.none() | st.text())
def test_names_of_pages_stay_in_the_site(code: str, counterpart: str, country: str | None) -> None:
    for page in (document_page(code), municipality_page(code), partnership_page(code, counterpart, country)):
        assert re.fullmatch(r"(documents/[0-9a-f]{2}|municipalities|partnerships)/[a-z0-9-]+\.html", page)


def test_partnerships_of_the_same_letters_have_pages_of_their_own() -> None:
    assert slug("Łódź") == slug("Łodz")
    assert partnership_page("0180", "Łódź", "PL") != partnership_page("0180", "Łodz", "PL")
    assert partnership_page("0180", "Paris", "FR") != partnership_page("0180", "Paris", "US")


def test_bars_are_as_long_as_what_they_count() -> None:
    chart = charts.bars([("a", {"active": 4, "ended": 4}), ("b", {"ended": 2})], ["active", "ended"])
    lengths = [(r.style, r.width) for r in chart.rects]
    assert [style for style, _ in lengths] == ["active", "ended", "ended"]
    assert lengths[0][1] == lengths[1][1] == pytest.approx(2 * lengths[2][1], abs=0.2)
    assert chart.rows == [("a", [4, 4]), ("b", [0, 2])]


def test_columns_go_up_for_what_is_kept_and_down_for_what_is_left() -> None:
    chart = charts.columns({2020: {"renewed": 2}, 2022: {"ended": 1}}, ("renewed",), ("ended",))
    kept, left = chart.rects
    assert kept.y + kept.height == pytest.approx(chart.zero, abs=0.2) and left.y == pytest.approx(chart.zero, abs=0.2)
    assert kept.height == pytest.approx(2 * left.height, abs=0.2)
    assert [t.label for t in chart.years] == ["2020", "2021", "2022"]


def test_years_of_one_status_in_a_row_are_one_bar() -> None:
    statuses = {2001: "active", 2002: "active", 2003: "ended"}
    chart = charts.lifelines([charts.LifeData("Paide", "paide.html", statuses, [(2001.5, "decided", "renewed")])])
    assert chart is not None
    assert [r.style for r in chart.lives[0].rects] == ["active", "ended"]
    first, second = chart.lives[0].rects
    assert first.width == pytest.approx(2 * second.width, abs=0.2) and first.x + first.width == pytest.approx(second.x, abs=0.2)
    assert first.x < chart.lives[0].signs[0].x < first.x + first.width
    assert charts.lifelines([charts.LifeData("Paide", "paide.html", {}, [])]) is None


@given(st.dictionaries(st.integers(1900, 2030), st.dictionaries(st.sampled_from(charts.STATUSES), st.integers(0, 5000)), max_size=20))
def test_no_column_leaves_its_chart(counts: dict[int, dict[str, int]]) -> None:
    chart = charts.columns(counts, charts.STATUSES)
    assert all(r.x >= 0 and r.x + r.width <= chart.width and r.y >= 0 and r.y + r.height <= chart.height for r in chart.rects)


@pytest.mark.parametrize(
    ("part", "whole", "told"), [(0, 0, "–"), (0, 5, "0"), (5, 5, "100"), (999, 1000, "99"), (1, 1000, "1"), (1, 3, "33")]
)
def test_a_share_is_never_rounded_to_all_or_nothing(part: int, whole: int, told: str) -> None:
    assert percent(part, whole).removesuffix("\N{NO-BREAK SPACE}%") == told


def test_thousands_are_parted() -> None:
    assert number(1234567) == "1\N{NARROW NO-BREAK SPACE}234\N{NARROW NO-BREAK SPACE}567"


def test_values_put_into_a_text_are_escaped() -> None:
    texts = Texts("sv")
    assert "<b>" not in texts.span("word.page", n="<b>")
    assert read(texts.span("word.page", n='"><b>')).text == 'sidan "><b>'
    assert texts.plain("code.outcome.brand_new") == "brand_new"


@pytest.mark.parametrize(
    ("language", "n", "told"),
    [("sv", 1, "1 sida"), ("sv", 2, "2 sidor"), ("en", "1", "1 page"), ("en", 0, "0 pages")],
)
def test_one_is_told_otherwise_than_several(language: str, n: object, told: str) -> None:
    assert Texts(language).plain("document.pages", n=n) == told


def test_every_text_of_one_has_a_text_of_several() -> None:
    for language in LANGUAGES:
        texts = load(language) | own_texts(language)
        assert {k for k in texts if k.endswith("_one") and k.removesuffix("_one") not in texts} == set()


def test_decimals_are_told_with_the_sign_of_the_language_and_dates_and_names_as_they_are() -> None:
    assert [read(Texts(language).decimal(0.9)).text for language in ("sv", "en")] == ["0,90", "0.90"]
    assert Texts("sv").plain("partnership.until", day="2021-12-31").endswith("2021-12-31")
    assert Texts("sv").plain("word.number", n="KS 1.2") == "KS 1.2"


@pytest.mark.parametrize(
    ("warning", "swedish"),
    [
        ("term_over: the term ran out on 2020-12-31 and no renewal is told", "Avtalet gick ut 2020-12-31 och ingen förnyelse nämns."),
        ("conflicting_terms: 2 agreements are told with different terms", "2 avtal uppges med olika villkor."),
        (
            "past_end: an agreement is told of as in force after its end: Zibo (9 and 10); Rio; and 3 more; check whether it was prolonged",
            "Ett avtal anges gälla efter sitt slut: Zibo (9, 10); Rio; +3. Se efter om det förlängdes.",
        ),
        ("reading: page damaged and left out: pages 1, 4-6", "Sidorna 1, 4-6 är skadade och utelämnade."),
        ("section_gap: something new <b>", "something new <b>"),
    ],
)
def test_a_warning_is_told_in_the_language_of_the_page(warning: str, swedish: str) -> None:
    told = read(Texts("sv").warning(warning))
    assert told.text == swedish and "b" not in told.tags


def test_the_years_that_are_not_told_to_their_end_are_marked() -> None:
    counts = {2019: {"ended": 1}, 2020: {"ended": 1}, 2021: {"ended": 1}}
    whole, cut = charts.columns(counts, ("ended",)), charts.columns(counts, ("ended",), partial_from=2021)
    assert whole.partial is None and charts.columns(counts, ("ended",), partial_from=2022).partial is None
    assert cut.partial is not None and cut.rects[2].x + cut.rects[2].width < cut.partial.x + cut.partial.width <= cut.width
    assert cut.rects[1].x + cut.rects[1].width < cut.partial.x < cut.rects[2].x
    assert cut.years[-1].label == "2021"
