"""Areas told by what persons of both sides do together, and by everyday words for the area."""

from __future__ import annotations

import pytest

from extractors.focus_areas import find_areas
from tests.extractors.relation_documents import areas, report, rows_of

STANDING = """
Förslag till beslut
Kommunstyrelsen beslutar att vänortsavtalet med Tartu ska fortsätta gälla.

Bakgrund
Tartu i Estland är vänort till kommunen sedan 1992. {}
"""


def told(sentence: str, status: str = "agreed") -> set[str]:
    return {area for _, area in areas(report(STANDING.format(sentence)), status)}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Skolkörerna sjunger ihop varje vår och handbollslagen gästar varandra.", {"culture", "sport"}),
        ("Väverskor från Norrby har åkt dit på kurs.", {"culture"}),
        ("Brandmännen övar tillsammans vartannat år.", {"safety"}),
        ("Distriktssköterskorna har haft kolleger därifrån hos sig.", {"health_care"}),
        ("Segelbåtarna går fram och tillbaka med badgäster.", {"tourism"}),
        ("Lärarutbytet består.", {"education"}),
        ("Sedan 2010 har man hållit på med hur sopor ska sorteras.", {"environment"}),
        ("I avtalet räknas hamnfrågor, åldringsvård och slöjd upp.", {"transport", "health_care", "culture"}),
        ("I avtalet finns körsång och fotboll kvar, däremot inte turism.", {"culture", "sport"}),
        ("Hotell och gästhamnar är det avtalet handlar om.", {"tourism"}),
        ("Avtalet tog från början sikte på teater. I stället kommer simning.", {"sport"}),
        ("Utbytet är livligt. Nu ska man jämföra hur man sköter parker.", {"environment"}),
        ("Socialförvaltningen har lärt sig mycket av hur man i Tartu arbetar med missbrukare.", {"health_care"}),
    ],
)
def test_what_both_sides_do_together_tells_the_areas(sentence: str, expected: set[str]) -> None:
    assert told(sentence) >= expected
    assert "tourism" in expected or "tourism" not in told(sentence)


def test_what_the_other_side_wants_taken_in_is_proposed() -> None:
    assert told("Tartu vill att även skogsbruket tas med.", "proposed") == {"agriculture"}


def test_what_they_did_once_is_of_an_earlier_period() -> None:
    sentence = "På 1970-talet bodde fotbollslagen hemma hos varandra."
    assert told(sentence, "previous") == {"sport"}
    assert told(sentence) == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "Kontoret tror att skolor och företag skulle lära av varandra.",
        "Kontoret redovisar varje år vad skolorna kostar.",
        "Skolorna i de båda stadsdelarna är lika varandra.",
        "Teaterutbytet kom aldrig igång.",
    ],
)
def test_views_reports_and_what_never_came_about_tell_none(sentence: str) -> None:
    assert told(sentence) == set()


def test_contacts_before_an_agreement_that_is_only_proposed_are_no_areas_of_it() -> None:
    rows = report(
        """
        Förslag till beslut
        Kommunstyrelsen beslutar att ingå ett samarbetsavtal med Tartu för åren 2010–2013.

        Bakgrund
        Brandmännen har hjälpt varandra vid några tillfällen.

        Avtalet med Tartu i Estland föreslås omfatta idrott.
        """
    )
    assert ("Tartu", "safety") not in areas(rows, "agreed") | areas(rows, "proposed")


def test_a_decision_tells_what_stands_in_the_foreground() -> None:
    rows = report(
        """
        Förslag till beslut
        Kommunstyrelsen beslutar att Tartu i Estland ska antas som vänort, varvid vävning och omsorgen om de gamla ska stå i förgrunden.
        """
    )
    assert {area for _, area in areas(rows, "proposed") | areas(rows, "agreed")} == {"culture", "health_care"}


def test_an_area_taken_out_by_a_pronoun_does_not_go_on() -> None:
    rows = report(
        STANDING.format(
            "Det första avtalet undertecknades 2004. Där räknades teater och fotboll upp. Teatern kostade mer än väntat. "
            "I det avtal som sedan ersatte det fick den därför utgå. Övriga områden är desamma."
        )
    )
    assert ("Tartu", "sport") in areas(rows, "agreed")
    assert ("Tartu", "culture") not in areas(rows, "agreed")


def test_what_was_wanted_and_struck_stays_a_proposal() -> None:
    rows = report(
        """
        Förslag till beslut
        Kommunstyrelsen beslutar att ingå ett samarbetsavtal med Tartu.

        Bakgrund
        Avtalet med Tartu i Estland omfattar idrott. Ett tidigare utkast tog upp teater, men den punkten ströks.
        """
    )
    assert ("Tartu", "culture") in areas(rows, "proposed")


def test_areas_recalled_in_the_preamble_of_an_agreement_are_of_an_earlier_period() -> None:
    rows = rows_of(
        """
        AVSIKTSFÖRKLARING

        mellan Lunds kommun och staden Tartu, Estland

        Parterna, som erinrar om det avtal vars giltighet upphörde 2003 och under vilket keramik ställdes ut i rådhusen,
        har kommit överens om följande.

        § 1 Parterna ska samarbeta om fotboll.
        """
    )
    assert ("Tartu", "culture") in areas(rows, "previous")
    assert ("Tartu", "culture") not in areas(rows, "agreed")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("spelmännen", "culture"),
        ("flickkören", "culture"),
        ("sommarcupen", "sport"),
        ("badgäster", "tourism"),
        ("ålderdomshemmet", "health_care"),
        ("kajerna", "transport"),
        ("bönderna", "agriculture"),
        ("nedskräpning", "environment"),
        ("brandmannen", "safety"),
        ("läromedel", "education"),
        ("trygghetslarm", "health_care"),
        ("möbelföretagen", "business"),
    ],
)
def test_everyday_words_tell_an_area(text: str, code: str) -> None:
    assert [a.code for a in find_areas(text)] == [code]


@pytest.mark.parametrize(("text", "code"), [("danska staden", "culture"), ("trädgårdskonst", "agriculture")])
def test_other_words_with_the_same_letters_do_not(text: str, code: str) -> None:
    assert code not in [a.code for a in find_areas(text)]
