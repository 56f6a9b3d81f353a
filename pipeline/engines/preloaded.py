"""Loads what every document needs (lexicons, patterns, the place names) by reading a paper that has something for each extractor.

Imported by the process that worker processes are forked from: each of them then has it from its first document on, without the seconds
of loading and without memory of its own.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import Final

from pipeline.document import InputItem
from pipeline.engines.worker import keep_loaded, packed
from pipeline.privacy.policy import Mode, Policy
from pipeline.privacy.rows import redact
from pipeline.process import process

_PAPER: Final = """\
Eskilstuna kommun                                        SAMMANTRÄDESPROTOKOLL
Kommunstyrelsen                                          2019-03-14                    Sida 1 av 2

Plats och tid         Stadshuset, kl. 13.00–15.20
Beslutande            Anna Hallgren (S), ordförande
                      Bo Ekdal (M)
                      Eva Dahlin (V) tjänstgör för Nils Brunn (C)
Övriga närvarande     Karin Sund, kommundirektör
Justerare             Bo Ekdal
Justeringens plats och tid: Stadshuset den 20 mars 2019, tel. 016-000 00 00, namn@example.se

§ 41   Samarbetsavtal med Wuxi, Kina                      Dnr KS 2019/12

Kommunstyrelsens beslut
1. Samarbetsavtalet med Wuxi i Kina förlängs till och med den 31 december 2022.
2. Kommunledningskontoret får i uppdrag att redovisa utbytet av studenter senast i juni 2021.

Reservation
Eva Dahlin (V) reserverar sig mot beslutet till förmån för eget yrkande.

Sammanfattning av ärendet
Kommunfullmäktige beslutade den 12 maj 2009, § 61, att teckna ett vänortsavtal med Wuxi, Kina. Avtalet mellan Eskilstuna kommun och
Wuxi gäller miljöteknik, utbildning, kultur och näringsliv under perioden 2015–2019 och har lett till att två företag har etablerat sig
i Eskilstuna. Utbytet kostade 250 000 kronor under 2018. Samarbetet med vänorten Tartu i Estland har avslutats eftersom intresset
minskat. Läget för de mänskliga rättigheterna har diskuterats. Yttranden har kommit in från Länsstyrelsen i Södermanlands län och
Polismyndigheten. Kommunledningskontoret anser att avtalet bör sägas upp på grund av kostnaderna och den politiska utvecklingen.

Yrkanden
Bo Ekdal (M) yrkar bifall till kommunledningskontorets förslag. Eva Dahlin (V) yrkar att avtalet med Wuxi sägs upp.

Beslutsgång
Ordföranden ställer förslagen mot varandra och finner att kommunstyrelsen beslutar enligt kommunledningskontorets förslag.
Omröstning begärs. Ja-röst för bifall, nej-röst för avslag. Med 8 ja-röster mot 3 nej-röster beslutar kommunstyrelsen att bifalla
förslaget.

Beslutsunderlag
• Tjänsteskrivelse den 4 februari 2019
• Protokollsutdrag § 12, arbetsutskottet den 19 februari 2019

Beslutet skickas till
Kommunledningskontoret
\f
§ 42   Svar på motion om samarbete med Taipei             Dnr KS 2018/77

Arbetsutskottets förslag till kommunstyrelsen
att föreslå kommunfullmäktige besluta
att motionen avslås.

Dan Ek (SD) har i en motion föreslagit att kommunen inleder ett samarbete med Taipei i Taiwan.

SAMARBETSAVTAL
mellan Eskilstuna kommun, nedan kallad kommunen, och staden Wuxi, Kina
1. Syfte
Parterna ska utveckla samarbetet inom miljö och utbildning.
2. Avtalstid
Avtalet gäller från den 1 januari 2019 till den 31 december 2022 och förlängs därefter med ett år i sänder om det inte sägs upp senast
tre månader dessförinnan.
Eskilstuna den 2 april 2019
Anna Hallgren                                             Li Wei
Kommunstyrelsens ordförande                               Borgmästare
"""


def load() -> dict[str, bytes]:
    """Read the paper as a worker reads a document; its rows."""
    data = _PAPER.encode()
    rows = process(InputItem("", ""), data, hashlib.sha256(data).hexdigest(), "off")
    rows["documents"][0]["pipeline_version"] = ""
    return packed(redact(rows, Policy(Mode.drop)))


# A fault is for the first document to show, in the process that reads it.
with suppress(Exception):
    load()
keep_loaded()
