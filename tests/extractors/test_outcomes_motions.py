"""What becomes of a relation when a motion on it is answered, rejected, granted or only received."""

from __future__ import annotations

import pytest

from tests.extractors.relation_documents import fates, minutes, report, rows_of

R = "Kommunen har varit vänort med Baltijsk i Ryssland sedan 1992.\n"
S = "Kommunen och Soweto i Sydafrika undertecknade 2015 ett partnerskapsavtal. Avtalet gäller t.o.m. 31 december 2021.\n"


@pytest.mark.parametrize(
    ("decision", "title", "background", "fate"),
    [
        (
            "Motionen anses besvarad.",
            "Svar på motion om partnerskapet med Soweto",
            S + "Ulla Berg (M) föreslår i en motion att partnerskapet avslutas.\nFörvaltningen bedömer att avtalet bör få löpa ut.",
            ("Soweto", "ended", "decided"),
        ),
        (
            "Motionen anses besvarad med att avtalet med Soweto löper ut vid årsskiftet och inte förnyas.",
            "Svar på motion om Soweto",
            S,
            ("Soweto", "ended", "decided"),
        ),
        (
            "Motionen ska anses vara besvarad.",
            "Motion om Soweto",
            S + "Ulla Berg (M) yrkar i motionen att kommunen säger upp avtalet.\n"
            "Kommunstyrelsen har redan beslutat att avtalet inte förlängs.",
            ("Soweto", "ended", "decided"),
        ),
        ("Motionen besvaras med hänvisning till att samarbetet avslutas.", "Motion om Soweto", S, ("Soweto", "ended", "decided")),
        (
            "att anse motionen besvarad",
            "Motion om Soweto",
            S + "I motionen föreslås att avtalet sägs upp. Avtalet kommer inte att förnyas när det löper ut.",
            ("Soweto", "ended", "decided"),
        ),
        ("Motionen avslås.", "Motion om att säga upp vänortsavtalet med Baltijsk", R, ("Baltijsk", "continued", "decided")),
        (
            "Kommunfullmäktige avslår motionen.",
            "Motion om Baltijsk",
            R + "Sven Alm (C) föreslår i en motion att vänortssamarbetet med Baltijsk avslutas.",
            ("Baltijsk", "continued", "decided"),
        ),
        ("att avslå motionen", "Motion – Bryt med Baltijsk!", R, ("Baltijsk", "continued", "decided")),
        ("Motionen avslås", "Motion om avveckling av vänortsrelationen med Baltijsk", R, ("Baltijsk", "continued", "decided")),
        (
            "Motionen avslås med hänvisning till förvaltningens yttrande.",
            "Svar på motion om att kommunen bör upphöra med vänortsutbytet med Baltijsk",
            R,
            ("Baltijsk", "continued", "decided"),
        ),
        ("Motionen bifalls.", "Motion om att säga upp vänortsavtalet med Baltijsk", R, ("Baltijsk", "ended", "decided")),
        ("Motionen bifalles.", "Motion om att pausa vänortssamarbetet med Baltijsk", R, ("Baltijsk", "paused", "decided")),
        (
            "Motionen avslås.",
            "Motion om vänort i Namibia",
            "Eva Ek (MP) föreslår i en motion att kommunen ska ingå ett vänortsavtal med Swakopmund i Namibia.",
            ("Swakopmund", "declined", "decided"),
        ),
        (
            "Motionen bifalls.",
            "Motion om vänortsavtal med Swakopmund",
            "Eva Ek (MP) föreslår i en motion att kommunen ska ingå ett vänortsavtal med Swakopmund i Namibia.",
            ("Swakopmund", "established", "decided"),
        ),
        (
            "Motionen remitteras till kommunstyrelsen för beredning.",
            "Motion om vänortsavtal med Swakopmund",
            "Eva Ek (MP) föreslår i en motion att kommunen ska ingå ett vänortsavtal med Swakopmund i Namibia.",
            ("Swakopmund", "established", "proposed"),
        ),
        (
            "Motionen får ställas.",
            "Motion om att avsluta vänortssamarbetet med Baltijsk",
            R + "Sven Alm (C) föreslår i en motion att vänortssamarbetet med Baltijsk avslutas.",
            ("Baltijsk", "ended", "proposed"),
        ),
        (
            "Medborgarförslaget avslås.",
            "Medborgarförslag om att säga upp vänortsavtalet med Baltijsk",
            R,
            ("Baltijsk", "continued", "decided"),
        ),
    ],
)
def test_what_becomes_of_a_motion_is_not_what_it_demands(decision: str, title: str, background: str, fate: tuple[str, str, str]) -> None:
    rows = minutes(f"Beslut\n{decision}\n\nÄrendebeskrivning\n{background}", title, date="2021-04-26")
    assert fates(rows) == {fate}


