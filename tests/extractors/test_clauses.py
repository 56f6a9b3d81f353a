"""Decision clauses: who says what at which stage, in the styles of many municipalities. Each text broke a rule once, or guards one."""

from __future__ import annotations

import pytest
from decision_documents import in_minutes, in_report, steps

from extractors.demands import demand_extents
from extractors.speakers import bodies_in, formula, passed_on, same_body, speaker_of

Steps = list[tuple[str, str]]

IN_BOARD_MINUTES: list[tuple[str, Steps]] = [
    (
        """
        Beslut
        Kommunstyrelsen beslutar att säga upp avtalet med Vinterby.
        """,
        [("decided", "terminate")],
    ),
    (
        """
        Beslut
        att säga upp avtalet med Vinterby,
        att uppdra åt kommundirektören att meddela parten, samt
        att anse motionen besvarad.
        """,
        [("decided", "terminate"), ("decided", "instruct"), ("decided", "answered")],
    ),
    (
        """
        KOMMUNSTYRELSEN BESLUTAR

        ATT säga upp avtalet med Vinterby

        ATT uppdra åt kommunchefen att meddela parten
        """,
        [("decided", "terminate"), ("decided", "instruct")],
    ),
    (
        """
        Beslut
        Kommunstyrelsen beslutar
        1. Avtalet med Vinterby förlängs till 2022.
        2. Kommundirektören får i uppdrag att underteckna avtalet.
        """,
        [("decided", "renew"), ("decided", "instruct")],
    ),
    (
        """
        Beslut
        Kommunstyrelsen beslutar
        1) avtalet med Vinterby förlängs till 2022
        2) kommundirektören får i uppdrag att underteckna avtalet
        """,
        [("decided", "renew"), ("decided", "instruct")],
    ),
    (
        """
        Beslut
        Kommunstyrelsen beslutar
        a) att förlänga avtalet med Vinterby
        b) att uppdra åt kommunchefen att underteckna det
        """,
        [("decided", "renew"), ("decided", "instruct")],
    ),
    (
        """
        Beslut
        - Godkänner avsägelsen från Bo Ek.
        - Noterar den nya sammanräkningen.
        """,
        [("decided", "approve"), ("decided", "note")],
    ),
    (
        """
        Kommunstyrelsen beslutar dels att säga upp avtalet med Vinterby, dels att meddela länsstyrelsen.
        """,
        [("decided", "terminate"), ("decided", "other")],
    ),
    (
        """
        Kommunstyrelsen beslutar att godkänna rapporten, att ge kontoret i uppdrag att sprida den samt att följa upp arbetet
        under 2020.
        """,
        [("decided", "approve"), ("decided", "instruct"), ("decided", "follow_up")],
    ),
    (
        """
        Ärendet
        Vinterby har hört av sig om ett nytt besök under våren.

        Kommunstyrelsen beslutar att avslå förfrågan.
        """,
        [("decided", "reject")],
    ),
    (
        """
        Arbetsutskottets förslag
        Avtalet med Vinterby förlängs.

        Beslut
        Kommunstyrelsen beslutar enligt förslaget.
        """,
        [("recommended", "renew"), ("decided", "approve")],
    ),
    (
        """
        Arbetsutskottets förslag
        Avtalet med Vinterby förlängs.

        Beslut
        Kommunstyrelsen beslutar i enlighet med arbetsutskottets förslag.
        """,
        [("recommended", "renew"), ("decided", "approve")],
    ),
    (
        """
        Beslut: Motionen avslås.
        """,
        [("decided", "reject")],
    ),
    (
        """
        Beslut: Informationen läggs till handlingarna.
        """,
        [("decided", "note")],
    ),
    (
        """
        Förslag till beslut
        Kommunstyrelsen förlänger avtalet med Vinterby.

        Beslut
        Kommunstyrelsen säger upp avtalet med Vinterby.
        """,
        [("proposed", "renew"), ("decided", "terminate")],
    ),
    (
        """
        Arbetsutskottets förslag till kommunstyrelsen
        Avtalet med Vinterby sägs upp.

        Kommunstyrelsens förslag till kommunfullmäktige
        Avtalet med Vinterby förlängs.
        """,
        [("recommended", "terminate"), ("recommended", "renew")],
    ),
    (
        """
        Kommunstyrelsen föreslår kommunfullmäktige besluta

        att anta programmet för internationellt arbete.

        Kommunstyrelsen beslutar för egen del

        att uppdra åt kommunchefen att sprida programmet.
        """,
        [("recommended", "approve"), ("decided", "instruct")],
    ),
    (
        """
        Beslut
        Kommunstyrelsen föreslår kommunfullmäktige besluta att anta programmet.

        Kommunstyrelsen beslutar för egen del, under förutsättning av kommunfullmäktiges beslut, att uppdra åt kommunchefen
        att sprida programmet.
        """,
        [("recommended", "approve"), ("decided", "instruct")],
    ),
    (
        """
        Beslut
        Kommunstyrelsen föreslår att kommunfullmäktige beslutar
        1. Programmet antas.
        2. Det äldre programmet upphör att gälla.
        """,
        [("recommended", "approve"), ("recommended", "terminate")],
    ),
    (
        """
        Beslut
        Kommunstyrelsen beslutar att föreslå kommunfullmäktige att anta programmet.
        """,
        [("recommended", "approve")],
    ),
    (
        """
        Bakgrund
        Kommunfullmäktige beslutade den 3 maj 2010, § 45, att ingå avtal med Vinterby. Kommunstyrelsen beslutade 2012 att
        förlänga avtalet.

        Beslut
        Avtalet sägs upp.
        """,
        [("decided", "terminate")],
    ),
    (
        """
        Yrkanden
        Anna Berg (S) yrkar i första hand återremiss, i andra hand avslag.

        Beslut
        Ärendet återremitteras.
        """,
        [("proposed", "refer_back"), ("proposed", "reject"), ("decided", "refer_back")],
    ),
    (
        """
        Yrkanden
        Anna Berg (S) yrkar bifall till arbetsutskottets förslag.
        Bo Ek (M) yrkar bifall till Anna Bergs yrkande.
        Eva Dahl (V) instämmer i Bo Eks yrkande.

        Beslut
        Avtalet förlängs.
        """,
        [("proposed", "approve"), ("proposed", "approve"), ("decided", "renew")],
    ),
    (
        """
        Yrkanden
        Anna Berg (S), Bo Ek (M) och Eva Dahl (V) yrkar bifall till motionen.

        Beslut
        Motionen bifalls.
        """,
        [("proposed", "approve"), ("decided", "approve")],
    ),
    (
        """
        Yrkanden
        Anna Berg (S) yrkar att avtalet sägs upp, att kommunchefen får i uppdrag att meddela parten samt att frågan följs upp
        2021.

        Beslut
        Avtalet sägs upp.
        """,
        [("proposed", "terminate"), ("proposed", "instruct"), ("proposed", "follow_up"), ("decided", "terminate")],
    ),
    (
        """
        Tilläggsyrkande
        Bo Ek (M) yrkar som tillägg att samarbetet utvärderas årligen.

        Beslut
        Avtalet förlängs.
        """,
        [("proposed", "follow_up"), ("decided", "renew")],
    ),
    (
        """
        Yrkanden
        Bo Ek (M): Avslag på förslaget.
        Anna Berg (S): Bifall till förslaget.

        Beslut
        Avtalet förlängs.
        """,
        [("proposed", "reject"), ("proposed", "approve"), ("decided", "renew")],
    ),
    (
        """
        Yrkanden
        Bo Ek (M) föreslår avslag på motionen.

        Beslut
        Motionen avslås.
        """,
        [("proposed", "reject"), ("decided", "reject")],
    ),
    (
        """
        Beslut
        Avtalet förlängs.

        Paragrafen förklaras omedelbart justerad.
        """,
        [("decided", "renew"), ("decided", "other")],
    ),
    (
        """
        Beslut
        Avtalet förlängs.
        Paragrafen förklaras omedelbart justerad.

        Jäv
        Bo Ek (M) anmäler jäv och deltar inte i handläggningen.
        """,
        [("decided", "renew"), ("decided", "other")],
    ),
    (
        """
        Beslut
        Ärendet översänds till kommunfullmäktige utan eget ställningstagande.
        """,
        [("decided", "other")],
    ),
    (
        """
        Beslut
        Kommunstyrelsen lämnar ärendet till kommunfullmäktige utan eget ställningstagande.
        """,
        [("decided", "other")],
    ),
    (
        """
        Beslut
        Programmet godkännes.
        Motionen avslås.
        Ärendet bordlägges.
        """,
        [("decided", "approve"), ("decided", "reject"), ("decided", "table")],
    ),
    (
        """
        Beslut
        Kommunstyrelsen beslutar
        - att avtalet inte förnyas
        - att inte säga upp hyresavtalet
        """,
        [("decided", "terminate"), ("decided", "other")],
    ),
    (
        """
        Beslutsgång
        Ordföranden ställer proposition på bifall och avslag och finner att kommunstyrelsen beslutar att bifalla motionen.

        Beslut
        Motionen bifalls.
        """,
        [("decided", "approve")],
    ),
    (
        """
        Kommunstyrelsens beslut
        Motionen anses besvarad.

        Beslutsgång
        Ordföranden frågar om motionen ska bifallas eller avslås och finner att kommunstyrelsen beslutar avslå den.
        """,
        [("decided", "answered")],
    ),
    (
        """
        Arbetsutskottets behandling
        Arbetsutskottet beslutade den 5 mars 2019, § 20, att föreslå kommunstyrelsen att förlänga avtalet.

        Beslut
        Avtalet förlängs.
        """,
        [("decided", "renew")],
    ),
    (
        """
        Kommunledningskontorets förslag till beslut
        1. Avtalet förlängs.
        2. Kommunchefen får i uppdrag att underteckna det.

        Beslut
        Enligt kommunledningskontorets förslag.
        """,
        [("proposed", "renew"), ("proposed", "instruct"), ("decided", "approve")],
    ),
    (
        """
        Beslut
        Kommunstyrelsen beslutar att
        • förlänga avtalet med Vinterby,
        • utse Bo Ek till ombud.
        """,
        [("decided", "renew"), ("decided", "appoint")],
    ),
    (
        """
        Beslut
        Kommunstyrelsen beslutar
        att  förlänga avtalet med Vinterby till och med den 31 december 2022 på oförändrade
             villkor, samt
        att  utse Bo Ek till ombud.
        """,
        [("decided", "renew"), ("decided", "appoint")],
    ),
    (
        """
        Motionären föreslår att kommunen säger upp avtalet med Vinterby.

        Beslut
        Motionen avslås.
        """,
        [("proposed", "terminate"), ("decided", "reject")],
    ),
    (
        """
        Sammanfattning
        I en motion föreslår Bo Ek (M) att avtalet med Vinterby sägs upp.

        Beslut
        Motionen avslås.
        """,
        [("proposed", "terminate"), ("decided", "reject")],
    ),
    (
        """
        Beslut
        Kommunstyrelsen tackar för informationen.
        """,
        [("decided", "note")],
    ),
    (
        """
        Beslut
        Kommunstyrelsen har tagit del av informationen.
        """,
        [("decided", "note")],
    ),
    (
        """
        KS beslut
        Avtalet förlängs.
        """,
        [("decided", "renew")],
    ),
    (
        """
        Beslut
        har bifallits.
        """,
        [("decided", "approve")],
    ),
    (
        """
        Beslut
        Bo Ek (M) medges befrielse från uppdraget.
        Eva Dahl (M) väljs till ny ledamot.
        """,
        [("decided", "approve"), ("decided", "appoint")],
    ),
    (
        """
        Beslut
        Kommunstyrelsen beslutar, med 8 röster mot 5, att säga upp avtalet.
        """,
        [("decided", "terminate")],
    ),
    (
        """
        Beslut
        Efter votering beslutar kommunstyrelsen att säga upp avtalet.
        """,
        [("decided", "terminate")],
    ),
    (
        """
        Beslut
        1. Kommunstyrelsen antar planen.
        2. Kommunstyrelsen ger kommundirektören i uppdrag att återkomma med en utvärdering i maj.
        3. Motionen är därmed besvarad.
        """,
        [("decided", "approve"), ("decided", "instruct"), ("decided", "answered")],
    ),
    (
        """
        Beslut
        Kommunstyrelsen beslutar att inte förlänga avtalet med Vinterby.
        """,
        [("decided", "terminate")],
    ),
    (
        """
        Beslut
        Kommunstyrelsen beslutar att avtalet med Vinterby inte längre ska gälla.
        """,
        [("decided", "terminate")],
    ),
    (
        """
        Beslut
        Kommunstyrelsen beslutar avslå motionen.
        """,
        [("decided", "reject")],
    ),
    (
        """
        Beslut
        Kommunstyrelsen beslutar om återremiss för ytterligare beredning.
        """,
        [("decided", "refer_back")],
    ),
    (
        """
        Beslut
        Ärendet utgår.
        """,
        [("decided", "other")],
    ),
    (
        """
        Beslut
        Ärendet återremitteras till kommunledningskontoret för komplettering med en ekonomisk kalkyl.
        """,
        [("decided", "refer_back")],
    ),
    (
        """
        Beslut
        Rapporten läggs till handlingarna.
        """,
        [("decided", "note")],
    ),
    (
        """
        Kommunstyrelsens beslut
        Kommunstyrelsen beslutar att godkänna rapporten och att lägga den till handlingarna.
        """,
        [("decided", "approve"), ("decided", "note")],
    ),
    (
        """
        Yrkanden
        Anna Berg (S) yrkar, med instämmande av Bo Ek (M), bifall till arbetsutskottets förslag.

        Beslut
        Avtalet förlängs.
        """,
        [("proposed", "approve"), ("decided", "renew")],
    ),
    (
        """
        Yrkanden
        Anna Berg (S): Bifall till arbetsutskottets förslag med den ändringen att avtalet gäller ett år.

        Beslut
        Avtalet förlängs.
        """,
        [("proposed", "approve"), ("proposed", "other"), ("decided", "renew")],
    ),
    (
        """
        Yrkanden
        Anna Berg (S) yrkar i första hand att ärendet återremitteras och i andra hand avslag på förslaget.

        Beslut
        Avtalet förlängs.
        """,
        [("proposed", "refer_back"), ("proposed", "reject"), ("decided", "renew")],
    ),
    (
        """
        Anna Berg (S) yrkar avslag på arbetsutskottets förslag och bifall till motionen.

        Kommunstyrelsens beslut
        Motionen avslås.
        """,
        [("proposed", "reject"), ("proposed", "approve"), ("decided", "reject")],
    ),
    (
        """
        Förslag till beslut på sammanträdet
        Anna Berg (S) föreslår att avtalet sägs upp.
        Bo Ek (M) föreslår bifall till arbetsutskottets förslag.

        Beslut
        Avtalet förlängs.
        """,
        [("proposed", "terminate"), ("proposed", "approve"), ("decided", "renew")],
    ),
    (
        """
        Arbetsutskottets förslag till beslut
        Avtalet förlängs.

        Kommunstyrelsens beslut
        Avtalet förlängs.
        """,
        [("recommended", "renew"), ("decided", "renew")],
    ),
    (
        """
        AU:s förslag
        Avtalet förlängs.

        KS beslut
        Avtalet sägs upp.
        """,
        [("recommended", "renew"), ("decided", "terminate")],
    ),
    (
        """
        Kommunstyrelsens arbetsutskott föreslår kommunstyrelsen besluta

        att förlänga avtalet

        Kommunstyrelsen beslutar

        att förlänga avtalet
        """,
        [("recommended", "renew"), ("decided", "renew")],
    ),
    (
        """
        Kommunstyrelsens förslag till kommunfullmäktige

        Att kommunfullmäktige antar programmet.
        """,
        [("recommended", "approve")],
    ),
    (
        """
        Kommunstyrelsen föreslår kommunfullmäktige

        att   anta programmet för internationellt arbete samt

        att   upphäva det äldre programmet.
        """,
        [("recommended", "approve"), ("recommended", "terminate")],
    ),
    (
        """
        Beslut
        Kommunstyrelsen beslutar följande.
        1. Avtalet förlängs.
        2. Anna Berg (S) utses till ombud.
        """,
        [("decided", "renew"), ("decided", "appoint")],
    ),
    (
        """
        Beslut
        Kommunstyrelsen uppdrar åt kommunchefen att säga upp avtalet med Vinterby.
        """,
        [("decided", "instruct")],
    ),
    (
        """
        Beslut
        Kommunchefen får i uppdrag att utvärdera samarbetet och att redovisa resultatet i maj.
        """,
        [("decided", "instruct")],
    ),
    (
        """
        Beslut
        Samarbetet med Vinterby vilar tills vidare.
        """,
        [("decided", "pause")],
    ),
    (
        """
        Beslut
        Kommunen ingår avtal med Vinterby enligt bilaga.
        """,
        [("decided", "enter")],
    ),
    (
        """
        Beslut
        Motionen bifalles delvis.

        Reservation
        Bo Ek (M) reserverar sig mot beslutet.
        """,
        [("decided", "approve")],
    ),
    (
        """
        Beslut

        Avtalet förlängs.

        Deltar inte i beslutet
        Bo Ek (M).
        """,
        [("decided", "renew")],
    ),
    (
        """
        Ärendebeskrivning
        Kommunstyrelsens arbetsutskott beslutade 2019-02-20 § 14 föreslå kommunstyrelsen besluta att förlänga avtalet.

        Beslut
        Avtalet förlängs.
        """,
        [("recommended", "renew"), ("decided", "renew")],
    ),
]

