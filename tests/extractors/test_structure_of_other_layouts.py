"""Who signs, sits, moves and dissents, and whose number and day it is, in layouts and wordings that the common templates do not have."""

from __future__ import annotations

import pytest
from party_documents import BODY, HEAD, people
from relation_documents import date_roles, rows_of

from extractors.registry import find_registry_numbers, in_paper

MINUTES = """
Lidköpings kommun
Kommunstyrelsen
SAMMANTRÄDESPROTOKOLL
Sammanträdesdatum 2021-03-10

§ 12 {title}
Dnr KS 2021/45

{text}

Kommunstyrelsens beslut

Informationen noteras.

§ 13 Information

Kommundirektören informerar om läget i arbetet med den nya översiktsplanen och om rekryteringen av en ekonomichef.
"""


def in_section(text: str, *roles: str, title: str = "Bidrag till Hamnföreningen") -> set[tuple[str, str, str | None]]:
    return people(MINUTES.format(title=title, text=text), *roles)


def numbers(text: str) -> dict[str, str]:
    return {n.raw: n.case_number for n in find_registry_numbers(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ks 71/96\nKs 204/96\nKs 8/96", {"Ks 71/96": "KS 1996/71", "Ks 204/96": "KS 1996/204", "Ks 8/96": "KS 1996/8"}),
        ("Dnr 14/03\nDnr 180/02\nSedan 2014", {"14/03": "2003/14", "180/02": "2002/180"}),
        ("Dnr 97/12\nDnr 97/1155\når 2012", {"97/12": "1997/12", "97/1155": "1997/1155"}),
        ("Dnr 85/01\nI april 2001", {"85/01": "2001/85"}),
        ("Dnr 45/00", {"45/00": "2000/45"}),
        ("KS 05/12", {"KS 05/12": "KS 2005/12"}),
        ("Diarienummer KS2017/93/02", {"KS2017/93/02": "KS 2017/93"}),
    ],
)
def test_the_other_numbers_of_a_paper_tell_where_the_year_stands(text: str, expected: dict[str, str]) -> None:
    assert numbers(text) == expected


@pytest.mark.parametrize("text", ["SFS 9/97", "mötet i KS 9/5", "KS 9/12", "Ks 2016/87/2017"])
def test_days_and_laws_are_no_numbers_of_matters(text: str) -> None:
    assert numbers(text) == {}


def test_a_number_of_a_heading_is_read_as_in_the_whole_paper() -> None:
    text = "Ks 71/96\nTaxa\n\nKs 204/96\nSkola"
    assert in_paper(text, "KS 1971/96") == "KS 1996/71"
    assert in_paper(text, "KS 1996/204") == "KS 1996/204"
    assert in_paper(text, "KS 2012/3") == "KS 2012/3"
    assert in_paper(text, None) is None


def test_the_numbers_of_sections_with_the_year_last() -> None:
    rows = rows_of(
        "Lidköpings kommun\nBarnnämnden\nSAMMANTRÄDESPROTOKOLL\n2003-05-14\n\n"
        "§ 7   Budget\nDnr 14/03\n\nNämnden beslutar att godkänna budgeten.\n\n"
        "§ 8   Skolplan\nDnr 180/02\n\nNämnden beslutar att anta planen.\n\n"
        "§ 9   Taxa\nDnr 95/03\n\nNämnden beslutar att anta taxan. Den förra är från 1995.\n"
    )
    assert [c["case_number"] for c in rows["cases"]] == ["2003/14", "2002/180", "2003/95"]
    assert {n["role"] for n in rows["case_numbers"]} == {"own"}


