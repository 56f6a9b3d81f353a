"""Minutes whose labels, names and remarks stand otherwise than in the common form, and decisions told in running text."""

from __future__ import annotations

import pytest
from decision_documents import dissent, in_minutes, steps, votes
from party_documents import people
from relation_documents import date_roles, report, rows_of

from extractors.bodies import canonical_body, find_body, head_body_regex
from extractors.persons import bare_people
from extractors.roles import role_label

MATTERS = """

§ 25 Dagordningen

Kulturnämnden beslutar att fastställa dagordningen.

§ 26 Rapport

Kulturnämnden beslutar att lägga rapporten till handlingarna.
"""


def present(cover: str, *roles: str) -> set[tuple[str, str, str | None]]:
    return people(f"Malå kommun\nKulturnämnden\nProtokoll 2011-05-10\n\n{cover.strip(chr(10))}{MATTERS}", *roles)


SIGNED = {("Unn Troll", "secretary", None), ("Tor Hansen", "chair", "S"), ("Lena Wöhlin", "adjuster", "M")}
MEMBERS = """
Beslutande            Tor Hansen (S), ordförande
                      Lena Wöhlin (M)

Utses att justera     Lena Wöhlin
"""


@pytest.mark.parametrize(
    "signatures",
    [
        "Underskrifter\nSekreterare Paragrafer 20-34\nUnn Troll\nOrdförande\nTor Hansen\nJusterande\nLena Wöhlin",
        "Underskrifter\nSekreterare §§ 20–34\nUnn Troll\nOrdförande\nTor Hansen\nJusterare\nLena Wöhlin",
        "Underskrifter         Sekreterare                    Paragrafer\n                                  Unn Troll\n"
        "                      Ordförande\n                                  Tor Hansen\n"
        "                      Justerande\n                                  Lena Wöhlin",
        "Underskrift Sekreterare ………\n\nUnn Troll\n\nOrdförande ………....\n\nTor Hansen\n\nJusterande ………\n\nLena Wöhlin",
        "Underskrifter Sekreterare ... Paragrafer 102 - 119\n\nUnn Troll\n\nOrdförande ...\n\nTor Hansen\n\nJusterande ...\n\nLena Wöhlin",
        "Underskrift Sekreterare ............................ Paragrafer 45-59\nUnn Troll\n\n\n"
        "Ordförande ..............................\nTor Hansen\n\n\nJusterande ..............................\nLena Wöhlin",
        "Underskrifter\n                ..........................    ..........................\n"
        "                Tor Hansen, ordförande        Unn Troll, sekreterare",
        "Omfattning:   §§ 25–26\n\n\n....................\nTor Hansen, ordförande\n\n\n....................\nUnn Troll, sekreterare",
    ],
)
def test_names_below_the_labels_of_signatures(signatures: str) -> None:
    assert present(MEMBERS + signatures, "secretary", "chair", "adjuster") == SIGNED


def test_a_list_kept_elsewhere_holds_no_names_here() -> None:
    cover = "Närvarande:   Se särskild uppropslista\n\n.................\nTor Hansen, ordförande\n\nLena Wöhlin       Sten Bark\n"
    assert present(cover, "member", "chair") == {("Tor Hansen", "chair", None)}


