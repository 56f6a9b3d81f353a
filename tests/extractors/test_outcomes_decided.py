"""What clauses decide, recommend and propose on relations that are and relations asked for."""

from __future__ import annotations

import pytest

from tests.extractors.relation_documents import fates, minutes

TONSBERG = "Kommunen har sedan 1994 ett vänortsavtal med Tønsberg i Norge."


@pytest.mark.parametrize(
    ("decision", "body", "fate"),
    [
        (
            "Kommunstyrelsens förslag till kommunfullmäktige\nVänortsavtalet med Tønsberg sägs upp.",
            "Kommunstyrelsen",
            ("ended", "recommended"),
        ),
        (
            "Kommunstyrelsens beslut\nKommunstyrelsen föreslår kommunfullmäktige besluta att vänortsavtalet med Tønsberg sägs upp.",
            "Kommunstyrelsen",
            ("ended", "recommended"),
        ),
        (
            "Beslut\nKommunstyrelsen föreslår kommunfullmäktige\natt förnya vänortsavtalet med Tønsberg.",
            "Kommunstyrelsen",
            ("renewed", "recommended"),
        ),
        ("Kommunstyrelsens beslut\nVänortsavtalet med Tønsberg förlängs med tre år.", "Kommunstyrelsen", ("renewed", "decided")),
        ("Kommunstyrelsen beslutar\natt låta avtalet med Tønsberg löpa ut.", "Kommunstyrelsen", ("ended", "decided")),
        (
            "Beslut\nKommunfullmäktige beslutar enligt kommunstyrelsens förslag att säga upp vänortsavtalet.",
            "Kommunfullmäktige",
            ("ended", "decided"),
        ),
        (
            "Förslag till beslut\n"
            "Förvaltningen föreslår att kommunstyrelsen beslutar att avsluta vänortssamarbetet med Tønsberg.\n\n"
            "Beslut\nKommunstyrelsen beslutar att vänortssamarbetet med Tønsberg ska fortsätta.",
            "Kommunstyrelsen",
            ("continued", "decided"),
        ),
        (
            "Förvaltningens förslag till beslut\nAvtalet med Tønsberg förlängs inte.\n\nKommunstyrelsens beslut\n"
            "Avtalet med Tønsberg förnyas för perioden 2020–2024.",
            "Kommunstyrelsen",
            ("renewed", "decided"),
        ),
        (
            "Förslag till beslut\nKommunfullmäktige beslutar att säga upp avtalet med Tønsberg.\n\nBeslut\n"
            "Kommunfullmäktige avslår förslaget att säga upp avtalet med Tønsberg.",
            "Kommunfullmäktige",
            ("continued", "decided"),
        ),
        (
            "Beslut\n1. Samarbetet med Tønsberg läggs vilande.\n2. Kommunstyrelsen får i uppdrag att återkomma med en utvärdering.",
            "Kommunfullmäktige",
            ("paused", "decided"),
        ),
        ("Beslut\nSamarbetet med Tønsberg fryses tills vidare.", "Kommunstyrelsen", ("paused", "decided")),
        ("Beslut\nSamarbetet med Tønsberg pausas tills vidare.", "Kommunstyrelsen", ("paused", "decided")),
        ("Beslut\nKommunstyrelsen ser över vänortsavtalet med Tønsberg under 2020.", "Kommunstyrelsen", ("under_review", "decided")),
        (
            "Beslut\nKommunstyrelsen uppdrar åt kommunchefen att utreda förutsättningarna för fortsatt samarbete med Tønsberg.",
            "Kommunstyrelsen",
            ("under_review", "decided"),
        ),
        (
            "Beslut\nKommunledningsförvaltningen ges i uppdrag att utvärdera vänortssamarbetet med Tønsberg.",
            "Kommunstyrelsen",
            ("under_review", "decided"),
        ),
        ("Beslut\nVänortssamarbetet med Tønsberg kvarstår oförändrat.", "Kommunstyrelsen", ("continued", "decided")),
        ("Beslut\nKommunstyrelsen beslutar att fortsätta samarbetet med Tønsberg.", "Kommunstyrelsen", ("continued", "decided")),
        ("Beslut\nKommunstyrelsen beslutar att behålla Tønsberg som vänort.", "Kommunstyrelsen", ("continued", "decided")),
        ("Beslut\nKommunstyrelsen beslutar att inte säga upp vänortsavtalet med Tønsberg.", "Kommunstyrelsen", ("continued", "decided")),
        ("Beslut\nVänortsavtalet ska upphöra att gälla den 31 december 2019.", "Kommunfullmäktige", ("ended", "decided")),
        ("Beslut\nKommunen avslutar vänortsrelationen med Tønsberg.", "Kommunfullmäktige", ("ended", "decided")),
        ("Beslut\nKommunfullmäktige beslutar att lämna vänortssamarbetet med Tønsberg.", "Kommunfullmäktige", ("ended", "decided")),
        ("Beslut\nKommunfullmäktige beslutar att vänortssamarbetet avvecklas.", "Kommunfullmäktige", ("ended", "decided")),
        ("Beslut\nÄrendet bordläggs.", "Kommunfullmäktige", ("under_review", "decided")),
        (
            "Beslut\nKommunfullmäktige beslutar att ersätta avtalet med ett nytt avtal med Tønsberg.",
            "Kommunfullmäktige",
            ("renewed", "decided"),
        ),
        ("Beslut\nKommunfullmäktige beslutar att teckna ett nytt vänortsavtal med Tønsberg.", "Kommunfullmäktige", ("renewed", "decided")),
        ("Beslut\nVänortsavtalet med Tønsberg bekräftas.", "Kommunfullmäktige", ("continued", "decided")),
        ("Beslut\nAvtalet med Tønsberg sägs inte upp.", "Kommunfullmäktige", ("continued", "decided")),
        (
            "Beslut\nKommunfullmäktige beslutar att säga upp avtalet med Tønsberg till upphörande vid årsskiftet 2019/2020.",
            "Kommunfullmäktige",
            ("ended", "decided"),
        ),
        (
            "Beslut\nKommunfullmäktige beslutar att inte förlänga vänortsavtalet med Tønsberg när det löper ut.",
            "Kommunfullmäktige",
            ("ended", "decided"),
        ),
        (
            "Beslut\nKommunfullmäktige beslutar att tills vidare avbryta allt utbyte med Tønsberg.",
            "Kommunfullmäktige",
            ("paused", "decided"),
        ),
    ],
)
def test_proposal_recommendation_and_decision_on_a_relation_that_is(decision: str, body: str, fate: tuple[str, str]) -> None:
    rows = minutes(f"{decision}\n\nBakgrund\n{TONSBERG}\n", "Vänortsavtalet med Tønsberg", body)
    assert fates(rows) == {("Tønsberg", *fate)}


