"""Plain text and Markdown in all the encodings that municipal files come in."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.document import ReadError
from pipeline.readers import detect, read
from pipeline.readers.text import decode, wide_encoding
from pipeline.readers.textform import finish, table_text

WORDS = st.sampled_from(
    [
        "kommunstyrelsen",
        "föreslår",
        "att",
        "överenskommelsen",
        "med",
        "vänorten",
        "förlängs",
        "från",
        "år",
        "två",
        "till",
        "och",
        "med",
        "åtta",
        "Åre",
        "Ängelholm",
        "Örebro",
        "på",
        "för",
        "är",
        "och",
    ]
)
SWEDISH = st.lists(WORDS, min_size=12, max_size=60).map(lambda words: "§ 12 Ärende: " + " ".join(words) + "\n")


@given(
    SWEDISH,
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le", "cp1252", "latin-1", "mac_roman"]),
)
def test_swedish_text_is_read_in_any_encoding(text: str, encoding: str) -> None:
    document = read(text.encode(encoding), "beslut.txt")
    assert [page.text for page in document.pages] == [text]
    assert document.media_type == "text/plain" and document.warnings == []


@given(SWEDISH)
def test_typographic_marks_of_windows_are_kept(text: str) -> None:
    marked = text.replace("Ärende:", "Ärende – ”Vänort”…")
    assert decode(marked.encode("cp1252"))[0] == marked


@example("a", codecs.BOM_UTF16_LE)
@given(st.text(max_size=200), st.sampled_from([codecs.BOM_UTF8, b""]))
def test_utf8_never_fails(text: str, bom: bytes) -> None:
    if bom in {codecs.BOM_UTF8, b""} and "\x00" not in text and not any(c < " " or "\x7f" <= c < "\xa0" for c in text):
        assert decode(bom + text.encode())[0] == text


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_become_newlines(ending: str) -> None:
    assert read(ending.join(["Beslut", "att avslå", ""]).encode(), "a.txt").pages[0].text == "Beslut\natt avslå\n"


def test_form_feed_ends_a_page_and_stays_with_it() -> None:
    document = read("sida ett\n\fsida två\n\f\nsida tre".encode(), "a.txt")
    assert [(p.number, p.text) for p in document.pages] == [(1, "sida ett\n\f"), (2, "sida två\n\f"), (3, "\nsida tre\n")]


def test_composed_characters_and_trailing_spaces() -> None:
    assert read("A\u030are  \nvid\t\nÖ".encode(), "a.txt").pages[0].text == "Åre\nvid\nÖ\n"


def test_name_tells_markdown_from_text_and_nothing_else() -> None:
    assert detect(b"# Beslut\n", "a.md") == "text/markdown"
    assert detect(b"# Beslut\n", "a.docx") == "text/plain"
    assert detect(b"%PDF-1.4 ...", "a.txt") == "application/pdf"


def test_mostly_sound_utf8_is_kept_with_a_warning() -> None:
    data = ("åäö överlåtelse försäljning " * 20).encode() + b"\xff\xfe ok"
    text, warnings = decode(data)
    assert text.startswith("åäö överlåtelse") and len(warnings) == 1 and "2 characters" in warnings[0]


def test_wide_encodings_are_told_by_their_nuls() -> None:
    assert wide_encoding("Beslut om vänort".encode("utf-16-le")) == "utf-16-le"
    assert wide_encoding("Beslut om vänort".encode("utf-32-be")) == "utf-32-be"
    assert wide_encoding(b"Beslut om motion") is None


@pytest.mark.parametrize(("data", "code"), [(b"", "empty"), (b" \n\r\n", "empty"), (bytes(range(256)) * 20, "unsupported_format")])
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(data, "a.txt")
    assert caught.value.code == code and caught.value.stage == "read"


def test_bullets_and_ligatures_are_mapped_and_invisible_characters_dropped() -> None:
    assert finish("\uf0b7 o\ufb03ciell\u00ad\x00\r\n") == "• officiell\n"


@given(st.text())
def test_finished_text_can_be_finished_again(text: str) -> None:
    once = finish(text)
    assert finish(once) == once and (once == "" or once[-1] in "\n\f")


@given(st.lists(st.lists(st.text("abå \n", max_size=8), min_size=2, max_size=4), min_size=1, max_size=5))
def test_tables_keep_every_word_and_part_their_cells(rows: list[list[str]]) -> None:
    text = table_text(rows)
    assert sorted(text.split()) == sorted(" ".join(cell for row in rows for cell in row).split())


def test_lost_characters_are_counted_in_words() -> None:
    whole = "Kommunfullmäktige i Åmål överlämnar ärendet till nämnden för vård och omsorg. ".encode() * 4
    assert decode(whole + b"\xff")[1] == ["1 character could not be decoded as utf-8"]
    assert decode(whole + b"\xff and \xff")[1] == ["2 characters could not be decoded as utf-8"]
