"""Minutes of many municipalities: contents, lists of those present, what stands beside labels, how bodies pass a matter on."""

from __future__ import annotations

from tests.extractors.relation_documents import Row, date_roles, rows_of

HEAD = "SALA KOMMUN\nKommunstyrelsen          PROTOKOLL            2012-05-22\n\n"
COVER = (
    "Plats och tid           Kommunhuset, kl 10:00-12:15\nBeslutande              Roland Ek (S)\n                        Lars Dahl (M)\n"
)
TWO = "\n§ 141  Belysning\n\nKommunstyrelsens beslut\n\nMotionen avslås.\n\n§ 142  Bryggan\n\nKommunstyrelsens beslut\n\nPlanen antas.\n"


def sections(rows: dict[str, list[Row]]) -> list[tuple[str, str]]:
    return [(c["section_number"], c["title"]) for c in rows["cases"]]


def told(rows: dict[str, list[Row]]) -> list[tuple[str, str, str]]:
    return [(d["stage"], d["body"], d["text"]) for d in rows.get("decisions", [])]


def test_dots_that_lead_to_a_page_head_no_section() -> None:
    contents = (
        "Innehållsförteckning\n§ 140  Val av justerare ................ 3\n§ 141  Belysning i hamnen ... 4\n§ 142  Bryggan ......... 5\n"
    )
    assert sections(rows_of(f"{HEAD}{COVER}\f{contents}\f{TWO}")) == [("141", "Belysning"), ("142", "Bryggan")]


def test_a_secret_matter_is_only_in_the_contents() -> None:
    contents = "Ärenden\n§ 139  Individärende\n§ 140  Tomten\n§ 141  Belysning\n§ 142  Bryggan\n"
    text = TWO.replace("\n§ 141", "\n§ 140  Tomten\n\nKommunstyrelsens beslut\n\nTomten säljs.\n\n§ 141", 1)
    assert [n for n, _ in sections(rows_of(f"{HEAD}{COVER}\f{contents}\f{text}"))] == ["140", "141", "142"]


def test_a_members_own_range_is_not_that_of_the_minutes() -> None:
    member = "                        Eva Dahl (V), §§ 130-131\nParagrafer              130-142\n"
    more = "\n§ 136  Hamnen\n\nKommunstyrelsens beslut\n\nHamnen rustas.\n"
    assert [n for n, _ in sections(rows_of(f"{HEAD}{COVER}{member}{more}{TWO}"))] == ["136", "141", "142"]


ROLL = """Närvaro- och omröstningslista

Namn                         Närv   Tjg                                ANTECKNING
SOCIALDEMOKRATERNA
Anna Ek                      X                                          Jäv § 118
Bo Ek                        X
Cia Ek                       X      X                                   § 118
"""


def test_the_remarks_of_a_roll_head_no_section() -> None:
    matter = (
        "§ 102                                                   Dnr 26/2012\n\nSvar på motion om bryggan\n\n"
        "Kommunstyrelsen beslutar\n\natt   motionen ska anses besvarad.\n"
    )
    rows = rows_of(f"{HEAD}{ROLL}\f{matter}")
    assert sections(rows) == [("102", "Svar på motion om bryggan")]


def test_substitutes_whose_label_goes_over_two_lines() -> None:
    rows = rows_of(f"{HEAD}{COVER}Ersättare, ej           Tina Berg (S)\ntjänstgörande           Bella Holm (V)\n{TWO}")
    attended = {p["name"]: p["role"] for p in rows["parties"] if p["role"] in ("member", "substitute")}
    assert attended == {"Roland Ek": "member", "Lars Dahl": "member", "Tina Berg": "substitute", "Bella Holm": "substitute"}


def test_the_day_of_the_verifying_under_its_place() -> None:
    cover = (
        f"{COVER}Justeringens plats\noch tid                 Biblioteket\n                        2012-05-28\n"
        "Anslaget är uppsatt     2012-06-01–2012-06-22\n"
    )
    found = date_roles(rows_of(f"{HEAD}{cover}{TWO}"))
    assert (found["2012-05-28"], found["2012-06-01–2012-06-22"]) == ("adjusted", "posted")


def test_a_dash_before_att_and_a_wide_gap() -> None:
    text = f"{HEAD}§ 24\n\nFinanspolicy\n\nKommunstyrelsen beslutade\n\n- att   fastställa finanspolicyn att gälla\n        tills vidare.\n"
    rows = rows_of(text)
    assert told(rows) == [("decided", "Kommunstyrelsen", "fastställa finanspolicyn att gälla tills vidare.")]


def test_a_board_that_proposes_without_att() -> None:
    text = f"{HEAD}§ 24\n\nFinanspolicy\n\nKommunstyrelsen beslutade föreslå kommunfullmäktige besluta\n\n- att fastställa finanspolicyn.\n"
    rows = rows_of(text)
    assert told(rows) == [("recommended", "Kommunfullmäktige", "fastställa finanspolicyn.")]


def test_what_a_board_passes_on_in_a_sentence_of_its_own() -> None:
    text = f"{HEAD}§ 24\n\nRapport\n\nKommunstyrelsen beslutar att\n\nFöreslå kommunfullmäktige besluta att godkänna rapporten.\n"
    rows = rows_of(text)
    assert told(rows) == [("recommended", "Kommunfullmäktige", "godkänna rapporten.")]


def test_a_demand_that_a_committee_proposes_is_for_the_body_addressed() -> None:
    text = (
        "§ 9  Remiss\n\nÖverläggning\n\nOrdförande Eva Ek (M) yrkar att kommunstyrelsens arbetsutskott\n"
        "föreslår kommunstyrelsen besluta följande:\n\n•  Kommunen avstår från yttrande.\n"
    )
    rows = rows_of(f"SALA KOMMUN\nKommunstyrelsens arbetsutskott    PROTOKOLL      2017-10-02\n\n{text}")
    assert told(rows) == [("proposed", "Kommunstyrelsen", "Kommunen avstår från yttrande.")]


def test_a_strategy_for_some_years_was_not_decided_in_them() -> None:
    rows = rows_of(f"{HEAD}§ 24\n\nStrategi\n\nKommunstyrelsen beslutade att godkänna strategi för bad 2022-2024.\n")
    assert date_roles(rows)["2022-2024"] == "period"


def test_who_resigns_is_named_in_the_nominative() -> None:
    text = f"{HEAD}§ 24  Val\n\nBeslut\n\nFöljande avsägelse godkänns:\n\nPer Dahlbergs (M) avsägelse från uppdraget.\n"
    rows = rows_of(text)
    assert "Per Dahlberg" in {p["name"] for p in rows["parties"]}


def test_the_number_in_the_head_of_an_extract_is_its_matters() -> None:
    head = (
        "PROTOKOLL\n                              DATUM            DIARIENR\nKOMMUNSTYRELSEN               2006-02-07       KS 06-0033\n\n"
    )
    rows = rows_of(f"{head}§ 24\n\nFinanspolicy\n\nKommunstyrelsen beslutade\n\natt fastställa finanspolicyn.\n")
    assert [c["case_number"] for c in rows["cases"]] == ["KS 2006/33"]
    assert [n["role"] for n in rows["case_numbers"]] == ["own"]


def test_a_date_behind_a_number_is_no_second_number() -> None:
    rows = rows_of(f"{HEAD}§ 24  Rapport\nDnr 2014/123, 2014-05-12\n\nKommunstyrelsens beslut\n\nRapporten godkänns.\n")
    assert [n["case_number"] for n in rows["case_numbers"]] == ["2014/123"]
