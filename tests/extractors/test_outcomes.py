"""The fate of a partnership is that of the matter at hand: not a demand that lost, not history, not another's."""

from __future__ import annotations

import pytest

from tests.extractors.relation_documents import effective, fates, minutes, reasons, report, rows_of


def test_a_motion_answered_while_the_agreement_runs_out_is_an_ending() -> None:
    rows = minutes(
        """
        Sammanfattning
        Eva Lind (V) har i en motion väckt 2018-09-20 föreslagit att kommunen säger upp avtalet med staden Wuhan i Kina.
        Kommunen tecknade 2014 ett samarbetsavtal med Wuhan. Avtalet gäller till och med den 31 december 2019.
        Kontakterna har i stort sett upphört. Förvaltningen bedömer att avtalet inte ska förnyas när det löper ut.

        Kommunstyrelsens förslag till kommunfullmäktige
        Motionen anses besvarad med hänvisning till att avtalet inte förnyas.
        """,
        "Svar på motion om att avsluta samarbetet med Wuhan",
        "Kommunstyrelsen",
    )
    assert fates(rows) == {("Wuhan", "ended", "recommended")}
    assert effective(rows, "Wuhan") == ("2019-12-31", None)
    assert reasons(rows, "Wuhan") == {"inactivity"}


def test_a_motion_to_end_it_that_is_rejected_keeps_the_partnership() -> None:
    rows = minutes(
        """
        Bakgrund
        Lars Holm (SD) yrkar i en motion att kommunen ska säga upp vänortsavtalet med Qingdao i Kina. Som skäl anges bristen på demokrati.
        Kommunen och Qingdao är vänorter sedan 1997. Ett nytt samarbetsavtal tecknades 2017 och löper till och med 2022.

        Bedömning
        Samarbetet ger kommunens företag kontakter på en viktig marknad.

        Beslut
        Kommunfullmäktige avslår motionen.
        """,
        "Motion om att avbryta vänortssamarbetet med Qingdao",
    )
    assert fates(rows) == {("Qingdao", "continued", "decided")}
    assert effective(rows, "Qingdao") == (None, "2022-12-31")
    assert reasons(rows, "Qingdao") == {"business_benefit"}, "the mover's reasons are not the outcome's"


def test_a_motion_that_is_granted() -> None:
    rows = minutes(
        """
        Ärendebeskrivning
        Anna Ström (L) har lämnat in en motion om att kommunen ska säga upp vänortsavtalet med Murmansk i Ryssland.
        Kommunen har varit vänort med Murmansk sedan 1972.
        Rysslands invasion av Ukraina är ett brott mot folkrätten.

        Beslut
        1. Motionen bifalls.
        2. Vänortsavtalet med Murmansk sägs upp med omedelbar verkan.
        """,
        "Motion om att säga upp vänortsavtalet med Murmansk",
        date="2022-03-28",
    )
    assert fates(rows) == {("Murmansk", "ended", "decided")}
    assert reasons(rows, "Murmansk") == {"partner_state_conduct"}


def test_a_motion_for_a_first_agreement_that_is_rejected_is_declined() -> None:
    rows = minutes(
        """
        Beslut
        Kommunfullmäktige avslår motionen.

        Bakgrund
        Ida Sand (C) föreslår i en motion att kommunen ska teckna ett samarbetsavtal med Kunming i Kina för att främja turism och handel.

        Bedömning
        Kommunen har inga resurser för nya samarbeten, och kostnaden för resor bedöms bli för hög.
        """,
        "Svar på motion om samarbetsavtal med Kunming",
    )
    assert fates(rows) == {("Kunming", "declined", "decided")}
    assert reasons(rows, "Kunming") == {"cost"}


def test_a_demand_retold_is_no_outcome_of_its_answer() -> None:
    rows = report(
        """
        Förslag till beslut
        Motionen anses besvarad.

        Sammanfattning
        I motionen föreslås att vänortsavtalet med Haikou sägs upp. Kommunen och Haikou i Kina tecknade avtal 2011.
        Kommunstyrelsen kommer under 2021 att se över samtliga internationella avtal. Något ställningstagande görs därför inte nu.
        """,
        "Svar på motion om vänortsavtalet med Haikou",
    )
    assert fates(rows) == {("Haikou", "under_review", "proposed")}


