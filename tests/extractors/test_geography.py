"""Municipalities, places abroad and countries: what is found, what is left out, and the laws that hold for every name."""

from __future__ import annotations

import importlib.util
import re
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.gazetteer import gazetteer
from extractors.geography import (
    PlaceMention,
    country_name,
    country_of_adjective,
    find_municipalities,
    find_places,
    municipality_by_code,
)
from extractors.place_candidates import lookup
from extractors.resources import table

MUNICIPALITIES = table("municipalities")
REGIONS = table("regions")
# Names sure enough to be found with nothing beside them.
SURE = [
    row["name"]
    for row in table("place_names")
    if row["kind"] == "city"
    and row["name"].casefold() not in gazetteer().words
    and not any(word in gazetteer().domestic or word in gazetteer().words for word in re.split(r"[\s-]+", row["name"].casefold()))
    and ":" not in row["name"]
]


def only(text: str) -> PlaceMention:
    """The one place of a text that names one (its country apart)."""
    found = [p for p in find_places(text) if p.kind != "country"]
    assert len(found) == 1, found
    return found[0]


def named(text: str) -> list[tuple[str, str]]:
    return [(p.name, p.country_code) for p in find_places(text)]


# Municipalities


def test_the_lists_are_complete() -> None:
    assert len(MUNICIPALITIES) == 290
    assert len(REGIONS) == 20, "the twenty regions; Gotland's municipality is the twenty-first"
    assert len({row["code"] for row in MUNICIPALITIES}) == 290
    assert all(re.fullmatch(r"\d{4}", row["code"]) for row in MUNICIPALITIES)
    assert all(re.fullmatch(r"\d{2}", row["code"]) for row in REGIONS)
    counties = {row["code"] for row in REGIONS} | {"09"}
    assert {row["code"][:2] for row in MUNICIPALITIES} == counties


@pytest.mark.parametrize("row", MUNICIPALITIES, ids=lambda row: row["code"])
def test_every_municipality_in_its_official_form(row: dict[str, str]) -> None:
    genitive = row["name"] if row["name"].endswith("s") else row["name"] + "s"
    for text in (f"{row['name']} kommun beslutar", f"{genitive} kommuns svar", f"{row['name'].upper()} KOMMUN"):
        (mention,) = find_municipalities(text)
        assert (mention.code, mention.name, mention.form, mention.kind) == (row["code"], row["name"], "official", "municipality")


@pytest.mark.parametrize("row", MUNICIPALITIES, ids=lambda row: row["code"])
def test_a_bare_name_counts_unless_it_is_also_something_else(row: dict[str, str]) -> None:
    found = find_municipalities(f"Ett möte hölls i {row['name']} i maj.")
    assert [m.code for m in found] == ([] if row["ambiguous"] == "1" else [row["code"]])
    assert all(m.form == "bare" for m in found)


@pytest.mark.parametrize(
    ("text", "code", "form"),
    [
        ("Borås Stad föreslår", "1490", "official"),
        ("Malmö stads revisorer", "1280", "official"),
        ("Kommunfullmäktige i Åre", "2321", "official"),
        ("Lilla\nEdets kommun", "1462", "official"),
        ("Lunds  kommun", "1281", "official"),
        ("Region Gotland beslutade", "0980", "official"),
        ("Landstinget i Östergötland", "05", "official"),
        ("Stockholms läns landsting", "01", "official"),
        ("Norrbottens läns landstings budget", "25", "official"),
        ("Region Jämtland Härjedalens nämnd", "23", "official"),
        ("Västra Götalandsregionens yttrande", "14", "official"),
        ("REGION SKÅNE", "12", "official"),
        ("eva.ek@upplands-bro.se", "0139", "domain"),
        ("https://www.malung-salen.se/protokoll", "2023", "domain"),
        ("registrator@regionorebrolan.se", "18", "domain"),
        ("www.boras.se", "1490", "domain"),
        ("info@habo.se", "0305", "domain"),
        ("info@habokommun.se", "0643", "domain"),
        ("diariet@vgregion.se", "14", "domain"),
    ],
)
def test_forms_of_a_name(text: str, code: str, form: str) -> None:
    assert [(m.code, m.form) for m in find_municipalities(text)] == [(code, form)]


