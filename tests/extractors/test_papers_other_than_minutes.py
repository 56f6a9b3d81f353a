"""Wordings of reports, motions, answers, accounts, agreements and news items whose templates guided no rule before."""

from __future__ import annotations

import pytest

from extractors.calendar import find_dates, year_taken_up
from extractors.paper_kinds import kind_of
from extractors.places import find_places
from extractors.reasons import reasons_in
from tests.extractors.relation_documents import agreements, areas, counterparts, date_roles, fates, focus, report, rows_of


def motion(text: str, title: str = "Bryt med Jinhua") -> dict[str, list[dict[str, object]]]:
    return rows_of(f"MOTION\nTill kommunfullmäktige i Kil\n\n{title}\n\n{text}\n\nKil 2019-03-14\n\nAnna Berg (S)\n")


def news(text: str) -> dict[str, list[dict[str, object]]]:
    return rows_of(f"Kils kommun\n\nPRESSMEDDELANDE\n2022-06-21\n\nKil får en ny vänort\n\n{text}\n")


@pytest.mark.parametrize(
    "line", ["REDOGÖRELSE", "Vänortskommitténs redogörelse för år 2004", "Redogörelse för det internationella arbetet"]
)
def test_an_account_is_a_report(line: str) -> None:
    kind = kind_of(line)
    assert kind is not None
    assert kind.document_type == "report"


def test_the_programme_of_the_day_is_no_programme_that_governs() -> None:
    # "Program:" over the hours of the day, on the first page of minutes
    assert kind_of("Program:") is None
    kind = kind_of("Program")
    assert kind is not None
    assert kind.document_type == "policy"


def test_a_running_head_that_counts_its_pages_in_brackets_opens_no_paper() -> None:
    head = "KILS KOMMUN               TJÄNSTESKRIVELSE                {}\n                          2017-03-14     Dnr KS/2017:188\n\n"
    text = "Kommunen har ett vänortsavtal med Stange i Norge som kostar lite och som är till glädje på båda håll, menar kontoret."
    rows = rows_of(f"{head.format('1 [2]')}Samarbete med Stange\n\n{text}\n{text}\n\f{head.format('2 [2]')}\n{text}\n{text}\n")
    assert [p["document_type"] for p in rows["parts"]] == ["official_report"]


def test_the_name_under_an_answer_signs_it() -> None:
    rows = rows_of(
        """\
        ENKEL FRÅGA
        till kommunstyrelsens ordförande Bo Ek (S)
        från Anna Berg (V)

        Vad ger oss avtalet?

        Jag frågar hur många arbetstillfällen samarbetet med Brest har gett.

        Kil 2013-11-11
        Anna Berg


        SVAR

        Tack för frågan. Tre personer arbetar i dag åt ett företag i Vinterby, och fler kan det bli.

        Bo Ek
        """
    )
    told = {(p["name"], p["role"]) for p in rows["parties"] if p["kind"] == "person"}
    assert ("Bo Ek", "signatory") in told
    assert ("Anna Berg", "proposer") in told
    assert ("Bo Ek", "proposer") not in told


def test_a_name_with_foreign_letters_is_that_without_them() -> None:
    assert [(p.raw, p.country_code) for p in find_places("Utbytet med Plungė har pågått länge.")] == [("Plungė", "LT")]
    assert find_places("Caféet i Allén") == []


def test_a_place_that_heads_a_section_with_its_country() -> None:
    found = find_places("Sel (Norge)\n\nMed Sel har kommunen varit vänort i femtio år.\n")
    assert [(p.name, p.country_code) for p in found if p.kind != "country"] == [("Sel", "NO"), ("Sel", "NO")]
    assert [p.raw for p in find_places("Hansen (Norge)\n\nHansen vann loppet.\n") if p.kind != "country"] == []


def test_an_agreement_told_of_under_a_place_is_with_it() -> None:
    rows = rows_of(
        """\
        Redogörelse för år 2004
        2005-02-03

        Plungė (Litauen)
        Avtalet undertecknades den 24 augusti 1994. Kommittén anser att utbytet bör fortsätta.

        Heze (Kina)
        Kontakterna togs 1999. En avsiktsförklaring om trähus undertecknades samma år, den 8 oktober, och skulle gälla i fyra år.
        Den har löpt ut.
        """
    )
    assert counterparts(rows) == {("Plunge", "LT"), ("Heze", "CN")}
    assert {("Heze", "ended", "reported"), ("Plunge", "continued", "proposed")} <= fates(rows)
    assert [str(a["signed_on"]) for a in rows["agreements"] if a["counterpart"] == "Heze"] == ["1999-10-08"]
    assert {s for name, _, s in focus(rows) if name == "Heze"} == {"previous"}


