"""Members under labels and rolls that few minutes have, who is told to sign what, whose demand is none, and days of what was done."""

from __future__ import annotations

import pytest
from party_documents import BODY, HEAD, people
from relation_documents import date_roles, minutes, report, rows_of

Entry = tuple[str, str, str | None]


def attending(lines: str, behind: str = "") -> set[Entry]:
    """(name, role, letter) of everybody in minutes that open with ``lines`` and end with ``behind``."""
    return people(HEAD + lines + BODY + behind)


def test_serving_over_the_first_list_are_the_members() -> None:
    assert attending("""
Tjänstgörande       Frida Nordlöf (S), ordförande
                    Rolf Ekengren (M)
                    Kerstin Björk (FP), ersättare för Nils Tapper (FP)

Ej tjänstgörande    Ulf Åkerman (KD)
ersättare           Ida Lönn (M)
""") == {
        ("Frida Nordlöf", "chair", "S"),
        ("Rolf Ekengren", "member", "M"),
        ("Kerstin Björk", "substitute", "FP"),
        ("Ulf Åkerman", "substitute", "KD"),
        ("Ida Lönn", "substitute", "M"),
    }


@pytest.mark.parametrize("label", ["Tjänstgörande:", "TJÄNSTGÖRANDE:"])
def test_serving_before_a_colon_are_the_members(label: str) -> None:
    found = attending(f"\n{label} Frida Nordlöf (S) ordförande, Rolf Ekengren (M)\nErsättare: Ulf Åkerman (KD)\n")
    assert ("Rolf Ekengren", "member", "M") in found
    assert ("Ulf Åkerman", "substitute", "KD") in found


def test_serving_below_the_members_are_substitutes() -> None:
    found = attending("""
Ledamöter           Frida Nordlöf (S), ordförande
                    Rolf Ekengren (M)

Tjänstgörande       Ulf Åkerman (KD)
""")
    assert ("Rolf Ekengren", "member", "M") in found
    assert ("Ulf Åkerman", "substitute", "KD") in found


ROLL = """

NÄRVAROLISTA                         Omröstning § 13

Ledamöter                    Parti     Ja    Nej   Avstår
Frida Nordlöf, ordf.         S         X
Rolf Ekengren                M               X
Kerstin Björk                FP
Kjell Udd                    -                     X

Tjänstgörande ersättare
Ulf Åkerman (för Ann Ek)     KD        X
Ida Lönn (för Nils Moe)      M               X
"""


def test_a_roll_of_votes_tells_who_was_present() -> None:
    assert attending("Beslutande   Se närvarolista\n", ROLL) == {
        ("Frida Nordlöf", "chair", "S"),
        ("Rolf Ekengren", "member", "M"),
        ("Kjell Udd", "member", None),
        ("Ulf Åkerman", "substitute", "KD"),
        ("Ida Lönn", "substitute", "M"),
    }


def test_a_mark_in_the_column_of_absence() -> None:
    roll = """

Närvaro- och omröstningslista

Ledamot                      Parti     Ja    Nej   Avst  Frånv
Frida Nordlöf, ordf.         S         X
Rolf Ekengren                M               X
Kerstin Björk                FP                          X
"""
    assert attending("Beslutande   Se närvarolista\n", roll) == {("Frida Nordlöf", "chair", "S"), ("Rolf Ekengren", "member", "M")}


def test_a_list_of_votes_alone_is_no_roll() -> None:
    assert not attending("Beslutande   Se bilaga\n", ROLL.replace("NÄRVAROLISTA", "OMRÖSTNINGSLISTA"))


def roles(text: str) -> set[tuple[str, str]]:
    """(name, role) of the persons in a § of minutes that says ``text``."""
    found = minutes(text, "Övriga frågor").get("parties", [])
    return {(r["name"], r["role"]) for r in found if r["kind"] == "person" and r["role"] != "mentioned"}


@pytest.mark.parametrize(
    "text",
    [
        "Kommunfullmäktige utser Ida Falk (S) att tillsammans med ordföranden granska och skriva under protokollet.",
        "Kommunstyrelsen utser Ida Falk att jämte ordföranden underteckna dagens protokoll.",
        "Att skriva under protokollet utses Ida Falk (C).",
        "Ida Falk väljs att justera dagens protokoll.",
        "Kommunstyrelsen utser Ida Falk att signera protokollet digitalt.",
    ],
)
def test_who_signs_the_minutes_verifies_them(text: str) -> None:
    assert roles(text) == {("Ida Falk", "adjuster")}