@pytest.mark.parametrize(
    ("cover", "expected"),
    [
        (
            "Beslutande        Anna Wik (S), ordf.\n                  Rune Norr (M)\nÖvriga deltagande Rolf Bark\n"
            "                  Maja Persvik\n                  Ann Park, § 49",
            "chair Anna Wik S; member Rune Norr M; mentioned Rolf Bark; mentioned Maja Persvik; mentioned Ann Park",
        ),
        (
            "Beslutande:        Anna Wik (S), ordförande\n\nErsättare:         Kim Wide (C)\n\n"
            "Anmält förhinder:  Conny Dahl (S)\n                   Bengt Wass (KD)\n                   Per Holl (M)",
            "chair Anna Wik S; substitute Kim Wide C; mentioned Conny Dahl S; mentioned Bengt Wass KD; mentioned Per Holl M",
        ),
        (
            "Beslutande            Anna Wik (S)       ordförande\n                      Rune Norr (M)      ledamot\n"
            "                      Siv Alm (C)        1:e vice ordförande\n"
            "                      Ida Bro (C)        ersättare för Ola Ek (C)\n"
            "                      Sten Ask (V)       tjg ersättare\n\n"
            "Övriga närvarande     Kim Wide (C)       ersättare\n                      Eva Ström          förvaltningschef\n"
            "                      Unn Troll          sekreterare",
            "chair Anna Wik S; member Rune Norr M; member Siv Alm C; substitute Ida Bro C; mentioned Ola Ek C; substitute Sten Ask V; "
            "substitute Kim Wide C; mentioned Eva Ström; secretary Unn Troll",
        ),
        (
            "Beslutande          Anna Wik (S), ordförande\nÖvriga deltagande   Ersättare: Kim Wide (C) ej § 13 och Siv Alm (L) samt "
            "sekreterare Unn Troll, socialchef Eva Ström, controller Ola Ek",
            "chair Anna Wik S; substitute Kim Wide C; substitute Siv Alm L; secretary Unn Troll; mentioned Eva Ström; mentioned Ola Ek",
        ),
        (
            "Nämndens ledamöter\nAnna Wik, ordförande (S)\nRune Norr, v ordf (C)\nSiv Alm, 2:e vice ordf M\n\n"
            "Nämndens ersättare\nKim Wide (s)\n",
            "chair Anna Wik S; member Rune Norr C; member Siv Alm M; substitute Kim Wide S",
        ),
        ("Närvarande ledamöter   Anna Wik (m), ordf\nNärvarande ers         Kim Wide (fp)\n", "chair Anna Wik M; substitute Kim Wide FP"),
        (
            "Förhindrad ledamot         Inkallad ersättare\nOla Ek (C)                 Ida Bro (C)\n"
            "Siv Alm (M)                Sten Ask (M)",
            "mentioned Ola Ek C; substitute Ida Bro C; mentioned Siv Alm M; substitute Sten Ask M",
        ),
        (
            "LEDAMÖTER\n\nAnna Wik m x\nRune Norr kd x\nOla Ek s\n\nERSÄTTARE\n\nKim Wide fp x Tjg",
            "member Anna Wik M; member Rune Norr KD; substitute Kim Wide FP",
        ),
        (
            "Beslutande            Anna Wik (S), ordförande\nÖvriga deltagande     Ulf Sten, kommunsekreterare\n"
            "                      Frank Säll, ekonom, § 25\n                      Pia Lod, nämndsekreterare\n"
            "                      Eva Ström, miljöchef\n"
            "Sekreterare           Unn Troll",
            "chair Anna Wik S; mentioned Ulf Sten; mentioned Frank Säll; mentioned Pia Lod; mentioned Eva Ström; secretary Unn Troll",
        ),
    ],
)
def test_everybody_present_in_their_role(cover: str, expected: str) -> None:
    found = present(cover, "chair", "member", "substitute", "mentioned", "secretary")
    wanted = {(f"{first} {last}", role, (party or [None])[0]) for role, first, last, *party in map(str.split, expected.split("; "))}
    assert found == wanted


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Sekreterare Paragrafer §§ 55-65", "secretary"),
        ("Ordförande ...", "chair"),
        ("Direktionens ersättare", "substitute"),
        ("Kommunstyrelsens ledamöter", "member"),
        ("Kommunstyrelsens ordförande", None),
        ("Sekreterare i nämnden", None),
    ],
)
def test_labels_with_more_than_the_role(label: str, kind: str | None) -> None:
    assert role_label(label) == kind


def test_the_role_behind_a_name_is_no_part_of_it() -> None:
    line = "Unn Troll Sekreterare"
    assert [p.name for p in bare_people(line, 0, len(line))] == ["Unn Troll"]


