"""Lines put together to paragraphs, list items, headings and rows."""

from __future__ import annotations

import textwrap

import pytest
from paging import lines, view

LEAD = "Kommunstyrelsens ledningsutskott har vid flera tillfällen diskuterat hur kommunens\n"


def kinds(*texts: str) -> list[tuple[str, str]]:
    seen = view(*texts)
    return [(b.kind, seen.text[b.start : b.end]) for b in seen.blocks]


def test_wrapped_lines_become_one_paragraph() -> None:
    text = textwrap.fill(
        "Vänortssamarbetet med Lindvik har under de senaste fem åren lett till flera gemensamma projekt för unga i båda kommunerna.", 60
    )
    assert len(text.split("\n")) > 1
    assert lines(text) == [" ".join(text.split())]


def test_an_empty_line_parts_paragraphs() -> None:
    assert lines("Avtalet löper ut.\n\nDet förlängs inte.") == ["Avtalet löper ut.", "Det förlängs inte."]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("samarbeten med inter-\nnationella parter", "samarbeten med internationella parter"),
        ("samarbeten med inter\u2010\nnationella parter", "samarbeten med internationella parter"),
        ("samarbeten om energi-\noch miljöfrågor", "samarbeten om energi- och miljöfrågor"),
        ("samarbeten om skol-\neller ungdomsfrågor", "samarbeten om skol- eller ungdomsfrågor"),
        ("samarbeten om kultur-,\nfritids- och skolfrågor", "samarbeten om kultur-, fritids- och skolfrågor"),
        ("samarbeten i flera EU-\nprojekt om vatten", "samarbeten i flera EU-projekt om vatten"),
        ("samarbeten sedan 1990-\ntalet om skolor", "samarbeten sedan 1990-talet om skolor"),
        ("samarbeten från 2020-\n11-10 och framåt", "samarbeten från 2020-11-10 och framåt"),
        ("samarbeten från 2020-11-\n10 och framåt", "samarbeten från 2020-11-10 och framåt"),
        ("samarbeten enligt plan- och bygg-\nlagens regler", "samarbeten enligt plan- och bygglagens regler"),
        ("samarbeten med Sand-\nvikens högskola", "samarbeten med Sandvikens högskola"),
        ("samarbeten i Malmö-\nKöpenhamn", "samarbeten i Malmö-Köpenhamn"),
        ("samarbeten –\noch många kontakter", "samarbeten – och många kontakter"),
    ],
)
def test_words_broken_at_a_line_end(broken: str, whole: str) -> None:
    assert lines(LEAD + broken + " har utvecklats.") == [LEAD.strip() + " " + whole + " har utvecklats."]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("om inter-", "nationella frågor för kommunen.", "om internationella frågor för kommunen."),
        ("om energi-", "och miljöfrågor för kommunen.", "om energi- och miljöfrågor för kommunen."),
        ("om avtalet och", "dess följder för kommunen.", "om avtalet och dess följder för kommunen."),
        ("från 2020-", "11-10 och framåt.", "från 2020-11-10 och framåt."),
    ],
)
@pytest.mark.parametrize("furniture", ["", "\n\nJusterandes sign      Utdragsbestyrkande\n"])
def test_sentences_go_on_over_a_page_break(first: str, second: str, whole: str, furniture: str) -> None:
    assert lines(LEAD + first + furniture, second) == [LEAD.strip() + " " + whole]


def test_a_finished_sentence_ends_at_the_page() -> None:
    assert lines("Avtalet förlängs inte.", "Samarbetet avslutas därmed.") == ["Avtalet förlängs inte.", "Samarbetet avslutas därmed."]


def test_att_as_a_conjunction_goes_on_with_its_sentence() -> None:
    assert lines(
        "Förvaltningen bedömer vid en samlad prövning av alla omständigheter i ärendet\natt avtalet bör löpa vidare till nästa år."
    ) == ["Förvaltningen bedömer vid en samlad prövning av alla omständigheter i ärendet att avtalet bör löpa vidare till nästa år."]