@pytest.mark.parametrize(
    "text",
    [
        "Kommunstyrelsen bemyndigar Ida Falk (S) att sätta sitt namn under avtalet.",
        "Kommunstyrelsen befullmäktigar kommunalrådet Ida Falk att skriva på den.",
        "Kommunstyrelsen ger Ida Falk (S) i uppdrag att skriva på överenskommelsen.",
        "Kommunstyrelsen uppdrar åt kommundirektören Ida Falk att teckna avtal med Tartu.",
        "Kommunstyrelsen ger Ida Falk fullmakt att underteckna avtalet.",
        "Överenskommelsen skrevs under av Ida Falk (S) i maj.",
        "Avtalet ska skrivas under av Ida Falk för kommunens del.",
    ],
)
def test_who_is_told_to_sign(text: str) -> None:
    assert roles(text) == {("Ida Falk", "signatory")}


@pytest.mark.parametrize(
    "text",
    [
        "Kommunstyrelsen ger Ida Falk (S) i uppdrag att skriva på svenska till Tartu.",
        "Revisorerna ska granska nämndens protokoll.",
        "Ida Falk (S) begär att få lämna uppdraget som nämndeman.",
        "Ida Falk (S) begär att bli entledigad från uppdraget som ledamot.",
        "Ida Falk (S) hemställer att få bli befriad från uppdraget.",
        "Ida Falk (S) vill att det antecknas att hon inte deltar i beslutet.",
        "Ida Falk (S) begär att få en anteckning till protokollet.",
    ],
)
def test_neither_signs_nor_moves_anything(text: str) -> None:
    assert not roles(text)


def test_who_begins_by_asking_for_something_else_than_leave_moves_it() -> None:
    assert roles("Ida Falk (S) begär att frågan utreds vidare.") == {("Ida Falk", "mover")}


def role_of(text: str) -> set[str]:
    """The roles of the dates that an official's report tells below its head."""
    return {role for raw, role in date_roles(report(text)).items() if raw != "2019-03-14"}


DAYS = {
    "received": [
        "Skrivelsen med inbjudan registrerades hos kommunen den 5 juni 2007.",
        "Brevet från Tartu diariefördes den 12 maj 1998.",
        "Inbjudan har nått kommunstyrelsen den 9 april 2011.",
        "Ett mejl med önskan om samverkan togs emot den 14 oktober 2019.",
        "Den 3 mars 2014 fick kommunen ett brev från borgmästaren i Tartu.",
        "Kommunen fick den 3 mars 2014 en förfrågan från Tartu.",
    ],
    "decision": [
        "Kommunstyrelsens arbetsutskott bad den 28 augusti 2007 enheten att förhandla med staden.",
        "Kommunstyrelsen ålade den 2 maj 1994 kansliet att se över samarbetet.",
        "Kommunstyrelsen uppdrog den 3 maj 2010 åt kansliet att utreda frågan.",
        "Arbetsutskottet lämnade den 3 maj 2010 i uppdrag åt kansliet att utreda frågan.",
        "Den 28 augusti 2007 gav arbetsutskottet kansliet i uppdrag att förhandla med staden.",
        "Kommunfullmäktige sade den 9 mars 2018 ja till ett fortsatt samarbete.",
        "Kommunfullmäktige enades den 9 mars 2018 om en ny inriktning.",
        "I mars 2022 lade kommunfullmäktige relationen på is.",
        "Kommunfullmäktige frös i april 2022 kontakterna med Tartu.",
        "Strategin antogs av kommunfullmäktige i juni 2016.",
    ],
    "motion_submitted": [
        "Bo Berg (S) inkom den 3 maj 2001 med en motion om parker.",
        "Bo Berg (S) lade den 3 maj 2001 fram en motion om parker.",
        "Bo Berg (S) gav den 3 maj 2001 in en motion om parker.",
        "Motion, ingiven den 3 maj 2001, om parker.",
    ],
    "adjusted": ["Protokollet skrivs under den 3 maj 2001.", "Protokollet undertecknas på kansliet den 3 maj 2001."],
    "event": [
        "Bolaget registrerades den 5 juni 2007.",
        "Borgmästaren bad den 28 augusti 2007 ordföranden att återkomma.",
        "Kansliet bad den 28 augusti 2007 staden att lämna besked.",
        "I mars 2022 besökte kommunfullmäktige Tartu.",
        "I mars 2022 tog kommunstyrelsen emot en delegation.",
        "I mars 2022 beslutade Tartu att lämna nätverket.",
    ],
}


