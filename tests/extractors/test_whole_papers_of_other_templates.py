"""Whole papers of layouts that guided no rule before: an answer with questions, a delegated decision, a letter, a § that comes again."""

from __future__ import annotations

from tests.extractors.relation_documents import agreements, areas, counterparts, fates, reasons, rows_of

INTERPELLATION = """
Västerviks kommun
Svar på interpellation från Anna Ek (L) om vänorterna
Dnr KS 2019/45

Anna Ek frågar om vänorten Jelgava och om partnerskapet med Dalian.

Fråga 1: Varför behåller kommunen partnerskapet med Dalian?
Svar: Partnerskapet ingicks 2012. Jag tänker föreslå kommunstyrelsen att det inte förlängs. Skälet är att Dalians
ledning tillämpar lagar som strider mot mänskliga rättigheter.

Fråga 2: Hur går det med Jelgava?
Svar: Vänortsutbytet är livaktigt.

Västervik den 14 mars 2019

Bo Ek
Kommunstyrelsens ordförande
"""


def test_what_an_answer_says_it_will_propose() -> None:
    rows = rows_of(INTERPELLATION)
    assert [(d["stage"], d["action"]) for d in rows["decisions"]] == [("proposed", "terminate")]
    assert fates(rows) == {("Dalian", "ended", "proposed")}
    assert reasons(rows, "Dalian") == {"human_rights"}


DELEGATED = """
Västerviks kommun                                     DELEGATIONSBESLUT
Kommunstyrelsens ordförande                           Nr KSO 4/2019

                                                      Datum
                                                      2019-03-14

                                                      Diarienummer
                                                      KS 2019-0045


Ärende
Bidrag till resa till vänorten Jelgava

Beslut
1. Kulturskolan beviljas 12 000 kronor för resan till Jelgava.

Skäl för beslutet
Resan kan inte vänta till nästa sammanträde. Jelgava har varit vänort sedan 1994.


Anna Ek
Kommunstyrelsens ordförande
"""


def test_one_who_decides_for_the_board_decides() -> None:
    rows = rows_of(DELEGATED)
    assert [(d["stage"], d["action"]) for d in rows["decisions"]] == [("decided", "approve")]
    (case,) = rows["cases"]
    assert (case["title"], case["case_number"]) == ("Bidrag till resa till vänorten Jelgava", "KS 2019/45")


LETTER = """
                                   VÄSTERVIKS KOMMUN

                                   Västervik den 6 juni 2004

                                   Vår beteckning: KS 2004/0119

                                   Bürgermeister Karl Ahrens
                                   Stadt Gadebusch
                                   D-19205 Gadebusch
                                   Tyskland


Vänortsutbytet

Bäste Karl Ahrens,

Tack för dagarna hos er! Våra orter har varit vänorter i tio år. Kommunstyrelsen beslutade den 14 maj 2004, § 88, att
förlänga avtalet med fem år. Utbytet ska handla om idrott och musik.

Vänorten Jelgava hälsar genom oss.

Anna Ek
kommunalråd
"""


def test_a_letter_is_about_the_place_it_is_addressed_to() -> None:
    rows = rows_of(LETTER)
    assert rows["cases"][0]["title"] == "Vänortsutbytet"
    assert counterparts(rows) == {("Gadebusch", "DE"), ("Jelgava", "LV")}
    assert ("Gadebusch", "renewed", "reported") in fates(rows)
    assert {("Gadebusch", "sport"), ("Gadebusch", "culture")} <= areas(rows)


AGAIN = """
Västerviks kommun                  Protokoll
Kommunfullmäktige                  2019-03-14

Paragrafer    11-12


Kf § 11
Sammanträdets öppnande

Ordföranden hälsar välkommen.


Kf § 12                            Dnr KS 2019/45
Partnerskapsavtal med Dalian, Kina

Kommunfullmäktiges beslut
Partnerskapsavtalet med Dalian förlängs inte efter den 30 juni 2019.

Sammanfattning
Gällande avtal tecknades den 1 juli 2015. Det handlar om skolor och hamnar, och flera skolor har deltagit i utbytet
under de år som har gått sedan dess. Ärendet har beretts av kommunstyrelsens förvaltning under vintern.
\f
Västerviks kommun                  Protokoll
Kommunfullmäktige                  2019-03-14

Kf § 12

Beslutsgång
Ordföranden finner att kommunfullmäktige bifaller kommunstyrelsens förslag.

Reservation
Anna Ek (M) reserverar sig mot beslutet.


Kf § 13
Val

Kommunfullmäktiges beslut
Till ny ersättare väljs Bo Ek (S).
"""


def test_a_section_that_comes_again_on_the_next_page_goes_on() -> None:
    rows = rows_of(AGAIN)
    assert [p["document_type"] for p in rows["parts"]] == ["minutes"]
    assert [c["section_number"] for c in rows["cases"]] == ["11", "12", "13"]
    (ended,) = (d for d in rows["decisions"] if d["action"] == "terminate")
    assert (ended["stage"], ended["reservations"]) == ("decided", ["M"])
    assert {a[:4] for a in agreements(rows)} == {("Dalian", "partnership", 2015, 2019)}