REQUEST = "Staden Walvis Bay i Namibia har vänt sig till kommunen med en förfrågan om vänortssamarbete."


@pytest.mark.parametrize(
    ("decision", "body", "fate"),
    [
        ("Beslut\nKommunen tackar nej till Walvis Bays förfrågan.", "Kommunstyrelsen", ("declined", "decided")),
        ("Beslut\nKommunstyrelsen avböjer förfrågan från Walvis Bay.", "Kommunstyrelsen", ("declined", "decided")),
        ("Beslut\nKommunstyrelsen beslutar att inte ingå vänortsavtal med Walvis Bay.", "Kommunstyrelsen", ("declined", "decided")),
        ("Beslut\nKommunstyrelsen avslår förfrågan.", "Kommunstyrelsen", ("declined", "decided")),
        (
            "Beslut\nKommunstyrelsen ställer sig inte bakom förslaget om vänortssamarbete med Walvis Bay.",
            "Kommunstyrelsen",
            ("declined", "decided"),
        ),
        ("Beslut\nKommunstyrelsen ingår vänortsavtal med Walvis Bay.", "Kommunstyrelsen", ("established", "decided")),
        ("Beslut\nKommunstyrelsen beslutar teckna avsiktsförklaring med Walvis Bay.", "Kommunstyrelsen", ("established", "decided")),
        ("Beslut\nKommunstyrelsen beslutar att inleda ett vänortssamarbete med Walvis Bay.", "Kommunstyrelsen", ("established", "decided")),
        ("Beslut\nKommunstyrelsen godkänner förslag till samarbetsavtal med Walvis Bay.", "Kommunstyrelsen", ("established", "decided")),
        ("Beslut\nWalvis Bay antas som ny vänort.", "Kommunfullmäktige", ("established", "decided")),
        ("Beslut\nKommunfullmäktige godkänner att kommunen blir vänort med Walvis Bay.", "Kommunfullmäktige", ("established", "decided")),
        (
            "Beslut\nKommunfullmäktige beslutar att ett partnerskap upprättas med Walvis Bay.",
            "Kommunfullmäktige",
            ("established", "decided"),
        ),
        (
            "Beslut\nKommunchefen får i uppdrag att utreda förutsättningarna för ett vänortsavtal med Walvis Bay.",
            "Kommunstyrelsen",
            ("under_review", "decided"),
        ),
        ("Beslut\nUnderteckna avsiktsförklaringen med Walvis Bay.", "Kommunstyrelsen", ("established", "decided")),
        (
            "Beslut\nKommunstyrelsen bemyndigar ordföranden att underteckna vänortsavtalet med Walvis Bay.",
            "Kommunstyrelsen",
            ("established", "decided"),
        ),
        (
            "Beslut\nKommunstyrelsen beslutar att inte gå vidare med ett vänortssamarbete med Walvis Bay.",
            "Kommunstyrelsen",
            ("declined", "decided"),
        ),
    ],
)
def test_a_new_relation_is_established_declined_or_looked_into(decision: str, body: str, fate: tuple[str, str]) -> None:
    rows = minutes(f"{decision}\n\nBakgrund\n{REQUEST}\n", "Förfrågan från Walvis Bay om vänortssamarbete", body)
    assert fates(rows) == {("Walvis Bay", *fate)}