@pytest.mark.parametrize(("role", "text"), [(role, text) for role, texts in DAYS.items() for text in texts])
def test_what_was_done_on_a_day(role: str, text: str) -> None:
    assert role_of(text) == {role}


@pytest.mark.parametrize(
    ("own", "text", "other"),
    [
        ("20/0019-048", "Ett klimatprogram (18/0288) antogs.", {"2018/288"}),
        ("402-2019", "Avtalen har setts över (se 77-2019).", {"2019/77"}),
        ("2020:119", "Planen (2018:288) gäller.", {"2018/288"}),
        ("402/20", "Planen (1288/18) gäller.", {"2018/1288"}),
        ("2020/19", "Under läsåret (2018/2019) var det så.", set()),
        ("20/0019", "Under säsongen (18/19) var det så.", set()),
        ("KS 2020/19", "Planen (2018/288) gäller.", set()),
        ("2020-119", "Mötet (2018-12) gällde åren (2018-2020).", set()),
    ],
)
def test_numbers_in_brackets_are_read_like_the_papers_own(own: str, text: str, other: set[str]) -> None:
    rows = rows_of(f"Västerviks kommun\nTJÄNSTESKRIVELSE\nDatum 2020-03-14\nDiarienr: {own}\nHandläggare: Bo Ek\n\nVåra planer\n\n{text}\n")
    assert {r["case_number"] for r in rows["case_numbers"] if r["role"] == "reference"} == other


@pytest.mark.parametrize(
    "heading",
    ["Kn-§ {0}/16  {1}", "§ {0}:2016  {1}", "§ 2016:{0}  {1}", "§ 2016/{0}\n{1}", "§ {0}\nÄrenderubrik    {1}", "§ {0}\nRubrik: {1}"],
)
def test_headings_of_sections_written_otherwise(heading: str) -> None:
    titles = {"31": "Föregående protokoll", "32": "Kulturutbyte med Tartu", "33": "Medel till festival"}
    matters = "\n\n".join(f"{heading.format(n, title)}\n\nBeslut\nNämnden lägger ärendet till handlingarna." for n, title in titles.items())
    rows = rows_of(
        "Mariestads kommun\nKulturnämnden\nSAMMANTRÄDESPROTOKOLL\n2016-05-12\n\n"
        f"Beslutande      Eva Sundin (S), ordf.\n                Karin Lööf (C)\n\n{matters}\n"
    )
    assert {c["section_number"]: c["title"] for c in rows["cases"]} == titles


def test_members_and_those_without_a_vote() -> None:
    found = attending("""
Röstberättigade           Frida Nordlöf (S), ordförande
                          Rolf Ekengren (M)
Utan rösträtt             Ulf Åkerman (KD)
Protokollet granskas av   Rolf Ekengren
""")
    assert found == {
        ("Frida Nordlöf", "chair", "S"),
        ("Rolf Ekengren", "member", "M"),
        ("Rolf Ekengren", "adjuster", "M"),
    }


def test_who_verifies_the_minutes_beside_the_chair_is_no_substitute() -> None:
    found = attending("""
Närvarande: Frida Nordlöf (S), ordförande, Rolf Ekengren (M) samt Kerstin Björk (C).
Ersättare: Ulf Åkerman (KD).
Vid protokollet: Eva Sand.
Att jämte ordföranden justera protokollet utses: Kerstin Björk.
""")
    assert {role for name, role, _ in found if name == "Kerstin Björk"} == {"member", "adjuster"}


def test_members_by_party() -> None:
    found = attending("""
Ledamöter
Socialdemokraterna:   Frida Nordlöf (ordförande), Olle Krok
Moderaterna (M):      Rolf Ekengren

Ersättare
Vänsterpartiet:       Ulf Åkerman
""")
    assert found == {
        ("Frida Nordlöf", "chair", "S"),
        ("Olle Krok", "member", "S"),
        ("Rolf Ekengren", "member", "M"),
        ("Ulf Åkerman", "substitute", "V"),
    }