def test_the_year_that_a_sentence_takes_up() -> None:
    assert year_taken_up("Ett avtal skrevs samma år, den 8 oktober.", "Kontakterna togs 1999. ") == 1999
    assert year_taken_up("Ett avtal skrevs den 8 oktober.", "Kontakterna togs 1999. ") is None
    assert [str(d.date_start) for d in find_dates("den 8 oktober", 1999)] == ["1999-10-08"]


def test_the_place_of_a_title_with_which_an_agreement_was_made() -> None:
    told = "I mars 2009 for en delegation till Jiujiang och skrev på ett avtal om ekonomiskt samarbete."
    assert counterparts(motion(told, "Vad ger oss Jiujiang?")) == {("Jiujiang", "CN")}
    travelled = "I mars 2009 for en delegation till Jiujiang. Kommunen har avtal med ett bolag om snöröjning."
    assert counterparts(motion(travelled, "Vad ger oss Jiujiang?")) == set()


def test_twin_towns_that_there_are() -> None:
    rows = report("De två vänorter som finns, Stange och Brøndby, kostar lite.")
    assert {a[0] for a in agreements(rows)} == {"Stange", "Brøndby"}


def test_a_twin_town_told_of_by_its_country_is_not_the_one_at_hand() -> None:
    rows = report(
        "Kommunen bör inleda ett vänortssamarbete med staden Lviv i Ukraina.\n\n"
        "Kommunen har haft vänort i Finland sedan 1972 och i Tyskland sedan 1994."
    )
    assert {a[2] for a in agreements(rows) if a[0] == "Lviv"} <= {None}


def test_the_last_day_to_give_notice_is_not_the_end() -> None:
    rows = motion("Jag föreslår att avtalet med Jinhua i Kina sägs upp före den 30 november 2019.")
    assert date_roles(rows)["den 30 november 2019"] == "deadline"


@pytest.mark.parametrize(
    ("sentence", "raw", "role"),
    [
        ("Kommunen skrev 2014 ett femårigt partnerskapsavtal med Jinhua i Kina.", "2014", "agreement_signed"),
        ("Vår vänort Oulainen i Finland, som vi haft sedan 1948, berörs inte.", "1948", "agreement_start"),
    ],
)
def test_dates_of_relations(sentence: str, raw: str, role: str) -> None:
    assert date_roles(report(sentence))[raw] == role


def test_an_english_memorandum() -> None:
    rows = rows_of(
        """\
        Memorandum of Understanding

        between

        KIL MUNICIPALITY, SWEDEN

        and

        KITWE CITY COUNCIL, ZAMBIA

        1. Fields of co-operation
        The Partners will work together on:
           (i)   citizen participation in local decision-making,
           (ii)  solid waste and drinking water,
           (iii) public health.

        2. Time frame
        This Memorandum applies from 1 January 2010 up to and including 31 December 2012.

        Signed in Kitwe this 3rd day of December 2009
        """
    )
    assert areas(rows) == {("Kitwe", "democracy"), ("Kitwe", "environment"), ("Kitwe", "health_care")}
    assert date_roles(rows)["31 December 2012"] == "agreement_end"


def test_what_a_news_item_says_was_decided() -> None:
    rows = news(
        "Kils kommun ska bli vänort med ukrainska Irpin. Samtidigt får samarbetsavtalet med kinesiska Suzhou löpa ut. "
        "Det beslutade kommunfullmäktige i går kväll.\n\nAvtalet med Irpin ska omfatta skolor och räddningstjänst."
    )
    assert fates(rows) == {("Irpin", "established", "reported"), ("Suzhou", "ended", "reported")}
    assert {s for _, _, s in focus(rows)} == {"agreed"}


def test_what_a_news_item_only_foresees_is_not_decided() -> None:
    assert fates(news("Kils kommun ska bli vänort med ukrainska Irpin om fullmäktige säger ja i höst.")) == set()


def test_the_papers_of_a_matter_bear_its_number() -> None:
    rows = news("Kommunen har vänorten Stange i Norge. Läs handlingarna i ärendet (KS/2022:171) på webbplatsen.")
    assert [(n["case_number"], n["role"]) for n in rows["case_numbers"]] == [("KS 2022/171", "own")]


