"""Layouts of attendance that the minutes of many municipalities use, each with everybody it tells of.

What is expected is written as ``role: name letter, name letter`` (``-`` for no letter), a line for each role.
"""

from __future__ import annotations

import pytest
from party_documents import BODY, HEAD, people


def everybody(expected: str) -> set[tuple[str, str, str | None]]:
    """The rows that ``expected`` writes down."""
    found = set()
    for line in expected.strip().splitlines():
        role, _, names = line.strip().partition(": ")
        for entry in names.split(", "):
            name, _, letter = entry.rpartition(" ")
            found.add((name, role, None if letter == "-" else letter))
    return found


LAYOUTS = {
    "members and substitutes in one sentence": (
        """
Plats och tid Sessionssalen kl. 09:00-15:20
Beslutande Ledamöter Frida Nordlöf (S), Rolf Ekengren (M), Kerstin Björk (FP) och Lisbet Granqvist (C).
Tjänstgörande ersättare Omar Haddad (V) ersätter Stina Wall (V) §§ 12-13 och Pia Rosén (S) ersätter Nils Tapper (S).
Övriga närvarande ersättare Ulf Åkerman (KD) och Ida Lönn (M).
Tjänstemän Kommundirektör Malin Öst, ekonomichef Per Gran § 12, kommunsekreterare Eva Sand.
Justerande Rolf Ekengren (M)
Underskrifter Sekreterare Eva Sand
Ordförande Frida Nordlöf (S)
Justerande Rolf Ekengren (M)
""",
        """
chair: Frida Nordlöf S
member: Rolf Ekengren M, Kerstin Björk FP, Lisbet Granqvist C
substitute: Omar Haddad V, Pia Rosén S, Ulf Åkerman KD, Ida Lönn M
adjuster: Rolf Ekengren M
secretary: Eva Sand -
""",
    ),
    "two members on a line, flattened": (
        """
Beslutande
Frida Nordlöf (S) ordf Rolf Ekengren (M) 1:e vice ordf
Kerstin Björk (FP) 2:e vice ordf Lisbet Granqvist (C)
Omar Haddad (V) tj.ers. Nils Tapper (S)
Ersättare
Pia Rosén (S) Ulf Åkerman (KD)
""",
        """
chair: Frida Nordlöf S
member: Rolf Ekengren M, Kerstin Björk FP, Lisbet Granqvist C, Nils Tapper S
substitute: Omar Haddad V, Pia Rosén S, Ulf Åkerman KD
""",
    ),
    "members in two columns of cells": (
        """
Beslutande      Frida Nordlöf (S), ordförande      Rolf Ekengren (M)
                Kerstin Björk (FP)                 Lisbet Granqvist (C)
                Nils Tapper (S)                    Omar Haddad (V) tjg ers

Ersättare       Pia Rosén (S)                      Ulf Åkerman (KD)
""",
        """
chair: Frida Nordlöf S
member: Rolf Ekengren M, Kerstin Björk FP, Lisbet Granqvist C, Nils Tapper S
substitute: Omar Haddad V, Pia Rosén S, Ulf Åkerman KD
""",
    ),
    "three columns of cells under a label": (
        """
BESLUTANDE
Frida Nordlöf (S), ordf.     Rolf Ekengren (M)      Kerstin Björk (FP)
Lisbet Granqvist (C)         Nils Tapper (S)        Ida Lönn (M)

ERSÄTTARE
Pia Rosén (S)                Ulf Åkerman (KD)
""",
        """
chair: Frida Nordlöf S
member: Rolf Ekengren M, Kerstin Björk FP, Lisbet Granqvist C, Nils Tapper S, Ida Lönn M
substitute: Pia Rosén S, Ulf Åkerman KD
""",
    ),
    "the party in a column of its own": (
        """
Ledamöter
Frida Nordlöf           S      Ordförande
Rolf Ekengren           M      1:e vice ordförande
Lisbet Granqvist        C

Tjänstgörande ersättare
Omar Haddad             V      ersätter Stina Wall (V)

Ej tjänstgörande ersättare
Pia Rosén               S
Ulf Åkerman             KD
""",
        """
chair: Frida Nordlöf S
member: Rolf Ekengren M, Lisbet Granqvist C
substitute: Omar Haddad V, Pia Rosén S, Ulf Åkerman KD
""",
    ),
    "the party behind a dash or a comma": (
        """
Närvarande ledamöter:
Frida Nordlöf - S, ordförande
Rolf Ekengren - M
Lisbet Granqvist – C

Närvarande ersättare:
Pia Rosén - S
""",
        """
chair: Frida Nordlöf S
member: Rolf Ekengren M, Lisbet Granqvist C
substitute: Pia Rosén S
""",
    ),
    "party groups as headings": (
        """
Beslutande

Socialdemokraterna
Frida Nordlöf, ordförande
Nils Tapper

Moderaterna
Rolf Ekengren
Ida Lönn, tjg ersättare
""",
        """
chair: Frida Nordlöf S
member: Nils Tapper S, Rolf Ekengren M
substitute: Ida Lönn M
""",
    ),
    "small letters of the years before 2006": (
        """
Beslutande        Frida Nordlöf (s), ordförande
                  Rolf Ekengren (m)
                  Kerstin Björk (fp)
                  Hugo Tall (kds)
                  Sune Rask (vpk)
                  Berta Ohlin (nyd)
Ersättare         Pia Rosén (s), tjg för Nils Tapper (s)
                  Ulf Åkerman (mp)
""",
        """
chair: Frida Nordlöf S
member: Rolf Ekengren M, Kerstin Björk FP, Hugo Tall KDS, Sune Rask VPK, Berta Ohlin NYD
substitute: Pia Rosén S, Ulf Åkerman MP
""",
    ),
    "no letters at all": (
        """
Beslutande           Frida Nordlöf, ordförande
                     Rolf Ekengren
                     Lisbet Granqvist
                     Omar Haddad, tjänstgörande ersättare

Övriga deltagande    Malin Öst, kommunchef
                     Eva Sand, sekreterare

Utses att justera    Rolf Ekengren
""",
        """
chair: Frida Nordlöf -
member: Rolf Ekengren -, Lisbet Granqvist -
substitute: Omar Haddad -
adjuster: Rolf Ekengren -
secretary: Eva Sand -
""",
    ),
    "local parties and none": (
        """
Ledamöter
Frida Nordlöf (Lidköpingslistan), ordförande
Rolf Ekengren (LPL)
Lisbet Granqvist (-)
Nils Tapper (partilös)
Ida Lönn (politisk vilde)
Sune Rask (F!)
""",
        """
chair: Frida Nordlöf -
member: Rolf Ekengren LPL, Lisbet Granqvist -, Nils Tapper -, Ida Lönn -, Sune Rask F!
""",
    ),
    "presence for some sections only": (
        """
Beslutande ledamöter
Frida Nordlöf (S), ordförande §§ 12–13
Rolf Ekengren (M), §§ 12, 14–15
Lisbet Granqvist (C), fr.o.m. § 13
Nils Tapper (S), kl. 13.00–15.30
Ida Lönn (M) t.o.m. kl 14.15, § 12
Tjänstgörande ersättare
Omar Haddad (V) för Stina Wall (V), §§ 12–13
Pia Rosén (S) fr o m § 13 för Nils Tapper (S)
""",
        """
chair: Frida Nordlöf S
member: Rolf Ekengren M, Lisbet Granqvist C, Nils Tapper S, Ida Lönn M
substitute: Omar Haddad V, Pia Rosén S
""",
    ),
    "absent members are not present": (
        """
Närvarande:
Frida Nordlöf (S), ordförande
Rolf Ekengren (M)
Lisbet Granqvist (C), frånvarande § 13
Frånvarande:
Nils Tapper (S)
Ida Lönn (M)
""",
        """
chair: Frida Nordlöf S
member: Rolf Ekengren M, Lisbet Granqvist C
""",
    ),
    "chairs by turns": (
        """
Beslutande
Rolf Ekengren (M), ordförande §§ 12–13
Frida Nordlöf (S), ordförande § 14
Lisbet Granqvist (C)

Underskrifter
Sekreterare ......................................
Eva Sand
Ordförande ......................................
Rolf Ekengren §§ 12–13
......................................
Frida Nordlöf § 14
Justerare ......................................
Lisbet Granqvist
""",
        """
chair: Rolf Ekengren M, Frida Nordlöf S
member: Lisbet Granqvist C
secretary: Eva Sand -
adjuster: Lisbet Granqvist C
""",
    ),
    "signatures on one dotted line": (
        """
Underskrifter   Sekreterare ........................................ Paragrafer 12-13
                            Eva Sand
                Ordförande  ........................................
                            Frida Nordlöf
                Justerande  ........................................
                            Rolf Ekengren                Lisbet Granqvist
""",
        """
chair: Frida Nordlöf -
secretary: Eva Sand -
adjuster: Rolf Ekengren -, Lisbet Granqvist -
""",
    ),
    "roles before the names": (
        """
Ledamöter
Ordförande Frida Nordlöf (S)
1:e vice ordförande Rolf Ekengren (M)
2:e vice ordförande Kerstin Björk (L)
Ledamot Lisbet Granqvist (C)
Ersättare Omar Haddad (V)
Övriga
Kommundirektör Malin Öst
Nämndsekreterare Eva Sand
""",
        """
chair: Frida Nordlöf S
member: Rolf Ekengren M, Kerstin Björk L, Lisbet Granqvist C
substitute: Omar Haddad V
secretary: Eva Sand -
""",
    ),
    "surname first": (
        """
Närvarande ledamöter
Nordlöf, Frida (S), ordförande
Ekengren, Rolf (M)
Granqvist, Lisbet (C)
""",
        """
chair: Frida Nordlöf S
member: Rolf Ekengren M, Lisbet Granqvist C
""",
    ),
    "names in capitals": (
        """
BESLUTANDE
FRIDA NORDLÖF (S), ORDFÖRANDE
ROLF EKENGREN (M)
LISBET GRANQVIST (C)
""",
        """
chair: FRIDA NORDLÖF S
member: ROLF EKENGREN M, LISBET GRANQVIST C
""",
    ),
    "names from many lands": (
        """
Beslutande
Ann-Charlotte von Essen (M), ordförande
Zeynep Öz (S)
Ahmed Al-Khafaji (V)
Youssef El Amrani (MP)
Thi Lan Nguyen (C)
Carlos de la Cruz (L)
Jan-Åke af Ugglas (KD)
Maria Lindqvist Ström (S)
Per-Olof E. Hägg (SD)
D'Arcy O'Neill (C)
Şebnem Çelik Aydın (S)
""",
        """
chair: Ann-Charlotte von Essen M
member: Zeynep Öz S, Ahmed Al-Khafaji V, Youssef El Amrani MP, Thi Lan Nguyen C, Carlos de la Cruz L, Jan-Åke af Ugglas KD
member: Maria Lindqvist Ström S, Per-Olof E. Hägg SD, D'Arcy O'Neill C, Şebnem Çelik Aydın S
""",
    ),
    "numbered list": (
        """
Närvarande ledamöter och tjänstgörande ersättare
1. Frida Nordlöf (S), ordförande
2. Rolf Ekengren (M), 1:e vice ordförande
3. Lisbet Granqvist (C)
4. Omar Haddad (V), tjänstgörande ersättare för Stina Wall (V)
""",
        """
chair: Frida Nordlöf S
member: Rolf Ekengren M, Lisbet Granqvist C
substitute: Omar Haddad V
""",
    ),
    "bullets": (
        """
Beslutande:
• Frida Nordlöf (S), ordförande
• Rolf Ekengren (M)
• Omar Haddad (V) för Stina Wall (V)

Ej beslutande ersättare:
• Pia Rosén (S)

Övriga närvarande:
• Malin Öst, kommundirektör
• Per Gran, ekonomichef, § 12
• Eva Sand, sekreterare
""",
        """
chair: Frida Nordlöf S
member: Rolf Ekengren M
substitute: Omar Haddad V, Pia Rosén S
secretary: Eva Sand -
""",
    ),
    "over a page break with furniture": (
        """
Beslutande
Frida Nordlöf (S), ordförande
Rolf Ekengren (M)
\fLidköpings kommun                                                Sida 2 (14)
Kommunstyrelsen
Sammanträdesdatum 2021-03-10

Lisbet Granqvist (C)
Nils Tapper (S)

Ersättare
Pia Rosén (S)
""",
        """
chair: Frida Nordlöf S
member: Rolf Ekengren M, Lisbet Granqvist C, Nils Tapper S
substitute: Pia Rosén S
""",
    ),
    "asterisks mark serving substitutes": (
        """
Beslutande
Frida Nordlöf (S), ordförande
Rolf Ekengren (M)
*Omar Haddad (V)
*Pia Rosén (S), §§ 12–13
* = tjänstgörande ersättare
""",
        """
chair: Frida Nordlöf S
member: Rolf Ekengren M
substitute: Omar Haddad V, Pia Rosén S
""",
    ),
    "who was replaced stands in brackets": (
        """
Beslutande
Frida Nordlöf (S), ordförande
Rolf Ekengren (M)
Tjänstgörande ersättare
Omar Haddad (V) (ersätter Stina Wall)
Pia Rosén (S) (för Nils Tapper)
""",
        """
chair: Frida Nordlöf S
member: Rolf Ekengren M
substitute: Omar Haddad V, Pia Rosén S
""",
    ),
    "elected in brackets behind the label": (
        """
Beslutande (ledamöter)
Frida Nordlöf (S, ordförande)
Rolf Ekengren (M, vice ordförande)
Lisbet Granqvist (C)
Ersättare (ej tjänstgörande)
Pia Rosén (S)
""",
        """
chair: Frida Nordlöf S
member: Rolf Ekengren M, Lisbet Granqvist C
substitute: Pia Rosén S
""",
    ),
    "digital signing page": (
        """
Närvarande
Beslutande
Frida Nordlöf (S), Ordförande
Rolf Ekengren (M), Vice ordförande
Lisbet Granqvist (C)

Detta protokoll är signerat digitalt av
Frida Nordlöf, ordförande
Eva Sand, sekreterare
Lisbet Granqvist, justerare
""",
        """
chair: Frida Nordlöf S
member: Rolf Ekengren M, Lisbet Granqvist C
secretary: Eva Sand -
adjuster: Lisbet Granqvist C
""",
    ),
    "adjusters behind a colon and och": (
        """
Beslutande: Frida Nordlöf (S), ordförande, Rolf Ekengren (M), Lisbet Granqvist (C), Nils Tapper (S)
Utsedda att justera: Rolf Ekengren (M) och Lisbet Granqvist (C), med Nils Tapper (S) som ersättare
Sekreterare: Eva Sand
""",
        """
chair: Frida Nordlöf S
member: Rolf Ekengren M, Lisbet Granqvist C, Nils Tapper S
adjuster: Rolf Ekengren M, Lisbet Granqvist C
secretary: Eva Sand -
""",
    ),
    "a list of presence with ticks": (
        """
Bilaga 1 Närvarolista

Ledamot                Parti   Närvarande   Ersättare
Frida Nordlöf          S       x
Rolf Ekengren          M       x
Lisbet Granqvist       C                    Omar Haddad
Nils Tapper            S       x
""",
        """
member: Frida Nordlöf S, Rolf Ekengren M, Nils Tapper S
substitute: Omar Haddad -
""",
    ),
    "see the list on the next page": (
        """
Beslutande              Enligt förteckning, se sidan 2
Övriga deltagande       Malin Öst, kommundirektör
                        Eva Sand, kommunsekreterare
Utses att justera       Rolf Ekengren (M) och Lisbet Granqvist (C)
Justeringens
plats och tid           Kommunkontoret 2021-03-15 kl. 16.00
\fBeslutande

Ledamöter
Frida Nordlöf (S), ordförande
Rolf Ekengren (M)
Lisbet Granqvist (C)

Tjänstgörande ersättare
Omar Haddad (V), ersättare för Stina Wall (V)
""",
        """
chair: Frida Nordlöf S
member: Rolf Ekengren M, Lisbet Granqvist C
substitute: Omar Haddad V
adjuster: Rolf Ekengren M, Lisbet Granqvist C
secretary: Eva Sand -
""",
    ),
    "letters in small type between commas": (
        """
Beslutande          Frida Nordlöf, s, ordförande
                    Stina Roth, c, vice ordförande
                    Gun Torn, kd, ersätter Gunvor Tall, kd
                    Hugo Tall, fp, §§ 12–13
""",
        """
chair: Frida Nordlöf S
member: Stina Roth C, Hugo Tall FP
substitute: Gun Torn KD
""",
    ),
    "initials for first names": (
        """
Beslutande        K G Abramsson (s), ordf.
                  P.O. Nilsson (m)
                  B-M Sjölund (c)
                  L Å Dahl (v)
""",
        """
chair: K G Abramsson S
member: P.O. Nilsson M, B-M Sjölund C, L Å Dahl V
""",
    ),
    "running list with labels in small letters": (
        """
Närvarande
ledamöter: Frida Nordlöf (S) (ordförande), Rolf Ekengren (M) (vice ordförande), Lisbet Granqvist (C), Carlos Gonzalo (V) och
Magnus Wik (SD),
ersättare: Pia Rosén (S), Ulf Åkerman (KD) och Sven Ros (SPI).
""",
        """
chair: Frida Nordlöf S
member: Rolf Ekengren M, Lisbet Granqvist C, Carlos Gonzalo V, Magnus Wik SD
substitute: Pia Rosén S, Ulf Åkerman KD, Sven Ros SPI
""",
    ),
    "labels over two lines": (
        """
Tjänstgörande         Omar Haddad (V) för Stina Wall (V)
ersättare             Pia Rosén (S) för Nils Tapper (S)

Övriga                Malin Öst, kommundirektör
närvarande            Per Gran, ekonomichef

Utses att
justera               Rolf Ekengren (M)
""",
        """
substitute: Omar Haddad V, Pia Rosén S
adjuster: Rolf Ekengren M
""",
    ),
    "the letter in a column before the name": (
        """
Beslutande      S     Frida Nordlöf, ordf.
                M     Rolf Ekengren
                C     Lisbet Granqvist     tjg ersättare Ida Falk
""",
        """
chair: Frida Nordlöf S
member: Rolf Ekengren M
substitute: Ida Falk C
""",
    ),
    "party groups with letters and marks": (
        """
Närvarande ledamöter

Socialdemokraterna (S)
Frida Nordlöf, ordförande      X
Nils Tapper                    X
Stina Wall                     -

Moderaterna (M)
Rolf Ekengren                  X
""",
        """
chair: Frida Nordlöf S
member: Nils Tapper S, Rolf Ekengren M
""",
    ),
    "all but those named": (
        """
Beslutande         Samtliga ledamöter utom Kjell Heden, Bengt Lund
Tjg suppl          Inge Ryd
Sekreterare        Eva Sand
""",
        """
substitute: Inge Ryd -
secretary: Eva Sand -
""",
    ),
    "not present in words": (
        """
Ledamöter
Frida Nordlöf (S), ordförande
Roland Wester (S), inte närvarande
Rolf Ekengren (M), ej närvarande § 13
Lisbet Granqvist (C), anmält förhinder
""",
        """
chair: Frida Nordlöf S
member: Rolf Ekengren M
""",
    ),
    "one serving substitute with the role before": (
        """
Beslutande
Frida Nordlöf (S), ordförande
Tjg ers Siv Lundberg (KD)
Rolf Ekengren (M)
""",
        """
chair: Frida Nordlöf S
member: Rolf Ekengren M
substitute: Siv Lundberg KD
""",
    ),
    "officials right under the substitutes": (
        """
Ersättare
Pia Rosén (S)
ÖVRIGA NÄRVARANDE
planarkitekt Mikael Löv, förvaltningschef Evert Lund
kommunsekreterare Eva Sand
""",
        """
substitute: Pia Rosén S
secretary: Eva Sand -
""",
    ),
    "a table with columns of presence and of votes": (
        """
Namn                Parti   Närv   Frånv   Ja   Nej   Avst
Frida Nordlöf       S       X              X
Rolf Ekengren       M       X                   X
Anders By           C              X
Lisbet Granqvist    C       X                         X
""",
        """
member: Frida Nordlöf S, Rolf Ekengren M, Lisbet Granqvist C
""",
    ),
    "a roll with the substitute and whom for": (
        """
UPPROPSLISTA

Ledamöter                          Närvaro        Ersättare               Tjänstgör för

Frida Nordlöf (S), ordf            x
Rolf Ekengren (M), 1:e v ordf      x
Stina Wall (V)                     –              Omar Haddad (V)         Stina Wall
Lisbet Granqvist (C)               x
""",
        """
chair: Frida Nordlöf S
member: Rolf Ekengren M, Lisbet Granqvist C
substitute: Omar Haddad V
""",
    ),
    "vice chairs in many abbreviations": (
        """
Beslutande
Frida Nordlöf (S), ordf
Rolf Ekengren (M), v.ordf
Lisbet Granqvist (C) v ordf.
Nils Tapper (S), 2:e vice ordf.
Ida Lönn (L), andre v. ordförande
Sune Rask (V), II vice ordförande
""",
        """
chair: Frida Nordlöf S
member: Rolf Ekengren M, Lisbet Granqvist C, Nils Tapper S, Ida Lönn L, Sune Rask V
""",
    ),
    "names over roles under lines of their own": (
        """
Justerare
Rolf Ekengren (M)

____________________          ____________________
Frida Nordlöf                 Eva Sand
ordförande                    sekreterare
""",
        """
adjuster: Rolf Ekengren M
chair: Frida Nordlöf -
secretary: Eva Sand -
""",
    ),
    "names before roles under lines": (
        """
_________________________________
Peter Helg, ordförande

_________________________________
Katarina Ed, sekreterare

_________________________________
Ingvar Nil, justerare
""",
        """
chair: Peter Helg -
secretary: Katarina Ed -
adjuster: Ingvar Nil -
""",
    ),
    "names before roles in two columns": (
        """
Lena Båst (S), ordförande                    Murad Aram (V), justerare
""",
        """
chair: Lena Båst S
adjuster: Murad Aram V
""",
    ),
    "presidium of a council": (
        """
Presidium: Frida Nordlöf (S), ordförande
           Rolf Ekengren (M), 1:e vice ordförande

Närvarande ledamöter: Lisbet Granqvist (C), Nils Tapper (S) t.o.m. § 13, Ida Lönn (M)
Tjänstgörande ersättare: Omar Haddad (V), ersätter Stina Wall (V)
""",
        """
chair: Frida Nordlöf S
member: Rolf Ekengren M, Lisbet Granqvist C, Nils Tapper S, Ida Lönn M
substitute: Omar Haddad V
""",
    ),
    "labels without values before the list": (
        """
Plats och tid
Beslutande
Övriga deltagande
Utses att justera

Sessionssalen, stadshuset kl. 09.00
Frida Nordlöf (S), ordförande
Rolf Ekengren (M)
Lisbet Granqvist (C)
Nils Tapper (S)
Ida Lönn (M)
Sune Rask (V)
""",
        "",
    ),
    "streets, rooms and projects are nobody": (
        """
Plats och tid      Stora Salen, Östra Storgatan 4, kl. 13.00
Beslutande         Frida Nordlöf (S), ordförande
                   Rolf Ekengren (M)
Övriga deltagande  Malin Öst, kommundirektör
                   Projekt Nya Hamnen § 12
                   Skanska Sverige AB § 13
Justeringens plats Kommunhuset Örnen 2021-03-15
""",
        """
chair: Frida Nordlöf S
member: Rolf Ekengren M
""",
    ),
    "names moved out of the first one's column": (
        """
Beslutande:          Frida Nordlöf (S), ordförande
              Rolf Ekengren (M), 1:e vice ordförande
              Lisbet Granqvist (C)
Ej tjänstgörande ersättare:      Pia Rosén, S
              Ulf Åkerman, KD
Övriga deltagare:    Malin Öst, kommundirektör
              Per Gran, ekonomichef
Justerare:      Rolf Ekengren (M)
""",
        """
chair: Frida Nordlöf S
member: Rolf Ekengren M, Lisbet Granqvist C
substitute: Pia Rosén S, Ulf Åkerman KD
adjuster: Rolf Ekengren M
""",
    ),
    "a paragraph of a word processor for each name, and a name under each line for a signature": (
        """
Beslutande    Frida Nordlöf (S), ordförande

Rolf Ekengren (M)

Lisbet Granqvist (C)

Övriga deltagare    Malin Öst, kommundirektör

Per Gran, ekonomichef

Utses att justera    Rolf Ekengren

Underskrifter    Sekreterare    ..............................    Paragrafer 12-13

Eva Sand

Ordförande    ..............................

Frida Nordlöf

Justerande    ..............................

Rolf Ekengren
""",
        """
chair: Frida Nordlöf S
member: Rolf Ekengren M, Lisbet Granqvist C
adjuster: Rolf Ekengren M
secretary: Eva Sand -
""",
    ),
}


@pytest.mark.parametrize(("cover", "expected"), LAYOUTS.values(), ids=LAYOUTS.keys())
def test_everybody_in_their_role(cover: str, expected: str) -> None:
    assert people(HEAD + cover + BODY) == everybody(expected)
