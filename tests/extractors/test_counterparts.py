"""A counterpart is a place the relation is, was or would be with; a place named in passing is none."""

from __future__ import annotations

import pytest

from tests.extractors.relation_documents import counterparts, places_mentioned, report, rows_of

OURS = "Kommunen har ett samarbetsavtal med Chengdu i Kina."


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Kommunen är medlem i nätverket Sister Cities International tillsammans med bland andra Haag, Bergen och Pécs.", "Bergen"),
        ("Göteborgs Stad har sedan länge ett samarbete med Shanghai.", "Shanghai"),
        ("Delegationen reste vidare till Peking och Wuhan.", "Wuhan"),
        ("Möten hölls med Sveriges ambassad i Peking.", "Peking"),
        ("Högskolan samarbetar med Universitetet i Tromsø.", "Tromsø"),
        ("Kommunen har inga avtal med Tokyo.", "Tokyo"),
        ("Studenter från Dublin besökte kommunen 2018.", "Dublin"),
        ("En konferens om samarbete hölls i Singapore.", "Singapore"),
    ],
)
def test_places_named_in_passing(sentence: str, name: str) -> None:
    rows = report(f"Bakgrund\n{OURS}\n\n{sentence}")
    assert counterparts(rows) == {("Chengdu", "CN")}
    assert name not in {n for n, _ in counterparts(rows)}


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Kommunen har ett vänortsavtal med Bodø i Norge.", ("Bodø", "NO")),
        ("Vänorten Kuopio firar 250 år.", ("Kuopio", "FI")),
        ("Ett partnerskap mellan Västerviks kommun och Mwanza i Tanzania föreslås.", ("Mwanza", "TZ")),
        ("Borgmästaren i Zjytomyr i Ukraina har bett kommunen om ett vänortssamarbete.", ("Zjytomyr", "UA")),
        ("Med Osaka i Japan har kommunen en avsiktsförklaring.", ("Osaka", "JP")),
        ("Avtalet med den palestinska staden Nablus löper ut.", ("Nablus", "PS")),
        ("Kommunen ingick ett systerstadsavtal med Rochester i USA.", ("Rochester", "US")),
        ("Kommunen fick en förfrågan från Nantong i Kina om samarbete.", ("Nantong", "CN")),
    ],
)
def test_relations_with_places_in_many_countries(sentence: str, place: tuple[str, str]) -> None:
    assert counterparts(report(f"Bakgrund\n{sentence}")) == {place}


def test_the_second_of_two_places_says_where_the_first_lies() -> None:
    rows = report("Bakgrund\nKommunen har ett samarbetsavtal med Shaoxing i Zhejiang.")
    assert counterparts(rows) == {("Shaoxing", "CN")}


def test_several_in_a_row() -> None:
    rows = report("Bakgrund\nKommunen har vänortsavtal med Bodø, Kuopio och Svendborg.")
    assert counterparts(rows) == {("Bodø", "NO"), ("Kuopio", "FI"), ("Svendborg", "DK")}


def test_an_invitation_to_a_conference_makes_no_relation() -> None:
    rows = rows_of(
        """
        Mölndals stad
        Tjänsteskrivelse
        2019-03-04
        Dnr KS 88/19

        Inbjudan till konferens i Shenzhen

        Förslag till beslut
        Kommunstyrelsen beslutar att avböja inbjudan till konferensen i Shenzhen.

        Bakgrund
        Shenzhen University har bjudit in kommunen till en konferens om smarta städer. Mölndal har inget avtal med någon stad i Kina.
        Göteborgs universitet samarbetar med Fudanuniversitetet i Shanghai.
        """
    )
    assert counterparts(rows) == set()
    assert {"Shenzhen", "Shanghai"} <= places_mentioned(rows)
    assert rows.get("outcomes", []) == []
