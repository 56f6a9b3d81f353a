"""Who moved a motion or proposal, handled the matter or signed the paper."""

from __future__ import annotations

import pytest
from party_documents import people

MINUTES = """
Lidköpings kommun
Kommunfullmäktige
SAMMANTRÄDESPROTOKOLL
Sammanträdesdatum 2021-03-10

§ 30 Fler träd i staden

{}

Kommunfullmäktiges beslut

Motionen avslås.

§ 31 Information

Kommunfullmäktiges beslut

Informationen noteras.
"""


@pytest.mark.parametrize(
    ("sentence", "proposers"),
    [
        ("Motion av Anna Ek (S) och Bo Ek (M) om fler träd", {"Anna Ek", "Bo Ek"}),
        ("Svar på Anna Eks (S) och Bo Eks (M) motion om fler träd", {"Anna Ek", "Bo Ek"}),
        ("Svar på motion från Anna Ek (S) om fler träd", {"Anna Ek"}),
        ("Anna Ek (S) och Bo Ek (M) har i en motion, väckt den 3 maj 2020, föreslagit fler träd.", {"Anna Ek", "Bo Ek"}),
        ("Anna Ek (S) väckte motionen vid sammanträdet i maj.", {"Anna Ek"}),
        ("Vid sammanträdet 2020-05-03, § 27, väckte Anna Ek (S) rubricerad motion.", {"Anna Ek"}),
        ("Anna Ek (S) har den 3 maj 2020 lämnat in en motion om fler träd.", {"Anna Ek"}),
        ("I en motion, väckt den 3 maj 2020, föreslår Anna Ek (S) fler träd.", {"Anna Ek"}),
        ("Den av Anna Ek och Bo Ek väckta motionen behandlas.", {"Anna Ek", "Bo Ek"}),
        ("Medborgarförslag från Anna Ek om en ny lekplats", {"Anna Ek"}),
        ("Anna Ek har lämnat ett medborgarförslag om en ny lekplats.", {"Anna Ek"}),
        ("Anna Ek (S) har ställt en interpellation till ordföranden Bo Ek (M).", {"Anna Ek"}),
        ("Motionär: Anna Ek (S)", {"Anna Ek"}),
        ("Anna Ek (S) yrkar bifall till motionen.", set()),
        ("Anna Ek (S) lämnar ett särskilt yttrande över motionen.", set()),
        ("Ordföranden Anna Ek (S) ställer proposition på bifall till motionen.", set()),
    ],
)
def test_proposers_told_in_text(sentence: str, proposers: set[str]) -> None:
    assert {name for name, _, _ in people(MINUTES.format(sentence), "proposer")} == proposers


MOTION = """
Lidköpings kommun
Kommunfullmäktige

Motion

Fler träd i Lidköping

Staden behöver fler träd. De ger skugga om sommaren, dämpar bullret från trafiken och tar hand om regnvattnet när det
öser ned. I flera andra städer har man planterat tusentals nya träd under de senaste åren och det borde vi också göra.

Jag yrkar

att kommunen planterar hundra träd varje år.

{}
"""


@pytest.mark.parametrize(
    ("signature", "proposers"),
    [
        ("Lidköping den 3 maj 2021\n\nAnna Ek (V)", {("Anna Ek", "V")}),
        ("Anna Ek (V)            Bo Ek (C)", {("Anna Ek", "V"), ("Bo Ek", "C")}),
        ("Anna Ek (v)            Bo Ek (c)\nledamot                ersättare", {("Anna Ek", "V"), ("Bo Ek", "C")}),
        ("Anna Ek (V), Bo Ek (C) och Cia Ek (M)", {("Anna Ek", "V"), ("Bo Ek", "C"), ("Cia Ek", "M")}),
        ("____________________   __________________\nAnna Ek (V)            Bo Ek (V)", {("Anna Ek", "V"), ("Bo Ek", "V")}),
        ("Anna Ek\nVänsterpartiet", {("Anna Ek", "V")}),
        ("Anna Ek, Centerpartiet", {("Anna Ek", "C")}),
        ("För Vänsterpartiet\n\nAnna Ek\nBo Ek", {("Anna Ek", "V"), ("Bo Ek", "V")}),
    ],
)
def test_signatures_of_a_motion(signature: str, proposers: set[tuple[str, str | None]]) -> None:
    found = people(MOTION.format(signature))
    assert {(name, party) for name, role, party in found if role == "proposer"} == proposers
    assert {role for _, role, _ in found} == {"proposer"}