@pytest.mark.parametrize(
    "name", ["Barn- och utbildningsnämndens arbetsutskott", "Tekniska nämndens arbetsutskott", "Kultur- och fritidsnämndens presidium"]
)
def test_committees_of_boards_are_bodies_of_their_own(name: str) -> None:
    assert canonical_body(name) == find_body(name) == name
    assert find_body("Tekniska nämndens beslut") == "Tekniska nämnden"


def test_a_board_named_by_its_task() -> None:
    match = head_body_regex().search("Nämnd för arbetsmarknad och näringsliv")
    assert match is not None
    assert match.group() == "Nämnd för arbetsmarknad och näringsliv"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kommunstyrelsen utsåg Lena Wöhlin, c, till ombud.", [("decided", "appoint")]),
        ("Kommunstyrelsen lade skrivelserna till handlingarna.", [("decided", "note")]),
        ("Det fanns inga synpunkter. Protokollet lades till handlingarna.", [("decided", "note")]),
        ("Ordföranden öppnade mötet. Dagordningen godkändes med tillägg av 1 ärende.", [("decided", "approve")]),
        ("Ordföranden hälsade välkommen. Rut Modig utsågs att jämte ordföranden justera protokollet.", [("decided", "appoint")]),
        ("Ordföranden redogör för hur mötet har kungjorts, vilket godkänns.", [("decided", "approve")]),
        ("Ordföranden ville lägga till en punkt. Därefter fastställdes dagordningen.", [("decided", "approve")]),
        ("Rapporten noteras.", [("decided", "note")]),
        # what is told of another time, or done by others, is no decision of the meeting's
        ("Kommunstyrelsen godkände 1993 ett program för bron.", []),
        ("Kommunstyrelsen gav tidigare kontoret i uppdrag att rita bron.", []),
        ("Kommunstyrelsen antog i våras en plan.", []),
        ("Vägen är smal. Rapporten godkändes av länsstyrelsen.", []),
        ("Skrivelsen kom i mars. Vänorten godkände den.", []),
        ("Kommunstyrelsen utsåg en grupp.\n\nKommunstyrelsen beslutar att avslå ansökan.", [("decided", "reject")]),
    ],
)
def test_decisions_told_in_running_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert steps(in_minutes(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rut Modig, m, hemställde att borgen måtte beviljas.", [("proposed", "approve")]),
        ("Rut Modig (M) föreslog att ansökan avslås.", [("proposed", "reject")]),
        ("Rut Modig (M) vill hellre att ansökan avslås.", [("proposed", "reject")]),
        ("Kontoret föreslog 2009 ingenting.", []),
        ("Sökanden hemställde att få återkomma.", []),
    ],
)
def test_demands_in_the_past_tense(text: str, expected: list[tuple[str, str]]) -> None:
    assert steps(in_minutes(text)) == expected


def test_a_vote_with_the_names_amid_the_figures_and_dissent_behind_its_verb() -> None:
    rows = in_minutes(
        "Omröstning begärs. Det blir 5 ja, Tor Hansen (s) och Rut Modig (m), samt 3 nej, Sten Bark (c) och Ida Bro (c).\n\n"
        "Kommunstyrelsen beslutar\natt avslå ansökan.\n\nMot beslutet anmälde Sten Bark, c, och Ida Bro, kd, reservation.\n"
    )
    assert votes(rows) == [(5, 3, None)]
    assert dissent(rows) == [["C", "KD"]]