def test_att_clauses_are_items_of_their_own() -> None:
    text = """Kommunstyrelsen beslutar

att godkänna redovisningen,

att uppdra åt förvaltningen att ta fram ett nytt
    förslag till avtal, samt

att lämna ärendet till handlingarna.
"""
    assert kinds(text) == [
        ("heading", "Kommunstyrelsen beslutar"),
        ("item", "att godkänna redovisningen,"),
        ("item", "att uppdra åt förvaltningen att ta fram ett nytt förslag till avtal, samt"),
        ("item", "att lämna ärendet till handlingarna."),
    ]


def test_att_clauses_without_empty_lines_between() -> None:
    text = (
        "Kommunfullmäktige beslutar\natt anta den internationella strategin för perioden,\natt upphäva den "
        "tidigare strategin från förra mandatperioden, och\natt ge kommunstyrelsen i uppdrag att följa upp "
        "arbetet.\n"
    )
    assert [k for k, _ in kinds(text)] == ["heading", "item", "item", "item"]


def test_numbered_and_bulleted_items_keep_their_wrapped_lines() -> None:
    text = """Förslag till beslut

1. Kommunstyrelsen godkänner rapporten om samarbetet med
   orten Lindvik.
2. Kommunstyrelsen avslutar avtalet.

• Rapporten sänds till
  berörda nämnder
• Protokollet läggs ut
"""
    assert kinds(text) == [
        ("heading", "Förslag till beslut"),
        ("item", "1. Kommunstyrelsen godkänner rapporten om samarbetet med orten Lindvik."),
        ("item", "2. Kommunstyrelsen avslutar avtalet."),
        ("item", "• Rapporten sänds till berörda nämnder"),
        ("item", "• Protokollet läggs ut"),
    ]


def test_a_list_that_has_lost_its_bullets_is_still_a_list() -> None:
    text = (
        "Samarbetet omfattar följande områden som parterna har enats om vid sitt senaste möte:\n    Skola "
        "och utbildning\n    Kultur och idrott\n    Näringsliv\n\nParterna möts årligen."
    )
    assert [k for k, _ in kinds(text)] == ["paragraph", "item", "item", "item", "paragraph"]


def test_double_spaced_text_is_put_together() -> None:
    sentence = (
        "Vänorten har under många år varit en viktig del av kommunens arbete med unga och förvaltningen ser "
        "gärna att utbytet fortsätter i någon form även när avtalet har löpt ut nästa sommar eftersom "
        "skolorna har planerat sina resor och redan har sökt bidrag för dem hos flera myndigheter."
    )
    loose = "\n\n".join(textwrap.wrap(sentence, 30))
    assert lines(loose) == [sentence]


def test_headings_stand_alone_even_without_empty_lines() -> None:
    assert kinds("Bakgrund\nAvtalet slöts 1998.\nBedömning\nAvtalet bör upphöra.") == [
        ("heading", "Bakgrund"),
        ("paragraph", "Avtalet slöts 1998."),
        ("heading", "Bedömning"),
        ("paragraph", "Avtalet bör upphöra."),
    ]


def test_a_section_number_opens_a_block() -> None:
    text = "Mötet avslutas och ordföranden tackar alla för i dag och för ett gott\n§ 12 Avtal med Lindvik\n57 § Budget\nKS § 58 Val"
    assert lines(text)[1:] == ["§ 12 Avtal med Lindvik", "57 § Budget", "KS § 58 Val"]


def test_a_reference_to_a_section_at_a_line_start_does_not_break_its_sentence() -> None:
    text = (
        "Kommunstyrelsen hänvisar i denna del till kommunfullmäktiges beslut från i våras,\n§ 8, att avtalet "
        "med Lindvik inte ska förlängas."
    )
    assert lines(text) == [" ".join(text.split())]


def test_a_law_section_at_a_line_start_does_not_break_its_sentence() -> None:
    text = "Beslutet har fattats med stöd av bestämmelserna om delegation i 6 kap.\n37 § kommunallagen och gäller tills vidare."
    assert lines(text) == [" ".join(text.split())]


