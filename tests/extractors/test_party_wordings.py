"""Partners, consulted bodies and persons' roles in wordings and layouts as towns write them."""

from __future__ import annotations

import pytest

from extractors.places import find_places
from tests.extractors.party_documents import facts_in

REPORT = """
Borlänge kommun
Kommunledningskontoret

TJÄNSTESKRIVELSE
2016-03-14
Dnr KS 2016/101

Samarbetet med Gdynia

Ärendebeskrivning
Borlänge kommun har sedan 1989 ett vänortsavtal om samarbete med Gdynia i Polen. {}
"""
MINUTES = """
Motala kommun
Kommunstyrelsen

SAMMANTRÄDESPROTOKOLL
Sammanträdesdatum 2018-05-15

{}§ 77 Dnr 18/KS 0113
Vänortsavtal med Daugavpils

Kommunstyrelsens beslut
1. Avtalet förlängs.

Ärendebeskrivning
Avtalet löper ut i år.

{}
"""


def _named(text: str, *roles: str) -> set[str]:
    return {str(f.values["name"]) for f in facts_in(text) if f.values["role"] in roles and f.values["kind"] != "political_party"}


@pytest.mark.parametrize(
    ("sentence", "partners"),
    [
        ("Samarbetet finansieras av Svenska institutet och Nordiska ministerrådet.", {"Svenska institutet", "Nordiska ministerrådet"}),
        ("Projektet har stöd av Europeiska socialfonden.", {"Europeiska socialfonden"}),
        ("Som samarbetspartner i satsningen har kommunen haft Brovallens IF.", {"Brovallens IF"}),
        ("Insatsen leds av Lantmäteriet, med Älvdrags Vatten AB som medsökande.", {"Lantmäteriet", "Älvdrags Vatten AB"}),
        ("Samverkan bedrivs mellan Almskolan och yrkesskolan Winnova.", {"Almskolan", "Winnova"}),
        (
            "Ett samarbetsavtal tecknades mellan Karolinska Institutet och Vilnius universitet.",
            {"Karolinska Institutet", "Vilnius universitet"},
        ),
        ("Stiftelsen Sätra gård svarar för inkvarteringen av ungdomarna i utbytet.", {"Stiftelsen Sätra gård"}),
        ("I partnerskapet ingår förutom kommunen även Tuna Innovation Hub.", {"Tuna Innovation Hub"}),
        ("Tuna Scoutkår tar varje år emot scouter från vänorten.", {"Tuna Scoutkår"}),
        ("Med i samarbetet finns också Tuna Pensionärsförbund.", {"Tuna Pensionärsförbund"}),
        ("Hanseatic Parliament står som huvudpartner i ansökan om projektet.", {"Hanseatic Parliament"}),
        ("Bland de medverkande i projektet märks Tunastål AB.", {"Tunastål AB"}),
        ("Socialnämnden deltar i projektet.", set()),
        ("Bussarna till vänorten hyrs av Flexbuss AB.", set()),
    ],
)
def test_partners(sentence: str, partners: set[str]) -> None:
    assert _named(REPORT.format(sentence), "partner") == partners


@pytest.mark.parametrize(
    ("sentence", "consulted"),
    [
        ("Utbildningsnämnden har yttrat sig i ärendet.", {"Utbildningsnämnden"}),
        ("Remissvar har lämnats av miljö- och byggnadsnämnden och Tunahem AB.", {"Miljö- och byggnadsnämnden", "Tunahem AB"}),
        ("Barn- och bildningsnämnden avstyrkte motionen i mars.", {"Barn- och bildningsnämnden"}),
        ("Utrikesdepartementet har vid förfrågan avrått från fortsatta kontakter.", {"Utrikesdepartementet"}),
        ("Ungdomsrådet ställer sig bakom förslaget.", {"Ungdomsrådet"}),
        ("Inför beslutet har Visit Tuna AB fått lämna synpunkter.", {"Visit Tuna AB"}),
        ("Kulturförvaltningen får i uppdrag att samråda med Föreningen Norden.", set()),
        ("Kulturnämnden beslutade 2014 om nya bidragsregler.", set()),
        ("Nämnden har yttrat sig.", set()),
        ("Kommunstyrelsen tillstyrker förslaget.", set()),
    ],
)
def test_consulted(sentence: str, consulted: set[str]) -> None:
    assert _named(REPORT.format(sentence), "consulted") == consulted