@pytest.mark.parametrize(
    ("sentence", "day", "role"),
    [
        ("Det är så att kommunstyrelsen den 5 februari 2018 bestämde att avtalet ska ses över.", "den 5 februari 2018", "decision"),
        ("Den 11 december 2018 fick kontoret kommunstyrelsens uppdrag att utreda frågan.", "Den 11 december 2018", "decision"),
        ("Kommunstyrelsen ställde sig bakom avtalet den 24 oktober 2017.", "den 24 oktober 2017", "decision"),
        ("I mars 2017 bestämde kommunstyrelsen att besöken skulle vila.", "mars 2017", "decision"),
        ("I en motion, som fullmäktige tog emot den 16 december 2018, begärs mer.", "den 16 december 2018", "motion_submitted"),
        ("Bo Berg har den 29 april 2019 ställt följande frågor till mig.", "den 29 april 2019", "motion_submitted"),
        ("Från Brest i Frankrike kom den 9 oktober 1995 en förfrågan om vänskap.", "den 9 oktober 1995", "received"),
        ("Avtalet med Brest löper från den 1 januari 2018 och inget annat är sagt.", "den 1 januari 2018", "agreement_start"),
        ("Med Brest finns ett avtal som upphör av sig självt 2018-12-31.", "2018-12-31", "agreement_end"),
        ("Förbindelsen med Brest upphör med utgången av år 2019.", "2019", "agreement_end"),
        ("Brest blev systerstad genom ett avtal som skrevs under den 9 maj 1998.", "den 9 maj 1998", "agreement_signed"),
        ("Avtalet har förlängts en gång, senast den 14 september 2008.", "den 14 september 2008", "agreement_signed"),
        ("Avtalet med Brest förlängs senast den 4 maj 2020.", "den 4 maj 2020", "deadline"),
        ("Beslutet expedierat 2019-06-11 till: Brest", "2019-06-11", "event"),
        ("Kommunstyrelsens ordförande var den 5 juni 2019 i Brest.", "den 5 juni 2019", "event"),
        ("Nämnden fick den 8 juni 2019 besök.", "den 8 juni 2019", "event"),
    ],
)
def test_what_a_date_is_of_in_other_wordings(sentence: str, day: str, role: str) -> None:
    assert date_roles(report(sentence))[day] == role


def test_a_day_of_that_year_is_of_the_year_told_last() -> None:
    rows = report("Nämnden träffade våren 2000 ett avtal med Tartu. Det skrevs på i Malå den 6 maj det året.")
    assert {str(d["date_start"]) for d in rows["dates"] if d["raw"] == "den 6 maj"} == {"2000-05-06"}


def test_dates_of_the_notice_that_minutes_are_posted() -> None:
    roles = date_roles(
        rows_of(
            "Malå kommun\nKommunstyrelsen\nSammanträdesprotokoll 2018-09-11\n\nJusteringens plats och tid Kommunhuset 2018-09-17\n\n"
            "ANSLAG/BEVIS\n\nOrgan Kommunstyrelsen Sammanträdesdatum 2018-09-11\n\nProtokollet har justerats den 20 september 2018.\n"
            "Protokollet anslås 2018-09-21\nAnslaget till och med 2018-10-12\n\n§ 80 Motion\n\n"
            "Kommunstyrelsen beslutar att avslå motionen.\n\n"
            "§ 81 Medel\n\nMedel anslogs.\n"
        )
    )
    assert roles["2018-09-11"] == "meeting"
    assert roles["den 20 september 2018"] == "adjusted"
    assert (roles["2018-09-21"], roles["2018-10-12"]) == ("posted", "deadline")


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("               Siv Alm, kommunikatör\n", {"Rune Norr", "Siv Alm"}),
        ("               0470-123 45\n", {"Rune Norr"}),
        ("Mottagare:     Siv Alm\n", {"Rune Norr"}),
        ("\n               Siv Alm\n", {"Rune Norr"}),
    ],
)
def test_a_second_officer_under_the_first(below: str, expected: set[str]) -> None:
    head = f"Malå kommun          Tjänsteskrivelse\nKansliet\n\nDatum:         2024-09-03\nHandläggare:   Rune Norr, strateg\n{below}\n"
    text = f"{head}Översyn av taxan\n\nKansliet föreslår att taxan godkänns.\n"
    assert {name for name, _, _ in people(text, "case_officer")} == expected
