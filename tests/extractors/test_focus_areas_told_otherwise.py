"""Areas of cooperation in other wordings, lists and orders, and of which agreement and whose they are."""

from __future__ import annotations

import pytest

from extractors.focus_areas import find_areas
from tests.extractors.relation_documents import areas, focus, minutes, report

AGREED = "Vänortsavtalet med Okazaki i Japan slöts 2012 och gäller till 2022."


def told(sentences: str) -> set[tuple[str, str]]:
    """(area, status) of what a report tells of Okazaki behind the agreement in force."""
    return {(area, status) for name, area, status in focus(report(f"{AGREED} {sentences}")) if name == "Okazaki"}


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("Där står körsång, skolkontakter och hamnfrågor på programmet.", {"culture", "education", "transport"}),
        ("Idrott och teater är det som håller ihop utbytet.", {"sport", "culture"}),
        ("Det är orkestrarna som har burit upp vänortsutbytet, säger många: musiken bär utbytet.", {"culture"}),
        ("Avtalet anger vattenvård och idrott som gemensamma prioriteringar.", {"environment", "sport"}),
        ("Det ägnas fiske och turism.", {"agriculture", "tourism"}),
        ("Kommunen och Okazaki byter elever varje höst.", {"education"}),
        ("Enligt avtalet skulle lärare från båda håll byta plats.", {"education"}),
        ("Samarbetet med Okazaki, särskilt om pendling och gymnasieutbildning, är livligt.", {"education"}),
        ("Idrottsföreningarna och biblioteken möts vartannat år och föreningsrådet uppger att intresset är stort.", {"sport", "culture"}),
        ("Det tar också upp biogas.", {"energy"}),
    ],
)
def test_words_that_tell_of_areas(sentence: str, codes: set[str]) -> None:
    assert told(sentence) == {(code, "agreed") for code in codes}


@pytest.mark.parametrize(
    "sentence",
    [
        "Kommunen har bytt skola och ordförande.",
        "Skolorna bytte flaggor och kom överens om att elever får komma på besök.",
        "En resa för hemtjänstens personal ströks i fjol.",
        "Föreningsrådet uppger att bibliotek och museer är intresserade.",
        "Rådet för ungdomsfrågor har hörts och vill att utbytet blir kvar.",
    ],
)
def test_words_that_tell_of_none(sentence: str) -> None:
    assert told(sentence) == set()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ett eventuellt samarbete i fråga om brandskydd ska prövas under 2021.", ("safety", "under_review")),
        ("Enligt utkastet ska parterna i avtalet med Okazaki arbeta med turism.", ("tourism", "proposed")),
        ("Föreningen tänker sig att ett nytt avtal ska röra biogas.", ("energy", "proposed")),
        ("Turismen är inte längre ett område för samarbetet.", ("tourism", "agreed")),
    ],
)
def test_the_status_that_a_wording_tells(sentence: str, expected: tuple[str, str]) -> None:
    assert told(sentence) == {expected}


def test_what_a_proposal_leaves_out_is_in_force_until_it_is_decided() -> None:
    text = """
        Avtalet med Okazaki i Japan gäller till den 31 december 2020 och rör skola och kultur.
        I förslaget till nytt avtal utgår kulturen. I stället ska samarbetet gälla

          - skola
          - räddningstjänst
    """
    assert areas(report(text), "agreed") == {("Okazaki", "education"), ("Okazaki", "culture")}
    assert areas(report(text), "proposed") == {("Okazaki", "education"), ("Okazaki", "safety")}
    assert areas(report(text), "previous") == set()


def test_what_a_decided_agreement_leaves_out_is_of_the_one_before() -> None:
    rows = minutes(
        """
        Beslut
        Kommunstyrelsen godkänner ett nytt avtal med Okazaki i Japan för åren 2020–2023.

        Bakgrund
        Det nu löpande avtalet med Okazaki i Japan rör förskola och teater. I det nya avtalet tas teatern bort medan biogas förs in.
        """,
        "Avtal med Okazaki",
    )
    assert areas(rows, "agreed") >= {("Okazaki", "education"), ("Okazaki", "energy")}
    assert ("Okazaki", "culture") in areas(rows, "previous")
    assert ("Okazaki", "culture") not in areas(rows, "agreed")


