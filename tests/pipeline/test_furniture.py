"""Page furniture: what belongs to the page is left out, what belongs to the text stays."""

from __future__ import annotations

import pytest
from paging import lines, view

PARAGRAPHS = [
    "Ärendet gäller kommunens samarbete med orten Lindvik, som har pågått i många år.",
    "Förvaltningen har gått igenom samarbetet och funnit att det är till nytta.",
    "Skolorna vill fortsätta sina utbyten medan näringslivet inte längre deltar.",
    "Kostnaden för resor och möten ryms inom kommunstyrelsens budget.",
    "Avtalet löper ut vid årsskiftet och förlängs inte av sig självt.",
    "Föreningarna i båda orterna har hörts och är positiva till förslaget.",
    "Barnens bästa har prövats, och förslaget bedöms gynna unga i kommunen.",
    "Remissvaren visar att de flesta nämnder tillstyrker en förlängning.",
]

FEET = [
    "{n}",
    "{n} ({t})",
    "{n}({t})",
    "({n}/{t})",
    "{n}/{t}",
    "- {n} -",
    "– {n} –",
    "Sida {n}",
    "Sida {n} av {t}",
    "Sida {n} ({t})",
    "Sidan {n} av {t}",
    "Sid {n}({t})",
    "Sid. {n}",
    "s. {n}",
    "Blad {n}",
    "SIDA: {n}",
    "Page {n} of {t}",
    "[{n}]",
    "{n} | {t}",
    "Justerandes sign",
    "Justerandes signatur          Utdragsbestyrkande",
    "Ordförandens sign      Justerandes sign      Utdragsbestyrkande",
    "Ordf sign    Just sign    Sekr sign",
    "Justerares sign: ______      Utdragets riktighet bestyrkes ____________",
    "Signatur                  Utdragsbestyrkande            {n} ({t})",
    "Kommunledningskontoret, Storgatan 4, 123 45 Älvsund      {n} ({t})",
    "Älvsunds kommun | 123 45 Älvsund | www.exempel.se",
]
HEADS = [
    "Älvsunds kommun      PROTOKOLL      {n} ({t})",
    "Kommunstyrelsen      Sammanträdesdatum\n                     2019-03-04      {n} ({t})",
    "Älvsunds kommun\nKommunstyrelsen\n2019-03-04\nSida {n}",
    "SAMMANTRÄDESPROTOKOLL      Blad {n}\n2019-03-04",
    "Kommunstyrelsen 2019-03-04",
]


def paged(head: str, foot: str, count: int = 4) -> list[str]:
    texts = []
    for n in range(1, count + 1):
        body = PARAGRAPHS[2 * n - 2] + "\n\n" + PARAGRAPHS[2 * n - 1]
        texts.append("\n\n".join(p.format(n=n, t=count) for p in (head, body, foot) if p) + "\n")
    return texts


@pytest.mark.parametrize("foot", FEET)
def test_feet_and_page_numbers_are_left_out(foot: str) -> None:
    assert lines(*paged("", foot)) == PARAGRAPHS


@pytest.mark.parametrize("number", [f for f in FEET if f.startswith(("{", "S", "s", "-", "–", "(", "B", "P", "["))])
def test_page_numbers_at_the_top_are_left_out(number: str) -> None:
    assert [x for x in lines(*paged(number, "")) if x in PARAGRAPHS] == lines(*paged(number, ""))


@pytest.mark.parametrize("head", HEADS)
def test_running_heads_are_left_out_but_for_the_first_which_names_the_paper(head: str) -> None:
    found = lines(*paged(head, ""))
    assert found[-8:] == PARAGRAPHS
    first = view(head.format(n=1, t=4)).text
    assert "\n".join(found[:-8]) in ("", first) or set(found[:-8]) <= set(first.split("\n"))
    assert "2019-03-04" in found[0] or "2019-03-04" not in head or "2019-03-04" in "\n".join(found[:-8])


@pytest.mark.parametrize("head", [h for h in HEADS if "{n}" in h])
def test_running_heads_in_a_text_that_has_lost_its_page_breaks(head: str) -> None:
    found = lines("\n\n\n".join(paged(head, "")))
    assert [x for x in found if x in PARAGRAPHS] == PARAGRAPHS
    assert len(found) <= len(PARAGRAPHS) + len(head.split("\n"))


@pytest.mark.parametrize("foot", ["Sida {n} av {t}", "{n} ({t})", "- {n} -", "Justerandes sign      Utdragsbestyrkande", "Sid {n}"])
def test_feet_in_a_text_that_has_lost_its_page_breaks(foot: str) -> None:
    assert lines("\n\n\n".join(paged("", foot))) == PARAGRAPHS


