"""Areas of cooperation in running text, lists and agreements, and of which agreement they are."""

from __future__ import annotations

import pytest

from extractors.focus_areas import find_areas
from tests.extractors.relation_documents import areas, minutes, report, rows_of


def codes(text: str) -> list[str]:
    return [a.code for a in find_areas(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("äldreomsorg och grundskola", "health_care"),
        ("barnomsorg", "education"),
        ("skolledarutbyte", "education"),
        ("elevråd", "democracy"),
        ("judo och rodd", "sport"),
        ("mejerifrågor", "agriculture"),
        ("export av möbler", "business"),
        ("högre utbildning", "research"),
        ("vintersport", "sport"),
        ("fordonsindustri", "business"),
        ("skogsindustri", "agriculture"),
        ("smarta städer", "digitalisation"),
        ("hamnfrågor", "transport"),
        ("barns rättigheter", "human_rights"),
        ("trade", "business"),
    ],
)
def test_words_for_areas(text: str, code: str) -> None:
    assert code in codes(text)


@pytest.mark.parametrize(
    "text", ["Besöket gällde Högskolan i Gävle", "hos Lodz tekniska högskola", "transporter av varor", "Kalmar Museum", "landskapsvård"]
)
def test_names_and_parts_of_other_words_are_no_area_of_another_kind(text: str) -> None:
    assert not {"research", "sport", "culture", "health_care"} & set(codes(text))


def test_proposed_of_the_new_and_previous_of_the_old() -> None:
    rows = report(
        """
        Förslag till beslut
        Kommunstyrelsen godkänner förslaget till nytt samarbetsavtal med Okazaki för perioden 2015–2018.

        Bakgrund
        Avtalet med Okazaki i Japan omfattade tidigare skola och idrott.
        Det nya avtalet med Okazaki föreslås omfatta äldreomsorg, smarta städer och kollektivtrafik.
        """,
        date="2014-11-20",
    )
    assert areas(rows, "previous") == {("Okazaki", "education"), ("Okazaki", "sport")}
    assert areas(rows, "proposed") == {("Okazaki", "health_care"), ("Okazaki", "digitalisation"), ("Okazaki", "transport")}
    assert areas(rows, "agreed") == set()


def test_what_is_decided_now_is_agreed() -> None:
    rows = minutes(
        """
        Beslut
        Kommunstyrelsen godkänner samförståndsavtalet med Hedmark i Norge för åren 2019–2022.

        Beskrivning av ärendet
        Ett samförståndsavtal med Hedmark föreslås. Avtalet ska omfatta skogsindustri, infrastruktur och folkhälsa.
        """,
        "Samförståndsavtal med Hedmark",
        "Kommunstyrelsen",
    )
    assert areas(rows, "agreed") == {("Hedmark", "agriculture"), ("Hedmark", "transport"), ("Hedmark", "health_care")}
    assert areas(rows, "proposed") == set()


def test_a_list_an_earlier_period_and_what_is_looked_into() -> None:
    rows = rows_of(
        """
        Handlingsplan för partnerskapet mellan Sollefteå kommun och Esztergom 2017–2019

        Sollefteå kommun
        2017-02-20

        Partnerskapet med Esztergom i Ungern inleddes 2005. Avtalet gäller 2017–2019.
        Samarbetet ska inriktas på följande områden:
        - förskola och skola
        - besöksnäring
        - idrott
        - äldrevård

        Under föregående period omfattade samarbetet främst kör- och musikliv. Ett utvidgat samarbete om räddningstjänst utreds.
        """
    )
    assert areas(rows, "agreed") == {("Esztergom", a) for a in ("education", "tourism", "sport", "health_care")}
    assert areas(rows, "previous") == {("Esztergom", "culture")}
    assert areas(rows, "under_review") == {("Esztergom", "safety")}


def test_a_position_paper_with_bullets() -> None:
    rows = rows_of(
        """
        Positionspapper – Linköpings kommuns samarbete med Guangzhou

        Antaget av kommunstyrelsen 2016-11-15 § 340

        Guangzhou är Linköpings vänort i Kina sedan 1997.

        Prioriterade områden:
        • miljö och energi
        • innovation
        • högre utbildning och forskning

        Kommunen deltar också i nätverket Eurocities, där även Lyon och Gent är medlemmar.
        """
    )
    assert areas(rows, "agreed") == {("Guangzhou", a) for a in ("environment", "energy", "innovation", "research")}
    assert {name for name, _ in areas(rows)} == {"Guangzhou"}


def test_an_agreement_in_english_names_areas() -> None:
    rows = rows_of(
        """
        MEMORANDUM OF UNDERSTANDING
        between
        the City of Helsingborg, Sweden
        and
        the City of Dandong, People's Republic of China

        The parties agree to cooperate in the fields of education, environment and culture.

        Signed in Helsingborg on 4 June 2010
        """
    )
    assert areas(rows) == {("Dandong", "education"), ("Dandong", "environment"), ("Dandong", "culture")}


@pytest.mark.parametrize(
    "sentence",
    [
        "Delegationen besökte en skola och ett sjukhus i Chengdu.",
        "Kostnaden för resan till Chengdu belastar näringslivskontoret.",
        "Göteborgs Stad samarbetar med Shanghai om sjöfart och trafik.",
    ],
)
def test_visits_costs_and_others_cooperation_are_no_areas(sentence: str) -> None:
    rows = report(f"Bakgrund\nKommunen har ett vänortsavtal med Chengdu i Kina.\n\n{sentence}")
    assert areas(rows) == set()
