"""A forgotten document is gone from tables, store and the bytes of its file, stays out of later runs, and can be let in again."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.config import Settings
from pipeline.exit_codes import ExitCode, UserError
from pipeline.privacy.forgotten import LIST_NAME, read_forgotten
from pipeline.run import run
from pipeline.store import DATABASE_NAME
from pipeline.summary import Summary

PAPER = """{name} kommun
Kommunstyrelsen
Sammanträdesprotokoll 2021-03-0{n}

§ {n} Vänortsavtal med Paide i Estland                KS 2021/8{n}

{mark}

Kommunstyrelsen beslutar
att förlänga vänortsavtalet med Paide till och med 2023.
"""
MARK = "Kvarlevande utombordsmotorpropeller"


def texts_of(out: Path) -> str:
    """Every value of every published table and of every table of the store."""
    tables = [pq.read_table(p) for p in sorted(out.glob("*.parquet"))]
    with duckdb.connect(str(out / DATABASE_NAME), read_only=True) as connection:
        names = [r[0] for r in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        tables += [connection.sql(f'FROM "{n}"').to_arrow_table() for n in names]
    return "\n".join(str(t.to_pylist()) for t in tables)


def process(folder: Path, **options: object) -> Summary:
    return run([folder / "in"], Settings(out=folder / "out", jobs=1, ocr="off", **options))  # type: ignore[arg-type]


def call(*arguments: object) -> str:
    result = CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forget")
    (folder / "in").mkdir()
    for n, (name, mark) in enumerate([("Mora", MARK), ("Falun", "Ordinarie ärende")], 1):
        (folder / "in" / f"papper-{n}.txt").write_text(PAPER.format(name=name, n=n, mark=f"{mark}.\n" * 40), "utf-8")
    shutil.copy(folder / "in" / "papper-1.txt", folder / "in" / "kopia.txt")
    assert process(folder).documents == 2
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "copy")
    return tmp_path / "copy"


def test_a_document_is_forgotten_kept_out_and_let_in_again(folder: Path) -> None:
    out = folder / "out"
    assert MARK in texts_of(out) and MARK.encode() in (out / DATABASE_NAME).read_bytes()
    before = {p.name: p.read_bytes() for p in out.glob("*.parquet")}
    kept = next(d["document_id"] for d in pq.read_table(out / "documents.parquet").to_pylist() if d["municipality"] == "Falun")

    told = call("forget", "papper-1", "--out", out)
    (forgotten,) = read_forgotten(out)
    assert forgotten.document_id in told and "--remember" in told
    texts = texts_of(out)
    assert MARK not in texts and "papper-1" not in texts and "kopia" not in texts and "Mora" not in texts
    assert forgotten.document_id not in texts and kept in texts
    assert all(MARK.encode() not in p.read_bytes() for p in out.rglob("*") if p.is_file())
    assert {p["municipality"] for p in pq.read_table(out / "partnerships.parquet").to_pylist()} == {"Falun"}

    for options in ({}, {"fresh": True}):
        summary = process(folder, **options)
        assert (summary.forgotten, summary.exit_code) == (2, ExitCode.OK) and "Mora" not in texts_of(out)

    assert forgotten.document_id in call("forget", forgotten.document_id[:8], "--remember", "--out", out)
    assert not (out / LIST_NAME).exists()
    assert process(folder).documents == 1
    assert {p.name: p.read_bytes() for p in out.glob("*.parquet")} == before


def test_a_forgetting_that_broke_off_is_completed_by_the_same_call(folder: Path) -> None:
    out = folder / "out"
    store = (out / DATABASE_NAME).read_bytes()
    call("forget", "papper-1", "--out", out)
    (forgotten,) = read_forgotten(out)
    (out / DATABASE_NAME).write_bytes(store)  # as if it had been stopped right after the list was written
    call("forget", forgotten.document_id, "--out", out)
    assert MARK not in texts_of(out) and MARK.encode() not in (out / DATABASE_NAME).read_bytes()
    assert len(read_forgotten(out)) == 1


def test_the_descriptions_of_the_store_are_kept(folder: Path) -> None:
    out = folder / "out"
    comments = "SELECT table_name, column_name, comment, data_type FROM duckdb_columns() ORDER BY ALL"

    def described() -> list[tuple[object, ...]]:
        with duckdb.connect(str(out / DATABASE_NAME), read_only=True) as connection:
            return connection.execute(comments).fetchall()

    before = described()
    call("forget", "papper-2", "--out", out)
    assert described() == before


def test_corrections_that_name_the_document_are_told_of(folder: Path) -> None:
    out = folder / "out"
    document = next(d["document_id"] for d in pq.read_table(out / "documents.parquet").to_pylist() if d["municipality"] == "Mora")
    (out / "corrections.csv").write_text(
        f"action,table,document_id,match,values,author,date,reason\nset,documents,{document},,body=Nämnden,A,2026-01-01,x\n", "utf-8"
    )
    assert "1 correction in" in call("forget", document, "--out", out)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["okänd"], "no such document"),
        (["papper"], "2 documents have this name"),
        (["abcd1234", "--remember"], "nothing is forgotten"),
    ],
)
def test_what_cannot_be_done_is_told(made: Path, arguments: list[str], message: str) -> None:
    with pytest.raises(UserError, match=message):
        CliRunner().invoke(app, ["forget", *arguments, "--out", str(made / "out")], catch_exceptions=False)


def test_a_folder_without_output_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no output of a run"):
        CliRunner().invoke(app, ["forget", "a", "--out", str(tmp_path)], catch_exceptions=False)


def test_a_list_that_cannot_be_read_stops_the_run(folder: Path) -> None:
    (folder / "out" / LIST_NAME).write_bytes(b"\xff\xfe broken")
    with pytest.raises(UserError, match=LIST_NAME):
        process(folder)
