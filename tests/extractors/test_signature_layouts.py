"""Who handles, signs or moves a paper by its head and its end, in the layouts of reports, motions, agreements and letters."""

from __future__ import annotations

import pytest
from party_documents import people
from test_attendance_layouts import everybody

REPORT = """
Tierps kommun                                   TJÄNSTESKRIVELSE
Kommunledningskontoret                          2018-02-26
{head}
                                                Kommunstyrelsen

Samarbetet med Weihai, Kina

Förslag till beslut

Kommunstyrelsen beslutar att avtalet med Weihai förlängs till och med 2022.

Ärendet

Kommunen har samarbetat med Weihai sedan 2012. Avtalet löper ut vid årets slut. Samarbetet har gett skolor
och företag nya kontakter och kostar lite. Kontoret bedömer att det bör fortsätta på samma sätt som hittills.

{end}
"""
MOTION = """
Motion till kommunfullmäktige i Tierp

Ny vänort i Estland

Tierp har inte haft någon vänort på många år. Unga i kommunen har därför svårt att få kontakter i andra länder.
Andra kommuner i länet har vänorter och har bara goda erfarenheter av det.

Därför yrkar vi

att kommunen söker en vänort i Estland.

Tierp den 3 maj 2019

{end}
"""
AGREEMENT = """
SAMARBETSAVTAL

mellan Tierps kommun och Weihai, Folkrepubliken Kina

1. Parterna ska utbyta erfarenheter av miljöteknik och utbildning. De ska också ge skolor och företag tillfälle att
mötas, och varje år hålla ett möte om hur arbetet fortskrider.

2. Avtalet gäller från och med den 1 januari 2018 till och med den 31 december 2022.

3. Avtalet har upprättats i två exemplar, av vilka parterna tagit var sitt.

{end}
"""
HEADS = {
    "label over": "Handläggare\nEva Sand, utvecklingsstrateg\n0293-21 80 00",
    "label before": "Handläggare: Eva Sand",
    "title and name under the label": "Handläggare\nUtvecklare Eva Sand\nTelefon 0293-21 80 00",
    "contact": "Kontaktperson: Eva Sand, tfn 0293-21 80 00",
    "our case officer": "Vår handläggare              Ert datum\nEva Sand                     2018-01-15",
    "investigator": "Utredare\nEva Sand",
    "e-mail": "Eva Sand\neva.sand@tierp.se",
    "alone": "Eva Sand                                        Dnr KS 2018/101",
    "referent": "Referens\nEva Sand",
    "author": "Författare: Eva Sand",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS.keys())
def test_case_officers(head: str) -> None:
    assert people(REPORT.format(head=head, end="")) == {("Eva Sand", "case_officer", None)}


REPORT_ENDS = {
    "names over titles": ("Peter Lind                    Eva Sand\nKommundirektör                Utvecklare", "Peter Lind -, Eva Sand -"),
    "names over titles, set by tabs": ("Peter Lind    Eva Sand\n\nVikarierande kommundirektör    Utvecklare", "Peter Lind -, Eva Sand -"),
    "one name": ("Peter Lind\nkommunchef", "Peter Lind -"),
    "dotted lines": ("..............................\nPeter Lind\nKommundirektör", "Peter Lind -"),
    "name and title on a line": ("Peter Lind, kommundirektör", "Peter Lind -"),
    "capital name": ("PETER LIND\nKommundirektör", "PETER LIND -"),
    "on behalf of the board": ("På kommunstyrelsens vägnar\n\nFrida Nordlöf                 Eva Sand", "Frida Nordlöf -, Eva Sand -"),
    "on behalf of the board, slash": ("På kommunstyrelsens vägnar\n\nFrida Nordlöf / Eva Sand", "Frida Nordlöf -, Eva Sand -"),
    "chair of the board": ("Frida Nordlöf (S)\nKommunstyrelsens ordförande", "Frida Nordlöf S"),
    "nobody": ("Beslutet skickas till\nEva Sand, utvecklingsstrateg\nNäringslivskontoret", ""),
    "a street and a square": ("Stora Torget 3\n815 80 Tierp", ""),
}


@pytest.mark.parametrize(("end", "expected"), REPORT_ENDS.values(), ids=REPORT_ENDS.keys())
def test_signatories_of_reports(end: str, expected: str) -> None:
    assert people(REPORT.format(head="", end=end)) == everybody(f"signatory: {expected}" if expected else "")


MOTION_ENDS = {
    "one with a letter": ("Karin Ström (V)", "Karin Ström V"),
    "lines": ("Karin Ström (V)\nOlle Hed (C)", "Karin Ström V, Olle Hed C"),
    "side by side": ("Karin Ström (V)              Olle Hed (C)", "Karin Ström V, Olle Hed C"),
    "party under the name": (
        "Karin Ström                  Olle Hed\nVänsterpartiet               Centerpartiet (C)",
        "Karin Ström V, Olle Hed C",
    ),
    "a local party under the name": (
        "Karin Ström                  Olle Hed\nTierps Framtid (TIF)         Centerpartiet",
        "Karin Ström TIF, Olle Hed C",
    ),
    "for the party": ("För Vänsterpartiet\n\nKarin Ström", "Karin Ström V"),
    "for the party's group": ("För Vänsterpartiets fullmäktigegrupp\n\nKarin Ström, gruppledare", "Karin Ström V"),
    "a line with all": ("Karin Ström (V), Olle Hed (C) och Nils Berg (M)", "Karin Ström V, Olle Hed C, Nils Berg M"),
    "name and party": ("Karin Ström, Vänsterpartiet", "Karin Ström V"),
    "small letter between commas": ("Karin Ström, v", "Karin Ström V"),
    "dotted": ("....................................\nKarin Ström (V)", "Karin Ström V"),
}


@pytest.mark.parametrize(("end", "expected"), MOTION_ENDS.values(), ids=MOTION_ENDS.keys())
def test_movers_who_sign_a_motion(end: str, expected: str) -> None:
    assert people(MOTION.format(end=end)) == everybody(f"proposer: {expected}")


AGREEMENT_ENDS = {
    "for the parties": (
        "För Tierps kommun                       För Weihai\n\n\n..............................          ..............................\n"
        "Frida Nordlöf                           Li Guoqiang\nkommunstyrelsens ordförande             borgmästare",
        "Frida Nordlöf -, Li Guoqiang -",
    ),
    "dotted lines over names": (
        "Tierp den                               Weihai den\n\n..............................          ..............................\n"
        "Frida Nordlöf                           Li Guoqiang",
        "Frida Nordlöf -, Li Guoqiang -",
    ),
    "under each other": (
        "För Tierps kommun\n\n______________________\nFrida Nordlöf\n\nFör Weihai\n\n______________________\nLi Guoqiang",
        "Frida Nordlöf -, Li Guoqiang -",
    ),
}


@pytest.mark.parametrize(("end", "expected"), AGREEMENT_ENDS.values(), ids=AGREEMENT_ENDS.keys())
def test_signatories_of_agreements(end: str, expected: str) -> None:
    assert people(AGREEMENT.format(end=end)) == everybody(f"signatory: {expected}")