@pytest.mark.parametrize(
    "text",
    [
        "Mark Lind och Nora Berg (S)",
        "Vara eller inte vara, sade Sala.",
        "Tåget till Åre var sent.",
        "Högskolan i Gävle och Linköpings universitet",
        "Uppsala län och Kalmar län",
        "Karin Malmö (V) yrkar bifall",
        "boras.se.com och minboras.se",
        "Stockholmsgatan 3",
    ],
)
def test_other_names_are_no_municipalities(text: str) -> None:
    assert find_municipalities(text) == []


def test_by_code() -> None:
    sodertalje, skane = municipality_by_code("0181"), municipality_by_code("12")
    assert sodertalje and (sodertalje.name, sodertalje.kind) == ("Södertälje", "municipality")
    assert skane and (skane.name, skane.kind) == ("Region Skåne", "region")
    assert municipality_by_code("9999") is None


# Countries


def test_country_names() -> None:
    assert country_name("CN") == "Kina"
    assert country_name("MO") == "Macau"
    assert country_name("CN", "en") == "China"
    assert country_name("EU") is None and country_name("EU", "en") is None


@pytest.mark.parametrize(("word", "code"), [("kinesiska", "CN"), ("Ryska", "RU"), ("norskt", "NO"), ("vitrysk", "BY"), ("svenska", None)])
def test_adjectives(word: str, code: str | None) -> None:
    assert country_of_adjective(word) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Folkrepubliken Kinas ambassad", "CN"),
        ("resor till Förenta staterna", "US"),
        ("USA:s handel", "US"),
        ("Storbritannien", "GB"),
        ("Vitrysslands armé", "BY"),
    ],
)
def test_countries_are_mentions(text: str, code: str) -> None:
    (mention,) = find_places(text)
    assert (mention.country_code, mention.kind) == (code, "country")


def test_a_former_state_tells_no_country() -> None:
    assert find_places("Sovjetunionen och Jugoslavien") == []


# Places abroad

