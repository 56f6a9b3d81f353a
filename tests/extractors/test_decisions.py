"""The component: each clause with its order, confidence, votes and reservations; every quote is the document's own words."""

from __future__ import annotations

import pytest
from decision_documents import AFTER, MINUTES, decision_facts, in_minutes, in_report

from extractors import codes
from extractors.overlap import overlap, stems

WHOLE = """
Ärendet
Avtalet med Vinterby löper ut i december.

Arbetsutskottets förslag
Avtalet förlängs till 2022.

Yrkanden
Anna Berg (S) yrkar bifall till arbetsutskottets förslag.
Bo Ek (M) yrkar att avtalet sägs upp.

Omröstning
Med 8 ja-röster mot 5 nej-röster bifalls arbetsutskottets förslag. 1 ledamot avstår.

Beslut
Avtalet förlängs till 2022.

Reservation
Bo Ek (M) reserverar sig mot beslutet.
"""


def test_a_whole_matter() -> None:
    rows = in_minutes(WHOLE)
    assert [(r["stage"], r["action"]) for r in rows] == [
        ("recommended", "renew"),
        ("proposed", "approve"),
        ("proposed", "terminate"),
        ("decided", "renew"),
    ]
    assert (rows[3]["votes_for"], rows[3]["votes_against"], rows[3]["votes_abstained"]) == (8, 5, 1)
    assert rows[3]["reservations"] == ["M"]
    assert all(r["votes_for"] is None and not r["reservations"] for r in rows[:3])
    assert [r["ordinal"] for r in rows] == [0, 1, 2, 3]


def test_values_are_those_of_the_code_lists() -> None:
    facts = decision_facts(MINUTES.format(body="Kommunstyrelsen") + WHOLE + AFTER)
    assert {f.values["stage"] for f in facts} <= set(codes.STAGES)
    assert {f.values["action"] for f in facts} <= set(codes.ACTIONS)
    assert all(0 < f.confidence <= 1 for f in facts)
    assert [f.start for f in facts] == sorted(f.start for f in facts)


def test_a_report_has_neither_votes_nor_reservations() -> None:
    rows = in_report("Förslag till beslut\nMed 8 röster mot 5 avslås motionen.\n\nReservation\nBo Ek (M) reserverar sig mot beslutet.")
    assert all(r["votes_for"] is None and not r["reservations"] for r in rows)


def test_running_text_is_less_sure_than_a_list() -> None:
    listed, running = (
        decision_facts(MINUTES.format(body="Kommunstyrelsen") + text + AFTER)[1]
        for text in ("Beslut\nAvtalet sägs upp.\n", "Bakgrund\nMotionären föreslår att avtalet sägs upp av kommunen.\n")
    )
    assert (listed.extractor, running.extractor) == ("decisions:listed", "decisions:running_text")
    assert listed.confidence > running.confidence


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("avtalet med Vinterby", "Vinterbys avtal", 1.0),
        ("lekplatser i parken", "avtal om cykelvägar", 0.0),
        ("", "avtal", 0.0),
        ("och att det", "och att det", 0.0),
    ],
)
def test_overlap(a: str, b: str, expected: float) -> None:
    assert overlap(a, b) == expected
    assert overlap(b, a) == expected


def test_stems_make_inflections_one_word() -> None:
    assert stems("samarbetet") == stems("samarbeten") == stems("Samarbete")