def test_the_decision_outranks_the_proposal_it_departs_from() -> None:
    rows = minutes(
        """
        Förslag till beslut
        Kommunstyrelsen förnyar samarbetsavtalet med Zhuhai för perioden 2022–2026.

        Yrkanden
        Per Olsson (C) yrkar att samarbetet med Zhuhai pausas till och med 2023.

        Beslut
        Kommunstyrelsen beslutar att pausa samarbetet med Zhuhai till och med 2023.
        """,
        "Förnyelse av samarbetsavtal med Zhuhai",
        "Kommunstyrelsen",
        "2021-06-08",
    )
    assert fates(rows) == {("Zhuhai", "paused", "decided")}
    assert effective(rows, "Zhuhai") == (None, "2023-12-31")


def test_several_counterparts_have_each_their_fate() -> None:
    rows = minutes(
        """
        Beslut
        1. Vänortsavtalet med Pskov i Ryssland sägs upp.
        2. Avtalet med Kaunas i Litauen förlängs till och med 2027.
        3. Samarbetet med Gdynia i Polen utvärderas under 2023.
        4. Förfrågan från Nantong i Kina om vänortssamarbete avböjs.

        Ärendebeskrivning
        Vänorten Pskov sedan 1990. Med anledning av Rysslands krig mot Ukraina föreslås att avtalet sägs upp.
        """,
        "Översyn av kommunens vänorter",
        date="2022-05-04",
    )
    assert fates(rows) == {
        ("Pskov", "ended", "decided"),
        ("Kaunas", "renewed", "decided"),
        ("Gdynia", "under_review", "decided"),
        ("Nantong", "declined", "decided"),
    }
    assert reasons(rows, "Pskov") == {"partner_state_conduct"}
    assert reasons(rows, "Kaunas") == set()


def test_left_to_expire_ends_on_the_agreements_last_day() -> None:
    rows = minutes(
        """
        Beslut
        Kommunfullmäktige beslutar att avtalet med Hangzhou, som löper ut den 31 december 2021, inte förlängs.

        Ärendet
        Kommunen och Hangzhou ingick 2010 ett avtal om samarbete. Avtalet förnyades 2017 för en period av fem år.
        Någon verksamhet har inte förekommit sedan 2018. Alternativet att förlänga avtalet till 2026 har övervägts men avfärdats.
        """,
        "Avtalet med Hangzhou",
        date="2021-10-25",
    )
    assert fates(rows) == {("Hangzhou", "ended", "decided")}
    assert effective(rows, "Hangzhou") == ("2021-12-31", None)
    assert reasons(rows, "Hangzhou") == {"inactivity"}


def test_a_prolongation_runs_to_the_day_it_names() -> None:
    rows = minutes(
        """
        Beslut
        att förlänga partnerskapsavtalet med Klaipėda till och med den 31 december 2026

        Sammanfattning
        Förvaltningen föreslår att avtalet inte förlängs. Avtalet undertecknades den 5 maj 2019 och upphör den 31 december 2023.
        Kommunstyrelsen bedömer att avtalet ger företagen nya affärsmöjligheter.
        """,
        "Partnerskapsavtal med Klaipėda",
        "Kommunstyrelsen",
        "2023-11-07",
    )
    assert fates(rows) == {("Klaipėda", "renewed", "decided")}
    assert effective(rows, "Klaipėda") == (None, "2026-12-31")
    assert reasons(rows, "Klaipėda") == {"business_benefit"}


