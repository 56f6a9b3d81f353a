"""Deciding bodies: every wording comes to one name."""

from __future__ import annotations

import pytest

from extractors.bodies import canonical_body, find_body, superior

NAMES = {
    "Landstingsstyrelsens": "Landstingsstyrelsen",
    "KOMMUNDELSNÄMNDENS": "Kommundelsnämnden",
    "Borgarrådsberedningen": "Borgarrådsberedningen",
    "Krisledningsnämndens": "Krisledningsnämnden",
    "Individnämnden": "Individnämnden",
    "KSAU": "Kommunstyrelsens arbetsutskott",
    "KSAU:s": "Kommunstyrelsens arbetsutskott",
    "Allmänna utskottets": "Allmänna utskottet",
    "Plan- och utvecklingsutskottets": "Plan- och utvecklingsutskottet",
    "Kommunstyrelsens allmänna utskotts": "Kommunstyrelsens allmänna utskott",
    "GYMNASIE- OCH VUXENUTBILDNINGSNÄMNDEN": "Gymnasie- och vuxenutbildningsnämnden",
    "AU": "Arbetsutskottet",
    "KF": "Kommunfullmäktige",
    "Kommunfullmäktiges": "Kommunfullmäktige",
    "Landstingsfullmäktiges": "Landstingsfullmäktige",
    "Kommunstyrelses": "Kommunstyrelsen",
    "kommunstyrelsens arbetsutskott": "Kommunstyrelsens arbetsutskott",
    "Ks": "Kommunstyrelsen",
    "Förbundsdirektionen": "Förbundsdirektionen",
    "Kommunstyrelsens personalutskott": "Kommunstyrelsens personalutskott",
    "Regionala utvecklingsnämnden": "Regionala utvecklingsnämnden",
    "Hälso- och sjukvårdsnämndens": "Hälso- och sjukvårdsnämnden",
    "KOMMUNFULLMÄKTIGE": "Kommunfullmäktige",
    "Personal- och organisationsutskottets": "Personal- och organisationsutskottet",
    "Kultur-, idrotts- och fritidsnämnden": "Kultur-, idrotts- och fritidsnämnden",
    "Stadsdelsnämnden": "Stadsdelsnämnden",
}
# Short names are believed in headings only: "Ks" may be anything in running text.
SHORT = ("KSAU", "KSAU:s", "AU", "KF", "Ks")


@pytest.mark.parametrize(("raw", "name"), list(NAMES.items()))
def test_canonical_names(raw: str, name: str) -> None:
    assert canonical_body(raw) == name
    assert canonical_body(name) == name


@pytest.mark.parametrize(("raw", "name"), [(r, n) for r, n in NAMES.items() if r not in SHORT])
def test_found_in_running_text(raw: str, name: str) -> None:
    assert find_body(f"Ärendet avgörs av {raw} i maj.") == name


@pytest.mark.parametrize("short", SHORT)
def test_short_names_are_not_found_in_running_text(short: str) -> None:
    assert find_body(f"Se {short} i bilagan.") is None


def test_a_lost_diacritic_is_mended() -> None:
    assert canonical_body("Socialnamnden") == "Socialnämnden"


@pytest.mark.parametrize("text", ["Kommunens invånare", "Anna Berg", "Beslutet gäller vägen", ""])
def test_no_body(text: str) -> None:
    assert find_body(text) is None


def test_superior() -> None:
    assert superior("Kommunstyrelsen") == "Kommunfullmäktige"
    assert superior("Socialnämnden") == "Socialnämnden"
    assert superior(None) is None