TWIN_TOWNS = """
Kaunas LT|Jinan CN|Petrozavodsk RU|Fuzhou CN|Kópavogur IS|Tammerfors FI|Odense DK|Yantai CN|Tangshan CN|Dongying CN|Lüneburg DE|Trondheim NO
|Novgorod RU|Drammen NO|Kolding DK|Bergen NO|Stralsund DE|Chicago US|Lyon FR|Rostock DE|Port Elizabeth ZA|Esbo FI|Joensuu FI|Skien NO
|Roskilde DK|Jena DE|Frederikshavn DK|Borgå FI|Paldiski EE|Alytus LT|Greifswald DE|Buffalo City ZA|Oudtshoorn ZA|Homa Bay KE|Babati TZ
|Bukoba TZ|Mbarara UG|Harstad NO|Würzburg DE|Syktyvkar RU|Salzgitter DE|Ostrołęka PL|Ternopil UA|Jelgava LV|Daugavpils LV|Ventspils LV
|Pärnu EE|Viljandi EE|Kuressaare EE|Rakvere EE|Tartu EE|Narva EE|Jõhvi EE|Keila EE|Slagelse DK|Horsens DK|Holstebro DK|Herning DK
|Silkeborg DK|Esbjerg DK|Randers DK|Vejle DK|Fredericia DK|Gladsaxe DK|Ballerup DK|Middelfart DK|Svendborg DK|Haugesund NO|Kristiansand NO
|Stavanger NO|Sandefjord NO|Sarpsborg NO|Fredrikstad NO|Kongsberg NO|Kongsvinger NO|Lillehammer NO|Steinkjer NO|Narvik NO|Hammerfest NO
|Mo i Rana NO|Molde NO|Ålesund NO|Akureyri IS|Hafnarfjörður IS|Húsavík IS|Nuuk GL|Mariehamn AX|Jyväskylä FI|Kuopio FI|Kouvola FI
|Seinäjoki FI|Rovaniemi FI|Riihimäki FI|Imatra FI|Närpes FI|Hangö FI|Ekenäs FI|Mudanjiang CN|Wuhan CN|Changsha CN|Jiaxing CN|Nantong CN
|Zhangjiakou CN|Weihai CN|Rizhao CN|Yueyang CN|Zhuzhou CN|Shantou CN|Tongling CN|Kunshan CN|Yiwu CN|Hohhot CN|Duluth US|Worthington US
|Palo Alto US|Minneapolis US|Kapstaden ZA|Lviv UA|Ivano-Frankivsk UA|Tjerkasy UA|Charkiv UA|Irpin UA|Butja UA|Cluj-Napoca RO|Sibiu RO
|Kragujevac RS|Novi Sad RS|Valmiera LV|Druskininkai LT|Elbląg PL|Kołobrzeg PL|Słupsk PL|Sopot PL|Gdynia PL|Malbork PL|Jelenia Góra PL
|Wismar DE|Schwerin DE|Neubrandenburg DE|Enschede NL|Hiroshima JP|Toyama JP|Fukushima JP|Kisumu KE|Windhoek NA|Betlehem PS|Nablus PS
|Praia CV|Vitebsk BY|Baltijsk RU|Severodvinsk RU|Kandalaksja RU|Apatity RU|Pskov RU|Tver RU|Tichvin RU|Sortavala RU|Jaroslavl RU
|Volgograd RU|Tjernjachovsk RU|Gattjina RU
"""
TOWNS = [tuple(entry.strip().rsplit(" ", 1)) for entry in TWIN_TOWNS.split("|")]


@pytest.mark.parametrize(("name", "country"), TOWNS, ids=[n for n, _ in TOWNS])
def test_twin_towns_of_swedish_municipalities(name: str, country: str) -> None:
    place = only(f"Besöket i vänorten {name} blev lyckat.")
    assert (place.name, place.country_code, place.supported) == (name, country, True)
    assert re.fullmatch(r"geonames:\d+|", place.identifier)


@pytest.mark.parametrize(
    ("written", "name", "country"),
    [
        ("Swinoujscie", "Świnoujście", "PL"),
        ("Gdansk", "Gdańsk", "PL"),
        ("Danzig", "Gdańsk", "PL"),
        ("Oulu", "Uleåborg", "FI"),
        ("Lohja", "Lojo", "FI"),
        ("Turku", "Åbo", "FI"),
        ("Beijing", "Peking", "CN"),
        ("Kanton", "Guangzhou", "CN"),
        ("Nanking", "Nanjing", "CN"),
        ("Chang-chun", "Changchun", "CN"),
        ("Xi'an", "Xi'an", "CN"),
        ("Xi´an", "Xi'an", "CN"),
        ("Xi’an", "Xi'an", "CN"),
        ("Xian", "Xi'an", "CN"),
        ("Kharkov", "Charkiv", "UA"),
        ("Kiev", "Kyiv", "UA"),
        ("Lemberg", "Lviv", "UA"),
        ("S:t Petersburg", "Sankt Petersburg", "RU"),
        ("St. Petersburg", "Sankt Petersburg", "RU"),
        ("Leningrad", "Sankt Petersburg", "RU"),
        ("Chelyabinsk", "Tjeljabinsk", "RU"),
        ("Reval", "Tallinn", "EE"),
        ("Tromsö", "Tromsø", "NO"),
        ("Macao", "Macau", "MO"),
        ("Palo\nAlto", "Palo Alto", "US"),
        ("Palo  Alto", "Palo Alto", "US"),
        ("WUXI", "Wuxi", "CN"),
        ("Nowa Söl", "Nowa Sól", "PL"),
    ],
)
def test_other_spellings(written: str, name: str, country: str) -> None:
    place = only(f"Det rör utbytet med {written} under året.")
    assert (place.raw, place.name, place.country_code) == (written, name, country)


