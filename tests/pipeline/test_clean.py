"""Laws of the clean view: every character can be traced, and how the text was set on its pages does not matter."""

from __future__ import annotations

import textwrap

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from paging import assert_offsets_hold, lines, pages, raw_text, view

from pipeline.clean import clean

WORDS = [
    "kommunen",
    "avtalet",
    "samarbetet",
    "vänorten",
    "förvaltningen",
    "internationella",
    "utbyte",
    "skolorna",
    "näringslivet",
    "ledamöterna",
    "beslutade",
    "under",
    "perioden",
    "med",
    "och",
    "för",
    "som",
    "att",
    "har",
    "gäller",
    "Lindvik",
    "Kommunstyrelsen",
    "Älvsund",
    "kulturutbyte",
    "genomförandet",
    "utvärderingen",
    "handlingsplanen",
    "mänskliga",
    "rättigheter",
    "demokrati",
    "besök",
    "delegationen",
    "hösten",
    "bidrag",
    "kostnaderna",
    "inte",
    "längre",
    "energi-",
    "kultur-",
    "2019",
    "25",
    "KS",
]
MARKUP = [
    "**",
    "*",
    "`",
    "# ",
    "__",
    "\u00ad",
    "\u00a0",
    "  ",
    "     ",
    "\t",
    "<b>",
    "</b>",
    "- ",
    "1. ",
    "att ",
    "§ 12 ",
    "Sida 3 av 12",
    "3 (12)",
    "2015 -11- 04",
    "B E S L U T",
    "-\n",
    "\n",
    "\n\n",
    "\n\n\n",
    "Beslut\n",
    "Bakgrund\n\n",
]
page_texts = st.lists(st.sampled_from(WORDS + [w + "." for w in WORDS[:8]] + MARKUP * 2), max_size=60).map(" ".join)

# Words to make paragraphs of: no conjunctions that could stand for a suspended hyphen, none that opens a heading.
PLAIN = [
    "kommunen",
    "avtalet",
    "samarbetet",
    "vänorten",
    "förvaltningen",
    "skolorna",
    "näringslivet",
    "ledamöterna",
    "perioden",
    "kulturutbyte",
    "genomförandet",
    "utvärderingen",
    "rättigheter",
    "demokrati",
    "besöken",
    "delegationen",
    "hösten",
    "bidraget",
    "kostnaderna",
    "verksamheten",
    "föreningarna",
]
sentences = st.lists(st.sampled_from(PLAIN), min_size=4, max_size=22).map(lambda words: " ".join(words).capitalize() + ".")
# Long enough that every paragraph fills lines of any width tried.
paragraphs = st.lists(
    st.lists(sentences, min_size=2, max_size=5).map(" ".join).filter(lambda p: len(p) > 110), min_size=2, max_size=7, unique=True
)
HEADS = ["", "Älvsunds kommun      PROTOKOLL      {n} ({t})", "Kommunstyrelsen\nSammanträdesdatum 2019-03-04", "Sida {n} av {t}"]
FEET = ["", "{n}", "Justerandes sign      Utdragsbestyrkande", "- {n} -", "Kommunkontoret, Box 12, 123 45 Älvsund"]


def hyphenated(paragraph: str, width: int) -> str:
    """The paragraph wrapped, words divided where they reach over the line's end."""
    out, line = [], ""
    for word in paragraph.split():
        room = width - len(line) - 2
        if len(line) + len(word) + 1 <= width or not line:
            line = f"{line} {word}".strip()
        elif room >= 4 and len(word) - room >= 4 and word[: room + 1].isalpha():
            out.append(f"{line} {word[:room]}-")
            line = word[room:]
        else:
            out.append(line)
            line = word
    return "\n".join([*out, line])


def printed(given: list[str], width: int, divide: bool, per_page: int, head: str, foot: str) -> list[str]:
    """The paragraphs as pages of that many lines, with running heads and feet."""
    text = "\n\n".join(hyphenated(p, width) if divide else textwrap.fill(p, width, break_on_hyphens=False) for p in given)
    rows = text.split("\n")
    bodies = ["\n".join(rows[i : i + per_page]).strip("\n") for i in range(0, len(rows), per_page)]
    return ["\n\n".join(x.format(n=n, t=len(bodies)) for x in (head, body, foot) if x) + "\n" for n, body in enumerate(bodies, 1)]


