"""The §§ of minutes: every way of numbering them, and what looks like a § but is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paging import view

from pipeline.segment import segment
from pipeline.segment.sections import Section, find_sections

HEAD = "Älvsunds kommun          SAMMANTRÄDESPROTOKOLL\nKommunstyrelsen          2021-03-09\n\n"
BODY = (
    "\n\nKommunstyrelsen beslutar\n\natt godkänna förslaget.\n\nFörvaltningen har berett ärendet och "
    "lämnat sitt förslag i en skrivelse till nämnden.\n\n"
)


def sections(text: str) -> list[Section]:
    seen = view(*text.split("\f"))
    return find_sections(seen.text, seen.blocks, 0, len(seen.text))


def found(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(s.number, s.title, s.registry.case_number if s.registry else None) for s in sections(text)]


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("§ 12 Avtal med Lindvik", "12"),
        ("§12 Avtal med Lindvik", "12"),
        ("§ 12. Avtal med Lindvik", "12"),
        ("§ 12: Avtal med Lindvik", "12"),
        ("§ 12 – Avtal med Lindvik", "12"),
        ("§ 12\nAvtal med Lindvik", "12"),
        ("§ 12\n\nAvtal med Lindvik", "12"),
        ("§ 12          Avtal med Lindvik", "12"),
        ("KS § 12 Avtal med Lindvik", "12"),
        ("KS § 12\nAvtal med Lindvik", "12"),
        ("Ks § 12 Avtal med Lindvik", "12"),
        ("KSAU § 12 Avtal med Lindvik", "12"),
        ("Kf § 12 Avtal med Lindvik", "12"),
        ("AU § 12 Avtal med Lindvik", "12"),
        ("§ 12/2021 Avtal med Lindvik", "12"),
        ("§ 12/21 Avtal med Lindvik", "12"),
        ("12 § Avtal med Lindvik", "12"),
        ("12 §\n\nAvtal med Lindvik", "12"),
        ("§ 12 A Avtal med Lindvik", "12 A"),
        ("§ 12 a\nAvtal med Lindvik", "12 A"),
        ("Paragraf 12\nAvtal med Lindvik", "12"),
        ("PARAGRAF 12 Avtal med Lindvik", "12"),
        ("## § 12 Avtal med Lindvik", "12"),
        ("**§ 12 Avtal med Lindvik**", "12"),
        ("§ 12 Avtal med Lindvik, Kina", "12"),
        ("§ 1012 Avtal med Lindvik", "1012"),
        pytest.param(
            "Avtal med Lindvik          § 12",
            "12",
        ),
        pytest.param(
            "Kommunstyrelsen          2021-03-09          § 12\n\nAvtal med Lindvik",
            "12",
        ),
    ],
)
def test_headings_of_sections(heading: str, number: str) -> None:
    following = {"12 A": 13, "1012": 1013}.get(number, int(number.split()[0]) + 1)
    ((first, title, _), second) = found(f"{HEAD}{heading}{BODY}§ {following} Nästa ärende{BODY}")
    assert first == number
    assert title is not None and title.removesuffix(", Kina") == "Avtal med Lindvik"
    assert second[:2] == (str(following), "Nästa ärende")


@pytest.mark.parametrize(
    ("heading", "title", "number"),
    [
        ("§ 12 Avtal med Lindvik          KS 2021/88", "Avtal med Lindvik", "KS 2021/88"),
        ("§ 12 Fortsatt samarbete med Lindvik\nDnr KS 2021/88", "Fortsatt samarbete med Lindvik", "KS 2021/88"),
        ("§ 12 Fortsättning av samarbetet\nDnr KS 2021/88", "Fortsättning av samarbetet", "KS 2021/88"),
        ("§ 12 dnr KS-2021-00088\nAvtal med Lindvik", "Avtal med Lindvik", "KS 2021/88"),
        ("§ 12\n2021/0088\n\nAvtal med Lindvik", "Avtal med Lindvik", "2021/88"),
        pytest.param(
            "§ 12 Avtal med Lindvik (KS 2021/88)",
            "Avtal med Lindvik",
            "KS 2021/88",
        ),
        ("§ 12 Avtal med Lindvik (dnr KS 2021/88)", "Avtal med Lindvik", "KS 2021/88"),
        ("§ 12          Dnr KS 2021/88\n\nAvtal med Lindvik", "Avtal med Lindvik", "KS 2021/88"),
        ("§ 12          KS/2021:88\nAvtal med Lindvik", "Avtal med Lindvik", "KS 2021/88"),
        ("§ 12 Avtal med Lindvik\nDiarienummer: KS 2021/88", "Avtal med Lindvik", "KS 2021/88"),
        ("§ 12 Avtal med Lindvik\nKS 2021-000088", "Avtal med Lindvik", "KS 2021/88"),
        ("§ 12 KS 2021/88 Avtal med Lindvik", "Avtal med Lindvik", "KS 2021/88"),
        (
            "§ 12 Svar på motion om avtal med Lindvik – flyktingar, skola och\nkultur",
            "Svar på motion om avtal med Lindvik – flyktingar, skola och kultur",
            None,
        ),
        pytest.param(
            "§ 12 Ändring av detaljplan för Åkern 4:11 m.fl.",
            "Ändring av detaljplan för Åkern 4:11 m.fl.",
            None,
        ),
        ("§ 12 Vilka avtal har kommunen?", "Vilka avtal har kommunen?", None),
    ],
)
def test_titles_and_registry_numbers_of_sections(heading: str, title: str, number: str | None) -> None:
    assert found(f"{HEAD}{heading}{BODY}§ 13 Nästa ärende{BODY}")[0] == ("12", title, number)


@pytest.mark.parametrize(
    "title",
    [
        "Ärende om skolan",
        "Sekretess i hemtjänsten",
        "Status för bygget av badet",
        "Adressättning i Norra Lindvik",
    ],
)
def test_titles_that_begin_like_the_labels_of_a_head(title: str) -> None:
    assert found(f"{HEAD}§ 12\n{title}{BODY}§ 13\n\n{title} igen{BODY}") == [("12", title, None), ("13", f"{title} igen", None)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kommunfullmäktige beslutade om strategin den 3 mars,\n§ 8, att samarbetet med Lindvik ska fortsätta.",
        "Frågan behandlades senast av kommunstyrelsens arbetsutskott under hösten\n§ 99 och återkommer nu till nämnden.",
        "Beslutet har fattats med stöd av bestämmelserna om delegation i 6 kap.\n37 § kommunallagen.",
        "Närvarande är Vera Almlund (S) §§ 10-14 och Nils Brunn (M) § 15.",
        "§§ 3-5 justeras omedelbart.",
        "Se § 8 Internationell strategi.",
        "KS 2020-02-11, § 20",
        "Kommunstyrelsen 2020-02-11 § 20",
    ],
)
def test_sections_that_are_only_told_of(sentence: str) -> None:
    text = f"{HEAD}§ 12 Avtal med Lindvik\n\n{sentence}{BODY}§ 13 Nästa ärende{BODY}"
    assert [n for n, _, _ in found(text)] == ["12", "13"]


CONTENTS = {
    "dotted": "Innehåll\n\n§ 12 Avtal med Lindvik ............ 3\n§ 13 Budget ................. 4\n§ 14 Val av ombud ........... 5\n",
    "with page columns": (
        "Ärendelista\n\n§ 12      Avtal med Lindvik          3\n§ 13      Budget                     4\n§ 14 "
        "     Val av ombud               5\n"
    ),
    "bare": "Ärenden\n\n§ 12 Avtal med Lindvik\n§ 13 Budget\n§ 14 Val av ombud\n",
    "spaced": "Ärenden\n\n§ 12 Avtal med Lindvik\n\n§ 13 Budget\n\n§ 14 Val av ombud\n",
}


@pytest.mark.parametrize("contents", CONTENTS.values(), ids=CONTENTS)
@pytest.mark.parametrize("page_break", ["\n\n", "\f"])
def test_a_table_of_contents_holds_no_sections(contents: str, page_break: str) -> None:
    minutes = "".join(f"§ {n} {title}{BODY}" for n, title in ((12, "Avtal med Lindvik"), (13, "Budget"), (14, "Val av ombud")))
    text = HEAD + contents + page_break + minutes
    assert [(n, t) for n, t, _ in found(text)] == [("12", "Avtal med Lindvik"), ("13", "Budget"), ("14", "Val av ombud")]
    assert sections(text)[0].start > view(*text.split("\f")).text.rindex("Val av ombud", 0, -len(BODY) * 2)


def test_the_sections_attendance_lists_tell_of_are_none() -> None:
    head = HEAD + (
        "Plats och tid     Stadshuset kl. 13.00-15.00\nOmfattning        §§ 12-14\nBeslutande        Vera "
        "Almlund (S), ordförande\n                  Nils Brunn (M), § 12\n                  Oskar Dahlvik "
        "(C) §§ 13-14\nParagrafer        12-14\n\n"
    )
    assert [n for n, _, _ in found(head + "".join(f"§ {n} Ärende {'ABC'[n - 12]}{BODY}" for n in (12, 13, 14)))] == ["12", "13", "14"]


def test_a_section_continued_on_the_next_page_is_one_section() -> None:
    text = f"{HEAD}§ 12 Avtal med Lindvik{BODY}\fforts. § 12\n\nArbetsutskottet har yttrat sig i ärendet.\n\n§ 13 Budget{BODY}"
    assert [(n, t) for n, t, _ in found(text)] == [("12", "Avtal med Lindvik"), ("13", "Budget")]


def test_the_number_repeated_over_the_continued_page_is_one_section() -> None:
    pages = [
        f"Kommunstyrelsen     2021-03-09     {n} (3)\n\n{body}"
        for n, body in enumerate(
            (f"§ 12 Avtal med Lindvik{BODY}", f"§ 12 forts.\n\nMera text i samma ärende.{BODY}", f"§ 13 Budget{BODY}"), 1
        )
    ]
    assert [n for n, _, _ in found("\f".join(pages))] == ["12", "13"]


def test_earlier_treatment_quoted_in_a_section_does_not_open_one() -> None:
    text = "".join(f"§ {n} Ärende {'ABCDE'[n - 112]}{BODY}" for n in range(112, 115))
    quoted = "Tidigare behandling\n\nAU § 45 Ärende C\n\nArbetsutskottet föreslår att förslaget godkänns.\n\n"
    text += quoted + f"§ 115 Ärende D{BODY}§ 116 Ärende E{BODY}"
    assert [n for n, _, _ in found(HEAD + text)] == ["112", "113", "114", "115", "116"]


@settings(max_examples=40)
@given(
    st.integers(1, 900),
    st.integers(2, 12),
    st.sampled_from(
        [
            "§ {n} {t}",
            "§ {n}\n{t}",
            "§ {n}\n\n{t}",
            "KS § {n} {t}",
            "Ks § {n}\n{t}",
            "§ {n}/2021 {t}",
            "{n} § {t}",
            "Paragraf {n}\n{t}",
            "§ {n}     {t}     KS 2021/{n}",
        ]
    ),
)
def test_a_whole_meeting_keeps_all_its_sections_whatever_their_style(first: int, count: int, style: str) -> None:
    titles = [
        f"Plan för {word}"
        for word in ("skolan", "vägar", "avtal", "budget", "val", "taxor", "planer", "parker", "vatten", "kultur", "idrott", "miljö")[
            :count
        ]
    ]
    text = HEAD + "".join(style.format(n=first + i, t=t) + BODY for i, t in enumerate(titles))
    assert [(n, t) for n, t, _ in found(text)] == [(str(first + i), t) for i, t in enumerate(titles)]


@given(st.integers(3, 8))
def test_cases_cover_their_sections_end_to_end(count: int) -> None:
    seen = view(HEAD + "".join(f"§ {n} Ärende nummer {n}{BODY}" for n in range(1, count + 1)))
    structure = segment(seen)
    assert [c.section_number for c in structure.cases] == [str(n) for n in range(1, count + 1)]
    assert all(a.end == b.start for a, b in zip(structure.cases, structure.cases[1:], strict=False))
    assert structure.cases[-1].end == len(seen.text)
    for case in structure.cases:
        assert seen.text[slice(*case.heading)].startswith(f"§ {case.section_number}")
        assert {z.kind for z in structure.zones if z.case == case.ordinal} >= {"decision"}