@pytest.mark.parametrize(("written", "name"), [("Pölva", "Põlva"), ("Pölvas", "Põlva"), ("Köszeg", "Kőszeg")])
def test_swedish_letters_for_other_accented_ones(written: str, name: str) -> None:
    assert only(f"Vänorten {written} har bjudit in.").name == name


@pytest.mark.parametrize(
    "sentence",
    [
        "Kommunen har varit vänort med {} i tio år.",
        "Kommunen vill bli systerstad till {}.",
        "Vänskapen med {} är gammal.",
        "{} blev kommunens systerstad 1987.",
        "{} är vår vänort.",
    ],
)
@pytest.mark.parametrize("name", ["Moss", "Split", "Davos", "Bath"])
def test_a_word_or_a_short_name_is_a_place_where_a_twin_town_is_told_of(sentence: str, name: str) -> None:
    assert only(sentence.format(name)).name == name


def test_a_swedish_municipality_stays_one_as_a_twin_town() -> None:
    assert find_places("Kommunen är vänort med Lund.") == []


def test_swedish_letters_for_plain_ones_are_another_name() -> None:
    assert lookup("näntes") is None and lookup("målmö") is None


@pytest.mark.parametrize(
    ("text", "raw", "name", "kind"),
    [
        ("ledningen i Guangdong-provinsen kom", "Guangdong-provinsen", "Guangdong", "province"),
        ("i Shandongprovinsens huvudstad", "Shandongprovinsens", "Shandong", "province"),
        ("företag i Guangzhouregionen", "Guangzhouregionen", "Guangzhou", "city"),
        ("avtalet med Leningrads oblast", "Leningrads oblast", "Leningrad oblast", "province"),
        ("besök i Lvivregionen", "Lvivregionen", "Lviv oblast", "province"),
        ("provinsen Jilin", "Jilin", "Jilin", "province"),
        ("staden Jilin", "Jilin", "Jilin", "city"),
        ("delstaten New York", "New York", "New York", "province"),
        ("centrala New York", "New York", "New York", "city"),
        ("distriktet Jiading", "Jiading", "Jiading", "district"),
        ("Yichangs stad och vi", "Yichangs stad", "Yichang", "city"),
    ],
)
def test_suffixes_and_nouns_tell_the_kind(text: str, raw: str, name: str, kind: str) -> None:
    place = only(text)
    assert (place.raw, place.name, place.kind) == (raw, name, kind)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Birmingham, Alabama", "US"),
        ("Birmingham i Storbritannien", "GB"),
        ("den danska staden Viborg", "DK"),
        ("Viborg i Ryssland", "RU"),
        ("Victoria, Kanada", "CA"),
        ("Nice (Frankrike)", "FR"),
        ("Nice/Frankrike", "FR"),
    ],
)
def test_a_country_beside_the_name_settles_which(text: str, expected: str) -> None:
    place = next(p for p in find_places(text) if p.kind == "city")
    assert (place.country_code, place.ambiguous, place.supported) == (expected, False, True)


def test_a_province_beside_the_name_settles_which() -> None:
    coast, inland = only("Fuzhou"), next(p for p in find_places("Fuzhou i Jiangxi") if p.kind == "city")
    assert coast.country_code == inland.country_code == "CN"
    assert coast.identifier != inland.identifier


def test_namesakes_of_equal_weight_are_ambiguous_until_the_text_tells() -> None:
    assert only("Vi reste till Viborg.").ambiguous
    told = [p for p in find_places("Vi reste till Viborg i Danmark. I Viborg bor många.") if p.kind == "city"]
    assert [(p.country_code, p.ambiguous) for p in told] == [("DK", False)] * 2


def test_the_country_may_stand_close_by() -> None:
    assert ("Matsumoto", "JP") in named("Delegationen från Japan kom i maj. Matsumoto är en stad i bergen.")