def test_a_table_of_members_with_their_substitutes_in_a_column_of_their_own() -> None:
    cover = """
Tjänstgörande

Ledamöter            Ersättare i stället för      Parti   Anm.
Frida Nordlöf                                     S       ordförande
Rolf Ekengren                                     M       1:e vice ordförande
Lisbet Granqvist                                  C       på distans
                     Pia Rosén, för
                     Nils Tapper                  KD
Ida Lönn                                          V

Icke tjänstgörande ersättare
Ulf Åkerman (S)

Att justera          Rolf Ekengren och Ida Lönn
"""
    assert people(HEAD + cover + BODY) == {
        ("Frida Nordlöf", "chair", "S"),
        ("Rolf Ekengren", "member", "M"),
        ("Lisbet Granqvist", "member", "C"),
        ("Ida Lönn", "member", "V"),
        ("Pia Rosén", "substitute", None),
        ("Ulf Åkerman", "substitute", "S"),
        ("Rolf Ekengren", "adjuster", "M"),
        ("Ida Lönn", "adjuster", "V"),
    }


def test_the_chairs_label_before_the_first_name_of_a_list() -> None:
    cover = """
Närvarande:     Ordförande: Frida Nordlöf (S)
                Ledamöter: Rolf Ekengren (M), Lisbet Granqvist (C) och Ida Lönn (V)
                Ersättare: Pia Rosén (S) tjänstgör för Nils Tapper (S)
Tid för just.:  Måndag 15 mars 2021
"""
    assert people(HEAD + cover + BODY) == {
        ("Frida Nordlöf", "chair", "S"),
        ("Rolf Ekengren", "member", "M"),
        ("Lisbet Granqvist", "member", "C"),
        ("Ida Lönn", "member", "V"),
        ("Pia Rosén", "substitute", "S"),
    }


def test_who_serves_for_another_in_a_table_is_a_substitute() -> None:
    cover = """
Beslutande
Namn               Parti    Tjänstgör för      Närvarande
Frida Nordlöf      S                           X
Rolf Ekengren      M        Nils Tapper        X
"""
    assert people(HEAD + cover + BODY) == {("Frida Nordlöf", "member", "S"), ("Rolf Ekengren", "substitute", "M")}


@pytest.mark.parametrize(
    "heading", ["Digital justering", "Elektronisk signering", "Justeras digitalt", "Protokollet justeras elektroniskt av"]
)
def test_those_who_sign_minutes_on_screen(heading: str) -> None:
    text = f"""{HEAD}{BODY}

{heading}

Frida Nordlöf (S), ordförande           2021-03-12
Rolf Ekengren (M)                       2021-03-15
Malin Öst, sekreterare                  2021-03-11
"""
    assert people(text, "chair", "adjuster", "secretary") == {
        ("Frida Nordlöf", "chair", "S"),
        ("Rolf Ekengren", "adjuster", "M"),
        ("Malin Öst", "secretary", None),
    }
    roles = date_roles(rows_of(text))
    assert {roles[day] for day in ("2021-03-12", "2021-03-15", "2021-03-11")} == {"adjusted"}


@pytest.mark.parametrize("over", ["In fidem", "Som ovan", "Vid protokollet"])
@pytest.mark.parametrize("verified", ["Justeras 2021-03-15", "Justerat den 15 mars 2021"])
def test_names_under_the_day_of_the_verifying(over: str, verified: str) -> None:
    text = f"""{HEAD}{BODY}

{over}

Malin Öst

{verified}

Frida Nordlöf              Rolf Ekengren              Ida Lönn
ordförande
"""
    assert people(text, "chair", "adjuster", "secretary") == {
        ("Frida Nordlöf", "chair", None),
        ("Rolf Ekengren", "adjuster", None),
        ("Ida Lönn", "adjuster", None),
        ("Malin Öst", "secretary", None),
    }


def test_the_day_of_the_verifying_under_a_secretary_makes_no_adjuster() -> None:
    text = f"{HEAD}{BODY}\n\nMalin Öst\nSekreterare\n\nJusterat den 15 mars 2021\n"
    assert people(text, "adjuster", "secretary") == {("Malin Öst", "secretary", None)}