IN_MINUTES_OF: list[tuple[str, str, Steps]] = [
    (
        "Kommunfullmäktige",
        """
        Kommunstyrelsens förslag
        Kommunfullmäktige antar programmet.

        Kommunfullmäktiges beslut
        Programmet antas.
        """,
        [("recommended", "approve"), ("decided", "approve")],
    ),
    (
        "Kommunfullmäktige",
        """
        Beslut
        Motionen överlämnas till kommunstyrelsen för beredning.
        """,
        [("decided", "other")],
    ),
    (
        "Kommunfullmäktige",
        """
        Beslut
        Interpellationen får ställas.
        Interpellationen är besvarad.
        """,
        [("decided", "approve"), ("decided", "answered")],
    ),
    (
        "Kommunfullmäktige",
        """
        Kommunfullmäktige beslutar
        att med ändring av kommunstyrelsens förslag säga upp avtalet.
        """,
        [("decided", "terminate")],
    ),
    (
        "Kommunfullmäktige",
        """
        Presidiets förslag
        Interpellationen får ställas.

        Beslut
        Interpellationen får ställas.
        """,
        [("recommended", "approve"), ("decided", "approve")],
    ),
    (
        "Kommunfullmäktige",
        """
        Beslut

        Kommunfullmäktige beslutar, i enlighet med kommunstyrelsens förslag, att anta programmet.
        """,
        [("decided", "approve")],
    ),
    (
        "Kommunfullmäktige",
        """
        Kommunfullmäktige beslutar i enlighet med kommunstyrelsens förslag

        att anta programmet.
        """,
        [("decided", "approve")],
    ),
    (
        "Landstingsstyrelsen",
        """
        Landstingsstyrelsen beslutar

        att  hos landstingsfullmäktige hemställa om beslut

        att  anta programmet.
        """,
        [("recommended", "approve")],
    ),
    (
        "Landstingsstyrelsen",
        """
        Landstingsstyrelsen föreslår landstingsfullmäktige besluta

        att anta programmet

        att avslå motionen
        """,
        [("recommended", "approve"), ("recommended", "reject")],
    ),
    (
        "Kommunstyrelsens arbetsutskott",
        """
        Arbetsutskottet föreslår kommunstyrelsen föreslå kommunfullmäktige besluta

        att anta programmet.
        """,
        [("recommended", "approve")],
    ),
    (
        "Kommunstyrelsens arbetsutskott",
        """
        Beslut
        Arbetsutskottet föreslår kommunstyrelsen besluta att förlänga avtalet.
        """,
        [("recommended", "renew")],
    ),
    (
        "Kommunstyrelsens arbetsutskott",
        """
        Utskottet beslutar att bordlägga ärendet.
        """,
        [("decided", "table")],
    ),
    (
        "Kommunstyrelsens allmänna utskott",
        """
        ALLMÄNNA UTSKOTTETS BESLUT

        Avtalet godkännes.
        """,
        [("decided", "approve")],
    ),
    (
        "Kultur- och fritidsnämnden",
        """
        Nämndens beslut

        Nämnden beslutar att godkänna avtalet.
        """,
        [("decided", "approve")],
    ),
    (
        "Regionstyrelsen",
        """
        Beslut
        Regionstyrelsen föreslår regionfullmäktige besluta att anta strategin.
        """,
        [("recommended", "approve")],
    ),
    (
        "Regionstyrelsen",
        """
        Regionstyrelsen beslutar föreslå regionfullmäktige besluta

        1. Strategin antas.
        """,
        [("recommended", "approve")],
    ),
]

