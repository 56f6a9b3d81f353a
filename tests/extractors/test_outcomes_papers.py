"""Fates in papers without decisions of their own: reports that propose, strategies, letters, agreements and answers."""

from __future__ import annotations

import pytest

from tests.extractors.relation_documents import fates, minutes, reasons, rows_of

EVALUATION = """\
Arboga kommun

Arbogas kontakter utomlands

Utvärdering

Kommunstyrelsens kontor, oktober 2018

Sammanfattning

{lead}

a) vänortssamarbetet med Tartu fortsätter som hittills,
b) samarbetsavtalet med Wuhan inte förnyas,
c) partnerskapet med Kisumu läggs vilande till dess att medel finns.

Wuhan, Kina

Ett samarbetsavtal tecknades i mars 2012 och löper ut den 31 december 2018. Sedan 2014 har inga möten hållits.

Kisumu, Kenya

Partnerskapet med Kisumu inleddes 2011. Kommunen har inte råd att driva det vidare.
"""


@pytest.mark.parametrize(
    "lead",
    ["Vi föreslår att", "Kontoret förordar att", "Det föreslås att", "Utredaren rekommenderar följande:", "Kontoret föreslår följande:"],
)
def test_a_report_proposes_in_a_list(lead: str) -> None:
    rows = rows_of(EVALUATION.format(lead=lead))
    assert {("Tartu", "continued", "proposed"), ("Wuhan", "ended", "proposed"), ("Kisumu", "paused", "proposed")} == fates(rows)
    assert reasons(rows, "Wuhan") == {"inactivity"}
    assert reasons(rows, "Kisumu") == {"cost"}


STRATEGY = """\
Arboga kommun
FÖRFATTNINGSSAMLING
Antagen av kommunfullmäktige 2012-11-22 § 101

Strategi för kommunens internationella arbete

Vänorter

{text}
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Tartu, Estland. Vänort sedan 1991. Utbytet har varit till nytta för båda parter och ska fortsätta.", {("Tartu", "continued")}),
        ("Under perioden ska samarbetet med Tartu i Estland fördjupas och behållas.", {("Tartu", "continued")}),
        ("Tartu, Estland. Vänortskapet, som inleddes 1970, upphör.", {("Tartu", "ended")}),
        ("Vänortsavtalet med Tartu i Estland upphör 2030.", set()),
    ],
)
def test_a_strategy_lays_down_what_becomes_of_a_relation(text: str, told: set[tuple[str, str]]) -> None:
    assert {(name, outcome) for name, outcome, _ in fates(rows_of(STRATEGY.format(text=text)))} == told


LETTER = """\
Arboga kommun
Kommunstyrelsen
2019-05-06
Dnr KS 2018/45

Wuhans stads folkregering

Angående samarbetsavtalet mellan Arboga och Wuhan

Bästa vänner i Wuhan,

Kommunfullmäktige har den 29 april 2019 beslutat att avtalet inte ska förnyas.

{ground}

Med vänlig hälsning
Bo Ek
Kommunstyrelsens ordförande
"""


@pytest.mark.parametrize(
    ("ground", "codes"),
    [
        ("Skälet är att det mesta av det som planerades inte blev av. Sedan 2015 har inga besök ägt rum.", {"inactivity"}),
        ("Beslutet motiveras med att kommunen saknar medel.", {"cost"}),
        ("Sedan 2015 har inga besök ägt rum. Vi minns dem med glädje.", set()),
    ],
)
def test_a_letter_gives_the_grounds_that_it_says_are_grounds(ground: str, codes: set[str]) -> None:
    assert reasons(rows_of(LETTER.format(ground=ground)), "Wuhan") == codes


@pytest.mark.parametrize(
    "answer",
    [
        "Bo Ek svarar att han inte avser att föreslå att samarbetet avslutas.",
        "Kommunen har inte för avsikt att verka för att avtalet sägs upp.",
        "Ordföranden ser inga skäl att säga upp avtalet med Wuhan.",
    ],
)
def test_who_will_not_propose_an_ending_does_not_end(answer: str) -> None:
    text = f"Samarbetet med Wuhan i Kina inleddes 2010.\n\n{answer}\n\nBeslut\nKommunfullmäktige beslutar att interpellationen är besvarad."
    told = {outcome for _, outcome, _ in fates(minutes(text, "Interpellation om samarbetet med Wuhan"))}
    assert "ended" not in told