@pytest.mark.parametrize(
    ("lines", "dissenters"),
    [
        ("Ida Lönn (V) mot punkt 2.", {"Ida Lönn"}),
        ("Ida Lönn (V) och Nils Tapper (KD) mot punkterna 1 och 3.", {"Ida Lönn", "Nils Tapper"}),
        ("Ida Lönn (V) till förmån för sitt yrkande samt Nils Tapper (KD) till förmån för sitt.", {"Ida Lönn", "Nils Tapper"}),
        ("Ida Lönn (V) mot beslutet i punkt 1, Nils Tapper (KD) till förmån för eget förslag.", {"Ida Lönn", "Nils Tapper"}),
        ("Ida Lönn (V) till förmån för Nils Tappers (KD) yrkande.", {"Ida Lönn"}),
        ("Ida Lönn (V) mot avslaget på Nils Tappers (KD) yrkande.", {"Ida Lönn"}),
    ],
)
def test_dissenters_listed_with_what_they_are_against(lines: str, dissenters: set[str]) -> None:
    text = MINUTES.format(title="Taxa", text="Ärendet.").replace("§ 13", f"Reservation\n\n{lines}\n\n§ 13")
    assert {name for name, role, _ in people(text, "dissenter")} == dissenters


@pytest.mark.parametrize(
    "sentence",
    [
        "Ida Lönn (V) begär att kostnaden redovisas först.",
        "Ida Lönn (V) förordar att bidraget betalas ut i höst.",
        "Ida Lönn (V) vill i första hand att bidraget höjs.",
        "Ida Lönn (V) föreslår att frågan vilar till nästa möte.",
        "Ida Lönn (V) ställer sig bakom nämndens förslag.",
        "Ida Lönn (V) tycker att bidraget är för högt och yrkar på 5 000 kronor.",
        "Ida Lönn (V): Ändra beloppet till 20 000 kronor.",
        "Ida Lönn (V): avslag på förslaget.",
    ],
)
def test_who_wants_something_at_the_meeting_moves_it(sentence: str) -> None:
    assert in_section(sentence, "mover") == {("Ida Lönn", "mover", "V")}


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("Ida Lönn (V) vill att kommunen bygger en lekplats.", "Motion om lekplats"),
        ("Ida Lönn (V) föreslår i en motion att en lekplats byggs.", "Lekplats"),
        ("Ida Lönn (V) svarar att frågan är statens.", "Fråga om vägen"),
        ("Ida Lönn (V): Vägen borde ha lagats.", "Vägen"),
        ("Ida Lönn (V) redogör för vad som hänt och sedan vad han som skrev brevet yrkar.", "Vägen"),
        ("Ida Lönn (V) påminner om att andra har lyckats.", "Vägen"),
    ],
)
def test_who_tells_or_has_moved_a_motion_moves_nothing_at_the_meeting(sentence: str, title: str) -> None:
    assert in_section(sentence, "mover", title=title) == set()


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Ida Lönn (V) har den 3 november 2020 avlämnat en motion om lekplatser.", "den 3 november 2020"),
        ("Ida Lönn (V) motionerade den 7 oktober 2020 om lekplatser.", "den 7 oktober 2020"),
        ("Ida Lönn (V) har i en motion till kommunfullmäktige den 19 januari 2021 föreslagit fler lekplatser.", "den 19 januari 2021"),
    ],
)
def test_who_brought_a_motion_and_when(sentence: str, day: str) -> None:
    text = MINUTES.format(title="Motion om lekplatser", text=sentence)
    assert people(text, "proposer") == {("Ida Lönn", "proposer", "V")}
    assert date_roles(rows_of(text))[day] == "motion_submitted"


