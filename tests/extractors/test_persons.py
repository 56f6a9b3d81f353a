"""Names of persons and the letter codes of their parties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.persons import _everywhere, bare_people, is_name, is_title, nominative, people_with_party

FIRST = st.sampled_from(["Anna", "Ann-Kristin", "Bo", "Åsa", "Örjan", "Mats-Ola", "Zoë", "Omar", "André"])
LAST = st.sampled_from(["Ek", "af Ekenstam", "von Essen", "Ek-Nilsson", "O'Hara", "Åhs", "Ståhl Nordin", "Tornéus", "de la Torre"])
CODE = st.sampled_from(["S", "m", "SD", "Kd", "fp", "MP", "NyD", "L"])


@pytest.mark.parametrize(
    "name", ["Anna Ek", "Anna af Ekenstam", "Anna M. Ek", "Sun Guoqiang", "Ruth Ek-Nilsson", "Maj-Lis Tornéus", "Maj Karlsson", "Eva Allén"]
)
def test_names_of_persons(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    "other",
    [
        "Anna",
        "Piteå Kommun",
        "Tekniska Nämnden",
        "Kungsgatan Norra",
        "Högskolan Väst",
        "Kalmar Hamn AB",
        "Förslag Till Beslut",
        "Ordförande Anna",
        "Sveriges Regioner",
        "NÄRVARANDE LEDAMÖTER",
    ],
)
def test_bodies_places_and_headings_are_no_persons(other: str) -> None:
    assert not is_name(other)


@pytest.mark.parametrize(
    "title",
    [
        "Kommundirektör",
        "1:e vice ordförande",
        "ledamot av kommunfullmäktige",
        "T.f. förvaltningschef",
        "borgmästare",
        "kommunstyrelsens ordförande",
    ],
)
def test_titles(title: str) -> None:
    assert is_title(title)
    assert not is_name(title)


@given(FIRST, LAST, CODE)
def test_a_name_with_its_code_is_found_whole_wherever_it_stands(first: str, last: str, code: str) -> None:
    text = f"Vidare yrkar ordföranden {first} {last} ({code}) att ärendet utgår."
    (person,) = people_with_party(text)
    assert text[person.start : person.end] == f"{first} {last}" == person.name
    assert person.party == code.upper()
    assert text[person.end : person.tail] == f" ({code})"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ordföranden Anna Ek (S) och kommunalrådet Bo Ek (m)", [("Anna Ek", "S"), ("Bo Ek", "M")]),
        ("Motion av Anna Ek (Centerpartiet) och Bo Ek (-)", [("Anna Ek", "C"), ("Bo Ek", None)]),
        ("Anna Ek (S, ordförande)", [("Anna Ek", "S")]),
        ("Sveriges Kommuner och Regioner (SKR) och Göteborgs Universitet (GU)", []),
        ("Kommunstyrelsens Ordförande (S)", []),
        ("Motion av Anna Ek (M), Bo\nEk (M) om träd", [("Anna Ek", "M"), ("Bo Ek", "M")]),
        ("Motion av Anna Ek (M) och Bo\nErik Ek (M) om träd", [("Anna Ek", "M"), ("Bo Erik Ek", "M")]),
        ("Tekniska nämnden (TN) yttrar sig", []),
    ],
)
def test_people_with_party(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(p.name, p.party) for p in people_with_party(text)] == expected


def test_bare_people_leave_titles_out() -> None:
    text = "Kommunchef Sverker Alm, ekonomichef Ann-Kristin Falk och planarkitekten i Borås Stad"
    assert [p.name for p in bare_people(text, 0, len(text))] == ["Sverker Alm", "Ann-Kristin Falk"]


@pytest.mark.parametrize(
    ("genitive", "others", "name"),
    [
        ("Anna Eks", set(), "Anna Ek"),
        ("Maj-Lis Tornéus", set(), "Maj-Lis Tornéus"),
        ("Anna Nilsjös", {"Anna Nilsjös"}, "Anna Nilsjös"),
        ("Bo Moraeus", {"Bo Moraeu"}, "Bo Moraeu"),
        ("Anna Ek", set(), "Anna Ek"),
    ],
)
def test_nominative(genitive: str, others: set[str], name: str) -> None:
    assert nominative(genitive, frozenset(others)) == name


@given(st.lists(st.sampled_from(["Anna Berg", "Bo Ek", "Anna Berg Ek", "Ek", "aa", " ", ", ", "x", "a"]), max_size=14).map("".join))
def test_many_names_stand_where_each_of_them_does(text: str) -> None:
    names = ["Anna Berg", "Bo Ek", "Anna Berg Ek", "Ek", "aa"]
    others = [f"Nils Okänd{number}" for number in range(300)]
    assert list(_everywhere(text, names + others)) == list(_everywhere(text, names))