REPORT = """
Lidköpings kommun
Kommunstyrelsens kontor
TJÄNSTESKRIVELSE
2015-03-02
Dnr KS 2015/88

{head}

Kommunstyrelsen

Nytt samarbetsavtal med vänorten Qingyuan

Förslag till beslut

Kommunstyrelsen beslutar att godkänna samarbetsavtalet.

Ärendebeskrivning

Kommunen har sedan 2008 ett vänortsavtal med Qingyuan i Kina. Ett nytt samarbetsavtal föreslås för åren 2016 till 2019,
och kontoret bedömer att det är till nytta för skolorna i kommunen och för näringslivet i Lidköping med omnejd.

{tail}
"""


@pytest.mark.parametrize(
    "head",
    [
        "Handläggare\nMalin Öst\nTelefon 0510-77 00 00",
        "Vår handläggare: Malin Öst, utredare, 0510-77 00 00",
        "Datum          Handläggare            Telefon\n2015-03-02     Malin Öst              0510-77 00 00",
        "Handläggare    Malin Öst",
        "Malin Öst, 0510-77 00 00",
        "Malin Öst\nutvecklingsstrateg",
        "Malin Öst\nmalin.ost@lidkoping.se",
    ],
)
def test_case_officers(head: str) -> None:
    assert people(REPORT.format(head=head, tail="")) == {("Malin Öst", "case_officer", None)}


@pytest.mark.parametrize(
    ("tail", "signatories"),
    [
        ("Per Gran\nKommundirektör\n\nMalin Öst\nUtvecklingsstrateg", {"Per Gran", "Malin Öst"}),
        ("Per Gran              Malin Öst\nt.f. kommunchef       utredare", {"Per Gran", "Malin Öst"}),
        ("Kommunstyrelsens ordförande\nFrida Nordlöf (S)", {"Frida Nordlöf"}),
        ("Frida Nordlöf (S)\nKommunstyrelsens ordförande", {"Frida Nordlöf"}),
        ("Malin Öst, utvecklingsstrateg", {"Malin Öst"}),
        ("Underskrift\n\nMalin Öst", {"Malin Öst"}),
        (
            "Kommunstyrelsen bemyndigar ordföranden Frida Nordlöf (S) och kommundirektör Per Gran att underteckna avtalet.",
            {"Frida Nordlöf", "Per Gran"},
        ),
        ("Avtalet undertecknades i Qingyuan av kommunalrådet Frida Nordlöf (S).", {"Frida Nordlöf"}),
        ("Ordföranden får i uppdrag att underteckna avtalet.", set()),
        ("Beslutet skickas till\n\nMalin Öst, utredare\nPer Gran, kommundirektör", set()),
    ],
)
def test_signatories(tail: str, signatories: set[str]) -> None:
    found = people(REPORT.format(head="", tail=tail))
    assert {name for name, role, _ in found if role == "signatory"} == signatories
    assert not {role for _, role, _ in found} & {"chair", "member"}


INTERPELLATION = """
Lidköpings kommun
Kommunfullmäktige

Interpellation till kommunstyrelsens ordförande om vänorten Qingyuan

Kommunen har ett vänortsavtal med Qingyuan. Det är svårt att se vad avtalet har gett under de senaste åren, och därför vill
jag fråga vad som har gjorts och vad det har kostat.

Lidköping den 3 maj 2021

Anna Ek (C)
"""


def test_the_one_who_signs_an_interpellation() -> None:
    assert people(INTERPELLATION) == {("Anna Ek", "proposer", "C")}


def test_an_official_signs_the_answer_to_a_citizen_proposal() -> None:
    text = REPORT.format(head="", tail="Per Gran\nkommundirektör").replace(
        "Nytt samarbetsavtal med vänorten Qingyuan", "Svar på medborgarförslag från Anna Ek om vänorten Qingyuan"
    )
    assert people(text) == {("Anna Ek", "proposer", None), ("Per Gran", "signatory", None)}


AGREEMENT = """
Samarbetsavtal

mellan

Lidköpings kommun, Sverige

och

Qingyuans stad, Folkrepubliken Kina

Parterna vill genom detta avtal utveckla sitt samarbete till ömsesidig nytta för invånarna i de båda städerna under de
kommande åren. Avtalet gäller från och med den 1 januari 2016 till och med den 31 december 2019 och kan därefter förlängas.

{}
"""


@pytest.mark.parametrize(
    "signatures",
    [
        "För Lidköpings kommun           För Qingyuans stad\n\n"
        "_____________________           ______________________\n"
        "Frida Nordlöf                   Zhao Lihua\n"
        "Kommunstyrelsens ordförande     Borgmästare",
        "Lidköping den 3 maj 2015\n\nFör Lidköpings kommun\n\n........................\nFrida Nordlöf\n\n"
        "För Qingyuans stad\n\n........................\nZhao Lihua",
    ],
)
def test_those_who_sign_an_agreement(signatures: str) -> None:
    assert people(AGREEMENT.format(signatures)) == {("Frida Nordlöf", "signatory", None), ("Zhao Lihua", "signatory", None)}
