"""Areas by the words around them: before and behind, of the paragraph, added and taken out, retold, repeated, in English."""

from __future__ import annotations

import pytest

from extractors.area_frames import frames
from extractors.focus_areas import find_areas
from tests.extractors.relation_documents import areas, focus, report, rows_of

Rows = set[tuple[str, str, str]]
CITY = "Ostrava"


def told(*codes: str, st: str = "agreed") -> Rows:
    return {(CITY, code, st) for code in codes}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Kommunen har ett samarbetsavtal med Ostrava. Energi och avfall har varit ämnena.", told("energy", "environment")),
        ("Ostrava har varit vänort sedan 1991. I fokus för utbytet står idrott och musik.", told("sport", "culture")),
        ("Ostrava har varit vänort sedan 1991. Skolan är navet i samarbetet.", told("education")),
        ("Tyngdpunkten i samarbetet med Ostrava ligger på äldreomsorg.", told("health_care")),
        ("I avtalet med Ostrava ingår räddningstjänst och turism.", told("safety", "tourism")),
        ("Räddningstjänst och turism ingår i avtalet med Ostrava.", told("safety", "tourism")),
        ("I överenskommelsen med Ostrava nämns särskilt kollektivtrafik.", told("transport")),
        ("Utbytet med Ostrava bärs upp av körer, fotbollslag och skolklasser.", told("culture", "sport", "education")),
        ("Samarbetet med Ostrava kretsar kring stadsplanering.", told("urban_development")),
        ("Vänortssamarbetet med Ostrava spänner över kultur, idrott och lantbruk.", told("culture", "sport", "agriculture")),
        ("Kommunen slöt 2018 ett avtal med Ostrava om innovation och högre utbildning.", told("innovation", "research")),
        ("Avtalet med Ostrava slöts 2018 för fiske och vattenvård.", told("agriculture", "environment")),
        ("Kommunen har ett vänortsavtal med Ostrava. Fokus de närmaste åren ska vara jämställdhet.", told("human_rights")),
        ("Elevutbytet med vänorten Ostrava sker varje höst.", told("education")),
        ("Med vänorten Ostrava anordnas varje år ett idrottsläger.", told("sport")),
        ("Avtalet med Ostrava upptar bland annat hemtjänst och folkbibliotek.", told("health_care", "culture")),
        ("Samverkan med Ostrava gäller bordtennis, keramik och järnvägsunderhåll.", told("sport", "culture", "transport")),
        ("Kontoret bedömer att samarbetet med Ostrava bör inriktas på biogas.", told("energy", st="proposed")),
        ("Enligt motionen ska samarbetet med Ostrava avse medborgardialog.", told("democracy", st="proposed")),
        ("Ostrava har frågat om kommunen är intresserad av samverkan om fjärrvärme.", told("energy", st="proposed")),
        ("Samarbetsavtalet med Ostrava kan även omfatta livsmedel.", told("agriculture", st="proposed")),
        (
            "Ett nytt avtal med Ostrava har arbetats fram. Det omfattar digitalisering.",
            told("digitalisation", st="proposed"),
        ),
        ("Samarbetet med Ostrava rörde till en början sjukvård.", told("health_care", st="previous")),
        ("Samarbetet med Ostrava kring skogsbruk avslutades 2011.", told("agriculture", st="previous")),
        (
            "Avtalet med Ostrava gäller skola och kultur. Idrott, som ingick i det förra avtalet, utgick 2014.",
            told("education", "culture") | told("sport", st="previous"),
        ),
        (
            "Avtalet med Ostrava omfattar kultur. Kommunen tecknar nu ett nytt avtal med Ostrava där miljö har tillkommit.",
            told("culture") | told("culture", "environment", st="proposed"),
        ),
        (
            "Avtalet med Ostrava gäller till 2019 och avser turism. Ett nytt avtal med Ostrava föreslås med samma inriktning.",
            told("tourism") | told("tourism", st="proposed"),
        ),
        (
            "Kommunen och Ostrava har ett avtal. Vattenrening är ett område som Ostrava har lyft. Om det ska ingå utreds under hösten.",
            told("environment", st="under_review"),
        ),
        (
            "År 2009 undertecknades en avsiktsförklaring med Ostrava om solenergi. Den avlöstes av ett avtal som avser besöksnäring.",
            told("energy", st="previous") | told("tourism"),
        ),
    ],
)
def test_what_is_said_of_an_area(text: str, rows: Rows) -> None:
    assert focus(report(f"Bakgrund\n{text}\n", "Samarbetet med Ostrava")) == rows