def test_a_board_is_not_consulted_in_its_own_paper() -> None:
    head = "Borlänge kommun\nSocialnämnden\n\nSAMMANTRÄDESPROTOKOLL\nSammanträdesdatum 2018-05-15\n\n"
    matter = "§ 7 Vänortsavtal\n\nSocialnämnden har yttrat sig i ärendet.\n\nSocialnämndens beslut\n1. Yttrandet antas.\n"
    assert _named(head + matter, "consulted") == set()


@pytest.mark.parametrize(
    ("words", "role", "names"),
    [
        ("Siv Norr och Ulf Dal, båda (V), reserverar sig mot beslutet.", "dissenter", {"Siv Norr", "Ulf Dal"}),
        ("Reservation\nSiv Norr, Ulf Dal och Mia Sten, samtliga (KIV), reserverar sig.", "dissenter", {"Siv Norr", "Ulf Dal", "Mia Sten"}),
        ("Yrkanden\nOrdföranden Karin Holm (S): Bifall.\nKommunalrådet Lars Ek (M): Avslag.", "mover", {"Karin Holm", "Lars Ek"}),
        ("I en motion från Sverigedemokraterna genom Lars Ek föreslås att avtalet sägs upp.", "proposer", {"Lars Ek"}),
        ("Samtliga (V) i salen hade gått.", "dissenter", set()),
    ],
)
def test_roles_at_the_meeting(words: str, role: str, names: set[str]) -> None:
    assert _named(MINUTES.format("", words), role) == names


@pytest.mark.parametrize(
    "head",
    [
        "Ordförande: Tor Lind (M)\nSekreterare: Pia Vik, tfn 0570-22 50 00\n",
        "Ordf.: Tor Lind (M)\nSekr.: Pia Vik\n",
        "Tor Lind\t\tPia Vik\nOrdförande\t\tNämndsekreterare\n",
    ],
)
def test_chair_and_secretary_of_a_notice(head: str) -> None:
    text = f"Arvika kommun\nKALLELSE\nKommunstyrelsen\n2011-09-06\n\n{head}\n1. Upprop\n2. Vänortsavtal med Skive KS 2011/77\n"
    assert (_named(text, "chair"), _named(text, "secretary")) == ({"Tor Lind"}, {"Pia Vik"})


def test_an_election_on_the_agenda_makes_no_chair() -> None:
    agenda = "1. Upprop\nFöredragande: Ola Berg\n2. Val av ordförande: Eva Hed föreslås\n"
    text = f"Arvika kommun\nKALLELSE\nKommunstyrelsen\n2011-09-06\n\n{agenda}"
    assert _named(text, "chair", "case_officer") == set()


def test_names_and_offices_on_one_line_close_an_agreement() -> None:
    text = (
        "AVSIKTSFÖRKLARING\n\nmellan Motala kommun och Daugavpils stad, Lettland\n\nParterna ska samarbeta om skola.\n"
        "Kontaktperson: Ola Berg, utvecklare\n\nMotala 2018-05-20\n\n"
        "Karin Holm, kommunalråd\t\tAndris Ozols, Chairman of the City Council\n"
    )
    assert _named(text, "signatory") == {"Karin Holm", "Andris Ozols"}
    assert _named(text, "case_officer") == set()


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("Förvaltning/handläggare\nKommunledningsstaben, Ola Berg\n", ""),
        ("Tjänsteställe, handläggare\nKommunledningskontoret, Ola Berg\n", ""),
        ("", "Ärendet har beretts av utvecklare Ola Berg."),
    ],
)
def test_case_officers(head: str, told: str) -> None:
    text = f"Arvika kommun\nTJÄNSTESKRIVELSE\n2011-09-06\nDnr KS 2011/77\n\n{head}\n"
    text += f"Vänortsavtal med Skive\n\nAvtalet föreslås förlängas. {told}\n"
    assert _named(text, "case_officer") == {"Ola Berg"}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Avtalet undertecknades av Vetlanda kommun och Lillbruk kommun, Ukraina.", "Lillbruk", "UA"),
        ("Twinning agreement with the Town of Smallbrook, Poland", "Smallbrook", "PL"),
        ("Utbytet med den lilla byn Podersdorf i Österrike, vänort sedan 2001.", "Podersdorf", "AT"),
    ],
)
def test_a_town_with_its_government_and_country_is_a_place(text: str, name: str, country: str) -> None:
    assert (name, country) in {(p.name, p.country_code) for p in find_places(text)}


def test_a_swedish_town_before_a_country_is_no_place_abroad() -> None:
    assert {p.name for p in find_places("Mötet samlade Vetlanda kommun, Polen och Sävsjö kommun, Sverige.")} <= {"Polen", "Sverige"}
