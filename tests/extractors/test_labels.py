"""Labels in the head of a paper."""

from __future__ import annotations

import pytest

from extractors.labels import label_kind, leading_label


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sammanträdesdatum", "meeting_date"),
        ("SAMMANTRÄDESDATUM:", "meeting_date"),
        ("Plats och tid", "meeting_date"),
        ("Mötesdag", "meeting_date"),
        ("Sammanträdesdag", "meeting_date"),
        ("Datum", "document_date"),
        ("Datum:", "document_date"),
        ("Upprättad", "document_date"),
        ("Skrivet den", "document_date"),
        ("Ankom", "received"),
        ("Inkom den", "received"),
        ("Ink.", "received"),
        ("Registreringsdatum", "received"),
        ("Justerat den", "adjusted"),
        ("Justeringens plats och tid", "adjusted"),
        ("Plats och tid för justering", "adjusted"),
        ("Datum för justering", "adjusted"),
        ("Tid och plats för justering", "adjusted"),
        ("Anslaget sätts upp", "posted"),
        ("Datum för anslags uppsättande", "posted"),
        ("Datum då anslaget sätts upp", "posted"),
        ("Datum för anslags upprättande", "posted"),
        ("Anslagsdatum", "posted"),
        ("Datum för anslags nedtagande", "taken_down"),
        ("Datum då anslaget tas ned", "taken_down"),
        ("Anslaget tas ner", "taken_down"),
        ("Handläggare", "case_officer"),
        ("Handläggare:", "case_officer"),
        ("Ansvarig handläggare", "case_officer"),
        ("Till", "recipient"),
        ("E-post", "other"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert label_kind(text) == kind


@pytest.mark.parametrize(
    "text", ["", "Kommunstyrelsen", "Datum för avtalets början är ännu inte bestämt av parterna själva", "den 14 mars"]
)
def test_no_label(text: str) -> None:
    assert label_kind(text) is None


@pytest.mark.parametrize(
    ("text", "kind", "rest"),
    [
        ("Datum: 2019-03-14", "document_date", "2019-03-14"),
        ("Sammanträdesdatum 2019-03-14", "meeting_date", "2019-03-14"),
        ("Plats och tid   Stora salen, kl 13", "meeting_date", "Stora salen, kl 13"),
        ("Handläggare: Bo Ek", "case_officer", "Bo Ek"),
    ],
)
def test_a_label_before_what_it_announces(text: str, kind: str, rest: str) -> None:
    found = leading_label(text)
    assert found is not None
    assert (found[0], text[found[1] :].strip()) == (kind, rest)


def test_running_text_begins_with_no_label() -> None:
    assert leading_label("Ärenden som rör datum: se nedan") is None
    assert leading_label("Kommunstyrelsen beslutar följande") is None