def test_rows_have_cells_with_columns() -> None:
    seen = view("Ledamot            Ja    Nej   Avstår\nVera Almlund (S)   X\nNils Brunn (M)           X\n")
    assert [b.kind for b in seen.blocks] == ["row", "row", "row"]
    table = [[(seen.text[c.start : c.end], c.column) for c in b.cells] for b in seen.blocks]
    assert table == [
        [("Ledamot", 0), ("Ja", 19), ("Nej", 25), ("Avstår", 31)],
        [("Vera Almlund (S)", 0), ("X", 19)],
        [("Nils Brunn (M)", 0), ("X", 25)],
    ]


def test_a_cell_goes_on_under_itself() -> None:
    seen = view("Plats och tid     Stadshuset, rum Eken, och\n                  Teams, kl. 13.00–15.30\n")
    assert seen.text == "Plats och tid\tStadshuset, rum Eken, och Teams, kl. 13.00–15.30"
    assert [seen.text[c.start : c.end] for c in seen.blocks[0].cells] == [
        "Plats och tid",
        "Stadshuset, rum Eken, och Teams, kl. 13.00–15.30",
    ]


def test_names_under_one_another_stay_apart() -> None:
    text = "Närvarande\nVera Almlund (S)\nNils Brunn (M)\nOskar Dahlvik (C)\n"
    assert lines(text) == ["Närvarande", "Vera Almlund (S)", "Nils Brunn (M)", "Oskar Dahlvik (C)"]


def test_labels_stay_apart() -> None:
    assert lines("Datum: 2021-03-04\nHandläggare: Vera Almlund\nDiarienummer: KS 2021/55") == [
        "Datum: 2021-03-04",
        "Handläggare: Vera Almlund",
        "Diarienummer: KS 2021/55",
    ]


def test_blocks_know_page_indentation_and_gap() -> None:
    seen = view("Första stycket.\n\n\n    Andra stycket.", "Tredje stycket.")
    assert [(b.page, b.column, b.blank_before, b.first_on_page) for b in seen.blocks] == [
        (1, 0, 0, True),
        (1, 4, 2, False),
        (2, 0, 0, True),
    ]


def test_a_list_of_infinitives_without_bullets_keeps_its_points() -> None:
    text = "Kommunstyrelsen beslutar\ngodkänna rapporten,\nge kontoret i uppdrag att\nsäga upp avtalet, samt\nanse motionen besvarad\n"
    assert lines(text) == [
        "Kommunstyrelsen beslutar",
        "godkänna rapporten,",
        "ge kontoret i uppdrag att säga upp avtalet, samt",
        "anse motionen besvarad",
    ]


def test_a_wrapped_sentence_may_begin_a_line_with_an_infinitive() -> None:
    text = "Kontoret har prövat om kommunen i fortsättningen kan och vill\ngodkänna de avtal som det talas om i skrivelsen.\n"
    assert len(lines(text)) == 1


def test_a_list_item_goes_on_over_a_page_break() -> None:
    item = "att    inte förlänga avtalet med Lindvik, som löper ut den 31 december\n"
    assert lines(item, "       2019,\natt    anse motionen besvarad.\n")[0].endswith("31 december 2019,")


def test_a_list_item_goes_on_behind_a_stray_empty_line() -> None:
    text = (
        "Inledning\n\n1. Ansvaret för hela den gemensamma byggprocessen överförs från\n\nkommunstyrelsen till nämnden.\n2. Planen antas.\n"
    )
    assert kinds(text)[1:] == [
        ("item", "1. Ansvaret för hela den gemensamma byggprocessen överförs från kommunstyrelsen till nämnden."),
        ("item", "2. Planen antas."),
    ]


def test_a_marked_heading_does_not_swallow_the_att_clause_below() -> None:
    assert lines("### Beslut\natt godkänna avtalet.\n") == ["Beslut", "att godkänna avtalet."]
