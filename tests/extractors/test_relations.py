"""Which places a paper tells a relation with: wordings of many kinds, and the signs that a place is somebody else's or a mere stop."""

from __future__ import annotations

import pytest

from extractors.relation_words import agreement_noun, date_role, kind_of, relation_word
from tests.extractors.relation_documents import agreements, counterparts, report

TITLE = "Kommunens internationella kontakter"


def named(text: str) -> set[str]:
    return {name for name, _ in counterparts(report(f"{text}\n", TITLE))}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kommunen och Soweto i Sydafrika undertecknade 2015 ett partnerskapsavtal.", {"Soweto"}),
        ("Soweto i Sydafrika och kommunen ingick 2015 ett partnerskapsavtal.", {"Soweto"}),
        ("Avtalet mellan kommunen och Soweto löper ut.", {"Soweto"}),
        ("Mellan Soweto och kommunen finns ett samarbetsavtal.", {"Soweto"}),
        ("Kommunen har en vänort, Tønsberg i Norge.", {"Tønsberg"}),
        ("Kommunen har tre vänorter: Tønsberg i Norge, Svendborg i Danmark och Narva i Estland.", {"Tønsberg", "Svendborg", "Narva"}),
        ("Kommunens vänkommun Bodø fyller 200 år.", {"Bodø"}),
        ("Tvillingstaden Bodø bjöd in.", {"Bodø"}),
        ("Kommunens fadderort är Bodø i Norge.", {"Bodø"}),
        ("Kommunens systerstad i USA är Duluth.", {"Duluth"}),
        ("Kommunens kinesiska partnerstad heter Jinan.", {"Jinan"}),
        ("Samförståndsavtalet med Bandung i Indonesien undertecknades 2016.", {"Bandung"}),
        ("Avsiktsförklaringen som kommunen och Bandung i Indonesien undertecknade gäller i två år.", {"Bandung"}),
        ("Tønsberg är sedan 1948 kommunens vänort.", {"Tønsberg"}),
        ("Kommunen samarbetar med Windhoek i Namibia om avfallshantering.", {"Windhoek"}),
        ("Samarbetet Windhoek–Västervik inleddes 2009.", {"Windhoek"}),
        ("Vänortsutbyte Västervik–Tønsberg", {"Tønsberg"}),
        ("Vänort: Tønsberg (Norge)", {"Tønsberg"}),
        ("Vänskapsavtalet gäller Brest i Belarus.", {"Brest"}),
        ("Brest, Belarus – vänort sedan 1997", {"Brest"}),
        ("Linyi är en stad i Shandong, med vilken kommunen sedan 2003 har ett vänortsavtal.", {"Linyi"}),
        ("Partnerskapet Västervik - Mwanza finansieras av Sida.", {"Mwanza"}),
    ],
)
def test_wordings_that_tell_of_a_relation(text: str, names: set[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Göteborg har avslutat sitt avtal med Shanghai.",
        "Även Borås kommun har sagt upp sitt vänortsavtal med Shanghai.",
        "Till skillnad från Malmö, som är vänort med Tangshan, har kommunen inga avtal i Kina.",
        "Kommuner som Umeå och Luleå har avslutat samarbeten med Petrozavodsk och Murmansk.",
        "Nätverkets medlemmar är bland andra Turku, Aarhus och Rotterdam.",
        "Delegationen reste via Helsingfors till Peking och Shanghai.",
        "Högskolan samarbetar med Jinan University.",
        "Linköpings universitet har ett avtal med universitetet i Guangzhou.",
        "Hamnens samarbete med Bremerhaven omfattas inte.",
        "Gymnasieskolans utbyte med Shanghai är ingen vänortsförbindelse.",
        "Avtalet undertecknades i Bryssel.",
        "Vänortskonferensen i Tartu samlade företrädare för vänorterna.",
        "Enligt SKR har 21 kommuner avslutat vänortsavtal med kinesiska städer, bland dem Shanghai och Wuxi.",
        "Kommunen har inget avtal med Shanghai.",
        "Kommunen har aldrig haft något samarbete med Shanghai.",
    ],
)
def test_places_that_are_no_counterparts(text: str) -> None:
    assert named(text) == set()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kommunens vänorter\n\n• Tønsberg, Norge\n• Brest, Belarus\n• Eldoret, Kenya", {"Tønsberg", "Brest", "Eldoret"}),
        ("Kommunen har samarbetsavtal med följande städer:\n- Jinan i Kina\n- Duluth i USA", {"Jinan", "Duluth"}),
        ("Tønsberg, Norge. Vänort sedan 1948.\n\nBrest, Belarus. Vänortsavtalet ingicks 1997.", {"Tønsberg", "Brest"}),
        ("Nätverkets medlemmar:\n- Jinan i Kina\n- Duluth i USA", set()),
        ("Tønsberg. Orten har 40 000 invånare.", set()),
    ],
)
def test_lists_and_places_that_head_a_paragraph(text: str, names: set[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Kommunen har vänortsavtal med Kaunas i Litauen, Tartu i Estland och Pargas i Finland.",
        "Västerviks vänorter är Kaunas (Litauen), Tartu (Estland) samt Pargas (Finland).",
        "Kommunen har tre vänorter: Kaunas, Litauen; Tartu, Estland; Pargas, Finland.",
        "Vänortsavtalen med Kaunas, Tartu och Pargas påverkas inte.",
        "Hur påverkas vänorterna Kaunas, Tartu och Pargas?",
    ],
)
def test_relations_that_stand_are_agreements_without_a_year(text: str) -> None:
    rows = report(f"{text}\n", TITLE)
    assert agreements(rows) == {(name, "twin_town", None, None, "in_force") for name in ("Kaunas", "Tartu", "Pargas")}