def test_a_document_of_one_page_keeps_its_head() -> None:
    text = "Älvsunds kommun      TJÄNSTESKRIVELSE      1 (1)\nDatum 2019-03-04\n\n" + PARAGRAPHS[0]
    assert lines(text) == ["Älvsunds kommun\tTJÄNSTESKRIVELSE\t1 (1)", "Datum 2019-03-04", PARAGRAPHS[0]]


@pytest.mark.parametrize(
    "continuation",
    [
        "forts. § 12",
        "Forts § 12",
        "KS § 12 forts.",
        "§ 12 (forts.)",
        "(forts.)",
        "Fortsättning på § 12",
        "§ 12, forts",
        "Forts. KS § 12",
        "forts § 12 Avtal med Lindvik",
    ],
)
def test_the_continuation_of_a_section_over_a_page_is_left_out(continuation: str) -> None:
    first = "§ 12 Avtal med Lindvik\n\n" + PARAGRAPHS[0]
    assert lines(first, continuation + "\n\n" + PARAGRAPHS[1]) == ["§ 12 Avtal med Lindvik", PARAGRAPHS[0], PARAGRAPHS[1]]


@pytest.mark.parametrize("rule", ["---", "_______________", "=====", "* * *", "- - - - - -", "....................", "———", "___"])
def test_rules_are_left_out(rule: str) -> None:
    assert lines(f"{PARAGRAPHS[0]}\n\n{rule}\n\n{PARAGRAPHS[1]}") == [PARAGRAPHS[0], PARAGRAPHS[1]]


def test_headings_that_recur_from_section_to_section_stay() -> None:
    texts = [f"§ {n} Ärende nummer {n}\n\nBeslut\n\nKommunstyrelsen godkänner förslaget.\n\n{PARAGRAPHS[n]}\n" for n in range(1, 6)]
    found = lines(*texts)
    assert found.count("Beslut") == 5
    assert found.count("Kommunstyrelsen godkänner förslaget.") == 5
    assert [x for x in found if x.startswith("§")] == [f"§ {n} Ärende nummer {n}" for n in range(1, 6)]


def test_a_clause_that_ends_every_page_stays() -> None:
    texts = [f"{PARAGRAPHS[n]}\n\natt lägga informationen till handlingarna.\n" for n in range(4)]
    assert lines(*texts).count("att lägga informationen till handlingarna.") == 4


def test_vote_numbers_and_years_alone_on_a_line_amid_a_page_stay() -> None:
    text = "Antal röster för förslaget:\n\n25\n\nAntal röster emot:\n\n24\n\n" + PARAGRAPHS[0]
    assert lines(text, PARAGRAPHS[1]) == ["Antal röster för förslaget:", "25", "Antal röster emot:", "24", PARAGRAPHS[0], PARAGRAPHS[1]]


def test_signatures_with_names_stay() -> None:
    text = PARAGRAPHS[0] + (
        "\n\nVid protokollet\n\nVera Almlund\nsekreterare\n\nJusteras\n\nNils Brunn           Oskar Dahlvik\n"
        "ordförande           justerare\n"
    )
    found = lines(text)
    assert "Vid protokollet" in found and "Vera Almlund" in found and "Nils Brunn\tOskar Dahlvik" in found


def test_furniture_between_pages_does_not_part_a_sentence() -> None:
    first = (
        "Kommunstyrelsen har vid flera tillfällen diskuterat hur kommunens samarbeten med\nutländska orter\n"
        "\nJusterandes sign     Utdragsbestyrkande\n"
    )
    second = "Älvsunds kommun      PROTOKOLL      2 (2)\n\nska utvecklas under de kommande åren.\n"
    head = "Älvsunds kommun      PROTOKOLL      1 (2)\n\n"
    assert lines(head + first, second)[1:] == [
        (
            "Kommunstyrelsen har vid flera tillfällen diskuterat hur kommunens samarbeten med utländska orter "
            "ska utvecklas under de kommande åren."
        )
    ]


def test_pages_of_nothing_but_furniture_give_no_text() -> None:
    assert view("Sida 1 av 2\n", "Sida 2 av 2\n").text == ""