def test_an_end_still_to_come_is_no_fate() -> None:
    rows = rows_of(
        "Interpellation\n\nSamarbetet med Jiujiang\n\nAvtalet med Jiujiang i Kina slöts 2009 och upphör att gälla den 18 mars 2014. "
        "Kontoret håller på att utvärdera samarbetet.\n\nKil 2013-11-25\n\nBo Ek\nKommunstyrelsens ordförande\n"
    )
    assert {f[:2] for f in fates(rows)} == {("Jiujiang", "under_review")}


def test_a_motion_that_wants_a_draft_wants_the_relation() -> None:
    rows = motion(
        "Utena i Litauen har visat intresse för ett utbyte om kultur och ungdomsidrott.\n\nJag yrkar\n\n"
        "– att avtalet med Jinhua i Kina sägs upp, samt\n\n– att uppdra åt kommunstyrelsen att ta fram förslag till vänortsavtal med Utena."
    )
    assert {("Jinhua", "ended", "proposed"), ("Utena", "established", "proposed")} <= fates(rows)
    assert {("Utena", "culture", "proposed"), ("Utena", "sport", "proposed")} <= focus(rows)


def test_an_answer_that_rejects_a_motion_declines_what_it_asked_for() -> None:
    rows = rows_of(
        "TJÄNSTESKRIVELSE\n2023-08-28\n\nSvar på motion om vänort i Moldavien\n\nFörslag till beslut\nMotionen avslås.\n\nSammanfattning\n"
        "Bo Ek (L) har i en motion föreslagit att Kils kommun ska inleda ett vänortssamarbete med staden Orhei i Moldavien. "
        "De två vänorter som finns, Stange och Brøndby, räcker.\n"
    )
    assert {(n, o) for n, o, _ in fates(rows)} == {("Orhei", "declined")}


@pytest.mark.parametrize(
    ("sentence", "outcome", "code"),
    [
        ("Ett utbyte är inte förenligt med kommunens syn på demokrati.", "paused", "human_rights"),
        ("Folkvalda borgmästare har avsatts och medier stängts.", "paused", "human_rights"),
        ("Det finns en risk för att kunskap förs ut ur landet.", "ended", "security"),
        ("Kommunen saknar både personal och pengar.", "declined", "cost"),
        ("Ingen av parterna har hört av sig sedan 2001.", "ended", "inactivity"),
    ],
)
def test_grounds(sentence: str, outcome: str, code: str) -> None:
    assert code in reasons_in(sentence, outcome)


def test_who_pays_for_journeys_and_whose_pupils_travel() -> None:
    rows = report(
        "Kommunen har vänorten Stange i Norge. Rotaryklubben i Kil har bekostat resorna. "
        "Sannerudsgymnasiet har haft elevutbyte med en skola i Stange.\n\n"
        "Motionen har remitterats till Kils Bostäder AB och till Kil Energi AB."
    )
    told = {(p["name"], p["role"]) for p in rows["parties"]}
    assert {("Rotaryklubben i Kil", "partner"), ("Sannerudsgymnasiet", "partner")} <= told
    assert {("Kils Bostäder AB", "consulted"), ("Kil Energi AB", "consulted")} <= told


def test_the_term_of_an_agreement_in_a_position_paper_is_no_fate() -> None:
    rows = rows_of(
        "Hörby kommun\n\nPOSITIONSPAPPER\n\nHörbys samarbete med Jiujiang\n\nKommunen ska hålla fast vid samarbetet med Jiujiang i Kina."
        "\n\nAvtalet med Jiujiang undertecknades den 5 januari 2009 och upphör att gälla den 31 december 2012.\n"
    )
    assert {f[:2] for f in fates(rows)} == {("Jiujiang", "continued")}


def test_areas_of_what_is_paused_are_not_of_the_past() -> None:
    rows = rows_of(
        "Köpings kommun\nKommunfullmäktige\nProtokoll 2021-01-14\n\n§ 3 Utbytet med Heze\n\nKommunfullmäktiges beslut\n\n"
        "Vänortssamarbetet med Heze i Kina pausas.\n\nBakgrund\n\nAvtalet med Heze gällde från den 1 juli 2016 till den 31 december 2019. "
        "Utbytet med Heze har främst rört kultur och idrott.\n"
    )
    assert {s for name, _, s in focus(rows) if name == "Heze"} == {"agreed"}
