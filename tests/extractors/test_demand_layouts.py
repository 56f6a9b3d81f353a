"""Who moves, seconds, dissents, verifies the minutes or has brought a motion, in the wordings of running text."""

from __future__ import annotations

import pytest
from party_documents import people
from test_attendance_layouts import HEAD, everybody

COVER = """Beslutande   Frida Nordlöf (S), ordförande
             Karin Ström (V)
             Olle Hed (C)
             Nils Berg (M)
             Gun Torn (KD)

§ 12 Samarbetsavtal med Weihai, Kina

Ärendet

Kommunen har ett avtal med Weihai.

"""
DECISION = "\n\nKommunstyrelsens beslut\n\nAvtalet förnyas.\n"

TOLD = {
    "Karin Ström (V) yrkar avslag på förslaget.": "mover: Karin Ström V",
    "Av Karin Ström (V) yrkas att ärendet bordläggs.": "mover: Karin Ström V",
    "Bifall till förslaget yrkas av Olle Hed (C).": "mover: Olle Hed C",
    "Yrkanden\n\n- Karin Ström (V): Avslag\n- Olle Hed (C): Bifall": "mover: Karin Ström V, Olle Hed C",
    "Yrkanden\n\nKarin Ström (V), Olle Hed (C): Bifall till förslaget.": "mover: Karin Ström V, Olle Hed C",
    "Yrkanden\n\nKarin Ström (V) och Olle Hed (C)\n- Bifall till förslaget.": "mover: Karin Ström V, Olle Hed C",
    "Yrkanden\n\n1) bifall till förslaget (Nils Berg),\n2) avslag på förslaget (Karin Ström).": "mover: Nils Berg M, Karin Ström V",
    "I ärendet yttrar sig Nils Berg (M), Karin Ström (V), som yrkar avslag, samt Olle Hed (C).": "mover: Karin Ström V",
    "Förslag under sammanträdet\n\nNils Berg (M) föreslår att motionen bifalls.": "mover: Nils Berg M",
    "Olle Hed (C) föreslår bifalla motionen.": "mover: Olle Hed C",
    "Nils Berg föreslår avslag på ärendet.": "mover: Nils Berg M",
    "Nils Berg (M) yrkar med instämmande av Gun Torn (KD) bifall till förslaget.": "mover: Nils Berg M, Gun Torn KD",
    "Nils Berg (M) yrkar, med bifall av Gun Torn (KD), att motionen avslås.": "mover: Nils Berg M, Gun Torn KD",
    "Nils Berg, m, och Gun Torn, kd, yrkar i första hand återremiss.": "mover: Nils Berg M, Gun Torn KD",
    "Nils Berg (M) yrkar bifall till Karin Ströms (V) yrkande.": "mover: Nils Berg M",
    "Karin Ström (V) biträder förslaget och Olle Hed (C) instämmer i yrkandet.": "mover: Karin Ström V, Olle Hed C",
    "För Vänsterpartiet yrkar Karin Ström bifall till motionen.": "mover: Karin Ström V",
    "Ordföranden Frida Nordlöf (S) yrkar bifall till förslaget.": "mover: Frida Nordlöf S",
    "Karin Ström (V) yttrar sig. Olle Hed (C) begär replik.": "",
    "Ordföranden ställer proposition på Karin Ströms (V) yrkande och finner att det avslås.": "",
    "Karin Ström (V) föreslår i en motion att kommunen avslutar avtalet.": "proposer: Karin Ström V",
    "Motion 2004:16 av Karin Ström (V) om vänorter": "proposer: Karin Ström V",
    "Motion om nya vänorter, väckt av Karin Ström (V)": "proposer: Karin Ström V",
    "Svar på motion från Karin Ström (V) och Olle Hed (C) om vänorter": "proposer: Karin Ström V, Olle Hed C",
    "I en motion, inlämnad 30/8-24, tar Karin Ström (V) och Nils Berg (M) upp frågan.": "proposer: Karin Ström V, Nils Berg M",
    "I motionen yrkar Karin Ström (V) och Anna Lena von Essen (FP) att kommunen söker en vänort.": (
        "proposer: Karin Ström V, Anna Lena von Essen FP"
    ),
    "Karin Ström (V) lämnade 2019-05-03 in en motion. Däri föreslås att kommunen säger upp avtalet.": "proposer: Karin Ström V",
    "Yrkande om bifall till förslaget framställs av Olle Hed (C) och Karin Ström (V).": "mover: Olle Hed C, Karin Ström V",
    "Olle Hed (C) framställer yrkande om avslag.": "mover: Olle Hed C",
    "Utse Olle Hed (C) att justera protokollet.": "adjuster: Olle Hed C",
    "Karin Ström (V) m.fl. har väckt en motion om vänorter.": "proposer: Karin Ström V",
    "Vänsterpartiet genom Karin Ström har lämnat in en motion om vänorter.": "proposer: Karin Ström V",
    "Mot beslutet reserverar sig Karin Ström och Olle Hed.": "dissenter: Karin Ström V, Olle Hed C",
    "Karin Ström (V) och Gun Torn (KD) reserverar sig till förmån för Nils Bergs (M) yrkande.": "dissenter: Karin Ström V, Gun Torn KD",
    "Karin Ström och Tova Lund (båda V) reserverar sig mot beslutet.": "dissenter: Karin Ström V, Tova Lund V",
    "Karin Ström (V) lämnar en protokollsanteckning.": "",
    "Karin Ström (V) anmäler jäv och deltar inte i beslutet.": "",
    "Utses Gun Torn att jämte ordföranden justera protokollet.": "adjuster: Gun Torn KD",
    "Att jämte ordföranden justera dagens protokoll utsågs Gun Torn.": "adjuster: Gun Torn KD",
    "Till att justera protokollet väljs Gun Torn (KD) med Olle Hed (C) som ersättare.": "adjuster: Gun Torn KD",
}
ROLES = ("mover", "dissenter", "proposer", "adjuster")


@pytest.mark.parametrize(("told", "expected"), TOLD.items(), ids=TOLD.keys())
def test_who_does_what(told: str, expected: str) -> None:
    assert people(HEAD + COVER + told + DECISION, *ROLES) == everybody(expected)


def test_a_place_at_the_end_of_a_title_is_no_first_name() -> None:
    text = HEAD + COVER.partition("Ärendet")[0] + "Nils Berg (M) yrkar avslag.\n" + DECISION
    assert people(text, "mover") == {("Nils Berg", "mover", "M")}
