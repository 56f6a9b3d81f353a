"""What verbs tell of a relation: turned round by a negation, announced, told as decided, or only of a term."""

from __future__ import annotations

import pytest

from extractors.fate_words import announced_outcome, decided_in_clause, fate_phrases, governed, told_phrases


@pytest.mark.parametrize(
    ("clause", "outcome"),
    [
        ("Avtalet sägs upp.", "ended"),
        ("Avtalet sägs inte upp.", "continued"),
        ("att inte säga upp avtalet", "continued"),
        ("Avtalet förnyas ej.", "ended"),
        ("att låta avtalet löpa ut", "ended"),
        ("Det finns inga skäl att avbryta partnerskapet.", "continued"),
        ("Samarbetet fryses tills vidare.", "paused"),
        ("Samarbetet läggs på is.", "paused"),
        ("Samarbetet avbryts tillfälligt.", "paused"),
        ("att tillfälligt avbryta samarbetet", "paused"),
        ("att avbryta vänortssamarbetet med Bodø tills vidare", "paused"),
        ("att avsluta samarbetet och tillfälligt flytta ansvaret för kontakterna", "ended"),
        ("att låta avtalet gälla ytterligare en period", "renewed"),
        ("Avtalet ska gälla i ytterligare tre år.", "renewed"),
        ("Samarbetet förklaras vilande.", "paused"),
        ("Vänortsavtalet ligger fast.", "continued"),
        ("att behålla Bodø som vänort", "continued"),
        ("Förfrågan om vänortsutbyte avböjs.", "declined"),
        ("Kommunen tackar nej till ett samarbete.", "declined"),
        ("att inte gå vidare med ett vänortssamarbete", "declined"),
        ("Kommunen blir vänort med Walvis Bay.", "established"),
        ("Avtalet ses över.", "under_review"),
        ("Partnerskapet består av tre delar.", None),
        ("Mötet avslutas.", None),
    ],
)
def test_the_first_verb_of_a_clause_tells_the_fate(clause: str, outcome: str | None) -> None:
    assert decided_in_clause(clause) == outcome


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        ("Avtalet bör inte förnyas.", "ended"),
        ("Avtalet bör få löpa ut.", "ended"),
        ("Avtalet kommer inte att förlängas.", "ended"),
        ("Kommunstyrelsen har beslutat att samarbetet avslutas.", "ended"),
        ("Vänortsutbytet ska fortsätta.", "continued"),
        ("Avtalet behöver inte sägas upp.", "continued"),
        ("Samarbetet pausas.", "paused"),
        ("Kommunen avser att se över avtalet.", "under_review"),
        ("Innan dess tar kommunen ställning till om partnerskapet.", "under_review"),
        ("Avtalet löper ut 2024.", None),
        ("Avtalet upphör den 31 december 2024.", None),
        ("Avtalet avslutades 2016.", None),
    ],
)
def test_what_an_answer_announces(sentence: str, outcome: str | None) -> None:
    assert announced_outcome(sentence) == outcome


@pytest.mark.parametrize(
    ("sentence", "outcomes"),
    [
        ("Avtalet sades upp av fullmäktige.", ["ended"]),
        ("Fullmäktige beslutade i mars att säga upp avtalet.", ["ended"]),
        ("Fullmäktige har förlängt samarbetsavtalet.", ["renewed"]),
        ("Kommunen tackade nej till ett vänortsavtal.", ["declined"]),
        ("Ett vänortsavtal har undertecknats.", ["established"]),
        ("Ska avtalet sägas upp?", []),
        ("Motionären kräver att avtalet sägs upp.", []),
        ("Avtalet borde ha sagts upp.", []),
        ("Ett fortsatt samarbete vore bra.", []),
        ("Fullmäktige beslutade att utreda om avtalet ska sägas upp.", []),
        ("Avtalet upphör automatiskt om det inte förlängs.", []),
        ("Fullmäktige ställde sig bakom vänortsavtalet.", ["established"]),
        ("Fullmäktige ställde sig bakom förslaget i frågan om vänortsavtalet.", []),
        ("Avtalet löper ut 2020 såvida det inte dessförinnan förnyas.", []),
        ("Avtalet förlängs med ett år om ingen av parterna säger upp det.", []),
        ("Avtalet upphörde eftersom det inte förnyades.", ["ended", "ended"]),
    ],
)
def test_what_is_told_as_decided(sentence: str, outcomes: list[str]) -> None:
    assert [p.outcome for p in told_phrases(sentence)] == outcomes


@pytest.mark.parametrize(
    "text",
    [
        "avtalet med Pskov sägs upp och avtalet med Kaunas förlängs",
        "säga upp avtalet med Pskov och förlänga avtalet med Kaunas",
        "avtalet med Pskov sägs upp medan avtalet med Kaunas förlängs",
        "säga upp avtalet med Pskov, men förlänga avtalet med Kaunas",
    ],
)
def test_each_place_has_its_own_verb(text: str) -> None:
    fates = governed(text, fate_phrases(text), [text.index("Pskov"), text.index("Kaunas")])
    assert [phrase.outcome for phrase in fates.values()] == ["ended", "renewed"]
