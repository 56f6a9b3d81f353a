"""What is written for spreadsheets and terminals does nothing there but be read."""

from __future__ import annotations

import csv
import io

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.results import as_csv, as_json, print_rows

STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def cells(*values: object, name: str = "a") -> list[str]:
    written = list(csv.reader(io.StringIO(as_csv(pa.table({name: list(values)}))), strict=True))
    return [row[0] for row in written[1:]]


@pytest.mark.parametrize(
    "text", ["=1+1", "+46", "-x", "@SUM(A1)", "\tx", " =1", "\n=1", "\u00a0=1", "\ufeff=1", "＝1", '=HYPERLINK("http://x")']
)
def test_a_formula_becomes_a_text(text: str) -> None:
    assert cells(text) == [f"'{text}"]


def test_a_formula_behind_what_parts_cells_elsewhere_becomes_a_text() -> None:
    assert cells("\t=1", "a\r=1", "a\r\nb") == ["'\t'=1", "a\n=1", "a\nb"]
    assert cells("x;=1+1") == ["x;'=1+1"] and cells("x\t@A1") == ["x\t'@A1"]


def test_lists_headings_and_what_is_no_formula() -> None:
    assert cells(["=1", "b"]) == ["'=1|b"]
    assert as_csv(pa.table({"=cmd": [1]})).splitlines()[0] == "'=cmd"
    assert cells("KS 2021/88", "a-b", "1. text\n- punkt") == ["KS 2021/88", "a-b", "1. text\n- punkt"]
    assert cells(-1, -5) == ["-1", "-5"], "numbers are no text"
    assert '"=1+1"' in as_json(pa.table({"a": ["=1+1"]})), "JSON is for programs"


@given(st.text(st.sampled_from("=+-@;\t\r\n \u00a0\ufeffa1|'\","), max_size=12))
def test_no_cell_begins_as_a_formula(text: str) -> None:
    (cell,) = cells(text) if text else [""]
    for piece in cell.replace("\t", ";").split(";"):
        assert not piece.strip("\ufeff \u00a0\r\n").startswith(STARTS) or cell.count("'") > text.count("'")
        assert not piece.startswith(STARTS)


def test_control_characters_do_not_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(pa.table({"a": ["\x1b]0;titel\x07röd\x1b[31m", "två\nrader"], "b": [["\x9b1m"], []]}))
    shown = capsys.readouterr().out
    assert "\x1b" not in shown and "\x07" not in shown and "\x9b" not in shown and "röd" in shown and "rader" in shown