@pytest.mark.parametrize(
    ("sentence", "raw", "role"),
    [
        ("Nämnden gav den 4 maj 2017 förvaltningen i uppgift att räkna om taxan.", "den 4 maj 2017", "decision"),
        ("Stadsfullmäktige i Vinterby har den 8 juni 1999 lämnat sitt godkännande.", "den 8 juni 1999", "decision"),
        ("Jourlinjen avvecklade nämnden så småningom 2012-05-22.", "2012-05-22", "decision"),
        ("Förteckning över beslut fattade av rektor under tiden 2020-07-01–2020-08-31 redovisas.", "2020-07-01–2020-08-31", "period"),
    ],
)
def test_days_of_decisions_told_otherwise(sentence: str, raw: str, role: str) -> None:
    assert date_roles(rows_of(MINUTES.format(title="Avtal", text=sentence)))[raw] == role


def test_a_day_in_a_cell_under_the_words_of_its_decision() -> None:
    table = """
Ort                Slag                  Läge
Vinterby, Norge    vänort                lever
Sommarby,          samarbetsavtal        avvecklat av KF
Lettland           tills vidare          2014-09-02
Höstby, Polen      vänort                senaste besök
                                         2013-05-06
"""
    roles = date_roles(rows_of(MINUTES.format(title="Översyn", text=table)))
    assert roles["2014-09-02"] == "decision"
    assert roles["2013-05-06"] == "event"


def test_the_place_that_a_title_ends_with_is_no_first_name() -> None:
    text = MINUTES.format(title="Besök från Kamen", text="").replace("Dnr KS 2021/45\n\n", "Anna Lönn (V) yrkar avslag på resan.\n")
    assert people(text, "mover") == {("Anna Lönn", "mover", "V")}


REPORT = """
Lidköpings kommun              TJÄNSTESKRIVELSE
Kommunledningskontoret
{officer}
                               2004-11-08          Dnr KS 2004/312

                               Kommunstyrelsen


Öppettider på biblioteken

Bakgrund

Kontoret har gått igenom när biblioteken håller öppet och lämnar här en redogörelse. De flesta besökare är nöjda.

Förslag till beslut

Kommunstyrelsen beslutar att godkänna redogörelsen.



{signed}
"""


@pytest.mark.parametrize("officer", ["Byggnadssekr. Malin Öst", "Utredn.sekr. Malin Öst", "Malin Öst, utredare"])
def test_whoever_handled_the_matter_signs_alone_at_the_end(officer: str) -> None:
    text = REPORT.format(officer=officer, signed="Malin Öst")
    assert people(text) == {("Malin Öst", "case_officer", None), ("Malin Öst", "signatory", None)}
    assert rows_of(text)["cases"][0]["title"] == "Öppettider på biblioteken"


def test_the_labels_of_a_head_are_nobody() -> None:
    text = REPORT.format(officer="Handläggare Tfn E-postadress\nMalin Öst 063-14 65 00 malin@exempel.se", signed="")
    assert people(text) <= {("Malin Öst", "case_officer", None)}


def test_another_name_alone_at_the_end_signs_nothing() -> None:
    assert people(REPORT.format(officer="Malin Öst, utredare", signed="Per Gran"), "signatory") == set()


def test_a_name_far_under_the_words_that_it_signs_for() -> None:
    text = REPORT.format(officer="Malin Öst, utredare", signed="På arbetsgruppens vägnar\n\n\n\nIda Lönn")
    assert ("Ida Lönn", "signatory", None) in people(text)


def test_whom_a_letter_is_written_to_signs_nothing() -> None:
    text = """
Lidköpings kommun

                                     Lidköping den 4 maj 1999

                                     Stadt Neudorf
                                     Herr borgmästare
                                     Konrad Weber
                                     D-12345 Neudorf

Bäste borgmästare Weber,

Tack för besöket. Kommunen vill gärna fortsätta utbytet av ungdomar och bjuder in er till hösten, då nästa läger hålls vid sjön.

Med vänlig hälsning

Ida Lönn
Kommunstyrelsens ordförande
"""
    assert people(text, "signatory") == {("Ida Lönn", "signatory", None)}
    assert rows_of(text)["cases"][0]["title"] is None
