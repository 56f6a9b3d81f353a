"""Votes and reservations in the ways that minutes tell them, each on the clause that it was about."""

from __future__ import annotations

import pytest
from decision_documents import AFTER, MINUTES, decision_facts, in_minutes

DEMANDS = """
Yrkanden
Bo Ek (M) yrkar bifall till förslaget.
Per Lind (SD) yrkar avslag på förslaget.
Li Wu (MP) yrkar att ärendet återremitteras.

Beslutsgång
Ordföranden ställer proposition på yrkandena och finner att förslaget bifalls. Omröstning begärs.
"""
DECISION = """

Beslut
Samarbetet med Vinterby förlängs.
"""
NAMES = "Anna Berg (S), Bo Ek (M) och Eva Dahl (V)"

VOTES = {
    "figures in a sentence": ("Vid omröstningen avges 8 ja-röster och 5 nej-röster.", (8, 5, None)),
    "who could vote how": (
        "Den som vill bifalla röstar ja. Den som vill avslå röstar nej.\nUtfallet blir 9 ja-röster, 4 nej-röster och 1 som avstår.",
        (9, 4, 1),
    ),
    "ledamöter who vote": ("Vid omröstningen röstar 6 ledamöter ja och 5 ledamöter nej.", (6, 5, None)),
    "with a dash": ("Kommunstyrelsen beslutar efter votering 8–5 att bifalla förslaget.", (8, 5, None)),
    "with figures against each other": ("Förslaget bifalls med 8 röster mot 5.", (8, 5, None)),
    "words": ("Med åtta ja-röster mot fem nej-röster bifalls förslaget.", (8, 5, None)),
    "a table with a column of figures": (
        """
Röst      Antal    Innebörd
Ja        11       bifall till förslaget
Nej       3        avslag enligt Per Linds yrkande
Avstår    1        Li Wu (MP)
""",
        (11, 3, 1),
    ),
    "figures under their columns": (
        """
Ja        Nej       Avstår    Frånvarande
31        28        2         0
""",
        (31, 28, 2),
    ),
    "figures by party": (
        """
Parti     Ja        Nej       Avstår
S         12        0         0
M         9         1         0
SD        0         7         0
V         0         0         3
""",
        (21, 8, 3),
    ),
    "figures by party with a sum": (
        """
Parti     Ja        Nej       Avstår
S         12        0         0
SD        0         7         1
Summa     12        7         1
""",
        (12, 7, 1),
    ),
    "names with marks, and a sum without a figure for those who abstain": (
        """
Med 3 ja-röster mot 1 nej-röst bifalls förslaget.

Ledamot                  Parti   Ja     Nej    Avstår
Anna Berg                S       X
Bo Ek                    M       X
Eva Dahl                 V       X
Per Lind                 SD             X
Summa                            3      1
""",
        (3, 1, None),
    ),
    "lines": ("Ja-röster: 8\nNej-röster: 5\nAvstår: 1\nFrånvarande: 1", (8, 5, 1)),
    "by name in sentences": (f"{NAMES} röstar ja.\nPer Lind (SD) och Siv Tun (SD) röstar nej.\nLi Wu (MP) avstår.", (3, 2, 1)),
    "by name behind a colon": (f"Ja: {NAMES}\nNej: Per Lind (SD), Siv Tun (SD)", (3, 2, None)),
    "by name behind av": (f"Ja-röst avges av {NAMES}.\nNej-röst avges av Per Lind (SD) och Siv Tun (SD).", (3, 2, None)),
    "by name under labels": (
        "Följande röstar ja:\nAnna Berg (S)\nBo Ek (M)\nEva Dahl (V)\n\nFöljande röstar nej:\nPer Lind (SD)\nSiv Tun (SD)",
        (3, 2, None),
    ),
    "names with marks": (
        """
Ledamot                  Ja     Nej    Avstår
Anna Berg (S)            X
Bo Ek (M)                X
Per Lind (SD)                   X
Li Wu (MP)                             X
""",
        (2, 1, 1),
    ),
    "names with words": (
        """
Namn                  Parti     Röst
Anna Berg             S         Ja
Bo Ek                 M         Ja
Per Lind              SD        Nej
Li Wu                 MP        Avstår
""",
        (2, 1, 1),
    ),
    "the chair's casting vote": (
        "Omröstningen utfaller med 7 ja-röster och 7 nej-röster. Ordföranden har utslagsröst och förslaget bifalls.",
        (7, 7, None),
    ),
    "a preparatory vote first": (
        """
Ordföranden meddelar att en förberedande omröstning ska avgöra vilket yrkande som blir motförslag i huvudomröstningen.
6 ledamöter röstar ja och 4 röstar nej. Per Linds yrkande har därmed utsetts till motförslag.

Huvudomröstning
Ja-röst för bifall, nej-röst för avslag.
Med 9 ja-röster mot 4 nej-röster bifalls förslaget.
""",
        (9, 4, None),
    ),
    "a vote on when to decide first": (
        """
Ja-röst för att ärendet ska avgöras i dag, nej-röst för återremiss.
Med 10 ja-röster mot 3 nej-röster avgörs ärendet i dag.
Därefter: Ja-röst för bifall till förslaget, nej-röst för avslag.
Med 9 ja-röster mot 4 nej-röster bifalls förslaget.
""",
        (9, 4, None),
    ),
    "a vote on when to decide only": ("Med 8 ja-röster mot 5 nej-röster beslutar styrelsen att ärendet ska avgöras i dag.", None),
    "the way to vote without a result": ("Ja-röst innebär bifall till förslaget. Nej-röst innebär avslag.", None),
}


