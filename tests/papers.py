"""Invented papers that several tests read."""

from __future__ import annotations

EXTRACT = """FALUNS KOMMUN
Kommunstyrelsen
PROTOKOLLSUTDRAG
Sammanträdesdatum 2021-03-09

§ 31
Vänortsavtal med Kunshan
Dnr KS 2021/88

Beslut
Kommunstyrelsen beslutar att anta avtalet.
"""

PROLONGED = """Trosa kommun
Kommunstyrelsen
Sammanträdesprotokoll
Sammanträdesdatum 2021-03-15

§ 14 Vänortsavtal med Paide
Dnr KS 2021/77

Kommunstyrelsen beslutar
att förlänga vänortsavtalet med Paide i Estland till och med 2025.

Bakgrund
Avtalet med Paide undertecknades 1994.
"""