@pytest.mark.parametrize(
    "text",
    [
        "Nice resultat i år. Split av aktier. Mark och vatten. Orange tråd.",
        "Anna Paris (M) och Jack London, samt Sofia Berg.",
        "Lena Victoria Hamilton yrkar bifall.",
        "Jinan University, Guangzhou universitet och Shanghai Jiao Tong University",
        "Universitetet i Bologna och Bank of China",
        "Paris AB och London Stock Exchange",
        "Pekinggatan 4, Köpenhamnsvägen 12, Vasagatan 1",
        "Wien-konventionen och Parisavtalet",
        "Malmö, Lund, Halmstad, Berg, Salem och Roma",
        "Karlastaden, Vasastaden och stadsdelen Askim",
        "Ann-Katrin Moss och Per Alta",
        "Bor du i Ale? Man ser Best som Date.",
        "skriv till info@wuxi.gov.cn eller www.paris.fr/London/Berlin",
    ],
)
def test_what_is_no_place_abroad(text: str) -> None:
    assert find_places(text) == []


def test_a_swedish_namesake_needs_the_country() -> None:
    assert named("Vi besökte Salem och Boden.") == []
    assert ("Salem", "US") in named("Vi besökte Salem i USA.")


def test_a_word_counts_only_where_it_is_said_to_be_a_place() -> None:
    assert named("Vänorten Nice har bjudit in oss.") == [("Nice", "FR")]
    assert named("Nice har bjudit in oss.") == []


def test_one_word_in_lower_case_makes_the_name_a_word() -> None:
    assert named("Bergen är höga. Bakom bergen bor folk.") == []
    assert named("Bergen bjuder in oss.") == [("Bergen", "NO")]


def test_a_noun_in_the_plural_holds_for_the_whole_list() -> None:
    assert named("Vänorterna Moss, Alta och Kemi deltog.") == [("Moss", "NO"), ("Alta", "NO"), ("Kemi", "FI")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bidraget går till vänorterna Mölndal, Oppdal och Türi.", ["Oppdal", "Türi"]),
        ("Kommunens vänorter är Raahe, Rana och Nevers.", ["Brahestad", "Rana", "Nevers"]),
        ("Vänorterna Hveragerdi (Island), Vemb (Danmark) och Nevers firar.", ["Hveragerði", "Vemb", "Nevers"]),
    ],
)
def test_a_list_holds_whatever_it_begins_with(text: str, names: list[str]) -> None:
    assert [p.name for p in find_places(text) if p.kind == "city"] == names


def test_pairs_with_hyphen_or_dash() -> None:
    assert named("Avtalet Gävle-Zhuhai och linjen Malmö–Köpenhamn") == [("Zhuhai", "CN"), ("Köpenhamn", "DK")]


def test_an_own_sentence_after_a_person_is_a_place() -> None:
    assert named("Ärendet drogs av Karin Ek. Wuxi är en stad.") == [("Wuxi", "CN")]


def test_names_in_tables_stand_apart() -> None:
    assert named("Anna Ek    Wuxi    Kina") == [("Wuxi", "CN"), ("Kina", "CN")]


# Laws


@given(st.text(alphabet="WuxiParsGdńkåäö KinaLd.,-'’:s\n()0", max_size=80))
def test_the_extent_is_what_is_written(text: str) -> None:
    places, municipalities = find_places(text), find_municipalities(text)
    assert all(text[p.start : p.end] == p.raw for p in places)
    for found in (places, municipalities):
        assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.sampled_from(SURE), st.sampled_from(["Utbytet med {} fortsätter.", "Vi reste via {}, sedan hem.", "Ungdomar från {}\nkom hit."]))
def test_a_known_city_is_found_in_any_sentence(name: str, sentence: str) -> None:
    place = only(sentence.format(name))
    assert (place.raw, place.name) == (name, name)