@pytest.mark.parametrize(("told", "expected"), VOTES.values(), ids=VOTES.keys())
def test_the_vote_is_on_the_decision(told: str, expected: tuple[int, int, int | None] | None) -> None:
    rows = in_minutes(DEMANDS + "\n" + told.strip("\n") + DECISION)
    decided = [(r["votes_for"], r["votes_against"], r["votes_abstained"]) for r in rows if r["stage"] == "decided"]
    assert decided == [expected or (None, None, None)]


def test_a_vote_on_when_to_decide_is_on_the_demand_to_refer_back() -> None:
    told, _ = VOTES["a vote on when to decide first"]
    rows = in_minutes(DEMANDS + "\n" + told.strip("\n") + DECISION)
    assert [(r["action"], r["votes_for"]) for r in rows if r["votes_for"] is not None] == [("refer_back", 10), ("renew", 9)]


def test_a_list_at_the_end_of_the_minutes_names_its_own_section() -> None:
    table = """
\fOmröstningslista nr 1
§ 11. Dagordningen

Namn                  Parti     Ja     Nej    Avstår
Anna Berg             S         X
Bo Ek                 M         X
Per Lind              SD               X
"""
    facts = decision_facts(MINUTES.format(body="Kommunstyrelsen") + DECISION.strip() + AFTER + table)
    assert [(f.case, f.values["votes_for"]) for f in facts if f.values["votes_for"] is not None] == [(0, 2)]


RESERVATIONS = {
    "with letters": ("Per Lind (SD) och Siv Tun (SD) reserverar sig mot beslutet.", ["SD"]),
    "small letters": ("Bo Ek (m) och Kai Holm (kd) reserverar sig mot beslutet.", ["M", "KD"]),
    "letters between commas": ("Bo Ek, m, och Kai Holm, kd, reserverar sig mot beslutet.", ["M", "KD"]),
    "for one's own demand": ("Per Lind (SD) reserverar sig mot beslutet till förmån för eget yrkande.", ["SD"]),
    "for another's demand": ("Kai Holm (KD) reserverar sig till förmån för Per Linds (SD) yrkande.", ["KD"]),
    "the verb first": ("Mot beslutet reserverar sig Per Lind (SD) och Kai Holm (KD).", ["SD", "KD"]),
    "the verb parted": ("Mot beslutet reserverade Per Lind (SD) och Kai Holm (KD) sig skriftligt.", ["SD", "KD"]),
    "all of one party": ("Per Lind och Siv Tun (båda SD) reserverar sig mot beslutet.", ["SD"]),
    "all of another": ("Bo Ek, Rut Alm och Kai Holm (alla M) reserverar sig mot beslutet.", ["M"]),
    "parties by name": ("Moderaterna och Kristdemokraterna reserverar sig mot beslutet.", ["M", "KD"]),
    "groups": ("SD-gruppen reserverar sig mot beslutet.", ["SD"]),
    "groups in small letters": ("Samtliga ledamöter i m-gruppen reserverar sig mot beslutet.", ["M"]),
    "groups put together": ("M-, C- och KD-grupperna reserverar sig mot beslutet.", ["M", "C", "KD"]),
    "members of parties put together": ("Mot beslutet reserverar sig s-, v- och mp-ledamöterna.", ["S", "V", "MP"]),
    "genitive of letters": ("SD:s ledamöter reserverar sig mot beslutet.", ["SD"]),
    "a noun": ("Skriftlig reservation mot beslutet lämnas av Per Lind (SD), bilaga 1.", ["SD"]),
    "handed in": ("Per Lind (SD) lämnar in en skriftlig reservation.", ["SD"]),
    "a name without letter that stands with one elsewhere": ("Per Lind reserverar sig skriftligen mot beslutet (bilaga 1).", ["SD"]),
    "a heading over names": ("Reservationer\nPer Lind (SD)\nKai Holm (KD)", ["SD", "KD"]),
    "a heading over a name and a group": ("Reservation\nPer Lind (SD) och övriga ledamöter i SD-gruppen", ["SD"]),
    "several in one matter": (
        "Per Lind (SD) reserverar sig mot beslutet.\nKai Holm (KD) reserverar sig mot beslutet till förmån för eget yrkande.",
        ["SD", "KD"],
    ),
    "a local party": ("Per Lind (LPV) reserverar sig mot beslutet.", ["LPV"]),
    "a special statement": ("Per Lind (SD) lämnar ett särskilt yttrande.", []),
    "a note to the minutes": ("Per Lind (SD) lämnar en protokollsanteckning.", []),
    "no part in the decision": ("Per Lind (SD) deltar inte i beslutet.", []),
    "a conflict of interest": ("Per Lind (SD) anmäler jäv och deltar inte i handläggningen.", []),
    "the right to do so later": ("Per Lind (SD) anmäler att gruppen har rätt att reservera sig i fullmäktige.", []),
    "no reservation": ("Per Lind (SD) reserverar sig inte mot beslutet.", []),
    "money set aside": ("Kommunen reserverar sig inte för ökade kostnader. Medel reserveras för Per Linds (SD) förslag.", []),
}


@pytest.mark.parametrize(("told", "expected"), RESERVATIONS.values(), ids=RESERVATIONS.keys())
def test_who_dissents(told: str, expected: list[str]) -> None:
    rows = in_minutes(DEMANDS + DECISION + "\n\n" + told)
    assert [list(r["reservations"]) for r in rows if r["action"] == "renew"] == [expected]
