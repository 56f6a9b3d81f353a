"""What clauses do and what becomes of relations, in wordings that are rarer than those of most minutes."""

from __future__ import annotations

import pytest

from extractors.actions import action_of
from tests.extractors.relation_documents import agreements, effective, fates, rows_of

ACTIONS = {
    "approve": ["Fullmäktige biträder kommunstyrelsens förslag", "ansluta sig till nämndens förslag"],
    "reject": [
        "motionen inte ska bifallas",
        "Medborgarförslaget föranleder ingen åtgärd",
        "Förslaget förkastas",
        "Framställningen lämnas utan vidare åtgärd",
        "Yrkandet tillbakavisas",
    ],
    "answered": [
        "Fullmäktige besvarar motionen med nämndens skrivelse",
        "överlämna yttrandet som svar på motionen",
        "betrakta motionen som färdigbehandlad",
        "Motionens tredje yrkande anses tillgodosett",
    ],
    "refer_back": [
        "Ärendet återförvisas till kommunstyrelsen",
        "Ärendet går tillbaka till kontoret för utredning",
        "Ärendet minoritetsåterremitteras",
        "återsända ärendet till nämnden",
        "bifalla yrkandet om återremiss",
    ],
    "table": [
        "Beslutet skjuts på framtiden",
        "Ärendet behandlas vid nästa sammanträde",
    ],
    "note": ["lägga skrivelsen ad acta", "med godkännande lägga rapporten till handlingarna", "Nämnden har mottagit informationen"],
    "instruct": [
        "anmoda kommunstyrelsen att se över avtalen",
        "be kommunledningskontoret utarbeta ett program",
        "ordföranden befullmäktigas att teckna avtalet",
        "kommunstyrelsen utreder möjligheten att inleda ett vänortssamarbete",
    ],
    "enter": [
        "Narva blir ny vänort till kommunen",
        "kommunen ska ha Narva som vänort",
        "knyta vänortsband med Narva",
        "gå in i ett samarbete med Narva",
    ],
    "renew": [
        "Avtalet med Narva prolongeras",
        "Avtalstiden med Narva utsträcks med ett år",
        "på nytt teckna avtal med Narva",
        "teckna ett nytt avtal med Narva som ersätter det tidigare",
    ],
    "terminate": [
        "frånträda överenskommelsen med Narva",
        "Avtalet med Narva rivs upp",
        "Vänskapsavtalet med Narva hävs",
        "klippa banden med Narva",
        "Vänortsrelationen med Narva bryts",
        "Narva avförs som vänort",
        # a purchase that is to cease for a time is no relation at rest
        "upphöra att köpa varor så länge tullarna gäller",
    ],
    "pause": [
        "suspendera vänortsavtalet med Narva",
        "Tillfälligt uppehåll görs i samarbetet",
        "sätta vänortsrelationen i viloläge",
        "Samverkan med Narva avbryts till dess kriget är slut",
    ],
    "follow_up": ["avrapportering sker i juni", "en delredovisning lämnas i juni"],
    "other": [
        "kommunen utreder möjligheten att inleda ett samarbete",
        "Frågan tas bort från dagordningen",
        "Fyllnadsvalet hänskjuts till valberedningen",
    ],
}


@pytest.mark.parametrize(("code", "clause"), [(code, clause) for code, clauses in ACTIONS.items() for clause in clauses])
def test_clauses_of_rarer_wordings(code: str, clause: str) -> None:
    assert action_of(clause).code == code


def _section(clause: str, told: str) -> str:
    return (
        "Mora kommun\nSAMMANTRÄDESPROTOKOLL\nKommunfullmäktige\nSammanträdesdatum 2019-03-25\n\n"
        "§ 48 Internationella frågor\nDnr KS 2018/312\n\n"
        f"Beslut\n{clause}\n\nÄrendet\n{told or 'Kommunstyrelsen har berett ärendet.'}\n"
    )


@pytest.mark.parametrize(
    ("clause", "told", "outcome"),
    [
        ("Mora och Narva blir vänorter.", "", "established"),
        ("Narva antas som ny vänort till Mora kommun.", "", "established"),
        ("att ha kvar vänortsavtalet med Narva", "", "continued"),
        ("Mora behåller Narva som vänort.", "", "continued"),
        ("Motionen lämnas utan bifall.", "Motionären önskar att kommunen upprättar ett vänortssamarbete med Narva.", "declined"),
        ("Motionen avslås.", "I motionen krävs att samarbetet med Narva pausas.", "continued"),
        ("Narva stryks från förteckningen över kommunens vänorter.", "", "ended"),
        ("att Narva inte längre ska vara vänort till Mora", "", "ended"),
        ("att kommunen går ur partnerskapet med Narva", "", "ended"),
        ("Vänortsrelationen med Narva sätts på paus.", "", "paused"),
        ("att prolongera överenskommelsen med Narva", "", "renewed"),
    ],
)
def test_fates_of_rarer_wordings(clause: str, told: str, outcome: str) -> None:
    assert fates(rows_of(_section(clause, told))) == {("Narva", outcome, "decided")}


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        ("Vänortsföreningen beviljas bidrag för en resa till Narva.", ""),
        ("Informationen läggs till handlingarna.", "Om läget förvärras kan avtalet med Narva komma att sägas upp."),
        ("Informationen läggs till handlingarna.", "Umeå kommun har sagt upp sitt vänortsavtal med Narva."),
        ("Rapporten läggs till handlingarna.", "Vänortsföreningen lämnar varje år ett bidrag till skolor i Narva."),
    ],
)
def test_what_settles_no_fate(clause: str, told: str) -> None:
    assert fates(rows_of(_section(clause, told))) == set()


def test_a_matter_that_only_informs_reports() -> None:
    told = "Kommunstyrelsen beslutade i november 2018 att ingå ett vänortsavtal med Narva."
    assert fates(rows_of(_section("Informationen läggs till handlingarna.", told))) == {("Narva", "established", "reported")}


def test_a_pause_begins_on_the_day_told() -> None:
    rows = rows_of(_section("att förklara vänortsavtalet med Narva vilande från och med den 1 april 2019", ""))
    assert effective(rows, "Narva") == ("2019-04-01", None)


@pytest.mark.parametrize(
    ("told", "row"),
    [
        ("1993 blev Narva vänort till Mora.", ("twin_town", 1993, None, "in_force")),
        ("Systerstad till Mora sedan 1956 är Narva.", ("sister_city", 1956, None, "in_force")),
        ("Samarbetsavtalet med Narva, daterat den 20 april 2016, gäller till utgången av 2019.", ("cooperation", 2016, 2019, "in_force")),
        ("Samarbetsavtalet med Narva har en löptid på fem år räknat från den 1 september 2015.", ("cooperation", 2015, 2020, "in_force")),
    ],
)
def test_agreements_of_rarer_wordings(told: str, row: tuple[str, int | None, int | None, str]) -> None:
    assert agreements(rows_of(_section("Informationen läggs till handlingarna.", told))) == {("Narva", *row)}


def test_an_agreement_denied_is_none() -> None:
    told = "Kommunen har inte tecknat något samarbetsavtal med Narva."
    assert agreements(rows_of(_section("Informationen läggs till handlingarna.", told))) == set()