@given(st.sampled_from(SURE))
def test_the_genitive_keeps_the_place(name: str) -> None:
    plain_form, genitive = only(f"Vi såg {name} i går."), only(f"Vi såg {name}s skolor.")
    assert (genitive.name, genitive.country_code, genitive.identifier) == (plain_form.name, plain_form.country_code, plain_form.identifier)
    assert genitive.raw == name + "s"


@given(st.permutations([f"Delegationen från {n} kom hit i maj." for n in ("Wuxi", "Tammerfors", "Lviv", "Kaunas", "Nice", "Odense")]))
def test_the_order_of_sentences_changes_nothing(sentences: list[str]) -> None:
    assert set(named(" ".join(sentences))) == {("Wuxi", "CN"), ("Tammerfors", "FI"), ("Lviv", "UA"), ("Kaunas", "LT"), ("Odense", "DK")}


@given(st.sampled_from(MUNICIPALITIES), st.sampled_from(["", "Ärendet gäller ", "Till: "]))
def test_municipalities_are_never_places_abroad(row: dict[str, str], before: str) -> None:
    assert find_places(f"{before}{row['name']} kommun, {row['name']} och {row['name']}s skolor") == []


@settings(max_examples=20)
@given(st.sampled_from(SURE), st.integers(0, 3))
def test_finding_again_gives_the_same(name: str, copies: int) -> None:
    text = f"Samarbetet med {name} prövas. " * (copies + 1)
    assert find_places(text) == find_places(text)
    assert len({p.name for p in find_places(text)}) == 1


def test_every_mention_of_a_long_document_is_found() -> None:
    text = "Kommunstyrelsen i Borås beslutar att avtalet med Wuxi i Kina förlängs. Anna Ek (S) och Per Lund (M) reserverar sig.\n" * 4000
    places, municipalities = find_places(text), find_municipalities(text)
    assert len(places) == 8000 and len(municipalities) == 4000


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Kommunens vänort Lindstrom, USA, fyller år.", "Lindstrom", "US"),
        ("Avtalet med vänorten Mora i Minnesota förnyas.", "Mora", "US"),
        ("Besök från den norska kommunen Brattdal väntas.", "Brattdal", "NO"),
        ("Brev från vänort Lier i Norge.", "Lier", "NO"),
        ("Kontakt med distriktet Otjirunda (Namibia) togs.", "Otjirunda", "NA"),
        ("Samverkan med kommunen Villa de Prado i Peru.", "Villa de Prado", "PE"),
    ],
)
def test_a_place_that_no_list_has_is_taken_as_explained(text: str, name: str, country: str) -> None:
    [place] = [p for p in find_places(text) if p.kind not in ("country", "province")]
    assert (place.name, place.country_code, place.identifier, place.supported) == (name, country, "", True)
    assert text[place.start : place.end] == place.raw


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Vänortsavtalet med Nyvik avslutas.", "Nyvik"),
        ("Kommunen upphör med vänortsförbindelsen med Iriga.", "Iriga"),
        ("Systerstaden San Vito fyller år.", "San Vito"),
    ],
)
def test_a_partner_that_no_list_has_is_taken_without_a_country(text: str, name: str) -> None:
    assert [(p.name, p.country_code, p.supported) for p in find_places(text)] == [(name, "", True)]


@pytest.mark.parametrize(
    "text",
    [
        "Vänortsutbytet med Rotary fortsätter.",
        "Vänortssamarbetet med Region Halland läggs ned.",
        "Vänorten Kommunstyrelsen beslutar.",
        "Vänortsavtalet med Kulturföreningen sägs upp.",
        "Vänorten Borås har inget avtal.",
        "Vänortsutbytet med Norra Skolan och Anna pågår.",
        "Vänorterna hälsas. Vänorten Lundbyoch Boda firar.",
        "Vänort   Vänort sedan",
        "Svar på förslag om vänort Förslag till beslut",
        "Om vänorten Ärendet. Så är ärendet.",
        "Översyn av en vänort\nSammanfattning\nKommunen har en.",
    ],
)
def test_a_partner_that_is_no_place_abroad_is_none(text: str) -> None:
    assert find_places(text) == []