@settings(max_examples=150)
@given(st.lists(page_texts, min_size=1, max_size=4))
def test_every_character_can_be_traced_to_its_place(texts: list[str]) -> None:
    given_pages = pages(*texts)
    assert_offsets_hold(clean(given_pages), raw_text(given_pages))


@settings(max_examples=100)
@given(st.lists(page_texts, min_size=1, max_size=3), st.data())
def test_the_verbatim_extent_of_a_span_holds_its_characters(texts: list[str], data: st.DataObject) -> None:
    given_pages = pages(*texts)
    raw, seen = raw_text(given_pages), clean(given_pages)
    assume(seen.text)
    start = data.draw(st.integers(0, len(seen.text) - 1))
    end = data.draw(st.integers(start + 1, len(seen.text)))
    raw_start, raw_end = seen.raw_span(start, end)
    assert 0 <= raw_start < raw_end <= len(raw)
    left = iter(raw[raw_start:raw_end])
    assert all(c in left for c in seen.text[start:end] if not c.isspace())
    page = seen.page_of(raw_start)
    assert seen.page_starts[page - 1] <= raw_start
    assert page == len(texts) or raw_start < seen.page_starts[page]


@given(st.lists(page_texts, min_size=1, max_size=3))
def test_blocks_cover_the_text_and_cells_their_rows(texts: list[str]) -> None:
    seen = view(*texts)
    end = -1
    for block in seen.blocks:
        assert block.start == end + 1
        assert block.end > block.start
        assert "\n" not in seen.text[block.start : block.end]
        if block.cells:
            assert block.cells[0].start == block.start or block.marker
            assert block.cells[-1].end == block.end
            assert all(a.end < b.start for a, b in zip(block.cells, block.cells[1:], strict=False))
        end = block.end
    assert end == len(seen.text) or not seen.blocks


@settings(max_examples=80)
@given(paragraphs, st.integers(50, 100), st.booleans())
def test_line_width_and_hyphenation_do_not_matter(given_paragraphs: list[str], width: int, divide: bool) -> None:
    (page,) = printed(given_paragraphs, width, divide, 10_000, "", "")
    assert lines(page) == given_paragraphs


@settings(max_examples=80)
@given(paragraphs, st.integers(50, 100), st.booleans(), st.sampled_from(HEADS), st.sampled_from(FEET))
def test_running_heads_page_numbers_and_page_breaks_do_not_matter(
    given_paragraphs: list[str], width: int, divide: bool, head: str, foot: str
) -> None:
    texts = printed(given_paragraphs, width, divide, 6, head, foot)
    rows = [row.casefold() for text in printed(given_paragraphs, width, divide, 10_000, "", "") for row in text.split("\n") if row]
    assume(len(texts) >= 3 and len(set(rows)) == len(rows))  # a line that recurs on every page is furniture
    shown = {x for line in head.format(n=1, t=len(texts)).split("\n") for x in lines(line)}
    found = [x for x in lines(*texts) if x not in shown]
    # A sentence that ends a page's last line may end its paragraph there: nothing on the paper tells.
    assert " ".join(found) == " ".join(given_paragraphs)


def test_pages_are_found_by_their_characters() -> None:
    seen = view("Första sidan.\n", "", "Tredje sidan.\n")
    assert seen.page_starts == [0, 14, 14]
    assert seen.page_of(0) == 1
    assert seen.page_of(13) == 1
    assert seen.page_of(14) == 3


def test_no_pages_give_an_empty_view() -> None:
    assert clean([]).text == ""
    assert clean([]).blocks == []


def test_evidence_over_a_page_break_holds_what_stands_between() -> None:
    given_pages = pages(
        "Kommunstyrelsen beslutar nu att avtalet med den gamla vänorten\n\nSida 1 av 2\n", "Sida 2 av 2\n\nska upphöra vid årsskiftet.\n"
    )
    seen, raw = clean(given_pages), raw_text(given_pages)
    at = seen.text.index("vänorten ska")
    start, end = seen.raw_span(at, at + len("vänorten ska"))
    assert raw[start:end] == "vänorten\n\nSida 1 av 2\nSida 2 av 2\n\nska"