def test_what_is_told_under_a_place_is_of_that_place() -> None:
    rows = report("Tønsberg, Norge. Vänort sedan 1948.\n\nBrest, Belarus. Vänortsavtalet undertecknades 1997.\n", TITLE)
    assert agreements(rows) == {("Tønsberg", "twin_town", 1948, None, "in_force"), ("Brest", "twin_town", 1997, None, "in_force")}


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("vänortsavtalet", "twin_town"),
        ("vänkommunsavtal", "twin_town"),
        ("vänregionen", "twin_town"),
        ("tvillingstad", "twin_town"),
        ("systerstadsrelationen", "sister_city"),
        ("partnerstadsavtal", "partnership"),
        ("samarbetsöverenskommelse", "cooperation"),
        ("vänortssamarbetet", "twin_town"),
        ("avsiktsförklaringen", "letter_of_intent"),
        ("samförståndsavtal", "memorandum"),
        ("memorandum of understanding", "memorandum"),
        ("överenskommelsen", "other"),
        ("kommunen", None),
    ],
)
def test_compounds_and_their_kind(word: str, kind: str | None) -> None:
    assert kind_of(word) == kind
    assert (relation_word().search(word) is not None) == (kind is not None)


@pytest.mark.parametrize("word", ["vänortsavtalet", "Samarbetsavtal", "fadderorten", "partnerstäder", "viljeförklaringen"])
def test_nouns_that_can_have_a_term(word: str) -> None:
    assert agreement_noun().fullmatch(word)


@pytest.mark.parametrize(
    ("before", "after", "role"),
    [
        ("Vänort sedan ", ".", "agreement_start"),
        ("Samarbetet med Valmiera inleddes ", ".", "agreement_start"),
        ("Kommunen och Valmiera är samverkansparter sedan ", ".", "agreement_start"),
        ("Kommunen har sedan ", " samarbete med Valmiera.", "agreement_start"),
        ("Vänorten Tønsberg, avtal tecknat ", ".", "agreement_signed"),
        ("Kommunen hade en vänort i Tønsberg fram till ", ".", "agreement_end"),
        ("Samarbetet har legat nere sedan ", ".", None),
        ("Vänorten besöktes ", ".", None),
    ],
)
def test_dates_by_the_words_of_the_relation(before: str, after: str, role: str | None) -> None:
    assert date_role(before, after) == role