def test_a_first_agreement_proposed() -> None:
    rows = report(
        """
        Förslag till beslut
        Kommunstyrelsen föreslår kommunfullmäktige besluta
        att ingå vänortsavtal med Zjytomyr för åren 2023–2027.

        Bakgrund
        Borgmästaren i Zjytomyr i Ukraina har bett kommunen om ett vänortssamarbete. Samarbetet väntas bli till nytta för båda parter.
        """,
        "Vänortsavtal med Zjytomyr",
        "2023-01-16",
    )
    assert fates(rows) == {("Zjytomyr", "established", "proposed")}
    assert effective(rows, "Zjytomyr") == ("2023-01-01", "2027-12-31")
    assert reasons(rows, "Zjytomyr") == {"mutual_benefit"}


@pytest.mark.parametrize(
    ("clause", "outcome"),
    [
        ("Ärendet återremitteras för att belysa kostnaderna.", "under_review"),
        ("Kommunfullmäktige godkänner förslaget till nytt samarbetsavtal med Okazaki.", "renewed"),
        ("Samarbetsavtalet med Okazaki förlängs till och med 2025.", "renewed"),
        ("Kommunfullmäktige säger upp samarbetsavtalet med Okazaki.", "ended"),
        ("Samarbetet med Okazaki läggs vilande tills vidare.", "paused"),
        ("Kommunstyrelsen får i uppdrag att utvärdera samarbetet med Okazaki.", "under_review"),
    ],
)
def test_what_a_clause_makes_of_a_partnership(clause: str, outcome: str) -> None:
    rows = minutes(
        f"""
        Beslut
        {clause}

        Bakgrund
        Kommunen har haft ett samarbetsavtal med Okazaki i Japan sedan 2009.
        """,
        "Samarbetet med Okazaki",
    )
    assert fates(rows) == {("Okazaki", outcome, "decided")}


def test_nothing_is_decided_on_a_partnership_by_filing_a_travel_report() -> None:
    rows = report(
        """
        Förslag till beslut
        Kommunstyrelsen beslutar att lägga rapporten till handlingarna.

        Sammanfattning
        Delegationen reste till vänorten Chengdu. Kommunen och Chengdu har ett samarbetsavtal för perioden 2017–2020.
        """,
        "Rapport från resa till Chengdu",
    )
    assert fates(rows) == set()


def test_an_answer_to_an_interpellation_reports_a_decision_taken_elsewhere() -> None:
    rows = rows_of(
        """
        Trelleborgs kommun
        2020-11-16

        Svar på interpellation från Maja Alm (MP) om kommunens avtal med Dalian
        Dnr KS 2020/1022

        Maja Alm frågar om kommunen tänker förlänga avtalet med Dalian.

        Mitt svar:
        Trelleborg ingick 2016 ett partnerskapsavtal med Dalian i Kina om hamn- och logistikfrågor. Avtalet löper till 2021.
        Kommunstyrelsen beslutade den 4 november 2020 att avtalet inte ska förnyas.

        Mikael Rubin (M)
        Kommunstyrelsens ordförande
        """
    )
    assert fates(rows) == {("Dalian", "ended", "reported")}
    assert effective(rows, "Dalian") == ("2021-12-31", None)


def test_a_consultation_response_tells_of_an_agreement_that_ran_out_and_not_of_another_municipalitys() -> None:
    rows = rows_of(
        """
        Umeå kommun
        Kommunstyrelsen
        2018-10-02
        Dnr KS-2018/00611

        Svar på remiss om svenska kommuners förbindelser med Kina

        Umeå kommun har beretts tillfälle att yttra sig.
        Kommunen hade mellan 2008 och 2015 ett samarbetsavtal med Xi'an. Avtalet löpte ut och förnyades inte,
        eftersom kommunen saknade medel.
        Till skillnad från Uppsala kommun, som har ett avtal med Daejeon i Sydkorea, har Umeå inga andra avtal i Asien.
        """
    )
    assert fates(rows) == {("Xi'an", "ended", "reported")}
    assert reasons(rows, "Xi'an") == {"cost"}
    assert effective(rows, "Xi'an") == ("2015-12-31", None)


