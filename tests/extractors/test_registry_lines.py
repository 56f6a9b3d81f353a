"""Lines without figures written as in a registry number are passed over: none of them holds one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.registry import _compiled, _lines_with_figures, _with_letters, find_registry_numbers

_PIECES = st.sampled_from(
    [
        "KS",
        "Ks",
        " ",
        "2015",
        "15",
        "/",
        "-",
        ":",
        ".",
        "341",
        "0433",
        "Dnr ",
        "dnr: ",
        "\n",
        "RV180949",
        "12KSK0568",
        "a",
        "§ 3 ",
        "é",
        "1",
    ]
)
_TEXTS = st.lists(_PIECES, max_size=25).map("".join)


@settings(max_examples=300)
@given(_TEXTS)
def test_every_style_stands_in_a_line_that_is_looked_at(text: str) -> None:
    lines = list(_lines_with_figures(text))
    patterns = _compiled()
    for pattern in (*patterns.register_first, *patterns.register_behind, *patterns.labelled, *patterns.bare):
        for match in pattern.finditer(text):
            assert any(start <= match.start() and match.end() <= end for start, end in lines), (pattern.pattern, match.group())


@settings(max_examples=300)
@given(_TEXTS)
def test_styles_with_letters_are_found_as_if_each_were_tried_everywhere(text: str) -> None:
    patterns = _compiled()
    each = [m.span() for p in (*patterns.register_first, *patterns.register_behind) for m in p.finditer(text)]
    assert [m.span() for m in _with_letters(text, 0, len(text))] == each


@given(_TEXTS, _TEXTS)
def test_a_line_does_not_change_what_the_next_one_holds(a: str, b: str) -> None:
    a, b = a.replace("\n", " "), b.replace("\n", " ")
    alone = [n.raw for n in find_registry_numbers(a)] + [n.raw for n in find_registry_numbers(b)]
    assert [n.raw for n in find_registry_numbers(f"{a}\n{b}")] == alone


def test_what_is_remembered_is_not_changed_by_its_user() -> None:
    find_registry_numbers("Dnr KS 2015/341").clear()
    assert [n.case_number for n in find_registry_numbers("Dnr KS 2015/341")] == ["KS 2015/341"]