KAUNAS = "Kommunen har sedan 1994 ett vänortsavtal med Kaunas i Litauen."


@pytest.mark.parametrize(
    ("decision", "outcome"),
    [
        ("Kommunstyrelsen beslutar att godkänna att avtalet med Kaunas sägs upp.", "ended"),
        ("Kommunstyrelsen beslutar att godkänna förslaget att vänortssamarbetet med Kaunas upphör.", "ended"),
        ("Kommunstyrelsen beslutar att anta förslaget om att säga upp avtalet med Kaunas.", "ended"),
        ("Kommunstyrelsen beslutar att ställa sig bakom att vänortssamarbetet med Kaunas avslutas.", "ended"),
        ("Kommunstyrelsen beslutar att Kaunas inte längre ska vara vänort till kommunen.", "ended"),
        ("Kommunstyrelsen beslutar\natt vänortsavtalet med Kaunas inte ska förlängas", "ended"),
        ("Kommunstyrelsen beslutar att ställa sig bakom fortsatt samarbete med Kaunas.", "continued"),
        ("Kommunstyrelsen beslutar\natt fortsätta samverkan med Kaunas enligt gällande avtal", "continued"),
        ("Beslut\nVänortsavtalet med Kaunas ligger fast.", "continued"),
    ],
)
def test_what_is_approved_has_the_fate_of_its_own_verb(decision: str, outcome: str) -> None:
    rows = minutes(f"{decision}\n\nBakgrund\n{KAUNAS}\n", "Vänortsavtalet med Kaunas", "Kommunstyrelsen")
    assert fates(rows) == {("Kaunas", outcome, "decided")}


@pytest.mark.parametrize(
    "decision",
    [
        "Kommunstyrelsen beslutar att tacka nej till inbjudan om vänortssamarbete från Kaunas i Litauen.",
        "Kommunstyrelsen beslutar\natt inte anta inbjudan om vänortssamarbete från Kaunas i Litauen.",
        "Beslut\nFörfrågan från Kaunas i Litauen om ett vänortsavtal avböjs.",
        "Beslut\nKommunstyrelsen avstår från att ingå vänortsavtal med Kaunas i Litauen.",
        "Beslut\nKommunstyrelsen säger nej till ett vänortssamarbete med Kaunas i Litauen.",
    ],
)
def test_a_request_turned_down(decision: str) -> None:
    assert fates(minutes(f"{decision}\n", "Inbjudan", "Kommunstyrelsen")) == {("Kaunas", "declined", "decided")}