def test_the_area_of_an_agreement_that_had_run_out_or_was_followed_by_another_is_previous() -> None:
    run_out = "Det fanns ett samarbetsavtal med Okazaki i Japan 2004–2009 om glaskonst."
    assert areas(report(run_out), "previous") == {("Okazaki", "culture")}
    followed = """
        Staden ingick 2004 ett samarbetsavtal med Okazaki i Japan om idrott. År 2012 kom ett nytt avtal med inriktning på äldreomsorg,
        som gäller till 2022.
    """
    assert focus(report(followed)) == {("Okazaki", "sport", "previous"), ("Okazaki", "health_care", "agreed")}


def test_an_area_that_somebody_at_the_meeting_wants_added_is_proposed() -> None:
    rows = minutes(
        """
        Beslut
        Kommunstyrelsen godkänner avtalet med Okazaki i Japan för åren 2020–2023.

        Bakgrund
        Avtalet med Okazaki i Japan rör förskola.

        Yrkanden
        Anna Ek (S) yrkar att även biblioteksverksamhet ska ingå i avtalet med Okazaki.
        Bo Al (M) yrkar bifall till förslaget om förskola.
        """,
        "Avtal med Okazaki",
    )
    assert focus(rows) == {("Okazaki", "education", "agreed"), ("Okazaki", "culture", "proposed")}


def test_a_list_without_marks_names_areas() -> None:
    rows = report(
        """
        Samarbetsavtalet med Okazaki i Japan gäller till 2022 och har tre delar:

           skola, med lägerskolor varje vår,

           energi och miljöteknik,

           idrott.

        Resorna bekostas av deltagarna.
        """
    )
    assert {code for _, code in areas(rows, "agreed")} == {"education", "energy", "environment", "sport"}


def test_the_answer_to_a_motion_for_a_relation_tells_what_was_proposed() -> None:
    rows = report("Motionären tänker sig att ett vänortsavtal med Okazaki i Japan ska röra biogas och utbyte mellan skolor.")
    assert focus(rows) == {("Okazaki", "energy", "proposed"), ("Okazaki", "education", "proposed")}


@pytest.mark.parametrize(
    "paragraph",
    ["Lillby. Samarbetet gäller skola och idrott.", "Samarbetsavtalet med Lillby skrevs under 2011. Det gäller skola och idrott."],
)
def test_what_is_told_of_an_unknown_place_is_of_no_counterpart(paragraph: str) -> None:
    text = f"""
        Vänortsavtalet med Okazaki i Japan rör musik.

        Vänortsavtalet med Nowa Sól i Polen rör turism.

        {paragraph}
    """
    assert focus(report(text)) == {("Okazaki", "culture", "agreed"), ("Nowa Sól", "tourism", "agreed")}


def test_what_is_exported_is_business_alone() -> None:
    assert [a.code for a in find_areas("avtal om export av trähus", 0, 25)] == ["business"]


@pytest.mark.parametrize(
    ("made", "status"),
    [
        ("Kommunfullmäktige beslutade den 4 februari 2019 att ingå ett samarbetsavtal med Okazaki i Japan från den 1 juli 2019.", "agreed"),
        ("Kontoret föreslår ett samarbetsavtal med Okazaki i Japan från den 1 juli 2019.", "proposed"),
        (
            "Kommunstyrelsen har beslutat att inte ingå det föreslagna samarbetsavtalet med Okazaki i Japan från den 1 juli 2019.",
            "proposed",
        ),
    ],
)
def test_an_agreement_still_to_begin_has_agreed_areas_once_it_is_decided_on(made: str, status: str) -> None:
    assert focus(report(f"{made} Det gäller färjetrafik.")) == {("Okazaki", "transport", status)}
