"""The stretches of a matter under its headings."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paging import view

from pipeline.segment import segment

HEAD = "Älvsunds kommun          PROTOKOLL\nKommunstyrelsen          2021-03-09\n\n§ 12 Avtal med Lindvik          KS 2021/88\n\n"
TEXTS = {
    "Beslut": ("decision", "att förnya avtalet."),
    "Förslag till beslut": ("proposal", "att förnya avtalet."),
    "Bakgrund": ("background", "Avtalet slöts för många år sedan och har förnyats två gånger."),
    "Yrkanden": ("motions_at_meeting", "Vera Almlund (S) yrkar bifall till förslaget."),
    "Beslutsgång": ("question", "Ordföranden frågar om förslaget kan antas och finner att så sker."),
    "Omröstning": ("vote", "Med 8 röster mot 5 beslutar styrelsen enligt förslaget."),
    "Reservation": ("reservation", "Nils Brunn (M) reserverar sig mot beslutet."),
    "Beslutsunderlag": ("documents", "Tjänsteskrivelse 2021-02-01"),
    "Beslutet skickas till": ("recipients", "Kommunkansliet"),
    "Bedömning": ("assessment", "Förvaltningen bedömer att avtalet är till nytta för skolorna."),
    "Ekonomiska konsekvenser": ("consequences", "Förslaget ryms inom ram och kräver inga nya medel."),
}


def zones(body: str) -> list[tuple[str, str]]:
    seen = view(HEAD + body)
    return [(z.kind, seen.text[z.start : z.end].strip()) for z in segment(seen).zones if seen.text[z.start : z.end].strip()]


@pytest.mark.parametrize("heading", TEXTS)
def test_a_heading_opens_its_zone(heading: str) -> None:
    kind, text = TEXTS[heading]
    assert (kind, text) in zones(f"{heading}\n\n{text}\n")


@given(
    st.lists(st.sampled_from(sorted(TEXTS)), min_size=1, max_size=6, unique=True),
    st.sampled_from(["{}\n\n", "{}\n", "**{}**\n\n", "## {}\n\n", "{}:\n\n"]),
)
def test_zones_follow_their_headings_in_any_order_and_style(order: list[str], style: str) -> None:
    body = "\n".join(style.format(h) + TEXTS[h][1] + "\n" for h in order)
    assert zones(body) == [TEXTS[h] for h in order]


@given(st.lists(st.sampled_from(sorted(TEXTS)), min_size=1, max_size=6))
def test_zones_cover_a_case_without_gaps(order: list[str]) -> None:
    seen = view(HEAD + "\n".join(f"{h}\n\n{TEXTS[h][1]}\n" for h in order))
    structure = segment(seen)
    found = structure.zones
    assert found[-1].end == structure.cases[0].end
    assert all(a.end == b.heading[0] for a, b in itertools.pairwise(found))


def test_a_heading_on_the_line_of_its_text() -> None:
    assert zones("Beslut: Avtalet förnyas.\n\nReservation: Nils Brunn (M) reserverar sig.\n") == [
        ("decision", "Avtalet förnyas."),
        ("reservation", "Nils Brunn (M) reserverar sig."),
    ]


def test_the_body_that_a_heading_names() -> None:
    seen = view(HEAD + "Kommunstyrelsens förslag till kommunfullmäktige\n\nAvtalet förnyas.\n")
    (zone,) = [z for z in segment(seen).zones if seen.text[z.heading[0] : z.heading[1]].startswith("Kommunstyrelsens")]
    assert zone.body == "Kommunfullmäktige"


def test_sentences_that_begin_like_headings_open_no_zone() -> None:
    assert [k for k, _ in zones("Beslut\n\nAvtalet förnyas.\n\nBakgrunden till avtalet är att skolorna har samarbetat i många år.\n")] == [
        "decision"
    ]
