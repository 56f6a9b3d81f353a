"""Fates and dates in files that hold several papers. All facts are invented."""

from __future__ import annotations

import datetime as dt

from tests.extractors.relation_documents import date_roles, fates, minutes, rows_of

ANSWER = """Västerviks kommun
Tjänsteskrivelse
Datum 2020-09-01
Dnr KS 2020/31

Svar på motion om vänorten Brest

Förslag till beslut
1. Motionens första att-sats avslås.
2. Motionens andra att-sats anses besvarad.

Bakgrund
Västervik och Brest i Belarus har varit vänorter sedan 1996. Förvaltningen har gått igenom utbytet och ser att skolorna har nytta av det.

Eva Lund
utredare
"""
MOTION = """
Till kommunfullmäktige

Motion om vänorten Brest

Kommunen har sedan länge en vänort i Belarus som få känner till och som ingen besöker längre.

Jag yrkar

att kommunen säger upp vänortsavtalet med Brest,

att pengarna går till biblioteken.

Västervik den 3 februari 2020

Bo Ek (M)
"""
EXTRACT = """Västerviks kommun          PROTOKOLL          8 (14)
Kulturnämnden              2020-05-12

§ 33 Yttrande över motion om att säga upp vänortsavtalet med Brest

Kulturnämnden beslutar

att föreslå kommunfullmäktige att avslå motionen.
"""


def test_the_answer_settles_the_motion_that_is_attached_to_it() -> None:
    rows = rows_of(f"{ANSWER}\f{MOTION}")
    assert ("Brest", "continued", "proposed") in fates(rows)
    assert "ended" not in {outcome for _, outcome, _ in fates(rows)}


def test_each_paper_of_a_file_has_the_day_of_its_own() -> None:
    rows = rows_of(f"{ANSWER}\f{MOTION}\f{EXTRACT}")
    assert date_roles(rows)["2020-05-12"] == "meeting"
    assert [(r["stage"], r["date"]) for r in rows["outcomes"]] == [("proposed", dt.date(2020, 9, 1)), ("recommended", dt.date(2020, 5, 12))]


def test_minutes_of_an_interpellation_tell_of_what_was_decided_elsewhere() -> None:
    text = """Beslut
    Interpellationen är besvarad.

    Svar
    Bo Ek (S) svarar att kommunstyrelsen den 6 mars 2019 beslutade att säga upp avtalet med Brest i Belarus till den 31 december 2019.
    """
    assert fates(minutes(text, "Interpellation om avtalet med Brest")) == {("Brest", "ended", "reported")}
