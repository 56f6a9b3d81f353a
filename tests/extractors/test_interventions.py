"""Movers, dissenters, elected adjusters and the chair, as running text of minutes names them."""

from __future__ import annotations

import pytest
from party_documents import facts_in, people

MINUTES = """
Lidköpings kommun
Kommunstyrelsen
SAMMANTRÄDESPROTOKOLL
Sammanträdesdatum 2021-03-10

§ 30 Reviderad taxa för uthyrning av lokaler

Kultur- och fritidsnämnden har arbetat fram ett förslag till ny taxa för uthyrning av kommunens lokaler. Taxan
har inte ändrats på flera år och täcker inte längre kostnaderna för städning och vaktmästeri.

Yrkanden

{}

Kommunstyrelsens beslut

Taxan godkänns.

§ 31 Information

Kommunstyrelsens beslut

Informationen noteras.
"""


@pytest.mark.parametrize(
    ("sentence", "movers"),
    [
        ("Anna Ek (S), Bo Ek (M) och Cia Ek (C) yrkar bifall till förslaget.", {"Anna Ek", "Bo Ek", "Cia Ek"}),
        ("Ordföranden Anna Ek (S) yrkar avslag.", {"Anna Ek"}),
        ("Vidare yrkar Anna Ek (S) och Bo Ek (M) att taxan ses över.", {"Anna Ek", "Bo Ek"}),
        ("Anna Ek (S), med instämmande av Bo Ek (M), yrkar bifall.", {"Anna Ek", "Bo Ek"}),
        ("Anna Ek (S) yrkar, med instämmande av Bo Ek (M) och Cia Ek (C), bifall.", {"Anna Ek", "Bo Ek", "Cia Ek"}),
        ("Anna Ek (S) m.fl. yrkar avslag på förslaget.", {"Anna Ek"}),
        ("Anna Ek (S) yrkar bifall till Bo Eks (M) yrkande.", {"Anna Ek"}),
        ("Anna Ek (S) lämnar följande tilläggsyrkande: Taxan ses över årligen.", {"Anna Ek"}),
        ("Anna Ek (S): bifall till förvaltningens förslag.", {"Anna Ek"}),
        ("På förslag av Anna Ek (S) bordläggs ärendet.", {"Anna Ek"}),
        ("Anna Ek (S) instämmer i Bo Eks (M) yrkande.", {"Anna Ek"}),
        ("Anna Ek yrkar att ärendet bordläggs.", {"Anna Ek"}),
        ("Tjänstgörande ersättare Anna Ek (S) föreslår att taxan ses över.", {"Anna Ek"}),
        ("Anna Ek (-) yrkar avslag och Bo Ek (Hembygdslistan) yrkar bifall.", {"Anna Ek", "Bo Ek"}),
        ("Anna Ek (S): bifall till förslaget. Bo Ek (M) och Cia Ek (C): avslag.", {"Anna Ek", "Bo Ek", "Cia Ek"}),
        ("Anna Ek (S), Bo Ek (M)\n\n• Bifall till förslaget", {"Anna Ek", "Bo Ek"}),
        ("Anna Ek (S): bifall till Bo Eks (M) förslag. Cia Ek (C) yttrar sig.", {"Anna Ek"}),
        ("Hon yrkar också att taxan ses över.", set()),
        ("Anna Ek (S), Bo Ek (M) och Cia Ek (C) röstar ja.", set()),
        ("I debatten yttrar sig Anna Ek (S) och Bo Ek (M).", set()),
        ("Ordföranden ställer Anna Eks (S) yrkande mot Bo Eks (M) yrkande.", set()),
        ("Ordföranden Anna Ek (S) ställer propositioner på yrkandena.", set()),
        ("Anna Ek (S) begär votering.", set()),
    ],
)
def test_movers(sentence: str, movers: set[str]) -> None:
    assert {name for name, _, _ in people(MINUTES.format(sentence), "mover")} == movers


@pytest.mark.parametrize(
    ("sentence", "dissenters"),
    [
        ("Mot beslutet reserverar sig Anna Ek (S) och Bo Ek (M) till förmån för Cia Eks (C) yrkande.", {"Anna Ek", "Bo Ek"}),
        ("Anna Ek (S) och Bo Ek (M) reserverar sig mot beslutet.", {"Anna Ek", "Bo Ek"}),
        ("Mot beslutet att bifalla Cia Eks (C) förslag reserverade sig Anna Ek (S).", {"Anna Ek"}),
        ("Anna Ek (S) anmäler skriftlig reservation mot beslutet.", {"Anna Ek"}),
        ("Skriftlig reservation lämnas av Anna Ek (S), se bilaga 3.", {"Anna Ek"}),
        ("Reservationer: Anna Ek (S), Bo Ek (M).", {"Anna Ek", "Bo Ek"}),
        ("Anna Ek (S) lämnar ett särskilt yttrande.", set()),
        ("Anna Ek (S) antecknar till protokollet att hon inte deltar i beslutet.", set()),
        ("Anna Ek (S) reserverar sig inte mot beslutet.", set()),
    ],
)
def test_dissenters(sentence: str, dissenters: set[str]) -> None:
    assert {name for name, _, _ in people(MINUTES.format(sentence), "dissenter")} == dissenters


def test_names_alone_under_the_heading_reservation() -> None:
    text = MINUTES.format("Anna Ek (S) yrkar bifall.").replace("Taxan godkänns.", "Taxan godkänns.\n\nReservation\n\nBo Ek (M)\nCia Ek (C)")
    assert people(text, "dissenter") == {("Bo Ek", "dissenter", "M"), ("Cia Ek", "dissenter", "C")}


@pytest.mark.parametrize(
    ("sentence", "adjusters"),
    [
        ("Anna Ek (S) utses att jämte ordföranden justera dagens protokoll.", {"Anna Ek"}),
        ("Till justerare utses Anna Ek (S) och Bo Ek (M).", {"Anna Ek", "Bo Ek"}),
        ("Till justerare utses Anna Ek (S) med Bo Ek (M) som ersättare.", {"Anna Ek"}),
        ("Anna Ek (S) utses att jämte tjänstgörande ordföranden Bo Ek (M) justera protokollet.", {"Anna Ek"}),
        ("Anna Ek (S) utses till ombud vid årsstämman.", set()),
    ],
)
def test_elected_adjusters(sentence: str, adjusters: set[str]) -> None:
    assert {name for name, _, _ in people(MINUTES.format(sentence), "adjuster")} == adjusters


def test_the_chair_is_named_by_title() -> None:
    text = MINUTES.format(
        "Ordföranden Anna Ek (S) yrkar bifall. Vice ordföranden Bo Ek (M) yrkar avslag. Nämndens ordförande Cia Ek (C) informerar."
    )
    assert people(text, "chair") == {("Anna Ek", "chair", "S")}


def test_serving_substitutes_are_named_by_title() -> None:
    text = MINUTES.format("Tjänstgörande ersättarna Anna Ek (S) och Bo Ek (M) deltar inte i beslutet.")
    assert people(text, "substitute") == {("Anna Ek", "substitute", "S"), ("Bo Ek", "substitute", "M")}


def test_parties_that_act_as_such() -> None:
    found = facts_in(
        MINUTES.format("Moderaterna, Liberalerna och Kristdemokraterna reserverar sig mot beslutet. Vänsterpartiet yrkar bifall.")
    )
    rows = {(f.values["role"], f.values["political_party"]) for f in found if f.values["kind"] == "political_party"}
    assert rows == {("dissenter", "M"), ("dissenter", "L"), ("dissenter", "KD"), ("mover", "V")}