def test_the_day_of_the_decision_is_not_the_day_the_agreement_ends() -> None:
    rows = rows_of(
        """
        Uppsala kommun
        Kommunstyrelsen
        Datum 2022-03-21
        Dnr KSN-2022-00812

        Samarbetet mellan Uppsala och Pskov avslutas

        Kommunstyrelsen i Uppsala beslutade den 16 mars 2022 att säga upp samarbetsavtalet med Pskov med anledning av Rysslands
        invasion av Ukraina.
        """
    )
    assert fates(rows) == {("Pskov", "ended", "reported")}
    assert effective(rows, "Pskov") == (None, None)


def test_a_policy_tells_the_fates_of_all_the_towns_it_names_together() -> None:
    rows = rows_of(
        """
        Internationell strategi för Jönköpings kommun 2020–2024
        Antagen av kommunfullmäktige 2019-12-12

        Vänorter
        Kommunens vänorter är Bodø i Norge, Kuopio i Finland, Svendborg i Danmark och Tianjin i Kina.
        Samarbetet med Tianjin avslutas när avtalet löper ut 2020.
        Samarbetet med Bodø, Kuopio och Svendborg fortsätter.
        """
    )
    assert fates(rows) == {
        ("Tianjin", "ended", "reported"),
        ("Bodø", "continued", "reported"),
        ("Kuopio", "continued", "reported"),
        ("Svendborg", "continued", "reported"),
    }


def test_a_position_paper_keeps_the_relations_it_describes() -> None:
    rows = rows_of(
        """
        POSITIONSPAPPER
        Region Skånes samarbeten i Kina och Japan

        Antaget av regionstyrelsen 2020-03-05

        Jiangsu
        Region Skåne har sedan 2011 ett samarbetsavtal med provinsen Jiangsu.

        Osaka
        Med Osaka prefektur i Japan har regionen en avsiktsförklaring från 2018.

        Regionen har inga avtal med Hubei eller Tokyo.
        """
    )
    assert {(name, outcome) for name, outcome, _ in fates(rows)} == {("Jiangsu", "continued"), ("Osaka", "continued")}


def test_a_motion_proposes_what_it_demands() -> None:
    rows = rows_of(
        """
        Motion till Kommunfullmäktige i Falun

        Avsluta samarbetet med Zhenjiang

        Falu kommun har sedan 2009 ett vänortsavtal med Zhenjiang i Kina. Kina är en diktatur där mänskliga rättigheter kränks.

        Vi föreslår kommunfullmäktige besluta
        att vänortsavtalet med Zhenjiang sägs upp
        att kommunen i stället söker en vänort i Taiwan

        Falun 2021-02-01
        Liberalerna
        Kerstin Ahl
        """
    )
    assert fates(rows) == {("Zhenjiang", "ended", "proposed")}
    assert reasons(rows, "Zhenjiang") == {"human_rights"}


def test_of_many_matters_only_that_on_the_partnership_has_an_outcome() -> None:
    rows = rows_of(
        """
        ÖREBRO KOMMUN
        Kommunfullmäktige
        PROTOKOLL
        Sammanträdesdatum 2023-05-23

        § 61
        Avslutande av samarbetet med Yantai
        Dnr Ks 431/2023

        Ärendebeskrivning
        Örebro kommun har haft ett samarbetsavtal med Yantai i Kina sedan 2002.
        Säkerhetspolisen pekar ut Kina som ett hot. Kommunen har dessutom nya prioriteringar i sitt internationella arbete.

        Yrkanden
        Murad Alin (V) yrkar avslag på kommunstyrelsens förslag och att samarbetet fortsätter.

        Beslut
        Kommunfullmäktige beslutar
        1. Samarbetsavtalet med Yantai sägs upp.
        2. Kommunstyrelsen får i uppdrag att meddela Yantai beslutet.

        § 62
        Taxor för vatten och avlopp 2024
        Dnr Ks 512/2023

        Beslut
        Kommunfullmäktige fastställer taxan.
        """
    )
    assert fates(rows) == {("Yantai", "ended", "decided")}
    assert reasons(rows, "Yantai") == {"security", "strategy"}