def test_a_place_once_explained_is_found_where_it_stands_bare() -> None:
    text = "Vänorten Brattdal i Norge bjuder in. Kommunen tackar Brattdal för inbjudan och Brattdals skola för tavlan."
    assert [text[p.start : p.end] for p in find_places(text) if p.kind == "city"] == ["Brattdal"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "I staden Borås i Sverige bor många.",
        "Kommunen har en vänort. Bergvik AB i Norge levererar.",
        "Kommunstyrelsen tackar Karlsson i Norge.",
    ],
)
def test_what_is_not_explained_as_a_place_is_none(text: str) -> None:
    assert [p.name for p in find_places(text) if p.kind != "country"] == []


def test_a_preposition_is_no_part_of_a_name() -> None:
    """``Alta i`` is not Altai, nor is ``Worcester i USA`` one name."""
    for text, name, country in (("vänorten Alta i Norge", "Alta", "NO"), ("vänorten Worcester i USA", "Worcester", "US")):
        place = find_places(text)[0]
        assert (place.name, place.country_code, place.raw) == (name, country, name)


def test_a_country_before_the_name_settles_which() -> None:
    assert [(p.name, p.country_code) for p in find_places("Vår vänort i USA: Norfolk")][-1] == ("Norfolk", "US")


@pytest.mark.parametrize(("name", "country"), [("Türi", "EE"), ("Mandal", "NO")])
def test_of_namesakes_the_nordic_or_baltic_town_is_meant(name: str, country: str) -> None:
    [place] = find_places(f"Samarbetet med vänorten {name} fortsätter.")
    assert place.country_code == country


def test_a_small_town_needs_its_country_in_the_matter_and_a_relation_with_it() -> None:
    """``Motionären vill att kommunen inleder samarbete med Hemnes`` under the title ``vänort i Norge``."""
    told = "Motion om en vänort i Norge. Motionären vill att kommunen inleder samarbete med Hemnes."
    assert [(p.name, p.country_code) for p in find_places(told) if p.kind == "city"] == [("Hemnes", "NO")]
    for text in (told.replace(" i Norge", ""), "Vi for till Norge. Företaget Hemnes bygger.", told.replace(". ", "." + " x" * 1500, 1)):
        assert [p.name for p in find_places(text) if p.kind == "city"] == []


def test_a_relation_with_a_place_is_support_enough_and_holds_along_the_list() -> None:
    text = "Kommunen har ett vänortsavtal med Kitwe och Mutare."
    assert [(p.name, p.supported) for p in find_places(text)] == [("Kitwe", True), ("Mutare", True)]


# The tool that makes the gazetteer


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_places", Path(__file__).parents[2] / "tools" / "make_places.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("cyrillic", "country", "expected"),
    [
        ("Балтийск", "RU", "Baltijsk"),
        ("Чернігів", "UA", "Tjernihiv"),
        ("Елец", "RU", "Jelets"),
        ("Рязань", "RU", "Rjazan"),
        ("Ђаково", "RU", None),
    ],
)
def test_swedish_transliteration(tool: ModuleType, cyrillic: str, country: str, expected: str | None) -> None:
    assert tool.swedish_transliteration(cyrillic, country) == expected


def test_the_gazetteer_keeps_near_towns_and_large_cities(tool: ModuleType) -> None:
    def city(number: int, name: str, country: str, population: int) -> dict[str, object]:
        return {
            "geonameid": number, "name": name, "countrycode": country, "population": population, "admin1code": "01", "alternatenames": [],
        }  # fmt: skip

    rows = [city(1, "Nordvik", "NO", 900), city(2, "Farville", "US", 900), city(3, "Bigtown", "US", 90000)]
    assert tool.lines({str(r["geonameid"]): r for r in rows}) == ["3\tUS\t01\t90000\tBigtown\t", "1\tNO\t\t900\tNordvik\t"]
