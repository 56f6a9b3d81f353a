"""Who ended or paused a partnership. All sentences are invented."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.document import Page, ReadDocument
from pipeline.process import understand


def outcome(background: str, decision: str = "att säga upp vänortsavtalet med Weihai") -> dict[str, Any]:
    text = (
        "Trosa kommun\nKommunstyrelsen\nSammanträdesprotokoll\nSammanträdesdatum 2021-03-15\n\n§ 14 Vänortsavtalet med Weihai i Kina\n"
        f"Dnr KS 2021/77\n\nÄrendet\n{background}\n\nBeslut\nKommunstyrelsen beslutar\n{decision}.\n"
    )
    rows = understand(ReadDocument("text/plain", [Page(1, text, "text")], []), "x.txt", "0" * 64, len(text))
    [found] = rows["outcomes"]
    return found


def test_a_body_that_ends_it_takes_the_step() -> None:
    found = outcome("Kommunen har ett vänortsavtal med Weihai.")
    assert (found["outcome"], found["initiative"]) == ("ended", "swedish")


@pytest.mark.parametrize(
    "background",
    [
        "Weihai har under våren sagt upp avtalet.",
        "Weihais stad har valt att inte förnya avtalet.",
        "Den kinesiska parten har beslutat att avsluta samarbetet.",
        "Avtalet avslutas på initiativ av Weihai.",
        "Motparten har tackat nej till fler besök.",
        "Vänorten har meddelat att den inte kommer att förlänga avtalet.",
    ],
)
def test_a_partner_that_ended_it_took_the_step(background: str) -> None:
    assert outcome(background)["initiative"] == "partner"


def test_a_partnership_that_goes_on_has_no_such_step() -> None:
    assert outcome("Avtalet löper ut.", "att förlänga vänortsavtalet med Weihai").get("initiative") is None


def test_what_the_municipality_did_is_not_the_partners_step() -> None:
    assert outcome("Kommunen har sagt upp avtalet med Weihai, som har besökts två gånger.")["initiative"] == "swedish"
