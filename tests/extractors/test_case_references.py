"""References to §§ of other meetings, with the sentences that name them. All texts are invented."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pipeline.document import Page, ReadDocument
from pipeline.process import understand


def references(sentence: str) -> list[dict[str, Any]]:
    text = (
        f"Trosa kommun\nKommunstyrelsen\nSammanträdesprotokoll\nSammanträdesdatum 2021-03-15\n\n§ 14 Vänortsavtal\n\nÄrendet\n{sentence}\n"
    )
    return understand(ReadDocument("text/plain", [Page(1, text, "text")], []), "x.txt", "0" * 64, len(text)).get("case_references", [])


@pytest.mark.parametrize(
    ("sentence", "section", "day", "body"),
    [
        ("Kommunfullmäktige beslutade den 4 mars 2019, § 45, att utreda frågan.", "45", dt.date(2019, 3, 4), "Kommunfullmäktige"),
        ("Kommunstyrelsens arbetsutskott 2020-11-02 § 112", "112", dt.date(2020, 11, 2), "Kommunstyrelsens arbetsutskott"),
        ("Beslutet fattades 2018-06-11 (§ 7 A).", "7 A", dt.date(2018, 6, 11), None),
        ("Se KS § 45, 2019-03-04.", "45", dt.date(2019, 3, 4), "Kommunstyrelsen"),
    ],
)
def test_a_section_with_its_day(sentence: str, section: str, day: dt.date, body: str | None) -> None:
    [found] = references(sentence)
    assert (found["section_number"], found["meeting_date"], found["year"], found["body"]) == (section, day, day.year, body)


def test_a_section_with_its_year() -> None:
    [found] = references("Frågan behandlades i KF § 27/2016.")
    assert (found["section_number"], found["meeting_date"], found["year"], found["body"]) == ("27", None, 2016, "Kommunfullmäktige")


@pytest.mark.parametrize(
    "sentence", ["Enligt § 12 i reglementet gäller detta.", "Den 4 mars 2019 hölls ett möte. Där nämndes § 45 i lagen."]
)
def test_a_section_without_a_day_may_be_any(sentence: str) -> None:
    assert references(sentence) == []