IN_REPORTS: list[tuple[str, Steps]] = [
    (
        """
        Förslag till beslut
        Kommunstyrelsen beslutar att förlänga avtalet.

        Ärendet
        Avtalet löper ut i december. Kommunfullmäktige beslutade 2012 om ett första avtal.
        """,
        [("proposed", "renew")],
    ),
    (
        """
        Kommunledningskontoret föreslår att kommunstyrelsen beslutar att avtalet förlängs.

        Bakgrund
        Avtalet löper ut i december.
        """,
        [("proposed", "renew")],
    ),
    (
        """
        Förslag till beslut
        Kommunstyrelsen föreslår kommunfullmäktige att besluta
        att avtalet sägs upp
        att motionen därmed anses besvarad
        """,
        [("proposed", "terminate"), ("proposed", "answered")],
    ),
    (
        """
        Hemställan
        Kontoret hemställer att kommunstyrelsen beslutar

        att avtalet sägs upp.
        """,
        [("proposed", "terminate")],
    ),
    (
        """
        Sammanfattning
        Kommunfullmäktige beslutade den 2 maj 2011 att ingå ett vänortsavtal.
        Vid sammanträdet 2015 beslutade fullmäktige att förlänga det.

        Förslag till beslut
        Avtalet avslutas.
        """,
        [("proposed", "terminate")],
    ),
    (
        """
        Kommunledningskontorets förslag till kommunstyrelsen
        Kommunstyrelsen föreslår kommunfullmäktige besluta
        1. Avtalet avslutas.
        2. Motionen anses besvarad.
        """,
        [("proposed", "terminate"), ("proposed", "answered")],
    ),
    (
        """
        Förslag till beslut
        Kommunstyrelsen föreslås besluta
        att avsluta avtalet
        att ge kommunchefen i uppdrag att meddela Vinterby.
        """,
        [("proposed", "terminate"), ("proposed", "instruct")],
    ),
    (
        """
        Beslutsförslag
        Att avtalet inte förnyas när det löper ut.
        """,
        [("proposed", "terminate")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), IN_BOARD_MINUTES)
def test_in_the_minutes_of_the_executive_board(text: str, expected: Steps) -> None:
    assert steps(in_minutes(text)) == expected


@pytest.mark.parametrize(("body", "text", "expected"), IN_MINUTES_OF)
def test_in_the_minutes_of_other_bodies(body: str, text: str, expected: Steps) -> None:
    assert steps(in_minutes(text, body)) == expected


@pytest.mark.parametrize(("text", "expected"), IN_REPORTS)
def test_a_report_only_proposes(text: str, expected: Steps) -> None:
    assert steps(in_report(text)) == expected


def test_the_body_is_the_one_that_finally_decides() -> None:
    rows = in_minutes(
        """
        Arbetsutskottets förslag
        Programmet antas.

        Kommunstyrelsens förslag till kommunfullmäktige
        Programmet antas.

        Kommunstyrelsen beslutar för egen del
        Kommunchefen får i uppdrag att sprida programmet.
        """
    )
    assert [(r["stage"], r["body"]) for r in rows] == [
        ("recommended", "Kommunstyrelsen"),
        ("recommended", "Kommunfullmäktige"),
        ("decided", "Kommunstyrelsen"),
    ]


def test_a_boards_own_proposal_goes_to_the_assembly() -> None:
    rows = in_minutes("Kommunstyrelsens förslag\nProgrammet antas.")
    assert [(r["stage"], r["body"]) for r in rows] == [("recommended", "Kommunfullmäktige")]


def test_the_text_of_a_clause_is_free_of_what_binds_it() -> None:
    rows = in_minutes("Beslut\natt säga upp avtalet,\natt uppdra åt kommunchefen att meddela parten, samt\natt anse motionen besvarad.")
    assert [r["text"] for r in rows] == ["säga upp avtalet", "uppdra åt kommunchefen att meddela parten", "anse motionen besvarad."]


def test_a_motion_retold_in_its_answer_counts_once() -> None:
    rows = in_report(
        """
        Sammanfattning
        I en motion föreslår Bo Ek (M) att avtalet med Vinterby sägs upp.

        Bakgrund
        I motionen föreslås att avtalet med Vinterby sägs upp.

        Förslag till beslut
        Motionen avslås.
        """
    )
    assert steps(rows) == [("proposed", "terminate"), ("proposed", "reject")]


@pytest.mark.parametrize(
    ("sentence", "demands"),
    [
        ("Anna Berg (S) yrkar bifall till förslaget.", ["bifall till förslaget."]),
        ("Anna Berg (S) yrkar i första hand återremiss, i andra hand avslag.", ["återremiss", "avslag."]),
        (
            "Anna Berg (S) yrkar avslag på motionen och bifall till utskottets förslag.",
            ["avslag på motionen", "bifall till utskottets förslag."],
        ),
        ("Eva Dahl (V) instämmer i Anna Bergs yrkande.", []),
        ("Kontoret föreslår att avtalet förlängs.", []),
        ("Eva Dahl (V) ansluter sig till dem som yrkar avslag.", []),
    ],
)
def test_demands(sentence: str, demands: list[str]) -> None:
    assert [sentence[a:b] for a, b in demand_extents(sentence)] == demands


def test_a_named_demand_counts_under_its_heading_only() -> None:
    sentence = "Bo Ek (M): Avslag på förslaget."
    assert demand_extents(sentence) == []
    assert [sentence[a:b] for a, b in demand_extents(sentence, named=True)] == ["Avslag på förslaget."]


@pytest.mark.parametrize(
    ("text", "body", "rest"),
    [
        ("att föreslå kommunfullmäktige att anta programmet", "Kommunfullmäktige", "att anta programmet"),
        ("hos landstingsfullmäktige hemställa om beslut", "Landstingsfullmäktige", ""),
        ("föreslå kommunstyrelsen besluta", "Kommunstyrelsen", ""),
        (" föreslå kommunstyrelsen föreslå kommunfullmäktige anta planen", "Kommunfullmäktige", "anta planen"),
    ],
)
def test_what_is_passed_on_to_the_next_body(text: str, body: str, rest: str) -> None:
    found = passed_on(text)
    assert found is not None
    assert (found[0], text[found[1] :]) == (body, rest)


def test_a_decision_of_ones_own_is_not_passed_on() -> None:
    assert passed_on("att anta programmet") is None


def test_a_body_in_the_genitive_owns_what_follows() -> None:
    assert bodies_in("enligt kommunstyrelsens beslut föreslås kommunfullmäktige") == ["Kommunfullmäktige"]


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("Arbetsutskottet", "Kommunstyrelsens arbetsutskott", True),
        ("Nämnden", "Kultur- och fritidsnämnden", True),
        ("Utskottet", "Allmänna utskottet", True),
        ("Fullmäktige", "Kommunfullmäktige", True),
        ("Kommunfullmäktige", "Kommunstyrelsen", False),
        ("Socialnämnden", "Kultur- och fritidsnämnden", False),
    ],
)
def test_short_names_of_a_body(short: str, full: str, same: bool) -> None:
    assert same_body(short, full) is same


def test_an_earlier_decision_told_of_has_no_speaker() -> None:
    match = formula().match("Kommunfullmäktige beslutade den 3 maj 2010 att")
    assert match is not None
    assert speaker_of(match, meeting=True, default=None) is None
