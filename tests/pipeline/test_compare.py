"""Municipalities side by side, histories and queries, through the command line. All papers are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.config import Settings
from pipeline.exit_codes import UserError
from pipeline.run import run

DECISIONS = {
    "trosa": ("Trosa", "2019-05-06", "vänortsavtalet med Paide i Estland", "förlänga vänortsavtalet med Paide till och med 2023"),
    "flen": ("Flen", "2022-11-07", "vänortsavtalet med Tver i Ryssland", "säga upp vänortsavtalet med Tver"),
}
TEMPLATE = """{name} kommun
Kommunfullmäktige
Sammanträdesprotokoll
Sammanträdesdatum {day}

§ 7 Översyn av {what}
Dnr KS {year}/55

Kommunfullmäktige beslutar
att {decision}.
"""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compare")
    (folder / "in").mkdir()
    for stem, (name, day, what, decision) in DECISIONS.items():
        text = TEMPLATE.format(name=name, day=day, what=what, decision=decision, year=day[:4])
        (folder / "in" / f"{stem}.txt").write_text(text, "utf-8")
    run([folder / "in"], Settings(out=folder / "out", jobs=1, ocr="off"))
    return folder / "out"


def call(*arguments: str) -> str:
    result = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_municipalities_side_by_side(out: Path) -> None:
    rows = json.loads(call("compare", "--out", str(out), "--format", "json"))
    assert [(r["municipality"], r["counterpart"], r["country"], r["outcome"], r["stage"]) for r in rows] == [
        ("Flen", "Tver", "RU", "ended", "decided"),
        ("Trosa", "Paide", "EE", "renewed", "decided"),
    ]


@pytest.mark.parametrize(
    ("arguments", "municipalities"),
    [
        (["--country", "RU"], ["Flen"]),
        (["--country", "Estland"], ["Trosa"]),
        (["--municipality", "Trosa kommun"], ["Trosa"]),
        (["--municipality", "0482", "-m", "Trosa"], ["Flen", "Trosa"]),
        (["--since", "2020"], ["Flen"]),
        (["--country", "NO"], []),
    ],
)
def test_what_is_compared_can_be_narrowed(out: Path, arguments: list[str], municipalities: list[str]) -> None:
    rows = json.loads(call("compare", "--out", str(out), "--format", "json", *arguments))
    assert [r["municipality"] for r in rows] == municipalities


def test_formats(out: Path, tmp_path: Path) -> None:
    assert call("compare", "--out", str(out), "--format", "csv").splitlines()[0].startswith("municipality,counterpart,country")
    assert "Paide" in call("compare", "--out", str(out))
    call("compare", "--out", str(out), "--format", "parquet", "--to", str(tmp_path / "x.parquet"))
    assert pq.read_table(tmp_path / "x.parquet").num_rows == 2


def test_a_history_with_quotes_and_numbers(out: Path) -> None:
    told = call("timeline", "Flen", "tver", "--out", str(out))
    assert "Flen – Tver (RU)" in told and "2022-11-07  ended (decided)" in told
    assert "säga upp vänortsavtalet med Tver" in " ".join(told.split()) and "KS 2022/55" in told


def test_an_unknown_name_is_told_with_what_there_is(out: Path) -> None:
    for arguments, message in (
        (["timeline", "Flen", "Wuxi"], "told of are Tver"),
        (["timeline", "Lilleby"], "no such municipality"),
        (["compare", "--country", "Atlantis"], "no such country"),
        (["query", "SELECT * FROM nothing"], "the query failed"),
        (["query", "SELECT 1", "--format", "parquet"], "--to"),
    ):
        with pytest.raises(UserError, match=message):
            CliRunner().invoke(app, [*arguments, "--out", str(out)], catch_exceptions=False)


def test_a_query_reads_tables_and_views(out: Path) -> None:
    sql = "SELECT counterpart, year, status FROM partnership_years ORDER BY ALL"
    rows = json.loads(call("query", sql, "--out", str(out), "--format", "json"))
    assert {"counterpart": "Tver", "year": 2022, "status": "ended"} in rows
    events = json.loads(call("query", "SELECT event FROM partnership_events ORDER BY 1", "--out", str(out), "--format", "json"))
    assert [e["event"] for e in events] == ["ended", "renewed"]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('{outside}')",
        "COPY (SELECT 1) TO '{outside}'",
        "ATTACH '{outside}' AS x",
        "SET enable_external_access = true",
        "INSTALL httpfs",
    ],
)
def test_a_query_reaches_nothing_outside_the_output(out: Path, tmp_path: Path, sql: str) -> None:
    outside = tmp_path / "secret.csv"
    outside.write_text("a\n1\n")
    with pytest.raises(UserError):
        CliRunner().invoke(app, ["query", sql.format(outside=outside), "--out", str(out)], catch_exceptions=False)
    assert outside.read_text() == "a\n1\n"


ENDED_EARLY = """Trosa kommun
Kommunfullmäktige
Sammanträdesprotokoll
Sammanträdesdatum 2020-03-02

§ 9 Avslutande av samarbetet med Weihai
Dnr KS 2020/31

Ärendet
Trosa kommun har ett samarbetsavtal med Weihai i Kina (2018–2021).

Kommunfullmäktige beslutar
att avsluta samarbetet med Weihai.
"""
LATER = """Trosa kommun
Kommunfullmäktige
Sammanträdesprotokoll
Sammanträdesdatum 2024-05-06

§ 30 Taxa för sotning
Dnr KS 2024/12

Kommunfullmäktige beslutar
att godkänna taxan.
"""


def test_what_has_ended_stays_so_when_its_term_runs_out(tmp_path: Path) -> None:
    for name, text in (("ended", ENDED_EARLY), ("later", LATER)):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    run([tmp_path], Settings(out=tmp_path / "out", jobs=1, ocr="off"))
    sql = "SELECT year, status FROM partnership_years WHERE counterpart = 'Weihai' AND year >= 2020 ORDER BY year"
    rows = json.loads(call("query", sql, "--out", str(tmp_path / "out"), "--format", "json"))
    assert [(r["year"], r["status"]) for r in rows] == [(year, "ended") for year in range(2020, 2025)]
