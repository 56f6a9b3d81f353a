"""Laws of attendance: whoever is listed comes out, in whatever layout, order and line width."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from party_documents import people
from test_attendance_layouts import BODY, HEAD

FIRST = re.findall(
    r"\S+",
    """
    Anna Bo Cia Dag Elin Frida Göran Hanna Ivar Jens Karl-Erik Lena Mats Nils Olga Per Rut Siv Tor Ulla Vera Youssef Zeynep Åsa Örjan
    Ann-Charlotte Lars-Göran Mohammed Thi Şebnem Þóra Jean-Paul
    """,
)
LAST = re.findall(
    r"[^,\n]+",
    """Ek,Bergström,Al-Khafaji,von Essen,af Ugglas,de la Cruz,Öz,Nguyen,El Amrani,Lindqvist Ström,Åkerman,Ängsnäs,Hägg,Örn,Çelik,O'Neill
Söderberg-Falk,Ruth,Ståhl,Björk,Dahlén,Fransson,Mård,Qvist,Tapper,Wall""",
)
PARTIES = ("S", "M", "C", "L", "KD", "MP", "V", "SD", "FP", "NYD", "LPL", "s", "fp", "kds", "vpk")


@dataclass(frozen=True)
class Entry:
    """A person in a list; ``role`` is the one to be found."""

    name: str
    party: str
    role: str
    remark: str

    def written(self) -> str:
        """As minutes write it, the letter in brackets."""
        return f"{self.name} ({self.party}){self.remark}"


REMARKS = {
    "chair": (", ordförande", " ordf.", ", ordf", " (ordf)", " ordförande", ", ordförande §§ 12–13"),
    "member": ("", "", ", §§ 12–13", " § 12", " kl. 09.00–11.15", ", 1:e vice ordförande", " 2:e v ordf", ", ledamot", " fr.o.m. § 13"),
    "serving": (
        ", tjänstgörande ersättare",
        " tjg ers",
        ", tj.ers.",
        " ersätter Urban Stenmark (M)",
        " för Urban Stenmark (M)",
        ", tjg för Urban Stenmark (M)",
        " i stället för Urban Stenmark (M)",
        ", tjänstgör för Urban Stenmark (M)",
        " (ersätter Urban Stenmark)",
    ),
    "substitute": ("", "", ", § 13", " kl. 10.30–11.15"),
}


@st.composite
def meetings(draw: st.DrawFn) -> tuple[list[Entry], list[Entry]]:
    """The members, in any order, and the substitutes who do not serve."""
    names = draw(
        st.lists(
            st.tuples(st.sampled_from(FIRST), st.sampled_from(LAST)), min_size=5, max_size=12, unique_by=(lambda n: n[0], lambda n: n[1])
        )
    )
    serving = draw(st.integers(0, 2))
    waiting = draw(st.integers(1, 3))
    kinds = ["chair", *(["serving"] * serving), *(["substitute"] * waiting)]
    kinds += ["member"] * (len(names) - len(kinds))
    entries = []
    for (first, last), kind in zip(names, kinds, strict=False):
        remark = draw(st.sampled_from(REMARKS[kind]))
        role = "substitute" if kind == "serving" else kind
        entries.append((kind, Entry(f"{first} {last}", draw(st.sampled_from(PARTIES)), role, remark)))
    members = draw(st.permutations([e for kind, e in entries if kind != "substitute"]))
    return list(members), [e for kind, e in entries if kind == "substitute"]


Layout = Callable[[str, list[Entry], int], str]


def under_the_label(label: str, entries: list[Entry], width: int) -> str:
    return "\n".join([label, *(e.written() for e in entries)])


def beside_the_label(label: str, entries: list[Entry], width: int) -> str:
    gap = 30 + width % 7
    return "\n".join(f"{label if i == 0 else '':<{gap}}{e.written()}" for i, e in enumerate(entries))


def on_the_label_s_line(label: str, entries: list[Entry], width: int) -> str:
    return "\n".join(f"{label + ' ' if i == 0 else ''}{e.written()}" for i, e in enumerate(entries))


def running(label: str, entries: list[Entry], width: int) -> str:
    return textwrap.fill(f"{label}: " + ", ".join(e.written() for e in entries), width, break_long_words=False, break_on_hyphens=False)


def semicolons(label: str, entries: list[Entry], width: int) -> str:
    return textwrap.fill(f"{label}: " + "; ".join(e.written() for e in entries), width, break_long_words=False, break_on_hyphens=False)


def columns(count: int) -> Layout:
    def layout(label: str, entries: list[Entry], width: int) -> str:
        rows = [entries[i : i + count] for i in range(0, len(entries), count)]
        wide = max(len(e.written()) for e in entries) + 4
        return "\n".join([label, *("".join(f"{e.written():<{wide}}" for e in row) for row in rows)])

    return layout


def letter_column(label: str, entries: list[Entry], width: int) -> str:
    listed = [e for e in entries if e.party.upper() != "LPL"]
    return "\n".join([label, *(f"{e.name:<36}{e.party.upper():<8}{e.remark.strip(' ,').removeprefix('§ 12')}" for e in listed)])


def letter_behind_comma(label: str, entries: list[Entry], width: int) -> str:
    listed = [e for e in entries if e.party.upper() != "LPL"]
    return "\n".join([label, *(", ".join(filter(None, (e.name, e.party.upper(), e.remark.strip(" ,")))) for e in listed)])


def numbered(label: str, entries: list[Entry], width: int) -> str:
    return "\n".join([label, *(f"{i}. {e.written()}" for i, e in enumerate(entries, start=1))])


def bullets(label: str, entries: list[Entry], width: int) -> str:
    return "\n".join([label + ":", *(f"• {e.written()}" for e in entries)])


LAYOUTS: dict[str, Layout] = {
    "under the label": under_the_label,
    "beside the label": beside_the_label,
    "on the label's line": on_the_label_s_line,
    "running": running,
    "semicolons": semicolons,
    "two columns": columns(2),
    "three columns": columns(3),
    "letter column": letter_column,
    "letter behind comma": letter_behind_comma,
    "numbered": numbered,
    "bullets": bullets,
}
MEMBER_LABELS = ("Beslutande", "Ledamöter", "Närvarande ledamöter", "BESLUTANDE", "Beslutande ledamöter")
SUBSTITUTE_LABELS = ("Ersättare", "Ej tjänstgörande ersättare", "Närvarande ersättare", "ERSÄTTARE", "Icke tjänstgörande ersättare")


@settings(max_examples=15)
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
@given(meeting=meetings(), labels=st.tuples(st.sampled_from(MEMBER_LABELS), st.sampled_from(SUBSTITUTE_LABELS)), width=st.integers(60, 110))
def test_everybody_listed_comes_out(layout: Layout, meeting: tuple[list[Entry], list[Entry]], labels: tuple[str, str], width: int) -> None:
    members, substitutes = meeting
    cover = layout(labels[0], members, width) + "\n\n" + layout(labels[1], substitutes, width) + "\n\nSekreterare: Beda Sandgren\n"
    listed = [e for e in [*members, *substitutes] if e.party.upper() != "LPL" or layout not in (letter_column, letter_behind_comma)]
    expected = {(e.name, e.role, e.party.upper()) for e in listed} | {("Beda Sandgren", "secretary", None)}
    assert people(HEAD + cover + BODY) == expected, cover