def test_the_head_of_every_paper_in_a_bundle_stays() -> None:
    head = "Älvsunds kommun      TJÄNSTESKRIVELSE      {n} (2)\nKommunkansliet       Datum 2021-03-0{d}\n\n"
    texts = [head.format(n=n, d=d) + PARAGRAPHS[2 * d + n - 3] + "\n" for d in (1, 2, 3) for n in (1, 2)]
    found = lines(*texts)
    assert [x for x in found if x.startswith("Kommunkansliet")] == [
        "Kommunkansliet\tDatum 2021-03-01",
        "Kommunkansliet\tDatum 2021-03-02",
        "Kommunkansliet\tDatum 2021-03-03",
    ]
    assert sum("TJÄNSTESKRIVELSE\t1 (2)" in x for x in found) == 3
    assert not any("2 (2)" in x for x in found)


def test_agreements_headed_alike_keep_their_heads() -> None:
    texts = [
        f"SAMARBETSAVTAL\n\nmellan Älvsunds kommun och {place}\n\n{PARAGRAPHS[n]}\n"
        for n, place in enumerate(("Lindvik", "Norrvik", "Sjövik"))
    ]
    assert lines(*texts).count("SAMARBETSAVTAL") == 3


def test_recipients_under_a_heading_that_is_also_a_running_head_stay() -> None:
    text = "".join(
        (
            f"§ {n} Ärende nummer {n}\n\nKommunstyrelsen beslutar\natt godkänna förslaget.\n\n{PARAGRAPHS[n]}\n\n"
            "Protokollsutdrag till\nKommunkansliet\n\n\n"
        )
        for n in range(1, 5)
    )
    assert lines(text).count("Protokollsutdrag till") == 4


def test_registry_numbers_at_the_edges_of_pages_are_no_running_head() -> None:
    numbers = ("KS 2019/107", "KS 2019/478", "KS 2019/512")
    pages = [f"§ {n} Ärende\nDnr {number}\n\nText om ärendet.\n\nMera text.\n" for n, number in enumerate(numbers, 1)]
    kept = lines(*pages)
    assert [line for line in kept if line.startswith("Dnr")] == [f"Dnr {number}" for number in numbers]


def test_a_head_whose_first_showing_has_no_page_number_is_left_out_of_the_second_page() -> None:
    first = "Solberga kommun          SAMMANTRÄDESPROTOKOLL\nKommunstyrelsen\n\n§ 1 Ärende\n\nText om ärendet.\n"
    second = "Solberga kommun          SAMMANTRÄDESPROTOKOLL   2 (2)\nKommunstyrelsen\n\nMera text om ärendet.\n"
    assert lines(first, second).count("Kommunstyrelsen") == 1
    assert not any("2 (2)" in line for line in lines(first, second))


def test_a_title_marked_as_continued_is_left_out() -> None:
    assert "§ 12 Avtal med Lindvik (forts.)" not in lines("Text.\n\n§ 12 Avtal med Lindvik (forts.)\n\nMera text.\n")


def test_the_head_of_a_page_from_other_minutes_stays() -> None:
    head = "Solberga kommun          PROTOKOLL          {n} ({t})\n{body}          {day}\n\n§ {s} Ärende\n\n{text}\n"
    bundle = [
        head.format(n=n, t=t, body=body, day=day, s=s, text=text)
        for (n, t, body, day, s), text in zip(
            [
                (7, 20, "Kommunstyrelsen", "2020-03-02", 15),
                (8, 20, "Kommunstyrelsen", "2020-03-02", 16),
                (3, 9, "Nämnden", "2020-01-14", 4),
            ],
            PARAGRAPHS,
            strict=False,
        )
    ]
    text = "\n".join(lines("Kallelse\n\nFullmäktige möts.\n", *bundle))
    assert text.count("PROTOKOLL") == 1
    assert "Nämnden\t2020-01-14" in text


def test_attachments_keep_their_numbers_where_a_running_head_is_left_out() -> None:
    assert [t for t in lines(*(f"Bilaga {n}\n\n{t}\n" for n, t in enumerate(PARAGRAPHS[:3], 1))) if t.startswith("Bilaga")] == [
        "Bilaga 1",
        "Bilaga 2",
        "Bilaga 3",
    ]
    assert lines(*(f"Bilaga 1\n\n{t}\n" for t in PARAGRAPHS[:3])).count("Bilaga 1") == 1


def test_protokollsutdrag_over_recipients_stays() -> None:
    section = "§ {n} Ärende\n\nBeslut\n\nPlanen antas.\n\nText som berättar om ärendet.\n\nProtokollsutdrag\n\nBo Ek\nEkonomikontoret\n\n"
    text = "Solberga kommun\nPROTOKOLL\n\n" + "".join(section.format(n=n) for n in (1, 2, 3))
    assert lines(text).count("Protokollsutdrag") == 3
