"""What is looked at first, to spare a text a longer search, leaves out nothing that the search would find."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import resources
from extractors.anchors import alternatives
from extractors.date_patterns import FIGURES
from extractors.head_elements import _without_small
from extractors.labels import label_kind, may_be_label, may_hold_label
from extractors.literals import AnyOf, Held, Places
from extractors.municipalities import _CAPITALISED
from extractors.relation_words import ANY_NAME, LinkPattern
from extractors.resources import table
from pipeline.lines import MARKER, make_line

RAW = Path(__file__).resolve().parents[2] / "data" / "raw"
# As in the module, what may not stand before it looked at first.
_NAMED_AT_ONCE = re.compile(r"(?<![\w@.-])[A-ZÅÄÖ][^\W\d_]+(?:-[^\W\d_]+)*(?![\w-])")
_WRITTEN = {
    "ISO": ("2019-03-14", "2015 -11- 04", "2019.03.14", "2019/03/14"),
    "LABELLED": ("datum 190314", "den 20190314", "Dat. 2019 03 14", "ink. 19 03 14"),
    "DOTTED": ("14.3.2019", "1.12.2019"),
    "ISO_TWO_DIGITS": ("03-05-15",),
    "ISO_COMPACT": ("20190314",),
    "DAY_RANGE": ("14–16 mars 2019", "14 och 15 mars", "14-16/3 2019", "den 3 till den 5 maj", "3 t.o.m. 5 maj 2019"),
    "YEAR_RANGE": ("2016–2019", "2016 till och med 2019", "2016 t o m år 2019", "mellan åren 2016 och 2019", "åren 2018/19", "1998–99"),
}


@pytest.mark.parametrize("written", [w for forms in _WRITTEN.values() for w in forms])
def test_a_form_that_is_written_holds_the_figures_it_needs(written: str) -> None:
    fitting = [form for form in FIGURES if form.search(written)]
    assert fitting
    assert all(FIGURES[form].search(written) for form in fitting)


@given(st.sampled_from(list(FIGURES)).flatmap(lambda form: st.tuples(st.just(form), st.from_regex(form))))
def test_any_text_that_a_form_fits_holds_the_figures_it_needs(made: tuple[re.Pattern[str], str]) -> None:
    form, text = made
    assert FIGURES[form].search(text)


@pytest.mark.parametrize("name", [row["name"] for lexicon in ("municipalities", "regions") for row in table(lexicon)])
def test_every_name_fits_the_pattern_of_any_name(name: str) -> None:
    assert re.fullmatch(ANY_NAME, f"{name}s")


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("ett avtal mellan Mjölby kommun och ", True),
        ("ett avtal mellan Mjölby och ", True),
        ("ett avtal mellan Motala kommun och ", False),
        ("Mjölby läste om ett avtal mellan Motala kommun och ", False),
        ("ett avtal mellan kommunen och ", True),
    ],
)
def test_a_pattern_with_our_name_fits_our_name_alone(text: str, links: bool) -> None:
    pattern = LinkPattern(r"\bmellan\s+{own}(?:\s+(?:kommun|stad))?(?:\s+och|,)\s+{lead}$", "Mjölby")
    assert (pattern.search(text) is not None) is links


@pytest.mark.parametrize("line", ["Sammanträdesdatum", "Datum:", "Handläggare", "Plats och tid", "Ankom", "Till"])
def test_a_label_is_never_passed_over(line: str) -> None:
    assert label_kind(line)
    assert may_be_label(line)
    assert may_hold_label(f"Mora kommun {line} 2019-03-14")


def test_a_line_of_a_name_holds_no_label() -> None:
    assert not may_hold_label("Eva Ek")


@pytest.mark.parametrize("small", ["sammanträdet", "klockan 13.00 - 15.30", "offentligt", "bilaga 12", "tisdagen", "nr. 1234"])
def test_small_words_are_taken_off_behind_any_line(small: str) -> None:
    line = " ".join(["Ärende"] * 15)
    assert _without_small(f"{line}, {small}") == line


@given(st.text("abc ", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_places_are_those_of_the_whole_text(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    assert Places(("ab", "c a")).within(text, start, end) == [
        at for at in range(start, end) if any(text.startswith(word, at) and at + len(word) <= end for word in ("ab", "c a"))
    ]


@given(st.text("abc ", max_size=30), st.sets(st.text("abc ", min_size=1, max_size=3), min_size=1, max_size=9))
def test_literals_are_found_as_one_after_the_other(text: str, literals: set[str]) -> None:
    bits = {literal: 1 << number for number, literal in enumerate(sorted(literals))}
    held = [literal for literal in bits if literal in text]
    assert Held(bits).within(text, 0, len(text)) == sum(bits[literal] for literal in held)
    assert AnyOf(literals).within(text) is bool(held)
    assert Places(literals).within(text, 0, len(text)) == [
        at for at in range(len(text)) if any(text.startswith(literal, at) for literal in literals)
    ]


@given(st.lists(st.sampled_from(["Anna", "Ek", "Å", "a", "@", ".", "-", "\n", " ", "St", "ø", "Ö"]), max_size=12).map("".join))
def test_a_capital_begins_a_name_only_where_no_word_goes_on(text: str) -> None:
    assert [m.start() for m in _CAPITALISED.finditer(text)] == [m.start() for m in _NAMED_AT_ONCE.finditer(text)]


@pytest.mark.parametrize("line", ["• Ett", "- Två", "1. Tre", "a) Fyra", "(ii) Fem", "att sex", "Att sju", "ATT: åtta"])
def test_every_marker_is_seen(line: str) -> None:
    found = make_line(line, 0, 1)
    assert found is not None
    assert found.marker == MARKER.match(line).group()  # type: ignore[union-attr]


@pytest.mark.parametrize("line", ["Attest", "o", "På", "attans", "Ek, Bo"])
def test_a_word_is_no_marker(line: str) -> None:
    found = make_line(line, 0, 1)
    assert found is not None
    assert found.marker == ""


@pytest.mark.parametrize("name", sorted(resources.toml("focus_areas")["triggers"]))
def test_alternatives_with_their_edge_looked_for_once_match_alike(name: str) -> None:
    patterns = resources.toml("focus_areas")["triggers"][name]
    plain = re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)
    made = re.compile(alternatives(patterns), re.IGNORECASE)
    for path in sorted(RAW.glob("*.txt")):
        text = path.read_text("utf-8", errors="replace")
        assert [m.span() for m in made.finditer(text)] == [m.span() for m in plain.finditer(text)]


def test_alternatives_keep_their_order() -> None:
    assert alternatives([r"\bab", r"\babc", "x|y", r"\bz"]) == r"\b(?:(?:ab)|(?:abc))|(?:x|y)|\b(?:(?:z))"
