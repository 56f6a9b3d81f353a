"""Lines of a page: what is taken out of them, and that what is left knows its place."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lines import Line, make_line, page_lines


def line(raw: str, offset: int = 0) -> Line:
    made = make_line(raw, offset, 1)
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("## Förslag till beslut", "Förslag till beslut"),
        ("**Beslut**", "Beslut"),
        ("Nämnden **godkänner** planen.", "Nämnden godkänner planen."),
        ("Nämnden *godkänner* planen.", "Nämnden godkänner planen."),
        ("***Viktigt*** att veta", "Viktigt att veta"),
        ("__Beslut__ i ärendet", "Beslut i ärendet"),
        ("Koden `KS 2021/12` gäller.", "Koden KS 2021/12 gäller."),
        ("Se [planen](https://exempel.se/plan) för mer.", "Se planen för mer."),
        ("Skriv till [kansliet](mailto:kansli@exempel.se).", "Skriv till kansliet."),
        ("Ett avtal<sup>2</sup> slöts.", "Ett avtal slöts."),
        ("<b>Beslut</b><br/>", "Beslut"),
        ("sam\u00adarbete", "samarbete"),
        ("\ufeffProtokoll", "Protokoll"),
        ("Avtalet  gäller  till  2024.", "Avtalet gäller till 2024."),
        ("10\u00a0000 kronor", "10 000 kronor"),
    ],
)
def test_markup_and_stray_characters_are_taken_out(raw: str, text: str) -> None:
    assert line(raw).text == text


@pytest.mark.parametrize(
    "raw",
    [
        "Uppgiften 3 * 4 är enkel.",
        "Filen heter snake_case_namn här.",
        "Ärendet [se bilaga 2] togs upp.",
        "5 < 6 och 7 > 6",
        "Kostnaden är 2 000 kr * per år.",
        "Kommunen har 1 000 - 2 000 besökare.",
    ],
)
def test_characters_that_are_no_markup_stay(raw: str) -> None:
    assert line(raw).text == raw


@pytest.mark.parametrize(
    ("raw", "depth"),
    [("# Protokoll", 1), ("### Bakgrund", 3), ("**Bakgrund**", 4), ("Bakgrund", 0), ("**Ja** och **nej**", 0), ("#1 på listan", 0)],
)
def test_markdown_headings_have_a_depth(raw: str, depth: int) -> None:
    assert line(raw).heading == depth


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("B E S L U T", "BESLUT"),
        ("Kommunstyrelsen b e s l u t a r  a t t godkänna planen.", "Kommunstyrelsen beslutar att godkänna planen."),
        ("Kommunstyrelsen B E S L U T A R a t t godkänna planen.", "Kommunstyrelsen BESLUTAR att godkänna planen."),
        ("Nämnden   u t s e r   Britta Alm (s).", "Nämnden utser Britta Alm (s)."),  # wide spaces are no columns here
        ("Nämnden b e s 1 u t a r   bifalla ansökan.", "Nämnden beslutar bifalla ansökan."),  # as recognised
        ("a t t godkänna planen", "att godkänna planen"),
        ("godkänna planen o c h anta budgeten", "godkänna planen och anta budgeten"),
        ("S A M M A N T R Ä D E S P R O T O K O L L", "SAMMANTRÄDESPROTOKOLL"),
        ("Linje A B till C D", "Linje A B till C D"),
        ("rum A och B", "rum A och B"),
    ],
)
def test_letterspaced_words_are_closed_up(raw: str, text: str) -> None:
    assert line(raw).text == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Mötet hölls 2015 -11- 04 i stadshuset.", "Mötet hölls 2015-11-04 i stadshuset."),
        ("Den 2016- 01 -05 skrevs avtalet.", "Den 2016-01-05 skrevs avtalet."),
        ("Avtalen 2015-11-04 - 2016-11-03 löpte ut.", "Avtalen 2015-11-04 - 2016-11-03 löpte ut."),
        ("Åren 2015 - 2018 var goda.", "Åren 2015 - 2018 var goda."),
    ],
)
def test_spaces_inside_dates_are_taken_out(raw: str, text: str) -> None:
    assert line(raw).text == text


@pytest.mark.parametrize(
    ("raw", "marker"),
    [
        ("• att anta planen", "•"),
        ("- anta planen", "-"),
        ("– anta planen", "–"),
        ("1. Planen antas.", "1."),
        ("2) Planen antas.", "2)"),
        ("(3) Planen antas.", "(3)"),
        ("a) Planen antas.", "a)"),
        ("\uf0b7 planen antas", "\uf0b7"),
        ("att anta planen", "att"),
        ("ATT anta planen", "ATT"),
        ("Attityder mäts varje år.", ""),
        ("1.5 miljoner kronor", ""),
        ("2019. Därefter upphörde avtalet.", ""),
        ("-5 grader", ""),
    ],
)
def test_list_markers(raw: str, marker: str) -> None:
    assert line(raw).marker == marker


def test_wide_gaps_part_a_line_into_cells_at_their_columns() -> None:
    made = line("Beslutande      Vera Almlund (S), ordförande      Ja")
    assert made.text == "Beslutande\tVera Almlund (S), ordförande\tJa"
    assert [made.text[c.start : c.end] for c in made.cells] == ["Beslutande", "Vera Almlund (S), ordförande", "Ja"]
    assert [c.column for c in made.cells] == [0, 16, 50]


def test_tabs_part_cells_too() -> None:
    made = line("Namn\tParti\t\tJa")
    assert [made.text[c.start : c.end] for c in made.cells] == ["Namn", "Parti", "Ja"]


def test_indented_cells_keep_their_column_on_the_page() -> None:
    made = line("        Ja          Nej")
    assert made.column == 8
    assert [c.column for c in made.cells] == [8, 20]


def test_a_list_item_with_a_wide_gap_behind_its_marker_is_no_row() -> None:
    made = line("1.     Planen antas.")
    assert made.cells == ()
    assert made.marker == "1."


@pytest.mark.parametrize("raw", ["", "   ", "\t", "\u00a0", "\u00ad", "**", "# ", "\u200b \ufeff"])
def test_lines_with_nothing_left_are_none(raw: str) -> None:
    assert make_line(raw, 0, 1) is None


def test_lines_know_the_empty_lines_above_and_their_place_on_the_page() -> None:
    found = page_lines("\n\nFörsta\nAndra\n\n\n\nTredje\n", 100, 7)
    assert [(x.text, x.blank_before) for x in found] == [("Första", 2), ("Andra", 0), ("Tredje", 3)]
    assert [x.first_on_page for x in found] == [True, False, False]
    assert [x.last_on_page for x in found] == [False, False, True]
    assert [x.offsets[0] for x in found] == [102, 109, 118]
    assert {x.page for x in found} == {7}


def test_a_form_feed_ends_a_line() -> None:
    assert [x.text for x in page_lines("Slut på sidan\fNästa sida\n", 0, 1)] == ["Slut på sidan", "Nästa sida"]


PIECES = [*"abåäöABÖ 019§.,:-–/()*_#`[]<>\t\u00a0\u00ad", "   ", "**", "a t t", "2015 -11- 04", "<b>", "</b>", "](https://exempel.se)"]
raw_lines = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(raw_lines, st.integers(0, 10**6))
def test_every_character_of_a_line_knows_where_it_stands(raw: str, offset: int) -> None:
    made = make_line(raw, offset, 1)
    if made is None:
        return
    assert len(made.offsets) == len(made.text)
    assert list(made.offsets) == sorted(set(made.offsets))
    for character, place in zip(made.text, made.offsets, strict=True):
        assert raw[place - offset] == character or character in " \t"
    for cell in made.cells:
        assert made.text[cell.start : cell.end].strip()
    assert made.text == made.text.strip(" ")


@given(raw_lines)
def test_cleaning_a_clean_line_again_changes_nothing(raw: str) -> None:
    made = make_line(re.sub(r"[*`_#\[<]", "", raw), 0, 1)
    if made is not None:
        again = make_line(made.text, 0, 1)
        assert again is not None
        assert again.text == made.text


@pytest.mark.parametrize("raw", ["PRO T OK OL L", "K o m m u n s t yr e l s e n", "S AMM AN TR ÄD ES PR OT OK OLL"])
def test_letterspaced_headings_whose_groups_are_uneven(raw: str) -> None:
    made = line(raw)
    assert made.text == raw.replace(" ", "")
    assert [raw[i] for i in made.offsets] == list(made.text)


def test_short_words_are_not_drawn_together() -> None:
    assert line("se till att de får gå ut nu").text == "se till att de får gå ut nu"


def test_hyphens_of_every_width_are_one() -> None:
    assert line("KS\u20112019\u201100478").text == "KS-2019-00478"
    assert line("2016\u22122018").text == "2016–2018"


def test_letters_in_brackets_are_markers_where_several_lines_begin_so() -> None:
    listed = page_lines("(a)    trade\n\n(b)  schools\n\n  (c) music\n", 0, 1)
    assert [(made.marker, made.cells, made.blank_before) for made in listed] == [("a)", (), 0), ("b)", (), 1), ("c)", (), 1)]
    assert [made.marker for made in page_lines("Anna Ek\n(s) och Bo Ek\n(c) deltar\n", 0, 1)] == ["", "", ""]


def test_the_letter_o_is_a_bullet_where_several_lines_begin_so() -> None:
    listed = page_lines("o Utbildning\no Kultur\n", 0, 1)
    assert [made.marker for made in listed] == ["•", "•"]
    assert [made.marker for made in page_lines("Plan-\no byggnadsnämnden\n", 0, 1)] == ["", ""]


@pytest.mark.parametrize(
    ("raw", "marker"), [("att1    säga upp avtalet", "att1"), ("att-2  godkänna", "att-2"), ("Att:  godkänna", "Att:")]
)
def test_att_with_its_number_is_a_marker(raw: str, marker: str) -> None:
    assert line(raw).marker == marker


def test_columns_are_the_same_with_tabs_and_with_spaces() -> None:
    spaces = line("Beslutande      Anna Berg (S)           Bo Ek (M)")
    tabs = line("Beslutande\tAnna Berg (S)\t\tBo Ek (M)")
    assert [c.column for c in spaces.cells] == [c.column for c in tabs.cells] == [0, 16, 40]
