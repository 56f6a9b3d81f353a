"""Tables in the formats of others, read back by those others' readers."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
import tempfile
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.exit_codes import ExitCode, UserError
from pipeline.export import workbook
from pipeline.export.delimited import write_csv
from pipeline.export.formats import ExportFormat
from pipeline.export.stata import label_commands, shortened, stata_names
from pipeline.export.write import Wanted, export
from pipeline.schema import TABLES, table

PLACE = {"page": 1, "char_start": 0, "char_end": 9, "extractor": "test", "confidence": 0.9, "uncertain": False}
OUTCOME = {"document_id": "0" * 16, "outcome": "ended", "stage": "decided", "quote": "avslutas", **PLACE}
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)
RISKY = ["=1+1", "+46 8", "-", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''=1", "'", "'it", "a=b", "–", ""]


def written(out: Path, only: tuple[str, ...] = (), **rows: list[dict[str, Any]]) -> Path:
    """An output folder that holds these rows in all tables, or in those named alone."""
    out.mkdir(parents=True, exist_ok=True)
    for t in (table(name) for name in only or [t.name for t in TABLES]):
        pq.write_table(pa.Table.from_pylist(rows.get(t.name, []), t.arrow_schema), out / f"{t.name}.parquet")
    return out


def call(*arguments: object) -> str:
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    assert result.exit_code == 0, result.output
    return result.output


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def unguarded(text: str) -> str:
    """As docs/API.md tells to do it."""
    return re.sub(r"^'(?='*[=+\-@\t\r])", "", text)


def test_csv_has_every_row_of_every_table(sample_output: Path, tmp_path: Path) -> None:
    told = call("export", "--out", sample_output, "--to", tmp_path / "csv", "--format", "csv")
    for t in TABLES:
        rows = pq.read_table(sample_output / f"{t.name}.parquet").to_pylist()
        found = read_csv(tmp_path / "csv" / f"{t.name}.csv")
        assert len(found) == len(rows) and f"{len(rows)}  {t.name}\n" in told
        with (tmp_path / "csv" / f"{t.name}.csv").open(encoding="utf-8") as lines:
            assert lines.readline().strip().replace('"', "").split(",") == t.column_names
    outcomes = pq.read_table(sample_output / "outcomes.parquet").to_pylist()
    for row, told_row in zip(outcomes, read_csv(tmp_path / "csv" / "outcomes.csv"), strict=True):
        assert unguarded(told_row["quote"]) == row["quote"]
        assert told_row["date"] == (row["date"].isoformat() if row["date"] else "")
        assert told_row["reasons"] == "|".join(row["reasons"] or [])
        assert told_row["uncertain"] == str(row["uncertain"]).lower() and float(told_row["confidence"]) == row["confidence"]


def test_pandas_reads_csv_back(sample_output: Path, tmp_path: Path) -> None:
    export(sample_output, tmp_path / "pages.csv", wanted=Wanted(("pages",), verbatim=True))
    frame = pd.read_csv(tmp_path / "pages.csv", keep_default_na=False, na_values=[""])
    pages = pq.read_table(sample_output / "pages.parquet").to_pandas()
    assert list(frame["text"].fillna("")) == list(pages["text"])
    assert list(frame["char_end"]) == list(pages["char_end"])


@given(st.lists(TEXTS | st.sampled_from(RISKY) | st.builds("{}{}".format, st.sampled_from(RISKY), TEXTS), min_size=1, max_size=8))
@settings(max_examples=40)
def test_no_cell_of_csv_is_a_formula_and_each_text_can_be_had_back(texts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        out = written(Path(folder) / "out", ("outcomes",), outcomes=[OUTCOME | {"quote": text} for text in texts])
        write_csv(out, table("outcomes"), Path(folder) / "a.csv")
        write_csv(out, table("outcomes"), Path(folder) / "b.csv", verbatim=True)
        cells = [row["quote"] for row in read_csv(Path(folder) / "a.csv")]
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
        assert [unguarded(cell) for cell in cells] == texts
        assert [row["quote"] for row in read_csv(Path(folder) / "b.csv")] == texts


def test_csv_tells_missing_from_empty_and_keeps_lists_apart(tmp_path: Path) -> None:
    out = written(tmp_path / "out", outcomes=[OUTCOME | {"quote": "", "reasons": ["a|b", "c"]}])
    export(out, tmp_path / "outcomes.csv", wanted=Wanted(("outcomes",)))
    text = (tmp_path / "outcomes.csv").read_text("utf-8")
    row = read_csv(tmp_path / "outcomes.csv")[0]
    assert ',"",1,' in text and row["municipality"] == "" and row["reasons"] == "a¦b|c"


@pytest.mark.parametrize("format", ["csv", "json", "xlsx"])
def test_labels_stand_beside_codes(sample_output: Path, tmp_path: Path, format: str) -> None:
    to = tmp_path / f"outcomes.{format}"
    call("export", "--out", sample_output, "--to", to, "--table", "outcomes", "--labels")
    if format == "csv":
        rows: list[dict[str, Any]] = list(read_csv(to))
    elif format == "json":
        rows = [r | {"reasons_label": "|".join(r["reasons_label"] or [])} for r in json.loads(to.read_text("utf-8"))]
    else:
        rows = pd.read_excel(to, sheet_name="outcomes").fillna("").to_dict("records")
    codes, reasons = table("outcomes").columns[6].codes, {c.name: c.codes for c in table("outcomes").columns}["reasons"]
    assert codes is not None and reasons is not None and rows
    assert all(r["outcome_label"] == codes[r["outcome"]] for r in rows)
    assert {r["reasons_label"] for r in rows} >= {"", reasons["security"]}


def test_json_is_a_row_a_line_or_an_array(sample_output: Path, tmp_path: Path) -> None:
    rows = pq.read_table(sample_output / "outcomes.parquet").to_pylist()
    call("export", "--out", sample_output, "--to", tmp_path / "all", "--format", "json")
    call("export", "--out", sample_output, "--to", tmp_path / "outcomes.json", "-t", "outcomes")
    call("export", "--out", sample_output, "--to", tmp_path / "failures.json", "-t", "failures")
    lines = [json.loads(line) for line in (tmp_path / "all" / "outcomes.jsonl").read_text("utf-8").splitlines()]
    assert lines == json.loads((tmp_path / "outcomes.json").read_text("utf-8"))
    assert lines == [r | {k: v.isoformat() for k, v in r.items() if isinstance(v, dt.date)} for r in rows]
    assert json.loads((tmp_path / "failures.json").read_text("utf-8")) == []
    assert {p.stem for p in (tmp_path / "all").iterdir()} == {t.name for t in TABLES}


@pytest.fixture(scope="module")
def book(sample_output: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    to = tmp_path_factory.mktemp("xlsx") / "tables.xlsx"
    call("export", "--out", sample_output, "--to", to)
    return openpyxl.load_workbook(to)


def test_a_workbook_has_a_sheet_a_table_with_filters_and_a_frozen_heading(book: Any) -> None:
    assert book.sheetnames == ["about", *(t.name for t in TABLES), "codebook", "codes"]
    for t in TABLES:
        sheet = book[t.name]
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref.startswith("A1:")
        assert [cell.value for cell in sheet[1]] == t.column_names and sheet["A1"].font.bold


def test_a_workbook_has_typed_cells(book: Any, sample_output: Path) -> None:
    rows = pq.read_table(sample_output / "outcomes.parquet").to_pylist()
    head, *lines = book["outcomes"].iter_rows(values_only=True)
    assert len(lines) == len(rows)
    for row, line in zip(rows, lines, strict=True):
        told = dict(zip(head, line, strict=True))
        assert told["date"] == (dt.datetime.combine(row["date"], dt.time()) if row["date"] else None)
        assert (told["page"], told["confidence"], told["uncertain"]) == (row["page"], row["confidence"], row["uncertain"])
        assert (told["outcome"], told["reasons"]) == (row["outcome"], "|".join(row["reasons"] or []) or None)


def test_a_workbook_tells_what_its_columns_and_codes_mean(book: Any) -> None:
    columns = {(r[0], r[1]): r[4] for r in book["codebook"].iter_rows(min_row=2, values_only=True)}
    assert columns == {(t.name, c.name): c.description for t in TABLES for c in t.columns}
    codes = {(r[0], r[1]): r[2] for r in book["codes"].iter_rows(min_row=2, values_only=True)}
    assert codes[("outcomes.outcome, partnerships.latest_outcome", "renewed")] == "prolonged or replaced by a new agreement"
    about = dict(book["about"].iter_rows(values_only=True))
    assert "Data set" in about["cite the data"] and "Computer software" in about["cite the program"]


def test_texts_in_a_workbook_are_texts_whatever_they_look_like(tmp_path: Path) -> None:
    texts = ["=1+1", "+46", "@x", "http://example.org", "0123", "2020-01-01", "x" * 40_000]
    old = {"date": dt.date(1899, 12, 31)}
    out = written(tmp_path / "out", outcomes=[OUTCOME | old | {"quote": text} for text in texts])
    told = call("export", "--out", out, "--to", tmp_path / "a.xlsx", "-t", "outcomes")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["outcomes"]
    names = [cell.value for cell in sheet[1]]
    cells = [sheet.cell(line, names.index("quote") + 1) for line in range(2, len(texts) + 2)]
    assert [cell.data_type for cell in cells] == ["s"] * len(texts) and not any(cell.hyperlink for cell in cells)
    assert [cell.value for cell in cells[:-1]] == texts[:-1]
    assert len(cells[-1].value) == workbook.CELL_CHARACTERS and cells[-1].value.endswith("… [cut]")
    assert "1 text was cut" in told
    assert sheet.cell(2, names.index("date") + 1).value == "1899-12-31"


def test_a_table_longer_than_a_sheet_goes_on_on_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "SHEET_ROWS", 4)
    out = written(tmp_path / "out", outcomes=[OUTCOME | {"page": n} for n in range(1, 9)])
    export(out, tmp_path / "a.xlsx", wanted=Wanted(("outcomes",)))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    names = [n for n in book.sheetnames if n.startswith("outcomes")]
    pages = [row[list(table("outcomes").column_names).index("page")] for n in names for row in book[n].iter_rows(2, values_only=True)]
    assert names == ["outcomes", "outcomes 2", "outcomes 3"] and pages == list(range(1, 9))


def test_stata_reads_every_table_with_labels_and_types(sample_output: Path, tmp_path: Path) -> None:
    call("export", "--out", sample_output, "--to", tmp_path / "stata", "--format", "stata")
    for t in TABLES:
        rows = pq.read_table(sample_output / f"{t.name}.parquet").to_pylist()
        path = tmp_path / "stata" / f"{t.name}.dta"
        frame = pd.read_stata(path)
        assert list(frame.columns) == t.column_names and len(frame) == len(rows)
        with pd.io.stata.StataReader(path) as reader:
            assert reader.variable_labels() == {c.name: shortened(c.description) for c in t.columns}
        for column in t.columns:
            told = [row[column.name] for row in rows]
            if column.type == "date":
                assert [None if pd.isna(v) else v.date() for v in frame[column.name]] == told, column
            elif column.type == "list":
                assert list(frame[column.name]) == ["|".join(v or []) for v in told], column
            elif column.type == "text":
                assert [None if pd.isna(v) else str(v) for v in frame[column.name].astype(object)] == [
                    v if v is not None or column.codes else "" for v in told
                ], column
            elif column.type != "boolean":
                assert [None if pd.isna(v) else v for v in frame[column.name]] == told, column


def test_codes_are_numbers_in_the_order_of_the_codebook(sample_output: Path, tmp_path: Path) -> None:
    call("export", "--out", sample_output, "--to", tmp_path / "outcomes.dta", "-t", "outcomes")
    codes = next(c.codes for c in table("outcomes").columns if c.name == "outcome")
    with pd.io.stata.StataReader(tmp_path / "outcomes.dta", convert_categoricals=False) as reader:
        numbers = list(reader.read()["outcome"])
        labels = reader.value_labels()
    assert labels["outcome"] == dict(enumerate(codes or ())) and labels["uncertain"] == {0: "no", 1: "yes"}
    rows = pq.read_table(sample_output / "outcomes.parquet").to_pylist()
    assert [labels["outcome"][n] for n in numbers] == [r["outcome"] for r in rows]
    commands = (tmp_path / "outcomes_labels.do").read_text("utf-8")
    assert 'label define outcome 0 "a first agreement or relation" 1 "prolonged or replaced by a new agreement"' in commands
    assert label_commands(table("case_references")) == ""


def test_stata_holds_long_texts_and_codes_it_does_not_know(tmp_path: Path) -> None:
    long = "å" * 5_000
    rows = [OUTCOME | {"quote": long, "outcome": "of_another_version"}, OUTCOME | {"quote": "kort", "date": dt.date(1721, 3, 1)}]
    export(written(tmp_path / "out", outcomes=rows), tmp_path / "a.dta", wanted=Wanted(("outcomes",)))
    frame = pd.read_stata(tmp_path / "a.dta")
    assert list(frame["quote"]) == [long, "kort"] and list(frame["outcome"]) == ["of_another_version", "ended"]
    assert frame["date"].iloc[1].date() == dt.date(1721, 3, 1)


@given(st.lists(st.text(min_size=1, max_size=60), unique=True, max_size=30))
def test_names_for_stata_are_short_plain_and_told_apart(names: list[str]) -> None:
    told = stata_names(names)
    assert list(told) == names and len(set(told.values())) == len(names)
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,31}", name) for name in told.values())


@given(st.text(max_size=200))
def test_labels_for_stata_are_short(label: str) -> None:
    assert len(shortened(label)) <= 80 and (len(label) > 80 or shortened(label) == label)


@pytest.mark.parametrize("name", ["a.xlsx", "outcomes.dta", "outcomes.csv", "outcomes.jsonl", "deposit.zip"])
def test_the_same_tables_give_the_same_bytes(sample_output: Path, tmp_path: Path, name: str) -> None:
    for folder in ("one", "two"):
        export(sample_output, tmp_path / folder / name, wanted=Wanted(("outcomes",)))
    assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    assert [p.name for p in (tmp_path / "one").iterdir() if p.name.startswith(".")] == []


def test_a_table_in_parts_is_exported_whole(sample_output: Path, tmp_path: Path) -> None:
    out = written(tmp_path / "out")
    rows = pq.read_table(sample_output / "dates.parquet")
    (out / "dates.parquet").unlink()
    (out / "dates.parquet").mkdir()
    for number, start in enumerate(range(0, rows.num_rows, 50)):
        pq.write_table(rows.slice(start, 50), out / "dates.parquet" / f"part-{number:05d}.parquet")
    export(out, tmp_path / "parts.csv", wanted=Wanted(("dates",)))
    export(sample_output, tmp_path / "one.csv", wanted=Wanted(("dates",)))
    assert (tmp_path / "parts.csv").read_bytes() == (tmp_path / "one.csv").read_bytes()


@pytest.mark.parametrize(
    ("to", "format", "tables", "told"),
    [
        ("folder", None, (), "name a format with --format"),
        ("a.csv", None, (), "holds one table; choose it with --table"),
        ("a.xlsx", ExportFormat.stata, (), "the name is of xlsx, the format stata"),
        ("folder", ExportFormat.xlsx, (), "give it a name that ends in .xlsx"),
        ("a.csv", None, ("outcome",), "no such table; there are documents"),
        ("a-file", ExportFormat.csv, (), "is a file already"),
        ("a-folder.zip", None, (), "is a folder already"),
        ("out", ExportFormat.csv, (), "the folder of the tables themselves"),
        ("a-file/x.xlsx", None, (), "cannot be written"),
    ],
)
def test_what_does_not_fit_together_is_told(
    tmp_path: Path, to: str, format: ExportFormat | None, tables: tuple[str, ...], told: str
) -> None:
    out = written(tmp_path / "out")
    (tmp_path / "a-file").touch()
    (tmp_path / "a-folder.zip").mkdir()
    with pytest.raises(UserError, match=re.escape(told)):
        export(out, tmp_path / to, format, Wanted(tables))
    assert not list(tmp_path.rglob("*.part"))


def test_unknown_licences_and_missing_tables_are_told(tmp_path: Path) -> None:
    out = written(tmp_path / "out")
    with pytest.raises(UserError, match=r"WTFPL: no licence known here; there are CC0-1\.0"):
        export(out, tmp_path / "a.zip", wanted=Wanted(licence="WTFPL"))
    with pytest.raises(UserError, match="there is no such table") as error:
        export(tmp_path / "nowhere", tmp_path / "csv", ExportFormat.csv)
    assert error.value.code == ExitCode.OUTPUT_UNUSABLE
    (out / "dates.parquet").write_bytes(b"no Parquet")
    with pytest.raises(UserError, match=r"dates\.parquet: cannot be read"):
        export(out, tmp_path / "dates.csv", wanted=Wanted(("dates",)))
    assert not (tmp_path / "dates.csv").exists()