@pytest.mark.parametrize(
    "decision",
    [
        "Kommunstyrelsen föreslår kommunfullmäktige besluta\natt avslå motionen",
        "Kommunstyrelsens förslag till kommunfullmäktige\nMotionen avslås.",
    ],
)
def test_a_preparing_body_only_recommends_that_a_motion_be_rejected(decision: str) -> None:
    rows = minutes(f"{decision}\n\nBakgrund\n{R}", "Motion om att säga upp vänortsavtalet med Baltijsk", "Kommunstyrelsen")
    assert fates(rows) == {("Baltijsk", "continued", "recommended")}


@pytest.mark.parametrize(
    ("title", "text", "fate"),
    [
        (
            "Avsluta vänortssamarbetet med Brest",
            "Halmstad har varit vänort med Brest i Belarus sedan 1998. Mot bakgrund av detta föreslår jag\n"
            "att kommunen omedelbart säger upp vänortsavtalet med Brest.",
            ("Brest", "ended", "proposed"),
        ),
        (
            "Ny vänort i Ukraina",
            "Kriget i Ukraina berör oss alla.\nVi yrkar därför\natt Halmstads kommun inleder ett vänortssamarbete med Tjernihiv i Ukraina.",
            ("Tjernihiv", "established", "proposed"),
        ),
        (
            "Bli vänort med Mykolajiv",
            "Jag föreslår att kommunfullmäktige beslutar att bli vänort med Mykolajiv i Ukraina.",
            ("Mykolajiv", "established", "proposed"),
        ),
        (
            "Pausa samarbetet med Grodno",
            "Sedan 2003 har Halmstad ett vänortsavtal med Grodno i Belarus. Jag yrkar att samarbetet med Grodno pausas.",
            ("Grodno", "paused", "proposed"),
        ),
        (
            "Förnya avtalet med Eldoret",
            "Kommunens partnerskapsavtal med Eldoret i Kenya löper ut i år.\nVänsterpartiet yrkar\n- att avtalet med Eldoret förnyas.",
            ("Eldoret", "renewed", "proposed"),
        ),
    ],
)
def test_a_motion_itself_proposes(title: str, text: str, fate: tuple[str, str, str]) -> None:
    rows = rows_of(f"Motion till kommunfullmäktige i Halmstads kommun\n2022-03-01\n\n{title}\n\n{text}\n\nLena Hall (L)\n")
    assert fates(rows) == {fate}


DEVENTER = "Kommunen ingick 2010 ett partnerskapsavtal med Deventer i Nederländerna."


@pytest.mark.parametrize(
    ("view", "proposal", "outcome"),
    [
        ("Det finns inga skäl att avbryta partnerskapet med Deventer. Motionen bör avslås.", "att lämna motionen utan bifall", "continued"),
        (
            "Kansliet delar motionärernas uppfattning och föreslår att samarbetet med Deventer avslutas.",
            "Motionen anses besvarad.",
            "ended",
        ),
        ("Förvaltningen anser att avtalet bör få löpa ut.", "Motionen anses besvarad.", "ended"),
        ("Kontoret vill hålla fast vid partnerskapet.", "Motionen bifalls inte.", "continued"),
        ("Förvaltningen anser att partnerskapet med Deventer ska fortsätta.", "Motionen anses besvarad.", "continued"),
        ("Innan något beslut fattas ska partnerskapet med Deventer utvärderas.", "Motionen anses besvarad.", "under_review"),
    ],
)
def test_the_answer_to_a_motion_proposes_its_own_view(view: str, proposal: str, outcome: str) -> None:
    rows = report(
        f"Förslag till beslut\nKommunstyrelsen föreslår kommunfullmäktige besluta\n{proposal}\n\n"
        f"Bakgrund\n{DEVENTER}\n\nBedömning\n{view}\n",
        "Svar på motion om att lämna partnerskapet med Deventer",
    )
    assert fates(rows) == {("Deventer", outcome, "proposed")}


def test_a_motion_with_a_place_asked_for_is_declined() -> None:
    rows = minutes(
        "Kommunfullmäktige beslutar\natt motionen avslås.\n\nBakgrund\n"
        "Eva Ek (MP) föreslår i en motion att kommunen tar kontakt med Zakopane för ett vänortssamarbete.\n",
        "Besvarande av motion om ny vänort i Polen",
    )
    assert fates(rows) == {("Zakopane", "declined", "decided")}
