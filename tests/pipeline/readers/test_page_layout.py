"""Laws and examples of the layout routine."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline.readers.layout import CELL_SPACES, Word, lay_out

CHAR, HEIGHT = 5.5, 12.0
NAMES = st.text("abcdefghijklmnopqrstuvwxyzåäöÅÄÖ0123456789", min_size=1, max_size=9)


def row(y: float, *cells: tuple[float, str], height: float = HEIGHT, char: float = CHAR) -> list[Word]:
    """Words of one line; each cell begins at its own place."""
    words = []
    for x, text in cells:
        for word in text.split():
            words.append(Word(word, x, y, x + char * len(word), y + height))
            x += char * len(word) + 0.55 * char
    return words


def page(*rows: list[Word]) -> list[Word]:
    return [word for words in rows for word in words]


@given(st.lists(st.lists(NAMES, min_size=1, max_size=6), min_size=1, max_size=12))
def test_every_word_comes_out_once_and_in_order(lines: list[list[str]]) -> None:
    words = page(*(row(20.0 * i, (50, " ".join(line))) for i, line in enumerate(lines)))
    text = lay_out(words)
    assert text.split() == [word for line in lines for word in line]
    assert text.endswith("\n") and not re.search(r" \n", text)


@given(st.lists(st.lists(NAMES, min_size=1, max_size=6), min_size=1, max_size=10), st.randoms(use_true_random=False))
def test_order_of_the_words_given_does_not_change_the_words_of_a_line(lines: list[list[str]], random: object) -> None:
    words = page(*(row(20.0 * i, (50, " ".join(line))) for i, line in enumerate(lines)))
    shuffled = sorted(words, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert [sorted(line.split()) for line in lay_out(shuffled).split("\n")] == [sorted(line.split()) for line in lay_out(words).split("\n")]


@given(st.floats(0.2, 20), st.floats(-500, 500), st.floats(-500, 500))
def test_units_and_place_of_the_page_do_not_matter(scale: float, dx: float, dy: float) -> None:
    words = page(
        row(10, (50, "Norrvikens kommun"), (400, "Protokoll")), row(26, (50, "Beslut")), row(70, (60, "Motionen avslås"), (400, "3 (12)"))
    )
    moved = [Word(w.text, w.x0 * scale + dx, w.y0 * scale + dy, w.x1 * scale + dx, w.y1 * scale + dy) for w in words]
    assert lay_out(moved) == lay_out(words)


@given(st.lists(st.tuples(NAMES, NAMES, NAMES), min_size=2, max_size=8))
def test_cells_that_begin_at_one_place_share_a_column(rows: list[tuple[str, str, str]]) -> None:
    words = page(*(row(16.0 * i, (50, a), (150, b), (250, c)) for i, (a, b, c) in enumerate(rows)))
    lines = [line for line in lay_out(words).split("\n") if line]
    starts = [[m.start() for m in re.finditer(r"\S+", line)] for line in lines]
    assert all(s == starts[0] for s in starts)
    assert all(len(re.split(rf" {{{CELL_SPACES},}}", line)) == 3 for line in lines)


def test_ordinary_gap_is_one_space_and_wide_gap_three_or_more() -> None:
    assert re.fullmatch(r"Anna Ek {3,}Bo Öst\n", lay_out(row(10, (50, "Anna Ek"), (140, "Bo Öst"))))


def test_a_slightly_slanted_line_stays_one_line() -> None:
    words = [
        w._replace(y0=w.y0 + w.x0 * 0.004, y1=w.y1 + w.x0 * 0.004)
        for i in range(4)
        for w in row(16.0 * i, (50, "ett två tre fyra fem sex sju åtta"))
    ]
    assert lay_out(words) == "ett två tre fyra fem sex sju åtta\n" * 4


def test_empty_lines_show_paragraphs_and_sections() -> None:
    ys = [0, 14, 28, 50, 64, 130, 144]
    text = lay_out(page(*(row(y, (50, f"rad{i}")) for i, y in enumerate(ys))))
    assert text == "rad0\nrad1\nrad2\n\nrad3\nrad4\n\n\nrad5\nrad6\n"


def test_indentation_is_kept_relative_to_the_left_margin() -> None:
    text = lay_out(page(row(0, (70, "Beslut")), row(14, (70 + 4 * CHAR, "att avslå motionen")), row(28, (70, "Reservation"))))
    assert text.split("\n")[:3] == ["Beslut", "    att avslå motionen", "Reservation"]


def test_list_marker_is_one_space_from_its_text() -> None:
    text = lay_out(page(row(0, (50, "•"), (72, "Utbildning")), row(14, (50, "12."), (80, "Motionen avslås"))))
    assert text == "• Utbildning\n12. Motionen avslås\n"
    assert lay_out(row(0, (50, "\uf0b7"), (72, "Utbildning"))) == "\uf0b7 Utbildning\n"


def test_stretched_line_of_justified_text_has_single_spaces() -> None:
    full = row(0, (50, "samarbetet med vänorten har utvecklats"))
    end = full[-1].x1
    stretched = [Word("gemensamma", 50, 14, 105, 26), Word("projekten", end - 50, 14, end, 26)]
    assert lay_out([*full, *stretched]).split("\n")[1] == "gemensamma projekten"


def test_columns_of_running_text_come_one_after_the_other() -> None:
    left = [f"vänster {i} löper texten vidare i spalten" for i in range(9)]
    right = [f"höger {i} löper texten vidare i spalten" for i in range(9)]
    heading = row(0, (50, "En rubrik som går över båda spalterna på sidan utan avbrott här"))
    words = [*heading, *page(*(row(40 + 14.0 * i, (50, a), (290, b)) for i, (a, b) in enumerate(zip(left, right, strict=True))))]
    lines = [line for line in lay_out(words).split("\n") if line]
    assert lines[1:] == left + right


def test_columns_whose_lines_are_not_level_are_told_apart_too() -> None:
    left = [f"vänster {i} löper texten vidare i spalten" for i in range(9)]
    right = [f"höger {i} löper texten vidare i spalten" for i in range(9)]
    words = page(*(row(14.0 * i, (50, t)) for i, t in enumerate(left)), *(row(6 + 14.0 * i, (290, t)) for i, t in enumerate(right)))
    assert [line for line in lay_out(words).split("\n") if line] == left + right


def test_attendance_list_stays_side_by_side() -> None:
    pairs = [(f"Anna{i} Andersson (S), ordförande", f"Bo{i} Bengtsson (M)") for i in range(12)]
    text = lay_out(page(*(row(14.0 * i, (50, a), (290, b)) for i, (a, b) in enumerate(pairs))))
    assert [tuple(re.split(r" {3,}", line)) for line in text.strip().split("\n")] == pairs


def test_stamp_that_does_not_keep_to_the_lines_stands_alone() -> None:
    body = page(*(row(14.0 * i, (50, f"Brödtext rad {i} om avtalet")) for i in range(20)))
    stamp = page(*(row(20 + 12.2 * i, (350, t)) for i, t in enumerate(("NORRVIKENS KOMMUN", "2015 -11- 04", "Dnr KS 2015/127"))))
    lines = [line.strip() for line in lay_out([*body, *stamp]).split("\n") if line.strip()]
    first = lines.index("NORRVIKENS KOMMUN")
    assert lines[first : first + 3] == ["NORRVIKENS KOMMUN", "2015 -11- 04", "Dnr KS 2015/127"]
    assert [line for line in lines if line.startswith("Brödtext")] == [f"Brödtext rad {i} om avtalet" for i in range(20)]


def test_block_on_the_lines_of_a_letterhead_stays_beside_them() -> None:
    words = page(
        row(0, (50, "Norrvikens kommun"), (350, "Datum")), row(14, (50, "Kommunstyrelsen"), (350, "2021-03-14")), row(60, (50, "Ärende"))
    )
    assert [re.split(r" {3,}", line) for line in lay_out(words).split("\n")[:2]] == [
        ["Norrvikens kommun", "Datum"],
        ["Kommunstyrelsen", "2021-03-14"],
    ]


def test_no_words_give_no_text() -> None:
    assert lay_out([]) == "" == lay_out([Word("", 0, 0, 10, 10), Word("platt", 0, 5, 10, 5)])
