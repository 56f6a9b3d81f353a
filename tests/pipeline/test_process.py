"""From bytes to rows: whatever the content, rows that fit the schema or a ReadError, in time that grows with the length."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import schema
from pipeline.document import InputItem, Page, ReadDocument, ReadError
from pipeline.process import process, understand
from pipeline.rows import check_row

MINUTES = """Älvsunds kommun          PROTOKOLL          1 (1)
Kommunstyrelsen          2021-03-09

§ 31 Avtal med Lindvik                    KS 2021/88

Kommunstyrelsen beslutar
att förnya avtalet till och med 2024.
"""


def run(text: str | bytes, name: str = "prov.txt") -> dict[str, list[dict[str, Any]]]:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return process(InputItem(name, name), data, hashlib.sha256(data).hexdigest(), "off")


def understood(*pages: Page, warnings: tuple[str, ...] = ()) -> dict[str, list[dict[str, Any]]]:
    return understand(ReadDocument("text/plain", list(pages), list(warnings)), "prov.txt", "ab" * 32, 100)


def assert_rows_hold(rows: dict[str, list[dict[str, Any]]]) -> None:
    raw = "".join(row["text"] for row in rows["pages"])
    cases = {row["case_id"] for row in rows["cases"]}
    for name, found in rows.items():
        table = schema.table(name)
        for row in found:
            check_row(table, {"pipeline_version": "0", **row} if name == "documents" else row)
            if table.evidence:
                assert row["quote"] == raw[row["char_start"] : row["char_end"]] != ""
                assert 0 <= row["confidence"] <= 1
                assert row.get("case_id") is None or row["case_id"] in cases


def test_rows_of_minutes() -> None:
    rows = run(MINUTES)
    assert_rows_hold(rows)
    (case,) = rows["cases"]
    assert (case["section_number"], case["title"], case["case_number"]) == ("31", "Avtal med Lindvik", "KS 2021/88")
    assert [d["text"] for d in rows["decisions"]] == ["förnya avtalet till och med 2024"] or "förnya avtalet" in rows["decisions"][0][
        "text"
    ]
    (document,) = rows["documents"]
    assert (document["pages"], document["characters"], document["text_source"]) == (1, len(MINUTES), "text")
    assert document["document_id"] == document["sha256"][:16]


def test_the_same_content_gives_the_same_rows() -> None:
    assert run(MINUTES) == run(MINUTES)


@pytest.mark.parametrize("blank", [" ", "\n \n\t\n", "\f\f\f", "\u00a0 \u200b", "Sida 1 av 1\n", "- - - - -\n", "\ufeff"])
def test_content_without_words_is_an_error_that_names_the_remedy(blank: str) -> None:
    with pytest.raises(ReadError) as caught:
        run(blank)
    assert caught.value.code in ("empty", "no_text")
    assert ";" in caught.value.message or "check" in caught.value.message


ODD = [
    "\x00",
    "\ufffd",
    "\u202e",
    "\U0001f600",
    "\u0301",
    "\x0b",
    "\x1c",
    "\u2028",
    "\u0085",
    "\uf0b7",
    "\r",
    "\r\n",
    "\ud7ff",
    "\ufb01",
    "ẞ",
    "İ",
    "٣",
    "²",
    "Ⅷ",
]
BITS = [
    "§ ",
    "§ 1",
    "KS § 2",
    "Beslut\n",
    "att ",
    "1. ",
    "Reservation\n",
    "Ja ",
    "Nej ",
    "KS 2021/1",
    "2021-02-30",
    "den 32 mars 2021",
    "0000-00-00",
    "(S)",
    "Kina",
    "vänort",
    "Votering ",
    "8 röster mot 7",
    "Motion",
    "\n",
    "\n\n",
    "\f",
    "   ",
    "\t",
    ":",
    "Handläggare",
    "Närvarande",
    "Ordförande",
    "AVTAL",
    "mellan",
    "99999999999999999999",
    "år 9999",
    "1/1-00",
    "Lindvik",
]
odd_texts = st.lists(st.one_of(st.sampled_from(ODD + BITS * 2), st.text(max_size=12)), min_size=1, max_size=60).map("".join)


@settings(max_examples=150)
@given(odd_texts)
def test_any_text_gives_valid_rows_or_a_read_error(text: str) -> None:
    try:
        rows = run(text)
    except ReadError:
        return
    assert_rows_hold(rows)


@settings(max_examples=60)
@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_give_rows_or_a_read_error(data: bytes) -> None:
    try:
        rows = run(data)
    except ReadError:
        return
    assert_rows_hold(rows)


@settings(max_examples=40)
@given(st.lists(odd_texts, min_size=1, max_size=4), st.lists(st.sampled_from(["text", "ocr", "pdf_text"]), min_size=4, max_size=4))
def test_any_pages_give_valid_rows_or_a_read_error(texts: list[str], sources: list[str]) -> None:
    try:
        rows = understood(
            *(Page(n, t + "\n", s, 0.5 if s == "ocr" else None) for n, (t, s) in enumerate(zip(texts, sources, strict=False), 1))
        )
    except ReadError:
        return
    assert_rows_hold(rows)


def test_poor_recognition_and_missing_facts_are_warned_of() -> None:
    (document,) = understood(
        Page(1, "Ett kort meddelande utan avsändare om ingenting särskilt.\n", "ocr", 0.6), warnings=("sidan är sned",)
    )["documents"]
    assert "reading: sidan är sned" in document["warnings"]
    assert {w.split(":")[0] for w in document["warnings"]} == {"reading", "poor_recognition", "unknown_type", "no_municipality"}


def test_text_source_and_confidence_are_those_of_the_pages() -> None:
    rows = understood(Page(1, MINUTES, "pdf_text"), Page(2, "x" * len(MINUTES), "ocr", 0.9), Page(3, "", "text"))
    (document,) = rows["documents"]
    assert (document["text_source"], document["ocr_confidence"]) == ("mixed", 0.9)
    assert [(p["page"], p["char_start"], p["char_end"]) for p in rows["pages"]] == [
        (1, 0, len(MINUTES)),
        (2, len(MINUTES), 2 * len(MINUTES)),
        (3, 2 * len(MINUTES), 2 * len(MINUTES)),
    ]
