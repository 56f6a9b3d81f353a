"""Identity numbers by label and check digit, telephone numbers, e-mail addresses: what is one, and what only looks so."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.privacy.contact import find_contact_data, is_identity_number


def found(text: str, *registry: tuple[int, int]) -> list[tuple[str, str]]:
    return [(d.kind, text[d.start : d.end]) for d in find_contact_data(text, registry)]


@pytest.mark.parametrize(
    "number",
    [
        "811218-9876",
        "19811218-9876",
        "811218 - 9876",
        "8112189876",
        "198112189876",
        "811218+9876",
        "811218–9876",
        "811218-\n9876",
        "811278-9873",  # a coordination number: the day raised by 60
    ],
)
def test_a_number_with_a_day_and_the_right_check_digit_is_an_identity_number(number: str) -> None:
    assert found(f"avseende {number}, boende") == [("identity_number", number)]


@pytest.mark.parametrize(
    "text",
    [
        "org.nr 556036-0793",  # an organisation's number has 20 or more for the month
        "212000-0340",
        "811218-9875",  # the check digit is another
        "811318-9874",  # no thirteenth month
        "810230-9877",  # no such day
        "Dnr 811218-9876",  # a registry number by its label
        "KS 2011/301.041",
        "KS-2019-00478",
        "171-482/2016",
        "20 000 000 kronor åren 2019-2023",
        "kl. 08-09 den 2021-08-09",
        "Box 41, 221 00 Lund",
        "bankgiro 5050-1055",
    ],
)
def test_what_only_looks_like_one_stays(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Personnummer: 700101-XXXX", "700101-XXXX"),
        ("pers.nr 811218-0000", "811218-0000"),  # the label outweighs the check digit
        ("samordningsnummer 811278-1111", "811278-1111"),
        ("personnr 1981-12-18-9876", "1981-12-18-9876"),
        ("född 19811218", "19811218"),
        ("Personnummer\n811218-9876", "811218-9876"),
    ],
)
def test_a_label_tells_an_identity_number(text: str, number: str) -> None:
    assert found(text) == [("identity_number", number)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Alva Ek, 016-710 00 00", "016-710 00 00"),
        ("08-12 34 56", "08-12 34 56"),
        ("0480/45 00 00", "0480/45 00 00"),
        ("0701234567", "0701234567"),
        ("070 - 123 45 67", "070 - 123 45 67"),
        ("016 710 00 00", "016 710 00 00"),
        ("+46 (0)70-123 45 67", "+46 (0)70-123 45 67"),
        ("+86 512 57301234", "+86 512 57301234"),
        ("tfn 710 00", "710 00"),
        ("Telefon: 21 16 00", "21 16 00"),
    ],
)
def test_telephone_numbers(text: str, number: str) -> None:
    assert found(text) == [("telephone", number)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Ring handläggaren på 054-540\n00 11 om något är oklart.", "054-540\n00 11"),
        ("Telefon: 054-\n540 00 11", "054-\n540 00 11"),
        ("Hon nås på +46 54-540 00\n11.", "+46 54-540 00\n11"),
        ("mobil 070-123 45\n   67", "070-123 45\n   67"),
    ],
)
def test_a_telephone_number_goes_on_over_a_line_break(text: str, number: str) -> None:
    assert [text[d.start : d.end] for d in find_contact_data(text)] == [number]


@pytest.mark.parametrize("text", ["Växel: 054-540 00 11\n12", "Telefon 08-12 34 56\n12 § Val av justerare"])
def test_what_stands_under_a_whole_number_is_none_of_it(text: str) -> None:
    assert [text[d.start : d.end] for d in find_contact_data(text)] == [text.split("\n")[0].split(" ", 1)[1]]


def test_a_registry_number_of_a_telephone_numbers_shape_stays_unless_a_label_tells() -> None:
    assert found("ärende 0456-123456", (7, 18)) == []
    assert found("tel 0456-123456", (4, 15)) == [("telephone", "0456-123456")]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Skriv till anna.ek@mora.se.", "anna.ek@mora.se"),
        ("kommun@kristianstad.se | 291 80", "kommun@kristianstad.se"),
        ("anna.ek@\nmora.se", "anna.ek@\nmora.se"),
        ("anna.ek@eskils-\ntuna.se i dag", "anna.ek@eskils-\ntuna.se"),
        ("anna.ek@mora.\nse", "anna.ek@mora.\nse"),
        ("anna(at)mora.se", "anna(at)mora.se"),
        ("a+b_c@x.mora.se", "a+b_c@x.mora.se"),
    ],
)
def test_email_addresses(text: str, address: str) -> None:
    assert found(text) == [("email", address)]


def test_an_at_sign_alone_is_no_address() -> None:
    assert found("@mora följer vi, 3 st @ 5.50 kr; anna@mora") == []


DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2029, 12, 31))


def check_digit(nine: str) -> int:
    total = 0
    for place, digit in enumerate(nine):
        product = int(digit) * (2 if place % 2 == 0 else 1)
        total += product - 9 if product > 9 else product
    return (10 - total % 10) % 10


@given(DAYS, st.integers(0, 999), st.booleans(), st.sampled_from(["", "-", "+"]), st.booleans())
def test_every_identity_number_is_known_and_no_other_check_digit(
    day: dt.date, serial: int, coordination: bool, sign: str, long: bool
) -> None:
    date = f"{day:%y%m}{day.day + 60 * coordination:02d}"
    digit = check_digit(f"{date}{serial:03d}")
    century = f"{day:%Y}"[:2] if long else ""
    assert is_identity_number(f"{century}{date}{sign}{serial:03d}{digit}")
    assert found(f"för {century}{date}-{serial:03d}{digit} gäller")[0][0] == "identity_number"
    for other in range(10):
        if other != digit:
            assert not is_identity_number(f"{date}{serial:03d}{other}")


@given(st.text("0123456789-+@.() \ntelpnr", max_size=80))
def test_finds_lie_in_order_within_the_text(text: str) -> None:
    data = find_contact_data(text)
    assert all(0 <= d.start < d.end <= len(text) for d in data)
    assert [d.start for d in data] == sorted(d.start for d in data)