@pytest.mark.parametrize(
    "text",
    [
        "Avtalet med Ostrava går inte att förena med vad kommunen säger om mänskliga rättigheter.",
        "Om ett avtal om lärarutbyte ska prövas av regeringen lär få avtal med Ostrava slutas.",
        "Näringslivschefen har deltagit i handläggningen av avtalet med Ostrava.",
        "Avtalet med Ostrava har ingen betydelse för exporten.",
        "Partnerskapet med Ostrava bör löpa ut, eftersom det kostar 100 kronor och underlättar för företag.",
        "Kultur- och fritidsnämnden handlägger frågor om utbyten med Ostrava och föreningar.",
        "Kommunstyrelsen anser att vänortsutbytet med Ostrava och skolan har varit lyckat.",
        "Ostrava är en industristad med två universitet.",
        "Socialdemokraterna yrkar bifall till avtalet med Ostrava.",
        "Vänortskommittén för Ostrava består av ledamöter från kultur- och fritidsnämnden.",
        "Inom kommunen finns sju vänorter, däribland Ostrava, och tolv skolor.",
        "Kommunen ingick 2004 ett avtal med Ostrava.",
        "Avtalet med Ostrava utgår den 31 december 2020.",
        "Ordföranden i utbildningsnämnden undertecknade avtalet med Ostrava.",
        "Delegationen till Ostrava bestod av två politiker och skolchefen.",
        "Ärendet om Ostrava har skickats till kultur- och fritidsnämnden och Västerviks gymnasium.",
        "Avtalet med Ostrava gäller i tre år med en ekonomisk ram.",
        "Projektet finansieras av Energimyndigheten och avtalet med Ostrava av kommunen.",
    ],
)
def test_sentences_that_name_an_area_but_tell_none(text: str) -> None:
    assert focus(report(f"Bakgrund\nKommunen har ett vänortsavtal med Ostrava i Tjeckien.\n\n{text}\n", "Samarbetet med Ostrava")) == set()


def test_each_counterpart_has_the_areas_of_its_own_heading() -> None:
    rows = report(
        """
        Vänorter

        Ostrava, Tjeckien. Vänort sedan 1991. Fokus under perioden ska vara idrott.

        Narva, Estland. Vänort sedan 1993. Utbytet mellan körer ska fortsätta.

        Ansvar

        Nämnden samordnar utbyten mellan skolor.
        """,
        "Riktlinjer för internationellt arbete",
    )
    assert areas(rows) == {(CITY, "sport"), ("Narva", "culture")}


def test_a_list_ends_where_another_numbering_begins() -> None:
    rows = report(
        """
        Bakgrund
        Avtalet med Ostrava omfattar följande områden:
        – kultur
        – avfall
        1. Näringslivskontoret samordnar arbetet.
        """,
        "Avtalet med Ostrava",
    )
    assert areas(rows) == {(CITY, "culture"), (CITY, "environment")}


def test_an_english_list_of_areas_in_a_signed_agreement() -> None:
    rows = rows_of(
        """
        MEMORANDUM OF UNDERSTANDING
        between the City of Helsingborg, Sweden, and the City of Dandong, China

        Article 2. Fields of cooperation

        The Parties will cooperate in the following fields:

            (a)  vocational training;
            (b)  waste management and clean air;
            (c)  ports and shipping.

        It creates no obligations under international law.

        Signed in Helsingborg on 4 June 2010
        """
    )
    assert focus(rows) == {("Dandong", code, "agreed") for code in ("education", "environment", "transport")}


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("yrkesutbildning", "education"),
        ("doktorander", "research"),
        ("gruvnäring", "business"),
        ("robotteknik", "innovation"),
        ("e-tjänster", "digitalisation"),
        ("grönområden", "environment"),
        ("uppvärmning", "energy"),
        ("byggnadsvård", "urban_development"),
        ("godstrafik", "transport"),
        ("kommunal självstyrelse", "democracy"),
        ("diskriminering", "human_rights"),
        ("folkmusik", "culture"),
        ("ishockey", "sport"),
        ("evenemang", "tourism"),
        ("arbetet mot hiv", "health_care"),
        ("fritidsgårdar", "youth"),
        ("vinodling", "agriculture"),
        ("brandkåren", "safety"),
        ("elderly care", "health_care"),
        ("civil protection", "safety"),
        ("public administration", "democracy"),
    ],
)
def test_words_of_every_area(word: str, code: str) -> None:
    assert {a.code for a in find_areas(f"samarbete om {word}.", 0, 40)} == {code}


@pytest.mark.parametrize(
    "word", ["socialdemokraterna", "It may be extended", "utbetalningar", "äldre avtal", "transporter av sportbilar i passport"]
)
def test_words_that_only_look_like_an_area(word: str) -> None:
    assert not {"democracy", "digitalisation", "health_care"} & {a.code for a in find_areas(word, 0, len(word))}


def test_many_words_between_an_agreement_and_what_it_is_about_take_no_time() -> None:
    text = "avtal " + "mellan mars och kommunens " * 4000 + "skola"
    assert isinstance(frames(text, find_areas(text, 0, len(text))), list)
